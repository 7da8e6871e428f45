/*
 * Outputs of the scales of colours, sizes and the like, by Vega-Lite's rules (its
 * compile/scale/range.ts) and Vega's schemes.
 */
#include "chart/mark_scale_build.h"
#include "chart/scheme.h"

#include <math.h>
#include <string.h>

/* How many outputs there are where nothing lists them (Vega-Lite's config.scale.quantileCount and
 * Vega's DEFAULT_COUNT). */
static guint count_outputs(const MarkScale *scale, const cJSON *wanted)
{
    if (wanted && cJSON_IsNumber(wanted) && wanted->valuedouble >= 1)
        return (guint)MIN(wanted->valuedouble, 1000);
    if (scale->kind == MARK_SCALE_ORDINAL)
        return MAX(scale->scale->categories->len, 1);
    if (scale->kind == MARK_SCALE_CONTINUOUS)
        return scale->stops->len;
    return scale->classes == CLASSES_THRESHOLD || scale->classes == CLASSES_BINS
               ? scale->stops->len + 1
           : channel_is_color(scale->channel) ? 5
                                              : 4;
}

static void reverse_colors(GArray *colors)
{
    for (guint i = 0; i < colors->len / 2; i++) {
        const Color color = g_array_index(colors, Color, i);
        g_array_index(colors, Color, i) = g_array_index(colors, Color, colors->len - 1 - i);
        g_array_index(colors, Color, colors->len - 1 - i) = color;
    }
}

/* A scheme as outputs of their own (vega-scale's quantizeInterpolator), or to be mixed. */
static void use_scheme(MarkScale *scale, const char *name, const cJSON *extent, const cJSON *count,
                       gboolean reverse)
{
    for (int e = 0; e < 2 && cJSON_GetArraySize(extent) == 2; e++)
        scale->extent[e] = cJSON_GetArrayItem(extent, e)->valuedouble;
    if (reverse) {
        const double end = scale->extent[0];
        scale->extent[0] = scale->extent[1];
        scale->extent[1] = end;
    }
    scale->colors = g_array_new(FALSE, FALSE, sizeof(Color));
    if (scheme_kind(name) == SCHEME_CATEGORICAL) {
        for (guint i = 0; i < scheme_size(name); i++) {
            Color color = COLOR_NONE;
            color_parse(scheme_color(name, i), &color);
            g_array_append_val(scale->colors, color);
        }
    } else if (scale->kind == MARK_SCALE_CONTINUOUS && scale->scale->type != SCALE_TIME) {
        scale->scheme = name;
    } else { /* Vega mixes times from samples, too */
        const guint n = count_outputs(scale, count);
        for (guint i = 0; i < n; i++) {
            const double share = (i + 1) / (n + 1.0);
            Color color = COLOR_NONE;
            scheme_interpolate(
                name, scale->extent[0] + share * (scale->extent[1] - scale->extent[0]), &color);
            g_array_append_val(scale->colors, color);
        }
    }
}

static void add_colors(ChartBuilder *builder, MarkScale *scale, const cJSON *list)
{
    scale->colors = g_array_new(FALSE, FALSE, sizeof(Color));
    for (const cJSON *item = list->child; item; item = item->next) {
        Color color = COLOR_NONE;
        if (!cJSON_IsString(item) || !color_parse(item->valuestring, &color))
            spec_fail(&builder->context, &rule_spec_value, item,
                      "a colour range needs CSS colours");
        g_array_append_val(scale->colors, color);
    }
}

/* A range of Vega's config.range. */
static void use_named_colors(MarkScale *scale, const Config *config, const char *name,
                             gboolean reverse)
{
    const cJSON *own = config_value(config, "range", name);
    if (cJSON_IsArray(own)) {
        scale->colors = g_array_new(FALSE, FALSE, sizeof(Color));
        for (const cJSON *item = own->child; item; item = item->next) {
            Color color = COLOR_NONE;
            color_parse(item->valuestring, &color);
            g_array_append_val(scale->colors, color);
        }
        if (reverse)
            reverse_colors(scale->colors);
    } else {
        use_scheme(scale, json_string(own, "scheme"), json_member(own, "extent"),
                   json_member(own, "count"), reverse);
    }
}

/* Vega-Lite's defaultRange */
static const char *default_colors(const MarkScale *scale, MarkType mark, gboolean diverging)
{
    return scale->kind == MARK_SCALE_ORDINAL
               ? scale->spec->type == TYPE_NOMINAL ? "category" : "ordinal"
           : diverging          ? "diverging"
           : mark == SHAPE_RECT ? "heatmap"
                                : "ramp";
}

/* ---- ranges of the data's
 * ----------------------------------------------------------------------------------- */

typedef struct {
    Value value, by;
} RangeItem;

static int compare_range_items(gconstpointer a, gconstpointer b)
{
    return value_compare(((const RangeItem *)a)->by, ((const RangeItem *)b)->by);
}

