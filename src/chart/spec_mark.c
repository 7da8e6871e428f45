/* Marks: what each may say (https://vega.github.io/vega-lite/docs/mark.html). */
#include "chart/path.h"
#include "chart/spec.h"

#include <math.h>
#include <string.h>

/* What every mark may say, and what each adds to it. */
#define COMMON_MEMBERS "type", "color", "opacity"
#define STROKE_MEMBERS "stroke", "strokeWidth"
static const char *const bar_members[] = {COMMON_MEMBERS, STROKE_MEMBERS, "fill", "size",
                                          "height",       "cornerRadius", NULL};
static const char *const point_members[] = {COMMON_MEMBERS, STROKE_MEMBERS, "fill", "filled",
                                            "size",         "shape",        NULL};
static const char *const rule_members[] = {COMMON_MEMBERS, STROKE_MEMBERS, "strokeDash", NULL};
static const char *const text_members[] = {COMMON_MEMBERS, "dx",       "dy",         "align",
                                           "baseline",     "fontSize", "fontWeight", NULL};
static const char *const tick_members[] = {COMMON_MEMBERS, "size", "thickness", NULL};
static const char *const line_members[] = {COMMON_MEMBERS, "strokeWidth", "strokeDash", NULL};

/* circle and square are points, filled, of that shape */
static const MarkName mark_names[] = {
    {"bar", SHAPE_BAR, NULL, bar_members},
    {"point", SHAPE_POINT, NULL, point_members},
    {"circle", SHAPE_POINT, "circle", point_members},
    {"square", SHAPE_POINT, "square", point_members},
    {"rule", SHAPE_RULE, NULL, rule_members},
    {"text", SHAPE_TEXT, NULL, text_members},
    {"tick", SHAPE_TICK, NULL, tick_members},
    {"line", SHAPE_LINE, NULL, line_members},
    {"area", SHAPE_AREA, NULL, NULL},
    {"rect", SHAPE_RECT, NULL, NULL},
};

const MarkName *spec_find_mark(SpecContext *context, const cJSON *json)
{
    const gboolean grammar = context->config != NULL;
    const char *name = cJSON_IsString(json) ? json->valuestring : json_string(json, "type");
    g_autoptr(GString) known = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(mark_names); i++) {
        if (!grammar && !mark_names[i].members)
            continue;
        if (g_strcmp0(name, mark_names[i].name) == 0)
            return &mark_names[i];
        g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", mark_names[i].name);
    }
    spec_fail(context, &rule_spec_value, json, "mark '%s' is not supported; supported are: %s%s",
              name ? name : "", known->str, grammar ? ", errorbar, errorband, boxplot" : "");
    return NULL;
}

/* In the order of scene/symbol.c. */
const char *const spec_shapes[] = {"circle",      "square",        "cross", "diamond",
                                   "triangle-up", "triangle-down", NULL};

gboolean spec_shape_known(const char *name)
{
    static const char *const others[] = {
        "triangle", "triangle-left", "triangle-right", "arrow", "wedge", "stroke", NULL};
    if (!name || g_strv_contains(spec_shapes, name) || g_strv_contains(others, name))
        return name != NULL;
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    return path_parse(name, path);
}

static void parse_dash(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    const cJSON *dash = json_member(json, "strokeDash");
    if (!dash)
        return;
    const int n = cJSON_IsArray(dash) ? cJSON_GetArraySize(dash) : 0;
    if (n != 2 && n != 4) {
        spec_fail(context, &rule_spec_value, dash, "'strokeDash' must be two or four numbers");
        return;
    }
    double sum = 0; /* a pattern of no length cannot be drawn */
    for (int i = 0; i < n; i++) {
        const cJSON *item = cJSON_GetArrayItem(dash, i);
        mark->stroke_dash[i] = cJSON_IsNumber(item) ? item->valuedouble : NAN;
        if (!(mark->stroke_dash[i] >= 0 && mark->stroke_dash[i] <= 1000))
            spec_fail(context, &rule_spec_value, item, "a dash must be a number from 0 to 1000");
        sum += mark->stroke_dash[i];
    }
    if (!(sum > 0))
        spec_fail(context, &rule_spec_value, dash, "'strokeDash' must have some length");
    mark->n_stroke_dash = (guint)n;
}

