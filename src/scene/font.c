#include "scene/font.h"

#include "base/output.h"

#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb.h>
#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

#define FALLBACK_FAMILY "DejaVu Sans"

/* Everything that measuring and drawing text shares; made on first use, lives
 * until the process ends. */
typedef struct {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    GHashTable *extents; /* "family size weight slant text" -> TextExtents */
    GHashTable *digests; /* family -> hexadecimal digest */
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

/* File by file, since folders would want a cache on disk; in a fixed order. */
static void load_folder(FcConfig *config, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf"))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        FcConfigAppFontAddFile(config, (const FcChar8 *)path);
    }
}

/* An empty set of rules, and the fonts of our folders. */
static FcConfig *load_font_config(void)
{
    FcConfig *config = FcConfigCreate();
    if (!config)
        g_error("fontconfig gives no configuration");
    g_auto(GStrv) folders = g_strsplit(font_folders(), ":", -1);
    for (guint i = 0; folders[i]; i++)
        load_folder(config, folders[i]);
    return config;
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

static const FontWorld *font_world(void)
{
    static FontWorld world;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        for (gsize i = 0; i < G_N_ELEMENTS(ignored_variables); i++)
            g_unsetenv(ignored_variables[i]);
        world.config = load_font_config();
        world.map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(world.map), 96);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(world.map), world.config);
        world.context = make_context(world.map);
        world.extents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        world.digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
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
    pango_font_description_set_absolute_size(description, font->size * PANGO_SCALE);
    return description;
}

PangoLayout *font_layout(const Font *font, const char *text)
{
    PangoLayout *layout = pango_layout_new(font_world()->context);
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
    pango_layout_set_text(layout, text, -1);
    return layout;
}

static TextExtents measure(const Font *font, const char *text)
{
    g_autoptr(PangoLayout) layout = font_layout(font, text);
    PangoRectangle logical;
    pango_layout_get_extents(layout, NULL, &logical);
    PangoContext *context = pango_layout_get_context(layout);
    /* of the font itself, so that a fall-back font does not move the line */
    PangoFontMetrics *metrics = pango_context_get_metrics(
        context, pango_layout_get_font_description(layout), pango_context_get_language(context));
    const TextExtents extents = {
        .width = (double)logical.width / PANGO_SCALE,
        .ascent = (double)pango_font_metrics_get_ascent(metrics) / PANGO_SCALE,
        .descent = (double)pango_font_metrics_get_descent(metrics) / PANGO_SCALE,
    };
    pango_font_metrics_unref(metrics);
    return extents;
}

TextExtents font_measure(const Font *font, const char *text)
{
    char size[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *key = g_strdup_printf("%s\n%s %d %d\n%s", font_family(font->family),
                                           g_ascii_dtostr(size, sizeof size, font->size),
                                           font->weight, font->italic, text);
    GHashTable *cache = font_world()->extents;
    const TextExtents *known = g_hash_table_lookup(cache, key);
    if (known)
        return *known;
    TextExtents extents = measure(font, text);
    g_hash_table_insert(cache, g_steal_pointer(&key), g_memdup2(&extents, sizeof extents));
    return extents;
}

guint font_count_missing(const Font *font, const char *text)
{
    g_autoptr(PangoLayout) layout = font_layout(font, text);
    return (guint)pango_layout_get_unknown_glyphs_count(layout);
}

/* ---- what is there --------------------------------------------------------------------------- */

/* Digests of the files of a family, sorted, so that their folder does not matter. */
static GPtrArray *family_digests(const char *family)
{
    GPtrArray *digests = g_ptr_array_new_with_free_func(g_free);
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcObjectSet *objects = FcObjectSetBuild(FC_FILE, (char *)NULL);
    FcFontSet *fonts = FcFontList(font_world()->config, pattern, objects);
    for (int i = 0; fonts && i < fonts->nfont; i++) {
        FcChar8 *file = NULL;
        gsize length = 0;
        g_autofree char *bytes = NULL;
        if (FcPatternGetString(fonts->fonts[i], FC_FILE, 0, &file) == FcResultMatch)
            bytes = input_read((const char *)file, INPUT_LIMIT, &length, NULL);
        if (bytes)
            g_ptr_array_add(digests, digest_bytes(bytes, length));
    }
    if (fonts)
        FcFontSetDestroy(fonts);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return digests;
}

gboolean font_check(const char *family, GError **error)
{
    family = font_family(family);
    g_autoptr(GPtrArray) digests = family_digests(family);
    if (digests->len > 0)
        return TRUE;
    g_autofree char *package = g_ascii_strdown(family, -1);
    g_strdelimit(package, " ", '-');
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                "the font %s is not in %s; install the package fonts-%s, or name the font's folder "
                "in FIGTRAIL_FONTS",
                family, font_folders(), package);
    return FALSE;
}

const char *font_digest(const char *family)
{
    family = font_family(family);
    GHashTable *known = font_world()->digests;
    const char *digest = g_hash_table_lookup(known, family);
    if (digest)
        return digest;
    g_autoptr(GPtrArray) digests = family_digests(family);
    g_ptr_array_extend_and_steal(digests, family_digests(FALLBACK_FAMILY));
    g_ptr_array_sort(digests, compare_names);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < digests->len; i++) {
        g_string_append(all, g_ptr_array_index(digests, i));
        g_string_append_c(all, '\n');
    }
    g_hash_table_insert(known, g_strdup(family), digest_bytes(all->str, all->len));
    return g_hash_table_lookup(known, family);
}

const FontLibrary *font_libraries(guint *n_libraries)
{
    static FontLibrary libraries[5];
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        int major = 0, minor = 0, patch = 0;
        FT_Library freetype;
        if (FT_Init_FreeType(&freetype) == 0) {
            FT_Library_Version(freetype, &major, &minor, &patch);
            FT_Done_FreeType(freetype);
        }
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
