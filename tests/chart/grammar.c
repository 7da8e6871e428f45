/* The whole grammar (--theme vega): what it refuses, at its place, and some of what it makes. */
#include "fixture.h"

#define DATA "'data': {'values': [{'a': 'x', 'b': 1, 'd': '2024-04-02'}, {'a': 'y', 'b': 3}]}"
#define ROOT(members) "{" DATA ", 'mark': 'point', 'encoding': {'x': {'field': 'b'}}, " members "}"
#define MARK(mark) "{" DATA ", 'mark': " mark ", 'encoding': {'x': {'field': 'b'}}}"
#define ENCODING(channels) "{" DATA ", 'mark': 'bar', 'encoding': {" channels "}}"
#define POINT(channels) "{" DATA ", 'mark': 'point', 'encoding': {" channels "}}"
#define X(members) ENCODING("'x': {'field': 'b', 'type': 'quantitative', " members "}")

#define POINT_X(members)                                                                           \
    "{" DATA                                                                                       \
    ", 'mark': 'point', 'encoding': {'x': {'field': 'b', 'type': 'quantitative', " members "}}}"

static void test_refused(void)
{
    static const struct {
        const char *spec, *finding;
    } faults[] = {
        {ROOT("'params': [@{'value': 1}]"), "spec-value: a parameter needs a name of its own"},
        {ROOT("'params': [@{'name': 'datum'}]"), "spec-value: a parameter needs a name of its own"},
        {ROOT("'params': [{'name': 'p'}, @{'name': 'p'}]"), "spec-value: there are two parameters"},
        {ROOT("'params': [{'name': 'p', @'expr': 'datum.a'}]"),
         "spec-value: a parameter is the same in all rows"},
        {ROOT("'params': [@{'name': 'p', 'expr': 'q'}, {'name': 'q', 'expr': 'p + 1'}]"),
         "spec-value: the parameter 'p' is made of itself"},
        {ROOT("'params': [{'name': 'p', @'expr': 'q'}]"),
         "expression: at character 1: unknown name"},
        {ROOT("'params': [@{'name': 'p', 'select': 'area'}]"), "spec-value: a selection is a"},
        {ROOT("'params': [{'name': 'p', 'select': 'interval', 'value': {@'y': [1, 2]}}]"),
         "spec-value: the selection has a value for 'y', where no field is shown"},
        {"{" DATA ", 'params': [{'name': 'p', 'select': 'interval', 'value': {@'x': [1]}}], "
         "'mark': 'point', 'encoding': {'x': {'field': 'b', 'type': 'quantitative'}}}",
         "spec-value: an interval has two ends"},
        {ROOT("'transform': [{'filter': {@'param': 'p'}}]"),
         "spec-value: there is no parameter 'p'"},
        {ROOT("'width': {@'expr': '1 +'}"), "expression: at character 4: it ends where a value"},
        {ROOT("@'autosize': 'fill'"), "spec-value: 'autosize' must be pad, fit"},
        {ROOT("@'autosize': {'type': 'fit', 'contains': 'all'}"), "spec-value: 'autosize' must be"},
        {ROOT("@'padding': {'inner': 3}"), "spec-value: 'padding' must be a number of px, or"},
        {ROOT("'resolve': {@'scales': {}}"), "spec-property: 'scales' is not supported in resolve"},
        {ROOT("'resolve': {'axis': {@'x': 'both'}}"), "spec-value: 'x' must be one of: shared"},
        {"{" DATA ", @'hconcat': []}", "spec-value: 'hconcat' must be an array of views"},
        {"{" DATA ", 'vconcat': [{'mark': 'bar', @'marks': 1}]}",
         "spec-property: 'marks' is not supported in a view"},
        {"{" DATA ", @'repeat': {}, 'spec': {'mark': 'bar'}}",
         "spec-value: 'repeat' needs arrays of"},
        {"{" DATA ", @'repeat': []}", "spec-value: 'repeat' needs arrays of fields"},
        {"{" DATA ", @'facet': {'field': 'a'}}", "spec-value: a facet needs a 'spec'"},
        {"{" DATA ", 'facet': {'field': 'a'}, 'spec': {@'hconcat': []}}",
         "spec-value: 'hconcat' must be an array of views"},
        {ROOT("@'spacing': 'wide'"), "spec-property: 'spacing' has no meaning without concat"},
        {ROOT("'title': {'text': 't', @'weight': 3}"), "spec-property: 'weight' is not supported"},
        {ROOT("@'width': 'wide'"), "spec-value: 'width' must be a number of px"},
        {ROOT("@'width': -1"), "spec-value: 'width' must be a number from 0 to 20000"},
        {ROOT("'height': {@'steps': 3}"), "spec-property: 'steps' is not supported in height"},
        {ROOT("'height': {'step': 3, @'for': 'all'}"), "spec-value: 'for' must be one of: offset"},
        {ROOT("'view': {@'shadow': 'x'}"), "spec-property: 'shadow' is not supported in view"},
        {ROOT("'view': {@'strokeDash': [1, 2, 3]}"), "spec-value: 'strokeDash' must be an array"},
        {ROOT("@'title': ['a', 1]"), "spec-value: 'title' must be a text, an array of texts"},
        {"{" DATA ", @'bounds': 'tight', 'concat': [{'mark': 'bar'}]}",
         "spec-value: 'bounds' must be one of: full"},
        {ROOT("'config': {'view': {@'discreteWidth': 'x'}}"), "spec-value: 'discreteWidth' must"},
        {ROOT("@'background': 'bluish'"), "spec-value: 'background' must be a CSS colour"},
        {ROOT("@'config': 7"), "spec-value: a config must be an object"},
        {ROOT("'config': {@'arc': {}}"), "spec-property: 'arc' is not supported in config"},
        {ROOT("'config': {'bar': {@'colour': 'red'}}"),
         "spec-property: 'colour' is not supported in config.bar"},
        {ROOT("'config': {'bar': {@'color': 7}}"), "spec-value: 'color' must be a CSS colour"},
        {"{" DATA ", @'mark': 'arc', 'encoding': {'x': {'field': 'b'}}}",
         "spec-value: mark 'arc' is not supported; supported are: bar, point, circle, square, "
         "rule, text, "
         "tick, line, area, rect, errorbar, errorband, boxplot"},
        {"{" DATA ", @'mark': 'boxplot', 'encoding': {'x': {'field': 'a'}}}",
         "spec-value: a boxplot needs a quantitative field"},
        {"{" DATA
         ", 'mark': {'type': 'boxplot', @'extent': 'iqr'}, 'encoding': {'x': {'field': 'b'}}}",
         "spec-value: 'extent' must be \"min-max\" or how many"},
        {"{" DATA
         ", 'mark': {'type': 'errorband', @'ticks': true}, 'encoding': {'x': {'field': 'b'}}}",
         "spec-property: 'ticks' is not supported in an errorband"},
        {"{" DATA
         ", 'mark': {'type': 'errorbar', @'extent': 'ci'}, 'encoding': {'x': {'field': 'b', "
         "'type': 'quantitative'}}}",
         "spec-value: 'extent' cannot be \"ci\""},
        {MARK("{'type': 'line', @'line': true}"), "spec-value: 'line' belongs to an area"},
        {MARK("{'type': 'bar', @'thick': 3}"), "spec-property: 'thick' is not supported in a bar"},
        {MARK("{'type': 'point', @'shape': 'M0 0L1'}"), "spec-value: there is no shape"},
        {MARK("{'type': 'point', 'size': {@'expr': 'datum.'}}"), "expression: "},
        {MARK("{'type': 'point', @'size': {'expr': 'datum.a'}}"), "spec-value: 'size' must be a"},
        {MARK("{'type': 'line', @'order': 3}"), "spec-value: 'order' must be true, false or null"},
        {MARK("{'type': 'line', @'interpolate': 'bundle'}"), "spec-value: 'interpolate' must be"},
        {MARK("{'type': 'line', @'strokeDash': [1, -1]}"), "spec-value: 'strokeDash' must be an"},
        {MARK("{'type': 'point', @'shape': 'heart'}"), "spec-value: there is no shape \"heart\""},
        {MARK("{'type': 'line', @'strokeDash': [1, 2, 3]}"), "spec-value: 'strokeDash' must be an"},
        {MARK("{'type': 'bar', @'width': {'bands': 1}}"), "spec-value: 'width' must be a number"},
        {MARK("{'type': 'bar', @'point': true}"), "spec-value: 'point' belongs to a line"},
        {MARK("{'type': 'bar', @'tooltip': 'yes'}"), "spec-value: 'tooltip' must be true"},
        {MARK("{'type': 'bar', @'invalid': 'hide'}"), "spec-value: 'invalid' must be filter, show"},
        {MARK("{'type': 'bar', @'x': 'height of it'}"), "spec-value: 'x' must be a number of px"},
        {MARK("{'type': 'bar', @'yOffset': '3'}"), "spec-value: 'yOffset' must be a number"},
        {MARK("{'type': 'bar', @'style': 3}"), "spec-value: 'style' must be a text, an array"},
        {MARK("{'type': 'text', @'text': [3]}"), "spec-value: 'text' must be a text, an array"},
        {ROOT("'config': {'scale': {@'invalid': {'colour': {'value': 1}}}}"),
         "spec-value: 'invalid' must be an object of channels"},
        {ROOT("'config': {'boxplot': {@'box': {'heads': 1}}}"),
         "spec-value: 'box' must be true, false, or an object of what its mark may say"},
        {ROOT("'config': {'errorbar': {@'extent': 'iqr'}}"),
         "spec-property: 'extent' is not supported in config.errorbar"},
        {"{" DATA ", 'mark': 'area', 'encoding': {'x': {'field': 'a'}, 'y': {'field': 'a'}, "
         "@'yOffset': {'field': 'b', 'type': 'quantitative'}}}",
         "spec-value: areas along an offset in the bands of y are not supported"},
        {"{" DATA ", 'encoding': {'x': {'field': 'b', 'type': 'quantitative'}}, 'layer': "
         "[{'layer': "
         "[{'mark': 'point', 'encoding': {'color': {'field': 'b', 'type': 'quantitative'}}}, "
         "{'mark': 'tick', 'encoding': {@'color': {'field': 'a'}}}]}]}",
         "spec-value: layers in a layer share the scale of color, which one reads as"},
        {MARK("{'type': 'bar', @'color': {'gradient': 'conic', 'stops': [{'offset': 0, 'color': "
              "'red'}]}}"),
         "spec-value: 'color' must be a CSS colour, a gradient or null"},
        {MARK("{'type': 'bar', @'fill': {'gradient': 'linear', 'stops': []}}"),
         "spec-value: 'fill' must be a CSS colour, a gradient or null"},
        {MARK("{'type': 'bar', @'fill': {'gradient': 'linear', 'r1': 1, 'stops': [{'offset': 0, "
              "'color': 'red'}]}}"),
         "spec-value: 'fill' must be a CSS colour, a gradient or null"},
        {MARK("{'type': 'text', @'fill': {'gradient': 'linear', 'stops': [{'offset': 0, 'color': "
              "'red'}]}}"),
         "spec-value: 'fill' must be a CSS colour or null"},
        {ENCODING("'color': {@'value': {'gradient': 'linear', 'stops': [{'offset': 2, 'color': "
                  "'red'}]}}"),
         "spec-value: the value of color must be a CSS colour, a gradient or null"},
        {ROOT("'config': {'style': {'label': {@'bold': true}}}"),
         "spec-property: 'bold' is not supported in config.style.label"},
        {ENCODING("@'theta': {'field': 'b'}"), "spec-property: channel 'theta' is not supported"},
        {X("@'bin': 'often'"), "spec-value: 'bin' must be true, false, null, \"binned\""},
        {X("'bin': {@'maxbins': 1}"), "spec-value: 'maxbins' must be a number from 2 to"},
        {X("'bin': {@'steps': []}"), "spec-value: 'steps' must be an array of lengths"},
        {X("@'bin': {'step': 0.000001}"), "spec-value: this makes more than 10000 bins"},
        {X("@'timeUnit': 'monthyear'"), "spec-value: \"monthyear\" is no time unit"},
        {X("@'aggregate': 'ci0'"), "spec-value: there is no operation \"ci0\""},
        {X("@'stack': 'up'"), "spec-value: 'stack' must be"},
        {X("@'bandPosition': 2"), "spec-value: 'bandPosition' must be a number from 0 to 1"},
        {X("'scale': {@'type': 'identity'}"), "spec-value: 'type' must be one of"},
        {X("'scale': {@'bins': [1]}"), "spec-property: 'bins' is not supported in scale"},
        {X("'scale': {@'clamp': 1}"), "spec-value: 'clamp' must be true or false"},
        {X("'scale': {@'exponent': 0}"), "spec-value: 'exponent' must be a number from 0.01"},
        {X("'scale': {@'base': 1}"), "spec-value: 'base' must be a number from 1.01"},
        {X("'scale': {@'nice': 'fortnight'}"), "spec-value: 'nice' must be true, false, a number"},
        {X("'scale': {'nice': {@'every': 2}}"), "spec-property: 'every' is not supported in nice"},
        {X("'scale': {@'range': 'wide'}"), "spec-value: 'range' must be an array"},
        {X("'scale': {@'interpolate': 'xyz'}"), "spec-value: 'interpolate' must be one of: rgb"},
        {X("'scale': {'scheme': {'name': 'blues', @'gamma': 1}}"),
         "spec-property: 'gamma' is not supported in a scheme"},
        {X("'scale': {'scheme': {'name': 'blues', @'extent': [1]}}"),
         "spec-value: 'extent' must be two numbers"},
        {X("'scale': {'domain': [0, 1, 2]}"), "spec-value: a continuous domain has two ends"},
        {X("'scale': {'type': 'log', 'domain': [0, 1]}"), "spec-value: a log scale cannot show"},
        {X("'axis': {@'orient': 'middle'}"), "spec-value: 'orient' must be one of: bottom"},
        {X("'axis': {@'style': 'bold'}"), "spec-property: 'style' is not supported in axis"},
        {X("'axis': {@'tickCount': 'decade'}"), "spec-value: 'tickCount' must be one of: millisec"},
        {X("'axis': {@'labelExpr': 'datum.'}"), "expression: "},
        {X("'aggregate': {@'argmost': 'b'}"), "spec-property: 'argmost' is not supported in an"},
        {X("'impute': {@'by': 3}"), "spec-property: 'by' is not supported in 'impute'"},
        {X("@'timeUnit': 'binnedmoon'"), "spec-value: \"binnedmoon\" is no time unit"},
        {X("'axis': {'gridColor': {'condition': {'test': 'datum.value > 1', @'value': 3}}}"),
         "spec-value: 'value' must be a CSS colour"},
        {X("'axis': {@'format': '%q%'}"), "spec-value: \"%q%\" is no number format"},
        {X("@'sort': 'z'"), "spec-value: 'sort' must be"},
        {ENCODING("'color': {'field': 'a', 'legend': {@'shadow': 2}}"),
         "spec-property: 'shadow' is not supported in legend"},
        {ENCODING("'color': {'field': 'a', 'legend': {@'titleOrient': 'middle'}}"),
         "spec-value: 'titleOrient' must be one of: top, bottom, left, right"},
        {ENCODING("'color': {'field': 'a', 'legend': {@'labelExpr': 'datum.'}}"), "expression: "},
        {ENCODING("'color': {'field': 'a', 'legend': {@'title': [1]}}"),
         "spec-value: 'title' must be a text, an array of texts or null"},
        {ENCODING("'color': {'field': 'a', @'legend': true}"),
         "spec-value: a legend must be an object or null"},
        {ENCODING("'color': {'field': 'a', 'legend': {@'orient': 'middle'}}"),
         "spec-value: 'orient' must be one of: right, left, top"},
        {ENCODING("'color': {'field': 'a', 'legend': {@'columns': 'two'}}"),
         "spec-value: 'columns' must be a number"},
        {ENCODING("'color': {'field': 'a', 'legend': {@'symbolType': 'heart'}}"),
         "spec-value: there is no shape \"heart\""},
        {ENCODING("'color': {'field': 'a', 'legend': {@'type': 'table'}}"),
         "spec-value: 'type' must be one of: symbol, gradient"},
        {ENCODING("'color': {'field': 'a', 'scale': {'range': [@'reddish']}}"),
         "spec-value: a colour range needs CSS colours"},
        {ENCODING("'size': {'field': 'b', 'type': 'quantitative', 'scale': {'range': [@'big']}}"),
         "spec-value: a range of size needs numbers"},
        {POINT("'shape': {'field': 'a', 'scale': {'range': [@'heart']}}"),
         "spec-value: a range of shapes needs their names or"},
        {ENCODING("'strokeDash': {'field': 'a', 'scale': {'range': [@[1, 1, 1]]}}"),
         "spec-value: a range of dashes needs lists of lengths"},
        {ENCODING(
             "@'color': {'field': 'b', 'type': 'quantitative', 'scale': {'type': 'threshold'}}"),
         "spec-value: a threshold scale needs a 'domain'"},
        {ENCODING("@'size': {'field': 'b', 'type': 'quantitative', 'scale': {'type': 'log', "
                  "'domain': [0, 1]}}"),
         "spec-value: a log scale cannot show zero"},
        {POINT("@'shape': {'field': 'b', 'type': 'quantitative', 'scale': {'type': 'quantize'}}"),
         "spec-value: shapes stand for categories"},
        {ENCODING("'strokeDash': {@'value': [1, 1, 1]}"),
         "spec-value: the value of strokeDash must be"},
        {ENCODING("'angle': {@'value': 'up'}"), "spec-value: the value of angle must be"},
        {X("'scale': {'range': [@'wide', 3]}"), "spec-value: a place must be a number of px"},
        {X("'scale': {@'range': 'ramp'}"), "spec-value: 'range' must be an array"},
        {ENCODING("'color': {'field': 'a', 'scale': {@'range': 'rainbow'}}"),
         "spec-value: 'range' must be one of: category"},
        {ENCODING("'color': {'field': 'a', 'scale': {'range': {@'field': 'none'}}}"),
         "spec-data: the data have no field 'none'"},
        {ENCODING("'shape': {@'value': 'heart'}"), "spec-value: the value of shape must be"},
        {ENCODING("@'xError': {'field': 'b'}"),
         "spec-property: 'xError' belongs to an errorbar or errorband"},
        {ENCODING("'color': {'field': 'a', 'scale': {@'scheme': 'x'}}"),
         "spec-value: there is no colour scheme \"x\""},
        {ENCODING("'opacity': {'condition': {@'param': 'p', 'value': 1}}"),
         "spec-value: there is no parameter 'p'"},
        {ENCODING("'opacity': {@'condition': {'value': 1}}"),
         "spec-value: a condition needs a test"},
        {ENCODING("'opacity': {'condition': {'test': 'true', @'value': 7}}"),
         "spec-value: the value of opacity must be"},
        {ENCODING("'opacity': {@'value': 2}"), "spec-value: the value of opacity must be"},
        {ENCODING("'xOffset': {@'value': 'far'}"), "spec-value: the value of xOffset must be"},
        {ENCODING("@'x': {}"), "spec-value: a channel needs a field"},
        {ENCODING("@'color': [{'field': 'a'}]"), "spec-value: only tooltip and detail take"},
        {ENCODING("'row': {'field': 'a', @'columns': 2}"),
         "spec-property: 'columns' belongs to 'facet'"},
        {ENCODING("@'row': {'field': 'nowhere'}"), "spec-data: the data have no field 'nowhere'"},
        {ENCODING("@'facet': {'field': 'a'}, 'row': {'field': 'a'}"),
         "spec-value: 'facet' stands alone"},
        {"{" DATA ", 'mark': 'errorbar', 'encoding': {'x': {'field': 'b', 'type': 'quantitative'}, "
         "@'xError2': {'field': 'b'}}}",
         "spec-value: 'xError2' needs 'xError' beside it"},
        {"{" DATA ", @'mark': 'errorbar', 'encoding': {'x': {'field': 'a'}}}",
         "spec-value: an errorbar needs a quantitative field"},
        {"{" DATA
         ", 'transform': [{'filter': {'field': 'd', @'timeUnit': 'monthyear', 'equal': 1}}]"
         ", 'mark': 'bar', 'encoding': {}}",
         "spec-value: \"monthyear\" is no time unit"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_test_message("%s", faults[i].spec);
        spec_read_grammar(&spec, faults[i].spec);
        if (spec.line > 0) {
            spec_assert_finding(&spec, faults[i].finding);
            continue;
        }
        g_autofree char *found = spec_findings(&spec);
        g_assert_null(spec.chart);
        g_assert_nonnull(strstr(found, faults[i].finding));
    }
}

/* Domains by Vega-Lite's rules for zero and nice, and the plot's size by its steps. */
static void test_scales(void)
{
    static const struct {
        const char *spec;
        double low, high, width;
    } cases[] = {
        {X("'title': null"), 0, 4, 300}, /* one bar on the other */
        {POINT_X("'title': null"), 0, 3, 300},
        {POINT_X("'scale': {'zero': false}"), 1, 3, 300},
        {POINT_X("'scale': {'domain': [1, 2.5]}"), 1, 2.5, 300},
        {POINT_X("'scale': {'domainMin': -1}"), -1, 3, 300},
        {ENCODING("'x': {'field': 'd', 'type': 'temporal', 'timeUnit': 'year'}"), 1704067200000,
         1735689600000, 300},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].spec);
        spec_read_grammar(&spec, cases[i].spec);
        spec_assert_clean(&spec);
        const Panel *panel = spec.chart->panels->pdata[0];
        g_assert_cmpfloat(panel->scales[CHANNEL_X]->domain[0], ==, cases[i].low);
        g_assert_cmpfloat(panel->scales[CHANNEL_X]->domain[1], ==, cases[i].high);
        g_assert_cmpfloat(panel->size[CHANNEL_X], ==, cases[i].width);
    }
    spec_read_grammar(&spec, ENCODING("'x': {'field': 'a'}, 'xOffset': {'field': 'a'}"));
    spec_assert_clean(&spec); /* 2.2 bands of 40 px and a quarter, which are two steps of 20 */
    const Panel *panel = spec.chart->panels->pdata[0];
    g_assert_cmpfloat_with_epsilon(panel->size[CHANNEL_X], 110, 1e-9);
}

