/*
 * status_report: what status found, for people and for programs.
 */
#ifndef FIGTRAIL_CLI_STATUS_REPORT_H
#define FIGTRAIL_CLI_STATUS_REPORT_H

#include "base/finding.h"
#include "base/json.h"

/*
 * report: {"charts": [status_chart], "orphans": [NAME], "interrupted": BOOL, "strict": BOOL}
 * folder: of the charts.  whole: all changes of a chart are told, not only the first few.
 */
char *status_report_text(const cJSON *report, const char *folder, gboolean whole);

/* The same as findings, for GitHub's annotations. */
void status_report_findings(const cJSON *report, const char *folder, Findings *findings);

/* Whether all is as it should be. */
gboolean status_report_is_clean(const cJSON *report);

#endif
