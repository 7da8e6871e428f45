/*
 * Domains of the scales of colours, sizes and the like, and the bounds between classes, by
 * Vega-Lite's rules (its compile/scale/domain.ts).
 */
#include "chart/mark_scale_build.h"

#include <math.h>

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* All numbers of the data, in order. */
static GArray *collect_numbers(const GPtrArray *panels, Channel channel, const Config *config)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            for (guint row = 0;
                 channel_has_scale(&layer->channels[channel]) && row < layer->frame->n_rows;
                 row++) {
                if (!layer_row_in_domain(layer, row))
                    continue;
                double ends[2] = {layer_number(layer_value(layer, row, channel)), NAN};
                if (!isnan(layer_band_position(layer, config, channel)) &&
                    layer_has_interval(layer, channel))
                    layer_interval(layer, row, channel, ends);
                for (int e = 0; e < 2; e++) {
                    if (isfinite(ends[e]))
                        g_array_append_val(numbers, ends[e]);
                }
            }
        }
    }
    g_array_sort(numbers, compare_numbers);
    return numbers;
}

static double read_end(ChartBuilder *builder, const MarkScale *scale, const cJSON *item)
{
    Value value;
    if (!spec_datum(&builder->context, item, &value))
        return NAN;
    const double number =
        scale->scale->type == SCALE_TIME ? value_to_time_loosely(value) : layer_number(value);
    if (isnan(number))
        spec_fail(&builder->context, &rule_spec_value, item,
                  "a domain needs numbers, or dates on a time scale");
    return number;
}

/* The domain that the spec gives; FALSE: none. */
static gboolean read_domain(ChartBuilder *builder, MarkScale *scale)
{
    const cJSON *list = chart_scale_property(builder->panels, scale->channel, "domain");
    if (!cJSON_IsArray(list))
        return FALSE;
    for (const cJSON *item = list->child; item; item = item->next) {
        const double number = read_end(builder, scale, item);
        g_array_append_val(scale->stops, number);
    }
    if (scale->kind != MARK_SCALE_CLASSES && scale->stops->len < 2)
        spec_fail(&builder->context, &rule_spec_value, list, "a continuous domain has two ends");
    return TRUE;
}

static void widen_to_zero(GArray *stops)
{
    double *first = &g_array_index(stops, double, 0);
    double *last = &g_array_index(stops, double, stops->len - 1);
    *first = fmin(*first, 0);
    *last = fmax(*last, 0);
}

static void adjust_ends(ChartBuilder *builder, MarkScale *scale, gboolean given)
{
    const GPtrArray *panels = builder->panels;
    const cJSON *zero = chart_scale_property(panels, scale->channel, "zero");
    const cJSON *ends[] = {chart_scale_property(panels, scale->channel, "domainMin"),
                           chart_scale_property(panels, scale->channel, "domainMax")};
    const cJSON *middle = chart_scale_property(panels, scale->channel, "domainMid");
    const gboolean numbers = scale->scale->type != SCALE_TIME && scale->scale->type != SCALE_LOG;
    if (numbers &&
        (zero ? cJSON_IsTrue(zero)
              : !given && scale->channel == CHANNEL_SIZE && scale->kind == MARK_SCALE_CONTINUOUS &&
                    scale->spec->type == TYPE_QUANTITATIVE))
        widen_to_zero(scale->stops);
    for (int e = 0; e < 2; e++) {
        if (ends[e])
            g_array_index(scale->stops, double, e ? scale->stops->len - 1 : 0) =
                read_end(builder, scale, ends[e]);
    }
    if (middle) {
        const double number = read_end(builder, scale, middle);
        guint at = scale->stops->len - 1;
        at = number > g_array_index(scale->stops, double, at)  ? at + 1
             : number < g_array_index(scale->stops, double, 0) ? 0
                                                               : at;
        g_array_insert_val(scale->stops, at, number);
    }
}

