/* Which of several values counts: where a chart draws claims of one figure that contradict each
 * other, the mark of the chosen one gets a frame. */
#include "scene/page.h"

#include <math.h>

/* The one claim that a row shows, as a mark of its own; NULL: none. */
static const LineageItem *sole_item(const Page *page, const Layer *layer, guint row)
{
    const Lineage *lineage = frame_lineage(layer->frame, row);
    if (!page->chart->wishes.certainty || !lineage || !lineage->direct || lineage->n_items != 1 ||
        layer->stack_channel >= 0)
        return NULL;
    switch (layer->mark.type) {
    case SHAPE_BAR:
    case SHAPE_POINT:
    case SHAPE_TICK: return &lineage->items[0];
    default: return NULL;
    }
}

static gboolean is_rival(const LineageItem *item)
{
    const GArray *rivals = item->figure->rivals;
    for (guint i = 0; i < rivals->len; i++) {
        if (g_array_index(rivals, Rival, i).claim == item->claim)
            return TRUE;
    }
    return FALSE;
}

typedef void (*VisitItem)(Page *page, const LineageItem *item);

static void visit_items(Page *page, VisitItem visit)
{
    for (guint p = 0; p < page->chart->panels->len; p++) {
        const Panel *panel = page->chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            for (guint row = 0; row < layer->frame->n_rows; row++) {
                const LineageItem *item = sole_item(page, layer, row);
                if (item && row_is_shown(panel, layer, row))
                    visit(page, item);
            }
        }
    }
}

static void note_rival(Page *page, const LineageItem *item)
{
    if (is_rival(item))
        g_hash_table_add(page->contested, (gpointer)item->figure);
}

static gboolean is_marked(const Page *page, const LineageItem *item)
{
    return item->figure->chosen == item->claim &&
           g_hash_table_contains(page->contested, item->figure);
}

static void note_chosen(Page *page, const LineageItem *item)
{
    page->marks_chosen |= is_marked(page, item);
}

void chosen_collect(Page *page)
{
    visit_items(page, note_rival);
    visit_items(page, note_chosen);
}

gboolean row_is_chosen(const Page *page, const Layer *layer, guint row)
{
    const LineageItem *item = sole_item(page, layer, row);
    return item && is_marked(page, item);
}

/* From the edge of a mark to the middle of its frame. */
static double frame_distance(const Page *page)
{
    const Theme *theme = page->theme;
    return (theme->frame_gap + theme->frame_width / 2) * page->preset->unit;
}

double chosen_frame_room(const Page *page)
{
    return (page->theme->frame_gap + page->theme->frame_width) * page->preset->unit;
}

static Mark frame_mark(const Page *page, MarkKind kind)
{
    return (Mark){.kind = kind,
                  .stroke = page->theme->text,
                  .stroke_width = page->theme->frame_width * page->preset->unit,
                  .role = "chosen"};
}

void chosen_frame_symbol(Page *page, const char *shape, double x, double y, double area)
{
    const double r = sqrt(area / G_PI);
    const double around = r + frame_distance(page);
    g_autoptr(GArray) path = symbol_path(shape, x, y, G_PI * around * around);
    Mark mark = frame_mark(page, MARK_PATH);
    mark.as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, &mark);
}

void chosen_frame_rect(Page *page, const MarkRect *rect)
{
    const double d = frame_distance(page);
    Mark mark = frame_mark(page, MARK_RECT);
    mark.as.rect = (MarkRect){rect->x - d, rect->y - d, rect->width + 2 * d, rect->height + 2 * d,
                              rect->radius + d};
    scene_add(page->scene, &mark);
}
