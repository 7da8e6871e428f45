#include "chart/mark_scale.h"

#include "chart/scheme.h"

#include <math.h>

MarkScale *mark_scale_new(Channel channel, MarkScaleKind kind, const ChannelSpec *spec)
{
    MarkScale *scale = g_new0(MarkScale, 1);
    scale->channel = channel;
    scale->kind = kind;
    scale->spec = spec;
    scale->stops = g_array_new(FALSE, FALSE, sizeof(double));
    scale->extent[1] = 1;
    return scale;
}

void mark_scale_free(MarkScale *scale)
{
    if (!scale)
        return;
    scale_free(scale->scale);
    g_free(scale->title);
    g_array_unref(scale->stops);
    g_clear_pointer(&scale->colors, g_array_unref);
    g_clear_pointer(&scale->numbers, g_array_unref);
    g_clear_pointer(&scale->items, g_ptr_array_unref);
    g_free(scale);
}

/* ---- places in the domain
 * -------------------------------------------------------------------------- */

static double number_of(const MarkScale *scale, Value value)
{
    if (value.type == VALUE_NULL)
        return NAN;
    return scale->scale->type == SCALE_TIME ? value_to_time_loosely(value) : value_to_number(value);
}

/* Which piece of the stops a number lies in, and how far: 1.25 is a quarter behind the second. */
static double find_piece(const MarkScale *scale, double number)
{
    const double *stops = (const double *)(void *)scale->stops->data;
    const guint last = scale->stops->len - 1;
    const gboolean down = stops[last] < stops[0];
    guint piece = 0;
    while (piece + 1 < last && (down ? number < stops[piece + 1] : number > stops[piece + 1]))
        piece++;
    const Scale part = {.type = scale->scale->type,
                        .exponent = scale->scale->exponent,
                        .constant = scale->scale->constant,
                        .domain = {stops[piece], stops[piece + 1]},
                        .range = {piece, piece + 1}};
    const double place = scale_number_position(&part, number);
    return scale->clamped ? CLAMP(place, 0, last) : place;
}

double mark_scale_share(const MarkScale *scale, double number)
{
    return isnan(number) ? NAN : find_piece(scale, number) / (scale->stops->len - 1);
}

/* The class of a number: how many bounds are not above it. */
static guint find_class(const MarkScale *scale, double number)
{
    guint n = 0;
    while (n < scale->stops->len && g_array_index(scale->stops, double, n) <= number)
        n++;
    return n;
}

/* The place of a value among n outputs; -1: it has none. */
static int find_output(const MarkScale *scale, Value value, guint n)
{
    if (n == 0)
        return -1;
    if (scale->kind == MARK_SCALE_ORDINAL) {
        const int index = scale_index(scale->scale, value);
        return index < 0 ? -1 : index % (int)n;
    }
    const double number = number_of(scale, value);
    return isnan(number) ? -1 : (int)MIN(find_class(scale, number), n - 1);
}

/* ---- outputs
 * ---------------------------------------------------------------------------------------- */

/* Between n outputs: the piece and the share of it. */
static guint split_piece(double place, guint n, double *share)
{
    const double piece = CLAMP(floor(place), 0, n - 2.0);
    *share = place - piece;
    return (guint)piece;
}

Color mark_scale_color(const MarkScale *scale, Value value)
{
    Color color = COLOR_NONE;
    if (scale->kind != MARK_SCALE_CONTINUOUS) {
        const int index = scale->colors ? find_output(scale, value, scale->colors->len) : -1;
        return index < 0 ? color : g_array_index(scale->colors, Color, index);
    }
    const double share = mark_scale_share(scale, number_of(scale, value));
    if (isnan(share))
        return color;
    if (scale->scheme) {
        scheme_interpolate(scale->scheme,
                           scale->extent[0] + share * (scale->extent[1] - scale->extent[0]),
                           &color);
        return color;
    }
    const guint n = scale->colors->len;
    const Color *colors = (const Color *)(void *)scale->colors->data;
    if (n == 1)
        return colors[0];
    double within;
    const guint piece = split_piece(CLAMP(share, 0, 1) * (n - 1), n, &within);
    return color_interpolate(scale->space, colors[piece], colors[piece + 1], within);
}

double mark_scale_number(const MarkScale *scale, Value value)
{
    const guint n = scale->numbers ? scale->numbers->len : 0;
    const double *numbers = n > 0 ? (const double *)(void *)scale->numbers->data : NULL;
    if (scale->kind == MARK_SCALE_CONTINUOUS) {
        const double number = number_of(scale, value);
        if (n < 2 || isnan(number))
            return NAN;
        double within;
        const guint piece =
            split_piece(find_piece(scale, number), MIN(n, scale->stops->len), &within);
        return numbers[piece] + within * (numbers[piece + 1] - numbers[piece]);
    }
    if (scale->scale->type == SCALE_POINT && n >= 2) { /* places along the range */
        const int index = scale_index(scale->scale, value);
        const guint last = scale->scale->categories->len - 1;
        const double share = last > 0 ? index / (double)last : 0.5;
        return index < 0 ? NAN : numbers[0] + share * (numbers[1] - numbers[0]);
    }
    const int index = find_output(scale, value, n);
    return index < 0 ? NAN : numbers[index];
}

const cJSON *mark_scale_item(const MarkScale *scale, Value value)
{
    const int index = scale->items ? find_output(scale, value, scale->items->len) : -1;
    return index < 0 ? NULL : scale->items->pdata[index];
}
