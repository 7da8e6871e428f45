#include "chart/highlight.h"

#include <string.h>

static gboolean lineage_has(const Lineage *lineage, const char *name)
{
    for (guint i = 0; lineage && i < lineage->n_items; i++) {
        const Subject *subject = lineage->items[i].claim->subject;
        if (strcmp(subject->name, name) == 0 || strcmp(subject->maker, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean value_is(Value value, const char *name)
{
    return value.type == VALUE_STRING && strcmp(value.as.string, name) == 0;
}

/* Whether the row is of that category of a channel that other layers show: labels go with the marks
 * that they stand at. */
static gboolean column_is(const Layer *layer, guint row, const ChannelSpec *channel,
                          const char *name)
{
    const int column =
        channel && channel->field ? frame_column_find(layer->frame, channel->field) : -1;
    return column >= 0 && value_is(frame_value(layer->frame, row, column), name);
}

static gboolean row_has(const Chart *chart, const Layer *layer, guint row, const char *name)
{
    static const Channel channels[] = {CHANNEL_X, CHANNEL_Y, CHANNEL_COLOR, CHANNEL_SHAPE,
                                       CHANNEL_DETAIL};
    for (gsize i = 0; i < G_N_ELEMENTS(channels); i++) {
        if (value_is(layer_value(layer, row, channels[i]), name))
            return TRUE;
    }
    return column_is(layer, row, chart->color, name) || column_is(layer, row, chart->shape, name) ||
           lineage_has(frame_lineage(layer->frame, row), name);
}

gboolean chart_highlights_row(const Chart *chart, const Layer *layer, guint row)
{
    const cJSON *names = chart->wishes.highlight;
    for (const cJSON *name = names ? names->child : NULL; name; name = name->next) {
        if (row_has(chart, layer, row, name->valuestring))
            return TRUE;
    }
    return !names;
}

typedef gboolean (*RowTest)(const Chart *chart, const Layer *layer, guint row, Channel channel,
                            const char *text);

static gboolean any_row(const Chart *chart, RowTest test, Channel channel, const char *text)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            for (guint row = 0; row < layer->frame->n_rows; row++) {
                if (test(chart, layer, row, channel, text))
                    return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean is_highlighted_in(const Chart *chart, const Layer *layer, guint row,
                                  Channel channel, const char *category)
{
    return value_is(layer_value(layer, row, channel), category) &&
           chart_highlights_row(chart, layer, row);
}

gboolean chart_highlights_category(const Chart *chart, Channel channel, const char *category)
{
    return !chart->wishes.highlight || any_row(chart, is_highlighted_in, channel, category);
}

static gboolean is_called(const Chart *chart, const Layer *layer, guint row,
                          Channel channel G_GNUC_UNUSED, const char *name)
{
    return row_has(chart, layer, row, name);
}

void chart_check_highlight(ChartBuilder *builder)
{
    const cJSON *names = builder->chart->wishes.highlight;
    for (const cJSON *name = names ? names->child : NULL; name; name = name->next) {
        if (!any_row(builder->chart, is_called, CHANNEL_X, name->valuestring))
            spec_fail(&builder->context, &rule_spec_value, name,
                      "nothing in the chart is called '%s': name a subject, a maker or a category "
                      "that it draws",
                      name->valuestring);
    }
}
