#include "claims/names.h"

#include <string.h>

/* The subjects of the collection that are easily mixed up. */
static const Subject subjects[] = {
    {.id = "llama-3", .name = "Llama 3", .aliases = "LLaMA 3"},
    {.id = "llama-3-1-70b", .name = "Llama 3.1 70B", .aliases = "Llama-3.1-70B; Llama 3.1-70b"},
    {.id = "gpt-4", .name = "GPT-4", .aliases = "gpt-4-0314;gpt-4-0613"},
    {.id = "gpt-4o", .name = "GPT-4o", .aliases = ""},
    {.id = "xai-colossus", .name = "xAI Colossus", .aliases = "Colossus;Memphis Supercluster"},
    {.id = "inflection-1", .name = "Inflection-1", .aliases = "Inflection 1"},
    {.id = "inflection-ai", .name = "Inflection AI", .aliases = "Inflection"},
    {.id = "sonnet-a", .name = "Sonnet A", .aliases = "Twin"},
    {.id = "sonnet-b", .name = "Sonnet B", .aliases = "twin"},
    {.id = "elan", .name = "\xC3\x89lan", .aliases = ""},
    {.id = "nameless", .name = "\xE2\x80\x94", .aliases = ";"},
};
static const Metric metrics[] = {
    {.id = "mmlu", .name = "MMLU"},
    {.id = "humaneval", .name = "HumanEval pass@1"},
    {.id = "gpu-count", .name = "Number of accelerators"},
    {.id = "gpu-hours", .name = "Accelerator hours of training"},
};

static Names *subject_names, *metric_names;

