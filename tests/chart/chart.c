/* Charts bound to data: aggregates, stacks, domains and their order, facets. */
#include "chart/chart.h"

#include "fixture.h"

#include <math.h>

#define ROWS                                                                                       \
    "'data': {'values': [{'k': 'b', 'c': 'u', 'n': 2}, {'k': 'a', 'c': 'u', 'n': 5},"              \
    " {'k': 'b', 'c': 'v', 'n': 4}, {'k': 'c', 'c': 'v', 'n': -3}]}"
#define UNIT(mark, encoding) "{" ROWS ", 'mark': '" mark "', 'encoding': {" encoding "}}"

static const Scale *scale_of(const SpecCase *spec, guint panel, Channel channel)
{
    const Panel *p = g_ptr_array_index(spec->chart->panels, panel);
    return p->scales[channel];
}

static char *categories_text(const GPtrArray *categories)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < categories->len; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? " " : "", (char *)categories->pdata[i]);
    return g_string_free(text, FALSE);
}

static void read_clean(SpecCase *spec, const char *text)
{
    g_test_message("%s", text);
    spec_read(spec, text, NULL);
    spec_assert_clean(spec);
}

/* ---- encoding ----------------------------------------------------------------------- */

static void test_encoding_aggregates(void)
{
    static const struct {
        const char *spec, *rows;
    } cases[] = {
        {UNIT("bar", "'y': {'field': 'k'}, 'x': {'aggregate': 'count'}"),
         "k=b count_=2; k=a count_=1; k=c count_=1"},
        {UNIT("bar", "'y': {'field': 'k'}, 'x': {'field': 'n', 'aggregate': 'sum'}"),
         "k=b sum_n=6; k=a sum_n=5; k=c sum_n=-3"},
        {UNIT("point", "'x': {'field': 'n', 'aggregate': 'mean'}, 'color': {'field': 'c'}"),
         "c=u mean_n=3.5; c=v mean_n=0.5"},
        {UNIT("rule", "'x': {'field': 'n', 'aggregate': 'min'},"
                      " 'x2': {'field': 'n', 'aggregate': 'max'}"),
         "min_n=-3 max_n=5"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        g_autofree char *rows = frame_text(spec_layer(&spec, 0, 0)->frame, NULL);
        g_assert_cmpstr(rows, ==, cases[i].rows);
    }
}

static void test_inheritance(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    read_clean(&spec, "{" ROWS ", 'encoding': {'x': {'field': 'n', 'type': 'quantitative'},"
                      " 'y': {'field': 'k'}}, 'layer': [{'mark': 'point'},"
                      " {'mark': 'text', 'encoding': {'x': {'value': 3}, 'text': {'field': 'c'}}},"
                      " {'layer': [{'mark': 'rule', 'transform': [{'filter': 'datum.n > 4'}]}],"
                      "  'encoding': {'y': {'field': 'c'}}}]}");
    g_assert_cmpstr(spec_layer(&spec, 0, 0)->channels[CHANNEL_X].field, ==, "n");
    g_assert_true(spec_layer(&spec, 0, 1)->channels[CHANNEL_X].has_value);
    g_assert_cmpstr(spec_layer(&spec, 0, 1)->channels[CHANNEL_Y].field, ==, "k");
    g_assert_cmpstr(spec_layer(&spec, 0, 2)->channels[CHANNEL_Y].field, ==, "c");
    g_assert_cmpuint(spec_layer(&spec, 0, 2)->frame->n_rows, ==, 1);
    g_assert_cmpuint(spec_layer(&spec, 0, 0)->frame->n_rows, ==, 4);
}

/* ---- stacks -------------------------------------------------------------------------- */

static char *stack_text(const Layer *layer)
{
    GString *text = g_string_new(NULL);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        g_string_append(text, row > 0 ? "; " : "");
        for (int end = 0; end < 2; end++) {
            g_autofree char *value =
                value_to_text(frame_value(layer->frame, row, (int)layer->stack_columns[end]));
            g_string_append_printf(text, "%s%s", end ? " " : "", value);
        }
    }
    return g_string_free(text, FALSE);
}

