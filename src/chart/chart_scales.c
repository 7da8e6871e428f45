/*
 * Scales of x, y and their offsets by Vega-Lite's rules (its folder compile/scale): type, padding,
 * and the size of the plot that follows from them.
 */
#include "chart/scale_build.h"

#include <math.h>
#include <string.h>

static Channel offset_of(Channel channel)
{
    return channel == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET;
}

/* The first layer of the panels that shows data in the channel; NULL: none. */
static const Layer *first_layer(const GPtrArray *panels, Channel channel)
{
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (channel_shows_data(&layer->channels[channel]))
                return layer;
        }
    }
    return NULL;
}

const cJSON *chart_scale_property(const GPtrArray *panels, Channel channel, const char *name)
{
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const cJSON *item = json_member(layer->channels[channel].scale, name);
            if (layer->channels[channel].present && item)
                return item;
        }
    }
    return NULL;
}

double chart_scale_number(const GPtrArray *panels, Channel channel, const char *name,
                          double fallback)
{
    const cJSON *item = chart_scale_property(panels, channel, name);
    return cJSON_IsNumber(item) ? item->valuedouble : fallback;
}

/* ---- types
 * ------------------------------------------------------------------------------------------ */

/* Whether an offset parts the bands of a layer's channel. */
static gboolean has_nested_offset(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    return (channel == CHANNEL_X || channel == CHANNEL_Y) && channel_shows_data(spec) &&
           (channel_is_discrete(spec) || spec->time_unit) &&
           channel_shows_data(&layer->channels[offset_of(channel)]);
}

static gboolean wants_band(const Layer *layer, Channel channel)
{
    const MarkType type = layer->mark.type;
    const gboolean across = channel == CHANNEL_X || channel == CHANNEL_X_OFFSET;
    return type == SHAPE_BAR || type == SHAPE_TICK || type == SHAPE_RULE || type == SHAPE_RECT ||
           has_nested_offset(layer, channel) ||
           cJSON_IsObject(json_member(layer->mark.json, across ? "width" : "height"));
}

static ScaleType find_type(const GPtrArray *panels, Channel channel, const ChannelSpec *leading)
{
    static const ScaleType types[] = {SCALE_LINEAR, SCALE_LOG,  SCALE_SQRT, SCALE_POW,
                                      SCALE_SYMLOG, SCALE_TIME, SCALE_TIME, SCALE_BAND,
                                      SCALE_POINT,  SCALE_POINT};
    static const char *const names[] = {"linear", "log", "sqrt", "pow",   "symlog",
                                        "time",   "utc", "band", "point", "ordinal"};
    const char *name = cJSON_GetStringValue(chart_scale_property(panels, channel, "type"));
    for (gsize i = 0; name && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) == 0)
            return types[i];
    }
    if (!channel_is_discrete(leading))
        return leading->type == TYPE_TEMPORAL ? SCALE_TIME : SCALE_LINEAR;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (channel_shows_data(&layer->channels[channel]) && wants_band(layer, channel))
                return SCALE_BAND;
        }
    }
    return SCALE_POINT;
}

/* ---- discrete scales
 * --------------------------------------------------------------------------------------- */

static double band_padding(const Layer *layer, const Config *config)
{
    const MarkType type = layer->mark.type;
    const double all = config_number(config, "scale", "bandPaddingInner", NAN);
    return !isnan(all) ? all
                       : config_number(config, "scale",
                                       type == SHAPE_BAR    ? "barBandPaddingInner"
                                       : type == SHAPE_TICK ? "tickBandPaddingInner"
                                                            : "rectBandPaddingInner",
                                       0);
}

