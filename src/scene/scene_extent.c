/* How far a scene reaches: what a layout that fits its page to its content asks. */
#include "scene/symbol_set.h"

#include <math.h>

static const double EM_RISE = 0.8; /* share of an em above the baseline */

static void extend(double box[4], double x, double y, double by)
{
    box[0] = fmin(box[0], x - by);
    box[1] = fmin(box[1], y - by);
    box[2] = fmax(box[2], x + by);
    box[3] = fmax(box[3], y + by);
}

static double text_size(const MarkText *text)
{
    return text->n_runs > 0 ? text->runs[0].size : 0;
}

/* The em boxes of the text's lines, turned; rise: how much of the first one is above its
 * baseline. */
static void extend_by_text(double box[4], const MarkText *text, double rise)
{
    const double start = text->anchor == ANCHOR_START    ? 0
                         : text->anchor == ANCHOR_MIDDLE ? -text->width / 2
                                                         : -text->width;
    const double turn = text->angle * G_PI / 180;
    const double drop = text->n_runs > 0 ? fmax(0, -text->runs[text->n_runs - 1].rise) : 0;
    const double xs[] = {start, start + text->width}, ys[] = {-rise, text_size(text) - rise + drop};
    for (int i = 0; i < 4; i++) {
        const double x = xs[i & 1], y = ys[i >> 1];
        extend(box, text->x + x * cos(turn) - y * sin(turn),
               text->y + x * sin(turn) + y * cos(turn), 0);
    }
}

static void extend_by_path(double box[4], const MarkPath *path, double by)
{
    for (guint i = 0; i < path->n_segments; i++) {
        const PathSegment *segment = &path->segments[i];
        const guint n = segment->verb == 'Z' ? 0 : segment->verb == 'C' ? 6 : 2;
        for (guint p = 0; p < n; p += 2)
            extend(box, segment->points[p], segment->points[p + 1], by);
    }
}

static void extend_by_mark(double box[4], const Mark *mark)
{
    const double by = mark->stroke.alpha > 0 ? mark->stroke_width / 2 : 0;
    if (mark->kind == MARK_RECT) {
        const MarkRect *rect = &mark->as.rect;
        extend(box, rect->x, rect->y, by);
        extend(box, rect->x + rect->width, rect->y + rect->height, by);
    } else if (mark->kind == MARK_PATH) {
        extend_by_path(box, &mark->as.path, by);
    } else if (mark->kind == MARK_TEXT) {
        extend_by_text(box, &mark->as.text, EM_RISE * text_size(&mark->as.text));
    } else if (mark->kind == MARK_SYMBOLS) {
        double all[4];
        if (symbols_extent(&mark->as.symbols, mark_extent, all)) {
            extend(box, all[0], all[1], 0);
            extend(box, all[2], all[3], 0);
        }
    }
}

static void begin_box(double box[4])
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
}

gboolean mark_extent(const Mark *mark, double box[4])
{
    begin_box(box);
    extend_by_mark(box, mark);
    return box[0] <= box[2];
}

/* As Vega reckons it, the corners of a path may stick out by two strokes, and texts rise by whole
 * px. */
static gboolean mark_room(const Mark *mark, double box[4])
{
    if (mark->kind == MARK_SYMBOLS)
        return symbols_extent(&mark->as.symbols, mark_room, box);
    if (mark->kind == MARK_TEXT) {
        begin_box(box);
        extend_by_text(box, &mark->as.text, floor(EM_RISE * text_size(&mark->as.text) + 0.5));
        return TRUE;
    }
    if (!mark_extent(mark, box))
        return FALSE;
    const gboolean corners = mark->kind == MARK_PATH && mark->as.path.n_segments > 2;
    const double by = corners && mark->stroke.alpha > 0 ? 1.5 * mark->stroke_width : 0;
    for (int e = 0; e < 4; e++)
        box[e] += e < 2 ? -by : by;
    return TRUE;
}

gboolean scene_extent(const Scene *scene, double box[4])
{
    begin_box(box);
    guint clipped = 0, open = 0; /* within a clip nothing reaches further than it */
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP) {
            open++;
            if (mark->as.group.clipped && !clipped) {
                clipped = open;
                extend(box, mark->as.group.x, mark->as.group.y, 0);
                extend(box, mark->as.group.x + mark->as.group.width,
                       mark->as.group.y + mark->as.group.height, 0);
            }
        } else if (mark->kind == MARK_GROUP_END) {
            clipped = clipped == open ? 0 : clipped;
            open--;
        }
        double own[4];
        if (!clipped && mark->kind > MARK_GROUP_END && mark_room(mark, own)) {
            extend(box, own[0], own[1], 0);
            extend(box, own[2], own[3], 0);
        }
    }
    return box[0] <= box[2];
}
