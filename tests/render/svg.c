#include "render/render.h"

#include "../base/folder.h"
#include "../trail/golden.h"
#include "../trail/sample.h"
#include "trail/read.h"
#include "trail/record.h"

#include <glib/gstdio.h>

#define RECORD "{\"figtrail\":1,\"chart\":{\"name\":\"sample\"}}"

static char *render(const Scene *scene, const char *record)
{
    g_autoptr(GBytes) bytes =
        render_svg(scene, record ? &(Provenance){record, NULL} : NULL, 1, NULL);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    return g_strndup(data, length);
}

static void writes_every_mark(void)
{
    Sample sample;
    sample_init(&sample);
    g_autofree char *svg = render(sample.scene, RECORD);
    golden_check("tests/render/sample.svg", svg);
    g_autofree char *again = render(sample.scene, RECORD);
    g_assert_cmpstr(svg, ==, again);
    sample_clear(&sample);
}

/* Runs program on a file with the SVG; skips when it is not installed. */
static void check_with(const char *svg, const char *const *arguments)
{
    g_autofree char *program = g_find_program_in_path(arguments[0]);
    if (!program) {
        g_test_skip(arguments[0]);
        return;
    }
    g_auto(Folder) folder = folder_make();
    g_autofree char *path = g_build_filename(folder.path, "x.svg", NULL);
    g_autofree char *output = g_build_filename(folder.path, "out", NULL);
    folder_put(&folder, "x.svg", svg, -1);
    g_autoptr(GPtrArray) argv = g_ptr_array_new();
    for (guint i = 0; arguments[i]; i++)
        g_ptr_array_add(argv, (gpointer)arguments[i]);
    g_ptr_array_add(argv, output);
    g_ptr_array_add(argv, path);
    g_ptr_array_add(argv, NULL);
    g_autofree char *err = NULL;
    int status = 0;
    g_assert_true(g_spawn_sync(NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                               NULL, &err, &status, NULL));
    g_assert_cmpstr(err, ==, "");
    g_assert_true(g_spawn_check_wait_status(status, NULL));
}

static const char *const xmllint[] = {"xmllint", "--output", NULL};
static const char *const rsvg[] = {"rsvg-convert", "-o", NULL};

static void others_read_it(gconstpointer program)
{
    Sample sample;
    sample_init(&sample);
    g_autofree char *record = record_build(sample.scene, NULL, 0, 0);
    g_autofree char *svg = render(sample.scene, record);
    check_with(svg, program);
    sample_clear(&sample);
}

/* Texts that could break out of where they stand. */
static void hostile_texts_stay_texts(void)
{
    static const char hostile[] = "\"'><&]]>--><script>\x01\xEF\xBF\xBE</title>";
    g_autoptr(Scene) scene = scene_new("4 <b>\"x\"/..", 100, 50);
    g_free(scene->title);
    g_free(scene->font);
    scene->title = g_strdup(hostile);
    scene->font = g_strdup(hostile);
    const TextRun runs[] = {{hostile, 10, 400, FALSE, 0, 0, 10}};
    scene_open_group(scene, hostile);
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .fill = {0, 0, 0, 1},
                             .title = hostile,
                             .href = "https://example.org/\"onload=\"alert(1)",
                             .claims = hostile,
                             .as.text = {.x = 1, .y = 20, .runs = runs, .n_runs = 1}});
    scene_add(scene, &(Mark){.kind = MARK_RECT,
                             .fill = {1, 2, 3, 1},
                             .pattern = PATTERN_HATCH,
                             .href = "JavaScript:alert(1)",
                             .as.rect = {0, 0, 5, 5, 0}});
    scene_close_group(scene);
    g_autoptr(cJSON) json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "figtrail", 1);
    cJSON *chart = cJSON_AddObjectToObject(json, "chart");
    cJSON_AddStringToObject(chart, "title", hostile);
    g_autofree char *record = json_print_compact(json);
    g_autofree char *svg = render(scene, record);
    check_with(svg, xmllint);
    g_assert_null(strstr(svg, "<script"));
    g_assert_null(strstr(svg, "\"onload"));
    g_assert_null(g_strrstr(svg, "avaScript:"));

    g_autofree char *path = NULL;
    const int handle = g_file_open_tmp("figtrail-XXXXXX.svg", &path, NULL);
    g_assert_true(g_close(handle, NULL));
    g_assert_true(g_file_set_contents(path, svg, -1, NULL));
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(JsonDocument) document = trail_read(path, findings, &error);
    g_assert_no_error(error);
    g_assert_nonnull(document);
    const cJSON *root = json_document_root(document);
    g_assert_cmpstr(json_string(json_member(root, "chart"), "title"), ==, hostile);
    g_remove(path);
}

