/*
 * Comparing two versions: a small package for each kind of change, with what must be said of it;
 * the rule of float noise; and that the formats tell the same.
 */
#include "claims/diff.h"

#include "../base/folder.h"
#include "claims/diff_number.h"

#include <string.h>

#define SOURCE_COLUMNS "id,title,published,relays,url,archive_url,retrieved,snapshot,sha256"
#define SUBJECT_COLUMNS "id,name,aliases"
#define METRIC_COLUMNS "id,name,unit,kind,minimum,maximum,timed"
#define CLAIM_COLUMNS                                                                              \
    "id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,rank,"     \
    "reason,note"

/* clang-format off */
#define SOURCES "a,Card,,,,,,,\nb,Paper,,,,,,,\n"
#define SUBJECTS "s,S,\n"
#define METRICS "m,M,percent,number,0,100,false\nd,D,date,date,,,false\nn,N,items,number,,,false\n"
#define C1 "c1,s,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,,,\n"
#define C2 "c2,s,m,k=v,86.40%,86.4,,,exact,actual,,b,86.40%,9,,,\n"
#define OUTSIDE "\nclaims 2 -> 2, 1 of them as before\n"

/* What a version has instead of the usual rows. */
typedef struct {
    const char *claims, *sources, *subjects, *more;
} Rows;

