#include "chart/view.h"

#include <math.h>
#include <string.h>

static void panel_free(gpointer data)
{
    Panel *panel = data;
    g_ptr_array_unref(panel->layers);
    scale_free(panel->scales[0]);
    scale_free(panel->scales[1]);
    g_free(panel);
}

void chart_free(Chart *chart)
{
    if (!chart)
        return;
    g_ptr_array_unref(chart->panels);
    g_ptr_array_unref(chart->color_categories);
    g_ptr_array_unref(chart->shape_categories);
    g_ptr_array_unref(chart->wishes.presets);
    g_ptr_array_unref(chart->data_files);
    frame_arena_free(chart->arena);
    json_document_free(chart->document);
    g_free(chart);
}

const GPtrArray *chart_data_files(const Chart *chart)
{
    return chart->data_files;
}

const GPtrArray *chart_presets(const Chart *chart)
{
    return chart->wishes.presets;
}

static Panel *panel_new(Chart *chart, const char *header)
{
    Panel *panel = g_new0(Panel, 1);
    panel->header = header;
    panel->layers = g_ptr_array_new_with_free_func((GDestroyNotify)layer_free);
    g_ptr_array_add(chart->panels, panel);
    return panel;
}

/* ---- title, usermeta -------------------------------------------------------- */

static void parse_title(Chart *chart, SpecContext *context, const cJSON *title)
{
    static const char *const members[] = {"text", "subtitle", NULL};
    if (cJSON_IsString(title)) {
        chart->title = title->valuestring;
    } else if (title && spec_check_members(context, title, "title", members)) {
        chart->title = json_string(title, "text");
        chart->subtitle = json_string(title, "subtitle");
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

static void parse_wishes(Chart *chart, SpecContext *context, const cJSON *usermeta)
{
    static const char *const members[] = {"presets", "cite",     "avoid", "certainty",
                                          "aspect",  "footnote", NULL};
    ChartWishes *wishes = &chart->wishes;
    wishes->certainty = TRUE;
    wishes->aspect = NAN;
    const cJSON *json = json_member(usermeta, "figtrail"); /* others' members are theirs */
    if (!json || !spec_check_members(context, json, "usermeta.figtrail", members))
        return;
    const cJSON *presets = parse_names(context, json, "presets");
    for (const cJSON *name = presets ? presets->child : NULL; name; name = name->next)
        g_ptr_array_add(wishes->presets, name->valuestring);
    wishes->cite = parse_names(context, json, "cite");
    wishes->avoid = parse_names(context, json, "avoid");
    wishes->certainty = json_flag(json, "certainty", TRUE);
    wishes->aspect = json_number(json, "aspect", NAN);
    wishes->footnote = json_string(json, "footnote");
}

/* ---- facets ------------------------------------------------------------------ */

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The facet's values in order: of an array, else ascending. */
static GPtrArray *facet_values(const Frame *frame, int column, const cJSON *sort)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    for (guint row = 0; row < frame->n_rows; row++) {
        char *text = value_to_text(frame_value(frame, row, column));
        if (g_hash_table_contains(seen, text)) {
            g_free(text);
        } else {
            g_hash_table_add(seen, text);
            g_ptr_array_add(values, text);
        }
    }
    g_ptr_array_sort(values, compare_texts);
    guint next = 0; /* those that the array names come first, in its order */
    for (const cJSON *item = cJSON_IsArray(sort) ? sort->child : NULL; item; item = item->next) {
        for (guint i = next; i < values->len && cJSON_IsString(item); i++) {
            if (strcmp(values->pdata[i], item->valuestring) == 0) {
                gpointer found = g_ptr_array_steal_index(values, i);
                g_ptr_array_insert(values, (int)next++, found);
                break;
            }
        }
    }
    return values;
}

static gboolean build_facet_panels(ChartBuilder *builder, const cJSON *root, const Frame *frame)
{
    static const char *const facet_members[] = {"row", "column", NULL};
    static const char *const by_members[] = {"field", "type", "sort", NULL};
    SpecContext *context = &builder->context;
    const cJSON *facet = json_member(root, "facet"), *spec = json_member(root, "spec");
    const cJSON *by = json_member(facet, "row");
    if (!spec_check_members(context, facet, "facet", facet_members))
        return FALSE;
    if (!by) {
        by = json_member(facet, "column");
        builder->chart->across = TRUE;
    }
    if (!by || cJSON_GetArraySize(facet) != 1) {
        spec_fail(context, &rule_spec_value, facet, "facet needs either a row or a column");
        return FALSE;
    }
    if (!spec_check_members(context, by, "a facet's field", by_members))
        return FALSE;
    const int column = transform_column(frame, json_string(by, "field"), by, context);
    if (column < 0)
        return FALSE;
    g_autoptr(GPtrArray) values = facet_values(frame, column, json_member(by, "sort"));
    for (guint v = 0; v < values->len; v++) {
        g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
        guint n = 0;
        for (guint i = 0; i < frame->n_rows; i++) {
            g_autofree char *text = value_to_text(frame_value(frame, i, column));
            if (strcmp(text, values->pdata[v]) == 0)
                rows[n++] = i;
        }
        const char *header = frame_arena_text(builder->chart->arena, values->pdata[v]);
        Panel *panel = panel_new(builder->chart, header);
        if (!chart_add_layers(builder, panel, spec, frame_select(frame, rows, n), NULL))
            return FALSE;
    }
    return TRUE;
}

/* resolve: {"scale": {"x"|"y": "independent"|"shared"}} */
static void parse_resolve(ChartBuilder *builder, const cJSON *resolve)
{
    static const char *const members[] = {"scale", NULL};
    static const char *const scale_members[] = {"x", "y", NULL};
    static const char *const words[] = {"shared", "independent", NULL};
    builder->chart->shared[CHANNEL_X] = builder->chart->shared[CHANNEL_Y] = TRUE;
    if (!resolve || !spec_check_members(&builder->context, resolve, "resolve", members))
        return;
    const cJSON *scale = json_member(resolve, "scale");
    if (!scale || !spec_check_members(&builder->context, scale, "resolve.scale", scale_members))
        return;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++)
        builder->chart->shared[c] =
            spec_word(&builder->context, scale, channel_names[c], words, 0) == 0;
}

