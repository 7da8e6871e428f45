#include "chart/data_csv.h"

#include "base/json.h"
#include "chart/data_columns.h"
#include "chart/value_number.h"
#include "chart/value_time.h"
#include "table/encoding.h"
#include "table/rows.h"

#include <math.h>
#include <string.h>

const Rule rule_chart_data = {"chart-data", LEVEL_ERROR, "a data file of a chart is no table"};

enum { MOST_FINDINGS = 20 }; /* of one kind in one file; the rest is counted */

/* ---- types ------------------------------------------------------------------- */

static const char *const data_parse_types[] = {"boolean", "number", "date", "string", NULL};

/* The pattern of "date:'%Y'" or "utc:'%Y'" (newly allocated), or NULL: all times are UTC here. */
static char *pattern_of_type(const char *type)
{
    const gsize length = strlen(type);
    const char *quoted = g_str_has_prefix(type, "date:")  ? type + strlen("date:")
                         : g_str_has_prefix(type, "utc:") ? type + strlen("utc:")
                                                          : NULL;
    if (!quoted || length < (gsize)(quoted - type) + 2 || (*quoted != '\'' && *quoted != '"') ||
        type[length - 1] != *quoted)
        return NULL;
    return g_strndup(quoted + 1, length - (gsize)(quoted - type) - 2);
}

gboolean data_parse_type_known(const char *type)
{
    g_autofree char *pattern = pattern_of_type(type);
    return pattern || g_strv_contains(data_parse_types, type);
}

static gboolean parse_boolean(Value *value)
{
    const char *text = value->type == VALUE_STRING ? value->as.string : NULL;
    if (text && (strcmp(text, "true") == 0 || strcmp(text, "1") == 0))
        *value = value_boolean(TRUE);
    else if (text && (strcmp(text, "false") == 0 || strcmp(text, "0") == 0))
        *value = value_boolean(FALSE);
    else if (value->type == VALUE_NUMBER)
        *value = value_boolean(value_truth(*value));
    return value->type == VALUE_BOOLEAN;
}

static gboolean parse_number(Value *value)
{
    const double number = value_to_number(*value);
    *value = value_number(number);
    return !isnan(number);
}

/* Dates stay texts: a nominal channel shows them as they are written.  By a pattern they become
 * milliseconds, which no other part could read from them. */
static gboolean parse_date(const char *type, Value *value)
{
    g_autofree char *pattern = pattern_of_type(type);
    if (!pattern)
        return !isnan(value_to_time_loosely(*value));
    g_autofree char *text = value_to_text(*value);
    const double time = value_time_parse_pattern(pattern, text);
    *value = value_number(time);
    return !isnan(time);
}

gboolean data_parse_value(const char *type, Value *value)
{
    if (value->type == VALUE_STRING && !*value->as.string)
        *value = VALUE_NOTHING;
    if (value->type == VALUE_NULL)
        return TRUE;
    switch (*type) {
    case 'b': return parse_boolean(value);
    case 'n': return parse_number(value);
    case 'd':
    case 'u': return parse_date(type, value);
    default: return TRUE; /* string */
    }
}

/* vega-loader's inferType: the first type that fits all cells; an empty one is
 * a number (+"" is 0), no boolean and no date. */
static const char *infer_type(const RowCell *first, guint n_rows, guint stride)
{
    gboolean boolean = TRUE, number = TRUE;
    for (guint row = 0; row < n_rows && (boolean || number); row++) {
        const char *text = first[(gsize)row * stride].text;
        boolean = boolean && (strcmp(text, "true") == 0 || strcmp(text, "false") == 0);
        number = number && !isnan(value_number_parse(text));
    }
    return n_rows == 0 ? "string" : boolean ? "boolean" : number ? "number" : "string";
}

/* ---- the cells of a file ------------------------------------------------------- */

typedef struct {
    const char *path;
    Findings *findings;
    GArray *cells; /* of RowCell: n_columns per row, the header first */
    guint n_columns, n_rows;
    char *arena; /* owns the cells' texts */
    guint n_ragged, n_bad;
} Grid;

static void grid_clear(Grid *grid)
{
    if (grid->cells)
        g_array_unref(grid->cells);
    g_free(grid->arena);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Grid, grid_clear)

