#include "scene/font.h"

#include "scene/shaping_library.h"

#include <string.h>

/* A font in use, at FONT_LAYOUT_SIZE: the time that Pango takes to find a font is for each size. */
typedef struct {
    char *family;
    int weight;
    gboolean italic;
    Typeface *typeface;  /* of plain text; NULL: no file is just this font */
    PangoLayout *layout; /* of other text, and for Cairo; NULL: not needed yet */
    GHashTable *widths;  /* text -> double*, of 1 px of size */
} Face;

/* What Pango needs to lay out text; made on first use, lives until the process ends. */
typedef struct {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    GHashTable *loaded; /* paths of the files that fontconfig knows */
} PangoWorld;

/* ---- the private set-up ---------------------------------------------------------------------- */

/* Gives fontconfig what may draw a text in that family. */
static void load_family(const PangoWorld *world, const char *family, gboolean italic)
{
    gboolean changed = FALSE;
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if ((file->italic && !italic) || !font_file_draws(file, family) ||
            !g_hash_table_add(world->loaded, file->path))
            continue;
        FcConfigAppFontAddFile(world->config, (const FcChar8 *)file->path);
        changed = TRUE;
    }
    if (changed)
        pango_fc_font_map_config_changed((PangoFcFontMap *)world->map);
}

static PangoContext *make_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    pango_context_set_language(context, pango_language_from_string("en"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    return context;
}

static const PangoWorld *pango_world(void)
{
    static PangoWorld world;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        world.config = FcConfigCreate(); /* an empty set of rules */
        if (!world.config)
            g_error("fontconfig does not start");
        FcConfigSetCurrent(world.config); /* else Pango has fontconfig read the machine's */
        world.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_cairo_font_map_set_resolution((PangoCairoFontMap *)world.map, 96);
        pango_fc_font_map_set_config((PangoFcFontMap *)world.map, world.config);
        world.context = make_context(world.map);
        world.loaded = g_hash_table_new(g_str_hash, g_str_equal);
        g_once_init_leave(&ready, 1);
    }
    return &world;
}

/* ---- measuring ------------------------------------------------------------------------------- */

static const char *font_family(const char *family)
{
    return family && *family ? family : FONT_DEFAULT_FAMILY;
}

static PangoFontDescription *describe_font(const Font *font)
{
    PangoFontDescription *description = pango_font_description_new();
    /* naming the fall-backs too keeps fontconfig from choosing among the others */
    g_autofree char *families = font_file_families(font_family(font->family));
    pango_font_description_set_family(description, families);
    pango_font_description_set_weight(description, (PangoWeight)font->weight);
    pango_font_description_set_style(description,
                                     font->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(description, FONT_LAYOUT_SIZE * PANGO_SCALE);
    return description;
}

static PangoLayout *make_layout(const Font *font)
{
    const PangoWorld *world = pango_world();
    load_family(world, font_family(font->family), font->italic);
    PangoLayout *layout = pango_layout_new(world->context);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    PangoFontDescription *description = describe_font(font);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    PangoAttrList *attributes = pango_attr_list_new();
    /* no ligatures: not every program that shows an SVG has them, and the widths
     * would differ */
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum=1, liga=0, clig=0"));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

static gboolean is_face(const Face *face, const Font *font)
{
    return face->weight == font->weight && face->italic == font->italic &&
           strcmp(face->family, font_family(font->family)) == 0;
}

/* The file that is just this font; NULL: there is none. */
static Typeface *open_typeface(const Font *font)
{
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if ((int)file->weight == font->weight && file->italic == font->italic &&
            g_ascii_strcasecmp(file->family, font_family(font->family)) == 0)
            return typeface_open(file->path, file->table);
    }
    return NULL;
}

/* Holds until the next call. */
static Face *find_face(const Font *font)
{
    static GArray *faces; /* few, the one of the last call first */
    if (!faces)
        faces = g_array_new(FALSE, FALSE, sizeof(Face));
    for (guint i = 0; i < faces->len; i++) {
        if (!is_face(&g_array_index(faces, Face, i), font))
            continue;
        const Face found = g_array_index(faces, Face, i);
        g_array_index(faces, Face, i) = g_array_index(faces, Face, 0);
        g_array_index(faces, Face, 0) = found;
        return &g_array_index(faces, Face, 0);
    }
    const Face face = {.family = g_strdup(font_family(font->family)),
                       .weight = font->weight,
                       .italic = font->italic,
                       .typeface = open_typeface(font),
                       .widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    g_array_prepend_val(faces, face);
    return &g_array_index(faces, Face, 0);
}

PangoLayout *font_layout(const Font *font, const char *text)
{
    Face *face = find_face(font);
    if (!face->layout)
        face->layout = make_layout(font);
    pango_layout_set_text(face->layout, text, -1);
    return face->layout;
}

static double measure(const Font *font, Typeface *typeface, const char *text)
{
    double width;
    if (typeface && typeface_measure(typeface, text, &width))
        return width;
    PangoRectangle logical;
    pango_layout_get_extents(font_layout(font, text), NULL, &logical);
    return (double)logical.width / PANGO_SCALE / FONT_LAYOUT_SIZE;
}

double font_width(const Font *font, const char *text)
{
    const Face *face = find_face(font);
    double *width = g_hash_table_lookup(face->widths, text);
    if (!width) {
        width = g_new(double, 1);
        *width = measure(font, face->typeface, text);
        g_hash_table_insert(face->widths, g_strdup(text), width);
    }
    return *width * font->size;
}

gboolean font_outline(const Font *font, const char *text, GArray *letters)
{
    const Face *face = find_face(font);
    return face->typeface && typeface_outline(face->typeface, text, letters);
}

guint font_count_missing(const Font *font, const char *text)
{
    const Face *face = find_face(font);
    double width;
    if (face->typeface && typeface_measure(face->typeface, text, &width))
        return 0;
    return (guint)pango_layout_get_unknown_glyphs_count(font_layout(font, text));
}

/* ---- what draws -------------------------------------------------------------------------------
 */

const FontLibrary *font_libraries(guint *n_libraries)
{
    static FontLibrary libraries[5];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        int major = 0, minor = 0, patch = 0;
        FT_Library freetype;
        if (FT_Init_FreeType(&freetype) != 0)
            g_error("FreeType does not start");
        FT_Library_Version(freetype, &major, &minor, &patch);
        FT_Done_FreeType(freetype);
        const int fontconfig = FcGetVersion();
        libraries[0] = (FontLibrary){"cairo", cairo_version_string()};
        libraries[1] =
            (FontLibrary){"fontconfig", g_strdup_printf("%d.%d.%d", fontconfig / 10000,
                                                        fontconfig / 100 % 100, fontconfig % 100)};
        libraries[2] = (FontLibrary){"freetype", g_strdup_printf("%d.%d.%d", major, minor, patch)};
        libraries[3] = (FontLibrary){"harfbuzz", hb_version_string()};
        libraries[4] = (FontLibrary){"pango", pango_version_string()};
        g_once_init_leave(&ready, 1);
    }
    *n_libraries = G_N_ELEMENTS(libraries);
    return libraries;
}
