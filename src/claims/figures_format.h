/*
 * figures_format: merged figures as text that people and programs read.
 */
#ifndef FIGTRAIL_CLAIMS_FIGURES_FORMAT_H
#define FIGTRAIL_CLAIMS_FIGURES_FORMAT_H

#include "claims/merge.h"

/* All take figures (of const Figure*, printed in that order) and give new text. */

typedef struct {
    guint width;          /* columns of the terminal to stay within, where possible */
    gboolean show_rivals; /* below each figure, the claims that contradict it, with reasons */
} TableStyle;

/* A table in columns, aligned by display width.  Where it is too wide, subject,
 * metric and unit become headings above the rows they have in common, and long
 * cells go on in the next line; nothing is cut.  Control characters are shown
 * as U+FFFD. */
char *figures_format_table(const GPtrArray *figures, const TableStyle *style);

/* RFC 4180 with header, LF; everything that merging found out.  Ids are joined
 * by blanks, 'id: reason' pairs by " | ". */
char *figures_format_csv(const GPtrArray *figures);

/* { "figures": [...] }, one object per figure, the members as the CSV columns. */
char *figures_format_json(const GPtrArray *figures);

/* "rows read 6 = used 5 + set aside 1; figures 2; ...": the accounting of these
 * figures, one line. */
char *figures_format_stats(const GPtrArray *figures);
char *figure_counts_format(const FigureCounts *counts);

/* The agreement's name; "none" when no claim is in use. */
const char *figure_agreement_name(const Figure *figure);

#endif
