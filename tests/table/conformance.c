/*
 * conformance: which cells a peer's own tests read, and which they refuse.
 *
 * Runs any file of the form [{"type", "format", "options", "source", "valid"}, ...]:
 * those in ../shared/conformance/table-schema, or those named on the command line.
 */
#include "base/json.h"
#include "table/type.h"

#include <string.h>

/* Where figtrail reads a cell otherwise than the peer, on purpose. */
static const struct {
    const char *type, *format, *source;
    const char *reason;
} wanted[] = {
    {NULL, NULL, NULL, NULL}, /* none so far */
};

static const char *wanted_reason(const cJSON *peer_case)
{
    for (gsize i = 0; i < G_N_ELEMENTS(wanted); i++) {
        if (wanted[i].type && g_strcmp0(wanted[i].type, json_string(peer_case, "type")) == 0 &&
            g_strcmp0(wanted[i].format, json_string(peer_case, "format")) == 0 &&
            g_strcmp0(wanted[i].source, json_string(peer_case, "source")) == 0)
            return wanted[i].reason;
    }
    return NULL;
}

/* Whether a field of that type, format and options takes the cell; FALSE also
 * when the field itself has a fault. */
static gboolean takes(const cJSON *peer_case)
{
    g_autoptr(cJSON) field = cJSON_Duplicate(json_member(peer_case, "options"), TRUE);
    cJSON_AddStringToObject(field, "name", "f");
    cJSON_AddStringToObject(field, "type", json_string(peer_case, "type"));
    cJSON_AddStringToObject(field, "format", json_string(peer_case, "format"));
    g_autofree char *text = json_print_compact(field);
    g_autofree char *json = g_strdup_printf("{\"fields\":[%s]}", text);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("-", json, strlen(json), findings);
    g_autoptr(Schema) schema = schema_parse(document, json_document_root(document), findings);
    if (findings_count(findings, LEVEL_ERROR) > 0) {
        guint n;
        g_test_message("%s: %s", json, findings_sorted(findings, &n)[0].message);
        return FALSE;
    }
    const char *source = json_string(peer_case, "source");
    FieldValue value;
    return schema->fields[0].type->read(&schema->fields[0], source, strlen(source), &value);
}

static void check_file(const char *path)
{
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonDocument) document = json_document_read(path, findings, &error);
    g_assert_no_error(error);
    g_assert_nonnull(document);
    guint n_cases = 0, n_other = 0;
    const cJSON *peer_case;
    cJSON_ArrayForEach(peer_case, json_document_root(document))
    {
        n_cases++;
        g_autofree char *text = json_print_compact(peer_case);
        const char *reason = wanted_reason(peer_case);
        const gboolean agrees = takes(peer_case) == json_flag(peer_case, "valid", FALSE);
        if (agrees != (reason == NULL)) {
            g_test_message("%s, but %s", text,
                           agrees ? "it is read alike" : "it is read otherwise");
            n_other++;
        }
    }
    g_test_message("%s: %u cases, %u read otherwise", path, n_cases, n_other);
    g_assert_cmpuint(n_cases, >, 0);
    g_assert_cmpuint(n_other, ==, 0);
}

static void test_peer(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *path = g_build_filename(root ? root : ".", "..", "shared", "conformance",
                                             "table-schema", "cases.json", NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        check_file(path);
    else
        g_test_skip("../shared/conformance/table-schema/cases.json is not here");
}

static void test_named(gconstpointer path)
{
    check_file(path);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/conformance/peer", test_peer);
    for (int i = 1; i < argc; i++) {
        g_autofree char *name = g_strdup_printf("/conformance/named/%d", i);
        g_test_add_data_func(name, argv[i], test_named);
    }
    return g_test_run();
}