static const struct {
    const char *what;
    Rows old, new;
    const char *text;
} cases[] = {
    {"the same", {0}, {0}, "nothing changed\n"},
    {"order of rows", {0}, {.claims = C2 C1},
     "1 file changed, but no claim, figure or chart\n\n"
     "Other files (1)\n  claims.csv  only its form: order of rows or columns, quotes, line ends\n"
     "\nclaims 2 -> 2, 2 of them as before\n"},
    {"needless quotes", {0}, {.claims = "\"c1\",s,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,,,\n" C2},
     "1 file changed, but no claim, figure or chart\n\n"
     "Other files (1)\n  claims.csv  only its form: order of rows or columns, quotes, line ends\n"
     "\nclaims 2 -> 2, 2 of them as before\n"},
    {"another value", {0}, {.claims = "c1,s,m,k=v,86.5%,86.5,,,exact,actual,,a,86.5%,7,,,\n" C2},
     "1 claim changed value; 1 figure changes\n\n"
     "Claims: Value changed (1)\n"
     "  c1\n"
     "      printed  86.4% -> 86.5%\n"
     "      value    86.4 -> 86.5 percent, +0.1 points (+0.12 %)\n"
     "      quote    86.4% -> 86.5%\n\n"
     "Figures (1)\n"
     "  s, m (k=v)\n"
     "      value      86.4 -> 86.5 percent, +0.1 points (+0.12 %)\n"
     "      agreement  agree -> conflict\n"
     "      sources    2 -> 1 independent\n" OUTSIDE},
    {"another digit written out", {0}, {.claims = "c1,s,m,k=v,86.4%,86.40,,,exact,actual,,a,86.4%,7,,,\n" C2},
     "1 claim only written otherwise\n\n"
     "Claims: Only written otherwise (1)\n"
     "  c1\n"
     "      value  86.4 -> 86.40\n" OUTSIDE},
    {"a normal rank in words", {0}, {.claims = "c1,s,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,normal,,\n" C2},
     "1 claim only written otherwise\n\n"
     "Claims: Only written otherwise (1)\n"
     "  c1\n"
     "      rank  (none) -> normal\n" OUTSIDE},
    {"an added claim of an old figure", {.claims = C1}, {0},
     "1 claim added; 1 figure changes\n\n"
     "Claims: Added (1)\n"
     "  c2\n"
     "      s, m (k=v): 86.4 percent, actual\n"
     "      \"86.40%\" in b\n\n"
     "Figures (1)\n"
     "  s, m (k=v)\n"
     "      agreement  single -> agree\n"
     "      sources    1 -> 2 independent\n"
     "\nclaims 1 -> 2, 1 of them as before\n"},
    {"a withdrawn claim and figure", {.claims = C1 C2 "c3,s,d,,May 2024,2024-05,,,exact,planned,2024-04,a,in May 2024,1,,,\n"}, {0},
     "1 claim withdrawn; 1 figure changes\n\n"
     "Claims: Withdrawn (1)\n"
     "  c3\n"
     "      s, d (as of 2024-04): 2024-05, planned\n"
     "      \"in May 2024\" in a\n\n"
     "Figures (1)\n"
     "  s, d\n"
     "      gone       2024-05, single\n"
     "\nclaims 3 -> 2, 2 of them as before\n"},
    {"another id", {0}, {.claims = "c1b,s,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,,,\n" C2},
     "1 claim renamed\n\n"
     "Claims: Renamed, with the same content (1)\n"
     "  c1 -> c1b\n" OUTSIDE},
    {"another id of a source, and of its claim", {0},
     {.sources = "card,Card,,,,,,,\nb,Paper,,,,,,,\n",
      .claims = "c1b,s,m,k=v,86.4%,86.4,,,exact,actual,,card,86.4%,7,,,\n" C2},
     "1 claim renamed; 1 source renamed\n\n"
     "Claims: Renamed, with the same content (1)\n"
     "  c1 -> c1b\n"
     "      source  a -> card\n\n"
     "Sources: Renamed, with the same content (1)\n"
     "  a -> card\n" OUTSIDE},
    {"another id of a subject leaves its figures", {0},
     {.subjects = "t,S,\n",
      .claims = "c1,t,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,,,\nc2,t,m,k=v,86.40%,86.4,,,exact,actual,,b,86.40%,9,,,\n"},
     "2 claims renamed; 1 subject renamed\n\n"
     "Claims: Renamed, with the same content (2)\n"
     "  c1\n"
     "      subject  s -> t\n"
     "  c2\n"
     "      subject  s -> t\n\n"
     "Subjects: Renamed, with the same content (1)\n"
     "  s -> t\n"
     "\nclaims 2 -> 2, 0 of them as before\n"},
    {"another setting", {0}, {.claims = "c1,s,m,k=w,86.4%,86.4,,,exact,actual,,a,86.4%,7,,,\n" C2},
     "1 claim changed subject, metric, setting or date; 2 figures change\n\n"
     "Claims: Subject, metric, setting or date changed (1)\n"
     "  c1\n"
     "      setting  k=v -> k=w\n\n"
     "Figures (2)\n"
     "  s, m (k=v)\n"
     "      agreement  agree -> single\n"
     "      sources    2 -> 1 independent\n"
     "      chosen     c1 -> c2\n"
     "  s, m (k=w)\n"
     "      new        86.4 percent, single\n" OUTSIDE},
    {"another status and kind", {0}, {.claims = "c1,s,m,k=v,86.4%,86.4,,,about,planned,,a,86.4%,7,,,\n" C2},
     "1 claim changed kind or status; 1 figure changes\n\n"
     "Claims: Kind or status changed (1)\n"
     "  c1\n"
     "      kind    exact -> about\n"
     "      status  actual -> planned\n\n"
     "Figures (1)\n"
     "  s, m (k=v)\n"
     "      chosen     c1 -> c2\n" OUTSIDE},
    {"another source", {0}, {.claims = "c1,s,m,k=v,86.4%,86.4,,,exact,actual,,b,86.4%,7,,,\n" C2},
     "1 claim changed source; 1 figure changes\n\n"
     "Claims: Source changed (1)\n"
     "  c1\n"
     "      source  a -> b\n\n"
     "Figures (1)\n"
     "  s, m (k=v)\n"
     "      agreement  agree -> single\n"
     "      sources    2 -> 1 independent\n" OUTSIDE},
    {"other words at another place", {0}, {.claims = "c1,s,m,k=v,86.4%,86.4,,,exact,actual,,a,scores 86.4%,70,,,\n" C2},
     "1 claim changed evidence\n\n"
     "Claims: Evidence changed (1)\n"
     "  c1\n"
     "      quote  86.4% -> scores 86.4%\n"
     "      at     7 -> 70\n" OUTSIDE},
    {"another stored text", {0}, {.sources = "a,Card,,,,,,x.txt,0123456789abcdef\nb,Paper,,,,,,,\n"},
     "1 source changed\n\n"
     "Sources: Stored text changed (1)\n"
     "  a: 1 claim rests on its text\n"
     "      snapshot  (none) -> x.txt\n"
     "      sha256    (none) -> 0123456789ab…\n"
     "\nclaims 2 -> 2, 2 of them as before\n"},
    {"another rank", {0}, {.claims = "c1,s,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,deprecated,a slip,\n" C2},
     "1 claim changed rank; 1 figure changes\n\n"
     "Claims: Rank changed (1)\n"
     "  c1\n"
     "      rank    (none) -> deprecated\n"
     "      reason  (none) -> a slip\n\n"
     "Figures (1)\n"
     "  s, m (k=v)\n"
     "      agreement  agree -> single\n"
     "      sources    2 -> 1 independent\n"
     "      chosen     c1 -> c2\n" OUTSIDE},
    {"a note, which no terminal obeys", {0}, {.claims = "c1,s,m,k=v,86.4%,86.4,,,exact,actual,,a,86.4%,7,,,\x1B[2J\n" C2},
     "1 claim changed notes\n\n"
     "Claims: Notes changed (1)\n"
     "  c1\n"
     "      note  (none) -> \\u001B[2J\n" OUTSIDE},
    {"another table", {0}, {.claims = C1, .more = C2},
     "1 claim changed notes\n\n"
     "Claims: Notes changed (1)\n"
     "  c2\n"
     "      table  claims -> more\n" OUTSIDE},
    {"float noise", {.claims = C1 "c3,s,n,,2.1e26,2.1e26,,,exact,actual,,a,2.1e26,1,,,\n"},
     {.claims = C1 "c3,s,n,,2.1e26,2.1000000999999995e+26,,,exact,actual,,a,2.1e26,1,,,\n"},
     "1 claim changed by float noise only; 1 figure changes\n\n"
     "Claims: Same number but for float noise (1)\n"
     "  c3\n"
     "      value  2.1e26 -> 2.1000000999999995e+26 items, the same to 7 digits: float noise\n\n"
     "Figures (1)\n"
     "  s, n\n"
     "      value      2.1e26 -> 2.1000000999999995e+26 items, the same to 7 digits: float noise\n" OUTSIDE},
    {"the weightiest change counts, all are told", {0},
     {.claims = "c1,s,m,k=v,8%,8,,,about,actual,2024,b,8%,7,preferred,,n\n" C2},
     "1 claim changed value; 1 figure changes\n\n"
     "Claims: Value changed (1)\n"
     "  c1\n"
     "      printed  86.4% -> 8%\n"
     "      value    86.4 -> 8 percent, -78.4 points (-91 %)\n"
     "      kind     exact -> about\n"
     "      as_of    (none) -> 2024\n"
     "      source   a -> b\n"
     "      quote    86.4% -> 8%\n"
     "      rank     (none) -> preferred\n"
     "      note     (none) -> n\n\n"
     "Figures (1)\n"
     "  s, m (k=v)\n"
     "      value      86.4 -> ≈8 percent, -78.4 points (-91 %)\n"
     "      kind       exact -> about\n"
     "      agreement  agree -> conflict\n"
     "      sources    2 -> 1 independent\n" OUTSIDE},
    {"sources and subjects that come and go",
     {.sources = SOURCES "c,Post,,,,,,,\n"}, {.sources = SOURCES "d,Book,,a,,,,,\n", .subjects = "s,Ess,\nt,T,\n"},
     "1 source added, 1 withdrawn; 1 subject added, 1 changed\n\n"
     "Sources: Added (1)\n  d: Book\n\n"
     "Sources: Withdrawn (1)\n  c: Post\n\n"
     "Subjects: Added (1)\n  t: T\n\n"
     "Subjects: Changed (1)\n  s\n      name  S -> Ess\n"
     "\nclaims 2 -> 2, 2 of them as before\n"},
};
/* clang-format on */

