/* lookup: fields of another data source, by key
 * (https://vega.github.io/vega-lite/docs/lookup.html).  Several matches: the
 * last one counts, as in Vega.  The row's lineage takes in the joined row's. */
#include "chart/transform.h"

static GHashTable *index_rows(const Frame *other, int key)
{
    GHashTable *rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint row = 0; row < other->n_rows; row++)
        g_hash_table_insert(rows, value_to_text(frame_value(other, row, key)),
                            GUINT_TO_POINTER(row + 1));
    return rows;
}

/* A copy whose lineages hold the joined rows' claims too; the row still shows
 * its own figure, so it stays direct. */
static Frame *join_lineage(const Frame *frame, const Frame *other, const guint *matches,
                           FrameArena *arena)
{
    Frame *result = frame_copy(frame);
    for (guint row = 0; row < frame->n_rows; row++) {
        const Lineage *own = frame_lineage(frame, row);
        if (matches[row] > 0)
            frame_set_lineage(result, row,
                              lineage_join(arena, own, frame_lineage(other, matches[row] - 1),
                                           own && own->direct));
    }
    return result;
}

/* A column of the other data, and what it is called here. */
typedef struct {
    int column;
    const char *name;
} Target;

/* A lookup without fields gives the whole row: "AS.FIELD", as members of an object. */
static void add_whole_row(GArray *targets, const char *as, const Frame *other)
{
    for (guint c = 0; c < other->names->len; c++) {
        g_autofree char *name = g_strconcat(as, ".", (const char *)other->names->pdata[c], NULL);
        const Target target = {(int)c, frame_arena_text(other->arena, name)};
        g_array_append_val(targets, target);
    }
}

/* Of Target; NULL after a finding. */
static GArray *read_targets(const cJSON *json, const Frame *other, SpecContext *context)
{
    const cJSON *from = json_member(json, "from"), *as = json_member(json, "as");
    const cJSON *fields = spec_array(context, from, "fields");
    const int n_fields = cJSON_GetArraySize(fields);
    g_autoptr(GArray) targets = g_array_new(FALSE, FALSE, sizeof(Target));
    if (!fields && cJSON_IsString(as)) {
        add_whole_row(targets, as->valuestring, other);
        return g_steal_pointer(&targets);
    }
    if (n_fields == 0 || (as && (!cJSON_IsArray(as) || cJSON_GetArraySize(as) != n_fields))) {
        spec_fail(context, &rule_spec_value, json,
                  "a lookup needs 'fields' and, if there is an 'as', as many names there");
        return NULL;
    }
    for (int i = 0; i < n_fields; i++) {
        const cJSON *field = cJSON_GetArrayItem(fields, i);
        const cJSON *named = as ? cJSON_GetArrayItem(as, i) : field;
        const Target target = {transform_column(other, cJSON_GetStringValue(field), field, context),
                               cJSON_GetStringValue(named)};
        if (!target.name)
            spec_fail(context, &rule_spec_value, named, "the name of a field must be a text");
        if (target.column < 0 || !target.name)
            return NULL;
        g_array_append_val(targets, target);
    }
    return g_steal_pointer(&targets);
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    static const char *const from_members[] = {"data", "key", "fields", NULL};
    const cJSON *from = json_member(json, "from");
    if (!json_member(from, "data")) {
        spec_fail(context, &rule_spec_value, from ? from : json,
                  "a lookup needs 'from' with its data, key and fields");
        return NULL;
    }
    if (!spec_check_members(context, from, "'from' of a lookup", from_members))
        return NULL;
    g_autoptr(Frame) other = data_read(json_member(from, "data"), NULL, context, data);
    if (!other)
        return NULL;
    const int own_key = transform_column(frame, json_string(json, "lookup"), json, context);
    const int other_key = transform_column(other, json_string(from, "key"), from, context);
    if (own_key < 0 || other_key < 0)
        return NULL;
    g_autoptr(GArray) targets = read_targets(json, other, context);
    if (!targets)
        return NULL;

    g_autoptr(GHashTable) index = index_rows(other, other_key);
    g_autofree guint *matches = g_new0(guint, MAX(frame->n_rows, 1));
    for (guint row = 0; row < frame->n_rows; row++) {
        g_autofree char *key = value_to_text(frame_value(frame, row, own_key));
        matches[row] = GPOINTER_TO_UINT(g_hash_table_lookup(index, key));
    }
    g_autoptr(Frame) result = join_lineage(frame, other, matches, data->arena);
    const cJSON *fallback = json_member(json, "default");
    for (guint i = 0; i < targets->len; i++) {
        const Target *target = &g_array_index(targets, Target, i);
        const guint column = frame_column_add(result, target->name);
        for (guint row = 0; row < frame->n_rows; row++)
            frame_set(result, row, column,
                      matches[row] ? frame_value(other, matches[row] - 1, target->column)
                                   : spec_value(fallback));
    }
    return g_steal_pointer(&result);
}

static const char *const members[] = {"lookup", "from", "as", "default", NULL};
const Transform transform_lookup = {"lookup", members, apply};