static void discrete_padding(const GPtrArray *panels, Channel channel, const Layer *leading,
                             const Config *config, Scale *scale)
{
    const double both = chart_scale_number(panels, channel, "padding", NAN);
    const gboolean offset = channel == CHANNEL_X_OFFSET || channel == CHANNEL_Y_OFFSET;
    const gboolean nested = has_nested_offset(leading, channel);
    double inner, outer;
    if (scale->type == SCALE_POINT) {
        inner = 1;
        outer = offset ? 0.5 : config_number(config, "scale", "pointPadding", 0.5);
    } else if (offset) {
        inner = config_number(config, "scale", "offsetBandPaddingInner", 0);
        outer = config_number(config, "scale", "offsetBandPaddingOuter", 0);
    } else if (nested) {
        inner = config_number(config, "scale", "bandWithNestedOffsetPaddingInner", 0.2);
        outer = config_number(config, "scale", "bandWithNestedOffsetPaddingOuter", 0.2);
    } else {
        inner = chart_scale_number(panels, channel, "paddingInner", band_padding(leading, config));
        outer = config_number(config, "scale", "bandPaddingOuter", inner / 2);
    }
    if (!isnan(both))
        inner = scale->type == SCALE_POINT ? 1 : both, outer = both;
    scale->padding_inner = chart_scale_number(panels, channel, "paddingInner", inner);
    scale->padding_outer = chart_scale_number(panels, channel, "paddingOuter", outer);
}

static double band_space(const Scale *scale)
{
    const double n = scale->categories ? scale->categories->len : 0;
    const double inner = scale->type == SCALE_POINT ? 1 : scale->padding_inner;
    const double space = n - inner + 2 * scale->padding_outer;
    return n > 0 ? (space > 0 ? space : 1) : 0;
}

/* ---- whole scales ---------------------------------------------------------------------------- */

/* panels: all that share it */
static Scale *build_scale(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                          double length)
{
    const Layer *leading = first_layer(panels, channel);
    if (!leading)
        return NULL;
    const ChannelSpec *spec = &leading->channels[channel];
    Scale *scale = scale_new(find_type(panels, channel, spec));
    scale->exponent = chart_scale_number(panels, channel, "exponent", 1);
    scale->constant = chart_scale_number(panels, channel, "constant", 1);
    scale->base = chart_scale_number(panels, channel, "base", 10);
    scale->clamped = cJSON_IsTrue(chart_scale_property(panels, channel, "clamp")) != 0;
    gboolean descending = FALSE;
    if (scale_is_discrete(scale)) {
        chart_add_categories(panels, channel, scale);
        discrete_padding(panels, channel, leading, builder->chart->config, scale);
    } else {
        chart_span_scale(builder, panels, channel, leading, scale, length);
        descending = g_strcmp0(cJSON_GetStringValue(spec->sort), "descending") == 0;
    }
    const cJSON *reverse = chart_scale_property(panels, channel, "reverse");
    scale->reversed = reverse ? cJSON_IsTrue(reverse) != 0 : descending;
    return scale;
}

static void set_range(Scale *scale, double start, double end)
{
    scale_set_range(scale, scale->reversed ? end : start, scale->reversed ? start : end);
}

/* px that the spec says in place of an end: a number, or the plot's whole width or height. */
static double range_end(const cJSON *told, double length, double usual)
{
    return cJSON_IsNumber(told) ? told->valuedouble : cJSON_IsString(told) ? length : usual;
}

/* From start to end, unless the spec has ends of its own. */
static void set_told_range(const GPtrArray *panels, Channel channel, Scale *scale, double length,
                           double start, double end)
{
    const cJSON *list = chart_scale_property(panels, channel, "range");
    const cJSON *low = chart_scale_property(panels, channel, "rangeMin");
    const cJSON *high = chart_scale_property(panels, channel, "rangeMax");
    set_range(scale, range_end(list ? list->child : low, length, start),
              range_end(list ? list->child->next : high, length, end));
}

