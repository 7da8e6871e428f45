/* Symbols of points: the forms that Vega draws
 * (https://vega.github.io/vega/docs/marks/symbol/), but all of exactly the area
 * that is asked for, so that no form looks weightier than another. */
#include "scene/page.h"

#include <math.h>
#include <string.h>

static void move(GArray *path, char verb, double x, double y)
{
    const PathSegment segment = {verb, {x, y}};
    g_array_append_val(path, segment);
}

static void close_path(GArray *path)
{
    const PathSegment segment = {'Z', {0}};
    g_array_append_val(path, segment);
}

/* Four Bézier arcs; the usual constant 4/3 (sqrt 2 - 1) */
static void circle(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area / G_PI), k = r * 0.5522847498307936;
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

static void square(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area) / 2;
    move(path, 'M', x - r, y - r);
    move(path, 'L', x + r, y - r);
    move(path, 'L', x + r, y + r);
    move(path, 'L', x - r, y + r);
    close_path(path);
}

static void diamond(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area / 2);
    move(path, 'M', x, y - r);
    move(path, 'L', x + r, y);
    move(path, 'L', x, y + r);
    move(path, 'L', x - r, y);
    close_path(path);
}

/* Equilateral, its middle half way up as in Vega. */
static void add_triangle(GArray *path, double x, double y, double area, double up)
{
    const double r = sqrt(area / sqrt(3)), h = up * r * sqrt(3) / 2;
    move(path, 'M', x, y - h);
    move(path, 'L', x + r, y + h);
    move(path, 'L', x - r, y + h);
    close_path(path);
}

static void triangle(GArray *path, double x, double y, double area)
{
    add_triangle(path, x, y, area, 1);
}

static void triangle_down(GArray *path, double x, double y, double area)
{
    add_triangle(path, x, y, area, -1);
}

static void cross(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area / 2.56), s = r / 2.5; /* two beams less their square: 2.56 r^2 */
    const double corners[][2] = {{-r, -s}, {-s, -s}, {-s, -r}, {s, -r}, {s, -s}, {r, -s},
                                 {r, s},   {s, s},   {s, r},   {-s, r}, {-s, s}, {-r, s}};
    for (gsize i = 0; i < G_N_ELEMENTS(corners); i++)
        move(path, i == 0 ? 'M' : 'L', x + corners[i][0], y + corners[i][1]);
    close_path(path);
}

/* In the order of spec_shapes. */
static void (*const symbols[])(GArray *path, double x, double y, double area) = {
    circle, square, cross, diamond, triangle, triangle_down,
};

/* scale.range names shapes in the order of the domain; else they come in turn. */
const char *category_shape(const Chart *chart, guint index)
{
    const cJSON *range = json_member(chart->shape->scale, "range");
    const char *given = cJSON_GetStringValue(cJSON_GetArrayItem(range, (int)index));
    return given ? given : spec_shapes[index % G_N_ELEMENTS(symbols)];
}

GArray *symbol_path(const char *shape, double x, double y, double area)
{
    GArray *path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    guint i = 0;
    while (shape && spec_shapes[i] && strcmp(shape, spec_shapes[i]) != 0)
        i++;
    symbols[shape && spec_shapes[i] ? i : 0](path, x, y, area);
    return path;
}

static void add_sign(Page *page, const Mark *symbol, double x, double y, double area)
{
    const PatternTile *tile = pattern_tile(symbol->pattern);
    const double r = sqrt(area / G_PI) - symbol->stroke_width / 2;
    g_autoptr(GArray) path = tile->n_sign > 0 ? g_array_new(FALSE, FALSE, sizeof(PathSegment))
                                              : symbol_path(NULL, x, y, r * r * 0.7);
    for (guint i = 0; i < tile->n_sign; i++) {
        const PatternLine *line = &tile->sign[i];
        move(path, 'M', x + r * line->x1, y + r * line->y1);
        move(path, 'L', x + r * line->x2, y + r * line->y2);
    }
    Mark sign = {.kind = MARK_PATH,
                 .stroke_width = symbol->stroke_width * 0.9,
                 .role = "sign",
                 .as.path = {(const PathSegment *)(void *)path->data, path->len}};
    *(tile->n_sign > 0 ? &sign.stroke : &sign.fill) = symbol->stroke;
    scene_add(page->scene, &sign);
}

void symbol_add(Page *page, Mark *mark, const char *shape, double x, double y, double area)
{
    g_autoptr(GArray) path = symbol_path(shape, x, y, area);
    mark->kind = MARK_PATH;
    mark->as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    if (mark->pattern == PATTERN_SOLID || mark->pattern == PATTERN_HATCH) {
        mark_add(page, mark);
        return;
    }
    Mark empty = *mark;
    empty.pattern = PATTERN_SOLID;
    empty.fill = page->scene->background;
    scene_add(page->scene, &empty);
    add_sign(page, mark, x, y, area);
}