/* ---- packages in a folder -------------------------------------------------------------------- */

static const char *const names[] = {"sources", "subjects", "metrics", "claims", "more"};
static const char *const columns[] = {SOURCE_COLUMNS, SUBJECT_COLUMNS, METRIC_COLUMNS,
                                      CLAIM_COLUMNS, CLAIM_COLUMNS};

static void append_resource(GString *descriptor, gsize table)
{
    g_auto(GStrv) fields = g_strsplit(columns[table], ",", -1);
    g_autofree char *list = g_strjoinv("\"}, {\"name\": \"", fields);
    g_string_append_printf(descriptor,
                           "%s{\"name\": \"%s\", \"path\": \"%s.csv\", \"schema\": {\"fields\": "
                           "[{\"name\": \"%s\"}]}}",
                           table > 0 ? ", " : "", names[table], names[table], list);
}

/* A version that was read; its files are gone again. */
typedef struct {
    Package *package;
    ClaimSet *claims;
    FigureSet *figures;
} Version;

static Version read_version(const Rows *rows)
{
    GError *error = NULL;
    g_auto(Folder) folder = folder_make();
    const char *const texts[] = {rows->sources ? rows->sources : SOURCES,
                                 rows->subjects ? rows->subjects : SUBJECTS, METRICS,
                                 rows->claims ? rows->claims : C1 C2, rows->more ? rows->more : ""};
    g_autoptr(GString) descriptor = g_string_new("{\"name\": \"test\", \"resources\": [");
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *text = g_strdup_printf("%s\n%s", columns[i], texts[i]);
        g_autofree char *file = g_strconcat(names[i], ".csv", NULL);
        folder_put(&folder, file, text, -1);
        append_resource(descriptor, i);
    }
    g_string_append(descriptor, "]}");
    folder_put(&folder, "datapackage.json", descriptor->str, -1);

    g_autoptr(Findings) findings = findings_new();
    Version version = {.package = package_read(folder.path, findings, &error)};
    g_assert_no_error(error);
    version.claims = claims_read(version.package, findings);
    g_assert_nonnull(version.claims);
    version.figures = figures_merge(version.claims, NULL);
    return version;
}

