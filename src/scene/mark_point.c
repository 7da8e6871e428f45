/* Points: a symbol at x, y. */
#include "scene/page.h"

#include <math.h>
#include <string.h>

static const char *row_shape(const Page *page, const Layer *layer, guint row)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_SHAPE];
    if (!spec->present)
        return layer->mark.shape;
    const Value value = layer_value(layer, row, CHANNEL_SHAPE);
    if (spec->has_value)
        return value.type == VALUE_STRING ? value.as.string : NULL;
    g_autofree char *text = value_to_text(value);
    for (guint i = 0; i < page->chart->shape_categories->len; i++) {
        if (strcmp(page->chart->shape_categories->pdata[i], text) == 0)
            return category_shape(page->chart, i);
    }
    return NULL;
}

/* No symbol is higher than its row, as long as it is seen. */
static double row_area(const Page *page, const Panel *panel, const Layer *layer)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_SIZE];
    double area = isnan(layer->mark.size) ? page->theme->point_size : layer->mark.size;
    if (spec->present && spec->has_value)
        area = value_to_number(spec->constant);
    area = fmax(0, area) * page->preset->unit * page->preset->unit;
    const Scale *rows = panel->scales[CHANNEL_Y];
    if (!rows || !scale_is_discrete(rows))
        return area;
    return fmin(area, G_PI_4 * pow(fmax(scale_step(rows), 0.4 * page->preset->small), 2));
}

void mark_draw_point(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    const double middle_x = placed->plot.x + placed->plot.width / 2;
    const double middle_y = placed->plot.y + placed->plot.height / 2;
    const double area = row_area(page, placed->panel, layer);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = row_position(placed, layer, row, CHANNEL_X, middle_x);
        const double y = row_position(placed, layer, row, CHANNEL_Y, middle_y);
        if (!isfinite(x + y))
            continue;
        Mark mark = {0};
        row_style(page, layer, row, &mark);
        /* an outline takes no more room than a filled symbol */
        double inner = area;
        if (mark.stroke.alpha > 0)
            inner = pow(fmax(1, sqrt(area) - mark.stroke_width * 0.9), 2);
        else
            mark.stroke = page->scene->background,
            mark.stroke_width = page->theme->point_rim * page->preset->unit;
        symbol_add(page, &mark, row_shape(page, layer, row), x, y, inner);
        if (row_is_chosen(page, layer, row))
            chosen_frame_symbol(page, row_shape(page, layer, row), x, y, area);
        const double r = sqrt(area / G_PI);
        const Box box = {x - r, y - r, 2 * r, 2 * r};
        g_array_append_val(page->obstacles, box);
    }
}
