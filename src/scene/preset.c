#include "scene/preset.h"

#include <string.h>

/* Type sizes follow from how large a reader sees the picture: a slide across a room, a card as a
 * third of a telephone's width, a column of print at 7 to 10 pt. */
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
    {.name = "slide-4x3",
     .width = 1200,
     .height = 900,
     .margin = 48,
     .title = 36,
     .subtitle = 21,
     .label = 18,
     .small = 14.5,
     .unit = 0.95,
     .source_columns = 2},
    {.name = "square",
     .width = 1080,
     .height = 1080,
     .margin = 52,
     .title = 44,
     .subtitle = 25,
     .label = 22,
     .small = 17,
     .unit = 1.1,
     .source_columns = 2},
    {.name = "og",
     .width = 1200,
     .height = 630,
     .margin = 44,
     .title = 38,
     .subtitle = 22,
     .label = 20,
     .small = 16,
     .unit = 1,
     .source_columns = 0},
    {.name = "paper",
     .width = 336,
     .margin = 4,
     .title = 13.4,
     .subtitle = 10,
     .label = 9.4,
     .small = 8,
     .unit = 0.45,
     .source_columns = 1},
    {.name = "web",
     .width = 720,
     .margin = 16,
     .title = 25,
     .subtitle = 16,
     .label = 14,
     .small = 12,
     .unit = 0.7,
     .source_columns = 2},
    {.name = "page",
     .width = 800,
     .margin = 24,
     .title = 24,
     .subtitle = 14.5,
     .label = 12.5,
     .small = 10.5,
     .unit = 0.64,
     .source_columns = 2},
};

const char *const preset_names[] = {"slide", "slide-4x3", "square", "og",
                                    "paper", "web",       "page",   NULL};

const Preset *preset_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(presets); i++) {
        if (strcmp(name, presets[i].name) == 0)
            return &presets[i];
    }
    return NULL;
}
