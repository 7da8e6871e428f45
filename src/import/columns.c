#include "import/columns.h"

#include <string.h>

const char *const claim_columns[N_CLAIM_COLUMNS] = {
    "id",      "subject",   "metric", "setting", "printed", "value", "low",
    "high",    "kind",      "status", "as_of",   "source",  "quote", "at",
    "locator", "stated_by", "rank",   "reason",  "note"};
const char *const source_columns[N_SOURCE_COLUMNS] = {
    "id",  "title",       "publisher", "author", "published", "language", "type", "relays",
    "url", "archive_url", "retrieved", "note",   "snapshot",  "sha256",   "bytes"};
const char *const subject_columns[N_SUBJECT_COLUMNS] = {"id",    "name",   "kind",
                                                        "maker", "family", "aliases"};
const char *const metric_columns[N_METRIC_COLUMNS] = {
    "id", "name", "unit", "kind", "better", "minimum", "maximum", "timed", "description"};

int column_find(const char *const *columns, guint n, const char *name)
{
    for (guint i = 0; i < n; i++)
        if (strcmp(columns[i], name) == 0)
            return (int)i;
    return -1;
}
