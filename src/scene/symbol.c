/* Symbols of points, with the areas that Vega gives them
 * (https://vega.github.io/vega/docs/marks/symbol/). */
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

static void triangle(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area) / 2, h = r * sqrt(3);
    move(path, 'M', x, y - h);
    move(path, 'L', x + 2 * r, y + h);
    move(path, 'L', x - 2 * r, y + h);
    close_path(path);
}

static void triangle_down(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area) / 2, h = r * sqrt(3);
    move(path, 'M', x, y + h);
    move(path, 'L', x - 2 * r, y - h);
    move(path, 'L', x + 2 * r, y - h);
    close_path(path);
}

static void cross(GArray *path, double x, double y, double area)
{
    const double r = sqrt(area) / 2, s = r / 2.5;
    const double corners[][2] = {{-r, -s}, {-s, -s}, {-s, -r}, {s, -r}, {s, -s}, {r, -s},
                                 {r, s},   {s, s},   {s, r},   {-s, r}, {-s, s}, {-r, s}};
    for (gsize i = 0; i < G_N_ELEMENTS(corners); i++)
        move(path, i == 0 ? 'M' : 'L', x + corners[i][0], y + corners[i][1]);
    close_path(path);
}

static const struct {
    const char *name;
    void (*draw)(GArray *path, double x, double y, double area);
} symbols[] = {
    {"circle", circle},   {"square", square},        {"cross", cross},
    {"diamond", diamond}, {"triangle-up", triangle}, {"triangle-down", triangle_down},
};

const char *symbol_by_index(guint index)
{
    return symbols[index % G_N_ELEMENTS(symbols)].name;
}

GArray *symbol_path(const char *shape, double x, double y, double area)
{
    GArray *path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    gsize i = 0;
    while (i < G_N_ELEMENTS(symbols) && g_strcmp0(shape, symbols[i].name) != 0)
        i++;
    symbols[i < G_N_ELEMENTS(symbols) ? i : 0].draw(path, x, y, area);
    return path;
}
