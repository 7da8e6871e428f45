/*
 * Categories: what a discrete channel shows, in which order.
 */
#include "chart/view.h"

#include <math.h>
#include <string.h>

typedef struct {
    Value value;
    char *text;
    double key; /* of a sort by another field */
} Category;

typedef struct {
    GArray *categories; /* of Category */
    GHashTable *index;  /* text -> index + 1 */
} CategorySet;

static void category_clear(gpointer data)
{
    g_free(((Category *)data)->text);
}

static void collect_categories(CategorySet *set, const Layer *layer, Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    if (!spec->present || spec->has_value)
        return;
    const guint n = spec->has_datum ? 1 : layer->frame->n_rows;
    for (guint row = 0; row < n; row++) {
        const Value value = layer_value(layer, row, channel);
        if (value.type == VALUE_NULL)
            continue;
        char *text = value_to_text(value);
        if (g_hash_table_contains(set->index, text)) {
            g_free(text);
            continue;
        }
        const Category category = {value, text, NAN};
        g_array_append_val(set->categories, category);
        g_hash_table_insert(set->index, text, GUINT_TO_POINTER(set->categories->len));
    }
}

static int compare_ascending(gconstpointer a, gconstpointer b)
{
    return value_compare(((const Category *)a)->value, ((const Category *)b)->value);
}

static int compare_descending(gconstpointer a, gconstpointer b)
{
    return compare_ascending(b, a);
}

static int compare_key(gconstpointer a, gconstpointer b)
{
    const Category *x = a, *y = b;
    const int order = (x->key > y->key) - (x->key < y->key);
    return order != 0 ? order : compare_ascending(a, b);
}

static int compare_key_descending(gconstpointer a, gconstpointer b)
{
    const Category *x = a, *y = b;
    const int order = (y->key > x->key) - (y->key < x->key);
    return order != 0 ? order : compare_ascending(a, b);
}

/* Of a category that several panels show. */
static double combine_keys(const char *op, double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) ? b : a;
    return strcmp(op, "max") == 0                               ? fmax(a, b)
           : strcmp(op, "min") == 0                             ? fmin(a, b)
           : strcmp(op, "sum") == 0 || strcmp(op, "count") == 0 ? a + b
                                                                : a;
}

/* Keys of one panel's categories: the first layer that shows a category and has
 * a number for it tells. */
static void layer_keys(const CategorySet *set, const Layer *layer, Channel channel, int column,
                       const char *op, double *keys)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < set->categories->len; i++) {
        const Category *category = &g_array_index(set->categories, Category, i);
        g_array_set_size(rows, 0);
        for (guint row = 0; row < layer->frame->n_rows && isnan(keys[i]); row++) {
            if (value_equal(layer_value(layer, row, channel), category->value))
                g_array_append_val(rows, row);
        }
        if (rows->len > 0)
            keys[i] = value_to_number(aggregate_values(
                op, layer->frame, column, (const guint *)(void *)rows->data, rows->len));
    }
}

/* Sorts by an op over what find_column tells of each layer (-1: nothing; with
 * op "count" any).  FALSE when no layer has it. */
static gboolean compute_keys(CategorySet *set, const GPtrArray *panels, Channel channel,
                             int (*find_column)(const Layer *layer, const void *what),
                             const void *what, const char *op)
{
    gboolean found = FALSE;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        g_autofree double *keys = g_new(double, MAX(set->categories->len, 1));
        for (guint i = 0; i < set->categories->len; i++)
            keys[i] = NAN;
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            const ChannelSpec *spec = &layer->channels[channel];
            const int column = find_column(layer, what);
            if (!spec->present || spec->has_value || (column < 0 && strcmp(op, "count") != 0))
                continue;
            found = TRUE;
            layer_keys(set, layer, channel, column, op, keys);
        }
        for (guint i = 0; i < set->categories->len; i++) {
            Category *category = &g_array_index(set->categories, Category, i);
            category->key = combine_keys(op, category->key, keys[i]);
        }
    }
    return found;
}

static int named_column(const Layer *layer, const void *name)
{
    return name ? frame_column_find(layer->frame, name) : -1;
}

static int channel_column(const Layer *layer, const void *channel)
{
    return layer->columns[*(const Channel *)channel];
}

