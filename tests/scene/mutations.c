/* Hostile specs: every value of every chart of the project is replaced in turn by
 * values of other types.  Such a spec is drawn or refused with a finding, the
 * same way each time; it never crashes.
 *
 * Only one in so many is tried; FIGTRAIL_MUTATIONS=1 tries each. */
#include "../chart/fixture.h"
#include "../chart/project.h"
#include "scene/font.h"
#include "scene/layout.h"

enum { USUAL_STEP = 61 };

typedef struct {
    TestProject project;
    SpecCase spec;
    cJSON *root;
    guint step, count, drawn, refused;
    const char *chart;
} Mutator;

static const char *const replacements[] = {"null", "7", "-1e308", "\"x\"", "[]", "{}", "[null]"};

/* What becomes of a spec: its findings, or the dump of its scene. */
static char *outcome(Mutator *mutator, const char *json)
{
    Variant page = variant_default();
    page.preset = preset_find("page");
    spec_read_json(&mutator->spec, json, &mutator->project.sources);
    g_autoptr(Scene) scene = mutator->spec.chart ? layout_scene(mutator->spec.chart, "mutation",
                                                                &page, mutator->spec.findings)
                                                 : NULL;
    if (scene)
        return scene_dump(scene);
    char *findings = spec_findings(&mutator->spec);
    if (!*findings) {
        g_test_message("%s: neither a picture nor a finding: %s", mutator->chart, json);
        g_test_fail();
    }
    return findings;
}

static void try_mutation(Mutator *mutator)
{
    g_autofree char *json = json_print_compact(mutator->root);
    g_autofree char *first = outcome(mutator, json);
    if (g_str_has_prefix(first, "scene "))
        mutator->drawn++;
    else
        mutator->refused++;
    if (mutator->count / mutator->step % 10 != 0)
        return;
    g_autofree char *second = outcome(mutator, json);
    g_assert_cmpstr(first, ==, second);
}

/* Puts the value into item's place, and item back. */
static void replace(Mutator *mutator, cJSON *item, const char *with)
{
    if (mutator->count++ % mutator->step != 0)
        return;
    g_autoptr(cJSON) value = cJSON_Parse(with);
    const cJSON before = *item;
    item->type = value->type;
    item->child = value->child;
    item->valuestring = value->valuestring;
    item->valueint = value->valueint;
    item->valuedouble = value->valuedouble;
    try_mutation(mutator);
    *item = before;
}

static void mutate(Mutator *mutator, cJSON *item)
{
    for (gsize i = 0; i < G_N_ELEMENTS(replacements); i++)
        replace(mutator, item, replacements[i]);
    for (cJSON *child = item->child; child; child = child->next)
        mutate(mutator, child);
}

static void test_mutations(gconstpointer path)
{
    Mutator mutator = {.chart = path};
    const char *step = g_getenv("FIGTRAIL_MUTATIONS");
    mutator.step = step ? MAX(1, (guint)g_ascii_strtoull(step, NULL, 10)) : USUAL_STEP;
    project_init(&mutator.project);
    spec_init(&mutator.spec);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    mutator.root = cJSON_Parse(text);
    mutate(&mutator, mutator.root);
    g_test_message("%u tried, %u drawn, %u refused", mutator.drawn + mutator.refused, mutator.drawn,
                   mutator.refused);
    g_assert_cmpuint(mutator.refused, >, 0);
    cJSON_Delete(mutator.root);
    spec_clear(&mutator.spec);
    project_clear(&mutator.project);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
    g_autoptr(GPtrArray) charts = project_charts();
    for (guint i = 0; i < charts->len; i++) {
        g_autofree char *name = g_path_get_basename(charts->pdata[i]);
        g_autofree char *path = g_strdup_printf("/mutations/%s", name);
        g_test_add_data_func(path, charts->pdata[i], test_mutations);
    }
    return g_test_run();
}
