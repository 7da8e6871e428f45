/* Transforms: what becomes of rows, and which faults are told. */
#include "fixture.h"

/* numbers, a text, a hole */
#define ROWS                                                                                       \
    "'data': {'values': [{'k': 'a', 'n': 1, 't': 'x'}, {'k': 'b', 'n': 5, 't': 'y'}, "             \
    "{'k': 'a', 'n': 3, 't': null}, {'k': 'b', 'n': null, 't': 'x'}]}"
#define SPEC(transforms) "{" ROWS ", 'transform': [" transforms "], 'mark': 'point'}"

typedef struct {
    const char *transforms, *names, *rows;
} Case;

static void check_rows(const Case *cases, gsize n)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < n; i++) {
        g_test_message("%s", cases[i].transforms);
        spec_read(&spec, cases[i].transforms, NULL);
        spec_assert_clean(&spec);
        g_autofree char *rows = frame_text(spec_layer(&spec, 0, 0)->frame, cases[i].names);
        g_assert_cmpstr(rows, ==, cases[i].rows);
    }
}

static void test_filter(void)
{
#define KEEPS(predicate, rows)                                                                     \
    {                                                                                              \
        SPEC("{'filter': " predicate "}"), "k n", rows                                             \
    }
    static const Case cases[] = {
        KEEPS("{'field': 'k', 'equal': 'a'}", "k=a n=1; k=a n=3"),
        KEEPS("{'field': 'n', 'equal': null}", "k=b n=null"),
        KEEPS("{'field': 'n', 'equal': '5'}", ""), /* === */
        KEEPS("{'field': 'n', 'lt': 3}", "k=a n=1"),
        KEEPS("{'field': 'n', 'lte': 3}", "k=a n=1; k=a n=3"),
        KEEPS("{'field': 'n', 'gt': 3}", "k=b n=5"),
        KEEPS("{'field': 'n', 'gte': 3}", "k=b n=5; k=a n=3"),
        KEEPS("{'field': 'n', 'gte': '3'}", "k=b n=5; k=a n=3"),
        KEEPS("{'field': 'n', 'lt': 'many'}", ""),
        KEEPS("{'field': 'k', 'gt': 'a'}", "k=b n=5; k=b n=null"),
        KEEPS("{'field': 'n', 'range': [1, 3]}", "k=a n=1; k=a n=3"),
        KEEPS("{'field': 'n', 'range': [null, 3]}", "k=a n=1; k=a n=3"),
        KEEPS("{'field': 'n', 'range': [2, null]}", "k=b n=5; k=a n=3"),
        KEEPS("{'field': 'n', 'range': [null, null]}", "k=a n=1; k=b n=5; k=a n=3"),
        KEEPS("{'field': 'n', 'oneOf': [5, null, 'a']}", "k=b n=5; k=b n=null"),
        KEEPS("{'field': 'n', 'oneOf': []}", ""),
        KEEPS("{'field': 't', 'valid': true}", "k=a n=1; k=b n=5; k=b n=null"),
        KEEPS("{'field': 't', 'valid': false}", "k=a n=3"),
        KEEPS("'datum.n > 1 && datum.k == `b`'", "k=b n=5"),
        KEEPS("'datum.t'", "k=a n=1; k=b n=5; k=b n=null"),
        KEEPS("{'not': {'field': 'k', 'equal': 'a'}}", "k=b n=5; k=b n=null"),
        KEEPS("{'and': [{'field': 'k', 'equal': 'a'}, 'datum.n < 2']}", "k=a n=1"),
        KEEPS("{'or': [{'field': 'n', 'gt': 4}, {'not': {'field': 't', 'valid': true}}]}",
              "k=b n=5; k=a n=3"),
        KEEPS("{'and': []}", "k=a n=1; k=b n=5; k=a n=3; k=b n=null"),
        KEEPS("{'or': []}", ""),
        {SPEC("{'filter': 'datum.n > 1'}, {'filter': {'field': 'k', 'equal': 'a'}}"), "k n",
         "k=a n=3"},
    };
    check_rows(cases, G_N_ELEMENTS(cases));
}

