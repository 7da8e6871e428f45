#include "render/stamp.h"

#include "render/painter.h"
#include "render/style.h"
#include "scene/symbol_set.h"

#include <math.h>
#include <string.h>

enum {
    PHASES = 8,
    LARGEST = 200,        /* pixels: what is larger takes its time in painting, not in Cairo */
    PLACES_PER_LOOK = 64, /* else making masks takes longer than painting */
    PLACES_PER_BAND = 20000,
    FARTHEST = 1 << 16 /* pixels: far outside of any picture */
};

/* px: how near to a whole pixel a clip's edge must be. */
static const double TOLERANCE = 1e-6;

/* ---- where to -------------------------------------------------------------------------------- */

typedef struct {
    cairo_surface_t *image;
    guint8 *pixels;
    int stride, left, top, right, bottom; /* pixels that may be painted; right, bottom excluded */
    double scale, x, y;                   /* from px of the scene to pixels: x * scale + target.x */
} Target;

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
    cairo_matrix_t matrix;
    cairo_get_matrix(cr, &matrix);
    target->scale = matrix.xx;
    target->x = matrix.x0;
    target->y = matrix.y0;
    target->image = cairo_get_target(cr);
    const gboolean upright = !(matrix.xy < 0 || matrix.xy > 0 || matrix.yx < 0 || matrix.yx > 0) &&
                             fabs(matrix.xx - matrix.yy) < TOLERANCE;
    if (!upright || cairo_surface_get_type(target->image) != CAIRO_SURFACE_TYPE_IMAGE)
        return FALSE;
    const cairo_format_t format = cairo_image_surface_get_format(target->image);
    if (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)
        return FALSE;
    cairo_surface_flush(target->image);
    target->pixels = cairo_image_surface_get_data(target->image);
    target->stride = cairo_image_surface_get_stride(target->image);
    return target->pixels && clip_target(cr, target);
}

/* ---- masks ----------------------------------------------------------------------------------- */

/* A rectangle of pixels in the colour of what is painted, as Cairo has them: 0xaarrggbb, each
 * channel multiplied by alpha. */
typedef struct {
    int left, top, width, height; /* from the pixel that the symbol's place is in */
    guint32 *ink;                 /* NULL: nothing is painted */
    gboolean known;
} Mask;

/* A fill or a stroke of a look, ready for every place within a pixel. */
typedef struct {
    gboolean stroke;
    guint32 color, half; /* half: see multiply */
    Mask masks[PHASES][PHASES];
} Coat;

typedef struct {
    const Mark *look; /* NULL: not used so far */
    int box[4];       /* around all that it paints, pixels from its place */
    Coat coats[2];    /* the fill, then the stroke */
    guint n_coats;
} Stamp;

/* 0xaarrggbb as Cairo makes it of a colour. */
static guint32 premultiply(Color color)
{
    const guint8 channels[] = {color.red, color.green, color.blue};
    guint32 pixel = (guint32)MIN(255, floor(color.alpha * 256)) << 24;
    for (int i = 0; i < 3; i++)
        pixel |= (guint32)MIN(255, floor(channels[i] / 255.0 * color.alpha * 256)) << (16 - 8 * i);
    return pixel;
}

/* The four channels times a / 255, rounded as Cairo does: 0x7F to the nearest for opaque colours
 * (its own loops), 0x80 for others (pixman's). */
static inline guint32 multiply(guint32 pixel, guint32 a, guint32 half)
{
    guint32 even = (pixel & 0xFF00FF) * a + half * 0x10001;
    guint32 odd = ((pixel >> 8) & 0xFF00FF) * a + half * 0x10001;
    even = ((even + ((even >> 8) & 0xFF00FF)) >> 8) & 0xFF00FF;
    odd = (odd + ((odd >> 8) & 0xFF00FF)) & 0xFF00FF00;
    return even | odd;
}

static gboolean has_stroke(const Mark *look)
{
    return look->stroke.alpha > 0 && look->stroke_width > 0;
}

/* Pixels around the place of a look, to all sides of which something may be painted. */
static void measure(const Mark *look, double scale, int box[4])
{
    double extent[4] = {0};
    mark_extent(look, extent);
    const double miter = has_stroke(look) ? look->stroke_width * STYLE_MITER_LIMIT / 2 : 0;
    for (int e = 0; e < 2; e++) {
        box[e] = (int)floor((extent[e] - miter) * scale) - 1;
        box[e + 2] =
            (int)ceil((extent[e + 2] + miter) * scale) + 2; /* and up to one for the phase */
    }
}

static void coat_init(Coat *coat, Color color, gboolean stroke)
{
    coat->stroke = stroke;
    coat->color = premultiply(color);
    coat->half = coat->color >> 24 == 255 ? 0x7F : 0x80;
}

static void stamp_init(Stamp *stamp, const Mark *look, double scale)
{
    stamp->look = look;
    measure(look, scale, stamp->box);
    if (look->fill.alpha > 0)
        coat_init(&stamp->coats[stamp->n_coats++], look->fill, FALSE);
    if (has_stroke(look))
        coat_init(&stamp->coats[stamp->n_coats++], look->stroke, TRUE);
}

