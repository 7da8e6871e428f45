/*
 * expression_parser: the parser of expressions, between its files: what it stands on
 * (expression_parser.c), operands (expression_operand.c), operators and the whole (expression.c).
 *
 * A function that reads a part gives its node, or NULL after a fault.
 */
#ifndef FIGTRAIL_CHART_EXPRESSION_PARSER_H
#define FIGTRAIL_CHART_EXPRESSION_PARSER_H

#include "chart/expression_token.h"
#include "chart/expression_tree.h"

typedef struct {
    Expression *expression;
    const char *source;
    Token token; /* the next one */
    guint nesting;
    Place place;
    Findings *findings;
    gboolean failed;
} Parser;

/* Only the first fault is told: what follows it is mostly its echo.  Gives NULL. */
const Node *parser_fail(Parser *parser, const char *at, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
/* expected: what should stand in place of the next token */
const Node *parser_fail_token(Parser *parser, const char *expected);

void parser_advance(Parser *parser);
gboolean parser_accept(Parser *parser, const char *punctuator); /* reads it, if it is next */
gboolean parser_expect(Parser *parser, const char *punctuator); /* the same, or a fault */

Node *parser_node(Parser *parser, NodeKind kind, const char *start);
/* child: NULL after a fault.  FALSE then, or when the tree grows too deep. */
gboolean parser_add(Parser *parser, Node *node, const Node *child);
const Node *parser_literal(Parser *parser, const char *start, Value value);
void parser_node_free(gpointer node);

/* expression_operand.c: a value with its members; expression.c: any expression. */
const Node *parser_members(Parser *parser);
const Node *parser_conditional(Parser *parser);

#endif
