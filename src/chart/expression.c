/* The grammar is that of vega-expression (ECMA-262 without assignments and
 * functions), read by precedence climbing. */
#include "chart/expression.h"

#include "chart/expression_parser.h"
#include "chart/param.h"

#include <string.h>

const Rule rule_expression = {
    .name = "expression",
    .level = LEVEL_ERROR,
    .summary = "an expression must be well-formed and use only known names",
};

enum {
    SOURCE_MAXIMUM = 64 * 1024, /* bytes */
    NESTING_MAXIMUM = 200       /* of brackets and prefixes: recursion of the parser */
};

static const struct {
    const char *text;
    int precedence;
    Operator operation;
} binaries[] = {
    {"||", 1, OPERATOR_OR},        {"&&", 2, OPERATOR_AND},
    {"|", 3, OPERATOR_BIT_OR},     {"^", 4, OPERATOR_BIT_XOR},
    {"&", 5, OPERATOR_BIT_AND},    {"==", 6, OPERATOR_EQUAL},
    {"!=", 6, OPERATOR_UNEQUAL},   {"===", 6, OPERATOR_SAME},
    {"!==", 6, OPERATOR_NOT_SAME}, {"<", 7, OPERATOR_LESS},
    {">", 7, OPERATOR_GREATER},    {"<=", 7, OPERATOR_AT_MOST},
    {">=", 7, OPERATOR_AT_LEAST},  {"<<", 8, OPERATOR_LEFT},
    {">>", 8, OPERATOR_RIGHT},     {">>>", 8, OPERATOR_RIGHT_UNSIGNED},
    {"+", 9, OPERATOR_PLUS},       {"-", 9, OPERATOR_MINUS},
    {"*", 10, OPERATOR_TIMES},     {"/", 10, OPERATOR_DIVIDE},
    {"%", 10, OPERATOR_REMAINDER},
};

static const struct {
    const char *text;
    Operator operation;
} unaries[] = {
    {"+", OPERATOR_PLUS}, {"-", OPERATOR_MINUS}, {"!", OPERATOR_NOT}, {"~", OPERATOR_COMPLEMENT}};

/* ---- operators ------------------------------------------------------------------------------ */

static gboolean enter(Parser *parser)
{
    if (parser->nesting++ < NESTING_MAXIMUM)
        return TRUE;
    parser_fail(parser, parser->token.start, "nested more than %d deep", NESTING_MAXIMUM);
    return FALSE;
}

static const Node *parse_unary(Parser *parser)
{
    const Token token = parser->token;
    for (gsize i = 0; i < G_N_ELEMENTS(unaries); i++) {
        if (!expression_token_is(&token, unaries[i].text))
            continue;
        if (!enter(parser))
            return NULL;
        parser_advance(parser);
        Node *node = parser_node(parser, NODE_UNARY, token.start);
        node->operation = unaries[i].operation;
        const gboolean complete = parser_add(parser, node, parse_unary(parser));
        parser->nesting--;
        return complete ? node : NULL;
    }
    return parser_members(parser);
}

static const Node *parse_binary(Parser *parser, int precedence)
{
    const Node *left = parse_unary(parser);
    for (gsize i = 0; left && i < G_N_ELEMENTS(binaries); i++) {
        if (binaries[i].precedence < precedence ||
            !expression_token_is(&parser->token, binaries[i].text))
            continue;
        Node *node = parser_node(parser, NODE_BINARY, parser->token.start);
        node->operation = binaries[i].operation;
        parser_advance(parser);
        if (!parser_add(parser, node, left) ||
            !parser_add(parser, node, parse_binary(parser, binaries[i].precedence + 1)))
            return NULL;
        left = node;
        i = (gsize)-1; /* look at all operators again */
    }
    return left;
}

static const Node *parse_choice(Parser *parser)
{
    const Node *test = parse_binary(parser, 1);
    const char *start = parser->token.start;
    if (!test || !parser_accept(parser, "?"))
        return test;
    Node *node = parser_node(parser, NODE_CONDITIONAL, start);
    const gboolean complete =
        parser_add(parser, node, test) && parser_add(parser, node, parser_conditional(parser)) &&
        parser_expect(parser, ":") && parser_add(parser, node, parser_conditional(parser));
    return complete ? node : NULL;
}

const Node *parser_conditional(Parser *parser)
{
    if (!enter(parser))
        return NULL;
    const Node *node = parse_choice(parser);
    parser->nesting--;
    return node;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static Expression *expression_new(void)
{
    Expression *expression = g_new0(Expression, 1);
    expression->nodes = g_ptr_array_new_with_free_func(parser_node_free);
    expression->strings = g_string_chunk_new(256);
    expression->fields = g_ptr_array_new();
    expression->params = g_ptr_array_new();
    expression->regexps = g_ptr_array_new_with_free_func((GDestroyNotify)regexp_free);
    return expression;
}

void expression_free(Expression *expression)
{
    if (!expression)
        return;
    g_ptr_array_unref(expression->nodes);
    g_ptr_array_unref(expression->fields);
    g_ptr_array_unref(expression->params);
    g_ptr_array_unref(expression->regexps);
    g_string_chunk_free(expression->strings);
    g_free(expression);
}

const GPtrArray *expression_fields(const Expression *expression)
{
    return expression->fields;
}

const GPtrArray *expression_params(const Expression *expression)
{
    return expression->params;
}

gboolean expression_is_known(const Expression *expression)
{
    for (guint i = 0; i < expression->params->len; i++) {
        if (!params_value(expression->values, expression->params->pdata[i]))
            return FALSE;
    }
    return !expression->needs_row;
}

Expression *expression_parse(const char *text, Place place, const Params *params,
                             Findings *findings)
{
    if (strlen(text) > SOURCE_MAXIMUM || !g_utf8_validate(text, -1, NULL)) {
        findings_add(findings, &rule_expression, place,
                     "an expression is UTF-8 text of at most %d bytes", SOURCE_MAXIMUM);
        return NULL;
    }
    g_autoptr(Expression) expression = expression_new();
    expression->values = params;
    Parser parser = {
        .expression = expression, .source = text, .place = place, .findings = findings};
    parser.token.end = text;
    parser_advance(&parser);
    expression->root = parser_conditional(&parser);
    if (expression->root && parser.token.type != TOKEN_END) {
        parser_fail_token(&parser, "an operator or the end");
        expression->root = NULL;
    }
    return expression->root ? g_steal_pointer(&expression) : NULL;
}
