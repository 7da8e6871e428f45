/*
 * "repeat" as the views or layers that it stands for
 * (https://vega.github.io/vega-lite/docs/repeat.html; Vega-Lite's normalize/core.ts).
 */
#include "chart/view.h"

#include <string.h>

enum { MOST_VIEWS = 400 };

/* The field that each kind of {"repeat": KIND} stands for; NULL: it is left as it is. */
typedef struct {
    const char *repeat, *row, *column, *layer;
} Repeater;

static const char *repeater_field(const Repeater *repeater, const cJSON *item)
{
    const char *kind = json_string(item, "repeat");
    if (!kind || cJSON_GetArraySize(item) != 1)
        return NULL;
    return strcmp(kind, "repeat") == 0   ? repeater->repeat
           : strcmp(kind, "row") == 0    ? repeater->row
           : strcmp(kind, "column") == 0 ? repeater->column
           : strcmp(kind, "layer") == 0  ? repeater->layer
                                         : NULL;
}

/* A copy in which fields stand for their repeaters; data are only referred to. */
static cJSON *copy_with_fields(const cJSON *item, const Repeater *repeater)
{
    const char *field = repeater_field(repeater, item);
    if (field)
        return cJSON_CreateString(field);
    if (!cJSON_IsObject(item) && !cJSON_IsArray(item))
        return cJSON_Duplicate(item, TRUE);
    cJSON *copy = cJSON_IsObject(item) ? cJSON_CreateObject() : cJSON_CreateArray();
    for (const cJSON *child = item->child; child; child = child->next) {
        if (cJSON_IsArray(item))
            cJSON_AddItemToArray(copy, copy_with_fields(child, repeater));
        else if (strcmp(child->string, "data") == 0)
            cJSON_AddItemReferenceToObject(copy, child->string, (cJSON *)(gpointer)child);
        else
            cJSON_AddItemToObject(copy, child->string, copy_with_fields(child, repeater));
    }
    return copy;
}

static gboolean check_fields(SpecContext *context, const cJSON *list)
{
    gboolean good = cJSON_IsArray(list) && list->child;
    for (const cJSON *item = good ? list->child : NULL; item; item = item->next)
        good &= cJSON_IsString(item) != 0;
    if (!good)
        spec_fail(context, &rule_spec_value, list, "'repeat' needs arrays of fields");
    return good;
}

static gboolean check_repeat(SpecContext *context, const cJSON *repeat)
{
    static const char *const members[] = {"row", "column", "layer", NULL};
    if (cJSON_IsArray(repeat))
        return check_fields(context, repeat);
    if (!spec_check_members(context, repeat, "repeat", members))
        return FALSE;
    gboolean good = repeat->child != NULL;
    if (!good)
        spec_fail(context, &rule_spec_value, repeat, "'repeat' needs arrays of fields");
    for (const cJSON *item = repeat->child; item; item = item->next)
        good = check_fields(context, item) && good;
    return good;
}

/* The views of all fields of a list (NULL: one view), inner ones first. */
static void add_views(cJSON *views, const cJSON *spec, const cJSON *repeat)
{
    const cJSON *plain = cJSON_IsArray(repeat) ? repeat->child : NULL;
    const cJSON *row = json_member(repeat, "row"), *column = json_member(repeat, "column");
    const cJSON *layer = json_member(repeat, "layer");
    const cJSON *r = row ? row->child : NULL;
    do {
        const cJSON *c = column ? column->child : NULL;
        do {
            const cJSON *p = plain ? plain : layer && !row && !column ? layer->child : NULL;
            const gboolean layers = !plain && p;
            do {
                const Repeater repeater = {.repeat = layers ? NULL : cJSON_GetStringValue(p),
                                           .layer = layers ? cJSON_GetStringValue(p) : NULL,
                                           .row = cJSON_GetStringValue(r),
                                           .column = cJSON_GetStringValue(c)};
                cJSON_AddItemToArray(views, copy_with_fields(spec, &repeater));
                p = p ? p->next : NULL;
            } while (p);
            c = c ? c->next : NULL;
        } while (c);
        r = r ? r->next : NULL;
    } while (r);
}

static guint count_views(const cJSON *repeat)
{
    if (cJSON_IsArray(repeat))
        return (guint)cJSON_GetArraySize(repeat);
    guint n = 1;
    for (const cJSON *item = repeat->child; item; item = item->next)
        n *= MIN((guint)cJSON_GetArraySize(item), MOST_VIEWS + 1);
    return n;
}

const cJSON *chart_expand_repeat(ChartBuilder *builder, const cJSON *view)
{
    const cJSON *repeat = json_member(view, "repeat"), *spec = json_member(view, "spec");
    SpecContext *context = &builder->context;
    if (!check_repeat(context, repeat))
        return NULL;
    if (!cJSON_IsObject(spec) || count_views(repeat) > MOST_VIEWS) {
        spec_fail(context, &rule_spec_value, repeat,
                  "'repeat' needs a 'spec': what each of at most %d views shows", MOST_VIEWS);
        return NULL;
    }
    const cJSON *row = json_member(repeat, "row"), *column = json_member(repeat, "column");
    const cJSON *layer = json_member(repeat, "layer");
    const gboolean layers = layer && !row && !column;
    cJSON *tree = cJSON_CreateObject();
    g_ptr_array_add(builder->chart->grammar.trees, tree);
    g_autoptr(cJSON) inner = NULL;
    if (layer && !layers) { /* every view of the grid is a repeat of layers */
        inner = cJSON_CreateObject();
        cJSON_AddItemToObject(cJSON_AddObjectToObject(inner, "repeat"), "layer",
                              cJSON_Duplicate(layer, TRUE));
        cJSON_AddItemReferenceToObject(inner, "spec", (cJSON *)(gpointer)spec);
    }
    for (const cJSON *item = view->child; item; item = item->next) {
        if (item != repeat && item != spec && strcmp(item->string, "columns") != 0)
            cJSON_AddItemReferenceToObject(tree, item->string, (cJSON *)(gpointer)item);
    }
    if (!layers && !json_member(view, "align"))
        cJSON_AddStringToObject(tree, "align", "all");
    if (column)
        cJSON_AddNumberToObject(tree, "columns", cJSON_GetArraySize(column));
    else if (row)
        cJSON_AddNumberToObject(tree, "columns", 1);
    else if (json_member(view, "columns"))
        cJSON_AddItemToObject(tree, "columns", cJSON_Duplicate(json_member(view, "columns"), TRUE));
    add_views(cJSON_AddArrayToObject(tree, layers ? "layer" : "concat"), inner ? inner : spec,
              repeat);
    return tree;
}
