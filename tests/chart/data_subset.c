#include "chart/data_subset.h"

#include <string.h>

/* Whether the rows of (metric, subject) m1 s1, m1 s2, m2 s1, m2 s2 are in the subset. */
static void tells_what_filters_leave(void)
{
    static const struct {
        const char *transforms, *kept;
    } cases[] = {
        {"[]", "1111"},
        {"[{\"filter\": {\"field\": \"metric\", \"equal\": \"m1\"}}]", "1100"},
        {"[{\"filter\": {\"field\": \"subject\", \"oneOf\": [\"s2\", 7]}}]", "0101"},
        {"[{\"filter\": {\"field\": \"metric\", \"equal\": \"m1\"}},"
         " {\"filter\": {\"field\": \"subject\", \"equal\": \"s2\"}}]",
         "0100"},
        {"[{\"filter\": {\"field\": \"metric\", \"equal\": \"m1\"}},"
         " {\"filter\": {\"field\": \"metric\", \"oneOf\": [\"m1\", \"m2\"]}}]",
         "1100"},
        {"[{\"filter\": {\"field\": \"metric\", \"equal\": \"none\"}}]", "0000"},
        {"[{\"filter\": \"datum.metric == 'm1'\"}]", "1100"},
        {"[{\"filter\": \"datum.subject === \\\"s1\\\" && datum.metric == 'm2'\"}]", "0010"},
        {"[{\"filter\": \"datum.value > 3 && datum.metric == 'm2'\"}]", "0011"},
        /* what tells nothing, or not for sure */
        {"[{\"filter\": \"datum.metric == 'm1' || datum.metric == 'm2'\"}]", "1111"},
        {"[{\"filter\": \"!(datum.value && datum.metric == 'm1')\"}]", "1111"},
        {"[{\"filter\": \"!(true && datum.metric == 'm1' && true)\"}]", "1111"},
        {"[{\"filter\": \"datum.metric == 'm1' ? true : true\"}]", "1111"},
        {"[{\"filter\": \"datum.metric == 'm1' == false\"}]", "1111"},
        {"[{\"filter\": \"datum.metric == 'm1' + 'x'\"}]", "1111"},
        {"[{\"filter\": \"datum.name == 'a && datum.metric == m1'\"}]", "1111"},
        {"[{\"filter\": \"'datum.metric == ' + 'm1'\"}]", "1111"},
        {"[{\"filter\": {\"not\": {\"field\": \"metric\", \"equal\": \"m1\"}}}]", "1111"},
        {"[{\"filter\": {\"or\": [{\"field\": \"metric\", \"equal\": \"m1\"}, \"true\"]}}]",
         "1111"},
        {"[{\"filter\": {\"field\": \"unit\", \"equal\": \"m1\"}}]", "1111"},
        {"[{\"filter\": {\"field\": \"metric\", \"equal\": 1}}]", "1111"},
        /* after another transform the column may be another */
        {"[{\"calculate\": \"'m1'\", \"as\": \"metric\"},"
         " {\"filter\": {\"field\": \"metric\", \"equal\": \"m1\"}}]",
         "1111"},
        {"{\"filter\": {\"field\": \"metric\", \"equal\": \"m1\"}}", "1111"},
    };
    const Metric metrics[] = {{.id = "m1"}, {.id = "m2"}};
    const Subject subjects[] = {{.id = "s1"}, {.id = "s2"}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(JsonDocument) document =
            json_document_parse("spec", cases[i].transforms, strlen(cases[i].transforms), findings);
        g_assert_nonnull(document);
        g_auto(DataSubset) subset = data_subset_of(json_document_root(document));
        char kept[5] = "";
        for (int row = 0; row < 4; row++)
            kept[row] = data_subset_has(&subset, &metrics[row / 2], &subjects[row % 2]) ? '1' : '0';
        if (strcmp(kept, cases[i].kept) != 0)
            g_error("%s: %s, not %s", cases[i].transforms, kept, cases[i].kept);
    }
}

/* Keys of subjects whose ids begin alike, in their order. */
static void finds_the_figures_of_a_subject(void)
{
    static char keys[][12] = {"a-b|m|", "a.b|m|", "ab|m|", "a|l|", "a|m|", "a|m|x=1", "b|m|"};
    Figure figures[G_N_ELEMENTS(keys)];
    g_autoptr(GPtrArray) array = g_ptr_array_new();
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_assert_true(i == 0 || strcmp(keys[i - 1], keys[i]) < 0);
        figures[i] = (Figure){.key = keys[i]};
        g_ptr_array_add(array, &figures[i]);
    }
    const FigureSet set = {.figures = array};
    static const struct {
        const char *subject;
        guint start, end;
    } cases[] = {{"a", 3, 6}, {"a-b", 0, 1}, {"ab", 2, 3}, {"b", 6, 7}, {"c", 7, 7}, {"", 0, 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(DataSubset) subset = {.subjects = g_hash_table_new(g_str_hash, g_str_equal)};
        g_hash_table_add(subset.subjects, (gpointer)cases[i].subject);
        guint end;
        const guint start = data_subset_range(&subset, &set, &end);
        g_assert_cmpuint(end - start, ==, cases[i].end - cases[i].start);
        g_assert_true(start == end || start == cases[i].start);
    }
    const DataSubset all = {NULL, NULL};
    guint end;
    g_assert_cmpuint(data_subset_range(&all, &set, &end), ==, 0);
    g_assert_cmpuint(end, ==, G_N_ELEMENTS(keys));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/data-subset/tells-what-filters-leave", tells_what_filters_leave);
    g_test_add_func("/data-subset/finds-the-figures-of-a-subject", finds_the_figures_of_a_subject);
    return g_test_run();
}