static void continuous_domain(ChartBuilder *builder, MarkScale *scale)
{
    const GPtrArray *panels = builder->panels;
    Scale *whole = scale->scale;
    const gboolean given = read_domain(builder, scale);
    if (!given) {
        g_autoptr(GArray) numbers = collect_numbers(panels, scale->channel, builder->chart->config);
        const guint n = numbers->len;
        const double ends[2] = {n ? g_array_index(numbers, double, 0) : 0,
                                n ? g_array_index(numbers, double, n - 1) : 1};
        g_array_append_vals(scale->stops, ends, 2);
    }
    if (builder->context.failed)
        return;
    adjust_ends(builder, scale, given);
    double *stops = (double *)(void *)scale->stops->data;
    whole->domain[0] = stops[0];
    whole->domain[1] = stops[scale->stops->len - 1];
    const cJSON *nice = chart_scale_property(panels, scale->channel, "nice");
    if (cJSON_IsTrue(nice) || cJSON_IsNumber(nice)) {
        scale_nice(whole);
        stops[0] = whole->domain[0];
        stops[scale->stops->len - 1] = whole->domain[1];
    }
    if (whole->type == SCALE_LOG && whole->domain[0] * whole->domain[1] <= 0)
        spec_fail(&builder->context, &rule_spec_value, scale->spec->json,
                  "a log scale cannot show zero or a change of sign: %g to %g", whole->domain[0],
                  whole->domain[1]);
    scale_set_range(whole, 0, 1);
}

/* d3.quantileSorted */
static double quantile(const GArray *sorted, double share)
{
    const double place = share * (sorted->len - 1);
    const guint at = (guint)floor(place);
    const double low = g_array_index(sorted, double, at);
    return at + 1 >= sorted->len
               ? low
               : low + (g_array_index(sorted, double, at + 1) - low) * (place - at);
}

void mark_scale_find_bounds(ChartBuilder *builder, MarkScale *scale)
{
    if (scale->classes == CLASSES_THRESHOLD || scale->classes == CLASSES_BINS)
        return; /* its domain */
    const guint n = scale->colors    ? scale->colors->len
                    : scale->numbers ? scale->numbers->len
                                     : scale->items->len;
    g_autoptr(GArray) numbers = NULL;
    if (scale->classes == CLASSES_QUANTILE) {
        numbers = scale->stops->len > 0
                      ? g_array_copy(scale->stops)
                      : collect_numbers(builder->panels, scale->channel, builder->chart->config);
        g_array_sort(numbers, compare_numbers);
    }
    const double low = scale->scale->domain[0], high = scale->scale->domain[1];
    g_array_set_size(scale->stops, 0);
    for (guint i = 1; i < n; i++) {
        const double share = i / (double)n;
        const double bound = numbers ? (numbers->len ? quantile(numbers, share) : 0)
                                     : low * (1 - share) + high * share;
        g_array_append_val(scale->stops, bound);
    }
    if (numbers && numbers->len > 0) {
        scale->scale->domain[0] = g_array_index(numbers, double, 0);
        scale->scale->domain[1] = g_array_index(numbers, double, numbers->len - 1);
    }
}

/* The bounds between all bins that there can be. */
static void bin_bounds(const GPtrArray *panels, MarkScale *scale)
{
    const Panel *panel = panels->pdata[0];
    const Bins *bins = NULL;
    for (guint i = 0; i < panel->layers->len && !bins; i++) {
        const Layer *layer = panel->layers->pdata[i];
        if (channel_has_scale(&layer->channels[scale->channel]) &&
            layer->bins[scale->channel].step > 0)
            bins = &layer->bins[scale->channel];
    }
    const double start = bins ? bins->start : 0, stop = bins ? bins->stop : 1;
    const double step = bins ? bins->step : 1;
    const guint n = (guint)fmin(round((stop - start) / step), 1000);
    for (guint i = 1; i < n; i++) {
        const double bound = start + i * step;
        g_array_append_val(scale->stops, bound);
    }
    scale->scale->domain[0] = start;
    scale->scale->domain[1] = stop;
}

void mark_scale_find_domain(ChartBuilder *builder, MarkScale *scale)
{
    if (scale->classes == CLASSES_BINS)
        bin_bounds(builder->panels, scale);
    else if (scale->kind == MARK_SCALE_ORDINAL) {
        chart_add_categories(builder->panels, scale->channel, scale->scale);
    } else if (scale->kind == MARK_SCALE_CONTINUOUS || scale->classes == CLASSES_QUANTIZE) {
        continuous_domain(builder, scale);
    } else if (!read_domain(builder, scale) && scale->classes == CLASSES_THRESHOLD) {
        spec_fail(&builder->context, &rule_spec_value, scale->spec->json,
                  "a threshold scale needs a 'domain': the bounds of its classes");
    } else if (scale->classes == CLASSES_THRESHOLD) {
        scale->scale->domain[0] = g_array_index(scale->stops, double, 0);
        scale->scale->domain[1] = g_array_index(scale->stops, double, scale->stops->len - 1);
    }
}
