/* Citations: which sources a chart rests on, their numbers, their list. */
#include "claims/text_fragment.h"
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

/* A source of one claim is cited by its words, one of several as a whole. */
static void note_claims(GHashTable *sole_claims, const Lineage *lineage)
{
    for (guint i = 0; i < lineage->n_items; i++) {
        const Claim *claim = lineage->items[i].claim;
        gpointer known;
        if (!g_hash_table_lookup_extended(sole_claims, claim->source, NULL, &known))
            g_hash_table_insert(sole_claims, (gpointer)claim->source, (gpointer)claim);
        else if (known != claim)
            g_hash_table_insert(sole_claims, (gpointer)claim->source, NULL);
    }
}

/* Several claims of one row may share a source: each counts once. */
static void add_sources(GPtrArray *sources, const Lineage *lineage)
{
    for (guint i = 0; lineage && i < lineage->n_items; i++) {
        const Source *source = lineage->items[i].claim->source;
        if (!g_ptr_array_find(sources, source, NULL))
            g_ptr_array_add(sources, (gpointer)source);
    }
}

gboolean row_is_shown(const Panel *panel, const Layer *layer, guint row)
{
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        const ChannelSpec *spec = &layer->channels[c];
        if (spec->present && !spec->has_value && panel->scales[c] &&
            isnan(scale_position(panel->scales[c], layer_value(layer, row, (Channel)c))))
            return FALSE;
    }
    return TRUE;
}

static gboolean names_layer(const cJSON *names, const Layer *layer)
{
    for (const cJSON *name = names->child; name; name = name->next) {
        if (layer->name && strcmp(layer->name, name->valuestring) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether the texts of a layer carry numbers of sources. */
static gboolean layer_is_cited(const Page *page, const Layer *layer)
{
    const cJSON *cite = page->chart->wishes.cite;
    return layer->mark.type == SHAPE_TEXT && (!cite || names_layer(cite, layer));
}

typedef struct {
    guint panel, order;
    gboolean silent; /* no number stands there: those that do come first */
    double x, y;
    const Lineage *lineage;
} ReadingPlace;

static int compare_reading(gconstpointer a, gconstpointer b)
{
    const ReadingPlace *p = a, *q = b;
    if (p->silent != q->silent)
        return p->silent ? 1 : -1;
    if (p->panel != q->panel)
        return p->panel < q->panel ? -1 : 1;
    if (p->y != q->y)
        return p->y < q->y ? -1 : 1;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

/* Where a row stands for a reader, from the top left, before there is a page:
 * scales have the range 0..1, a continuous y grows upwards. */
static ReadingPlace reading_place(const Page *page, guint p, const Layer *layer, guint row,
                                  guint order)
{
    const Panel *panel = page->chart->panels->pdata[p];
    ReadingPlace place = {.panel = p,
                          .order = order,
                          .silent = !layer_is_cited(page, layer),
                          .lineage = frame_lineage(layer->frame, row)};
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        if (!panel->scales[c] || !layer->channels[c].present)
            continue;
        if (c == CHANNEL_Y && layer->channels[c].has_value) {
            place.y = 2; /* a line through the plot: after the rows that it crosses */
            continue;
        }
        const Value value = layer->stack_channel == c
                                ? frame_value(layer->frame, row, (int)layer->stack_columns[0])
                                : layer_value(layer, row, (Channel)c);
        const double at = scale_position(panel->scales[c], value);
        if (c == CHANNEL_X)
            place.x = isnan(at) ? 0 : at;
        else
            place.y = isnan(at) ? 0 : scale_is_discrete(panel->scales[c]) ? at : -at;
    }
    return place;
}

void citations_collect(Page *page)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(ReadingPlace));
    for (guint p = 0; p < page->chart->panels->len; p++) {
        const Panel *panel = page->chart->panels->pdata[p];
        for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
            if (panel->scales[c])
                scale_set_range(panel->scales[c], panel->scales[c]->reversed,
                                !panel->scales[c]->reversed);
        }
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            for (guint row = 0; row < layer->frame->n_rows; row++) {
                if (!frame_lineage(layer->frame, row) || !row_is_shown(panel, layer, row))
                    continue;
                const ReadingPlace place = reading_place(page, p, layer, row, places->len);
                g_array_append_val(places, place);
            }
        }
    }
    g_array_sort(places, compare_reading);
    for (guint i = 0; i < places->len; i++) {
        add_sources(page->scene->sources, g_array_index(places, ReadingPlace, i).lineage);
        note_claims(page->sole_claims, g_array_index(places, ReadingPlace, i).lineage);
    }
    for (guint i = 0; i < page->scene->sources->len; i++)
        g_hash_table_insert(page->source_numbers, page->scene->sources->pdata[i],
                            GUINT_TO_POINTER(i + 1));
}

