/* Bins that a channel makes: which rows give them their extent, and the columns of their ends. */
#include "base/number.h"
#include "chart/format.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

const Frame *chart_extent_frame(const ChartBuilder *builder, const Layer *layer, int c, int *column)
{
    const Frame *whole = builder->whole;
    *column = whole ? frame_column_find(whole, layer->channels[c].field) : -1;
    if (*column >= 0)
        return whole;
    *column = layer->columns[c];
    return layer->frame;
}

/* How many bins a channel makes when it does not say (Vega-Lite's autoMaxBins). */
static double most_bins(int c)
{
    const gboolean place = c == CHANNEL_X || c == CHANNEL_Y || c == CHANNEL_X_OFFSET ||
                           c == CHANNEL_Y_OFFSET || c == CHANNEL_TEXT || c == CHANNEL_TOOLTIP ||
                           c == CHANNEL_DETAIL || c == CHANNEL_ORDER || c == CHANNEL_HREF ||
                           c == CHANNEL_DESCRIPTION;
    return place ? 10 : 6;
}

char *bin_range_text(double start, double end, const char *format)
{
    g_autoptr(NumberFormat) numbers = number_format_parse(format ? format : "");
    if (isnan(start) || isnan(end) || !numbers)
        return g_strdup("null");
    g_autofree char *low = number_format_apply(numbers, start);
    g_autofree char *high = number_format_apply(numbers, end);
    return g_strconcat(low, " – ", high, NULL);
}

/* Whether transforms make a field: something in them says "as" it. */
static gboolean makes_field(const cJSON *transforms, const char *field)
{
    for (const cJSON *item = transforms ? transforms->child : NULL; item; item = item->next) {
        const gboolean made = item->string && strcmp(item->string, "as") == 0;
        const cJSON *name = cJSON_IsArray(item) ? item->child : item;
        for (; made && name; name = cJSON_IsArray(item) ? name->next : NULL) {
            if (g_strcmp0(cJSON_GetStringValue(name), field) == 0)
                return TRUE;
        }
        if (makes_field(item, field))
            return TRUE;
    }
    return FALSE;
}

/* Layers have the bins of their view's data, whatever rows they leave out themselves: Vega-Lite
 * makes bins before it parts the layers (its optimizer's MergeBins). */
static const Frame *bin_frame(const ChartBuilder *builder, const Layer *layer, int c, int *column)
{
    const char *field = layer->channels[c].field;
    const Frame *layered = builder->layered;
    const int outer = layered && !builder->whole ? frame_column_find(layered, field) : -1;
    if (outer < 0 || makes_field(json_member(builder->layer, "transform"), field))
        return chart_extent_frame(builder, layer, c, column);
    *column = outer;
    return layered;
}

gboolean chart_add_bin(ChartBuilder *builder, Layer *layer, int c)
{
    ChannelSpec *channel = &layer->channels[c];
    FrameArena *arena = builder->chart->arena;
    Frame *frame = layer->frame;
    const int source = layer->columns[c];
    Bins *bins = &layer->bins[c];
    int fitted;
    const Frame *whole = bin_frame(builder, layer, c, &fitted);
    if (!bins_make(whole, fitted, channel->bin, most_bins(c), &builder->context, bins))
        return FALSE;
    char step[NUMBER_TEXT_SIZE];
    g_autofree char *start_name =
        g_strdup_printf("bin %s of %s", number_format(bins->step, step), channel->field);
    g_autofree char *end_name = g_strconcat(start_name, " (end)", NULL);
    g_autofree char *text_name = g_strconcat(start_name, " (text)", NULL);
    const gboolean texts = channel_is_discrete(channel);
    const guint starts = frame_column_add(frame, start_name);
    const guint ends = frame_column_add(frame, end_name);
    const guint labels = texts ? frame_column_add(frame, text_name) : 0;
    const cJSON *guide = channel->axis ? channel->axis : channel->legend;
    const char *format = json_string(guide, "format");
    if (!format)
        format = config_text(builder->context.config, "", "numberFormat");
    for (guint row = 0; row < frame->n_rows; row++) {
        const double start = bins_floor(bins, layer_number(frame_value(frame, row, source)));
        const double end = bins_end(bins, start);
        g_autofree char *text = texts ? bin_range_text(start, end, format) : NULL;
        if (text)
            frame_set(frame, row, labels, value_string(frame_arena_text(arena, text)));
        if (isnan(start))
            continue;
        frame_set(frame, row, starts, value_number(start));
        frame_set(frame, row, ends, value_number(end));
    }
    channel->bin_start = frame_arena_text(arena, start_name);
    channel->bin_end = frame_arena_text(arena, end_name);
    channel->field = texts ? frame_arena_text(arena, text_name) : channel->bin_start;
    layer->columns[c] = (int)(texts ? labels : starts);
    return TRUE;
}