static void stamp_clear(Stamp *stamp)
{
    for (guint c = 0; c < stamp->n_coats; c++) {
        for (guint i = 0; i < PHASES * PHASES; i++)
            g_free(stamp->coats[c].masks[i / PHASES][i % PHASES].ink);
    }
}

/* How much of each pixel in the stamp's box a coat covers. */
static cairo_surface_t *paint_cover(const Stamp *stamp, const Coat *coat, double scale, guint right,
                                    guint down)
{
    const int *box = stamp->box;
    cairo_surface_t *cover =
        cairo_image_surface_create(CAIRO_FORMAT_A8, box[2] - box[0], box[3] - box[1]);
    cairo_t *cr = cairo_create(cover);
    cairo_set_antialias(cr, CAIRO_ANTIALIAS_GOOD);
    cairo_set_miter_limit(cr, STYLE_MITER_LIMIT);
    cairo_translate(cr, (double)right / PHASES - box[0], (double)down / PHASES - box[1]);
    cairo_scale(cr, scale, scale);
    painter_add_path(cr, &stamp->look->as.path);
    cairo_set_line_width(cr, stamp->look->stroke_width);
    cairo_set_dash(cr, stamp->look->dash, (int)stamp->look->n_dash, 0);
    if (coat->stroke)
        cairo_stroke(cr);
    else
        cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_flush(cover);
    return cover;
}

/* The rectangle of what is covered at all, from the cover's corner: left, top, right, bottom. */
static void trim(const guint8 *cover, int stride, int width, int height, int edges[4])
{
    edges[0] = width;
    edges[1] = height;
    edges[2] = edges[3] = 0;
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            if (cover[y * stride + x] == 0)
                continue;
            edges[0] = MIN(edges[0], x);
            edges[1] = MIN(edges[1], y);
            edges[2] = MAX(edges[2], x + 1);
            edges[3] = MAX(edges[3], y + 1);
        }
    }
}

