#include "table/inline_data.h"

#include "table/rules.h"

#include <string.h>

enum { CELLS_LIMIT = 10 * 1000 * 1000 };

typedef struct {
    const JsonDocument *document;
    GString *csv;
    guint line, column; /* of its end */
    Relocation *relocation;
} Writer;

static void append(Writer *writer, const char *text)
{
    for (const char *p = text; *p; p++) {
        const unsigned char c = (unsigned char)*p;
        g_string_append_c(writer->csv, *p);
        if (c == '\n' || (c == '\r' && p[1] != '\n')) {
            writer->line++;
            writer->column = 1;
        } else if ((c & 0xC0) != 0x80 && c != '\r') {
            writer->column++;
        }
    }
}

static void append_quoted(Writer *writer, const char *text)
{
    g_autoptr(GString) quoted = g_string_new("\"");
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            g_string_append_c(quoted, '"');
        g_string_append_c(quoted, *p);
    }
    g_string_append_c(quoted, '"');
    append(writer, quoted->str);
}

/* place: the value that the cell belongs to */
static void begin_cell(Writer *writer, const cJSON *place, gboolean first)
{
    if (!first)
        append(writer, ",");
    relocation_add(writer->relocation, (Place){NULL, writer->line, writer->column},
                   json_document_place(writer->document, place), FALSE);
}

/* item: NULL: there is none, so that the cell is the row's. */
static void append_cell(Writer *writer, const cJSON *item, const cJSON *row, gboolean first)
{
    begin_cell(writer, item ? item : row, first);
    g_autofree char *text = NULL;
    if (cJSON_IsString(item))
        text = g_strdup(item->valuestring);
    else if (item && !cJSON_IsNull(item))
        text = json_print_compact(item);
    if (text && *text)
        append_quoted(writer, text);
}

/* ---- rows that are objects ------------------------------------------------------ */

/* The labels of all rows, in the order in which they come first. */
static GPtrArray *collect_labels(const cJSON *data)
{
    GPtrArray *labels = g_ptr_array_new(); /* of const cJSON*, members that bear them */
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const cJSON *row, *member;
    cJSON_ArrayForEach(row, data)
    {
        cJSON_ArrayForEach(member, row)
        {
            if (cJSON_IsObject(row) && g_hash_table_add(seen, member->string))
                g_ptr_array_add(labels, (gpointer)member);
        }
    }
    return labels;
}

static void append_objects(Writer *writer, const cJSON *data, const GPtrArray *labels)
{
    for (guint i = 0; i < labels->len; i++) {
        const cJSON *member = g_ptr_array_index(labels, i);
        begin_cell(writer, member, i == 0);
        append_quoted(writer, member->string);
    }
    append(writer, "\n");
    const cJSON *row;
    cJSON_ArrayForEach(row, data)
    {
        for (guint i = 0; i < labels->len; i++) {
            const cJSON *label = g_ptr_array_index(labels, i);
            append_cell(writer, json_member(row, label->string), row, i == 0);
        }
        append(writer, "\n");
    }
}

/* ---- rows that are lists -------------------------------------------------------- */

static void append_lists(Writer *writer, const cJSON *data)
{
    const cJSON *row, *item;
    cJSON_ArrayForEach(row, data)
    {
        if (!row->child)
            relocation_add(writer->relocation, (Place){NULL, writer->line, 1},
                           json_document_place(writer->document, row), FALSE);
        cJSON_ArrayForEach(item, row) append_cell(writer, item, row, item == row->child);
        /* one empty cell is not an empty row */
        if (row->child && !row->child->next && writer->column == 1)
            append(writer, "\"\"");
        append(writer, "\n");
    }
}

/* ---- tables ---------------------------------------------------------------------- */

/* The first row that is not like the first; NULL when all are. */
static const cJSON *find_other(const cJSON *data)
{
    const gboolean lists = cJSON_IsArray(data->child);
    const cJSON *row;
    cJSON_ArrayForEach(row, data)
    {
        if (lists ? !cJSON_IsArray(row) : !cJSON_IsObject(row))
            return row;
    }
    return NULL;
}

char *inline_data_csv(const JsonDocument *document, const cJSON *data, gsize *length,
                      Relocation *relocation, Findings *findings)
{
    const cJSON *other = cJSON_IsArray(data) && data->child ? find_other(data) : data;
    if (!data || other) {
        findings_add(findings, &rule_resource_error, json_document_place(document, other),
                     "the data of a table must be a list of rows, which are all lists of cells or "
                     "all objects");
        return NULL;
    }
    g_autoptr(GPtrArray) labels = collect_labels(data);
    const gsize n_cells = (gsize)labels->len * (gsize)cJSON_GetArraySize(data);
    if (n_cells > CELLS_LIMIT) { /* each row may have a label of its own */
        findings_add(findings, &rule_resource_error, json_document_place(document, data),
                     "the data have %" G_GSIZE_FORMAT " cells, more than the limit of %d; put them "
                     "in a CSV file",
                     n_cells, CELLS_LIMIT);
        return NULL;
    }
    Writer writer = {document, g_string_new(NULL), 1, 1, relocation};
    if (labels->len == 0)
        append_lists(&writer, data);
    else
        append_objects(&writer, data, labels);
    *length = writer.csv->len;
    return g_string_free(writer.csv, FALSE);
}
