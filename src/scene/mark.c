/* What all marks share: position, colour, certainty. */
#include "chart/highlight.h"
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
    if (page->measuring && layer->mark.type != SHAPE_TEXT && layer->mark.type != SHAPE_BAR &&
        layer != page->named_lines)
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

/* scale.range or scale.scheme give colours in the order of the domain. */
static gboolean spec_category_color(const Chart *chart, guint index, Color *color)
{
    const cJSON *scale = chart->color ? chart->color->scale : NULL;
    const cJSON *range = json_member(scale, "range");
    const int n = cJSON_IsArray(range) ? cJSON_GetArraySize(range) : 0;
    const cJSON *item = n > 0 ? cJSON_GetArrayItem(range, (int)index % n) : NULL;
    if (item && cJSON_IsString(item) && color_parse(item->valuestring, color))
        return TRUE;
    const char *scheme = json_string(scale, "scheme");
    return scheme && color_parse(scheme_color(scheme, index), color);
}

static gboolean categories_are_makers(const Chart *chart)
{
    for (guint i = 0; i < chart->color_categories->len; i++) {
        if (theme_knows_maker(chart->color_categories->pdata[i]))
            return TRUE;
    }
    return FALSE;
}

gboolean category_has_color(const Page *page, const char *category, guint index)
{
    Color given;
    return spec_category_color(page->chart, index, &given) || theme_knows_maker(category) ||
           (index < THEME_CATEGORIES && !categories_are_makers(page->chart));
}

CategoryStyle category_style(const Page *page, const char *category, guint index)
{
    CategoryStyle style = {.pattern = PATTERN_SOLID};
    if (spec_category_color(page->chart, index, &style.color))
        return style;
    return theme_category(page->theme, category,
                          category_has_color(page, category, index) ? index : THEME_CATEGORIES);
}

static gboolean find_category(const GPtrArray *categories, const char *text, guint *index)
{
    for (*index = 0; *index < categories->len; (*index)++) {
        if (strcmp(categories->pdata[*index], text) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Of a mark that the spec gives no colour. */
static CategoryStyle own_style(const Page *page, const Layer *layer)
{
    const ChannelSpec *x2 = &layer->channels[CHANNEL_X2], *y2 = &layer->channels[CHANNEL_Y2];
    const gboolean joins = (x2->present && !x2->has_value) || (y2->present && !y2->has_value);
    switch (layer->mark.type) {
    case SHAPE_TEXT: return (CategoryStyle){.color = page->theme->text};
    case SHAPE_RULE: return (CategoryStyle){.color = joins ? page->theme->band : page->theme->axis};
    default: return page->theme->categories[0];
    }
}

/* What the theme draws a row with; FALSE: the spec itself gives the colour. */
static gboolean find_theme_style(const Page *page, const Layer *layer, guint row,
                                 CategoryStyle *style)
{
    const ChannelSpec *spec = &layer->channels[CHANNEL_COLOR];
    const Value value = spec->present ? layer_value(layer, row, CHANNEL_COLOR) : VALUE_NOTHING;
    g_autofree char *text = value_to_text(value);
    guint index;
    *style = own_style(page, layer);
    if (spec->present && spec->has_value)
        return !color_parse(text, &style->color);
    if (spec->present && value.type != VALUE_NULL &&
        find_category(page->chart->color_categories, text, &index)) {
        Color given;
        *style = category_style(page, text, index);
        return !spec_category_color(page->chart, index, &given);
    }
    if (spec->present) {
        *style = (CategoryStyle){.color = page->theme->neutral};
        return TRUE;
    }
    if (layer->mark.has_color)
        *style = (CategoryStyle){.color = layer->mark.color};
    return !layer->mark.has_color;
}

static double row_opacity(const Layer *layer)
{
    const ChannelSpec *opacity = &layer->channels[CHANNEL_OPACITY];
    if (opacity->present && opacity->has_value)
        return CLAMP(value_to_number(opacity->constant), 0, 1);
    return isnan(layer->mark.opacity) ? 1 : CLAMP(layer->mark.opacity, 0, 1);
}

CategoryStyle row_category(const Page *page, const Layer *layer, guint row)
{
    const gboolean letters = layer->mark.type == SHAPE_TEXT;
    CategoryStyle style;
    if (find_theme_style(page, layer, row, &style)) {
        if (!chart_highlights_row(page->chart, layer, row))
            style.color = letters ? page->theme->muted : page->theme->neutral,
            style.pattern = PATTERN_SOLID;
        if (letters)
            style.color = theme_letter_color(page->theme, style.color);
    }
    style.color.alpha *= row_opacity(layer);
    return style;
}

void row_style(Page *page, const Layer *layer, guint row, Mark *mark)
{
    const MarkSpec *spec = &layer->mark;
    const CategoryStyle style = row_category(page, layer, row);
    const Color color = style.color;
    Color edge = color;
    if (!theme_is_seen(page->theme, color)) /* a faint area has an edge that is seen */
        edge.alpha = 1;
    const double unit = page->preset->unit;
    const Form form = row_form(page, layer, row);
    mark->fill = spec->has_fill ? spec->fill : color;
    const gboolean block = layer->stack_channel >= 0 && spec->type == SHAPE_BAR;
    const double width = block ? page->theme->block_gap : page->theme->outline_width;
    mark->stroke = spec->has_stroke ? spec->stroke : block ? page->theme->background : COLOR_NONE;
    mark->stroke_width = (isnan(spec->stroke_width) ? width : spec->stroke_width) * unit;
    mark->pattern = spec->has_fill ? PATTERN_SOLID : style.pattern;
    if (form == FORM_HATCHED)
        mark->pattern = PATTERN_HATCH;
    if (mark->pattern != PATTERN_SOLID) {
        mark->fill = mark->stroke = edge; /* thin lines bear no less */
    } else if (form == FORM_OUTLINED || !spec->filled) {
        mark->fill = page->scene->background;
        mark->stroke = edge;
    } else if (edge.alpha > color.alpha && !spec->has_fill && !spec->has_stroke && !block) {
        mark->stroke = edge;
        mark->stroke_width = page->theme->edge_width * unit;
    }
    const Lineage *lineage = frame_lineage(layer->frame, row);
    mark->claims = citation_claims(page, lineage);
    mark->href = citation_link(page, lineage);
    citations_note_drawn(page, lineage);
    const ChannelSpec *tooltip = &layer->channels[CHANNEL_TOOLTIP];
    g_autofree char *title = tooltip->present
                                 ? value_to_text(layer_value(layer, row, CHANNEL_TOOLTIP))
                                 : citation_tooltip(page, lineage);
    mark->title = title ? g_string_chunk_insert_const(page->scene->strings, title) : NULL;
}

void mark_add(Page *page, const Mark *mark)
{
    if (mark->pattern != PATTERN_SOLID && page->scene->background.alpha > 0) {
        Mark ground = {
            .kind = mark->kind, .fill = page->scene->background, .role = "ground", .as = mark->as};
        scene_add(page->scene, &ground);
    }
    scene_add(page->scene, mark);
}

void set_line_style(const Page *page, const Layer *layer, double width, Mark *mark)
{
    const MarkSpec *spec = &layer->mark;
    mark->stroke_width =
        (isnan(spec->stroke_width) ? width : spec->stroke_width) * page->preset->unit;
    mark->n_dash = spec->n_stroke_dash;
    for (guint i = 0; i < mark->n_dash; i++)
        mark->dash[i] = spec->stroke_dash[i] * page->preset->unit;
}
