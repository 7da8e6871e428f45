#include "chart/data.h"

#include "base/output.h"

#include <string.h>

/* An array of objects (or scalars, which become the column "data"), as Vega reads it. */
static Frame *frame_from_json(const cJSON *rows, SpecContext *context, FrameArena *arena)
{
    if (!cJSON_IsArray(rows)) {
        spec_fail(context, &rule_spec_value, rows, "data values must be an array");
        return NULL;
    }
    g_autoptr(Frame) frame = frame_new(arena);
    for (const cJSON *item = rows->child; item; item = item->next) {
        const guint row = frame_row_add(frame, NULL);
        const gboolean object = cJSON_IsObject(item);
        for (const cJSON *cell = object ? item->child : item; cell;
             cell = object ? cell->next : NULL) {
            if (cJSON_IsObject(cell) || cJSON_IsArray(cell)) {
                spec_fail(context, &rule_spec_value, cell,
                          "nested data are not supported: give each row as a flat object");
                return NULL;
            }
            Value value = spec_value(cell);
            if (value.type == VALUE_STRING) /* a file's document does not outlive this call */
                value.as.string = frame_arena_text(arena, value.as.string);
            frame_set(frame, row, frame_column_add(frame, object ? cell->string : "data"), value);
        }
    }
    return g_steal_pointer(&frame);
}

static Frame *frame_from_file(const cJSON *url, SpecContext *context, const DataContext *data)
{
    const char *name = url->valuestring;
    if (strstr(name, "://")) {
        spec_fail(context, &rule_spec_data, url,
                  "figtrail fetches nothing from the net: store '%s' in a file beside the spec",
                  name);
        return NULL;
    }
    g_autofree char *path =
        g_path_is_absolute(name) ? g_strdup(name) : g_build_filename(data->folder, name, NULL);
    g_ptr_array_add(data->data_files, g_strdup(name));
    if (!g_str_has_suffix(name, ".json")) {
        spec_fail(context, &rule_spec_data, url, "only .json files can be read as chart data");
        return NULL;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonDocument) document = json_document_read(path, context->findings, &error);
    if (!document) {
        spec_fail(context, &rule_spec_data, url, "%s",
                  error ? error->message : "the data file is not valid JSON");
        return NULL;
    }
    SpecContext inner = {document, context->findings, FALSE};
    Frame *frame = frame_from_json(json_document_root(document), &inner, data->arena);
    context->failed |= inner.failed;
    return frame;
}

Frame *data_read(const cJSON *json, SpecContext *context, const DataContext *data)
{
    static const char *const members[] = {"name", "values", "url", NULL};
    if (!json || !spec_check_members(context, json, "data", members))
        return NULL;
    const cJSON *values = json_member(json, "values"), *url = json_member(json, "url");
    if (values)
        return frame_from_json(values, context, data->arena);
    if (cJSON_IsString(url))
        return frame_from_file(url, context, data);
    const char *name = json_string(json, "name");
    if (!name) {
        spec_fail(context, &rule_spec_data, json, "data need a name, values or a url");
        return NULL;
    }
    if (!data->sources || !data->sources->figures) {
        spec_fail(context, &rule_spec_data, json,
                  "'%s' needs figtrail's data: name their folder with --data", name);
        return NULL;
    }
    Frame *frame = data_named(name, data);
    if (!frame)
        spec_fail(context, &rule_spec_data, json_member(json, "name"),
                  "no data are called '%s'; there are: figures, claims, figures/METRIC", name);
    return frame;
}
