/* The grammar is that of vega-expression (ECMA-262 without assignments and
 * functions), read by precedence climbing. */
#include "chart/expression.h"

#include "chart/expression_token.h"
#include "chart/expression_tree.h"
#include "chart/format.h"
#include "chart/param.h"

#include <string.h>

const Rule rule_expression = {
    .name = "expression",
    .level = LEVEL_ERROR,
    .summary = "an expression must be well-formed and use only known names",
};

enum {
    SOURCE_MAXIMUM = 64 * 1024, /* bytes */
    NESTING_MAXIMUM = 200,      /* of brackets and prefixes: recursion of the parser */
    DEPTH_MAXIMUM = 1000        /* of the tree: recursion of the evaluator */
};

typedef struct {
    Expression *expression;
    const char *source;
    Token token; /* the next one */
    guint nesting;
    Place place;
    Findings *findings;
    gboolean failed;
} Parser;

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

static const Node *parse_conditional(Parser *parser);

/* ---- faults --------------------------------------------------------------------------------- */

/* Only the first fault is told: what follows it is mostly its echo.  Gives NULL. */
static const Node *fail(Parser *parser, const char *at, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static const Node *fail(Parser *parser, const char *at, const char *format, ...)
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

/* expected: what should stand in place of the next token */
static const Node *fail_token(Parser *parser, const char *expected)
{
    const Token *token = &parser->token;
    switch (token->type) {
    case TOKEN_FAULT: return fail(parser, token->start, "%s", token->text);
    case TOKEN_END: return fail(parser, token->start, "it ends where %s is expected", expected);
    default: break;
    }
    g_autofree char *text = g_strndup(token->start, (gsize)(token->end - token->start));
    return fail(parser, token->start, "'%s' stands where %s is expected", text, expected);
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static void advance(Parser *parser)
{
    parser->token = expression_token_read(parser->token.end, parser->expression->strings);
}

static gboolean accept(Parser *parser, const char *punctuator)
{
    const gboolean is = expression_token_is(&parser->token, punctuator);
    if (is)
        advance(parser);
    return is;
}

static gboolean expect(Parser *parser, const char *punctuator)
{
    if (accept(parser, punctuator))
        return TRUE;
    g_autofree char *quoted = g_strdup_printf("'%s'", punctuator);
    fail_token(parser, quoted);
    return FALSE;
}

static void node_free(gpointer data)
{
    Node *node = data;
    if (node->children)
        g_ptr_array_unref(node->children);
    if (node->keys)
        g_ptr_array_unref(node->keys);
    g_free(node);
}

static Node *node_new(Parser *parser, NodeKind kind, const char *start)
{
    Node *node = g_new0(Node, 1);
    *node = (Node){.kind = kind, .depth = 1, .start = start};
    g_ptr_array_add(parser->expression->nodes, node);
    return node;
}

/* child: NULL after a fault.  FALSE then, or when the tree grows too deep. */
static gboolean node_add(Parser *parser, Node *node, const Node *child)
{
    if (!child)
        return FALSE;
    if (!node->children)
        node->children = g_ptr_array_new();
    g_ptr_array_add(node->children, (gpointer)child);
    node->depth = MAX(node->depth, child->depth + 1);
    if (node->depth <= DEPTH_MAXIMUM)
        return TRUE;
    fail(parser, node->start, "more than %d operations build on each other; split the expression",
         DEPTH_MAXIMUM);
    return FALSE;
}

static const Node *literal_new(Parser *parser, const char *start, Value value)
{
    Node *node = node_new(parser, NODE_LITERAL, start);
    node->literal = value;
    return node;
}

/* ---- operands ------------------------------------------------------------------------------- */

/* Up to the closing bracket, which is read too. */
static const Node *parse_list(Parser *parser, Node *list, const char *closing)
{
    if (accept(parser, closing))
        return list;
    do {
        if (!node_add(parser, list, parse_conditional(parser)))
            return NULL;
    } while (accept(parser, ","));
    return expect(parser, closing) ? list : NULL;
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
        return fail(parser, call->start, "%s takes %s argument%s, not %u", function->name, range,
                    function->maximum == 1 ? "" : "s", n);
    }
    if (function->format_argument > 0 && call->children) {
        const Node *format = g_ptr_array_index(call->children, function->format_argument - 1);
        g_autoptr(NumberFormat) parsed = NULL;
        if (format->kind == NODE_LITERAL && format->literal.type == VALUE_STRING) {
            parsed = number_format_parse(format->literal.as.string);
            if (!parsed)
                return fail(parser, format->start,
                            "'%s' is no number format of d3; write one such as ',.1f'",
                            format->literal.as.string);
        }
    }
    return call;
}

static const Node *parse_call(Parser *parser, const Token *name)
{
    Node *call = node_new(parser, NODE_CALL, name->start);
    call->function = function_find(name->text);
    if (!call->function) {
        const char *refusal = function_refusal(name->text);
        const char *near = function_suggest(name->text);
        if (refusal)
            return fail(parser, name->start, "%s is not supported: %s", name->text, refusal);
        if (near)
            return fail(parser, name->start, "unknown function '%s'; did you mean '%s'?",
                        name->text, near);
        return fail(parser, name->start, "unknown function '%s'", name->text);
    }
    advance(parser); /* the opening bracket */
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
    if (accept(parser, "[")) {
        const Node *key = parse_conditional(parser);
        return key && expect(parser, "]") ? key : NULL;
    }
    advance(parser); /* the dot */
    const Token name = parser->token;
    if (name.type != TOKEN_NAME)
        return fail_token(parser, "the name of a field");
    advance(parser);
    return literal_new(parser, name.start, value_string(name.text));
}

static gboolean at_key(const Parser *parser)
{
    return expression_token_is(&parser->token, ".") || expression_token_is(&parser->token, "[");
}

static const Node *parse_field(Parser *parser, const char *start)
{
    if (!at_key(parser))
        return fail(parser, start, "datum is no value; name a field: datum.NAME");
    Node *field = node_new(parser, NODE_FIELD, start);
    const Node *name = parse_key(parser);
    if (!node_add(parser, field, name))
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
    advance(parser);
    if (expression_token_is(&parser->token, "("))
        return parse_call(parser, &name);
    if (strcmp(name.text, "datum") == 0)
        return parse_field(parser, name.start);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(name.text, words[i].name) == 0)
            return literal_new(parser, name.start, words[i].value);
    if (constant_find(name.text, &number))
        return literal_new(parser, name.start, value_number(number));
    if (params_has(parser->expression->values, name.text)) {
        Node *param = node_new(parser, NODE_PARAM, name.start);
        param->name = name.text;
        note_name(parser->expression->params, name.text);
        return param;
    }
    if (function_find(name.text))
        return fail(parser, name.start, "%s is a function; give it its arguments: %s(...)",
                    name.text, name.text);
    const char *near = constant_suggest(name.text);
    return near ? fail(parser, name.start,
                       "unknown name '%s'; did you mean '%s'? (a field is datum.%s)", name.text,
                       near, name.text)
                : fail(parser, name.start, "unknown name '%s'; a field is datum.%s", name.text,
                       name.text);
}

