/* Pictures of strangers: any bytes are a PNG, SVG or PDF with a record, or are refused; what is a
 * record is told, and held against the picture, without harm. */
#include "fuzz.h"

#include "trail/mark_boxes.h"
#include "trail/read.h"
#include "trail/record_select.h"
#include "trail/report.h"

static char *(*const tellers[])(const TraceReport *report) = {report_text, report_markdown,
                                                              report_csv, report_json};

static void tell(const cJSON *record, const Seal *seal)
{
    const TraceReport report = {record, seal, NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(tellers); i++) {
        g_autofree char *text = tellers[i](&report);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonDocument) document = trail_read_bytes("picture", bytes, size, findings, &error);
    const char *method;
    g_auto(PictureFacts) facts = trail_inspect(bytes, size, &method);
    g_assert_true(method || !facts.content);
    if (!document) {
        g_assert_true(error || findings_count(findings, LEVEL_ERROR) > 0);
        return 0;
    }
    g_assert_no_error(error);
    const cJSON *record = json_document_root(document);
    g_auto(Seal) seal = seal_check(record, method, facts.content, facts.title, NULL);
    tell(record, &seal);
    g_autoptr(GArray) there = mark_boxes_find(record, 10, 10, 1000);
    g_autoptr(cJSON) some = record_take_figures(record, there);
    tell(some, NULL);
    return 0;
}
