/*
 * stored: the repository's data with the stored texts of their sources, for tests
 * that hold one against the other.  The texts belong to others and are not in the
 * repository: without them (../shared beside it) such a test is skipped.
 */
#ifndef FIGTRAIL_TESTS_EVIDENCE_STORED_H
#define FIGTRAIL_TESTS_EVIDENCE_STORED_H

#include "claims/claims.h"

typedef struct {
    Findings *findings;
    Package *package;
    ClaimSet *claims;
    char *folder; /* of the stored texts */
} Stored;

static inline void stored_clear(Stored *stored)
{
    claims_free(stored->claims);
    package_free(stored->package);
    findings_free(stored->findings);
    g_free(stored->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stored, stored_clear)

/* 0; or the exit status to end with, after saying why.  left: what is not tested
 * without the texts. */
static inline int stored_read(Stored *stored, const char *test, const char *left)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    stored->folder = g_build_filename(root ? root : ".", "..", "shared", NULL);
    g_autofree char *path = g_build_filename(root ? root : ".", "data", NULL);
    if (!g_file_test(stored->folder, G_FILE_TEST_IS_DIR)) {
        g_printerr("%s: SKIPPED, there are no snapshots at %s: %s\n", test, stored->folder, left);
        return 77;
    }
    g_autoptr(GError) error = NULL;
    stored->findings = findings_new();
    stored->package = package_read(path, stored->findings, &error);
    g_assert_no_error(error);
    stored->claims = stored->package ? claims_read(stored->package, stored->findings) : NULL;
    if (stored->claims)
        return 0;
    findings_print_text(stored->findings, stderr);
    return 1;
}

#endif
