/*
 * data_columns: a CSV text without fault as chart data, read on all cores.
 *
 * Cells become numbers where they are read, column by column; a column of which one turns out to be
 * no number is read again as texts.  What is not clean (a row of another length, a stray quote) is
 * left to data_csv.h, which says what is wrong.
 */
#ifndef FIGTRAIL_CHART_DATA_COLUMNS_H
#define FIGTRAIL_CHART_DATA_COLUMNS_H

#include "chart/frame.h"

/* The rows of the text from an offset on, where a row begins, under the columns of a frame that has
 * no rows, with the types that vega-loader infers.  NULL: it is for data_csv.h.  n_threads: 0: one
 * per processor. */
Frame *data_columns_read(const char *text, gsize length, gsize start, guint n_threads,
                         const Frame *header);

#endif
