/* How rows are fed to libcsv, and what it makes of them. */
#include "table/rows_part.h"

#include "table/rules.h"

#include <string.h>

/* ---- its settings ------------------------------------------------------------------------------
 */

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

enum {
    OPTIONS = CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL,
    BLOCK_SIZE = 1 << 16, /* of its buffer; its own 128 bytes make long cells quadratic */
};

void row_parser_start(RowReader *reader)
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

void row_parser_restart(RowReader *reader)
{
    csv_free(&reader->parser);
    row_parser_start(reader);
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
        findings_add(reader->findings, &rule_stray_quote, row_reader_cell_place(reader),
                     "the cell has quotes inside, and the dialect has them neither doubled nor "
                     "escaped so");
}

static void on_cell(void *text, size_t length, void *data)
{
    RowReader *reader = data;
    if (reader->plain) {
        text = (void *)reader->plain;
        length = reader->plain_length;
        reader->plain = NULL;
    }
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

/* ---- what it is given --------------------------------------------------------------------------
 */

/* Bytes of a cell without quotes that is this piece, where libcsv would do nothing but copy them;
 * 0: it is not so, or too short to be worth it. */
static gsize plain_length(const RowReader *reader, const Piece *piece)
{
    enum { WORTH = 6 };
    gsize length = (gsize)(piece->end - reader->p);
    if (length < WORTH || reader->p != reader->cell_start || !piece->separated || reader->escaped ||
        reader->dialect->line_terminator || memchr(reader->p, reader->quote, length))
        return 0;
    length--;
    return length - (piece->ends_line && reader->p[length - 1] == '\r');
}

/* Of a plain cell libcsv gets the first byte and what ends it: that takes a third off its time. */
gsize row_parser_feed(RowReader *reader, const Piece *piece)
{
    const gsize length = (gsize)(piece->end - reader->p), plain = plain_length(reader, piece);
    line_terminator = reader->dialect->line_terminator;
    if (plain == 0)
        return csv_parse(&reader->parser, reader->p, length, on_cell, on_row, reader);
    reader->plain = reader->p;
    reader->plain_length = plain;
    const gsize first = csv_parse(&reader->parser, reader->p, 1, on_cell, on_row, reader);
    return first + plain - 1 +
           csv_parse(&reader->parser, reader->p + plain, length - plain, on_cell, on_row, reader);
}

void row_parser_feed_stray(RowReader *reader, const char *rest, gsize length)
{
    csv_set_opts(&reader->parser, OPTIONS & ~CSV_STRICT);
    if (csv_parse(&reader->parser, rest, length, on_cell, on_row, reader) != length)
        g_error("libcsv: %s", csv_strerror(csv_error(&reader->parser)));
    csv_set_opts(&reader->parser, OPTIONS);
}

gboolean row_parser_finish(RowReader *reader)
{
    return csv_fini(&reader->parser, on_cell, on_row, reader) == 0;
}
