/*
 * The offending line under a finding, with what is meant underlined from its column on:
 *
 *      7 | meta.gpu-count.s001,meta,gpu-count,,64 mil,6400,,,exact
 *        |                                     ^~~~~~
 *
 * What goes on in further lines is underlined up to the end of its first.
 * A long line is cut on both sides, so that it stays one line of the terminal.
 */
#include "base/escape.h"
#include "base/findings_format.h"

#include <stdio.h>
#include <string.h>

/* A longer line is read on, but not shown. */
enum { LINE_LIMIT = 1 << 16, MARGIN = 8, SHOWN_LIMIT = 200, SHOWN_MINIMUM = 20 };

struct SourceLines {
    char *file;
    FILE *stream;  /* NULL: none is open */
    gboolean wide; /* the file is UTF-16, whose lines are none of ours */
    guint line;    /* that 'text' holds */
    GString *text;
};

SourceLines *source_lines_new(void)
{
    SourceLines *lines = g_new0(SourceLines, 1);
    lines->text = g_string_new(NULL);
    return lines;
}

static void close_file(SourceLines *lines)
{
    g_clear_pointer(&lines->stream, fclose);
    g_clear_pointer(&lines->file, g_free);
}

void source_lines_free(SourceLines *lines)
{
    close_file(lines);
    g_string_free(lines->text, TRUE);
    g_free(lines);
}

/* Whether the stream, which is at its begin and stays there, has the byte order mark of UTF-16. */
static gboolean begins_wide(FILE *stream)
{
    char mark[2] = "";
    const gsize n = fread(mark, 1, sizeof mark, stream);
    rewind(stream);
    return n == 2 && (memcmp(mark, "\xFF\xFE", 2) == 0 || memcmp(mark, "\xFE\xFF", 2) == 0);
}

static gboolean open_file(SourceLines *lines, const Place *place)
{
    if (lines->file && strcmp(lines->file, place->file) == 0 && lines->line <= place->line)
        return lines->stream != NULL;
    close_file(lines);
    lines->file = g_strdup(place->file);
    /* a pipe would wait for ever, and was read before */
    if (g_file_test(place->file, G_FILE_TEST_IS_REGULAR))
        lines->stream = fopen(place->file, "rb");
    lines->line = 0;
    lines->wide = lines->stream && begins_wide(lines->stream);
    return lines->stream != NULL;
}

/* The next line by the rules of tables: LF, CRLF and CR end one.  FALSE at the
 * end of the file. */
static gboolean next_line(SourceLines *lines)
{
    g_string_truncate(lines->text, 0);
    gboolean any = FALSE;
    for (int c; (c = getc(lines->stream)) != EOF; any = TRUE) {
        if (c == '\r') {
            const int next = getc(lines->stream);
            if (next != '\n' && next != EOF)
                ungetc(next, lines->stream);
        }
        if (c == '\n' || c == '\r') {
            any = TRUE;
            break;
        }
        if (lines->text->len <= LINE_LIMIT)
            g_string_append_c(lines->text, (char)c);
    }
    lines->line += any;
    return any;
}

/* ---- columns of a terminal ------------------------------------------------ */

static guint character_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* One character as the terminal shows it; a tab, and what would move the cursor,
 * is one blank or mark wide. */
static guint append_character(GString *out, gunichar c)
{
    char utf8[6 + 1] = "";
    utf8[g_unichar_to_utf8(c == '\t' ? ' ' : c, utf8)] = '\0';
    const gsize before = out->len;
    escape_terminal(out, utf8);
    if (strcmp(out->str + before, utf8) == 0)
        return character_width(c);
    g_string_truncate(out, before); /* escaped: \u001B would shift what follows */
    g_string_append(out, "\xEF\xBF\xBD");
    return 1;
}

/* Where the shown part begins: a bit before the column, when the line is long. */
static const char *window_start(const char *text, guint column, guint room)
{
    guint width = 0, behind = 0;
    const char *p = text;
    for (guint i = 1; *p; p = g_utf8_next_char(p), i++) {
        const guint w = character_width(g_utf8_get_char(p));
        width += w;
        behind += i >= column ? w : 0;
    }
    if (width <= room)
        return text;
    /* as much before the column as is not needed behind it and for the ellipses */
    const guint before = behind + MARGIN + 2 >= room ? MARGIN : room - behind - 2;
    const char *start = g_utf8_offset_to_pointer(text, (glong)column - 1);
    for (guint shown = 0; start > text; start = g_utf8_prev_char(start)) {
        shown += character_width(g_utf8_get_char(g_utf8_prev_char(start)));
        if (shown > before)
            break;
    }
    return start;
}

/* Where the underlined part of a line ends. */
static const char *underline_end(const char *text, const Place *place)
{
    const char *at = g_utf8_offset_to_pointer(text, (glong)place->column - 1);
    if (place->end_column == 0)
        return *at ? g_utf8_next_char(at) : at;
    const glong length = g_utf8_strlen(text, -1);
    const glong end = (glong)place->end_column - 1;
    return g_utf8_offset_to_pointer(text,
                                    place->end_line > place->line || end > length ? length : end);
}

/* from, to: columns of the terminal; at least the caret is shown. */
static void append_underline(GString *out, guint from, guint to, const FindingsReader *reader)
{
    g_string_append_printf(out, "       | %*s%s^", (int)from, "",
                           reader->colors ? "\x1B[1;32m" : "");
    for (guint i = from + 1; i < to; i++)
        g_string_append_c(out, '~');
    g_string_append_printf(out, "%s\n", reader->colors ? "\x1B[0m" : "");
}

static void append_window(GString *out, const char *text, const Place *place, guint room,
                          const FindingsReader *reader)
{
    const char *start = window_start(text, place->column, room);
    const char *at = g_utf8_offset_to_pointer(text, (glong)place->column - 1);
    const char *end = underline_end(text, place);
    const char *more = "\xE2\x80\xA6"; /* an ellipsis */
    guint width = 0, caret = 0, until = 0;
    g_string_append_printf(out, "%6u | ", place->line);
    if (start > text) {
        g_string_append(out, more);
        width++;
    }
    const char *p = start;
    for (; *p && width + 1 < room; p = g_utf8_next_char(p)) {
        if (p == at)
            caret = width;
        width += append_character(out, g_utf8_get_char(p));
        if (p < end)
            until = width;
    }
    if (p <= at)
        caret = width; /* just behind the last character */
    g_string_append_printf(out, "%s\n", *p ? more : "");
    append_underline(out, caret, until + (p < end), reader);
}

void source_lines_append(GString *out, SourceLines *lines, const Place *place,
                         const FindingsReader *reader)
{
    if (place->line == 0 || place->column == 0 || !open_file(lines, place))
        return;
    while (lines->line < place->line && next_line(lines))
        continue;
    if (lines->line != place->line || lines->text->len > LINE_LIMIT || lines->wide)
        return;
    const gsize mark =
        lines->line == 1 && g_str_has_prefix(lines->text->str, "\xEF\xBB\xBF") ? 3 : 0;
    g_autoptr(GString) shown = g_string_new(NULL);
    escape_broken(shown, lines->text->str + mark, lines->text->len - mark);
    const char *text = shown->str;
    if (g_utf8_strlen(text, -1) + 1 < (glong)place->column)
        return;
    const guint prefix = (guint)strlen("     7 | ");
    const guint room = MIN(reader->width, SHOWN_LIMIT);
    append_window(out, text, place, MAX(room, prefix + SHOWN_MINIMUM) - prefix, reader);
}
