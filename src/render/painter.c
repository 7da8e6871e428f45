#include "render/painter.h"

#include "render/stamp.h"
#include "render/style.h"
#include "scene/symbol_set.h"

#include <math.h>

void painter_set_color(cairo_t *cr, Color color)
{
    cairo_set_source_rgba(cr, color.red / 255.0, color.green / 255.0, color.blue / 255.0,
                          color.alpha);
}

/* ---- shapes ---------------------------------------------------------------------------------- */

static void add_rounded_rect(cairo_t *cr, const MarkRect *rect)
{
    const double radius = MIN(rect->radius, MIN(rect->width, rect->height) / 2);
    const double right = rect->x + rect->width, bottom = rect->y + rect->height;
    cairo_new_sub_path(cr);
    cairo_arc(cr, right - radius, rect->y + radius, radius, -G_PI_2, 0);
    cairo_arc(cr, right - radius, bottom - radius, radius, 0, G_PI_2);
    cairo_arc(cr, rect->x + radius, bottom - radius, radius, G_PI_2, G_PI);
    cairo_arc(cr, rect->x + radius, rect->y + radius, radius, G_PI, 3 * G_PI_2);
    cairo_close_path(cr);
}

void painter_add_path(cairo_t *cr, const MarkPath *path)
{
    for (guint i = 0; i < path->n_segments; i++) {
        const double *p = path->segments[i].points;
        switch (path->segments[i].verb) {
        case 'M': cairo_move_to(cr, p[0], p[1]); break;
        case 'L': cairo_line_to(cr, p[0], p[1]); break;
        case 'C': cairo_curve_to(cr, p[0], p[1], p[2], p[3], p[4], p[5]); break;
        default: cairo_close_path(cr); break;
        }
    }
}

static void add_shape(cairo_t *cr, const Mark *mark)
{
    cairo_new_path(cr);
    if (mark->kind == MARK_PATH)
        painter_add_path(cr, &mark->as.path);
    else if (mark->as.rect.radius > 0)
        add_rounded_rect(cr, &mark->as.rect);
    else
        cairo_rectangle(cr, mark->as.rect.x, mark->as.rect.y, mark->as.rect.width,
                        mark->as.rect.height);
}

/* The pattern's lines in all tiles that touch the box. */
static void add_pattern(cairo_t *cr, const PatternTile *tile, double period, const double box[4])
{
    cairo_new_path(cr);
    for (double row = floor(box[1] / period); row * period < box[3]; row++) {
        for (double column = floor(box[0] / period); column * period < box[2]; column++) {
            for (guint i = 0; i < tile->n_lines; i++) {
                const PatternLine *line = &tile->lines[i];
                cairo_move_to(cr, (column + line->x1) * period, (row + line->y1) * period);
                cairo_line_to(cr, (column + line->x2) * period, (row + line->y2) * period);
            }
        }
    }
}

/* Fills the current path by a pattern of the mark's colour; keeps the path. */
static void fill_pattern(cairo_t *cr, const Mark *mark, const Hatching *hatching)
{
    const PatternTile *tile = pattern_tile(mark->pattern);
    cairo_path_t *path = cairo_copy_path(cr);
    cairo_save(cr);
    cairo_clip(cr);
    double box[4];
    cairo_clip_extents(cr, &box[0], &box[1], &box[2], &box[3]);
    cairo_push_group(cr);
    Color color = mark->fill;
    color.alpha = hatching->tint;
    painter_set_color(cr, color);
    cairo_paint(cr);
    color.alpha = 1;
    painter_set_color(cr, color);
    cairo_set_line_width(cr, hatching->width * tile->weight);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    add_pattern(cr, tile, hatching->period, box);
    cairo_stroke(cr);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, mark->fill.alpha);
    cairo_restore(cr);
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
}

/* Sets what the current path is painted with; FALSE: it has no area, so there is no place for a
 * gradient. */
