/* Constants beside times: dates in parts, names and numbers of a time unit. */
#include "fixture.h"

#define SPEC(transform)                                                                            \
    "{'data': {'values': [{'d': 'Jan 3 2012', 'n': 1}, {'d': '2012/03/07', 'n': 2}, "              \
    "{'d': '2013-03-10', 'n': 3}]}, 'transform': [" transform "], 'mark': 'point', "               \
    "'encoding': {'x': {'field': 'd', 'type': 'temporal'}}}"
#define KEEPS(test, rows)                                                                          \
    {                                                                                              \
        SPEC("{'filter': " test "}"), rows                                                         \
    }

static void test_filters(void)
{
    static const struct {
        const char *spec, *rows;
    } cases[] = {
        KEEPS("{'field': 'd', 'timeUnit': 'month', 'equal': 'mar'}", "n=2; n=3"),
        KEEPS("{'field': 'd', 'timeUnit': 'month', 'equal': 'MARCH'}", "n=2; n=3"),
        KEEPS("{'field': 'd', 'timeUnit': 'month', 'oneOf': ['Jan', 7]}", "n=1"),
        KEEPS("{'field': 'd', 'timeUnit': 'month', 'equal': 'someday'}", ""),
        KEEPS("{'field': 'd', 'timeUnit': 'day', 'equal': 'wed'}", "n=2"),
        KEEPS("{'field': 'd', 'timeUnit': 'day', 'equal': {'day': 'Sunday'}}", "n=3"),
        KEEPS("{'field': 'd', 'timeUnit': 'yearmonth', 'gt': '2012-03'}", "n=3"),
        KEEPS("{'field': 'd', 'gte': {'year': 2012, 'month': 'march', 'date': 7}}", "n=2; n=3"),
        /* channels say that d is a time, whatever comes before them */
        KEEPS("'datum.d > datetime(2012, 1, 1)'", "n=2; n=3"),
        KEEPS("'year(datum.d) == 2013'", "n=3"),
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        spec_assert_rows(&spec, cases[i].spec, cases[i].rows);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moment/filters", test_filters);
    return g_test_run();
}
