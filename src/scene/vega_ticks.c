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

/* Whether a logarithmic tick has a label (tickLog of vega-scale): of many only the round ones. */
static gboolean is_labelled(const Scale *scale, double number, double count, guint n_ticks)
{
    const double base = scale->base, most = fmax(1, base * count / n_ticks);
    if (scale->type != SCALE_LOG)
        return TRUE;
    double leading = number / pow(base, round(log(number) / log(base)));
    if (leading * base < base - 0.5)
        leading *= base;
    return leading <= most;
}

static GArray *place_ticks(const Scale *scale, const GArray *numbers, double count,
                           const char *format, const ChannelSpec *spec)
{
    GArray *ticks = ticks_new();
    g_autoptr(NumberFormat) parsed =
        scale->type == SCALE_TIME ? NULL
        : scale->type == SCALE_LOG
            ? number_format_for_floats(format)
            : number_format_for_ticks(scale->domain[0], scale->domain[1], count, format);
    for (guint i = 0; i < numbers->len; i++) {
        const double number = g_array_index(numbers, double, i);
        const VegaTick tick = {scale_number_position(scale, number), value_number(number),
                               is_labelled(scale, number, count, numbers->len)
                                   ? continuous_label(scale, number, parsed, format, spec)
                                   : g_strdup(""),
                               TRUE};
        g_array_append_val(ticks, tick);
    }
    return ticks;
}

GArray *vega_ticks_of(const Scale *scale, double count, const char *format, const ChannelSpec *spec)
{
    const double *d = scale->domain;
    g_autoptr(GArray) numbers = scale->type == SCALE_TIME ? ticks_utc(d[0], d[1], count)
                                : scale->type == SCALE_LOG
                                    ? ticks_log(d[0], d[1], scale->base, count)
                                    : ticks_linear(d[0], d[1], count);
    return place_ticks(scale, numbers, count, format, spec);
}

/* ---- ticks of an axis -------------------------------------------------------------------------
 */

/* Lone months, hours, weekdays and quarters are few: d3's usual count. */
static double default_count(const VegaAxis *axis)
{
    const TimeUnit unit = axis->spec->time_unit;
    const double length = axis->panel->size[axis->channel];
    if (axis->spec->bin)
        return ceil(length / 10);
    if (axis->scale->type == SCALE_LOG || unit == TIME_MONTH || unit == TIME_HOURS ||
        unit == TIME_DAY_OF_WEEK || unit == TIME_QUARTER)
        return 10;
    return ceil(length / 40);
}

/* No ticks finer than the time unit, than whole numbers, or than the spec says. */
static double limit_count(const VegaAxis *axis, const char *format, double count)
{
    const double *d = axis->scale->domain;
    const double step = axis->spec->time.step > 1 ? axis->spec->time.step : 1;
    const double least =
        vega_axis_number(axis, "tickMinStep", -1,
                         g_strcmp0(format, "d") == 0 ? 1
                         : axis->spec->time_unit ? step * time_unit_duration(axis->spec->time_unit)
                                                 : NAN);
    if (isnan(least) || !(least > 0))
        return count;
    const double most = floor(fabs(d[1] - d[0]) / least);
    return fmin(count, (most > 0 ? most : 1) + 1);
}

/* Ends of bins within the plot, every other one left out until they are few (validTicks of
 * vega-scale). */
static GArray *bin_ticks(const VegaAxis *axis, double count)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(double));
    const Bins *bins = &axis->bins;
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

