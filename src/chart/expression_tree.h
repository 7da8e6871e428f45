/*
 * expression_tree: what an expression is made of, between its parser
 * (expression.c), its evaluator and its functions.
 *
 * To add a function: write it in the file of its kind (expression_math.c,
 * expression_text.c, expression_time.c) and give it a line in the table there.
 */
#ifndef FIGTRAIL_CHART_EXPRESSION_TREE_H
#define FIGTRAIL_CHART_EXPRESSION_TREE_H

#include "chart/expression.h"

/* ---- values within an expression ------------------------------------------------------------ */

typedef struct Regexp Regexp; /* a regular expression */

/* A value, or what only expressions know and data do not hold: an array, an object, or a regular
 * expression.  As a result these become their texts, as String() gives them. */
typedef struct Term Term;
struct Term {
    Value value; /* nothing when it is one of the others */
    gboolean is_array;
    const Term *items;       /* of an array or object */
    const char *const *keys; /* of an object's items; NULL: it is none */
    guint n_items;
    const Regexp *regexp; /* NULL: it is none */
};

/* One run over one row.  Texts and arrays made on the way live until its end. */
typedef struct {
    FieldLookup lookup;
    gpointer context;
    const Locale *locale;
    const Params *values; /* NULL: none */
    GStringChunk *texts;  /* NULL until needed */
    GPtrArray *arrays;    /* likewise, of GArray* */
    GPtrArray *keys;      /* likewise, of const char** */
    GPtrArray *regexps;   /* likewise, of Regexp* */
} Evaluation;

/* What one text or array may hold at most; beyond, the result is null. */
enum { TERM_TEXT_MAXIMUM = 1 << 20, TERM_ITEMS_MAXIMUM = 1 << 16 };

extern const Term term_null;
Term term_of(Value value);
Term term_number(double number);
Term term_boolean(gboolean boolean);
Term term_text(Evaluation *evaluation, const char *text); /* copied */
Term term_take(Evaluation *evaluation, GString *text);    /* copied, then freed */
/* items: of Term; copied, then freed */
Term term_array(Evaluation *evaluation, GArray *items);

/* keys: as many as items, which is taken; the names live as long as the evaluation. */
Term term_object(Evaluation *evaluation, const char *const *keys, GArray *items);
/* A JSON value; its texts are borrowed. */
Term term_of_json(Evaluation *evaluation, const cJSON *json);
cJSON *term_to_json(Evaluation *evaluation, const Term *term);
/* Of an object; null when it has none of that name. */
Term term_member(const Term *object, const char *key);

gboolean term_is_value(const Term *term); /* neither array, object nor regular expression */

gboolean term_is(const Term *term, ValueType type);
gboolean term_is_null(const Term *term);
gboolean term_truth(const Term *term);
double term_to_number(Evaluation *evaluation, const Term *term);
/* Borrowed, until the evaluation ends. */
const char *term_to_text(Evaluation *evaluation, const Term *term);
gboolean term_identical(const Term *a, const Term *b); /* === */

/* ---- regular expressions (expression_regexp.c) --------------------------------------------- */

/* NULL when it is none; *message: why, newly allocated. */
Regexp *regexp_new(const char *source, const char *flags, char **message);
void regexp_free(Regexp *regexp);
/* The term's, or one made of its text; NULL when that is none. */
const Regexp *regexp_of(Evaluation *evaluation, const Term *term, const Term *flags);
const char *regexp_text(Evaluation *evaluation, const Regexp *regexp); /* "/source/flags" */

/* ---- functions ------------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    guint minimum, maximum; /* number of arguments */
    double (*math)(double); /* either this, of one number, */
    Term (*call)(Evaluation *evaluation, const Term *arguments, guint n_arguments); /* or this */
    guint format_argument; /* which argument (from 1) is a d3 number format; 0: none */
} Function;

enum { FUNCTION_ANY = 100 };

/* Ended by one without a name. */
extern const Function expression_math_functions[];
extern const Function expression_text_functions[];
extern const Function expression_time_functions[];
extern const Function expression_regexp_functions[];
extern const Function expression_array_functions[];

/* NULL: there is none. */
const Function *function_find(const char *name);

/* The known function, or constant and 'datum', whose spelling comes nearest, or
 * NULL when none is near. */
const char *function_suggest(const char *name);
const char *constant_suggest(const char *name);

/* Why Vega's function of that name is left out, with advice; NULL: no special reason. */
const char *function_refusal(const char *name);

/* NaN, PI, ...; FALSE: there is none. */
gboolean constant_find(const char *name, double *number);

/* ---- nodes ---------------------------------------------------------------------------------- */

typedef enum {
    NODE_LITERAL,
    NODE_FIELD,  /* of datum: child 0 is its name */
    NODE_MEMBER, /* child 1 of child 0: 'length' or an index */
    NODE_ARRAY,
    NODE_OBJECT,
    NODE_PARAM,
    NODE_CALL,
    NODE_UNARY,
    NODE_BINARY,
    NODE_CONDITIONAL
} NodeKind;

typedef enum {
    OPERATOR_OR,
    OPERATOR_AND,
    OPERATOR_BIT_OR,
    OPERATOR_BIT_XOR,
    OPERATOR_BIT_AND,
    OPERATOR_EQUAL,
    OPERATOR_UNEQUAL,
    OPERATOR_SAME,
    OPERATOR_NOT_SAME,
    OPERATOR_LESS,
    OPERATOR_GREATER,
    OPERATOR_AT_MOST,
    OPERATOR_AT_LEAST,
    OPERATOR_LEFT,
    OPERATOR_RIGHT,
    OPERATOR_RIGHT_UNSIGNED,
    OPERATOR_PLUS,
    OPERATOR_MINUS,
    OPERATOR_TIMES,
    OPERATOR_DIVIDE,
    OPERATOR_REMAINDER,
    OPERATOR_NOT,
    OPERATOR_COMPLEMENT
} Operator;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    Operator operation;       /* NODE_UNARY, NODE_BINARY */
    Value literal;            /* NODE_LITERAL */
    const Function *function; /* NODE_CALL */
    const Regexp *regexp;     /* NODE_LITERAL: a regular expression; NULL: a value */
    const char *name;         /* NODE_PARAM; NODE_MEMBER: "a.b" of datum.a.b, else NULL */
    GPtrArray *keys;          /* NODE_OBJECT: const char*; NULL: none */
    GPtrArray *children;      /* of Node*; NULL: none */
    guint depth;              /* of the tree below it, itself included */
    const char *start;        /* in the source; valid while it is parsed */
};

/* ---- the whole ------------------------------------------------------------------------------ */

struct Expression {
    const Node *root;
    GPtrArray *nodes; /* owns all of them */
    GStringChunk *strings;
    GPtrArray *fields;    /* const char*, in strings */
    GPtrArray *params;    /* likewise */
    GPtrArray *regexps;   /* of Regexp*, owned */
    const Params *values; /* NULL: none */
    gboolean needs_row;
    const Locale *locale;
    gboolean gives_lines;
};

#endif
