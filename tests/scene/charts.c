/* The project's own charts, in every preset: what must hold of any picture. */
#include "../chart/fixture.h"
#include "../chart/project.h"
#include "claims/text_fragment.h"
#include "picture.h"
#include "scene/font.h"
#include "scene/layout.h"

/* In Portuguese no chart speaks English: the sources' titles apart, no word is one of these. */
static void check_words(const char *name, const Scene *scene)
{
    static const char *const english[] = {"the",    "of",      "and",     "to",     "by",
                                          "with",   "from",    "on",      "is",     "each",
                                          "claims", "sources", "billion", "percent"};
    gboolean sources = FALSE;
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    g_ptr_array_add(texts, scene->title);
    g_ptr_array_add(texts, scene->description);
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP)
            sources = strcmp(mark->as.group.role, "figtrail-sources") == 0;
        else if (mark->kind == MARK_TEXT && mark->as.text.n_runs > 0 && !sources)
            g_ptr_array_add(texts, (gpointer)mark->as.text.runs[0].text);
    }
    for (guint i = 0; i < texts->len; i++) {
        g_auto(GStrv) words = g_strsplit_set(texts->pdata[i], " ,.;:()", -1);
        for (gsize k = 0; k < G_N_ELEMENTS(english); k++) {
            if (g_strv_contains((const char *const *)words, english[k])) {
                g_test_message("%s: \"%s\" is English", name, (char *)texts->pdata[i]);
                g_test_fail();
            }
        }
    }
}

static void check_picture(const Chart *chart, const char *path, const char *preset,
                          const char *theme, const char *language)
{
    g_autoptr(Findings) findings = findings_new();
    Variant variant = variant_default();
    variant.preset = preset_find(preset);
    variant.theme = theme_find(theme);
    variant.language = language;
    g_autoptr(Scene) scene = layout_scene(chart, "chart", &variant, findings);
    g_assert_nonnull(scene);
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_strdup_printf("%s, %s, %s, %s", base, preset, theme, language);
    if (strcmp(language, "pt") == 0)
        check_words(name, scene);
    if (picture_check(name, chart, scene) + contrast_faults(name, scene) > 0)
        g_test_fail();
}

static void add_text(Scene *scene, const char *text, const char *superscript, double x, double y)
{
    const TextRun runs[] = {{text, 10, 400, FALSE, 0, 0, 40},
                            {superscript, 6, 400, FALSE, 41, 4, 5}};
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .as.text = {.x = x,
                                         .y = y,
                                         .runs = runs,
                                         .n_runs = superscript ? 2 : 1,
                                         .width = superscript ? 46 : 40}});
}

/* The checks find what they are for. */
static void test_checks_can_fail(void)
{
    g_autoptr(Scene) scene = scene_new("bad", 100, 100);
    add_text(scene, "fine", NULL, 10, 20);
    g_assert_cmpuint(picture_check("fine", NULL, scene), ==, 0);
    add_text(scene, "over it", NULL, 45, 25);
    g_assert_cmpuint(picture_check("overlap", NULL, scene), ==, 1);
    add_text(scene, "out", NULL, 70, 50);
    g_assert_cmpuint(picture_check("out of the page", NULL, scene), ==, 2);
    add_text(scene, "cites", "1,2", 10, 90);
    g_assert_cmpuint(picture_check("cites what is not listed", NULL, scene), ==, 4);
    scene_add(scene, &(Mark){.kind = MARK_RECT, .as.rect = {90, 90, 20, 5, 0}});
    g_assert_cmpuint(picture_check("rectangle out of the page", NULL, scene), ==, 5);
    const PathSegment line[] = {{'M', {5, 5}}, {'L', {40, 30}}}; /* through "fine" */
    scene_add(scene,
              &(Mark){.kind = MARK_PATH, .role = "leader", .as.path = {line, G_N_ELEMENTS(line)}});
    g_assert_cmpuint(picture_check("line through texts", NULL, scene), ==, 6);
}

