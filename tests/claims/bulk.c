/*
 * bulk: claims merged without being stored give the figures of figures_merge, in the data and in
 * packages made at random, in chunks of any size on any number of threads; and whatever is wrong or
 * irregular leads to no result, so that the exact path says it.
 */
#include "claims/bulk.h"

#include "../base/folder.h"
#include "claims/figures_format.h"

#include <string.h>

/* ---- both ways --------------------------------------------------------------------------------
 */

typedef struct {
    Findings *findings;
    Package *package;
    ClaimSet *claims;
    FigureSet *figures;
} Stored;

static void stored_read(Stored *stored, const char *folder)
{
    *stored = (Stored){.findings = findings_new()};
    GError *error = NULL;
    stored->package = package_read(folder, stored->findings, &error);
    g_assert_no_error(error);
    if (stored->package && !findings_block(stored->findings))
        stored->claims = claims_read(stored->package, stored->findings);
    if (stored->claims && !findings_block(stored->findings))
        stored->figures = figures_merge(stored->claims, NULL);
    if (g_test_verbose())
        findings_print_text(stored->findings, stderr);
}

static void stored_clear(Stored *stored)
{
    figures_free(stored->figures);
    claims_free(stored->claims);
    package_free(stored->package);
    findings_free(stored->findings);
}

static GPtrArray *stored_select(const Stored *stored, const FigureFilter *filter)
{
    GPtrArray *figures = g_ptr_array_new();
    for (guint i = 0; i < stored->figures->figures->len; i++) {
        Figure *figure = g_ptr_array_index(stored->figures->figures, i);
        if (figure_passes(figure, filter))
            g_ptr_array_add(figures, figure);
    }
    return figures;
}

/* The figures as JSON and their accounting, from batches of some size. */
static char *bulk_text(const Bulk *bulk, const FigureFilter *filter, guint size)
{
    g_autoptr(BulkFigures) figures = bulk_merge(bulk, filter, TRUE);
    g_autoptr(BulkFigures) counted = bulk_merge(bulk, filter, FALSE);
    g_assert_cmpmem(bulk_figures_counts(figures), sizeof(FigureCounts),
                    bulk_figures_counts(counted), sizeof(FigureCounts));
    const guint n = bulk_figures_counts(figures)->n_figures;
    g_autoptr(GPtrArray) batches = g_ptr_array_new_with_free_func((GDestroyNotify)bulk_batch_free);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint first = 0; first < n; first += size) {
        BulkBatch *batch = bulk_batch_read(bulk, figures, first, MIN(size, n - first));
        g_ptr_array_add(batches, batch);
        for (guint i = 0; i < batch->figures->figures->len; i++)
            g_ptr_array_add(all, g_ptr_array_index(batch->figures->figures, i));
    }
    g_autofree char *json = figures_format_json(all);
    g_autofree char *stats = figure_counts_format(bulk_figures_counts(figures));
    return g_strconcat(json, stats, NULL);
}

static char *stored_text(const Stored *stored, const FigureFilter *filter)
{
    g_autoptr(GPtrArray) figures = stored_select(stored, filter);
    g_autofree char *json = figures_format_json(figures);
    g_autofree char *stats = figures_format_stats(figures);
    return g_strconcat(json, stats, NULL);
}

static void assert_same_under(const Bulk *bulk, const Stored *stored, const char *metric,
                              const char *subject, gboolean open, guint size)
{
    const ClaimSet *model = bulk_model(bulk), *claims = stored->claims;
    const FigureFilter of_bulk = {
        .metric = metric ? g_hash_table_lookup(model->metric_by_id, metric) : NULL,
        .subject = subject ? g_hash_table_lookup(model->subject_by_id, subject) : NULL,
        .open = open,
    };
    const FigureFilter of_stored = {
        .metric = metric ? g_hash_table_lookup(claims->metric_by_id, metric) : NULL,
        .subject = subject ? g_hash_table_lookup(claims->subject_by_id, subject) : NULL,
        .open = open,
    };
    g_autofree char *found = bulk_text(bulk, &of_bulk, size);
    g_autofree char *expected = stored_text(stored, &of_stored);
    g_assert_cmpstr(found, ==, expected);
}

