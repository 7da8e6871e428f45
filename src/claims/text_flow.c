#include "claims/text_flow.h"

#include "claims/text_table.h"

#include <string.h>

enum { LEAST_WIDTH = 16 }; /* for the text, however deep it is indented */

static void append_blanks(GString *out, guint n)
{
    for (guint i = 0; i < n; i++)
        g_string_append_c(out, ' ');
}

/* The words of a text, tame; a no-break space is part of a word. */
static GPtrArray *split_words(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    const gunichar no_break_space = 0xA0;
    for (const char *p = valid, *begin = p;; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (c != 0 && (!g_unichar_isspace(c) || c == no_break_space))
            continue;
        if (p > begin) {
            g_autofree char *word = g_strndup(begin, (gsize)(p - begin));
            g_ptr_array_add(words, text_tame(word));
        }
        begin = g_utf8_next_char(p);
        if (c == 0)
            return words;
    }
}

/* End of the piece of a word that fits into width, at least one character; its own
 * width goes into *used. */
static const char *piece_end(const char *word, guint width, guint *used)
{
    *used = 0;
    const char *p = word;
    for (; *p; p = g_utf8_next_char(p)) {
        char character[8] = "";
        memcpy(character, p, (gsize)(g_utf8_next_char(p) - p));
        const guint more = text_display_width(character);
        if (*used + more > width && p > word)
            break;
        *used += more;
    }
    return p;
}

/* A line that is being filled. */
typedef struct {
    TextFlow *flow;
    guint indent, used; /* used: columns after the indent */
} Line;

static void line_break(Line *line)
{
    g_string_append_c(line->flow->out, '\n');
    append_blanks(line->flow->out, line->indent);
    line->used = 0;
}

static void line_add(Line *line, const char *word, guint room, gboolean whole)
{
    guint width = text_display_width(word);
    if (line->used > 0 && line->used + 1 + width > room) {
        line_break(line);
    } else if (line->used > 0) {
        g_string_append_c(line->flow->out, ' ');
        line->used++;
    }
    while (!whole && width > room) {
        guint used;
        const char *end = piece_end(word, room, &used);
        if (!*end)
            break;
        g_string_append_len(line->flow->out, word, end - word);
        line_break(line);
        word = end;
        width -= used;
    }
    g_string_append(line->flow->out, word);
    line->used += width;
}

/* The cursor stands at indent. */
static void append_words(TextFlow *flow, guint indent, const GPtrArray *words, gboolean whole)
{
    const guint room = MAX(flow->width > indent ? flow->width - indent : 0, LEAST_WIDTH);
    Line line = {flow, indent, 0};
    for (guint i = 0; i < words->len; i++)
        line_add(&line, g_ptr_array_index(words, i), room, whole);
    g_string_append_c(flow->out, '\n');
}

static void append_item(TextFlow *flow, guint indent, const char *label, guint column,
                        const char *text, gboolean whole)
{
    g_autoptr(GPtrArray) words = split_words(text);
    if (words->len == 0)
        return;
    append_blanks(flow->out, indent);
    g_string_append(flow->out, label);
    const guint used = text_display_width(label);
    append_blanks(flow->out, column > used ? column - used : column > 0);
    append_words(flow, indent + column, words, whole);
}

void text_flow_paragraph(TextFlow *flow, guint indent, const char *text)
{
    append_item(flow, indent, "", 0, text, FALSE);
}

void text_flow_item(TextFlow *flow, guint indent, const char *label, guint column, const char *text)
{
    append_item(flow, indent, label, column, text, FALSE);
}

void text_flow_item_whole(TextFlow *flow, guint indent, const char *label, guint column,
                          const char *text)
{
    append_item(flow, indent, label, column, text, TRUE);
}

/* ---- heads ----------------------------------------------------------------------------------- */

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static void append_bold(TextFlow *flow, const char *text)
{
    g_string_append(flow->out, flow->styled ? BOLD : "");
    text_flow_paragraph(flow, 0, text);
    if (flow->styled)
        g_string_insert(flow->out, (gssize)flow->out->len - 1, PLAIN);
}

void text_flow_title(TextFlow *flow, const char *text, char underline)
{
    append_bold(flow, text);
    for (guint i = MIN(text_display_width(text), flow->width); i > 0; i--)
        g_string_append_c(flow->out, underline);
    g_string_append_c(flow->out, '\n');
}

void text_flow_heading(TextFlow *flow, const char *text)
{
    text_flow_blank_line(flow);
    append_bold(flow, text);
}

void text_flow_blank_line(TextFlow *flow)
{
    g_string_append_c(flow->out, '\n');
}
