/*
 * Queries, words and completeness of explanations; what they look like is in the golden files
 * of tests/cli/explain.sh.
 */
#include "claims/explain.h"
#include "claims/claim_words.h"
#include "claims/text_table.h"
#include "fixture.h"

#include "base/json.h"

#include <string.h>

/* ---- words ----------------------------------------------------------------------------------- */

static void test_statements(void)
{
    static const Metric count = {.id = "n", .unit = "number", .kind = METRIC_NUMBER};
    static const struct {
        Sketch sketch;
        const char *statement;
    } cases[] = {
        {{.value = "86.4"}, "86.4 u"},
        {{.value = "350000", .kind = KIND_ABOUT, .status = STATUS_PLANNED},
         "about 350,000 u, planned"},
        {{.low = "20000", .high = "25000", .kind = KIND_RANGE, .status = STATUS_ESTIMATED},
         "20,000 to 25,000 u, estimated"},
        {{.value = "71981", .low = "53963", .high = "95903", .kind = KIND_RANGE},
         "71,981 u, from 53,963 to 95,903"},
        {{.value = "16384", .high = "16384", .kind = KIND_AT_MOST}, "at most 16,384 u"},
        {{.low = "100", .kind = KIND_AT_LEAST}, "at least 100 u"},
        {{.value = "120", .low = "100", .kind = KIND_AT_LEAST}, "at least 120 u, at least 100"},
        {{.value = "120", .high = "120", .kind = KIND_DERIVED}, "at most 120 u, worked out"},
        {{.value = "95", .kind = KIND_DERIVED}, "95 u, worked out"},
        {{.value = "2024-04", .metric = &fixture_date}, "2024-04"},
        {{.value = "2025", .low = "2025", .metric = &fixture_date, .kind = KIND_DERIVED},
         "2025 or later, worked out"},
        {{.value = "2024-12", .high = "2024-12", .metric = &fixture_date, .kind = KIND_AT_MOST},
         "2024-12 or earlier"},
        {{.value = "80", .metric = &count}, "80"},
        {{.printed = "several", .kind = KIND_ABOUT}, "no number"},
        {{.value = "2.1e25"}, "2.1e25 u"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Claim claim = sketch_claim(&cases[i].sketch);
        g_autofree char *statement = claim_words_statement(&claim);
        g_assert_cmpstr(statement, ==, cases[i].statement);
    }
}

static void test_formulas(void)
{
    static const struct {
        const char *note, *formula, *remark;
    } cases[] = {
        {"= printed / 24; hours to days.", "“2280.0” ÷ 24", "hours to days."},
        {"= printed * 100", "“2280.0” × 100", ""},
        {"= printed + '50k'; both", "“2280.0” + “50k”", "both"},
        {"= year(letter.date-x.s1) + 1", "the year of (2024-07 [letter.date-x.s1]) + 1", ""},
        {"= date(printed, year(source.published))",
         "the date (“2280.0”, the year of (the date of publication (2024-01)))", ""},
        {"= 3 - letter.unknown", "3 − letter.unknown", ""},
        {"= 'open", "'open", ""},
        {"=", "", ""},
        {"=;", "", ""},
        {"no formula", NULL, NULL},
        {"", NULL, NULL},
    };
    static const Source source = {.id = "a", .published = "2024-01"};
    const Sketch letter_sketch = {
        .id = "letter.date-x.s1", .value = "2024-07", .metric = &fixture_date};
    Claim letter = sketch_claim(&letter_sketch);
    const ClaimSet claims = {.claim_by_id = g_hash_table_new(g_str_hash, g_str_equal)};
    g_hash_table_insert(claims.claim_by_id, (gpointer)letter.id, &letter);
    const Sketch sketch = {
        .value = "95", .printed = "2280.0", .kind = KIND_DERIVED, .source = &source};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Claim claim = sketch_claim(&sketch);
        claim.note = cases[i].note;
        char *formula, *remark;
        g_assert_cmpint(claim_words_formula(&claims, &claim, &formula, &remark), ==,
                        cases[i].formula != NULL);
        g_assert_cmpstr(formula, ==, cases[i].formula);
        g_assert_cmpstr(remark, ==, cases[i].remark);
        g_free(formula);
        g_free(remark);
        claim.kind = KIND_EXACT; /* then the '=' is only a sign */
        g_assert_false(claim_words_formula(&claims, &claim, &formula, &remark));
    }
    g_hash_table_unref(claims.claim_by_id);
}

