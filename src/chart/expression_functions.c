/* The names that an expression may use. */
#include "chart/expression_tree.h"

#include <math.h>
#include <string.h>

static const Function *const tables[] = {expression_math_functions, expression_text_functions,
                                         expression_time_functions, expression_regexp_functions,
                                         expression_array_functions};

static const struct {
    const char *name;
    double number;
} constants[] = {
    {"NaN", NAN},
    {"Infinity", INFINITY},
    {"E", 2.718281828459045},
    {"LN2", 0.6931471805599453},
    {"LN10", 2.302585092994046},
    {"LOG2E", 1.4426950408889634},
    {"LOG10E", 0.4342944819032518},
    {"PI", 3.141592653589793},
    {"SQRT1_2", 0.7071067811865476},
    {"SQRT2", 1.4142135623730951},
    {"MIN_VALUE", 5e-324},
    {"MAX_VALUE", 1.7976931348623157e308},
};

static const char *const words[] = {"datum", "null", "true", "false"};

static const char no_clock[] = "the same input must give the same chart";
static const struct {
    const char *name, *reason;
} refusals[] = {
    {"now", no_clock},
    {"random", no_clock},
    {"timezoneoffset", "all times are UTC"},
    {"isDate", "times are numbers here; use isValid(toDate(...))"},
    {"isDefined", "a field that is missing is null; use isValid"},
};

const Function *function_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        for (const Function *function = tables[i]; function->name; function++)
            if (strcmp(function->name, name) == 0)
                return function;
    return NULL;
}

const char *function_refusal(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++)
        if (strcmp(refusals[i].name, name) == 0)
            return refusals[i].reason;
    return NULL;
}

gboolean constant_find(const char *name, double *number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(constants); i++)
        if (strcmp(constants[i].name, name) == 0) {
            *number = constants[i].number;
            return TRUE;
        }
    return FALSE;
}

/* ---- nearest names -------------------------------------------------------------------------- */

enum { NAME_MAXIMUM = 32 };

/* Insertions, deletions and replacements between two names, case ignored;
 * G_MAXUINT when one is too long to be a slip of the other. */
static guint edit_distance(const char *a, const char *b)
{
    const gsize n = strlen(a), m = strlen(b);
    guint row[NAME_MAXIMUM + 1];
    if (n > NAME_MAXIMUM || m > NAME_MAXIMUM)
        return G_MAXUINT;
    for (gsize j = 0; j <= m; j++)
        row[j] = (guint)j;
    for (gsize i = 1; i <= n; i++) {
        guint diagonal = row[0];
        row[0] = (guint)i;
        for (gsize j = 1; j <= m; j++) {
            const guint replaced =
                diagonal + (g_ascii_tolower(a[i - 1]) != g_ascii_tolower(b[j - 1]));
            diagonal = row[j];
            row[j] = MIN(replaced, MIN(row[j], row[j - 1]) + 1);
        }
    }
    return row[m];
}

typedef struct {
    const char *wanted, *nearest;
    guint distance;
} Nearest;

static void nearest_consider(Nearest *nearest, const char *name)
{
    const guint distance = edit_distance(nearest->wanted, name);
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->nearest = name;
    }
}

/* Up to a third of the letters, and at most two, may be wrong; of one or two
 * letters none, as any other short name would be as near. */
static Nearest nearest_new(const char *wanted)
{
    return (Nearest){.wanted = wanted, .distance = (guint)MIN(strlen(wanted) / 3, 2) + 1};
}

const char *function_suggest(const char *name)
{
    Nearest nearest = nearest_new(name);
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++)
        for (const Function *function = tables[i]; function->name; function++)
            nearest_consider(&nearest, function->name);
    return nearest.nearest;
}

const char *constant_suggest(const char *name)
{
    Nearest nearest = nearest_new(name);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        nearest_consider(&nearest, words[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(constants); i++)
        nearest_consider(&nearest, constants[i].name);
    return nearest.nearest;
}
