#include "trail/report.h"

#include "golden.h"
#include "sample.h"
#include "trail/claim_text.h"
#include "trail/record.h"

static cJSON *sample_record(void)
{
    Sample sample;
    sample_init(&sample);
    g_autofree char *record = record_build(sample.scene, NULL, 0, 0);
    sample_clear(&sample);
    cJSON *root = cJSON_Parse(record);
    record_fill_in_usual(root);
    cJSON_ReplaceItemInObjectCaseSensitive(root, "generator",
                                           cJSON_CreateString("figtrail VERSION"));
    return root;
}

static void text_and_markdown(void)
{
    g_autoptr(cJSON) record = sample_record();
    g_autofree char *text = report_text(&(TraceReport){record, NULL, NULL});
    golden_check("tests/trail/sample.report.txt", text);
    g_autofree char *markdown = report_markdown(&(TraceReport){record, NULL, NULL});
    golden_check("tests/trail/sample.report.md", markdown);
}

static void lines_fit(void)
{
    g_autoptr(cJSON) record = sample_record();
    cJSON *claim = cJSON_GetArrayItem(
        json_member(cJSON_GetArrayItem(json_member(record, "figures"), 0), "claims"), 0);
    GString *quote = g_string_new(NULL);
    for (int i = 0; i < 100; i++)
        g_string_append(quote, "ação ");
    cJSON_ReplaceItemInObjectCaseSensitive(claim, "quote", cJSON_CreateString(quote->str));
    g_string_free(quote, TRUE);
    g_autofree char *text = report_text(&(TraceReport){record, NULL, NULL});
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) { /* a link is not broken */
        if (!strstr(lines[i], "https://"))
            g_assert_cmpint(g_utf8_strlen(lines[i], -1), <=, REPORT_WIDTH);
    }
}

static void amounts(void)
{
    static const struct {
        const char *claim, *unit, *expected;
    } cases[] = {
        {"{\"value\":86.4,\"kind\":\"exact\"}", "%", "86.4%"},
        {"{\"value\":350000,\"kind\":\"about\"}", "GPUs", "about 350,000 GPUs"},
        {"{\"low\":20000,\"high\":25000,\"kind\":\"range\"}", "GPUs", "20,000 to 25,000 GPUs"},
        {"{\"value\":1300000000,\"kind\":\"at-least\"}", "USD", "at least 1,300,000,000 USD"},
        {"{\"value\":-12345.5}", "", "-12,345.5"},
        {"{\"value\":2024}", "", "2024"},
        {"{\"value\":\"2024-04\"}", "", "2024-04"},
        {"{\"value\":2.1e26}", "FLOP", "2.1e26 FLOP"},
        {"{\"low\":5}", "", "5"},
        {"{}", "", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(cJSON) claim = cJSON_Parse(cases[i].claim);
        g_autoptr(cJSON) figure = cJSON_CreateObject();
        cJSON_AddStringToObject(figure, "unit", cases[i].unit);
        g_autofree char *amount = claim_amount(figure, claim);
        g_assert_cmpstr(amount, ==, cases[i].expected);
    }
}

/* A picture from anywhere must not drive the terminal, or turn its text round. */
static void hostile_text_is_plain(void)
{
    g_autoptr(cJSON) record = cJSON_Parse(
        "{\"figtrail\":1,\"chart\":{\"title\":\"a\\u001b[31mb\\u009bc\\u202ed\\ne\"},"
        "\"figures\":[{\"subject\":\"*s*\",\"claims\":[{\"quote\":\"<script>[x](y)\\u0007\","
        "\"source\":\"s\"}]}],"
        "\"sources\":[{\"id\":\"s\",\"title\":\"t](javascript:1)\",\"url\":\"javascript:1\"}]}");
    g_assert_nonnull(record);
    static const struct {
        char *(*make)(const TraceReport *report);
    } reports[] = {{report_text}, {report_markdown}};
    for (gsize i = 0; i < G_N_ELEMENTS(reports); i++) {
        g_autofree char *text = reports[i].make(&(TraceReport){record, NULL, NULL});
        for (const char *p = text; *p; p = g_utf8_next_char(p)) {
            const gunichar c = g_utf8_get_char(p);
            g_assert_false(c != '\n' && g_unichar_iscntrl(c));
            g_assert_cmphex(c, !=, 0x202E);
        }
    }
    g_autofree char *markdown = report_markdown(&(TraceReport){record, NULL, NULL});
    g_assert_nonnull(strstr(markdown, "\\<script\\>\\[x\\](y)"));
    g_assert_nonnull(strstr(markdown, "source t\\](javascript:1)\n"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/report/text-and-markdown", text_and_markdown);
    g_test_add_func("/report/lines-fit", lines_fit);
    g_test_add_func("/report/amounts", amounts);
    g_test_add_func("/report/hostile-text-is-plain", hostile_text_is_plain);
    return g_test_run();
}
