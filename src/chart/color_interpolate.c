/* The conversions are those of d3-color (https://d3js.org/d3-color). */
#include "chart/color_interpolate.h"

#include <math.h>

const char *const color_space_names[] = {
    "rgb", "lab", "hcl", "hcl-long", "hsl", "hsl-long", "cubehelix", "cubehelix-long", NULL};

/* Hue in degrees where there is one, NAN for greys; then two parts that the space names. */
typedef struct {
    double parts[3];
} Mix;

/* ---- CIELAB, with d3's white point D50
 * ----------------------------------------------------------- */

static const double XN = 0.96422, YN = 1, ZN = 0.82521, T0 = 4.0 / 29, T1 = 6.0 / 29;

static double rgb_to_linear(double channel)
{
    const double x = channel / 255;
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4);
}

static double linear_to_rgb(double x)
{
    return 255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * pow(x, 1 / 2.4) - 0.055);
}

static double xyz_to_lab(double t)
{
    return t > T1 * T1 * T1 ? cbrt(t) : t / (3 * T1 * T1) + T0;
}

static double lab_to_xyz(double t)
{
    return t > T1 ? t * t * t : 3 * T1 * T1 * (t - T0);
}

static Mix to_lab(Color color)
{
    const double r = rgb_to_linear(color.red), g = rgb_to_linear(color.green),
                 b = rgb_to_linear(color.blue);
    const double y = xyz_to_lab((0.2225045 * r + 0.7168786 * g + 0.0606169 * b) / YN);
    const gboolean grey = color.red == color.green && color.green == color.blue;
    const double x = grey ? y : xyz_to_lab((0.4360747 * r + 0.3850649 * g + 0.1430804 * b) / XN);
    const double z = grey ? y : xyz_to_lab((0.0139322 * r + 0.0971045 * g + 0.7141733 * b) / ZN);
    return (Mix){{116 * y - 16, 500 * (x - y), 200 * (y - z)}};
}

static guint8 to_byte(double channel)
{
    return (guint8)CLAMP(floor(channel + 0.5), 0, 255);
}

static Color of_lab(Mix lab)
{
    const double base = (lab.parts[0] + 16) / 116;
    const double x = XN * lab_to_xyz(isnan(lab.parts[1]) ? base : base + lab.parts[1] / 500);
    const double y = YN * lab_to_xyz(base);
    const double z = ZN * lab_to_xyz(isnan(lab.parts[2]) ? base : base - lab.parts[2] / 200);
    return (Color){to_byte(linear_to_rgb(3.1338561 * x - 1.6168667 * y - 0.4906146 * z)),
                   to_byte(linear_to_rgb(-0.9787684 * x + 1.9161415 * y + 0.0334540 * z)),
                   to_byte(linear_to_rgb(0.0719453 * x - 0.2289914 * y + 1.4052427 * z)), 1};
}

/* ---- hue, chroma, luminance
 * ------------------------------------------------------------------------ */

static Mix to_hcl(Color color)
{
    const Mix lab = to_lab(color);
    const double l = lab.parts[0], a = lab.parts[1], b = lab.parts[2];
    if (a == 0 && b == 0)
        return (Mix){{NAN, 0 < l && l < 100 ? 0 : NAN, l}};
    const double hue = atan2(b, a) * 180 / G_PI;
    return (Mix){{hue < 0 ? hue + 360 : hue, hypot(a, b), l}};
}

static Color of_hcl(Mix hcl)
{
    const double hue = hcl.parts[0] * G_PI / 180;
    if (isnan(hue))
        return of_lab((Mix){{hcl.parts[2], 0, 0}});
    return of_lab((Mix){{hcl.parts[2], cos(hue) * hcl.parts[1], sin(hue) * hcl.parts[1]}});
}

/* ---- hue, saturation, lightness
 * -------------------------------------------------------------------- */

static Mix to_hsl(Color color)
{
    const double r = color.red / 255.0, g = color.green / 255.0, b = color.blue / 255.0;
    const double low = fmin(r, fmin(g, b)), high = fmax(r, fmax(g, b));
    const double l = (high + low) / 2, span = high - low;
    if (!(span > 0))
        return (Mix){{NAN, l > 0 && l < 1 ? 0 : NAN, l}};
    const double hue = r >= high   ? (g - b) / span + (g < b ? 6 : 0)
                       : g >= high ? (b - r) / span + 2
                                   : (r - g) / span + 4;
    return (Mix){{hue * 60, span / (l < 0.5 ? high + low : 2 - high - low), l}};
}

static double hue_channel(double h, double m1, double m2)
{
    return 255 * (h < 60    ? m1 + (m2 - m1) * h / 60
                  : h < 180 ? m2
                  : h < 240 ? m1 + (m2 - m1) * (240 - h) / 60
                            : m1);
}

