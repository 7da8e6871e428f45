/* What all marks share: position, colour, certainty. */
#include "chart/scheme.h"
#include "scene/page.h"

#include <math.h>
#include <string.h>

/* In the order of MarkType; the role names are Vega's. */
static const struct {
    DrawLayer draw;
    const char *role;
} drawers[] = {
    {mark_draw_bar, "mark-rect role-mark"},  {mark_draw_point, "mark-symbol role-mark"},
    {mark_draw_rule, "mark-rule role-mark"}, {mark_draw_text, "mark-text role-mark"},
    {mark_draw_tick, "mark-rect role-mark"}, {mark_draw_line, "mark-line role-mark"},
};

void layer_draw(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    if (page->measuring && layer->mark.type != SHAPE_TEXT)
        return;
    if (!page->measuring)
        scene_open_group(page->scene, drawers[layer->mark.type].role);
    drawers[layer->mark.type].draw(page, placed, layer);
    if (!page->measuring)
        scene_close_group(page->scene);
}

/* The start (0) or end (1) of a row's block in its stack. */
double stack_position(const Scale *scale, const Layer *layer, guint row, int end)
{
    return scale_position(scale, frame_value(layer->frame, row, (int)layer->stack_columns[end]));
}

double row_position(const PlacedPanel *placed, const Layer *layer, guint row, Channel channel,
                    double fallback)
{
    const ChannelSpec *spec = &layer->channels[channel];
    const gboolean across = channel == CHANNEL_X || channel == CHANNEL_X2;
    if (!spec->present)
        return fallback;
    if (spec->has_value) /* px from the plot's corner, or "width", "height" */
        return spec->constant.type == VALUE_NUMBER
                   ? spec->constant.as.number + (across ? placed->plot.x : placed->plot.y)
               : across ? placed->plot.x + placed->plot.width
                        : placed->plot.y + placed->plot.height;
    const Scale *scale = placed->panel->scales[across ? CHANNEL_X : CHANNEL_Y];
    if (layer->stack_channel == (int)channel) {
        const double start = stack_position(scale, layer, row, 0);
        return start + spec->band_position * (stack_position(scale, layer, row, 1) - start);
    }
    return scale ? scale_position(scale, layer_value(layer, row, channel)) : NAN;
}

/* ---- certainty --------------------------------------------------------------------- */

Form row_form(const Page *page, const Layer *layer, guint row)
{
    const Lineage *lineage = frame_lineage(layer->frame, row);
    if (!page->chart->wishes.certainty || !lineage || !lineage->direct || lineage->n_items == 0)
        return FORM_SOLID;
    switch (lineage->items[0].claim->status) {
    case STATUS_PLANNED:
    case STATUS_TARGET: return FORM_HATCHED;
    case STATUS_ESTIMATED:
    case STATUS_RUMOURED: return FORM_OUTLINED;
    default: return FORM_SOLID;
    }
}

/* ---- colour -------------------------------------------------------------------------- */

/* scale.range or scale.scheme give colours in the order of the domain; else the
 * theme does. */
Color category_color(const Page *page, const char *category, guint index)
{
    const cJSON *range =
        page->chart->color ? json_member(page->chart->color->scale, "range") : NULL;
    const cJSON *item = cJSON_IsArray(range) && cJSON_GetArraySize(range) > 0
                            ? cJSON_GetArrayItem(range, (int)index % cJSON_GetArraySize(range))
                            : NULL;
    Color color;
    if (item && cJSON_IsString(item) && color_parse(item->valuestring, &color))
        return color;
    const char *scheme =
        page->chart->color ? json_string(page->chart->color->scale, "scheme") : NULL;
    if (scheme && color_parse(scheme_color(scheme, index), &color))
        return color;
    return theme_category_color(page->theme, category, index);
}

static gboolean find_category(const GPtrArray *categories, const char *text, guint *index)
{
    for (*index = 0; *index < categories->len; (*index)++) {
        if (strcmp(categories->pdata[*index], text) == 0)
            return TRUE;
    }
    return FALSE;
}

static Color theme_color(const Page *page, const MarkSpec *mark)
{
    switch (mark->type) {
    case SHAPE_TEXT: return page->theme->text;
    case SHAPE_RULE: return page->theme->axis;
    default: return page->theme->accent;
    }
}

Color row_color(const Page *page, const Layer *layer, guint row)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_COLOR];
    Color color = layer->mark.has_color ? layer->mark.color : theme_color(page, &layer->mark);
    if (spec->present) {
        const Value value = layer_value(layer, row, CHANNEL_COLOR);
        g_autofree char *text = value_to_text(value);
        guint index;
        if (spec->has_value)
            color_parse(text, &color);
        else if (value.type != VALUE_NULL &&
                 find_category(page->chart->color_categories, text, &index))
            color = category_color(page, text, index);
        else
            color = page->theme->neutral;
    }
    const ChannelSpec *opacity = &layer->channels[CHANNEL_OPACITY];
    if (opacity->present && opacity->has_value)
        color.alpha *= CLAMP(value_to_number(opacity->constant), 0, 1);
    else if (!isnan(layer->mark.opacity))
        color.alpha *= CLAMP(layer->mark.opacity, 0, 1);
    return color;
}

void row_style(Page *page, const Layer *layer, guint row, Mark *mark)
{
    const MarkSpec *spec = &layer->mark;
    const Color color = row_color(page, layer, row);
    const double unit = page->preset->unit;
    const Form form = row_form(page, layer, row);
    mark->fill = spec->has_fill ? spec->fill : color;
    mark->stroke = spec->has_stroke ? spec->stroke : COLOR_NONE;
    mark->stroke_width = (isnan(spec->stroke_width) ? 2 : spec->stroke_width) * unit;
    if (form == FORM_HATCHED) {
        mark->hatched = TRUE;
        mark->stroke = color;
    } else if (form == FORM_OUTLINED || !spec->filled) {
        mark->fill = page->theme->background;
        mark->stroke = color;
    }
    const Lineage *lineage = frame_lineage(layer->frame, row);
    mark->claims = citation_claims(page, lineage);
    citations_note_drawn(page, lineage);
    const ChannelSpec *tooltip = &layer->channels[CHANNEL_TOOLTIP];
    g_autofree char *title = tooltip->present
                                 ? value_to_text(layer_value(layer, row, CHANNEL_TOOLTIP))
                                 : citation_tooltip(lineage);
    mark->title = title ? g_string_chunk_insert_const(page->scene->strings, title) : NULL;
}
