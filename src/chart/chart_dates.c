/* Times that a spec's channels and transforms want are read before the transforms, as by
 * Vega-Lite's optimizer (MoveParseUp): a filter compares times, not the texts of the data. */
#include "chart/view.h"

#include <math.h>
#include <string.h>

/* Fields by name -> whether all that use them want times. */
static void note(GHashTable *fields, const char *field, gboolean time)
{
    gpointer others;
    if (!field)
        return;
    const gboolean known = g_hash_table_lookup_extended(fields, field, NULL, &others);
    g_hash_table_insert(fields, (gpointer)field,
                        GINT_TO_POINTER(time && (!known || GPOINTER_TO_INT(others))));
}

static gboolean wants_time(const cJSON *channel)
{
    const char *type = json_string(channel, "type");
    const char *scale = json_string(json_member(channel, "scale"), "type");
    return json_member(channel, "timeUnit") || g_strcmp0(type, "temporal") == 0 ||
           (!type && (g_strcmp0(scale, "time") == 0 || g_strcmp0(scale, "utc") == 0));
}

static void note_channels(GHashTable *fields, const cJSON *encoding)
{
    for (const cJSON *channel = encoding ? encoding->child : NULL; channel;
         channel = channel->next) {
        const gboolean list = cJSON_IsArray(channel);
        for (const cJSON *item = list ? channel->child : channel; item;
             item = list ? item->next : NULL) {
            const gboolean end = strcmp(channel->string, "x2") == 0 ||
                                 strcmp(channel->string, "y2") == 0; /* has no type of its own */
            if (!end || wants_time(item))
                note(fields, json_string(item, "field"), wants_time(item));
        }
    }
}

/* Names that a transform gives to what it makes are no fields of the data. */
static void note_made(GHashTable *fields, const cJSON *transform)
{
    const cJSON *as = json_member(transform, "as");
    note(fields, cJSON_GetStringValue(as), FALSE);
    for (const cJSON *name = cJSON_IsArray(as) ? as->child : NULL; name; name = name->next)
        note(fields, cJSON_GetStringValue(name), FALSE);
    for (const cJSON *list = transform->child; list; list = list->next) {
        for (const cJSON *op = cJSON_IsArray(list) ? list->child : NULL; op; op = op->next)
            note(fields, json_string(op, "as"), FALSE);
    }
}

static void note_transforms(GHashTable *fields, const cJSON *transforms)
{
    for (const cJSON *item = transforms ? transforms->child : NULL; item; item = item->next) {
        const cJSON *filter = json_member(item, "filter");
        note_made(fields, item);
        if (json_member(item, "timeUnit"))
            note(fields, json_string(item, "field"), TRUE);
        if (json_member(filter, "timeUnit"))
            note(fields, json_string(filter, "field"), TRUE);
    }
}

/* All that a view and those inside of it say of the same data. */
static void note_view(GHashTable *fields, const cJSON *view)
{
    static const char *const lists[] = {"layer", "concat", "hconcat", "vconcat"};
    note_channels(fields, json_member(view, "encoding"));
    note_transforms(fields, json_member(view, "transform"));
    const cJSON *facet = json_member(view, "facet");
    if (wants_time(facet))
        note(fields, json_string(facet, "field"), TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        const cJSON *list = json_member(view, lists[i]);
        for (const cJSON *item = list ? list->child : NULL; item; item = item->next) {
            if (!json_member(item, "data"))
                note_view(fields, item);
        }
    }
    if (json_member(view, "spec"))
        note_view(fields, json_member(view, "spec"));
}

/* What the data's format says itself counts: {"parse": {"FIELD": "date"}}. */
static void note_format(GHashTable *fields, const cJSON *parse)
{
    for (const cJSON *item = parse ? parse->child : NULL; item; item = item->next) {
        const char *type = cJSON_GetStringValue(item);
        const gboolean date = type && (*type == 'd' || *type == 'u');
        g_hash_table_insert(fields, item->string, GINT_TO_POINTER(date));
    }
}

void chart_read_dates(Frame *frame, const cJSON *view)
{
    const cJSON *parse = json_member(json_member(json_member(view, "data"), "format"), "parse");
    g_autoptr(GHashTable) fields = g_hash_table_new(g_str_hash, g_str_equal);
    note_view(fields, view);
    note_format(fields, parse);
    for (guint c = 0; c < frame->names->len; c++) {
        const char *name = frame->names->pdata[c];
        if (!g_hash_table_lookup(fields, name))
            continue;
        const gboolean numbers = frame->of_texts && !json_member(parse, name);
        for (guint row = 0; row < frame->n_rows; row++) {
            const Value value = frame_value(frame, row, (int)c);
            if (value.type != VALUE_STRING && !(value.type == VALUE_NUMBER && numbers))
                continue;
            g_autofree char *text = value_to_text(value);
            const double time = value_to_time_loosely(value_string(text));
            frame_set(frame, row, c, isnan(time) ? VALUE_NOTHING : value_number(time));
        }
    }
}