static void make_mask(Mask *mask, const Stamp *stamp, const Coat *coat, double scale, guint right,
                      guint down)
{
    cairo_surface_t *surface = paint_cover(stamp, coat, scale, right, down);
    const guint8 *cover = cairo_image_surface_get_data(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    int edges[4];
    trim(cover, stride, stamp->box[2] - stamp->box[0], stamp->box[3] - stamp->box[1], edges);
    *mask = (Mask){.left = stamp->box[0] + edges[0],
                   .top = stamp->box[1] + edges[1],
                   .width = MAX(0, edges[2] - edges[0]),
                   .height = MAX(0, edges[3] - edges[1]),
                   .known = TRUE};
    mask->ink = g_new(guint32, (gsize)mask->width * (gsize)mask->height + 1);
    for (int y = 0; y < mask->height; y++) {
        for (int x = 0; x < mask->width; x++)
            mask->ink[y * mask->width + x] =
                multiply(coat->color, cover[(edges[1] + y) * stride + edges[0] + x], coat->half);
    }
    cairo_surface_destroy(surface);
}

/* ---- painting -------------------------------------------------------------------------------- */

/* Rows of the picture that one thread paints. */
typedef struct {
    const MarkSymbols *symbols;
    const Target *target;
    const guint *stamps; /* by look: which stamp */
    guint n_stamps;
    int top, bottom;
} Band;

static void press(const Mask *mask, guint32 half, const Band *band, int column, int row)
{
    const Target *target = band->target;
    const int x = column + mask->left, y = row + mask->top;
    const int left = MAX(target->left - x, 0), right = MIN(target->right - x, mask->width);
    const int top = MAX(band->top - y, 0), bottom = MIN(band->bottom - y, mask->height);
    for (int j = top; j < bottom; j++) {
        guint32 *to = (guint32 *)(void *)(target->pixels + (gssize)(y + j) * target->stride) + x;
        const guint32 *ink = mask->ink + (gssize)j * mask->width;
        for (int i = left; i < right; i++)
            to[i] = ink[i] + multiply(to[i], 255 - (ink[i] >> 24), half);
    }
}

static void paint_place(const Band *band, Stamp *stamp, double x, double y)
{
    const Target *target = band->target;
    const double right = (x * target->scale + target->x) * PHASES;
    const double down = (y * target->scale + target->y) * PHASES;
    if (!(fabs(right) < FARTHEST * PHASES && fabs(down) < FARTHEST * PHASES))
        return;
    /* floor(right + 0.5), by way of a positive number */
    const int across = (int)(right + FARTHEST * PHASES + 0.5) - FARTHEST * PHASES;
    const int along = (int)(down + FARTHEST * PHASES + 0.5) - FARTHEST * PHASES;
    const int column = across >> 3, row = along >> 3;
    if (row + stamp->box[3] <= band->top || row + stamp->box[1] >= band->bottom)
        return;
    for (guint c = 0; c < stamp->n_coats; c++) {
        Coat *coat = &stamp->coats[c];
        Mask *mask = &coat->masks[across & 7][along & 7];
        if (!mask->known)
            make_mask(mask, stamp, coat, target->scale, across & 7, along & 7);
        press(mask, coat->half, band, column, row);
    }
}

static gpointer paint_band(gpointer data)
{
    const Band *band = data;
    const SymbolSet *set = band->symbols->set;
    const SymbolPlace *places = (const SymbolPlace *)(void *)set->places->data;
    const Mark *looks = (const Mark *)(void *)set->looks->data;
    g_autofree Stamp *stamps = g_new0(Stamp, band->n_stamps);
    for (guint i = 0; i < set->places->len; i++) {
        const SymbolPlace *place = &places[i];
        Stamp *stamp = &stamps[band->stamps[place->look]];
        if (!stamp->look)
            stamp_init(stamp, &looks[place->look], band->target->scale);
        paint_place(band, stamp, band->symbols->x + place->x, band->symbols->y + place->y);
    }
    for (guint i = 0; i < band->n_stamps; i++)
        stamp_clear(&stamps[i]);
    return NULL;
}

static void paint_bands(const Band *all, guint n)
{
    g_autofree Band *bands = g_new(Band, n);
    g_autofree GThread **threads = g_new0(GThread *, n);
    const int height = all->bottom - all->top;
    for (guint i = 0; i < n; i++) {
        bands[i] = *all;
        bands[i].top = all->top + (int)((gint64)height * i / n);
        bands[i].bottom = all->top + (int)((gint64)height * (i + 1) / n);
        if (i + 1 < n)
            threads[i] = g_thread_new("stamp", paint_band, &bands[i]);
    }
    paint_band(&bands[n - 1]);
    for (guint i = 0; i + 1 < n; i++)
        g_thread_join(threads[i]);
}

/* ---- looks ----------------------------------------------------------------------------------- */

static guint look_hash(gconstpointer key)
{
    const Mark *look = key;
    const Color fill = look->fill, stroke = look->stroke;
    return g_direct_hash(look->as.path.segments) ^ ((guint)fill.red << 16) ^
           ((guint)fill.green << 8) ^ fill.blue ^ ((guint)stroke.red << 24) ^
           ((guint)stroke.green << 20) ^ ((guint)stroke.blue << 12) ^ g_double_hash(&fill.alpha) ^
           g_double_hash(&stroke.alpha);
}

static gboolean same_color(Color a, Color b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue &&
           !(a.alpha < b.alpha || a.alpha > b.alpha);
}

/* Whether they are painted alike, whatever they tell or link to. */
static gboolean look_equal(gconstpointer a, gconstpointer b)
{
    const Mark *one = a, *other = b;
    return one->as.path.segments == other->as.path.segments && same_color(one->fill, other->fill) &&
           same_color(one->stroke, other->stroke) &&
           !(one->stroke_width < other->stroke_width || one->stroke_width > other->stroke_width) &&
           one->n_dash == other->n_dash &&
           memcmp(one->dash, other->dash, one->n_dash * sizeof one->dash[0]) == 0;
}

/* By look the number of its stamp. */
static guint *number_stamps(const GArray *looks, guint *n_stamps)
{
    g_autoptr(GHashTable) known = g_hash_table_new(look_hash, look_equal);
    guint *stamps = g_new(guint, looks->len);
    for (guint i = 0; i < looks->len; i++) {
        const Mark *look = &g_array_index(looks, Mark, i);
        gpointer number;
        if (!g_hash_table_lookup_extended(known, look, NULL, &number)) {
            number = GUINT_TO_POINTER(g_hash_table_size(known));
            g_hash_table_insert(known, (gpointer)look, number);
        }
        stamps[i] = GPOINTER_TO_UINT(number);
    }
    *n_stamps = g_hash_table_size(known);
    return stamps;
}

/* They are small, and each of their pixels has one colour. */
static gboolean fit_stamps(const GArray *looks, double scale)
{
    for (guint i = 0; i < looks->len; i++) {
        const Mark *look = &g_array_index(looks, Mark, i);
        int box[4];
        measure(look, scale, box);
        if (look->fill_gradient || look->stroke_gradient || box[2] - box[0] > LARGEST ||
            box[3] - box[1] > LARGEST)
            return FALSE;
    }
    return TRUE;
}

gboolean stamp_paint(cairo_t *cr, const MarkSymbols *symbols, guint n_bands)
{
    const guint n_places = symbol_set_count(symbols->set);
    Target target;
    if (n_places < STAMP_LEAST || !target_init(&target, cr) ||
        !fit_stamps(symbols->set->looks, target.scale))
        return FALSE;
    Band all = {.symbols = symbols, .target = &target, .top = target.top, .bottom = target.bottom};
    g_autofree guint *stamps = number_stamps(symbols->set->looks, &all.n_stamps);
    all.stamps = stamps;
    if (all.n_stamps > n_places / PLACES_PER_LOOK)
        return FALSE;
    if (n_bands == 0)
        n_bands = MIN(g_get_num_processors(), 1 + n_places / PLACES_PER_BAND);
    paint_bands(&all, n_bands);
    cairo_surface_mark_dirty(target.image);
    return TRUE;
}
