#include "trail/record.h"

#include "golden.h"
#include "sample.h"

static char *build_record(const Sample *sample)
{
    const RecordInput inputs[] = {
        {"charts/sample.vl.json", "0123456789abcdef"},
        {"data/claims/benchmarks.csv", "fedcba9876543210"},
    };
    return record_build(sample->scene, inputs, G_N_ELEMENTS(inputs), 2);
}

/* The version changes with every release, the expectation should not. */
static char *hide_version(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "figtrail " FIGTRAIL_VERSION, -1);
    return g_strjoinv("figtrail VERSION", parts);
}

static void tells_everything(void)
{
    Sample sample;
    sample_init(&sample);
    g_autofree char *record = build_record(&sample);
    g_assert_null(strchr(record, '\n'));
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document =
        json_document_parse("record", record, strlen(record), findings);
    g_assert_nonnull(document);
    g_autofree char *pretty = json_print(json_document_root(document));
    g_autofree char *stable = hide_version(pretty);
    golden_check("tests/trail/sample.record.json", stable);
    sample_clear(&sample);
}

/* A source that nobody cites on the picture is listed, without a number, and so
 * is the origin that it copies. */
static void lists_origins_once(void)
{
    Sample sample;
    sample_init(&sample);
    Source origin = sample.report;
    origin.id = "origin";
    sample.report.relays = &origin;
    origin.relays = &sample.report; /* a circle must not hang */
    g_autofree char *record = build_record(&sample);
    g_autoptr(cJSON) root = cJSON_Parse(record);
    const cJSON *sources = json_member(root, "sources");
    g_assert_cmpint(cJSON_GetArraySize(sources), ==, 3);
    static const char *const ids[] = {"report", "press", "origin"};
    for (int i = 0; i < 3; i++) {
        const cJSON *source = cJSON_GetArrayItem(sources, i);
        g_assert_cmpstr(json_string(source, "id"), ==, ids[i]);
        g_assert_true((json_member(source, "number") != NULL) == (i == 0));
    }
    sample_clear(&sample);
}

static void sidecar_has_every_claim(void)
{
    Sample sample;
    sample_init(&sample);
    g_autofree char *sidecar = record_sidecar(sample.scene);
    golden_check("tests/trail/sample.sources.csv", sidecar);
    g_autofree char *record = build_record(&sample);
    g_autoptr(cJSON) root = cJSON_Parse(record);
    record_fill_in_usual(root);
    g_autofree char *again = record_to_csv(root);
    g_assert_cmpstr(sidecar, ==, again);
    sample_clear(&sample);
}

static void sidecar_survives_strange_records(void)
{
    static const char *const records[] = {
        "1",
        "[]",
        "{}",
        "{\"figures\":3,\"sources\":\"x\"}",
        "{\"figures\":[1,null,{\"claims\":[2,{\"source\":7,\"value\":{}}]}],\"sources\":[[],{}]}",
        "{\"figures\":{\"a\":{\"claims\":{\"b\":{}}}}}",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(records); i++) {
        g_autoptr(cJSON) root = cJSON_Parse(records[i]);
        g_assert_nonnull(root);
        g_autofree char *csv = record_to_csv(root);
        g_assert_true(g_str_has_prefix(csv, "citation,figure,"));
    }
}

/* The order of building does not show: same scene, same text. */
static void same_text_twice(void)
{
    Sample first, second;
    sample_init(&first);
    sample_init(&second);
    g_autofree char *a = build_record(&first);
    g_autofree char *b = build_record(&second);
    g_assert_cmpstr(a, ==, b);
    sample_clear(&first);
    sample_clear(&second);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/record/tells-everything", tells_everything);
    g_test_add_func("/record/lists-origins-once", lists_origins_once);
    g_test_add_func("/record/sidecar-has-every-claim", sidecar_has_every_claim);
    g_test_add_func("/record/sidecar-survives-strange-records", sidecar_survives_strange_records);
    g_test_add_func("/record/same-text-twice", same_text_twice);
    return g_test_run();
}
