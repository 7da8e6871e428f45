#include "table/rows.h"

#include <csv.h>
#include <string.h>

/* All rows as text: 'line:column[cell]' each, '|' between rows, an empty line
 * as '-'; then the findings, one per line. */
static char *dump(const char *text, gsize length)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GString) out = g_string_new(NULL);
    RowReader *reader = row_reader_new("f", text, length, findings);
    Row row;
    for (guint n = 0; row_reader_next(reader, &row); n++) {
        g_string_append(out, n > 0 ? "|" : "");
        if (row.n_cells == 0)
            g_string_append_c(out, '-');
        for (guint i = 0; i < row.n_cells; i++)
            g_string_append_printf(out, "%u:%u[%s]", row.cells[i].line, row.cells[i].column,
                                   row.cells[i].text);
    }
    const gboolean whole = row_reader_is_whole(reader);
    g_free(row_reader_free(reader));
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "\n%u:%u %s", items[i].place.line, items[i].place.column,
                               items[i].rule->name);
    if (!whole)
        g_string_append(out, "\nrows left out");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static const struct {
    const char *name, *text, *rows;
} cases[] = {
    {"empty", "", ""},
    {"only a byte order mark", "\xEF\xBB\xBF", ""},
    {"simple", "a,b\n1,2\n", "1:1[a]1:3[b]|2:1[1]2:3[2]"},
    {"no final newline", "a,b\n1,2", "1:1[a]1:3[b]|2:1[1]2:3[2]"},
    {"empty cells", ",\n,", "1:1[]1:2[]|2:1[]2:2[]"},
    {"one comma at the end", "a,", "1:1[a]1:3[]"},
    {"CRLF", "a,b\r\n1,2\r\n", "1:1[a]1:3[b]|2:1[1]2:3[2]"},
    {"CR", "a,b\r1,2\r", "1:1[a]1:3[b]|2:1[1]2:3[2]"},
    {"mixed line ends", "a\r\nb\nc\rd", "1:1[a]|2:1[b]|3:1[c]|4:1[d]"},
    {"byte order mark",
     "\xEF\xBB\xBF"
     "a,b\n",
     "1:1[a]1:3[b]"},
    {"byte order mark before a quote", "\xEF\xBB\xBF\"a\",b\n", "1:1[a]1:5[b]"},
    {"blank lines", "a\n\nb\n\n", "1:1[a]|-|3:1[b]|-"},
    {"blank lines, CRLF", "a\r\n\r\nb\r\n", "1:1[a]|-|3:1[b]"},
    {"blank first line", "\na\n", "-|2:1[a]"},
    {"blanks are kept", " a , b\t\n", "1:1[ a ]1:5[ b\t]"},
    {"blank line of blanks", "a\n  \n", "1:1[a]|2:1[  ]"},
    {"quoted", "\"a\",\"b\"\n", "1:1[a]1:5[b]"},
    {"quoted comma", "\"a,b\",c\n", "1:1[a,b]1:7[c]"},
    {"doubled quotes", "\"say \"\"hi\"\"\",x\n", "1:1[say \"hi\"]1:14[x]"},
    {"only a doubled quote", "\"\"\"\"\n", "1:1[\"]"},
    {"quoted empty", "\"\",\"\"\n", "1:1[]1:4[]"},
    {"quoted empty alone", "\"\"", "1:1[]"},
    {"quoted blanks", "\" a \"\n", "1:1[ a ]"},
    {"quoted newline", "\"a\nb\",c\nd\n", "1:1[a\nb]2:4[c]|3:1[d]"},
    {"quoted CRLF", "\"a\r\nb\",c\r\nd\r\n", "1:1[a\r\nb]2:4[c]|3:1[d]"},
    {"quoted CR", "\"a\rb\",c\rd", "1:1[a\rb]2:4[c]|3:1[d]"},
    {"quoted newlines and commas", "x,\"\n,\n\",y\n", "1:1[x]1:3[\n,\n]3:3[y]"},
    {"quoted at the end of the text", "a,\"b\nc\"", "1:1[a]1:3[b\nc]"},
    {"characters, not bytes", "\xC3\xA9\xC3\xA9,\xF0\x9F\x8D\x8E,x\n",
     "1:1[\xC3\xA9\xC3\xA9]1:4[\xF0\x9F\x8D\x8E]1:6[x]"},
    {"characters before a quoted newline", "\"\xC3\xA9\n\xC3\xA9\",x\n",
     "1:1[\xC3\xA9\n\xC3\xA9]2:4[x]"},
    {"JSON in a cell", "k,\"{\"\"a\"\": [1, 2]}\"\n", "1:1[k]1:3[{\"a\": [1, 2]}]"},
    {"no-break space and separators stay",
     "\xC2\xA0"
     "a\xE2\x80\xA8,b\n",
     "1:1[\xC2\xA0"
     "a\xE2\x80\xA8]1:5[b]"},

    {"quote in an unquoted cell", "a,b\n1 \"x\" 2,y\n3,4\n",
     "1:1[a]1:3[b]|2:1[1 \"x\" 2]2:9[y]|3:1[3]3:3[4]\n2:3 stray-quote"},
    {"quote at the end of an unquoted cell", "5\"\n", "1:1[5\"]\n1:2 stray-quote"},
    {"quote after a blank", " \"a\",b\n", "1:1[ \"a\"]1:6[b]\n1:2 stray-quote"},
    {"text after a closing quote", "\"a\"b,c\nd,e\n",
     "2:1[d]2:3[e]\n1:3 stray-quote\nrows left out"},
    {"blank after a closing quote", "x,\"a\" ,c\nd\n", "2:1[d]\n1:5 stray-quote\nrows left out"},
    {"undoubled quotes in a quoted cell", "\"say \"hi\" now\",c\nd\n",
     "2:1[d]\n1:6 stray-quote\nrows left out"},
    {"quote never closed", "a,b\n1,\"x\n2,y\n3,z\n",
     "1:1[a]1:3[b]|3:1[2]3:3[y]|4:1[3]4:3[z]\n2:3 unclosed-quote\nrows left out"},
    {"quote never closed, last line", "a\n\"x", "1:1[a]\n2:1 unclosed-quote\nrows left out"},
    {"quote never closed, CRLF", "\"\xC3\xA9,x\r\n2\r\n",
     "2:1[2]\n1:1 unclosed-quote\nrows left out"},
    {"only a quote", "\"", "\n1:1 unclosed-quote\nrows left out"},
    {"quote closed by the next cell's", "a,b\n1,\"x\n2,\"y\"\n3,z\n",
     "1:1[a]1:3[b]|3:1[2]3:3[y]|4:1[3]4:3[z]\n2:3 unclosed-quote\nrows left out"},
    {"two quotes never closed", "\"a\n\"b\nc\n",
     "3:1[c]\n1:1 unclosed-quote\n2:1 unclosed-quote\nrows left out"},
};

