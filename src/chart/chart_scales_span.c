/*
 * What a continuous scale of x, y or their offsets spans by Vega-Lite's rules: what the data reach,
 * zero, what the spec says, padding, round ends.
 */
#include "chart/scale_build.h"

#include <math.h>

static void extend(double domain[2], double number)
{
    if (!isfinite(number))
        return;
    domain[0] = MIN(domain[0], number);
    domain[1] = MAX(domain[1], number);
}

static void extend_by_row(double domain[2], const Layer *layer, const Config *config,
                          Channel channel, guint row)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (layer->stack_channel == (int)channel && spec->stack == STACK_NORMALIZE) {
        extend(domain, 0); /* whatever the sums of the shares round to */
        extend(domain, 1);
    } else if (layer->stack_channel == (int)channel) {
        for (int e = 0; e < 2; e++)
            extend(domain,
                   layer_number(frame_value(layer->frame, row, (int)layer->stack_columns[e])));
    } else if (layer_has_interval(layer, channel) &&
               !isnan(layer_band_position(layer, config, channel))) {
        double ends[2];
        layer_time_band(layer, config, row, channel, ends);
        extend(domain, ends[0]);
        extend(domain, ends[1]);
    } else if (channel_shows_data(spec)) {
        extend(domain, layer_number(layer_value(layer, row, channel)));
    }
    const Channel second = channel_second(channel);
    if (second != channel && channel_shows_data(&layer->channels[second]))
        extend(domain, layer_number(layer_value(layer, row, second)));
}

static void extend_by_layer(double domain[2], const Layer *layer, const Config *config,
                            Channel channel)
{
    const Channel second = channel_second(channel);
    const gboolean alone = second == channel || !channel_shows_data(&layer->channels[second]);
    const int column = alone ? layer_plain_column(layer, channel) : -1;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        if (!layer_row_in_domain(layer, row))
            continue;
        const Value value = frame_value(layer->frame, row, column);
        if (value.type == VALUE_NUMBER) /* quickly, as a million points want it */
            extend(domain, value.as.number);
        else
            extend_by_row(domain, layer, config, channel, row);
    }
}

static void find_extent(double domain[2], const GPtrArray *panels, const Config *config,
                        Channel channel)
{
    domain[0] = INFINITY;
    domain[1] = -INFINITY;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (layer->bins[channel].step > 0) {
                extend(domain, layer->bins[channel].start);
                extend(domain, layer->bins[channel].stop);
            }
            extend_by_layer(domain, layer, config, channel);
        }
    }
    if (domain[0] > domain[1])
        domain[0] = 0, domain[1] = 1;
}

static gboolean includes_zero(const Layer *layer, const Config *config, Channel channel)
{
    const MarkType type = layer->mark.type;
    if (channel == CHANNEL_X_OFFSET || channel == CHANNEL_Y_OFFSET ||
        layer->channels[channel].bin || layer->channels[channel].binned)
        return FALSE;
    if ((type == SHAPE_BAR || type == SHAPE_AREA || type == SHAPE_LINE) &&
        ((layer->orient == ORIENT_HORIZONTAL && channel == CHANNEL_Y) ||
         (layer->orient == ORIENT_VERTICAL && channel == CHANNEL_X)))
        return FALSE;
    return ((type == SHAPE_BAR || type == SHAPE_AREA) &&
            !layer->channels[channel_second(channel)].present) ||
           config_flag(config, "scale", "zero", TRUE);
}

/* Whether the marks are bars that stand side by side along the channel. */
static gboolean has_bars(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    return layer->mark.type == SHAPE_BAR && channel_shows_data(spec) && !spec->bin &&
           !spec->binned && !spec->time_unit &&
           ((layer->orient == ORIENT_VERTICAL && channel == CHANNEL_X) ||
            (layer->orient == ORIENT_HORIZONTAL && channel == CHANNEL_Y));
}

/* px that a continuous scale leaves free at both ends, for the bars of any layer. */
static double end_padding(const GPtrArray *panels, const Config *config, Channel channel)
{
    double padding = config_number(config, "scale", "continuousPadding", NAN);
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len && isnan(padding); i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (has_bars(layer, channel))
                padding = layer_mark_number(layer, config, "continuousBandSize", NAN);
        }
    }
    return chart_scale_number(panels, channel, "padding", isnan(padding) ? 0 : padding);
}

