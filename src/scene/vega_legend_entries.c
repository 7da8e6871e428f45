/* What a legend lists: values of its scale and their labels (vega-encode's LegendEntries,
 * vega-scale's labels.js). */
#include "chart/format.h"
#include "chart/row_expression.h"
#include "chart/ticks.h"
#include "scene/vega_legend.h"

#include <math.h>
#include <string.h>

static void add_entry(Legend *legend, Value value, char *label, double from, double to)
{
    const LegendEntry entry = {.value = value, .label = label, .share = {from, to}, .shown = TRUE};
    g_array_append_val(legend->entries, entry);
}

static gboolean is_time(const VegaPage *page, const Legend *legend)
{
    const ChannelSpec *spec = vega_legend_scale(legend)->spec;
    const char *type = vega_legend_text(page, legend, "formatType");
    return type ? strcmp(type, "number") != 0 : spec->time_unit || spec->type == TYPE_TEMPORAL;
}

/* By the type that its labels have, which "formatType" may choose. */
static char *value_label(const VegaPage *page, const Legend *legend, Value value,
                         const char *format)
{
    ChannelSpec spec = *vega_legend_scale(legend)->spec;
    if (vega_legend_text(page, legend, "formatType"))
        spec.type = is_time(page, legend) ? TYPE_TEMPORAL : TYPE_QUANTITATIVE;
    return vega_value_text(value, &spec, format);
}

static char *range_label(const NumberFormat *format, double low, double high)
{
    g_autofree char *from = isfinite(low) ? number_format_apply(format, low) : NULL;
    g_autofree char *to = isfinite(high) ? number_format_apply(format, high) : NULL;
    return from && to ? g_strdup_printf("%s – %s", from, to)
           : to       ? g_strdup_printf("< %s", to)
                      : g_strdup_printf("≥ %s", from ? from : "");
}

/* ---- continuous domains
 * ------------------------------------------------------------------------------ */

/* d3's ticks; of a log scale only those that have room (vega-scale's tickLog). */
static GArray *list_ticks(const Scale *scale, double count)
{
    const double *d = scale->domain;
    if (scale->type == SCALE_TIME)
        return ticks_utc(d[0], d[1], count);
    if (scale->type != SCALE_LOG)
        return ticks_linear(d[0], d[1], count);
    GArray *ticks = ticks_log(d[0], d[1], scale->base, count);
    const double k = fmax(1, scale->base * count / fmax(ticks->len, 1));
    for (guint i = ticks->len; i-- > 0;) {
        const double tick = g_array_index(ticks, double, i);
        double share = fabs(tick) / pow(scale->base, round(log(fabs(tick)) / log(scale->base)));
        if (share * scale->base < scale->base - 0.5)
            share *= scale->base;
        if (share > k + 1e-9)
            g_array_remove_index(ticks, i);
    }
    return ticks;
}

static GArray *list_numbers(const VegaPage *page, const Legend *legend, double count)
{
    const cJSON *values = vega_legend_value(page, legend, "values");
    const Scale *scale = vega_legend_scale(legend)->scale;
    const Bins *bins = &legend->layer->bins[vega_legend_scale(legend)->channel];
    if (!cJSON_IsArray(values) && bins->step > 0) {
        GArray *starts = g_array_new(FALSE, FALSE, sizeof(double));
        for (guint i = 0; i < 1000 && bins->start + (i + 0.5) * bins->step < bins->stop; i++) {
            const double start = bins->start + i * bins->step;
            g_array_append_val(starts, start);
        }
        return starts;
    }
    if (!cJSON_IsArray(values))
        return list_ticks(scale, count);
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(double));
    for (const cJSON *item = values->child; item; item = item->next) {
        const Value value = spec_value(item);
        const double number =
            scale->type == SCALE_TIME ? value_to_time_loosely(value) : layer_number(value);
        if (isfinite(number))
            g_array_append_val(numbers, number);
    }
    return numbers;
}

