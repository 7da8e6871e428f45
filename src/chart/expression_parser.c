#include "chart/expression_parser.h"

enum { DEPTH_MAXIMUM = 1000 /* of the tree: recursion of the evaluator */ };

/* ---- faults --------------------------------------------------------------------------------- */

const Node *parser_fail(Parser *parser, const char *at, const char *format, ...)
{
    if (parser->failed)
        return NULL;
    parser->failed = TRUE;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    findings_add(parser->findings, &rule_expression, parser->place, "at character %ld: %s",
                 g_utf8_pointer_to_offset(parser->source, at) + 1, message);
    return NULL;
}

const Node *parser_fail_token(Parser *parser, const char *expected)
{
    const Token *token = &parser->token;
    switch (token->type) {
    case TOKEN_FAULT: return parser_fail(parser, token->start, "%s", token->text);
    case TOKEN_END:
        return parser_fail(parser, token->start, "it ends where %s is expected", expected);
    default: break;
    }
    g_autofree char *text = g_strndup(token->start, (gsize)(token->end - token->start));
    return parser_fail(parser, token->start, "'%s' stands where %s is expected", text, expected);
}

/* ---- nodes ---------------------------------------------------------------------------------- */

void parser_advance(Parser *parser)
{
    parser->token = expression_token_read(parser->token.end, parser->expression->strings);
}

gboolean parser_accept(Parser *parser, const char *punctuator)
{
    const gboolean is = expression_token_is(&parser->token, punctuator);
    if (is)
        parser_advance(parser);
    return is;
}

gboolean parser_expect(Parser *parser, const char *punctuator)
{
    if (parser_accept(parser, punctuator))
        return TRUE;
    g_autofree char *quoted = g_strdup_printf("'%s'", punctuator);
    parser_fail_token(parser, quoted);
    return FALSE;
}

void parser_node_free(gpointer node)
{
    Node *own = node;
    if (own->children)
        g_ptr_array_unref(own->children);
    if (own->keys)
        g_ptr_array_unref(own->keys);
    g_free(own);
}

Node *parser_node(Parser *parser, NodeKind kind, const char *start)
{
    Node *node = g_new0(Node, 1);
    *node = (Node){.kind = kind, .depth = 1, .start = start};
    g_ptr_array_add(parser->expression->nodes, node);
    return node;
}

gboolean parser_add(Parser *parser, Node *node, const Node *child)
{
    if (!child)
        return FALSE;
    if (!node->children)
        node->children = g_ptr_array_new();
    g_ptr_array_add(node->children, (gpointer)child);
    node->depth = MAX(node->depth, child->depth + 1);
    if (node->depth <= DEPTH_MAXIMUM)
        return TRUE;
    parser_fail(parser, node->start,
                "more than %d operations build on each other; split the expression", DEPTH_MAXIMUM);
    return FALSE;
}

const Node *parser_literal(Parser *parser, const char *start, Value value)
{
    Node *node = parser_node(parser, NODE_LITERAL, start);
    node->literal = value;
    return node;
}
