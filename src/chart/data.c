#include "chart/data.h"

#include "base/output.h"
#include "chart/data_csv.h"

#include <math.h>
#include <string.h>

enum { FILE_LIMIT = 1 << 28 };

/* ---- rows as JSON --------------------------------------------------------------- */

/* How deep and how long nested data may be: every member is a column. */
enum { MOST_NESTING = 8, MOST_ITEMS = 256 };

static gboolean add_scalar(Frame *frame, guint row, const char *field, const cJSON *cell,
                           SpecContext *context, const DataParse *parse)
{
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

/* Members of an object are columns "FIELD.MEMBER"; of an array "FIELD.0" and so on, and
 * "FIELD.length".  FALSE after a finding. */
static gboolean add_cell(Frame *frame, guint row, const char *field, const cJSON *cell,
                         SpecContext *context, const DataParse *parse, guint depth)
{
    if (!cJSON_IsObject(cell) && !cJSON_IsArray(cell))
        return add_scalar(frame, row, field, cell, context, parse);
    const gboolean array = cJSON_IsArray(cell) != 0;
    const int n = cJSON_GetArraySize(cell);
    if (depth == MOST_NESTING || n > MOST_ITEMS) {
        spec_fail(context, &rule_spec_value, cell,
                  "nested data may be %d levels deep and have %d items at most: give each row as "
                  "a flat object",
                  MOST_NESTING, MOST_ITEMS);
        return FALSE;
    }
    if (array) {
        g_autofree char *length = g_strconcat(field, ".length", NULL);
        frame_set(frame, row, frame_column_add(frame, length), value_number(n));
    }
    guint index = 0;
    for (const cJSON *item = cell->child; item; item = item->next, index++) {
        g_autofree char *name = array ? g_strdup_printf("%s.%u", field, index)
                                      : g_strconcat(field, ".", item->string, NULL);
        if (!add_cell(frame, row, name, item, context, parse, depth + 1))
            return FALSE;
    }
    return TRUE;
}

/* An array of objects (or scalars, which become the column "data"), as Vega reads it. */
static Frame *frame_from_json(const cJSON *rows, SpecContext *context, const DataParse *parse,
                              FrameArena *arena)
{
    if (cJSON_IsObject(rows) && context->config) { /* one row */
        cJSON copy = *rows, one = {.type = cJSON_Array, .child = &copy};
        copy.next = NULL;
        return frame_from_json(&one, context, parse, arena);
    }
    if (!cJSON_IsArray(rows)) {
        spec_fail(context, &rule_spec_value, rows, "data values must be an array");
        return NULL;
    }
    g_autoptr(Frame) frame = frame_new(arena);
    for (const cJSON *item = rows->child; item; item = item->next) {
        const guint row = frame_row_add(frame, NULL);
        if (!cJSON_IsObject(item)) {
            if (!add_cell(frame, row, "data", item, context, parse, 0))
                return NULL;
            continue;
        }
        for (const cJSON *cell = item->child; cell; cell = cell->next) {
            if (!add_cell(frame, row, cell->string, cell, context, parse, 0))
                return NULL;
        }
    }
    return g_steal_pointer(&frame);
}

/* ---- files ------------------------------------------------------------------------ */

typedef struct {
    int type; /* index in file_types; -1: by the file's name */
    char separator;
    const char *property; /* path to the rows in a JSON file; NULL: it is the rows */
    DataParse parse;
} DataFormat;

enum { FILE_CSV, FILE_TSV, FILE_JSON, FILE_DSV };
static const char *const file_types[] = {"csv", "tsv", "json", "dsv", NULL};

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
    for (const cJSON *field = json->child; field; field = field->next) {
        const char *type = cJSON_GetStringValue(field);
        if (!cJSON_IsNull(field) && !(type && data_parse_type_known(type)))
            spec_fail(context, &rule_spec_value, field,
                      "'%s' must be one of: boolean, number, date, string, or a date with its "
                      "pattern: \"date:'%%d.%%m.%%Y'\"",
                      field->string);
    }
    parse->types = json;
}

static DataFormat read_format(const cJSON *json, SpecContext *context)
{
    static const char *const members[] = {"type", "parse", "property", "delimiter", NULL};
    DataFormat format = {.type = -1, .separator = ',', .parse = {NULL, TRUE}};
    if (!json || !spec_check_members(context, json, "a data format", members))
        return format;
    format.type = spec_word(context, json, "type", file_types, -1);
    format.property = spec_string(context, json, "property");
    const char *delimiter = spec_string(context, json, "delimiter");
    if (format.type == FILE_TSV)
        format.separator = '\t';
    if ((format.type == FILE_DSV) != (delimiter != NULL) || (delimiter && strlen(delimiter) != 1))
        spec_fail(context, &rule_spec_value, json,
                  "a 'delimiter' of one character belongs to the type \"dsv\"");
    else if (delimiter)
        format.separator = *delimiter;
    const cJSON *parse = json_member(json, "parse");
    if (parse)
        read_parse(parse, context, &format.parse);
    return format;
}

