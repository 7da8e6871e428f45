/* Values of each kind that properties have in the whole grammar (config_table.h). */
#include "chart/gradient.h"
#include "chart/scheme.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

gboolean spec_dash_fits(const cJSON *dash)
{
    const int n = cJSON_IsArray(dash) ? cJSON_GetArraySize(dash) : -1;
    double sum = 0;
    for (const cJSON *item = n > 0 ? dash->child : NULL; item; item = item->next)
        sum += cJSON_IsNumber(item) && item->valuedouble >= 0 ? item->valuedouble : NAN;
    return n >= 0 && n <= 4 && n != 3 && sum <= 1e4;
}

/* A text, texts in an array, or null. */
static gboolean lines_fit(const cJSON *value)
{
    for (const cJSON *line = cJSON_IsArray(value) ? value->child : NULL; line; line = line->next) {
        if (!cJSON_IsString(line))
            return FALSE;
    }
    return cJSON_IsString(value) || cJSON_IsArray(value) || cJSON_IsNull(value);
}

static gboolean formats_fit(const cJSON *value)
{
    static const char *const units[] = {"year",    "quarter",      "month", "week",
                                        "date",    "day",          "hours", "minutes",
                                        "seconds", "milliseconds", NULL};
    for (const cJSON *item = cJSON_IsObject(value) ? value->child : NULL; item; item = item->next) {
        if (!cJSON_IsString(item) || !g_strv_contains(units, item->string))
            return FALSE;
    }
    return cJSON_IsObject(value) != 0;
}

/* px, or px by name ("left", "step", ...). */
static gboolean lengths_fit(const cJSON *value, const char *const *names)
{
    for (const cJSON *item = cJSON_IsObject(value) ? value->child : NULL; item; item = item->next) {
        if (!g_strv_contains(names, item->string) || !lengths_fit(item, names))
            return FALSE;
    }
    return (cJSON_IsObject(value) && value->child) ||
           (cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble <= 20000);
}

static gboolean autosize_fits(const cJSON *value)
{
    static const char *const types[] = {"pad", "fit", "fit-x", "fit-y", "none", NULL};
    static const char *const members[] = {"type", "contains", "resize", NULL};
    static const char *const contents[] = {"content", "padding", NULL};
    for (const cJSON *item = cJSON_IsObject(value) ? value->child : NULL; item; item = item->next) {
        if (!g_strv_contains(members, item->string))
            return FALSE;
    }
    const char *contains = json_string(value, "contains"), *type = json_string(value, "type");
    if (cJSON_IsString(value))
        type = value->valuestring;
    else if (cJSON_IsObject(value) && !type)
        type = "pad";
    return type && g_strv_contains(types, type) &&
           (!json_member(value, "contains") || (contains && g_strv_contains(contents, contains)));
}

/* Of config.range: colours, shapes or dashes, or the name of a scheme. */
static gboolean range_fits(const cJSON *value)
{
    const cJSON *scheme = json_member(value, "scheme");
    Color ignored;
    if (cJSON_IsObject(value))
        return cJSON_IsString(scheme) && scheme_kind(scheme->valuestring) != SCHEME_NONE;
    for (const cJSON *item = cJSON_IsArray(value) ? value->child : NULL; item; item = item->next) {
        if (!spec_dash_fits(item) && !spec_shape_known(cJSON_GetStringValue(item)) &&
            !(cJSON_IsString(item) && color_parse(item->valuestring, &ignored)))
            return FALSE;
    }
    return cJSON_IsArray(value) && value->child;
}

gboolean spec_is_one_of(const cJSON *value, const char *const *words)
{
    return cJSON_IsString(value) && g_strv_contains(words, value->valuestring);
}

/* {"CHANNEL": "zero-or-min" or {"value": ...}} */
static gboolean outputs_fit(const cJSON *value)
{
    for (const cJSON *item = value->child; item; item = item->next) {
        const cJSON *output = json_member(item, "value");
        int channel = 0;
        while (channel < N_CHANNELS && strcmp(item->string, channel_names[channel]) != 0)
            channel++;
        if (channel == N_CHANNELS ||
            !(output ? spec_is_scalar(output)
                     : g_strcmp0(cJSON_GetStringValue(item), "zero-or-min") == 0))
            return FALSE;
    }
    return cJSON_IsObject(value);
}

static gboolean fits_kind(const cJSON *value, ConfigKind kind);

static gboolean part_fits(const cJSON *value)
{
    for (const cJSON *item = value->child; item; item = item->next) {
        ConfigKind kind;
        if (!config_kind("mark", item->string, &kind) || !fits_kind(item, kind))
            return FALSE;
    }
    return cJSON_IsObject(value);
}