static void build(void)
{
    ClaimSet claims = {.subjects = g_ptr_array_new(), .metrics = g_ptr_array_new()};
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
        g_ptr_array_add(claims.subjects, (gpointer)&subjects[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(metrics); i++)
        g_ptr_array_add(claims.metrics, (gpointer)&metrics[i]);
    subject_names = names_new_subjects(&claims);
    metric_names = names_new_metrics(&claims);
    g_ptr_array_unref(claims.subjects);
    g_ptr_array_unref(claims.metrics);
}

/* "exact gpt-4", "ambiguous gpt-4 gpt-4o", "none gpt-4": the state and the ids. */
static char *describe(const Names *names, const char *text, gboolean prefix)
{
    static const char *const states[] = {"none", "exact", "prefix", "ambiguous"};
    g_auto(NameMatch) match;
    names_find(names, text, prefix, &match);
    GString *said = g_string_new(states[match.state]);
    if (match.found)
        g_string_append_printf(said, " %s", match.found->id);
    g_assert_true(!match.found || match.others->len == 0);
    for (guint i = 0; i < match.others->len; i++)
        g_string_append_printf(said, " %s",
                               ((const Named *)g_ptr_array_index(match.others, i))->id);
    return g_string_free(said, FALSE);
}

typedef struct {
    const char *text, *expected;
} NameCase;

static void test_subjects(void)
{
    static const NameCase cases[] = {
        {"gpt-4", "exact gpt-4"},
        {"GPT\xE2\x80\x91"
         "4",
         "exact gpt-4"},                                                      /* U+2011 */
        {"\xEF\xBC\xA7\xEF\xBC\xB0\xEF\xBC\xB4 \xEF\xBC\x94", "exact gpt-4"}, /* full width */
        {" gpt_4 ", "exact gpt-4"},
        {"gpt\xC2\xAD-4", "exact gpt-4"}, /* soft hyphen */
        {"GPT-4-0314", "exact gpt-4"},
        {"LLAMA  3.1 - 70b", "exact llama-3-1-70b"},
        {"llama\xC2\xA0"
         "3",
         "exact llama-3"}, /* no-break space */
        {"Inflection", "exact inflection-ai"},
        {"inflection 1", "exact inflection-1"},
        {"E\xCC\x81LAN", "exact elan"},
        {"twin", "ambiguous sonnet-a sonnet-b"},
        /* what is only near is no match */
        {"gpt4", "none gpt-4"},
        {"llama3", "none llama-3"},
        {"lama-3", "none llama-3"},
        {"gpt-4.1", "none gpt-4 gpt-4o"},
        {"colosus", "none xai-colossus"},
        {"supercluster", "none xai-colossus"},
        {"xAI Colossus 2", "none xai-colossus"},
        {"sonnet", "none sonnet-a sonnet-b"},
        {"Mistral", "none"},
        {"elan vital", "none elan"},
        {"", "none"},
        {" \xE2\x80\x94 ", "none"},
        {"\xFF\xFE", "none"},
        {"gpt-", "none gpt-4 gpt-4o"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *said = describe(subject_names, cases[i].text, FALSE);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(said, ==, cases[i].expected);
    }
}

static void test_prefixes(void)
{
    static const NameCase cases[] = {
        {"gpt-4", "exact gpt-4"}, /* a whole name before any beginning */
        {"GPT", "ambiguous gpt-4 gpt-4o"},
        {"memphis", "prefix xai-colossus"},
        {"llama 3.1", "prefix llama-3-1-70b"},
        {"inflection-", "exact inflection-ai"},
        {"gpt4", "none gpt-4"},
        {"", "none"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *said = describe(subject_names, cases[i].text, TRUE);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(said, ==, cases[i].expected);
    }
}

static void test_metrics(void)
{
    static const NameCase cases[] = {
        {"mmlu", "exact mmlu"},
        {"HumanEval Pass@1", "exact humaneval"},
        {"humanev", "prefix humaneval"},
        {"gpu", "ambiguous gpu-count gpu-hours"},
        {"number of accelerators", "exact gpu-count"},
        {"mlmu", "none mmlu"},
        {"accelerators", "none gpu-count"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *said = describe(metric_names, cases[i].text, TRUE);
        g_test_message("%s", cases[i].text);
        g_assert_cmpstr(said, ==, cases[i].expected);
    }
}

static void test_list(void)
{
    g_auto(NameMatch) some;
    names_find(subject_names, "gpt", TRUE, &some);
    g_autofree char *list = name_match_list(&some);
    g_assert_cmpstr(list, ==, "gpt-4 (GPT-4), gpt-4o (GPT-4o)");

    ClaimSet claims = {.subjects = g_ptr_array_new_with_free_func(g_free)};
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < 30; i++) {
        char *id = g_strdup_printf("many-%02d", i);
        g_ptr_array_add(ids, id);
        const Subject subject = {.id = id, .name = "x", .aliases = ""};
        g_ptr_array_add(claims.subjects, g_memdup2(&subject, sizeof subject));
    }
    g_autoptr(Names) names = names_new_subjects(&claims);
    g_auto(NameMatch) many;
    names_find(names, "many", TRUE, &many);
    g_assert_cmpuint(many.others->len, ==, 30);
    g_autofree char *cut = name_match_list(&many);
    g_assert_true(g_str_has_prefix(cut, "many-00 (x), many-01 (x), "));
    g_assert_true(g_str_has_suffix(cut, "many-11 (x) and 18 more"));
    g_ptr_array_unref(claims.subjects);
}

/* Folding what is folded changes nothing, for every character alone and between
 * others; else an index would depend on how often a text was handled. */
static void test_fold_is_stable(void)
{
    for (gunichar c = 1; c <= 0x10FFFF; c++) {
        if (!g_unichar_validate(c))
            continue;
        char text[16] = "a";
        const int length = g_unichar_to_utf8(c, text + 1);
        text[1 + length] = 'Z';
        g_autofree char *once = name_fold(text);
        g_autofree char *twice = name_fold(once);
        if (strcmp(once, twice) != 0)
            g_error("U+%04X folds to \"%s\", then to \"%s\"", c, once, twice);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    build();
    g_test_add_func("/names/subjects", test_subjects);
    g_test_add_func("/names/prefixes", test_prefixes);
    g_test_add_func("/names/metrics", test_metrics);
    g_test_add_func("/names/list", test_list);
    g_test_add_func("/names/fold-is-stable", test_fold_is_stable);
    const int status = g_test_run();
    names_free(subject_names);
    names_free(metric_names);
    return status;
}