/* Only the form {"band": 0..1} of Vega-Lite's bar height is supported. */
static void parse_band(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    static const char *const members[] = {"band", NULL};
    const cJSON *height = json_member(json, "height");
    if (height && spec_check_members(context, height, "a band size", members))
        mark->band = spec_number(context, height, "band", NAN, 0.05, 1);
}

static void parse_font_weight(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    const cJSON *weight = json_member(json, "fontWeight");
    const char *word = cJSON_GetStringValue(weight);
    if (cJSON_IsNumber(weight) && weight->valuedouble >= 100 && weight->valuedouble <= 900)
        mark->font_weight = weight->valueint;
    else if (g_strcmp0(word, "bold") == 0)
        mark->font_weight = 700;
    else if (g_strcmp0(word, "normal") == 0)
        mark->font_weight = 400;
    else if (weight)
        spec_fail(context, &rule_spec_value, weight,
                  "'fontWeight' must be normal, bold or a number from 100 to 900");
}

/* The limits keep every coordinate finite and every text drawable. */
static const struct {
    const char *name;
    gsize offset;
    double minimum, maximum;
} mark_numbers[] = {
    {"opacity", offsetof(MarkSpec, opacity), 0, 1},
    {"size", offsetof(MarkSpec, size), 0, 1e6},
    {"strokeWidth", offsetof(MarkSpec, stroke_width), 0, 1000},
    {"cornerRadius", offsetof(MarkSpec, corner_radius), 0, 1000},
    {"dx", offsetof(MarkSpec, dx), -10000, 10000},
    {"dy", offsetof(MarkSpec, dy), -10000, 10000},
    {"fontSize", offsetof(MarkSpec, font_size), 1, 500},
    {"thickness", offsetof(MarkSpec, thickness), 0, 1000},
};

static void parse_mark_numbers(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    for (gsize i = 0; i < G_N_ELEMENTS(mark_numbers); i++) {
        double *number = (double *)(gpointer)((char *)mark + mark_numbers[i].offset);
        *number = spec_number(context, json, mark_numbers[i].name, NAN, mark_numbers[i].minimum,
                              mark_numbers[i].maximum);
    }
}

gboolean spec_parse_mark(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    static const char *const aligns[] = {"left", "center", "right", NULL};
    static const char *const baselines[] = {"top", "middle", "bottom", "alphabetic", NULL};
    if (context->config)
        return spec_parse_grammar_mark(context, json, mark);
    *mark = (MarkSpec){.json = json, .band = NAN};
    parse_mark_numbers(context, NULL, mark);
    const MarkName *found = spec_find_mark(context, json);
    if (!found)
        return FALSE;
    mark->type = found->type;
    mark->shape = found->shape;
    mark->filled = mark->type != SHAPE_POINT || mark->shape;
    mark->align = mark->baseline = -1;
    if (cJSON_IsString(json))
        return TRUE;

    if (!spec_check_members(context, json, "this mark", found->members))
        return FALSE;
    mark->filled = spec_flag(context, json, "filled", mark->filled);
    mark->has_color = spec_color(context, json, "color", &mark->color);
    mark->has_fill = spec_color(context, json, "fill", &mark->fill);
    mark->has_stroke = spec_color(context, json, "stroke", &mark->stroke);
    parse_mark_numbers(context, json, mark);
    mark->align = spec_word(context, json, "align", aligns, -1);
    mark->baseline = spec_word(context, json, "baseline", baselines, -1);
    parse_font_weight(context, json, mark);
    const int shape = spec_word(context, json, "shape", spec_shapes, -1);
    if (shape >= 0)
        mark->shape = spec_shapes[shape];
    parse_dash(context, json, mark);
    parse_band(context, json, mark);
    return TRUE;
}
