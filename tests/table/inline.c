/*
 * inline: whole packages whose tables are several files, or stand in the descriptor;
 * every finding lies where people can mend it.
 */
/* symlink is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "table/package.h"

#include "../base/folder.h"

#include <string.h>
#include <unistd.h>

static void append_message(GString *out, const Finding *finding)
{
    const Place *place = &finding->place;
    g_string_append_printf(out, "%s:%u:%u %s: %s", place->file, place->line, place->column,
                           finding->rule->name, finding->message);
}

static void append_extent(GString *out, const Finding *finding)
{
    const Place *place = &finding->place;
    g_string_append_printf(out, "%s %s:%u:%u-%u:%u #%u", finding->rule->name, place->file,
                           place->line, place->column, place->end_line, place->end_column,
                           place->record);
}

/* All findings of the package, stored or not: the two say the same. */
static char *check_as(const Folder *folder, const char *resource,
                      void (*append)(GString *out, const Finding *finding))
{
    g_autofree char *json = g_strdup_printf("{\"resources\": [\n%s\n]}", resource);
    folder_put(folder, "datapackage.json", json, -1);
    static const char *const none[] = {"no such resource", NULL};
    g_autofree char *reports[2] = {NULL, NULL};
    for (guint i = 0; i < 2; i++) {
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(Package) package = i == 0 ? package_read(folder->path, findings, NULL)
                                            : package_check(folder->path, none, findings, NULL);
        g_assert_nonnull(package);
        g_autoptr(GString) out = g_string_new(NULL);
        guint n;
        const Finding *items = findings_sorted(findings, &n);
        for (guint j = 0; j < n; j++) {
            g_string_append(out, j > 0 ? "\n" : "");
            append(out, &items[j]);
        }
        g_autofree char *prefix = g_strconcat(folder->path, "/", NULL);
        g_string_replace(out, prefix, "", 0);
        reports[i] = g_string_free(g_steal_pointer(&out), FALSE);
    }
    g_assert_cmpstr(reports[0], ==, reports[1]);
    g_free(reports[1]);
    reports[1] = NULL;
    char *report = reports[0];
    reports[0] = NULL;
    return report;
}

static char *check(const Folder *folder, const char *resource)
{
    return check_as(folder, resource, append_message);
}

#define SCHEMA                                                                                     \
    "\"schema\":{\"fields\":[{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"s\"}],"             \
    "\"primaryKey\":\"n\"}"
#define DATA(rows) "{\"name\":\"t\"," SCHEMA ",\"data\":" rows "}"

static const struct {
    const char *resource, *findings;
} data_cases[] = {
    {DATA("[[\"n\",\"s\"],[1,\"a\"],[2,null]]"), ""},
    {DATA("[{\"n\":1,\"s\":\"a\"},{\"s\":\"b\",\"n\":2},{\"n\":3}]"), ""},
    {DATA("[\n[\"n\",\"s\"],\n[1,\"a\"],\n[\"x\",\"line\\nbreak\"],\n[1,\"\\\"\"]]"),
     "datapackage.json:5:2 type-error: \"x\" in 'n' is not a whole number such as 42\n"
     "datapackage.json:6:2 primary-key: \"1\" in 'n' stands already in line 4; give each row its "
     "own"},
    {DATA("[{\"n\":1.5,\n\"s\":{\"a\":[1]}},\n{\"s\":\"b\"}]"),
     "datapackage.json:2:104 type-error: \"1.5\" in 'n' is not a whole number such as 42\n"
     "datapackage.json:4:1 primary-key: 'n' is empty, but belongs to the primary key"},
    {DATA("[[\"n\",\"s\"],\n[1]]"),
     "datapackage.json:3:2 missing-cell: the row has 1 cell, the header 2; add 's'"},
    {DATA("[[\"n\",\"s\"],\n[1,2,3]]"),
     "datapackage.json:3:6 extra-cell: the row has 3 cells, the header 2; remove \"3\" and what "
     "follows it, or put a cell that holds commas in quotes"},
    {DATA("[[\"n\",\"s\"],\n[]]"), "datapackage.json:3:1 blank-row: the row is blank; remove it"},
    {DATA("[[\"n\",\"s\"],\n{}]"),
     "datapackage.json:3:1 resource-error: the data of a table must be a list of rows, which are "
     "all lists of cells or all objects"},
    {DATA("{}"),
     "datapackage.json:2:95 resource-error: the data of a table must be a list of rows, which are "
     "all lists of cells or all objects"},
    {"{\"name\":\"t\",\"format\":\"csv\",\"data\":\"a,b\\n1,2\\n\"}", ""},
    {"{\"name\":\"t\",\"format\":\"csv\",\"data\":\"a,b\\n1\\n\"}",
     "datapackage.json:2:28 missing-cell: the row has 1 cell, the header 2; add 'b'"},
    {"{\"name\":\"t\",\"data\":{\"any\":\"thing\"}}",
     "datapackage.json:2:13 not-a-table: the resource 't' is no table; nothing in it is checked"},
};