static void assert_same(const char *folder, const char *metric, const char *subject)
{
    Stored stored;
    stored_read(&stored, folder);
    g_assert_nonnull(stored.figures);
    for (guint n_threads = 1; n_threads <= 8; n_threads++) {
        const gsize sizes[] = {0, 50, 333, 4096};
        const ScanOptions options = {n_threads, sizes[n_threads % G_N_ELEMENTS(sizes)], 0};
        g_autoptr(Bulk) bulk = bulk_read(folder, &options, n_threads % 2 == 0);
        g_assert_nonnull(bulk);
        assert_same_under(bulk, &stored, NULL, NULL, FALSE, 1000);
        assert_same_under(bulk, &stored, NULL, NULL, TRUE, 7);
        assert_same_under(bulk, &stored, metric, NULL, FALSE, 100);
        assert_same_under(bulk, &stored, NULL, subject, n_threads % 2 == 0, 100);
    }
    stored_clear(&stored);
}

/* ---- packages ---------------------------------------------------------------------------------
 */

static Folder folder; /* of the package at hand */

#define SOURCES "id,title,publisher,published,relays\n"
#define SUBJECTS "id,name,kind,maker,aliases\n"
#define METRICS "id,name,unit,kind,minimum,maximum,timed\n"
#define CLAIMS                                                                                     \
    "id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,locator,"  \
    "stated_by,rank,reason,note\n"

static void append_resource(GString *out, const char *name, const char *labels, const char *more)
{
    g_auto(GStrv) fields = g_strsplit(labels, ",", -1);
    g_string_append_printf(out,
                           "%s{\"name\": \"%s\", \"path\": \"%s.csv\", \"schema\": {%s, "
                           "\"fields\": [",
                           g_str_has_suffix(out->str, "[") ? "" : ",\n", name, name, more);
    for (guint i = 0; fields[i]; i++)
        g_string_append_printf(out, "%s{\"name\": \"%s\", \"type\": \"string\"}", i > 0 ? ", " : "",
                               g_strstrip(fields[i]));
    g_string_append(out, "]}}");
}

/* more: a claims table beside the first, or NULL. */
static void write_package(const char *choice, const char *claims, const char *more)
{
    static const char *const missing = "\"missingValues\": [\"\", \"-\"]";
    g_autoptr(GString) out = g_string_new("{");
    if (choice)
        g_string_append_printf(out, "\"figtrail\": {\"choice\": [%s]}, ", choice);
    g_string_append(out, "\"resources\": [");
    append_resource(out, "sources", SOURCES, "\"primaryKey\": \"id\"");
    append_resource(out, "subjects", SUBJECTS, missing);
    append_resource(out, "metrics", METRICS, missing);
    append_resource(out, "claims", CLAIMS,
                    more ? missing : "\"primaryKey\": \"id\", \"missingValues\": [\"\", \"-\"]");
    if (more)
        append_resource(out, "more", CLAIMS, missing);
    g_string_append(out, "]}");
    folder_put(&folder, "datapackage.json", out->str, -1);
    folder_put(&folder, "sources.csv",
               SOURCES "a,A,Maker,2024,\nb,B,Paper,2024-03,a\nc,C,Paper,,b\n"
                       "d,D,,2024-02-03,\na-b,AB,Other,2025,\n",
               -1);
    folder_put(&folder, "subjects.csv",
               SUBJECTS "s,S,model,Maker,\ns-2,S 2,model,Other,\n"
                        "o,Maker,organization,,\nsé,Sé,model,,\n",
               -1);
    folder_put(&folder, "metrics.csv",
               METRICS "m,M,percent,number,0,1000,false\n"
                       "m-2,M2,items,number,,,true\nd,D,date,date,,,false\n",
               -1);
    folder_put(&folder, "claims.csv", claims, -1);
    if (more)
        folder_put(&folder, "more.csv", more, -1);
}

#define PICK(random, words) (words)[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]

/* Values that agree, contradict, hold each other; ties down to the id. */
static void append_amounts(GString *out, GRand *random, gboolean date, gboolean deprecated)
{
    static const char *const numbers[] = {"7,7,,,exact",
                                          "7.0,7,,,exact",
                                          "\"7,1\",7.1,,,exact",
                                          "70,70,,,exact",
                                          "about 7,7,,,about",
                                          "5 to 9,,5,9,range",
                                          "over 6,,6,,at-least",
                                          "up to 8,,,8,at-most",
                                          "over 900,,900,,at-least",
                                          "25k,25,,,exact",
                                          "0,0,,,exact",
                                          "half,50,,,derived",
                                          "\"\"\"7\"\"\",7,,,exact",
                                          "7 (6 to 8),7,6,8,about"};
    static const char *const dates[] = {"2024,2024,,,exact", "May,2024-05,,,exact",
                                        "1 May,2024-05-01,,,about", "2 May,2024-05-02,,,exact",
                                        "x,,2024,2025,range"};
    if (deprecated && g_rand_int_range(random, 0, 3) == 0)
        g_string_append(out, "several,,,,exact");
    else
        g_string_append(out, date ? PICK(random, dates) : PICK(random, numbers));
}

