/*
 * status_strict: a chart drawn again and compared with its files, byte by byte.
 */
#ifndef FIGTRAIL_CLI_STATUS_STRICT_H
#define FIGTRAIL_CLI_STATUS_STRICT_H

#include "cli/build_plan.h"

/* For each file that differs, puts what is drawn now beside it ("mmlu.new.png"), and of a PNG a
 * picture of the differences ("mmlu.diff.png"); such pictures of a file that does not differ any
 * more are removed.  Adds to each object of array, in the order of files, "strict": {"same": BOOL,
 * "new", "difference", "said": "120 pixels differ, ..."}.  FALSE with findings when the chart
 * cannot be laid out, or an object with "error". */
gboolean status_compare(const char *charts, const Drawing *drawing, const GPtrArray *files,
                        Findings *findings, cJSON *array);

/* Whether a file's name is one that status_compare gives. */
gboolean status_is_comparison(const char *name);

#endif
