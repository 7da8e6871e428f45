/* The chosen claim of a conflict: its mark, and no other, has a frame, which the legend explains.
 */
#include "../chart/fixture.h"
#include "../chart/project.h"
#include "scene/font.h"
#include "scene/layout.h"

#include <math.h>
#include <string.h>

/* Two sources give o3-mini's release as 30 and as 31 January 2025. */
#define CONFLICT                                                                                   \
    "'data': {'name': 'claims'}, 'transform': [{'filter': \"datum.subject == `o3-mini` && "        \
    "datum.metric == `release-date`\"}"
#define DATES                                                                                      \
    "'encoding': {'x': {'field': 'start', 'type': 'temporal', 'scale': {'type': 'utc'}}, "         \
    "'y': {'field': 'name'}}}"

static const struct {
    const char *name, *spec;
    guint frames; /* of marks */
} cases[] = {
    {"points", "{" CONFLICT "], 'mark': 'point', " DATES, 1},
    {"ticks", "{" CONFLICT "], 'mark': 'tick', " DATES, 1},
    {"bars",
     "{" CONFLICT "], 'mark': 'bar', 'encoding': {'x': {'field': 'start', 'type': 'temporal', "
     "'scale': {'type': 'utc'}}, 'x2': {'field': 'end'}, 'y': {'field': 'name'}}}",
     1},
    {"texts", "{" CONFLICT "], 'mark': 'text', " DATES, 0},
    {"without the rivals",
     "{" CONFLICT ", {'filter': \"datum.role != `rival`\"}], 'mark': 'point', " DATES, 0},
    {"without the chosen",
     "{" CONFLICT ", {'filter': \"datum.role != `chosen`\"}], 'mark': 'point', " DATES, 0},
    {"not wished",
     "{'usermeta': {'figtrail': {'certainty': false}}, " CONFLICT "], 'mark': 'point', " DATES, 0},
    {"merged figures",
     "{'data': {'name': 'figures'}, 'transform': [{'filter': \"datum.subject == `o3-mini` && "
     "datum.metric == `release-date`\"}], 'mark': 'point', " DATES,
     0},
};

static TestProject project;

static void middle(const Mark *mark, double at[2])
{
    double box[4];
    g_assert_true(mark_extent(mark, box));
    at[0] = (box[0] + box[2]) / 2;
    at[1] = (box[1] + box[3]) / 2;
}

/* A frame comes after its mark, around the same middle. */
static void check_frame(const Scene *scene, guint index)
{
    const Mark *frame = &g_array_index(scene->marks, Mark, index);
    const Mark *mark = &g_array_index(scene->marks, Mark, index - 1);
    const Claim *claim = g_hash_table_lookup(project.claims->claim_by_id, mark->claims);
    g_assert_nonnull(claim);
    const Figure *figure = g_hash_table_lookup(project.figures->by_claim, claim);
    g_assert_true(figure->chosen == claim);
    double a[2], b[2];
    middle(frame, a);
    middle(mark, b);
    g_assert_cmpfloat(hypot(a[0] - b[0], a[1] - b[1]), <, 0.01);
}

static void test_frames(gconstpointer data)
{
    const gsize i = GPOINTER_TO_SIZE(data);
    SpecCase spec;
    spec_init(&spec);
    spec_read(&spec, cases[i].spec, &project.sources);
    spec_assert_clean(&spec);
    const Variant variant = variant_default();
    g_autoptr(Scene) scene = layout_scene(spec.chart, "chosen", &variant, spec.findings);
    g_assert_nonnull(scene);
    guint frames = 0, in_legend = 0, explained = 0;
    gboolean legend = FALSE;
    for (guint m = 0; m < scene->marks->len; m++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, m);
        if (mark->kind == MARK_GROUP)
            legend = strcmp(mark->as.group.role, "role-legend") == 0;
        if (mark->kind == MARK_TEXT)
            explained +=
                strcmp(mark->as.text.runs[0].text, "chosen among contradicting claims") == 0;
        if (g_strcmp0(mark->role, "chosen") != 0)
            continue;
        if (!legend)
            check_frame(scene, m);
        *(legend ? &in_legend : &frames) += 1;
    }
    g_assert_cmpuint(frames, ==, cases[i].frames);
    g_assert_cmpuint(in_legend, ==, cases[i].frames > 0);
    g_assert_cmpuint(explained, ==, cases[i].frames > 0);
    spec_clear(&spec);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(font_check(NULL, NULL));
    project_init(&project);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/chosen/%s", cases[i].name);
        g_test_add_data_func(path, GSIZE_TO_POINTER(i), test_frames);
    }
    const int status = g_test_run();
    project_clear(&project);
    return status;
}
