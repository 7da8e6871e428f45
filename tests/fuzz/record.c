/* Pictures of strangers: any bytes are a picture with a record, or are refused; what is a record is
 * told without harm. */
#include "folder.h"
#include "fuzz.h"

#include "trail/read.h"
#include "trail/record.h"
#include "trail/report.h"

static const char *const names[] = {"picture", NULL};

static const struct {
    char *(*tell)(const cJSON *record);
} tellers[] = {{report_text}, {report_markdown}, {record_to_csv}, {json_print}};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    folder_make(names);
    folder_write("picture", (const char *)data, size);
    g_autofree char *path = g_build_filename(folder, "picture", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonDocument) record = trail_read(path, findings, &error);
    if (!record) {
        g_assert_true(error || findings_count(findings, LEVEL_ERROR) > 0);
        return 0;
    }
    g_assert_no_error(error);
    const cJSON *root = json_document_root(record);
    for (gsize i = 0; i < G_N_ELEMENTS(tellers); i++) {
        g_autofree char *text = tellers[i].tell(root);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
    return 0;
}