static Color of_hsl(Mix hsl)
{
    const double h = isnan(hsl.parts[0]) ? 0 : fmod(fmod(hsl.parts[0], 360) + 360, 360);
    const double s = isnan(hsl.parts[0]) || isnan(hsl.parts[1]) ? 0 : hsl.parts[1];
    const double l = hsl.parts[2], m2 = l + (l < 0.5 ? l : 1 - l) * s, m1 = 2 * l - m2;
    return (Color){to_byte(hue_channel(h >= 240 ? h - 240 : h + 120, m1, m2)),
                   to_byte(hue_channel(h, m1, m2)),
                   to_byte(hue_channel(h < 120 ? h + 240 : h - 120, m1, m2)), 1};
}

/* ---- Dave Green's cubehelix
 * ------------------------------------------------------------------------- */

static const double CUBE_A = -0.14861, CUBE_B = 1.78277, CUBE_C = -0.29227, CUBE_D = -0.90649,
                    CUBE_E = 1.97294;

static Mix to_cubehelix(Color color)
{
    const double ed = CUBE_E * CUBE_D, eb = CUBE_E * CUBE_B,
                 both = CUBE_B * CUBE_C - CUBE_D * CUBE_A;
    const double r = color.red / 255.0, g = color.green / 255.0, b = color.blue / 255.0;
    const double l = (both * b + ed * r - eb * g) / (both + ed - eb), bl = b - l;
    const double k = (CUBE_E * (g - l) - CUBE_C * bl) / CUBE_D;
    const double s = hypot(k, bl) / (CUBE_E * l * (1 - l));
    if (!(s > 0))
        return (Mix){{NAN, isnan(s) ? NAN : 0, l}};
    const double hue = atan2(k, bl) * 180 / G_PI - 120;
    return (Mix){{hue < 0 ? hue + 360 : hue, s, l}};
}

static Color of_cubehelix(Mix mix)
{
    const double h = isnan(mix.parts[0]) ? 0 : (mix.parts[0] + 120) * G_PI / 180;
    const double l = mix.parts[2], a = isnan(mix.parts[1]) ? 0 : mix.parts[1] * l * (1 - l);
    const double c = cos(h), s = sin(h);
    return (Color){to_byte(255 * (l + a * (CUBE_A * c + CUBE_B * s))),
                   to_byte(255 * (l + a * (CUBE_C * c + CUBE_D * s))),
                   to_byte(255 * (l + a * (CUBE_E * c))), 1};
}

static Mix to_rgb(Color color)
{
    return (Mix){{color.red, color.green, color.blue}};
}

static Color of_rgb(Mix rgb)
{
    return (Color){to_byte(rgb.parts[0]), to_byte(rgb.parts[1]), to_byte(rgb.parts[2]), 1};
}

/* ---- mixing
 * ---------------------------------------------------------------------------------------- */

static const struct {
    Mix (*to)(Color color);
    Color (*of)(Mix mix);
    gboolean hue; /* the first part goes round */
    gboolean far; /* the long way round */
} spaces[] = {
    [COLOR_SPACE_RGB] = {to_rgb, of_rgb, FALSE, FALSE},
    [COLOR_SPACE_LAB] = {to_lab, of_lab, FALSE, FALSE},
    [COLOR_SPACE_HCL] = {to_hcl, of_hcl, TRUE, FALSE},
    [COLOR_SPACE_HCL_LONG] = {to_hcl, of_hcl, TRUE, TRUE},
    [COLOR_SPACE_HSL] = {to_hsl, of_hsl, TRUE, FALSE},
    [COLOR_SPACE_HSL_LONG] = {to_hsl, of_hsl, TRUE, TRUE},
    [COLOR_SPACE_CUBEHELIX] = {to_cubehelix, of_cubehelix, TRUE, FALSE},
    [COLOR_SPACE_CUBEHELIX_LONG] = {to_cubehelix, of_cubehelix, TRUE, TRUE},
};

/* A part that one end lacks (the hue of a grey) is the other's. */
static double mix_part(double a, double b, double t, gboolean nearest)
{
    double span = b - a;
    if (isnan(span))
        return isnan(a) ? b : a;
    if (nearest && fabs(span) > 180)
        span -= 360 * round(span / 360);
    return a + t * span;
}

Color color_interpolate(ColorSpace space, Color a, Color b, double t)
{
    const Mix from = spaces[space].to(a), to = spaces[space].to(b);
    Mix mixed;
    for (int i = 0; i < 3; i++)
        mixed.parts[i] = mix_part(from.parts[i], to.parts[i], t,
                                  i == 0 && spaces[space].hue && !spaces[space].far);
    Color color = spaces[space].of(mixed);
    color.alpha = CLAMP(a.alpha + t * (b.alpha - a.alpha), 0, 1);
    return color;
}
