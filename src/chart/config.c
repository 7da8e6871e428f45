#include "chart/config_table.h"

#include <string.h>

struct Config {
    GHashTable *values; /* "block.name" -> cJSON*, both owned */
    gboolean styled;    /* there are named styles: blocks "style.NAME" */
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

gboolean config_is_axis(const char *block)
{
    return strcmp(pattern_of(block), "axis") == 0;
}

gboolean config_is_block(const char *name)
{
    if (strcmp(pattern_of(name), name) != 0)
        return TRUE;
    for (gsize i = 0; i < config_n_properties; i++) {
        if (*name && strcmp(config_properties[i].block, name) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean config_kind(const char *block, const char *name, ConfigKind *kind)
{
    const char *pattern = pattern_of(block);
    for (gsize i = 0; i < config_n_properties; i++) {
        if (strcmp(config_properties[i].name, name) == 0 &&
            (strcmp(config_properties[i].block, block) == 0 ||
             strcmp(config_properties[i].block, pattern) == 0)) {
            *kind = config_properties[i].kind;
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
    for (gsize i = 0; i < config_n_properties; i++) {
        if (!config_properties[i].standard)
            continue;
        cJSON *value = cJSON_Parse(config_properties[i].standard);
        g_assert(value);
        g_hash_table_insert(config->values,
                            make_key(config_properties[i].block, config_properties[i].name), value);
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
    if (cJSON_IsNull(value) || (cJSON_IsString(value) && !*value->valuestring))
        return COLOR_NONE;
    if (cJSON_IsString(value))
        color_parse(value->valuestring, &color);
    return color;
}
