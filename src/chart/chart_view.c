/* The size and surroundings of a view, as the whole grammar lets a spec say them
 * (https://vega.github.io/vega-lite/docs/size.html, docs/spec.html#view-background). */
#include "chart/view.h"

#include <math.h>

/* A number of px, or {"step": px of a category}. */
static void read_size(SpecContext *context, const cJSON *root, const char *name, double *size,
                      double *step)
{
    static const char *const members[] = {"step", "for", NULL};
    static const char *const targets[] = {"offset", "position", NULL};
    const cJSON *item = json_member(root, name);
    *size = *step = NAN;
    if (!cJSON_IsObject(item)) {
        if (cJSON_IsString(item))
            spec_fail(context, &rule_spec_value, item,
                      "'%s' must be a number of px or {\"step\": px}: a picture has no container",
                      name);
        else
            *size = spec_number(context, root, name, NAN, 1, 20000);
        return;
    }
    if (!spec_check_members(context, item, name, members))
        return;
    *step = spec_number(context, item, "step", 20, 0.1, 2000);
    if (spec_word(context, item, "for", targets, 0) == 1)
        spec_fail(context, &rule_spec_value, json_member(item, "for"),
                  "a step for the position is not supported beside an offset");
}

void chart_read_size(ChartBuilder *builder, const cJSON *view)
{
    Grammar *grammar = &builder->chart->grammar;
    read_size(&builder->context, view, "width", &grammar->size[0], &grammar->step[0]);
    read_size(&builder->context, view, "height", &grammar->size[1], &grammar->step[1]);
}

/* The page fits around the plots, which have the size that the spec says. */
static void check_autosize(SpecContext *context, const cJSON *root)
{
    const cJSON *autosize = json_member(root, "autosize");
    const char *type =
        cJSON_IsObject(autosize) ? json_string(autosize, "type") : cJSON_GetStringValue(autosize);
    if (autosize && g_strcmp0(type, "pad") != 0)
        spec_fail(context, &rule_spec_value, autosize,
                  "'autosize' must be \"pad\": width and height are those of the plot");
}

void chart_read_view(ChartBuilder *builder, const cJSON *root)
{
    static const char *const members[] = {"fill", "stroke", NULL};
    SpecContext *context = &builder->context;
    Chart *chart = builder->chart;
    Grammar *grammar = &chart->grammar;
    const cJSON *config = json_member(root, "config"), *view = json_member(root, "view");
    if (config)
        spec_read_config(context, config, chart->config);
    chart_read_size(builder, root);
    check_autosize(context, root);
    grammar->background = config_color(chart->config, "", "background", COLOR_NONE);
    spec_color(context, root, "background", &grammar->background);
    grammar->padding = spec_number(context, root, "padding",
                                   config_number(chart->config, "", "padding", 5), 0, 1000);
    grammar->view_fill = config_color(chart->config, "view", "fill", COLOR_NONE);
    grammar->view_stroke = config_color(chart->config, "view", "stroke", COLOR_NONE);
    if (view && spec_check_members(context, view, "view", members)) {
        spec_color(context, view, "fill", &grammar->view_fill);
        spec_color(context, view, "stroke", &grammar->view_stroke);
    }
    grammar->n_rows = grammar->n_columns = 1;
}