static void test_calculate(void)
{
    static const Case cases[] = {
        {SPEC("{'calculate': 'datum.n * 2', 'as': 'm'}"), "m", "m=2; m=10; m=6; m=0"},
        {SPEC("{'calculate': 'datum.k + datum.n', 'as': 'm'}"), "m", "m=a1; m=b5; m=a3; m=bnull"},
        {SPEC("{'calculate': 'upper(datum.k)', 'as': 'k'}"), "k", "k=A; k=B; k=A; k=B"},
        {SPEC("{'calculate': 'datum.n', 'as': 'm'}, {'calculate': 'datum.m + 1', 'as': 'm'}"), "m",
         "m=2; m=6; m=4; m=1"},
    };
    check_rows(cases, G_N_ELEMENTS(cases));
}

static void test_aggregate(void)
{
#define OP(op, field) "{'op': '" op "', 'field': '" field "', 'as': 'v'}"
#define GROUPS(op, field, rows)                                                                    \
    {                                                                                              \
        SPEC("{'aggregate': [" OP(op, field) "], 'groupby': ['k']}"), NULL, rows                   \
    }
    static const Case cases[] = {
        GROUPS("count", "n", "k=a v=2; k=b v=2"),
        GROUPS("valid", "n", "k=a v=2; k=b v=1"),
        GROUPS("distinct", "t", "k=a v=2; k=b v=2"),
        GROUPS("sum", "n", "k=a v=4; k=b v=5"),
        GROUPS("mean", "n", "k=a v=2; k=b v=5"),
        GROUPS("average", "n", "k=a v=2; k=b v=5"),
        GROUPS("median", "n", "k=a v=2; k=b v=5"),
        GROUPS("min", "n", "k=a v=1; k=b v=5"),
        GROUPS("max", "n", "k=a v=3; k=b v=5"),
        GROUPS("max", "t", "k=a v=null; k=b v=null"), /* texts that are no dates */
        {SPEC("{'aggregate': [{'op': 'count', 'as': 'c'}]}"), NULL, "c=4"},
        {SPEC("{'aggregate': [], 'groupby': ['k', 't']}"), NULL,
         "k=a t=x; k=b t=y; k=a t=null; k=b t=x"},
        {SPEC("{'filter': 'false'}, {'aggregate': [" OP("sum", "n") "], 'groupby': ['k']}"), NULL,
         ""},
        {SPEC("{'calculate': 'datum.n == 5 ? `2024-02` : `2023`', 'as': 'd'},"
              " {'aggregate': [{'op': 'max', 'field': 'd', 'as': 'v'}]}"),
         NULL, "v=1706745600000"},
    };
    check_rows(cases, G_N_ELEMENTS(cases));
}

static void test_joinaggregate(void)
{
    static const Case cases[] = {
        {SPEC("{'joinaggregate': [" OP("sum", "n") "], 'groupby': ['k']}"), "n v",
         "n=1 v=4; n=5 v=5; n=3 v=4; n=null v=5"},
        {SPEC("{'joinaggregate': [{'op': 'count', 'as': 'c'}, " OP("max", "n") "]}"), "n c v",
         "n=1 c=4 v=5; n=5 c=4 v=5; n=3 c=4 v=5; n=null c=4 v=5"},
    };
    check_rows(cases, G_N_ELEMENTS(cases));
}

static void test_lookup(void)
{
#define OTHER "'data': {'values': [{'key': 'a', 'p': 1, 'q': 2}, {'key': 'a', 'p': 9, 'q': 8}]}"
    static const Case cases[] = {
        /* several matches: the last one; none: null */
        {SPEC("{'lookup': 'k', 'from': {" OTHER ", 'key': 'key', 'fields': ['p', 'q']}}"), "k p q",
         "k=a p=9 q=8; k=b p=null q=null; k=a p=9 q=8; k=b p=null q=null"},
        {SPEC("{'lookup': 'k', 'from': {" OTHER ", 'key': 'key', 'fields': ['p']}, 'as': ['r']}"),
         "k r", "k=a r=9; k=b r=null; k=a r=9; k=b r=null"},
        {SPEC("{'lookup': 'k', 'from': {" OTHER ", 'key': 'key', 'fields': ['p']}, 'default': -1}"),
         "p", "p=9; p=-1; p=9; p=-1"},
        {SPEC("{'lookup': 'k', 'from': {" OTHER ", 'key': 'key'}, 'as': 'o'}"), "o.p o.q",
         "o.p=9 o.q=8; o.p=null o.q=null; o.p=9 o.q=8; o.p=null o.q=null"},
    };
    check_rows(cases, G_N_ELEMENTS(cases));
}