/* {"field"}: its values, in the order of what the channel shows beside them. */
static cJSON *list_field(ChartBuilder *builder, const MarkScale *scale, const cJSON *range)
{
    const char *field = json_string(range, "field");
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(RangeItem));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gboolean found = FALSE;
    for (guint p = 0; p < builder->panels->len; p++) {
        const Panel *panel = builder->panels->pdata[p];
        for (guint l = 0; l < panel->layers->len; l++) {
            const Layer *layer = panel->layers->pdata[l];
            const int column = frame_column_find(layer->frame, field);
            if (!channel_has_scale(&layer->channels[scale->channel]) || column < 0)
                continue;
            found = TRUE;
            for (guint row = 0; row < layer->frame->n_rows; row++) {
                const RangeItem item = {frame_value(layer->frame, row, column),
                                        layer_value(layer, row, scale->channel)};
                if (g_hash_table_add(seen, value_to_text(item.value)))
                    g_array_append_val(items, item);
            }
        }
    }
    if (!found)
        spec_fail(&builder->context, &rule_spec_data, json_member(range, "field"),
                  "the data have no field '%s'", field);
    g_array_sort(items, compare_range_items);
    cJSON *list = cJSON_CreateArray();
    for (guint i = 0; i < items->len; i++) {
        const Value value = g_array_index(items, RangeItem, i).value;
        g_autofree char *text = value_to_text(value);
        cJSON_AddItemToArray(list, value.type == VALUE_NUMBER ? cJSON_CreateNumber(value.as.number)
                                                              : cJSON_CreateString(text));
    }
    return list;
}

/* The outputs that the spec lists, or that its data do; NULL: it lists none. */
static const cJSON *find_list(ChartBuilder *builder, const MarkScale *scale)
{
    const cJSON *range = chart_scale_property(builder->panels, scale->channel, "range");
    if (!cJSON_IsObject(range))
        return cJSON_IsArray(range) ? range : NULL;
    cJSON *list = list_field(builder, scale, range);
    g_ptr_array_add(builder->chart->grammar.trees, list);
    for (const cJSON *made = list; made; made = made == list ? list->child : made->next)
        json_document_adopt(builder->chart->document, made, range);
    return list;
}

/* ---- outputs of a kind
 * -------------------------------------------------------------------------------------- */

static void find_colors(ChartBuilder *builder, MarkScale *scale, MarkType mark, gboolean reverse)
{
    const GPtrArray *panels = builder->panels;
    const cJSON *range = find_list(builder, scale);
    const char *told = cJSON_GetStringValue(chart_scale_property(panels, scale->channel, "range"));
    const cJSON *scheme = chart_scale_property(panels, scale->channel, "scheme");
    const char *name =
        cJSON_IsObject(scheme) ? json_string(scheme, "name") : cJSON_GetStringValue(scheme);
    if (range) {
        add_colors(builder, scale, range);
        if (reverse)
            reverse_colors(scale->colors);
    } else if (name) {
        use_scheme(scale, name, json_member(scheme, "extent"), json_member(scheme, "count"),
                   reverse);
    } else {
        const gboolean diverging =
            chart_scale_property(panels, scale->channel, "domainMid") != NULL;
        use_named_colors(scale, builder->chart->config,
                         told ? told : default_colors(scale, mark, diverging), reverse);
    }
    const cJSON *space = chart_scale_property(panels, scale->channel, "interpolate");
    const char *word =
        cJSON_IsObject(space) ? json_string(space, "type") : cJSON_GetStringValue(space);
    scale->space = scale->spec->type == TYPE_NOMINAL ? COLOR_SPACE_RGB : COLOR_SPACE_HCL;
    for (int i = 0; word && color_space_names[i]; i++) {
        if (strcmp(word, color_space_names[i]) == 0)
            scale->space = (ColorSpace)i;
    }
    /* d3 pairs stops and colours of times, and of more than three stops */
    if (scale->kind == MARK_SCALE_CONTINUOUS && !scale->scheme &&
        (scale->scale->type == SCALE_TIME || scale->stops->len > 3) &&
        scale->colors->len > scale->stops->len)
        g_array_set_size(scale->colors, scale->stops->len);
}

/* The plot of the layer that leads the scale. */
static const Panel *leading_panel(const Chart *chart, const MarkScale *scale)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (&layer->channels[scale->channel] == scale->spec)
                return panel;
        }
    }
    g_assert_not_reached();
}

/* px of a bin of x or y; NAN: there are none. */
static double bin_step(const Panel *panel, int c)
{
    for (guint i = 0; i < panel->layers->len; i++) {
        const Layer *layer = panel->layers->pdata[i];
        const Bins *bins = &layer->bins[c];
        if (!layer->channels[c].present)
            continue;
        if (bins->step > 0)
            return panel->size[c] / ((bins->stop - bins->start) / bins->step);
        const Scale *scale = panel->scales[c];
        const double step = bin_known_step(&layer->channels[c]);
        return scale ? panel->size[c] / ((scale->domain[1] - scale->domain[0]) / step) : NAN;
    }
    return NAN;
}

