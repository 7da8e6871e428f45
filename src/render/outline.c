#include "render/outline.h"

#include "render/painter.h"
#include "render/style.h"

#include <math.h>

/* Cairo keeps the points of a path in 1/256 of a device unit; outlines are taken this much larger.
 */
static const double FINER = 32;

static void append_segment(GArray *segments, const cairo_path_data_t *data)
{
    static const struct {
        char verb;
        guint n_points;
    } verbs[] = {[CAIRO_PATH_MOVE_TO] = {'M', 1},
                 [CAIRO_PATH_LINE_TO] = {'L', 1},
                 [CAIRO_PATH_CURVE_TO] = {'C', 3},
                 [CAIRO_PATH_CLOSE_PATH] = {'Z', 0}};
    PathSegment segment = {.verb = verbs[data->header.type].verb};
    for (gsize i = 0; i < verbs[data->header.type].n_points; i++) {
        segment.points[2 * i] = data[i + 1].point.x / FINER;
        segment.points[2 * i + 1] = data[i + 1].point.y / FINER;
    }
    g_array_append_val(segments, segment);
}

/* The path of all letters, in px of the scene; of PathSegment. */
static GArray *text_path(cairo_t *cr, const MarkText *text, const char *family)
{
    GArray *segments = g_array_new(FALSE, TRUE, sizeof(PathSegment));
    cairo_save(cr);
    cairo_scale(cr, FINER, FINER);
    painter_add_text(cr, text, family);
    cairo_restore(cr); /* the points come as device units */
    cairo_path_t *path = cairo_copy_path(cr);
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        /* Cairo begins a figure again after each that it closed: one that stays empty is none */
        const int next = i + path->data[i].header.length;
        if (path->data[i].header.type == CAIRO_PATH_MOVE_TO &&
            (next >= path->num_data || path->data[next].header.type == CAIRO_PATH_MOVE_TO))
            continue;
        append_segment(segments, &path->data[i]);
    }
    cairo_path_destroy(path);
    return segments;
}

static char *text_words(const MarkText *text)
{
    GString *words = g_string_new(NULL);
    for (guint i = 0; i < text->n_runs; i++)
        g_string_append_printf(words, "%s%s", i > 0 ? " " : "", text->runs[i].text);
    return g_string_free(words, FALSE);
}

static void add_outline(Scene *scene, cairo_t *cr, const Mark *mark)
{
    const MarkText *text = &mark->as.text;
    g_autoptr(GArray) segments = text_path(cr, text, scene->font);
    if (segments->len == 0)
        return; /* blanks */
    const MarkPath path = {(const PathSegment *)(void *)segments->data, segments->len};
    if (text->halo && text->halo_color.alpha > 0)
        scene_add(scene, &(Mark){.kind = MARK_PATH,
                                 .stroke = text->halo_color,
                                 .stroke_width = style_halo_width(text),
                                 .as.path = path});
    g_autofree char *words = text_words(text);
    Mark outline = *mark;
    outline.kind = MARK_PATH;
    outline.title = mark->title ? mark->title : words;
    outline.as.path = path;
    scene_add(scene, &outline);
}

void outline_texts(Scene *scene)
{
    g_autoptr(GArray) marks = scene->marks;
    scene->marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    scene->n_open = 0;
    /* without bounds: Cairo leaves out letters that a surface cannot show */
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cr = cairo_create(surface);
    for (guint i = 0; i < marks->len; i++) {
        const Mark *mark = &g_array_index(marks, Mark, i);
        if (mark->kind == MARK_TEXT)
            add_outline(scene, cr, mark);
        else
            scene_add(scene, mark);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
}
