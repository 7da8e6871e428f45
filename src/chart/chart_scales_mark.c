/*
 * Scales of colour, size, shape, opacity and the like by Vega-Lite's rules (its compile/scale):
 * what type they have, whole scales out of what mark_scale_domain.c and mark_scale_range.c find,
 * and their titles.  All panels share them, or parts of a layered view have their own.
 */
#include "chart/mark_scale_build.h"

#include <string.h>

gboolean channel_is_color(Channel channel)
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
        return channel_is_color(channel) ? "ordinal" : "point";
    if (spec->bin && channel_is_color(channel))
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

/* ---- whole scales
 * ----------------------------------------------------------------------------------- */

/* The titles that a spec gives, and those that are made. */
typedef struct {
    char *told, *made;
    gboolean is_told;
} Titles;

static void add_panel_titles(Titles *titles, const Panel *panel, Channel channel,
                             const Config *config)
{
    g_autofree char *told = NULL, *made = NULL;
    for (guint i = 0; i < panel->layers->len; i++) {
        const ChannelSpec *spec = &((const Layer *)panel->layers->pdata[i])->channels[channel];
        if (!channel_has_scale(spec))
            continue;
        const cJSON *legend = json_member(spec->legend, "title");
        if (legend || spec->has_title) {
            titles->is_told = TRUE;
            g_autofree char *lines = legend ? spec_lines(legend) : g_strdup(spec->title);
            told = titles_append(told, lines);
        } else {
            g_autofree char *automatic = channel_default_title(spec, config);
            made = titles_append(made, automatic);
        }
    }
    titles->told = titles_append(titles->told, told);
    titles->made = titles_append(titles->made, made);
}

static char *find_title(const GPtrArray *panels, Channel channel, const Config *config,
                        gboolean *by_spec)
{
    Titles titles = {0};
    for (guint p = 0; p < panels->len; p++)
        add_panel_titles(&titles, panels->pdata[p], channel, config);
    g_autofree char *told = titles.told, *made = titles.made;
    *by_spec = titles.is_told;
    return titles.is_told ? g_steal_pointer(&told) : g_steal_pointer(&made);
}

static MarkScale *build_mark_scale(ChartBuilder *builder, const Layer *layer, Channel channel,
                                   const GPtrArray *explained)
{
    const GPtrArray *panels = builder->panels;
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
    if (channel == CHANNEL_SHAPE && scale->kind != MARK_SCALE_ORDINAL)
        spec_fail(&builder->context, &rule_spec_value, spec->json,
                  "shapes stand for categories: their scale must be of the type 'ordinal'");
    else
        mark_scale_find_domain(builder, scale);
    if (builder->context.failed)
        return scale;
    mark_scale_find_outputs(builder, scale, layer->mark.type, reverse);
    if (scale->kind == MARK_SCALE_CLASSES)
        mark_scale_find_bounds(builder, scale);
    scale->title = find_title(explained, channel, builder->chart->config, &scale->title_told);
    return scale;
}

const Channel chart_mark_channels[] = {
    CHANNEL_COLOR,        CHANNEL_SIZE,           CHANNEL_SHAPE,        CHANNEL_FILL,
    CHANNEL_STROKE,       CHANNEL_STROKE_DASH,    CHANNEL_STROKE_WIDTH, CHANNEL_OPACITY,
    CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY, CHANNEL_ANGLE,        N_CHANNELS};

/* Layers in a layer share theirs; Vega-Lite would part those, too, where they cannot. */
static void check_shared(ChartBuilder *builder, const MarkScale *scale)
{
    const gboolean ordinal = scale->kind == MARK_SCALE_ORDINAL;
    for (guint p = 0; p < builder->panels->len; p++) {
        const Panel *panel = builder->panels->pdata[p];
        for (guint l = 0; l < panel->layers->len; l++) {
            const Layer *layer = panel->layers->pdata[l];
            const ChannelSpec *spec = &layer->channels[scale->channel];
            if (!channel_has_scale(spec) || json_member(spec->scale, "type") ||
                json_member(scale->spec->scale, "type") || channel_is_discrete(spec) == ordinal)
                continue;
            spec_fail(&builder->context, &rule_spec_value, spec->json,
                      "layers in a layer share the scale of %s, which one reads as numbers and "
                      "another as categories",
                      channel_names[scale->channel]);
            return;
        }
    }
}

/* The scale of what the builder's panels show, for those that are explained by one legend; NULL:
 * these show nothing. */
static MarkScale *make_scale(ChartBuilder *builder, Channel channel, const GPtrArray *explained)
{
    for (guint p = 0; p < explained->len; p++) {
        const Panel *panel = explained->pdata[p];
        for (guint l = 0; l < panel->layers->len; l++) {
            const Layer *layer = panel->layers->pdata[l];
            if (!channel_has_scale(&layer->channels[channel]))
                continue;
            MarkScale *scale = build_mark_scale(builder, layer, channel, explained);
            check_shared(builder, scale);
            return scale;
        }
    }
    return NULL;
}

static void selection_free(gpointer data)
{
    Panel *panel = data;
    g_ptr_array_unref(panel->layers);
    g_free(panel);
}

/* Panels with the layers of a part only; part 0: with those that share the channel's scale. */
static GPtrArray *select_part(const GPtrArray *panels, Channel channel, guint part)
{
    GPtrArray *selected = g_ptr_array_new_with_free_func(selection_free);
    for (guint p = 0; p < panels->len; p++) {
        Panel *panel = g_memdup2(panels->pdata[p], sizeof *panel);
        const GPtrArray *all = panel->layers;
        panel->layers = g_ptr_array_new();
        for (guint i = 0; i < all->len; i++) {
            const Layer *layer = all->pdata[i];
            if (part ? layer->part == part : !layer->apart[channel])
                g_ptr_array_add(panel->layers, (gpointer)layer);
        }
        g_ptr_array_add(selected, panel);
    }
    return selected;
}

/* A scale, or a legend, for each part of a plot. */
static void build_part(ChartBuilder *builder, guint part, Channel channel)
{
    Chart *chart = builder->chart;
    g_autoptr(GPtrArray) selected = select_part(chart->panels, channel, part);
    builder->panels = chart->grammar.parted[channel] ? selected : chart->panels;
    MarkScale *scale = make_scale(builder, channel, selected);
    if (!scale)
        return;
    scale->part = part;
    g_ptr_array_add(chart->grammar.part_marks, scale);
    for (guint p = 0; p < selected->len; p++) {
        const Panel *panel = selected->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            ((Layer *)panel->layers->pdata[i])->marks[channel] = scale;
    }
}

void chart_build_mark_scales(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    Grammar *grammar = &chart->grammar;
    for (const Channel *channel = chart_mark_channels; *channel != N_CHANNELS; channel++) {
        if (grammar->alone[*channel] || grammar->inherited[*channel] || grammar->parted[*channel] ||
            grammar->part_legends[*channel])
            continue;
        g_autoptr(GPtrArray) sharing = select_part(chart->panels, *channel, 0);
        builder->panels = sharing;
        grammar->marks[*channel] = make_scale(builder, *channel, sharing);
    }
    grammar->part_marks = g_ptr_array_new_with_free_func((GDestroyNotify)mark_scale_free);
    for (guint part = 1; !grammar->children && part <= grammar->n_parts; part++) {
        for (const Channel *channel = chart_mark_channels; *channel != N_CHANNELS; channel++) {
            if (grammar->parted[*channel] || grammar->part_legends[*channel])
                build_part(builder, part, *channel);
        }
    }
}
