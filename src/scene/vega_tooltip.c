/* What hovering over a mark tells: the values of its tooltip channel, or all that it shows. */
#include "scene/vega_page.h"

#include <string.h>

static void add_line(GString *text, const VegaPage *page, const Layer *layer, guint row,
                     const ChannelSpec *channel, int column)
{
    g_autofree char *usual = channel_default_title(channel, page->config);
    const char *title = channel->has_title ? channel->title : usual;
    const Value value =
        channel->has_datum ? channel->constant : frame_value(layer->frame, row, column);
    g_autofree char *shown = vega_value_text(value, channel, channel->format);
    g_string_append_printf(text, "%s%s%s%s", text->len ? "\n" : "", title ? title : "",
                           title ? ": " : "", shown);
}

/* The first is the channel's own; the others are looked up by what they are called. */
static void add_list(GString *text, const VegaPage *page, const Layer *layer, guint row,
                     const ChannelSpec *channel)
{
    add_line(text, page, layer, row, channel, layer->columns[CHANNEL_TOOLTIP]);
    for (const cJSON *item = channel->list->child->next; item; item = item->next) {
        const char *field = json_string(item, "field"), *op = json_string(item, "aggregate");
        g_autofree char *aggregated = g_strdup_printf("%s_%s", op ? op : "", field ? field : "");
        const char *type = json_string(item, "type"), *title = json_string(item, "title");
        const int column = frame_column_find(layer->frame, op ? aggregated : field ? field : "");
        ChannelSpec one = {.present = TRUE,
                           .json = item,
                           .field = field,
                           .source = field,
                           .aggregate = op,
                           .title = title,
                           .has_title = title != NULL,
                           .format = json_string(item, "format"),
                           .type = op || g_strcmp0(type, "quantitative") == 0 ? TYPE_QUANTITATIVE
                                   : g_strcmp0(type, "temporal") == 0         ? TYPE_TEMPORAL
                                                                              : TYPE_NOMINAL};
        add_line(text, page, layer, row, &one, column);
    }
}

/* Of "tooltip": true: every field that a channel shows, once. */
static void add_encoding(GString *text, const VegaPage *page, const Layer *layer, guint row)
{
    for (int c = 0; c < N_CHANNELS; c++) {
        const ChannelSpec *channel = &layer->channels[c];
        gboolean seen = !channel_shows_data(channel) || layer->columns[c] < 0;
        for (int before = 0; before < c && !seen; before++)
            seen = layer->channels[before].present && layer->columns[before] == layer->columns[c];
        if (!seen)
            add_line(text, page, layer, row, channel, layer->columns[c]);
    }
}

static void add_data(GString *text, const Layer *layer, guint row)
{
    for (guint i = 0; i < layer->frame->names->len; i++) {
        const char *name = layer->frame->names->pdata[i];
        if (*name == '(') /* made by stacking */
            continue;
        g_autofree char *value = value_to_text(frame_value(layer->frame, row, (int)i));
        g_string_append_printf(text, "%s%s: %s", text->len ? "\n" : "", name, value);
    }
}

void vega_set_tooltip(VegaPage *page, const Layer *layer, guint row, Mark *mark)
{
    const ChannelSpec *channel = &layer->channels[CHANNEL_TOOLTIP];
    const cJSON *own = layer_mark_value(layer, page->config, "tooltip");
    const char *content = json_string(own, "content");
    g_autoptr(GString) text = g_string_new(NULL);
    if (channel->present && channel->list && channel->list->child) {
        add_list(text, page, layer, row, channel);
    } else if (channel->present) {
        const Value value = vega_row_text(layer, row, CHANNEL_TOOLTIP);
        if (value.type == VALUE_NULL)
            return;
        g_autofree char *shown = vega_value_text(value, channel, channel->format);
        g_string_append(text, shown);
    } else if (g_strcmp0(content, "data") == 0) {
        add_data(text, layer, row);
    } else if (cJSON_IsTrue(own) || content) {
        add_encoding(text, page, layer, row);
    }
    if (text->len > 0)
        mark->title = g_string_chunk_insert_const(page->scene->strings, text->str);
}
