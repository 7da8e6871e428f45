/*
 * Every source's stored text has the digest and length of its row, every claim's
 * quote stands at its offset, and what it says there is what the claim says.  The texts belong to
 * others and are not in the repository: without them (../shared beside it) this is skipped.
 */
#include "evidence/audit.h"
#include "stored.h"

/* The whole of data/ audits clean: without an error, and without a warning. */
static void test_audit(gconstpointer user_data)
{
    const Stored *data = user_data;
    const AuditOptions options = {.snapshots = data->folder};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Audit) audit = audit_run(data->claims, &options, findings);
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_test_message("%s:%u:%u: %s: %s", sorted[i].place.file, sorted[i].place.line,
                       sorted[i].place.column, sorted[i].rule->name, sorted[i].message);
    g_assert_cmpuint(n, ==, 0);
    g_assert_cmpuint(audit->total.n_claims, ==, data->claims->claims->len);
    g_assert_cmpuint(audit->sources->len, ==, data->claims->sources->len);
    for (guint i = 0; i < audit->entries->len; i++) {
        const AuditEntry *entry = &g_array_index(audit->entries, AuditEntry, i);
        const AuditLevel expected =
            entry->claim->kind == KIND_DERIVED ? AUDIT_DERIVED : AUDIT_VERIFIED;
        g_assert_cmpint(entry->level, ==, expected);
        g_assert_cmpint(entry->place.at, ==, entry->claim->at);
        g_assert_false(entry->place.alike);
    }
    for (guint i = 0; i < audit->sources->len; i++)
        g_assert_cmpint(g_array_index(audit->sources, AuditCount, i).state, ==,
                        SNAPSHOT_STATE_PROVED);
    for (guint level = 0; level < AUDIT_LEVELS; level++)
        g_test_message("%s: %u", audit_level_name(level), audit->total.levels[level]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_auto(Stored) stored = {0};
    const int status =
        stored_read(&stored, "evidence-snapshots", "quotes and digests of data/ are NOT checked");
    if (status != 0)
        return status;
    g_test_add_data_func("/evidence/snapshots/audit", &stored, test_audit);
    return g_test_run();
}