static void test_data(Folder *folder, gconstpointer data)
{
    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(data_cases); i++) {
        g_test_message("%s", data_cases[i].resource);
        g_autofree char *found = check(folder, data_cases[i].resource);
        g_assert_cmpstr(found, ==, data_cases[i].findings);
    }
}

#define FILES(rest) "{\"name\":\"t\",\"path\":[\"1.csv\",\"2.csv\"]," SCHEMA rest "}"

static const struct {
    const char *first, *second, *findings;
} file_cases[] = {
    {"n,s\n1,a\n", "2,b\n", ""},
    {"n,s\n1,a", "2,b", ""},
    {"n,s\r\n1,a\r\n", "n,s\r\n2,b\r\n", ""},
    {"n,s\n1,a\n", "x,b\n3,c\n",
     "2.csv:1:1 type-error: \"x\" in 'n' is not a whole number such as 42"},
    {"n,s\n1,a", "n,s\nx,b\n",
     "2.csv:2:1 type-error: \"x\" in 'n' is not a whole number such as 42"},
    {"n,s\nx,a\n", "n,s\n2,b,c\n",
     "1.csv:2:1 type-error: \"x\" in 'n' is not a whole number such as 42\n"
     "2.csv:2:5 extra-cell: the row has 3 cells, the header 2; remove \"c\" and what follows it, "
     "or "
     "put a cell that holds commas in quotes"},
    {"n,s\n1,\"a\nb\"\n", "\xEF\xBB\xBFn,s\n2,b\n,c\n",
     "2.csv:3:1 primary-key: 'n' is empty, but belongs to the primary key"},
    {"n,s\n1,a\n", "2,\xE9\n",
     "2.csv:1:3 encoding-error: byte 0xE9 at byte offset 2 is not UTF-8 (in ISO 8859-1 it is "
     "\"\xC3\xA9\"); save the file as UTF-8, or name its encoding"},
    /* what stood before may stand in another file */
    {"n,s\n1,a\n", "n,s\n1,b\n",
     "2.csv:2:1 primary-key: \"1\" in 'n' stands already in line 2 of 1.csv; give each row its "
     "own"},
    {"n,s\n1,a\n", "2,b\n2,c\n",
     "2.csv:2:1 primary-key: \"2\" in 'n' stands already in line 1; give each row its own"},
    {"n,s\n1,a\n", "2,\"b\n3,\"c\"\n",
     "2.csv:1:3 unclosed-quote: the cell that this quote opens runs on to line 2, column 3, amid "
     "other text; close it, and double the quotes inside it"},
    {"n,s\n", "", ""},
};

static void test_files(Folder *folder, gconstpointer data)
{
    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(file_cases); i++) {
        g_test_message("%s + %s", file_cases[i].first, file_cases[i].second);
        folder_put(folder, "1.csv", file_cases[i].first, -1);
        folder_put(folder, "2.csv", file_cases[i].second, -1);
        g_autofree char *found = check(folder, FILES(""));
        g_assert_cmpstr(found, ==, file_cases[i].findings);
    }
    folder_put(folder, "1.csv", "n,s\n1,a\n", -1);
    folder_put(folder, "2.csv", "2,b\n", -1);
    g_autofree char *counted = check(folder, FILES(",\"bytes\":12"));
    g_assert_cmpstr(counted, ==, "");
}

/* Extents and numbers of rows are those of the true file, or of the descriptor's values. */
static void test_extents(Folder *folder, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *first, *second, *extents;
    } files[] = {
        {"n,s\nxy,a\n", "zzz,b\n", "type-error 1.csv:2:1-2:3 #2\ntype-error 2.csv:1:1-1:4 #1"},
        {"n,s\n1,\"a\nb\"\n\n", "n,s\n2,b\n\"x\n\",c\n",
         "blank-row 1.csv:4:0-0:0 #3\ntype-error 2.csv:3:1-4:2 #3"},
        {"n,s\n1,a", "2,\"b\n\nc\"\n3,\n3,\n", "primary-key 2.csv:5:1-5:2 #3"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(files); i++) {
        folder_put(folder, "1.csv", files[i].first, -1);
        folder_put(folder, "2.csv", files[i].second, -1);
        g_autofree char *found = check_as(folder, FILES(""), append_extent);
        g_assert_cmpstr(found, ==, files[i].extents);
    }
    g_autofree char *values =
        check_as(folder, DATA("[[\"n\",\"s\"],\n[1,2],[\"x\",\"b\"],\n[1]]"), append_extent);
    g_assert_cmpstr(values, ==,
                    "type-error datapackage.json:3:8-3:11 #3\n"
                    "missing-cell datapackage.json:4:2-4:3 #4\n"
                    "primary-key datapackage.json:4:2-4:3 #4");
}

