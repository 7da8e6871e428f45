/*
 * rfc4180: each rule of RFC 4180, section 2, kept and broken, and the kinds of files that
 * csv-spectrum (https://github.com/max-mapper/csv-spectrum) has, in cells of our own.
 */
#include "table/rows.h"
#include "table/table.h"

#include <string.h>

/* The rows as [cell][cell]|[cell]..., then the rules that the text breaks as a table. */
static char *read_text(const char *text)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Findings) unheard = findings_new();
    g_autoptr(GString) out = g_string_new(NULL);
    RowReader *reader = row_reader_new("f", text, strlen(text), unheard);
    Row row;
    for (guint n = 0; row_reader_next(reader, &row); n++) {
        g_string_append(out, n > 0 ? "|" : "");
        for (guint i = 0; i < row.n_cells; i++)
            g_string_append_printf(out, "[%s]", row.cells[i].text);
    }
    g_free(row_reader_free(reader));
    g_autoptr(Table) table = table_read("t", "f", text, strlen(text), NULL, findings);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, " %u:%u %s", items[i].place.line, items[i].place.column,
                               items[i].rule->name);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

typedef struct {
    const char *what, *text, *read;
} Case;

static const Case rules[] = {
    {"1. each record is on a line of its own, ended by CRLF", "a,b\r\n1,2\r\n", "[a][b]|[1][2]"},
    {"1. LF and CR end one as well, though only CRLF is canonical there", "a\n1\r2\r\n",
     "[a]|[1]|[2]"},
    {"1. a line end more is a row of nothing", "a\r\n1\r\n\r\n2\r\n", "[a]|[1]||[2] 3:0 blank-row"},
    {"2. the last record may have no line end", "a,b\r\n1,2", "[a][b]|[1][2]"},
    {"2. or have one", "a,b\r\n1,2\r\n", "[a][b]|[1][2]"},
    {"3. the labels are a record like others, quotes and all", "\"a\",\"b,c\"\r\n1,2",
     "[a][b,c]|[1][2]"},
    {"3. there must be labels, unless a dialect says there are none", "", " 0:0 blank-header"},
    {"3. the labels are as many as the fields of the rest", "a\r\n1,2",
     "[a]|[1][2] 2:3 extra-cell"},
    {"4. commas separate fields", "a,b,c\r\n,,\"\"", "[a][b][c]|[][][] 2:0 blank-row"},
    {"4. each line has as many fields as the others", "a,b\r\n1\r\n1,2,3\r\n",
     "[a][b]|[1]|[1][2][3] 2:2 missing-cell 3:5 extra-cell"},
    {"4. blanks are part of a field", "a, b\r\n 1 ,\t2", "[a][ b]|[ 1 ][\t2]"},
    {"4. no comma follows the last field: it would begin another", "a,b\r\n1,2,\r\n",
     "[a][b]|[1][2][] 2:5 extra-cell"},
    {"5. a field may be in quotes, or not", "\"a\",b\r\n1,\"2\"", "[a][b]|[1][2]"},
    {"5. a field that is not in quotes holds none", "a,b\r\n1,2\"3\"\r\n",
     "[a][b]|[1][2\"3\"] 2:4 stray-quote"},
    {"5. nor may text stand around the quotes", "a,b\r\n \"1\",2\r\n",
     "[a][b]|[ \"1\"][2] 2:2 stray-quote"},
    {"5. on either side", "a,b\r\n\"1\" ,2\r\n3,4", "[a][b]|[3][4] 2:3 stray-quote"},
    {"6. fields with line ends stand in quotes", "a,b\r\n\"1\r\n\",2", "[a][b]|[1\r\n][2]"},
    {"6. without them, it is two records", "a,b\r\n1\r\n,2", "[a][b]|[1]|[][2] 2:2 missing-cell"},
    {"6. so do fields with quotes", "a\r\n\"\"\"\"", "[a]|[\"]"},
    {"6. and fields with commas", "a\r\n\",\"", "[a]|[,]"},
    {"7. a quote inside is doubled", "a\r\n\"say \"\"1\"\"\"", "[a]|[say \"1\"]"},
    {"7. and not left alone", "a\r\n\"say \"1\"\"\r\n2", "[a]|[2] 2:6 stray-quote"},
    {"7. nor escaped otherwise, unless a dialect says so", "a\r\n\"say \\\"1\"\r\n2",
     "[a]|[2] 2:7 stray-quote"},
    {"7. the one that closes must be there", "a\r\n\"1\r\n2", "[a]|[2] 2:1 unclosed-quote"},
};

static const Case spectrum[] = {
    {"simple", "x,y,z\n7,8,9\n", "[x][y][z]|[7][8][9]"},
    {"simple, CRLF", "x,y,z\r\n7,8,9\r\n", "[x][y][z]|[7][8][9]"},
    {"comma in quotes", "name,place\nAda,\"Marylebone, London\"\n",
     "[name][place]|[Ada][Marylebone, London]"},
    {"empty cells in quotes", "x,y,z\n7,\"\",\"\"\n8,9,10", "[x][y][z]|[7][][]|[8][9][10]"},
    {"empty cells in quotes, CRLF", "x,y,z\r\n7,\"\",\"\"\r\n8,9,10",
     "[x][y][z]|[7][][]|[8][9][10]"},
    {"doubled quotes", "x,y\n7,\"a \"\"b\"\" c\"\n8,9\n", "[x][y]|[7][a \"b\" c]|[8][9]"},
    {"JSON", "k,v\n7,\"{\"\"a\"\": {\"\"b\"\": [1.5, null]}}\"\n",
     "[k][v]|[7][{\"a\": {\"b\": [1.5, null]}}]"},
    {"line ends in quotes", "x,y\n7,8\n\"two \nlines\",9\n10,11\n",
     "[x][y]|[7][8]|[two \nlines][9]|[10][11]"},
    {"line ends in quotes, CRLF", "x,y\r\n7,8\r\n\"two \r\nlines\",9\r\n10,11\r\n",
     "[x][y]|[7][8]|[two \r\nlines][9]|[10][11]"},
    {"quotes and line ends", "x,y\n7,\"a \n\"\"b\"\" \nc\"\n8,9\n",
     "[x][y]|[7][a \n\"b\" \nc]|[8][9]"},
    {"UTF-8", "x,y\n7,\xCA\xA4\n", "[x][y]|[7][\xCA\xA4]"},
    /* a position in seconds of arc: the cell is read as it stands, but rule 5 is broken */
    {"a quote in a cell without quotes",
     "x,y\n51\xC2\xB0"
     "30'26.5\"N,9\n",
     "[x][y]|[51\xC2\xB0"
     "30'26.5\"N][9] 2:11 stray-quote"},
};

static void check(const Case *cases, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        g_test_message("%s", cases[i].what);
        g_autofree char *read = read_text(cases[i].text);
        g_assert_cmpstr(read, ==, cases[i].read);
    }
}

static void test_rules(void)
{
    check(rules, G_N_ELEMENTS(rules));
}

static void test_spectrum(void)
{
    check(spectrum, G_N_ELEMENTS(spectrum));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rfc4180/rules", test_rules);
    g_test_add_func("/rfc4180/spectrum", test_spectrum);
    return g_test_run();
}