/* {a: 1, 'b': 2}, behind the brace */
static const Node *parse_object(Parser *parser, Node *object)
{
    object->keys = g_ptr_array_new();
    if (accept(parser, "}"))
        return object;
    do {
        const Token key = parser->token;
        if (key.type != TOKEN_NAME && key.type != TOKEN_STRING)
            return fail_token(parser, "the name of a member");
        advance(parser);
        g_ptr_array_add(object->keys, (gpointer)key.text);
        if (!expect(parser, ":") || !node_add(parser, object, parse_conditional(parser)))
            return NULL;
    } while (accept(parser, ","));
    return expect(parser, "}") ? object : NULL;
}

/* /source/flags, where its slash is the next token */
static const Node *parse_regexp(Parser *parser)
{
    Expression *expression = parser->expression;
    const char *flags;
    parser->token = expression_token_regexp(parser->token.start, expression->strings, &flags);
    const Token token = parser->token;
    if (token.type == TOKEN_FAULT)
        return fail_token(parser, "a regular expression");
    g_autofree char *message = NULL;
    Regexp *regexp = regexp_new(token.text, flags, &message);
    if (!regexp)
        return fail(parser, token.start, "%s", message);
    g_ptr_array_add(expression->regexps, regexp);
    Node *node = node_new(parser, NODE_LITERAL, token.start);
    node->regexp = regexp;
    advance(parser);
    return node;
}