/* The rows of a document: the value at the end of a path "a.b"; NULL: there is none. */
static const cJSON *find_property(const cJSON *root, const char *path)
{
    g_auto(GStrv) names = g_strsplit(path ? path : "", ".", -1);
    for (guint i = 0; root && names[i]; i++)
        root = json_member(root, names[i]);
    return root;
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
    const cJSON *rows = find_property(json_document_root(document), format->property);
    if (!rows) {
        spec_fail(context, &rule_spec_data, url, "the file has no property '%s'", format->property);
        return NULL;
    }
    Frame *frame = frame_from_json(rows, &inner, &format->parse, arena);
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
    Frame *frame = data_from_csv(path, text, length, format->separator, &format->parse, arena,
                                 context->findings);
    context->failed |= frame == NULL;
    return frame;
}

/* A table as a text of the spec; faults in it are told with lines counted in the text. */
static Frame *frame_from_csv_text(const cJSON *values, const DataFormat *format,
                                  SpecContext *context, FrameArena *arena)
{
    const char *text = values->valuestring;
    Frame *frame = data_from_csv(json_document_file(context->document), text, strlen(text),
                                 format->separator, &format->parse, arena, context->findings);
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
    if (format->type < 0) {
        format->type = type_of_name(name);
        format->separator = format->type == FILE_TSV ? '\t' : ',';
    }
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
    return format->type == FILE_JSON ? frame_from_json_file(path, url, format, context, data->arena)
                                     : frame_from_csv_file(path, url, format, context, data->arena);
}

/* ---- any data ----------------------------------------------------------------------- */

static Frame *frame_from_name(const cJSON *json, const cJSON *transforms, SpecContext *context,
                              const DataContext *data)
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
    g_auto(DataSubset) subset = data_subset_of(transforms);
    Frame *frame = data_named(name, &subset, data);
    if (!frame)
        spec_fail(context, &rule_spec_data, json_member(json, "name"),
                  "no data are called '%s'; there are: figures, claims, figures/METRIC", name);
    return frame;
}

/* {"start", "stop", "step", "as"}: up to, but without stop */
static Frame *frame_from_sequence(const cJSON *json, SpecContext *context, FrameArena *arena)
{
    enum { MOST_ROWS = 1000000 };
    static const char *const members[] = {"start", "stop", "step", "as", NULL};
    if (!spec_check_members(context, json, "a sequence", members))
        return NULL;
    const double start = spec_number(context, json, "start", NAN, -1e15, 1e15);
    const double stop = spec_number(context, json, "stop", NAN, -1e15, 1e15);
    const double step = spec_number(context, json, "step", 1, -1e15, 1e15);
    const char *as = spec_string(context, json, "as");
    const double n = ceil((stop - start) / step);
    if (!(n <= MOST_ROWS)) {
        spec_fail(context, &rule_spec_value, json,
                  "a sequence needs start, stop, a step other than 0, and at most %d values",
                  MOST_ROWS);
        return NULL;
    }
    Frame *frame = frame_new(arena);
    const guint column = frame_column_add(frame, as ? as : "data");
    for (guint i = 0; i < n; i++)
        frame_set(frame, frame_row_add(frame, NULL), column, value_number(start + i * step));
    return frame;
}

Frame *data_read(const cJSON *json, const cJSON *transforms, SpecContext *context,
                 const DataContext *data)
{
    static const char *const members[] = {"name", "values", "url", "format", "sequence", NULL};
    if (!spec_check_members(context, json, "data", members))
        return NULL;
    const cJSON *values = json_member(json, "values"), *url = json_member(json, "url");
    const cJSON *format_json = json_member(json, "format");
    const cJSON *sequence = json_member(json, "sequence");
    const cJSON *set = json_member(data->datasets, json_string(json, "name"));
    if (sequence)
        return frame_from_sequence(sequence, context, data->arena);
    if (!values && !url && set)
        values = set;
    if (values && url) {
        spec_fail(context, &rule_spec_value, url, "data have either values or a url");
        return NULL;
    }
    if (format_json && !url && !values)
        spec_fail(context, &rule_spec_value, format_json, "named data have their types already");
    DataFormat format = read_format(format_json, context);
    const gboolean text = format.type >= 0 && format.type != FILE_JSON;
    if (values && cJSON_IsString(values) && text)
        return frame_from_csv_text(values, &format, context, data->arena);
    if (values && text)
        spec_fail(context, &rule_spec_value, format_json,
                  "values in the spec are JSON: put CSV and TSV into a file");
    if (values) {
        const cJSON *rows = find_property(values, format.property);
        return frame_from_json(rows ? rows : values, context, &format.parse, data->arena);
    }
    if (!url)
        return frame_from_name(json, transforms, context, data);
    return spec_string(context, json, "url") ? frame_from_file(url, &format, context, data) : NULL;
}