static void version_clear(Version *version)
{
    figures_free(version->figures);
    claims_free(version->claims);
    package_free(version->package);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Version, version_clear)

static Diff *compare(const Version *old, const Version *new)
{
    const DiffSide before = {"OLD", old->package, old->claims, old->figures};
    const DiffSide after = {"NEW", new->package, new->claims, new->figures};
    return diff_new(&before, &after);
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void test_kinds(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].what);
        g_auto(Version) old = read_version(&cases[i].old);
        g_auto(Version) new = read_version(&cases[i].new);
        g_autoptr(Diff) diff = compare(&old, &new);
        g_autofree char *text = diff_format_text(diff);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

/* Every case, backwards: what was added is withdrawn, and the counts add up both ways. */
static void test_backwards(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].what);
        g_auto(Version) old = read_version(&cases[i].old);
        g_auto(Version) new = read_version(&cases[i].new);
        g_autoptr(Diff) there = compare(&old, &new);
        g_autoptr(Diff) back = compare(&new, &old);
        for (int kind = 0; kind < N_ROWS_KINDS; kind++) {
            const guint *x = there->counts[kind], *y = back->counts[kind];
            g_assert_cmpuint(x[CHANGE_ADDED], ==, y[CHANGE_WITHDRAWN]);
            g_assert_cmpuint(x[CHANGE_WITHDRAWN], ==, y[CHANGE_ADDED]);
            for (int change = CHANGE_RENAMED; change < N_CHANGE_KINDS; change++)
                g_assert_cmpuint(x[change], ==, y[change]);
        }
        g_assert_cmpuint(there->figures->len, ==, back->figures->len);
        guint n = there->n_same;
        for (int change = 0; change < N_CHANGE_KINDS; change++)
            n += change != CHANGE_WITHDRAWN ? there->counts[ROWS_CLAIMS][change] : 0;
        g_assert_cmpuint(n, ==, new.claims->claims->len);
    }
}

static void test_formats(void)
{
    const Rows rows = {.claims = "c1,s,m,k=v,8%,8,,,exact,actual,,a,8% | <b>,7,,,\n" C2};
    g_auto(Version) old = read_version(&(Rows){0});
    g_auto(Version) new = read_version(&rows);
    g_autoptr(Diff) diff = compare(&old, &new);
    g_autofree char *markdown = diff_format_markdown(diff);
    g_assert_true(g_str_has_prefix(markdown, "**1 claim changed value; 1 figure changes**\n"));
    g_assert_nonnull(strstr(markdown, "<summary>Claims: Value changed (1)</summary>"));
    g_assert_nonnull(strstr(markdown, "|  | quote | 86.4% → 8% \\| \\<b\\> |\n"));
    g_autofree char *json = diff_format_json(diff);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("", json, strlen(json), findings);
    g_assert_nonnull(document);
    const cJSON *root = json_document_root(document);
    g_assert_false(json_flag(root, "same", TRUE));
    const cJSON *claim = json_member(root, "claims")->child;
    g_assert_cmpstr(json_string(claim, "id"), ==, "c1");
    g_assert_cmpstr(json_string(claim, "change"), ==, "value");
    const cJSON *value = json_member(claim, "fields")->child->next;
    g_assert_cmpstr(json_string(value, "old"), ==, "86.4");
    g_assert_cmpstr(json_string(value, "by"), ==, "-78.4 points (-91 %)");
    const cJSON *figure = json_member(root, "figures")->child;
    g_assert_cmpstr(json_string(figure, "key"), ==, "s|m|k=v");
    g_assert_cmpstr(json_string(json_member(figure, "new"), "agreement"), ==, "conflict");
}

