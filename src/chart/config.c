#include "chart/config.h"

#include <string.h>

struct Config {
    GHashTable *values; /* "block.name" -> cJSON*, both owned */
    gboolean styled;    /* there are named styles: blocks "style.NAME" */
};

/* Standard values are JSON; NULL: none.  Blocks of marks have all of "mark". */
static const struct {
    const char *block, *name;
    ConfigKind kind;
    const char *standard;
} properties[] = {
    {"", "background", CONFIG_COLOR, "\"white\""},
    {"", "padding", CONFIG_NUMBER, "5"},
    {"", "countTitle", CONFIG_TEXT, "\"Count of Records\""},
    {"", "font", CONFIG_TEXT, "\"DejaVu Sans\""},
    {"view", "continuousWidth", CONFIG_NUMBER, "300"},
    {"view", "continuousHeight", CONFIG_NUMBER, "300"},
    {"view", "step", CONFIG_NUMBER, "20"},
    {"view", "fill", CONFIG_COLOR, NULL},
    {"view", "stroke", CONFIG_COLOR, "\"#ddd\""},
    {"view", "strokeWidth", CONFIG_NUMBER, "1"},
    {"mark", "color", CONFIG_COLOR, "\"#4c78a8\""},
    {"mark", "fill", CONFIG_COLOR, NULL},
    {"mark", "stroke", CONFIG_COLOR, NULL},
    {"mark", "opacity", CONFIG_NUMBER, NULL},
    {"mark", "fillOpacity", CONFIG_NUMBER, NULL},
    {"mark", "strokeOpacity", CONFIG_NUMBER, NULL},
    {"mark", "strokeWidth", CONFIG_NUMBER, NULL},
    {"mark", "strokeDash", CONFIG_DASH, NULL},
    {"mark", "strokeCap", CONFIG_TEXT, NULL},
    {"mark", "filled", CONFIG_FLAG, NULL},
    {"mark", "size", CONFIG_NUMBER, NULL},
    {"mark", "shape", CONFIG_TEXT, NULL},
    {"mark", "interpolate", CONFIG_TEXT, NULL},
    {"mark", "tension", CONFIG_NUMBER, NULL},
    {"mark", "clip", CONFIG_FLAG, NULL},
    {"mark", "invalid", CONFIG_INVALID, NULL},
    {"mark", "tooltip", CONFIG_TOOLTIP, NULL},
    {"mark", "orient", CONFIG_TEXT, NULL},
    {"mark", "x", CONFIG_PLACE, NULL},
    {"mark", "y", CONFIG_PLACE, NULL},
    {"mark", "x2", CONFIG_PLACE, NULL},
    {"mark", "y2", CONFIG_PLACE, NULL},
    {"mark", "text", CONFIG_LINES, NULL},
    {"mark", "lineHeight", CONFIG_NUMBER, NULL},
    {"mark", "cornerRadius", CONFIG_NUMBER, NULL},
    {"mark", "cornerRadiusEnd", CONFIG_NUMBER, NULL},
    {"mark", "cornerRadiusTopLeft", CONFIG_NUMBER, NULL},
    {"mark", "cornerRadiusTopRight", CONFIG_NUMBER, NULL},
    {"mark", "cornerRadiusBottomLeft", CONFIG_NUMBER, NULL},
    {"mark", "cornerRadiusBottomRight", CONFIG_NUMBER, NULL},
    {"mark", "align", CONFIG_TEXT, NULL},
    {"mark", "baseline", CONFIG_TEXT, NULL},
    {"mark", "dx", CONFIG_NUMBER, NULL},
    {"mark", "dy", CONFIG_NUMBER, NULL},
    {"mark", "angle", CONFIG_NUMBER, NULL},
    {"mark", "fontSize", CONFIG_NUMBER, NULL},
    {"mark", "fontWeight", CONFIG_WEIGHT, NULL},
    {"mark", "thickness", CONFIG_NUMBER, NULL},
    {"mark", "width", CONFIG_BAND, NULL},
    {"mark", "height", CONFIG_BAND, NULL},
    {"mark", "binSpacing", CONFIG_NUMBER, NULL},
    {"mark", "continuousBandSize", CONFIG_NUMBER, NULL},
    {"mark", "discreteBandSize", CONFIG_BAND, NULL},
    {"mark", "minBandSize", CONFIG_NUMBER, NULL},
    {"mark", "timeUnitBandPosition", CONFIG_NUMBER, NULL},
    {"mark", "timeUnitBandSize", CONFIG_NUMBER, "1"},
    {"bar", "binSpacing", CONFIG_NUMBER, "1"},
    {"bar", "continuousBandSize", CONFIG_NUMBER, "5"},
    {"bar", "minBandSize", CONFIG_NUMBER, "0.25"},
    {"bar", "timeUnitBandPosition", CONFIG_NUMBER, "0.5"},
    {"rect", "continuousBandSize", CONFIG_NUMBER, "5"},
    {"rect", "minBandSize", CONFIG_NUMBER, "0.25"},
    {"rect", "timeUnitBandPosition", CONFIG_NUMBER, "0.5"},
    {"tick", "continuousBandSize", CONFIG_NUMBER, "5"},
    {"tick", "minBandSize", CONFIG_NUMBER, "0.25"},
    {"tick", "timeUnitBandPosition", CONFIG_NUMBER, "0.5"},
    {"tick", "thickness", CONFIG_NUMBER, "1"},
    {"line", "point", CONFIG_FLAG, NULL},
    {"area", "point", CONFIG_FLAG, NULL},
    {"area", "line", CONFIG_FLAG, NULL},
    {"rule", "color", CONFIG_COLOR, "\"black\""},
    {"text", "color", CONFIG_COLOR, "\"black\""},
    {"text", "fontSize", CONFIG_NUMBER, "11"},
    {"scale", "bandPaddingInner", CONFIG_NUMBER, NULL},
    {"scale", "barBandPaddingInner", CONFIG_NUMBER, "0.1"},
    {"scale", "rectBandPaddingInner", CONFIG_NUMBER, "0"},
    {"scale", "tickBandPaddingInner", CONFIG_NUMBER, "0.25"},
    {"scale", "bandPaddingOuter", CONFIG_NUMBER, NULL},
    {"scale", "bandWithNestedOffsetPaddingInner", CONFIG_NUMBER, "0.2"},
    {"scale", "bandWithNestedOffsetPaddingOuter", CONFIG_NUMBER, "0.2"},
    {"scale", "offsetBandPaddingInner", CONFIG_NUMBER, "0"},
    {"scale", "offsetBandPaddingOuter", CONFIG_NUMBER, "0"},
    {"scale", "pointPadding", CONFIG_NUMBER, "0.5"},
    {"scale", "continuousPadding", CONFIG_NUMBER, NULL},
    {"scale", "zero", CONFIG_FLAG, "true"},
    {"scale", "invalid", CONFIG_OUTPUTS, NULL},
    {"scale", "minSize", CONFIG_NUMBER, "4"},
    {"scale", "maxSize", CONFIG_NUMBER, NULL},
    {"scale", "minBandSize", CONFIG_NUMBER, "2"},
    {"scale", "maxBandSize", CONFIG_NUMBER, NULL},
    {"scale", "minStrokeWidth", CONFIG_NUMBER, "1"},
    {"scale", "maxStrokeWidth", CONFIG_NUMBER, "4"},
    {"scale", "minFontSize", CONFIG_NUMBER, "8"},
    {"scale", "maxFontSize", CONFIG_NUMBER, "40"},
    {"scale", "minOpacity", CONFIG_NUMBER, "0.3"},
    {"scale", "maxOpacity", CONFIG_NUMBER, "0.8"},
    {"", "numberFormat", CONFIG_TEXT, NULL},
    {"", "normalizedNumberFormat", CONFIG_TEXT, "\".0%\""},
    {"", "timeFormat", CONFIG_TEXT, NULL},
    {"axis", "bandPosition", CONFIG_NUMBER, NULL},
    {"axis", "disable", CONFIG_FLAG, NULL},
    {"axis", "domain", CONFIG_FLAG, "true"},
    {"axis", "domainColor", CONFIG_COLOR, "\"#888\""},
    {"axis", "domainOpacity", CONFIG_NUMBER, NULL},
    {"axis", "domainWidth", CONFIG_NUMBER, NULL},
    {"axis", "format", CONFIG_TEXT, NULL},
    {"axis", "formatType", CONFIG_TEXT, NULL},
    {"axis", "grid", CONFIG_FLAG, NULL},
    {"axis", "gridColor", CONFIG_COLOR, "\"#ddd\""},
    {"axis", "gridDash", CONFIG_DASH, NULL},
    {"axis", "gridOpacity", CONFIG_NUMBER, NULL},
    {"axis", "gridWidth", CONFIG_NUMBER, NULL},
    {"axis", "labelAlign", CONFIG_TEXT, NULL},
    {"axis", "labelAngle", CONFIG_NUMBER, NULL},
    {"axis", "labelBaseline", CONFIG_TEXT, NULL},
    {"axis", "labelBound", CONFIG_CHOICE, NULL},
    {"axis", "labelColor", CONFIG_COLOR, "\"#000\""},
    {"axis", "labelExpr", CONFIG_TEXT, NULL},
    {"axis", "labelFlush", CONFIG_CHOICE, NULL},
    {"axis", "labelFontSize", CONFIG_NUMBER, "10"},
    {"axis", "labelFontWeight", CONFIG_WEIGHT, NULL},
    {"axis", "labelLimit", CONFIG_NUMBER, "180"},
    {"axis", "labelOffset", CONFIG_NUMBER, NULL},
    {"axis", "labelOpacity", CONFIG_NUMBER, NULL},
    {"axis", "labelOverlap", CONFIG_CHOICE, NULL},
    {"axis", "labelPadding", CONFIG_NUMBER, "2"},
    {"axis", "labelSeparation", CONFIG_NUMBER, NULL},
    {"axis", "labels", CONFIG_FLAG, "true"},
    {"axis", "maxExtent", CONFIG_NUMBER, NULL},
    {"axis", "minExtent", CONFIG_NUMBER, NULL},
    {"axis", "offset", CONFIG_NUMBER, NULL},
    {"axis", "orient", CONFIG_TEXT, NULL},
    {"axis", "position", CONFIG_NUMBER, NULL},
    {"axis", "tickBand", CONFIG_TEXT, NULL},
    {"axis", "tickColor", CONFIG_COLOR, "\"#888\""},
    {"axis", "tickCount", CONFIG_NUMBER, NULL},
    {"axis", "tickDash", CONFIG_DASH, NULL},
    {"axis", "tickExtra", CONFIG_FLAG, NULL},
    {"axis", "tickMinStep", CONFIG_NUMBER, NULL},
    {"axis", "tickOffset", CONFIG_NUMBER, NULL},
    {"axis", "tickOpacity", CONFIG_NUMBER, NULL},
    {"axis", "tickRound", CONFIG_FLAG, NULL},
    {"axis", "tickSize", CONFIG_NUMBER, "5"},
    {"axis", "tickWidth", CONFIG_NUMBER, NULL},
    {"axis", "ticks", CONFIG_FLAG, "true"},
    {"axis", "titleAlign", CONFIG_TEXT, NULL},
    {"axis", "titleAnchor", CONFIG_TEXT, NULL},
    {"axis", "titleAngle", CONFIG_NUMBER, NULL},
    {"axis", "titleBaseline", CONFIG_TEXT, NULL},
    {"axis", "titleColor", CONFIG_COLOR, "\"#000\""},
    {"axis", "titleFontSize", CONFIG_NUMBER, "11"},
    {"axis", "titleFontWeight", CONFIG_WEIGHT, NULL},
    {"axis", "titleLimit", CONFIG_NUMBER, NULL},
    {"axis", "titleLineHeight", CONFIG_NUMBER, NULL},
    {"axis", "titleOpacity", CONFIG_NUMBER, NULL},
    {"axis", "titlePadding", CONFIG_NUMBER, "4"},
    {"axis", "titleX", CONFIG_NUMBER, NULL},
    {"axis", "titleY", CONFIG_NUMBER, NULL},
    {"axis", "translate", CONFIG_NUMBER, NULL},
    {"axis", "zindex", CONFIG_NUMBER, NULL},
    {"legend", "orient", CONFIG_TEXT, "\"right\""},
    {"legend", "direction", CONFIG_TEXT, NULL},
    {"legend", "disable", CONFIG_FLAG, NULL},
    {"legend", "columns", CONFIG_NUMBER, NULL},
    {"legend", "columnPadding", CONFIG_NUMBER, "10"},
    {"legend", "rowPadding", CONFIG_NUMBER, "2"},
    {"legend", "clipHeight", CONFIG_NUMBER, NULL},
    {"legend", "padding", CONFIG_NUMBER, "0"},
    {"legend", "offset", CONFIG_NUMBER, "18"},
    {"legend", "legendX", CONFIG_NUMBER, NULL},
    {"legend", "legendY", CONFIG_NUMBER, NULL},
    {"legend", "fillColor", CONFIG_COLOR, NULL},
    {"legend", "strokeColor", CONFIG_COLOR, NULL},
    {"legend", "cornerRadius", CONFIG_NUMBER, NULL},
    {"legend", "gradientLength", CONFIG_NUMBER, NULL},
    {"legend", "gradientThickness", CONFIG_NUMBER, "16"},
    {"legend", "gradientHorizontalMinLength", CONFIG_NUMBER, "100"},
    {"legend", "gradientHorizontalMaxLength", CONFIG_NUMBER, "200"},
    {"legend", "gradientVerticalMinLength", CONFIG_NUMBER, "64"},
    {"legend", "gradientVerticalMaxLength", CONFIG_NUMBER, "200"},
    {"legend", "gradientStrokeColor", CONFIG_COLOR, NULL},
    {"legend", "gradientStrokeWidth", CONFIG_NUMBER, NULL},
    {"legend", "gradientOpacity", CONFIG_NUMBER, NULL},
    {"legend", "labelColor", CONFIG_COLOR, "\"#000\""},
    {"legend", "labelFontSize", CONFIG_NUMBER, "10"},
    {"legend", "labelFontWeight", CONFIG_WEIGHT, NULL},
    {"legend", "labelLimit", CONFIG_NUMBER, "160"},
    {"legend", "labelOffset", CONFIG_NUMBER, "4"},
    {"legend", "symbolType", CONFIG_TEXT, NULL},
    {"legend", "symbolSize", CONFIG_NUMBER, "100"},
    {"legend", "symbolOffset", CONFIG_NUMBER, "0"},
    {"legend", "symbolOpacity", CONFIG_NUMBER, NULL},
    {"legend", "symbolStrokeWidth", CONFIG_NUMBER, "1.5"},
    {"legend", "symbolStrokeColor", CONFIG_COLOR, NULL},
    {"legend", "symbolFillColor", CONFIG_COLOR, NULL},
    {"legend", "symbolDash", CONFIG_DASH, NULL},
    {"legend", "symbolLimit", CONFIG_NUMBER, "30"},
    {"legend", "tickCount", CONFIG_NUMBER, NULL},
    {"legend", "titleColor", CONFIG_COLOR, "\"#000\""},
    {"legend", "titleFontSize", CONFIG_NUMBER, "11"},
    {"legend", "titleFontWeight", CONFIG_WEIGHT, "\"bold\""},
    {"legend", "titleLimit", CONFIG_NUMBER, "180"},
    {"legend", "titlePadding", CONFIG_NUMBER, "5"},
    {"range", "category", CONFIG_RANGE, "{\"scheme\": \"tableau10\"}"},
    {"range", "ordinal", CONFIG_RANGE, "{\"scheme\": \"blues\"}"},
    {"range", "ramp", CONFIG_RANGE, "{\"scheme\": \"blues\"}"},
    {"range", "heatmap", CONFIG_RANGE, "{\"scheme\": \"yellowgreenblue\"}"},
    {"range", "diverging", CONFIG_RANGE, "{\"scheme\": \"blueorange\", \"extent\": [1, 0]}"},
    {"range", "symbol", CONFIG_RANGE,
     "[\"circle\", \"square\", \"triangle-up\", \"cross\", \"diamond\", \"triangle-right\", "
     "\"triangle-down\", \"triangle-left\"]"},
    {"range", "strokeDash", CONFIG_RANGE, "[[1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2]]"},
    {"title", "align", CONFIG_TEXT, NULL},
    {"title", "anchor", CONFIG_TEXT, NULL},
    {"title", "angle", CONFIG_NUMBER, NULL},
    {"title", "color", CONFIG_COLOR, "\"#000\""},
    {"title", "dx", CONFIG_NUMBER, NULL},
    {"title", "dy", CONFIG_NUMBER, NULL},
    {"title", "fontSize", CONFIG_NUMBER, "13"},
    {"title", "fontWeight", CONFIG_WEIGHT, NULL},
    {"title", "frame", CONFIG_TEXT, NULL},
    {"title", "lineHeight", CONFIG_NUMBER, NULL},
    {"title", "offset", CONFIG_NUMBER, "4"},
    {"title", "orient", CONFIG_TEXT, NULL},
    {"title", "subtitleColor", CONFIG_COLOR, NULL},
    {"title", "subtitleFontSize", CONFIG_NUMBER, "11"},
    {"title", "subtitleFontWeight", CONFIG_WEIGHT, NULL},
    {"title", "subtitleLineHeight", CONFIG_NUMBER, NULL},
    {"title", "subtitlePadding", CONFIG_NUMBER, NULL},
    {"header", "format", CONFIG_TEXT, NULL},
    {"header", "labelAlign", CONFIG_TEXT, NULL},
    {"header", "labelAnchor", CONFIG_TEXT, NULL},
    {"header", "labelAngle", CONFIG_NUMBER, NULL},
    {"header", "labelColor", CONFIG_COLOR, NULL},
    {"header", "labelFontSize", CONFIG_NUMBER, "10"},
    {"header", "labelFontWeight", CONFIG_WEIGHT, NULL},
    {"header", "labelLimit", CONFIG_NUMBER, NULL},
    {"header", "labelOrient", CONFIG_TEXT, NULL},
    {"header", "labelPadding", CONFIG_NUMBER, "10"},
    {"header", "labels", CONFIG_FLAG, NULL},
    {"header", "orient", CONFIG_TEXT, NULL},
    {"header", "titleAlign", CONFIG_TEXT, NULL},
    {"header", "titleAnchor", CONFIG_TEXT, NULL},
    {"header", "titleAngle", CONFIG_NUMBER, NULL},
    {"header", "titleColor", CONFIG_COLOR, NULL},
    {"header", "titleFontSize", CONFIG_NUMBER, "11"},
    {"header", "titleFontWeight", CONFIG_WEIGHT, NULL},
    {"header", "titleOrient", CONFIG_TEXT, NULL},
    {"header", "titlePadding", CONFIG_NUMBER, "10"},
    {"facet", "columns", CONFIG_NUMBER, NULL},
    {"facet", "spacing", CONFIG_NUMBER, "20"},
    {"concat", "columns", CONFIG_NUMBER, NULL},
    {"boxplot", "size", CONFIG_NUMBER, NULL},
    {"boxplot", "box", CONFIG_PART, NULL},
    {"boxplot", "median", CONFIG_PART, NULL},
    {"boxplot", "outliers", CONFIG_PART, NULL},
    {"boxplot", "rule", CONFIG_PART, NULL},
    {"boxplot", "ticks", CONFIG_PART, NULL},
    {"errorbar", "rule", CONFIG_PART, NULL},
    {"errorbar", "ticks", CONFIG_PART, NULL},
    {"errorband", "band", CONFIG_PART, NULL},
    {"errorband", "borders", CONFIG_PART, NULL},
    {"concat", "spacing", CONFIG_NUMBER, "20"},
};

