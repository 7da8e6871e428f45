/* Text: measured runs, wrapping, cutting. */
#include "scene/page.h"

#include <math.h>
#include <string.h>

/* Lato's capitals are 0.72 em high; the middle of a line of text is half that. */
static const double CAP_HEIGHT = 0.72;
static const double SUPERSCRIPT_SIZE = 0.66, SUPERSCRIPT_RISE = 0.36, SUPERSCRIPT_GAP = 0.12;

/* U+202F and U+00A0: no line breaks there */
static const char NARROW_SPACE[] = "\xE2\x80\xAF", NO_BREAK[] = "\xC2\xA0";

/* "86.4 %" with a narrow space between the figure and its unit; NULL: there is none; newly
 * allocated. */
static char *set_units(const char *text)
{
    const char *unit = strstr(text, " %");
    if (!unit)
        return NULL;
    GString *set = g_string_new(NULL);
    for (; unit; unit = strstr(text, " %")) {
        const gboolean figure = unit > text && g_ascii_isdigit(unit[-1]);
        g_string_append_len(set, text, unit - text);
        g_string_append_printf(set, "%s%%", figure ? NARROW_SPACE : NO_BREAK);
        text = unit + strlen(" %");
    }
    g_string_append(set, text);
    return g_string_free(set, FALSE);
}

static double measure(const Page *page, const char *text, double size, int weight, gboolean italic)
{
    const Font font = {page->theme->font, size, weight, italic};
    g_autofree char *set = set_units(text);
    return font_width(&font, set ? set : text);
}

double text_width(const Page *page, const char *text, double size, int weight)
{
    return measure(page, text, size, weight, FALSE);
}

double text_middle(double size)
{
    return size * CAP_HEIGHT / 2;
}

double text_width_with(const Page *page, const char *text, const char *superscript, double size,
                       int weight)
{
    double width = text_width(page, text, size, weight);
    if (superscript)
        width +=
            size * SUPERSCRIPT_GAP + text_width(page, superscript, size * SUPERSCRIPT_SIZE, 400);
    return width;
}

void text_add(Page *page, const char *text, const char *superscript, double x, double y,
              const TextStyle *style)
{
    g_autofree char *set = set_units(text);
    TextRun runs[2] = {{.text = set ? set : text,
                        .size = style->size,
                        .weight = style->weight ? style->weight : 400,
                        .italic = style->italic}};
    runs[0].width = measure(page, text, style->size, runs[0].weight, style->italic);
    double width = runs[0].width;
    if (superscript) {
        const double size = style->size * SUPERSCRIPT_SIZE;
        runs[1] = (TextRun){.text = superscript,
                            .size = size,
                            .weight = 400,
                            .x = width + style->size * SUPERSCRIPT_GAP,
                            .rise = style->size * SUPERSCRIPT_RISE};
        runs[1].width = measure(page, superscript, size, 400, FALSE);
        width = runs[1].x + runs[1].width;
    }
    TextAnchor anchor = style->anchor;
    if (superscript && anchor != ANCHOR_START) { /* LibreOffice would anchor each run by itself */
        x -= anchor == ANCHOR_END ? width : width / 2;
        anchor = ANCHOR_START;
    }
    const Mark mark = {
        .kind = MARK_TEXT,
        .fill = style->color,
        .title = style->title,
        .href = style->href,
        .claims = style->claims,
        .as.text = {.x = x,
                    .y = y,
                    .anchor = anchor,
                    .angle = style->angle,
                    .runs = runs,
                    .n_runs = superscript ? 2 : 1,
                    .width = width,
                    .halo = style->halo,
                    .halo_color = page->scene->background},
    };
    scene_add(page->scene, &mark);
}

