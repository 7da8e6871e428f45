/* Texts: a row's words at x, y, with its citation; those that the chart lets
 * move find a place that covers nothing. */
#include "chart/format.h"
#include "scene/page.h"

#include <math.h>
#include <string.h>

/* How a field becomes words: its format, else JavaScript's text of it; in the reader's language. */
static char *row_text(const Page *page, const Layer *layer, guint row)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_TEXT];
    const Value value = layer_value(layer, row, CHANNEL_TEXT);
    if (!spec->present || value.type == VALUE_NULL)
        return NULL;
    if (spec->format && spec->type == TYPE_TEMPORAL)
        return locale_time(page->locale, spec->format, value_to_time(value));
    g_autoptr(NumberFormat) format = spec->format ? number_format_parse(spec->format) : NULL;
    if (format && !isnan(value_to_number(value))) {
        g_autofree char *english = number_format_apply(format, value_to_number(value));
        return locale_number(page->locale, english);
    }
    g_autofree char *text = value_to_text(value);
    return value.type == VALUE_NUMBER ? locale_number(page->locale, text)
                                      : g_strdup(chart_translate(page->chart, text));
}

static gboolean may_move(const Page *page, const Layer *layer)
{
    const cJSON *avoid = page->chart->wishes.avoid;
    for (const cJSON *name = avoid ? avoid->child : NULL; name; name = name->next) {
        if (layer->name && strcmp(layer->name, name->valuestring) == 0)
            return TRUE;
    }
    return FALSE;
}

static double baseline_shift(const MarkSpec *mark, double size)
{
    switch (mark->baseline) {
    case 0: return size * 0.82;        /* top */
    case 2: return -size * 0.2;        /* bottom */
    case 3: return 0;                  /* alphabetic */
    default: return text_middle(size); /* middle */
    }
}

static Box text_box(double x, double y, double width, double size, TextAnchor anchor)
{
    const double left = anchor == ANCHOR_START ? x
                        : anchor == ANCHOR_END ? x - width
                                               : x - width / 2;
    return (Box){left, y - size * 0.8, width, size};
}

static void measure_row(Page *page, Box box)
{
    if (page->extent.width < 0) {
        page->extent = box;
        return;
    }
    const double right = fmax(page->extent.x + page->extent.width, box.x + box.width);
    page->extent.x = fmin(page->extent.x, box.x);
    page->extent.width = right - page->extent.x;
}

static void draw_leader(Page *page, double x, double y, const Box *label)
{
    const double end_x = CLAMP(x, label->x, label->x + label->width);
    const double end_y = y < label->y ? label->y : label->y + label->height;
    const PathSegment segments[] = {{'M', {x, y}}, {'L', {end_x, end_y}}};
    Mark mark = {.kind = MARK_PATH,
                 .stroke = page->theme->axis,
                 .stroke_width = page->theme->leader_width * page->preset->unit,
                 .as.path = {segments, 2}};
    scene_add(page->scene, &mark);
}

/* Near its point, wherever it covers nothing. */
static void draw_moving(Page *page, const PlacedPanel *placed, const Layer *layer, guint row,
                        double x, double y, const char *text, const char *citation,
                        TextStyle *style)
{
    const double width = text_width_with(page, text, citation, style->size, style->weight);
    const double distance = (isnan(layer->mark.dx) ? 12 : layer->mark.dx) * page->preset->unit;
    const LabelPlace place = label_find_place(page, placed, x, y, width, style->size, distance);
    const Box box = text_box(place.x, place.y, width, style->size, ANCHOR_START);
    (void)row;
    if (place.leader)
        draw_leader(page, x, y, &box);
    style->anchor = ANCHOR_START;
    text_add(page, text, citation, place.x, place.y, style);
    g_array_append_val(page->obstacles, box);
}

/* A text in a stacked block that is too narrow for it leaves the number of the
 * source, then nothing (the sidecar file lists all). */
