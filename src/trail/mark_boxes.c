#include "trail/mark_boxes.h"

#include <math.h>
#include <string.h>

/* ---- making ---------------------------------------------------------------------------------- */

/* The figure that each claim belongs to: id -> const DrawnFigure*, both borrowed. */
static void index_claim(GHashTable *index, const Claim *claim, const DrawnFigure *drawn)
{
    if (claim)
        g_hash_table_insert(index, (gpointer)claim->id, (gpointer)drawn);
}

static GHashTable *index_claims(const Scene *scene)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(scene->drawn, i);
        const Figure *figure = drawn->figure;
        for (guint c = 0; figure->agreeing && c < figure->agreeing->len; c++)
            index_claim(index, g_ptr_array_index(figure->agreeing, c), drawn);
        for (guint c = 0; figure->rivals && c < figure->rivals->len; c++)
            index_claim(index, g_array_index(figure->rivals, Rival, c).claim, drawn);
        for (guint c = 0; figure->set_aside && c < figure->set_aside->len; c++)
            index_claim(index, g_array_index(figure->set_aside, Rival, c).claim, drawn);
        index_claim(index, figure->chosen, drawn);
    }
    return index;
}

static double tenths(double number)
{
    return round(number * 10) / 10;
}

static cJSON *make_box(const double box[4])
{
    const double numbers[] = {tenths(box[0]), tenths(box[1]), tenths(box[2] - box[0]),
                              tenths(box[3] - box[1])};
    return cJSON_CreateDoubleArray(numbers, G_N_ELEMENTS(numbers));
}

static void add_box(GHashTable *boxes, const DrawnFigure *drawn, const double box[4])
{
    cJSON *array = g_hash_table_lookup(boxes, drawn);
    if (!array) {
        array = cJSON_CreateArray();
        g_hash_table_insert(boxes, (gpointer)drawn, array);
    }
    cJSON_AddItemToArray(array, make_box(box));
}

GHashTable *mark_boxes_collect(const Scene *scene)
{
    GHashTable *boxes = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) claims = index_claims(scene);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL); /* figures of one mark */
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        double box[4];
        if (!mark->claims || !mark_extent(mark, box))
            continue;
        g_auto(GStrv) ids = g_strsplit(mark->claims, " ", -1);
        g_hash_table_remove_all(seen);
        for (guint c = 0; ids[c]; c++) {
            const DrawnFigure *drawn = g_hash_table_lookup(claims, ids[c]);
            if (drawn && g_hash_table_add(seen, (gpointer)drawn))
                add_box(boxes, drawn, box);
        }
    }
    return boxes;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* px from a point to a box of the record; 0: inside; INFINITY: it is none. */
static double distance(const cJSON *box, double x, double y)
{
    double numbers[4];
    if (cJSON_GetArraySize(box) != 4)
        return INFINITY;
    for (int i = 0; i < 4; i++) {
        const cJSON *item = cJSON_GetArrayItem(box, i);
        if (!cJSON_IsNumber(item))
            return INFINITY;
        numbers[i] = item->valuedouble;
    }
    const double dx = fmax(fmax(numbers[0] - x, 0), x - numbers[0] - numbers[2]);
    const double dy = fmax(fmax(numbers[1] - y, 0), y - numbers[1] - numbers[3]);
    return hypot(dx, dy);
}

static double nearest_mark(const cJSON *figure, double x, double y)
{
    double nearest = INFINITY;
    const cJSON *box;
    cJSON_ArrayForEach(box, json_member(figure, "marks")) nearest =
        fmin(nearest, distance(box, x, y));
    return nearest;
}

GArray *mark_boxes_find(const cJSON *record, double x, double y, double reach)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    double least = reach;
    guint index = 0;
    const cJSON *figure;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        const double apart = nearest_mark(figure, x, y);
        if (apart <= least) {
            if (apart < least)
                g_array_set_size(found, 0);
            g_array_prepend_val(found, index);
            least = apart;
        }
        index++;
    }
    return found;
}
