/* Scales.  Expected positions are what d3-scale 4.0.2 gives in Node 20. */
#include "chart/scale.h"

#include <math.h>

typedef struct {
    double inner, outer, range[2];
    const char *categories;
    double step, bandwidth, middles[3];
} BandCase;

static Scale *discrete(ScaleType type, const char *categories)
{
    Scale *scale = scale_new(type);
    g_auto(GStrv) names = g_strsplit(categories, " ", -1);
    for (char **name = names; *name; name++)
        scale_add_category(scale, *name);
    return scale;
}

static void test_band(void)
{
    static const BandCase cases[] = {
        {0.1, 0.05, {0, 300}, "a", 300, 270, {150}},
        {0.1, 0.05, {0, 300}, "a b c", 100, 90, {50, 150, 250}},
        {0.5, 0, {0, 100}, "a", 100, 50, {50}},
        {0.5, 0, {0, 100}, "a b c", 40, 20, {10, 50, 90}},
        {0, 0, {20, 10}, "a", 10, 10, {15}},
        {0, 0, {20, 10}, "a b c", 10 / 3.0, 10 / 3.0, {55 / 3.0, 15, 35 / 3.0}},
        {1, 0.5, {0, 90}, "a", 90, 0, {45}},
        {1, 0.5, {0, 90}, "a b c", 30, 0, {15, 45, 75}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scale) scale = discrete(SCALE_BAND, cases[i].categories);
        scale->padding_inner = cases[i].inner;
        scale->padding_outer = cases[i].outer;
        scale_set_range(scale, cases[i].range[0], cases[i].range[1]);
        g_assert_cmpfloat_with_epsilon(scale_step(scale), cases[i].step, 1e-9);
        g_assert_cmpfloat_with_epsilon(scale_bandwidth(scale), cases[i].bandwidth, 1e-9);
        for (guint k = 0; k < scale->categories->len; k++)
            g_assert_cmpfloat_with_epsilon(
                scale_position(scale, value_string(scale->categories->pdata[k])),
                cases[i].middles[k], 1e-9);
    }
}

static void test_point(void)
{
    static const struct {
        const char *categories;
        double step, positions[3];
    } cases[] = {{"a b c", 100, {50, 150, 250}}, {"a", 300, {150}}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scale) scale = discrete(SCALE_POINT, cases[i].categories);
        scale->padding_outer = 0.5;
        scale_set_range(scale, 0, 300);
        g_assert_cmpfloat_with_epsilon(scale_step(scale), cases[i].step, 1e-9);
        g_assert_true(scale_bandwidth(scale) <= 0);
        for (guint k = 0; k < scale->categories->len; k++)
            g_assert_cmpfloat_with_epsilon(
                scale_position(scale, value_string(scale->categories->pdata[k])),
                cases[i].positions[k], 1e-9);
    }
}

static void test_categories(void)
{
    g_autoptr(Scale) scale = discrete(SCALE_BAND, "x 7 true x");
    scale_set_range(scale, 0, 3);
    g_assert_cmpuint(scale->categories->len, ==, 3); /* each once */
    g_assert_cmpfloat_with_epsilon(scale_position(scale, value_number(7)), 1.5, 1e-9);
    g_assert_cmpfloat_with_epsilon(scale_position(scale, value_boolean(TRUE)), 2.5, 1e-9);
    g_assert_true(isnan(scale_position(scale, value_string("y"))));
    g_assert_true(isnan(scale_position(scale, VALUE_NOTHING)));
    g_autoptr(Scale) empty = discrete(SCALE_BAND, "");
    scale_set_range(empty, 0, 0);
    g_assert_true(isfinite(scale_step(empty)));
}

typedef struct {
    ScaleType type;
    double domain[2], range[2];
    double number, position; /* NAN: none */
} NumberCase;

static const double day = 86400000, year_2000 = 946684800000;

