/*
 * scan: tables checked on several threads say what the row reader says, which
 * reads them one row after the other.
 */
#include "table/scan.h"

#include "table/relation.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *report(Findings *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s:%u:%u:%u %s: %s\n", items[i].place.file,
                               items[i].place.line, items[i].place.column, items[i].place.record,
                               items[i].rule->name, items[i].message);
    guint n_counts;
    const FindingCount *counts = findings_counts(findings, &n_counts);
    for (guint i = 0; i < n_counts; i++)
        g_string_append_printf(out, "%s %s: %u\n", counts[i].file, counts[i].rule->name,
                               counts[i].n_found);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static Schema *schema_of(const char *json, Findings *findings)
{
    g_autoptr(JsonDocument) document = json_document_parse("schema", json, strlen(json), findings);
    g_assert_nonnull(document);
    return schema_parse(document, json_document_root(document), findings);
}

typedef struct {
    const char *name, *schema, *text;
    gsize length;
} Input;

static const Table *find(GPtrArray *tables, const char *name)
{
    for (guint i = 0; i < tables->len; i++) {
        const Table *table = g_ptr_array_index(tables, i);
        if (strcmp(table->name, name) == 0)
            return table;
    }
    return NULL;
}

/* One row after the other, and the tables stored. */
static char *check_stored(const Input *inputs, guint n, guint limit)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, limit);
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func((GDestroyNotify)table_free);
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(tables,
                        table_read(inputs[i].name, inputs[i].name, inputs[i].text, inputs[i].length,
                                   schema_of(inputs[i].schema, findings), findings));
    for (guint i = 0; i < n; i++) {
        const Table *table = g_ptr_array_index(tables, i);
        relation_check_keys(table, findings);
        const GArray *keys = table->schema->foreign_keys;
        for (guint j = 0; j < keys->len; j++) {
            const ForeignKey *key = &g_array_index(keys, ForeignKey, j);
            relation_check_foreign_key(
                table, key, *key->resource ? find(tables, key->resource) : table, findings);
        }
    }
    return report(findings);
}

static char *check_scanned(const Input *inputs, guint n, guint limit, const ScanOptions *options)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, limit);
    g_autofree ScanTable *tables = g_new0(ScanTable, n);
    for (guint i = 0; i < n; i++) {
        tables[i] = (ScanTable){.name = inputs[i].name, .file = inputs[i].name};
        tables[i].text = inputs[i].text;
        tables[i].length = inputs[i].length;
        tables[i].schema = schema_of(inputs[i].schema, findings);
    }
    scan_tables(tables, n, options, findings);
    for (guint i = 0; i < n; i++)
        schema_unref(tables[i].schema);
    return report(findings);
}

/* The same findings from every number of threads and any chunks. */
static void assert_same(const Input *inputs, guint n, guint limit)
{
    static const guint n_threads[] = {1, 2, 3, 8};
    static const gsize chunk_sizes[] = {1, 2, 7, 64, 1000, 0};
    g_autofree char *expected = check_stored(inputs, n, limit);
    for (gsize i = 0; i < G_N_ELEMENTS(n_threads); i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(chunk_sizes); j++) {
            if (chunk_sizes[j] > 0 && inputs[0].length / chunk_sizes[j] > 5000)
                continue;
            const ScanOptions options = {n_threads[i], chunk_sizes[j], j % 2 ? 0xFF00 : 0};
            g_autofree char *found = check_scanned(inputs, n, limit, &options);
            if (strcmp(found, expected) != 0)
                g_printerr("%u threads, chunks of %u:\n%.*s\n", n_threads[i], (guint)chunk_sizes[j],
                           (int)MIN(inputs[0].length, 2000), inputs[0].text);
            g_assert_cmpstr(found, ==, expected);
        }
    }
}

