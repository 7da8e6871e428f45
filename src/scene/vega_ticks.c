#include "scene/vega_ticks.h"

#include "chart/format.h"
#include "chart/row_expression.h"
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
        scale->type == SCALE_TIME
            ? NULL
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
    g_autoptr(GArray) numbers = scale->type == SCALE_TIME  ? ticks_utc(d[0], d[1], count)
                                : scale->type == SCALE_LOG ? ticks_log(d[0], d[1], 10, count)
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

/* A value of "values": dates are objects, texts or milliseconds. */
static double listed_number(const VegaAxis *axis, const cJSON *item)
{
    Value value = spec_value(item);
    if (cJSON_IsObject(item)) {
        g_autoptr(Findings) findings = findings_new();
        SpecContext context = {.document = axis->page->chart->document, .findings = findings};
        spec_datum(&context, item, &value);
    }
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

static Value category_value(const ChannelSpec *spec, const char *text)
{
    if ((spec->time_unit || spec->type == TYPE_TEMPORAL) && !spec->bin)
        return value_number(g_ascii_strtod(text, NULL));
    return value_string(text);
}

static gboolean is_listed(const cJSON *values, const char *text)
{
    for (const cJSON *item = values->child; item; item = item->next) {
        g_autofree char *own = value_to_text(spec_value(item));
        if (strcmp(own, text) == 0)
            return TRUE;
    }
    return FALSE;
}

static GArray *discrete_ticks(const VegaAxis *axis)
{
    GArray *ticks = ticks_new();
    const char *format = vega_axis_text(axis, "format");
    const cJSON *values = vega_axis_value(axis, "values", -1);
    const double band = vega_axis_number(axis, "bandPosition", -1, 0.5);
    for (guint i = 0; i < axis->scale->categories->len; i++) {
        const char *text = axis->scale->categories->pdata[i];
        Value value = category_value(axis->spec, text);
        if (cJSON_IsArray(values) && !is_listed(values, text))
            continue;
        const double place = scale_position(axis->scale, value_string(text)) +
                             (band - 0.5) * scale_bandwidth(axis->scale);
        char *end;
        const double number = g_ascii_strtod(text, &end);
        if (!axis->spec->time_unit && *text && !*end)
            value = value_number(number);
        const gboolean plain =
            !format && !axis->spec->time_unit && axis->spec->type != TYPE_TEMPORAL;
        const VegaTick tick = {place, value,
                               plain ? g_strdup(text) : vega_value_text(value, axis->spec, format),
                               TRUE};
        g_array_append_val(ticks, tick);
    }
    return ticks;
}

/* ---- labels ------------------------------------------------------------------------------------
 */

/* labelExpr over each tick, then labelLimit. */
static void finish_labels(VegaAxis *axis)
{
    const cJSON *text = vega_axis_value(axis, "labelExpr", -1);
    g_autoptr(Findings) findings = findings_new();
    SpecContext context = {.document = axis->page->chart->document,
                           .findings = findings,
                           .config = axis->page->config};
    g_autoptr(FrameArena) arena = frame_arena_new();
    g_autoptr(Frame) rows = frame_new(arena);
    const guint value = frame_column_add(rows, "value"), label = frame_column_add(rows, "label");
    const guint index = frame_column_add(rows, "index");
    g_autoptr(RowExpression) expression =
        cJSON_IsString(text) ? row_expression_parse(text, rows, &context) : NULL;
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const guint row = frame_row_add(rows, NULL);
        frame_set(rows, row, value, tick->value);
        frame_set(rows, row, label, value_string(frame_arena_text(arena, tick->label)));
        frame_set(rows, row, index, value_number(i));
        if (expression) {
            const Value made = row_expression_evaluate(expression, row);
            g_free(tick->label);
            tick->label = made.type == VALUE_NULL ? g_strdup("") : value_to_text(made);
        }
        const double limit = vega_axis_number(axis, "labelLimit", -1, 180);
        const double size = vega_axis_number(axis, "labelFontSize", (int)i, 10);
        char *cut = vega_text_limit(axis->page, tick->label, limit, size);
        g_free(tick->label);
        tick->label = cut;
    }
}

