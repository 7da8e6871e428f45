/* JSON: what is accepted prints as JSON that reads back the same; what is not has a finding. */
#include "fuzz.h"

#include "base/json.h"

#include <string.h>

static void check_places(const JsonDocument *document, const cJSON *item)
{
    const Place place = json_document_place(document, item);
    g_assert_cmpuint(place.line, >, 0);
    g_assert_cmpuint(place.column, >, 0);
    for (const cJSON *child = item->child; child; child = child->next)
        check_places(document, child);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document =
        json_document_parse("fuzz.json", (const char *)data, size, findings);
    const guint errors = findings_count(findings, LEVEL_ERROR);
    if (!document) {
        g_assert_cmpuint(errors, >, 0);
        return 0;
    }
    g_assert_cmpuint(errors, ==, 0);
    check_places(document, json_document_root(document));

    g_autofree char *printed = json_print(json_document_root(document));
    g_autoptr(JsonDocument) again =
        json_document_parse("printed.json", printed, strlen(printed), findings);
    g_assert_nonnull(again);
    g_autofree char *compact = json_print_compact(json_document_root(document));
    g_autofree char *compact_again = json_print_compact(json_document_root(again));
    g_assert_cmpstr(compact, ==, compact_again);
    return 0;
}