static void test_rows(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].name);
        g_autofree char *rows = dump(cases[i].text, strlen(cases[i].text));
        g_assert_cmpstr(rows, ==, cases[i].rows);
    }
}

/* The end of a row is where a missing cell is reported. */
static void test_row_ends(void)
{
    static const struct {
        const char *text;
        guint line, column;
    } ends[] = {
        {"a,b\n", 1, 4},       {"a,b", 1, 4},          {"a,\n", 1, 3},
        {"a,", 1, 3},          {"\xC3\xA9\r\n", 1, 2}, {"a,\"b\nc\"\r\n", 2, 3},
        {"\"\n\",x\n", 2, 4},  {"\"a\r\n\r\"", 3, 2},  {"\n", 1, 1},
        {"\"a\n\n\"\n", 3, 2},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_test_message("%s", ends[i].text);
        g_autoptr(Findings) findings = findings_new();
        RowReader *reader = row_reader_new("f", ends[i].text, strlen(ends[i].text), findings);
        Row row;
        g_assert_true(row_reader_next(reader, &row));
        g_assert_cmpuint(row.line, ==, 1);
        g_assert_cmpuint(row.end_line, ==, ends[i].line);
        g_assert_cmpuint(row.end_column, ==, ends[i].column);
        g_assert_false(row_reader_next(reader, &row));
        g_free(row_reader_free(reader));
    }
}

/* Any text of these few characters: the reader ends, stays in its arena, and
 * gives rows in order.  (The sanitizers watch.) */