static void test_stacks(void)
{
#define STACK(more)                                                                                \
    "{'data': {'values': [{'k': 'p', 'c': 'v', 'n': 1, 'o': 1},"                                   \
    " {'k': 'p', 'c': 'u', 'n': 2, 'o': 3}, {'k': 'p', 'c': 'w', 'n': -4, 'o': 2},"                \
    " {'k': 'q', 'c': 'u', 'n': 8, 'o': 0}, {'k': 'q', 'c': 'v', 'n': null, 'o': 0}]},"            \
    " 'mark': 'bar', 'encoding': {'y': {'field': 'k'}, " more "}}"
#define N "'x': {'field': 'n', 'type': 'quantitative'}"
    static const struct {
        const char *spec, *ends; /* NULL: not stacked */
    } cases[] = {
        /* by the colour; negative values downwards; null nowhere */
        {STACK(N ", 'color': {'field': 'c'}"), "2 3; 0 2; 0 -4; 0 8; null null"},
        {STACK(N ", 'color': {'field': 'c'}, 'order': {'field': 'o'}"),
         "0 1; 1 3; 0 -4; 0 8; null null"},
        {STACK(N ", 'color': {'field': 'c'}, 'order': {'field': 'o', 'sort': 'descending'}"),
         "2 3; 0 2; 0 -4; 0 8; null null"},
        {STACK(N ", 'detail': {'field': 'c'}"), "0 1; 1 3; 0 -4; 0 8; null null"},
        {STACK(N), NULL},
        {STACK(N ", 'color': {'value': 'red'}"), NULL},
        {STACK("'x': {'field': 'n', 'type': 'quantitative', 'stack': null},"
               " 'color': {'field': 'c'}"),
         NULL},
        {STACK("'x': {'field': 'n', 'type': 'quantitative'}, 'x2': {'field': 'o'},"
               " 'color': {'field': 'c'}"),
         NULL},
        {STACK("'x': {'field': 'n', 'type': 'quantitative', 'scale': {'type': 'sqrt'}},"
               " 'color': {'field': 'c'}"),
         NULL},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        const Layer *layer = spec_layer(&spec, 0, 0);
        g_assert_cmpint(layer->stack_channel, ==, cases[i].ends ? CHANNEL_X : -1);
        g_autofree char *ends = cases[i].ends ? stack_text(layer) : NULL;
        g_assert_cmpstr(ends, ==, cases[i].ends);
    }
    read_clean(&spec, cases[0].spec); /* its domain holds the whole stacks */
    g_assert_cmpfloat_with_epsilon(scale_of(&spec, 0, CHANNEL_X)->domain[0], -4, 1e-9);
    g_assert_cmpfloat_with_epsilon(scale_of(&spec, 0, CHANNEL_X)->domain[1], 8, 1e-9);
}

/* ---- discrete domains ------------------------------------------------------------------ */

