#include "scene/vega_curve.h"

#include <math.h>
#include <string.h>

static void add_to(GArray *path, char verb, double x, double y)
{
    const PathSegment segment = {verb, {x, y}};
    g_array_append_val(path, segment);
}

static void add_bezier(GArray *path, const double points[6])
{
    PathSegment segment = {.verb = 'C'};
    memcpy(segment.points, points, sizeof segment.points);
    g_array_append_val(path, segment);
}

/* d3-shape's monotone curve: tangents that never overshoot. */
static double slope3(const double *x, const double *y, guint i)
{
    const double h0 = x[i] - x[i - 1], h1 = x[i + 1] - x[i];
    const double s0 = h0 != 0 ? (y[i] - y[i - 1]) / h0 : 0;
    const double s1 = h1 != 0 ? (y[i + 1] - y[i]) / h1 : 0;
    const double p = h0 + h1 != 0 ? (s0 * h1 + s1 * h0) / (h0 + h1) : 0;
    const double sign = (s0 > 0) - (s0 < 0) + (s1 > 0) - (s1 < 0);
    return sign * fmin(fmin(fabs(s0), fabs(s1)), 0.5 * fabs(p));
}

/* down: the line runs along y */
static void add_monotone(GArray *path, const CurvePoint *points, guint n, gboolean down)
{
    g_autofree double *x = g_new(double, n), *y = g_new(double, n), *t = g_new0(double, n);
    for (guint i = 0; i < n; i++) {
        x[i] = down ? points[i].y : points[i].x;
        y[i] = down ? points[i].x : points[i].y;
    }
    for (guint i = 1; i + 1 < n; i++)
        t[i] = slope3(x, y, i);
    if (n > 2) {
        t[0] = x[1] != x[0] ? (3 * (y[1] - y[0]) / (x[1] - x[0]) - t[1]) / 2 : t[1];
        t[n - 1] = x[n - 1] != x[n - 2]
                       ? (3 * (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]) - t[n - 2]) / 2
                       : t[n - 2];
    } else if (n == 2) {
        t[0] = t[1] = x[1] != x[0] ? (y[1] - y[0]) / (x[1] - x[0]) : 0;
    }
    for (guint i = 1; i < n; i++) {
        const double d = (x[i] - x[i - 1]) / 3;
        const double c[6] = {x[i - 1] + d, y[i - 1] + d * t[i - 1], x[i] - d, y[i] - d * t[i], x[i],
                             y[i]};
        PathSegment segment = {.verb = 'C'};
        for (int j = 0; j < 6; j++)
            segment.points[j] = down ? c[j ^ 1] : c[j];
        g_array_append_val(path, segment);
    }
}

static void add_steps(GArray *path, const CurvePoint *points, guint n, double share)
{
    for (guint i = 1; i < n; i++) {
        const double x = points[i - 1].x + share * (points[i].x - points[i - 1].x);
        add_to(path, 'L', x, points[i - 1].y);
        add_to(path, 'L', x, points[i].y);
        add_to(path, 'L', points[i].x, points[i].y);
    }
}

/* ---- splines
 * ----------------------------------------------------------------------------------------- */

/* d3-shape's basis: a cubic B-spline with its end points repeated. */
static void add_basis(GArray *path, const CurvePoint *p, guint n)
{
    if (n > 2)
        add_to(path, 'L', (5 * p[0].x + p[1].x) / 6, (5 * p[0].y + p[1].y) / 6);
    for (guint i = 2; i <= n && n > 2; i++) {
        const CurvePoint a = p[i - 2], b = p[i - 1], c = p[MIN(i, n - 1)];
        add_bezier(path, (const double[]){(2 * a.x + b.x) / 3, (2 * a.y + b.y) / 3,
                                          (a.x + 2 * b.x) / 3, (a.y + 2 * b.y) / 3,
                                          (a.x + 4 * b.x + c.x) / 6, (a.y + 4 * b.y + c.y) / 6});
    }
    if (n > 1)
        add_to(path, 'L', p[n - 1].x, p[n - 1].y);
}

