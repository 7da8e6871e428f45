/* Marks of the whole grammar: what each may say.  As in Vega-Lite, all may say what any of them
 * heeds. */
#include "chart/spec.h"

#include <math.h>
#include <string.h>

/* Words that a property may be; the others take any text. */
static void check_words(SpecContext *context, const cJSON *json)
{
    static const char *const aligns[] = {"left", "center", "right", NULL};
    static const char *const baselines[] = {"top",      "middle",      "bottom", "alphabetic",
                                            "line-top", "line-bottom", NULL};
    static const char *const orients[] = {"horizontal", "vertical", NULL};
    static const char *const interpolations[] = {
        "linear",      "linear-closed", "monotone", "step",    "step-after",
        "step-before", "basis",         "cardinal", "natural", NULL};
    static const char *const caps[] = {"butt", "round", "square", NULL};
    const struct {
        const char *name;
        const char *const *words;
    } members[] = {{"align", aligns},
                   {"baseline", baselines},
                   {"orient", orients},
                   {"interpolate", interpolations},
                   {"strokeCap", caps}};
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        if (!json_member(json_member(json, members[i].name), "expr"))
            spec_word(context, json, members[i].name, members[i].words, 0);
    }
    const char *shape = json_string(json, "shape");
    if (shape && !spec_shape_known(shape))
        spec_fail(context, &rule_spec_value, json_member(json, "shape"), "there is no shape \"%s\"",
                  shape);
}

static void check_mark_member(SpecContext *context, const cJSON *item, const char *mark)
{
    ConfigKind kind;
    if (cJSON_IsString(json_member(item, "expr")))
        return; /* mark_row.c */
    static const char *const offsets[] = {"xOffset", "yOffset", "x2Offset", "y2Offset", NULL};
    if (strcmp(item->string, "style") == 0 || g_strv_contains(offsets, item->string)) {
        spec_check_kind(context, item, *item->string == 's' ? CONFIG_LINES : CONFIG_NUMBER);
        return;
    }
    if (strcmp(item->string, "type") == 0 || strcmp(item->string, "point") == 0 ||
        strcmp(item->string, "line") == 0)
        return; /* 'point' and 'line': normalize.c made layers of them, or refused them */
    if (!config_kind(mark, item->string, &kind))
        spec_unsupported(context, item, "'%s' is not supported in a %s mark", item->string, mark);
    else /* letters have one colour */
        spec_check_kind(context, item,
                        kind == CONFIG_PAINT && strcmp(mark, "text") == 0 ? CONFIG_COLOR : kind);
}

gboolean spec_parse_grammar_mark(SpecContext *context, const cJSON *json, MarkSpec *mark)
{
    const MarkName *found = spec_find_mark(context, json);
    if (!found)
        return FALSE;
    *mark = (MarkSpec){
        .json = json, .name = found->name, .type = found->type, .shape = found->shape, .band = NAN};
    for (const cJSON *item = cJSON_IsObject(json) ? json->child : NULL; item; item = item->next)
        check_mark_member(context, item, found->name);
    if (cJSON_IsObject(json))
        check_words(context, json);
    const gboolean fills = mark->shape || (mark->type != SHAPE_POINT && mark->type != SHAPE_LINE &&
                                           mark->type != SHAPE_RULE);
    mark->filled =
        json_flag(json, "filled", config_flag(context->config, found->name, "filled", fills));
    return !context->failed;
}