/* "day", {"interval": "month", "step": 3}: the times of an axis at whole intervals. */
static GArray *interval_ticks(const VegaAxis *axis, const cJSON *wanted)
{
    enum { DAY = TIME_YEAR | TIME_MONTH | TIME_DATE, MINUTE = DAY | TIME_HOURS | TIME_MINUTES };
    static const struct {
        const char *name;
        TimeUnit unit;
    } intervals[] = {
        {"millisecond", MINUTE | TIME_SECONDS | TIME_MILLISECONDS},
        {"second", MINUTE | TIME_SECONDS},
        {"minute", MINUTE},
        {"hour", DAY | TIME_HOURS},
        {"day", DAY},
        {"week", TIME_YEAR | TIME_WEEK},
        {"month", TIME_YEAR | TIME_MONTH},
        {"year", TIME_YEAR},
    };
    const char *name =
        cJSON_IsObject(wanted) ? json_string(wanted, "interval") : cJSON_GetStringValue(wanted);
    TimeBins bins = {TIME_YEAR, (guint)json_number(wanted, "step", 1), 0, FALSE};
    for (gsize i = 0; name && i < G_N_ELEMENTS(intervals); i++) {
        if (strcmp(name, intervals[i].name) == 0)
            bins.unit = intervals[i].unit;
    }
    GArray *times = g_array_new(FALSE, FALSE, sizeof(double));
    const double low = fmin(axis->scale->domain[0], axis->scale->domain[1]);
    const double high = fmax(axis->scale->domain[0], axis->scale->domain[1]);
    double time = time_bins_floor(&bins, low);
    while (time <= high && times->len < 1000) {
        if (time >= low)
            g_array_append_val(times, time);
        /* a step may lead beyond the last one of a month, where they begin anew */
        const double next = time_bins_floor(&bins, time_bins_next(&bins, time));
        time = next > time ? next : INFINITY;
    }
    return times;
}

static Value listed_value(const VegaAxis *axis, const cJSON *item)
{
    const ChannelSpec *spec = axis->spec;
    return spec_constant(item, spec->time.binned ? 0 : spec->time_unit,
                         spec->type == TYPE_TEMPORAL);
}

/* A value of "values": dates are objects, texts, milliseconds, or numbers of the channel's unit. */
static double listed_number(const VegaAxis *axis, const cJSON *item)
{
    const Value value = listed_value(axis, item);
    return axis->scale->type == SCALE_TIME ? value_to_time_loosely(value) : layer_number(value);
}

static GArray *listed_ticks(const VegaAxis *axis, const cJSON *values)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(double));
    const double low = fmin(axis->scale->range[0], axis->scale->range[1]);
    const double high = fmax(axis->scale->range[0], axis->scale->range[1]);
    for (const cJSON *item = values->child; item; item = item->next) {
        const double number = listed_number(axis, item);
        const double place = scale_number_position(axis->scale, number);
        if (place >= floor(low) && place <= ceil(high))
            g_array_append_val(numbers, number);
    }
    return numbers;
}

static const char *axis_format(const VegaAxis *axis)
{
    const char *format = vega_axis_text(axis, "format");
    if (axis->spec->stack == STACK_NORMALIZE) /* even where the axis has a format of its own */
        format = config_text(axis->page->config, "", "normalizedNumberFormat");
    if (format || axis->scale->type == SCALE_TIME || axis->spec->time_unit)
        return format;
    return axis->spec->type == TYPE_QUANTITATIVE
               ? config_text(axis->page->config, "", "numberFormat")
               : NULL;
}

static GArray *continuous_ticks(const VegaAxis *axis)
{
    const cJSON *values = vega_axis_value(axis, "values", -1);
    const cJSON *wanted = vega_axis_value(axis, "tickCount", -1);
    const char *format = axis_format(axis);
    double count = cJSON_IsNumber(wanted) ? wanted->valuedouble : default_count(axis);
    g_autoptr(GArray) numbers = NULL;
    if (axis->bins.step > 0)
        count = fmax(count, round((axis->bins.stop - axis->bins.start) / axis->bins.step) + 1);
    count = limit_count(axis, format, count);
    if (cJSON_IsArray(values)) {
        numbers = listed_ticks(axis, values);
        count = fmax(1, numbers->len);
    } else if (axis->scale->type == SCALE_TIME &&
               (cJSON_IsString(wanted) || cJSON_IsObject(wanted))) {
        numbers = interval_ticks(axis, wanted);
    } else if (axis->bins.step > 0) {
        numbers = bin_ticks(axis, count);
    } else {
        return vega_ticks_of(axis->scale, count, format, axis->spec);
    }
    return place_ticks(axis->scale, numbers, count, format, axis->spec);
}

