/* Literals, names, calls, arrays, objects and members. */
#include "chart/expression_parser.h"
#include "chart/format.h"
#include "chart/param.h"

#include <string.h>

/* Up to the closing bracket, which is read too. */
static const Node *parse_list(Parser *parser, Node *list, const char *closing)
{
    if (parser_accept(parser, closing))
        return list;
    do {
        if (!parser_add(parser, list, parser_conditional(parser)))
            return NULL;
    } while (parser_accept(parser, ","));
    return parser_expect(parser, closing) ? list : NULL;
}

static const Node *check_call(Parser *parser, const Node *call)
{
    const Function *function = call->function;
    const guint n = call->children ? call->children->len : 0;
    /* of numbers further arguments do nothing, as in JavaScript; the house's language refuses them
     */
    const gboolean rest_ignored = function->math && parser->expression->values;
    if (n < function->minimum || (n > function->maximum && !rest_ignored)) {
        g_autofree char *range =
            function->maximum == function->minimum ? g_strdup_printf("%u", function->minimum)
            : function->maximum == FUNCTION_ANY
                ? g_strdup_printf("at least %u", function->minimum)
                : g_strdup_printf("%u to %u", function->minimum, function->maximum);
        return parser_fail(parser, call->start, "%s takes %s argument%s, not %u", function->name,
                           range, function->maximum == 1 ? "" : "s", n);
    }
    if (function->format_argument > 0 && call->children) {
        const Node *format = g_ptr_array_index(call->children, function->format_argument - 1);
        g_autoptr(NumberFormat) parsed = NULL;
        if (format->kind == NODE_LITERAL && format->literal.type == VALUE_STRING) {
            parsed = number_format_parse(format->literal.as.string);
            if (!parsed)
                return parser_fail(parser, format->start,
                                   "'%s' is no number format of d3; write one such as ',.1f'",
                                   format->literal.as.string);
        }
    }
    return call;
}

static const Node *parse_call(Parser *parser, const Token *name)
{
    Node *call = parser_node(parser, NODE_CALL, name->start);
    call->function = function_find(name->text);
    if (!call->function) {
        const char *refusal = function_refusal(name->text);
        const char *near = function_suggest(name->text);
        if (refusal)
            return parser_fail(parser, name->start, "%s is not supported: %s", name->text, refusal);
        if (near)
            return parser_fail(parser, name->start, "unknown function '%s'; did you mean '%s'?",
                               name->text, near);
        return parser_fail(parser, name->start, "unknown function '%s'", name->text);
    }
    parser_advance(parser); /* the opening bracket */
    return parse_list(parser, call, ")") ? check_call(parser, call) : NULL;
}

static void note_name(GPtrArray *names, const char *name)
{
    if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_ptr_array_add(names, (gpointer)name);
}

/* The text of a literal text; else NULL. */
static const char *literal_text(const Node *node)
{
    return node->kind == NODE_LITERAL && node->literal.type == VALUE_STRING && !node->regexp
               ? node->literal.as.string
               : NULL;
}

/* '.NAME' or '[EXPRESSION]' */
static const Node *parse_key(Parser *parser)
{
    if (parser_accept(parser, "[")) {
        const Node *key = parser_conditional(parser);
        return key && parser_expect(parser, "]") ? key : NULL;
    }
    parser_advance(parser); /* the dot */
    const Token name = parser->token;
    if (name.type != TOKEN_NAME)
        return parser_fail_token(parser, "the name of a field");
    parser_advance(parser);
    return parser_literal(parser, name.start, value_string(name.text));
}

static gboolean at_key(const Parser *parser)
{
    return expression_token_is(&parser->token, ".") || expression_token_is(&parser->token, "[");
}

static const Node *parse_field(Parser *parser, const char *start)
{
    if (!at_key(parser))
        return parser_fail(parser, start, "datum is no value; name a field: datum.NAME");
    Node *field = parser_node(parser, NODE_FIELD, start);
    const Node *name = parse_key(parser);
    if (!parser_add(parser, field, name))
        return NULL;
    field->name = literal_text(name);
    parser->expression->needs_row = TRUE;
    return field;
}

