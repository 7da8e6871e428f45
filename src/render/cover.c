#include "render/cover.h"

#include <math.h>

/* pixels from the corner, to all sides: what FreeType takes */
static const double FARTHEST = 1 << 17;

/* ---- letters --------------------------------------------------------------------------------- */

static gsize count_points(char verb)
{
    return verb == 'C' ? 3 : verb == 'Z' ? 0 : 1;
}

static void transform(const cairo_matrix_t *matrix, const double from[2], double to[2])
{
    to[0] = matrix->xx * from[0] + matrix->xy * from[1] + matrix->x0;
    to[1] = matrix->yx * from[0] + matrix->yy * from[1] + matrix->y0;
}

CoverLetter cover_letter(MarkPath path, const cairo_matrix_t *matrix)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (guint i = 0; i < path.n_segments; i++) {
        const PathSegment *segment = &path.segments[i];
        for (gsize p = 0; p < count_points(segment->verb); p++) {
            double point[2];
            transform(matrix, &segment->points[2 * p], point);
            left = MIN(left, point[0]);
            top = MIN(top, point[1]);
            right = MAX(right, point[0]);
            bottom = MAX(bottom, point[1]);
        }
    }
    return (CoverLetter){path, *matrix, {left, top, right, bottom}};
}

/* The pixels that all of them may touch; FALSE: some are too far. */
static gboolean bound(const GArray *letters, FT_BBox *box)
{
    double all[4] = {FARTHEST, FARTHEST, -FARTHEST, -FARTHEST};
    for (guint i = 0; i < letters->len; i++) {
        const double *one = g_array_index(letters, CoverLetter, i).box;
        if (one[0] > one[2])
            continue; /* a blank */
        for (int e = 0; e < 4; e++) {
            if (!(fabs(one[e]) < FARTHEST))
                return FALSE;
            all[e] = e < 2 ? MIN(all[e], one[e]) : MAX(all[e], one[e]);
        }
    }
    *box = (FT_BBox){(FT_Pos)floor(all[0]), (FT_Pos)floor(all[1]), (FT_Pos)ceil(all[2]),
                     (FT_Pos)ceil(all[3])};
    return TRUE;
}

/* ---- FreeType's outlines --------------------------------------------------------------------- */

/* Made anew for each letter, in the same memory. */
typedef struct {
    GArray *points, *tags, *ends;
} Buffers;

static FT_Library freetype(void)
{
    static FT_Library library;
    if (!library && FT_Init_FreeType(&library) != 0)
        g_error("FreeType does not start");
    return library;
}

static FT_Vector make_vector(const cairo_matrix_t *matrix, const double from[2])
{
    enum { UNITS = 64 }; /* in a pixel */
    double point[2];
    transform(matrix, from, point);
    return (FT_Vector){lrint(point[0] * UNITS), lrint(point[1] * UNITS)};
}

static FT_Outline make_outline(const Buffers *buffers, const CoverLetter *letter)
{
    g_assert(letter->path.n_segments < G_MAXSHORT / 3);
    g_array_set_size(buffers->points, 3 * letter->path.n_segments);
    g_array_set_size(buffers->tags, 3 * letter->path.n_segments);
    g_array_set_size(buffers->ends, letter->path.n_segments);
    FT_Outline outline = {.points = (FT_Vector *)(void *)buffers->points->data,
                          .tags = buffers->tags->data,
                          .contours = (short *)(void *)buffers->ends->data};
    for (guint i = 0; i < letter->path.n_segments; i++) {
        const PathSegment *segment = &letter->path.segments[i];
        const gsize n = count_points(segment->verb);
        for (gsize p = 0; p < n; p++) {
            outline.points[outline.n_points] =
                make_vector(&letter->matrix, &segment->points[2 * p]);
            outline.tags[outline.n_points++] = p + 1 < n ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_ON;
        }
        if (segment->verb == 'Z')
            outline.contours[outline.n_contours++] = (short)(outline.n_points - 1);
    }
    return outline;
}

/* ---- masks ----------------------------------------------------------------------------------- */

/* A byte for each pixel of a rectangle. */
typedef struct {
    guint8 *bytes;
    gssize stride;
    FT_BBox box;
} Mask;

/* Letters that touch within a pixel cover it together. */
static void add_spans(int y, int n, const FT_Span *spans, void *data)
{
    const Mask *mask = data;
    guint8 *row = mask->bytes + (y - mask->box.yMin) * mask->stride - mask->box.xMin;
    for (int i = 0; i < n; i++) {
        for (int x = spans[i].x; x < spans[i].x + spans[i].len; x++)
            row[x] = (guint8)MIN(255, row[x] + spans[i].coverage);
    }
}

static void fill_mask(Mask *mask, const GArray *letters)
{
    const FT_Raster_Params params = {.flags = FT_RASTER_FLAG_AA | FT_RASTER_FLAG_DIRECT |
                                              FT_RASTER_FLAG_CLIP,
                                     .gray_spans = add_spans,
                                     .user = mask,
                                     .clip_box = mask->box};
    const Buffers buffers = {g_array_new(FALSE, FALSE, sizeof(FT_Vector)),
                             g_array_new(FALSE, FALSE, sizeof(char)),
                             g_array_new(FALSE, FALSE, sizeof(short))};
    for (guint i = 0; i < letters->len; i++) {
        FT_Outline outline = make_outline(&buffers, &g_array_index(letters, CoverLetter, i));
        FT_Raster_Params own = params; /* FreeType keeps the outline there */
        if (FT_Outline_Render(freetype(), &outline, &own) != 0)
            g_error("FreeType cannot draw a letter");
    }
    g_array_unref(buffers.points);
    g_array_unref(buffers.tags);
    g_array_unref(buffers.ends);
}

/* Cuts the box to what cr may paint; FALSE: nothing. */
static gboolean clip(cairo_t *cr, FT_BBox *box)
{
    double left, top, right, bottom;
    cairo_clip_extents(cr, &left, &top, &right, &bottom);
    box->xMin = MAX(box->xMin, (FT_Pos)floor(left));
    box->yMin = MAX(box->yMin, (FT_Pos)floor(top));
    box->xMax = MIN(box->xMax, (FT_Pos)ceil(right));
    box->yMax = MIN(box->yMax, (FT_Pos)ceil(bottom));
    return box->xMin < box->xMax && box->yMin < box->yMax;
}

gboolean cover_fill(cairo_t *cr, const GArray *letters)
{
    Mask mask;
    if (!bound(letters, &mask.box))
        return FALSE;
    cairo_save(cr);
    cairo_identity_matrix(cr);
    if (clip(cr, &mask.box)) {
        cairo_surface_t *surface =
            cairo_image_surface_create(CAIRO_FORMAT_A8, (int)(mask.box.xMax - mask.box.xMin),
                                       (int)(mask.box.yMax - mask.box.yMin));
        mask.bytes = cairo_image_surface_get_data(surface);
        mask.stride = cairo_image_surface_get_stride(surface);
        if (mask.bytes) /* else cr fails too */
            fill_mask(&mask, letters);
        cairo_surface_mark_dirty(surface);
        cairo_mask_surface(cr, surface, (double)mask.box.xMin, (double)mask.box.yMin);
        cairo_surface_destroy(surface);
    }
    cairo_restore(cr);
    return TRUE;
}
