/* Parameters at their first state: what expressions and filters make of them. */
#include "fixture.h"

#include "chart/param.h"

#define ROWS                                                                                       \
    "'data': {'values': [{'k': 'a', 'n': 1, 'd': '2024-01-01'}, "                                  \
    "{'k': 'b', 'n': 5, 'd': '2024-02-01'}, {'k': 'a', 'n': 3, 'd': '2024-03-01'}]}"
#define ENCODING                                                                                   \
    "'mark': 'point', 'encoding': {'x': {'field': 'n', 'type': 'quantitative'}, "                  \
    "'y': {'field': 'd', 'type': 'temporal'}, 'color': {'field': 'k'}}"
#define SPEC(params, filter)                                                                       \
    "{" ROWS ", 'params': [" params "], 'transform': [{'filter': " filter "}], " ENCODING "}"

/* Which rows pass a filter, by their n. */
static void test_filters(void)
{
    static const struct {
        const char *spec, *rows;
    } cases[] = {
        {SPEC("{'name': 'p', 'value': 2}", "'datum.n > p'"), "n=5; n=3"},
        {SPEC("{'name': 'p', 'value': [2, 4]}", "'inrange(datum.n, p)'"), "n=3"},
        {SPEC("{'name': 'p', 'value': [2, 4]}", "'datum.n > p[1] || datum.n < p.length'"),
         "n=1; n=5"},
        {SPEC("{'name': 'p', 'value': {'low': {'er': 2}}}", "'datum.n > p.low.er'"), "n=5; n=3"},
        {SPEC("{'name': 'p', 'value': 4, 'bind': {'input': 'range', 'max': 9}}", "'datum.n > p'"),
         "n=5"},
        {SPEC("{'name': 'p', 'bind': {'input': 'checkbox'}}", "'p || datum.n == 1'"), "n=1"},
        /* in any order */
        {SPEC("{'name': 'p', 'expr': 'q + 1'}, {'name': 'q', 'value': 2}", "'datum.n == p'"),
         "n=3"},
        {SPEC("{'name': 'p', 'value': false}", "{'param': 'p'}"), ""},
        {SPEC("{'name': 'p', 'value': []}", "{'param': 'p'}"), "n=1; n=5; n=3"},
        {SPEC("{'name': 'p', 'value': 5}", "{'field': 'n', 'equal': {'expr': 'p'}}"), "n=5"},
        {SPEC("{'name': 'p', 'value': 2}", "{'field': 'n', 'range': [{'expr': 'p'}, 4]}"), "n=3"},
        /* selections: nothing yet */
        {SPEC("{'name': 's', 'select': 'interval'}", "{'param': 's'}"), "n=1; n=5; n=3"},
        {SPEC("{'name': 's', 'select': 'point'}", "{'param': 's', 'empty': false}"), ""},
        {SPEC("{'name': 's', 'select': 'point'}", "{'not': {'param': 's'}}"), ""},
        {SPEC("{'name': 's', 'select': 'point'}", "'isValid(s.k)'"), ""},
        /* with what they begin with */
        {SPEC("{'name': 's', 'select': 'interval', 'value': {'x': [4, 2]}}", "{'param': 's'}"),
         "n=3"},
        {SPEC("{'name': 's', 'select': 'interval', 'value': {'y': [{'year': 2024, 'month': 1}, "
              "{'year': 2024, 'month': 2}]}}",
              "{'param': 's'}"),
         "n=1; n=5"},
        {SPEC("{'name': 's', 'select': 'interval', 'value': {'x': [2, 9], 'color': ['a']}}",
              "{'param': 's'}"),
         "n=3"},
        {SPEC("{'name': 's', 'select': 'point', 'value': [{'k': 'b'}, {'n': 1}]}",
              "{'param': 's'}"),
         "n=1; n=5"},
        {SPEC("{'name': 's', 'select': {'type': 'point', 'fields': ['k']}, 'value': 'a'}",
              "{'param': 's'}"),
         "n=1; n=3"},
        {SPEC("{'name': 's', 'select': {'type': 'point', 'encodings': ['color']}, 'value': 'b'}",
              "{'not': {'param': 's'}}"),
         "n=1; n=3"},
        {SPEC("{'name': 's', 'select': 'point', 'value': {'k': 'b'}}", "'datum.k == s.k'"), "n=5"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        spec_assert_rows(&spec, cases[i].spec, cases[i].rows);
}

/* {"expr"} stands for its value, wherever it is. */
static void test_values(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_read_grammar(
        &spec,
        "{" ROWS ", 'params': [{'name': 'w', 'value': 40}, {'name': 'ends', 'value': [0, 9]}, "
        "{'name': 's', 'select': 'interval'}], 'width': {'expr': 'w * 2'}, "
        "'mark': 'point', 'encoding': {"
        "'x': {'field': 'n', 'type': 'quantitative', 'scale': {'domain': {'expr': 'ends'}}}, "
        "'y': {'field': 'n', 'type': 'quantitative', 'scale': {'domain': {'param': 's'}}}}}");
    spec_assert_clean(&spec);
    const Panel *panel = spec.chart->panels->pdata[0];
    g_assert_cmpfloat(panel->size[0], ==, 80);
    g_assert_cmpfloat(panel->scales[0]->domain[1], ==, 9);
    g_assert_cmpfloat(panel->scales[1]->domain[1], ==, 5);
}

/* A chain of parameters, each made of the next. */
static void test_limits(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    g_autoptr(GString) text = g_string_new("{" ROWS ", 'params': [");
    for (int i = 0; i < 2000; i++)
        g_string_append_printf(text, "{'name': 'p%d', 'expr': 'p%d'}, ", i, i + 1);
    g_string_append(text, "{'name': 'p2000', 'value': 1}], " ENCODING "}");
    spec_read_grammar(&spec, text->str);
    g_autofree char *found = spec_findings(&spec);
    g_assert_nonnull(strstr(found, "parameters may build on each other 100 deep"));
    g_assert_null(spec.chart);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/param/filters", test_filters);
    g_test_add_func("/param/values", test_values);
    g_test_add_func("/param/limits", test_limits);
    return g_test_run();
}
