#include "../trail/golden.h"
#include "../trail/sample.h"

#include <math.h>

static void dumps_every_mark(void)
{
    Sample sample;
    sample_init(&sample);
    g_autofree char *dump = scene_dump(sample.scene);
    golden_check("tests/scene/sample.dump", dump);
    sample_clear(&sample);
}

/* A scene owns its texts, runs and segments. */
static void copies_what_it_is_given(void)
{
    g_autoptr(Scene) scene = scene_new("copy", 10, 10);
    char text[] = "before";
    TextRun runs[] = {{text, 10, 400, FALSE, 0, 0, 30}};
    PathSegment segments[] = {{'M', {1, 2}}, {'L', {3, 4}}};
    scene_add(scene,
              &(Mark){.kind = MARK_TEXT, .title = text, .as.text = {.runs = runs, .n_runs = 1}});
    scene_add(scene, &(Mark){.kind = MARK_PATH, .as.path = {segments, 2}});
    g_strlcpy(text, "after", sizeof text);
    runs[0].size = 99;
    segments[1].points[0] = 99;
    g_autofree char *dump = scene_dump(scene);
    g_assert_cmpstr(dump, ==,
                    "scene copy size 10 10 background #ffffff font \"\"\n"
                    "title \"\"\ndescription \"\"\n"
                    "text 0 0 start width 0 run \"before\" 10px 400 title \"before\"\n"
                    "path M 1 2 L 3 4\n");
}

/* Bugs of a caller end the program; 'N' picks one. */
static void make_bug(int bug)
{
    g_autoptr(Scene) scene = scene_new("bug", 10, 10);
    const PathSegment no_start[] = {{'L', {1, 2}}}, strange[] = {{'M', {1, 2}}, {'Q', {1, 2}}};
    const TextRun run[] = {{"x", INFINITY, 400, FALSE, 0, 0, 0}};
    switch (bug) {
    case 0: scene_add(scene, &(Mark){.kind = MARK_RECT, .as.rect = {NAN, 0, 1, 1, 0}}); break;
    case 1: scene_add(scene, &(Mark){.kind = MARK_RECT, .as.rect = {0, 0, -1, 1, 0}}); break;
    case 2: scene_add(scene, &(Mark){.kind = MARK_PATH, .as.path = {no_start, 1}}); break;
    case 3: scene_add(scene, &(Mark){.kind = MARK_PATH, .as.path = {strange, 2}}); break;
    case 4:
        scene_add(scene, &(Mark){.kind = MARK_TEXT, .as.text = {.runs = run, .n_runs = 1}});
        break;
    case 5: scene_close_group(scene); break;
    case 6: scene_add(scene, &(Mark){.kind = MARK_RECT, .n_dash = 5}); break;
    case 7: scene_open_clipped_group(scene, "", 0, 0, INFINITY, 1); break;
    default: scene_free(scene_new("empty", 0, 10)); break;
    }
}

static void refuses_bugs(gconstpointer data)
{
    if (g_test_subprocess()) {
        make_bug(GPOINTER_TO_INT(data));
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/scene/dumps-every-mark", dumps_every_mark);
    g_test_add_func("/scene/copies-what-it-is-given", copies_what_it_is_given);
    for (int bug = 0; bug <= 8; bug++) {
        g_autofree char *path = g_strdup_printf("/scene/refuses-bugs/%d", bug);
        g_test_add_data_func(path, GINT_TO_POINTER(bug), refuses_bugs);
    }
    return g_test_run();
}
