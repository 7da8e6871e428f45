/*
 * Facets: a view for each value of a row, a column or a facet channel, or of a facet operator
 * (https://vega.github.io/vega-lite/docs/facet.html).
 *
 * Every cell is a chart inside the chart, as views side by side are.
 */
#include "chart/facet_direction.h"

#include <math.h>
#include <string.h>

static const char *const names[] = {"row", "column", "facet", NULL};

gboolean chart_has_facet_channels(const cJSON *root)
{
    const cJSON *encoding = json_member(root, "encoding");
    for (gsize i = 0; names[i]; i++) {
        if (json_member(encoding, names[i]))
            return TRUE;
    }
    return FALSE;
}

/* ---- cells -------------------------------------------------------------------------------------
 */

typedef struct {
    ChartBuilder *builder;
    const cJSON *view; /* what each cell shows */
    const Frame *frame;
    FacetDirection down, across;
    guint depth;
} Facet;

static void facet_clear(Facet *facet)
{
    facet_direction_clear(&facet->down);
    facet_direction_clear(&facet->across);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Facet, facet_clear)

static gboolean add_cell(const Facet *facet, guint r, guint c)
{
    const Frame *frame = facet->frame;
    Grammar *grammar = &facet->builder->chart->grammar;
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    guint n = 0;
    for (guint row = 0; row < frame->n_rows; row++) {
        if (facet_direction_has(&facet->down, r, frame, row) &&
            facet_direction_has(&facet->across, c, frame, row))
            rows[n++] = row;
    }
    const FacetCell cell = {r, c, n == 0};
    g_array_append_val(grammar->cells, cell);
    g_autoptr(Frame) own = frame_select(frame, rows, n);
    return chart_add_child(facet->builder, facet->view, own, facet->depth);
}

/* What Vega sorts a cell by in a direction; one that is missing has nothing of it, if that is not
 * the value itself, and comes first. */
static int sort_place(const FacetCell *cell, const FacetDirection *direction, guint index)
{
    return cell->missing && direction->by_key ? -1 : (int)index;
}

static int compare_cells(gconstpointer a, gconstpointer b, gpointer data)
{
    const Facet *facet = data;
    const GArray *cells = facet->builder->chart->grammar.cells;
    const FacetCell *x = &g_array_index(cells, FacetCell, *(const guint *)a);
    const FacetCell *y = &g_array_index(cells, FacetCell, *(const guint *)b);
    const int rows = sort_place(x, &facet->down, x->row) - sort_place(y, &facet->down, y->row);
    return rows != 0 ? rows
                     : sort_place(x, &facet->across, x->column) -
                           sort_place(y, &facet->across, y->column);
}

static void order_cells(Facet *facet)
{
    Grammar *grammar = &facet->builder->chart->grammar;
    const guint n = grammar->cells->len;
    g_autofree guint *order = g_new(guint, n);
    for (guint i = 0; i < n; i++)
        order[i] = i;
    g_qsort_with_data(order, (int)n, sizeof *order, compare_cells, facet);
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(FacetCell));
    g_autoptr(GPtrArray) children = g_ptr_array_copy(grammar->children, NULL, NULL);
    g_ptr_array_set_free_func(children, NULL);
    for (guint i = 0; i < n; i++) {
        g_array_append_val(cells, g_array_index(grammar->cells, FacetCell, order[i]));
        grammar->children->pdata[i] = children->pdata[order[i]];
    }
    g_array_unref(grammar->cells);
    grammar->cells = cells;
}

static void add_headers(const Facet *facet)
{
    Grammar *grammar = &facet->builder->chart->grammar;
    const FacetDirection *const directions[] = {&facet->down, &facet->across};
    for (int d = 0; d < 2; d++) {
        grammar->headers[d] = g_ptr_array_new();
        for (guint i = 0; i < directions[d]->values->len; i++)
            g_ptr_array_add(grammar->headers[d],
                            (gpointer)facet_direction_header(facet->builder, directions[d], i));
    }
}

