/* Chart data from CSV, TSV and JSON files.  Types are what vega-loader 5.0.1's
 * inferType gives in Node 20. */
#include "fixture.h"

#define CSV(format) "{'data': {'url': 'x.csv'" format "}, 'mark': 'point'}"
#define PARSE(fields) CSV(", 'format': {'parse': " fields "}")

/* One column 'a': what its cells become; "type:text". */
static void test_types(void)
{
    static const struct {
        const char *cells, *values;
    } cases[] = {
        {"true\nfalse", "true false"},
        {"true\n\"\"", "'true' null"}, /* an empty cell is no boolean */
        {"1\n2\n\"\"", "1 2 null"},
        {"1\n2.5", "1 2.5"},
        {"1e3\n0x10", "1000 16"},
        {" 7 \n8", "7 8"},
        {"1\nx", "'1' 'x'"},
        {"\"\"\n\"\"", "null null"},
        {"2024\n2025", "2024 2025"},
        {"2024-04\n2024-05-01", "'2024-04' '2024-05-01'"},
        {"true\n1", "'true' '1'"},
        {"\"1,000\"\n2", "'1,000' '2'"},
        {"NaN\n1", "'NaN' '1'"},
        {"ação\n\"say \"\"no\"\"\"", "'ação' 'say \"no\"'"},
        {"\"two\nlines\"", "'two\nlines'"},
        {"null", "'null'"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *file = g_strdup_printf("a\n%s\n", cases[i].cells);
        spec_write(&spec, "x.csv", file);
        spec_read(&spec, CSV(""), NULL);
        spec_assert_clean(&spec);
        const Frame *frame = spec_layer(&spec, 0, 0)->frame;
        g_autoptr(GString) values = g_string_new(NULL);
        for (guint row = 0; row < frame->n_rows; row++) {
            const Value value = frame_value(frame, row, 0);
            g_autofree char *text = value_to_text(value);
            g_string_append_printf(values, row > 0 ? " %s" : "%s",
                                   value.type == VALUE_STRING ? "" : text);
            if (value.type == VALUE_STRING)
                g_string_append_printf(values, "'%s'", text);
        }
        g_assert_cmpstr(values->str, ==, cases[i].values);
    }
}

static void test_files(void)
{
    static const struct {
        const char *name, *file, *spec, *rows;
    } cases[] = {
        {"x.csv", "a,b\nx,1\ny,2\n", CSV(""), "a=x b=1; a=y b=2"},
        {"x.csv",
         "\xEF\xBB\xBF"
         "a,b\r\nx,1\r\n\r\ny,2",
         CSV(""), "a=x b=1; a=y b=2"},
        {"x.csv", "a,b\n", CSV(""), ""},
        {"X.CSV", "a\n1\n", "{'data': {'url': 'X.CSV'}, 'mark': 'point'}", "a=1"},
        {"x.tsv", "a\tb c\nx, y\t1\n\nz\t\n", "{'data': {'url': 'x.tsv'}, 'mark': 'point'}",
         "a=x, y b c=1; a=z b c=null"},
        {"x.txt", "a\tb\r\n1\t2\r\n",
         "{'data': {'url': 'x.txt', 'format': {'type': 'tsv'}}, 'mark': 'point'}", "a=1 b=2"},
        {"x.json", "[{\"a\": 1}, {\"a\": null, \"b\": \"x\"}]",
         "{'data': {'url': 'x.json'}, 'mark': 'point'}", "a=1 b=null; a=null b=x"},
        {"x.json", "[{\"a\": \"1\"}, {\"a\": \"\"}]",
         "{'data': {'url': 'x.json', 'format': {'parse': {'a': 'number'}}}, 'mark': 'point'}",
         "a=1; a=null"},
        {"x.csv", "a,b,c,d,e\n1,1,0,2024-04,7\n", /* others are inferred */
         PARSE("{'a': 'string', 'b': 'boolean', 'c': 'boolean', 'd': 'date'}"),
         "a=1 b=true c=false d=2024-04 e=7"},
        {"x.csv", "a,b\n1,true\n", PARSE("null"), "a=1 b=true"},
        {"x.csv", "a,b,c\n02.01.1970,May 2024,10:30\n",
         PARSE("{'a': 'date:`%d.%m.%Y`', 'b': 'date', 'c': 'utc:`%H:%M`'}"),
         "a=86400000 b=May 2024 c=-2208951000000"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        spec_write(&spec, cases[i].name, cases[i].file);
        spec_read(&spec, cases[i].spec, NULL);
        spec_assert_clean(&spec);
        g_autofree char *rows = frame_text(spec_layer(&spec, 0, 0)->frame, NULL);
        g_assert_cmpstr(rows, ==, cases[i].rows);
        g_assert_cmpuint(chart_data_files(spec.chart)->len, ==, 1);
        g_assert_cmpstr(chart_data_files(spec.chart)->pdata[0], ==, cases[i].name);
    }
}

/* The type that 'parse' gives is the value's own. */
static void test_parse_null(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_write(&spec, "x.csv", "a\n1\n");
    spec_read(&spec, PARSE("null"), NULL);
    g_assert_cmpint(frame_value(spec_layer(&spec, 0, 0)->frame, 0, 0).type, ==, VALUE_STRING);
    spec_read(&spec, PARSE("{}"), NULL);
    g_assert_cmpint(frame_value(spec_layer(&spec, 0, 0)->frame, 0, 0).type, ==, VALUE_NUMBER);
}

/* Places are those in the data file. */
static void test_faults(void)
{
    static const struct {
        const char *file, *spec, *finding;
    } cases[] = {
        {"", CSV(""), "x.csv:0:0: chart-data: the file is empty; its first row must name the"},
        {"a,b\nx\ny,1\n", CSV(""), "x.csv:2:1: chart-data: the row has 1 cell, the header 2"},
        {"a,b\nx,1\ny,1,2\n", CSV(""), "x.csv:3:1: chart-data: the row has 3 cells, the header 2"},
        {"a,,b\n", CSV(""), "x.csv:1:3: chart-data: a field needs a name"},
        {"a,b,a\n", CSV(""), "x.csv:1:5: chart-data: two fields have the name 'a'"},
        {"a,b\nx,\"1\n", CSV(""), "x.csv:2:3: unclosed-quote: "},
        {"a,b\nx,1\"\n", CSV(""), "x.csv:2:4: stray-quote: "},
        {"a\nx\xFF\n", CSV(""), "x.csv:2:2: "},
        {"a,b\n1,x\n2,y\n", PARSE("{'b': 'number'}"),
         "x.csv:2:3: chart-data: \"x\" is no number, which 'parse' says of this field"},
        {"a\nmaybe\n", PARSE("{'a': 'boolean'}"), "x.csv:2:1: chart-data: \"maybe\" is no boolean"},
        {"a\nsoon\n", PARSE("{'a': 'date'}"), "x.csv:2:1: chart-data: \"soon\" is no date"},
        {"a\n2024-04-18\n", PARSE("{'a': 'date:`%d.%m.%Y`'}"),
         "x.csv:2:1: chart-data: \"2024-04-18\" is no date:'%d.%m.%Y'"},
        {"a\tb\nx\t\"1\"\n", CSV(", 'format': {'type': 'tsv'}"),
         "x.csv:2:3: chart-data: TSV has no quotes: "},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        spec_write(&spec, "x.csv", cases[i].file);
        spec_read(&spec, cases[i].spec, NULL);
        g_assert_null(spec.chart);
        g_autofree char *found = spec_findings(&spec);
        if (!g_str_has_prefix(found, cases[i].finding)) {
            g_test_message("expected %s\nfound    %s", cases[i].finding, found);
            g_test_fail();
        }
    }
}

/* Where a limit cuts, the rest is counted. */
static void test_many_faults(void)
{
    g_autoptr(GString) file = g_string_new("a,b\n");
    for (int i = 0; i < 1000; i++)
        g_string_append(file, "x\n");
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_write(&spec, "x.csv", file->str);
    spec_read(&spec, CSV(""), NULL);
    g_autofree char *found = spec_findings(&spec);
    g_assert_cmpuint(findings_count(spec.findings, LEVEL_ERROR), ==, 21);
    g_assert_nonnull(strstr(found, "980 more rows have another number of cells"));
}

/* A file that several layers read is one input. */
static void test_one_input(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_write(&spec, "x.csv", "a\n1\n");
    spec_read(&spec,
              "{'data': {'url': 'x.csv'}, 'layer': [{'mark': 'point'},"
              " {'data': {'url': 'x.csv'}, 'mark': 'point'}]}",
              NULL);
    spec_assert_clean(&spec);
    g_assert_cmpuint(chart_data_files(spec.chart)->len, ==, 1);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/data/types", test_types);
    g_test_add_func("/data/files", test_files);
    g_test_add_func("/data/parse-null", test_parse_null);
    g_test_add_func("/data/faults", test_faults);
    g_test_add_func("/data/many-faults", test_many_faults);
    g_test_add_func("/data/one-input", test_one_input);
    return g_test_run();
}
