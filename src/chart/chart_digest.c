/* What a chart takes from figtrail's tables, as one digest. */
#include "base/output.h"
#include "chart/view.h"

#include <string.h>

typedef struct {
    Digest *sum;
    GHashTable *known; /* figures, subjects, metrics and sources that are in it already */
} RowDigest;

/* ---- parts, each ended so that no two sequences of parts look alike ----------------------------
 */

static void add_text(const RowDigest *digest, const char *text)
{
    text = text ? text : "";
    digest_add(digest->sum, text, strlen(text) + 1);
}

static void add_value(const RowDigest *digest, Value value)
{
    const char type = (char)('0' + value.type);
    digest_add(digest->sum, &type, 1);
    if (value.type == VALUE_STRING) {
        add_text(digest, value.as.string);
    } else if (value.type == VALUE_BOOLEAN) {
        add_text(digest, value.as.boolean ? "true" : "false");
    } else if (value.type == VALUE_NUMBER) {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];
        add_text(digest, g_ascii_dtostr(buffer, sizeof buffer, value.as.number));
    }
}

/* ---- rows of tables -------------------------------------------------------------------------- */

/* Every cell, so that whatever is made of the row depends on nothing that is not in here. */
static void add_table_row(const RowDigest *digest, const Table *table, guint row)
{
    for (guint field = 0; field < table->schema->n_fields; field++) {
        const char *text = table_text(table, row, field);
        if (text && *text) { /* a column more that is empty changes nothing */
            add_text(digest, table->schema->fields[field].name);
            add_text(digest, text);
        }
    }
    add_text(digest, "");
}

/* Whether it is new; else its place in the order of first appearance is told. */
static gboolean add_once(const RowDigest *digest, gconstpointer thing)
{
    gpointer place = g_hash_table_lookup(digest->known, thing);
    if (place) {
        add_value(digest, value_number(GPOINTER_TO_UINT(place)));
        return FALSE;
    }
    g_hash_table_insert(digest->known, (gpointer)thing,
                        GUINT_TO_POINTER(g_hash_table_size(digest->known) + 1));
    return TRUE;
}

static void add_source(const RowDigest *digest, const Source *source)
{
    for (; source && add_once(digest, source); source = source->relays)
        add_table_row(digest, source->table, source->row);
}

static void add_claim(const RowDigest *digest, const Claim *claim, const char *role,
                      const char *reason)
{
    add_text(digest, role);
    add_text(digest, reason);
    add_table_row(digest, claim->table, claim->row);
    add_source(digest, claim->source);
}

static void add_rivals(const RowDigest *digest, const GArray *rivals, const char *role)
{
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        add_claim(digest, rival->claim, role, rival->reason);
    }
}

static void add_figure(const RowDigest *digest, const Figure *figure)
{
    if (!add_once(digest, figure))
        return;
    add_text(digest, figure->key);
    add_text(digest, agreement_name(figure->agreement));
    if (add_once(digest, figure->subject))
        add_table_row(digest, figure->subject->table, figure->subject->row);
    if (add_once(digest, figure->metric))
        add_table_row(digest, figure->metric->table, figure->metric->row);
    if (figure->chosen)
        add_claim(digest, figure->chosen, "chosen", NULL);
    for (guint i = 0; i < figure->agreeing->len; i++)
        add_claim(digest, g_ptr_array_index(figure->agreeing, i), "agreeing", NULL);
    add_rivals(digest, figure->rivals, "rival");
    add_rivals(digest, figure->set_aside, "set aside");
}

static void add_lineage(const RowDigest *digest, const Lineage *lineage)
{
    for (guint i = 0; lineage && i < lineage->n_items; i++) {
        add_figure(digest, lineage->items[i].figure);
        add_text(digest, lineage->items[i].claim ? lineage->items[i].claim->id : NULL);
    }
    add_text(digest, lineage && lineage->direct ? "direct" : "");
}

/* ---- rows of the chart ----------------------------------------------------------------------- */

/* Nulls apart: there is a column for each key of any setting, also of rows that are not shown. */
static void add_frame(const RowDigest *digest, const Frame *frame)
{
    for (guint row = 0; row < frame->n_rows; row++) {
        for (guint column = 0; column < frame->names->len; column++) {
            const Value value = frame_value(frame, row, (int)column);
            if (value.type == VALUE_NULL)
                continue;
            add_text(digest, g_ptr_array_index(frame->names, column));
            add_value(digest, value);
        }
        add_lineage(digest, frame_lineage(frame, row));
    }
    add_text(digest, "");
}

static void add_chart(const RowDigest *digest, const Chart *chart)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = g_ptr_array_index(chart->panels, p);
        add_text(digest, panel->header);
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = g_ptr_array_index(panel->layers, i);
            add_frame(digest, layer->frame);
            if (layer->raw)
                add_frame(digest, layer->raw);
        }
    }
    const GPtrArray *children = chart->grammar.children;
    for (guint i = 0; children && i < children->len; i++)
        add_chart(digest, g_ptr_array_index(children, i));
}

char *chart_digest_rows(const Chart *chart)
{
    const RowDigest digest = {digest_new(), g_hash_table_new(NULL, NULL)};
    add_chart(&digest, chart);
    char *text = digest_finish(digest.sum);
    digest_free(digest.sum);
    g_hash_table_unref(digest.known);
    return text;
}