/* Vega's padDomain: the domain grows so that its ends stand padding px inside. */
static void pad_domain(Scale *scale, double padding, double length)
{
    if (!(padding > 0) || !(length > 2 * padding) || scale->domain[0] >= scale->domain[1] ||
        (scale->type == SCALE_LOG && scale->domain[0] <= 0))
        return;
    const Scale px = {.type = scale->type,
                      .exponent = scale->exponent,
                      .constant = scale->constant,
                      .domain = {scale->domain[0], scale->domain[1]},
                      .range = {padding, length - padding}};
    scale->domain[0] = scale_invert(&px, 0);
    scale->domain[1] = scale_invert(&px, length);
}

static gboolean read_domain(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                            Scale *scale, gboolean fixed[2])
{
    const cJSON *list = chart_scale_property(panels, channel, "domain");
    const cJSON *ends[2] = {chart_scale_property(panels, channel, "domainMin"),
                            chart_scale_property(panels, channel, "domainMax")};
    if (list && cJSON_GetArraySize(list) != 2) {
        spec_fail(&builder->context, &rule_spec_value, list, "a continuous domain has two ends");
        return FALSE;
    }
    for (int e = 0; e < 2; e++) {
        const cJSON *item = list ? cJSON_GetArrayItem(list, e) : ends[e];
        Value value;
        if (!item || !spec_datum(&builder->context, item, &value))
            continue;
        const double number =
            scale->type == SCALE_TIME ? value_to_time_loosely(value) : layer_number(value);
        if (isnan(number)) {
            spec_fail(&builder->context, &rule_spec_value, item,
                      "a domain needs numbers, or dates on a time scale");
            continue;
        }
        scale->domain[e] = number;
        fixed[e] = TRUE;
    }
    return list != NULL;
}

static void apply_nice(Scale *scale, const cJSON *nice)
{
    const char *unit =
        cJSON_IsObject(nice) ? json_string(nice, "interval") : cJSON_GetStringValue(nice);
    if (cJSON_IsTrue(nice))
        scale_nice(scale);
    else if (cJSON_IsNumber(nice))
        scale_nice_count(scale, nice->valuedouble);
    else if (unit)
        scale_nice_interval(scale, unit, (guint)json_number(nice, "step", 1));
}

/* Whether some layer shows what is not in bins, so that the domain ends at round numbers. */
static gboolean has_numbers(const GPtrArray *panels, Channel channel)
{
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const ChannelSpec *spec = &((const Layer *)panel->layers->pdata[i])->channels[channel];
            if (channel_shows_data(spec) && !spec->bin && !spec->binned)
                return TRUE;
        }
    }
    return FALSE;
}

void chart_span_scale(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                      const Layer *leading, Scale *scale, double length)
{
    const Config *config = builder->chart->config;
    const cJSON *zero = chart_scale_property(panels, channel, "zero");
    const cJSON *wanted = chart_scale_property(panels, channel, "nice");
    find_extent(scale->domain, panels, config, channel);
    const double data[2] = {scale->domain[0], scale->domain[1]};
    gboolean fixed[2] = {FALSE, FALSE};
    const gboolean given = read_domain(builder, panels, channel, scale, fixed);
    const gboolean numbers = scale->type != SCALE_TIME && scale->type != SCALE_LOG;
    if (numbers &&
        (zero ? cJSON_IsTrue(zero) : !given && includes_zero(leading, config, channel))) {
        double whole[2] = {fixed[0] ? scale->domain[0] : data[0],
                           fixed[1] ? scale->domain[1] : data[1]};
        extend(whole, 0);
        for (int e = 0; e < 2; e++)
            scale->domain[e] = fixed[e] && !given ? scale->domain[e] : whole[e];
    }
    pad_domain(scale, end_padding(panels, config, channel), length);
    if (scale->type == SCALE_LOG && scale->domain[0] * scale->domain[1] <= 0)
        spec_fail(&builder->context, &rule_spec_value, leading->channels[channel].json,
                  "a log scale cannot show zero or a change of sign: %g to %g", scale->domain[0],
                  scale->domain[1]);
    else if (wanted)
        apply_nice(scale, wanted);
    else if (!given && !fixed[0] && !fixed[1] && scale->type != SCALE_TIME &&
             has_numbers(panels, channel) && (channel == CHANNEL_X || channel == CHANNEL_Y))
        scale_nice(scale);
}