/* Whether a tick is at the scale's beginning (-1) or end (1); 0: neither. */
static int flush_end(const VegaAxis *axis, const VegaTick *tick)
{
    const double *range = axis->scale->range;
    const gboolean continuous = !scale_is_discrete(axis->scale);
    if (!axis->flush || !continuous)
        return 0;
    return fabs(tick->place - fmin(range[0], range[1])) < 1   ? -1
           : fabs(tick->place - fmax(range[0], range[1])) < 1 ? 1
                                                              : 0;
}

TextAnchor vega_axis_anchor(const VegaAxis *axis, const VegaTick *tick)
{
    const int end = axis->channel == CHANNEL_X ? flush_end(axis, tick) : 0;
    return end < 0 ? ANCHOR_START : end > 0 ? ANCHOR_END : axis->anchor;
}

Baseline vega_axis_baseline(const VegaAxis *axis, const VegaTick *tick)
{
    const int end = axis->channel == CHANNEL_Y ? flush_end(axis, tick) : 0;
    return end < 0 ? BASELINE_TOP : end > 0 ? BASELINE_BOTTOM : axis->baseline;
}

/* The label's extent along the axis. */
static void label_span(const VegaAxis *axis, const VegaTick *tick, double span[2])
{
    const double size = vega_axis_number(axis, "labelFontSize", -1, 10);
    const double width = vega_text_width(axis->page, tick->label, size, 400);
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

static gboolean overlap(const VegaAxis *axis, const VegaTick *one, const VegaTick *other)
{
    double a[2], b[2];
    label_span(axis, one, a);
    label_span(axis, other, b);
    return fmax(b[0] - a[1], a[0] - b[1]) < vega_axis_number(axis, "labelSeparation", -1, 0);
}

static gboolean any_overlap(const VegaAxis *axis, const GArray *shown)
{
    for (guint i = 1; i < shown->len; i++) {
        if (overlap(axis, g_array_index(shown, VegaTick *, i - 1),
                    g_array_index(shown, VegaTick *, i)))
            return TRUE;
    }
    return FALSE;
}

/* By parity every other label goes, greedily each that meets the last one that stays. */
static void reduce_labels(const VegaAxis *axis, GArray *shown, gboolean greedy)
{
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(VegaTick *));
    for (guint i = 0; i < shown->len; i++) {
        VegaTick *tick = g_array_index(shown, VegaTick *, i);
        const VegaTick *last =
            kept->len > 0 ? g_array_index(kept, VegaTick *, kept->len - 1) : NULL;
        tick->shown = greedy ? !last || !overlap(axis, last, tick) : i % 2 == 0;
        if (tick->shown)
            g_array_append_val(kept, tick);
    }
    g_array_set_size(shown, 0);
    g_array_append_vals(shown, kept->data, kept->len);
}

/* vega-view-transforms' Overlap: labels go until none overlap. */
static void thin_labels(const VegaAxis *axis, gboolean greedy)
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
    while (shown->len >= 3 && any_overlap(axis, shown))
        reduce_labels(axis, shown, greedy);
    if (shown->len < 3 && !last->shown) {
        if (shown->len > 1)
            g_array_index(shown, VegaTick *, shown->len - 1)->shown = FALSE;
        last->shown = TRUE;
    }
}

/* labelBound: labels that reach beyond the scale go. */
static void bound_labels(const VegaAxis *axis, double tolerance)
{
    const double *range = axis->scale->range;
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        double span[2];
        label_span(axis, tick, span);
        if (span[0] < fmin(range[0], range[1]) - tolerance ||
            span[1] > fmax(range[0], range[1]) + tolerance)
            tick->shown = FALSE;
    }
}

