/* Properties of axes: their own, conditional ones, and the families of config
 * (https://vega.github.io/vega-lite/docs/axis.html#config). */
#include "chart/predicate.h"
#include "scene/vega_ticks.h"

#include <math.h>
#include <string.h>

static const cJSON *panel_value(const Panel *panel, Channel channel, const char *name)
{
    for (guint i = 0; i < panel->layers->len; i++) {
        const ChannelSpec *spec = &((const Layer *)panel->layers->pdata[i])->channels[channel];
        const cJSON *item = spec->present ? json_member(spec->axis, name) : NULL;
        if (item)
            return item;
    }
    return NULL;
}

const cJSON *vega_axis_own_value(const VegaAxis *axis, const char *name)
{
    const Chart *chart = axis->page->chart;
    const cJSON *item = panel_value(axis->panel, axis->channel, name);
    for (guint p = 0; !item && p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        if (chart_shares_axis(chart, axis->panel, panel, axis->channel))
            item = panel_value(panel, axis->channel, name);
    }
    return item;
}

/* What kind of scale it is, as the names of config blocks tell: "Band", "Quantitative". */
static const char *const *scale_kinds(const VegaAxis *axis)
{
    static const char *const band[] = {"Band", "Discrete", NULL};
    static const char *const point[] = {"Point", "Discrete", NULL};
    static const char *const time[] = {"Temporal", NULL};
    static const char *const number[] = {"Quantitative", NULL};
    return axis->scale->type == SCALE_BAND    ? band
           : axis->scale->type == SCALE_POINT ? point
           : axis->scale->type == SCALE_TIME  ? time
                                              : number;
}

static const cJSON *config_axis_value(const VegaAxis *axis, const char *name)
{
    static const char *const sides[] = {[AXIS_BOTTOM] = "axisBottom",
                                        [AXIS_TOP] = "axisTop",
                                        [AXIS_LEFT] = "axisLeft",
                                        [AXIS_RIGHT] = "axisRight"};
    const Config *config = axis->page->config;
    const char *direction = axis->channel == CHANNEL_X ? "axisX" : "axisY";
    const char *const *kinds = scale_kinds(axis);
    const cJSON *value = NULL;
    for (int directed = 1; directed >= 0; directed--) {
        for (int i = 0; !value && kinds[i]; i++) {
            g_autofree char *block = g_strconcat(directed ? direction : "axis", kinds[i], NULL);
            value = config_value(config, block, name);
        }
    }
    if (!value)
        value = config_value(config, direction, name);
    if (!value)
        value = config_value(config, sides[axis->side], name);
    return value ? value : config_value(config, "axis", name);
}

/* ---- conditions --------------------------------------------------------------------------------
 */

static void add_rows(VegaAxis *axis)
{
    axis->arena = frame_arena_new();
    axis->rows = frame_new(axis->arena);
    const guint value = frame_column_add(axis->rows, "value");
    const guint label = frame_column_add(axis->rows, "label");
    const guint index = frame_column_add(axis->rows, "index");
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const guint row = frame_row_add(axis->rows, NULL);
        frame_set(axis->rows, row, value, tick->value);
        frame_set(axis->rows, row, label, value_string(frame_arena_text(axis->arena, tick->label)));
        frame_set(
            axis->rows, row, index,
            value_number(axis->ticks_at->len > 1 ? (double)i / (axis->ticks_at->len - 1) : 0));
    }
}

/* Whether a condition holds for a tick; parsing found no fault when the spec was read. */
static gboolean condition_holds(VegaAxis *axis, const cJSON *condition, guint tick)
{
    if (!axis->rows) {
        add_rows(axis);
        axis->tests =
            g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)(void (*)(void))predicate_free);
    }
    Predicate *test = g_hash_table_lookup(axis->tests, condition);
    if (!test) {
        g_autoptr(Findings) findings = findings_new();
        SpecContext context = {.document = axis->page->chart->document,
                               .findings = findings,
                               .config = axis->page->config,
                               .params = axis->page->chart->params};
        test = predicate_parse(json_member(condition, "test"), axis->rows, &context);
        if (!test)
            return FALSE;
        g_hash_table_insert(axis->tests, (gpointer)condition, test);
    }
    return predicate_holds(test, axis->rows, tick);
}

const cJSON *vega_axis_value(const VegaAxis *axis, const char *name, int tick)
{
    const cJSON *value = vega_axis_own_value(axis, name);
    if (!value)
        value = config_axis_value(axis, name);
    const cJSON *condition = cJSON_IsObject(value) ? json_member(value, "condition") : NULL;
    if (!condition)
        return value;
    const gboolean list = cJSON_IsArray(condition);
    for (const cJSON *item = list ? condition->child : condition; tick >= 0 && item;
         item = list ? item->next : NULL) {
        if (condition_holds((VegaAxis *)(gpointer)axis, item, (guint)tick))
            return json_member(item, "value");
    }
    return json_member(value, "value");
}

double vega_axis_number(const VegaAxis *axis, const char *name, int tick, double fallback)
{
    const cJSON *value = vega_axis_value(axis, name, tick);
    return cJSON_IsNumber(value) ? value->valuedouble : fallback;
}

gboolean vega_axis_flag(const VegaAxis *axis, const char *name, gboolean fallback)
{
    const cJSON *value = vega_axis_value(axis, name, -1);
    return cJSON_IsBool(value) ? cJSON_IsTrue(value) != 0 : fallback;
}

const char *vega_axis_text(const VegaAxis *axis, const char *name)
{
    return cJSON_GetStringValue(vega_axis_value(axis, name, -1));
}

Color vega_axis_color(const VegaAxis *axis, const char *prefix, int tick)
{
    g_autofree char *color_name = g_strconcat(prefix, "Color", NULL);
    g_autofree char *opacity_name = g_strconcat(prefix, "Opacity", NULL);
    const cJSON *value = vega_axis_value(axis, color_name, tick);
    Color color = {.alpha = 1};
    if (cJSON_IsNull(value))
        return COLOR_NONE;
    if (cJSON_IsString(value))
        color_parse(value->valuestring, &color);
    color.alpha *= fmin(fmax(vega_axis_number(axis, opacity_name, tick, 1), 0), 1);
    return color;
}
