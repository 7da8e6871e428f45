#include "chart/data.h"

#include "base/output.h"
#include "chart/data_csv.h"

#include <string.h>

enum { FILE_LIMIT = 1 << 28 };

/* ---- rows as JSON --------------------------------------------------------------- */

/* FALSE after a finding. */
static gboolean add_cell(Frame *frame, guint row, const char *field, const cJSON *cell,
                         SpecContext *context, const DataParse *parse)
{
    if (cJSON_IsObject(cell) || cJSON_IsArray(cell)) {
        spec_fail(context, &rule_spec_value, cell,
                  "nested data are not supported: give each row as a flat object");
        return FALSE;
    }
    Value value = spec_value(cell);
    const char *type = json_string(parse->types, field);
    if (type && !data_parse_value(type, &value)) {
        spec_fail(context, &rule_spec_value, cell, "this is no %s, which 'parse' says of '%s'",
                  type, field);
        return FALSE;
    }
    if (value.type == VALUE_STRING) /* a file's document does not outlive this call */
        value.as.string = frame_arena_text(frame->arena, value.as.string);
    frame_set(frame, row, frame_column_add(frame, field), value);
    return TRUE;
}

/* An array of objects (or scalars, which become the column "data"), as Vega reads it. */
static Frame *frame_from_json(const cJSON *rows, SpecContext *context, const DataParse *parse,
                              FrameArena *arena)
{
    if (!cJSON_IsArray(rows)) {
        spec_fail(context, &rule_spec_value, rows, "data values must be an array");
        return NULL;
    }
    g_autoptr(Frame) frame = frame_new(arena);
    for (const cJSON *item = rows->child; item; item = item->next) {
        const guint row = frame_row_add(frame, NULL);
        if (!cJSON_IsObject(item)) {
            if (!add_cell(frame, row, "data", item, context, parse))
                return NULL;
            continue;
        }
        for (const cJSON *cell = item->child; cell; cell = cell->next) {
            if (!add_cell(frame, row, cell->string, cell, context, parse))
                return NULL;
        }
    }
    return g_steal_pointer(&frame);
}

/* ---- files ------------------------------------------------------------------------ */

typedef struct {
    int type; /* index in file_types; -1: by the file's name */
    DataParse parse;
} DataFormat;

static const char *const file_types[] = {"csv", "tsv", "json", NULL};

/* "parse": null, or an object of fields and their types */
static void read_parse(const cJSON *json, SpecContext *context, DataParse *parse)
{
    if (cJSON_IsNull(json)) {
        parse->infer = FALSE;
        return;
    }
    if (!cJSON_IsObject(json)) {
        spec_fail(context, &rule_spec_value, json,
                  "'parse' must be null, or an object of fields and their types");
        return;
    }
    for (const cJSON *field = json->child; field; field = field->next)
        spec_word(context, json, field->string, data_parse_types, 0);
    parse->types = json;
}

static DataFormat read_format(const cJSON *json, SpecContext *context)
{
    static const char *const members[] = {"type", "parse", NULL};
    DataFormat format = {-1, {NULL, TRUE}};
    if (!json || !spec_check_members(context, json, "a data format", members))
        return format;
    format.type = spec_word(context, json, "type", file_types, -1);
    const cJSON *parse = json_member(json, "parse");
    if (parse)
        read_parse(parse, context, &format.parse);
    return format;
}

static Frame *frame_from_json_file(const char *path, const cJSON *url, const DataFormat *format,
                                   SpecContext *context, FrameArena *arena)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonDocument) document = json_document_read(path, context->findings, &error);
    if (!document) {
        spec_fail(context, &rule_spec_data, url, "%s",
                  error ? error->message : "the data file is not valid JSON");
        return NULL;
    }
    SpecContext inner = {.document = document, .findings = context->findings};
    Frame *frame = frame_from_json(json_document_root(document), &inner, &format->parse, arena);
    context->failed |= inner.failed;
    return frame;
}

