/*
 * three_way: two versions of a CSV table that come from a third put together, row by
 * row and cell by cell, as people mean them, not line by line.
 *
 * Rows of one key are one row, wherever they stand.  A cell that one version changed is
 * taken from it; a row that one added or removed is added or removed; a column likewise.
 * Only two different changes of one cell, and the removal of a row that the other changed,
 * are a conflict: those rows, and no others, stand between git's markers, with all that is
 * no conflict applied to both sides of them.
 *
 * Cells are taken as they are spelt: what nobody changed comes out byte for byte, and a change of
 * quotes or line ends alone merges with a change of content.  Rows stand in the order of the
 * version that changed it, sorted by key if that is how a version left them; added ones
 * follow the row that they stood behind.
 */
#ifndef FIGTRAIL_TABLE_THREE_WAY_H
#define FIGTRAIL_TABLE_THREE_WAY_H

#include "base/finding.h"

/* Positions in arrays of versions. */
typedef enum { VERSION_BASE, VERSION_OURS, VERSION_THEIRS } VersionKind;
enum { N_VERSIONS = 3 };

typedef struct {
    const char *file; /* in findings on this version: "claims.csv (ours)" */
    const char *text;
    gsize length;
} TableVersion;

typedef struct {
    TableVersion versions[N_VERSIONS]; /* the base may be empty: both versions added the file */
    const char *file;                  /* in findings on the result */
    const char *const *key; /* names of the key's columns, NULL at the end; NULL: 'id', or else the
                               first column that holds no text twice in any version */
    guint marker_size;      /* characters of a marker: git's default is 7 */
} ThreeWay;

extern const Rule rule_merge_conflict, rule_merge_key, rule_merge_column;

/* The merged table.  Each row in conflict is a finding (rule_merge_conflict) at its line
 * there.  NULL when the versions cannot be merged by rows; findings say why: one does not
 * parse, rows have no key, or a column that one removed is changed in the other. */
char *three_way_merge(const ThreeWay *merge, gsize *length, guint *n_conflicts, Findings *findings);

#endif