/* "format" by unit: {"year": "%Y", "month": "%b"} */
static void format_by_unit(const VegaAxis *axis)
{
    const cJSON *formats = vega_axis_value(axis, "format", -1);
    if (!cJSON_IsObject(formats) || axis->scale->type != SCALE_TIME)
        return;
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const double time = tick->value.as.number;
        const char *unit = time_format_multi_unit(time), *format = json_string(formats, unit);
        if (!format && strcmp(unit, "date") == 0)
            format = json_string(formats, "day");
        g_free(tick->label);
        tick->label = time_format_apply(format ? format : time_format_multi_specifier(time), time);
    }
}

static Value category_value(const ChannelSpec *spec, const char *text)
{
    if ((spec->time_unit || spec->type == TYPE_TEMPORAL) && !spec->bin)
        return value_number(g_ascii_strtod(text, NULL));
    return value_string(text);
}

static gboolean is_listed(const VegaAxis *axis, const cJSON *values, const char *text)
{
    for (const cJSON *item = values->child; item; item = item->next) {
        g_autofree char *own = value_to_text(listed_value(axis, item));
        if (strcmp(own, text) == 0)
            return TRUE;
    }
    return FALSE;
}

/* By the type that its labels have, which "formatType" may choose. */
static gboolean names_times(const VegaAxis *axis)
{
    const char *type = vega_axis_text(axis, "formatType");
    return type ? strcmp(type, "time") == 0
                : axis->spec->time_unit || axis->spec->type == TYPE_TEMPORAL;
}

static char *category_label(const VegaAxis *axis, Value value, const char *text)
{
    const char *format = vega_axis_text(axis, "format");
    const gboolean time = names_times(axis);
    if (time && !format && !axis->spec->time_unit && value.type == VALUE_NUMBER)
        return time_format_multi(value.as.number);
    if (!format && !time)
        return g_strdup(text);
    if (!time && value.type == VALUE_STRING)
        return g_strdup("NaN");
    ChannelSpec spec = *axis->spec;
    spec.type = time ? TYPE_TEMPORAL : spec.type;
    return vega_value_text(value, &spec, format);
}

static GArray *discrete_ticks(const VegaAxis *axis)
{
    GArray *ticks = ticks_new();
    const cJSON *values = vega_axis_value(axis, "values", -1);
    for (guint i = 0; i < axis->scale->categories->len; i++) {
        const char *text = axis->scale->categories->pdata[i];
        Value value = category_value(axis->spec, text);
        if (cJSON_IsArray(values) && !is_listed(axis, values, text))
            continue;
        const double place = scale_position(axis->scale, value_string(text));
        char *end;
        const double number = g_ascii_strtod(text, &end);
        if (!axis->spec->time_unit && *text && !*end)
            value = value_number(number);
        const VegaTick tick = {place, value, category_label(axis, value, text), TRUE};
        g_array_append_val(ticks, tick);
    }
    return ticks;
}

/* ---- the axis ----------------------------------------------------------------------------------
 */

static const Layer *leading_layer(const Panel *panel, Channel channel)
{
    for (guint i = 0; i < panel->layers->len; i++) {
        const Layer *layer = panel->layers->pdata[i];
        if (channel_shows_data(&layer->channels[channel]))
            return layer;
    }
    return NULL;
}

/* What tells how the axis names its values: of times the first layer that has a unit. */
static const ChannelSpec *naming_spec(const VegaAxis *axis)
{
    const ChannelSpec *leading = &axis->layer->channels[axis->channel];
    for (guint i = 0; axis->scale->type == SCALE_TIME && i < axis->panel->layers->len; i++) {
        const Layer *layer = axis->panel->layers->pdata[i];
        const ChannelSpec *spec = &layer->channels[axis->channel];
        if (channel_shows_data(spec) && spec->time_unit)
            return spec;
    }
    return leading;
}