/* sort: {"field": F, "op": OP, "order": O} */
static void sort_by_field(ChartBuilder *builder, CategorySet *set, const GPtrArray *panels,
                          Channel channel, const cJSON *sort)
{
    static const char *const members[] = {"field", "op", "order", NULL};
    static const char *const orders[] = {"ascending", "descending", NULL};
    SpecContext *context = &builder->context;
    if (!spec_check_members(context, sort, "sort", members))
        return;
    const char *op = json_string(sort, "op") ? json_string(sort, "op") : "min";
    const char *field = json_string(sort, "field");
    const gboolean found =
        aggregate_op_known(op) && compute_keys(set, panels, channel, named_column, field, op);
    if (!found) {
        spec_fail(context, &rule_spec_value, sort, "cannot sort by %s of '%s': no layer has it", op,
                  field ? field : "");
        return;
    }
    g_array_sort(set->categories, spec_word(context, sort, "order", orders, 0) == 1
                                      ? compare_key_descending
                                      : compare_key);
}

/* sort: "x", "-x", "y", "-y": by what another channel of the same unit shows */
static gboolean sort_by_channel(CategorySet *set, const GPtrArray *panels, Channel channel,
                                const char *sort)
{
    const gboolean descending = sort[0] == '-';
    const char *name = sort + descending;
    if (strcmp(name, "x") != 0 && strcmp(name, "y") != 0)
        return FALSE;
    const Channel by = name[0] == 'x' ? CHANNEL_X : CHANNEL_Y;
    gboolean stacked = FALSE;
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            stacked |= ((const Layer *)panel->layers->pdata[i])->stack_channel == (int)by;
    }
    compute_keys(set, panels, channel, channel_column, &by, stacked ? "sum" : "min");
    g_array_sort(set->categories, descending ? compare_key_descending : compare_key);
    return TRUE;
}

/* sort: [...]: the named ones first, in that order; the rest ascending */
static void sort_by_list(CategorySet *set, const cJSON *list)
{
    g_array_sort(set->categories, compare_ascending);
    const double n = cJSON_GetArraySize(list);
    for (guint i = 0; i < set->categories->len; i++) {
        Category *category = &g_array_index(set->categories, Category, i);
        category->key = n + i;
        double place = 0;
        for (const cJSON *item = list->child; item; item = item->next, place++) {
            if (value_equal(spec_value(item), category->value))
                category->key = place;
        }
    }
    g_array_sort(set->categories, compare_key);
}

static void sort_categories(ChartBuilder *builder, CategorySet *set, const GPtrArray *panels,
                            Channel channel, const cJSON *sort)
{
    const char *word = cJSON_GetStringValue(sort);
    if (cJSON_IsArray(sort))
        sort_by_list(set, sort);
    else if (cJSON_IsObject(sort))
        sort_by_field(builder, set, panels, channel, sort);
    else if (cJSON_IsNull(sort))
        return; /* as the data come */
    else if (!sort || g_strcmp0(word, "ascending") == 0)
        g_array_sort(set->categories, compare_ascending);
    else if (g_strcmp0(word, "descending") == 0)
        g_array_sort(set->categories, compare_descending);
    else if (!word || !sort_by_channel(set, panels, channel, word))
        spec_fail(&builder->context, &rule_spec_value, sort,
                  "'sort' must be ascending, descending, null, x, -x, y, -y, an array or "
                  "{field, op, order}");
}

GPtrArray *chart_categories(ChartBuilder *builder, const GPtrArray *panels, Channel channel,
                            const ChannelSpec *leading)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const cJSON *domain = json_member(leading->scale, "domain");
    if (cJSON_IsArray(domain)) {
        for (const cJSON *item = domain->child; item; item = item->next)
            g_ptr_array_add(texts, value_to_text(spec_value(item)));
        return texts;
    }
    g_autoptr(GArray) categories = g_array_new(FALSE, FALSE, sizeof(Category));
    g_array_set_clear_func(categories, category_clear);
    g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);
    CategorySet set = {categories, index};
    for (guint p = 0; p < panels->len; p++) {
        const Panel *panel = panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++)
            collect_categories(&set, panel->layers->pdata[i], channel);
    }
    sort_categories(builder, &set, panels, channel, leading->sort);
    for (guint i = 0; i < categories->len; i++)
        g_ptr_array_add(texts, g_strdup(g_array_index(categories, Category, i).text));
    return texts;
}