static void test_sorts(void)
{
#define SORT(mark, sort)                                                                           \
    UNIT(mark, "'y': {'field': 'k'" sort "}, 'x': {'field': 'n', 'type': 'quantitative'}")
    static const struct {
        const char *spec, *order;
    } cases[] = {
        {SORT("point", ""), "a b c"},
        {SORT("point", ", 'sort': 'ascending'"), "a b c"},
        {SORT("point", ", 'sort': 'descending'"), "c b a"},
        {SORT("point", ", 'sort': null"), "b a c"},
        {SORT("point", ", 'sort': ['c', 'none', 'b']"), "c b a"},
        {SORT("point", ", 'sort': 'x'"), "c b a"},
        {SORT("point", ", 'sort': '-x'"), "a b c"},
        {SORT("point", ", 'sort': {'field': 'n'}"), "c b a"},
        {SORT("point", ", 'sort': {'field': 'n', 'order': 'descending'}"), "a b c"},
        {SORT("point", ", 'sort': {'field': 'n', 'op': 'sum', 'order': 'descending'}"), "b a c"},
        {SORT("point", ", 'sort': {'field': 'n', 'op': 'count'}"), "a c b"},
        {SORT("point", ", 'sort': {'field': 'n', 'op': 'mean'}"), "c b a"},
        {SORT("point", ", 'scale': {'domain': ['c', 'z', 'a']}, 'sort': null"), "c z a"},
        /* of stacked bars: the whole stack */
        {UNIT("bar", "'y': {'field': 'k', 'sort': '-x'}, 'color': {'field': 'c'},"
                     " 'x': {'field': 'n', 'type': 'quantitative'}"),
         "b a c"},
        /* numbers by size, not as texts */
        {"{'data': {'values': [{'y': 10}, {'y': 9}, {'y': 100}]}, 'mark': 'bar', 'encoding': "
         "{'y': {'field': 'y', 'type': 'ordinal'}}}",
         "9 10 100"},
        {"{'data': {'values': [{'y': 'b'}, {'y': null}]}, 'mark': 'bar', 'encoding': "
         "{'y': {'field': 'y'}}}",
         "b"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        g_autofree char *order = categories_text(scale_of(&spec, 0, CHANNEL_Y)->categories);
        g_assert_cmpstr(order, ==, cases[i].order);
    }
}

static void test_categories(void)
{
    static const struct {
        const char *spec, *colors, *shapes;
    } cases[] = {
        {UNIT("point", "'color': {'field': 'k'}, 'shape': {'field': 'c'}"), "a b c", "u v"},
        {UNIT("point", "'color': {'field': 'k', 'sort': null}"), "b a c", ""},
        {UNIT("point", "'color': {'field': 'k', 'scale': {'domain': ['c']}}"), "c", ""},
        {UNIT("point", "'color': {'value': 'red'}"), "", ""},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        g_autofree char *colors = categories_text(spec.chart->color_categories);
        g_autofree char *shapes = categories_text(spec.chart->shape_categories);
        g_assert_cmpstr(colors, ==, cases[i].colors);
        g_assert_cmpstr(shapes, ==, cases[i].shapes);
    }
}

/* What one layer says holds for the scale that all share. */
static void test_guides_are_merged(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    read_clean(
        &spec,
        "{" ROWS ", 'layer': ["
        "{'mark': 'point', 'encoding': {'y': {'field': 'k', 'sort': 'descending'}}},"
        "{'mark': 'point', 'encoding': {'y': {'field': 'k', 'axis': null, 'title': 't'}}}]}");
    g_autofree char *order = categories_text(scale_of(&spec, 0, CHANNEL_Y)->categories);
    g_assert_cmpstr(order, ==, "c b a");
    g_assert_true(spec.chart->axes[CHANNEL_Y]->no_axis);
    g_assert_cmpstr(spec.chart->axes[CHANNEL_Y]->title, ==, "t");
}

/* ---- continuous domains ------------------------------------------------------------------ */

static void test_domains(void)
{
#define VALUES(values) "'data': {'values': [" values "]}"
#define SCALE(values, scale)                                                                       \
    "{" VALUES(values) ", 'mark': 'point', 'encoding': {'x': {'field': 'data', "                   \
                       "'type': 'quantitative', 'scale': {" scale "}}}}"
    static const struct {
        const char *spec;
        ScaleType type;
        double domain[2];
    } cases[] = {
        {SCALE("3, 97", ""), SCALE_LINEAR, {0, 100}},
        {SCALE("3, 97", "'nice': false"), SCALE_LINEAR, {0, 97}},
        {SCALE("13, 97", "'zero': false"), SCALE_LINEAR, {10, 100}},
        {SCALE("13, 97", "'zero': false, 'nice': false"), SCALE_LINEAR, {13, 97}},
        {SCALE("-13, -97", ""), SCALE_LINEAR, {-100, 0}},
        {SCALE("3, 97", "'domain': [2, 55]"), SCALE_LINEAR, {2, 55}},
        {SCALE("3, 97", "'domain': [55, 2]"), SCALE_LINEAR, {55, 2}},
        {SCALE("3, 97", "'domainMax': 98.5"), SCALE_LINEAR, {0, 98.5}},
        {SCALE("33, 97", "'domainMin': 31.5"), SCALE_LINEAR, {31.5, 100}},
        {SCALE("3, null, 'x', 97", "'nice': false"), SCALE_LINEAR, {0, 97}},
        {SCALE("null", ""), SCALE_LINEAR, {0, 1}},
        {SCALE("5", "'zero': false, 'nice': false"), SCALE_LINEAR, {4, 6}},
        {SCALE("20, 5000", "'type': 'log'"), SCALE_LOG, {10, 10000}},
        {SCALE("20, 5000", "'type': 'log', 'nice': false"), SCALE_LOG, {20, 5000}},
        {SCALE("null", "'type': 'log'"), SCALE_LOG, {1, 10}},
        {SCALE("3, 97", "'type': 'sqrt', 'nice': false"), SCALE_SQRT, {0, 97}},
        {"{" VALUES("'2024-02-03', '2024-11-30'") ", 'mark': 'point', 'encoding': {'x': "
                                                  "{'field': 'data', 'type': 'temporal'}}}",
         SCALE_TIME,
         {1706745600000, 1733011200000}}, /* February to December */
        {"{" VALUES(
             "'2024-02-03'") ", 'mark': 'point', 'encoding': {'x': {'field': 'data', "
                             "'type': 'temporal', 'scale': {'domain': ['2023', '2025-07']}}}}",
         SCALE_TIME,
         {1672531200000, 1751328000000}},
        {"{" VALUES("{'a': 1, 'b': 9}") ", 'mark': 'rule', 'encoding': {'x': {'field': 'a', "
                                        "'type': 'quantitative'}, 'x2': {'field': 'b'}}}",
         SCALE_LINEAR,
         {0, 9}},
        {"{" VALUES("1") ", 'mark': 'rule', 'encoding': {'x': {'datum': 7}}}",
         SCALE_LINEAR,
         {0, 7}},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        const Scale *scale = scale_of(&spec, 0, CHANNEL_X);
        g_assert_cmpint(scale->type, ==, cases[i].type);
        for (int e = 0; e < 2; e++)
            g_assert_cmpfloat_with_epsilon(scale->domain[e], cases[i].domain[e], 1e-6);
    }
}

static void test_log_without_zero(void)
{
    static const char *const values[] = {"0, 10", "-1, 10"};
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autofree char *text = g_strdup_printf(
            "{'data': {'values': [%s]}, 'mark': 'point', 'encoding': {@'x': {'field': 'data',"
            " 'type': 'quantitative', 'scale': {'type': 'log'}}}}",
            values[i]);
        spec_read(&spec, text, NULL);
        spec_assert_finding(&spec, "spec-value: a log scale cannot show zero or a change of sign");
    }
}

