#include "table/type.h"

#include <math.h>
#include <string.h>

static void test_numbers(void)
{
    static const struct {
        const char *type, *text;
        double number; /* NAN: no value of the type */
    } cases[] = {
        {"number", "86.4", 86.4},
        {"number", "-1e-3", -0.001},
        {"number", "+.5", 0.5},
        {"number", "5.", 5},
        {"number", "007", 7},
        {"number", "", NAN},
        {"number", ".", NAN},
        {"number", "1e", NAN},
        {"number", "1.2.3", NAN},
        {"number", "0x10", NAN},
        {"number", "1,5", NAN},
        {"number", "1 000", NAN},
        {"number", "NaN", NAN},
        {"number", "INF", NAN},
        {"number", "1e999", NAN},
        {"number", "86%", NAN},
        {"integer", "42", 42},
        {"integer", "-042", -42},
        {"integer", "+7", 7},
        {"integer", "1.0", NAN},
        {"integer", "1e3", NAN},
        {"integer", "", NAN},
        {"integer", "-", NAN},
        {"boolean", "TRUE", 1},
        {"boolean", "0", 0},
        {"boolean", "yes", NAN},
        {"boolean", "tRUE", NAN},
        {"date", "1970-01-02", 1},
        {"date", "2024-04", NAN},
        {"date", "2024", NAN},
        {"year", "2024", 2024},
        {"year", "2024-01", NAN},
        {"year", "24", NAN},
        {"yearmonth", "1970-02", 31},
        {"yearmonth", "1970-02-01", NAN},
    };
    static const Field field = {.name = "f"};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s %s", cases[i].type, cases[i].text);
        FieldValue value = {0};
        const gboolean valid = field_type_find(cases[i].type)
                                   ->read(&field, cases[i].text, strlen(cases[i].text), &value);
        g_assert_cmpint(valid, ==, !isnan(cases[i].number));
        if (valid)
            g_assert_cmpfloat(value.number, ==, cases[i].number);
    }
    g_assert_null(field_type_find("String"));
    g_assert_null(field_type_find("datetime"));
}

/* Whether a field of that type, format and options takes the cell; -1 when the
 * schema says that it does not support them. */
static int takes(const cJSON *peer_case)
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
    if (findings_count(findings, LEVEL_ERROR) > 0)
        return -1;
    FieldValue value;
    const char *source = json_string(peer_case, "source");
    return schema->fields[0].type->read(&schema->fields[0], source, strlen(source), &value);
}

/* Each cell that a peer's own tests read is read alike, or said to be
 * unsupported; never read otherwise in silence. */
static void test_peer_cases(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *path = g_build_filename(root ? root : ".", "..", "shared", "conformance",
                                             "table-schema", "cases.json", NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_test_skip("../shared/conformance/table-schema/cases.json is not here");
        return;
    }
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = json_document_read(path, findings, NULL);
    g_assert_nonnull(document);
    guint n_read = 0, n_unsupported = 0;
    const cJSON *peer_case;
    cJSON_ArrayForEach(peer_case, json_document_root(document))
    {
        g_autofree char *text = json_print_compact(peer_case);
        const int taken = takes(peer_case);
        if (taken < 0) {
            n_unsupported++;
            continue;
        }
        n_read++;
        g_test_message("%s", text);
        g_assert_cmpint(taken, ==, json_flag(peer_case, "valid", FALSE));
    }
    g_test_message("%u cases read alike, %u unsupported", n_read, n_unsupported);
    g_assert_cmpuint(n_read, >=, 29);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/type/numbers", test_numbers);
    g_test_add_func("/type/peer-cases", test_peer_cases);
    return g_test_run();
}
