/* Figures as table, CSV and JSON; the columns of a terminal. */
#include "claims/figures_format.h"
#include "claims/text_table.h"
#include "fixture.h"

#include "base/json.h"

#include <string.h>

static const Source other = {.id = "b", .published = ""};

enum { N_CLAIMS = 4 };

static const Sketch sketches[N_CLAIMS] = {
    {.id = "1",
     .printed = "7,0",
     .value = "7",
     .setting = "method=cot;shots=5",
     .rank = RANK_PREFERRED},
    {.id = "2",
     .value = "8",
     .setting = "method=cot;shots=5",
     .rank = RANK_NORMAL,
     .source = &other},
    {.id = "3",
     .value = "9",
     .setting = "method=cot;shots=5",
     .rank = RANK_DEPRECATED,
     .reason = "misread, \"twice\""},
    {.id = "4",
     .low = "2023-09-27",
     .high = "2023-09-28",
     .printed = "27-28",
     .kind = KIND_RANGE,
     .status = STATUS_PLANNED,
     .metric = &fixture_date},
};

static FigureSet *merge_sketches(Claim *claims)
{
    ClaimSet set = {.claims = g_ptr_array_new()};
    for (int i = 0; i < N_CLAIMS; i++) {
        claims[i] = sketch_claim(&sketches[i]);
        g_ptr_array_add(set.claims, &claims[i]);
    }
    FigureSet *figures = figures_merge(&set, &choice_default);
    g_ptr_array_unref(set.claims);
    return figures;
}

static void test_csv(void)
{
    Claim claims[N_CLAIMS];
    g_autoptr(FigureSet) figures = merge_sketches(claims);
    g_autofree char *csv = figures_format_csv(figures->figures);
    g_assert_cmpstr(
        csv, ==,
        "key,subject,metric,setting,as_of,value,low,high,unit,printed,kind,status,agreement,"
        "n_sources,chosen,source,agreeing,rivals,set_aside\n"
        "s|d|,s,d,,,,2023-09-27,2023-09-28,date,27-28,range,planned,single,1,4,a,,,\n"
        "s|m|method=cot;shots=5,s,m,method=cot;shots=5,,7,,,u,\"7,0\",exact,actual,conflict,1,1,a,,"
        "2: ranked lower,\"3: misread, \"\"twice\"\"\"\n");
}

static void test_json(void)
{
    Claim claims[N_CLAIMS];
    g_autoptr(FigureSet) figures = merge_sketches(claims);
    g_autofree char *json = figures_format_json(figures->figures);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("figures", json, strlen(json), findings);
    g_assert_nonnull(document); /* strict JSON */
    const cJSON *list = json_member(json_document_root(document), "figures");
    g_assert_cmpint(cJSON_GetArraySize(list), ==, 2);

    const cJSON *dates = cJSON_GetArrayItem(list, 0), *numbers = cJSON_GetArrayItem(list, 1);
    g_assert_true(cJSON_IsNull(json_member(dates, "value")));
    g_assert_cmpstr(json_string(dates, "low"), ==, "2023-09-27");
    g_assert_cmpfloat(json_number(numbers, "value", 0), ==, 7);
    g_assert_cmpstr(json_string(numbers, "agreement"), ==, "conflict");
    const cJSON *rival = cJSON_GetArrayItem(json_member(numbers, "rivals"), 0);
    g_assert_cmpstr(json_string(rival, "claim"), ==, "2");
    g_assert_cmpfloat(json_number(rival, "value", 0), ==, 8);
    const cJSON *aside = cJSON_GetArrayItem(json_member(numbers, "set_aside"), 0);
    g_assert_cmpstr(json_string(aside, "reason"), ==, "misread, \"twice\"");

    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autofree char *empty = figures_format_json(none);
    g_assert_cmpstr(empty, ==, "{\n  \"figures\": []\n}\n");
}

