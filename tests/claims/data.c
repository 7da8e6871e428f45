/*
 * The project's own data, through reading and merging: no row is lost, the order
 * of rows does not matter, and the conflicts that we know of are found.
 */
#include "claims/figures_format.h"

#include <string.h>

static Package *package;
static Findings *findings;
static ClaimSet *claims;

static gboolean load(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *folder = g_build_filename(root ? root : ".", "data", NULL);
    GError *error = NULL;
    findings = findings_new();
    package = package_read(folder, findings, &error);
    if (!package) {
        g_printerr("data: %s\n", error ? error->message : "no usable package");
        g_clear_error(&error);
        return FALSE;
    }
    claims = claims_read(package, findings);
    return claims != NULL;
}

static const Figure *figure_at(const FigureSet *figures, const char *key)
{
    for (guint i = 0; i < figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures->figures, i);
        if (strcmp(figure->key, key) == 0)
            return figure;
    }
    g_error("there is no figure %s", key);
}

static void test_clean(void)
{
    findings_print_text(findings, stderr);
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
}

/* Rows of the files, counted without the model. */
static guint count_rows(void)
{
    guint n = 0;
    for (guint i = 0; i < package->tables->len; i++) {
        const Table *table = g_ptr_array_index(package->tables, i);
        if (schema_field_find(table->schema, "printed") >= 0)
            n += table->n_rows;
    }
    return n;
}

static void test_accounting(void)
{
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    g_assert_cmpuint(figures->n_read, ==, count_rows());
    g_assert_cmpuint(figures->n_read, ==, figures->n_used + figures->n_set_aside);
    g_assert_cmpuint(g_hash_table_size(figures->by_claim), ==, figures->n_read);

    guint shown = 0;
    for (guint i = 0; i < figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures->figures, i);
        shown += (figure->chosen != NULL) + figure->agreeing->len + figure->rivals->len +
                 figure->set_aside->len;
        if (i > 0) {
            const Figure *before = g_ptr_array_index(figures->figures, i - 1);
            g_assert_cmpint(strcmp(before->key, figure->key), <, 0);
        }
    }
    g_assert_cmpuint(shown, ==, figures->n_read);
}

static void shuffle(gpointer *rows, guint n)
{
    for (guint i = 1; i < n; i++) { /* Fisher and Yates */
        const guint j = (guint)g_test_rand_int_range(0, (gint32)i + 1);
        gpointer row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }
}

/* Neither that of rows, nor that of the steps' own sorting: under each order of choice. */
static void test_order_does_not_matter(void)
{
    enum { ROUNDS = 20 };
    for (guint round = 0; round < ROUNDS; round++) {
        ChoiceOrder order = {0};
        gpointer steps[CHOICE_STEPS_LIMIT];
        for (guint i = 0; i < n_choice_steps; i++)
            steps[i] = (gpointer)&choice_steps[i];
        shuffle(steps, n_choice_steps);
        for (guint i = 0; i < n_choice_steps && round > 0; i++) {
            const ChoiceStep *step = steps[i];
            if (strcmp(step->name, round % 2 ? "maker" : "independent") != 0)
                order.steps[order.n_steps++] = step;
        }
        if (round == 0)
            order = choice_default;
        g_autoptr(FigureSet) figures = figures_merge(claims, &order);
        g_autofree char *expected = figures_format_json(figures->figures);
        shuffle(claims->claims->pdata, claims->claims->len);
        g_autoptr(FigureSet) shuffled = figures_merge(claims, &order);
        g_autofree char *text = figures_format_json(shuffled->figures);
        g_assert_cmpstr(text, ==, expected);
        g_assert_cmpuint(shuffled->n_set_aside, ==, figures->n_set_aside);
    }
}

