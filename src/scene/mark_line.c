/* Lines: one per series (colour, detail), points in the order of x. */
#include "scene/page.h"

#include <math.h>

typedef struct {
    double x, y;
    guint series, row;
} LinePoint;

static int compare_points(gconstpointer a, gconstpointer b)
{
    const LinePoint *p = a, *q = b;
    if (p->series != q->series)
        return p->series < q->series ? -1 : 1;
    return p->x != q->x ? (p->x < q->x ? -1 : 1) : (p->row > q->row) - (p->row < q->row);
}

static void draw_series(Page *page, const Layer *layer, const LinePoint *points, guint n)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    for (guint i = 0; i < n; i++) {
        const PathSegment segment = {i == 0 ? 'M' : 'L', {points[i].x, points[i].y}};
        g_array_append_val(path, segment);
        if (i > 0)
            line_note(page, points[i - 1].x, points[i - 1].y, points[i].x, points[i].y);
        citations_note_drawn(page, frame_lineage(layer->frame, points[i].row));
    }
    const Lineage *lineage = NULL;
    for (guint i = 0; i < n; i++)
        lineage = lineage_join(layer->frame->arena, lineage,
                               frame_lineage(layer->frame, points[i].row), FALSE);
    g_autofree char *title = citation_tooltip(page, lineage);
    Mark mark = {.kind = MARK_PATH, .title = title, .claims = citation_claims(page, lineage)};
    mark.stroke = row_category(page, layer, points[0].row).color;
    set_line_style(page, layer, page->theme->line_width, &mark);
    if (n == 1) { /* a line of one point would not be seen */
        mark.fill = mark.stroke;
        mark.stroke = COLOR_NONE;
        symbol_add(page, &mark, NULL, points->x, points->y, 9 * pow(mark.stroke_width, 2));
        return;
    }
    mark.as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, &mark);
}

static void note_end(const Page *page, const Layer *layer, const LinePoint *last, GArray *ends)
{
    const Value category = layer_value(layer, last->row, CHANNEL_COLOR);
    if (layer != page->named_lines || category.type == VALUE_NULL)
        return;
    g_autofree char *name = value_to_text(category);
    const Color color = row_category(page, layer, last->row).color;
    const LineEnd end = {
        last->x, last->y,
        g_string_chunk_insert_const(page->scene->strings, chart_translate(page->chart, name)),
        theme_letter_color(page->theme, color)};
    g_array_append_val(ends, end);
}

void mark_draw_line(Page *page, const PlacedPanel *placed, const Layer *layer)
{
    int columns[2];
    guint n_columns = 0, n_series;
    if (layer->columns[CHANNEL_COLOR] >= 0)
        columns[n_columns++] = layer->columns[CHANNEL_COLOR];
    if (layer->columns[CHANNEL_DETAIL] >= 0)
        columns[n_columns++] = layer->columns[CHANNEL_DETAIL];
    g_autofree guint *series = frame_group(layer->frame, columns, n_columns, &n_series);
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(LinePoint));
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const LinePoint point = {row_position(placed, layer, row, CHANNEL_X, NAN),
                                 row_position(placed, layer, row, CHANNEL_Y, NAN), series[row],
                                 row};
        if (isfinite(point.x + point.y))
            g_array_append_val(points, point);
    }
    g_array_sort(points, compare_points);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(LineEnd));
    for (guint start = 0, end = 0; start < points->len; start = end) {
        const LinePoint *first = &g_array_index(points, LinePoint, start);
        while (end < points->len && g_array_index(points, LinePoint, end).series == first->series)
            end++;
        if (!page->measuring)
            draw_series(page, layer, first, end - start);
        note_end(page, layer, &g_array_index(points, LinePoint, end - 1), ends);
    }
    if (layer == page->named_lines)
        texts_name_lines(page, placed, (const LineEnd *)(void *)ends->data, ends->len);
}
