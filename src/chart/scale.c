#include "chart/scale.h"

#include "chart/ticks.h"

#include <math.h>

Scale *scale_new(ScaleType type)
{
    Scale *scale = g_new0(Scale, 1);
    scale->type = type;
    scale->exponent = scale->constant = 1;
    scale->base = 10;
    scale->categories = g_ptr_array_new_with_free_func(g_free);
    scale->index = g_hash_table_new(g_str_hash, g_str_equal);
    return scale;
}

void scale_free(Scale *scale)
{
    if (!scale)
        return;
    g_hash_table_unref(scale->index);
    g_ptr_array_unref(scale->categories);
    g_free(scale);
}

gboolean scale_is_discrete(const Scale *scale)
{
    return scale->type == SCALE_BAND || scale->type == SCALE_POINT;
}

void scale_add_category(Scale *scale, const char *category)
{
    if (g_hash_table_contains(scale->index, category))
        return;
    char *copy = g_strdup(category);
    g_ptr_array_add(scale->categories, copy);
    g_hash_table_insert(scale->index, copy, GUINT_TO_POINTER(scale->categories->len));
}

void scale_nice_count(Scale *scale, double count)
{
    double *domain = scale->domain;
    if (scale->type == SCALE_LOG)
        nice_log(&domain[0], &domain[1], scale->base);
    else if (scale->type == SCALE_TIME)
        nice_utc(&domain[0], &domain[1], count);
    else
        nice_linear(&domain[0], &domain[1], count);
}

void scale_nice(Scale *scale)
{
    scale_nice_count(scale, 10);
}

void scale_set_range(Scale *scale, double start, double end)
{
    scale->range[0] = start;
    scale->range[1] = end;
}

/* d3-scale/band: n bands share the range with n - inner + 2 outer steps */
double scale_step(const Scale *scale)
{
    const double inner = scale->type == SCALE_POINT ? 1 : scale->padding_inner;
    const double n = scale->categories->len;
    return fabs(scale->range[1] - scale->range[0]) / fmax(1, n - inner + 2 * scale->padding_outer);
}

double scale_bandwidth(const Scale *scale)
{
    return scale->type == SCALE_POINT ? 0 : scale_step(scale) * (1 - scale->padding_inner);
}

int scale_index(const Scale *scale, Value value)
{
    g_autofree char *text = value_to_text(value);
    return (int)GPOINTER_TO_UINT(g_hash_table_lookup(scale->index, text)) - 1;
}

static double category_position(const Scale *scale, Value value)
{
    const int index = scale_index(scale, value);
    if (index < 0)
        return NAN;
    const double step = scale_step(scale), bandwidth = scale_bandwidth(scale);
    const double direction = scale->range[1] >= scale->range[0] ? 1 : -1;
    const double n = scale->categories->len;
    const double used = step * fmax(0, n - 1) + bandwidth;
    const double lead = (fabs(scale->range[1] - scale->range[0]) - used) / 2;
    return scale->range[0] + direction * (lead + step * index + bandwidth / 2);
}

/* log is of the magnitude: d3 reflects a negative domain */
static double transform(const Scale *scale, double number)
{
    switch (scale->type) {
    case SCALE_LOG: return number * scale->domain[0] > 0 ? log(fabs(number)) : NAN;
    case SCALE_SQRT: return number < 0 ? -sqrt(-number) : sqrt(number);
    case SCALE_POW: return copysign(pow(fabs(number), scale->exponent), number);
    case SCALE_SYMLOG: return copysign(log1p(fabs(number / scale->constant)), number);
    default: return number;
    }
}

static double untransform(const Scale *scale, double number)
{
    switch (scale->type) {
    case SCALE_LOG: return scale->domain[0] < 0 ? -exp(number) : exp(number);
    case SCALE_SQRT: return number < 0 ? -number * number : number * number;
    case SCALE_POW: return copysign(pow(fabs(number), 1 / scale->exponent), number);
    case SCALE_SYMLOG: return copysign(expm1(fabs(number)) * scale->constant, number);
    default: return number;
    }
}

double scale_number_position(const Scale *scale, double number)
{
    if (isnan(number))
        return NAN;
    const double start = transform(scale, scale->domain[0]);
    const double end = transform(scale, scale->domain[1]);
    double share = start == end ? 0.5 : (transform(scale, number) - start) / (end - start);
    if (scale->clamped)
        share = CLAMP(share, 0, 1);
    return scale->range[0] + share * (scale->range[1] - scale->range[0]);
}

double scale_position(const Scale *scale, Value value)
{
    if (scale_is_discrete(scale))
        return category_position(scale, value);
    const double number = scale->type == SCALE_TIME ? value_to_time(value) : value_to_number(value);
    return value.type == VALUE_NULL ? NAN : scale_number_position(scale, number);
}

double scale_invert(const Scale *scale, double position)
{
    const double start = transform(scale, scale->domain[0]);
    const double end = transform(scale, scale->domain[1]);
    const double share = (position - scale->range[0]) / (scale->range[1] - scale->range[0]);
    return untransform(scale, start + share * (end - start));
}
