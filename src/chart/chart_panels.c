/* The house's facets: a panel of the same layers for each value of a field. */
#include "chart/group.h"
#include "chart/view.h"

static int compare_values(gconstpointer a, gconstpointer b)
{
    return value_compare(*(const Value *)a, *(const Value *)b);
}

static int compare_values_down(gconstpointer a, gconstpointer b)
{
    return compare_values(b, a);
}

/* Those that the array names come first, in its order. */
static void move_named_first(GArray *values, const cJSON *names)
{
    guint next = 0;
    for (const cJSON *item = names->child; item; item = item->next) {
        for (guint i = next; i < values->len; i++) {
            const Value value = g_array_index(values, Value, i);
            if (value_equal(value, spec_value(item))) {
                g_array_remove_index(values, i);
                g_array_insert_val(values, next, value);
                next++;
                break;
            }
        }
    }
}

/* The facet's values in order; sort: "ascending" (as when it is absent),
 * "descending", null (as the data come) or an array of values. */
static GArray *facet_values(const Frame *frame, int column, SpecContext *context, const cJSON *sort)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(Value));
    guint n_groups;
    g_autofree guint *group = frame_group(frame, &column, 1, &n_groups);
    for (guint row = 0; row < frame->n_rows; row++) {
        const Value value = frame_value(frame, row, column);
        if (group[row] == values->len) /* the first of its group */
            g_array_append_val(values, value);
    }
    const char *word = cJSON_GetStringValue(sort);
    if (g_strcmp0(word, "descending") == 0)
        g_array_sort(values, compare_values_down);
    else if (!sort || cJSON_IsArray(sort) || g_strcmp0(word, "ascending") == 0)
        g_array_sort(values, compare_values);
    else if (!cJSON_IsNull(sort))
        spec_fail(context, &rule_spec_value, sort,
                  "'sort' of a facet must be ascending, descending, null or an array of values");
    if (sort && cJSON_IsArray(sort))
        move_named_first(values, sort);
    return values;
}

/* The field of the facet; NULL after a finding. */
static const cJSON *parse_facet(ChartBuilder *builder, const cJSON *root)
{
    const cJSON *facet = json_member(root, "facet"), *columns = json_member(root, "columns");
    static const char *const facet_members[] = {"row", "column", NULL};
    static const char *const by_members[] = {"field", "type", "sort", NULL};
    const gboolean wrapped = json_member(facet, "field") != NULL;
    static const char *const types[] = {"ordinal", "nominal", NULL};
    SpecContext *context = &builder->context;
    if (!wrapped && !spec_check_members(context, facet, "facet", facet_members))
        return NULL;
    const cJSON *by = json_member(facet, "row");
    builder->chart->across = by == NULL;
    by = wrapped ? facet : by ? by : json_member(facet, "column");
    if (!by || (!wrapped && cJSON_GetArraySize(facet) != 1)) {
        spec_fail(context, &rule_spec_value, facet, "facet needs a field, a row or a column");
        return NULL;
    }
    if (!spec_check_members(context, by, "a facet's field", by_members))
        return NULL;
    spec_word(context, by, "type", types, 0);
    if (columns && !wrapped)
        spec_fail(context, &rule_spec_property, columns,
                  "'columns' belongs to a facet by a field, without row and column");
    builder->chart->columns = (guint)spec_number(context, root, "columns", 0, 1, 100);
    return by;
}

gboolean chart_add_panels(ChartBuilder *builder, const cJSON *root, const Frame *frame)
{
    static const char *const members[] = {"name", "transform", "mark", "layer", "encoding", NULL};
    SpecContext *context = &builder->context;
    const cJSON *spec = json_member(root, "spec");
    const cJSON *by = parse_facet(builder, root);
    if (!by)
        return FALSE;
    if (!spec) {
        spec_fail(context, &rule_spec_value, json_member(root, "facet"),
                  "a facet needs a 'spec': what each of its panels shows");
        return FALSE;
    }
    if (!spec_check_members(context, spec, "the spec of a facet", members))
        return FALSE;
    const int column = transform_column(frame, json_string(by, "field"), by, context);
    if (column < 0)
        return FALSE;
    if (frame->n_rows == 0) {
        spec_fail(context, &rule_spec_data, by, "no row is left to make panels of");
        return FALSE;
    }
    g_autoptr(GArray) values = facet_values(frame, column, context, json_member(by, "sort"));
    g_autofree guint *rows = g_new(guint, frame->n_rows);
    gboolean clean = TRUE;
    for (guint v = 0; v < values->len; v++) {
        const Value value = g_array_index(values, Value, v);
        guint n = 0;
        for (guint i = 0; i < frame->n_rows; i++) {
            if (value_equal(frame_value(frame, i, column), value))
                rows[n++] = i;
        }
        g_autofree char *header = value_to_text(value);
        Panel *panel =
            chart_panel_new(builder->chart, frame_arena_text(builder->chart->arena, header));
        clean &= chart_add_layers(builder, panel, spec, frame_select(frame, rows, n), NULL);
    }
    return clean;
}

/* resolve: {"scale": {"x"|"y": "independent"|"shared"}} */
void chart_resolve_panels(ChartBuilder *builder, const cJSON *resolve)
{
    static const char *const members[] = {"scale", NULL};
    static const char *const scale_members[] = {"x", "y", NULL};
    static const char *const words[] = {"shared", "independent", NULL};
    builder->chart->shared[CHANNEL_X] = builder->chart->shared[CHANNEL_Y] = TRUE;
    if (!resolve || !spec_check_members(&builder->context, resolve, "resolve", members))
        return;
    const cJSON *scale = json_member(resolve, "scale");
    if (!scale || !spec_check_members(&builder->context, scale, "resolve.scale", scale_members))
        return;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++)
        builder->chart->shared[c] =
            spec_word(&builder->context, scale, channel_names[c], words, 0) == 0;
    /* panels share the labels of the axis that they stand along */
    const Channel along = builder->chart->across ? CHANNEL_Y : CHANNEL_X;
    if (!builder->chart->shared[along])
        spec_fail(&builder->context, &rule_spec_value, json_member(scale, channel_names[along]),
                  "panels %s must share their %s, which is labelled once",
                  builder->chart->across ? "side by side" : "one above the other",
                  channel_names[along]);
}