/* Other encodings and dialects, and what stands in files of its own. */
static void test_spellings(Folder *folder, gconstpointer data)
{
    (void)data;
    folder_put(folder, "t.csv", "\xFF\xFEn\0;\0s\0\n\0x\0;\0\xE9\0\n\0", 18);
    folder_put(folder, "schema.json",
               "{\"fields\":[{\"name\":\"n\",\"type\":\"integer\"},{\"name\":\"s\"}]}", -1);
    folder_put(folder, "dialect.json", "{\"delimiter\": \";\"}", -1);
    g_autofree char *found =
        check(folder, "{\"name\":\"t\",\"path\":\"t.csv\",\"encoding\":\"utf-16\",\"schema\":"
                      "\"schema.json\",\"dialect\":\"dialect.json\"}");
    g_assert_cmpstr(found, ==,
                    "t.csv:2:1 type-error: \"x\" in 'n' is not a whole number such as 42");
    folder_put(folder, "schema.json", "{\"fields\":[{\"name\":\"n\",\"type\":\"intger\"}]}", -1);
    g_autofree char *fault =
        check(folder, "{\"name\":\"t\",\"path\":\"t.csv\",\"encoding\":\"utf-16\",\"schema\":"
                      "\"schema.json\",\"dialect\":{\"delimiter\":\";\",\"header\":true}}");
    g_assert_true(
        g_str_has_prefix(fault, "schema.json:1:24 field-error: there is no type 'intger'"));

    folder_put(folder, "u.csv", "made by hand\nN\tS\n\n#x\t1\n1\tNULL\n", -1);
    g_autofree char *rows = check(
        folder,
        "{\"name\":\"u\",\"path\":\"u.csv\",\"format\":\"tsv\",\"dialect\":{\"headerRows\":[2],"
        "\"commentRows\":[3],\"commentChar\":\"#\",\"nullSequence\":\"NULL\","
        "\"caseSensitiveHeader\":false}," SCHEMA "}");
    g_assert_cmpstr(rows, ==, "");
    folder_put(folder, "v.csv", "1,a\nx,b\n", -1);
    g_autofree char *bare = check(
        folder, "{\"name\":\"v\",\"path\":\"v.csv\",\"dialect\":{\"header\":false}," SCHEMA "}");
    g_assert_cmpstr(bare, ==,
                    "v.csv:2:1 type-error: \"x\" in 'n' is not a whole number such as 42");
}

/* A link that leads out of the folder would print what it leads to. */
static void test_links(Folder *folder, gconstpointer data)
{
    (void)data;
    g_autofree char *out = g_build_filename(folder->path, "out.csv", NULL);
    g_autofree char *in = g_build_filename(folder->path, "in.csv", NULL);
    folder_put(folder, "t.csv", "a\n1\n", -1);
    g_assert_cmpint(symlink("/etc/passwd", out), ==, 0);
    g_assert_cmpint(symlink("t.csv", in), ==, 0);
    g_autofree char *found = check(folder, "{\"name\":\"t\",\"path\":\"out.csv\"}");
    g_assert_cmpstr(found, ==,
                    "datapackage.json:2:13 unsafe-path: the path leads out of the package by a "
                    "symbolic link; keep its files in its folder");
    g_autofree char *none = check(folder, "{\"name\":\"t\",\"path\":\"in.csv\"}");
    g_assert_cmpstr(none, ==, "");
}

/* A descriptor may be that of one resource; missing values come from outside in. */
static void test_descriptors(Folder *folder, gconstpointer data)
{
    (void)data;
    folder_put(folder, "t.csv", "n,s\n1,a\n-,b\n", -1);
    folder_put(folder, "r.json",
               "{\"name\":\"t\",\"path\":\"t.csv\",\"missingValues\":[\"-\"]," SCHEMA "}", -1);
    g_autofree char *path = g_build_filename(folder->path, "r.json", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Package) package = package_read(path, findings, NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpstr(items[0].message, ==, "'n' is empty, but belongs to the primary key");
    g_assert_cmpuint(package->n_rows, ==, 2);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/inline/data", Folder, NULL, folder_set_up, test_data, folder_tear_down);
    g_test_add("/inline/files", Folder, NULL, folder_set_up, test_files, folder_tear_down);
    g_test_add("/inline/extents", Folder, NULL, folder_set_up, test_extents, folder_tear_down);
    g_test_add("/inline/spellings", Folder, NULL, folder_set_up, test_spellings, folder_tear_down);
    g_test_add("/inline/links", Folder, NULL, folder_set_up, test_links, folder_tear_down);
    g_test_add("/inline/descriptors", Folder, NULL, folder_set_up, test_descriptors,
               folder_tear_down);
    return g_test_run();
}