static void list_continuous(const VegaPage *page, Legend *legend)
{
    const Scale *scale = vega_legend_scale(legend)->scale;
    const char *format = cJSON_GetStringValue(vega_legend_value(page, legend, "format"));
    const gboolean gradient = legend->kind == LEGEND_GRADIENT;
    const double usual = gradient ? fmax(2, 2 * floor(legend->length / 100)) : 5;
    const double wanted = vega_legend_number(page, legend, "tickCount", usual);
    const double least = vega_legend_number(page, legend, "tickMinStep", 0);
    const double most = floor(fabs(scale->domain[1] - scale->domain[0]) / least);
    const double count = least > 0 ? fmin(wanted, fmax(most, 1) + 1) : wanted;
    g_autoptr(GArray) numbers = list_numbers(page, legend, count);
    const gboolean given = cJSON_IsArray(vega_legend_value(page, legend, "values"));
    if (gradient && numbers->len < 3 && !given && scale->domain[0] < scale->domain[1]) {
        g_array_set_size(numbers, 0); /* the ends tell more */
        g_array_append_vals(numbers, scale->domain, 2);
    }
    g_autoptr(NumberFormat) parsed =
        is_time(page, legend)
            ? NULL
            : number_format_for_ticks(scale->domain[0], scale->domain[1], count, format);
    for (guint i = 0; i < numbers->len; i++) {
        const double number = g_array_index(numbers, double, i);
        if (i == 0 && !gradient && !given && legend->scales[LEGEND_SIZE] &&
            !(fabs(mark_scale_number(legend->scales[LEGEND_SIZE], value_number(number))) > 0))
            continue; /* nothing is to be seen of it */
        const double share = scale_number_position(scale, number);
        const double step = legend->layer->bins[vega_legend_scale(legend)->channel].step;
        if (step > 0) {
            add_entry(legend, value_number(number), range_label(parsed, number, number + step),
                      share, share);
            continue;
        }
        add_entry(legend, value_number(number),
                  parsed ? number_format_apply(parsed, number)
                         : value_label(page, legend, value_number(number), format),
                  share, share);
    }
}

/* ---- classes
 * ------------------------------------------------------------------------------------------ */

/* A bound's format goes by the smallest step between two (vega-scale's thresholdFormat). */
static NumberFormat *bound_format(const MarkScale *scale, const char *format)
{
    const GArray *bounds = scale->stops;
    double least = INFINITY;
    if (scale->classes == CLASSES_QUANTIZE)
        least = scale->scale->domain[1] - scale->scale->domain[0];
    if (scale->classes == CLASSES_THRESHOLD || scale->classes == CLASSES_BINS)
        return number_format_for_ticks(scale->scale->domain[0], scale->scale->domain[1], 5, format);
    for (guint i = 1; i < bounds->len && scale->classes != CLASSES_QUANTIZE; i++)
        least =
            fmin(least, g_array_index(bounds, double, i) - g_array_index(bounds, double, i - 1));
    return number_format_for_ticks(0, isfinite(least) ? least : 1, 30, format);
}

/* vega-scale's labelFraction */
static double bound_share(const MarkScale *scale, double bound)
{
    double low = scale->scale->domain[0], high = scale->scale->domain[1];
    if (scale->classes == CLASSES_THRESHOLD) {
        const guint n = scale->stops->len - 1;
        const double more = n > 0 ? (high - low) / n : 0.1;
        low -= more;
        high += more;
    }
    return high > low ? (bound - low) / (high - low) : 0;
}

static void list_classes(const VegaPage *page, Legend *legend)
{
    const MarkScale *scale = vega_legend_scale(legend);
    const GArray *bounds = scale->stops;
    const char *text = cJSON_GetStringValue(vega_legend_value(page, legend, "format"));
    g_autoptr(NumberFormat) format = bound_format(scale, text);
    for (guint i = 0; i <= bounds->len; i++) {
        const double low = i > 0 ? g_array_index(bounds, double, i - 1) : -INFINITY;
        const double high = i < bounds->len ? g_array_index(bounds, double, i) : INFINITY;
        const double inside = isfinite(low) ? low : -G_MAXDOUBLE;
        char *label = legend->kind == LEGEND_SYMBOLS ? range_label(format, low, high)
                      : i > 0                        ? number_format_apply(format, low)
                                                     : g_strdup("");
        add_entry(legend, value_number(inside), label, i > 0 ? bound_share(scale, low) : 0,
                  i < bounds->len ? bound_share(scale, high) : 1);
    }
}

/* ---- categories
 * --------------------------------------------------------------------------------------- */

static char *category_label(const VegaPage *page, const Legend *legend, Value value,
                            const char *format)
{
    if (value.type != VALUE_STRING)
        return value_label(page, legend, value, format);
    char *end;
    const double number = g_ascii_strtod(value.as.string, &end);
    const gboolean numeric = *value.as.string && !*end;
    return value_label(page, legend,
                       numeric && (is_time(page, legend) || format) ? value_number(number) : value,
                       format);
}

