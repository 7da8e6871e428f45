/* Titles of axes, legends and headers that the spec does not give. */
#include "chart/view.h"

#include <string.h>

static char *capitalised(const char *word)
{
    char *text = g_strdup(word);
    text[0] = g_ascii_toupper(text[0]);
    return text;
}

/* "MEAN(price)", "BIN(price)", "YEAR-MONTH(date)" */
static char *functional_title(const ChannelSpec *channel)
{
    g_autofree char *parts = channel->time_unit ? time_unit_text(channel->time_unit) : NULL;
    const char *function = channel->aggregate ? channel->aggregate : parts;
    if (channel->bin)
        function = "bin";
    if (!function)
        return g_strdup(channel->source);
    g_autofree char *upper = g_ascii_strup(function, -1);
    return g_strdup_printf("%s(%s)", upper, channel->source);
}

/* Vega-Lite's verbal titles (config.fieldTitle): "Mean of price", "date (year-month)". */
char *channel_default_title(const ChannelSpec *channel, const Config *config)
{
    if (channel->aggregate && strcmp(channel->aggregate, "count") == 0)
        return g_strdup(config_text(config, "", "countTitle"));
    if (!channel->source)
        return NULL;
    const char *style = config_text(config, "", "fieldTitle");
    if (g_strcmp0(style, "plain") == 0)
        return g_strdup(channel->source);
    if (g_strcmp0(style, "functional") == 0)
        return functional_title(channel);
    if (channel->bin)
        return g_strconcat(channel->source, " (binned)", NULL);
    if (channel->time_unit && !channel->time.binned && channel->time.maxbins == 0) {
        g_autofree char *parts = time_unit_text(channel->time_unit);
        return g_strdup_printf("%s (%s)", channel->source, parts);
    }
    if (channel->row_by) /* "argmax": the value where another one is largest */
        return g_strdup_printf("%s for %s %s", channel->source, channel->aggregate + strlen("arg"),
                               channel->row_by);
    if (channel->aggregate && !channel->time_unit) {
        g_autofree char *op = capitalised(channel->aggregate);
        return g_strdup_printf("%s of %s", op, channel->source);
    }
    return g_strdup(channel->source);
}

char *titles_merge(char *title, const char *other)
{
    g_auto(GStrv) parts = title ? g_strsplit(title, ", ", -1) : NULL;
    return title && other && g_strv_contains((const char *const *)parts, other)
               ? title
               : titles_append(title, other);
}

char *titles_append(char *title, const char *other)
{
    if (!other || !*other || g_strcmp0(title, other) == 0)
        return title;
    if (!title)
        return g_strdup(other);
    char *merged = g_strconcat(title, ", ", other, NULL);
    g_free(title);
    return merged;
}

/* What the config says for all axes of a kind.  TRUE: it does; where only blocks that Vega knows,
 * too, say it, there is no title at all, as in Vega-Lite. */
static gboolean config_title(const Config *config, const Scale *scale, Channel channel,
                             char **title)
{
    static const char *const kinds[][2] = {[SCALE_BAND] = {"Band", "Discrete"},
                                           [SCALE_POINT] = {"Point", "Discrete"},
                                           [SCALE_TIME] = {"Temporal", NULL}};
    static const char *const numbers[2] = {"Quantitative", NULL};
    const char *direction = channel == CHANNEL_X ? "axisX" : "axisY";
    const char *const plain[] = {"axis", direction,
                                 channel == CHANNEL_X ? "axisBottom" : "axisLeft"};
    const gboolean numeric = !scale_is_discrete(scale) && scale->type != SCALE_TIME;
    const char *const *kind = numeric ? numbers : kinds[scale->type];
    for (int i = 0; i < 4; i++) {
        if (!kind[i % 2])
            continue;
        g_autofree char *block = g_strconcat(i < 2 ? direction : "axis", kind[i % 2], NULL);
        const cJSON *said = config_value(config, block, "title");
        if (said) {
            *title = spec_lines(said);
            return TRUE;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(plain); i++) {
        if (config_value(config, plain[i], "title"))
            return TRUE;
    }
    return FALSE;
}

gboolean chart_shares_axis(const Chart *chart, const Panel *one, const Panel *other,
                           Channel channel)
{
    return one == other || (chart->grammar.overlaid && !chart->grammar.own_axes[channel]);
}

/* The titles that the spec gives an axis, and those that are made. */
typedef struct {
    char *told, *made;
    gboolean is_told;
} AxisTitles;

static void add_titles(AxisTitles *titles, const ChannelSpec *spec, const Config *config)
{
    const cJSON *axis = json_member(spec->axis, "title");
    if (!spec->present || spec->has_value)
        return;
    if (axis || spec->has_title) {
        titles->is_told = TRUE;
        g_autofree char *lines = axis ? spec_lines(axis) : g_strdup(spec->title);
        titles->told = titles_merge(titles->told, lines);
    } else {
        g_autofree char *automatic = channel_default_title(spec, config);
        titles->made = titles_merge(titles->made, automatic);
    }
}

char *chart_axis_title(const Chart *chart, const Panel *panel, Channel channel)
{
    AxisTitles titles = {0};
    char *usual = NULL;
    const Channel second = channel_second(channel);
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *other = chart->panels->pdata[p];
        if (!chart_shares_axis(chart, panel, other, channel))
            continue;
        for (guint i = 0; i < other->layers->len; i++) {
            const Layer *layer = other->layers->pdata[i];
            add_titles(&titles, &layer->channels[channel], chart->config);
            add_titles(&titles, &layer->channels[second], chart->config);
        }
    }
    g_autofree char *told = titles.told, *made = titles.made;
    if (titles.is_told)
        return g_steal_pointer(&told);
    if (panel->scales[channel] &&
        config_title(chart->config, panel->scales[channel], channel, &usual))
        return usual;
    return g_steal_pointer(&made);
}