static const NumberCase number_cases[] = {
    {SCALE_LINEAR, {10, 130}, {0, 960}, 20, 80},
    {SCALE_LINEAR, {10, 130}, {0, 960}, 50, 320},
    {SCALE_LINEAR, {10, 130}, {0, 960}, -5, -120},
    {SCALE_LINEAR, {10, 130}, {0, 960}, 130, 960},
    {SCALE_LINEAR, {0, 1}, {100, 20}, 0.25, 80},
    {SCALE_LINEAR, {0, 1}, {100, 20}, 2, -60},
    {SCALE_LINEAR, {1, 0}, {0, 100}, 0.25, 75},
    {SCALE_LOG, {10, 1000}, {0, 960}, 100, 480},
    {SCALE_LOG, {10, 1000}, {0, 960}, 20, 144.49439791871092},
    {SCALE_LOG, {10, 1000}, {0, 960}, 5, -144.49439791871106},
    {SCALE_LOG, {10, 1000}, {0, 960}, 1e6, 2400},
    {SCALE_LOG, {-1000, -10}, {0, 960}, -100, 480},
    {SCALE_LOG, {-1000, -10}, {0, 960}, -20, 815.5056020812891},
    {SCALE_SQRT, {0, 100}, {0, 10}, 25, 5},
    {SCALE_SQRT, {0, 100}, {0, 10}, 50, 7.0710678118654755},
    {SCALE_SQRT, {0, 100}, {0, 10}, -4, -2},
    {SCALE_SQRT, {-100, 100}, {0, 10}, -25, 2.5},
    {SCALE_SQRT, {-100, 100}, {0, 10}, 49, 8.5},
    {SCALE_TIME, {946684800000, 946771200000}, {0, 960}, 946702800000, 200},
};

/* position(number), and number back from it */
static void test_numbers(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(number_cases); i++) {
        const NumberCase *c = &number_cases[i];
        g_autoptr(Scale) scale = scale_new(c->type);
        scale->domain[0] = c->domain[0];
        scale->domain[1] = c->domain[1];
        scale_set_range(scale, c->range[0], c->range[1]);
        const double position = scale_position(scale, value_number(c->number));
        g_assert_cmpfloat_with_epsilon(position, c->position, 1e-9);
        g_assert_cmpfloat_with_epsilon(scale_invert(scale, position), c->number,
                                       1e-9 * fmax(1, fabs(c->number)));
    }
}

static void test_no_position(void)
{
    static const struct {
        ScaleType type;
        double domain[2], number;
    } cases[] = {
        {SCALE_LOG, {10, 1000}, 0},  {SCALE_LOG, {10, 1000}, -1}, {SCALE_LOG, {-1000, -10}, 1},
        {SCALE_LINEAR, {0, 1}, NAN}, {SCALE_LINEAR, {5, 5}, NAN},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scale) scale = scale_new(cases[i].type);
        scale->domain[0] = cases[i].domain[0];
        scale->domain[1] = cases[i].domain[1];
        scale_set_range(scale, 0, 960);
        g_assert_true(isnan(scale_number_position(scale, cases[i].number)));
        g_assert_true(isnan(scale_position(scale, VALUE_NOTHING)));
        g_assert_true(isnan(scale_position(scale, value_string("no number"))));
    }
}

static void test_times(void)
{
    g_autoptr(Scale) scale = scale_new(SCALE_TIME);
    scale->domain[0] = year_2000;
    scale->domain[1] = year_2000 + day;
    scale_set_range(scale, 0, 960);
    g_assert_cmpfloat_with_epsilon(scale_position(scale, value_string("2000-01-01T16:00Z")), 640,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(scale_position(scale, value_string("2000")), 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(scale_position(scale, value_string("2000-01-02")), 960, 1e-9);
    g_assert_true(isnan(scale_position(scale, value_string("Jan 2000"))));
}

/* d3: a domain of no length gives the middle of the range */
static void test_same_ends(void)
{
    g_autoptr(Scale) scale = scale_new(SCALE_LINEAR);
    scale->domain[0] = scale->domain[1] = 5;
    scale_set_range(scale, 0, 100);
    g_assert_cmpfloat_with_epsilon(scale_number_position(scale, 5), 50, 1e-9);
    g_assert_cmpfloat_with_epsilon(scale_number_position(scale, 6), 50, 1e-9);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scale/band", test_band);
    g_test_add_func("/scale/point", test_point);
    g_test_add_func("/scale/categories", test_categories);
    g_test_add_func("/scale/numbers", test_numbers);
    g_test_add_func("/scale/no-position", test_no_position);
    g_test_add_func("/scale/times", test_times);
    g_test_add_func("/scale/same-ends", test_same_ends);
    return g_test_run();
}
