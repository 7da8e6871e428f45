/* Heading: the title, which says what is shown, and the subtitle with measure,
 * unit and setting. */
#include "scene/page.h"

static const double LINE = 1.22;
static const double GAP = 0.35; /* of the subtitle's size, between title and subtitle */

typedef struct {
    GPtrArray *title, *subtitle; /* lines */
} Lines;

static void lines_clear(Lines *lines)
{
    g_ptr_array_unref(lines->title);
    g_ptr_array_unref(lines->subtitle);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Lines, lines_clear)

static Lines heading_lines(const Page *page)
{
    const Preset *preset = page->preset;
    const double width = preset->width - 2 * preset->margin;
    const Chart *chart = page->chart;
    const char *title = chart_translate(chart, chart->title);
    const char *subtitle = chart_translate(chart, chart->subtitle);
    return (Lines){text_balance(page, title ? title : "", width, page->title_size, 700),
                   text_balance(page, subtitle ? subtitle : "", width, preset->subtitle, 400)};
}

double heading_height(const Page *page)
{
    g_auto(Lines) lines = heading_lines(page);
    const Preset *preset = page->preset;
    double height = lines.title->len * page->title_size * LINE;
    if (lines.subtitle->len > 0)
        height += preset->subtitle * (GAP + lines.subtitle->len * LINE);
    return height;
}

static double draw_lines(Page *page, const GPtrArray *lines, double y, const TextStyle *style)
{
    for (guint i = 0; i < lines->len; i++, y += style->size * LINE)
        text_add(page, lines->pdata[i], NULL, page->preset->margin, y + style->size * 0.95, style);
    return y;
}

void heading_draw(Page *page, double y)
{
    g_auto(Lines) lines = heading_lines(page);
    const Preset *preset = page->preset;
    const TextStyle title = {.size = page->title_size, .weight = 700, .color = page->theme->text};
    const TextStyle subtitle = {.size = preset->subtitle, .color = page->theme->muted};
    scene_open_group(page->scene, "role-title");
    y = draw_lines(page, lines.title, y, &title);
    draw_lines(page, lines.subtitle, y + preset->subtitle * GAP, &subtitle);
    scene_close_group(page->scene);
}