static const AxisSide sides[2][2] = {
    [CHANNEL_X] = {AXIS_BOTTOM, AXIS_TOP}, [CHANNEL_Y] = {AXIS_LEFT, AXIS_RIGHT}};

/* Puts the axis on its usual side, or where most of those before it are not.  FALSE: there is no
 * axis. */
static gboolean find_side(VegaAxis *axis, const guint before[N_AXIS_SIDES])
{
    const Channel channel = axis->channel;
    const AxisSide usual = sides[channel][0], other = sides[channel][1];
    axis->layer = leading_layer(axis->panel, channel);
    axis->scale = axis->panel->scales[channel];
    if (!axis->layer || !axis->scale || axis->layer->channels[channel].no_axis)
        return FALSE;
    axis->spec = naming_spec(axis);
    axis->side = before[usual] > before[other] ? other : usual;
    const char *orient = vega_axis_text(axis, "orient");
    if (orient)
        axis->side = strcmp(orient, channel == CHANNEL_X ? "top" : "right") == 0 ? other : usual;
    return TRUE;
}

/* Layers that have axes of their own draw them one after the other. */
static guint count_before(const VegaAxis *axis, guint sides_before[N_AXIS_SIDES])
{
    const Chart *chart = axis->page->chart;
    guint n = 0;
    for (guint p = 0; chart->grammar.overlaid && chart->panels->pdata[p] != axis->panel; p++) {
        VegaAxis other = {
            .page = axis->page, .panel = chart->panels->pdata[p], .channel = axis->channel};
        if (!find_side(&other, sides_before))
            continue;
        sides_before[other.side]++;
        n++;
    }
    return n;
}

/* Bins that the data have already, when the spec tells their step. */
static Bins known_bins(const VegaAxis *axis)
{
    const double step = bin_known_step(axis->spec);
    const double *domain = axis->scale->domain;
    if (isnan(step) || (domain[1] - domain[0]) / step > 10000)
        return (Bins){0};
    const double n = floor((domain[1] - domain[0]) / step + 1e-9);
    return (Bins){domain[0], domain[0] + n * step, step};
}

gboolean vega_axis_init(VegaAxis *axis, const VegaPage *page, Channel channel)
{
    guint sides_before[N_AXIS_SIDES] = {0};
    *axis = (VegaAxis){.page = page, .panel = page->panel, .channel = channel};
    const guint before = count_before(axis, sides_before);
    if (!find_side(axis, sides_before) || (before > 0 && !page->chart->grammar.own_axes[channel]))
        return FALSE;
    if (!axis->spec->axis && vega_axis_flag(axis, "disable", FALSE))
        return FALSE;
    const gboolean discrete = scale_is_discrete(axis->scale);
    axis->bins = axis->layer->bins[channel];
    if (axis->spec->binned && !discrete)
        axis->bins = known_bins(axis);
    axis->grid = vega_axis_flag(axis, "grid",
                                !discrete && !axis->spec->has_datum && !axis->spec->bin &&
                                    !axis->spec->binned);
    if (before > 0 && !vega_axis_own_value(axis, "grid"))
        axis->grid = FALSE;
    axis->labels = vega_axis_flag(axis, "labels", TRUE);
    axis->ticks = vega_axis_flag(axis, "ticks", TRUE);
    axis->domain = vega_axis_flag(axis, "domain", TRUE);
    vega_labels_place(axis);
    axis->ticks_at = discrete ? discrete_ticks(axis) : continuous_ticks(axis);
    format_by_unit(axis);
    vega_labels_finish(axis);
    return TRUE;
}

void vega_axis_clear(VegaAxis *axis)
{
    g_clear_pointer(&axis->ticks_at, g_array_unref);
    g_clear_pointer(&axis->tests, g_hash_table_unref);
    g_clear_pointer(&axis->rows, frame_free);
    g_clear_pointer(&axis->arena, frame_arena_free);
}
