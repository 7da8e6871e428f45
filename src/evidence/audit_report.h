/*
 * audit_report: an audit as text for a terminal, as JSON, and as Markdown for a
 * pull request.
 */
#ifndef FIGTRAIL_EVIDENCE_AUDIT_REPORT_H
#define FIGTRAIL_EVIDENCE_AUDIT_REPORT_H

#include "evidence/audit.h"

/* The summary per table, the sources that need a look (all: every one), and a
 * line of totals. */
char *audit_format_text(const Audit *audit, gboolean all, guint width);

/* { total, tables, sources, claims }; findings are added as a member of their own. */
char *audit_format_json(const Audit *audit, Findings *findings);

/* Tables of the same, and the findings as a list. */
char *audit_format_markdown(const Audit *audit, Findings *findings);

#endif
