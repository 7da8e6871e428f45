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

/* A value, or an array of values, which only expressions know: data hold none,
 * and an array that is the result becomes its text, as String(array). */
typedef struct Term Term;
struct Term {
    Value value; /* nothing when it is an array */
    gboolean is_array;
    const Term *items;
    guint n_items;
};

/* One run over one row.  Texts and arrays made on the way live until its end. */
typedef struct {
    FieldLookup lookup;
    gpointer context;
    const Locale *locale;
    GStringChunk *texts; /* NULL until needed */
    GPtrArray *arrays;   /* likewise */
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

gboolean term_is(const Term *term, ValueType type);
gboolean term_is_null(const Term *term);
gboolean term_truth(const Term *term);
double term_to_number(Evaluation *evaluation, const Term *term);
/* Borrowed, until the evaluation ends. */
const char *term_to_text(Evaluation *evaluation, const Term *term);
gboolean term_identical(const Term *a, const Term *b); /* === */

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
    GPtrArray *children;      /* of Node*; NULL: none */
    guint depth;              /* of the tree below it, itself included */
    const char *start;        /* in the source; valid while it is parsed */
};

/* ---- the whole ------------------------------------------------------------------------------ */

struct Expression {
    const Node *root;
    GPtrArray *nodes; /* owns all of them */
    GStringChunk *strings;
    GPtrArray *fields; /* const char*, in strings */
    const Locale *locale;
    gboolean gives_lines;
};

#endif