static void add_row(Grid *grid, const RowCell *cells, guint n_cells, guint line)
{
    if (n_cells == 0)
        return;
    if (grid->n_rows == 0)
        grid->n_columns = n_cells;
    if (n_cells == grid->n_columns) {
        g_array_append_vals(grid->cells, cells, n_cells);
        grid->n_rows++;
    } else if (grid->n_ragged++ < MOST_FINDINGS) {
        findings_add(grid->findings, &rule_chart_data, (Place){grid->path, line, 1},
                     "the row has %u cell%s, the header %u", n_cells, n_cells == 1 ? "" : "s",
                     grid->n_columns);
    }
}

static gboolean read_csv(Grid *grid, const char *text, gsize length)
{
    RowReader *reader = row_reader_new(grid->path, text, length, grid->findings);
    Row row;
    while (row_reader_next(reader, &row))
        add_row(grid, row.cells, row.n_cells, row.line);
    const gboolean whole = row_reader_is_whole(reader);
    grid->arena = row_reader_free(reader);
    return whole;
}

/* One line, its ends cut at every tab. */
static void split_line(GArray *cells, char *line, guint number)
{
    g_array_set_size(cells, 0);
    guint column = 1;
    for (char *next = *line ? line : NULL; next;) {
        char *cell = next;
        next = strchr(cell, '\t');
        if (next)
            *next++ = '\0';
        const RowCell here = {cell, number, column};
        g_array_append_val(cells, here);
        column += (guint)g_utf8_strlen(cell, -1) + 1;
    }
}

static gboolean read_tsv(Grid *grid, const char *text, gsize length)
{
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3, length -= 3;
    grid->arena = g_strndup(text, length);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(RowCell));
    guint line = 1;
    for (char *p = grid->arena; p; line++) {
        char *start = p, *end = strpbrk(p, "\r\n");
        p = end ? end + 1 + (end[0] == '\r' && end[1] == '\n') : NULL;
        if (end)
            *end = '\0';
        split_line(cells, start, line);
        for (guint i = 0; i < cells->len; i++) {
            const RowCell *cell = &g_array_index(cells, RowCell, i);
            if (*cell->text == '"' && grid->n_bad++ < MOST_FINDINGS)
                findings_add(grid->findings, &rule_chart_data,
                             (Place){grid->path, line, cell->column},
                             "TSV has no quotes: write the cell without them, or the file as CSV");
        }
        add_row(grid, (const RowCell *)(void *)cells->data, cells->len, line);
    }
    return grid->n_bad == 0;
}

static gboolean check_header(const Grid *grid)
{
    gboolean clean = TRUE;
    for (guint i = 0; i < grid->n_columns; i++) {
        const RowCell *cell = &g_array_index(grid->cells, RowCell, i);
        gboolean known = FALSE;
        for (guint k = 0; k < i; k++)
            known |= strcmp(g_array_index(grid->cells, RowCell, k).text, cell->text) == 0;
        const Place place = {grid->path, cell->line, cell->column};
        if (!*cell->text)
            findings_add(grid->findings, &rule_chart_data, place, "a field needs a name");
        else if (known)
            findings_add(grid->findings, &rule_chart_data, place, "two fields have the name '%s'",
                         cell->text);
        clean &= *cell->text && !known;
    }
    return clean;
}

/* FALSE after findings. */
static gboolean check_grid(const Grid *grid)
{
    if (grid->n_rows == 0) {
        findings_add(grid->findings, &rule_chart_data, (Place){grid->path, 0, 0},
                     "the file is empty; its first row must name the fields");
        return FALSE;
    }
    if (grid->n_ragged > MOST_FINDINGS)
        findings_add(grid->findings, &rule_chart_data, (Place){grid->path, 0, 0},
                     "%u more rows have another number of cells than the header",
                     grid->n_ragged - MOST_FINDINGS);
    return check_header(grid) && grid->n_ragged == 0;
}

/* ---- columns ---------------------------------------------------------------------- */

