/*
 * Scales of x, y and their offsets by Vega-Lite's rules (its folder compile/scale): type, domain,
 * zero, nice, padding, and the size of the plot that follows from them.
 */
#include "chart/view.h"

#include <math.h>
#include <string.h>

static Channel second_of(Channel channel)
{
    return channel == CHANNEL_X ? CHANNEL_X2 : channel == CHANNEL_Y ? CHANNEL_Y2 : channel;
}

static Channel offset_of(Channel channel)
{
    return channel == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET;
}

static gboolean shows_data(const ChannelSpec *spec)
{
    return spec->present && !spec->has_value && (spec->field || spec->has_datum);
}

/* The first layer of the panels that shows data in the channel; NULL: none. */
static const Layer *first_layer(const GPtrArray *panels, Channel channel)
{
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (shows_data(&layer->channels[channel]))
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

static double scale_number(const GPtrArray *panels, Channel channel, const char *name,
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
    return (channel == CHANNEL_X || channel == CHANNEL_Y) && shows_data(spec) &&
           (channel_is_discrete(spec) || spec->time_unit) &&
           shows_data(&layer->channels[offset_of(channel)]);
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
            if (shows_data(&layer->channels[channel]) && wants_band(layer, channel))
                return SCALE_BAND;
        }
    }
    return SCALE_POINT;
}

/* ---- continuous domains
 * ------------------------------------------------------------------------------- */

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
    } else if (shows_data(spec)) {
        extend(domain, layer_number(layer_value(layer, row, channel)));
    }
    const Channel second = second_of(channel);
    if (second != channel && shows_data(&layer->channels[second]))
        extend(domain, layer_number(layer_value(layer, row, second)));
}

static void extend_by_layer(double domain[2], const Layer *layer, const Config *config,
                            Channel channel)
{
    const Channel second = second_of(channel);
    const gboolean alone = second == channel || !shows_data(&layer->channels[second]);
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
            !layer->channels[second_of(channel)].present) ||
           config_flag(config, "scale", "zero", TRUE);
}

/* Whether the marks are bars that stand side by side along the channel. */
static gboolean has_bars(const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    return layer->mark.type == SHAPE_BAR && shows_data(spec) && !spec->bin && !spec->binned &&
           !spec->time_unit &&
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
    return scale_number(panels, channel, "padding", isnan(padding) ? 0 : padding);
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
            if (shows_data(spec) && !spec->bin && !spec->binned)
                return TRUE;
        }
    }
    return FALSE;
}

static void continuous_domain(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
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
    const double both = scale_number(panels, channel, "padding", NAN);
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
        inner = scale_number(panels, channel, "paddingInner", band_padding(leading, config));
        outer = config_number(config, "scale", "bandPaddingOuter", inner / 2);
    }
    if (!isnan(both))
        inner = scale->type == SCALE_POINT ? 1 : both, outer = both;
    scale->padding_inner = scale_number(panels, channel, "paddingInner", inner);
    scale->padding_outer = scale_number(panels, channel, "paddingOuter", outer);
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
    scale->exponent = scale_number(panels, channel, "exponent", 1);
    scale->constant = scale_number(panels, channel, "constant", 1);
    scale->base = scale_number(panels, channel, "base", 10);
    scale->clamped = cJSON_IsTrue(chart_scale_property(panels, channel, "clamp")) != 0;
    gboolean descending = FALSE;
    if (scale_is_discrete(scale)) {
        chart_add_categories(panels, channel, scale);
        discrete_padding(panels, channel, leading, builder->chart->config, scale);
    } else {
        continuous_domain(builder, panels, channel, leading, scale, length);
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
        step *= band_space(offset) / (1 - scale->padding_inner);
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