static gboolean fit_block(const Page *page, const PlacedPanel *placed, const Layer *layer,
                          guint row, char **text, char **citation, double size)
{
    const Scale *scale = placed->panel->scales[layer->stack_channel];
    const double room =
        layer->stack_channel == CHANNEL_X
            ? fabs(stack_position(scale, layer, row, 1) - stack_position(scale, layer, row, 0)) -
                  4 * page->preset->unit
            : INFINITY;
    if (**text && text_width_with(page, *text, *citation, size, 400) <= room)
        return TRUE;
    g_free(*text);
    *text = g_steal_pointer(citation);
    return *text && text_width(page, *text, size, 400) <= room;
}

/* Labels that would cover much of the plot are set in the small type. */
static double moving_size(const Page *page, const PlacedPanel *placed, const Layer *layer,
                          double size)
{
    static const double most = 0.16; /* of the plot's area */
    double covered = 0;
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        g_autofree char *text = row_text(page, layer, row);
        covered += text ? text_width(page, text, size, 400) * size : 0;
    }
    const Box *plot = &placed->plot;
    return covered > most * plot->width * plot->height ? fmin(size, page->preset->small) : size;
}

/* Whether the spec leaves the place of the texts to us. */
static gboolean is_free(const Layer *layer)
{
    const MarkSpec *spec = &layer->mark;
    return layer->stack_channel < 0 && spec->align < 0 && isnan(spec->dx) && isnan(spec->dy);
}

static gboolean has_own_color(const Layer *layer)
{
    return !layer->mark.has_color && !layer->channels[CHANNEL_COLOR].present;
}

void mark_draw_text(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    static const TextAnchor anchors[] = {ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END};
    const MarkSpec *spec = &layer->mark;
    const double unit = page->preset->unit;
    double size = row_type_size(
        page, placed->panel, isnan(spec->font_size) ? page->preset->label : spec->font_size * unit);
    const gboolean moving = may_move(page, layer);
    if (moving && page->measuring)
        return;
    if (moving)
        size = moving_size(page, placed, layer, size);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x =
            row_position(placed, layer, row, CHANNEL_X, placed->plot.x + placed->plot.width / 2);
        const double y =
            row_position(placed, layer, row, CHANNEL_Y, placed->plot.y + placed->plot.height / 2);
        g_autofree char *text = row_text(page, layer, row);
        g_autofree char *citation = citation_text(page, layer, row);
        if (!isfinite(x + y) || !text || (!*text && !citation) ||
            !row_is_labelled(page, placed->panel, y))
            continue;
        const Lineage *lineage = frame_lineage(layer->frame, row);
        TextStyle style = {.size = size,
                           .weight = spec->font_weight ? spec->font_weight : 400,
                           .color = row_category(page, layer, row).color,
                           .anchor = spec->align < 0 ? ANCHOR_MIDDLE : anchors[spec->align],
                           .halo = layer->stack_channel < 0, /* on its block, not on the page */
                           .href = page->measuring ? NULL : citation_link(page, lineage),
                           .claims = page->measuring ? NULL : citation_claims(page, lineage)};
        citations_note_drawn(page, lineage);
        if (moving) {
            draw_moving(page, placed, layer, row, x, y, text, citation, &style);
            continue;
        }
        if (layer->stack_channel >= 0 &&
            !fit_block(page, placed, layer, row, &text, &citation, size))
            continue;
        if (layer->stack_channel >= 0 && has_own_color(layer))
            area_ink(page, x, y, &style.color);
        double at_x = x, at_y = y;
        const double width = text_width_with(page, text, citation, size, style.weight);
        if (!is_free(layer) || !area_place_label(page, width, &at_x, &at_y, &style)) {
            at_x += isnan(spec->dx) ? 0 : spec->dx * unit;
            at_y += (isnan(spec->dy) ? 0 : spec->dy * unit) + baseline_shift(spec, size);
        }
        const Box box = text_box(at_x, at_y, width, size, style.anchor);
        if (page->measuring) {
            measure_row(page, box);
            continue;
        }
        text_add(page, text, citation, at_x, at_y, &style);
        g_array_append_val(page->obstacles, box);
    }
}