static gboolean set_paint(cairo_t *cr, Color color, const Gradient *gradient)
{
    double box[4], factor[2], term[2];
    if (!gradient) {
        painter_set_color(cr, color);
        return TRUE;
    }
    cairo_path_extents(cr, &box[0], &box[1], &box[2], &box[3]);
    if (!gradient_fit(gradient, box, factor, term))
        return FALSE;
    const double *from = gradient->from, *to = gradient->to, *radius = gradient->radius;
    cairo_pattern_t *pattern =
        gradient->radial
            ? cairo_pattern_create_radial(from[0], from[1], radius[0], to[0], to[1], radius[1])
            : cairo_pattern_create_linear(from[0], from[1], to[0], to[1]);
    for (guint i = 0; i < gradient->n_stops; i++) {
        const Color stop = gradient->stops[i].color;
        cairo_pattern_add_color_stop_rgba(pattern, gradient->stops[i].offset, stop.red / 255.0,
                                          stop.green / 255.0, stop.blue / 255.0,
                                          stop.alpha * color.alpha);
    }
    cairo_pattern_set_matrix(pattern,
                             &(cairo_matrix_t){factor[0], 0, 0, factor[1], term[0], term[1]});
    cairo_set_source(cr, pattern);
    cairo_pattern_destroy(pattern);
    return TRUE;
}

static void paint_shape(cairo_t *cr, const Mark *mark, const Hatching *hatching)
{
    add_shape(cr, mark);
    if (mark->fill.alpha > 0 && mark->pattern != PATTERN_SOLID) {
        fill_pattern(cr, mark, hatching);
    } else if (mark->fill.alpha > 0 && set_paint(cr, mark->fill, mark->fill_gradient)) {
        cairo_fill_preserve(cr);
    }
    if (mark->stroke.alpha > 0 && mark->stroke_width > 0 &&
        set_paint(cr, mark->stroke, mark->stroke_gradient)) {
        cairo_set_line_width(cr, mark->stroke_width);
        cairo_set_dash(cr, mark->dash, (int)mark->n_dash, 0);
        cairo_stroke(cr);
        cairo_set_dash(cr, NULL, 0, 0);
    }
}

/* ---- symbols --------------------------------------------------------------------------------- */

/* Those that come very often are stamped, where there are pixels. */
static void paint_symbols(cairo_t *cr, const MarkSymbols *symbols, const Hatching *hatching)
{
    if (stamp_paint(cr, symbols, 0))
        return;
    PathSegment segments[SYMBOL_MOST_SEGMENTS];
    for (guint i = 0; i < symbol_set_count(symbols->set); i++) {
        const Mark mark = symbol_mark(symbols, i, segments);
        paint_shape(cr, &mark, hatching);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void paint_mark(cairo_t *cr, const Mark *mark, const Scene *scene)
{
    switch (mark->kind) {
    case MARK_GROUP: {
        const MarkGroup *group = &mark->as.group;
        cairo_save(cr);
        if (group->clipped) {
            if (group->outline.n_segments > 0)
                painter_add_path(cr, &group->outline);
            else
                cairo_rectangle(cr, group->x, group->y, group->width, group->height);
            cairo_clip(cr);
        }
        break;
    }
    case MARK_GROUP_END: cairo_restore(cr); break;
    case MARK_RECT:
    case MARK_PATH: paint_shape(cr, mark, &scene->hatching); break;
    case MARK_TEXT: painter_paint_text(cr, mark, scene); break;
    case MARK_SYMBOLS: paint_symbols(cr, &mark->as.symbols, &scene->hatching); break;
    }
}

void painter_paint(cairo_t *cr, const Scene *scene)
{
    cairo_save(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_GOOD);
    cairo_set_miter_limit(cr, STYLE_MITER_LIMIT);
    if (scene->background.alpha > 0) {
        painter_set_color(cr, scene->background);
        cairo_paint(cr);
    }
    for (guint i = 0; i < scene->marks->len; i++)
        paint_mark(cr, &g_array_index(scene->marks, Mark, i), scene);
    for (guint i = 0; i < scene->n_open; i++)
        cairo_restore(cr);
    cairo_restore(cr);
}