static void test_table(void)
{
    Claim claims[N_CLAIMS];
    g_autoptr(FigureSet) figures = merge_sketches(claims);
    const TableStyle wide = {.width = 100, .show_rivals = TRUE};
    g_autofree char *table = figures_format_table(figures->figures, &wide);
    /* clang-format off */
    g_assert_cmpstr(table, ==,
        "SUBJECT  METRIC  UNIT  SETTING                               VALUE  STATUS   AGREEMENT  N  SOURCE\n"
        "s        d       date  -                   2023-09-27 – 2023-09-28  planned  single     1  a\n"
        "s        m       u     method=cot;shots=5                        7  actual   conflict   1  a\n"
        "    but 8 actual by b: ranked lower\n");

    /* where that is too wide, what figures have in common becomes a heading */
    const TableStyle narrow = {.width = 60};
    g_autofree char *headed = figures_format_table(figures->figures, &narrow);
    g_assert_cmpstr(headed, ==,
        "SETTING                             VALUE  STATUS   AGREEMENT  N  SOURCE\n"
        "\n"
        "s  d (date)\n"
        "-                            2023-09-27 –  planned  single     1  a\n"
        "                               2023-09-28\n"
        "\n"
        "s  m (u)\n"
        "method=cot;shots=5                      7  actual   conflict   1  a\n");
    /* clang-format on */

    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autofree char *empty = figures_format_table(none, &wide);
    g_assert_cmpstr(empty, ==, "no figures\n");
}

static void test_stats(void)
{
    Claim claims[N_CLAIMS];
    g_autoptr(FigureSet) figures = merge_sketches(claims);
    g_autofree char *stats = figures_format_stats(figures->figures);
    g_assert_cmpstr(stats, ==,
                    "rows read 4 = used 3 + set aside 1; figures 2; conflicts 1; not known to be "
                    "comparable 0\n");
}

/* ---- columns --------------------------------------------------------------------------------- */

static void test_display_width(void)
{
    g_assert_cmpuint(text_display_width(""), ==, 0);
    g_assert_cmpuint(text_display_width("é≈–"), ==, 3);
    g_assert_cmpuint(text_display_width("e\xcc\x81"), ==, 1); /* with a combining accent */
    g_assert_cmpuint(text_display_width("通义千问"), ==, 8);
}

static void test_wrapping(void)
{
    static const TextColumn columns[] = {{"A", FALSE, 4}, {"B", TRUE, 0}};
    static const struct {
        const char *cell;
        guint width;
        const char *text;
    } cases[] = {
        {"ab", 9, "A   B\nab  1\n"},
        {"通义", 9, "A     B\n通义  1\n"},
        {"ab-cd;efg", 9, "A       B\nab-cd;  1\nefg\n"},
        {"ab-cd-;ef", 7, "A     B\nab-   1\ncd-;\nef\n"}, /* within a word only if need be */
        {"ab cd", 7, "A     B\nab    1\ncd\n"},
        {"abcdefgh", 8, "A      B\nabcde  1\nfgh\n"}, /* no place to break */
        {"通义千问", 7, "A     B\n通义  1\n千问\n"},
        {"a\x1b[31m\n\xe2\x80\x8b", 20,
         "A         B\na\xef\xbf\xbd[31m\xef\xbf\xbd\xef\xbf\xbd  1\n"},
        {"ab\xff", 20, "A    B\nab\xef\xbf\xbd  1\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(TextTable) table = text_table_new(columns, G_N_ELEMENTS(columns));
        const char *cells[] = {cases[i].cell, "1"};
        text_table_add(table, cells);
        g_autofree char *text = text_table_format(table, cases[i].width);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/export/csv", test_csv);
    g_test_add_func("/export/json", test_json);
    g_test_add_func("/export/table", test_table);
    g_test_add_func("/export/stats", test_stats);
    g_test_add_func("/export/display-width", test_display_width);
    g_test_add_func("/export/wrapping", test_wrapping);
    return g_test_run();
}