/* Faint is what is seen on the page, not what colour it is said to have. */
static void test_contrasts_can_fail(void)
{
    static const struct {
        Color fill;
        guint faults;
    } cases[] = {
        {{0x25, 0x47, 0x9B, 1}, 0}, {{0x25, 0x47, 0x9B, 0.3}, 1}, {{0xF0, 0xF0, 0xF0, 1}, 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Scene) scene = scene_new("faint", 100, 100);
        scene->background = (Color){255, 255, 255, 1};
        scene_add(scene,
                  &(Mark){.kind = MARK_RECT, .fill = cases[i].fill, .as.rect = {0, 0, 9, 9, 0}});
        g_assert_cmpuint(contrast_faults("area", scene), ==, cases[i].faults);
        const TextRun run = {"letters", 10, 400, FALSE, 0, 0, 40};
        scene_add(scene,
                  &(Mark){.kind = MARK_TEXT,
                          .fill = cases[i].fill,
                          .as.text = {.x = 20, .y = 50, .runs = &run, .n_runs = 1, .width = 40}});
        g_assert_cmpuint(contrast_faults("letters", scene), ==, 2 * cases[i].faults);
    }
}

/* What shows one claim links to its words. */
static void test_links(void)
{
    TestProject project;
    project_init(&project);
    g_autofree char *path =
        g_build_filename(project_root(), "charts", "gpt4-by-source.vl.json", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Chart) chart = chart_read(path, &project.sources, findings, NULL);
    g_assert_nonnull(chart);
    const Variant variant = variant_default();
    g_autoptr(Scene) scene = layout_scene(chart, "chart", &variant, findings);
    guint n_places = 0, n_whole = 0;
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        const Claim *claim =
            mark->claims ? g_hash_table_lookup(project.claims->claim_by_id, mark->claims) : NULL;
        if (!claim)
            continue;
        g_autofree char *place = text_fragment_url(claim->source->url, claim->quote);
        const char *whole = *claim->source->url ? claim->source->url : NULL;
        g_assert_cmpstr(mark->href, ==, place ? place : whole);
        n_places += place != NULL;
        n_whole += !place && whole;
    }
    g_assert_cmpuint(n_places, >, 3);
    g_assert_cmpuint(n_whole, >, 3);
    project_clear(&project);
}

static void test_chart(gconstpointer path)
{
    TestProject project;
    project_init(&project);
    /* every preset in English, the widest and the narrowest in Portuguese, whose words are longer
     */
    static const char *const few[] = {"slide", "paper", NULL};
    static const struct {
        const char *language;
        const char *const *presets;
    } rounds[] = {{"en", preset_names}, {"pt", few}};
    for (guint r = 0; r < G_N_ELEMENTS(rounds); r++) {
        g_autoptr(Findings) findings = findings_new();
        ChartSources sources = project.sources;
        sources.language = rounds[r].language;
        g_autoptr(Chart) chart = chart_read(path, &sources, findings, NULL);
        g_assert_nonnull(chart);
        for (guint i = 0; rounds[r].presets[i]; i++)
            check_picture(chart, path, rounds[r].presets[i], "light", rounds[r].language);
        for (guint i = 0; theme_names[i]; i++)
            check_picture(chart, path, "slide", theme_names[i], rounds[r].language);
    }
    project_clear(&project);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
    g_test_add_func("/charts/checks-can-fail", test_checks_can_fail);
    g_test_add_func("/charts/contrasts-can-fail", test_contrasts_can_fail);
    g_test_add_func("/charts/marks-link-to-words", test_links);
    g_autoptr(GPtrArray) charts = project_charts();
    for (guint i = 0; i < charts->len; i++) {
        g_autofree char *name = g_path_get_basename(charts->pdata[i]);
        g_autofree char *path = g_strdup_printf("/charts/%s", name);
        g_test_add_data_func(path, charts->pdata[i], test_chart);
    }
    return g_test_run();
}
