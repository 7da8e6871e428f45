#include "scene/theme.h"

#include <string.h>

#define RGB(hex)                                                                                   \
    {                                                                                              \
        .red = ((hex) >> 16) & 0xFF, .green = ((hex) >> 8) & 0xFF, .blue = (hex)&0xFF, .alpha = 1  \
    }

static const Theme themes[] = {
    {
        .name = "light",
        .font = "Lato",
        .background = RGB(0xFFFFFF),
        .text = RGB(0x1B2430),
        .muted = RGB(0x5A6672),
        .grid = RGB(0xE3E7EB),
        .axis = RGB(0x8A96A3),
        .accent = RGB(0x0F5FC2),
        .neutral = RGB(0x8A96A3),
        .corner_radius = 2,
        .bar_band = 0.62,
        .point_size = 150,
    },
};

const char *const theme_names[] = {"light", NULL};

const Theme *theme_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(themes); i++) {
        if (strcmp(name, themes[i].name) == 0)
            return &themes[i];
    }
    return NULL;
}

/* Contrast with white is at least 3:1 for each; neighbours in this list differ
 * in lightness too, so that the charts survive colour blindness and grey print. */
static const struct {
    const char *name;
    Color color;
} named[] = {
    {"Meta", RGB(0x0F5FC2)},
    {"OpenAI", RGB(0x0E7C66)},
    {"Google", RGB(0xC8402F)},
    {"Anthropic", RGB(0xB8682A)},
    {"Mistral AI", RGB(0xD97706)},
    {"DeepSeek", RGB(0x5B3FA8)},
    {"Alibaba (Qwen)", RGB(0x9C2F6B)},
    {"Inflection AI", RGB(0x4F6B1E)},
    {"xAI", RGB(0x2B3440)},
    {"Microsoft", RGB(0x00838F)},
};

static const Color others[] = {
    RGB(0x0F5FC2), RGB(0xD97706), RGB(0x0E7C66), RGB(0x9C2F6B), RGB(0x5B3FA8),
    RGB(0xC8402F), RGB(0x4F6B1E), RGB(0x00838F), RGB(0x8A5A2B), RGB(0x5A6672),
};

Color theme_category_color(const Theme *theme, const char *category, guint index)
{
    (void)theme; /* there is one so far */
    for (gsize i = 0; i < G_N_ELEMENTS(named); i++) {
        if (strcmp(category, named[i].name) == 0)
            return named[i].color;
    }
    return others[index % G_N_ELEMENTS(others)];
}
