#include "scene/vega_ticks.h"

#include "chart/format.h"
#include "chart/ticks.h"

#include <math.h>
#include <string.h>

static void tick_clear(gpointer data)
{
    g_free(((VegaTick *)data)->label);
}

static GArray *ticks_new(void)
{
    GArray *ticks = g_array_new(FALSE, FALSE, sizeof(VegaTick));
    g_array_set_clear_func(ticks, tick_clear);
    return ticks;
}

/* ---- continuous scales
 * ----------------------------------------------------------------------------- */

static char *continuous_label(const Scale *scale, double number, const NumberFormat *numbers,
                              const char *format, const ChannelSpec *spec)
{
    if (scale->type != SCALE_TIME)
        return number_format_apply(numbers, number);
    if (format)
        return time_format_apply(format, number);
    g_autofree char *unit = spec->time_unit ? time_unit_format(spec->time_unit) : NULL;
    return unit ? time_format_apply(unit, number) : time_format_multi(number);
}

static GArray *place_ticks(const Scale *scale, const GArray *numbers, double count,
                           const char *format, const ChannelSpec *spec)
{
    GArray *ticks = ticks_new();
    g_autoptr(NumberFormat) parsed =
        scale->type == SCALE_TIME
            ? NULL
            : number_format_for_ticks(scale->domain[0], scale->domain[1], count, format);
    for (guint i = 0; i < numbers->len; i++) {
        const double number = g_array_index(numbers, double, i);
        const VegaTick tick = {scale_number_position(scale, number),
                               continuous_label(scale, number, parsed, format, spec), TRUE};
        g_array_append_val(ticks, tick);
    }
    return ticks;
}

GArray *vega_ticks_of(const Scale *scale, double count, const char *format, const ChannelSpec *spec)
{
    const double *d = scale->domain;
    g_autoptr(GArray) numbers = scale->type == SCALE_TIME  ? ticks_utc(d[0], d[1], count)
                                : scale->type == SCALE_LOG ? ticks_log(d[0], d[1], 10, count)
                                                           : ticks_linear(d[0], d[1], count);
    return place_ticks(scale, numbers, count, format, spec);
}

/* ---- what the layers say of an axis
 * ---------------------------------------------------------------------- */

static const cJSON *axis_property(const VegaPage *page, Channel channel, const char *name)
{
    for (guint i = 0; i < page->panel->layers->len; i++) {
        const Layer *layer = page->panel->layers->pdata[i];
        const cJSON *item = json_member(layer->channels[channel].axis, name);
        if (layer->channels[channel].present && item)
            return item;
    }
    return config_value(page->config, "axis", name);
}

static const Layer *leading_layer(const VegaPage *page, Channel channel)
{
    for (guint i = 0; i < page->panel->layers->len; i++) {
        const Layer *layer = page->panel->layers->pdata[i];
        const ChannelSpec *spec = &layer->channels[channel];
        if (vega_shows_data(spec))
            return layer;
    }
    return NULL;
}

static gboolean property_flag(const VegaPage *page, Channel channel, const char *name,
                              gboolean fallback)
{
    const cJSON *item = axis_property(page, channel, name);
    return cJSON_IsBool(item) ? cJSON_IsTrue(item) != 0 : fallback;
}

/* ---- ticks of an axis
 * -------------------------------------------------------------------------------------- */

/* Lone months, hours, weekdays and quarters are few: d3's usual count. */
static double default_count(const VegaPage *page, const VegaAxis *axis)
{
    const TimeUnit unit = axis->spec->time_unit;
    const double length = axis->channel == CHANNEL_X ? page->width : page->height;
    if (axis->spec->bin)
        return ceil(length / 10);
    if (axis->scale->type == SCALE_LOG || unit == TIME_MONTH || unit == TIME_HOURS ||
        unit == TIME_DAY_OF_WEEK || unit == TIME_QUARTER)
        return 10;
    return ceil(length / 40);
}

/* No ticks finer than the time unit, or than whole numbers. */
static double limit_count(const VegaAxis *axis, const char *format, double count)
{
    const double *d = axis->scale->domain;
    const double least = g_strcmp0(format, "d") == 0 ? 1
                         : axis->spec->time_unit     ? time_unit_duration(axis->spec->time_unit)
                                                     : NAN;
    if (isnan(least))
        return count;
    const double most = floor(fabs(d[1] - d[0]) / least);
    return fmin(count, (most > 0 ? most : 1) + 1);
}

