/* Titles of axes, legends and headers that the spec does not give. */
#include "chart/view.h"

#include <string.h>

static char *capitalised(const char *word)
{
    char *text = g_strdup(word);
    text[0] = g_ascii_toupper(text[0]);
    return text;
}

/* Vega-Lite's verbal titles (config.fieldTitle): "Mean of price", "date (year-month)". */
char *channel_default_title(const ChannelSpec *channel, const Config *config)
{
    if (channel->aggregate && strcmp(channel->aggregate, "count") == 0)
        return g_strdup(config_text(config, "", "countTitle"));
    if (!channel->source)
        return NULL;
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
    if (!other || !*other)
        return title;
    if (!title)
        return g_strdup(other);
    g_auto(GStrv) parts = g_strsplit(title, ", ", -1);
    if (g_strv_contains((const char *const *)parts, other))
        return title;
    char *merged = g_strconcat(title, ", ", other, NULL);
    g_free(title);
    return merged;
}
