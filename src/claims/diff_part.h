/*
 * diff_part: what the files that make and write a Diff share among themselves.
 */
#ifndef FIGTRAIL_CLAIMS_DIFF_PART_H
#define FIGTRAIL_CLAIMS_DIFF_PART_H

#include "claims/diff.h"

/* ---- making it (diff.c calls these in this order) ----------------------------------------------
 */

/* Fills rows, counts, n_same and renamed. */
void diff_add_rows(Diff *diff);
/* Fills figures; needs renamed. */
void diff_add_figures(Diff *diff);
/* Fills files; needs rows. */
void diff_add_files(Diff *diff);

/* How one amount became the other: CHANGE_VALUE, CHANGE_NOISE or CHANGE_FORM; -1: not at all. */
int amount_change_kind(const Amount *old, const Amount *new, MetricKind kind);

/* OLD's id as NEW has it: renamed or the same. */
const char *diff_id_now(const Diff *diff, RowsKind kind, const char *id);

/* ---- words -------------------------------------------------------------------------------------
 */

typedef struct {
    const char *id;    /* for programs: "evidence" */
    const char *title; /* of a section: "Evidence changed" */
    const char *verb;  /* "3 claims changed evidence" */
} ChangeWords;
extern const ChangeWords change_words[N_CHANGE_KINDS];

typedef struct {
    const char *plural, *singular, *title; /* "sources", "source", "Sources" */
} RowsWords;
extern const RowsWords rows_words[N_ROWS_KINDS];

/* The title of a section of rows: only claims have columns that say what a change means. */
const char *rows_title(RowsKind rows, ChangeKind change);

/* All newly allocated. */

/* claim_words_short with its unit: "86.4 percent"; dates have none. */
char *claim_amount_unit_text(const Claim *claim);
/* "gpt-4, mmlu (shots=5, as of 2024-01)" */
char *claim_about_text(const Claim *claim);
char *figure_change_about(const FigureChange *change);
/* ", +0.1 points (+0.12 %)", ", 3 days later", " (the same to 7 digits: float noise)": how the
 * change of a field goes on; "" when there is nothing to say. */
char *field_change_by(const RowChange *row, const FieldChange *field);
char *figure_change_by(const FigureChange *figure);
/* "order of rows or columns, quotes, line ends", "551 -> 553 rows" */
char *file_change_text(const FileChange *file);
/* "new", "its spec changed; shows 3 figures that change": what is to say of a chart */
char *chart_change_text(const ChartChange *chart);

#endif
