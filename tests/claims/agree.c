/* Which claims agree: the rules of src/claims/agree.c, case by case. */
#include "fixture.h"

typedef struct {
    const char *what;
    Sketch a, b;
    Relation relation;
} RelationCase;

#define ABOUT(printed_, value_)                                                                    \
    {                                                                                              \
        .printed = (printed_), .value = (value_), .kind = KIND_ABOUT                               \
    }
#define EXACT(printed_, value_)                                                                    \
    {                                                                                              \
        .printed = (printed_), .value = (value_)                                                   \
    }
#define RANGE(low_, high_)                                                                         \
    {                                                                                              \
        .printed = "a range", .low = (low_), .high = (high_), .kind = KIND_RANGE                   \
    }
#define AT_LEAST(low_)                                                                             \
    {                                                                                              \
        .printed = (low_), .value = (low_), .low = (low_), .kind = KIND_AT_LEAST                   \
    }
#define AT_MOST(high_)                                                                             \
    {                                                                                              \
        .printed = (high_), .value = (high_), .high = (high_), .kind = KIND_AT_MOST                \
    }
#define DATE(value_)                                                                               \
    {                                                                                              \
        .value = (value_), .metric = &fixture_date                                                 \
    }
#define DATES(low_, high_)                                                                         \
    {                                                                                              \
        .low = (low_), .high = (high_), .metric = &fixture_date                                    \
    }
#define FROM(low_)                                                                                 \
    {                                                                                              \
        .value = (low_), .low = (low_), .metric = &fixture_date                                    \
    }

static const RelationCase relation_cases[] = {
    /* points: equal to the precision of the coarser print */
    {"trailing zero", EXACT("88.7", "88.7"), EXACT("88.70", "88.7"), RELATION_EQUAL},
    {"a tenth apart", EXACT("86.4", "86.4"), EXACT("86.5", "86.5"), RELATION_CONTRADICTION},
    {"comma", EXACT("86,4%", "86.4"), EXACT("86.4", "86.4"), RELATION_EQUAL},
    {"two decimals round to one", EXACT("86.4", "86.4"), EXACT("86.43", "86.43"), RELATION_EQUAL},
    {"half a step, down", EXACT("86.4", "86.4"), EXACT("86.45", "86.45"), RELATION_EQUAL},
    {"half a step, up", EXACT("86.5", "86.5"), EXACT("86.45", "86.45"), RELATION_EQUAL},
    {"past half a step", EXACT("86.4", "86.4"), EXACT("86.46", "86.46"), RELATION_CONTRADICTION},
    {"k", EXACT("25k", "25000"), EXACT("25,000", "25000"), RELATION_EQUAL},
    {"k is coarse", EXACT("24,576", "24576"), EXACT("25k", "25000"), RELATION_EQUAL},
    {"thousands written out are fine", EXACT("24,576", "24576"), EXACT("25,000", "25000"),
     RELATION_CONTRADICTION},
    {"mil", EXACT("64 mil", "64000"), EXACT("64.300", "64300"), RELATION_EQUAL},
    {"billions", EXACT("47B", "47000000000"), EXACT("46700000000.0", "46700000000"),
     RELATION_EQUAL},
    {"a word", EXACT("two", "2"), EXACT("2", "2"), RELATION_EQUAL},
    {"zero", EXACT("0%", "0"), EXACT("0.0", "0.0"), RELATION_EQUAL},
    {"opposite signs", EXACT("-5", "-5"), EXACT("5", "5"), RELATION_CONTRADICTION},
    {"exponents", EXACT("2.1e+25", "2.1e25"), EXACT("2.13e25", "2.13e25"), RELATION_EQUAL},
    {"large and one apart", EXACT("14800000000000", "14800000000000"),
     EXACT("14800000000001", "14800000000001"), RELATION_CONTRADICTION},
    /* approximations: to their last digit that is not zero */
    {"about", EXACT("24,576", "24576"), ABOUT("around 25,000", "25000"), RELATION_EQUAL},
    {"about, millions", EXACT("3311616", "3311616"), ABOUT("3.3M", "3300000"), RELATION_EQUAL},
    {"about, too far", EXACT("350,000", "350000"), ABOUT("340,000", "340000"),
     RELATION_CONTRADICTION},
    {"both about", ABOUT("1.5 trillion", "1500000000000"), ABOUT("1.8 trillion", "1800000000000"),
     RELATION_CONTRADICTION},
    /* ranges and bounds */
    {"inside", RANGE("20000", "25000"), EXACT("22,000", "22000"), RELATION_WITHIN},
    {"at the end", RANGE("20000", "25000"), EXACT("25000.0", "25000"), RELATION_WITHIN},
    {"outside", RANGE("20000", "25000"), EXACT("25,001", "25001"), RELATION_CONTRADICTION},
    {"may round to the end", RANGE("20000", "24600"), EXACT("25k", "25000"), RELATION_WITHIN},
    {"the same range", RANGE("20000", "25000"), RANGE("20000", "25000"), RELATION_EQUAL},
    {"range in range", RANGE("20000", "25000"), RANGE("21000", "22000"), RELATION_WITHIN},
    {"ranges that only overlap", RANGE("20000", "25000"), RANGE("24000", "30000"),
     RELATION_CONTRADICTION},
    {"over", AT_LEAST("350000"), EXACT("350,000", "350000"), RELATION_WITHIN},
    {"over, and less", AT_LEAST("350000"), EXACT("349,999", "349999"), RELATION_CONTRADICTION},
    {"up to", AT_MOST("600000"), ABOUT("quase 600.000", "600000"), RELATION_WITHIN},
    {"up to, and more", AT_MOST("600000"), EXACT("600,001", "600001"), RELATION_CONTRADICTION},
    {"bounds that meet", AT_LEAST("100000"), AT_MOST("100000"), RELATION_WITHIN},
    {"bounds that do not", AT_LEAST("100001"), AT_MOST("100000"), RELATION_CONTRADICTION},
    {"two lower bounds", AT_LEAST("100000"), AT_LEAST("5"), RELATION_WITHIN},
    {"the same bound", AT_LEAST("100000"), AT_LEAST("100000"), RELATION_EQUAL},
    {"bound and range", AT_LEAST("22000"), RANGE("20000", "25000"), RELATION_WITHIN},
    /* dates: what they name in common */
    {"month and day", DATE("2024-04"), DATE("2024-04-18"), RELATION_EQUAL},
    {"year and day", DATE("2024"), DATE("2024-12-31"), RELATION_EQUAL},
    {"next month", DATE("2024-04"), DATE("2024-05-01"), RELATION_CONTRADICTION},
    {"next day", DATE("2024-12-24"), DATE("2024-12-25"), RELATION_CONTRADICTION},
    {"first day of a span", DATES("2023-09-27", "2023-09-28"), DATE("2023-09-27"), RELATION_WITHIN},
    {"after a span", DATES("2023-09-27", "2023-09-28"), DATE("2023-09-29"), RELATION_CONTRADICTION},
    {"last day of a span of months", DATES("2023-09", "2023-10"), DATE("2023-10-31"),
     RELATION_WITHIN},
    {"from a year on", FROM("2025"), DATE("2031-01-01"), RELATION_WITHIN},
    {"before", FROM("2025"), DATE("2024"), RELATION_CONTRADICTION},
    /* nothing to compare */
    {"no value", EXACT("several", ""), EXACT("7", "7"), RELATION_CONTRADICTION},
};