static const char *const marks[] = {"bar",  "point", "circle", "square", "tick", "rule",
                                    "line", "text",  "area",   "rect",   NULL};

gboolean config_is_mark(const char *block)
{
    return g_strv_contains(marks, block);
}

/* Blocks that may have all that another one has: "axisX" what "axis" has. */
static const char *pattern_of(const char *block)
{
    static const char *const axes[] = {"axisX",
                                       "axisY",
                                       "axisBottom",
                                       "axisTop",
                                       "axisLeft",
                                       "axisRight",
                                       "axisBand",
                                       "axisPoint",
                                       "axisDiscrete",
                                       "axisQuantitative",
                                       "axisTemporal",
                                       "axisXBand",
                                       "axisXPoint",
                                       "axisXDiscrete",
                                       "axisXTemporal",
                                       "axisXQuantitative",
                                       "axisYBand",
                                       "axisYPoint",
                                       "axisYDiscrete",
                                       "axisYTemporal",
                                       "axisYQuantitative",
                                       NULL};
    static const char *const headers[] = {"headerRow", "headerColumn", "headerFacet", NULL};
    return g_strv_contains(axes, block)      ? "axis"
           : g_strv_contains(headers, block) ? "header"
           : config_is_mark(block)           ? "mark"
                                             : block;
}

