/* Citations: which sources a chart rests on, and their numbers. */
#include "claims/text_fragment.h"
#include "scene/page.h"

#include <math.h>
#include <string.h>

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

const char *source_link(Page *page, const Source *source, const Claim *claim)
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