static gboolean fits_kind(const cJSON *value, ConfigKind kind)
{
    static const char *const invalid_modes[] = {
        "filter", "break-paths-filter-domains",    "break-paths-show-domains",
        "show",   "break-paths-show-path-domains", NULL};
    static const char *const contents[] = {"encoding", "data", NULL};
    static const char *const sides[] = {"left", "top", "right", "bottom", NULL};
    static const char *const step[] = {"step", NULL};
    Color ignored;
    Gradient gradient;
    const char *text = cJSON_GetStringValue(value);
    switch (kind) {
    case CONFIG_NUMBER: return cJSON_IsNumber(value) && fabs(value->valuedouble) <= 1e6;
    case CONFIG_COLOR: /* "": nothing is painted, as in Vega */
        return cJSON_IsNull(value) || (text && (!*text || color_parse(text, &ignored)));
    case CONFIG_PAINT: return gradient_parse(value, &gradient) || fits_kind(value, CONFIG_COLOR);
    case CONFIG_TEXT: return text != NULL;
    case CONFIG_FLAG: return cJSON_IsBool(value) != 0;
    case CONFIG_ORDER: return cJSON_IsBool(value) || cJSON_IsNull(value);
    case CONFIG_DASH: return spec_dash_fits(value);
    case CONFIG_RANGE: return range_fits(value);
    case CONFIG_PLACE:
        return (cJSON_IsNumber(value) && fabs(value->valuedouble) <= 1e5) ||
               spec_is_one_of(value, (const char *const[]){"width", "height", NULL});
    case CONFIG_PART: return cJSON_IsBool(value) || part_fits(value);
    case CONFIG_INVALID: return cJSON_IsNull(value) || spec_is_one_of(value, invalid_modes);
    case CONFIG_TOOLTIP:
        return cJSON_IsBool(value) || cJSON_IsNull(value) ||
               spec_is_one_of(json_member(value, "content"), contents);
    case CONFIG_OUTPUTS: return outputs_fit(value);
    case CONFIG_CHOICE: return cJSON_IsBool(value) || cJSON_IsNumber(value) || text;
    case CONFIG_FORMAT: return text || formats_fit(value);
    case CONFIG_LINES: return lines_fit(value);
    case CONFIG_LENGTH: return lengths_fit(value, step);
    case CONFIG_MARGINS: return lengths_fit(value, sides);
    case CONFIG_AUTOSIZE: return autosize_fits(value);
    case CONFIG_SILENT:
    case CONFIG_UNDRAWN: return TRUE;
    case CONFIG_WEIGHT:
        return g_strcmp0(text, "bold") == 0 || g_strcmp0(text, "normal") == 0 ||
               (cJSON_IsNumber(value) && value->valuedouble >= 100 && value->valuedouble <= 900);
    case CONFIG_BAND: {
        const cJSON *band = json_member(value, "band");
        return (cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble <= 1e4) ||
               (cJSON_IsNumber(band) && band->valuedouble >= 0 && band->valuedouble <= 10);
    }
    }
    return FALSE;
}

gboolean spec_check_kind(SpecContext *context, const cJSON *value, ConfigKind kind)
{
    static const char *const wanted[] = {
        [CONFIG_NUMBER] = "a number",
        [CONFIG_COLOR] = "a CSS colour or null",
        [CONFIG_PAINT] = "a CSS colour, a gradient or null",
        [CONFIG_TEXT] = "a text",
        [CONFIG_FLAG] = "true or false",
        [CONFIG_ORDER] = "true, false or null",
        [CONFIG_DASH] = "an array of one, two or four lengths, or an empty one",
        [CONFIG_RANGE] = "a list, or {\"scheme\": a name}",
        [CONFIG_WEIGHT] = "normal, bold or a number from 100 to 900",
        [CONFIG_BAND] = "a number of px or {\"band\": share}",
        [CONFIG_CHOICE] = "true, false, a number or a word",
        [CONFIG_PLACE] = "a number of px, \"width\" or \"height\"",
        [CONFIG_PART] = "true, false, or an object of what its mark may say",
        [CONFIG_INVALID] = "filter, show, null, or one of break-paths-...-domains",
        [CONFIG_TOOLTIP] = "true, false, null or {\"content\": \"encoding\" or \"data\"}",
        [CONFIG_OUTPUTS] = "an object of channels, each with \"zero-or-min\" or {\"value\": ...}",
        [CONFIG_FORMAT] =
            "a text, or an object of texts by unit of time (year, month, date, hours ...)",
        [CONFIG_LINES] = "a text, an array of texts or null",
        [CONFIG_LENGTH] = "a number of px or {\"step\": px}",
        [CONFIG_MARGINS] = "a number of px, or an object with left, top, right and bottom",
        [CONFIG_AUTOSIZE] =
            "pad, fit, fit-x, fit-y, none, or {\"type\": one of these, \"contains\"}",
        [CONFIG_SILENT] = "anything",
        [CONFIG_UNDRAWN] = "anything",
    };
    if (kind == CONFIG_UNDRAWN)
        spec_left_out(context, value, "nothing here draws '%s'", value->string);
    if (fits_kind(value, kind))
        return TRUE;
    spec_fail(context, &rule_spec_value, value, "'%s' must be %s", value->string, wanted[kind]);
    return FALSE;
}