#define SCHEMA                                                                                     \
    "{\"fields\":[{\"name\":\"id\",\"constraints\":{\"required\":true,\"pattern\":\"[a-z]+\"}},"   \
    "{\"name\":\"n\",\"type\":\"number\",\"constraints\":{\"minimum\":0}},"                        \
    "{\"name\":\"day\",\"type\":\"date\"},"                                                        \
    "{\"name\":\"kind\",\"constraints\":{\"enum\":[\"a\",\"b\",\"c,d\"]}},"                        \
    "{\"name\":\"text\",\"constraints\":{\"maxLength\":12}},"                                      \
    "{\"name\":\"up\",\"constraints\":{\"unique\":true}}],"                                        \
    "\"primaryKey\":\"id\",\"foreignKeys\":[{\"fields\":\"up\",\"reference\":{\"fields\":\"id\"}}" \
    ","                                                                                            \
    "{\"fields\":[\"kind\",\"n\"],\"reference\":{\"resource\":\"other\",\"fields\":[\"kind\","     \
    "\"n\"]}}]}"
#define OTHER                                                                                      \
    "{\"fields\":[{\"name\":\"kind\"},{\"name\":\"n\",\"type\":\"integer\"}],"                     \
    "\"primaryKey\":[\"n\",\"kind\"]}"

/* Rows that stand twice are told only where there is no key. */
#define KEYLESS                                                                                    \
    "{\"fields\":[{\"name\":\"id\"},{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"day\"},"      \
    "{\"name\":\"kind\"},{\"name\":\"text\"},{\"name\":\"up\"}]}"

static const char other_text[] = "kind,n\na,1\nb,2\n\"c,d\",3\na,1\nb,1\n";

static void assert_same_text(const char *text, gsize length, guint limit)
{
    const Input inputs[] = {
        {"main", SCHEMA, text, length},
        {"other", OTHER, other_text, sizeof other_text - 1},
        {"keyless", KEYLESS, text, length},
    };
    assert_same(inputs, G_N_ELEMENTS(inputs), limit);
}

#define LABELS "id,n,day,kind,text,up\n"

static void test_cases(void)
{
    static const char *const texts[] = {
        "",
        "\n",
        "id",
        LABELS,
        "\xEF\xBB\xBF" LABELS "a,1,2024-01-01,a,x,\n",
        LABELS "a,1,2024-01-01,a,x,\nb,2,2024-01-02,b,y,a\n",
        LABELS "a,1,2024-01-01,a,x,\nb,2,2024-01-02,b,y,a",
        LABELS "a,1,2024-01-01,a,x,\r\nb,2,2024-01-02,b,\"y\r\nz\",a\r\n",
        LABELS "a,x,2024-13-01,e,\"a text, too long\",b\na,,,,,\n,,,,,\n",
        LABELS "a,1\nb,1,,,,,extra\n\n\nc,1,,a,,\n",
        LABELS " a , 1 ,,a,,\nb,1,, a,\"x\",\n",
        LABELS "a,1,,a,\"x\" ,\nb,1,,a,,\n",
        LABELS "a,1,,a, \"x\",\nb,1,,a,,\n",
        LABELS "a,1,,a, \"x,\"\nb,1,,a,\"\n,\nc,,,,,\"\n",
        LABELS "a,1,,a,\"never closed\nb,1,,a,,\nc,1,,a,,\n",
        LABELS "a,1,,a,5\" disk,\nb,1,,a,,\nc,1,,a,,\n",
        LABELS "a,1,,a,\"5\" disk\",\nb,1,,a,\"\"\"\",\nc,1,,a,,\n",
        LABELS "a,1,,a,,\rb,1,,a,,\rc,1,,a,,\r",
        LABELS "a,1,,a,,\nb,1,,a,\"\r\",\rc,1,,a,,\nd,,\r\n\r\ne,,,,,",
        LABELS "a,1,,a,\xE9,\n",
        LABELS "a,1,,a,\"never closed\nb,1,,a,\xE9,\nc,1,,a,,\n",
        LABELS "a,1,,a,\xE2\x80\x99\xE2\x80\x99,a\nb,1,,a,\xF0\x9F\x92\xA9,b\n",
        LABELS "a,-0,,a,,a\nb,0,,b,,a\nc,1.0,,b,,zz\n",
        "id,n\na,1\na,2\na,3\n",
        LABELS "a,1,,a,,\na,1,,a,,\na,1.0,,a,,\n\"a\",1,\"\",a,,\na,1,,a,\na,1,,a,,,\n",
        "\"id\",\"n\",day,kind,\"te\"\"xt\",up\na,1,,a,,\n",
        "\"id\n\",n,day,kind,text,up\na,1,,a,,\n",
        "id,n,\"day,kind,text,up\na,1,,a,,\n",
        "  \n" LABELS "a,1\n",
        LABELS "a,\"1,5\",Apr-24,a,x,\nb,1,,a,\xE2\x80\x9Cq, r\xE2\x80\x9D,b\nc,1,,a,\xC3\xA9,,c\n",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_test_message("%s", texts[i]);
        assert_same_text(texts[i], strlen(texts[i]), 0);
    }
}

