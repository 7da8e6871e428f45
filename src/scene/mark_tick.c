/* Ticks: a short stroke at a value, across a band. */
#include "scene/page.h"

#include <math.h>

void mark_draw_tick(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    const double unit = page->preset->unit;
    const Scale *sx = placed->panel->scales[CHANNEL_X], *sy = placed->panel->scales[CHANNEL_Y];
    const gboolean upright = sx && !scale_is_discrete(sx); /* the value is on x */
    const Scale *band = upright ? sy : sx;
    double length =
        band && scale_is_discrete(band) ? scale_step(band) * page->theme->bar_band : 14 * unit;
    if (!isnan(layer->mark.size))
        length = layer->mark.size * unit;
    const double thickness =
        (isnan(layer->mark.thickness) ? page->theme->tick_width : layer->mark.thickness) * unit;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x =
            row_position(placed, layer, row, CHANNEL_X, placed->plot.x + placed->plot.width / 2);
        const double y =
            row_position(placed, layer, row, CHANNEL_Y, placed->plot.y + placed->plot.height / 2);
        if (!isfinite(x + y))
            continue;
        Mark mark = {.kind = MARK_RECT};
        row_style(page, layer, row, &mark);
        const double width = upright ? thickness : length, height = upright ? length : thickness;
        mark.as.rect = (MarkRect){x - width / 2, y - height / 2, width, height, 0};
        scene_add(page->scene, &mark);
        if (row_is_chosen(page, layer, row))
            chosen_frame_rect(page, &mark.as.rect);
    }
}
