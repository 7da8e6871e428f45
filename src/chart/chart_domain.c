/* Domains: what the scales of a chart span, and in which order. */
#include "chart/view.h"

#include <math.h>
#include <string.h>

/* The first layer that encodes the channel by data; of several, one with a
 * scale, axis or sort, which says most about it. */
static const ChannelSpec *leading_channel(const GPtrArray *panels, Channel channel)
{
    const ChannelSpec *leading = NULL;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const ChannelSpec *spec = &layer->channels[channel];
            if (!spec->present || spec->has_value)
                continue;
            if (spec->scale || spec->axis || spec->sort)
                return spec;
            if (!leading)
                leading = spec;
        }
    }
    return leading;
}

static void merge_guide(ChartBuilder *builder, const cJSON **merged, const cJSON *other,
                        const char *what)
{
    if (!*merged)
        *merged = other;
    else if (other && other != *merged && !cJSON_Compare(*merged, other, TRUE))
        spec_fail(&builder->context, &rule_spec_value, other,
                  "another layer gives the %s of this channel otherwise; say it once", what);
}

/* What all layers say of a channel whose scale they share; NULL: none shows data there. */
static const ChannelSpec *merge_channel(ChartBuilder *builder, Channel channel)
{
    const GPtrArray *panels = builder->chart->panels;
    const ChannelSpec *leading = leading_channel(panels, channel);
    if (!leading)
        return NULL;
    ChannelSpec *merged = g_memdup2(leading, sizeof *leading);
    g_ptr_array_add(builder->chart->merged, merged);
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const ChannelSpec *spec = &((const Layer *)panel->layers->pdata[i])->channels[channel];
            if (!spec->present || spec->has_value)
                continue;
            merge_guide(builder, &merged->scale, spec->scale, "scale");
            merge_guide(builder, &merged->axis, spec->axis, "axis");
            merge_guide(builder, &merged->legend, spec->legend, "legend");
            merge_guide(builder, &merged->sort, spec->sort, "sort");
            if (!merged->has_title && spec->has_title) {
                merged->has_title = TRUE;
                merged->title = spec->title;
            }
        }
    }
    merged->no_axis = cJSON_IsNull(merged->axis);
    merged->no_legend = cJSON_IsNull(merged->legend);
    return merged;
}

/* ---- continuous domains ----------------------------------------------------------- */

static double domain_number(Value value, ScaleType type)
{
    if (value.type == VALUE_NULL)
        return NAN;
    return type == SCALE_TIME ? value_to_time(value) : value_to_number(value);
}

static void extend(double domain[2], double number)
{
    if (!isfinite(number))
        return;
    domain[0] = fmin(domain[0], number);
    domain[1] = fmax(domain[1], number);
}

static void extend_by_layer(double domain[2], const Layer *layer, Channel channel, ScaleType type)
{
    const Channel ends[] = {channel, channel_second(channel)};
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        for (int e = 0; e < 2; e++) {
            if (layer->stack_channel == (int)channel)
                extend(domain,
                       domain_number(frame_value(layer->frame, row, (int)layer->stack_columns[e]),
                                     type));
            else if (layer->channels[ends[e]].present && !layer->channels[ends[e]].has_value)
                extend(domain, domain_number(layer_value(layer, row, ends[e]), type));
        }
    }
}

/* Explicit ends: "domain": [a, b], "domainMin", "domainMax". */
static void explicit_domain(SpecContext *context, const cJSON *json, Scale *scale,
                            gboolean fixed[2])
{
    const cJSON *domain = json_member(json, "domain");
    const cJSON *ends[2] = {json_member(json, "domainMin"), json_member(json, "domainMax")};
    if (domain && cJSON_GetArraySize(domain) != 2) {
        spec_fail(context, &rule_spec_value, domain, "a continuous domain has two ends");
        return;
    }
    for (int e = 0; e < 2; e++) {
        const cJSON *end = cJSON_IsArray(domain) ? cJSON_GetArrayItem(domain, e) : ends[e];
        if (!end)
            continue;
        const double number = domain_number(spec_value(end), scale->type);
        if (isnan(number)) {
            spec_fail(context, &rule_spec_value, end, "a domain needs numbers, or ISO dates");
            continue;
        }
        scale->domain[e] = number;
        fixed[e] = TRUE;
    }
}

/* A domain of one number, which stands in the middle. */
static void widen(double domain[2], const gboolean fixed[2])
{
    const double number = domain[0];
    const double half = number != 0 ? pow(10, floor(log10(fabs(number) / 2))) : 1;
    if (number != 0 && !fixed[0])
        domain[0] = number - half;
    if (!fixed[1] || domain[0] >= domain[1])
        domain[1] = number + half;
}

