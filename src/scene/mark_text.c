/* Texts: a row's words at x, y, with its citation; those that the chart lets
 * move find a place that covers nothing. */
#include "chart/format.h"
#include "chart/format_print.h"
#include "scene/page.h"

#include <math.h>
#include <string.h>

/* How a field becomes words: by its format, else as numbers are printed; in the reader's
 * language. */
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
    if (value.type == VALUE_NUMBER && isfinite(value.as.number))
        return number_print(page->locale, value.as.number);
    g_autofree char *text = value_to_text(value);
    return g_strdup(chart_translate(page->chart, text));
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

static void draw_leader(Page *page, const Segment *line)
{
    const PathSegment segments[] = {{'M', {line->x1, line->y1}}, {'L', {line->x2, line->y2}}};
    Mark mark = {.kind = MARK_PATH,
                 .role = "leader",
                 .stroke = page->theme->axis,
                 .stroke_width = page->theme->leader_width * page->preset->unit,
                 .as.path = {segments, 2}};
    scene_add(page->scene, &mark);
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

/* Whether letters on a block are in the ink that is read there: the colour of a category is that of
 * the block itself. */
static gboolean takes_ink(const Layer *layer)
{
    return !layer->mark.has_color && !layer->channels[CHANNEL_COLOR].has_value;
}

/* A text that is ready to be drawn. */
typedef struct {
    char *text, *citation;
    double point_x, point_y; /* what it labels */
    double x, y, width;
    TextStyle style;
} SetText;

static void set_text_clear(gpointer data)
{
    SetText *set = data;
    g_free(set->text);
    g_free(set->citation);
}

static double row_size(const Page *page, const PlacedPanel *placed, const Layer *layer)
{
    const Preset *preset = page->preset;
    const double wanted =
        isnan(layer->mark.font_size) ? preset->label : layer->mark.font_size * preset->unit;
    const double size = row_type_size(page, placed->panel, wanted);
    if (may_move(page, layer))
        return moving_size(page, placed, layer, size);
    return page->small_texts ? fmin(size, preset->small) : size;
}

static TextStyle row_text_style(Page *page, const Layer *layer, guint row, double size)
{
    static const TextAnchor anchors[] = {ANCHOR_START, ANCHOR_MIDDLE, ANCHOR_END};
    const MarkSpec *spec = &layer->mark;
    const Lineage *lineage = frame_lineage(layer->frame, row);
    return (TextStyle){.size = size,
                       .weight = spec->font_weight ? spec->font_weight : 400,
                       .color = row_category(page, layer, row).color,
                       .anchor = spec->align < 0 ? ANCHOR_MIDDLE : anchors[spec->align],
                       .halo = layer->stack_channel < 0, /* on its block, not on the page */
                       .href = page->measuring ? NULL : citation_link(page, lineage),
                       .claims = page->measuring ? NULL : citation_claims(page, lineage)};
}

/* Gives the text its place, at the end of its bar, in its block or beside x, y; FALSE: it has no
 * room there. */
static gboolean place_text(Page *page, const PlacedPanel *placed, const Layer *layer, guint row,
                           SetText *set)
{
    const MarkSpec *spec = &layer->mark;
    const double size = set->style.size, unit = page->preset->unit;
    if (layer->stack_channel >= 0 &&
        !fit_block(page, placed, layer, row, &set->text, &set->citation, size))
        return FALSE;
    if (layer->stack_channel >= 0 && takes_ink(layer))
        area_ink(page, set->x, set->y, &set->style.color);
    set->width = text_width_with(page, set->text, set->citation, size, set->style.weight);
    if (!is_free(layer) || !area_place_label(page, set->width, &set->x, &set->y, &set->style)) {
        set->x += isnan(spec->dx) ? 0 : spec->dx * unit;
        set->y += (isnan(spec->dy) ? 0 : spec->dy * unit) + baseline_shift(spec, size);
    }
    return TRUE;
}

/* Labels at the ends of lines, in one column, make room for each other; a line leads to those that
 * are far from theirs. */
static void spread_texts(Page *page, const PlacedPanel *placed, GArray *texts)
{
    g_autofree Box *boxes = g_new(Box, texts->len + 1);
    for (guint i = 0; i < texts->len; i++) {
        const SetText *set = &g_array_index(texts, SetText, i);
        boxes[i] = text_box(set->x, set->y, set->width, set->style.size, set->style.anchor);
    }
    g_autofree Box *spread = g_memdup2(boxes, texts->len * sizeof(Box));
    const Box *plot = &placed->plot;
    label_spread(spread, texts->len, plot->y, plot->y + plot->height);
    for (guint i = 0; i < texts->len; i++) {
        SetText *set = &g_array_index(texts, SetText, i);
        const double moved = spread[i].y - boxes[i].y;
        if (fabs(moved) > 0.7 * set->style.size && !page->measuring)
            draw_leader(page,
                        &(Segment){set->point_x, set->point_y,
                                   CLAMP(set->point_x, boxes[i].x, boxes[i].x + boxes[i].width),
                                   spread[i].y + spread[i].height / 2});
        set->y += moved;
    }
}

static void add_texts(Page *page, const GArray *texts)
{
    for (guint i = 0; i < texts->len; i++) {
        const SetText *set = &g_array_index(texts, SetText, i);
        const Box box = text_box(set->x, set->y, set->width, set->style.size, set->style.anchor);
        if (page->measuring) {
            measure_row(page, box);
            continue;
        }
        text_add(page, set->text, set->citation, set->x, set->y, &set->style);
        g_array_append_val(page->obstacles, box);
    }
}

/* Near their points, wherever they cover nothing; those that find no room are counted. */
static void place_moving(Page *page, const PlacedPanel *placed, const Layer *layer, GArray *texts)
{
    const double distance = (isnan(layer->mark.dx) ? 12 : layer->mark.dx) * page->preset->unit;
    g_autofree MovingLabel *labels = g_new0(MovingLabel, texts->len + 1);
    for (guint i = 0; i < texts->len; i++) {
        SetText *set = &g_array_index(texts, SetText, i);
        set->width =
            text_width_with(page, set->text, set->citation, set->style.size, set->style.weight);
        labels[i] = (MovingLabel){set->x, set->y, set->width, set->style.size, distance};
    }
    labels_place(page, placed, labels, texts->len);
    for (guint i = texts->len; i-- > 0;) {
        SetText *set = &g_array_index(texts, SetText, i);
        set->style.anchor = ANCHOR_START;
        set->x = labels[i].box.x + LABEL_SIDE;
        set->y = labels[i].box.y + labels[i].box.height / 2 + text_middle(set->style.size);
        if (!labels[i].shown) {
            page->n_unlabelled++;
            g_array_remove_index(texts, i);
        } else if (labels[i].has_leader) {
            draw_leader(page, &labels[i].leader);
        }
    }
}

void mark_draw_text(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    const Box *plot = &placed->plot;
    const gboolean moving = may_move(page, layer);
    const Scale *rows = placed->panel->scales[CHANNEL_Y];
    if ((moving && page->measuring) || (page->bare_rows && rows && scale_is_discrete(rows)))
        return;
    const double size = row_size(page, placed, layer);
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(SetText));
    g_array_set_clear_func(texts, set_text_clear);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = row_position(placed, layer, row, CHANNEL_X, plot->x + plot->width / 2);
        const double y = row_position(placed, layer, row, CHANNEL_Y, plot->y + plot->height / 2);
        g_autofree char *text = row_text(page, layer, row);
        g_autofree char *citation = citation_text(page, layer, row);
        if (!isfinite(x + y) || !text || (!*text && !citation) ||
            !row_is_labelled(page, placed->panel, y))
            continue;
        TextStyle style = row_text_style(page, layer, row, size);
        citations_note_drawn(page, frame_lineage(layer->frame, row));
        SetText set = {g_steal_pointer(&text), g_steal_pointer(&citation), x, y, x, y, 0, style};
        if (moving || place_text(page, placed, layer, row, &set))
            g_array_append_val(texts, set);
        else
            set_text_clear(&set);
    }
    const Scale *x = placed->panel->scales[CHANNEL_X];
    if (moving)
        place_moving(page, placed, layer, texts);
    else if ((!x || scale_is_discrete(x)) && rows && !scale_is_discrete(rows))
        spread_texts(page, placed, texts);
    add_texts(page, texts);
}

void texts_name_lines(Page *page, const PlacedPanel *placed, const LineEnd *ends, guint n)
{
    const double size = page->preset->label;
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(SetText));
    g_array_set_clear_func(texts, set_text_clear);
    for (guint i = 0; i < n; i++) {
        const LineEnd *end = &ends[i];
        const SetText set = {.text = g_strdup(end->name),
                             .point_x = end->x,
                             .point_y = end->y,
                             .x = end->x + size * 0.65,
                             .y = end->y + text_middle(size),
                             .width = text_width(page, end->name, size, 400),
                             .style = {.size = size, .color = end->color, .halo = TRUE}};
        g_array_append_val(texts, set);
    }
    spread_texts(page, placed, texts);
    add_texts(page, texts);
}
