#include "render/painter.h"

#include "render/style.h"
#include "scene/font.h"

#include <math.h>

static void set_color(cairo_t *cr, Color color)
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

static void add_path(cairo_t *cr, const MarkPath *path)
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
        add_path(cr, &mark->as.path);
    else if (mark->as.rect.radius > 0)
        add_rounded_rect(cr, &mark->as.rect);
    else
        cairo_rectangle(cr, mark->as.rect.x, mark->as.rect.y, mark->as.rect.width,
                        mark->as.rect.height);
}

/* The lines x + y = n * HATCH_PERIOD that cross the box. */
static void add_hatch_lines(cairo_t *cr, double left, double top, double right, double bottom)
{
    const double first = floor((left + top) / HATCH_PERIOD) - 1;
    const double last = ceil((right + bottom) / HATCH_PERIOD) + 1;
    cairo_new_path(cr);
    for (double n = first; n <= last; n++) {
        const double sum = n * HATCH_PERIOD;
        cairo_move_to(cr, sum - top + HATCH_PERIOD, top - HATCH_PERIOD);
        cairo_line_to(cr, sum - bottom - HATCH_PERIOD, bottom + HATCH_PERIOD);
    }
}

/* Fills the current path by hatching; keeps it. */
static void fill_hatched(cairo_t *cr, Color color)
{
    cairo_path_t *path = cairo_copy_path(cr);
    cairo_save(cr);
    cairo_clip(cr);
    double left, top, right, bottom;
    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    cairo_push_group(cr);
    Color tint = color;
    tint.alpha = HATCH_TINT;
    set_color(cr, tint);
    cairo_paint(cr);
    tint.alpha = 1;
    set_color(cr, tint);
    cairo_set_line_width(cr, HATCH_WIDTH);
    add_hatch_lines(cr, left, top, right, bottom);
    cairo_stroke(cr);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, color.alpha);
    cairo_restore(cr);
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
}

static void paint_shape(cairo_t *cr, const Mark *mark)
{
    add_shape(cr, mark);
    if (mark->fill.alpha > 0 && mark->hatched) {
        fill_hatched(cr, mark->fill);
    } else if (mark->fill.alpha > 0) {
        set_color(cr, mark->fill);
        cairo_fill_preserve(cr);
    }
    if (mark->stroke.alpha > 0 && mark->stroke_width > 0) {
        set_color(cr, mark->stroke);
        cairo_set_line_width(cr, mark->stroke_width);
        cairo_set_dash(cr, mark->dash, (int)mark->n_dash, 0);
        cairo_stroke(cr);
        cairo_set_dash(cr, NULL, 0, 0);
    }
}

/* ---- text ------------------------------------------------------------------------------------ */

/* The outlines of all runs.  Outlines and not glyph images: Cairo 1.16 rounds
 * glyph images to whole pixels, which spoils the spacing of small type. */
static void add_text(cairo_t *cr, const MarkText *text, const char *family)
{
    for (guint i = 0; i < text->n_runs; i++) {
        const TextRun *run = &text->runs[i];
        const Font font = {family, run->size, run->weight, run->italic};
        PangoLayout *layout = font_layout(&font, run->text);
        cairo_save(cr); /* the path stays when the matrix goes */
        cairo_translate(cr, run->x, -run->rise);
        cairo_scale(cr, run->size / FONT_LAYOUT_SIZE, run->size / FONT_LAYOUT_SIZE);
        cairo_move_to(cr, 0, 0);
        pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
        cairo_restore(cr);
    }
}

static void paint_text(cairo_t *cr, const Mark *mark, const char *family)
{
    static const double shares[] = {[ANCHOR_START] = 0, [ANCHOR_MIDDLE] = 0.5, [ANCHOR_END] = 1};
    const MarkText *text = &mark->as.text;
    cairo_save(cr);
    cairo_translate(cr, text->x, text->y);
    cairo_rotate(cr, text->angle * G_PI / 180);
    cairo_translate(cr, -text->width * shares[text->anchor], 0);
    cairo_new_path(cr);
    add_text(cr, text, family);
    if (text->halo && text->halo_color.alpha > 0) {
        set_color(cr, text->halo_color);
        cairo_set_line_width(cr, style_halo_width(text));
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke_preserve(cr);
    }
    if (mark->fill.alpha > 0) {
        set_color(cr, mark->fill);
        cairo_fill(cr);
    }
    cairo_new_path(cr);
    cairo_restore(cr);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void paint_mark(cairo_t *cr, const Mark *mark, const char *family)
{
    switch (mark->kind) {
    case MARK_GROUP: {
        const MarkGroup *group = &mark->as.group;
        cairo_save(cr);
        if (group->clipped) {
            cairo_rectangle(cr, group->x, group->y, group->width, group->height);
            cairo_clip(cr);
        }
        break;
    }
    case MARK_GROUP_END: cairo_restore(cr); break;
    case MARK_RECT:
    case MARK_PATH: paint_shape(cr, mark); break;
    case MARK_TEXT: paint_text(cr, mark, family); break;
    }
}

void painter_paint(cairo_t *cr, const Scene *scene)
{
    cairo_save(cr);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_GOOD);
    cairo_set_miter_limit(cr, STYLE_MITER_LIMIT);
    if (scene->background.alpha > 0) {
        set_color(cr, scene->background);
        cairo_paint(cr);
    }
    for (guint i = 0; i < scene->marks->len; i++)
        paint_mark(cr, &g_array_index(scene->marks, Mark, i), scene->font);
    for (guint i = 0; i < scene->n_open; i++)
        cairo_restore(cr);
    cairo_restore(cr);
}
