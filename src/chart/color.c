/* After CSS Color Module Level 4, what stands in sRGB: names, hex, rgb(), hsl(). */
#include "chart/color.h"

#include "chart/color_names.h"
#include "chart/value_number.h"

#include <math.h>
#include <string.h>

static guint8 to_byte(double number)
{
    return (guint8)floor(CLAMP(number, 0, 255) + 0.5);
}

static Color from_code(guint32 code)
{
    return (Color){(guint8)(code >> 16), (guint8)(code >> 8), (guint8)code, 1};
}

/* ---- hex ------------------------------------------------------------------------------------ */

/* 3 or 4 digits count twice: #f00 is #ff0000. */
static gboolean parse_hex(const char *digits, Color *color)
{
    const gsize length = strlen(digits);
    if (length != 3 && length != 4 && length != 6 && length != 8)
        return FALSE;
    guint8 channels[4] = {0, 0, 0, 255};
    const gsize width = length <= 4 ? 1 : 2;
    for (gsize i = 0; i < length; i++) {
        const int digit = g_ascii_xdigit_value(digits[i]);
        if (digit < 0)
            return FALSE;
        const gsize channel = i / width;
        channels[channel] = (guint8)(width == 1       ? digit * 17
                                     : i % width == 0 ? digit * 16
                                                      : channels[channel] + digit);
    }
    *color = (Color){channels[0], channels[1], channels[2], channels[3] / 255.0};
    return TRUE;
}

/* ---- functions ------------------------------------------------------------------------------ */

typedef struct {
    double number;
    gboolean percent;
} Argument;

static const char *skip_separator(const char *p)
{
    p = value_skip_blanks(p);
    if (*p == ',' || *p == '/')
        p = value_skip_blanks(p + 1);
    return p;
}

/* 'NUMBER[%|deg], ...)' with commas, blanks or '/' between; the count, or 0. */
static guint read_arguments(const char *p, Argument arguments[4])
{
    guint n = 0;
    p = value_skip_blanks(p);
    while (n < 4) {
        const double sign = *p == '-' ? -1 : 1;
        if (*p == '-' || *p == '+')
            p++;
        const char *end = value_number_scan(p);
        if (end == p)
            return 0;
        const gboolean percent = *end == '%';
        arguments[n] = (Argument){sign * value_number_read(p, end), percent};
        p = end;
        if (*p == '%')
            p++;
        else if (n == 0 && g_str_has_prefix(p, "deg"))
            p += strlen("deg");
        n++;
        if (*value_skip_blanks(p) == ')')
            return *value_skip_blanks(value_skip_blanks(p) + 1) == '\0' ? n : 0;
        const char *next = skip_separator(p);
        if (next == p) /* numbers that run into each other */
            return 0;
        p = next;
    }
    return 0;
}

static double alpha_of(const Argument *arguments, guint n)
{
    if (n < 4)
        return 1;
    const double alpha = arguments[3].percent ? arguments[3].number / 100 : arguments[3].number;
    return CLAMP(alpha, 0, 1);
}

static gboolean parse_rgb(const Argument *a, guint n, Color *color)
{
    double channels[3];
    for (guint i = 0; i < 3; i++)
        channels[i] = a[i].percent ? a[i].number * 255 / 100 : a[i].number;
    *color =
        (Color){to_byte(channels[0]), to_byte(channels[1]), to_byte(channels[2]), alpha_of(a, n)};
    return TRUE;
}

/* CSS Color 4, 7.1: one channel, n = 0 (red), 8 (green) or 4 (blue) */
static guint8 hsl_channel(double hue, double saturation, double lightness, double n)
{
    const double k = fmod(n + hue / 30, 12);
    const double reach = saturation * fmin(lightness, 1 - lightness);
    return to_byte(255 * (lightness - reach * fmax(-1, fmin(fmin(k - 3, 9 - k), 1))));
}

static gboolean parse_hsl(const Argument *a, guint n, Color *color)
{
    if (a[0].percent || !a[1].percent || !a[2].percent)
        return FALSE;
    const double turned = fmod(a[0].number, 360);
    const double hue = turned < 0 ? turned + 360 : turned;
    const double saturation = CLAMP(a[1].number / 100, 0, 1);
    const double lightness = CLAMP(a[2].number / 100, 0, 1);
    if (!isfinite(hue))
        return FALSE;
    *color = (Color){hsl_channel(hue, saturation, lightness, 0),
                     hsl_channel(hue, saturation, lightness, 8),
                     hsl_channel(hue, saturation, lightness, 4), alpha_of(a, n)};
    return TRUE;
}

static const struct {
    const char *prefix;
    gboolean (*parse)(const Argument *arguments, guint n_arguments, Color *color);
} functions[] = {
    {"rgb(", parse_rgb}, {"rgba(", parse_rgb}, {"hsl(", parse_hsl}, {"hsla(", parse_hsl}};

static gboolean parse_function(const char *text, Color *color)
{
    for (gsize i = 0; i < G_N_ELEMENTS(functions); i++) {
        Argument arguments[4];
        if (!g_str_has_prefix(text, functions[i].prefix))
            continue;
        const guint n = read_arguments(text + strlen(functions[i].prefix), arguments);
        return n >= 3 && functions[i].parse(arguments, n, color);
    }
    return FALSE;
}

/* ---- all ------------------------------------------------------------------------------------ */

gboolean color_parse(const char *text, Color *color)
{
    guint32 code;
    if (strlen(text) > 200) /* no colour is longer */
        return FALSE;
    g_autofree char *lower = g_ascii_strdown(text, -1);
    g_strstrip(lower);
    if (*lower == '#')
        return parse_hex(lower + 1, color);
    if (strcmp(lower, "none") == 0 || strcmp(lower, "transparent") == 0) {
        *color = COLOR_NONE;
        return TRUE;
    }
    if (color_name_find(lower, &code)) {
        *color = from_code(code);
        return TRUE;
    }
    return parse_function(lower, color);
}

const char *color_format(Color color, char buffer[COLOR_TEXT_SIZE])
{
    g_snprintf(buffer, COLOR_TEXT_SIZE, "#%02x%02x%02x", color.red, color.green, color.blue);
    return buffer;
}

static guint8 mix_channel(guint8 from, guint8 to, double share)
{
    return (guint8)lround(from + (to - from) * share);
}

Color color_mix(Color from, Color to, double share)
{
    return (Color){mix_channel(from.red, to.red, share), mix_channel(from.green, to.green, share),
                   mix_channel(from.blue, to.blue, share),
                   from.alpha + (to.alpha - from.alpha) * share};
}

static double linear_channel(guint8 channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(Color color)
{
    return 0.2126 * linear_channel(color.red) + 0.7152 * linear_channel(color.green) +
           0.0722 * linear_channel(color.blue);
}

double color_contrast(Color a, Color b)
{
    const double x = luminance(a), y = luminance(b);
    return (fmax(x, y) + 0.05) / (fmin(x, y) + 0.05);
}
