#include "render/stamp.h"

#include <math.h>
#include <string.h>

enum { PHASES = 8 };

/* px that two symbols of one shape may differ by: what adding and taking away a place leaves. */
static const double TOLERANCE = 1e-6;

typedef struct {
    cairo_surface_t *image;
    guint8 *pixels;
    int stride, left, top, right,
        bottom; /* pixels that may be painted; right and bottom excluded */
    gboolean has_alpha;
} Target;

typedef struct {
    const Mark *mark;
    double scale;
    int left, top, width, height; /* of a mask, pixels from the symbol's first point */
    guint32 color[4];             /* blue, green, red, alpha: 0 to 255, not multiplied */
    /* by the place within a pixel: how much of each pixel is covered; NULL: not painted yet */
    cairo_surface_t *masks[PHASES][PHASES];
} Stamp;

/* ---- runs of one symbol ---------------------------------------------------------------------- */

static gboolean is_plain(const Mark *mark)
{
    return mark->kind == MARK_PATH && mark->as.path.n_segments > 0 && mark->fill.alpha > 0 &&
           mark->pattern == PATTERN_SOLID && !(mark->stroke.alpha > 0 && mark->stroke_width > 0);
}

static gboolean same_shape(const MarkPath *a, const MarkPath *b)
{
    if (a->n_segments != b->n_segments)
        return FALSE;
    const double dx = b->segments[0].points[0] - a->segments[0].points[0];
    const double dy = b->segments[0].points[1] - a->segments[0].points[1];
    for (guint i = 0; i < a->n_segments; i++) {
        const PathSegment *s = &a->segments[i], *t = &b->segments[i];
        const guint n = s->verb == 'C' ? 6 : s->verb == 'Z' ? 0 : 2;
        if (s->verb != t->verb)
            return FALSE;
        for (guint k = 0; k < n; k++) {
            if (fabs(t->points[k] - s->points[k] - (k % 2 ? dy : dx)) > TOLERANCE)
                return FALSE;
        }
    }
    return TRUE;
}

static gboolean same_color(Color a, Color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue &&
           !(a.alpha < b.alpha || a.alpha > b.alpha);
}

guint stamp_count(const Mark *marks, guint n_marks)
{
    guint n = 0;
    while (n < n_marks && is_plain(&marks[n]) && same_color(marks[n].fill, marks[0].fill) &&
           same_shape(&marks[0].as.path, &marks[n].as.path))
        n++;
    return n;
}

/* ---- where to -------------------------------------------------------------------------------- */

static gboolean is_whole(double number)
{
    return fabs(number - round(number)) < TOLERANCE;
}

static gboolean clip_target(cairo_t *cr, Target *target)
{
    cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list(cr);
    gboolean simple = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;
    if (simple) {
        double left = list->rectangles[0].x, top = list->rectangles[0].y;
        double right = left + list->rectangles[0].width, bottom = top + list->rectangles[0].height;
        cairo_user_to_device(cr, &left, &top);
        cairo_user_to_device(cr, &right, &bottom);
        simple = is_whole(left) && is_whole(top) && is_whole(right) && is_whole(bottom);
        target->left = MAX(0, (int)round(left));
        target->top = MAX(0, (int)round(top));
        target->right = MIN(cairo_image_surface_get_width(target->image), (int)round(right));
        target->bottom = MIN(cairo_image_surface_get_height(target->image), (int)round(bottom));
    }
    cairo_rectangle_list_destroy(list);
    return simple;
}

static gboolean target_init(Target *target, cairo_t *cr)
{
    target->image = cairo_get_target(cr);
    if (cairo_surface_get_type(target->image) != CAIRO_SURFACE_TYPE_IMAGE)
        return FALSE;
    const cairo_format_t format = cairo_image_surface_get_format(target->image);
    target->has_alpha = format == CAIRO_FORMAT_ARGB32;
    if (!target->has_alpha && format != CAIRO_FORMAT_RGB24)
        return FALSE;
    cairo_surface_flush(target->image);
    target->pixels = cairo_image_surface_get_data(target->image);
    target->stride = cairo_image_surface_get_stride(target->image);
    return target->pixels && clip_target(cr, target);
}

/* ---- masks ----------------------------------------------------------------------------------- */

/* The box around the symbol's points, control points too, with a pixel to spare. */
static void measure(Stamp *stamp)
{
    const MarkPath *path = &stamp->mark->as.path;
    const double *first = path->segments[0].points;
    double box[4] = {0, 0, 0, 0};
    for (guint i = 0; i < path->n_segments; i++) {
        const PathSegment *segment = &path->segments[i];
        const guint n = segment->verb == 'C' ? 6 : segment->verb == 'Z' ? 0 : 2;
        for (guint k = 0; k < n; k++) {
            const double at = (segment->points[k] - first[k % 2]) * stamp->scale;
            box[k % 2] = fmin(box[k % 2], at);
            box[2 + k % 2] = fmax(box[2 + k % 2], at);
        }
    }
    stamp->left = (int)floor(box[0]) - 1;
    stamp->top = (int)floor(box[1]) - 1;
    stamp->width = (int)ceil(box[2]) + 2 - stamp->left;
    stamp->height = (int)ceil(box[3]) + 2 - stamp->top;
}

