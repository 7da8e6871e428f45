/*
 * columns: the columns of the tables that an import writes, by number.
 */
#ifndef FIGTRAIL_IMPORT_COLUMNS_H
#define FIGTRAIL_IMPORT_COLUMNS_H

#include <glib.h>

typedef enum {
    CLAIM_ID,
    CLAIM_SUBJECT,
    CLAIM_METRIC,
    CLAIM_SETTING,
    CLAIM_PRINTED,
    CLAIM_VALUE,
    CLAIM_LOW,
    CLAIM_HIGH,
    CLAIM_KIND,
    CLAIM_STATUS,
    CLAIM_AS_OF,
    CLAIM_SOURCE,
    CLAIM_QUOTE,
    CLAIM_AT,
    CLAIM_LOCATOR,
    CLAIM_STATED_BY,
    CLAIM_RANK,
    CLAIM_REASON,
    CLAIM_NOTE,
    N_CLAIM_COLUMNS
} ClaimColumn;

typedef enum {
    SOURCE_ID,
    SOURCE_TITLE,
    SOURCE_PUBLISHER,
    SOURCE_AUTHOR,
    SOURCE_PUBLISHED,
    SOURCE_LANGUAGE,
    SOURCE_TYPE,
    SOURCE_RELAYS,
    SOURCE_URL,
    SOURCE_ARCHIVE_URL,
    SOURCE_RETRIEVED,
    SOURCE_NOTE,
    SOURCE_SNAPSHOT, /* from here on made by the import, never by a map */
    SOURCE_SHA256,
    SOURCE_BYTES,
    N_SOURCE_COLUMNS,
    N_SOURCE_RULES = SOURCE_SNAPSHOT
} SourceColumn;

typedef enum {
    SUBJECT_ID,
    SUBJECT_NAME,
    SUBJECT_KIND,
    SUBJECT_MAKER,
    SUBJECT_FAMILY,
    SUBJECT_ALIASES,
    N_SUBJECT_COLUMNS
} SubjectColumn;

typedef enum {
    METRIC_ID,
    METRIC_NAME,
    METRIC_UNIT,
    METRIC_KIND,
    METRIC_BETTER,
    METRIC_MINIMUM,
    METRIC_MAXIMUM,
    METRIC_TIMED,
    METRIC_DESCRIPTION,
    N_METRIC_COLUMNS
} MetricColumn;

/* Their names in the files, in that order. */
extern const char *const claim_columns[N_CLAIM_COLUMNS],
    *const source_columns[N_SOURCE_COLUMNS], *const subject_columns[N_SUBJECT_COLUMNS],
                                                 *const metric_columns[N_METRIC_COLUMNS];

/* Number of a name among n, or -1. */
int column_find(const char *const *columns, guint n, const char *name);

#endif