static void test_noise(void)
{
    static const struct {
        const char *old, *new;
        gboolean noise;
        guint digits; /* that are the same */
    } pairs[] = {
        {"2.1e26", "2.1000000999999995e+26", TRUE, 7},      /* the case of the data */
        {"0.3", "0.30000000000000004", TRUE, 15},           /* 0.1 + 0.2 */
        {"0.3", "0.30000001192092896", TRUE, 7},            /* as a float32 */
        {"86.4", "86.40000152587890625", TRUE, 7},          /* likewise */
        {"1.640001e25", "1.6400009999999998e25", TRUE, 15}, /* a sum of doubles */
        {"29827341.92", "29827341.919999998", TRUE, 15},    /* long, but a double's noise */
        {"29827341.92", "29827341.93", FALSE, 9},           /* a cent */
        {"100000000", "100000001", FALSE, 8},               /* a count, to the last digit */
        {"16777216", "16777217", FALSE, 7},                 /* which no float32 can tell apart */
        {"86.4", "86.40001", FALSE, 6},                     /* seven digits are meant */
        {"86.4", "86.5", FALSE, 2},
        {"2.1e26", "2.2e26", FALSE, 1},
        {"1", "-1", FALSE, 0},
        {"0", "1e-300", FALSE, 0},
        {"86.4", "86.40", FALSE, 17}, /* no difference at all */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_test_message("%s and %s", pairs[i].old, pairs[i].new);
        g_assert_cmpint(numbers_differ_by_noise(pairs[i].old, pairs[i].new), ==, pairs[i].noise);
        g_assert_cmpint(numbers_differ_by_noise(pairs[i].new, pairs[i].old), ==, pairs[i].noise);
        const double a = g_ascii_strtod(pairs[i].old, NULL), b = g_ascii_strtod(pairs[i].new, NULL);
        g_assert_cmpuint(numbers_same_digits(a, b), ==, pairs[i].digits);
    }
}

/* Whatever goes through a float32 and is printed in full is noise; a change in the
 * seventh digit never is. */
static void test_noise_of_floats(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    char old[G_ASCII_DTOSTR_BUF_SIZE], new[G_ASCII_DTOSTR_BUF_SIZE];
    for (int i = 0; i < 20000; i++) {
        const int digits = g_rand_int_range(random, 1000000, 10000000) | 1;
        const int exponent = g_rand_int_range(random, -30, 30);
        g_snprintf(old, sizeof old, "%de%d", digits, exponent);
        const double number = g_ascii_strtod(old, NULL);
        g_ascii_dtostr(new, sizeof new, (double)(float)number);
        if ((double)(float)number != number && exponent < 0)
            g_assert_true(numbers_differ_by_noise(old, new));
        g_snprintf(new, sizeof new, "%de%d", digits + 1, exponent);
        g_assert_false(numbers_differ_by_noise(old, new));
    }
}

static void test_change_text(void)
{
    static const struct {
        const char *old, *new, *unit, *text;
    } numbers[] = {
        {"86.4", "86.5", "percent", "+0.1 points (+0.12 %)"},
        {"64000", "6400", "GPUs", "-57600 (-90 %)"},
        {"1", "1.0001", "x", "+0.0001 (+0.01 %)"},
        {"0", "5", "x", "+5"},
        {"-4", "-5", "x", "-1 (-25 %)"},
        {"2e25", "3.5e25", "FLOP", "+1.5e+25 (+75 %)"},
        {"1234567890", "1234567891", "x", "+1 (+0.000000081 %)"},
        {"10", "13.3", "x", "+3.3 (+33 %)"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        const Amount old = {TRUE, numbers[i].old, g_ascii_strtod(numbers[i].old, NULL), {0}};
        const Amount new = {TRUE, numbers[i].new, g_ascii_strtod(numbers[i].new, NULL), {0}};
        g_autofree char *text = number_change_text(&old, &new, numbers[i].unit);
        g_assert_cmpstr(text, ==, numbers[i].text);
    }
    static const struct {
        const char *old, *new, *text;
    } dates[] = {
        {"2024-04-18", "2024-04-19", "1 day later"}, {"2024-03-01", "2024-02-27", "3 days earlier"},
        {"2024-04", "2025-02", "10 months later"},   {"2024-04-18", "2024-03", "1 month earlier"},
        {"2024", "2026-01", "2 years later"},        {"2024", "2024-04", "more precise"},
        {"2024-04-18", "2024", "less precise"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++) {
        Date old, new;
        g_assert_true(date_parse(dates[i].old, &old) && date_parse(dates[i].new, &new));
        g_autofree char *text = date_change_text(old, new);
        g_assert_cmpstr(text, ==, dates[i].text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diff/kinds", test_kinds);
    g_test_add_func("/diff/backwards", test_backwards);
    g_test_add_func("/diff/formats", test_formats);
    g_test_add_func("/diff/noise", test_noise);
    g_test_add_func("/diff/noise-of-floats", test_noise_of_floats);
    g_test_add_func("/diff/change-text", test_change_text);
    return g_test_run();
}
