/*
 * layout: which column of a table holds which field, from its rows of labels.
 */
#ifndef FIGTRAIL_TABLE_LAYOUT_H
#define FIGTRAIL_TABLE_LAYOUT_H

#include "table/rows.h"
#include "table/schema.h"

typedef struct {
    RowCell *labels; /* by column; their texts are the layout's */
    guint n_columns;
    int *fields;  /* by column: its field, or -1 */
    int *columns; /* by field: its column, or -1 */
    GPtrArray *texts;
} Layout;

/* Reads the rows of labels, as the dialect has them, and checks them.  *schema
 * may be NULL: the labels then make one, which the caller owns.  FALSE when there
 * are none, so that nothing can be said of the rows; *schema is not NULL even then. */
gboolean layout_read(const RowSource *source, RowReader *reader, Schema **schema, Layout *layout,
                     Findings *findings);
void layout_clear(Layout *layout);

#endif