/* A facet in a facet by the same channel: their titles become one, "Maker / Model". */
static void merge_title(char **title, const cJSON *by, const char *inner, const cJSON *inner_by)
{
    if (!*title || !inner || !*inner || strcmp(by->string, inner_by->string) != 0)
        return;
    char *merged = g_strconcat(*title, " / ", inner, NULL);
    g_free(*title);
    *title = merged;
}

static void merge_titles(Grammar *grammar)
{
    const Grammar *first = &((const Chart *)grammar->children->pdata[0])->grammar;
    merge_title(&grammar->row_title, grammar->row, first->row_title, first->row);
    merge_title(&grammar->column_title, grammar->column, first->column_title, first->column);
    for (guint i = 0; i < grammar->children->len; i++) {
        Grammar *inner = &((Chart *)grammar->children->pdata[i])->grammar;
        if (grammar->row && inner->row && strcmp(grammar->row->string, inner->row->string) == 0)
            g_clear_pointer(&inner->row_title, g_free);
        if (grammar->column && inner->column &&
            strcmp(grammar->column->string, inner->column->string) == 0)
            g_clear_pointer(&inner->column_title, g_free);
    }
}

/* A missing cell of a row and a column is there, too, as with Vega-Lite's cross. */
static gboolean add_cells(Facet *facet)
{
    ChartBuilder *builder = facet->builder;
    Grammar *grammar = &builder->chart->grammar;
    const Frame *outer = builder->whole;
    gboolean clean = TRUE;
    grammar->cells = g_array_new(FALSE, FALSE, sizeof(FacetCell));
    builder->whole = outer ? outer : facet->frame;
    for (guint r = 0; clean && r < facet->down.values->len; r++) {
        for (guint c = 0; clean && c < facet->across.values->len; c++)
            clean = add_cell(facet, r, c);
    }
    builder->whole = outer;
    if (!clean)
        return FALSE;
    for (guint i = 0; i < grammar->children->len; i++)
        ((Chart *)grammar->children->pdata[i])->grammar.facet = builder->chart;
    order_cells(facet);
    add_headers(facet);
    merge_titles(grammar);
    chart_collect_panels(builder->chart);
    return TRUE;
}

/* ---- rows that are not drawn -------------------------------------------------------------------
 */

/* Whether a measure of the view's x or y is missing in the row, so that its mark is not drawn. */
static gboolean is_invalid(const Frame *frame, guint row, const int columns[2])
{
    for (int c = 0; c < 2; c++) {
        if (columns[c] >= 0 && !isfinite(layer_number(frame_value(frame, row, columns[c]))))
            return TRUE;
    }
    return FALSE;
}

/* Vega-Lite filters them before it parts the data; a line is broken by them instead. */
static Frame *drop_invalid(const cJSON *root, Frame *frame)
{
    const cJSON *mark = json_member(root, "mark"), *encoding = json_member(root, "encoding");
    const char *type = cJSON_IsString(mark) ? mark->valuestring : json_string(mark, "type");
    int columns[2];
    if (!type || strcmp(type, "line") == 0)
        return frame;
    for (int c = 0; c < 2; c++) {
        const cJSON *channel = json_member(encoding, channel_names[c]);
        const gboolean measure = g_strcmp0(json_string(channel, "type"), "quantitative") == 0 &&
                                 !json_member(channel, "aggregate");
        const char *field = json_string(channel, "field");
        columns[c] = measure && field ? frame_column_find(frame, field) : -1;
    }
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    guint n = 0;
    for (guint row = 0; row < frame->n_rows; row++) {
        if (!is_invalid(frame, row, columns))
            rows[n++] = row;
    }
    Frame *valid = frame_select(frame, rows, n);
    frame_free(frame);
    return valid;
}

/* ---- views -------------------------------------------------------------------------------------
 */

static const cJSON *refer_but(ChartBuilder *builder, const cJSON *from, const char *const *but)
{
    cJSON *object = cJSON_CreateObject();
    g_ptr_array_add(builder->chart->grammar.trees, object);
    for (const cJSON *item = from->child; item; item = item->next) {
        if (!g_strv_contains(but, item->string))
            cJSON_AddItemReferenceToObject(object, item->string, (cJSON *)(gpointer)item);
    }
    return object;
}

