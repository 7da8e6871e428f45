/* Bars: from zero (or a stack, or x to x2) to a value, across a band. */
#include "scene/page.h"

#include <math.h>

static gboolean is_continuous(const PlacedPanel *placed, Channel channel)
{
    const Scale *scale = placed->panel->scales[channel];
    return scale && !scale_is_discrete(scale);
}

/* A share of the category's band, or of the plot where there are no categories. */
static void band_ends(const Page *page, const PlacedPanel *placed, const Layer *layer, guint row,
                      Channel channel, double share, double ends[2])
{
    const Scale *scale = placed->panel->scales[channel];
    const Box *plot = &placed->plot;
    const gboolean across = channel == CHANNEL_X;
    const double length = across ? plot->width : plot->height;
    const double start = across ? plot->x : plot->y;
    const double middle = row_position(placed, layer, row, channel, start + length / 2);
    const double other = row_position(placed, layer, row, channel_second(channel), NAN);
    if (isfinite(other) && is_continuous(placed, channel)) { /* a bin: the next one stands beside */
        const double gap =
            fmin(page->theme->block_gap * page->preset->unit, fabs(other - middle) / 4);
        ends[0] = fmin(middle, other) + gap / 2;
        ends[1] = fmax(middle, other) - gap / 2;
        return;
    }
    double width = (scale && scale_is_discrete(scale) ? scale_step(scale) : length) * share;
    if (share < 1 && isnan(layer->mark.band))
        width = fmin(width, page->theme->widest_bar * page->preset->label);
    if (!isnan(layer->mark.size))
        width = layer->mark.size * page->preset->unit;
    ends[0] = middle - width / 2;
    ends[1] = middle + width / 2;
}

/* The two ends along an axis that measures, else all of a band or of the plot. */
static void bar_ends(const Page *page, const PlacedPanel *placed, const Layer *layer, guint row,
                     Channel channel, double ends[2])
{
    const Scale *scale = placed->panel->scales[channel];
    const Channel second = channel_second(channel);
    if (!is_continuous(placed, channel)) {
        band_ends(page, placed, layer, row, channel, 1, ends);
        return;
    }
    if (layer->stack_channel == (int)channel) {
        for (int e = 0; e < 2; e++)
            ends[e] = stack_position(scale, layer, row, e);
        return;
    }
    ends[0] = row_position(placed, layer, row, channel, NAN);
    const double base = scale->domain[0] * scale->domain[1] <= 0 && scale->type != SCALE_LOG
                            ? scale_number_position(scale, 0)
                            : scale->range[0];
    ends[1] = row_position(placed, layer, row, second, base);
}

/* The axis that a bar measures along: the continuous one; of two, the one where the bar has both
 * ends, unless the other is a measure that has one (a bin and how many there are); of none, the one
 * without categories.  As Vega-Lite has it. */
static Channel bar_channel(const PlacedPanel *placed, const Layer *layer)
{
    const gboolean x = is_continuous(placed, CHANNEL_X), y = is_continuous(placed, CHANNEL_Y);
    if (x != y)
        return x ? CHANNEL_X : CHANNEL_Y;
    if (x) {
        const ChannelSpec *spec = &layer->channels[CHANNEL_Y];
        const gboolean y_measures =
            spec->type == TYPE_QUANTITATIVE && !layer->channels[CHANNEL_Y2].present;
        return layer->channels[CHANNEL_X2].present && !y_measures ? CHANNEL_X : CHANNEL_Y;
    }
    return placed->panel->scales[CHANNEL_Y] ? CHANNEL_X : CHANNEL_Y;
}

void mark_draw_bar(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    const Channel along = bar_channel(placed, layer);
    const Channel across = along == CHANNEL_X ? CHANNEL_Y : CHANNEL_X;
    const double share = isnan(layer->mark.band) ? page->theme->bar_band : layer->mark.band;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        double a[2], b[2];
        bar_ends(page, placed, layer, row, along, a);
        band_ends(page, placed, layer, row, across, share, b);
        if (!isfinite(a[0] + a[1] + b[0] + b[1]))
            continue;
        const double least = page->theme->least_bar * page->preset->unit;
        double start = fmin(a[0], a[1]), length = fabs(a[1] - a[0]);
        if (length < least && layer->stack_channel < 0) {
            start -= (least - length) / 2;
            length = least;
        }
        Mark mark = {.kind = MARK_RECT};
        row_style(page, layer, row, &mark);
        const double inset =
            mark.stroke.alpha > 0 && (mark.pattern != PATTERN_SOLID || mark.fill.alpha < 1)
                ? mark.stroke_width / 2
                : 0;
        const double radius = isnan(layer->mark.corner_radius) ? page->theme->corner_radius
                                                               : layer->mark.corner_radius;
        mark.as.rect = along == CHANNEL_X
                           ? (MarkRect){start, fmin(b[0], b[1]), length, fabs(b[1] - b[0]), 0}
                           : (MarkRect){fmin(b[0], b[1]), start, fabs(b[1] - b[0]), length, 0};
        mark.as.rect.x += inset;
        mark.as.rect.y += inset;
        mark.as.rect.width = fmax(0, mark.as.rect.width - 2 * inset);
        mark.as.rect.height = fmax(0, mark.as.rect.height - 2 * inset);
        mark.as.rect.radius = layer->stack_channel >= 0 ? 0 : radius * page->preset->unit;
        const int end = layer->stack_channel == (int)along; /* else base comes last */
        area_note(page, &mark, along, a[!end], a[end]);
        if (page->measuring)
            continue;
        mark_add(page, &mark);
        if (row_is_chosen(page, layer, row))
            chosen_frame_rect(page, &mark.as.rect);
    }
}
