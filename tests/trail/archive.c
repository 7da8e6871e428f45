#include "trail/archive.h"

#include "zip_maker.h"

static const char *text_of(GBytes *bytes)
{
    return bytes ? g_bytes_get_data(bytes, NULL) : NULL;
}

static void refuses_what_no_office_program_writes(void)
{
    static const struct {
        ZipEntry entries[2];
        const char *message;
    } cases[] = {
        {{{.name = "../../etc/passwd", .text = "x"}}, "name \"../../etc/passwd\""},
        {{{.name = "a/../b", .text = "x"}}, "name \"a/../b\""},
        {{{.name = "/etc/passwd", .text = "x"}}, "name \"/etc/passwd\""},
        {{{.name = "a\\b", .text = "x"}}, "which no office program writes"},
        {{{.name = "a\nb", .text = "x"}}, "name \"a\\nb\""},
        {{{.name = "same", .text = "x"}, {.name = "same", .text = "y"}}, "two entries of the name"},
        {{{.name = "secret", .text = "x", .flags = 1}}, "it is encrypted"},
        {{{.name = "large", .text = "x", .claimed_size = 300 << 20}}, "larger than the limit"},
        {{{.name = "bomb", .text = "x", .claimed_size = 200 << 20}}, "more than 300 times"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = zip_make(cases[i].entries, cases[i].entries[1].name ? 2 : 1);
        g_autoptr(GError) error = NULL;
        g_autoptr(Archive) archive = archive_open("deck.pptx", bytes, &error);
        g_assert_null(archive);
        g_assert_nonnull(strstr(error->message, cases[i].message));
        g_assert_true(g_str_has_prefix(error->message, "cannot read deck.pptx: "));
    }
}

static void refuses_too_many_entries(void)
{
    const gsize n = ARCHIVE_ENTRIES + 1;
    g_autofree ZipEntry *entries = g_new0(ZipEntry, n);
    g_autoptr(GStringChunk) names = g_string_chunk_new(1 << 16);
    for (gsize i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("%" G_GSIZE_FORMAT, i);
        entries[i] = (ZipEntry){.name = g_string_chunk_insert(names, name), .text = ""};
    }
    g_autoptr(GBytes) bytes = zip_make(entries, n);
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open("deck.pptx", bytes, &error);
    g_assert_null(archive);
    g_assert_nonnull(strstr(error->message, "20001 entries; the limit is 20000"));
}

/* Whatever is cut off or wrong is an error, and nothing is read beyond it. */
static void refuses_broken_archives(void)
{
    static const ZipEntry entries[] = {{.name = "a", .text = "first"},
                                       {.name = "b", .text = "second", .wrong_crc = 1}};
    g_autoptr(GBytes) whole = zip_make(entries, G_N_ELEMENTS(entries));
    const gsize length = g_bytes_get_size(whole);
    for (gsize n = 0; n < length; n++) {
        g_autoptr(GBytes) cut = g_bytes_new_from_bytes(whole, 0, n);
        g_autoptr(GError) error = NULL;
        g_autoptr(Archive) archive = archive_open("cut", cut, &error);
        g_assert_null(archive);
        g_assert_nonnull(error);
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open("deck", whole, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) first = archive_read(archive, "a", &error);
    g_assert_cmpmem(text_of(first), g_bytes_get_size(first), "first", 5);
    g_autoptr(GBytes) second = archive_read(archive, "b", &error);
    g_assert_null(second);
    g_assert_nonnull(strstr(error->message, "\"b\" in it is broken: "));
    g_clear_error(&error);
    g_autoptr(GBytes) third = archive_read(archive, "c", &error);
    g_assert_null(third);
    g_assert_nonnull(strstr(error->message, "there is no \"c\" in it"));
}

static void replaces_one_entry(void)
{
    static const ZipEntry before[] = {{.name = "mimetype", .text = "x/y"},
                                      {.name = "a/b", .text = "old"},
                                      {.name = "c", .text = "last"}};
    g_autoptr(GBytes) bytes = zip_make(before, G_N_ELEMENTS(before));
    g_autoptr(GError) error = NULL;
    g_autoptr(Archive) archive = archive_open("deck", bytes, &error);
    g_assert_no_error(error);
    g_autoptr(GBytes) text = g_bytes_new_static("brand new", 9);
    g_assert_true(archive_replace(archive, "a/b", text, &error));
    g_assert_false(archive_replace(archive, "none", text, NULL));
    g_autoptr(GBytes) old = archive_read(archive, "a/b", &error);
    g_assert_cmpmem(text_of(old), g_bytes_get_size(old), "old", 3);
    g_autoptr(GBytes) written = archive_write(archive, &error);
    g_assert_no_error(error);
    /* stored, with its own time: what differs from an archive made with the new text are the
     * programs' version numbers */
    static const ZipEntry after[] = {{.name = "mimetype", .text = "x/y"},
                                     {.name = "a/b", .text = "brand new"},
                                     {.name = "c", .text = "last"}};
    g_autoptr(GBytes) want = zip_make(after, G_N_ELEMENTS(after));
    g_assert_cmpuint(g_bytes_get_size(written), ==, g_bytes_get_size(want));
    g_assert_cmpuint(zip_count_differences(written, want), <=, 6);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/archive/refuses-what-no-office-program-writes",
                    refuses_what_no_office_program_writes);
    g_test_add_func("/archive/refuses-too-many-entries", refuses_too_many_entries);
    g_test_add_func("/archive/refuses-broken-archives", refuses_broken_archives);
    g_test_add_func("/archive/replaces-one-entry", replaces_one_entry);
    return g_test_run();
}