/* As in Vega-Lite a mark leaves out what it cannot show, and keeps what any mark may say. */
static void test_unheeded(void)
{
    static const struct {
        const char *spec, *finding; /* NULL: none */
    } cases[] = {
        {ENCODING("'shape': {'field': 'a'}"), "left out: a bar cannot show shape"},
        {ENCODING("'text': {'field': 'a'}"), "left out: a bar cannot show text"},
        {ENCODING("'angle': {'field': 'b', 'type': 'quantitative'}"),
         "left out: a bar cannot show angle"},
        {"{" DATA ", 'mark': 'line', 'encoding': {'size': {'aggregate': 'count'}}}",
         "left out: a line cannot show an aggregate as size"},
        {ENCODING("'x': {'field': 'b', 'type': 'quantitative'}, 'xOffset': {'field': 'a'}"),
         "left out: an offset by data needs categories or time units in x"},
        {ENCODING("'x': {'field': 'b', 'type': 'quantitative'}, 'xOffset': {'value': 5}"), NULL},
        {ENCODING("'color': {'field': 'a', 'type': 'nominal', 'scale': {'type': 'quantile'}}"),
         "left out: a scale of type quantile cannot show nominal data"},
        {ENCODING("'x': {'field': 'b', 'type': 'quantitative', 'scale': {'type': 'quantize'}}"),
         "left out: a scale of type quantize cannot show x"},
        {ENCODING("'color': {'field': 'b', 'type': 'quantitative', 'scale': {'type': 'quantize'}}"),
         NULL},
        {"{" DATA ", 'mark': {'type': 'boxplot', 'strokeOpacity': 0.5}, 'encoding': {'x': {'field':"
         " 'b', 'type': 'quantitative'}}}",
         NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(SpecCase) spec;
        spec_init(&spec);
        spec_read_grammar(&spec, cases[i].spec);
        g_assert_nonnull(spec.chart);
        g_autofree char *found = spec_findings(&spec);
        g_assert_cmpint(*found != '\0', ==, cases[i].finding != NULL);
        g_assert_true(!cases[i].finding || strstr(found, cases[i].finding));
    }
}

/* A field that no row has is null in an expression, as in Vega, but nobody means that. */
static void test_absent_field(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_read_grammar(
        &spec,
        "{'data': {'values': [{'a': {'b': 1}}, {}]}, 'mark': 'bar', 'transform': [{'calculate':"
        " 'datum.c === null && datum.a !== null', 'as': 'd'}]}");
    g_assert_nonnull(spec.chart);
    g_autofree char *found = spec_findings(&spec);
    g_assert_nonnull(strstr(found, "spec-left-out: left out: the data have no field 'c'"));
    g_assert_null(strstr(found, "'a'"));
    g_autofree char *rows = frame_text(spec_layer(&spec, 0, 0)->frame, "d");
    g_assert_cmpstr(rows, ==, "d=true; d=false");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/grammar/refused", test_refused);
    g_test_add_func("/grammar/scales", test_scales);
    g_test_add_func("/grammar/unheeded", test_unheeded);
    g_test_add_func("/grammar/absent-field", test_absent_field);
    return g_test_run();
}
