#include "scene/preset.h"

#include <string.h>

static const Preset presets[] = {
    {.name = "slide",
     .width = 1600,
     .height = 900,
     .margin = 56,
     .title = 40,
     .subtitle = 23,
     .label = 19,
     .small = 15,
     .unit = 1,
     .source_columns = 3},
    {.name = "page",
     .width = 800,
     .height = 0,
     .margin = 24,
     .title = 24,
     .subtitle = 14.5,
     .label = 12.5,
     .small = 10.5,
     .unit = 0.64,
     .source_columns = 2},
};

const char *const preset_names[] = {"slide", "page", NULL};

const Preset *preset_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(presets); i++) {
        if (strcmp(name, presets[i].name) == 0)
            return &presets[i];
    }
    return NULL;
}
