/* Rules: a line from x, y to x2, y2; across the whole plot where one is absent. */
#include "scene/page.h"

#include <math.h>

void mark_draw_rule(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    const Box *plot = &placed->plot;
    const gboolean vertical = !layer->channels[CHANNEL_Y].present;
    const gboolean horizontal = !layer->channels[CHANNEL_X].present;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = row_position(placed, layer, row, CHANNEL_X, plot->x);
        const double y = row_position(placed, layer, row, CHANNEL_Y, plot->y);
        const double x2 =
            row_position(placed, layer, row, CHANNEL_X2, horizontal ? plot->x + plot->width : x);
        const double y2 =
            row_position(placed, layer, row, CHANNEL_Y2, vertical ? plot->y + plot->height : y);
        if (!isfinite(x + y + x2 + y2) || (x == x2 && y == y2))
            continue;
        Mark mark = {.kind = MARK_PATH};
        row_style(page, layer, row, &mark);
        mark.stroke =
            layer->mark.has_stroke ? layer->mark.stroke : row_category(page, layer, row).color;
        mark.fill = COLOR_NONE;
        mark.pattern = PATTERN_SOLID;
        set_line_style(page, layer, page->theme->rule_width, &mark);
        const PathSegment segments[] = {{'M', {x, y}}, {'L', {x2, y2}}};
        mark.as.path = (MarkPath){segments, 2};
        scene_add(page->scene, &mark);
        line_note(page, x, y, x2, y2);
    }
}
