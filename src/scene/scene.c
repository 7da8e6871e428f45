#include "scene/scene.h"

#include "scene/symbol_set.h"

#include <math.h>
#include <string.h>

static void drawn_figure_free(gpointer data)
{
    DrawnFigure *drawn = data;
    g_ptr_array_unref(drawn->claims);
    g_array_unref(drawn->citations);
    g_free(drawn);
}

DrawnFigure *drawn_figure_new(const Figure *figure)
{
    DrawnFigure *drawn = g_new0(DrawnFigure, 1);
    drawn->figure = figure;
    drawn->claims = g_ptr_array_new();
    drawn->citations = g_array_new(FALSE, FALSE, sizeof(guint));
    return drawn;
}

Scene *scene_new(const char *name, double width, double height)
{
    if (!(width > 0 && height > 0 && isfinite(width) && isfinite(height)))
        g_error("scene %s has no size: %f x %f", name, width, height);
    Scene *scene = g_new0(Scene, 1);
    scene->width = width;
    scene->height = height;
    scene->background = (Color){255, 255, 255, 1};
    scene->hatching = (Hatching){.period = 6, .width = 1.6, .tint = 0.16};
    scene->name = g_strdup(name);
    scene->title = g_strdup("");
    scene->description = g_strdup("");
    scene->font = g_strdup("");
    scene->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    scene->sources = g_ptr_array_new();
    scene->drawn = g_ptr_array_new_with_free_func(drawn_figure_free);
    scene->strings = g_string_chunk_new(4096);
    scene->allocations = g_ptr_array_new_with_free_func(g_free);
    scene->symbol_sets = g_ptr_array_new_with_free_func((GDestroyNotify)symbol_set_unref);
    scene->gradients = g_ptr_array_new_with_free_func((GDestroyNotify)gradient_unref);
    return scene;
}

void scene_free(Scene *scene)
{
    if (!scene)
        return;
    g_free(scene->name);
    g_free(scene->title);
    g_free(scene->description);
    g_free(scene->font);
    g_array_unref(scene->marks);
    g_ptr_array_unref(scene->sources);
    g_ptr_array_unref(scene->drawn);
    g_string_chunk_free(scene->strings);
    g_ptr_array_unref(scene->allocations);
    g_ptr_array_unref(scene->symbol_sets);
    g_ptr_array_unref(scene->gradients);
    g_free(scene);
}

static void check_finite(const Scene *scene, const char *what, const double *numbers, guint n)
{
    for (guint i = 0; i < n; i++) {
        if (!isfinite(numbers[i]))
            g_error("scene %s, mark %u: %s is %f", scene->name, scene->marks->len, what,
                    numbers[i]);
    }
}

static void check_extent(const Scene *scene, const char *what, double x, double y, double width,
                         double height)
{
    check_finite(scene, what, (const double[]){x, y, width, height}, 4);
    if (width < 0 || height < 0)
        g_error("scene %s, mark %u: %s is %f x %f", scene->name, scene->marks->len, what, width,
                height);
}

static guint n_points(char verb)
{
    switch (verb) {
    case 'M':
    case 'L': return 2;
    case 'C': return 6;
    case 'Z': return 0;
    default: g_error("a path has no verb '%c'", verb);
    }
}

static const char *keep_string(Scene *scene, const char *text)
{
    return text ? g_string_chunk_insert_const(scene->strings, text) : NULL;
}

static gpointer keep_copy(Scene *scene, gconstpointer data, gsize size)
{
    gpointer copy = g_memdup2(data, size);
    if (copy)
        g_ptr_array_add(scene->allocations, copy);
    return copy;
}

static void keep_path(Scene *scene, MarkPath *path)
{
    for (guint i = 0; i < path->n_segments; i++) {
        const PathSegment *segment = &path->segments[i];
        check_finite(scene, "a point of a path", segment->points, n_points(segment->verb));
    }
    if (path->n_segments > 0 && path->segments[0].verb != 'M')
        g_error("scene %s, mark %u: a path begins with 'M'", scene->name, scene->marks->len);
    path->segments = keep_copy(scene, path->segments, path->n_segments * sizeof *path->segments);
}

