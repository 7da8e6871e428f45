#include "scene/variant.h"

#include "scene/preset.h"
#include "scene/theme.h"

#include <string.h>

Variant variant_default(void)
{
    return (Variant){.preset = preset_find(preset_names[0]),
                     .theme = theme_find(theme_names[0]),
                     .language = "en"};
}

gboolean variant_same(const Variant *a, const Variant *b)
{
    return a->preset == b->preset && a->theme == b->theme &&
           strcmp(a->language, b->language) == 0 && a->transparent == b->transparent &&
           a->outlines == b->outlines;
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
