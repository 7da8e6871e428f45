#include "scene/font.h"

#include "base/output.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <hb.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#define FALLBACK_FAMILY "DejaVu Sans"

/* A file of the folders that may draw: a regular or bold face, upright or italic. */
typedef struct {
    char *path, *family;
    glong revision; /* the font's own version, 16.16 fixed point */
    gboolean italic;
    gboolean loaded; /* fontconfig knows it */
} FontFile;

/* A font in use, at FONT_LAYOUT_SIZE: the time that Pango takes to find a font is for each size. */
typedef struct {
    char *family;
    int weight;
    gboolean italic;
    PangoLayout *layout;
    GHashTable *widths; /* text -> double*, of 1 px of size */
} Face;

/* Everything that measuring and drawing text shares; made on first use, lives
 * until the process ends. */
typedef struct {
    FT_Library freetype;
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    GArray *files; /* of FontFile */
    GArray *faces; /* of Face: few, the one of the last call first */
} FontWorld;

/* ---- the private set-up ---------------------------------------------------------------------- */

/* Pango, HarfBuzz, FreeType and fontconfig look at these; a picture must not
 * depend on who draws it. */
static const char *const ignored_variables[] = {
    "FC_LANG",        "FONTCONFIG_SYSROOT", "FREETYPE_PROPERTIES", "HB_OPTIONS",
    "HB_SHAPER_LIST", "LANGUAGE",           "PANGO_LANGUAGE",
};

