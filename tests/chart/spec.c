/* What a spec may say, and the finding, at its place, for what it may not. */
#include "fixture.h"

#define DATA "'data': {'values': [{'a': 'x', 'b': 1, 'd': '2024-04'}]}"
#define ROOT(members) "{" DATA ", 'mark': 'point', 'encoding': {'x': {'field': 'b'}}, " members "}"
#define MARK(mark) "{" DATA ", 'mark': " mark "}"
#define POINT(members) MARK("{'type': 'point', " members "}")
#define ENCODING(channels) "{" DATA ", 'mark': 'point', 'encoding': {" channels "}}"
#define X(members) ENCODING("'x': {'field': 'b', 'type': 'quantitative', " members "}")
#define NOMINAL(members) ENCODING("'x': {'field': 'a', " members "}")
#define COLOR(members) ENCODING("'color': {'field': 'a', " members "}")
#define WISH(members) ROOT("'usermeta': {'figtrail': {" members "}}")
#define FACET(facet) "{" DATA ", 'facet': " facet ", 'spec': {'mark': 'point'}}"
#define LAYERS(layers) "{" DATA ", 'layer': " layers "}"

typedef struct {
    const char *spec, *finding;
} Fault;

static void check_faults(const Fault *faults, gsize n)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < n; i++) {
        g_test_message("%s", faults[i].spec);
        spec_read(&spec, faults[i].spec, NULL);
        spec_assert_finding(&spec, faults[i].finding);
    }
}

static void check_clean(const char *const *specs, gsize n)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < n; i++) {
        g_test_message("%s", specs[i]);
        spec_read(&spec, specs[i], NULL);
        spec_assert_clean(&spec);
    }
}

