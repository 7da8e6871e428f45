/*
 * Which scales and legends views and layers share ("resolve",
 * https://vega.github.io/vega-lite/docs/resolve.html), and in which order they are made.
 */
#include "chart/view.h"

#include <string.h>

gboolean chart_is_shared(const cJSON *view, const char *what, const char *channel,
                         gboolean fallback)
{
    const char *word = json_string(json_member(json_member(view, "resolve"), what), channel);
    return word ? strcmp(word, "shared") == 0 : fallback;
}

gboolean chart_check_resolve(SpecContext *context, const cJSON *view)
{
    static const char *const members[] = {"scale", "axis", "legend", NULL};
    static const char *const words[] = {"shared", "independent", NULL};
    const cJSON *resolve = json_member(view, "resolve");
    if (!resolve || !spec_check_members(context, resolve, "resolve", members))
        return !context->failed;
    for (const cJSON *kind = resolve->child; kind; kind = kind->next) {
        g_autofree char *what = g_strconcat("resolve.", kind->string, NULL);
        if (!spec_check_members(context, kind, what, channel_names))
            continue;
        for (const cJSON *item = kind->child; item; item = item->next)
            spec_word(context, kind, item->string, words, 0);
    }
    return !context->failed;
}

/* ---- what can be shared ------------------------------------------------------------------------
 */

/* Kinds of scales that cannot be one (Vega-Lite's scaleCompatible). */
static int scale_family(const ChannelSpec *spec, Channel channel)
{
    static const char *const times[] = {"time", "utc", NULL};
    static const char *const discrete[] = {"band", "point", "ordinal", NULL};
    const char *type = json_string(spec->scale, "type");
    const gboolean time = type ? g_strv_contains(times, type)
                               : spec->type == TYPE_TEMPORAL && !channel_is_discrete(spec);
    if (type ? g_strv_contains(discrete, type) : channel_is_discrete(spec))
        return 1;
    return !time ? 0 : channel == CHANNEL_X || channel == CHANNEL_Y ? 1 : 2;
}

gboolean chart_can_share(const GPtrArray *panels, Channel channel)
{
    int family = -1;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const ChannelSpec *spec = &layer->channels[channel];
            if (layer->apart[channel] || !channel_has_scale(spec))
                continue;
            const int own = scale_family(spec, channel);
            if (family >= 0 && own != family)
                return FALSE;
            family = own;
        }
    }
    return TRUE;
}

/* The panels that share x and y with those of the children: facets do, unless the spec wants them
 * independent; of views side by side only if it wants them shared. */
static void share_positions(Chart *chart)
{
    const Grammar *grammar = &chart->grammar;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        if (!chart_is_shared(grammar->view, "scale", channel_names[c], grammar->cells != NULL) ||
            !chart_can_share(chart->panels, (Channel)c))
            continue;
        for (guint i = 0; i < grammar->children->len; i++) {
            Chart *child = grammar->children->pdata[i];
            child->grammar.pool[c] = grammar->pool[c] ? grammar->pool[c] : chart->panels;
        }
    }
}

/* The scale that all children share; it is explained here, or by each of them. */
static void hand_down(Chart *chart, Channel channel)
{
    Grammar *grammar = &chart->grammar;
    const gboolean here = grammar->unexplained[channel] ||
                          chart_is_shared(grammar->view, "legend", channel_names[channel], TRUE);
    for (guint i = 0; grammar->children && i < grammar->children->len; i++) {
        Chart *child = grammar->children->pdata[i];
        child->grammar.marks[channel] = grammar->marks[channel];
        child->grammar.inherited[channel] = TRUE;
        child->grammar.unexplained[channel] = here;
    }
    grammar->unexplained[channel] |= !here;
}

static void build_positions(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    if (!chart->grammar.children) {
        chart_build_grammar_scales(builder);
        return;
    }
    share_positions(chart);
    for (guint i = 0; i < chart->grammar.children->len; i++) {
        ChartBuilder inner = *builder;
        inner.chart = chart->grammar.children->pdata[i];
        build_positions(&inner);
        builder->context.failed |= inner.context.failed;
    }
}

/* Finds the layers that have scales of marks for themselves, as the view wants it or as what they
 * show cannot be shown by one; the layers of each part of it are numbered. */
static void part_layers(Chart *chart)
{
    Grammar *grammar = &chart->grammar;
    guint part = 0;
    for (guint i = 0; grammar->children && i < grammar->children->len; i++)
        part_layers(grammar->children->pdata[i]);
    for (int c = 0; !grammar->children && c < N_CHANNELS; c++)
        grammar->parted[c] = !chart_is_shared(grammar->view, "scale", channel_names[c], TRUE) ||
                             !chart_can_share(chart->panels, (Channel)c);
    for (guint p = 0; !grammar->children && p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0, last = 0; i < panel->layers->len; i++) {
            Layer *layer = panel->layers->pdata[i];
            part += i == 0 || layer->part != last;
            last = layer->part;
            layer->part = part;
            memcpy(layer->apart, grammar->parted, sizeof layer->apart);
        }
    }
    grammar->n_parts = part;
}

/* All layers know their scales, whoever made them. */
static void note_marks(const Chart *chart)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            Layer *layer = panel->layers->pdata[i];
            for (int c = 0; c < N_CHANNELS; c++)
                layer->marks[c] = layer->marks[c] ? layer->marks[c] : chart->grammar.marks[c];
            for (guint r = 0; layer->by_row && r < layer->by_row->len; r++)
                memcpy(((Layer *)layer->by_row->pdata[r])->marks, layer->marks,
                       sizeof layer->marks);
        }
    }
}

/* Of a view first, then of the views inside, which have those alone that it does not share. */
static void build_marks(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    Grammar *grammar = &chart->grammar;
    for (int c = 0; c < N_CHANNELS; c++) {
        if (grammar->children)
            grammar->alone[c] = !chart_is_shared(grammar->view, "scale", channel_names[c], TRUE) ||
                                !chart_can_share(chart->panels, (Channel)c);
        else /* layers that share a scale may have a legend each */
            grammar->part_legends[c] =
                !grammar->parted[c] && !grammar->inherited[c] &&
                !chart_is_shared(grammar->view, "legend", channel_names[c], TRUE);
    }
    chart_build_mark_scales(builder);
    for (int c = 0; c < N_CHANNELS; c++) {
        if (grammar->marks[c])
            hand_down(chart, (Channel)c);
    }
    for (guint i = 0; grammar->children && i < grammar->children->len; i++) {
        ChartBuilder inner = *builder;
        inner.chart = grammar->children->pdata[i];
        build_marks(&inner);
        builder->context.failed |= inner.context.failed;
    }
    if (!grammar->children)
        note_marks(chart);
}

void chart_compose_scales(ChartBuilder *builder)
{
    build_positions(builder);
    part_layers(builder->chart);
    build_marks(builder); /* the size of marks goes by that of plots */
}
