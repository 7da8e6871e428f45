#include "trail/freshness.h"

#include "../claims/fixture.h"
#include "trail/record.h"

#include <string.h>

static const Source other_source = {.id = "b", .published = "2025-01-01"};

/* ---- two versions of the data ---------------------------------------------------------------- */

typedef struct {
    Claim claims[4];
    ClaimSet set;
    FigureSet *figures;
} Version;

/* sketches: as many as have an id. */
static void version_init(Version *version, const Sketch *sketches)
{
    *version = (Version){0};
    ClaimSet *set = &version->set;
    set->claims = g_ptr_array_new();
    set->claim_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    set->source_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    set->order = choice_default;
    for (guint i = 0; i < G_N_ELEMENTS(version->claims) && sketches[i].id; i++) {
        Claim *claim = &version->claims[i];
        *claim = sketch_claim(&sketches[i]);
        g_ptr_array_add(set->claims, claim);
        g_hash_table_insert(set->claim_by_id, (gpointer)claim->id, claim);
        g_hash_table_insert(set->source_by_id, (gpointer)claim->source->id,
                            (gpointer)claim->source);
    }
    version->figures = figures_merge(set, NULL);
}

static void version_clear(Version *version)
{
    figures_free(version->figures);
    g_ptr_array_unref(version->set.claims);
    g_hash_table_unref(version->set.claim_by_id);
    g_hash_table_unref(version->set.source_by_id);
}

/* The record of a picture that shows every figure by its chosen claim. */
static cJSON *version_record(const Version *version)
{
    cJSON *record = cJSON_CreateObject();
    cJSON *figures = cJSON_AddArrayToObject(record, "figures");
    for (guint i = 0; i < version->figures->figures->len; i++) {
        cJSON *figure = record_make_figure(g_ptr_array_index(version->figures->figures, i));
        cJSON *chosen = cJSON_GetArrayItem(cJSON_GetObjectItem(figure, "claims"), 0);
        cJSON_ReplaceItemInObjectCaseSensitive(chosen, "drawn", cJSON_CreateTrue());
        cJSON_AddItemToArray(figures, figure);
    }
    return record;
}

/* One line per changed thing of all figures. */
static char *list_news(const GPtrArray *freshness)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *state = g_ptr_array_index(freshness, i);
        for (guint n = 0; n < state->news->len; n++) {
            const News *news = &g_array_index(state->news, News, n);
            g_autofree char *text = news_text(news);
            g_string_append_printf(out, "%s%s%s", out->len > 0 ? "\n" : "",
                                   news->visible ? "! " : "  ", text);
        }
    }
    return g_string_free(out, FALSE);
}

/* ---- one change at a time -------------------------------------------------------------------- */

