#include "chart/highlight.h"
#include "chart/param.h"
#include "chart/view.h"

#include <math.h>
#include <string.h>

static void panel_free(gpointer data)
{
    Panel *panel = data;
    g_ptr_array_unref(panel->layers);
    scale_free(panel->scales[0]);
    scale_free(panel->scales[1]);
    scale_free(panel->offsets[0]);
    scale_free(panel->offsets[1]);
    g_free(panel->axis_titles[0]);
    g_free(panel->axis_titles[1]);
    g_free(panel);
}

static void grammar_clear(Grammar *grammar)
{
    g_free(grammar->row_title);
    g_free(grammar->column_title);
    g_clear_pointer(&grammar->children, g_ptr_array_unref);
    g_clear_pointer(&grammar->cells, g_array_unref);
    g_clear_pointer(&grammar->headers[0], g_ptr_array_unref);
    g_clear_pointer(&grammar->headers[1], g_ptr_array_unref);
    for (int c = 0; c < N_CHANNELS; c++) {
        if (!grammar->inherited[c])
            mark_scale_free(grammar->marks[c]);
    }
    g_clear_pointer(&grammar->part_marks, g_ptr_array_unref);
    g_ptr_array_unref(grammar->trees);
}

void chart_free(Chart *chart)
{
    if (!chart)
        return;
    g_ptr_array_unref(chart->panels);
    g_ptr_array_unref(chart->merged);
    g_ptr_array_unref(chart->color_categories);
    g_ptr_array_unref(chart->shape_categories);
    g_ptr_array_unref(chart->data_files);
    frame_arena_free(chart->arena);
    figures_free(chart->own_figures);
    grammar_clear(&chart->grammar);
    config_free(chart->config);
    params_free(chart->params);
    json_document_free(chart->document);
    g_free(chart);
}

const Config *chart_config(const Chart *chart)
{
    return chart->config;
}

const GPtrArray *chart_data_files(const Chart *chart)
{
    return chart->data_files;
}

Panel *chart_panel_new(Chart *chart, const char *header)
{
    Panel *panel = g_new0(Panel, 1);
    panel->header = header;
    panel->layers = g_ptr_array_new_with_free_func((GDestroyNotify)layer_free);
    g_ptr_array_add(chart->panels, panel);
    return panel;
}

static void child_free(gpointer data)
{
    Chart *chart = data;
    grammar_clear(&chart->grammar);
    g_ptr_array_unref(chart->panels);
    g_free(chart);
}

Chart *chart_child_new(Chart *parent)
{
    Chart *chart = g_new0(Chart, 1);
    chart->document = parent->document;
    chart->arena = parent->arena;
    chart->data_files = parent->data_files;
    chart->config = parent->config;
    chart->params = parent->params;
    chart->merged = parent->merged;
    chart->wishes = parent->wishes;
    chart->panels = g_ptr_array_new_with_free_func(panel_free);
    chart->grammar.trees = g_ptr_array_new_with_free_func((GDestroyNotify)cJSON_Delete);
    if (!parent->grammar.children)
        parent->grammar.children = g_ptr_array_new_with_free_func(child_free);
    g_ptr_array_add(parent->grammar.children, chart);
    return chart;
}

/* ---- title, usermeta -------------------------------------------------------- */

/* The grammar's titles may have several lines. */
static const char *title_text(ChartBuilder *builder, const cJSON *item)
{
    if (!item || !builder->context.config ||
        !spec_check_kind(&builder->context, item, CONFIG_LINES))
        return cJSON_GetStringValue(item);
    g_autofree char *lines = spec_lines(item);
    return lines ? frame_arena_text(builder->chart->arena, lines) : NULL;
}

void chart_read_title(ChartBuilder *builder, const cJSON *title)
{
    static const char *const members[] = {"text", "subtitle", NULL};
    Chart *chart = builder->chart;
    SpecContext *context = &builder->context;
    if (cJSON_IsString(title) || cJSON_IsArray(title)) {
        chart->title = title_text(builder, title);
    } else if (context->config && title && !cJSON_IsNull(title)) {
        spec_check_block(context, title, "title");
        chart->title = title_text(builder, json_member(title, "text"));
        chart->subtitle = title_text(builder, json_member(title, "subtitle"));
        chart->grammar.title = title;
    } else if (title && !cJSON_IsNull(title) &&
               spec_check_members(context, title, "title", members)) {
        chart->title = spec_string(context, title, "text");
        chart->subtitle = spec_string(context, title, "subtitle");
    }
}

