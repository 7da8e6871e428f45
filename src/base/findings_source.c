/*
 * The offending line under a finding, with a caret at its column:
 *
 *      7 | meta.gpu-count.s001,meta,gpu-count,,64 mil,6400,,,exact
 *        |                                     ^
 *
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
    FILE *stream; /* NULL: none is open */
    guint line;   /* that 'text' holds */
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

static void append_window(GString *out, const char *text, const Place *place, guint room,
                          const FindingsReader *reader)
{
    const char *start = window_start(text, place->column, room);
    const char *at = g_utf8_offset_to_pointer(text, (glong)place->column - 1);
    const char *more = "\xE2\x80\xA6"; /* an ellipsis */
    guint width = 0, caret = 0;
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
    }
    if (p <= at)
        caret = width; /* just behind the last character */
    g_string_append_printf(out, "%s\n       | %*s%s^%s\n", *p ? more : "", (int)caret, "",
                           reader->colors ? "\x1B[1;32m" : "", reader->colors ? "\x1B[0m" : "");
}

void source_lines_append(GString *out, SourceLines *lines, const Place *place,
                         const FindingsReader *reader)
{
    if (place->line == 0 || place->column == 0 || !open_file(lines, place))
        return;
    while (lines->line < place->line && next_line(lines))
        continue;
    const char *text = lines->text->str;
    if (lines->line == 1 && g_str_has_prefix(text, "\xEF\xBB\xBF"))
        text += 3;
    /* bytes that are not UTF-8 have no columns to point at */
    if (lines->line != place->line || lines->text->len > LINE_LIMIT ||
        !g_utf8_validate(text, -1, NULL) || g_utf8_strlen(text, -1) + 1 < (glong)place->column)
        return;
    const guint prefix = (guint)strlen("     7 | ");
    const guint room = MIN(reader->width, SHOWN_LIMIT);
    append_window(out, text, place, MAX(room, prefix + SHOWN_MINIMUM) - prefix, reader);
}
