/* Legend: one line under the subtitle that explains only what is there: colours
 * and shapes that have no direct labels, and the forms of certainty. */
#include "chart/highlight.h"
#include "scene/page.h"

#include <math.h>
#include <string.h>

static const double LINE = 1.7; /* of the label type */

typedef struct {
    const char *label;
    const char *shape; /* NULL: a bar's swatch */
    CategoryStyle style;
    Form form;
    gboolean framed;   /* as the chosen claim of a conflict */
    gboolean first;    /* of its kind: starts a line of its own when one line is not enough */
    const char *title; /* in bold before the first of its kind; NULL: none */
} LegendItem;

static const Wording form_labels[N_FORMS] = {WORDING_SOLID, WORDING_HATCHED, WORDING_OUTLINED};

static gboolean chart_has_marks(const Chart *chart, MarkType type)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            if (((const Layer *)panel->layers->pdata[i])->mark.type == type)
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean has_legend(const ChannelSpec *channel)
{
    return channel && !channel->no_legend;
}

/* What is grey, as it is not highlighted or beyond the theme's colours, is explained once, by its
 * name if it is one category. */
static void add_rest(const Page *page, GArray *items, const LegendItem *rest, guint n)
{
    LegendItem item = *rest;
    item.style = (CategoryStyle){.color = page->theme->neutral};
    if (n > 1)
        item.label = wording_find(WORDING_OTHERS, page->language);
    if (n > 0)
        g_array_append_val(items, item);
}

/* Lines are named at their ends where all of one plot have room there, and nothing else is written
 * in it: no eye has to go to a legend and back.  A spec that says what its legend is like has one.
 */
const Layer *legend_find_named_lines(const Page *page)
{
    static const double most_high = 0.6, most_wide = 0.3; /* of the page */
    const Chart *chart = page->chart;
    const double size = page->preset->label;
    const Panel *panel = chart->panels->len == 1 ? chart->panels->pdata[0] : NULL;
    const Scale *y = panel ? panel->scales[CHANNEL_Y] : NULL;
    if (!y || scale_is_discrete(y) || chart_has_marks(chart, SHAPE_TEXT) ||
        !has_legend(chart->color) || chart->color->legend ||
        chart->color_categories->len * size > most_high * page->scene->height)
        return NULL;
    for (guint i = 0; i < chart->color_categories->len; i++) {
        const char *name = chart_translate(chart, chart->color_categories->pdata[i]);
        if (text_width(page, name, size, 400) > most_wide * page->preset->width)
            return NULL;
    }
    for (guint i = 0; i < panel->layers->len; i++) {
        const Layer *layer = panel->layers->pdata[i];
        if (layer->mark.type == SHAPE_LINE && layer->columns[CHANNEL_COLOR] >= 0 &&
            layer->columns[CHANNEL_DETAIL] < 0)
            return layer;
    }
    return NULL;
}

static void add_colors(const Page *page, GArray *items)
{
    const Chart *chart = page->chart;
    const char *shape = chart_has_marks(chart, SHAPE_BAR) ? NULL : "circle";
    LegendItem rest = {.label = NULL};
    guint n_rest = 0;
    const gboolean wanted = has_legend(chart->color) && !page->named_lines;
    for (guint i = 0; wanted && i < chart->color_categories->len; i++) {
        const char *category = chart->color_categories->pdata[i];
        const LegendItem item = {.label = chart_translate(chart, category),
                                 .shape = shape,
                                 .style = category_style(page, category, i),
                                 .first = items->len == 0,
                                 .title = chart_translate(chart, chart->color->title)};
        if (chart_highlights_category(chart, CHANNEL_COLOR, category) &&
            category_has_color(page, category, i))
            g_array_append_val(items, item);
        else if (n_rest++ == 0)
            rest = item;
    }
    add_rest(page, items, &rest, n_rest);
}

static void add_shapes(const Page *page, GArray *items)
{
    const Chart *chart = page->chart;
    for (guint i = 0; has_legend(chart->shape) && i < chart->shape_categories->len; i++) {
        const LegendItem item = {.label = chart_translate(chart, chart->shape_categories->pdata[i]),
                                 .shape = category_shape(chart, i),
                                 .style = {.color = page->theme->muted},
                                 .first = i == 0,
                                 .title = chart_translate(chart, chart->shape->title)};
        g_array_append_val(items, item);
    }
}

/* The forms of the marks that show certainty; nothing to explain if all are facts. */
static void add_forms(const Page *page, GArray *items)
{
    gboolean used[N_FORMS] = {FALSE};
    for (guint p = 0; p < page->chart->panels->len; p++) {
        const Panel *panel = page->chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            if (layer->mark.type != SHAPE_BAR && layer->mark.type != SHAPE_POINT &&
                layer->mark.type != SHAPE_TICK)
                continue;
            for (guint row = 0; row < layer->frame->n_rows; row++)
                used[row_form(page, layer, row)] = TRUE;
        }
    }
    if (!used[FORM_HATCHED] && !used[FORM_OUTLINED])
        return;
    const char *shape = chart_has_marks(page->chart, SHAPE_POINT) ? "circle" : NULL;
    const guint n_before = items->len;
    /* one exception explains itself: what is not hatched is a fact */
    if (!used[FORM_HATCHED] || !used[FORM_OUTLINED])
        used[FORM_SOLID] = FALSE;
    for (int form = 0; form < N_FORMS; form++) {
        const LegendItem item = {.label = wording_find(form_labels[form], page->language),
                                 .shape = shape,
                                 .style = {.color = page->theme->text},
                                 .form = (Form)form,
                                 .first = n_before == items->len};
        if (used[form])
            g_array_append_val(items, item);
    }
}