/* What Vega makes of the same data. */
static void test_new_rows_and_columns(void)
{
    static const Case cases[] = {
        {SPEC("{'bin': {'step': 2}, 'field': 'n', 'as': 'b'}"), "b b_end",
         "b=0 b_end=2; b=4 b_end=6; b=2 b_end=4; b=null b_end=null"},
        {SPEC("{'window': [{'op': 'row_number', 'as': 'r'}, {'op': 'sum', 'field': 'n', 'as': "
              "'s'}], "
              "'sort': [{'field': 'n'}]}"),
         "r s", "r=2 s=1; r=4 s=9; r=3 s=4; r=1 s=null"},
        {SPEC("{'window': [{'op': 'rank', 'as': 'r'}, {'op': 'dense_rank', 'as': 'd'}, "
              "{'op': 'cume_dist', 'as': 'c'}], 'sort': [{'field': 'k', 'order': 'descending'}]}"),
         "r d c", "r=3 d=2 c=1; r=1 d=1 c=0.25; r=3 d=2 c=1; r=1 d=1 c=0.5"},
        {SPEC("{'window': [{'op': 'lag', 'field': 'n', 'as': 'l'}, {'op': 'mean', 'field': 'n', "
              "'as': 'm'}], 'frame': [-1, 1], 'groupby': ['k']}"),
         "l m", "l=null m=2; l=null m=5; l=1 m=2; l=5 m=5"},
        {SPEC("{'window': [{'op': 'prev_value', 'field': 't', 'as': 'p'}, "
              "{'op': 'next_value', 'field': 'n', 'as': 'q'}]}"),
         "p q", "p=x q=1; p=y q=5; p=y q=3; p=x q=null"},
        {SPEC("{'aggregate': [{'op': 'valid', 'field': 't', 'as': 'v'}, {'op': 'stdev', "
              "'field': 'n', 'as': 's'}, {'op': 'distinct', 'field': 't', 'as': 'd'}], "
              "'groupby': ['k']}"),
         "v s d", "v=1 s=1.4142135623730951 d=2; v=2 s=null d=2"},
        {SPEC("{'fold': ['k', 't']}"), "key value",
         "key=k value=a; key=t value=x; key=k value=b; key=t value=y; key=k value=a; key=t "
         "value=null; key=k value=b; key=t value=x"},
        {SPEC("{'pivot': 'k', 'value': 'n', 'op': 'max'}"), "a b", "a=3 b=5"},
        {SPEC("{'impute': 'n', 'key': 't', 'groupby': ['k'], 'value': 7}"), "k t n",
         "k=a n=1 t=x; k=b n=5 t=y; k=a n=3 t=null; k=b n=null t=x; k=a n=7 t=y; k=b n=7 t=null"},
        {SPEC("{'impute': 'n', 'key': 't', 'groupby': ['k'], 'method': 'mean'}"), "k t n",
         "k=a n=1 t=x; k=b n=5 t=y; k=a n=3 t=null; k=b n=5 t=x; k=a n=2 t=y; k=b n=5 t=null"},
        {SPEC("{'stack': 'n', 'groupby': ['k'], 'offset': 'normalize', 'as': ['from', 'to']}"),
         "from to", "from=0 to=0.25; from=0 to=1; from=0.25 to=1; from=1 to=1"},
        {SPEC("{'aggregate': [{'op': 'argmax', 'field': 'n', 'as': 'm'}], 'groupby': ['k']}"),
         "k m.n m.t", "k=a m.n=3 m.t=null; k=b m.n=5 m.t=y"},
        {SPEC("{'aggregate': [{'op': 'product', 'field': 'n', 'as': 'p'}, {'op': 'missing', "
              "'field': 'n', 'as': 'm'}, {'op': 'stdevp', 'field': 'n', 'as': 's'}], 'groupby': "
              "['k']}"),
         "k p m s", "k=a p=3 m=0 s=1; k=b p=5 m=1 s=0"},
        {SPEC("{'calculate': '1e11 * datum.n', 'as': 'd'}, {'timeUnit': 'utcyear', 'field': 'd', "
              "'as': 'y'}, {'calculate': 'utcyear(datum.y_end)', 'as': 'e'}"),
         "e", "e=1974; e=1986; e=1980; e=1971"},
    };
    check_rows(cases, G_N_ELEMENTS(cases));
}