static const Node *parse_name(Parser *parser)
{
    static const struct {
        const char *name;
        Value value;
    } words[] = {{"null", {.type = VALUE_NULL}},
                 {"true", {.type = VALUE_BOOLEAN, .as.boolean = TRUE}},
                 {"false", {.type = VALUE_BOOLEAN, .as.boolean = FALSE}}};
    const Token name = parser->token;
    double number;
    parser_advance(parser);
    if (expression_token_is(&parser->token, "("))
        return parse_call(parser, &name);
    if (strcmp(name.text, "datum") == 0)
        return parse_field(parser, name.start);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(name.text, words[i].name) == 0)
            return parser_literal(parser, name.start, words[i].value);
    if (constant_find(name.text, &number))
        return parser_literal(parser, name.start, value_number(number));
    if (params_has(parser->expression->values, name.text)) {
        Node *param = parser_node(parser, NODE_PARAM, name.start);
        param->name = name.text;
        note_name(parser->expression->params, name.text);
        return param;
    }
    if (function_find(name.text))
        return parser_fail(parser, name.start, "%s is a function; give it its arguments: %s(...)",
                           name.text, name.text);
    const char *near = constant_suggest(name.text);
    return near ? parser_fail(parser, name.start,
                              "unknown name '%s'; did you mean '%s'? (a field is datum.%s)",
                              name.text, near, name.text)
                : parser_fail(parser, name.start, "unknown name '%s'; a field is datum.%s",
                              name.text, name.text);
}

/* {a: 1, 'b': 2}, behind the brace */
static const Node *parse_object(Parser *parser, Node *object)
{
    object->keys = g_ptr_array_new();
    if (parser_accept(parser, "}"))
        return object;
    do {
        const Token key = parser->token;
        if (key.type != TOKEN_NAME && key.type != TOKEN_STRING)
            return parser_fail_token(parser, "the name of a member");
        parser_advance(parser);
        g_ptr_array_add(object->keys, (gpointer)key.text);
        if (!parser_expect(parser, ":") || !parser_add(parser, object, parser_conditional(parser)))
            return NULL;
    } while (parser_accept(parser, ","));
    return parser_expect(parser, "}") ? object : NULL;
}

/* /source/flags, where its slash is the next token */
static const Node *parse_regexp(Parser *parser)
{
    Expression *expression = parser->expression;
    const char *flags;
    parser->token = expression_token_regexp(parser->token.start, expression->strings, &flags);
    const Token token = parser->token;
    if (token.type == TOKEN_FAULT)
        return parser_fail_token(parser, "a regular expression");
    g_autofree char *message = NULL;
    Regexp *regexp = regexp_new(token.text, flags, &message);
    if (!regexp)
        return parser_fail(parser, token.start, "%s", message);
    g_ptr_array_add(expression->regexps, regexp);
    Node *node = parser_node(parser, NODE_LITERAL, token.start);
    node->regexp = regexp;
    parser_advance(parser);
    return node;
}

static const Node *parse_primary(Parser *parser)
{
    const Token token = parser->token;
    switch (token.type) {
    case TOKEN_NUMBER:
        parser_advance(parser);
        return parser_literal(parser, token.start, value_number(token.number));
    case TOKEN_STRING:
        parser_advance(parser);
        return parser_literal(parser, token.start, value_string(token.text));
    case TOKEN_NAME: return parse_name(parser);
    default: break;
    }
    if (parser_accept(parser, "(")) {
        const Node *inner = parser_conditional(parser);
        return inner && parser_expect(parser, ")") ? inner : NULL;
    }
    if (parser_accept(parser, "{"))
        return parse_object(parser, parser_node(parser, NODE_OBJECT, token.start));
    if (expression_token_is(&token, "/"))
        return parse_regexp(parser);
    if (parser_accept(parser, "["))
        return parse_list(parser, parser_node(parser, NODE_ARRAY, token.start), "]");
    return parser_fail_token(parser, "a value");
}

/* "a.b" of datum.a.b and datum.a[0], the column of what is nested in data; else NULL. */
static const char *nested_name(Parser *parser, const Node *object, const Node *key)
{
    if (!object->name || object->kind == NODE_PARAM || key->kind != NODE_LITERAL || key->regexp)
        return NULL;
    g_autofree char *part = value_to_text(key->literal);
    g_autofree char *name = g_strconcat(object->name, ".", part, NULL);
    return g_string_chunk_insert(parser->expression->strings, name);
}

/* The field that datum.a.b names is "a.b"; what follows a bracket or is a length is of its value.
 */
const Node *parser_members(Parser *parser)
{
    const Node *object = parse_primary(parser);
    if (!object)
        return NULL;
    const char *field = object->kind == NODE_FIELD ? object->name : NULL;
    gboolean dotted = TRUE;
    while (at_key(parser)) {
        dotted &= expression_token_is(&parser->token, ".");
        Node *member = parser_node(parser, NODE_MEMBER, parser->token.start);
        const Node *key = parse_key(parser);
        if (!parser_add(parser, member, object) || !parser_add(parser, member, key))
            return NULL;
        member->name = nested_name(parser, object, key);
        if (field && dotted && g_strcmp0(literal_text(key), "length") != 0)
            field = member->name;
        object = member;
    }
    if (field)
        note_name(parser->expression->fields, field);
    return object;
}
