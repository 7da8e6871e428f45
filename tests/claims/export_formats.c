/* What is handed out, from the project's own data and from a few awkward cells. */
#include "../base/folder.h"
#include "claims/choose.h"
#include "claims/export_format.h"
#include "claims/figures_format.h"
#include "fixture.h"

#include <string.h>

/* ---- the project's data ---------------------------------------------------------------------- */

static Package *package;
static ClaimSet *claims;
static FigureSet *figures;
static JsonDocument *descriptor;

static gboolean load(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *folder = g_build_filename(root ? root : ".", "data", NULL);
    g_autofree char *path = g_build_filename(folder, "datapackage.json", NULL);
    g_autoptr(Findings) findings = findings_new();
    package = package_read(folder, findings, NULL);
    claims = package ? claims_read(package, findings) : NULL;
    figures = claims ? figures_merge(claims, NULL) : NULL;
    descriptor = json_document_read(path, findings, NULL);
    findings_print_text(findings, stderr);
    return figures && descriptor && findings_count(findings, LEVEL_ERROR) == 0;
}

static Selection *select_metric(const char *metric)
{
    const char *const metrics[] = {metric, NULL};
    const SelectionFilter filter = {metric ? metrics : NULL, NULL};
    return selection_new(claims, figures, &filter);
}

static char *format(ExportFormat function, const Selection *selection, ExportWhat what)
{
    const ExportRequest request = {selection, claims, json_document_root(descriptor), what, FALSE};
    GString *out = g_string_new(NULL);
    GError *error = NULL;
    g_assert_true(function(&request, out, &error));
    g_assert_no_error(error);
    return g_string_free(out, FALSE);
}

static JsonDocument *parse(const char *text)
{
    g_autoptr(Findings) findings = findings_new();
    JsonDocument *document = json_document_parse("export", text, strlen(text), findings);
    findings_print_text(findings, stderr);
    g_assert_nonnull(document);
    return document;
}

static gboolean holds(const GPtrArray *objects, gconstpointer object)
{
    return g_ptr_array_find((GPtrArray *)objects, object, NULL);
}

static void test_selection(void)
{
    g_autoptr(Selection) all = select_metric(NULL);
    g_assert_cmpuint(all->figures->len, ==, figures->figures->len);
    g_assert_cmpuint(all->claims->len, ==, claims->claims->len);
    g_assert_cmpuint(all->sources->len, ==, claims->sources->len);

    /* the GPU counts: several sources retell one that states the same */
    g_autoptr(Selection) part = select_metric("gpu-count");
    g_assert_cmpuint(part->metrics->len, ==, 1);
    g_assert_cmpuint(part->claims->len, >, 0);
    g_assert_cmpuint(part->claims->len, <, all->claims->len);
    for (guint i = 0; i < part->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(part->claims, i);
        g_assert_cmpstr(claim->metric->id, ==, "gpu-count");
        g_assert_true(holds(part->subjects, claim->subject));
        g_assert_true(holds(part->sources, claim->source));
        g_assert_true(holds(part->sources, source_origin(claim->source)));
        g_assert_true(holds(part->figures, g_hash_table_lookup(figures->by_claim, claim)));
        if (i > 0) {
            const Claim *before = g_ptr_array_index(part->claims, i - 1);
            g_assert_cmpint(strcmp(before->id, claim->id), <, 0);
        }
    }
}

/* The columns of the project's own tables come out as they went in. */
static void test_csv_of_claims(void)
{
    g_autoptr(Selection) all = select_metric(NULL);
    g_autofree char *csv = format(export_csv, all, EXPORT_CLAIMS);
    g_assert_true(g_str_has_prefix(
        csv, "id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,"
             "locator,stated_by,rank,reason,note\n"));

    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Table) table = table_read("claims", "claims.csv", csv, strlen(csv), NULL, findings);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
    g_assert_cmpuint(table->n_rows, ==, claims->claims->len);
    for (guint row = 0; row < table->n_rows; row++) {
        const Claim *claim = g_ptr_array_index(all->claims, row);
        for (guint field = 0; field < table->schema->n_fields; field++) {
            const int own =
                schema_field_find(claim->table->schema, table->schema->fields[field].name);
            const char *before = table_text(claim->table, claim->row, (guint)own);
            g_assert_cmpstr(table_cell(table, row, field)->text, ==, before ? before : "");
        }
    }
}

