#include "table/rows.h"

#include "table/escaped.h"
#include "table/piece.h"
#include "table/rules.h"

#include <csv.h>
#include <string.h>

const Rule rule_unclosed_quote = {"unclosed-quote", LEVEL_ERROR,
                                  "a quoted cell has no closing quote"};
const Rule rule_stray_quote = {
    "stray-quote", LEVEL_ERROR,
    "a quote stands inside a cell without being doubled in a quoted cell"};

enum {
    BLOCK_SIZE = 1 << 16,  /* of libcsv's buffer; its own 128 bytes make long cells quadratic */
    CELL_LIMIT = 1 << 24,  /* bytes of a quoted cell: what is longer was never closed */
    ARENA_START = 1 << 12, /* bytes for the cells of a row that passes */
};

Place row_cell_place(const char *file, const Row *row, const RowCell *cell)
{
    return (Place){file, cell->line, cell->column, row->record, cell->end_line, cell->end_column};
}

struct RowReader {
    RowSource source;
    const Dialect *dialect;
    EscapedText *escaped;       /* NULL: the dialect has no escape character */
    const char *text, *p, *end; /* p: the next byte to feed */
    guint line, column;         /* of p */
    guint record;               /* of the row that is being read */
    struct csv_parser parser;
    unsigned char quote;
    Findings *findings;
    gboolean whole;

    /* Every cell's text with its NUL fits in its raw bytes with their delimiter,
     * so length + 1 bytes hold all texts.  Of rows that pass, only the present one
     * is held, and the arena grows with it. */
    char *arena, *arena_end, *free;

    const char *row_start;
    char *row_arena; /* free at the row's start: a row that is left out gives it back */
    GArray *cells;   /* of RowCell: of the row */
    gboolean row_done;

    gboolean cell_open;     /* the last piece did not end the cell */
    const char *cell_start; /* of the cell that is being fed */
    guint piece_column;     /* where the piece that is being fed ends, before its separator */
    RowCell cell;           /* its place */
};

/* RFC 4180, section 2.4: "Spaces are considered part of a field" */
static int is_never_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* libcsv gives this function nothing but the character. */
static _Thread_local char line_terminator;

static int is_line_terminator(unsigned char c)
{
    return c == (unsigned char)line_terminator;
}

enum { OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL };

static void parser_start(RowReader *reader)
{
    const Dialect *dialect = reader->dialect;
    if (csv_init(&reader->parser, OPTIONS) != 0)
        g_error("libcsv does not start");
    csv_set_delim(&reader->parser, (unsigned char)dialect->delimiter);
    csv_set_quote(&reader->parser, reader->quote);
    csv_set_space_func(&reader->parser, is_never_space);
    if (dialect->line_terminator)
        csv_set_term_func(&reader->parser, is_line_terminator);
    csv_set_blk_size(&reader->parser, BLOCK_SIZE);
}

static void parser_restart(RowReader *reader)
{
    csv_free(&reader->parser);
    parser_start(reader);
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
    parser_start(reader);
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

/* Of the cell that is being read. */
static Place cell_place(const RowReader *reader)
{
    const RowCell *cell = &reader->cell;
    return (Place){reader->source.file, cell->line,   cell->column,
                   reader->record,      reader->line, reader->piece_column};
}

/* ---- what libcsv calls --------------------------------------------------- */

/* Makes room for more bytes; the row's cells move along. */
static void arena_reserve(RowReader *reader, gsize more)
{
    const gsize used = (gsize)(reader->free - reader->arena);
    gsize size = (gsize)(reader->arena_end - reader->arena);
    if (size - used >= more)
        return;
    while (size - used < more)
        size *= 2;
    const char *old = reader->arena;
    reader->arena = g_realloc(reader->arena, size);
    reader->arena_end = reader->arena + size;
    reader->free = reader->arena + used;
    reader->row_arena = reader->arena;
    for (guint i = 0; i < reader->cells->len; i++) {
        RowCell *cell = &g_array_index(reader->cells, RowCell, i);
        cell->text = reader->arena + (cell->text - old);
    }
}

/* A dialect without doubled quotes has no way to read them. */
static void check_undoubled(RowReader *reader, const char *text, gsize length)
{
    if (memchr(text, reader->quote, length))
        findings_add(reader->findings, &rule_stray_quote, cell_place(reader),
                     "the cell has quotes inside, and the dialect has them neither doubled nor "
                     "escaped so");
}

static void on_cell(void *text, size_t length, void *data)
{
    RowReader *reader = data;
    if (reader->source.passing)
        arena_reserve(reader, length + 1);
    g_assert((gsize)(reader->arena_end - reader->free) > length);
    reader->cell.text = reader->free;
    memcpy(reader->free, text, length);
    if (!reader->dialect->double_quote && (unsigned char)*reader->cell_start == reader->quote)
        check_undoubled(reader, text, length);
    if (reader->escaped)
        length = escaped_text_decode(reader->dialect, reader->free, length);
    reader->free[length] = '\0';
    reader->free += length + 1;
    reader->cell.length = length;
    reader->cell.end_line = reader->line;
    reader->cell.end_column = reader->piece_column;
    g_array_append_val(reader->cells, reader->cell);
    reader->cell_open = FALSE;
}

/* Comes twice for CRLF, which libcsv takes for two line ends. */
static void on_row(int terminator, void *data)
{
    (void)terminator;
    ((RowReader *)data)->row_done = TRUE;
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
    parser_restart(reader);
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
        csv_set_opts(&reader->parser, OPTIONS & ~CSV_STRICT);
        const gsize rest = (gsize)(piece->end - bad);
        if (csv_parse(&reader->parser, bad, rest, on_cell, on_row, reader) != rest)
            g_error("libcsv: %s", csv_strerror(csv_error(&reader->parser)));
        csv_set_opts(&reader->parser, OPTIONS);
        advance(reader, piece);
    } else if (reader->cell.line < reader->line) {
        const Place end = {reader->source.file, reader->line, column - 1};
        g_autofree char *line = relocation_line(reader->source.relocation, end, cell_place(reader));
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
    const gsize taken = csv_parse(&reader->parser, reader->p, length, on_cell, on_row, reader);
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
    if (csv_fini(&reader->parser, on_cell, on_row, reader) != 0)
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
    line_terminator = reader->dialect->line_terminator;
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
