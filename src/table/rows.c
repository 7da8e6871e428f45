#include "table/rows.h"

#include "table/rules.h"

#include <csv.h>
#include <string.h>

const Rule rule_unclosed_quote = {"unclosed-quote", LEVEL_ERROR,
                                  "a quoted cell has no closing quote"};
const Rule rule_stray_quote = {
    "stray-quote", LEVEL_ERROR,
    "a quote stands inside a cell without being doubled in a quoted cell"};

/* libcsv grows its buffer by this step; its own 128 bytes make long cells quadratic */
enum { BLOCK_SIZE = 1 << 16 };

struct RowReader {
    const char *file;
    const char *p, *end; /* p: the next byte to feed */
    guint line, column;  /* of p */
    struct csv_parser parser;
    Findings *findings;
    gboolean whole;

    /* Every cell's text with its NUL fits in its raw bytes with their delimiter,
     * so length + 1 bytes hold all texts. */
    char *arena, *arena_end, *free;

    const char *row_start;
    char *row_arena; /* free at the row's start: a row that is left out gives it back */
    GArray *cells;   /* of RowCell: of the row */
    gboolean row_done;

    gboolean cell_open;     /* the last piece did not end the cell */
    const char *cell_start; /* of the cell that is being fed */
    RowCell cell;           /* its place */
};

/* RFC 4180, section 2.4: "Spaces are considered part of a field" */
static int is_never_space(unsigned char c)
{
    (void)c;
    return 0;
}

enum { OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL };

static void parser_start(RowReader *reader)
{
    if (csv_init(&reader->parser, OPTIONS) != 0)
        g_error("libcsv does not start");
    csv_set_space_func(&reader->parser, is_never_space);
    csv_set_blk_size(&reader->parser, BLOCK_SIZE);
}

static void parser_restart(RowReader *reader)
{
    csv_free(&reader->parser);
    parser_start(reader);
}

RowReader *row_reader_new(const char *file, const char *text, gsize length, Findings *findings)
{
    RowReader *reader = g_new0(RowReader, 1);
    reader->file = file;
    reader->p = text;
    reader->end = text + length;
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        reader->p += 3;
    reader->line = reader->column = 1;
    reader->findings = findings;
    reader->whole = TRUE;
    reader->arena = reader->free = g_malloc(length + 1);
    reader->arena_end = reader->arena + length + 1;
    reader->cells = g_array_new(FALSE, FALSE, sizeof(RowCell));
    parser_start(reader);
    return reader;
}

char *row_reader_free(RowReader *reader)
{
    char *arena = reader->arena;
    csv_free(&reader->parser);
    g_array_unref(reader->cells);
    g_free(reader);
    return arena;
}

gboolean row_reader_is_whole(const RowReader *reader)
{
    return reader->whole;
}

/* ---- what libcsv calls --------------------------------------------------- */

static void on_cell(void *text, size_t length, void *data)
{
    RowReader *reader = data;
    g_assert((gsize)(reader->arena_end - reader->free) > length);
    reader->cell.text = reader->free;
    memcpy(reader->free, text, length);
    reader->free[length] = '\0';
    reader->free += length + 1;
    g_array_append_val(reader->cells, reader->cell);
    reader->cell_open = FALSE;
}

/* Comes twice for CRLF, which libcsv takes for two line ends. */
static void on_row(int terminator, void *data)
{
    (void)terminator;
    ((RowReader *)data)->row_done = TRUE;
}

/* ---- pieces -------------------------------------------------------------- */

/* The stretch up to and with the next comma or line end: a cell begins only at
 * the beginning of a piece, so its place is known when libcsv reports it. */
typedef struct {
    const char *end;
    guint characters;
    gboolean ends_line;
} Piece;

static Piece piece_find(const char *p, const char *end)
{
    Piece piece = {p, 0, FALSE};
    while (piece.end < end) {
        const char c = *piece.end++;
        piece.characters += ((unsigned char)c & 0xC0) != 0x80; /* not a UTF-8 continuation */
        if (c == ',')
            break;
        if (c == '\n' || c == '\r') {
            if (c == '\r' && piece.end < end && *piece.end == '\n')
                piece.end++;
            piece.ends_line = TRUE;
            break;
        }
    }
    return piece;
}

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
    reader->cell_start = reader->p;
    reader->cell.line = reader->line;
    reader->cell.column = reader->column;
}

/* ---- broken quotes ------------------------------------------------------- */

static void leave_row_out(RowReader *reader)
{
    parser_restart(reader);
    reader->whole = FALSE;
    do {
        const Piece piece = piece_find(reader->p, reader->end);
        advance(reader, &piece);
        if (piece.ends_line)
            break;
    } while (reader->p < reader->end);
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
                 (Place){reader->file, reader->cell.line, reader->cell.column},
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
    if (*reader->cell_start != '"') {
        findings_add(reader->findings, &rule_stray_quote,
                     (Place){reader->file, reader->line, column},
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
        g_autofree char *where = g_strdup_printf("runs on to line %u, column %u, amid other text",
                                                 reader->line, column - 1);
        report_unclosed(reader, where);
    } else {
        findings_add(reader->findings, &rule_stray_quote,
                     (Place){reader->file, reader->line, column - 1},
                     "this quote closes the cell, but text follows it; double the quotes inside "
                     "a quoted cell");
        leave_row_out(reader);
    }
}

/* ---- rows ---------------------------------------------------------------- */

static void feed_piece(RowReader *reader)
{
    begin_cell(reader);
    const Piece piece = piece_find(reader->p, reader->end);
    const gsize length = (gsize)(piece.end - reader->p);
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

gboolean row_reader_next(RowReader *reader, Row *row)
{
    begin_row(reader);
    guint line = reader->line;
    guint end_line = line;
    while (!reader->row_done) {
        if (reader->p == reader->row_start)
            line = reader->line;
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
    return TRUE;
}
