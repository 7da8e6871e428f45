#include "scene/font_file.h"

#include "base/output.h"
#include "scene/shaping_library.h"

#include <string.h>

/* Pango, HarfBuzz, FreeType and fontconfig look at these; a picture must not
 * depend on who draws it. */
static const char *const ignored_variables[] = {
    "FC_LANG",        "FONTCONFIG_SYSROOT", "FREETYPE_PROPERTIES", "HB_OPTIONS",
    "HB_SHAPER_LIST", "LANGUAGE",           "PANGO_LANGUAGE",
};

/* Of FIGTRAIL_FONTS; NULL: it is not set. */
static const char *named_folders(void)
{
    const char *folders = g_getenv("FIGTRAIL_FONTS");
    return folders && *folders ? folders : NULL;
}

/* Whether a file is in a folder of the build's: of those, only two families draw. */
static gboolean is_own(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_auto(GStrv) own = g_strsplit(FIGTRAIL_FONT_FOLDERS, ":", -1);
    return g_strv_contains((const char *const *)own, folder);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Files whose names say that they hold the faces of most charts come first: opening the other
 * sixteen of Lato takes a tenth of the time of a small chart. */
static int name_rank(const char *name)
{
    static const char *const usual[] = {"-Regular.", "-Bold."};
    gsize rank = 0;
    while (rank < G_N_ELEMENTS(usual) && !strstr(name, usual[rank]))
        rank++;
    return (int)rank;
}

static int compare_files(gconstpointer a, gconstpointer b)
{
    const int order = name_rank(*(const char *const *)a) - name_rank(*(const char *const *)b);
    return order != 0 ? order : compare_names(a, b);
}

/* ---- what stands in a file (https://learn.microsoft.com/typography/opentype/spec/) ------------
 */

/* The 16 bits at an offset of a table; 0 when it is not so long. */
static guint table_number(hb_face_t *face, hb_tag_t tag, guint offset)
{
    hb_blob_t *table = hb_face_reference_table(face, tag);
    guint length;
    const guchar *bytes = (const guchar *)hb_blob_get_data(table, &length);
    const guint number = offset + 2 <= length ? (guint)bytes[offset] << 8 | bytes[offset + 1] : 0;
    hb_blob_destroy(table);
    return number;
}

/* The family that holds faces of all weights, where the font says so. */
static char *face_family(hb_face_t *face)
{
    static const hb_ot_name_id_t ids[] = {
        HB_OT_NAME_ID_WWS_FAMILY, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY};
    for (gsize i = 0; i < G_N_ELEMENTS(ids); i++) {
        char name[100];
        guint size = sizeof name;
        if (hb_ot_name_get_utf8(face, ids[i], hb_language_from_string("en", -1), &size, name) > 0)
            return g_strdup(name);
    }
    return NULL;
}

/* Takes family. */
static FontFile *file_new(const char *path, char *family, guint weight, gboolean italic,
                          glong revision)
{
    FontFile *file = g_new0(FontFile, 1);
    file->path = g_strdup(path);
    file->family = family;
    file->named = named_folders() && !is_own(path) && strcmp(family, FONT_DEFAULT_FAMILY) != 0 &&
                  strcmp(family, FONT_FALLBACK_FAMILY) != 0;
    file->weight = weight;
    file->italic = italic;
    file->revision = revision;
    return file;
}

/* NULL: a face of another weight or width, which would only cost time. */
static FontFile *read_face(hb_face_t *face, const char *path)
{
    enum { OS2_WEIGHT = 4, OS2_WIDTH = 6, OS2_SELECTION = 62, HEAD_REVISION = 4 };
    enum { NORMAL_WIDTH = 5, ITALIC_OR_OBLIQUE = 1 << 0 | 1 << 9 };
    const hb_tag_t os2 = HB_TAG('O', 'S', '/', '2'), head = HB_TAG('h', 'e', 'a', 'd');
    const guint weight = table_number(face, os2, OS2_WEIGHT);
    if (table_number(face, os2, OS2_WIDTH) != NORMAL_WIDTH || (weight != 400 && weight != 700))
        return NULL;
    char *family = face_family(face);
    if (!family)
        return NULL;
    const glong revision = (glong)table_number(face, head, HEAD_REVISION) << 16 |
                           (glong)table_number(face, head, HEAD_REVISION + 2);
    return file_new(path, family, weight,
                    (table_number(face, os2, OS2_SELECTION) & ITALIC_OR_OBLIQUE) != 0, revision);
}

/* Of a collection the first face: its others are of the same letters. */
static FontFile *read_file(const char *path)
{
    const FaceTable *table = face_table_find(path);
    if (table) {
        FontFile *known =
            file_new(path, g_strdup(table->family), table->weight, FALSE, table->revision);
        known->table = table;
        return known;
    }
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0); /* of no font, all tables are empty */
    FontFile *file = read_face(face, path);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return file;
}

