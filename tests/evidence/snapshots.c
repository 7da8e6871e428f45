/*
 * Every source's stored text has the digest and length of its row, and every
 * claim's quote stands at its offset.  The texts belong to others and are not in
 * the repository: without them (../shared beside it) this is skipped.
 */
#include "evidence/quote.h"
#include "table/package.h"

typedef struct {
    Findings *findings;
    Package *package;
    ClaimSet *claims;
    char *folder;
} Data;

static void check_claims(const Data *data, const Source *source, const Snapshot *snapshot,
                         guint *n_quotes)
{
    for (guint i = 0; i < data->claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(data->claims->claims, i);
        if (claim->source != source)
            continue;
        (*n_quotes)++;
        gint64 place;
        if (quote_locate(snapshot, claim->quote, claim->at, &place) == QUOTE_FOUND)
            continue;
        g_test_message("%s: \"%s\" is not at byte %" G_GINT64_FORMAT
                       " of %s (found at %" G_GINT64_FORMAT ")",
                       claim->id, claim->quote, claim->at, source->snapshot, place);
        g_test_fail();
    }
}

static void test_snapshots(gconstpointer user_data)
{
    const Data *data = user_data;
    guint n_quotes = 0, n_snapshots = 0;
    for (guint i = 0; i < data->claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(data->claims->sources, i);
        g_autoptr(GError) error = NULL;
        g_autoptr(Snapshot) snapshot = snapshot_read(data->folder, source, &error);
        if (!snapshot) {
            g_test_message("%s: %s", source->id, error->message);
            g_test_fail();
            continue;
        }
        n_snapshots++;
        check_claims(data, source, snapshot, &n_quotes);
    }
    g_test_message("%u snapshots, %u quotes", n_snapshots, n_quotes);
    g_assert_cmpuint(n_snapshots, ==, data->claims->sources->len);
    g_assert_cmpuint(n_quotes, ==, data->claims->claims->len);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *folder = g_build_filename(root ? root : ".", "..", "shared", NULL);
    g_autofree char *path = g_build_filename(root ? root : ".", "data", NULL);
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        g_printerr("evidence-snapshots: SKIPPED, there are no snapshots at %s: quotes and "
                   "digests of data/ are NOT checked\n",
                   folder);
        return 77;
    }
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Package) package = package_read(path, findings, &error);
    g_assert_no_error(error);
    g_autoptr(ClaimSet) claims = package ? claims_read(package, findings) : NULL;
    if (!claims) {
        findings_print_text(findings, stderr);
        return 1;
    }
    const Data data = {findings, package, claims, folder};
    g_test_add_data_func("/evidence/snapshots", &data, test_snapshots);
    return g_test_run();
}