/* vega-scale's validTicks: the ends of bins, every other one left out until they are few. */
static GArray *bin_ticks(const VegaAxis *axis, const Bins *bins, double count)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(double));
    const double n = round((bins->stop - bins->start) / bins->step);
    const double low = floor(fmin(axis->scale->range[0], axis->scale->range[1]));
    const double high = ceil(fmax(axis->scale->range[0], axis->scale->range[1]));
    for (guint i = 0; i <= n; i++) {
        const double end = bins->start + i * bins->step;
        const double place = scale_number_position(axis->scale, end);
        if (place >= low && place <= high)
            g_array_append_val(ends, end);
    }
    if (axis->scale->range[0] > axis->scale->range[1])
        ticks_reverse(ends);
    guint stride = 1, left = ends->len;
    while (left > count && left >= 3) {
        left = (left + 1) / 2;
        stride *= 2;
    }
    GArray *few = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < ends->len; i += stride)
        g_array_append_val(few, g_array_index(ends, double, i));
    if (few->len < 3 && ends->len > 1) {
        g_array_set_size(few, 0);
        g_array_append_val(few, g_array_index(ends, double, 0));
        g_array_append_val(few, g_array_index(ends, double, ends->len - 1));
    }
    return few;
}

static GArray *continuous_ticks(const VegaPage *page, const VegaAxis *axis)
{
    const cJSON *values = axis_property(page, axis->channel, "values");
    const cJSON *wanted = axis_property(page, axis->channel, "tickCount");
    const char *format = cJSON_GetStringValue(axis_property(page, axis->channel, "format"));
    double count = cJSON_IsNumber(wanted) ? wanted->valuedouble : default_count(page, axis);
    count = limit_count(axis, format, count);
    if (!cJSON_IsArray(values) && axis->bins.step > 0) {
        g_autoptr(GArray) ends = bin_ticks(axis, &axis->bins, count);
        return place_ticks(axis->scale, ends, count, format, axis->spec);
    }
    if (!cJSON_IsArray(values))
        return vega_ticks_of(axis->scale, count, format, axis->spec);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(double));
    const double low = fmin(axis->scale->range[0], axis->scale->range[1]);
    const double high = fmax(axis->scale->range[0], axis->scale->range[1]);
    for (const cJSON *item = values->child; item; item = item->next) {
        const Value value = spec_value(item);
        const double number =
            axis->scale->type == SCALE_TIME ? value_to_time_loosely(value) : layer_number(value);
        const double place = scale_number_position(axis->scale, number);
        if (place >= floor(low) && place <= ceil(high))
            g_array_append_val(numbers, number);
    }
    return place_ticks(axis->scale, numbers, fmax(1, numbers->len), format, axis->spec);
}

static Value category_value(const ChannelSpec *spec, const char *text)
{
    if (spec->time_unit || spec->type == TYPE_TEMPORAL)
        return value_number(g_ascii_strtod(text, NULL));
    return value_string(text);
}

static GArray *discrete_ticks(const VegaPage *page, const VegaAxis *axis)
{
    GArray *ticks = ticks_new();
    const char *format = cJSON_GetStringValue(axis_property(page, axis->channel, "format"));
    const double limit = config_number(page->config, "axis", "labelLimit", 180);
    const double size = config_number(page->config, "axis", "labelFontSize", 10);
    for (guint i = 0; i < axis->scale->categories->len; i++) {
        const char *text = axis->scale->categories->pdata[i];
        Value value = category_value(axis->spec, text);
        const double place = scale_position(axis->scale, value_string(text));
        char *end;
        const double number = g_ascii_strtod(text, &end);
        if (format && !axis->spec->time_unit && *text && !*end)
            value = value_number(number);
        g_autofree char *label = vega_value_text(value, axis->spec, format);
        const VegaTick tick = {place, vega_text_limit(page, label, limit, size), TRUE};
        g_array_append_val(ticks, tick);
    }
    return ticks;
}

/* ---- labels
 * -----------------------------------------------------------------------------------------------
 */

TextAnchor vega_axis_anchor(const VegaAxis *axis, const VegaTick *tick)
{
    if (axis->channel != CHANNEL_X || scale_is_discrete(axis->scale) || !isnan(axis->angle) ||
        axis->spec->type > TYPE_TEMPORAL)
        return axis->anchor;
    const double *range = axis->scale->range;
    if (fabs(tick->place - fmin(range[0], range[1])) < 1)
        return ANCHOR_START;
    if (fabs(tick->place - fmax(range[0], range[1])) < 1)
        return ANCHOR_END;
    return axis->anchor;
}

/* The label's extent along the axis. */
static void label_span(const VegaPage *page, const VegaAxis *axis, const VegaTick *tick,
                       double span[2])
{
    const double size = config_number(page->config, "axis", "labelFontSize", 10);
    const double width = vega_text_width(page, tick->label, size, 400);
    const double angle = isnan(axis->angle) ? 0 : axis->angle * G_PI / 180;
    const TextAnchor anchor = vega_axis_anchor(axis, tick);
    const gboolean across = axis->channel == CHANNEL_X;
    const double along = fabs(across ? cos(angle) : sin(angle)) * width +
                         fabs(across ? sin(angle) : cos(angle)) * size;
    const gboolean level = fabs(sin(angle)) < 0.5;
    const double share = level != across || anchor == ANCHOR_MIDDLE ? 0.5
                         : anchor == ANCHOR_START                   ? 0
                                                                    : 1;
    span[0] = tick->place - share * along;
    span[1] = span[0] + along;
}