static int compare_numbers(gconstpointer a, gconstpointer b)
{
    const guint x = *(const guint *)a, y = *(const guint *)b;
    return (x > y) - (x < y);
}

static GArray *lineage_numbers(const Page *page, const Lineage *lineage)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    add_sources(sources, lineage);
    for (guint i = 0; i < sources->len; i++) {
        const guint number =
            GPOINTER_TO_UINT(g_hash_table_lookup(page->source_numbers, sources->pdata[i]));
        if (number > 0)
            g_array_append_val(numbers, number);
    }
    g_array_sort(numbers, compare_numbers);
    return numbers;
}

char *citation_text(const Page *page, const Layer *layer, guint row)
{
    const Lineage *lineage = frame_lineage(layer->frame, row);
    if (!lineage || !layer_is_cited(page, layer))
        return NULL;
    g_autoptr(GArray) numbers = lineage_numbers(page, lineage);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < numbers->len;) { /* runs of three and more as 3–5 */
        const guint first = g_array_index(numbers, guint, i);
        guint last = first;
        while (++i < numbers->len && g_array_index(numbers, guint, i) == last + 1)
            last++;
        g_string_append_printf(text, "%s%u", text->len ? "," : "", first);
        if (last > first)
            g_string_append_printf(text, "%s%u", last == first + 1 ? "," : "–", last);
    }
    return g_string_free(text, text->len == 0);
}

void citations_note_drawn(Page *page, const Lineage *lineage)
{
    for (guint i = 0; !page->measuring && lineage && i < lineage->n_items; i++) {
        const LineageItem *item = &lineage->items[i];
        DrawnFigure *drawn = g_hash_table_lookup(page->drawn, item->figure);
        if (!drawn) {
            drawn = g_new0(DrawnFigure, 1);
            drawn->figure = item->figure;
            drawn->claims = g_ptr_array_new();
            drawn->citations = g_array_new(FALSE, FALSE, sizeof(guint));
            g_hash_table_insert(page->drawn, (gpointer)item->figure, drawn);
            g_ptr_array_add(page->scene->drawn, drawn);
        }
        if (!g_ptr_array_find(drawn->claims, item->claim, NULL))
            g_ptr_array_add(drawn->claims, (gpointer)item->claim);
        const guint number =
            GPOINTER_TO_UINT(g_hash_table_lookup(page->source_numbers, item->claim->source));
        gboolean known = number == 0;
        for (guint k = 0; k < drawn->citations->len; k++)
            known |= g_array_index(drawn->citations, guint, k) == number;
        if (!known) {
            g_array_append_val(drawn->citations, number);
            g_array_sort(drawn->citations, compare_numbers);
        }
    }
}

const char *citation_claims(Page *page, const Lineage *lineage)
{
    if (!lineage)
        return NULL;
    g_autoptr(GString) ids = g_string_new(NULL);
    for (guint i = 0; i < lineage->n_items; i++)
        g_string_append_printf(ids, "%s%s", i > 0 ? " " : "", lineage->items[i].claim->id);
    return g_string_chunk_insert_const(page->scene->strings, ids->str);
}

/* Opens the source at the words of the claim; claim NULL: as a whole.  In the scene's strings;
 * NULL: the source has no address. */
static const char *source_link(Page *page, const Source *source, const Claim *claim)
{
    g_autofree char *place = claim ? text_fragment_url(source->url, claim->quote) : NULL;
    const char *link = place ? place : source->url;
    return *link ? g_string_chunk_insert_const(page->scene->strings, link) : NULL;
}

const char *citation_link(Page *page, const Lineage *lineage)
{
    if (!lineage || lineage->n_items != 1)
        return NULL;
    const Claim *claim = lineage->items[0].claim;
    return source_link(page, claim->source, claim);
}

char *citation_tooltip(const Page *page, const Lineage *lineage)
{
    if (!lineage || lineage->n_items == 0)
        return NULL;
    if (!lineage->direct)
        return wording_format(lineage->n_items == 1 ? WORDING_CLAIM : WORDING_CLAIMS,
                              page->language, lineage->n_items, NULL);
    const Claim *claim = lineage->items[0].claim;
    const char *from = *claim->source->publisher ? claim->source->publisher : claim->source->title;
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%s, %s: %s", claim->subject->name, claim->metric->name,
                           claim->printed);
    if (*claim->setting)
        g_string_append_printf(text, " [%s]", claim->setting);
    if (claim->status != STATUS_ACTUAL)
        g_string_append_printf(text, " (%s)", wording_find(WORDING_NOT_YET, page->language));
    g_string_append_printf(text, " (%s)", from);
    return g_string_free(text, FALSE);
}

/* ---- the list ------------------------------------------------------------------ */

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
