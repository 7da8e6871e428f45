/* Variants as a spec asks for them: usermeta.figtrail.presets, of names and of objects. */
#include "chart/view.h"
#include "scene/variant.h"

#include <math.h>
#include <string.h>

static const Rule rule_preset = {"unknown-preset", LEVEL_ERROR,
                                 "usermeta.figtrail.presets names presets that there are"};
static const Rule rule_same = {"same-variant", LEVEL_ERROR,
                               "two variants of a chart do not have the same name"};

static void parse_preset(SpecContext *context, const cJSON *item, const char *name,
                         Variant *variant)
{
    variant->preset = preset_find(name);
    if (variant->preset)
        return;
    g_autofree char *known = g_strjoinv(", ", (char **)preset_names);
    spec_fail(context, &rule_preset, item, "there is no preset \"%s\"; there are %s", name, known);
}

static void parse_language(SpecContext *context, const cJSON *item, Variant *variant)
{
    const char *language = spec_string(context, item, "language");
    if (language && !variant_language_exists(language))
        spec_fail(context, &rule_spec_value, json_member(item, "language"),
                  "\"%s\" is no tag of a language; write it as in \"pt\" or \"zh-Hant\"", language);
    else if (language)
        variant->language = language;
}

/* {"preset", "theme", ...}: what is left out is as usual. */
static void parse_object(SpecContext *context, const cJSON *item, Variant *variant)
{
    static const char *const members[] = {"preset", "theme", "language", "transparent",
                                          "text",   "scale", "dpi",      NULL};
    if (!spec_check_members(context, item, "presets", members))
        return;
    const char *preset = spec_string(context, item, "preset");
    if (preset)
        parse_preset(context, json_member(item, "preset"), preset, variant);
    variant->theme =
        theme_find(theme_names[MAX(0, spec_word(context, item, "theme", theme_names, 0))]);
    parse_language(context, item, variant);
    variant->transparent = spec_flag(context, item, "transparent", FALSE);
    variant->outlines = spec_word(context, item, "text", variant_texts, 0) == 1;
    variant->scale = spec_number(context, item, "scale", 1, 0.1, VARIANT_SCALE_MAX);
    variant->dpi = spec_number(context, item, "dpi", 0, VARIANT_DPI_MIN, VARIANT_DPI_MAX);
}

/* Two of one name would be written to one file. */
static void check_name(SpecContext *context, const cJSON *item, const GArray *variants,
                       const Variant *variant)
{
    const Variant *first = variants->len > 0 ? &g_array_index(variants, Variant, 0) : variant;
    g_autofree char *name = variant_file_name("NAME", variant, first, "png", TRUE);
    for (guint i = 0; i < variants->len; i++) {
        g_autofree char *other =
            variant_file_name("NAME", &g_array_index(variants, Variant, i), first, "png", TRUE);
        if (strcmp(name, other) == 0)
            spec_fail(context, &rule_same, item,
                      "two variants would be written to %s; each needs another preset, theme, "
                      "language, text, scale or transparency",
                      name);
    }
}

GArray *variants_parse(const Chart *chart, Findings *findings)
{
    GArray *variants = g_array_new(FALSE, FALSE, sizeof(Variant));
    SpecContext context = {.document = chart->document, .findings = findings};
    const cJSON *presets = chart->wishes.presets;
    for (const cJSON *item = presets ? presets->child : NULL; item; item = item->next) {
        Variant variant = variant_default();
        if (cJSON_IsString(item))
            parse_preset(&context, item, item->valuestring, &variant);
        else
            parse_object(&context, item, &variant);
        if (context.failed)
            continue;
        check_name(&context, item, variants, &variant);
        g_array_append_val(variants, variant);
    }
    const Variant usual = variant_default();
    if (variants->len == 0)
        g_array_append_val(variants, usual);
    if (!context.failed)
        return variants;
    g_array_unref(variants);
    return NULL;
}