static void test_json_types(void)
{
    g_autoptr(Selection) all = select_metric(NULL);
    g_autofree char *text = format(export_json, all, EXPORT_FIGURES);
    g_autoptr(JsonDocument) document = parse(text);
    const cJSON *row;
    guint n = 0, n_rivals = 0;
    cJSON_ArrayForEach(row, json_document_root(document))
    {
        const Figure *figure = g_ptr_array_index(figures->figures, n++);
        const cJSON *value = json_member(row, "value");
        g_assert_cmpstr(json_string(row, "key"), ==, figure->key);
        g_assert_nonnull(value);
        if (figure->chosen && figure->chosen->value.present) {
            if (figure->metric->kind == METRIC_DATE)
                g_assert_cmpstr(cJSON_GetStringValue(value), ==, figure->chosen->value.text);
            else
                g_assert_true(value->valuedouble == figure->chosen->value.number);
        } else {
            g_assert_true(cJSON_IsNull(value));
        }
        g_assert_true(cJSON_IsNumber(json_member(row, "n_sources")));
        n_rivals += (guint)cJSON_GetArraySize(json_member(row, "rivals"));
    }
    g_assert_cmpuint(n, ==, figures->figures->len);
    g_assert_cmpuint(n_rivals, >, 0);

    g_autofree char *sources = format(export_json, all, EXPORT_SOURCES);
    g_autoptr(JsonDocument) list = parse(sources);
    const cJSON *first = json_document_root(list)->child;
    g_assert_true(cJSON_IsNumber(json_member(first, "bytes")));
    g_assert_true(cJSON_IsNull(json_member(first, "archive_url")));
}

/* The lines are the objects of the array. */
static void test_json_lines(void)
{
    g_autoptr(Selection) all = select_metric(NULL);
    g_autofree char *array = format(export_json, all, EXPORT_CLAIMS);
    g_autofree char *lines = format(export_jsonl, all, EXPORT_CLAIMS);
    g_autoptr(GString) joined = g_string_new(lines);
    g_string_truncate(joined, joined->len - 1);
    g_string_replace(joined, "}\n", "},\n", 0);
    g_string_prepend(joined, "[\n");
    g_string_append(joined, "\n]\n");
    g_assert_cmpstr(joined->str, ==, array);
}

/* A metric without claims: nothing, but in the right form. */
static void test_nothing(void)
{
    const char *const none[] = {"no-such-metric", NULL};
    const SelectionFilter filter = {none, NULL};
    g_autoptr(Selection) nothing = selection_new(claims, figures, &filter);
    g_autofree char *csv = format(export_csv, nothing, EXPORT_CLAIMS);
    g_assert_true(g_str_has_prefix(csv, "id,subject,"));
    g_assert_true(g_str_has_suffix(csv, ",note\n"));
    g_autofree char *json = format(export_json, nothing, EXPORT_FIGURES);
    g_assert_cmpstr(json, ==, "[]\n");
    g_autofree char *lines = format(export_jsonl, nothing, EXPORT_FIGURES);
    g_assert_cmpstr(lines, ==, "");
}

/* ---- data package: each part of the data is whole in itself ------------------------------------
 */