/* ---- queries --------------------------------------------------------------------------------- */

static const Sketch sketches[] = {
    {.id = "1", .value = "1", .rank = RANK_NORMAL},
    {.id = "2", .value = "2", .setting = "method=cot;shots=5", .rank = RANK_NORMAL},
    {.id = "3",
     .value = "3",
     .setting = "method=cot-32;shots=5",
     .as_of = "2024-03",
     .rank = RANK_NORMAL},
    {.id = "4", .value = "4", .setting = "shots=0", .as_of = "2023-05-01", .rank = RANK_DEPRECATED},
    {.id = "5", .value = "5", .as_of = "2024-12-31", .metric = &fixture_timed, .rank = RANK_NORMAL},
    {.id = "6", .value = "6", .as_of = "2025", .metric = &fixture_timed, .rank = RANK_NORMAL},
    {.id = "7", .value = "7", .as_of = "2022", .setting = "shots=0", .rank = RANK_NORMAL},
    {.id = "8", .value = "8", .as_of = "2021", .setting = "shots=0", .rank = RANK_NORMAL},
};

static FigureSet *merge_sketches(Claim claims[G_N_ELEMENTS(sketches)])
{
    ClaimSet set = {.claims = g_ptr_array_new(), .order = choice_default};
    for (gsize i = 0; i < G_N_ELEMENTS(sketches); i++) {
        claims[i] = sketch_claim(&sketches[i]);
        g_ptr_array_add(set.claims, &claims[i]);
    }
    FigureSet *figures = figures_merge(&set, NULL);
    g_ptr_array_unref(set.claims);
    return figures;
}

static void test_select(void)
{
    static const struct {
        const Metric *metric;
        const char *setting, *as_of, *chosen; /* ids of the chosen claims */
    } cases[] = {
        {NULL, NULL, "", "1 3 2 7 5 6"},
        {&fixture_number, NULL, "", "1 3 2 7"},
        {&fixture_timed, NULL, "", "5 6"},
        {&fixture_date, NULL, "", ""},
        {NULL, "", "", "1 5 6"},
        {NULL, "method=cot", "", "2"},
        {NULL, "shots=5", "", "3 2"},
        {NULL, "shots=5;method=cot", "", "2"}, /* in any order */
        {NULL, "method=co", "", ""},
        {NULL, "shots=5;shots=0", "", ""},
        {NULL, NULL, "2024", "3 5"},
        {NULL, NULL, "2024-12", "5"},
        {NULL, NULL, "2025-06-01", "6"},
        {NULL, NULL, "2023", "7"}, /* of a claim that is set aside */
        {NULL, NULL, "2021", "7"}, /* of a rival */
        {NULL, "shots=5", "2024", "3"},
    };
    Claim claims[G_N_ELEMENTS(sketches)];
    g_autoptr(FigureSet) figures = merge_sketches(claims);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ExplainQuery query = {
            .subject = &fixture_subject, .metric = cases[i].metric, .setting = cases[i].setting};
        g_assert_true(!*cases[i].as_of || date_parse(cases[i].as_of, &query.as_of));
        g_autoptr(GPtrArray) selected = explain_select(figures, &query);
        g_autoptr(GString) ids = g_string_new(NULL);
        for (guint j = 0; j < selected->len; j++)
            g_string_append_printf(ids, "%s%s", j > 0 ? " " : "",
                                   ((const Figure *)g_ptr_array_index(selected, j))->chosen->id);
        g_assert_cmpstr(ids->str, ==, cases[i].chosen);
    }
    static const Subject nobody = {.id = "nobody"};
    const ExplainQuery query = {.subject = &nobody};
    g_autoptr(GPtrArray) none = explain_select(figures, &query);
    g_assert_cmpuint(none->len, ==, 0);
}

/* "At least 100" agrees with 200, and contradicts 50; 300 keeps the bound but not the 200
 * that was taken before it. */
