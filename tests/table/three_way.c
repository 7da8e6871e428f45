/*
 * Three versions of a table merged: each kind of change and conflict, and properties that
 * hold for random ones.
 */
#include "table/three_way.h"

#include <string.h>

/* clang-format off */
static const struct {
    const char *what;
    const char *base, *ours, *theirs;
    const char *merged; /* NULL: not by rows */
    const char *said;   /* findings, one line each */
    const char *key;    /* NULL: worked out */
} cases[] = {
    {"different cells of one row",
     "id,a,b\nx,1,2\n", "id,a,b\nx,9,2\n", "id,a,b\nx,1,8\n", "id,a,b\nx,9,8\n", ""},
    {"the same change", "id,a\nx,1\n", "id,a\nx,2\n", "id,a\nx,2\n", "id,a\nx,2\n", ""},
    {"both add rows at one place",
     "id,a\nk,1\n", "id,a\nk,1\no,1\n", "id,a\nk,1\nt,1\n", "id,a\nk,1\no,1\nt,1\n", ""},
    {"likewise, where rows are sorted",
     "id,a\nk,1\n", "id,a\nk,1\nt,1\n", "id,a\nk,1\no,1\n", "id,a\nk,1\no,1\nt,1\n", ""},
    {"likewise, where they are not",
     "id,a\nz,1\nk,1\n", "id,a\nz,1\nk,1\nt,1\n", "id,a\nz,1\nk,1\no,1\n", "id,a\nz,1\nk,1\nt,1\no,1\n", ""},
    {"added in the middle and at the begin",
     "id,a\nz,1\nk,1\n", "id,a\nz,1\nq,1\nk,1\n", "id,a\np,1\nz,1\nr,1\nk,1\n", "id,a\np,1\nz,1\nq,1\nr,1\nk,1\n", ""},
    {"a row that one removed", "id,a\nx,1\ny,2\n", "id,a\ny,2\n", "id,a\nx,1\ny,3\n", "id,a\ny,3\n", ""},
    {"a row that both removed", "id,a\nx,1\ny,2\n", "id,a\ny,2\n", "id,a\ny,2\n", "id,a\ny,2\n", ""},
    {"added behind a row that the other removed",
     "id,a\nz,1\nk,1\n", "id,a\nz,1\n", "id,a\nz,1\nk,1\nb,1\n", "id,a\nz,1\nb,1\n", ""},
    {"one sorts, the other edits and adds",
     "id,a\nz,1\nk,1\n", "id,a\nz,2\nk,1\nm,1\n", "id,a\nk,1\nz,1\n", "id,a\nk,1\nm,1\nz,2\n", ""},
    {"one changes the order, the other adds",
     "id,a\na,1\nb,1\nc,1\n", "id,a\na,1\nb,1\nd,1\nc,1\n", "id,a\nc,1\nb,1\na,1\n", "id,a\nc,1\nb,1\nd,1\na,1\n", ""},
    {"a column that one adds",
     "id,a\nx,1\n", "id,a\nx,2\ny,1\n", "id,n,a\nx,?,1\nz,!,1\n", "id,n,a\nx,?,2\ny,,1\nz,!,1\n", ""},
    {"a column that both add",
     "id\nx\ny\n", "id,n\nx,1\ny,\n", "id,n\nx,1\ny,2\n", "id,n\nx,1\ny,2\n", ""},
    {"columns that both add, different ones",
     "id\nx\n", "id,a\nx,1\n", "id,b\nx,2\n", "id,a,b\nx,1,2\n", ""},
    {"a column that one removes", "id,a,b\nx,1,2\n", "id,b\nx,2\n", "id,a,b\nx,1,3\n", "id,b\nx,3\n", ""},
    {"a column that one removes and the other fills",
     "id,a,b\nx,1,2\n", "id,b\nx,2\n", "id,a,b\nx,7,2\n", NULL,
     "theirs:0: merge-column: it writes \"7\" into the column \"a\", which the other version removed\n"},
    {"columns in another order", "id,a,b\nx,1,2\n", "id,a,b\nx,1,3\n", "b,id,a\n2,x,1\n", "b,id,a\n3,x,1\n", ""},

    /* ---- form ---- */
    {"quotes that one adds, a value that the other changes",
     "id,a,b\nx,1,2\ny,1,2\n", "id,a,b\n\"x\",\"1\",2\ny,1,2\n", "id,a,b\nx,1,3\ny,1,4\n", "id,a,b\n\"x\",\"1\",3\ny,1,4\n", ""},
    {"quotes that one adds where the other changes", "id,a\nx,1\n", "id,a\nx,\"1\"\n", "id,a\nx,2\n", "id,a\nx,2\n", ""},
    {"line ends that one changes", "id,a\nx,1\ny,1\n", "id,a\r\nx,1\r\ny,1\r\n", "id,a\nx,1\ny,2\nz,3\n", "id,a\r\nx,1\r\ny,2\r\nz,3\r\n", ""},
    {"likewise the other", "id,a\r\nx,1\r\n", "id,a\r\nx,2\r\no,1\r\n", "id,a\nx,1\n", "id,a\nx,2\no,1\n", ""},
    {"no last line end", "id,a\nx,1\ny,1", "id,a\nx,2\ny,1", "id,a\nx,1\ny,1\nz,1", "id,a\nx,2\ny,1\nz,1", ""},
    {"a last line end that one adds", "id,a\nx,1", "id,a\nx,1\n", "id,a\nx,2", "id,a\nx,2\n", ""},
    {"a byte order mark that one removes", "\xEF\xBB\xBFid,a\nx,1\n", "id,a\nx,1\n", "\xEF\xBB\xBFid,a\nx,2\n", "id,a\nx,2\n", ""},
    {"commas, quotes and line ends in cells",
     "id,a,b\nx,\"1,\n2\",\"say \"\"hi\"\"\"\n", "id,a,b\nx,\"1,\n3\",\"say \"\"hi\"\"\"\n", "id,a,b\nx,\"1,\n2\",\"say \"\"ho\"\"\"\n",
     "id,a,b\nx,\"1,\n3\",\"say \"\"ho\"\"\"\n", ""},

    /* ---- keys ---- */
    {"a key of two columns", "s,n,a\nx,1,1\nx,2,1\n", "s,n,a\nx,1,5\nx,2,1\n", "s,n,a\nx,1,1\nx,2,6\n", "s,n,a\nx,1,5\nx,2,6\n", "", "s,n"},
    {"the first column that tells rows apart", "k,l\n1,a\n1,b\n", "k,l\n1,a\n2,b\n", "k,l\n3,a\n1,b\n", "k,l\n3,a\n2,b\n", ""},
    {"no such column", "k\n1\n1\n", "k\n1\n1\n", "k\n1\n1\n", NULL,
     "result:0: merge-key: no column holds each text once in all three versions; declare a primary key in datapackage.json\n"},
    {"a key twice", "id\nx\n", "id\nx\ny\ny\n", "id\nx\n", NULL, "ours:0: merge-key: two rows have the key \"y\"; give one of them another\n", "id"},
    {"a key that is not there", "id\nx\n", "id\nx\n", "key\nx\n", NULL, "result:0: merge-key: not all three versions have the column \"id\" of the primary key\n", "id"},
    {"a file that both added", "", "id,a\nx,1\ny,2\n", "id,b\nz,3\nx,4\n", "id,a,b\nz,,3\nx,1,4\ny,2,\n", ""},

    /* ---- conflicts ---- */
    {"one cell, two values",
     "id,a,b\nw,1,1\nx,1,2\ny,1,1\n", "id,a,b\nw,1,1\nx,8,2\ny,1,1\n", "id,a,b\nw,2,1\nx,9,3\ny,1,1\n",
     "id,a,b\nw,2,1\n<<<<<<< ours\nx,8,3\n=======\nx,9,3\n>>>>>>> theirs\ny,1,1\n",
     "result:3: merge-conflict: row \"x\": both changed it: a was \"1\", ours \"8\", theirs \"9\"\n"},
    {"removed and changed",
     "id,a\nx,1\ny,1\n", "id,a\ny,1\n", "id,a\nx,2\ny,1\n", "id,a\n<<<<<<< ours\n=======\nx,2\n>>>>>>> theirs\ny,1\n",
     "result:2: merge-conflict: row \"x\": ours removed it, theirs changed it: a was \"1\", theirs \"2\"\n"},
    {"changed and removed",
     "id,a\nx,1\n", "id,a\nx,2\n", "id,a\n", "id,a\n<<<<<<< ours\nx,2\n=======\n>>>>>>> theirs\n",
     "result:2: merge-conflict: row \"x\": theirs removed it, ours changed it: a was \"1\", ours \"2\"\n"},
    {"removed, and only its quotes changed", "id,a\nx,1\n", "id,a\n", "id,a\nx,\"1\"\n", "id,a\n", ""},
    {"both add a row of one key",
     "id,a,b\n", "id,a,b\nx,1,\n", "id,a,b\nx,2,\n", "id,a,b\n<<<<<<< ours\nx,1,\n=======\nx,2,\n>>>>>>> theirs\n",
     "result:2: merge-conflict: row \"x\": both added it: a ours \"1\", theirs \"2\"\n"},
    {"both add the same row", "id,a\n", "id,a\nx,1\n", "id,a\nx,\"1\"\n", "id,a\nx,1\n", ""},
    {"a conflict in the last row, without line end", "id,a\r\nx,1", "id,a\r\nx,2", "id,a\r\nx,3",
     "id,a\r\n<<<<<<< ours\r\nx,2\r\n=======\r\nx,3\r\n>>>>>>> theirs\r\n",
     "result:2: merge-conflict: row \"x\": both changed it: a was \"1\", ours \"2\", theirs \"3\"\n"},

    /* ---- what does not parse ---- */
    {"a quote that is not closed", "id,a\nx,1\n", "id,a\nx,\"1\n", "id,a\nx,1\n", NULL,
     "ours:2: unclosed-quote: the cell that this quote opens runs on to the end of the file; close it, and double the quotes inside it\n"},
    {"a row with a cell too few", "id,a\nx,1\n", "id,a\nx,1\n", "id,a\nx\n", NULL, "theirs:2: missing-cell: the row has 1 cell, the header 2; give it as many\n"},
    {"nothing", "id,a\nx,1\n", "", "id,a\nx,1\n", NULL, "ours:1: blank-header: the first row must hold the labels of the columns; this one is not there\n"},
    {"a label twice", "id,a\nx,1\n", "id,a\nx,1\n", "id,a,a\nx,1,1\n", NULL, "theirs:1: duplicate-label: two columns are labelled \"a\"; rename or remove one\n"},
};
/* clang-format on */

