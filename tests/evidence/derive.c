/* Formulas of derived claims: what they give, and what is wrong with them. */
#include "evidence/derive.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static const Source source = {.id = "src",
                              .language = "en",
                              .published = "2023-10-23",
                              .retrieved = "",
                              .snapshot = "",
                              .sha256 = ""};
static const Metric number = {.id = "n", .kind = METRIC_NUMBER, .unit = "days"};
static const Metric date = {.id = "d", .kind = METRIC_DATE, .unit = "date"};

static Amount amount_of(const char *text, MetricKind kind)
{
    Amount amount = {.text = text};
    amount.present =
        kind == METRIC_NUMBER ? number_parse(text, &amount.number) : date_parse(text, &amount.date);
    return amount;
}

static Claim make_claim(const char *id, const Metric *metric, const char *printed,
                        const char *quote, const char *value, const char *note)
{
    return (Claim){.id = id,
                   .metric = metric,
                   .source = &source,
                   .printed = printed,
                   .quote = quote,
                   .note = note,
                   .kind = *note == '=' ? KIND_DERIVED : KIND_EXACT,
                   .value = amount_of(value, metric->kind),
                   .low = {.text = ""},
                   .high = {.text = ""}};
}

static const struct {
    const Metric *metric;
    const char *printed, *quote, *note;
    const char *gives; /* the result, or the fault */
} cases[] = {
    {&number, "2280.0", "2280.0", "= printed / 24; hours to days", "95"},
    {&number, "150k", "150k H100s and 50k H200s", "= printed + '50k'", "200000"},
    {&number, "0.904", "0.904", "= printed * 100", "90.4"},
    {&number, "x", "x", "= 1 + 2 * 3 - 4 / 2", "5"},
    {&number, "x", "x", "= (1 + 2) * (3 - 4)", "-3"},
    {&number, "x", "x", "= 2e3 - 1.5", "1998.5"},
    {&number, "x", "x", "= a.n.s + a.n.s-2", "30"},
    {&number, "x", "x", "=a.n.s;", "10"},
    {&date, "x", "x", "= year(a.d.s) + 1", "2025"},
    {&date, "x", "x", "= a.d.s", "2024-07"},
    {&date, "x", "x", "= date(year(a.d.s), month(a.d.s), 3)", "2024-07-03"},
    {&date, "x", "x", "= date(2024)", "2024"},
    {&date, "April 29", "April 29", "= date(printed, 2025)", "2025-04-29"},
    {&date, "x", "on Jan. 18", "= date('Jan. 18', 2024); other reports", "2024-01-18"},
    {&date, "Sept. 27", "Sept. 27", "= date(printed, year(source.published))", "2023-09-27"},
    {&number, "x", "x", "= ", "a term is missing at the end"},
    {&number, "x", "x", "= 1 +", "a term is missing at the end"},
    {&number, "x", "x", "= 1 2", "\"2\" follows it: end the formula with ';'"},
    {&number, "x", "x", "= 1 hours", "\"hours\" follows it: end the formula with ';'"},
    {&number, "x", "x", "= (1 + 2", "')' is missing before \"\""},
    {&number, "x", "x", "= 1 / 0", "the result is not finite"},
    {&number, "x", "x", "= 1..2", "\"1..2\" is no number"},
    {&number, "x", "x", "= no.such.claim", "there is no claim \"no.such.claim\""},
    {&number, "x", "x", "= it", "it names the claim itself"},
    {&number, "x", "x", "= circle.n.s", "it goes round in a circle to the claim itself"},
    {&number, "x", "x", "= empty.n.s", "claim \"empty.n.s\" has no value"},
    {&number, "x", "x", "= printed", "\"x\" does not read as a number"},
    {&number, "x", "x", "= '50k'", "\"50k\" does not stand in the quote"},
    {&number, "x", "x", "= sqrt(4)",
     "there is no function \"sqrt\": year, month and date are known"},
    {&date, "x", "x", "= a.d.s + 1", "dates cannot be reckoned with: take their year()"},
    {&date, "x", "x", "= date(2024, 13)", "date() takes a year, a month and a day"},
    {&date, "x", "x", "= date(2024, 2, 30)", "there is no date 2024-02-30"},
    {&date, "x", "x", "= date(1, 2, 3, 4)", "date() takes a year, a month and a day"},
    {&date, "x", "x", "= date(printed, 2024)", "\"x\" and 2024 do not read as a date"},
    {&date, "x", "x", "= year(source.retrieved)", "source.retrieved is \"\", no date"},
    {&date, "x", "x", "= month(date(2024))", "month() is given no such date"},
    {&date, "x", "x", "= year(3)", "year() is given no date"},
    {&number, "x", "x",
     "= ((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))",
     "it is nested too deep"},
};

