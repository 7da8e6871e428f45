/* Rows of JSON: an array of objects, or an object on each line. */
#include "import/foreign.h"

#include "table/encoding.h"

#include <string.h>

enum { DEPTH_LIMIT = 8 };

/* A byte of the text whose place is known; it only goes forward. */
typedef struct {
    const char *p;
    guint line, column;
} Cursor;

struct ForeignJson {
    const char *path, *text, *end;
    gboolean lines;
    GHashTable *columns; /* name -> number + 1 */
    Findings *findings;
    Cursor cursor;
    guint record;
    /* of a whole document */
    JsonDocument *document;
    const cJSON *item; /* the next row */
    /* of lines: of the row at hand */
    const char *line_start;
    guint line;
    JsonDocument *line_document;
    GPtrArray *texts; /* of char*: of the row at hand */
    ForeignCell *cells;
    guint n_cells;
};

/* ---- walking --------------------------------------------------------------------------------- */

static void cursor_move(Cursor *cursor, const char *end, const Place *place)
{
    while (cursor->p < end && (cursor->line < place->line || cursor->column < place->column)) {
        const gboolean line_ends = *cursor->p == '\n';
        cursor->line += line_ends;
        cursor->column = line_ends ? 1 : cursor->column + 1;
        cursor->p = g_utf8_next_char(cursor->p);
    }
}

/* Behind the string or the number that begins at p, in valid JSON. */
static const char *skip_scalar(const char *p, const char *end)
{
    if (*p != '"') {
        while (p < end && !strchr(",]} \t\r\n", *p))
            p++;
        return p;
    }
    for (p++; p < end && *p != '"'; p++)
        p += *p == '\\';
    return p < end ? p + 1 : end;
}

static const char *skip_blanks(const char *p, const char *end)
{
    while (p < end && strchr(" \t\r\n", *p))
        p++;
    return p;
}

/* Behind the object or array that begins at p, in valid JSON. */
static const char *skip_value(const char *p, const char *end)
{
    int depth = 0;
    while (p < end) {
        if (strchr("[{", *p))
            depth++;
        else if (strchr("]}", *p))
            depth--;
        p = *p == '"' ? skip_scalar(p, end) : p + 1;
        if (depth == 0)
            break;
    }
    return p;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static guint column_number(GHashTable *columns, const char *name)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(columns, name));
}

static void add_column(GHashTable *numbers, GPtrArray *columns, const char *name)
{
    if (column_number(numbers, name) > 0 || columns->len >= FOREIGN_COLUMNS_LIMIT)
        return;
    char *kept = g_strdup(name);
    g_ptr_array_add(columns, kept);
    g_hash_table_insert(numbers, kept, GUINT_TO_POINTER(columns->len));
}

static char *member_name(const char *outer, const cJSON *member)
{
    return *outer ? g_strconcat(outer, ".", member->string, NULL) : g_strdup(member->string);
}

static void collect_columns(GHashTable *numbers, GPtrArray *columns, const cJSON *object,
                            const char *outer, int depth)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        g_autofree char *name = member_name(outer, member);
        if (cJSON_IsObject(member) && depth < DEPTH_LIMIT)
            collect_columns(numbers, columns, member, name, depth + 1);
        else
            add_column(numbers, columns, name);
    }
}

/* Numbers are kept as they are written: 86.40 is not 86.4. */
static char *value_text(const cJSON *value, const char *start, const char *end)
{
    if (cJSON_IsString(value))
        return g_strdup(value->valuestring);
    if (cJSON_IsNumber(value))
        return g_strndup(start, (gsize)(skip_scalar(start, end) - start));
    if (cJSON_IsNull(value))
        return g_strdup("");
    return json_print_compact(value);
}

static void read_members(ForeignJson *json, const JsonDocument *document, const cJSON *object,
                         const char *outer, int depth)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        g_autofree char *name = member_name(outer, member);
        if (cJSON_IsObject(member) && depth < DEPTH_LIMIT) {
            read_members(json, document, member, name, depth + 1);
            continue;
        }
        const guint number = column_number(json->columns, name);
        if (number == 0 || number > json->n_cells)
            continue; /* beyond the limit, which has its finding */
        Place place = json_document_place(document, member);
        if (json->lines)
            place.line += json->line - 1;
        cursor_move(&json->cursor, json->end, &place);
        const char *value = skip_blanks(skip_scalar(json->cursor.p, json->end), json->end);
        value = skip_blanks(value + 1, json->end); /* the colon */
        char *text = value_text(member, value, json->end);
        g_ptr_array_add(json->texts, text);
        json->cells[number - 1] =
            (ForeignCell){text, place.line, place.column, (gsize)(value - json->text)};
    }
}

static void read_object(ForeignJson *json, const JsonDocument *document, const cJSON *object,
                        ForeignRow *row)
{
    row->blank = cJSON_IsObject(object) && !object->child;
    if (cJSON_IsObject(object))
        read_members(json, document, object, "", 0);
    else
        row->fault = "it is no object: a row is {\"column\": value, ...}";
}

static void begin_row(ForeignJson *json, ForeignCell *cells, guint n_cells, ForeignRow *row)
{
    json->cells = cells;
    json->n_cells = n_cells;
    g_ptr_array_set_size(json->texts, 0);
    *row = (ForeignRow){.cells = cells, .record = ++json->record};
}

/* Cells that the object lacks are of the row's place. */
static void clear_cells(ForeignJson *json, guint line)
{
    for (guint i = 0; i < json->n_cells; i++)
        json->cells[i] = (ForeignCell){NULL, line, 0, 0};
}