/* How many bytes of text fit into width, at least one character. */
static gsize fitting_length(const Page *page, const char *text, double width, double size,
                            int weight)
{
    glong low = 1, high = g_utf8_strlen(text, -1);
    while (low < high) {
        const glong middle = (low + high + 1) / 2;
        g_autofree char *head = g_utf8_substring(text, 0, middle);
        if (text_width(page, head, size, weight) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    return (gsize)(g_utf8_offset_to_pointer(text, low) - text);
}

/* A line that is being filled; its width is about that of its words, which are measured once. */
typedef struct {
    GString *text;
    double width;
} Line;

/* The whole line is measured only where its words do not tell. */
static gboolean line_is_wider(const Page *page, const Line *line, double width, double size,
                              int weight)
{
    if (fabs(line->width - width) > 0.03 * width)
        return line->width > width;
    return text_width(page, line->text->str, size, weight) > width;
}

/* The same, but where a name has a joint, "meta-llama/Llama-3.1-405B", behind the last that fits.
 */
static gsize breaking_length(const Page *page, const char *text, double width, double size,
                             int weight)
{
    const gsize most = fitting_length(page, text, width, size, weight);
    for (gsize length = most; length > most / 3; length--) {
        if (strchr("-/_:.", text[length - 1]) && g_ascii_isalpha(text[length]))
            return length;
    }
    for (gsize length = most; length > most / 3; length--) { /* "Qwen2.5-" and "72B" */
        if (strchr("-/_", text[length - 1]))
            return length;
    }
    return most;
}

/* A line of one word that is longer than a line: all but its end go into lines of their own. */
static void break_word(const Page *page, Line *line, GPtrArray *lines, double width, double size,
                       int weight)
{
    while (line_is_wider(page, line, width, size, weight)) {
        const gsize length = breaking_length(page, line->text->str, width, size, weight);
        if (length >= line->text->len)
            return;
        g_ptr_array_add(lines, g_strndup(line->text->str, length));
        g_string_erase(line->text, 0, (gssize)length);
        line->width = text_width(page, line->text->str, size, weight);
    }
}

GPtrArray *text_wrap(const Page *page, const char *text, double width, double size, int weight)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *set = set_units(text);
    g_auto(GStrv) words = g_strsplit(set ? set : text, " ", -1);
    g_autoptr(GString) buffer = g_string_new(NULL);
    Line line = {buffer, 0};
    const double blank = text_width(page, " ", size, weight);
    for (char **word = words; *word; word++) {
        const gsize before = buffer->len;
        const double word_width = text_width(page, *word, size, weight);
        g_string_append_printf(buffer, "%s%s", before > 0 ? " " : "", *word);
        line.width += (before > 0 ? blank : 0) + word_width;
        if (before > 0 && line_is_wider(page, &line, width, size, weight)) {
            g_ptr_array_add(lines, g_strndup(buffer->str, before));
            g_string_assign(buffer, *word);
            line.width = word_width;
        }
        break_word(page, &line, lines, width, size, weight);
    }
    if (buffer->len > 0)
        g_ptr_array_add(lines, g_strdup(buffer->str));
    return lines;
}

/* The widest of the words that fit a line: narrower lines would break it. */
static double widest_word(const Page *page, const char *text, double width, double size, int weight)
{
    g_autofree char *set = set_units(text);
    g_auto(GStrv) words = g_strsplit(set ? set : text, " ", -1);
    double widest = 0;
    for (char **word = words; *word; word++) {
        const double word_width = text_width(page, *word, size, weight);
        if (word_width <= width)
            widest = fmax(widest, word_width);
    }
    return widest;
}

GPtrArray *text_balance(const Page *page, const char *text, double width, double size, int weight)
{
    GPtrArray *lines = text_wrap(page, text, width, size, weight);
    double narrow =
        lines->len > 1 ? fmax(width / 2, widest_word(page, text, width, size, weight)) : width;
    for (int i = 0; lines->len > 1 && i < 8; i++) {
        const double middle = (narrow + width) / 2;
        GPtrArray *tried = text_wrap(page, text, middle, size, weight);
        const gboolean fits = tried->len == lines->len;
        if (fits)
            width = middle;
        else
            narrow = middle;
        g_ptr_array_unref(fits ? lines : tried);
        lines = fits ? tried : lines;
    }
    return lines;
}

char *text_fit(const Page *page, const char *text, double width, double size, int weight)
{
    if (text_width(page, text, size, weight) <= width)
        return g_strdup(text);
    g_autoptr(GString) cut = g_string_new(NULL);
    glong low = 0, high = g_utf8_strlen(text, -1);
    while (low < high) { /* the longest beginning that fits with its ellipsis */
        const glong middle = (low + high + 1) / 2;
        g_string_truncate(cut, 0);
        g_string_append_len(cut, text, g_utf8_offset_to_pointer(text, middle) - text);
        g_string_append(cut, "…");
        if (text_width(page, cut->str, size, weight) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    const char *end = g_utf8_offset_to_pointer(text, low);
    while (end > text && (end[-1] == ' ' || end[-1] == ','))
        end--;
    g_autofree char *head = g_strndup(text, (gsize)(end - text));
    return g_strconcat(head, "…", NULL);
}
