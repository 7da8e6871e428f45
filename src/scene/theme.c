#include "scene/theme.h"

#include <string.h>

static const double LETTER_CONTRAST = 4.5, SHAPE_CONTRAST = 3; /* WCAG 2.2, 1.4.3 and 1.4.11 */

#define RGB(hex)                                                                                   \
    {                                                                                              \
        .red = ((hex) >> 16) & 0xFF, .green = ((hex) >> 8) & 0xFF, .blue = (hex)&0xFF, .alpha = 1  \
    }
#define SOLID(hex)                                                                                 \
    {                                                                                              \
        .color = RGB(hex)                                                                          \
    }
#define PATTERNED(hex, how)                                                                        \
    {                                                                                              \
        .color = RGB(hex), .pattern = (how)                                                        \
    }

#define STROKES                                                                                    \
    .corner_radius = 2, .bar_band = 0.62, .widest_bar = 5, .point_size = 150, .least_bar = 3,      \
    .block_gap = 1.5, .point_rim = 1.2, .grid_width = 1.2, .rule_width = 1.5, .line_width = 2.5,   \
    .outline_width = 2, .leader_width = 1, .tick_width = 3, .frame_gap = 1.8, .frame_width = 1.6,  \
    .edge_width = 1

/* The order of the categories is the same in all themes: blue, ochre, green, plum, violet, red,
 * olive, petrol.  They differ in lightness as much as in hue, since hue alone does not reach
 * everybody; the values maximise the least difference of any two over full and dichromatic vision.
 */
static const Theme themes[] = {
    {
        .name = "light",
        .font = "Lato",
        .background = RGB(0xFFFFFF),
        .text = RGB(0x1B2430),
        .muted = RGB(0x5A6672),
        .grid = RGB(0xE3E7EB),
        .axis = RGB(0x8A96A3),
        .neutral = RGB(0x87939F),
        .band = RGB(0x8A96A3),
        .categories = {SOLID(0x25479B), SOLID(0xC3822E), SOLID(0x099D7C), SOLID(0x753A5C),
                       SOLID(0x9A5AC7), SOLID(0xBE4D4C), SOLID(0x505E11), SOLID(0x007387)},
        STROKES,
        .hatching = {.period = 6, .width = 1.6, .tint = 0.16},
    },
    {
        .name = "dark",
        .font = "Lato",
        .background = RGB(0x12171F),
        .text = RGB(0xF1F4F8),
        .muted = RGB(0xABB6C2),
        .grid = RGB(0x29313B),
        .axis = RGB(0x76828F),
        .neutral = RGB(0x636F7C),
        .band = RGB(0x5C6876),
        .categories = {SOLID(0x96B2FF), SOLID(0xFBBC8B), SOLID(0x2B9B7C), SOLID(0xFD87A7),
                       SOLID(0xA080B9), SOLID(0xCF5C4E), SOLID(0xA1B913), SOLID(0x67DAE2)},
        STROKES,
        .hatching = {.period = 6, .width = 1.6, .tint = 0.2},
    },
    /* Black ink: three tones (with the grey of the rest) that stay apart on a laser printer and six
     * patterns; no hairline, no
     * light grey that a screen of dots would break up. */
    {
        .name = "print",
        .font = "Lato",
        .background = RGB(0xFFFFFF),
        .text = RGB(0x000000),
        .muted = RGB(0x3A3A3A),
        .grid = RGB(0xCCCCCC),
        .axis = RGB(0x6E6E6E),
        .neutral = RGB(0x919191),
        .band = RGB(0x919191),
        .categories = {SOLID(0x000000), SOLID(0x4A4A4A), PATTERNED(0x000000, PATTERN_LINES),
                       PATTERNED(0x000000, PATTERN_DOTS), PATTERNED(0x000000, PATTERN_CROSS),
                       PATTERNED(0x000000, PATTERN_COLUMNS), PATTERNED(0x000000, PATTERN_GRID),
                       PATTERNED(0x000000, PATTERN_BACK_HATCH)},
        STROKES,
        .hatching = {.period = 5, .width = 1.3, .tint = 0},
    },
};

const char *const theme_names[] = {"light", "dark", "print", NULL};

const Theme *theme_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(themes); i++) {
        if (strcmp(name, themes[i].name) == 0)
            return &themes[i];
    }
    return NULL;
}

/* Which category of the themes a maker has; the data have more makers, few figures of each: they
 * are neutral. */
static const struct {
    const char *name;
    guint index;
} makers[] = {
    {"Meta", 0},     {"OpenAI", 2},         {"Google", 5},        {"Anthropic", 1},
    {"DeepSeek", 4}, {"Alibaba (Qwen)", 3}, {"Inflection AI", 6}, {"Mistral AI", 7},
};

static gboolean find_maker(const char *name, guint *index)
{
    for (gsize i = 0; i < G_N_ELEMENTS(makers); i++) {
        if (strcmp(name, makers[i].name) == 0) {
            *index = makers[i].index;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean theme_knows_maker(const char *category)
{
    guint index;
    return find_maker(category, &index);
}

CategoryStyle theme_category(const Theme *theme, const char *category, guint index)
{
    find_maker(category, &index);
    return index < THEME_CATEGORIES ? theme->categories[index]
                                    : (CategoryStyle){.color = theme->neutral};
}

Color theme_letter_color(const Theme *theme, Color color)
{
    Color letters = color;
    for (double share = 0;
         share < 1 && color_contrast(letters, theme->background) < LETTER_CONTRAST;) {
        share += 0.05;
        letters = color_mix(color, theme->text, MIN(share, 1));
    }
    letters.alpha = color.alpha;
    return letters;
}

gboolean theme_is_seen(const Theme *theme, Color color)
{
    Color shown = color_mix(theme->background, color, color.alpha);
    shown.alpha = 1;
    return color_contrast(shown, theme->background) >= SHAPE_CONTRAST;
}

Color theme_color_on(const Theme *theme, Color area)
{
    return color_contrast(theme->text, area) > color_contrast(theme->background, area)
               ? theme->text
               : theme->background;
}