static const Node *parse_primary(Parser *parser)
{
    const Token token = parser->token;
    switch (token.type) {
    case TOKEN_NUMBER:
        advance(parser);
        return literal_new(parser, token.start, value_number(token.number));
    case TOKEN_STRING:
        advance(parser);
        return literal_new(parser, token.start, value_string(token.text));
    case TOKEN_NAME: return parse_name(parser);
    default: break;
    }
    if (accept(parser, "(")) {
        const Node *inner = parse_conditional(parser);
        return inner && expect(parser, ")") ? inner : NULL;
    }
    if (accept(parser, "{"))
        return parse_object(parser, node_new(parser, NODE_OBJECT, token.start));
    if (expression_token_is(&token, "/"))
        return parse_regexp(parser);
    if (accept(parser, "["))
        return parse_list(parser, node_new(parser, NODE_ARRAY, token.start), "]");
    return fail_token(parser, "a value");
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
static const Node *parse_members(Parser *parser)
{
    const Node *object = parse_primary(parser);
    const char *field = object && object->kind == NODE_FIELD ? object->name : NULL;
    gboolean dotted = TRUE;
    while (object && at_key(parser)) {
        dotted &= expression_token_is(&parser->token, ".");
        Node *member = node_new(parser, NODE_MEMBER, parser->token.start);
        const Node *key = parse_key(parser);
        if (!node_add(parser, member, object) || !node_add(parser, member, key))
            return NULL;
        member->name = nested_name(parser, object, key);
        if (field && dotted && g_strcmp0(literal_text(key), "length") != 0)
            field = member->name;
        object = member;
    }
    if (object && field)
        note_name(parser->expression->fields, field);
    return object;
}

/* ---- operators ------------------------------------------------------------------------------ */

static gboolean enter(Parser *parser)
{
    if (parser->nesting++ < NESTING_MAXIMUM)
        return TRUE;
    fail(parser, parser->token.start, "nested more than %d deep", NESTING_MAXIMUM);
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
        advance(parser);
        Node *node = node_new(parser, NODE_UNARY, token.start);
        node->operation = unaries[i].operation;
        const gboolean complete = node_add(parser, node, parse_unary(parser));
        parser->nesting--;
        return complete ? node : NULL;
    }
    return parse_members(parser);
}

static const Node *parse_binary(Parser *parser, int precedence)
{
    const Node *left = parse_unary(parser);
    for (gsize i = 0; left && i < G_N_ELEMENTS(binaries); i++) {
        if (binaries[i].precedence < precedence ||
            !expression_token_is(&parser->token, binaries[i].text))
            continue;
        Node *node = node_new(parser, NODE_BINARY, parser->token.start);
        node->operation = binaries[i].operation;
        advance(parser);
        if (!node_add(parser, node, left) ||
            !node_add(parser, node, parse_binary(parser, binaries[i].precedence + 1)))
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
    if (!test || !accept(parser, "?"))
        return test;
    Node *node = node_new(parser, NODE_CONDITIONAL, start);
    const gboolean complete =
        node_add(parser, node, test) && node_add(parser, node, parse_conditional(parser)) &&
        expect(parser, ":") && node_add(parser, node, parse_conditional(parser));
    return complete ? node : NULL;
}

static const Node *parse_conditional(Parser *parser)
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
    expression->nodes = g_ptr_array_new_with_free_func(node_free);
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
    advance(&parser);
    expression->root = parse_conditional(&parser);
    if (expression->root && parser.token.type != TOKEN_END) {
        fail_token(&parser, "an operator or the end");
        expression->root = NULL;
    }
    return expression->root ? g_steal_pointer(&expression) : NULL;
}