static void add_cardinal(GArray *path, const CurvePoint *p, guint n, double tension)
{
    const double k = (1 - tension) / 6;
    if (n == 2)
        add_to(path, 'L', p[1].x, p[1].y);
    for (guint i = 1; i < n && n > 2; i++) {
        const CurvePoint before = p[i > 1 ? i - 2 : 1], from = p[i - 1], to = p[i];
        const CurvePoint after = p[i + 1 < n ? i + 1 : n - 2];
        add_bezier(path,
                   (const double[]){from.x + k * (to.x - before.x), from.y + k * (to.y - before.y),
                                    to.x + k * (from.x - after.x), to.y + k * (from.y - after.y),
                                    to.x, to.y});
    }
}

/* Control points of a natural cubic spline along one axis: a tridiagonal system. */
static void natural_controls(const double *x, guint n, double *a, double *b)
{
    g_autofree double *r = g_new(double, n);
    double m;
    a[0] = 0;
    b[0] = 2;
    r[0] = x[0] + 2 * x[1];
    for (guint i = 1; i + 1 < n; i++) {
        a[i] = 1;
        b[i] = 4;
        r[i] = 4 * x[i] + 2 * x[i + 1];
    }
    a[n - 1] = 2;
    b[n - 1] = 7;
    r[n - 1] = 8 * x[n - 1] + x[n];
    for (guint i = 1; i < n; i++) {
        m = a[i] / b[i - 1];
        b[i] -= m;
        r[i] -= m * r[i - 1];
    }
    a[n - 1] = r[n - 1] / b[n - 1];
    for (guint i = n - 1; i-- > 0;)
        a[i] = (r[i] - a[i + 1]) / b[i];
    b[n - 1] = (x[n] + a[n - 1]) / 2;
    for (guint i = 0; i + 1 < n; i++)
        b[i] = 2 * x[i + 1] - a[i + 1];
}

static void add_natural(GArray *path, const CurvePoint *p, guint n)
{
    if (n == 2)
        add_to(path, 'L', p[1].x, p[1].y);
    if (n <= 2)
        return;
    const gsize size = n;
    g_autofree double *all = g_new(double, 6 * size);
    double *x = all, *y = x + size, *ax = y + size, *bx = ax + size, *ay = bx + size,
           *by = ay + size;
    for (guint i = 0; i < n; i++) {
        x[i] = p[i].x;
        y[i] = p[i].y;
    }
    natural_controls(x, n - 1, ax, bx);
    natural_controls(y, n - 1, ay, by);
    for (guint i = 0; i + 1 < n; i++)
        add_bezier(path, (const double[]){ax[i], ay[i], bx[i], by[i], p[i + 1].x, p[i + 1].y});
}

static double step_share(const char *interpolate)
{
    return strcmp(interpolate, "step-after") == 0    ? 1
           : strcmp(interpolate, "step-before") == 0 ? 0
                                                     : 0.5;
}

void vega_curve_add(GArray *path, const Curve *curve, const CurvePoint *points, guint n, char verb)
{
    const char *name = curve->interpolate ? curve->interpolate : "linear";
    add_to(path, verb, points[0].x, points[0].y);
    if (strcmp(name, "monotone") == 0) {
        add_monotone(path, points, n, curve->down);
    } else if (strcmp(name, "basis") == 0) {
        add_basis(path, points, n);
    } else if (strcmp(name, "cardinal") == 0) {
        add_cardinal(path, points, n, curve->tension);
    } else if (strcmp(name, "natural") == 0) {
        add_natural(path, points, n);
    } else if (g_str_has_prefix(name, "step")) {
        add_steps(path, points, n, curve->back ? 1 - step_share(name) : step_share(name));
    } else {
        for (guint i = 1; i < n; i++)
            add_to(path, 'L', points[i].x, points[i].y);
    }
    if (strcmp(name, "linear-closed") == 0)
        add_to(path, 'Z', 0, 0);
}