/* Values of numbers, not their texts, make keys; whole numbers to the last digit. */
static void test_numbers(void)
{
    static const char text[] = "n,m\n9007199254740992,1\n9007199254740993,1.0\n"
                               "9007199254740993.0,-0\n1e0,0\n01,x\n+1,9007199254740993\n";
    const Input input = {
        "t",
        "{\"fields\":[{\"name\":\"n\",\"type\":\"number\"},{\"name\":\"m\","
        "\"type\":\"number\",\"constraints\":{\"unique\":true}}],\"primaryKey\":\"n\","
        "\"foreignKeys\":[{\"fields\":\"m\",\"reference\":{\"fields\":\"n\"}}]}",
        text, sizeof text - 1};
    assert_same(&input, 1, 0);
}

/* Rows of random cells, good and bad, in any spelling. */
static void append_cell(GString *out, GRand *random, gboolean wild)
{
    static const char *const cells[] = {"a",           "b",
                                        "zz",          "abc",
                                        "1",           "2",
                                        "3",           "-1",
                                        "2024-02-29",  "2023-02-29",
                                        "c,d",         "",
                                        "x\ny",        "say \"\"hi\"\"",
                                        "caf\xC3\xA9", "\xE2\x80\x99",
                                        "\r\n",        "a text, too long"};
    static const char *const wilds[] = {" ", "\"", "\r", " \"a\"", "\"a\" ", "\t", "5\"", "\xE9"};
    const char *cell = cells[g_rand_int_range(random, 0, G_N_ELEMENTS(cells))];
    if (wild && g_rand_int_range(random, 0, 12) == 0)
        g_string_append(out, wilds[g_rand_int_range(random, 0, G_N_ELEMENTS(wilds) - 1)]);
    else if (strpbrk(cell, ",\"\r\n") || g_rand_int_range(random, 0, 4) == 0)
        g_string_append_printf(out, "\"%s\"", cell);
    else
        g_string_append(out, cell);
}

static void append_rows(GString *out, GRand *random, gboolean wild)
{
    const gint n_rows = g_rand_int_range(random, 0, 30);
    for (gint i = 0; i < n_rows; i++) {
        const gint n_cells =
            g_rand_int_range(random, 0, 8) == 0 ? g_rand_int_range(random, 0, 9) : 6;
        for (gint j = 0; j < n_cells; j++) {
            if (j > 0)
                g_string_append_c(out, ',');
            append_cell(out, random, wild);
        }
        g_string_append(out, g_rand_int_range(random, 0, 5) == 0 ? "\r\n" : "\n");
    }
}

static void test_random(void)
{
    for (guint seed = 0; seed < 60; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) text = g_string_new(LABELS);
        append_rows(text, random, seed % 3 == 0);
        assert_same_text(text->str, text->len, seed % 5 == 0 ? 2 : 0);
    }
}

/* Any text of these few characters, cut anywhere. */
static void test_every_short_text(void)
{
    static const char alphabet[] = "a,\"\n\r ";
    enum { N = sizeof alphabet - 1, LENGTH = 4 };
    guint n_texts = 1;
    for (int i = 0; i < LENGTH; i++)
        n_texts *= N;
    for (guint i = 0; i < n_texts; i++) {
        char text[2 + LENGTH] = "a\n";
        for (guint j = 0, rest = i; j < LENGTH; j++, rest /= N)
            text[2 + j] = alphabet[rest % N];
        const Input input = {"t", "{\"fields\":[{\"name\":\"a\"}],\"primaryKey\":\"a\"}", text,
                             sizeof text};
        g_autofree char *expected = check_stored(&input, 1, 0);
        for (guint size = 1; size <= 3; size++) {
            const ScanOptions options = {1 + i % 2, size, 0};
            g_autofree char *found = check_scanned(&input, 1, 0, &options);
            if (strcmp(found, expected) != 0)
                g_printerr("chunks of %u: '%.*s'\n", size, (int)sizeof text, text);
            g_assert_cmpstr(found, ==, expected);
        }
    }
}