static const char *font_folders(void)
{
    const char *folders = g_getenv("FIGTRAIL_FONTS");
    return folders && *folders ? folders : FIGTRAIL_FONT_FOLDERS;
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Fonts of other weights and widths would only make fontconfig read more files, which is most of
 * the time that a small chart takes. */
static void list_file(FontWorld *world, char *path)
{
    enum { NORMAL_WIDTH = 5 };
    FT_Face face;
    if (FT_New_Face(world->freetype, path, 0, &face) != 0) {
        g_free(path);
        return;
    }
    const TT_OS2 *os2 = FT_Get_Sfnt_Table(face, FT_SFNT_OS2);
    const TT_Header *head = FT_Get_Sfnt_Table(face, FT_SFNT_HEAD);
    const gboolean plain =
        os2 && os2->usWidthClass == NORMAL_WIDTH &&
        (os2->usWeightClass == PANGO_WEIGHT_NORMAL || os2->usWeightClass == PANGO_WEIGHT_BOLD);
    if (plain && face->family_name) {
        const FontFile file = {.path = path,
                               .family = g_strdup(face->family_name),
                               .revision = head ? head->Font_Revision : 0,
                               .italic = (face->style_flags & FT_STYLE_FLAG_ITALIC) != 0};
        g_array_append_val(world->files, file);
    } else {
        g_free(path);
    }
    FT_Done_Face(face);
}

/* File by file, since folders would want a cache on disk; in a fixed order. */
static void list_folder(FontWorld *world, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf"))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        list_file(world, g_build_filename(folder, g_ptr_array_index(names, i), NULL));
}

/* Of the fall-back family upright faces only: the others are in a package of their own, and a
 * picture must not change with that. */
static gboolean draws(const FontFile *file, const char *family)
{
    return g_ascii_strcasecmp(file->family, family) == 0 ||
           (!file->italic && strcmp(file->family, FALLBACK_FAMILY) == 0);
}

/* Gives fontconfig what may draw a text in that family. */
static void load_family(FontWorld *world, const char *family, gboolean italic)
{
    gboolean changed = FALSE;
    for (guint i = 0; i < world->files->len; i++) {
        FontFile *file = &g_array_index(world->files, FontFile, i);
        if (file->loaded || (file->italic && !italic) || !draws(file, family))
            continue;
        FcConfigAppFontAddFile(world->config, (const FcChar8 *)file->path);
        file->loaded = changed = TRUE;
    }
    if (changed)
        pango_fc_font_map_config_changed(PANGO_FC_FONT_MAP(world->map));
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

static FontWorld *font_world(void)
{
    static FontWorld world;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        for (gsize i = 0; i < G_N_ELEMENTS(ignored_variables); i++)
            g_unsetenv(ignored_variables[i]);
        world.config = FcConfigCreate(); /* an empty set of rules */
        if (!world.config || FT_Init_FreeType(&world.freetype) != 0)
            g_error("fontconfig or FreeType does not start");
        world.files = g_array_new(FALSE, FALSE, sizeof(FontFile));
        g_auto(GStrv) folders = g_strsplit(font_folders(), ":", -1);
        for (guint i = 0; folders[i]; i++)
            list_folder(&world, folders[i]);
        FcConfigSetCurrent(world.config); /* else Pango has fontconfig read the machine's */
        world.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(world.map), 96);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(world.map), world.config);
        world.context = make_context(world.map);
        world.faces = g_array_new(FALSE, FALSE, sizeof(Face));
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
    /* naming the fall-back too keeps fontconfig from choosing among the others */
    g_autofree char *families = g_strconcat(font_family(font->family), "," FALLBACK_FAMILY, NULL);
    pango_font_description_set_family(description, families);
    pango_font_description_set_weight(description, (PangoWeight)font->weight);
    pango_font_description_set_style(description,
                                     font->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(description, FONT_LAYOUT_SIZE * PANGO_SCALE);
    return description;
}

static PangoLayout *make_layout(const Font *font)
{
    FontWorld *world = font_world();
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

/* Holds until the next call. */
static const Face *find_face(const Font *font)
{
    GArray *faces = font_world()->faces;
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
                       .layout = make_layout(font),
                       .widths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    g_array_prepend_val(faces, face);
    return &g_array_index(faces, Face, 0);
}

PangoLayout *font_layout(const Font *font, const char *text)
{
    const Face *face = find_face(font);
    pango_layout_set_text(face->layout, text, -1);
    return face->layout;
}

double font_width(const Font *font, const char *text)
{
    const Face *face = find_face(font);
    double *width = g_hash_table_lookup(face->widths, text);
    if (!width) {
        PangoRectangle logical;
        pango_layout_set_text(face->layout, text, -1);
        pango_layout_get_extents(face->layout, NULL, &logical);
        width = g_new(double, 1);
        *width = (double)logical.width / PANGO_SCALE / FONT_LAYOUT_SIZE;
        g_hash_table_insert(face->widths, g_strdup(text), width);
    }
    return *width * font->size;
}

guint font_count_missing(const Font *font, const char *text)
{
    return (guint)pango_layout_get_unknown_glyphs_count(font_layout(font, text));
}

/* ---- what is there --------------------------------------------------------------------------- */

gboolean font_check(const char *family, GError **error)
{
    family = font_family(family);
    const GArray *files = font_world()->files;
    for (guint i = 0; i < files->len; i++) {
        if (g_ascii_strcasecmp(g_array_index(files, FontFile, i).family, family) == 0)
            return TRUE;
    }
    g_autofree char *package = g_ascii_strdown(family, -1);
    g_strdelimit(package, " ", '-');
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                "the font %s is not in %s; install the package fonts-%s, or name the font's folder "
                "in FIGTRAIL_FONTS",
                family, font_folders(), package);
    return FALSE;
}

/* The digest is over those of the files, sorted, so that their folder does not matter. */
static FontFamily describe_family(const char *family)
{
    const GArray *files = font_world()->files;
    g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
    glong newest = 0;
    for (guint i = 0; i < files->len; i++) {
        const FontFile *file = &g_array_index(files, FontFile, i);
        if (g_ascii_strcasecmp(file->family, family) != 0 || !draws(file, family))
            continue;
        gsize length = 0;
        g_autofree char *bytes = input_read(file->path, INPUT_LIMIT, &length, NULL);
        if (bytes)
            g_ptr_array_add(digests, digest_bytes(bytes, length));
        newest = MAX(newest, file->revision);
    }
    g_ptr_array_sort(digests, compare_names);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < digests->len; i++)
        g_string_append_printf(all, "%s\n", (const char *)g_ptr_array_index(digests, i));
    const glong thousandths = (newest * 1000 + 0x8000) >> 16;
    return (FontFamily){
        .name = family,
        .version = digests->len > 0
                       ? g_strdup_printf("%ld.%03ld", thousandths / 1000, thousandths % 1000)
                       : "none",
        .sha256 = digest_bytes(all->str, all->len),
    };
}

const FontFamily *font_families(guint *n_families)
{
    static FontFamily families[2];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        families[0] = describe_family(FALLBACK_FAMILY);
        families[1] = describe_family(FONT_DEFAULT_FAMILY);
        g_once_init_leave(&ready, 1);
    }
    *n_families = G_N_ELEMENTS(families);
    return families;
}

const FontLibrary *font_libraries(guint *n_libraries)
{
    static FontLibrary libraries[5];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        int major = 0, minor = 0, patch = 0;
        FT_Library_Version(font_world()->freetype, &major, &minor, &patch);
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
