#include "scene/variant.h"

#include "base/number.h"
#include "chart/locale.h"
#include "scene/preset.h"
#include "scene/theme.h"

#include <string.h>

const char *const variant_texts[] = {"live", "outlines", NULL};

static const double CSS_DPI = 96;

Variant variant_default(void)
{
    return (Variant){.preset = preset_find(preset_names[0]),
                     .theme = theme_find(theme_names[0]),
                     .language = "en",
                     .scale = 1};
}

static gboolean same_number(double a, double b)
{
    return !(a < b) && !(a > b);
}

/* All but the size of its pixels. */
static gboolean variant_same_drawing(const Variant *a, const Variant *b)
{
    return a->preset == b->preset && a->theme == b->theme &&
           strcmp(a->language, b->language) == 0 && a->transparent == b->transparent &&
           a->outlines == b->outlines;
}

gboolean variant_same(const Variant *a, const Variant *b)
{
    return variant_same_drawing(a, b) && same_number(a->scale, b->scale) &&
           same_number(a->dpi, b->dpi);
}

double variant_document_px(const Variant *variant)
{
    return variant->dpi > 0 ? variant->scale * CSS_DPI / variant->dpi : 1;
}

char *variant_name(const Variant *variant)
{
    const Variant usual = variant_default();
    const char *parts[6];
    guint n = 0;
    parts[n++] = variant->preset->name;
    if (variant->theme != usual.theme)
        parts[n++] = variant->theme->name;
    if (strcmp(variant->language, usual.language) != 0)
        parts[n++] = variant->language;
    if (variant->transparent)
        parts[n++] = "transparent";
    if (variant->outlines)
        parts[n++] = "outlines";
    parts[n] = NULL;
    return g_strjoinv(".", (char **)parts);
}

char *variant_file_name(const char *chart, const Variant *variant, const Variant *first,
                        const char *format, gboolean raster)
{
    GString *file = g_string_new(chart);
    if (!variant_same_drawing(variant, first)) {
        g_autofree char *name = variant_name(variant);
        g_string_append_printf(file, ".%s", name);
    }
    if (raster && !same_number(variant->scale, 1)) {
        char buffer[NUMBER_TEXT_SIZE];
        g_string_append_printf(file, "@%sx", number_format(variant->scale, buffer));
    }
    g_string_append_printf(file, ".%s", format);
    return g_string_free(file, FALSE);
}

gboolean variant_language_exists(const char *text)
{
    return g_regex_match_simple("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", text,
                                G_REGEX_DOLLAR_ENDONLY, 0) &&
           locale_exists(text);
}