static void record_comes_back(void)
{
    Sample sample;
    sample_init(&sample);
    const RecordInput input = {"data/x.csv", "00"};
    g_autofree char *record = record_build(sample.scene, &input, 1, 0);
    g_autofree char *svg = render(sample.scene, record);
    g_autofree char *path = NULL;
    const int handle = g_file_open_tmp("figtrail-XXXXXX.png", &path, NULL); /* told by content */
    g_assert_true(g_close(handle, NULL));
    g_assert_true(g_file_set_contents(path, svg, -1, NULL));
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) document = trail_read(path, findings, NULL);
    g_assert_nonnull(document);
    g_auto(Seal) seal = trail_check_seal(json_document_root(document), svg, strlen(svg), NULL);
    g_assert_cmpint(seal.state, ==, SEAL_INTACT);
    g_autofree char *again = sample_print_stored(document);
    g_assert_cmpint(strncmp(again, record, strlen(record) - 1), ==, 0); /* then comes the seal */
    g_remove(path);
    sample_clear(&sample);
}

static void blanks_are_kept(void)
{
    static const struct {
        const char *first, *second;
        gboolean preserve;
    } cases[] = {
        {"a b", NULL, FALSE}, {"a ", "b", FALSE}, {"a  b", NULL, TRUE},
        {" a", NULL, TRUE},   {"a ", " b", TRUE}, {"a", "b ", TRUE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const TextRun runs[] = {{cases[i].first, 10, 400, FALSE, 0, 0, 10},
                                {cases[i].second, 10, 700, FALSE, 10, 0, 10}};
        g_autoptr(Scene) scene = scene_new("blanks", 100, 50);
        scene_add(scene, &(Mark){.kind = MARK_TEXT,
                                 .fill = {0, 0, 0, 1},
                                 .as.text = {.runs = runs, .n_runs = cases[i].second ? 2 : 1}});
        g_autofree char *svg = render(scene, NULL);
        g_assert_true((strstr(svg, "xml:space=\"preserve\"") != NULL) == cases[i].preserve);
    }
}

static void renderers_are_found(void)
{
    g_assert_cmpstr(renderer_find("png")->name, ==, "png");
    g_assert_null(renderer_find("gif"));
    static const struct {
        const char *path, *name;
    } cases[] = {{"x.svg", "svg"},  {"a/b.c/X.PNG", "png"}, {"svg", NULL},
                 {"a.svg/x", NULL}, {"x.svg.txt", NULL},    {"", NULL}};
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Renderer *renderer = renderer_for_path(cases[i].path);
        g_assert_cmpstr(renderer ? renderer->name : NULL, ==, cases[i].name);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/svg/writes-every-mark", writes_every_mark);
    g_test_add_data_func("/svg/others-read-it/xmllint", xmllint, others_read_it);
    g_test_add_data_func("/svg/others-read-it/rsvg-convert", rsvg, others_read_it);
    g_test_add_func("/svg/hostile-texts-stay-texts", hostile_texts_stay_texts);
    g_test_add_func("/svg/record-comes-back", record_comes_back);
    g_test_add_func("/svg/blanks-are-kept", blanks_are_kept);
    g_test_add_func("/svg/renderers-are-found", renderers_are_found);
    return g_test_run();
}
