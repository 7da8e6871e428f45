/*
 * Scales of colour, size, shape, opacity and the like by Vega-Lite's rules (its compile/scale):
 * type, domain and range.  All panels share them.
 */
#include "chart/scheme.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

static gboolean shows_data(const ChannelSpec *spec)
{
    return spec->present && !spec->has_value && !spec->no_scale && (spec->field || spec->has_datum);
}

static gboolean is_color(Channel channel)
{
    return channel == CHANNEL_COLOR || channel == CHANNEL_FILL || channel == CHANNEL_STROKE;
}

/* ---- types
 * ------------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    MarkScaleKind kind;
    ScaleType type;
    MarkScaleClasses classes;
} types[] = {
    {"linear", MARK_SCALE_CONTINUOUS, SCALE_LINEAR, 0},
    {"log", MARK_SCALE_CONTINUOUS, SCALE_LOG, 0},
    {"pow", MARK_SCALE_CONTINUOUS, SCALE_POW, 0},
    {"sqrt", MARK_SCALE_CONTINUOUS, SCALE_SQRT, 0},
    {"symlog", MARK_SCALE_CONTINUOUS, SCALE_SYMLOG, 0},
    {"time", MARK_SCALE_CONTINUOUS, SCALE_TIME, 0},
    {"utc", MARK_SCALE_CONTINUOUS, SCALE_TIME, 0},
    {"ordinal", MARK_SCALE_ORDINAL, SCALE_BAND, 0},
    {"band", MARK_SCALE_ORDINAL, SCALE_POINT, 0},
    {"point", MARK_SCALE_ORDINAL, SCALE_POINT, 0},
    {"threshold", MARK_SCALE_CLASSES, SCALE_LINEAR, CLASSES_THRESHOLD},
    {"quantile", MARK_SCALE_CLASSES, SCALE_LINEAR, CLASSES_QUANTILE},
    {"quantize", MARK_SCALE_CLASSES, SCALE_LINEAR, CLASSES_QUANTIZE},
    {"bin-ordinal", MARK_SCALE_CLASSES, SCALE_LINEAR, CLASSES_BINS},
};

static const char *default_type(const ChannelSpec *spec, Channel channel)
{
    if (channel == CHANNEL_SHAPE || channel == CHANNEL_STROKE_DASH)
        return "ordinal";
    if (channel_is_discrete(spec))
        return is_color(channel) ? "ordinal" : "point";
    if (spec->bin && is_color(channel))
        return "bin-ordinal";
    return spec->type == TYPE_TEMPORAL ? "time" : "linear";
}

static MarkScale *new_scale(const GPtrArray *panels, Channel channel, const ChannelSpec *spec)
{
    const char *name = cJSON_GetStringValue(chart_scale_property(panels, channel, "type"));
    gsize i = 0;
    name = name ? name : default_type(spec, channel);
    while (i + 1 < G_N_ELEMENTS(types) && strcmp(types[i].name, name) != 0)
        i++;
    MarkScale *scale = mark_scale_new(channel, types[i].kind, spec);
    scale->classes = types[i].classes;
    scale->scale = scale_new(types[i].type);
    return scale;
}

/* ---- domains
 * ---------------------------------------------------------------------------------------- */

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
            for (guint row = 0; shows_data(&layer->channels[channel]) && row < layer->frame->n_rows;
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
    const cJSON *list = chart_scale_property(builder->chart->panels, scale->channel, "domain");
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
    const GPtrArray *panels = builder->chart->panels;
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
    const GPtrArray *panels = builder->chart->panels;
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

/* The bounds between n classes (d3-scale's threshold, quantile and quantize). */
static void class_bounds(ChartBuilder *builder, MarkScale *scale, guint n)
{
    if (scale->classes == CLASSES_THRESHOLD || scale->classes == CLASSES_BINS)
        return; /* its domain */
    g_autoptr(GArray) numbers = NULL;
    if (scale->classes == CLASSES_QUANTILE) {
        numbers = scale->stops->len > 0 ? g_array_copy(scale->stops)
                                        : collect_numbers(builder->chart->panels, scale->channel,
                                                          builder->chart->config);
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
        if (shows_data(&layer->channels[scale->channel]) && layer->bins[scale->channel].step > 0)
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

static void find_domain(ChartBuilder *builder, MarkScale *scale)
{
    if (scale->classes == CLASSES_BINS)
        bin_bounds(builder->chart->panels, scale);
    else if (scale->kind == MARK_SCALE_ORDINAL) {
        chart_add_categories(builder->chart->panels, scale->channel, scale->scale);
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

/* ---- ranges
 * ----------------------------------------------------------------------------------------- */

/* How many outputs there are where nothing lists them (Vega-Lite's config.scale.quantileCount and
 * Vega's DEFAULT_COUNT). */
static guint count_outputs(const MarkScale *scale, const cJSON *wanted)
{
    if (wanted && cJSON_IsNumber(wanted) && wanted->valuedouble >= 1)
        return (guint)MIN(wanted->valuedouble, 1000);
    if (scale->kind == MARK_SCALE_ORDINAL)
        return MAX(scale->scale->categories->len, 1);
    if (scale->kind == MARK_SCALE_CONTINUOUS)
        return scale->stops->len;
    return scale->classes == CLASSES_THRESHOLD || scale->classes == CLASSES_BINS
               ? scale->stops->len + 1
           : is_color(scale->channel) ? 5
                                      : 4;
}

static void reverse_colors(GArray *colors)
{
    for (guint i = 0; i < colors->len / 2; i++) {
        const Color color = g_array_index(colors, Color, i);
        g_array_index(colors, Color, i) = g_array_index(colors, Color, colors->len - 1 - i);
        g_array_index(colors, Color, colors->len - 1 - i) = color;
    }
}

/* A scheme as outputs of their own (vega-scale's quantizeInterpolator), or to be mixed. */
static void use_scheme(MarkScale *scale, const char *name, const cJSON *extent, const cJSON *count,
                       gboolean reverse)
{
    for (int e = 0; e < 2 && cJSON_GetArraySize(extent) == 2; e++)
        scale->extent[e] = cJSON_GetArrayItem(extent, e)->valuedouble;
    if (reverse) {
        const double end = scale->extent[0];
        scale->extent[0] = scale->extent[1];
        scale->extent[1] = end;
    }
    scale->colors = g_array_new(FALSE, FALSE, sizeof(Color));
    if (scheme_kind(name) == SCHEME_CATEGORICAL) {
        for (guint i = 0; i < scheme_size(name); i++) {
            Color color = COLOR_NONE;
            color_parse(scheme_color(name, i), &color);
            g_array_append_val(scale->colors, color);
        }
    } else if (scale->kind == MARK_SCALE_CONTINUOUS && scale->scale->type != SCALE_TIME) {
        scale->scheme = name;
    } else { /* Vega mixes times from samples, too */
        const guint n = count_outputs(scale, count);
        for (guint i = 0; i < n; i++) {
            const double share = (i + 1) / (n + 1.0);
            Color color = COLOR_NONE;
            scheme_interpolate(
                name, scale->extent[0] + share * (scale->extent[1] - scale->extent[0]), &color);
            g_array_append_val(scale->colors, color);
        }
    }
}

static void add_colors(ChartBuilder *builder, MarkScale *scale, const cJSON *list)
{
    scale->colors = g_array_new(FALSE, FALSE, sizeof(Color));
    for (const cJSON *item = list->child; item; item = item->next) {
        Color color = COLOR_NONE;
        if (!cJSON_IsString(item) || !color_parse(item->valuestring, &color))
            spec_fail(&builder->context, &rule_spec_value, item,
                      "a colour range needs CSS colours");
        g_array_append_val(scale->colors, color);
    }
}

/* Vega-Lite's defaultRange and Vega's config.range */
static void default_colors(MarkScale *scale, const Config *config, MarkType mark,
                           gboolean diverging, gboolean reverse)
{
    const char *name = scale->kind == MARK_SCALE_ORDINAL
                           ? scale->spec->type == TYPE_NOMINAL ? "category" : "ordinal"
                       : diverging          ? "diverging"
                       : mark == SHAPE_RECT ? "heatmap"
                                            : "ramp";
    const cJSON *own = config_value(config, "range", name);
    const cJSON *scheme = json_member(own, "scheme");
    if (cJSON_IsArray(own)) {
        scale->colors = g_array_new(FALSE, FALSE, sizeof(Color));
        for (const cJSON *item = own->child; item; item = item->next) {
            Color color = COLOR_NONE;
            color_parse(item->valuestring, &color);
            g_array_append_val(scale->colors, color);
        }
        if (reverse)
            reverse_colors(scale->colors);
    } else {
        use_scheme(scale, scheme->valuestring, json_member(own, "extent"),
                   json_member(own, "count"), reverse);
    }
}

static void find_colors(ChartBuilder *builder, MarkScale *scale, MarkType mark, gboolean reverse)
{
    const GPtrArray *panels = builder->chart->panels;
    const cJSON *range = chart_scale_property(panels, scale->channel, "range");
    const cJSON *scheme = chart_scale_property(panels, scale->channel, "scheme");
    const char *name =
        cJSON_IsObject(scheme) ? json_string(scheme, "name") : cJSON_GetStringValue(scheme);
    if (cJSON_IsArray(range)) {
        add_colors(builder, scale, range);
        if (reverse)
            reverse_colors(scale->colors);
    } else if (name) {
        use_scheme(scale, name, json_member(scheme, "extent"), json_member(scheme, "count"),
                   reverse);
    } else {
        default_colors(scale, builder->chart->config, mark,
                       chart_scale_property(panels, scale->channel, "domainMid") != NULL, reverse);
    }
    const cJSON *space = chart_scale_property(panels, scale->channel, "interpolate");
    const char *word =
        cJSON_IsObject(space) ? json_string(space, "type") : cJSON_GetStringValue(space);
    scale->space = scale->spec->type == TYPE_NOMINAL ? COLOR_SPACE_RGB : COLOR_SPACE_HCL;
    for (int i = 0; word && color_space_names[i]; i++) {
        if (strcmp(word, color_space_names[i]) == 0)
            scale->space = (ColorSpace)i;
    }
    /* d3 pairs stops and colours of times, and of more than three stops */
    if (scale->kind == MARK_SCALE_CONTINUOUS && !scale->scheme &&
        (scale->scale->type == SCALE_TIME || scale->stops->len > 3) &&
        scale->colors->len > scale->stops->len)
        g_array_set_size(scale->colors, scale->stops->len);
}

/* px of a bin of x or y; NAN: there are none. */
static double bin_step(const Chart *chart, int c)
{
    const Panel *panel = chart->panels->len > 0 ? chart->panels->pdata[0] : NULL;
    for (guint i = 0; panel && i < panel->layers->len; i++) {
        const Layer *layer = panel->layers->pdata[i];
        const Bins *bins = &layer->bins[c];
        if (!layer->channels[c].present)
            continue;
        if (bins->step > 0)
            return panel->size[c] / ((bins->stop - bins->start) / bins->step);
        const Scale *scale = panel->scales[c];
        const double step = bin_known_step(&layer->channels[c]);
        return scale ? panel->size[c] / ((scale->domain[1] - scale->domain[0]) / step) : NAN;
    }
    return NAN;
}

/* px of the steps of discrete axes and bins, which bound the size of marks (minXYStep of
 * compile/scale/range.ts). */
static double least_step(const Chart *chart)
{
    double least = INFINITY;
    for (int c = 0; c < 2; c++) {
        const double bin = bin_step(chart, c);
        least = fmin(least, !isnan(bin) ? bin
                            : isnan(chart->grammar.step[c])
                                ? config_number(chart->config, "view", "step", 20)
                                : chart->grammar.step[c]);
    }
    return least;
}

static void default_numbers(const Chart *chart, const MarkScale *scale, MarkType mark,
                            double range[2])
{
    static const struct {
        const char *low, *high;
    } sizes[] = {[SHAPE_BAR] = {"minBandSize", "maxBandSize"},
                 [SHAPE_TICK] = {"minBandSize", "maxBandSize"},
                 [SHAPE_LINE] = {"minStrokeWidth", "maxStrokeWidth"},
                 [SHAPE_RULE] = {"minStrokeWidth", "maxStrokeWidth"},
                 [SHAPE_TEXT] = {"minFontSize", "maxFontSize"},
                 [SHAPE_POINT] = {"minSize", "maxSize"},
                 [SHAPE_AREA] = {"minSize", "maxSize"},
                 [SHAPE_RECT] = {"minBandSize", "maxBandSize"}};
    const char *low = sizes[mark].low, *high = sizes[mark].high;
    if (scale->channel == CHANNEL_ANGLE) {
        range[0] = 0;
        range[1] = 360;
        return;
    }
    if (scale->channel == CHANNEL_STROKE_WIDTH)
        low = "minStrokeWidth", high = "maxStrokeWidth";
    else if (scale->channel != CHANNEL_SIZE)
        low = "minOpacity", high = "maxOpacity";
    range[0] = config_number(chart->config, "scale", low, 0);
    const double step = least_step(chart);
    range[1] = config_number(chart->config, "scale", high,
                             mark == SHAPE_POINT ? pow(0.95 * step, 2) : step - 1);
}

static void find_numbers(ChartBuilder *builder, MarkScale *scale, MarkType mark, gboolean reverse)
{
    const GPtrArray *panels = builder->chart->panels;
    const cJSON *range = chart_scale_property(panels, scale->channel, "range");
    scale->numbers = g_array_new(FALSE, FALSE, sizeof(double));
    for (const cJSON *item = cJSON_IsArray(range) ? range->child : NULL; item; item = item->next) {
        if (!cJSON_IsNumber(item) || !(fabs(item->valuedouble) <= 1e6))
            spec_fail(&builder->context, &rule_spec_value, item, "a range of %s needs numbers",
                      channel_names[scale->channel]);
        g_array_append_val(scale->numbers, item->valuedouble);
    }
    if (scale->numbers->len == 0) {
        double ends[2];
        default_numbers(builder->chart, scale, mark, ends);
        static const char *const names[] = {"rangeMin", "rangeMax"};
        for (int e = 0; e < 2; e++) {
            const cJSON *own = chart_scale_property(panels, scale->channel, names[e]);
            ends[e] = cJSON_IsNumber(own) ? own->valuedouble : ends[e];
        }
        const guint n = scale->kind == MARK_SCALE_CLASSES ? count_outputs(scale, NULL) : 2;
        for (guint i = 0; i < n; i++) {
            const double number = ends[0] + (ends[1] - ends[0]) * i / MAX(n - 1, 1);
            g_array_append_val(scale->numbers, number);
        }
    }
    for (guint i = 0; reverse && i < scale->numbers->len / 2; i++) {
        double *a = &g_array_index(scale->numbers, double, i);
        double *b = &g_array_index(scale->numbers, double, scale->numbers->len - 1 - i);
        const double swap = *a;
        *a = *b;
        *b = swap;
    }
}

static void find_items(ChartBuilder *builder, MarkScale *scale)
{
    const cJSON *range = chart_scale_property(builder->chart->panels, scale->channel, "range");
    const gboolean shapes = scale->channel == CHANNEL_SHAPE;
    if (!cJSON_IsArray(range))
        range = config_value(builder->chart->config, "range", shapes ? "symbol" : "strokeDash");
    scale->items = g_ptr_array_new();
    for (const cJSON *item = range->child; item; item = item->next) {
        if (shapes ? !spec_shape_known(cJSON_GetStringValue(item)) : !spec_dash_fits(item))
            spec_fail(&builder->context, &rule_spec_value, item,
                      shapes ? "a range of shapes needs names of shapes"
                             : "a range of dashes needs lists of lengths");
        g_ptr_array_add(scale->items, (gpointer)item);
    }
}

/* ---- whole scales
 * ----------------------------------------------------------------------------------- */

static char *find_title(const GPtrArray *panels, Channel channel, const Config *config,
                        gboolean *by_spec)
{
    g_autofree char *told = NULL, *made = NULL;
    gboolean explicit_title = FALSE;
    g_autoptr(GPtrArray) layers = g_ptr_array_new();
    for (guint p = 0; p < panels->len; p++)
        g_ptr_array_extend(layers, ((const Panel *)panels->pdata[p])->layers, NULL, NULL);
    for (guint i = 0; i < layers->len; i++) {
        const Layer *layer = layers->pdata[i];
        const ChannelSpec *spec = &layer->channels[channel];
        if (!shows_data(spec))
            continue;
        const cJSON *legend = json_member(spec->legend, "title");
        if (legend || spec->has_title) {
            explicit_title = TRUE;
            told = titles_merge(told, legend ? cJSON_GetStringValue(legend) : spec->title);
        } else {
            g_autofree char *automatic = channel_default_title(spec, config);
            made = titles_merge(made, automatic);
        }
    }
    *by_spec = explicit_title;
    return explicit_title ? g_steal_pointer(&told) : g_steal_pointer(&made);
}

static MarkScale *build_mark_scale(ChartBuilder *builder, const Layer *layer, Channel channel)
{
    const GPtrArray *panels = builder->chart->panels;
    const ChannelSpec *spec = &layer->channels[channel];
    MarkScale *scale = new_scale(panels, channel, spec);
    const cJSON *turned = chart_scale_property(panels, channel, "reverse");
    const cJSON *exponent = chart_scale_property(panels, channel, "exponent");
    const cJSON *constant = chart_scale_property(panels, channel, "constant");
    const gboolean reverse =
        turned ? cJSON_IsTrue(turned) != 0
               : scale->kind == MARK_SCALE_CONTINUOUS &&
                     g_strcmp0(cJSON_GetStringValue(spec->sort), "descending") == 0;
    scale->clamped = cJSON_IsTrue(chart_scale_property(panels, channel, "clamp")) != 0;
    scale->scale->exponent = cJSON_IsNumber(exponent) ? exponent->valuedouble : 1;
    scale->scale->constant = cJSON_IsNumber(constant) ? constant->valuedouble : 1;
    find_domain(builder, scale);
    if (builder->context.failed)
        return scale;
    if (is_color(channel))
        find_colors(builder, scale, layer->mark.type, reverse);
    else if (channel == CHANNEL_SHAPE || channel == CHANNEL_STROKE_DASH)
        find_items(builder, scale);
    else
        find_numbers(builder, scale, layer->mark.type, reverse);
    if (scale->kind == MARK_SCALE_CLASSES)
        class_bounds(builder, scale, scale->colors ? scale->colors->len : scale->numbers->len);
    scale->title = find_title(panels, channel, builder->chart->config, &scale->title_told);
    return scale;
}

const Channel chart_mark_channels[] = {
    CHANNEL_COLOR,        CHANNEL_SIZE,           CHANNEL_SHAPE,        CHANNEL_FILL,
    CHANNEL_STROKE,       CHANNEL_STROKE_DASH,    CHANNEL_STROKE_WIDTH, CHANNEL_OPACITY,
    CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY, CHANNEL_ANGLE,        N_CHANNELS};

/* Vega-Lite would give layers whose scales cannot be one scales of their own. */
static void check_shared(ChartBuilder *builder, const MarkScale *scale)
{
    const gboolean ordinal = scale->kind == MARK_SCALE_ORDINAL;
    for (guint p = 0; p < builder->chart->panels->len; p++) {
        const Panel *panel = builder->chart->panels->pdata[p];
        for (guint l = 0; l < panel->layers->len; l++) {
            const Layer *layer = panel->layers->pdata[l];
            const ChannelSpec *spec = &layer->channels[scale->channel];
            if (!shows_data(spec) || json_member(spec->scale, "type") ||
                json_member(scale->spec->scale, "type") || channel_is_discrete(spec) == ordinal)
                continue;
            spec_fail(&builder->context, &rule_spec_value, spec->json,
                      "layers share the scale of %s, which one reads as numbers and another as "
                      "categories; scales of their own are not supported",
                      channel_names[scale->channel]);
            return;
        }
    }
}

void chart_build_mark_scales(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    for (const Channel *channel = chart_mark_channels; *channel != N_CHANNELS; channel++) {
        if (chart->grammar.alone[*channel] || chart->grammar.inherited[*channel])
            continue;
        for (guint p = 0; p < chart->panels->len; p++) {
            const Panel *panel = chart->panels->pdata[p];
            for (guint l = 0; l < panel->layers->len && !chart->grammar.marks[*channel]; l++) {
                const Layer *layer = panel->layers->pdata[l];
                if (!shows_data(&layer->channels[*channel]))
                    continue;
                chart->grammar.marks[*channel] = build_mark_scale(builder, layer, *channel);
                check_shared(builder, chart->grammar.marks[*channel]);
            }
        }
    }
}