/* Meta's fleet at the end of 2024: 350,000 H100 by its own word, 340,000 by one report. */
static void test_meta_fleet(void)
{
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    const Figure *figure =
        figure_at(figures, "meta|gpu-count|accelerator=h100;scope=fleet|2024-12-31");
    g_assert_cmpint(figure->agreement, ==, AGREEMENT_CONFLICT);
    g_assert_cmpstr(figure->chosen->source->id, ==, "meta-genai-infrastructure-copy");
    g_assert_cmpfloat(figure->chosen->value.number, ==, 350000);
    g_assert_cmpuint(figure->rivals->len, ==, 1);
    const Rival *rival = &g_array_index(figure->rivals, Rival, 0);
    g_assert_cmpfloat(rival->claim->value.number, ==, 340000);
    g_assert_cmpstr(rival->reason, ==, "ranked lower");
    /* of the six that agree, next-platform and techradar retell Meta's own post */
    g_assert_cmpuint(figure->agreeing->len, ==, 5);
    g_assert_cmpuint(figure->n_sources, ==, 4);
}

/* The 24,576 GPUs of one cluster and the round 25,000 are the same figure. */
static void test_rounded(void)
{
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    const Figure *figure = figure_at(
        figures, "meta-24k-clusters|gpu-count|accelerator=h100;scope=one-cluster|2024-03");
    g_assert_cmpuint(figure->rivals->len, ==, 0);
    g_assert_cmpint(figure->agreement, ==, AGREEMENT_AGREE);
}

/* GPT-4 on MMLU stands between 82.4 and 90.1 by evaluator and method.  Settings
 * differ, so these are figures of their own and none overrules another; the one
 * that an article states without a setting joins none of them. */
static void test_gpt_4(void)
{
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    guint n = 0;
    double least = 100, most = 0;
    for (guint i = 0; i < figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures->figures, i);
        if (strcmp(figure->subject->id, "gpt-4") != 0 || strcmp(figure->metric->id, "mmlu") != 0)
            continue;
        n++;
        least = MIN(least, figure->chosen->value.number);
        most = MAX(most, figure->chosen->value.number);
    }
    g_assert_cmpuint(n, >=, 10);
    g_assert_cmpfloat(least, ==, 82.4);
    g_assert_cmpfloat(most, ==, 90.1);
    const Figure *article = figure_at(figures, "gpt-4|mmlu|");
    g_assert_cmpstr(article->chosen->source->id, ==, "s000");
    g_assert_cmpfloat(article->chosen->value.number, ==, 86.4);
    const Figure *openai = figure_at(figures, "gpt-4|mmlu|evaluator=openai;shots=5");
    g_assert_cmpfloat(openai->chosen->value.number, ==, 86.4);
}

/* DeepSeek-V3 came out on 24, 25 or 26 December 2024, by what one takes as coming out. */
static void test_deepseek_v3(void)
{
    static const struct {
        const char *key, *date;
    } dates[] = {
        {"deepseek-v3|release-date|event=publication", "2024-12-24"},
        {"deepseek-v3|release-date|event=release", "2024-12-25"},
        {"deepseek-v3|release-date|event=version", "2024-12-26"},
    };
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++)
        g_assert_cmpstr(figure_at(figures, dates[i].key)->chosen->value.text, ==, dates[i].date);
}

/* A card that was corrected: the old figure is kept, with its reason, as no rival. */
static void test_corrected_card(void)
{
    g_autoptr(FigureSet) figures = figures_merge(claims, NULL);
    const Figure *figure =
        figure_at(figures, "llama-2-13b|gsm8k|evaluator=meta;method=cot;shots=8;variant=chat");
    g_assert_cmpstr(figure->chosen->value.text, ==, "41.2");
    g_assert_cmpuint(figure->rivals->len, ==, 0);
    g_assert_cmpuint(figure->set_aside->len, ==, 1);
    const Rival *old = &g_array_index(figure->set_aside, Rival, 0);
    g_assert_cmpstr(old->claim->value.text, ==, "77.4");
    g_assert_cmpstr(old->reason, ==, old->claim->reason);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    if (!load())
        return 1;
    g_test_add_func("/data/clean", test_clean);
    g_test_add_func("/data/accounting", test_accounting);
    g_test_add_func("/data/order-does-not-matter", test_order_does_not_matter);
    g_test_add_func("/data/meta-fleet", test_meta_fleet);
    g_test_add_func("/data/rounded", test_rounded);
    g_test_add_func("/data/gpt-4", test_gpt_4);
    g_test_add_func("/data/deepseek-v3", test_deepseek_v3);
    g_test_add_func("/data/corrected-card", test_corrected_card);
    const int status = g_test_run();
    claims_free(claims);
    package_free(package);
    findings_free(findings);
    return status;
}
