#include "cli/variant_options.h"

#include "base/number.h"

#include <string.h>

void variant_options_clear(VariantOptions *options)
{
    g_free(options->preset);
    g_free(options->theme);
    g_free(options->language);
    g_free(options->text);
    g_free(options->scale);
    g_free(options->dpi);
}

static int unknown(const Command *command, const char *what, const char *name,
                   const char *const *names)
{
    g_autofree char *known = g_strjoinv(", ", (char **)names);
    return command_usage_error(command, "there is no %s '%s'; there are %s", what, name, known);
}

/* more than minimum, at most maximum */
static int check_number(const Command *command, const char *name, const char *text, double minimum,
                        double maximum, double *number)
{
    if (!text || (number_parse(text, number) && *number > minimum && *number <= maximum))
        return STATUS_CLEAN;
    g_autoptr(GString) range = g_string_new(NULL);
    g_string_append(range, "more than ");
    number_append(range, minimum, 2);
    g_string_append(range, ", at most ");
    number_append(range, maximum, 2);
    return command_usage_error(command, "the %s must be %s, not '%s'", name, range->str, text);
}

int variant_options_check(const Command *command, VariantOptions *options)
{
    Variant *variant = &options->variant;
    variant->preset = options->preset ? preset_find(options->preset) : NULL;
    if (options->preset && !variant->preset)
        return unknown(command, "preset", options->preset, preset_names);
    variant->theme = options->theme ? theme_find(options->theme) : NULL;
    if (options->theme && !variant->theme)
        return unknown(command, "theme", options->theme, theme_names);
    if (options->language && !variant_language_exists(options->language))
        return command_usage_error(command,
                                   "'%s' is no tag of a language; write it as in 'pt' or 'zh-Hant'",
                                   options->language);
    variant->language = options->language;
    variant->transparent = options->transparent;
    variant->outlines = g_strcmp0(options->text, variant_texts[1]) == 0;
    if (options->text && !g_strv_contains(variant_texts, options->text))
        return unknown(command, "way to write text", options->text, variant_texts);
    const int status =
        check_number(command, "scale", options->scale, 0, VARIANT_SCALE_MAX, &variant->scale);
    return status != STATUS_CLEAN ? status
                                  : check_number(command, "dpi", options->dpi, VARIANT_DPI_MIN - 1,
                                                 VARIANT_DPI_MAX, &variant->dpi);
}

gboolean variant_options_given(const VariantOptions *options)
{
    return options->preset || options->theme || options->language || options->text ||
           options->scale || options->dpi || options->transparent;
}

Variant variant_options_apply(const VariantOptions *options, const Variant *own)
{
    const Variant *given = &options->variant;
    Variant variant = *own;
    if (given->preset)
        variant.preset = given->preset;
    if (given->theme)
        variant.theme = given->theme;
    if (given->language)
        variant.language = given->language;
    if (options->text)
        variant.outlines = given->outlines;
    if (options->scale)
        variant.scale = given->scale;
    if (options->dpi)
        variant.dpi = given->dpi;
    variant.transparent |= given->transparent;
    return variant;
}

GArray *variant_options_choose(const VariantOptions *options, const GArray *own)
{
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(Variant));
    for (guint i = 0; i < own->len; i++) {
        const Variant variant = variant_options_apply(options, &g_array_index(own, Variant, i));
        gboolean known = FALSE;
        for (guint k = 0; k < chosen->len; k++)
            known |= variant_same(&variant, &g_array_index(chosen, Variant, k));
        if (!known)
            g_array_append_val(chosen, variant);
    }
    return chosen;
}