static char *merge_texts(const char *base, const char *ours, const char *theirs, const char *key,
                         Findings *findings, guint *n_conflicts)
{
    g_auto(GStrv) names = key ? g_strsplit(key, ",", -1) : NULL;
    const ThreeWay merge = {
        .versions = {{"base", base, strlen(base)},
                     {"ours", ours, strlen(ours)},
                     {"theirs", theirs, strlen(theirs)}},
        .file = "result",
        .key = (const char *const *)names,
        .marker_size = 7,
    };
    gsize length = 0;
    g_autofree char *bytes = three_way_merge(&merge, &length, n_conflicts, findings);
    return bytes ? g_strndup(bytes, length) : NULL;
}

static void test_cases(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].what);
        g_autoptr(Findings) findings = findings_new();
        guint n_conflicts = 0;
        g_autofree char *merged = merge_texts(cases[i].base, cases[i].ours, cases[i].theirs,
                                              cases[i].key, findings, &n_conflicts);
        g_assert_cmpstr(merged, ==, cases[i].merged);
        g_assert_cmpint(n_conflicts > 0, ==, merged && strstr(merged, "<<<<<<<") != NULL);
        g_autoptr(GString) said = g_string_new(NULL);
        guint n;
        const Finding *items = findings_sorted(findings, &n);
        for (guint f = 0; f < n; f++)
            g_string_append_printf(said, "%s:%u: %s: %s\n", items[f].place.file,
                                   items[f].place.line, items[f].rule->name, items[f].message);
        g_assert_cmpstr(said->str, ==, cases[i].said);
    }
}