gboolean config_is_block(const char *name)
{
    if (strcmp(pattern_of(name), name) != 0)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        if (*name && strcmp(properties[i].block, name) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean config_kind(const char *block, const char *name, ConfigKind *kind)
{
    const char *pattern = pattern_of(block);
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        if (strcmp(properties[i].name, name) == 0 && (strcmp(properties[i].block, block) == 0 ||
                                                      strcmp(properties[i].block, pattern) == 0)) {
            *kind = properties[i].kind;
            return TRUE;
        }
    }
    return FALSE;
}

static char *make_key(const char *block, const char *name)
{
    return g_strconcat(block, ".", name, NULL);
}

Config *config_new_vega(void)
{
    Config *config = g_new0(Config, 1);
    config->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)(void (*)(void))cJSON_Delete);
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        if (!properties[i].standard)
            continue;
        cJSON *value = cJSON_Parse(properties[i].standard);
        g_assert(value);
        g_hash_table_insert(config->values, make_key(properties[i].block, properties[i].name),
                            value);
    }
    return config;
}

void config_free(Config *config)
{
    if (!config)
        return;
    g_hash_table_unref(config->values);
    g_free(config);
}

void config_set(Config *config, const char *block, const char *name, const cJSON *value)
{
    config->styled |= g_str_has_prefix(block, "style.");
    g_hash_table_insert(config->values, make_key(block, name), cJSON_Duplicate(value, TRUE));
}