static void hide_labels(VegaAxis *axis)
{
    const ChannelSpec *spec = axis->spec;
    const cJSON *overlaps = vega_axis_value(axis, "labelOverlap", -1);
    const cJSON *bound = vega_axis_value(axis, "labelBound", -1);
    const char *word = cJSON_GetStringValue(overlaps);
    /* nothing tells which label of a category is missing */
    const gboolean thin =
        overlaps
            ? word || cJSON_IsTrue(overlaps)
            : spec->type == TYPE_QUANTITATIVE || spec->type == TYPE_TEMPORAL ||
                  (spec->time_unit && !cJSON_IsObject(spec->sort) && !cJSON_IsArray(spec->sort));
    const gboolean logarithmic = axis->scale->type == SCALE_LOG;
    if (thin)
        thin_labels(axis, word ? strcmp(word, "greedy") == 0 : logarithmic && !overlaps);
    if (cJSON_IsTrue(bound) || cJSON_IsNumber(bound))
        bound_labels(axis, cJSON_IsNumber(bound) ? bound->valuedouble : 1);
}

/* ---- place of labels ---------------------------------------------------------------------------
 */

static double normal_angle(double angle)
{
    return fmod(fmod(angle, 360) + 360, 360);
}

TextAnchor vega_label_anchor(double angle, const char *side, Channel channel)
{
    const gboolean across = channel == CHANNEL_X;
    const double a = normal_angle(angle), start = across ? 0 : 90;
    const gboolean main_side = strcmp(side, across ? "bottom" : "left") == 0;
    if (fmod(a + start, 180) < 1e-9)
        return ANCHOR_MIDDLE;
    return (a > start && a < 180 + start) == main_side ? ANCHOR_START : ANCHOR_END;
}

Baseline vega_label_baseline(double angle, const char *side, Channel channel)
{
    const double a = normal_angle(angle);
    const gboolean level = a <= 45 || a >= 315;
    if (channel == CHANNEL_X) {
        if ((a > 45 && a < 135) || (a > 225 && a < 315))
            return BASELINE_MIDDLE;
        return level == (strcmp(side, "top") == 0) ? BASELINE_BOTTOM : BASELINE_TOP;
    }
    if (level || (a >= 135 && a <= 225))
        return BASELINE_MIDDLE;
    return (a >= 45 && a <= 135) == (strcmp(side, "left") == 0) ? BASELINE_TOP : BASELINE_BOTTOM;
}

static double find_angle(const VegaAxis *axis)
{
    const cJSON *angle = vega_axis_value(axis, "labelAngle", -1);
    if (cJSON_IsNumber(angle))
        return normal_angle(angle->valuedouble);
    return axis->channel == CHANNEL_X && axis->spec->type >= TYPE_ORDINAL && !axis->spec->time_unit
               ? 270
               : NAN;
}

static void place_labels(VegaAxis *axis)
{
    static const char *const sides[] = {"bottom", "top", "left", "right"};
    static const TextAnchor anchors[] = {ANCHOR_MIDDLE, ANCHOR_MIDDLE, ANCHOR_END, ANCHOR_START};
    static const Baseline baselines[] = {BASELINE_TOP, BASELINE_BOTTOM, BASELINE_MIDDLE,
                                         BASELINE_MIDDLE};
    const char *align = vega_axis_text(axis, "labelAlign");
    axis->angle = find_angle(axis);
    axis->anchor = anchors[axis->side];
    axis->baseline = baselines[axis->side];
    if (!isnan(axis->angle)) {
        axis->anchor = vega_label_anchor(axis->angle, sides[axis->side], axis->channel);
        axis->baseline = vega_label_baseline(axis->angle, sides[axis->side], axis->channel);
    }
    /* as Vega-Lite: a turned label of x is flush only when it is level */
    const gboolean aligned = align || (!isnan(axis->angle) && axis->anchor != ANCHOR_MIDDLE);
    const cJSON *flush = vega_axis_value(axis, "labelFlush", -1);
    axis->flush = flush ? !cJSON_IsFalse(flush)
                        : axis->channel == CHANNEL_X && axis->spec->type <= TYPE_TEMPORAL;
    axis->flush = axis->flush && !aligned;
    if (align)
        axis->anchor = vega_anchor(align);
    axis->baseline = vega_baseline(vega_axis_text(axis, "labelBaseline"), axis->baseline);
}

