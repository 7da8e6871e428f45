/*
 * A spec as a tree of views: plots, facets of plots, and views side by side
 * (https://vega.github.io/vega-lite/docs/composition.html).
 *
 * Each view of a concatenation is a chart of its own inside the chart around it.  What they share
 * by "resolve" is built from the panels of all of them.
 */
#include "chart/view.h"

#include <math.h>
#include <string.h>

enum { MOST_DEPTH = 6 };

static const char *const view_members[] = {
    "title",   "description", "name",       "data",     "transform", "mark",    "encoding",
    "layer",   "width",       "height",     "view",     "facet",     "spec",    "concat",
    "hconcat", "vconcat",     "repeat",     "resolve",  "columns",   "spacing", "align",
    "center",  "bounds",      "background", "autosize", "padding",   "params",  NULL};

/* ---- the grid ----------------------------------------------------------------------------------
 */

/* A value for both directions, or {"row", "column"}. */
static const cJSON *of_direction(const cJSON *item, const char *direction)
{
    return cJSON_IsObject(item) ? json_member(item, direction) : item;
}

enum { ACROSS, DOWN };

static void read_grid_direction(SpecContext *context, const cJSON *view, int d, Grid *grid)
{
    static const char *const names[] = {[ACROSS] = "column", [DOWN] = "row"};
    static const char *const aligns[] = {"none", "each", "all"};
    const cJSON *spacing = of_direction(json_member(view, "spacing"), names[d]);
    const cJSON *align = of_direction(json_member(view, "align"), names[d]);
    const cJSON *center = of_direction(json_member(view, "center"), names[d]);
    const char *word = cJSON_GetStringValue(align);
    if (cJSON_IsNumber(spacing) && fabs(spacing->valuedouble) <= 10000)
        grid->spacing[d] = spacing->valuedouble;
    else if (spacing)
        spec_fail(context, &rule_spec_value, spacing, "'spacing' must be a number of px");
    if (center)
        grid->center[d] = cJSON_IsTrue(center) != 0;
    gsize i = 0;
    while (word && i < G_N_ELEMENTS(aligns) && strcmp(word, aligns[i]) != 0)
        i++;
    if (align && (!word || i == G_N_ELEMENTS(aligns)))
        spec_fail(context, &rule_spec_value, align, "'align' must be none, each or all");
    else if (align)
        grid->align[d] = (GridAlign)i;
}

/* What a view, or a facet channel, says of the grid. */
static void read_grid(SpecContext *context, const cJSON *view, Grid *grid)
{
    static const char *const bounds[] = {"full", "flush", NULL};
    if (json_member(view, "columns"))
        grid->columns = (guint)spec_number(context, view, "columns", 0, 0, 1000);
    grid->flush = spec_word(context, view, "bounds", bounds, grid->flush ? 1 : 0) == 1;
    read_grid_direction(context, view, ACROSS, grid);
    read_grid_direction(context, view, DOWN, grid);
}

static Grid usual_grid(const Config *config, const char *block, GridAlign align)
{
    const double spacing = config_number(config, block, "spacing", 20);
    return (Grid){.columns = (guint)CLAMP(config_number(config, block, "columns", 0), 0, 1000),
                  .spacing = {spacing, spacing},
                  .align = {align, align}};
}

/* ---- views side by side ------------------------------------------------------------------------
 */

static gboolean compose(ChartBuilder *builder, const cJSON *view, Frame *frame, guint depth);

static const cJSON *concat_of(const cJSON *view)
{
    static const char *const names[] = {"concat", "hconcat", "vconcat"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const cJSON *list = json_member(view, names[i]);
        if (list)
            return list;
    }
    return NULL;
}

gboolean chart_add_child(ChartBuilder *builder, const cJSON *view, const Frame *frame, guint depth)
{
    ChartBuilder inner = *builder;
    SpecContext *context = &inner.context;
    if (!spec_check_members(context, view, "a view", view_members)) {
        builder->context.failed = TRUE;
        return FALSE;
    }
    inner.chart = chart_child_new(builder->chart);
    chart_read_title(&inner, json_member(view, "title"));
    chart_read_size(&inner, view);
    chart_read_surface(&inner, view);
    const cJSON *data = json_member(view, "data");
    Frame *own = data ? data_read(data, json_member(view, "transform"), context, &inner.data)
                      : frame_copy(frame);
    if (own && data)
        chart_read_dates(own, view);
    const gboolean clean = own && compose(&inner, view, own, depth + 1);
    builder->context.failed |= context->failed || !clean;
    return clean;
}

void chart_collect_panels(Chart *chart)
{
    g_ptr_array_set_free_func(chart->panels, NULL); /* the children's own */
    for (guint i = 0; i < chart->grammar.children->len; i++) {
        const Chart *child = chart->grammar.children->pdata[i];
        g_ptr_array_extend(chart->panels, child->panels, NULL, NULL);
    }
}