static void append_claim(GString *out, GRand *random, guint number)
{
    static const char *const subjects[] = {"s", "s-2", "o", "sé"};
    static const char *const metrics[] = {"m", "m-2", "d"};
    static const char *const settings[] = {"", "-", "a=1", "a=1;b=é", "a-b=1", "a=10"};
    static const char *const statuses[] = {"actual", "actual", "planned", "rumoured"};
    static const char *const times[] = {"", "2024", "2024-01", "2024-01-05", "2023"};
    static const char *const sources[] = {"a", "b", "c", "d", "a-b"};
    static const char *const speakers[] = {"", "", "maker (paper)", "Other", "Nobody"};
    static const char *const ranks[] = {"", "normal", "normal,", "preferred", "deprecated"};
    const char *metric = PICK(random, metrics), *rank = PICK(random, ranks);
    g_string_append_printf(out, g_rand_boolean(random) ? "c.%u," : "\"c.%u\",",
                           number * 7919 % 1000);
    g_string_append_printf(out, "%s,%s,%s,", PICK(random, subjects), metric,
                           PICK(random, settings));
    append_amounts(out, random, *metric == 'd', *rank == 'd');
    g_string_append_printf(out, ",%s,%s,%s,\"words, \"\"of\"\" it\n%u\",%u,,%s,%.*s,",
                           PICK(random, statuses), PICK(random, times), PICK(random, sources),
                           number, number, PICK(random, speakers), (int)strcspn(rank, ","), rank);
    g_string_append(out, *rank == 'd' ? "superseded,why\n" : ",why\n");
}

static void test_random(void)
{
    static const char *const orders[] = {NULL, "\"independent\", \"rank\"", "\"maker\"",
                                         "\"published\", \"kind\", \"as_of\""};
    for (guint seed = 0; seed < 12; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) claims = g_string_new(CLAIMS);
        g_autoptr(GString) more = g_string_new(CLAIMS);
        const guint n = seed < 2 ? seed : 600;
        for (guint i = 0; i < n; i++)
            append_claim(seed % 2 == 0 && i % 3 == 0 ? more : claims, random, i);
        if (seed % 5 == 0)
            g_string_truncate(claims, claims->len - 1); /* no line end behind the last row */
        write_package(orders[seed % G_N_ELEMENTS(orders)], claims->str,
                      seed % 2 == 0 ? more->str : NULL);
        g_test_message("seed %u", seed);
        assert_same(folder.path, "m-2", "s-2");
    }
}

/* Very many claims of one figure, all of one weight. */
static void test_one_figure(void)
{
    g_autoptr(GString) claims = g_string_new(CLAIMS);
    for (guint i = 0; i < 3000; i++)
        g_string_append_printf(claims, "c%u,s,m,k=v,%u,%u,,,exact,actual,,d,%u,%u,,,,,\n", i, i % 3,
                               i % 3, i % 3, i);
    write_package(NULL, claims->str, NULL);
    assert_same(folder.path, "m", "s");
}

static void test_data(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *data = g_build_filename(root ? root : ".", "data", NULL);
    assert_same(data, "gpu-count", "meta");
}

/* ---- what is for the exact path ---------------------------------------------------------------
 */

#define ROW "c1,s,m,k=v,7,7,,,exact,actual,2024,a,7,1,,,,,\n"