static const cJSON *parse_names(SpecContext *context, const cJSON *json, const char *member)
{
    const cJSON *names = json_member(json, member);
    if (!names)
        return NULL;
    gboolean strings = cJSON_IsArray(names);
    for (const cJSON *name = strings ? names->child : NULL; name; name = name->next)
        strings &= cJSON_IsString(name) != 0;
    if (!strings)
        spec_fail(context, &rule_spec_value, names, "'%s' must be an array of names", member);
    return strings ? names : NULL;
}

/* Names and objects; what they may say is the scene's matter (scene/variant.h). */
static const cJSON *parse_presets(SpecContext *context, const cJSON *json)
{
    const cJSON *presets = spec_array(context, json, "presets");
    for (const cJSON *item = presets ? presets->child : NULL; item; item = item->next) {
        if (!cJSON_IsString(item) && !cJSON_IsObject(item))
            spec_fail(context, &rule_spec_value, item,
                      "a preset must be a name, or an object that says more");
    }
    return presets;
}

static void parse_wishes(Chart *chart, SpecContext *context, const cJSON *usermeta,
                         const char *language)
{
    static const char *const members[] = {"presets",   "formats",      "cite",   "avoid",
                                          "highlight", "certainty",    "aspect", "footnote",
                                          "choice",    "translations", "holds",  NULL};
    ChartWishes *wishes = &chart->wishes;
    wishes->certainty = TRUE;
    wishes->aspect = NAN;
    const cJSON *json = json_member(usermeta, "figtrail"); /* others' members are theirs */
    if (!json || !spec_check_members(context, json, "usermeta.figtrail", members))
        return;
    wishes->presets = parse_presets(context, json);
    wishes->formats = parse_names(context, json, "formats");
    wishes->cite = parse_names(context, json, "cite");
    wishes->avoid = parse_names(context, json, "avoid");
    wishes->highlight = parse_names(context, json, "highlight");
    wishes->certainty = spec_flag(context, json, "certainty", TRUE);
    wishes->aspect = spec_number(context, json, "aspect", NAN, 0.2, 5);
    wishes->footnote = spec_string(context, json, "footnote");
    wishes->choice = json_member(json, "choice");
    wishes->holds = language ? NULL : spec_array(context, json, "holds");
    wishes->translation = translation_parse(context, json, language);
}

/* Merges the claims again by the order that the chart wants. */
static void choose_anew(ChartBuilder *builder)
{
    Chart *chart = builder->chart;
    const ChartSources *sources = builder->data.sources;
    SpecContext *context = &builder->context;
    ChoiceOrder order;
    if (!chart->wishes.choice)
        return;
    if (!choice_parse(context->document, chart->wishes.choice, &order, context->findings)) {
        context->failed = TRUE;
    } else if (sources && sources->claims) {
        chart->own_figures = figures_merge(sources->claims, &order);
        builder->own_sources = *sources;
        builder->own_sources.figures = chart->own_figures;
        builder->data.sources = &builder->own_sources;
    }
}

/* A misspelt name would silently take the citations off a picture. */
static void check_layer_names(ChartBuilder *builder, const cJSON *names)
{
    for (const cJSON *name = names ? names->child : NULL; name; name = name->next) {
        gboolean found = FALSE;
        for (guint p = 0; p < builder->chart->panels->len; p++) {
            const Panel *panel = builder->chart->panels->pdata[p];
            for (guint i = 0; i < panel->layers->len; i++) {
                const Layer *layer = panel->layers->pdata[i];
                found |= layer->mark.type == SHAPE_TEXT &&
                         g_strcmp0(layer->name, name->valuestring) == 0;
            }
        }
        if (!found)
            spec_fail(&builder->context, &rule_spec_value, name,
                      "there is no layer of texts with the name '%s'", name->valuestring);
    }
}

/* ---- the whole spec ---------------------------------------------------------- */

/* A chart is either panels of a facet, or one view. */
static void check_composition(SpecContext *context, const cJSON *root)
{
    static const char *const of_view[] = {"mark", "layer", "encoding", NULL};
    static const char *const of_facet[] = {"spec", "resolve", "columns", NULL};
    const gboolean facet = json_member(root, "facet") != NULL;
    const char *const *misplaced = facet ? of_view : of_facet;
    for (gsize i = 0; misplaced[i]; i++) {
        const cJSON *item = json_member(root, misplaced[i]);
        if (item)
            spec_fail(context, &rule_spec_property, item, "'%s' has no meaning %s a facet",
                      misplaced[i], facet ? "beside" : "without");
    }
}

