/* Translations of a chart's texts: whole ones, and with places for what differs. */
#include "fixture.h"

static const struct {
    const char *text, *translated;
} cases[] = {
    {"models", "modelos"},
    {"other models", "other models"},
    {"137 claims, 10 sources", "137 afirmações, 10 fontes"},
    {"137 claims", "137 claims"},
    {" claims, 5 sources", " claims, 5 sources"}, /* no place is empty */
    {"claims, 10 sources", "claims, 10 sources"},
    {"sources claims, sources sources", "sources afirmações, sources fontes"},
    {"GPT-3: 1.000 → 175 billion parameters", "GPT-3: 1.000 → 175 bilhões de parâmetros"},
    {"billion parameters", "billion parameters"},
    {"total: 7", "7 no total"},
    {"total: ", "total: "},
    {"4 to 5", "quatro a cinco"}, /* a whole text goes before one with places */
    {"5 to 6", "5 a 6"},
    {"", ""},
};

static void test_texts(void)
{
    SpecCase spec;
    spec_init(&spec);
    const ChartSources sources = {.language = "pt"};
    spec_read(&spec,
              "{'mark': 'point', 'usermeta': {'figtrail': {'translations': {'pt': {"
              "'models': 'modelos', '{} claims, {} sources': '{} afirmações, {} fontes', "
              "'{} billion parameters': '{} bilhões de parâmetros', 'total: {}': '{} no total', "
              "'{} to {}': '{} a {}', '4 to 5': 'quatro a cinco'}}}}}",
              &sources);
    spec_assert_clean(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(chart_translate(spec.chart, cases[i].text), ==, cases[i].translated);
    g_assert_null(chart_translate(spec.chart, NULL));
    spec_clear(&spec);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/translation/texts", test_texts);
    return g_test_run();
}