static void test_root(void)
{
    static const Fault faults[] = {
        {"@[]", "spec-value: a chart spec must be an object"},
        {"@7", "spec-value: a chart spec must be an object"},
        {ROOT("@'width': 300"), "spec-property: 'width' is not supported in a chart spec; "},
        {ROOT("@'params': []"), "spec-property: 'params' is not supported in a chart spec; "},
        {ROOT("@'$schema': 6"), "spec-value: '$schema' must be a text"},
        {ROOT("@'name': {}"), "spec-value: 'name' must be a text"},
        {ROOT("@'title': 7"), "spec-value: title must be an object"},
        {ROOT("'title': {@'text': ['a', 'b']}"), "spec-value: 'text' must be a text"},
        {ROOT("'title': {'text': 't', @'subtitle': null}"),
         "spec-value: 'subtitle' must be a text"},
        {ROOT("'title': {'text': 't', @'anchor': 'middle'}"),
         "spec-property: 'anchor' is not supported in title; "},
        {ROOT("@'description': []"), "spec-value: 'description' must be a text"},
        {ROOT("@'transform': {}"), "spec-value: transform must be an array"},
        {ROOT("@'resolve': {}"), "spec-property: 'resolve' has no meaning without a facet"},
        {ROOT("@'spec': {}"), "spec-property: 'spec' has no meaning without a facet"},
        {"{\n  " DATA ",\n  'mark': 'point',\n  @'encodings': {}\n}",
         "spec-property: 'encodings' is not supported in a chart spec; "},
    };
    static const char *const clean[] = {
        ROOT("'name': 'n', '$schema': 's', 'description': 'd'"), ROOT("'title': 't'"),
        ROOT("'title': {'text': 't', 'subtitle': 's'}"),         ROOT("'transform': []"),
        ROOT("'usermeta': {'others': {'anything': 1}}"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_wishes(void)
{
    static const Fault faults[] = {
        {ROOT("'usermeta': {@'figtrail': 7}"), "spec-value: usermeta.figtrail must be an object"},
        {WISH("'highlight': [@'nobody']"), "spec-value: nothing in the chart is called 'nobody'"},
        {WISH("@'size': 3"), "spec-property: 'size' is not supported in usermeta.figtrail; "},
        {WISH("@'presets': 'slide'"), "spec-value: 'presets' must be an array"},
        {WISH("'presets': [@1]"),
         "spec-value: a preset must be a name, or an object that says more"},
        {WISH("@'certainty': 'yes'"), "spec-value: 'certainty' must be true or false"},
        {WISH("@'aspect': 0"), "spec-value: 'aspect' must be a number from 0.2 to 5"},
        {WISH("@'aspect': 1e300"), "spec-value: 'aspect' must be a number from 0.2 to 5"},
        {WISH("@'footnote': ['a']"), "spec-value: 'footnote' must be a text"},
        {WISH("@'choice': 'rank'"), "choice-order: an order of choice must be a list of steps"},
        {WISH("'choice': ['rank', @'sank']"),
         "choice-order: \"sank\" is no step of the order of choice; did you mean \"rank\"?"},
        {WISH("@'translations': []"), "spec-value: 'translations' must be an object of languages"},
        {WISH("'translations': {@'tlh': {}}"), "spec-value: there is no language 'tlh'"},
        {WISH("'translations': {@'pt': 7}"), "spec-value: 'pt' must be an object of texts"},
        {WISH("'translations': {'pt': {@'a': 1}}"), "spec-value: 'a' must become a text"},
        {WISH("'translations': {'pt': {@'{} of {}': '{} de'}}"),
         "spec-value: the translation of '{} of {}' must have as many places {}"},
        {WISH("@'cite': {}"), "spec-value: 'cite' must be an array of names"},
        {WISH("'cite': [@'nowhere']"),
         "spec-value: there is no layer of texts with the name 'nowhere'"},
        {WISH("'avoid': [@'nowhere']"),
         "spec-value: there is no layer of texts with the name 'nowhere'"},
        {"{" DATA ", 'name': 'p', 'mark': 'point', 'usermeta': {'figtrail': {'cite': [@'p']}}}",
         "spec-value: there is no layer of texts with the name 'p'"},
    };
    static const char *const clean[] = {
        WISH(""),
        WISH("'presets': ['slide', 'page'], 'certainty': false, 'aspect': 1, 'footnote': 'f'"),
        "{" DATA ", 'name': 't', 'mark': 'text', 'encoding': {'text': {'field': 'a'}},"
        " 'usermeta': {'figtrail': {'cite': ['t'], 'avoid': ['t']}}}",
        WISH("'cite': [], 'avoid': []"),
        WISH("'translations': {'pt-BR': {'a': 'b'}, 'de': {}}"),
        WISH("'choice': ['maker', 'published']"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_data(void)
{
    static const Fault faults[] = {
        {"{@'data': null, 'mark': 'bar'}", "spec-value: data must be an object"},
        {"{@'data': [], 'mark': 'bar'}", "spec-value: data must be an object"},
        {"{@'data': {}, 'mark': 'bar'}", "spec-data: data need a name, values or a url"},
        {"{'data': {@'sequence': {}}, 'mark': 'bar'}", "spec-value: a sequence needs start, stop"},
        {"{'data': {'sequence': {'start': 0, 'stop': 9, @'by': 1}}, 'mark': 'bar'}",
         "spec-property: 'by' is not supported in a sequence"},
        {"{'data': {@'values': 'a,b'}, 'mark': 'bar'}", "spec-value: data values must be an array"},
        {"{'data': {'values': [[[[[[[[[@[1]]]]]]]]]]}, 'mark': 'bar'}",
         "spec-value: nested data may be 8 levels deep"},
        {"{'data': {'values': [], @'url': 'x.csv'}, 'mark': 'bar'}",
         "spec-value: data have either values or a url"},
        {"{'data': {@'url': 7}, 'mark': 'bar'}", "spec-value: 'url' must be a text"},
        {"{'data': {@'url': 'https://example.org/x.csv'}, 'mark': 'bar'}",
         "spec-data: figtrail fetches nothing from the net"},
        {"{'data': {@'url': 'x.parquet'}, 'mark': 'bar'}",
         "spec-data: 'x.parquet' does not tell its type"},
        {"{'data': {@'url': 'none.csv'}, 'mark': 'bar'}", "spec-data: "},
        {"{'data': {@'url': 'none.json'}, 'mark': 'bar'}", "spec-data: "},
        {"{'data': {@'name': 7}, 'mark': 'bar'}", "spec-value: 'name' must be a text"},
        {"{@'data': {'name': 'figures'}, 'mark': 'bar'}", "spec-data: 'figures' needs figtrail's"},
        {"{'data': {'name': 'figures', @'format': {}}, 'mark': 'bar'}",
         "spec-value: named data have their types already"},
        {"{'data': {'url': 'x', @'format': 'csv'}, 'mark': 'bar'}",
         "spec-value: a data format must be an object"},
        {"{'data': {'url': 'x', 'format': {@'type': 'topojson'}}, 'mark': 'bar'}",
         "spec-value: 'type' must be one of: csv, tsv, json"},
        {"{'data': {'url': 'x', @'format': {'delimiter': ';'}}, 'mark': 'bar'}",
         "spec-value: a 'delimiter' of one character belongs to the type"},
        {"{'data': {'url': 'x', 'format': {@'parse': 'auto'}}, 'mark': 'bar'}",
         "spec-value: 'parse' must be null, or an object"},
        {"{'data': {'url': 'x', 'format': {'parse': {@'a': 'date:%Y'}}}, 'mark': 'bar'}",
         "spec-value: 'a' must be one of: boolean, number, date, string"},
        {"{'data': {'values': [], @'format': {'type': 'csv'}}, 'mark': 'bar'}",
         "spec-value: values in the spec are JSON"},
        {"{'data': {'values': [{@'a': 'x'}], 'format': {'parse': {'a': 'number'}}}, 'mark': 'bar'}",
         "spec-value: this is no number, which 'parse' says of 'a'"},
    };
    static const char *const clean[] = {
        "{'mark': 'rule'}",
        "{'data': {'values': []}, 'mark': 'bar'}",
        "{'data': {'name': 'mine', 'values': [1, 'two', true, null]}, 'mark': 'bar'}",
        "{'data': {'values': [{'a': '7'}], 'format': {'parse': {'a': 'number'}}}, 'mark': 'bar'}",
        "{'data': {'values': [], 'format': {'type': 'json'}}, 'mark': 'bar'}",
        "{'data': {'values': [], 'format': {'parse': null}}, 'mark': 'bar'}",
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_marks(void)
{
    static const Fault faults[] = {
        {POINT("@'tooltip': true"), "spec-property: 'tooltip' is not supported in this mark; "},
        {POINT("@'dx': 3"), "spec-property: 'dx' is not supported in this mark; "},
        {MARK("{'type': 'bar', @'shape': 'circle'}"), "spec-property: 'shape' is not supported"},
        {MARK("{'type': 'rule', @'size': 3}"), "spec-property: 'size' is not supported"},
        {MARK("{'type': 'line', @'point': true}"), "spec-property: 'point' is not supported"},
        {POINT("@'color': 'nocolor'"), "spec-value: 'color' must be a CSS colour"},
        {POINT("@'fill': 7"), "spec-value: 'fill' must be a CSS colour"},
        {POINT("@'stroke': []"), "spec-value: 'stroke' must be a CSS colour"},
        {POINT("@'filled': 'yes'"), "spec-value: 'filled' must be true or false"},
        {POINT("@'opacity': 1.01"), "spec-value: 'opacity' must be a number from 0 to 1"},
        {POINT("@'size': -1"), "spec-value: 'size' must be a number from 0 to"},
        {POINT("@'strokeWidth': '2'"), "spec-value: 'strokeWidth' must be a number from 0 to 1000"},
        {POINT("@'shape': 'star'"), "spec-value: 'shape' must be one of: circle, square, cross, "},
        {MARK("{'type': 'bar', @'cornerRadius': null}"), "spec-value: 'cornerRadius' must be a"},
        {MARK("{'type': 'bar', @'height': 3}"), "spec-value: a band size must be an object"},
        {MARK("{'type': 'bar', 'height': {@'band': 2}}"), "spec-value: 'band' must be a number"},
        {MARK("{'type': 'rule', @'strokeDash': 3}"), "spec-value: 'strokeDash' must be two or"},
        {MARK("{'type': 'rule', @'strokeDash': [1]}"), "spec-value: 'strokeDash' must be two or"},
        {MARK("{'type': 'rule', @'strokeDash': [0, 0]}"), "spec-value: 'strokeDash' must have"},
        {MARK("{'type': 'rule', 'strokeDash': [1, @-1]}"), "spec-value: a dash must be a number"},
        {MARK("{'type': 'text', @'fontSize': 0}"), "spec-value: 'fontSize' must be a number from"},
        {MARK("{'type': 'text', @'fontWeight': 'heavy'}"), "spec-value: 'fontWeight' must be"},
        {MARK("{'type': 'text', @'fontWeight': 1e9}"), "spec-value: 'fontWeight' must be"},
        {MARK("{'type': 'text', @'align': 'justify'}"), "spec-value: 'align' must be one of: left"},
        {MARK("{'type': 'text', @'baseline': 1}"), "spec-value: 'baseline' must be one of: top"},
        {MARK("{'type': 'tick', @'thickness': -1}"), "spec-value: 'thickness' must be a number"},
    };
    static const char *const clean[] = {
        MARK("'bar'"),
        MARK("'point'"),
        MARK("'circle'"),
        MARK("'square'"),
        MARK("'rule'"),
        MARK("'text'"),
        MARK("'tick'"),
        MARK("'line'"),
        POINT("'filled': true, 'size': 100, 'shape': 'diamond', 'opacity': 0.5, 'color': 'red'"),
        POINT("'fill': null, 'stroke': '#123', 'strokeWidth': 0"),
        MARK("{'type': 'bar', 'cornerRadius': 3, 'height': {'band': 0.5}, 'size': 9}"),
        MARK("{'type': 'rule', 'strokeDash': [1, 2, 3, 4]}"),
        MARK("{'type': 'text', 'dx': -3, 'dy': 1, 'align': 'right', 'baseline': 'top',"
             " 'fontSize': 9, 'fontWeight': 'bold'}"),
        MARK("{'type': 'text', 'fontWeight': 700}"),
        MARK("{'type': 'tick', 'thickness': 2, 'size': 10}"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

/* A mark that is absent has no place of its own. */
static void test_mark_place(void)
{
    static const Fault faults[] = {
        {"{" DATA ", @'mark': 'area'}", "spec-value: mark 'area' is not supported; supported are:"},
        {"{" DATA ", @'mark': 7}", "spec-value: mark '' is not supported; supported are: bar"},
        {"{" DATA ", @'mark': {'type': 7}}", "spec-value: mark '' is not supported"},
        {"{" DATA "}", "spec-value: mark '' is not supported"},
    };
    check_faults(faults, G_N_ELEMENTS(faults));
}

static void test_channels(void)
{
    static const Fault faults[] = {
        {"{" DATA ", 'mark': 'bar', @'encoding': []}", "spec-value: encoding must be an object"},
        {ENCODING("@'theta': {'field': 'b'}"), "spec-property: channel 'theta' is not supported; "},
        {ENCODING("@'x': 'b'"), "spec-value: channel x must be an object"},
        {ENCODING("@'x': null"), "spec-value: channel x must be an object"},
        {ENCODING("@'x': {}"), "spec-value: a channel needs a field, an aggregate, a value or"},
        {ENCODING("@'x': {'field': 'b', 'value': 1}"), "spec-value: a channel has either a field"},
        {ENCODING("@'x': {'datum': 1, 'value': 1}"), "spec-value: a channel has either a field"},
        {X("@'bin': true"), "spec-property: 'bin' is not supported in channel x; "},
        {X("@'timeUnit': 'year'"), "spec-property: 'timeUnit' is not supported in channel x; "},
        {ENCODING("'x': {@'field': 7}"), "spec-value: 'field' must be a text"},
        {ENCODING("@'x': {'field': 'none'}"), "spec-data: the data have no field 'none'; they "
                                              "have: a, b, d"},
        {ENCODING("'x': {'field': 'b', @'type': 'geojson'}"), "spec-value: 'type' must be one of"},
        {ENCODING("'x': {'field': 'b', @'aggregate': 'stdev'}"), "spec-value: 'aggregate' must be"},
        {ENCODING("'x': {@'aggregate': 'sum'}"), "spec-value: 'sum' needs a field"},
        {ENCODING("'x': {@'value': 'left'}"), "spec-value: the value of x must be a number of px"},
        {ENCODING("'y2': {@'value': 'width'}"), "spec-value: the value of y2 must be a number of"},
        {ENCODING("'x': {@'value': null}"), "spec-value: the value of x must be a number of px"},
        {ENCODING("'color': {@'value': 'nocolor'}"),
         "spec-value: the value of color must be a CSS"},
        {ENCODING("'shape': {@'value': 'star'}"),
         "spec-value: the value of shape must be the name"},
        {ENCODING("'size': {@'value': -1}"), "spec-value: the value of size must be an area"},
        {ENCODING("'opacity': {@'value': 2}"), "spec-value: the value of opacity must be a number"},
        {ENCODING("'text': {@'value': []}"), "spec-value: the value of text must be a text"},
        {ENCODING("'x': {@'datum': {}}"), "spec-value: 'datum' must be a text or a number"},
        {ENCODING("'size': {@'field': 'b'}"), "spec-property: 'field' is not supported in channel "
                                              "size; supported are: value"},
        {ENCODING("'color': {'field': 'b', @'condition': {}}"), "spec-property: 'condition' is "},
        {ENCODING("@'color': {'field': 'b', 'type': 'quantitative'}"),
         "spec-value: color can show only nominal and ordinal fields here"},
        {X("@'title': 7"), "spec-value: 'title' must be a text"},
        {X("@'stack': 'normalize'"), "spec-value: 'stack' must be \"zero\", true, false or null"},
        {X("@'bandPosition': 2"), "spec-value: 'bandPosition' must be a number from 0 to 1"},
        {ENCODING("'text': {'field': 'b', @'format': 'nonsense%%'}"),
         "spec-value: \"nonsense%%\" is no number format of d3"},
        {ENCODING("'text': {'field': 'b', @'format': 7}"), "spec-value: 'format' must be a text"},
        {ENCODING("'tooltip': {'field': 'b', @'format': ',d'}"), "spec-property: 'format' is not"},
    };
    static const char *const clean[] = {
        ENCODING(""),
        ENCODING("'x': {'field': 'b', 'type': 'quantitative'}, 'y': {'field': 'a'}"),
        ENCODING("'x': {'value': 3}, 'x2': {'value': 'width'}, 'y2': {'value': 'height'}"),
        ENCODING("'x': {'datum': 1}, 'y': {'datum': 'a', 'type': 'nominal'}"),
        ENCODING("'color': {'value': 'red'}, 'shape': {'value': 'cross'}, 'size': {'value': 0}"),
        ENCODING("'opacity': {'value': 0}, 'text': {'value': 't'}, 'tooltip': {'field': 'a'}"),
        ENCODING("'x': {'aggregate': 'count'}, 'y': {'field': 'a'}"),
        ENCODING("'x': {'aggregate': 'distinct', 'field': 'a', 'title': null}"),
        ENCODING("'detail': {'field': 'a'}, 'order': {'field': 'b', 'sort': 'descending'}"),
        ENCODING("'text': {'field': 'b', 'format': ',.1f'}"),
        ENCODING("'text': {'field': 'd', 'type': 'temporal', 'format': '%b %Y'}"),
        X("'stack': null, 'title': 't'"),
        X("'stack': true, 'bandPosition': 0.5"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_scales(void)
{
    static const Fault faults[] = {
        {X("@'scale': null"), "spec-value: scale must be an object"},
        {X("'scale': {@'range': [0, 1]}"), "spec-property: 'range' is not supported in scale; "},
        {X("'scale': {@'type': 'symlog'}"), "spec-value: 'type' must be one of: linear, log, sqrt"},
        {X("'scale': {@'domain': 'unaggregated'}"), "spec-value: 'domain' must be an array"},
        {X("'scale': {@'domain': []}"), "spec-value: 'domain' must not be empty"},
        {X("'scale': {'domain': [1, @null]}"), "spec-value: 'domain' must hold texts or numbers"},
        {X("'scale': {@'domain': [1, 2, 3]}"), "spec-value: a continuous domain has two ends"},
        {X("'scale': {'domain': [1, @'x']}"), "spec-value: a domain needs numbers, or ISO dates"},
        {X("'scale': {'domain': [0, 1], @'domainMax': 2}"), "spec-value: 'domainMax' and 'domain'"},
        {X("'scale': {@'zero': 0}"), "spec-value: 'zero' must be true or false"},
        {X("'scale': {@'nice': 5}"), "spec-value: 'nice' must be true or false"},
        {X("'scale': {@'reverse': 'yes'}"), "spec-value: 'reverse' must be true or false"},
        {X("'scale': {@'paddingInner': 0.5}"), "spec-value: 'paddingInner' has no meaning for a "
                                               "continuous scale"},
        {NOMINAL("'scale': {@'paddingInner': 2}"), "spec-value: 'paddingInner' must be a number "
                                                   "from 0 to 1"},
        {NOMINAL("'scale': {@'zero': true}"), "spec-value: 'zero' has no meaning for a discrete"},
        {NOMINAL("'scale': {@'domainMin': 1}"), "spec-value: 'domainMin' has no meaning for a"},
        {ENCODING("@'x': {'field': 'b', 'type': 'quantitative', 'scale': {'type': 'log', "
                  "'domain': [0, 10]}}"),
         "spec-value: a log scale cannot show zero or a change of sign: 0 to 10"},
        {COLOR("'scale': {@'type': 'ordinal'}"), "spec-property: 'type' is not supported in scale"},
        {COLOR("'scale': {@'scheme': 'viridis'}"), "spec-value: 'scheme' must name a categorical"},
        {COLOR("'scale': {@'scheme': 7}"), "spec-value: 'scheme' must name a categorical"},
        {COLOR("'scale': {@'range': 'red'}"), "spec-value: 'range' must be an array"},
        {COLOR("'scale': {@'range': []}"), "spec-value: 'range' must not be empty"},
        {COLOR("'scale': {'range': ['red', @'rouge']}"), "spec-value: a colour range needs CSS"},
        {ENCODING("'shape': {'field': 'a', 'scale': {'range': [@'star']}}"),
         "spec-value: a shape range needs names of shapes"},
        {ENCODING("'shape': {'field': 'a', 'scale': {@'scheme': 'category10'}}"),
         "spec-property: 'scheme' is not supported in scale"},
    };
    static const char *const clean[] = {
        X("'scale': {'type': 'log', 'domain': [1, 10], 'reverse': true}"),
        X("'scale': {'type': 'sqrt', 'zero': false, 'nice': false}"),
        X("'scale': {'domainMin': -1, 'domainMax': 9}"),
        X("'scale': {'domainMin': '2'}"),
        NOMINAL("'scale': {'type': 'band', 'paddingInner': 0.2, 'paddingOuter': 0}"),
        NOMINAL("'scale': {'domain': ['x', 'y', 3, true]}"),
        COLOR("'scale': {'domain': ['x'], 'range': ['red', '#0f0']}"),
        COLOR("'scale': {'scheme': 'tableau10'}, 'legend': null"),
        ENCODING("'shape': {'field': 'a', 'scale': {'range': ['cross']}}"),
        ENCODING("'x': {'field': 'd', 'type': 'temporal',"
                 " 'scale': {'type': 'utc', 'domain': ['2024', '2025-06']}}"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_axes(void)
{
    static const Fault faults[] = {
        {X("@'axis': 'none'"), "spec-value: axis must be an object"},
        {X("'axis': {@'orient': 'top'}"), "spec-property: 'orient' is not supported in axis; "},
        {X("'axis': {'labels': false, @'ticks': true}"), "spec-property: 'ticks' is not supported"},
        {X("'axis': {@'title': 7}"), "spec-value: 'title' must be a text"},
        {X("'axis': {@'format': 'nonsense%%'}"), "spec-value: \"nonsense%%\" is no number format"},
        {X("'axis': {@'labels': 1}"), "spec-value: 'labels' must be true or false"},
        {X("'axis': {@'grid': null}"), "spec-value: 'grid' must be true or false"},
        {X("'axis': {@'tickCount': 'month'}"), "spec-value: 'tickCount' must be a number from 1"},
        {X("'axis': {@'tickCount': 1e9}"), "spec-value: 'tickCount' must be a number from 1 to"},
        {X("'axis': {@'values': 5}"), "spec-value: 'values' must be an array"},
        {X("'axis': {'values': [1, @{}]}"), "spec-value: 'values' must hold texts or numbers"},
        {X("'axis': {@'labelExpr': 7}"), "spec-value: 'labelExpr' must be a text"},
        {X("'axis': {@'labelExpr': 'datum.label +'}"), "expression: "},
        {X("'axis': {@'labelExpr': 'datum.b'}"), "spec-value: labelExpr knows datum.label and "},
        {NOMINAL("'axis': {@'format': '.1f'}"), "spec-value: 'format' has no meaning for a "},
        {NOMINAL("'axis': {@'tickCount': 3}"), "spec-value: 'tickCount' has no meaning for a "},
        {COLOR("@'legend': true"), "spec-value: legend must be an object"},
        {COLOR("'legend': {@'orient': 'top'}"), "spec-property: 'orient' is not supported in "},
        {COLOR("'legend': {@'title': 7}"), "spec-value: 'title' must be a text"},
        {X("@'legend': null"), "spec-property: 'legend' is not supported in channel x"},
        {COLOR("@'axis': null"), "spec-property: 'axis' is not supported in channel color"},
    };
    static const char *const clean[] = {
        X("'axis': null"),
        X("'axis': {'title': null, 'format': '~s', 'labels': false, 'grid': false}"),
        X("'axis': {'values': [1, 2], 'labelExpr': 'datum.label + datum.value'}"),
        X("'axis': {'tickCount': 4}"),
        NOMINAL("'axis': {'values': ['x']}"),
        COLOR("'legend': {'title': null}"),
        COLOR("'legend': {'title': 't'}"),
        ENCODING("'x': {'field': 'd', 'type': 'temporal', 'axis': {'format': '%Y'}}"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_sort(void)
{
    static const Fault faults[] = {
        {NOMINAL("@'sort': 'up'"), "spec-value: 'sort' must be ascending, descending, null, x"},
        {NOMINAL("@'sort': true"), "spec-value: 'sort' must be ascending, descending, null, x"},
        {NOMINAL("'sort': [@{}]"), "spec-value: 'sort' must hold texts or numbers"},
        {NOMINAL("'sort': {@'encoding': 'x'}"), "spec-property: 'encoding' is not supported in"},
        {NOMINAL("'sort': {@'field': 7}"), "spec-value: 'field' must be a text"},
        {NOMINAL("'sort': {'field': 'b', @'order': 'up'}"), "spec-value: 'order' must be one of"},
        {NOMINAL("@'sort': {'field': 'none'}"), "spec-value: cannot sort by min of 'none'"},
        {NOMINAL("@'sort': {'field': 'b', 'op': 'mode'}"), "spec-value: cannot sort by mode of"},
        {ENCODING("'order': {'field': 'b', @'sort': []}"), "spec-value: 'sort' of order must be"},
    };
    static const char *const clean[] = {
        NOMINAL("'sort': null"),         NOMINAL("'sort': 'ascending'"),
        NOMINAL("'sort': 'descending'"), NOMINAL("'sort': ['y', 'x']"),
        NOMINAL("'sort': '-y'"),         NOMINAL("'sort': {'field': 'b', 'op': 'max'}"),
        X("'sort': 'descending'"),
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

static void test_layers_and_facets(void)
{
    static const Fault faults[] = {
        {"{" DATA ", @'layer': {}}", "spec-value: 'layer' must be an array of layers"},
        {"{" DATA ", @'layer': []}", "spec-value: 'layer' must be an array of layers"},
        {"{" DATA ", 'mark': 'bar', @'layer': [{'mark': 'bar'}]}",
         "spec-value: 'layer' must be an array of layers, and no 'mark' stand beside it"},
        {LAYERS("[@7]"), "spec-value: a layer must be an object"},
        {LAYERS("[{@'width': 7, 'mark': 'bar'}]"), "spec-property: 'width' is not supported in a"},
        {LAYERS("[{@'name': 7, 'mark': 'bar'}]"), "spec-value: 'name' must be a text"},
        {LAYERS("[{'mark': 'bar', 'encoding': {'x': {'field': 'a', 'axis': {'grid': true}}}},"
                " {'mark': 'bar', 'encoding': {'x': {'field': 'a', @'axis': null}}}]"),
         "spec-value: another layer gives the axis of this channel otherwise; say it once"},
        {LAYERS("[{'mark': 'bar', 'encoding': {'color': {'field': 'a', 'scale': {'domain': ['x']}}}"
                "}, {'mark': 'bar', 'encoding': {'color': {'field': 'a', @'scale': {'domain': "
                "['y']}}}}]"),
         "spec-value: another layer gives the scale of this channel otherwise; say it once"},
        {"{" DATA ", @'facet': {'row': {'field': 'a'}}}", "spec-value: a facet needs a 'spec'"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, @'mark': 'bar', 'spec': {'mark': 'bar'}}",
         "spec-property: 'mark' has no meaning beside a facet"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, 'spec': {'mark': 'bar', @'data': {}}}",
         "spec-property: 'data' is not supported in the spec of a facet"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, @'spec': 7}",
         "spec-value: the spec of a facet must be an object"},
        {"{" DATA ", @'facet': 7, 'spec': {'mark': 'bar'}}", "spec-value: facet must be an object"},
        {"{" DATA ", @'facet': {}, 'spec': {'mark': 'bar'}}",
         "spec-value: facet needs a field, a row or a"},
        {"{" DATA ", @'facet': {'row': {'field': 'a'}, 'column': {'field': 'a'}},"
         " 'spec': {'mark': 'bar'}}",
         "spec-value: facet needs a field, a row or a column"},
        {FACET("{'field': 'a', @'row': {'field': 'a'}}"),
         "spec-property: 'row' is not supported in a facet's field"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, 'spec': {'mark': 'point'}, @'columns': 2}",
         "spec-property: 'columns' belongs to a facet by a field"},
        {"{" DATA ", 'facet': {'field': 'a'}, 'spec': {'mark': 'point'}, @'columns': 0}",
         "spec-value: 'columns' must be"},
        {FACET("{@'row': {'field': 'none'}}"), "spec-data: the data have no field 'none'"},
        {FACET("{@'row': {'field': 7}}"), "spec-data: the data have no field ''"},
        {FACET("{'row': {'field': 'a', @'header': {}}}"), "spec-property: 'header' is not supp"},
        {FACET("{'row': {'field': 'a', @'sort': {'field': 'b'}}}"),
         "spec-value: 'sort' of a facet"},
        {FACET("{'row': {'field': 'a', @'type': 'quantitative'}}"), "spec-value: 'type' must be"},
        {"{'data': {'values': [{'a': 1}]}, 'transform': [{'filter': 'false'}],"
         " 'facet': {@'row': {'field': 'a'}}, 'spec': {'mark': 'point'}}",
         "spec-data: no row is left to make panels of"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, 'spec': {'mark': 'bar'},"
         " 'resolve': {@'axis': {}}}",
         "spec-property: 'axis' is not supported in resolve"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, 'spec': {'mark': 'bar'},"
         " 'resolve': {'scale': {@'y': 'own'}}}",
         "spec-value: 'y' must be one of: shared, independent"},
        {"{" DATA ", 'facet': {'row': {'field': 'a'}}, 'spec': {'mark': 'bar'},"
         " 'resolve': {'scale': {@'x': 'independent'}}}",
         "spec-value: panels one above the other must share their x"},
        {"{" DATA ", 'facet': {'column': {'field': 'a'}}, 'spec': {'mark': 'bar'},"
         " 'resolve': {'scale': {@'y': 'independent'}}}",
         "spec-value: panels side by side must share their y"},
    };
    static const char *const clean[] = {
        LAYERS("[{'mark': 'bar'}, {'layer': [{'mark': 'text'}]}]"),
        LAYERS("[{'mark': 'bar', 'data': {'values': []}, 'transform': []}]"),
        FACET("{'row': {'field': 'a', 'type': 'nominal', 'sort': 'descending'}}"),
        FACET("{'column': {'field': 'a', 'sort': ['y', 'x']}}"),
        "{" DATA ", 'facet': {'row': {'field': 'a'}}, 'spec': {'layer': [{'mark': 'bar'}]},"
        " 'resolve': {'scale': {'y': 'independent', 'x': 'shared'}}}",
    };
    check_faults(faults, G_N_ELEMENTS(faults));
    check_clean(clean, G_N_ELEMENTS(clean));
}

/* Never only the first: each fault of a spec is told, once. */
static void test_all_faults_are_told(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_read(&spec,
              "{'width': 1, " DATA ", 'layer': [\n"
              "{'mark': {'type': 'bar', 'colour': 'red'}},\n"
              "{'mark': 'area'},\n"
              "{'mark': 'bar', 'encoding': {'x': {'field': 'b', 'stack': 7}}}]}",
              NULL);
    g_autofree char *found = spec_findings(&spec);
    static const char *const places[] = {"1:2: spec-property: 'width'",
                                         "2:26: spec-property: 'colour'", "3:2: spec-value: mark",
                                         "4:50: spec-value: 'stack'"};
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++)
        g_assert_nonnull(strstr(found, places[i]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/root", test_root);
    g_test_add_func("/spec/wishes", test_wishes);
    g_test_add_func("/spec/data", test_data);
    g_test_add_func("/spec/marks", test_marks);
    g_test_add_func("/spec/mark-place", test_mark_place);
    g_test_add_func("/spec/channels", test_channels);
    g_test_add_func("/spec/scales", test_scales);
    g_test_add_func("/spec/axes", test_axes);
    g_test_add_func("/spec/sort", test_sort);
    g_test_add_func("/spec/layers-and-facets", test_layers_and_facets);
    g_test_add_func("/spec/all-faults-are-told", test_all_faults_are_told);
    return g_test_run();
}