static void test_faults(void)
{
    static const struct {
        const char *spec, *finding;
    } faults[] = {
        {SPEC("@{'lookat': 'n', 'as': 'm'}"), "spec-property: this transform is not supported"},
        {SPEC("@{'density': 'n'}"), "spec-property: the transform 'density' is not supported"},
        {SPEC("@{'sample': 5}"), "spec-property: the transform 'sample' is not supported: the"},
        {SPEC("@{'bin': true, 'field': 'n'}"), "spec-value: 'as' must be a name"},
        {SPEC("{'bin': {@'step': 0}, 'field': 'n', 'as': 'm'}"), "spec-value: 'step' must be"},
        {SPEC("@{'timeUnit': 'year', 'field': 'n'}"), "spec-value: timeUnit needs the name"},
        {SPEC("{@'timeUnit': 'eon', 'field': 'n', 'as': 'm'}"), "spec-value: \"eon\" is no time"},
        {SPEC("{'window': [@{'op': 'rank'}]}"), "spec-value: a window field needs 'as'"},
        {SPEC("{'window': [@{'op': 'lag', 'as': 'm'}]}"), "spec-data: the data have no field ''"},
        {SPEC("{'window': [], @'frame': [1]}"), "spec-value: 'frame' must be two numbers"},
        {SPEC("{'window': [], @'sort': 'n'}"), "spec-value: 'sort' of a transform must be"},
        {SPEC("{'fold': [@'none']}"), "spec-data: the data have no field 'none'"},
        {SPEC("{'flatten': [@'k']}"), "spec-data: the data have no field 'k' that holds arrays"},
        {SPEC("@{'impute': 'none', 'key': 'k'}"), "spec-data: the data have no field 'none'"},
        {SPEC("{'impute': 'n', 'key': 'k', @'keyvals': {'stop': 9, 'step': 0}}"),
         "spec-value: 'keyvals' needs a stop, a step other than 0"},
        {SPEC("{'pivot': 'k', 'value': 'n', @'op': 'most'}"), "spec-value: there is no operation"},
        {SPEC("{'stack': 'n', @'offset': 'up'}"), "spec-value: 'offset' must be one of: zero"},
        {SPEC("@7"), "spec-property: this transform is not supported"},
        {SPEC("{'filter': 'true', @'as': 'm'}"), "spec-property: 'as' is not supported in this"},
        {SPEC("{@'filter': null}"), "spec-value: a predicate must be an object"},
        {SPEC("{@'filter': 'datum.n >'}"), "expression: "},
        {SPEC("{@'filter': 'datum.none > 1'}"), "spec-data: the data have no field 'none'"},
        {SPEC("{@'filter': {'field': 'n'}}"), "spec-value: a field predicate needs one of"},
        {SPEC("{'filter': {@'field': 'none', 'lt': 1}}"), "spec-data: the data have no field"},
        {SPEC("{'filter': {'field': 'n', @'param': 'p'}}"), "spec-property: 'param' is not"},
        {SPEC("{'filter': {'field': 'n', @'lt': {}}}"), "spec-value: 'lt' must be a number or a"},
        {SPEC("{'filter': {'field': 'n', @'equal': []}}"), "spec-value: 'equal' must be a text"},
        {SPEC("{'filter': {'field': 'n', @'range': [1]}}"), "spec-value: 'range' must be an array"},
        {SPEC("{'filter': {'field': 'n', @'range': [{}, 1]}}"), "spec-value: 'range' must be an"},
        {SPEC("{'filter': {'field': 'n', @'oneOf': 'x'}}"), "spec-value: 'oneOf' must be an array"},
        {SPEC("{'filter': {'field': 'n', @'valid': 1}}"), "spec-value: 'valid' must be true or"},
        {SPEC("{'filter': {'field': 'n', @'gt': 1, 'lt': 3}}"),
         "spec-value: a predicate makes one comparison only"},
        {SPEC("{@'filter': {'not': ['true', 'true']}}"), "spec-value: 'not' must stand alone"},
        {SPEC("{@'filter': {'and': 'true'}}"), "spec-value: 'and' must stand alone, over an array"},
        {SPEC("{@'filter': {'or': [], 'and': []}}"), "spec-value: 'and' must stand alone"},
        {SPEC("{'filter': {'and': [@7]}}"), "spec-value: a predicate must be an object"},
        {SPEC("@{'calculate': 'datum.n'}"), "spec-value: calculate needs an expression and the"},
        {SPEC("@{'calculate': 7, 'as': 'm'}"), "spec-value: calculate needs an expression and"},
        {SPEC("{@'aggregate': 'sum'}"), "spec-value: 'aggregate' must be an array"},
        {SPEC("{'aggregate': [], @'groupby': 'k'}"), "spec-value: 'groupby' must be an array of"},
        {SPEC("{'aggregate': [], 'groupby': [@'none']}"), "spec-data: the data have no field"},
        {SPEC("{'aggregate': [], 'groupby': [@7]}"), "spec-data: the data have no field ''"},
        {SPEC("{'aggregate': [@{'op': 'ci0', 'field': 'n', 'as': 'v'}]}"),
         "spec-value: an aggregate needs 'as' and an 'op' among: count, distinct"},
        {SPEC("{'aggregate': [@{'op': 'sum', 'field': 'n'}]}"), "spec-value: an aggregate needs"},
        {SPEC("{'aggregate': [@{'op': 'sum', 'as': 'v'}]}"), "spec-data: the data have no field"},
        {SPEC("{'aggregate': [@7]}"), "spec-value: an aggregate must be an object"},
        {SPEC("{@'joinaggregate': {}}"), "spec-value: 'joinaggregate' must be an array"},
        {SPEC("@{'lookup': 'k'}"), "spec-value: a lookup needs 'from' with its data"},
        {SPEC("{'lookup': 'k', @'from': {'key': 'key'}}"), "spec-value: a lookup needs 'from'"},
        {SPEC("{'lookup': 'k', 'from': {" OTHER ", 'key': 'key', @'fields': 'p'}}"),
         "spec-value: 'fields' must be an array"},
        {SPEC("@{'lookup': 'k', 'from': {" OTHER ", 'key': 'key'}}"),
         "spec-value: a lookup needs 'fields'"},
        {SPEC("{'lookup': 'k', @'from': {" OTHER ", 'key': 'none', 'fields': ['p']}}"),
         "spec-data: the data have no field 'none'; they have: key, p, q"},
        {SPEC("@{'lookup': 'none', 'from': {" OTHER ", 'key': 'key', 'fields': ['p']}}"),
         "spec-data: the data have no field 'none'; they have: k, n, t"},
        {SPEC("{'lookup': 'k', 'from': {" OTHER ", 'key': 'key', 'fields': ['p']}, 'as': [@7]}"),
         "spec-value: the name of a field must be a text"},
        {SPEC("@{'lookup': 'k', 'from': {" OTHER ", 'key': 'key', 'fields': ['p']}, 'as': 'r'}"),
         "spec-value: a lookup needs 'fields' and, if there is an 'as', as many names"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_test_message("%s", faults[i].spec);
        spec_read(&spec, faults[i].spec, NULL);
        spec_assert_finding(&spec, faults[i].finding);
    }
}

/* Predicates nest as deep as JSON may, and no deeper. */
static void test_deep_nesting(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    static const int depths[] = {50, 190, 100000};
    for (gsize i = 0; i < G_N_ELEMENTS(depths); i++) {
        g_autoptr(GString) text = g_string_new("{" ROWS ", 'transform': [{'filter': ");
        for (int k = 0; k < depths[i]; k++)
            g_string_append(text, "{'not': ");
        g_string_append(text, "'true'");
        for (int k = 0; k < depths[i]; k++)
            g_string_append(text, "}");
        g_string_append(text, "}], 'mark': 'point'}");
        spec_read(&spec, text->str, NULL);
        g_autofree char *found = spec_findings(&spec);
        g_assert_true((spec.chart == NULL) == (*found != '\0'));
        g_assert_true((spec.chart != NULL) == (depths[i] < 200));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/transform/filter", test_filter);
    g_test_add_func("/transform/calculate", test_calculate);
    g_test_add_func("/transform/aggregate", test_aggregate);
    g_test_add_func("/transform/joinaggregate", test_joinaggregate);
    g_test_add_func("/transform/lookup", test_lookup);
    g_test_add_func("/transform/new-rows-and-columns", test_new_rows_and_columns);
    g_test_add_func("/transform/faults", test_faults);
    g_test_add_func("/transform/deep-nesting", test_deep_nesting);
    return g_test_run();
}
