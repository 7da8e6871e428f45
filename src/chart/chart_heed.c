/*
 * What a layer says and Vega-Lite does not heed: it is left out, with a warning.
 */
#include "chart/composite.h"
#include "chart/view.h"

#include <string.h>

/* ---- channels ---------------------------------------------------------------------------------
 */

/* Channels that a mark cannot show are as if nobody said them (Vega-Lite's markChannelCompatible).
 */
static void drop_channels(ChartBuilder *builder, Layer *layer)
{
    static const struct {
        Channel channel;
        const char *marks[9]; /* that heed it */
    } heeded[] = {
        {CHANNEL_SIZE, {"point", "tick", "rule", "circle", "square", "bar", "text", "line"}},
        {CHANNEL_STROKE_DASH, {"line", "point", "tick", "rule", "circle", "square", "bar"}},
        {CHANNEL_SHAPE, {"point"}},
        {CHANNEL_TEXT, {"text"}},
        {CHANNEL_ANGLE, {"point", "square", "text"}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(heeded); i++) {
        ChannelSpec *spec = &layer->channels[heeded[i].channel];
        const gboolean line = heeded[i].channel == CHANNEL_SIZE && layer->mark.type == SHAPE_LINE;
        if (!spec->present ||
            (g_strv_contains(heeded[i].marks, layer->mark.name) && !(line && spec->aggregate)))
            continue;
        spec_left_out(&builder->context, spec->json, "a %s cannot show %s%s", layer->mark.name,
                      line ? "an aggregate as " : "", channel_names[heeded[i].channel]);
        *spec = (ChannelSpec){0};
    }
}

/* Data do not move marks along an axis of numbers or times, but for time units, which are bands
 * (Vega-Lite's initEncoding). */
static void drop_offsets(ChartBuilder *builder, Layer *layer)
{
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const ChannelSpec *place = &layer->channels[c];
        ChannelSpec *offset =
            &layer->channels[c == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET];
        if (!channel_is_field(offset) || !channel_is_field(place) || place->time_unit ||
            (place->type != TYPE_QUANTITATIVE && place->type != TYPE_TEMPORAL))
            continue;
        spec_left_out(&builder->context, offset->json,
                      "an offset by data needs categories or time units in %s", channel_names[c]);
        *offset = (ChannelSpec){0};
    }
}

/* ---- types of scales --------------------------------------------------------------------------
 */

#define NUMBER_SCALES "linear", "log", "pow", "sqrt", "symlog"
#define STEP_SCALES "quantile", "quantize", "threshold"

/* Vega-Lite's channelSupportScaleType; any other channel shows all but "band". */
static gboolean channel_takes(Channel channel, const char *type)
{
    static const char *const of_places[] = {NUMBER_SCALES, "time", "utc", "band", "point", NULL};
    static const char *const of_forms[] = {STEP_SCALES, "ordinal", NULL};
    switch (channel) {
    case CHANNEL_X:
    case CHANNEL_Y:
    case CHANNEL_X_OFFSET:
    case CHANNEL_Y_OFFSET: return g_strv_contains(of_places, type);
    case CHANNEL_SHAPE:
    case CHANNEL_STROKE_DASH: return g_strv_contains(of_forms, type);
    case CHANNEL_COLOR:
    case CHANNEL_FILL:
    case CHANNEL_STROKE: return strcmp(type, "band") != 0;
    default: return TRUE;
    }
}

/* Its scaleTypeSupportDataType */
static gboolean data_take(MeasureType data, const char *type)
{
    static const char *const of_numbers[] = {NUMBER_SCALES, STEP_SCALES, NULL};
    static const char *const of_times[] = {"time", "utc", NULL};
    static const char *const of_categories[] = {"band", "point", "ordinal", NULL};
    switch (data) {
    case TYPE_QUANTITATIVE: return g_strv_contains(of_numbers, type);
    case TYPE_TEMPORAL: return g_strv_contains(of_times, type);
    case TYPE_ORDINAL:
    case TYPE_NOMINAL: break;
    }
    return g_strv_contains(of_categories, type);
}

static void drop_scale_types(ChartBuilder *builder, Layer *layer)
{
    static const char *const data_names[] = {"quantitative", "temporal", "ordinal", "nominal"};
    for (int c = 0; c < N_CHANNELS; c++) {
        ChannelSpec *spec = &layer->channels[c];
        const cJSON *type = json_member(spec->scale, "type");
        if (!spec->present || !cJSON_IsString(type))
            continue;
        if (!channel_takes((Channel)c, type->valuestring))
            spec_left_out(&builder->context, type, "a scale of type %s cannot show %s",
                          type->valuestring, channel_names[c]);
        else if (channel_is_field(spec) && !data_take(spec->type, type->valuestring))
            spec_left_out(&builder->context, type, "a scale of type %s cannot show %s data",
                          type->valuestring, data_names[spec->type]);
        else
            continue;
        cJSON *scale = composite_tree(builder);
        json_document_adopt(builder->chart->document, scale, spec->scale);
        for (const cJSON *item = spec->scale->child; item; item = item->next) {
            if (item != type)
                composite_refer(builder, scale, item->string, item);
        }
        spec->scale = scale;
    }
}

void chart_drop_unheeded(ChartBuilder *builder, Layer *layer)
{
    drop_channels(builder, layer);
    drop_offsets(builder, layer);
    drop_scale_types(builder, layer);
}