static const struct {
    const char *name;
    Sketch old[4], new[4];
    const char *news; /* '!': the picture would look different */
} cases[] = {
    {"nothing", {{.id = "c1", .value = "86.4"}}, {{.id = "c1", .value = "86.4"}}, ""},
    {"value",
     {{.id = "c1", .value = "86.4"}},
     {{.id = "c1", .value = "88.7"}},
     "! value 86.4 u -> 88.7 u (claim c1)\n"
     "  words 86.4 -> 88.7 (claim c1)"},
    {"value, printed as before",
     {{.id = "c1", .value = "64", .printed = "64k"}},
     {{.id = "c1", .value = "64000", .printed = "64k"}},
     "! value 64 u -> 64,000 u (claim c1)"},
    {"a number that is a range now",
     {{.id = "c1", .value = "20", .printed = "x"}},
     {{.id = "c1", .low = "20", .high = "25", .printed = "x", .kind = KIND_RANGE}},
     "! value 20 u -> 20 to 25 u (claim c1)\n"
     "! standing exact -> range (claim c1)"},
    {"spelling of the number",
     {{.id = "c1", .value = "86.4", .printed = "x"}},
     {{.id = "c1", .value = "86.40", .printed = "x"}},
     ""},
    {"status",
     {{.id = "c1", .value = "5", .status = STATUS_PLANNED}},
     {{.id = "c1", .value = "5"}},
     "! standing planned -> actual (claim c1)"},
    {"date, more precise",
     {{.id = "c1", .value = "2024-04", .printed = "x", .metric = &fixture_date}},
     {{.id = "c1", .value = "2024-04-18", .printed = "x", .metric = &fixture_date}},
     "! value 2024-04 date -> 2024-04-18 date (claim c1)"},
    {"withdrawn, nothing left",
     {{.id = "c1", .value = "5"}},
     {{0}},
     "! no claim of it is left 5 u (claim c1)"},
    {"withdrawn, another one chosen",
     {{.id = "c1", .value = "5"}, {.id = "c2", .value = "6", .status = STATUS_ESTIMATED}},
     {{.id = "c2", .value = "6", .status = STATUS_ESTIMATED}},
     "! value 5 u -> 6 u (claim c2)\n"
     "! chosen claim c1 -> c2\n"
     "! claim withdrawn 5 u (claim c1)\n"
     "  agreement unknown -> single"},
    {"deprecated",
     {{.id = "c1", .value = "5"}, {.id = "c2", .value = "5", .status = STATUS_ESTIMATED}},
     {{.id = "c1", .value = "5", .rank = RANK_DEPRECATED, .reason = "a slip"},
      {.id = "c2", .value = "5", .status = STATUS_ESTIMATED}},
     "! chosen claim c1 -> c2 (c1: a slip)\n"
     "! claim deprecated (claim c1): a slip"},
    {"every claim deprecated",
     {{.id = "c1", .value = "5"}},
     {{.id = "c1", .value = "5", .rank = RANK_DEPRECATED, .reason = "a slip"}},
     "! chosen claim c1 -> (none) (c1: a slip)\n"
     "! claim deprecated (claim c1): a slip\n"
     "  agreement single -> none"},
    {"a new rival",
     {{.id = "c1", .value = "5", .setting = "k=v"}},
     {{.id = "c1", .value = "5", .setting = "k=v"},
      {.id = "c2",
       .value = "7",
       .setting = "k=v",
       .source = &other_source,
       .status = STATUS_RUMOURED}},
     "  new claim 7 u, rival (claim c2): a weaker status\n"
     "  agreement single -> conflict"},
    {"a newer claim is chosen",
     {{.id = "c1", .value = "5", .setting = "k=v", .as_of = "2023"}},
     {{.id = "c1", .value = "5", .setting = "k=v", .as_of = "2023"},
      {.id = "c2", .value = "7", .setting = "k=v", .as_of = "2025", .source = &other_source}},
     "! value 5 u -> 7 u (claim c2)\n"
     "! chosen claim c1 -> c2 (c1: older)\n"
     "  new claim 7 u, chosen (claim c2)\n"
     "  agreement single -> conflict"},
    {"about another setting",
     {{.id = "c1", .value = "5", .setting = "shots=5"}},
     {{.id = "c1", .value = "5", .setting = "shots=8"}},
     "! is now about s|m|shots=5 -> s|m|shots=8"},
    {"another source",
     {{.id = "c1", .value = "5"}},
     {{.id = "c1", .value = "5", .source = &other_source}},
     "  source a -> b (claim c1)"},
    {"words",
     {{.id = "c1", .value = "5", .printed = "five"}},
     {{.id = "c1", .value = "5", .printed = "5"}},
     "  words five -> 5 (claim c1)"},
    {"words of a cell, which is its own quote",
     {{.id = "c1", .value = "5", .printed = "five", .quote = "five"}},
     {{.id = "c1", .value = "5", .printed = "5", .quote = "5"}},
     "  words five -> 5 (claim c1)"},
    {"words of a sentence",
     {{.id = "c1", .value = "5", .printed = "five", .quote = "all five"}},
     {{.id = "c1", .value = "5", .printed = "5", .quote = "all 5"}},
     "  words five -> 5 (claim c1)\n"
     "  words all five -> all 5 (claim c1)"},
    {"two figures, one changed",
     {{.id = "c1", .value = "5", .setting = "k=1", .printed = "x"},
      {.id = "c2", .value = "6", .setting = "k=2", .printed = "x"}},
     {{.id = "c1", .value = "5", .setting = "k=1", .printed = "x"},
      {.id = "c2", .value = "8", .setting = "k=2", .printed = "x"}},
     "! value 6 u -> 8 u (claim c2)"},
};

static void tells_each_change(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Version old, new;
        version_init(&old, cases[i].old);
        version_init(&new, cases[i].new);
        g_autoptr(cJSON) record = version_record(&old);
        g_autoptr(GPtrArray) freshness = freshness_compare(record, &new.set, new.figures);
        g_autofree char *news = list_news(freshness);
        if (strcmp(news, cases[i].news) != 0) {
            g_test_message("%s:\n%s\n-- expected:\n%s", cases[i].name, news, cases[i].news);
            g_test_fail();
        }
        version_clear(&old);
        version_clear(&new);
    }
}

/* A chart with an order of choice of its own is held against figures merged by that. */
static void follows_the_charts_own_choice(void)
{
    const Sketch sketches[] = {{.id = "c1", .value = "5", .as_of = "2023", .party = PARTY_MAKER},
                               {.id = "c2", .value = "7", .as_of = "2025", .party = PARTY_THIRD},
                               {0}};
    Version version;
    version_init(&version, sketches);
    static const struct {
        const char *choice;
        const char *chosen;
    } orders[] = {{"{\"choice\":[\"maker\"]}", "c1"},
                  {"{}", "c2"},
                  {"{\"choice\":[\"nonsense\"]}", "c2"},
                  {"{\"choice\":[1,{}]}", "c2"},
                  {"{\"choice\":[\"maker\",\"maker\"]}", "c2"}};
    for (gsize i = 0; i < G_N_ELEMENTS(orders); i++) {
        g_autoptr(cJSON) record = version_record(&version);
        cJSON_AddItemToObject(record, "chart", cJSON_Parse(orders[i].choice));
        g_autoptr(GPtrArray) freshness = freshness_compare(record, &version.set, version.figures);
        const FigureFreshness *state = g_ptr_array_index(freshness, 0);
        g_assert_cmpstr(state->new_claim, ==, orders[i].chosen);
    }
    version_clear(&version);
}

