/*
 * build: the charts of a folder, drawn where their inputs changed.
 *
 * All files of a chart are drawn and written beside their places before the first of them is put
 * there, and a journal (trail/journal.h) says what is coming.  So a run that fails, or is killed,
 * leaves every file whole, and status and the next run know what they find.
 */
#ifndef FIGTRAIL_CLI_BUILD_H
#define FIGTRAIL_CLI_BUILD_H

#include "cli/build_plan.h"
#include "cli/variant_options.h"

typedef struct {
    const char *data, *charts;     /* folders */
    gboolean force;                /* draw also what is fresh */
    gboolean lenient;              /* leave out what specs have that is not supported */
    gboolean quiet;                /* do not say what is fresh */
    const VariantOptions *variant; /* which pictures, in place of what the specs ask for */
    RendererSet formats;           /* in place of what the specs ask for; 0: what they do */
    const Signer *signer;          /* of all pictures; NULL: they are not signed */
    guint jobs;                    /* charts drawn at once */
    char **only;                   /* names of the charts to draw, as listed; NULL or empty: all */
} BuildOptions;

/* Validates, merges, draws the charts called names (build_list_charts) and prints what became of
 * each: "mmlu: drawn", "mmlu: fresh", "mmlu: failed".  Faults are findings.  Gives the exit status
 * but for the findings. */
int build_run(const BuildOptions *options, const GPtrArray *names, Findings *findings);

#endif
