#include "chart/group.h"

#include "chart/transform.h"

/* ---- groups ------------------------------------------------------------------ */

void groups_clear(Groups *groups)
{
    g_free(groups->group);
    g_clear_pointer(&groups->members, g_ptr_array_unref);
    g_clear_pointer(&groups->columns, g_array_unref);
}

static gboolean has_column(const GArray *columns, int column)
{
    for (guint i = 0; i < columns->len; i++) {
        if (g_array_index(columns, int, i) == column)
            return TRUE;
    }
    return FALSE;
}

gboolean groups_make(const Frame *frame, const cJSON *groupby, SpecContext *context, Groups *groups)
{
    groups->columns = g_array_new(FALSE, FALSE, sizeof(int));
    if (groupby && !cJSON_IsArray(groupby)) {
        spec_fail(context, &rule_spec_value, groupby, "'groupby' must be an array of fields");
        return FALSE;
    }
    for (const cJSON *item = groupby ? groupby->child : NULL; item; item = item->next) {
        const int column = transform_column(frame, cJSON_GetStringValue(item), item, context);
        if (column < 0)
            return FALSE;
        if (!has_column(groups->columns, column))
            g_array_append_val(groups->columns, column);
    }
    groups->group = frame_group(frame, (const int *)(void *)groups->columns->data,
                                groups->columns->len, &groups->n);
    groups->members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < groups->n; i++)
        g_ptr_array_add(groups->members, g_array_new(FALSE, FALSE, sizeof(guint)));
    for (guint row = 0; row < frame->n_rows; row++)
        g_array_append_val((GArray *)groups->members->pdata[groups->group[row]], row);
    return TRUE;
}

/* ---- order ------------------------------------------------------------------- */

void row_sort_clear(RowSort *sort)
{
    g_clear_pointer(&sort->keys, g_array_unref);
}

gboolean row_sort_parse(const cJSON *json, const Frame *frame, SpecContext *context, RowSort *sort)
{
    static const char *const members[] = {"field", "order", NULL};
    static const char *const orders[] = {"ascending", "descending", NULL};
    *sort = (RowSort){frame, g_array_new(FALSE, FALSE, sizeof(int))};
    if (json && !cJSON_IsArray(json)) {
        spec_fail(context, &rule_spec_value, json,
                  "'sort' of a transform must be an array of {\"field\", \"order\"}");
        return FALSE;
    }
    for (const cJSON *item = json ? json->child : NULL; item; item = item->next) {
        if (!spec_check_members(context, item, "sort", members))
            return FALSE;
        const int column = transform_column(frame, json_string(item, "field"), item, context);
        if (column < 0)
            return FALSE;
        const int key =
            spec_word(context, item, "order", orders, 0) == 1 ? -(column + 1) : column + 1;
        g_array_append_val(sort->keys, key);
    }
    return TRUE;
}

int row_sort_compare(const RowSort *sort, guint a, guint b)
{
    for (guint i = 0; i < sort->keys->len; i++) {
        const int key = g_array_index(sort->keys, int, i), column = ABS(key) - 1;
        const int order =
            value_compare(frame_value(sort->frame, a, column), frame_value(sort->frame, b, column));
        if (order != 0)
            return key < 0 ? -order : order;
    }
    return 0;
}

static int compare_rows(gconstpointer a, gconstpointer b, gpointer context)
{
    const guint x = *(const guint *)a, y = *(const guint *)b;
    const int order = row_sort_compare(context, x, y);
    return order != 0 ? order : (x > y) - (x < y);
}

void row_sort_apply(const RowSort *sort, GArray *rows)
{
    if (sort->keys->len > 0)
        g_array_sort_with_data(rows, compare_rows, (gpointer)sort);
}