static void list_categories(const VegaPage *page, Legend *legend)
{
    const MarkScale *scale = vega_legend_scale(legend);
    const cJSON *values = vega_legend_value(page, legend, "values");
    const char *format = cJSON_GetStringValue(vega_legend_value(page, legend, "format"));
    if (cJSON_IsArray(values)) {
        for (const cJSON *item = values->child; item; item = item->next)
            add_entry(legend, spec_value(item),
                      category_label(page, legend, spec_value(item), format), 0, 0);
        return;
    }
    const GPtrArray *categories = scale->scale->categories;
    const guint limit = (guint)vega_legend_number(page, legend, "symbolLimit", 30);
    const guint n = limit > 0 && categories->len > limit ? limit - 1 : categories->len;
    for (guint i = 0; i < n; i++) {
        const Value value = value_string(categories->pdata[i]);
        add_entry(legend, value, category_label(page, legend, value, format), 0, 0);
    }
    if (n < categories->len)
        add_entry(legend, value_string(categories->pdata[n]),
                  g_strdup_printf("…%u entries", categories->len - n), 0, 0);
}

/* The plot of the legend's first layer. */
static const Panel *panel_of(const VegaPage *page, const Legend *legend)
{
    const GPtrArray *panels = page->chart->panels;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        if (g_ptr_array_find(panel->layers, legend->layer, NULL))
            return panel;
    }
    return page->panel;
}

/* px of a gradient (Vega-Lite's defaultGradientLength) */
static double gradient_length(const VegaPage *page, const Legend *legend)
{
    const double *plot = panel_of(page, legend)->size;
    const double given = vega_legend_number(page, legend, "gradientLength", NAN);
    const char *orient = cJSON_GetStringValue(vega_legend_value(page, legend, "orient"));
    if (!isnan(given) || legend->kind == LEGEND_BANDS)
        return isnan(given) ? 200 : given;
    const gboolean along = g_strcmp0(orient, "top") == 0 || g_strcmp0(orient, "bottom") == 0;
    const double least = vega_legend_number(
        page, legend,
        legend->horizontal ? "gradientHorizontalMinLength" : "gradientVerticalMinLength", 64);
    const double most = vega_legend_number(
        page, legend,
        legend->horizontal ? "gradientHorizontalMaxLength" : "gradientVerticalMaxLength", 200);
    if (legend->horizontal)
        return along ? CLAMP(plot[CHANNEL_X], least, most) : least;
    return CLAMP(plot[CHANNEL_Y], least, most);
}

/* Labels as labelExpr makes them of datum.value, datum.label and datum.index. */
static void relabel(const VegaPage *page, Legend *legend)
{
    const cJSON *text = vega_legend_own(page, legend, "labelExpr");
    if (!text)
        return;
    g_autoptr(Findings) findings = findings_new();
    SpecContext context = {
        .document = page->chart->document, .findings = findings, .config = page->config};
    g_autoptr(FrameArena) arena = frame_arena_new();
    g_autoptr(Frame) rows = frame_new(arena);
    const guint value = frame_column_add(rows, "value"), label = frame_column_add(rows, "label");
    const guint index = frame_column_add(rows, "index");
    g_autoptr(RowExpression) expression = row_expression_parse(text, rows, &context);
    for (guint i = 0; expression && i < legend->entries->len; i++) {
        LegendEntry *entry = &g_array_index(legend->entries, LegendEntry, i);
        const guint row = frame_row_add(rows, NULL);
        frame_set(rows, row, value, entry->value);
        frame_set(rows, row, label, value_string(frame_arena_text(arena, entry->label)));
        frame_set(rows, row, index, value_number(i));
        const Value made = row_expression_evaluate(expression, row);
        g_free(entry->label);
        entry->label = made.type == VALUE_NULL ? g_strdup("") : value_to_text(made);
    }
}

void vega_legend_list(const VegaPage *page, Legend *legend)
{
    const MarkScale *scale = vega_legend_scale(legend);
    legend->length = legend->kind == LEGEND_SYMBOLS ? 0 : gradient_length(page, legend);
    if (scale->kind == MARK_SCALE_CONTINUOUS)
        list_continuous(page, legend);
    else if (scale->kind == MARK_SCALE_CLASSES)
        list_classes(page, legend);
    else
        list_categories(page, legend);
    relabel(page, legend);
}