static void test_reversed(void)
{
#define TURNED(members) UNIT("point", "'x': {'field': 'n', 'type': 'quantitative', " members "}")
    static const struct {
        const char *spec;
        gboolean reversed;
    } cases[] = {
        {TURNED("'scale': {}"), FALSE},
        {TURNED("'scale': {'reverse': true}"), TRUE},
        {TURNED("'sort': 'descending'"), TRUE},
        {TURNED("'sort': 'descending', 'scale': {'reverse': false}"), FALSE},
        {UNIT("point", "'x': {'field': 'k', 'sort': 'descending'}"), FALSE},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        g_assert_cmpint(scale_of(&spec, 0, CHANNEL_X)->reversed, ==, cases[i].reversed);
    }
}

/* Bars and ticks stand in bands, other marks on points. */
static void test_scale_types(void)
{
    static const struct {
        const char *spec;
        ScaleType type;
    } cases[] = {
        {UNIT("bar", "'x': {'field': 'k'}"), SCALE_BAND},
        {UNIT("tick", "'x': {'field': 'k'}"), SCALE_BAND},
        {UNIT("point", "'x': {'field': 'k'}"), SCALE_POINT},
        {UNIT("point", "'x': {'field': 'k', 'scale': {'type': 'band'}}"), SCALE_BAND},
        {UNIT("point", "'x': {'field': 'n', 'type': 'quantitative'}"), SCALE_LINEAR},
        {UNIT("point", "'x': {'field': 'n', 'type': 'temporal'}"), SCALE_TIME},
        {UNIT("point", "'x': {'field': 'n', 'type': 'temporal', 'scale': {'type': 'utc'}}"),
         SCALE_TIME},
        {UNIT("point", "'x': {'aggregate': 'count'}"), SCALE_LINEAR},
        {UNIT("point", "'x': {'datum': 3}"), SCALE_LINEAR},
        {UNIT("point", "'x': {'datum': 'three'}"), SCALE_POINT},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        g_assert_cmpint(scale_of(&spec, 0, CHANNEL_X)->type, ==, cases[i].type);
    }
}