/* What only one version changed is that version, whatever it is. */
static void test_one_side(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        if (!cases[i].merged || !*cases[i].base)
            continue;
        g_test_message("%s", cases[i].what);
        const char *const versions[] = {cases[i].ours, cases[i].theirs};
        for (gsize v = 0; v < G_N_ELEMENTS(versions); v++) {
            g_autoptr(Findings) findings = findings_new();
            guint n = 0;
            g_autofree char *ours =
                merge_texts(cases[i].base, versions[v], cases[i].base, NULL, findings, &n);
            g_autofree char *theirs =
                merge_texts(cases[i].base, cases[i].base, versions[v], NULL, findings, &n);
            if (cases[i].key)
                continue;
            g_assert_cmpstr(ours, ==, versions[v]);
            g_assert_cmpstr(theirs, ==, versions[v]);
            g_assert_cmpuint(n, ==, 0);
        }
    }
}

/* ---- random tables --------------------------------------------------------------------------- */

enum { N_ROWS = 12, N_COLUMNS = 4, N_ROUNDS = 3000 };

/* A row in the three versions and in the merge that must come out; cells[0] is the key. */
typedef struct {
    gboolean there[4];
    char *cells[4][N_COLUMNS];
} RandomRow;

/* A cell as people may spell it. */
static char *random_cell(GRand *random)
{
    static const char *const spellings[] = {"",         "1",         "\"1\"",   "\"a,b\"", "86.40",
                                            "\"x\ny\"", "\"\"\"q\"", " blank ", "é"};
    const gint32 i = g_rand_int_range(random, 0, 2 * G_N_ELEMENTS(spellings));
    return i < (gint32)G_N_ELEMENTS(spellings) ? g_strdup(spellings[i])
                                               : g_strdup_printf("v%u", g_rand_int(random));
}