static void test_relations(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(relation_cases); i++) {
        const RelationCase *test = &relation_cases[i];
        const Claim a = sketch_claim(&test->a), b = sketch_claim(&test->b);
        g_test_message("%s", test->what);
        g_assert_cmpint(claims_relate(&a, &b), ==, test->relation);
        g_assert_cmpint(claims_relate(&b, &a), ==, test->relation);
        g_assert_cmpint(claims_agree(&a, &b), ==, test->relation != RELATION_CONTRADICTION);
    }
}

static void test_steps(void)
{
    static const struct {
        const char *printed, *value;
        ClaimKind kind;
        double step;
    } cases[] = {
        {"86,4%", "86.4", KIND_EXACT, 0.1},
        {"88.70", "88.7", KIND_EXACT, 0.01},
        {"90.10%", "90.1", KIND_EXACT, 0.01},
        {"25k", "25000", KIND_EXACT, 1000},
        {"25,000", "25000", KIND_EXACT, 1},
        {"350.000 H100s", "350000", KIND_EXACT, 1},
        {"350 000 GPUs", "350000", KIND_EXACT, 1},
        {"350\u00a0000", "350000", KIND_EXACT, 1},
        {"1'234'500", "1234500", KIND_EXACT, 1},
        {"64 mil", "64000", KIND_EXACT, 1000},
        {"1,3 bilhões", "1300000000", KIND_EXACT, 1e8},
        {"US$ 18 bilhões em 2024", "18000000000", KIND_EXACT, 1e9},
        {"5-shot 86.4", "86.4", KIND_EXACT, 0.1},
        {"0.1M", "100000", KIND_EXACT, 100000},
        {"$6770000.00", "6770000", KIND_EXACT, 0.01},
        {"2048.0", "2048", KIND_EXACT, 0.1},
        {"2.1e+25", "2.1e25", KIND_EXACT, 1e24},
        {"um milhão", "1000000", KIND_EXACT, 1e6},
        {"uma", "1", KIND_EXACT, 1},
        {"0.005", "0.005", KIND_EXACT, 0.001},
        {"0.00", "0.00", KIND_EXACT, 0.01},
        {"25,000", "25000", KIND_ABOUT, 1000},
        {"340,000", "340000", KIND_ABOUT, 10000},
        {"2280.0", "95", KIND_DERIVED, 1}, /* the print shows another number */
        {"12", "1e-400", KIND_EXACT, 0},   /* smaller than a double */
        {"1", "0e99999999999999999999", KIND_EXACT, INFINITY},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Sketch sketch = {
            .printed = cases[i].printed, .value = cases[i].value, .kind = cases[i].kind};
        const Claim claim = sketch_claim(&sketch);
        g_test_message("%s for %s", cases[i].printed, cases[i].value);
        const double step = claim_step(&claim);
        if (isinf(cases[i].step))
            g_assert_true(isinf(step));
        else
            g_assert_cmpfloat_with_epsilon(step, cases[i].step, cases[i].step * 1e-9 + 1e-300);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/agree/relations", test_relations);
    g_test_add_func("/agree/steps", test_steps);
    return g_test_run();
}
