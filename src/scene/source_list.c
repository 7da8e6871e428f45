/* The list of sources under a picture, and the notes above it. */
#include "scene/page.h"

#include <math.h>
#include <string.h>

static const double LINE = 1.36; /* of the small type */
/* The list may take this share of the page; beyond it, it is counted and the
 * sidecar file named instead. */
static const double MOST_HEIGHT = 0.30;
static const double HIGH_PAGE = 2.4; /* as a column of a journal: higher than that gives no more */
static const double LIST_GAP = 0.35; /* of the small type: between notes and list */
enum { ROWS = 4 };
static const double LEAST_COLUMN = 23; /* of the small type: narrower ones would cut too much */

/* A URL as people write it: "arxiv.org/abs/2303.08774"; newly allocated, NULL: none. */
static char *short_link(const char *url)
{
    const char *begin = strstr(url, "://");
    if (!begin)
        return NULL;
    begin += 3;
    if (g_str_has_prefix(begin, "www."))
        begin += 4;
    gsize length = strcspn(begin, "?#");
    while (length > 0 && begin[length - 1] == '/')
        length--;
    return length > 0 ? g_strndup(begin, length) : NULL;
}

/* As much of the link as there is room for behind a line, at least the host; takes line. */
static char *append_link(const Page *page, char *line, const char *url, double width)
{
    g_autofree char *link = short_link(url);
    const double size = page->preset->small;
    gboolean whole = TRUE;
    while (link) {
        g_autofree char *longer =
            g_strconcat(line, " · ", link, whole || !strchr(link, '/') ? "" : "/…", NULL);
        if (text_width(page, longer, size, 400) <= width) {
            g_free(line);
            return g_steal_pointer(&longer);
        }
        char *last = strrchr(link, '/');
        if (!last)
            break;
        *last = '\0';
        whole = FALSE;
    }
    return line;
}

/* "Publisher: Title, date · link" no wider than width: the title is what gets cut. */
static char *source_line(const Page *page, const Source *source, double width)
{
    const double size = page->preset->small;
    g_autofree char *from = *source->publisher ? g_strconcat(source->publisher, ": ", NULL) : NULL;
    g_autofree char *date = *source->published ? g_strconcat(", ", source->published, NULL) : NULL;
    g_autofree char *title = g_strconcat(from ? from : "", source->title, NULL);
    g_autofree char *cut =
        text_fit(page, title, width - (date ? text_width(page, date, size, 400) : 0), size, 400);
    return append_link(page, g_strconcat(cut, date, NULL), source->url, width);
}

static guint line_count(const Page *page, guint columns)
{
    return (page->scene->sources->len + columns - 1) / columns;
}

static double column_width(const Page *page, guint columns)
{
    const double gap = page->preset->margin * 0.5;
    return (page->preset->width - 2 * page->preset->margin + gap) / columns - gap;
}

/* With its heading. */
static double list_height(const Page *page, guint columns)
{
    return (line_count(page, columns) + 1) * page->preset->small * LINE;
}

static double list_room(const Page *page)
{
    return MOST_HEIGHT * fmin(page->scene->height, HIGH_PAGE * page->scene->width);
}

/* As few columns as give a list of ROWS lines, so that titles are cut as little as can be; more
 * where the list would be too high. */
static guint column_count(const Page *page)
{
    const guint wanted = (page->scene->sources->len + ROWS - 1) / ROWS;
    guint columns = CLAMP(wanted, 1, MAX(page->preset->source_columns, 1));
    while (list_height(page, columns) > list_room(page) &&
           column_width(page, columns + 1) >= LEAST_COLUMN * page->preset->small)
        columns++;
    return columns;
}

static gboolean list_fits(const Page *page)
{
    if (page->preset->source_columns == 0 || page->sources_counted)
        return FALSE;
    return list_height(page, column_count(page)) <= list_room(page);
}

static void add_note(const Page *page, GPtrArray *notes, const char *text)
{
    g_autoptr(GPtrArray) lines = text_balance(
        page, text, page->preset->width - 2 * page->preset->margin, page->preset->small, 400);
    g_ptr_array_extend_and_steal(notes, g_steal_pointer(&lines));
}