/* What each cell of a view with facet channels shows. */
static const cJSON *inner_view(ChartBuilder *builder, const cJSON *root)
{
    static const char *const inner[] = {"name", "mark", "layer", "width", "height", "view"};
    cJSON *view = cJSON_CreateObject();
    g_ptr_array_add(builder->chart->grammar.trees, view);
    for (gsize i = 0; i < G_N_ELEMENTS(inner); i++) {
        const cJSON *item = json_member(root, inner[i]);
        if (item)
            cJSON_AddItemReferenceToObject(view, inner[i], (cJSON *)(gpointer)item);
    }
    const cJSON *encoding = refer_but(builder, json_member(root, "encoding"), names);
    cJSON_AddItemReferenceToObject(view, "encoding", (cJSON *)(gpointer)encoding);
    return view;
}

/* The channels and the view of a facet operator; FALSE after a finding. */
static gboolean read_operator(ChartBuilder *builder, const cJSON *root, const cJSON **channels,
                              const cJSON **view)
{
    static const char *const members[] = {"row", "column", NULL};
    const cJSON *facet = json_member(root, "facet");
    *view = json_member(root, "spec");
    /* by a field alone: its member is called "facet", as the channel is */
    const gboolean crossed = json_member(facet, "row") || json_member(facet, "column");
    *channels = crossed ? facet : root;
    if (!cJSON_IsObject(*view))
        spec_fail(&builder->context, &rule_spec_value, facet,
                  "a facet needs a 'spec': what each of its panels shows");
    return cJSON_IsObject(*view) &&
           (!crossed || spec_check_members(&builder->context, facet, "facet", members));
}

/* Columns of a facet by a field: its channel says them, or the view; else there is one row. */
static guint count_columns(const Grammar *grammar, const FacetDirection *across)
{
    const cJSON *own = json_member(across->json, "columns");
    const guint n = across->values->len;
    return !grammar->wrapped ? n
           : own             ? (guint)json_number(across->json, "columns", 1)
                             : (grammar->grid.columns > 0 ? grammar->grid.columns : n);
}

static gboolean read_directions(Facet *facet, const cJSON *channels, Frame *frame)
{
    ChartBuilder *builder = facet->builder;
    Grammar *grammar = &builder->chart->grammar;
    grammar->wrapped = json_member(channels, "facet") != NULL;
    if (grammar->wrapped && (json_member(channels, "row") || json_member(channels, "column"))) {
        spec_fail(&builder->context, &rule_spec_value, json_member(channels, "facet"),
                  "'facet' stands alone, without row and column");
        return FALSE;
    }
    if (!facet_direction_read(builder, channels, "row", facet->view, frame, &facet->down) ||
        !facet_direction_read(builder, channels, grammar->wrapped ? "facet" : "column", facet->view,
                              frame, &facet->across))
        return FALSE;
    grammar->row = facet->down.json;
    grammar->column = facet->across.json;
    grammar->row_title = g_strdup(facet->down.title);
    grammar->column_title = g_strdup(facet->across.title);
    grammar->grid.columns = MAX(count_columns(grammar, &facet->across), 1);
    return TRUE;
}

gboolean chart_add_facet(ChartBuilder *builder, const cJSON *root, Frame *frame, guint depth)
{
    const gboolean by_operator = json_member(root, "facet") != NULL;
    const cJSON *channels = json_member(root, "encoding"), *view = NULL;
    frame = transform_all(frame, json_member(root, "transform"), &builder->context, &builder->data);
    if (!frame)
        return FALSE;
    if (by_operator && !read_operator(builder, root, &channels, &view)) {
        frame_free(frame);
        return FALSE;
    }
    if (!by_operator)
        view = inner_view(builder, root);
    /* those in facets of facets are filtered after they are parted */
    g_autoptr(Frame) whole = builder->whole ? frame : drop_invalid(view, frame);
    g_auto(Facet) facet = {.builder = builder, .view = view, .frame = whole, .depth = depth};
    if (!read_directions(&facet, channels, whole))
        return FALSE;
    if (facet.down.values->len == 0 || facet.across.values->len == 0) {
        spec_fail(&builder->context, &rule_spec_data, channels, "no row is left to make panels of");
        return FALSE;
    }
    return add_cells(&facet);
}
