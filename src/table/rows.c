#include "table/rows_part.h"

#include "table/rules.h"

#include <string.h>

const Rule rule_unclosed_quote = {"unclosed-quote", LEVEL_ERROR,
                                  "a quoted cell has no closing quote"};
const Rule rule_stray_quote = {
    "stray-quote", LEVEL_ERROR,
    "a quote stands inside a cell without being doubled in a quoted cell"};

enum {
    CELL_LIMIT = 1 << 24,  /* bytes of a quoted cell: what is longer was never closed */
    ARENA_START = 1 << 12, /* bytes for the cells of a row that passes */
};

Place row_cell_place(const char *file, const Row *row, const RowCell *cell)
{
    return (Place){file, cell->line, cell->column, row->record, cell->end_line, cell->end_column};
}

static void arena_start(RowReader *reader)
{
    const gsize size = reader->source.passing ? ARENA_START : reader->source.length + 1;
    reader->arena = reader->free = g_malloc(size);
    reader->arena_end = reader->arena + size;
}

RowReader *row_reader_open(const RowSource *source, Findings *findings)
{
    RowReader *reader = g_new0(RowReader, 1);
    reader->source = *source;
    reader->dialect = source->dialect ? source->dialect : &dialect_default;
    /* no UTF-8 text holds the byte that stands for 'no quote' */
    reader->quote = reader->dialect->quote ? (unsigned char)reader->dialect->quote : 0xFF;
    reader->text = source->text;
    if (reader->dialect->escape) {
        reader->escaped = escaped_text_new(source->text, source->length, reader->dialect);
        reader->text = escaped_text_bytes(reader->escaped);
    }
    reader->p = reader->text + source->start;
    reader->end = reader->text + source->length;
    if (source->start == 0 && source->length >= 3 && memcmp(source->text, "\xEF\xBB\xBF", 3) == 0)
        reader->p += 3;
    reader->line = MAX(source->line, 1);
    reader->record = MAX(source->record, 1);
    reader->column = 1;
    reader->findings = findings;
    reader->whole = TRUE;
    arena_start(reader);
    reader->cells = g_array_new(FALSE, FALSE, sizeof(RowCell));
    row_parser_start(reader);
    return reader;
}

RowReader *row_reader_new(const char *file, const char *text, gsize length, Findings *findings)
{
    const RowSource source = {.file = file, .text = text, .length = length};
    return row_reader_open(&source, findings);
}

char *row_reader_free(RowReader *reader)
{
    char *arena = reader->source.passing ? NULL : g_steal_pointer(&reader->arena);
    g_free(reader->arena);
    csv_free(&reader->parser);
    g_array_unref(reader->cells);
    escaped_text_free(reader->escaped);
    g_free(reader);
    return arena;
}

gsize row_reader_offset(const RowReader *reader)
{
    return (gsize)(reader->p - reader->text);
}

guint row_reader_line(const RowReader *reader)
{
    return reader->line;
}

guint row_reader_record(const RowReader *reader)
{
    return reader->record;
}

gboolean row_reader_is_whole(const RowReader *reader)
{
    return reader->whole;
}

static Place character_at(const RowReader *reader, guint line, guint column)
{
    return place_of_character((Place){reader->source.file, line, column, reader->record});
}

Place row_reader_cell_place(const RowReader *reader)
{
    const RowCell *cell = &reader->cell;
    return (Place){reader->source.file, cell->line,   cell->column,
                   reader->record,      reader->line, reader->piece_column};
}

/* ---- cells and rows begin ------------------------------------------------- */

static void advance(RowReader *reader, const Piece *piece)
{
    reader->p = piece->end;
    reader->column = piece->ends_line ? 1 : reader->column + piece->characters;
    reader->line += piece->ends_line;
}

static void begin_row(RowReader *reader)
{
    reader->row_start = reader->p;
    reader->row_arena = reader->free;
    reader->row_done = reader->cell_open = FALSE;
    g_array_set_size(reader->cells, 0);
}

static void begin_cell(RowReader *reader)
{
    if (reader->cell_open)
        return;
    reader->cell_open = TRUE;
    while (reader->dialect->skip_initial_space && reader->p < reader->end && *reader->p == ' ') {
        reader->p++;
        reader->column++;
    }
    reader->cell_start = reader->p;
    reader->cell.line = reader->line;
    reader->cell.column = reader->column;
}

/* ---- broken quotes ------------------------------------------------------- */

static void leave_row_out(RowReader *reader)
{
    row_parser_restart(reader);
    reader->whole = FALSE;
    while (reader->p < reader->end) {
        const Piece piece = piece_find(reader->dialect, reader->p, reader->end);
        advance(reader, &piece);
        if (piece_ends_row(reader->dialect, &piece))
            break;
    }
    reader->record++;
    reader->free = reader->row_arena;
    begin_row(reader);
}

/* Goes on in the line after the one where the quote opens, so that one quote
 * does not swallow the rest of the file.  (Stays linear: a line that a quoted
 * cell runs through has its quotes in pairs, and such a line opens no cell that
 * outlasts it.) */
