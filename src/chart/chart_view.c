/* The size and surroundings of a view, as the whole grammar lets a spec say them
 * (https://vega.github.io/vega-lite/docs/size.html, docs/spec.html#view-background). */
#include "chart/view.h"

#include <math.h>
#include <string.h>

static const char *const sizes[2] = {"width", "height"};

static gboolean is_single(const cJSON *view)
{
    return json_member(view, "mark") || json_member(view, "layer");
}

/* A number of px, {"step": px of a category}, or "container". */
static void read_size(SpecContext *context, const cJSON *view, int c, Grammar *grammar)
{
    static const char *const members[] = {"step", "for", NULL};
    static const char *const targets[] = {"offset", "position", NULL};
    const char *name = sizes[c];
    const cJSON *item = json_member(view, name);
    grammar->size[c] = grammar->step[c] = NAN;
    if (g_strcmp0(cJSON_GetStringValue(item), "container") == 0) {
        if (is_single(view)) /* as Vega does where nothing contains the picture */
            grammar->size[c] = config_number(context->config, "view",
                                             c == 0 ? "continuousWidth" : "continuousHeight", 300);
        spec_left_out(context, item, "a picture has no container: its usual %s counts", name);
    } else if (cJSON_IsString(item)) {
        spec_fail(context, &rule_spec_value, item,
                  "'%s' must be a number of px, {\"step\": px} or \"container\"", name);
    } else if (!cJSON_IsObject(item)) {
        grammar->size[c] = spec_number(context, view, name, NAN, 0, 20000);
    } else if (spec_check_members(context, item, name, members)) {
        grammar->step[c] = spec_number(context, item, "step", 20, 0.1, 2000);
        grammar->whole_step[c] = spec_word(context, item, "for", targets, 0) == 1;
    }
}

void chart_read_size(ChartBuilder *builder, const cJSON *view)
{
    Grammar *grammar = &builder->chart->grammar;
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++)
        read_size(&builder->context, view, c, grammar);
}

static gboolean panel_has_steps(const Chart *chart, const Panel *panel, Channel channel)
{
    const Scale *scale = panel->scales[channel];
    const cJSON *usual = config_value(chart->config, "view",
                                      channel == CHANNEL_X ? "discreteWidth" : "discreteHeight");
    return scale && scale_is_discrete(scale) && !panel->sized[channel] &&
           !(cJSON_IsNumber(usual) && isnan(panel->step[channel]));
}

gboolean chart_has_steps(const Chart *chart, Channel channel)
{
    return panel_has_steps(chart, chart->panels->pdata[0], channel);
}

double chart_common_size(const Chart *chart, Channel channel)
{
    const Grid *grid = &chart->grammar.grid;
    const double size = ((const Panel *)chart->panels->pdata[0])->size[channel];
    if (!chart->grammar.children)
        return size;
    if (chart->grammar.cells || grid->columns != (channel == CHANNEL_X ? 1 : 0))
        return NAN;
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        if (fabs(panel->size[channel] - size) > 1e-9 || panel_has_steps(chart, panel, channel))
            return NAN;
    }
    return size;
}

void chart_resize(Chart *chart, const double size[2])
{
    for (guint i = 0; chart->grammar.children && i < chart->grammar.children->len; i++)
        chart_resize(chart->grammar.children->pdata[i], size);
    if (chart->grammar.children)
        return;
    g_autoptr(Findings) findings = findings_new(); /* none: the scales were built before */
    ChartBuilder builder = {
        .chart = chart,
        .context = {.document = chart->document, .findings = findings, .config = chart->config}};
    for (int c = CHANNEL_X; c <= CHANNEL_Y; c++) {
        if (!isnan(size[c]))
            chart->grammar.size[c] = size[c];
        for (guint p = 0; p < chart->panels->len; p++) {
            Panel *panel = chart->panels->pdata[p];
            g_clear_pointer(&panel->scales[c], scale_free);
            g_clear_pointer(&panel->offsets[c], scale_free);
            g_clear_pointer(&panel->axis_titles[c], g_free);
        }
    }
    chart_build_grammar_scales(&builder);
}

void chart_read_surface(ChartBuilder *builder, const cJSON *view)
{
    const cJSON *surface = json_member(view, "view");
    builder->chart->grammar.surface = surface;
    if (surface)
        spec_check_block(&builder->context, surface, "view");
}

/* Vega-Lite's normalizeAutoSize: only plots can fit, and only where their size is not in steps. */
static void read_fit(SpecContext *context, const cJSON *root, Fit *fit)
{
    const cJSON *autosize = json_member(root, "autosize");
    if (autosize && !spec_check_kind(context, autosize, CONFIG_AUTOSIZE))
        return;
    const cJSON *said[] = {autosize, config_value(context->config, "", "autosize")};
    gboolean contained[2];
    for (int c = 0; c < 2; c++)
        contained[c] = is_single(root) && cJSON_IsString(json_member(root, sizes[c]));
    const char *type = contained[0] && contained[1] ? "fit"
                       : contained[0]               ? "fit-x"
                       : contained[1]               ? "fit-y"
                                                    : "pad";
    const char *contains = contained[0] || contained[1] ? "padding" : "content";
    for (int i = 1; i >= 0; i--) {
        const char *word = cJSON_GetStringValue(said[i]);
        const char *own = word ? word : json_string(said[i], "type");
        type = own ? own : type;
        if (json_string(said[i], "contains"))
            contains = json_string(said[i], "contains");
    }
    const gboolean both = strcmp(type, "fit") == 0;
    if (both && !is_single(root))
        spec_left_out(context, autosize ? autosize : root,
                      "only a view with one plot can be made to fit in both directions");
    fit->plot[0] = (both && is_single(root)) || strcmp(type, "fit-x") == 0;
    fit->plot[1] = (both && is_single(root)) || strcmp(type, "fit-y") == 0;
    fit->none = strcmp(type, "none") == 0;
    fit->pads_inside = strcmp(contains, "padding") == 0;
}

static void read_padding(SpecContext *context, const cJSON *root, double padding[4])
{
    static const char *const names[] = {"left", "top", "right", "bottom"};
    const cJSON *own = json_member(root, "padding");
    if (own && !spec_check_kind(context, own, CONFIG_MARGINS))
        return;
    const cJSON *item = own ? own : config_value(context->config, "", "padding");
    for (gsize side = 0; side < G_N_ELEMENTS(names); side++)
        padding[side] =
            cJSON_IsNumber(item) ? item->valuedouble : json_number(item, names[side], 0);
}

void chart_read_view(ChartBuilder *builder, const cJSON *root)
{
    SpecContext *context = &builder->context;
    Chart *chart = builder->chart;
    Grammar *grammar = &chart->grammar;
    const cJSON *config = json_member(root, "config");
    if (config)
        spec_read_config(context, config, chart->config);
    chart_read_size(builder, root);
    chart_read_surface(builder, root);
    read_fit(context, root, &grammar->fit);
    read_padding(context, root, grammar->padding);
    grammar->background = config_color(chart->config, "", "background", COLOR_NONE);
    spec_color(context, root, "background", &grammar->background);
}