/* px of the steps of discrete axes and bins, which bound the size of marks (minXYStep of
 * compile/scale/range.ts). */
static double least_step(const Panel *panel, const Config *config)
{
    double least = INFINITY;
    for (int c = 0; c < 2; c++) {
        const double bin = bin_step(panel, c);
        least = fmin(least, !isnan(bin)             ? bin
                            : isnan(panel->step[c]) ? config_number(config, "view", "step", 20)
                                                    : panel->step[c]);
    }
    return least;
}

static void default_numbers(const Chart *chart, const MarkScale *scale, MarkType mark,
                            double range[2])
{
    static const struct {
        const char *low, *high;
    } sizes[] = {[SHAPE_BAR] = {"minBandSize", "maxBandSize"},
                 [SHAPE_TICK] = {"minBandSize", "maxBandSize"},
                 [SHAPE_LINE] = {"minStrokeWidth", "maxStrokeWidth"},
                 [SHAPE_RULE] = {"minStrokeWidth", "maxStrokeWidth"},
                 [SHAPE_TEXT] = {"minFontSize", "maxFontSize"},
                 [SHAPE_POINT] = {"minSize", "maxSize"},
                 [SHAPE_AREA] = {"minSize", "maxSize"},
                 [SHAPE_RECT] = {"minBandSize", "maxBandSize"}};
    const char *low = sizes[mark].low, *high = sizes[mark].high;
    if (scale->channel == CHANNEL_ANGLE) {
        range[0] = 0;
        range[1] = 360;
        return;
    }
    if (scale->channel == CHANNEL_STROKE_WIDTH)
        low = "minStrokeWidth", high = "maxStrokeWidth";
    else if (scale->channel != CHANNEL_SIZE)
        low = "minOpacity", high = "maxOpacity";
    range[0] = config_number(chart->config, "scale", low, 0);
    const double step = least_step(leading_panel(chart, scale), chart->config);
    range[1] = config_number(chart->config, "scale", high,
                             mark == SHAPE_POINT ? pow(0.95 * step, 2) : step - 1);
}

static void find_numbers(ChartBuilder *builder, MarkScale *scale, MarkType mark, gboolean reverse)
{
    const GPtrArray *panels = builder->panels;
    const cJSON *range = find_list(builder, scale);
    scale->numbers = g_array_new(FALSE, FALSE, sizeof(double));
    for (const cJSON *item = range ? range->child : NULL; item; item = item->next) {
        if (!cJSON_IsNumber(item) || !(fabs(item->valuedouble) <= 1e6))
            spec_fail(&builder->context, &rule_spec_value, item, "a range of %s needs numbers",
                      channel_names[scale->channel]);
        g_array_append_val(scale->numbers, item->valuedouble);
    }
    if (scale->numbers->len == 0) {
        double ends[2];
        default_numbers(builder->chart, scale, mark, ends);
        static const char *const names[] = {"rangeMin", "rangeMax"};
        for (int e = 0; e < 2; e++) {
            const cJSON *own = chart_scale_property(panels, scale->channel, names[e]);
            ends[e] = cJSON_IsNumber(own) ? own->valuedouble : ends[e];
        }
        const guint n = scale->kind == MARK_SCALE_CLASSES ? count_outputs(scale, NULL) : 2;
        for (guint i = 0; i < n; i++) {
            const double number = ends[0] + (ends[1] - ends[0]) * i / MAX(n - 1, 1);
            g_array_append_val(scale->numbers, number);
        }
    }
    for (guint i = 0; reverse && i < scale->numbers->len / 2; i++) {
        double *a = &g_array_index(scale->numbers, double, i);
        double *b = &g_array_index(scale->numbers, double, scale->numbers->len - 1 - i);
        const double swap = *a;
        *a = *b;
        *b = swap;
    }
}

static void find_items(ChartBuilder *builder, MarkScale *scale)
{
    const cJSON *range = find_list(builder, scale);
    const gboolean shapes = scale->channel == CHANNEL_SHAPE;
    if (!range)
        range = config_value(builder->chart->config, "range", shapes ? "symbol" : "strokeDash");
    scale->items = g_ptr_array_new();
    for (const cJSON *item = range->child; item; item = item->next) {
        if (shapes ? !spec_shape_known(cJSON_GetStringValue(item)) : !spec_dash_fits(item))
            spec_fail(&builder->context, &rule_spec_value, item,
                      shapes ? "a range of shapes needs their names or paths"
                             : "a range of dashes needs lists of lengths");
        g_ptr_array_add(scale->items, (gpointer)item);
    }
}

void mark_scale_find_outputs(ChartBuilder *builder, MarkScale *scale, MarkType mark,
                             gboolean reverse)
{
    if (channel_is_color(scale->channel))
        find_colors(builder, scale, mark, reverse);
    else if (scale->channel == CHANNEL_SHAPE || scale->channel == CHANNEL_STROKE_DASH)
        find_items(builder, scale);
    else
        find_numbers(builder, scale, mark, reverse);
}