static gboolean compose_concat(ChartBuilder *builder, const cJSON *view, const cJSON *list,
                               Frame *frame, guint depth)
{
    Chart *chart = builder->chart;
    g_autoptr(Frame) whole =
        transform_all(frame, json_member(view, "transform"), &builder->context, &builder->data);
    if (!whole)
        return FALSE;
    if (!cJSON_IsArray(list) || !list->child) {
        spec_fail(&builder->context, &rule_spec_value, list, "'%s' must be an array of views",
                  list->string);
        return FALSE;
    }
    chart->grammar.grid = usual_grid(chart->config, "concat", ALIGN_EACH);
    read_grid(&builder->context, view, &chart->grammar.grid);
    if (strcmp(list->string, "concat") != 0)
        chart->grammar.grid.columns = *list->string == 'v' ? 1 : 0;
    gboolean clean = TRUE;
    for (const cJSON *item = list->child; item; item = item->next)
        clean &= chart_add_child(builder, item, whole, depth);
    if (clean)
        chart_collect_panels(chart);
    return clean;
}

/* ---- plots -------------------------------------------------------------------------------------
 */

/* Panels have axes of their own where they have scales of their own, or want it.  TRUE: any. */
static gboolean find_own_axes(Chart *chart)
{
    gboolean *own = chart->grammar.own_axes;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++)
        own[c] = !chart->shared[c] ||
                 !chart_is_shared(chart->grammar.view, "axis", channel_names[c], TRUE);
    return own[CHANNEL_X] || own[CHANNEL_Y];
}

/* Layers that have a scale of x or y for themselves: each is a panel in the same place. */
static gboolean compose_overlaid(ChartBuilder *builder, const cJSON *view, Frame *frame)
{
    Chart *chart = builder->chart;
    g_autoptr(Frame) whole =
        transform_all(frame, json_member(view, "transform"), &builder->context, &builder->data);
    if (!whole)
        return FALSE;
    chart->grammar.overlaid = TRUE;
    gboolean clean = TRUE;
    for (const cJSON *item = json_member(view, "layer")->child; clean && item; item = item->next) {
        cJSON *tree = cJSON_CreateObject();
        g_ptr_array_add(chart->grammar.trees, tree);
        cJSON *list = cJSON_AddArrayToObject(tree, "layer");
        const cJSON *encoding = json_member(view, "encoding");
        if (encoding)
            cJSON_AddItemReferenceToObject(tree, "encoding", (cJSON *)(gpointer)encoding);
        cJSON_AddItemReferenceToArray(list, (cJSON *)(gpointer)item);
        clean =
            chart_add_layers(builder, chart_panel_new(chart, NULL), tree, frame_copy(whole), NULL);
    }
    return clean;
}

static gboolean compose_facet(ChartBuilder *builder, const cJSON *view, Frame *frame, guint depth)
{
    Chart *chart = builder->chart;
    const cJSON *encoding = json_member(view, "encoding");
    const cJSON *facet = json_member(encoding, "facet");
    const cJSON *operator= json_member(view, "facet");
    Grid *grid = &chart->grammar.grid;
    *grid = usual_grid(chart->config, "facet", ALIGN_ALL);
    read_grid(&builder->context, view, grid);
    /* a channel says of itself what an operator says beside itself */
    if (facet)
        read_grid(&builder->context, facet, grid);
    read_grid_direction(&builder->context, json_member(encoding, "column"), ACROSS, grid);
    read_grid_direction(&builder->context, json_member(encoding, "row"), DOWN, grid);
    find_own_axes(chart);
    const gboolean row = json_member(encoding, "row") || json_member(operator, "row");
    const gboolean column = json_member(encoding, "column") || json_member(operator, "column");
    if (!(row && column) && (!chart->shared[row ? CHANNEL_Y : CHANNEL_X]))
        grid->align[0] = grid->align[1] = ALIGN_NONE;
    return chart_add_facet(builder, view, frame, depth);
}

/* What only views in a grid heed. */
static void check_plain(SpecContext *context, const cJSON *view)
{
    static const char *const of_grids[] = {"columns", "spacing", "align",
                                           "center",  "bounds",  "spec"};
    for (gsize i = 0; i < G_N_ELEMENTS(of_grids); i++) {
        const cJSON *item = json_member(view, of_grids[i]);
        if (item)
            spec_fail(context, &rule_spec_property, item,
                      "'%s' has no meaning without concat, facet or repeat", of_grids[i]);
    }
}

static gboolean compose(ChartBuilder *builder, const cJSON *view, Frame *frame, guint depth)
{
    Chart *chart = builder->chart;
    SpecContext *context = &builder->context;
    for (guint i = 0; json_member(view, "repeat") && i < MOST_DEPTH; i++) {
        view = chart_expand_repeat(builder, view);
        if (!view)
            break;
    }
    if (!view || depth > MOST_DEPTH || !chart_check_resolve(context, view)) {
        if (view && depth > MOST_DEPTH)
            spec_fail(context, &rule_spec_value, view, "views may be %d deep", MOST_DEPTH);
        frame_free(frame);
        return FALSE;
    }
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++)
        chart->shared[c] = chart_is_shared(view, "scale", channel_names[c], TRUE);
    const cJSON *concat = concat_of(view), *layers = json_member(view, "layer");
    chart->grammar.view = view;
    if (concat)
        return compose_concat(builder, view, concat, frame, depth);
    if (chart_has_facet_channels(view) || json_member(view, "facet"))
        return compose_facet(builder, view, frame, depth);
    check_plain(context, view);
    if (cJSON_IsArray(layers) && layers->child && find_own_axes(chart))
        return compose_overlaid(builder, view, frame);
    return chart_add_layers(builder, chart_panel_new(chart, NULL), view, frame, NULL);
}

gboolean chart_compose(ChartBuilder *builder, const cJSON *view, Frame *frame)
{
    return compose(builder, view, frame, 0);
}
