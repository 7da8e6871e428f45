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

/* A translation has the figures of its original, as its own language writes them. */
static void test_figures(void)
{
    static const struct {
        const char *original, *translated, *finding; /* NULL: none */
    } figures[] = {
        {"GPT-4’s 86.4 % on MMLU", "Os 86,4 % do GPT-4 no MMLU", NULL},
        {"350,000 H100", "350 mil H100", NULL},
        {"20,000 to 25,000 by March 2023", "de 20 mil a 25 mil até março de 2023", NULL},
        {"Four of two", "4 de dois", NULL}, /* in digits or in words */
        {"A third", "Um terço", NULL},      /* words are not held */
        {"Llama 3.1 405B", "o Llama 3.1 405B", NULL},
        {"86.4 %", "86,5 %", "\"86,5 %\" (86.5), which its original does not: \"86.4 %\""},
        {"86.4 %", "864 %", "\"864 %\" (864)"},
        {"350,000 H100", "350 H100", "\"350\" (350)"},
        {"20,000 to 25,000", "de 20 mil a 26 mil", "\"20 mil a 26 mil\" (26000)"},
        {"March 2023", "março de 2024", "\"março de 2024\" (2024-03)"},
        {"the highest", "o maior: 99,9", "\"99,9\" (99.9)"},
    };
    const ChartSources portuguese = {.language = "pt"};
    for (gsize i = 0; i < G_N_ELEMENTS(figures); i++) {
        g_auto(SpecCase) spec;
        spec_init(&spec);
        g_autofree char *json = g_strdup_printf(
            "{'mark': 'point', 'usermeta': {'figtrail': {'translations': {'pt': {@'%s': '%s'}}}}}",
            figures[i].original, figures[i].translated);
        g_test_message("%s", figures[i].translated);
        spec_read(&spec, json, &portuguese);
        g_autofree char *finding =
            g_strconcat("spec-value: the translation says ", figures[i].finding, NULL);
        if (figures[i].finding)
            spec_assert_finding(&spec, finding);
        else
            spec_assert_clean(&spec);
        spec_read(&spec, json, NULL); /* nobody reads it: it is not held */
        spec_assert_clean(&spec);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/translation/texts", test_texts);
    g_test_add_func("/translation/figures", test_figures);
    return g_test_run();
}