static void build(ChartBuilder *builder, const cJSON *root)
{
    static const char *const members[] = {
        "$schema", "title", "description", "name",    "data",    "transform", "mark", "encoding",
        "layer",   "facet", "spec",        "resolve", "columns", "usermeta",  NULL};
    static const char *const grammar_members[] = {
        "$schema",  "title",    "description", "name",    "data",       "transform", "mark",
        "encoding", "layer",    "width",       "height",  "background", "padding",   "view",
        "config",   "usermeta", "facet",       "spec",    "concat",     "hconcat",   "vconcat",
        "repeat",   "resolve",  "columns",     "spacing", "align",      "center",    "bounds",
        "datasets", "autosize", "params",      NULL};
    Chart *chart = builder->chart;
    SpecContext *context = &builder->context;
    spec_check_members(context, root, "a chart spec", context->config ? grammar_members : members);
    if (!cJSON_IsObject(root))
        return;
    if (context->config)
        chart->params = params_read(context);
    spec_string(context, root, "$schema");
    spec_string(context, root, "name");
    chart_read_title(builder, json_member(root, "title"));
    chart->description = spec_string(context, root, "description");
    const ChartSources *sources = builder->data.sources;
    parse_wishes(chart, context, json_member(root, "usermeta"), sources ? sources->language : NULL);
    choose_anew(builder);
    if (context->config)
        chart_read_view(builder, root);
    else
        check_composition(context, root);

    builder->data.datasets = json_member(root, "datasets");
    const cJSON *data = json_member(root, "data"), *facet = json_member(root, "facet");
    Frame *frame = data ? data_read(data, json_member(root, "transform"), context, &builder->data)
                        : frame_new(chart->arena);
    if (!frame)
        return;
    if (context->config)
        chart_read_dates(frame, root);
    if (!data)
        frame_row_add(frame, NULL); /* as in Vega-Lite: one row that has no fields */
    g_autoptr(Frame) held = chart->wishes.holds ? frame_copy(frame) : NULL;
    if (context->config) {
        if (!chart_compose(builder, root, frame))
            context->failed = TRUE;
    } else if (facet) {
        g_autoptr(Frame) whole =
            transform_all(frame, json_member(root, "transform"), context, &builder->data);
        if (whole)
            chart_add_panels(builder, root, whole);
    } else {
        chart_add_layers(builder, chart_panel_new(chart, NULL), root, frame, NULL);
    }
    if (!context->config)
        chart_resolve_panels(builder, json_member(root, "resolve"));
    if (context->failed)
        return;
    check_layer_names(builder, chart->wishes.cite);
    check_layer_names(builder, chart->wishes.avoid);
    chart_check_highlight(builder);
    if (held)
        chart_check_holds(builder, root, g_steal_pointer(&held));
    if (context->config)
        chart_compose_scales(builder);
    else
        chart_build_scales(builder);
}

Chart *chart_read(const char *path, const ChartSources *sources, Findings *findings, GError **error)
{
    return chart_read_with(path, sources, NULL, findings, error);
}

Chart *chart_read_with(const char *path, const ChartSources *sources, Config *config,
                       Findings *findings, GError **error)
{
    g_autoptr(Config) own = config;
    JsonDocument *document = json_document_read(path, findings, error);
    if (!document)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(Chart) chart = g_new0(Chart, 1);
    chart->document = document;
    chart->arena = frame_arena_new();
    chart->arena->locale = locale_find(sources ? sources->language : NULL);
    chart->data_files = g_ptr_array_new_with_free_func(g_free);
    chart->merged = g_ptr_array_new_with_free_func(g_free);
    chart->panels = g_ptr_array_new_with_free_func(panel_free);
    chart->color_categories = g_ptr_array_new_with_free_func(g_free);
    chart->shape_categories = g_ptr_array_new_with_free_func(g_free);
    chart->grammar.trees = g_ptr_array_new_with_free_func((GDestroyNotify)cJSON_Delete);
    chart->config = g_steal_pointer(&own);
    ChartBuilder builder = {
        .chart = chart,
        .context = {.document = document,
                    .findings = findings,
                    .lenient = sources && sources->lenient,
                    .config = chart->config,
                    .trees = document,
                    .made = chart->grammar.trees},
        .data = {sources, chart->arena, folder, chart->data_files},
    };
    build(&builder, json_document_root(document));
    return builder.context.failed ? NULL : g_steal_pointer(&chart);
}