/* ---- facets -------------------------------------------------------------------------------- */

static void test_facets(void)
{
#define FACET(facet, resolve)                                                                      \
    "{" ROWS ", 'facet': {" facet "}, 'spec': {'mark': 'point', 'encoding': {'y': {'field': "      \
    "'k'}, 'x': {'field': 'n', 'type': 'quantitative'}}}" resolve "}"
    static const struct {
        const char *spec, *headers, *first; /* first: categories of the first panel's y */
        gboolean across;
    } cases[] = {
        {FACET("'row': {'field': 'c'}", ""), "u v", "a b c", FALSE},
        {FACET("'column': {'field': 'c'}", ""), "u v", "a b c", TRUE},
        {FACET("'row': {'field': 'c', 'sort': 'descending'}", ""), "v u", "a b c", FALSE},
        {FACET("'row': {'field': 'k', 'sort': null}", ""), "b a c", "a b c", FALSE},
        {FACET("'row': {'field': 'k', 'sort': ['c', 'none']}", ""), "c a b", "a b c", FALSE},
        {FACET("'row': {'field': 'n'}", ""), "-3 2 4 5", "a b c", FALSE},
        {FACET("'row': {'field': 'c'}", ", 'resolve': {'scale': {'y': 'independent'}}"), "u v",
         "a b", FALSE},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_clean(&spec, cases[i].spec);
        g_autoptr(GPtrArray) headers = g_ptr_array_new();
        guint n_rows = 0;
        for (guint p = 0; p < spec.chart->panels->len; p++) {
            g_ptr_array_add(headers, (char *)((const Panel *)spec.chart->panels->pdata[p])->header);
            n_rows += spec_layer(&spec, p, 0)->frame->n_rows;
        }
        g_autofree char *text = categories_text(headers);
        g_autofree char *first = categories_text(scale_of(&spec, 0, CHANNEL_Y)->categories);
        g_assert_cmpstr(text, ==, cases[i].headers);
        g_assert_cmpstr(first, ==, cases[i].first);
        g_assert_cmpint(spec.chart->across, ==, cases[i].across);
        g_assert_cmpuint(n_rows, ==, 4);
        for (guint p = 0; p < spec.chart->panels->len; p++) /* x is shared */
            g_assert_cmpfloat_with_epsilon(scale_of(&spec, p, CHANNEL_X)->domain[0], -3, 1e-9);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chart/encoding-aggregates", test_encoding_aggregates);
    g_test_add_func("/chart/inheritance", test_inheritance);
    g_test_add_func("/chart/stacks", test_stacks);
    g_test_add_func("/chart/sorts", test_sorts);
    g_test_add_func("/chart/categories", test_categories);
    g_test_add_func("/chart/guides-are-merged", test_guides_are_merged);
    g_test_add_func("/chart/domains", test_domains);
    g_test_add_func("/chart/log-without-zero", test_log_without_zero);
    g_test_add_func("/chart/reversed", test_reversed);
    g_test_add_func("/chart/scale-types", test_scale_types);
    g_test_add_func("/chart/facets", test_facets);
    return g_test_run();
}