static void keep_text(Scene *scene, MarkText *text)
{
    check_finite(scene, "the place of a text",
                 (const double[]){text->x, text->y, text->angle, text->width}, 4);
    TextRun *runs = keep_copy(scene, text->runs, text->n_runs * sizeof *text->runs);
    for (guint i = 0; i < text->n_runs; i++) {
        check_finite(scene, "a run of a text",
                     (const double[]){runs[i].size, runs[i].x, runs[i].rise, runs[i].width}, 4);
        runs[i].text = keep_string(scene, runs[i].text ? runs[i].text : "");
    }
    text->runs = runs;
}

static void keep_gradients(Scene *scene, const Mark *mark)
{
    Gradient *const gradients[] = {mark->fill_gradient, mark->stroke_gradient};
    for (int i = 0; i < 2; i++) {
        if (gradients[i] && !g_ptr_array_find(scene->gradients, gradients[i], NULL))
            g_ptr_array_add(scene->gradients, gradient_ref(gradients[i]));
    }
}

static void keep_symbols(Scene *scene, const MarkSymbols *symbols)
{
    check_finite(scene, "the place of symbols", (const double[]){symbols->x, symbols->y}, 2);
    g_ptr_array_add(scene->symbol_sets, symbol_set_ref(symbols->set));
    for (guint i = 0; i < symbols->set->looks->len; i++)
        keep_gradients(scene, &g_array_index(symbols->set->looks, Mark, i));
}

void scene_add(Scene *scene, const Mark *mark)
{
    Mark copy = *mark;
    if (copy.n_dash > G_N_ELEMENTS(copy.dash))
        g_error("scene %s: %u dash lengths", scene->name, copy.n_dash);
    check_finite(scene, "stroke width", &copy.stroke_width, 1);
    check_finite(scene, "a dash", copy.dash, copy.n_dash);
    copy.title = keep_string(scene, copy.title);
    copy.href = keep_string(scene, copy.href);
    copy.claims = keep_string(scene, copy.claims);
    copy.role = keep_string(scene, copy.role);
    switch (copy.kind) {
    case MARK_GROUP: {
        const MarkGroup *group = &copy.as.group;
        if (group->clipped)
            check_extent(scene, "a clip", group->x, group->y, group->width, group->height);
        keep_path(scene, &copy.as.group.outline);
        copy.as.group.role = keep_string(scene, group->role ? group->role : "");
        scene->n_open++;
        break;
    }
    case MARK_GROUP_END:
        if (scene->n_open == 0)
            g_error("scene %s: a group is closed that was not opened", scene->name);
        scene->n_open--;
        break;
    case MARK_RECT: {
        const MarkRect *rect = &copy.as.rect;
        check_extent(scene, "a rectangle", rect->x, rect->y, rect->width, rect->height);
        check_finite(scene, "a corner", &rect->radius, 1);
        break;
    }
    case MARK_PATH: keep_path(scene, &copy.as.path); break;
    case MARK_TEXT: keep_text(scene, &copy.as.text); break;
    case MARK_SYMBOLS: keep_symbols(scene, &copy.as.symbols); break;
    }
    keep_gradients(scene, &copy);
    g_array_append_val(scene->marks, copy);
}

void scene_open_group(Scene *scene, const char *role)
{
    scene_add(scene, &(Mark){.kind = MARK_GROUP, .as.group = {.role = role}});
}

void scene_open_clipped_group(Scene *scene, const char *role, double x, double y, double width,
                              double height)
{
    const MarkGroup group = {
        .role = role, .clipped = TRUE, .x = x, .y = y, .width = width, .height = height};
    scene_add(scene, &(Mark){.kind = MARK_GROUP, .as.group = group});
}

void scene_close_group(Scene *scene)
{
    scene_add(scene, &(Mark){.kind = MARK_GROUP_END});
}
