/*
 * row_expression: an expression of a spec over the rows of one frame.
 *
 * Its fields are looked up once; one that the frame lacks is a finding, so that
 * a misspelt 'datum.NAME' is never silently null.
 */
#ifndef FIGTRAIL_CHART_ROW_EXPRESSION_H
#define FIGTRAIL_CHART_ROW_EXPRESSION_H

#include "chart/expression.h"
#include "chart/frame.h"
#include "chart/spec.h"

typedef struct RowExpression RowExpression;

/* text: a JSON string; frame must outlive the result.  NULL after a finding. */
RowExpression *row_expression_parse(const cJSON *text, const Frame *frame, SpecContext *context);
void row_expression_free(RowExpression *expression); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RowExpression, row_expression_free)

void row_expression_give_lines(RowExpression *expression);               /* expression_give_lines */
const GPtrArray *row_expression_fields(const RowExpression *expression); /* expression_fields */
Value row_expression_evaluate(const RowExpression *expression, guint row);

#endif
