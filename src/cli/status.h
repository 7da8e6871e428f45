/*
 * status: what has become of the pictures of a folder: each chart's files held against its inputs
 * of now, without drawing where digests suffice.
 */
#ifndef FIGTRAIL_CLI_STATUS_H
#define FIGTRAIL_CLI_STATUS_H

#include "cli/build_chart.h"

typedef struct {
    BuildRun run;
    const GPtrArray *names; /* of all charts of the folder */
    gboolean strict;        /* draw everything again and compare the bytes (cli/status_strict.h) */
} Status;

/*
 * One chart, newly allocated; faults of its spec are findings:
 *   "chart": NAME, "state": the weightiest of its files' (file_state_name), "broken" when the spec
 *   cannot be drawn;
 *   "files": [{"file", "state", "inputs": [what changed], "drawn_by": "pango 1.50.1 -> 1.52.0",
 *              "on_request": true, "strict": {...}}]: on_request: the spec does not ask for it, but
 *              it was drawn once by options of build;
 *   "changes": [lines for people: what the picture shows and the data do not, and the other way],
 *   "figures": freshness_to_json, of a chart whose rows changed.
 */
cJSON *status_chart(const Status *status, const char *name, Findings *findings);

/* Files of the folder that belong to no chart, char*, sorted: what the lock file knows, and
 * pictures that figtrail drew. */
GPtrArray *status_orphans(const Status *status);

/* "fresh", "stale", ...: also the words of JSON. */
const char *file_state_name(FileState state);

#endif
