/*
 * import_report: what an import did, row by row accounted for.
 */
#ifndef FIGTRAIL_IMPORT_IMPORT_REPORT_H
#define FIGTRAIL_IMPORT_IMPORT_REPORT_H

#include "import/import.h"

/* Both take a finished import and give new text.  People get a few lines: rows, figures, the
 * reasons why rows gave none, and what is new; JSON has every reason. */
char *import_report_text(const Import *import);
char *import_report_json(const Import *import);

#endif
