/*
 * A spec's "config", or that of a file, put on top of what a theme has
 * (https://vega.github.io/vega-lite/docs/config.html).
 */
#include "chart/spec.h"

#include <string.h>

/* ---- properties of blocks ----------------------------------------------------------------------
 */

static void read_property(SpecContext *context, Config *config, const char *block,
                          const cJSON *item)
{
    ConfigKind kind;
    if (!config_kind(block, item->string, &kind)) {
        spec_unsupported(context, item, "'%s' is not supported in config%s%s", item->string,
                         *block ? "." : "", block);
        return;
    }
    const gboolean conditional = config_is_axis(block) && json_member(item, "condition");
    if (conditional ? spec_check_axis_condition(context, item, kind)
                    : spec_check_kind(context, item, kind))
        config_set(config, block, item->string, item);
}

/* ---- styles ------------------------------------------------------------------------------------
 */

/* Guides have the properties of a style unless their own blocks say otherwise. */
static const struct {
    const char *style, *font_size; /* the name of its size in config.fontSize */
    const char *blocks[3];
    const char *prefix; /* of the properties there */
} guides[] = {
    {"guide-label", "guideLabel", {"axis", "legend", "header"}, "label"},
    {"guide-title", "guideTitle", {"axis", "legend", "header"}, "title"},
    {"group-title", "groupTitle", {"title"}, ""},
    {"group-subtitle", "groupSubtitle", {"title"}, "subtitle"},
    {"cell", NULL, {"view"}, ""},
};

/* "fontSize" of a style is "labelFontSize" of a guide, "fill" its "labelColor". */
static char *guide_property(const char *prefix, const char *block, const char *name)
{
    if (strcmp(name, "fill") == 0 && strcmp(block, "view") != 0)
        name = "color";
    char *made = g_strconcat(prefix, name, NULL);
    if (*prefix)
        made[strlen(prefix)] = g_ascii_toupper(*name);
    return made;
}

static void set_guides(Config *config, gsize guide, const char *name, const cJSON *value)
{
    for (gsize b = 0; b < G_N_ELEMENTS(guides[guide].blocks) && guides[guide].blocks[b]; b++) {
        const char *block = guides[guide].blocks[b];
        g_autofree char *property = guide_property(guides[guide].prefix, block, name);
        ConfigKind kind;
        if (config_kind(block, property, &kind))
            config_set(config, block, property, value);
    }
}

static void read_style(SpecContext *context, Config *config, const cJSON *style)
{
    g_autofree char *block = g_strconcat("style.", style->string, NULL);
    for (const cJSON *item = style->child; item; item = item->next) {
        ConfigKind kind;
        if (!config_kind("mark", item->string, &kind)) {
            spec_unsupported(context, item, "'%s' is not supported in config.%s", item->string,
                             block);
            continue;
        }
        if (!spec_check_kind(context, item, kind))
            continue;
        config_set(config, block, item->string, item);
        for (gsize i = 0; i < G_N_ELEMENTS(guides); i++) {
            if (strcmp(guides[i].style, style->string) == 0)
                set_guides(config, i, item->string, item);
        }
    }
}

/* {"guideLabel": px}; true: the usual sizes */
static void read_font_sizes(SpecContext *context, Config *config, const cJSON *sizes)
{
    static const char *const members[] = {"text",       "guideLabel",    "guideTitle",
                                          "groupTitle", "groupSubtitle", NULL};
    if (cJSON_IsBool(sizes) || !spec_check_members(context, sizes, "config.fontSize", members))
        return;
    for (const cJSON *item = sizes->child; item; item = item->next) {
        if (!spec_check_kind(context, item, CONFIG_NUMBER))
            continue;
        if (strcmp(item->string, "text") == 0)
            config_set(config, "text", "fontSize", item);
        for (gsize i = 0; i < G_N_ELEMENTS(guides); i++) {
            if (g_strcmp0(guides[i].font_size, item->string) == 0)
                set_guides(config, i, "fontSize", item);
        }
    }
}

/* ---- the whole ---------------------------------------------------------------------------------
 */

void spec_read_config(SpecContext *context, const cJSON *json, Config *config)
{
    if (!cJSON_IsObject(json)) {
        spec_fail(context, &rule_spec_value, json, "a config must be an object");
        return;
    }
    const cJSON *sizes = json_member(json, "fontSize"), *styles = json_member(json, "style");
    if (sizes)
        read_font_sizes(context, config, sizes);
    for (const cJSON *style = styles ? styles->child : NULL; style; style = style->next)
        read_style(context, config, style);
    for (const cJSON *item = json->child; item; item = item->next) {
        if (item == sizes || (item == styles && cJSON_IsObject(item)))
            continue;
        if (!config_is_block(item->string) || !cJSON_IsObject(item)) {
            read_property(context, config, "", item);
            continue;
        }
        for (const cJSON *inner = item->child; inner; inner = inner->next)
            read_property(context, config, item->string, inner);
    }
}
