#include "cli/help.h"

#include <string.h>

static gboolean is_wide(const char *line)
{
    return g_utf8_strlen(line, -1) > HELP_WIDTH;
}

static gboolean is_paragraph(const char *line)
{
    return line && *line && *line != ' ';
}

/* Appends words to a line that has begun; those that do not fit go below column. */
static void append_words(GString *out, guint begun, const char *text, guint column)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    guint width = begun;
    gboolean first = TRUE;
    for (char **word = words; *word; word++) {
        const guint length = (guint)g_utf8_strlen(*word, -1);
        if (length == 0)
            continue;
        if (!first && width + 1 + length > HELP_WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)column, "");
            width = column;
        } else if (!first) {
            g_string_append_c(out, ' ');
            width++;
        }
        g_string_append(out, *word);
        width += length;
        first = FALSE;
    }
    g_string_append_c(out, '\n');
}

/* "  --name=VALUE   what it does": where the last column begins; without columns, the indent. */
static gsize last_column(const char *line)
{
    const gsize indent = strspn(line, " ");
    const char *gap = strstr(line + indent, "  ");
    const gsize column = gap ? (gsize)(gap - line) + strspn(gap, " ") : indent;
    return column <= HELP_WIDTH / 2 ? column : indent;
}

char *help_fold(const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (char **line = lines; *line; line++) {
        if (is_paragraph(*line)) {
            g_autoptr(GString) paragraph = g_string_new(*line);
            gboolean wide = is_wide(*line);
            while (is_paragraph(line[1])) {
                wide |= is_wide(*++line);
                g_string_append_printf(paragraph, "\n%s", *line);
            }
            if (wide) {
                g_string_replace(paragraph, "\n", " ", 0);
                append_words(out, 0, paragraph->str, 0);
            } else {
                g_string_append_printf(out, "%s\n", paragraph->str);
            }
        } else if (is_wide(*line)) {
            const gsize column = last_column(*line);
            g_string_append_len(out, *line, (gssize)column);
            append_words(out, (guint)column, *line + column, (guint)column);
        } else {
            g_string_append_printf(out, "%s%s", *line, line[1] ? "\n" : "");
        }
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