/* Long quoted cells of a column that nothing looks at, right and broken, between any others: of
 * what they hold libcsv is given a byte. */
static void test_skipped(void)
{
    static const char *const pieces[] = {"\"",
                                         "\"",
                                         "\"\"",
                                         ",",
                                         ",",
                                         "\n",
                                         "a",
                                         " ",
                                         "\r\n",
                                         "a text, that is longer\nthan what is skipped ",
                                         "                                        "};
    for (guint seed = 0; seed < 400; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) text = g_string_new("id,quote,n\n");
        for (int i = g_rand_int_range(random, 1, 30); i > 0; i--)
            g_string_append(text,
                            pieces[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(pieces))]);
        const Input input = {
            "t",
            "{\"fields\":[{\"name\":\"id\",\"constraints\":{\"maxLength\":20}},{\"name\":\"quote\","
            "\"constraints\":{\"required\":true}},"
            "{\"name\":\"n\",\"type\":\"number\"}],\"primaryKey\":\"id\"}",
            text->str, text->len};
        assert_same(&input, 1, 0);
    }
}

/* Beyond the limit findings are counted, all the same. */
static void test_limit(void)
{
    g_autoptr(GString) text = g_string_new(LABELS);
    for (int i = 0; i < 3000; i++) {
        g_string_append_printf(text, "%s,%d,%s,q,a text that is too long,%d%s\n", i % 2 ? "a" : "",
                               i % 3 - 1, i % 5 ? "x" : "Apr-24", i % 7, i % 11 ? "" : ",more");
        if (i % 17 == 0) /* told once, though a key of its own table has it read twice */
            g_string_append(text, ",,,,,\n");
        if (i % 13 == 0)
            g_string_append(text, "b,1,,a,\xE2\x80\x9Cq, r\xE2\x80\x9D,b\n");
    }
    assert_same_text(text->str, text->len, 10);
}

/* A file is read by pieces, which grow where a row does not fit. */
static void test_file(void)
{
    g_autoptr(GString) text = g_string_new("id,text\n");
    for (int i = 0; i < 3000; i++) {
        g_string_append_printf(text, "%d,\"", i % 1000);
        for (int j = 0; j < (i % 100 == 0 ? 20000 : i % 50); j++)
            g_string_append(text, j % 40 == 39 ? "\n" : "\xE2\x80\x99");
        g_string_append(text, i % 500 == 499 ? " \" ,\n" : "\"\n");
    }
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "figtrail-scan-XXXXXX", NULL);
    close(g_mkstemp(path));
    g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_autoptr(Mapping) mapping = mapping_open(path, text->len, NULL);
    g_assert_nonnull(mapping);
    static const char schema[] = "{\"fields\":[{\"name\":\"id\"},{\"name\":\"text\"}],"
                                 "\"primaryKey\":\"id\"}";
    const Input input = {"t", schema, text->str, text->len};
    g_autofree char *expected = check_stored(&input, 1, 20);
    for (gsize chunk_size = 1000; chunk_size < 1000000; chunk_size *= 7) {
        const ScanOptions options = {2, chunk_size, 0};
        g_autoptr(Findings) findings = findings_new();
        findings_limit(findings, 20);
        ScanTable table = {.name = "t", .file = "t", .text = mapping->text, .mapping = mapping};
        table.length = mapping->length;
        table.schema = schema_of(schema, findings);
        scan_tables(&table, 1, &options, findings);
        schema_unref(table.schema);
        g_autofree char *found = report(findings);
        g_assert_cmpstr(found, ==, expected);
    }
    g_unlink(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scan/cases", test_cases);
    g_test_add_func("/scan/every-short-text", test_every_short_text);
    g_test_add_func("/scan/file", test_file);
    g_test_add_func("/scan/limit", test_limit);
    g_test_add_func("/scan/numbers", test_numbers);
    g_test_add_func("/scan/skipped", test_skipped);
    g_test_add_func("/scan/random", test_random);
    return g_test_run();
}