/* ---- the whole spec ---------------------------------------------------------- */

static void build(ChartBuilder *builder, const cJSON *root)
{
    static const char *const members[] = {"$schema",   "title",   "description", "name",  "data",
                                          "transform", "mark",    "encoding",    "layer", "facet",
                                          "spec",      "resolve", "usermeta",    NULL};
    Chart *chart = builder->chart;
    SpecContext *context = &builder->context;
    if (!spec_check_members(context, root, "a chart spec", members))
        return;
    parse_title(chart, context, json_member(root, "title"));
    chart->description = json_string(root, "description");
    parse_wishes(chart, context, json_member(root, "usermeta"));
    parse_resolve(builder, json_member(root, "resolve"));

    const cJSON *data = json_member(root, "data");
    Frame *frame = data ? data_read(data, context, &builder->data) : frame_new(chart->arena);
    if (!frame)
        return;
    if (json_member(root, "facet")) {
        g_autoptr(Frame) whole =
            transform_all(frame, json_member(root, "transform"), context, &builder->data);
        if (whole)
            build_facet_panels(builder, root, whole);
    } else {
        chart_add_layers(builder, panel_new(chart, NULL), root, frame, NULL);
    }
    if (!context->failed)
        chart_build_scales(builder);
}

Chart *chart_read(const char *path, const ChartSources *sources, Findings *findings, GError **error)
{
    JsonDocument *document = json_document_read(path, findings, error);
    if (!document)
        return NULL;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(Chart) chart = g_new0(Chart, 1);
    chart->document = document;
    chart->arena = frame_arena_new();
    chart->data_files = g_ptr_array_new_with_free_func(g_free);
    chart->panels = g_ptr_array_new_with_free_func(panel_free);
    chart->color_categories = g_ptr_array_new_with_free_func(g_free);
    chart->shape_categories = g_ptr_array_new_with_free_func(g_free);
    chart->wishes.presets = g_ptr_array_new();
    ChartBuilder builder = {
        .chart = chart,
        .context = {document, findings, FALSE},
        .data = {sources, chart->arena, folder, chart->data_files},
    };
    build(&builder, json_document_root(document));
    return builder.context.failed ? NULL : g_steal_pointer(&chart);
}