static void add_chosen(const Page *page, GArray *items)
{
    const LegendItem item = {.label = wording_find(WORDING_CHOSEN, page->language),
                             .shape = chart_has_marks(page->chart, SHAPE_POINT) ? "circle" : NULL,
                             .style = {.color = page->theme->muted},
                             .framed = TRUE};
    if (page->marks_chosen)
        g_array_append_val(items, item);
}

static GArray *legend_items(const Page *page)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(LegendItem));
    add_colors(page, items);
    add_shapes(page, items);
    add_forms(page, items);
    add_chosen(page, items);
    return items;
}

static double title_width(const Page *page, const LegendItem *item)
{
    const double size = page->preset->label;
    return item->first && item->title ? text_width(page, item->title, size, 700) + size * 0.8 : 0;
}

/* What a label may take at most: the line that its item starts. */
static double label_room(const Page *page, const LegendItem *item)
{
    const Preset *preset = page->preset;
    return fmax(preset->label * 3, preset->width - 2 * preset->margin - title_width(page, item) -
                                       preset->label * 1.35);
}

static double item_width(const Page *page, const LegendItem *item)
{
    const double size = page->preset->label;
    return title_width(page, item) + size * 1.35 +
           fmin(text_width(page, item->label, size, 400), label_room(page, item)) + size * 1.5;
}

/* Places items from left to right, breaking lines at right; draws them when place is given. */
static guint flow(const Page *page, const GArray *items, double right,
                  void (*place)(Page *page, const LegendItem *item, double x, double y), double y)
{
    const double left = page->preset->margin;
    double whole = left;
    for (guint i = 0; i < items->len; i++)
        whole += item_width(page, &g_array_index(items, LegendItem, i));
    const gboolean one_line = whole - page->preset->label * 1.5 <= right;
    double x = left;
    guint lines = items->len > 0;
    for (guint i = 0; i < items->len; i++) {
        const LegendItem *item = &g_array_index(items, LegendItem, i);
        const double width = item_width(page, item);
        const gboolean over = x + width - page->preset->label * 1.5 > right;
        if (x > left && (over || (item->first && !one_line))) {
            x = left;
            lines++;
        }
        if (place)
            place((Page *)page, item, x, y + (lines - 1) * page->preset->label * LINE);
        x += width;
    }
    return lines;
}

/* Where lines break: as far left as gives no more of them, so that no item is left alone. */
static double balanced_right(const Page *page, const GArray *items)
{
    double right = page->preset->width - page->preset->margin, narrow = right / 2;
    const guint lines = flow(page, items, right, NULL, 0);
    for (int i = 0; lines > 1 && i < 8; i++) {
        const double middle = (narrow + right) / 2;
        if (flow(page, items, middle, NULL, 0) == lines)
            right = middle;
        else
            narrow = middle;
    }
    return right;
}

static void draw_item(Page *page, const LegendItem *item, double x, double y)
{
    const double size = page->preset->label;
    const double middle = y + size * LINE / 2;
    const double whole = size * 0.42; /* half of what a symbol takes */
    const double r = item->framed ? whole - chosen_frame_room(page) : whole;
    const TextStyle style = {.size = size, .color = page->theme->text};
    if (item->first && item->title) {
        TextStyle bold = style;
        bold.weight = 700;
        text_add(page, item->title, NULL, x, middle + text_middle(size), &bold);
        x += title_width(page, item);
    }
    Mark mark = {.fill = item->style.color,
                 .pattern = item->form == FORM_HATCHED ? PATTERN_HATCH : item->style.pattern,
                 .stroke_width = page->theme->outline_width * page->preset->unit};
    if (item->form == FORM_OUTLINED || mark.pattern != PATTERN_SOLID)
        mark.stroke = item->style.color;
    if (item->form == FORM_OUTLINED)
        mark.fill = page->scene->background;
    const double area = G_PI * r * r;
    if (item->shape) {
        symbol_add(page, &mark, item->shape, x + whole, middle, area);
    } else {
        mark.kind = MARK_RECT;
        mark.as.rect = (MarkRect){x + whole - r, middle - r, 2 * r, 2 * r,
                                  page->theme->corner_radius * page->preset->unit};
        scene_add(page->scene, &mark);
    }
    if (item->framed && item->shape)
        chosen_frame_symbol(page, item->shape, x + whole, middle, area);
    else if (item->framed)
        chosen_frame_rect(page, &mark.as.rect);
    g_autofree char *label = text_fit(page, item->label, label_room(page, item), size, 400);
    text_add(page, label, NULL, x + size * 1.25, middle + text_middle(size), &style);
}

double legend_height(const Page *page)
{
    g_autoptr(GArray) items = legend_items(page);
    const guint lines = flow(page, items, page->preset->width - page->preset->margin, NULL, 0);
    return lines > 0 ? page->preset->label * (lines * LINE + 0.3) : 0;
}

void legend_draw(Page *page, double y)
{
    g_autoptr(GArray) items = legend_items(page);
    scene_open_group(page->scene, "role-legend");
    flow(page, items, balanced_right(page, items), draw_item, y + page->preset->label * 0.3);
    scene_close_group(page->scene);
}
