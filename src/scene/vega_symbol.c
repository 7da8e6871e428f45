/* Symbols and points (vega-scenegraph's symbols.js). */
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

static void add_to(GArray *path, char verb, double x, double y)
{
    const PathSegment segment = {verb, {x, y}};
    g_array_append_val(path, segment);
}

static void add_polygon(GArray *path, double x, double y, const double (*corners)[2], guint n)
{
    for (guint i = 0; i < n; i++)
        add_to(path, i == 0 ? 'M' : 'L', x + corners[i][0], y + corners[i][1]);
    add_to(path, 'Z', 0, 0);
}

static void add_circle(GArray *path, double x, double y, double r)
{
    const double k = r * 0.5522847498307936;
    const PathSegment arcs[] = {
        {'M', {x + r, y}},
        {'C', {x + r, y + k, x + k, y + r, x, y + r}},
        {'C', {x - k, y + r, x - r, y + k, x - r, y}},
        {'C', {x - r, y - k, x - k, y - r, x, y - r}},
        {'C', {x + k, y - r, x + r, y - k, x + r, y}},
        {'Z', {0}},
    };
    g_array_append_vals(path, arcs, G_N_ELEMENTS(arcs));
}

static void build_symbol(GArray *path, const char *shape, double x, double y, double r)
{
    const double h = r * sqrt(3) / 2, s = r / 2.5, lift = h - r / sqrt(3), third = r / 7;
    const struct {
        const char *name;
        double corners[12][2];
        guint n;
    } polygons[] = {
        {"triangle", {{0, -h - lift}, {-r, h - lift}, {r, h - lift}}, 3},
        {"wedge", {{0, -h - lift}, {-r / 4, h - lift}, {r / 4, h - lift}}, 3},
        {"arrow",
         {{-third, r},
          {third, r},
          {third, -r / 8},
          {s, -r / 8},
          {0, -r},
          {-s, -r / 8},
          {-third, -r / 8}},
         7},
        {"square", {{-r, -r}, {r, -r}, {r, r}, {-r, r}}, 4},
        {"diamond", {{-r, 0}, {0, -r}, {r, 0}, {0, r}}, 4},
        {"triangle-up", {{0, -h}, {-r, h}, {r, h}}, 3},
        {"triangle-down", {{0, h}, {-r, -h}, {r, -h}}, 3},
        {"triangle-right", {{h, 0}, {-h, -r}, {-h, r}}, 3},
        {"triangle-left", {{-h, 0}, {h, -r}, {h, r}}, 3},
        {"cross",
         {{-r, -s},
          {-r, s},
          {-s, s},
          {-s, r},
          {s, r},
          {s, s},
          {r, s},
          {r, -s},
          {s, -s},
          {s, -r},
          {-s, -r},
          {-s, -s}},
         12},
    };
    if (g_strcmp0(shape, "stroke") == 0) {
        add_to(path, 'M', x - r, y);
        add_to(path, 'L', x + r, y);
        return;
    }
    for (gsize i = 0; shape && i < G_N_ELEMENTS(polygons); i++) {
        if (strcmp(shape, polygons[i].name) == 0) {
            add_polygon(path, x, y, polygons[i].corners, polygons[i].n);
            return;
        }
    }
    add_circle(path, x, y, r);
}

static void turn(GArray *path, double x, double y, double angle)
{
    const double c = cos(angle * G_PI / 180), s = sin(angle * G_PI / 180);
    for (guint i = 0; i < path->len; i++) {
        double *points = g_array_index(path, PathSegment, i).points;
        for (guint p = 0; p < 6; p += 2) {
            const double dx = points[p] - x, dy = points[p + 1] - y;
            points[p] = x + c * dx - s * dy;
            points[p + 1] = y + s * dx + c * dy;
        }
    }
}

void vega_symbol_add(VegaPage *page, Mark *style, const char *shape, double x, double y,
                     double size, double angle)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    build_symbol(path, shape, x, y, sqrt(size) / 2);
    if (angle > 0 || angle < 0)
        turn(path, x, y, angle);
    style->kind = MARK_PATH;
    style->as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, style);
}

/* All of a point but its place. */
typedef struct {
    Mark mark;
    const char *shape;
    double size, angle;
} Look;

static Look row_look(VegaPage *page, const Layer *layer, guint row)
{
    Look look = {.shape = vega_row_shape(page, layer, row),
                 .size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "size", 30),
                 .angle = vega_channel_number(page, layer, row, CHANNEL_ANGLE, "angle", 0)};
    vega_style(page, layer, row, &look.mark);
    return look;
}

/* Whether all rows look alike; then the look need not be found for each of a million. */
static gboolean looks_alike(const VegaPage *page, const Layer *layer)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        const gboolean places =
            c == CHANNEL_X || c == CHANNEL_Y || c == CHANNEL_X_OFFSET || c == CHANNEL_Y_OFFSET;
        if (layer->channels[c].present && !places)
            return FALSE;
    }
    return !layer_mark_value(layer, page->config, "tooltip");
}

void vega_draw_points(VegaPage *page, const Layer *layer)
{
    const gboolean alike = looks_alike(page, layer);
    Look look = {0};
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = vega_point(page, layer, row, CHANNEL_X);
        const double y = vega_point(page, layer, row, CHANNEL_Y);
        if (!vega_row_valid(page, layer, row) || !isfinite(x + y))
            continue;
        if (!alike || look.mark.kind != MARK_PATH) /* of the first it becomes a path */
            look = row_look(page, layer, row);
        if (isfinite(look.size + look.angle) && look.size >= 0)
            vega_symbol_add(page, &look.mark, look.shape, x, y, look.size, look.angle);
    }
}