static void continuous_domain(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                              const ChannelSpec *leading, Scale *scale)
{
    double domain[2] = {INFINITY, -INFINITY};
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            extend_by_layer(domain, panel->layers->pdata[i], channel, scale->type);
    }
    if (domain[0] > domain[1])
        domain[0] = scale->type == SCALE_LOG ? 1 : 0, domain[1] = scale->type == SCALE_LOG ? 10 : 1;
    const gboolean linear = scale->type == SCALE_LINEAR || scale->type == SCALE_SQRT;
    const cJSON *json = leading->scale;
    const gboolean given = json_member(json, "domain") != NULL;
    if (linear && !given && json_flag(json, "zero", TRUE))
        extend(domain, 0);
    scale->domain[0] = domain[0];
    scale->domain[1] = domain[1];
    gboolean fixed[2] = {FALSE, FALSE};
    explicit_domain(&builder->context, json, scale, fixed);
    if (scale->type == SCALE_LOG && scale->domain[0] * scale->domain[1] <= 0) {
        spec_fail(&builder->context, &rule_spec_value, leading->json,
                  "a log scale cannot show zero or a change of sign: %g to %g", scale->domain[0],
                  scale->domain[1]);
        return;
    }
    if (scale->domain[0] == scale->domain[1] && scale->type == SCALE_LINEAR)
        widen(scale->domain, fixed);
    const double before[2] = {scale->domain[0], scale->domain[1]};
    if (!given && json_flag(json, "nice", TRUE))
        scale_nice(scale);
    for (int e = 0; e < 2; e++) {
        if (fixed[e])
            scale->domain[e] = before[e];
    }
}

/* What a type of scale cannot heed. */
static void check_fitting(SpecContext *context, const ChannelSpec *channel, const Scale *scale)
{
    static const char *const continuous_only[] = {"domainMin", "domainMax", "zero", "nice", NULL};
    static const char *const discrete_only[] = {"paddingInner", "paddingOuter", NULL};
    static const char *const continuous_axis[] = {"format", "tickCount", NULL};
    const gboolean discrete = scale_is_discrete(scale);
    const char *const *misfits = discrete ? continuous_only : discrete_only;
    for (gsize i = 0; misfits[i]; i++) {
        const cJSON *item = json_member(channel->scale, misfits[i]);
        if (item)
            spec_fail(context, &rule_spec_value, item, "'%s' has no meaning for a %s scale",
                      misfits[i], discrete ? "discrete" : "continuous");
    }
    for (gsize i = 0; discrete && continuous_axis[i]; i++) {
        const cJSON *item = json_member(channel->axis, continuous_axis[i]);
        if (item)
            spec_fail(context, &rule_spec_value, item, "'%s' has no meaning for a discrete axis",
                      continuous_axis[i]);
    }
}

/* ---- scales -------------------------------------------------------------------------- */

static gboolean any_bar_or_tick(const GPtrArray *panels)
{
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const MarkType type = ((const Layer *)panel->layers->pdata[i])->mark.type;
            if (type == SHAPE_BAR || type == SHAPE_TICK)
                return TRUE;
        }
    }
    return FALSE;
}

static ScaleType scale_type(ChartBuilder *builder, const GPtrArray *panels,
                            const ChannelSpec *channel)
{
    const ScaleType automatic = channel_is_discrete(channel)
                                    ? any_bar_or_tick(panels) ? SCALE_BAND : SCALE_POINT
                                : channel->type == TYPE_TEMPORAL ? SCALE_TIME
                                                                 : SCALE_LINEAR;
    const int word =
        spec_word(&builder->context, channel->scale, "type", spec_scale_types, (int)automatic);
    return word == 6 ? SCALE_TIME : (ScaleType)word; /* all times are UTC here */
}

static Scale *build_scale(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                          const ChannelSpec *leading)
{
    if (!leading)
        return NULL;
    Scale *scale = scale_new(scale_type(builder, panels, leading));
    check_fitting(&builder->context, leading, scale);
    gboolean descending = FALSE;
    if (scale_is_discrete(scale)) {
        g_autoptr(GPtrArray) texts = chart_categories(builder, panels, channel, leading);
        for (guint i = 0; i < texts->len; i++)
            scale_add_category(scale, texts->pdata[i]);
        /* Vega-Lite: config.scale.bandPaddingInner 0.1, pointPadding 0.5 */
        const gboolean band = scale->type == SCALE_BAND;
        scale->padding_inner = json_number(leading->scale, "paddingInner", band ? 0.1 : 1);
        scale->padding_outer = json_number(leading->scale, "paddingOuter", band ? 0.05 : 0.5);
    } else {
        continuous_domain(builder, panels, channel, leading, scale);
        /* as in Vega-Lite, a continuous scale sorted downwards is turned round */
        descending = g_strcmp0(cJSON_GetStringValue(leading->sort), "descending") == 0;
    }
    scale->reversed = json_flag(leading->scale, "reverse", descending);
    scale_set_range(scale, 0, 1);
    return scale;
}

static const ChannelSpec *categories_of(ChartBuilder *builder, Channel channel, GPtrArray **texts)
{
    const GPtrArray *panels = builder->chart->panels;
    const ChannelSpec *leading = merge_channel(builder, channel);
    if (!leading || !leading->field)
        return NULL;
    if (!channel_is_discrete(leading)) {
        spec_fail(&builder->context, &rule_spec_value, leading->json,
                  "%s can show only nominal and ordinal fields here", channel_names[channel]);
        return NULL;
    }
    g_ptr_array_unref(*texts);
    *texts = chart_categories(builder, panels, channel, leading);
    return leading;
}

void chart_build_scales(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        chart->axes[c] = merge_channel(builder, (Channel)c);
        for (guint p = 0; p < chart->panels->len; p++) {
            Panel *panel = chart->panels->pdata[p];
            g_autoptr(GPtrArray) alone = g_ptr_array_new();
            g_ptr_array_add(alone, panel);
            panel->scales[c] = build_scale(builder, chart->shared[c] ? chart->panels : alone,
                                           (Channel)c, chart->axes[c]);
        }
    }
    chart->color = categories_of(builder, CHANNEL_COLOR, &chart->color_categories);
    chart->shape = categories_of(builder, CHANNEL_SHAPE, &chart->shape_categories);
}
