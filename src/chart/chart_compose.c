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

/* ---- resolve -----------------------------------------------------------------------------------
 */

gboolean chart_is_shared(const cJSON *view, const char *what, const char *channel,
                         gboolean fallback)
{
    const char *word = json_string(json_member(json_member(view, "resolve"), what), channel);
    return word ? strcmp(word, "shared") == 0 : fallback;
}

/* Of views side by side and in facets all are resolved; of layers x and y. */
static void check_resolution(SpecContext *context, const cJSON *view, const cJSON *kind,
                             const cJSON *item)
{
    static const char *const words[] = {"shared", "independent", NULL};
    const gboolean independent = spec_word(context, kind, item->string, words, 0) == 1;
    const gboolean placed = strcmp(item->string, "x") == 0 || strcmp(item->string, "y") == 0;
    if (independent && !placed && json_member(view, "layer"))
        spec_left_out(context, item, "resolve.%s.%s is always shared here", kind->string,
                      item->string);
}

gboolean chart_check_resolve(SpecContext *context, const cJSON *view)
{
    static const char *const members[] = {"scale", "axis", "legend", NULL};
    const cJSON *resolve = json_member(view, "resolve");
    if (!resolve || !spec_check_members(context, resolve, "resolve", members))
        return !context->failed;
    for (const cJSON *kind = resolve->child; kind; kind = kind->next) {
        g_autofree char *what = g_strconcat("resolve.", kind->string, NULL);
        if (!spec_check_members(context, kind, what, channel_names))
            continue;
        for (const cJSON *item = kind->child; item; item = item->next)
            check_resolution(context, view, kind, item);
    }
    return !context->failed;
}

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

/* ---- scales ------------------------------------------------------------------------------------
 */

/* Kinds of scales that cannot be one (Vega-Lite's scaleCompatible). */
static int scale_family(const ChannelSpec *spec, Channel channel)
{
    static const char *const times[] = {"time", "utc", NULL};
    static const char *const discrete[] = {"band", "point", "ordinal", NULL};
    const char *type = json_string(spec->scale, "type");
    const gboolean time = type ? g_strv_contains(times, type)
                               : spec->type == TYPE_TEMPORAL && !channel_is_discrete(spec);
    if (type ? g_strv_contains(discrete, type) : channel_is_discrete(spec))
        return 1;
    return !time ? 0 : channel == CHANNEL_X || channel == CHANNEL_Y ? 1 : 2;
}

/* Whether what all layers show in a channel can share a scale. */
static gboolean can_share(const Chart *chart, Channel channel)
{
    int family = -1;
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const ChannelSpec *spec = &((const Layer *)panel->layers->pdata[i])->channels[channel];
            if (!channel_has_scale(spec))
                continue;
            const int own = scale_family(spec, channel);
            if (family >= 0 && own != family)
                return FALSE;
            family = own;
        }
    }
    return TRUE;
}

/* The panels that share x and y with those of the children: facets do, unless the spec wants them
 * independent; of views side by side only if it wants them shared. */
static void share_positions(Chart *chart)
{
    const Grammar *grammar = &chart->grammar;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        if (!chart_is_shared(grammar->view, "scale", channel_names[c], grammar->cells != NULL) ||
            !can_share(chart, (Channel)c))
            continue;
        for (guint i = 0; i < grammar->children->len; i++) {
            Chart *child = grammar->children->pdata[i];
            child->grammar.pool[c] = grammar->pool[c] ? grammar->pool[c] : chart->panels;
        }
    }
}

/* The scale that all children share; it is explained here, or by each of them. */
static void hand_down(Chart *chart, Channel channel)
{
    Grammar *grammar = &chart->grammar;
    const gboolean here = grammar->unexplained[channel] ||
                          chart_is_shared(grammar->view, "legend", channel_names[channel], TRUE);
    for (guint i = 0; grammar->children && i < grammar->children->len; i++) {
        Chart *child = grammar->children->pdata[i];
        child->grammar.marks[channel] = grammar->marks[channel];
        child->grammar.inherited[channel] = TRUE;
        child->grammar.unexplained[channel] = here;
    }
    grammar->unexplained[channel] |= !here;
}

static void build_positions(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    if (!chart->grammar.children) {
        chart_build_grammar_scales(builder);
        return;
    }
    share_positions(chart);
    for (guint i = 0; i < chart->grammar.children->len; i++) {
        ChartBuilder inner = *builder;
        inner.chart = chart->grammar.children->pdata[i];
        build_positions(&inner);
        builder->context.failed |= inner.context.failed;
    }
}

/* Of a view first, then of the views inside, which have those alone that it does not share. */
static void build_marks(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    Grammar *grammar = &chart->grammar;
    for (int c = 0; grammar->children && c < N_CHANNELS; c++)
        grammar->alone[c] = !chart_is_shared(grammar->view, "scale", channel_names[c], TRUE) ||
                            !can_share(chart, (Channel)c);
    chart_build_mark_scales(builder);
    for (int c = 0; c < N_CHANNELS; c++) {
        if (grammar->marks[c])
            hand_down(chart, (Channel)c);
    }
    for (guint i = 0; grammar->children && i < grammar->children->len; i++) {
        ChartBuilder inner = *builder;
        inner.chart = grammar->children->pdata[i];
        build_marks(&inner);
        builder->context.failed |= inner.context.failed;
    }
}

void chart_compose_scales(ChartBuilder *builder)
{
    build_positions(builder);
    build_marks(builder); /* the size of marks goes by that of plots */
}