static void test_every_short_text(void)
{
    static const char alphabet[] = "a,\"\n\r ";
    enum { N = sizeof alphabet - 1, LENGTH = 6 };
    guint n_texts = 1;
    for (int i = 0; i < LENGTH; i++)
        n_texts *= N;
    for (guint i = 0; i < n_texts; i++) {
        char text[LENGTH];
        for (guint j = 0, rest = i; j < LENGTH; j++, rest /= N)
            text[j] = alphabet[rest % N];
        g_autoptr(Findings) findings = findings_new();
        RowReader *reader = row_reader_new("f", text, LENGTH, findings);
        Row row;
        guint line = 0;
        while (row_reader_next(reader, &row)) {
            g_assert_cmpuint(row.line, >, line);
            g_assert_cmpuint(row.end_line, >=, row.line);
            line = row.end_line;
        }
        guint n_findings;
        findings_sorted(findings, &n_findings);
        g_assert_true(row_reader_is_whole(reader) || n_findings > 0);
        g_free(row_reader_free(reader));
    }
}

/* What libcsv's own steps of 128 bytes, or going back after a quote that is not
 * closed, would make quadratic. */
static void test_long_texts(void)
{
    const gsize length = 4 << 20;
    g_autofree char *text = g_malloc(length);
    memset(text, 'x', length);
    text[0] = '"';
    g_autofree char *cell = dump(text, length);
    g_assert_cmpstr(cell, ==, "\n1:1 unclosed-quote\nrows left out");
    for (gsize i = 0; i < length; i += 4)
        memcpy(text + i, (const char[]){'"', 'a', '"', ','}, 4);
    text[length - 1] = '\n';
    text[1] = '\n'; /* opens, then closes at once: one cell of two lines */
    g_autoptr(Findings) findings = findings_new();
    RowReader *reader = row_reader_new("f", text, length, findings);
    Row row;
    g_assert_true(row_reader_next(reader, &row));
    g_assert_cmpuint(row.n_cells, ==, length / 4);
    g_free(row_reader_free(reader));
}

/* ---- libcsv alone ------------------------------------------------------------------------------
 */

static int is_no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void add_cell(void *text, size_t length, void *cells)
{
    g_string_append_len(cells, text, (gssize)length);
    g_string_append_c(cells, '\x1F');
}

/* What it makes of a text, given whole; NULL: an error. */
static char *cells_of_libcsv(const char *text, gsize length)
{
    struct csv_parser parser;
    g_assert_cmpint(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL), ==, 0);
    csv_set_space_func(&parser, is_no_space);
    GString *cells = g_string_new(NULL);
    const gboolean sound = csv_parse(&parser, text, length, add_cell, NULL, cells) == length &&
                           csv_fini(&parser, add_cell, NULL, cells) == 0;
    csv_free(&parser);
    return g_string_free(cells, !sound);
}

static char *cells_of_reader(const char *text, gsize length)
{
    g_autoptr(Findings) findings = findings_new();
    RowReader *reader = row_reader_new("f", text, length, findings);
    g_autoptr(GString) cells = g_string_new(NULL);
    for (Row row; row_reader_next(reader, &row);) {
        for (guint i = 0; i < row.n_cells; i++)
            add_cell((void *)row.cells[i].text, row.cells[i].length, cells);
    }
    g_free(row_reader_free(reader));
    return findings_count(findings, LEVEL_ERROR) > 0
               ? NULL
               : g_string_free(g_steal_pointer(&cells), FALSE);
}

/* Of many cells it gets only the first byte. */
static void test_as_libcsv(void)
{
    static const char letters[] = "aaaaaaabc \t,,,\"\"\r\n\n\xC3\xA9";
    g_autoptr(GRand) random = g_rand_new_with_seed(20240418);
    guint n_sound = 0;
    for (int i = 0; i < 50000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        const gint length = g_rand_int_range(random, 0, 60);
        while (text->len < (gsize)length) {
            const char *letter = letters + g_rand_int_range(random, 0, sizeof letters - 2);
            g_string_append_len(text, letter, *letter == '\xC3' ? 2 : 1);
        }
        g_autofree char *alone = cells_of_libcsv(text->str, text->len);
        g_autofree char *read = cells_of_reader(text->str, text->len);
        g_test_message("%s", text->str);
        g_assert_cmpstr(read, ==, alone);
        n_sound += alone != NULL;
    }
    g_assert_cmpuint(n_sound, >, 5000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rows/rows", test_rows);
    g_test_add_func("/rows/row-ends", test_row_ends);
    g_test_add_func("/rows/every-short-text", test_every_short_text);
    g_test_add_func("/rows/long-texts", test_long_texts);
    g_test_add_func("/rows/as-libcsv", test_as_libcsv);
    return g_test_run();
}