/* ---- a document ------------------------------------------------------------------------------ */

static const cJSON *find_rows(ForeignJson *json, const char *way)
{
    const cJSON *rows = json_document_root(json->document);
    g_auto(GStrv) names = g_strsplit(way ? way : "", ".", -1);
    for (char **name = names; *name && **name; name++)
        rows = json_member(rows, *name);
    if (cJSON_IsArray(rows))
        return rows;
    const Place place = {.file = json->path, .line = 1, .column = 1};
    if (way)
        findings_add(json->findings, &rule_import_table, place,
                     "there is no array of rows at \"%s\": correct 'rows' of the map", way);
    else
        findings_add(json->findings, &rule_import_table, place,
                     "it is no array of rows: say in the map's 'rows' which member holds them");
    return NULL;
}

static gboolean next_item(ForeignJson *json, ForeignRow *row)
{
    const cJSON *item = json->item;
    if (!item)
        return FALSE;
    json->item = item->next;
    const Place place = json_document_place(json->document, item);
    cursor_move(&json->cursor, json->end, &place);
    const char *start = json->cursor.p;
    row->line = place.line;
    row->start = (gsize)(start - json->text);
    row->end = (gsize)(skip_value(start, json->end) - json->text);
    clear_cells(json, place.line);
    read_object(json, json->document, item, row);
    return TRUE;
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* The document of a line; NULL with *fault (to be freed; may be NULL) when it is none. */
static JsonDocument *parse_line(const ForeignJson *json, const char *start, const char *end,
                                char **fault)
{
    g_autoptr(Findings) findings = findings_new();
    JsonDocument *document = json_document_parse(json->path, start, (gsize)(end - start), findings);
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    if (!document && fault && n > 0)
        *fault = g_strdup_printf("the line is not valid JSON: at column %u, %s",
                                 sorted[0].place.column, sorted[0].message);
    return document;
}

static const char *line_end(const char *p, const char *end)
{
    const char *found = memchr(p, '\n', (gsize)(end - p));
    return found ? found : end;
}

static gboolean next_line(ForeignJson *json, ForeignRow *row)
{
    if (json->line_start >= json->end)
        return FALSE;
    const char *start = json->line_start, *end = line_end(start, json->end);
    json->line++;
    json->line_start = end < json->end ? end + 1 : end;
    row->line = json->line;
    row->start = (gsize)(start - json->text);
    row->end = (gsize)(end - json->text) - (end > start && end[-1] == '\r');
    clear_cells(json, json->line);
    if (skip_blanks(start, end) == end) {
        row->blank = TRUE;
        return TRUE;
    }
    json_document_free(json->line_document);
    char *fault = NULL;
    json->line_document = parse_line(json, start, end, &fault);
    json->cursor = (Cursor){start, json->line, 1};
    if (json->line_document)
        read_object(json, json->line_document, json_document_root(json->line_document), row);
    else
        g_ptr_array_add(json->texts, fault);
    row->fault = fault ? fault : row->fault;
    return TRUE;
}

/* Every line once, for the names of its members. */
static void scan_lines(const ForeignJson *json, GPtrArray *columns)
{
    for (const char *p = json->text, *end; p < json->end; p = end + 1) {
        end = line_end(p, json->end);
        g_autoptr(JsonDocument) document = parse_line(json, p, end, NULL);
        if (document)
            collect_columns(json->columns, columns, json_document_root(document), "", 0);
    }
}

/* ---- both ------------------------------------------------------------------------------------ */

static gboolean open_document(ForeignJson *json, const char *way, GPtrArray *columns)
{
    json->document = json_document_parse(json->path, json->text, (gsize)(json->end - json->text),
                                         json->findings);
    const cJSON *rows = json->document ? find_rows(json, way) : NULL;
    const cJSON *item;
    cJSON_ArrayForEach(item, rows)
        collect_columns(json->columns, columns, cJSON_IsObject(item) ? item : NULL, "", 0);
    json->item = rows ? rows->child : NULL;
    return rows != NULL;
}

ForeignJson *foreign_json_open(const char *path, const char *text, gsize length, gboolean lines,
                               const char *way, GPtrArray *columns, Findings *findings)
{
    ForeignJson *json = g_new0(ForeignJson, 1);
    json->path = path;
    json->text = json->line_start = text;
    json->end = text + length;
    json->lines = lines;
    json->findings = findings;
    json->cursor = (Cursor){text, 1, 1};
    json->columns = g_hash_table_new(g_str_hash, g_str_equal);
    json->texts = g_ptr_array_new_with_free_func(g_free);
    gboolean usable = encoding_check(path, text, length, findings);
    if (usable && lines)
        scan_lines(json, columns);
    else if (usable)
        usable = open_document(json, way, columns);
    if (columns->len >= FOREIGN_COLUMNS_LIMIT) {
        findings_add(findings, &rule_import_table, (Place){.file = path},
                     "its objects have %u different members or more: too many for a table",
                     (guint)FOREIGN_COLUMNS_LIMIT);
        usable = FALSE;
    }
    if (usable)
        return json;
    foreign_json_free(json);
    return NULL;
}

void foreign_json_free(ForeignJson *json)
{
    if (!json)
        return;
    json_document_free(json->document);
    json_document_free(json->line_document);
    g_hash_table_unref(json->columns);
    g_ptr_array_unref(json->texts);
    g_free(json);
}

gboolean foreign_json_next(ForeignJson *json, ForeignCell *cells, guint n_cells, ForeignRow *row)
{
    begin_row(json, cells, n_cells, row);
    return json->lines ? next_line(json, row) : next_item(json, row);
}