/* Merges what a package in folder holds; gives its figures as CSV. */
static char *read_back(const char *folder)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Package) again = package_read(folder, findings, &error);
    g_assert_no_error(error);
    g_autoptr(ClaimSet) set = claims_read(again, findings);
    if (findings_count(findings, LEVEL_WARNING) + findings_count(findings, LEVEL_ERROR) > 0) {
        findings_print_text(findings, stderr);
        g_error("%s does not stand by itself", folder);
    }
    g_autoptr(FigureSet) merged = figures_merge(set, NULL);
    return figures_format_csv(merged->figures);
}

static void test_datapackage(void)
{
    g_auto(Folder) folder = folder_make();
    g_autofree char *path = g_build_filename(folder.path, "package", NULL);
    for (guint i = 0; i < claims->metrics->len; i++) {
        const Metric *metric = g_ptr_array_index(claims->metrics, i);
        g_autoptr(Selection) part = select_metric(metric->id);
        const ExportRequest request = {
            .selection = part, .claims = claims, .descriptor = json_document_root(descriptor)};
        g_autoptr(GPtrArray) files = export_datapackage(&request);
        GError *error = NULL;
        g_assert_true(output_write_folder(path, files, &error));
        g_assert_no_error(error);
        g_assert_false(output_write_folder(path, files, &error)); /* nothing is overwritten */
        g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
        g_clear_error(&error);

        g_autofree char *before = figures_format_csv(part->figures), *after = read_back(path);
        g_assert_cmpstr(after, ==, before);
        folder_remove_tree(path);
    }
    g_assert_cmpint(g_rmdir(folder.path), ==, 0); /* no temporary folder is left in it */
}

/* ---- cells that a spreadsheet would run ------------------------------------------------------ */

static void test_spreadsheet(void)
{
    static const struct {
        const char *printed, *expected;
    } cases[] = {
        {"=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""},
        {"+1 000", "'+1 000"},
        {"-5%", "'-5%"},
        {"-5", "-5"}, /* a number stays a number */
        {"-1.5e3", "-1.5e3"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\t=1", "'\t=1"},
        {"\r=1", "\"'\r=1\""},
        {"'=1", "''=1"}, /* so that taking one away gives the text back */
        {"＝1", "'＝1"},
        {"'90s", "'90s"},
        {"86,4%", "\"86,4%\""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Sketch sketch = {.printed = cases[i].printed, .value = "7", .rank = RANK_NORMAL};
        Claim claim = sketch_claim(&sketch);
        ClaimSet set = {.claims = g_ptr_array_new(),
                        .sources = g_ptr_array_new(),
                        .subjects = g_ptr_array_new(),
                        .metrics = g_ptr_array_new()};
        g_ptr_array_add(set.claims, &claim);
        g_autoptr(FigureSet) merged = figures_merge(&set, &choice_default);
        const SelectionFilter filter = {0};
        g_autoptr(Selection) selection = selection_new(&set, merged, &filter);
        g_autoptr(ExportTable) table = export_table_figures(selection);
        g_autoptr(GString) csv = g_string_new(NULL);
        export_table_format_csv(table, TRUE, csv);
        g_autofree char *cells = g_strdup_printf(",7,,,%s,exact,", cases[i].expected);
        if (!strstr(csv->str, cells))
            g_error("no %s in %s", cells, csv->str);
        g_ptr_array_unref(set.claims);
        g_ptr_array_unref(set.sources);
        g_ptr_array_unref(set.subjects);
        g_ptr_array_unref(set.metrics);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (!load())
        return 1;
    g_test_add_func("/export/selection", test_selection);
    g_test_add_func("/export/csv-of-claims", test_csv_of_claims);
    g_test_add_func("/export/json-types", test_json_types);
    g_test_add_func("/export/json-lines", test_json_lines);
    g_test_add_func("/export/nothing", test_nothing);
    g_test_add_func("/export/datapackage", test_datapackage);
    g_test_add_func("/export/spreadsheet", test_spreadsheet);
    const int status = g_test_run();
    json_document_free(descriptor);
    figures_free(figures);
    claims_free(claims);
    package_free(package);
    return status;
}