static gboolean fill_column(Grid *grid, guint column, const char *type, Frame *frame)
{
    gboolean clean = TRUE;
    for (guint row = 1; row < grid->n_rows; row++) {
        const RowCell *cell = &g_array_index(grid->cells, RowCell, row * grid->n_columns + column);
        Value value = value_string(cell->text);
        if (!data_parse_value(type, &value)) {
            clean = FALSE;
            if (grid->n_bad++ < MOST_FINDINGS)
                findings_add(grid->findings, &rule_chart_data,
                             (Place){grid->path, cell->line, cell->column},
                             "\"%s\" is no %s, which 'parse' says of this field", cell->text, type);
        } else if (value.type == VALUE_STRING) {
            value.as.string = frame_arena_text(frame->arena, value.as.string);
        }
        frame_set(frame, row - 1, column, value);
    }
    return clean;
}

static Frame *make_frame(Grid *grid, const DataParse *parse, FrameArena *arena)
{
    g_autoptr(Frame) frame = frame_new(arena);
    const RowCell *cells = (const RowCell *)(void *)grid->cells->data;
    for (guint c = 0; c < grid->n_columns; c++)
        frame_column_add(frame, cells[c].text);
    frame_rows_add(frame, grid->n_rows - 1);
    gboolean clean = TRUE;
    for (guint c = 0; c < grid->n_columns; c++) {
        const char *type = json_string(parse->types, cells[c].text);
        if (!type)
            type = parse->infer
                       ? infer_type(cells + grid->n_columns + c, grid->n_rows - 1, grid->n_columns)
                       : "string";
        clean &= fill_column(grid, c, type, frame);
    }
    if (grid->n_bad > MOST_FINDINGS)
        findings_add(grid->findings, &rule_chart_data, (Place){grid->path, 0, 0},
                     "%u more cells are not what 'parse' says", grid->n_bad - MOST_FINDINGS);
    return clean ? g_steal_pointer(&frame) : NULL;
}

/* ---- the quick way ----------------------------------------------------------------- */

enum { LONG_TEXT = 1 << 17 }; /* bytes: it is read on all cores */

/* The columns that the first row names; NULL when names are missing or stand twice. */
static Frame *read_header(const char *path, const char *text, gsize length, FrameArena *arena,
                          gsize *end)
{
    g_autoptr(Findings) ignored = findings_new();
    const RowSource source = {.file = path, .text = text, .length = length, .passing = TRUE};
    RowReader *reader = row_reader_open(&source, ignored);
    g_autoptr(Frame) header = frame_new(arena);
    Row row;
    gboolean clean = row_reader_next(reader, &row) && row.n_cells > 0;
    for (guint i = 0; clean && i < row.n_cells; i++)
        clean = *row.cells[i].text && frame_column_add(header, row.cells[i].text) == i;
    *end = row_reader_offset(reader);
    clean = clean && row_reader_is_whole(reader);
    row_reader_free(reader);
    return clean ? g_steal_pointer(&header) : NULL;
}

/* A long table without fault; NULL: it is another, and nothing is said. */
static Frame *read_quickly(const char *path, const char *text, gsize length, const DataParse *parse,
                           FrameArena *arena)
{
    if (length < LONG_TEXT || parse->types || !parse->infer)
        return NULL;
    gsize start;
    g_autoptr(Frame) header = read_header(path, text, length, arena, &start);
    return header ? data_columns_read(text, length, start, 0, header) : NULL;
}

static Frame *read_whole(const char *path, const char *text, gsize length, char separator,
                         const DataParse *parse, FrameArena *arena, Findings *findings)
{
    Frame *quick = separator == ',' ? read_quickly(path, text, length, parse, arena) : NULL;
    if (quick)
        return quick;
    const guint before = findings_count(findings, LEVEL_ERROR);
    if (!encoding_check(path, text, length, findings))
        return NULL;
    g_auto(Grid) grid = {
        .path = path,
        .findings = findings,
        .cells = g_array_new(FALSE, FALSE, sizeof(RowCell)),
    };
    const gboolean whole =
        separator == '\t' ? read_tsv(&grid, text, length) : read_csv(&grid, text, length);
    const gboolean clean = check_grid(&grid) && findings_count(findings, LEVEL_ERROR) == before;
    return clean && whole ? make_frame(&grid, parse, arena) : NULL;
}

Frame *data_from_csv(const char *path, const char *text, gsize length, char separator,
                     const DataParse *parse, FrameArena *arena, Findings *findings)
{
    Frame *frame = read_whole(path, text, length, separator, parse, arena, findings);
    if (frame)
        frame->of_texts = TRUE;
    return frame;
}