/* In a fixed order. */
static void list_folder(GPtrArray *paths, const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        if (g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf") ||
            g_str_has_suffix(name, ".ttc"))
            g_ptr_array_add(names, g_strdup(name));
    }
    g_ptr_array_sort(names, compare_files);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(paths, g_build_filename(folder, g_ptr_array_index(names, i), NULL));
}

static void list_own_folders(GPtrArray *paths)
{
    g_auto(GStrv) folders = g_strsplit(FIGTRAIL_FONT_FOLDERS, ":", -1);
    for (guint i = 0; folders[i]; i++)
        list_folder(paths, folders[i]);
}

static GPtrArray *list_paths(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ignored_variables); i++)
        g_unsetenv(ignored_variables[i]);
    GPtrArray *paths = g_ptr_array_new();
    g_auto(GStrv) folders = g_strsplit(named_folders() ? named_folders() : "", ":", -1);
    for (guint i = 0; folders[i]; i++) {
        if (*folders[i])
            list_folder(paths, folders[i]);
        else
            list_own_folders(paths);
    }
    if (!named_folders())
        list_own_folders(paths);
    return paths;
}

const FontFile *font_file_at(guint index)
{
    static GPtrArray *paths, *files; /* char*; FontFile* of the first n_read paths */
    static guint n_read;
    if (!paths) {
        paths = list_paths();
        files = g_ptr_array_new();
    }
    while (files->len <= index && n_read < paths->len) {
        FontFile *file = read_file(g_ptr_array_index(paths, n_read++));
        if (file)
            g_ptr_array_add(files, file);
    }
    return index < files->len ? g_ptr_array_index(files, index) : NULL;
}

/* ---- families -------------------------------------------------------------------------------- */

/* Of the fall-back family upright faces only: the others are in a package of their own, and a
 * picture must not change with that. */
gboolean font_file_draws(const FontFile *file, const char *family)
{
    return g_ascii_strcasecmp(file->family, family) == 0 ||
           (!file->italic && (file->named || strcmp(file->family, FONT_FALLBACK_FAMILY) == 0));
}

/* Families that draw what all others lack, each once: char*, caller unrefs. */
static GPtrArray *named_families(void)
{
    GPtrArray *families = g_ptr_array_new();
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if (file->named && !file->italic &&
            !g_ptr_array_find_with_equal_func(families, file->family, g_str_equal, NULL))
            g_ptr_array_add(families, file->family);
    }
    return families;
}

char *font_file_families(const char *family)
{
    GString *families = g_string_new(NULL);
    g_string_append_printf(families, "%s," FONT_FALLBACK_FAMILY, family);
    g_autoptr(GPtrArray) named = named_families();
    for (guint i = 0; i < named->len; i++)
        g_string_append_printf(families, ",%s", (char *)named->pdata[i]);
    return g_string_free(families, FALSE);
}

gboolean font_check(const char *family, GError **error)
{
    family = family && *family ? family : FONT_DEFAULT_FAMILY;
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if (g_ascii_strcasecmp(file->family, family) == 0)
            return TRUE;
    }
    g_autofree char *package = g_ascii_strdown(family, -1);
    g_strdelimit(package, " ", '-');
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                "the font %s is not in %s; install the package fonts-%s, or name the font's folder "
                "in FIGTRAIL_FONTS",
                family, named_folders() ? named_folders() : FIGTRAIL_FONT_FOLDERS, package);
    return FALSE;
}

/* The digest is over those of the files, sorted, so that their folder does not matter. */
static FontFamily describe_family(const char *family)
{
    g_autoptr(GPtrArray) digests = g_ptr_array_new_with_free_func(g_free);
    glong newest = 0;
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if (g_ascii_strcasecmp(file->family, family) != 0 || !font_file_draws(file, family))
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
    static FontFamily *families;
    static guint n;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        g_autoptr(GPtrArray) names = named_families();
        g_ptr_array_add(names, (gpointer)FONT_FALLBACK_FAMILY);
        g_ptr_array_add(names, (gpointer)FONT_DEFAULT_FAMILY);
        g_ptr_array_sort(names, compare_names);
        n = names->len;
        families = g_new(FontFamily, n);
        for (guint i = 0; i < n; i++)
            families[i] = describe_family(names->pdata[i]);
        g_once_init_leave(&ready, 1);
    }
    *n_families = n;
    return families;
}