/* ---- the axis ----------------------------------------------------------------------------------
 */

static const Layer *leading_layer(const Panel *panel, Channel channel)
{
    for (guint i = 0; i < panel->layers->len; i++) {
        const Layer *layer = panel->layers->pdata[i];
        if (vega_shows_data(&layer->channels[channel]))
            return layer;
    }
    return NULL;
}

/* Of layers with scales of their own: how many have an axis in the channel before this one. */
static guint axes_before(const VegaAxis *axis)
{
    const Chart *chart = axis->page->chart;
    guint n = 0;
    for (guint p = 0; chart->grammar.overlaid && p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        if (panel == axis->panel)
            break;
        const Layer *layer = leading_layer(panel, axis->channel);
        n += layer && !layer->channels[axis->channel].no_axis ? 1 : 0;
    }
    return n;
}

static AxisSide find_side(VegaAxis *axis, guint before)
{
    const gboolean across = axis->channel == CHANNEL_X;
    const char *orient = vega_axis_text(axis, "orient");
    if (orient)
        return across ? (strcmp(orient, "top") == 0 ? AXIS_TOP : AXIS_BOTTOM)
                      : (strcmp(orient, "right") == 0 ? AXIS_RIGHT : AXIS_LEFT);
    return across ? (before % 2 ? AXIS_TOP : AXIS_BOTTOM) : before % 2 ? AXIS_RIGHT : AXIS_LEFT;
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
    const Layer *layer = leading_layer(page->panel, channel);
    *axis = (VegaAxis){.page = page,
                       .panel = page->panel,
                       .channel = channel,
                       .scale = page->panel->scales[channel],
                       .side = channel == CHANNEL_X ? AXIS_BOTTOM : AXIS_LEFT,
                       .layer = layer};
    if (!layer || !axis->scale || layer->channels[channel].no_axis)
        return FALSE;
    const guint before = axes_before(axis);
    if (before > 0 && page->chart->shared[channel])
        return FALSE;
    axis->spec = &layer->channels[channel];
    axis->side = find_side(axis, before);
    if (!axis->spec->axis && vega_axis_flag(axis, "disable", FALSE))
        return FALSE;
    const gboolean discrete = scale_is_discrete(axis->scale);
    axis->bins = layer->bins[channel];
    if (axis->spec->binned && !discrete)
        axis->bins = known_bins(axis);
    axis->grid = vega_axis_flag(axis, "grid",
                                !discrete && !axis->spec->has_datum && !axis->spec->bin &&
                                    !axis->spec->binned && before == 0);
    axis->labels = vega_axis_flag(axis, "labels", TRUE);
    axis->ticks = vega_axis_flag(axis, "ticks", TRUE);
    axis->domain = vega_axis_flag(axis, "domain", TRUE);
    place_labels(axis);
    axis->ticks_at = discrete ? discrete_ticks(axis) : continuous_ticks(axis);
    finish_labels(axis);
    hide_labels(axis);
    return TRUE;
}

void vega_axis_clear(VegaAxis *axis)
{
    g_clear_pointer(&axis->ticks_at, g_array_unref);
    g_clear_pointer(&axis->tests, g_hash_table_unref);
    g_clear_pointer(&axis->rows, frame_free);
    g_clear_pointer(&axis->arena, frame_arena_free);
}