static void report_unclosed(RowReader *reader, const char *where)
{
    findings_add(reader->findings, &rule_unclosed_quote,
                 character_at(reader, reader->cell.line, reader->cell.column),
                 "the cell that this quote opens %s; close it, and double the quotes inside it",
                 where);
    reader->p = reader->cell_start;
    reader->line = reader->cell.line;
    reader->column = reader->cell.column;
    leave_row_out(reader);
}

/* bad: where libcsv stopped in the piece. */
static void report_quote(RowReader *reader, const Piece *piece, const char *bad)
{
    const guint column = reader->column + (guint)g_utf8_pointer_to_offset(reader->p, bad);
    if ((unsigned char)*reader->cell_start != reader->quote) {
        findings_add(reader->findings, &rule_stray_quote,
                     character_at(reader, reader->line, column),
                     "quote inside a cell that does not begin with one; put the whole cell in "
                     "quotes and double the quotes inside it");
        /* such a cell still ends at the next comma, so its row can be kept */
        row_parser_feed_stray(reader, bad, (gsize)(piece->end - bad));
        advance(reader, piece);
    } else if (reader->cell.line < reader->line) {
        const Place end = {reader->source.file, reader->line, column - 1};
        g_autofree char *line =
            relocation_line(reader->source.relocation, end, row_reader_cell_place(reader));
        g_autofree char *where =
            g_strdup_printf("runs on to %s, column %u, amid other text", line, column - 1);
        report_unclosed(reader, where);
    } else {
        findings_add(reader->findings, &rule_stray_quote,
                     character_at(reader, reader->line, column - 1),
                     "this quote closes the cell, but text follows it; double the quotes inside "
                     "a quoted cell");
        leave_row_out(reader);
    }
}

/* ---- rows ---------------------------------------------------------------- */

static gboolean is_too_long(const RowReader *reader)
{
    return reader->p - reader->cell_start > CELL_LIMIT &&
           (unsigned char)*reader->cell_start == reader->quote;
}

static void feed_piece(RowReader *reader)
{
    begin_cell(reader);
    if (is_too_long(reader)) {
        report_unclosed(reader, "runs on for more than 16 MiB");
        return;
    }
    const Piece piece = piece_find(reader->dialect, reader->p, reader->end);
    const gsize length = (gsize)(piece.end - reader->p);
    reader->piece_column = reader->column + piece.characters - piece.separated;
    const gsize taken = row_parser_feed(reader, &piece);
    if (taken == length)
        advance(reader, &piece);
    else if (csv_error(&reader->parser) == CSV_EPARSE)
        report_quote(reader, &piece, reader->p + taken);
    else
        g_error("libcsv: %s", csv_strerror(csv_error(&reader->parser)));
}

static void finish(RowReader *reader)
{
    begin_cell(reader);
    reader->piece_column = reader->column;
    if (!row_parser_finish(reader))
        report_unclosed(reader, "runs on to the end of the file");
}

/* Column just behind the row's last character; row_end: behind its line end. */
static guint end_column(const RowReader *reader, const RowCell *last)
{
    const char *p = reader->p;
    if (p > reader->row_start && p[-1] == '\n')
        p--;
    if (p > reader->row_start && p[-1] == '\r')
        p--;
    const char *line = p;
    while (line > reader->cell_start && line[-1] != '\n' && line[-1] != '\r')
        line--;
    const guint from = line == reader->cell_start && last ? last->column : 1;
    return from + (guint)g_utf8_pointer_to_offset(line, p);
}

static gboolean skip_comment(RowReader *reader)
{
    const char *mark = reader->dialect->comment_char;
    if (!mark || !*mark || (gsize)(reader->end - reader->p) < strlen(mark) ||
        strncmp(reader->p, mark, strlen(mark)) != 0)
        return FALSE;
    const gboolean whole = reader->whole;
    leave_row_out(reader);
    reader->whole = whole;
    return TRUE;
}

static gboolean is_comment_row(const RowReader *reader)
{
    for (guint i = 0; i < reader->dialect->n_comment_rows; i++) {
        if (reader->dialect->comment_rows[i] == reader->record)
            return TRUE;
    }
    return FALSE;
}

static gboolean read_row(RowReader *reader, Row *row)
{
    if (reader->source.passing)
        reader->free = reader->arena;
    begin_row(reader);
    guint line = reader->line;
    guint end_line = line;
    while (!reader->row_done) {
        if (reader->p == reader->row_start) {
            while (skip_comment(reader))
                ;
            line = reader->line;
        }
        end_line = reader->line;
        if (reader->p < reader->end)
            feed_piece(reader);
        else if (reader->row_start < reader->end)
            finish(reader);
        else
            return FALSE;
    }
    row->n_cells = reader->cells->len;
    row->cells = (const RowCell *)(void *)reader->cells->data;
    row->line = line;
    row->end_line = end_line;
    row->end_column = end_column(reader, row->n_cells ? &row->cells[row->n_cells - 1] : NULL);
    row->start = (gsize)(reader->row_start - reader->text);
    row->end = (gsize)(reader->p - reader->text);
    return TRUE;
}

gboolean row_reader_next(RowReader *reader, Row *row)
{
    gboolean found, comment;
    do {
        found = read_row(reader, row);
        comment = found && is_comment_row(reader);
        row->record = reader->record;
        reader->record += found;
    } while (comment);
    return found;
}