/* Each cell is changed by one version at most, each row added or removed by one. */
static void random_row(GRand *random, RandomRow *row, guint number)
{
    const gint32 fate = g_rand_int_range(random, 0, 10);
    for (guint c = 0; c < N_COLUMNS; c++) {
        g_autofree char *cell = c == 0 ? g_strdup_printf("k%02u", number) : random_cell(random);
        const gint32 changer = c == 0 || fate < 4 ? 0 : g_rand_int_range(random, 0, 3);
        g_autofree char *change = random_cell(random);
        for (int v = 0; v < 4; v++)
            row->cells[v][c] = g_strdup((v == 3 && changer > 0) || v == changer ? change : cell);
        if (changer == 0)
            for (int v = 0; v < 4; v++) {
                g_free(row->cells[v][c]);
                row->cells[v][c] = g_strdup(cell);
            }
    }
    for (int v = 0; v < 4; v++)
        row->there[v] = TRUE;
    if (fate == 0 || fate == 1) /* added by one */
        row->there[0] = row->there[2 - fate] = FALSE;
    if (fate == 2 || fate == 3) /* removed by one */
        row->there[fate - 1] = row->there[3] = FALSE;
}

static char *write_version(const RandomRow *rows, const guint *order, int version)
{
    GString *out = g_string_new("id,a,b,c\n");
    for (guint i = 0; i < N_ROWS; i++) {
        const RandomRow *row = &rows[order[i]];
        for (guint c = 0; row->there[version] && c < N_COLUMNS; c++)
            g_string_append_printf(out, "%s%s", row->cells[version][c],
                                   c + 1 < N_COLUMNS ? "," : "\n");
    }
    return g_string_free(out, FALSE);
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The rows, whatever their order ('\n' in a cell only splits it the same way everywhere). */
static char *sort_text(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    qsort(lines, g_strv_length(lines), sizeof *lines, compare_lines);
    return g_strjoinv("\n", lines);
}

/* The sides in each other's place. */
static char *merge_back(const char *base, const char *ours, const char *theirs, Findings *findings,
                        guint *n_conflicts)
{
    const char *const sides[] = {theirs, ours};
    return merge_texts(base, sides[0], sides[1], "id", findings, n_conflicts);
}

static void check_round(GRand *random, gboolean shuffled)
{
    RandomRow rows[N_ROWS];
    guint order[N_ROWS];
    for (guint i = 0; i < N_ROWS; i++) {
        random_row(random, &rows[i], i);
        order[i] = i;
    }
    for (guint i = N_ROWS - 1; shuffled && i > 0; i--) {
        const guint j = (guint)g_rand_int_range(random, 0, (gint32)i + 1);
        const guint kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
    g_autofree char *base = write_version(rows, order, 0), *ours = write_version(rows, order, 1);
    g_autofree char *theirs = write_version(rows, order, 2), *both = write_version(rows, order, 3);
    g_autoptr(Findings) findings = findings_new();
    guint n = 0;
    g_autofree char *there = merge_texts(base, ours, theirs, "id", findings, &n);
    g_autofree char *back = merge_back(base, ours, theirs, findings, &n);
    g_autofree char *alone = merge_texts(base, ours, base, "id", findings, &n);
    g_assert_cmpuint(n, ==, 0);
    g_assert_cmpstr(alone, ==, ours);
    if (!shuffled) {
        g_assert_cmpstr(there, ==, both);
        g_assert_cmpstr(back, ==, both);
    }
    g_autofree char *a = sort_text(there), *b = sort_text(back), *want = sort_text(both);
    g_assert_cmpstr(a, ==, want);
    g_assert_cmpstr(b, ==, want);
    for (guint i = 0; i < N_ROWS * 4 * N_COLUMNS; i++)
        g_free(rows[i / (4 * N_COLUMNS)].cells[i / N_COLUMNS % 4][i % N_COLUMNS]);
}

static void test_random(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(4);
    for (guint i = 0; i < N_ROUNDS; i++)
        check_round(random, i % 2 == 1);
}

/* Two changes of one cell: the sides change places, and nothing else. */
static void test_symmetry(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    for (guint i = 0; i < N_ROUNDS; i++) {
        GString *texts[3];
        for (int v = 0; v < 3; v++)
            texts[v] = g_string_new("id,a\n");
        for (guint r = 0; r < N_ROWS; r++) {
            for (int v = 0; v < 3; v++) {
                if (g_rand_int_range(random, 0, 4) > 0)
                    g_string_append_printf(texts[v], "k%02u,%d\n", r,
                                           g_rand_int_range(random, 0, 2));
            }
        }
        g_autoptr(Findings) findings = findings_new();
        guint n = 0, m = 0;
        const char *base = texts[0]->str, *ours = texts[1]->str, *theirs = texts[2]->str;
        g_autofree char *there = merge_texts(base, ours, theirs, "id", findings, &n);
        g_autofree char *back = merge_back(base, ours, theirs, findings, &m);
        g_autofree char *a = sort_text(there), *b = sort_text(back);
        g_assert_cmpstr(a, ==, b);
        g_assert_cmpuint(n, ==, m);
        for (int v = 0; v < 3; v++)
            g_string_free(texts[v], TRUE);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/three-way/cases", test_cases);
    g_test_add_func("/three-way/one-side", test_one_side);
    g_test_add_func("/three-way/random", test_random);
    g_test_add_func("/three-way/symmetry", test_symmetry);
    return g_test_run();
}