const cJSON *config_block_value(const Config *config, const char *block, const char *name)
{
    g_autofree char *key = make_key(block, name);
    return g_hash_table_lookup(config->values, key);
}

const cJSON *config_value(const Config *config, const char *block, const char *name)
{
    const cJSON *value = config_block_value(config, block, name);
    return value || !config_is_mark(block) ? value : config_value(config, "mark", name);
}

const cJSON *config_style_value(const Config *config, const char *style, const char *name)
{
    if (!config->styled)
        return NULL;
    g_autofree char *block = g_strconcat("style.", style, NULL);
    return config_block_value(config, block, name);
}

double config_number(const Config *config, const char *block, const char *name, double fallback)
{
    const cJSON *value = config_value(config, block, name);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

gboolean config_flag(const Config *config, const char *block, const char *name, gboolean fallback)
{
    const cJSON *value = config_value(config, block, name);
    return cJSON_IsBool(value) ? cJSON_IsTrue(value) != 0 : fallback;
}

const char *config_text(const Config *config, const char *block, const char *name)
{
    return cJSON_GetStringValue(config_value(config, block, name));
}

Color config_color(const Config *config, const char *block, const char *name, Color fallback)
{
    const cJSON *value = config_value(config, block, name);
    Color color = fallback;
    if (cJSON_IsNull(value))
        return COLOR_NONE;
    if (cJSON_IsString(value))
        color_parse(value->valuestring, &color);
    return color;
}