static void test_faults(void)
{
    static const struct {
        const char *rule, *claims, *more; /* rule: NULL: no fault, only irregular */
    } cases[] = {
        {"unknown-reference", CLAIMS ROW "c2,x,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"unknown-reference", CLAIMS ROW "c2,s,x,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"unknown-reference", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,x,7,2,,,,,\n", NULL},
        {"unknown-word", CLAIMS ROW "c2,s,m,k=v,7,7,,,Exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"unknown-word", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,,2024,a,7,2,,,,,\n", NULL},
        {"unknown-word", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,best,,\n", NULL},
        {"id-form", CLAIMS ROW "c 2,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"id-form", CLAIMS ROW "c|2,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", CLAIMS},
        {"primary-key", CLAIMS ROW "c1,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"duplicate-id", CLAIMS ROW, CLAIMS "c1,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n"},
        {"duplicate-claim", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,a,7,1,,,,,\n", NULL},
        {"duplicate-claim", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,a,7,1.0,,,,,\n", CLAIMS},
        {"value-kind", CLAIMS ROW "c2,s,m,k=v,7,7%,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"value-kind", CLAIMS ROW "c2,s,d,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"value-missing", CLAIMS ROW "c2,s,m,k=v,7,,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"metric-bounds", CLAIMS ROW "c2,s,m,k=v,7,7000,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"range-order", CLAIMS ROW "c2,s,m,k=v,7,,9,5,range,actual,2024,a,7,2,,,,,\n", NULL},
        {"range-extent", CLAIMS ROW "c2,s,m,k=v,7,,9,,range,actual,2024,a,7,2,,,,,\n", NULL},
        {"setting-form", CLAIMS ROW "c2,s,m,k,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {"as-of", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,soon,a,7,2,,,,,\n", NULL},
        {"rank-reason", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,,a,7,2,,,deprecated,,\n", NULL},
        {"derived-note", CLAIMS ROW "c2,s,m,k=v,7,7,,,derived,actual,,a,7,2,,,,,\n", NULL},
        {"extra-cell", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,,x\n", NULL},
        {"stray-quote", CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,a,7\"7,2,,,,,\n", NULL},
        {NULL, CLAIMS ROW "\"c2\" ,s,m,k=v,7,7,,,exact,actual,2024,a,7,2,,,,,\n", NULL},
        {NULL, CLAIMS ROW "c2,s,m,k=v,7,7,,,exact,actual,2024,a,7 ,2,,,,,\n", NULL},
        {NULL, CLAIMS ROW "\n" ROW, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        write_package(NULL, cases[i].claims, cases[i].more);
        g_test_message("%zu: %s", i, cases[i].rule ? cases[i].rule : "irregular");
        g_autoptr(Bulk) bulk = bulk_read(folder.path, NULL, FALSE);
        const FigureFilter all = {0};
        g_autoptr(BulkFigures) figures = bulk ? bulk_merge(bulk, &all, FALSE) : NULL;
        g_assert_null(figures);
        Stored stored;
        stored_read(&stored, folder.path);
        guint n = 0;
        const FindingCount *counts = findings_counts(stored.findings, &n);
        gboolean found = FALSE;
        for (guint j = 0; j < n; j++)
            found = found || g_strcmp0(counts[j].rule->name, cases[i].rule) == 0;
        g_assert_true(found || !cases[i].rule);
        stored_clear(&stored);
    }
}

static void test_other_faults(void)
{
    static const struct {
        const char *file, *text;
    } cases[] = {
        {"sources.csv", SOURCES "a,A,,2024-13,\n"},
        {"sources.csv", SOURCES "a,A,,,x\n"},
        {"sources.csv", SOURCES "a,A,,,\na,B,,,\n"},
        {"sources.csv", "id,publisher\na,A\n"},
        {"subjects.csv", SUBJECTS "s,S,,,\ns,S,,,\n"},
        {"metrics.csv", METRICS "m,M,percent,text,,,false\n"},
        {"metrics.csv", "\xff"},
        {"claims.csv", ""},
        {"claims.csv", "id,subject,metric,source\n"},
        {"claims.csv", CLAIMS ROW "\xff"},
        {"datapackage.json", "{}"},
        {"datapackage.json", "{"},
        {"datapackage.json", "[]"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        write_package(NULL, CLAIMS ROW, NULL);
        folder_put(&folder, cases[i].file, cases[i].text, -1);
        g_test_message("%zu: %s", i, cases[i].file);
        g_autoptr(Bulk) bulk = bulk_read(folder.path, NULL, FALSE);
        g_assert_null(bulk);
    }
    write_package(NULL, CLAIMS ROW, NULL);
    g_autoptr(Bulk) bulk = bulk_read(folder.path, NULL, FALSE); /* none of the above */
    g_assert_nonnull(bulk);
    g_auto(Folder) empty = folder_make();
    g_autoptr(Bulk) none = bulk_read(empty.path, NULL, FALSE); /* no descriptor */
    g_assert_null(none);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = folder_make();
    g_test_add_func("/bulk/data", test_data);
    g_test_add_func("/bulk/random", test_random);
    g_test_add_func("/bulk/one-figure", test_one_figure);
    g_test_add_func("/bulk/faults", test_faults);
    g_test_add_func("/bulk/other-faults", test_other_faults);
    const int status = g_test_run();
    folder_clear(&folder);
    return status;
}
