#include "trail/deck.h"

#include "base/output.h"
#include "trail/deck_part.h"

#include <string.h>

static void G_GNUC_PRINTF(3, 4) set_error(GError **error, const char *path, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s %s", path, reason);
}

/* The families of archives. */
static const struct {
    const char *entry; /* that every one of the family has */
    gboolean (*read)(Deck *deck, GError **error);
} families[] = {
    {"[Content_Types].xml", deck_read_ooxml},
    {"content.xml", deck_read_odf},
};

static gboolean read_archive(Deck *deck, GBytes *bytes, GError **error)
{
    deck->archive = archive_open(deck->path, bytes, error);
    if (!deck->archive)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(families); i++) {
        if (archive_has(deck->archive, families[i].entry))
            return families[i].read(deck, error);
    }
    set_error(error, deck->path, "is a zip archive, but no PowerPoint, Word or LibreOffice file");
    return FALSE;
}

static gboolean is_old_office(GBytes *bytes)
{
    return deck_begins_with(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
}

static gboolean is_page(const char *path, GBytes *bytes)
{
    static const char *const endings[] = {".html", ".htm", ".xhtml"};
    g_autofree char *name = g_ascii_strdown(path, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (g_str_has_suffix(name, endings[i]))
            return TRUE;
    }
    g_autofree char *text = deck_beginning(bytes);
    return g_str_has_prefix(text, "<!doctype html") || g_str_has_prefix(text, "<html");
}

static Deck *read_bytes(const char *path, const char *folder, GBytes *bytes, GError **error)
{
    g_autoptr(Deck) deck = g_new0(Deck, 1);
    deck->path = g_strdup(path);
    deck->folder = g_strdup(folder);
    deck_init(deck);
    gboolean whole = FALSE;
    if (archive_looks_like(bytes))
        whole = read_archive(deck, bytes, error);
    else if (is_old_office(bytes))
        set_error(error, path,
                  "is an Office file of before 2007, or encrypted; save it as .pptx or "
                  ".docx without a password");
    else if (is_page(path, bytes))
        whole = deck_read_html(deck, bytes, error);
    else
        set_error(error, path, "is no deck: figtrail reads .pptx, .odp, .docx, .odt and .html");
    return whole ? g_steal_pointer(&deck) : NULL;
}

Deck *deck_read_again(const Deck *deck, GBytes *bytes, GError **error)
{
    return read_bytes(deck->path, deck->folder, bytes, error);
}

Deck *deck_read_bytes(const char *path, GBytes *bytes, GError **error)
{
    return read_bytes(path, NULL, bytes, error);
}

Deck *deck_read(const char *path, GError **error)
{
    gsize length = 0;
    char *data = input_read(path, DECK_LIMIT, &length, error);
    if (!data)
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_take(data, length);
    g_autofree char *folder = g_path_get_dirname(path);
    return read_bytes(path, folder, bytes, error);
}

void deck_free(Deck *deck)
{
    if (!deck)
        return;
    g_ptr_array_unref(deck->frames);
    g_ptr_array_unref(deck->media);
    g_hash_table_unref(deck->entries);
    g_hash_table_unref(deck->parts);
    archive_free(deck->archive);
    g_free(deck->path);
    g_free(deck->folder);
    g_free(deck);
}

gboolean deck_looks_like(const char *path)
{
    char start[4096];
    FILE *file = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? fopen(path, "rb") : NULL;
    if (!file)
        return FALSE;
    const gsize length = fread(start, 1, sizeof start, file);
    (void)fclose(file);
    g_autoptr(GBytes) bytes = g_bytes_new(start, length);
    return archive_looks_like(bytes) || is_old_office(bytes) ||
           (!deck_find_type(bytes) && is_page(path, bytes));
}

const char *deck_kind(const Deck *deck)
{
    return deck->kind;
}

guint deck_slides(const Deck *deck)
{
    return deck->n_slides;
}

const GPtrArray *deck_pictures(const Deck *deck)
{
    return deck->frames;
}
