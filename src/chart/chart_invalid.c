/*
 * Rows that a continuous scale cannot show, nulls and what is no number: what marks and domains
 * make of them (https://vega.github.io/vega-lite/docs/invalid-data.html, Vega-Lite's
 * compile/invalid).
 */
#include "chart/view.h"

#include <math.h>
#include <string.h>

/* In the order of InvalidMode; "break-paths-show-path-domains" is one of two. */
static const char *const modes[] = {"filter", "break-paths-filter-domains",
                                    "break-paths-show-domains", "show"};

static gboolean is_path(const Layer *layer)
{
    return layer->mark.type == SHAPE_LINE || layer->mark.type == SHAPE_AREA;
}

static InvalidMode read_mode(const Layer *layer, const cJSON *told)
{
    const char *word = cJSON_GetStringValue(told);
    if (cJSON_IsNull(told))
        return INVALID_SHOW;
    for (gsize i = 0; word && i < G_N_ELEMENTS(modes); i++) {
        if (strcmp(word, modes[i]) == 0)
            return (InvalidMode)i;
    }
    return is_path(layer) ? INVALID_BREAK_SHOW : INVALID_FILTER;
}

static gboolean marks_skip(const Layer *layer, InvalidMode mode)
{
    return mode == INVALID_FILTER || (mode != INVALID_SHOW && !is_path(layer));
}

static gboolean domains_skip(InvalidMode mode)
{
    return mode == INVALID_FILTER || mode == INVALID_BREAK_FILTER;
}

/* Whether the channel has a scale that knows numbers only. */
static gboolean is_continuous(const ChannelSpec *spec, Channel channel)
{
    static const char *const discrete[] = {"band", "point", "ordinal", NULL};
    static const char *const counts[] = {"count", "valid", "missing", "distinct", NULL};
    const char *type = json_string(spec->scale, "type");
    const gboolean color =
        channel == CHANNEL_COLOR || channel == CHANNEL_FILL || channel == CHANNEL_STROKE;
    if (!channel_is_field(spec) || spec->no_scale || channel_is_discrete(spec) ||
        (spec->bin && color && !type) ||
        (spec->aggregate && g_strv_contains(counts, spec->aggregate)))
        return FALSE;
    return !type || !g_strv_contains(discrete, type);
}

/* Channels whose scales take numbers; x2 and y2 have those of x and y. */
static const Channel scaled[] = {
    CHANNEL_X,           CHANNEL_Y,     CHANNEL_X_OFFSET,     CHANNEL_Y_OFFSET,
    CHANNEL_COLOR,       CHANNEL_FILL,  CHANNEL_STROKE,       CHANNEL_SIZE,
    CHANNEL_OPACITY,     CHANNEL_ANGLE, CHANNEL_FILL_OPACITY, CHANNEL_STROKE_OPACITY,
    CHANNEL_STROKE_WIDTH};

const cJSON *layer_invalid_output(const Layer *layer, const Config *config, Channel channel)
{
    static const cJSON zero_or_min = {.type = cJSON_Object}; /* no value of its own */
    const Channel main = channel == CHANNEL_X2   ? CHANNEL_X
                         : channel == CHANNEL_Y2 ? CHANNEL_Y
                                                 : channel;
    const cJSON *told = json_member(config_value(config, "scale", "invalid"), channel_names[main]);
    if (!is_continuous(&layer->channels[channel], main))
        return NULL;
    return told ? told : layer->invalid_mode == INVALID_SHOW ? &zero_or_min : NULL;
}

void layer_find_invalid(Layer *layer, const Config *config)
{
    const InvalidMode mode = read_mode(layer, layer_mark_value(layer, config, "invalid"));
    const InvalidMode usual = read_mode(layer, layer_mark_config(layer, config, "invalid"));
    const guint n = layer->frame->n_rows;
    layer->invalid_mode = mode;
    /* domains go by the config: by the marks' rows, unless it parts the two */
    layer->domain_skips = marks_skip(layer, usual) == domains_skip(usual) ? marks_skip(layer, mode)
                                                                          : domains_skip(usual);
    if (mode == INVALID_SHOW)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(scaled); i++) {
        const Channel channel = scaled[i];
        if (!is_continuous(&layer->channels[channel], channel) ||
            layer_invalid_output(layer, config, channel))
            continue;
        for (guint row = 0; row < n; row++) {
            if (isfinite(layer_number(layer_value(layer, row, channel))))
                continue;
            if (!layer->invalid)
                layer->invalid = g_new0(guint8, n);
            layer->invalid[row] = TRUE;
        }
    }
}

gboolean layer_row_shown(const Layer *layer, guint row)
{
    if (layer->only_row > 0 && layer->only_row - 1 != row)
        return FALSE;
    return !layer->invalid || !layer->invalid[row] || !marks_skip(layer, layer->invalid_mode);
}

gboolean layer_row_defined(const Layer *layer, guint row)
{
    return !layer->invalid || !layer->invalid[row];
}

gboolean layer_row_in_domain(const Layer *layer, guint row)
{
    return !layer->invalid || !layer->invalid[row] || !layer->domain_skips;
}