static void test_rival_of_another(void)
{
    static const Source source = {
        .id = "a",
        .title = "",
        .publisher = "",
        .author = "",
        .published = "",
        .language = "",
        .type = "",
        .url = "",
        .archive_url = "",
    };
    static const Metric metric = {.id = "m", .name = "M", .unit = "u", .description = ""};
    static const struct {
        const char *id, *value, *low;
        ClaimKind kind;
        ClaimRank rank;
    } rows[] = {
        {"s.m.bound", "", "100", KIND_AT_LEAST, RANK_PREFERRED},
        {"s.m.two", "200", "", KIND_EXACT, RANK_NORMAL},
        {"s.m.zero", "300", "", KIND_EXACT, RANK_NORMAL},
        {"s.m.under", "50", "", KIND_EXACT, RANK_NORMAL},
    };
    Claim claims[G_N_ELEMENTS(rows)];
    ClaimSet set = {.claims = g_ptr_array_new(), .order = choice_default};
    set.claim_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        claims[i] = sketch_claim(&(Sketch){.id = rows[i].id,
                                           .value = rows[i].value,
                                           .low = rows[i].low,
                                           .kind = rows[i].kind,
                                           .rank = rows[i].rank,
                                           .source = &source,
                                           .metric = &metric});
        g_ptr_array_add(set.claims, &claims[i]);
    }
    g_autoptr(FigureSet) figures = figures_merge(&set, NULL);
    const ExplainGround ground = {.claims = &set, .figures = figures};
    const ExplainStyle style = {.width = 100};
    g_autofree char *text = explain_format_text(&ground, figures->figures, &style);
    g_assert_nonnull(strstr(text, "Agreeing (1)\n"));
    g_assert_nonnull(strstr(text, "    agrees    one lies in the range, or keeps the bound"));
    g_assert_nonnull(strstr(text, "    lost as   ranked lower; it contradicts two, though not the "
                                  "chosen claim\n"));
    g_assert_nonnull(strstr(text, "    lost as   ranked lower\n"));
    g_ptr_array_unref(set.claims);
    g_hash_table_unref(set.claim_by_id);
}

static void test_setting_faults(void)
{
    static const char *const good[] = {"", "a=b", "a=b;c=d", "a=b=c"};
    static const char *const bad[] = {"a", "=b", "a=", "a=b;", ";a=b", "a=b;c", " "};
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autofree char *fault = explain_setting_fault(good[i]);
        g_assert_null(fault);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_autofree char *fault = explain_setting_fault(bad[i]);
        g_assert_nonnull(fault);
    }
}

/* ---- the project's own data ------------------------------------------------------------------ */

static guint count_lines_with(const char *text, const char *line_end)
{
    guint n = 0;
    g_autofree char *needle = g_strdup_printf("%s\n", line_end);
    for (const char *p = strstr(text, needle); p; p = strstr(p + 1, needle))
        n++;
    return n;
}

static void check_widths(const char *text, guint width)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        const gboolean whole = g_str_has_prefix(*line, "    link ") ||
                               g_str_has_prefix(*line, "    archive ") ||
                               g_str_has_prefix(*line, "    claim ");
        if (!whole && text_display_width(*line) > width)
            g_error("wider than %u: %s", width, *line);
        g_assert_false(g_str_has_suffix(*line, " "));
    }
}

static guint count_json_claims(const char *text)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("explain", text, strlen(text), findings);
    g_assert_nonnull(document);
    const cJSON *figure;
    guint n = 0;
    cJSON_ArrayForEach(figure, json_member(json_document_root(document), "figures")) n +=
        (guint)cJSON_GetArraySize(json_member(figure, "claims"));
    return n;
}

/* Every claim of the collection is told of once, in text of any width and in JSON. */
static void test_nothing_is_left_out(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *folder = g_build_filename(root ? root : ".", "data", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Package) package = package_read(folder, findings, NULL);
    g_assert_nonnull(package);
    g_autoptr(ClaimSet) claims = claims_read(package, findings);
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    const ExplainGround ground = {claims, figures};
    for (guint width = 80; width <= 110; width += 15) {
        const ExplainStyle style = {.width = width};
        g_autofree char *text = explain_format_text(&ground, figures->figures, &style);
        check_widths(text, width);
        for (guint i = 0; i < claims->claims->len; i++) {
            const Claim *claim = g_ptr_array_index(claims->claims, i);
            g_autofree char *line = g_strdup_printf("    claim     %s", claim->id);
            g_assert_cmpuint(count_lines_with(text, line), ==, 1);
        }
    }
    g_autofree char *json = explain_format_json(&ground, figures->figures);
    g_assert_cmpuint(count_json_claims(json), ==, figures->n_read);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/explain/statements", test_statements);
    g_test_add_func("/explain/formulas", test_formulas);
    g_test_add_func("/explain/select", test_select);
    g_test_add_func("/explain/rival-of-another", test_rival_of_another);
    g_test_add_func("/explain/setting-faults", test_setting_faults);
    g_test_add_func("/explain/nothing-is-left-out", test_nothing_is_left_out);
    return g_test_run();
}