static void test_formulas(void)
{
    Claim claims[] = {
        make_claim("a.n.s", &number, "10", "10", "10", ""),
        make_claim("a.n.s-2", &number, "20", "20", "20", ""),
        make_claim("a.d.s", &date, "July 2024", "July 2024", "2024-07", ""),
        make_claim("circle.n.s", &number, "1", "1", "1", "= round.n.s"),
        make_claim("round.n.s", &number, "1", "1", "1", "= it"),
        make_claim("empty.n.s", &number, "several", "several", "", ""),
    };
    ClaimSet set = {.claim_by_id = g_hash_table_new(g_str_hash, g_str_equal)};
    for (guint i = 0; i < G_N_ELEMENTS(claims); i++)
        g_hash_table_insert(set.claim_by_id, (char *)claims[i].id, &claims[i]);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Claim claim =
            make_claim("it", cases[i].metric, cases[i].printed, cases[i].quote, "", cases[i].note);
        g_hash_table_insert(set.claim_by_id, (char *)claim.id, &claim);
        g_assert_true(derive_has_formula(&claim));
        DeriveResult result;
        g_autoptr(GError) error = NULL;
        if (derive_evaluate(&set, &claim, DERIVE_VALUE, &result, &error)) {
            g_autofree char *text = derive_format(&result);
            g_assert_no_error(error);
            g_assert_cmpstr(text, ==, cases[i].gives);
        } else {
            g_assert_nonnull(error);
            g_assert_cmpstr(error->message, ==, cases[i].gives);
        }
    }
    g_hash_table_unref(set.claim_by_id);
}

/* Each column of the claim is reckoned from the same column of those it names. */
static void test_columns(void)
{
    Claim named = make_claim("a.n.s", &number, "10-20", "10-20", "", "");
    named.low = amount_of("10", METRIC_NUMBER);
    named.high = amount_of("20", METRIC_NUMBER);
    const Claim claim = make_claim("it", &number, "x", "x", "", "= a.n.s * 2");
    ClaimSet set = {.claim_by_id = g_hash_table_new(g_str_hash, g_str_equal)};
    g_hash_table_insert(set.claim_by_id, (char *)named.id, &named);
    DeriveResult result;
    g_assert_true(derive_evaluate(&set, &claim, DERIVE_LOW, &result, NULL));
    g_assert_cmpfloat(result.number, ==, 20);
    g_assert_true(derive_evaluate(&set, &claim, DERIVE_HIGH, &result, NULL));
    g_assert_cmpfloat(result.number, ==, 40);
    g_assert_false(derive_evaluate(&set, &claim, DERIVE_VALUE, &result, NULL));
    g_hash_table_unref(set.claim_by_id);
}

/* A value may be rounded to its own decimals, and no further. */
static void test_rounding(void)
{
    static const struct {
        double result;
        const char *value;
        gboolean agrees;
    } roundings[] = {
        {100.0 / 3, "33.3", TRUE},  {100.0 / 3, "33.33", TRUE},
        {100.0 / 3, "33.4", FALSE}, {100.0 / 3, "33", FALSE},
        {89.25, "89.25", TRUE},     {200000, "200000", TRUE},
        {200000, "200001", FALSE},  {2.1e25, "2.1e25", TRUE},
        {2.1e25, "2.2e25", FALSE},  {0, "0", TRUE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(roundings); i++) {
        const DeriveResult result = {.number = roundings[i].result};
        const Amount amount = amount_of(roundings[i].value, METRIC_NUMBER);
        g_assert_cmpint(derive_agrees(&result, &amount, METRIC_NUMBER), ==, roundings[i].agrees);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/derive/formulas", test_formulas);
    g_test_add_func("/evidence/derive/columns", test_columns);
    g_test_add_func("/evidence/derive/rounding", test_rounding);
    return g_test_run();
}