/* Where not all is labelled; a chart that rests on no claims has no file. */
static void add_labelled_note(const Page *page, GPtrArray *notes, Wording wording, guint n,
                              const char *file)
{
    g_autofree char *labelled = wording_format(wording, page->language, n, NULL);
    g_autofree char *all = page->scene->sources->len > 0
                               ? wording_format(WORDING_ALL_IN, page->language, 0, file)
                               : NULL;
    g_autofree char *text = g_strconcat(labelled, all, NULL);
    add_note(page, notes, text);
}

/* What stands above the list, or in its place: char*, caller unrefs. */
static GPtrArray *note_lines(const Page *page)
{
    GPtrArray *notes = g_ptr_array_new_with_free_func(g_free);
    const char *footnote = chart_translate(page->chart, page->chart->wishes.footnote);
    g_autofree char *file = g_strconcat(page->scene->name, ".sources.csv", NULL);
    if (footnote)
        add_note(page, notes, footnote);
    const guint columns_every = axis_columns_every(page);
    if (page->label_every > 1)
        add_labelled_note(page, notes, WORDING_ROWS_LABELLED, page->label_every, file);
    if (columns_every > 1)
        add_labelled_note(page, notes, WORDING_COLUMNS_LABELLED, columns_every, file);
    if (page->n_unlabelled > 0)
        add_labelled_note(page, notes, WORDING_UNLABELLED, page->n_unlabelled, file);
    if (page->scene->sources->len > 0 && !list_fits(page)) {
        g_autofree char *text =
            wording_format(WORDING_SOURCES_IN, page->language, page->scene->sources->len, file);
        add_note(page, notes, text);
    }
    return notes;
}

double sources_height(const Page *page)
{
    g_autoptr(GPtrArray) notes = note_lines(page);
    const double line = page->preset->small * LINE;
    double height = notes->len * line;
    if (page->scene->sources->len > 0 && list_fits(page))
        height += list_height(page, column_count(page)) +
                  (notes->len > 0 ? LIST_GAP * page->preset->small : 0);
    return height > 0 ? height + line * 0.6 : 0;
}

static void draw_list(Page *page, double y, const TextStyle *style)
{
    const Preset *preset = page->preset;
    const guint columns = column_count(page), lines = line_count(page, columns);
    const double width = column_width(page, columns);
    const double indent = text_width(page, "00", preset->small, 400) + preset->small * 0.5;
    for (guint i = 0; i < page->scene->sources->len; i++) {
        const Source *source = page->scene->sources->pdata[i];
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_autofree char *shown = source_line(page, source, width - indent);
        const guint column = i / lines, line = i % lines;
        const double x = preset->margin + column * (width + preset->margin * 0.5);
        const double base = y + line * preset->small * LINE;
        TextStyle here = *style;
        here.anchor = ANCHOR_END;
        text_add(page, number, NULL, x + indent - preset->small * 0.5, base, &here);
        here.anchor = ANCHOR_START;
        here.href = source_link(page, source, g_hash_table_lookup(page->sole_claims, source));
        here.title = source->title;
        text_add(page, shown, NULL, x + indent, base, &here);
    }
}

void sources_draw(Page *page, double y)
{
    const Preset *preset = page->preset;
    const double line = preset->small * LINE;
    const TextStyle style = {.size = preset->small, .color = page->theme->muted};
    TextStyle bold = style;
    bold.weight = 700;
    g_autoptr(GPtrArray) notes = note_lines(page);
    scene_open_group(page->scene, "figtrail-sources");
    y += line;
    for (guint i = 0; i < notes->len; i++, y += line)
        text_add(page, notes->pdata[i], NULL, preset->margin, y, &style);
    if (notes->len > 0)
        y += LIST_GAP * page->preset->small;
    const guint n_sources = page->scene->sources->len;
    if (n_sources > 0 && list_fits(page)) {
        text_add(page,
                 wording_find(n_sources == 1 ? WORDING_SOURCE : WORDING_SOURCES, page->language),
                 NULL, preset->margin, y, &bold);
        draw_list(page, y + line, &style);
    }
    scene_close_group(page->scene);
}
