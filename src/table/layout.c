#include "table/layout.h"

#include "table/header.h"
#include "table/row_check.h"
#include "table/rules.h"
#include "table/spoiled.h"

#include <string.h>

static const char *keep(Layout *layout, char *text)
{
    g_ptr_array_add(layout->texts, text);
    return text;
}

/* ---- labels ---------------------------------------------------------------- */

static void add_labels(Layout *layout, const Row *row, const char *join)
{
    if (row->n_cells > layout->n_columns) {
        layout->labels = g_renew(RowCell, layout->labels, row->n_cells);
        for (guint i = layout->n_columns; i < row->n_cells; i++) {
            layout->labels[i] = row->cells[i];
            layout->labels[i].text = "";
        }
        layout->n_columns = row->n_cells;
    }
    for (guint i = 0; i < row->n_cells; i++) {
        const char *before = layout->labels[i].text, *text = row->cells[i].text;
        layout->labels[i].text =
            keep(layout, *before && *text ? g_strconcat(before, join, text, NULL)
                                          : g_strdup(*before ? before : text));
        layout->labels[i].length = strlen(layout->labels[i].text);
    }
}

/* Reads up to the last row of labels; FALSE when one is blank or not there. */
static gboolean read_labels(const Dialect *dialect, RowReader *reader, Layout *layout, Row *last)
{
    const guint first[] = {1};
    const guint *wanted = dialect->n_header_rows > 0 ? dialect->header_rows : first;
    const guint n_wanted = dialect->n_header_rows > 0 ? dialect->n_header_rows : 1;
    *last = (Row){0};
    for (guint i = 0; i < n_wanted;) {
        if (!row_reader_next(reader, last) || !row_reader_is_whole(reader))
            return FALSE;
        /* the first row that is no comment, unless they are told by number */
        if (dialect->n_header_rows > 0 && last->record < wanted[i])
            continue;
        if (row_is_blank(last))
            return FALSE;
        add_labels(layout, last, dialect->header_join ? dialect->header_join : " ");
        i++;
    }
    return TRUE;
}

/* ---- without labels -------------------------------------------------------- */

/* A schema for as many columns as the first row has. */
static Schema *guess_schema(const RowSource *source)
{
    g_autoptr(Findings) unheard = findings_new(); /* the rows are read again */
    RowReader *reader = row_reader_open(source, unheard);
    Row row;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (row_reader_next(reader, &row)) {
        for (guint i = 0; i < row.n_cells; i++)
            g_ptr_array_add(names, g_strdup_printf("field%u", i + 1));
    }
    g_free(row_reader_free(reader));
    return schema_new_any((const char *const *)names->pdata, names->len);
}

static void number_columns(const Schema *schema, Layout *layout)
{
    layout->n_columns = schema->n_fields;
    layout->labels = g_new0(RowCell, MAX(schema->n_fields, 1));
    layout->fields = g_new(int, MAX(schema->n_fields, 1));
    for (guint i = 0; i < schema->n_fields; i++) {
        const char *name = keep(layout, g_strdup(schema->fields[i].name));
        layout->labels[i] = (RowCell){name, 0, 0, strlen(name)};
        layout->fields[i] = (int)i;
    }
}

/* ---- both ------------------------------------------------------------------ */

static void index_columns(const Schema *schema, Layout *layout)
{
    layout->columns = g_new(int, MAX(schema->n_fields, 1));
    for (guint i = 0; i < schema->n_fields; i++)
        layout->columns[i] = -1;
    for (guint i = 0; i < layout->n_columns; i++) {
        if (layout->fields[i] >= 0)
            layout->columns[layout->fields[i]] = (int)i;
    }
}

/* https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
static gboolean is_pointer(const Row *row)
{
    return row->n_cells == 1 && row->line == 1 &&
           g_str_has_prefix(row->cells[0].text, "version https://git-lfs.github.com/spec/");
}

gboolean layout_read(const RowSource *source, RowReader *reader, Schema **schema, Layout *layout,
                     Findings *findings)
{
    const Dialect *dialect = source->dialect ? source->dialect : &dialect_default;
    *layout = (Layout){.texts = g_ptr_array_new_with_free_func(g_free)};
    if (!dialect->header) {
        if (!*schema)
            *schema = guess_schema(source);
        number_columns(*schema, layout);
        index_columns(*schema, layout);
        return TRUE;
    }
    Row row;
    if (!read_labels(dialect, reader, layout, &row)) {
        /* labels with broken quotes have their finding; the next row is none */
        if (row_reader_is_whole(reader))
            findings_add(findings, &rule_blank_header,
                         (Place){source->file, row.line, 0, row.record},
                         "the first row must hold the labels of the columns; this one is %s",
                         row.line > 0 ? "blank" : "not there");
        if (!*schema)
            *schema = schema_new_any(NULL, 0);
        return FALSE;
    }
    if (is_pointer(&row)) {
        findings_add(findings, &rule_file_missing, (Place){source->file, 0, 0},
                     "the file is a pointer of Git LFS, not what it points to; fetch that by 'git "
                     "lfs pull'");
        if (!*schema)
            *schema = schema_new_any(NULL, 0);
        return FALSE;
    }
    row.cells = layout->labels;
    row.n_cells = layout->n_columns;
    if (spoiled_check_header(source->file, &row, dialect->delimiter, *schema, findings)) {
        if (!*schema)
            *schema = schema_new_any(NULL, 0);
        return FALSE;
    }
    if (!*schema)
        *schema = header_schema(&row);
    layout->fields =
        header_check(source->file, &row, *schema, dialect->case_sensitive_header, findings);
    index_columns(*schema, layout);
    return TRUE;
}

void layout_clear(Layout *layout)
{
    g_clear_pointer(&layout->labels, g_free);
    g_clear_pointer(&layout->fields, g_free);
    g_clear_pointer(&layout->columns, g_free);
    g_clear_pointer(&layout->texts, g_ptr_array_unref);
}