static gboolean any_overlap(const VegaPage *page, const VegaAxis *axis, const GArray *shown)
{
    for (guint i = 1; i < shown->len; i++) {
        double a[2], b[2];
        label_span(page, axis, g_array_index(shown, VegaTick *, i - 1), a);
        label_span(page, axis, g_array_index(shown, VegaTick *, i), b);
        if (fmax(b[0] - a[1], a[0] - b[1]) < 0)
            return TRUE;
    }
    return FALSE;
}

/* vega-view-transforms' Overlap by parity: every other label goes until none overlap. */
static void thin_labels(const VegaPage *page, VegaAxis *axis)
{
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(VegaTick *));
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        if (*tick->label)
            g_array_append_val(shown, tick);
    }
    if (shown->len == 0)
        return;
    VegaTick *last = g_array_index(shown, VegaTick *, shown->len - 1);
    while (shown->len >= 3 && any_overlap(page, axis, shown)) {
        for (guint i = shown->len; i-- > 0;) {
            if (i % 2) {
                g_array_index(shown, VegaTick *, i)->shown = FALSE;
                g_array_remove_index(shown, i);
            }
        }
    }
    if (shown->len < 3 && !last->shown) {
        if (shown->len > 1)
            g_array_index(shown, VegaTick *, shown->len - 1)->shown = FALSE;
        last->shown = TRUE;
    }
}

/* defaultLabelBaseline, defaultLabelAlign of Vega-Lite's compile/axis/properties.ts */
static void place_labels(VegaAxis *axis)
{
    const gboolean across = axis->channel == CHANNEL_X;
    axis->anchor = across ? ANCHOR_MIDDLE : ANCHOR_END;
    axis->baseline = across ? BASELINE_TOP : BASELINE_MIDDLE;
    if (isnan(axis->angle))
        return;
    const double a = axis->angle = fmod(fmod(axis->angle, 360) + 360, 360);
    const double start = across ? 0 : 90;
    if (across)
        axis->baseline = (a > 45 && a < 135) || (a > 225 && a < 315) ? BASELINE_MIDDLE
                         : a <= 45 || a >= 315                       ? BASELINE_TOP
                                                                     : BASELINE_BOTTOM;
    else if (!(a <= 45 || a >= 315 || (a >= 135 && a <= 225)))
        axis->baseline = a >= 45 && a <= 135 ? BASELINE_TOP : BASELINE_BOTTOM;
    if (fmod(a + start, 180) < 1e-9)
        axis->anchor = ANCHOR_MIDDLE;
    else
        axis->anchor = a > start && a < 180 + start ? ANCHOR_START : ANCHOR_END;
}

static double find_angle(const VegaPage *page, const VegaAxis *axis)
{
    const cJSON *angle = axis_property(page, axis->channel, "labelAngle");
    if (cJSON_IsNumber(angle))
        return angle->valuedouble;
    return axis->channel == CHANNEL_X && channel_is_discrete(axis->spec) && !axis->spec->time_unit
               ? 270
               : NAN;
}

/* Bins that the data have already, when the spec tells their step. */
static Bins known_bins(const VegaAxis *axis)
{
    const double step = json_number(json_member(axis->spec->json, "bin"), "step", 0);
    const double *domain = axis->scale->domain;
    if (!(step > 0) || (domain[1] - domain[0]) / step > 10000)
        return (Bins){0};
    const double n = floor((domain[1] - domain[0]) / step + 1e-9);
    return (Bins){domain[0], domain[0] + n * step, step};
}

gboolean vega_axis_init(VegaAxis *axis, const VegaPage *page, Channel channel)
{
    const Layer *layer = leading_layer(page, channel);
    *axis = (VegaAxis){.channel = channel, .scale = page->panel->scales[channel]};
    if (!layer || !axis->scale || layer->channels[channel].no_axis)
        return FALSE;
    axis->spec = &layer->channels[channel];
    const gboolean discrete = scale_is_discrete(axis->scale);
    axis->bins = layer->bins[channel];
    if (axis->spec->binned)
        axis->bins = known_bins(axis);
    axis->grid = property_flag(page, channel, "grid",
                               !discrete && !axis->spec->has_datum && !axis->spec->bin &&
                                   !axis->spec->binned);
    axis->labels = property_flag(page, channel, "labels", TRUE);
    axis->ticks = property_flag(page, channel, "ticks", TRUE);
    axis->domain = property_flag(page, channel, "domain", TRUE);
    axis->angle = find_angle(page, axis);
    place_labels(axis);
    axis->ticks_at = discrete ? discrete_ticks(page, axis) : continuous_ticks(page, axis);
    /* nothing tells which label of a category is missing, unless they are in an order */
    if (!discrete ||
        (axis->spec->sort && !cJSON_IsObject(axis->spec->sort) && !cJSON_IsNull(axis->spec->sort)))
        thin_labels(page, axis);
    return TRUE;
}

void vega_axis_clear(VegaAxis *axis)
{
    g_clear_pointer(&axis->ticks_at, g_array_unref);
}