static void add_path(cairo_t *cr, const MarkPath *path)
{
    const double *o = path->segments[0].points;
    for (guint i = 0; i < path->n_segments; i++) {
        const double *p = path->segments[i].points;
        switch (path->segments[i].verb) {
        case 'M': cairo_move_to(cr, p[0] - o[0], p[1] - o[1]); break;
        case 'L': cairo_line_to(cr, p[0] - o[0], p[1] - o[1]); break;
        case 'C':
            cairo_curve_to(cr, p[0] - o[0], p[1] - o[1], p[2] - o[0], p[3] - o[1], p[4] - o[0],
                           p[5] - o[1]);
            break;
        default: cairo_close_path(cr); break;
        }
    }
}

static cairo_surface_t *paint_mask(const Stamp *stamp, guint right, guint down)
{
    cairo_surface_t *mask =
        cairo_image_surface_create(CAIRO_FORMAT_A8, stamp->width, stamp->height);
    cairo_t *cr = cairo_create(mask);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_GOOD);
    cairo_translate(cr, (double)right / PHASES - stamp->left, (double)down / PHASES - stamp->top);
    cairo_scale(cr, stamp->scale, stamp->scale);
    add_path(cr, &stamp->mark->as.path);
    cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_flush(mask);
    return mask;
}

static cairo_surface_t *find_mask(Stamp *stamp, guint right, guint down)
{
    if (!stamp->masks[right][down])
        stamp->masks[right][down] = paint_mask(stamp, right, down);
    return stamp->masks[right][down];
}

/* ---- painting -------------------------------------------------------------------------------- */

/* x / 255, rounded, of x up to 255 * 255. */
static guint32 divide(guint32 x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

/* Source over destination, both multiplied by alpha as Cairo's pixels are. */
static guint32 blend(const Stamp *stamp, guint32 pixel, guint32 cover, gboolean has_alpha)
{
    const guint32 alpha = divide(cover * stamp->color[3]);
    guint32 out = 0;
    for (int i = 0; i < 3; i++) {
        const guint32 below = (pixel >> (8 * i)) & 0xFF;
        out |= divide(stamp->color[i] * alpha + below * (255 - alpha)) << (8 * i);
    }
    if (has_alpha)
        out |= (alpha + divide((pixel >> 24) * (255 - alpha))) << 24;
    return out;
}

static void press(const Stamp *stamp, cairo_surface_t *mask, const Target *target, int x, int y)
{
    const guint8 *from = cairo_image_surface_get_data(mask);
    const int stride = cairo_image_surface_get_stride(mask);
    const int left = MAX(target->left - x, 0), right = MIN(target->right - x, stamp->width);
    const int top = MAX(target->top - y, 0), bottom = MIN(target->bottom - y, stamp->height);
    for (int row = top; row < bottom; row++) {
        guint32 *to = (guint32 *)(void *)(target->pixels + (gssize)(y + row) * target->stride) + x;
        for (int column = left; column < right; column++) {
            const guint32 cover = from[row * stride + column];
            if (cover > 0)
                to[column] = blend(stamp, to[column], cover, target->has_alpha);
        }
    }
}

static void paint_at(Stamp *stamp, const Target *target, double x, double y)
{
    const double right = floor(x * PHASES + 0.5), down = floor(y * PHASES + 0.5);
    const double column = floor(right / PHASES), row = floor(down / PHASES);
    if (!(fabs(column) < G_MAXINT16 * 2.0 && fabs(row) < G_MAXINT16 * 2.0))
        return; /* far outside of any picture */
    cairo_surface_t *mask =
        find_mask(stamp, (guint)(right - column * PHASES), (guint)(down - row * PHASES));
    press(stamp, mask, target, (int)column + stamp->left, (int)row + stamp->top);
}

gboolean stamp_paint(cairo_t *cr, const Mark *marks, guint n_marks)
{
    enum { LARGEST = 200 }; /* pixels: what is larger takes its time in painting, not in Cairo */
    Target target;
    cairo_matrix_t matrix;
    cairo_get_matrix(cr, &matrix);
    Stamp stamp = {.mark = marks, .scale = matrix.xx};
    const Color fill = marks->fill;
    const guint32 color[] = {fill.blue, fill.green, fill.red, (guint32)lround(fill.alpha * 255)};
    memcpy(stamp.color, color, sizeof color);
    measure(&stamp);
    if (stamp.width > LARGEST || stamp.height > LARGEST || !target_init(&target, cr))
        return FALSE;
    for (guint i = 0; i < n_marks; i++) {
        double x = marks[i].as.path.segments[0].points[0];
        double y = marks[i].as.path.segments[0].points[1];
        cairo_user_to_device(cr, &x, &y);
        paint_at(&stamp, &target, x, y);
    }
    for (guint i = 0; i < PHASES * PHASES; i++)
        cairo_surface_destroy(stamp.masks[i / PHASES][i % PHASES]); /* takes NULL */
    cairo_surface_mark_dirty(target.image);
    return TRUE;
}