static Frame *frame_from_csv_file(const char *path, const cJSON *url, const DataFormat *format,
                                  SpecContext *context, FrameArena *arena)
{
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    g_autofree char *text = input_read(path, FILE_LIMIT, &length, &error);
    if (!text) {
        spec_fail(context, &rule_spec_data, url, "%s", error->message);
        return NULL;
    }
    Frame *frame = data_from_csv(path, text, length, format->type == 1 ? '\t' : ',', &format->parse,
                                 arena, context->findings);
    context->failed |= frame == NULL;
    return frame;
}

/* A table as a text of the spec; faults in it are told with lines counted in the text. */
static Frame *frame_from_csv_text(const cJSON *values, const DataFormat *format,
                                  SpecContext *context, FrameArena *arena)
{
    const char *text = values->valuestring;
    Frame *frame =
        data_from_csv(json_document_file(context->document), text, strlen(text),
                      format->type == 1 ? '\t' : ',', &format->parse, arena, context->findings);
    context->failed |= frame == NULL;
    return frame;
}

/* The type that the name's end tells, or -1. */
static int type_of_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (int i = 0; dot && file_types[i]; i++) {
        if (g_ascii_strcasecmp(dot + 1, file_types[i]) == 0)
            return i;
    }
    return -1;
}

static Frame *frame_from_file(const cJSON *url, DataFormat *format, SpecContext *context,
                              const DataContext *data)
{
    const char *name = url->valuestring;
    if (strstr(name, "://")) {
        spec_fail(context, &rule_spec_data, url,
                  "figtrail fetches nothing from the net: store '%s' in a file beside the spec",
                  name);
        return NULL;
    }
    if (format->type < 0)
        format->type = type_of_name(name);
    if (format->type < 0) {
        spec_fail(context, &rule_spec_data, url,
                  "'%s' does not tell its type: end it in .csv, .tsv or .json, or say "
                  "\"format\": {\"type\": ...}",
                  name);
        return NULL;
    }
    const gboolean here = g_path_is_absolute(name) || strcmp(data->folder, ".") == 0;
    g_autofree char *path = here ? g_strdup(name) : g_build_filename(data->folder, name, NULL);
    if (!g_ptr_array_find_with_equal_func(data->data_files, name, g_str_equal, NULL))
        g_ptr_array_add(data->data_files, g_strdup(name));
    return format->type == 2 ? frame_from_json_file(path, url, format, context, data->arena)
                             : frame_from_csv_file(path, url, format, context, data->arena);
}

/* ---- any data ----------------------------------------------------------------------- */

static Frame *frame_from_name(const cJSON *json, SpecContext *context, const DataContext *data)
{
    if (!json_member(json, "name"))
        spec_fail(context, &rule_spec_data, json, "data need a name, values or a url");
    const char *name = spec_string(context, json, "name");
    if (!name)
        return NULL;
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

Frame *data_read(const cJSON *json, SpecContext *context, const DataContext *data)
{
    static const char *const members[] = {"name", "values", "url", "format", NULL};
    if (!spec_check_members(context, json, "data", members))
        return NULL;
    const cJSON *values = json_member(json, "values"), *url = json_member(json, "url");
    const cJSON *format_json = json_member(json, "format");
    if (values && url) {
        spec_fail(context, &rule_spec_value, url, "data have either values or a url");
        return NULL;
    }
    if (format_json && !url && !values)
        spec_fail(context, &rule_spec_value, format_json, "named data have their types already");
    DataFormat format = read_format(format_json, context);
    if (values && cJSON_IsString(values) && (format.type == 0 || format.type == 1))
        return frame_from_csv_text(values, &format, context, data->arena);
    if (values && (format.type == 0 || format.type == 1))
        spec_fail(context, &rule_spec_value, format_json,
                  "values in the spec are JSON: put CSV and TSV into a file");
    if (values)
        return frame_from_json(values, context, &format.parse, data->arena);
    if (!url)
        return frame_from_name(json, context, data);
    return spec_string(context, json, "url") ? frame_from_file(url, &format, context, data) : NULL;
}