/* px of the plot in a direction: as told, or the steps of its categories. */
static double plot_length(const Chart *chart, int c, const Scale *scale, const Scale *offset)
{
    const Grammar *grammar = &chart->grammar;
    if (!isnan(grammar->size[c]))
        return grammar->size[c];
    const gboolean across = c == CHANNEL_X;
    if (scale && !scale_is_discrete(scale))
        return config_number(chart->config, "view", across ? "continuousWidth" : "continuousHeight",
                             300);
    const cJSON *usual =
        config_value(chart->config, "view", across ? "discreteWidth" : "discreteHeight");
    const gboolean stepped = !isnan(grammar->step[c]);
    if (cJSON_IsNumber(usual) && !(scale && stepped))
        return usual->valuedouble;
    const double usual_step =
        json_number(usual, "step", config_number(chart->config, "view", "step", 20));
    double step = stepped ? grammar->step[c] : usual_step;
    if (!scale)
        return usual_step;
    if (offset && scale_is_discrete(offset) && !grammar->whole_step[c])
        step = step * band_space(offset) / (1 - scale->padding_inner);
    return band_space(scale) * step;
}

/* An offset runs through the band that it parts, or through the whole plot, from its middle. */
static void set_offset_range(const Chart *chart, const GPtrArray *panels, int c, const Scale *scale,
                             Scale *offset, double length)
{
    const Channel channel = (Channel)c;
    const Layer *layer = first_layer(panels, offset_of(channel));
    double low = 0, high;
    if (!scale) {
        high = length / 2;
        low = -high;
    } else if (scale_is_discrete(scale)) {
        high = scale_bandwidth(scale);
    } else {
        const TimeUnit unit = layer->channels[c].time_unit;
        const double unit_length = fabs(scale_number_position(scale, time_unit_duration(unit)) -
                                        scale_number_position(scale, 0));
        const double padding =
            config_number(chart->config, "scale", "bandWithNestedOffsetPaddingInner", 0.2);
        const double band = layer_band_position(layer, chart->config, channel);
        const double shift = isnan(band) ? 0 : band - 0.5;
        low = (padding / 2 + shift) * unit_length;
        high = (1 - padding / 2 + shift) * unit_length;
    }
    /* a measure grows upwards through a plot, but not within a band */
    const gboolean upwards = !scale && c == CHANNEL_Y && !scale_is_discrete(offset);
    set_told_range(panels, offset_of(channel), offset, length, upwards ? high : low,
                   upwards ? low : high);
}

/* One panel's scales of a direction, its plot's length in it, and the title of its axis. */
static void build_panel(ChartBuilder *builder, Panel *panel, const GPtrArray *panels, int c)
{
    Chart *chart = builder->chart;
    const double given = chart->grammar.size[c];
    const double continuous =
        isnan(given) ? plot_length(chart, c, &(Scale){.type = SCALE_LINEAR}, NULL) : given;
    Scale *scale = panel->scales[c] = build_scale(builder, panels, (Channel)c, continuous);
    Scale *offset = panel->offsets[c] =
        build_scale(builder, panels, offset_of((Channel)c), continuous);
    const double length = panel->size[c] = plot_length(chart, c, scale, offset);
    panel->step[c] = chart->grammar.step[c];
    panel->sized[c] = !isnan(given);
    const gboolean upwards = c == CHANNEL_Y && scale && !scale_is_discrete(scale);
    if (scale)
        set_told_range(panels, (Channel)c, scale, length, upwards ? length : 0,
                       upwards ? 0 : length);
    if (offset)
        set_offset_range(chart, panels, c, scale, offset, length);
    panel->axis_titles[c] = chart_axis_title(chart, panel, (Channel)c);
}

void chart_build_grammar_scales(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const GPtrArray *pool = chart->grammar.pool[c] ? chart->grammar.pool[c] : chart->panels;
        for (guint p = 0; p < chart->panels->len; p++) {
            Panel *panel = chart->panels->pdata[p];
            g_autoptr(GPtrArray) alone = g_ptr_array_new();
            g_ptr_array_add(alone, panel);
            build_panel(builder, panel, chart->shared[c] ? pool : alone, c);
        }
    }
}