/* ---- reports --------------------------------------------------------------------------------- */

static void counts_and_reports(void)
{
    const Sketch before[] = {{.id = "c1", .value = "5", .setting = "k=1", .printed = "x"},
                             {.id = "c2", .value = "6", .setting = "k=2", .printed = "x"},
                             {.id = "c3", .value = "7", .setting = "k=3", .printed = "x"},
                             {0}};
    const Sketch after[] = {{.id = "c1", .value = "5", .setting = "k=1", .printed = "*x*"},
                            {.id = "c2", .value = "8", .setting = "k=2", .printed = "x"},
                            {.id = "c3", .value = "7", .setting = "k=3", .printed = "x"},
                            {0}};
    Version old, new;
    version_init(&old, before);
    version_init(&new, after);
    g_autoptr(cJSON) record = version_record(&old);
    g_autoptr(GPtrArray) same = freshness_compare(record, &old.set, old.figures);
    g_autoptr(GPtrArray) freshness = freshness_compare(record, &new.set, new.figures);

    g_autofree char *fine = freshness_summary(same);
    g_assert_cmpstr(fine, ==, "all 3 figures are as drawn");
    g_autofree char *summary = freshness_summary(freshness);
    g_assert_cmpstr(summary, ==,
                    "1 of 3 figures is no longer what the picture shows; 1 more rests on other "
                    "evidence");
    g_autoptr(GString) text = g_string_new(NULL);
    TextFlow flow = {text, 80, FALSE};
    freshness_append_text(&flow, 0, freshness);
    g_assert_cmpstr(text->str, ==,
                    "S: m (k=1)\n"
                    "  words  x -> *x* (claim c1)\n"
                    "S: m (k=2)\n"
                    "  value  6 u -> 8 u (claim c2)\n");
    g_autoptr(GString) markdown = g_string_new(NULL);
    freshness_append_markdown(markdown, freshness);
    g_assert_nonnull(
        strstr(markdown->str, "- **S: m (k=1)**\n  - words x -\\> \\*x\\* (claim c1)\n"));
    g_autoptr(cJSON) json = freshness_to_json(freshness);
    g_autofree char *printed = json_print_compact(json);
    g_assert_cmpstr(
        printed, ==,
        "[{\"key\":\"s|m|k=1\",\"heading\":\"S: m (k=1)\",\"visible\":false,"
        "\"old_amount\":\"5 u\",\"new_amount\":\"5 u\",\"old_claim\":\"c1\",\"new_claim\":\"c1\","
        "\"news\":[{\"kind\":\"words\",\"visible\":false,\"claim\":\"c1\",\"old\":\"x\","
        "\"new\":\"*x*\"}]},"
        "{\"key\":\"s|m|k=2\",\"heading\":\"S: m (k=2)\",\"visible\":true,"
        "\"old_amount\":\"6 u\",\"new_amount\":\"8 u\",\"old_claim\":\"c2\",\"new_claim\":\"c2\","
        "\"news\":[{\"kind\":\"value\",\"visible\":true,\"claim\":\"c2\",\"old\":\"6 u\","
        "\"new\":\"8 u\"}]}]");
    version_clear(&old);
    version_clear(&new);
}

/* What a stranger's picture may say. */
static void strange_records(void)
{
    static const char *const records[] = {
        "{}",
        "{\"figures\":3}",
        "{\"figures\":[1,[],{},{\"key\":7,\"claims\":{}}]}",
        "{\"figures\":[{\"key\":\"s|m|\",\"claims\":[3,{},{\"id\":5},{\"id\":\"c1\"},"
        "{\"id\":\"c1\",\"role\":\"chosen\",\"value\":[],\"source\":{}}]}],\"sources\":[{\"id\":1}]"
        "}",
    };
    const Sketch sketches[] = {{.id = "c1", .value = "5"}, {0}};
    Version version;
    version_init(&version, sketches);
    for (gsize i = 0; i < G_N_ELEMENTS(records); i++) {
        g_autoptr(cJSON) record = cJSON_Parse(records[i]);
        g_assert_nonnull(record);
        g_autoptr(GPtrArray) freshness = freshness_compare(record, &version.set, version.figures);
        g_autoptr(cJSON) json = freshness_to_json(freshness);
        g_autofree char *summary = freshness_summary(freshness);
        g_assert_nonnull(summary);
    }
    version_clear(&version);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/freshness/tells-each-change", tells_each_change);
    g_test_add_func("/freshness/follows-the-charts-own-choice", follows_the_charts_own_choice);
    g_test_add_func("/freshness/counts-and-reports", counts_and_reports);
    g_test_add_func("/freshness/strange-records", strange_records);
    return g_test_run();
}
