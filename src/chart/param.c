#include "chart/param.h"

#include "chart/expression.h"

#include <math.h>
#include <string.h>

typedef enum { PARAM_UNREAD, PARAM_READING, PARAM_READ } ParamState;

typedef struct {
    ParamState state;
    const cJSON *json;    /* of the spec */
    const cJSON *view;    /* where it stands */
    cJSON *value;         /* once read; NULL: there was a finding; owned */
    GPtrArray *selection; /* of GArray*; NULL: a variable; owned */
} Param;

/* Against specs that are made to be slow: how deep parameters may build on each other, and how many
 * values may be put in place of expressions. */
enum { MOST_DEPTH = 100, MOST_VALUES = 1 << 20 };

struct Params {
    GHashTable *names; /* char*, borrowed from the document -> Param* */
    GPtrArray *order;  /* of Param*, as they stand in the spec; borrowed */
    guint depth;       /* of the parameter that is read */
    guint n_values;    /* put in place so far */
};

static void param_free(gpointer data)
{
    Param *param = data;
    cJSON_Delete(param->value);
    if (param->selection)
        g_ptr_array_unref(param->selection);
    g_free(param);
}

void params_free(Params *params)
{
    if (!params)
        return;
    g_hash_table_unref(params->names);
    g_ptr_array_unref(params->order);
    g_free(params);
}

static Param *find(const Params *params, const char *name)
{
    return params && name ? g_hash_table_lookup(params->names, name) : NULL;
}

gboolean params_has(const Params *params, const char *name)
{
    return find(params, name) != NULL;
}

const cJSON *params_value(const Params *params, const char *name)
{
    const Param *param = find(params, name);
    return param ? param->value : NULL;
}

gboolean params_is_selection(const Params *params, const char *name)
{
    const Param *param = find(params, name);
    return param && param->selection;
}

const GArray *params_selected(const Params *params, const char *name, guint index)
{
    const Param *param = find(params, name);
    return param && param->selection && index < param->selection->len
               ? param->selection->pdata[index]
               : NULL;
}

/* ---- {"expr": ...} -----------------------------------------------------------------------------
 */

static void read_param(Param *param, SpecContext *context);

/* The names that an expression uses are read before it. */
static void read_names(const Expression *expression, SpecContext *context)
{
    const GPtrArray *names = expression_params(expression);
    for (guint i = 0; i < names->len; i++) {
        Param *param = find(context->params, names->pdata[i]);
        if (param->state == PARAM_READING)
            spec_fail(context, &rule_spec_value, param->json,
                      "the parameter '%s' is made of itself", (const char *)names->pdata[i]);
        else if (param->state == PARAM_UNREAD)
            read_param(param, context);
    }
}

/* What an expression gives that needs no row; NULL: it needs one, or a finding. */
static cJSON *evaluate(const cJSON *text, SpecContext *context)
{
    g_autoptr(Expression) expression =
        expression_parse(text->valuestring, json_document_place(context->document, text),
                         context->params, context->findings);
    if (!expression) {
        context->failed = TRUE;
        return NULL;
    }
    read_names(expression, context);
    return expression_is_known(expression) ? expression_evaluate_json(expression) : NULL;
}

static guint count_values(const cJSON *value)
{
    guint n = 1;
    for (const cJSON *item = value->child; item; item = item->next)
        n += count_values(item);
    return n;
}

/* Puts a value where another one stands, whose place in the document it keeps.  value is taken;
 * what stood there may be referred to, and lives on. */
static void replace(cJSON *item, cJSON *value, SpecContext *context)
{
    context->params->n_values += count_values(value);
    if (context->params->n_values > MOST_VALUES) {
        spec_fail(context, &rule_spec_value, item,
                  "expressions stand for more than %d values in all", MOST_VALUES);
        cJSON_Delete(value);
        return;
    }
    cJSON *old = cJSON_CreateObject();
    old->child = item->child;
    g_ptr_array_add(context->made, old);
    item->type = value->type & 0xFF;
    item->child = value->child;
    item->valuedouble = value->valuedouble;
    item->valueint = value->valueint;
    item->valuestring = value->valuestring;
    value->child = NULL;
    value->valuestring = NULL;
    cJSON_Delete(value);
}

/* Data are not looked through, and a parameter has its expression beside its name. */
static gboolean is_opaque(const cJSON *owner, const char *name)
{
    static const char *const opaque[] = {"datasets", "usermeta", "params", NULL};
    return name && (g_strv_contains(opaque, name) ||
                    (strcmp(name, "values") == 0 && g_strcmp0(owner->string, "data") == 0));
}

/* What a scale's domain or the extent of bins takes from a parameter ({"param", "field" or
 * "encoding"}); NULL: the selection has nothing yet. */
static cJSON *extent_of(const Params *params, const cJSON *by)
{
    const char *name = json_string(by, "param"), *field = json_string(by, "field");
    const cJSON *value = params_value(params, name);
    if (params_is_selection(params, name))
        value = field ? json_member(value, field) : value->child;
    return value && !cJSON_IsNull(value) ? cJSON_Duplicate(value, 1) : NULL;
}

/* A domain or extent by a selection that holds nothing is none. */
static void resolve_extent(cJSON *owner, const char *member, SpecContext *context)
{
    cJSON *by = (cJSON *)(gpointer)json_member(owner, member);
    const char *name = json_string(by, "param");
    if (!name)
        return;
    if (!params_has(context->params, name)) {
        spec_fail(context, &rule_spec_value, by, "there is no parameter '%s'", name);
        return;
    }
    cJSON *value = extent_of(context->params, by);
    if (value)
        replace(by, value, context);
    else
        g_ptr_array_add(context->made, cJSON_DetachItemViaPointer(owner, by));
}

static void resolve(cJSON *item, SpecContext *context)
{
    resolve_extent(item, "domain", context);
    resolve_extent(item, "extent", context);
    const cJSON *text = json_member(item, "expr");
    if (text && !text->next && item->child == text && cJSON_IsString(text)) {
        cJSON *value = evaluate(text, context);
        if (value)
            replace(item, value, context);
        return;
    }
    for (cJSON *child = item->child; child; child = child->next) {
        if (context->params->n_values <= MOST_VALUES && !is_opaque(item, child->string))
            resolve(child, context);
    }
}

/* ---- reading -----------------------------------------------------------------------------------
 */

/* {FIELD: [values]} of the first that is selected, as expressions see a selection. */
static cJSON *selection_value(const GPtrArray *selection)
{
    cJSON *value = cJSON_CreateObject();
    const GArray *tests = selection->len > 0 ? selection->pdata[0] : NULL;
    for (guint i = 0; tests && i < tests->len; i++) {
        const SelectionTest *test = &g_array_index(tests, SelectionTest, i);
        cJSON_AddItemToObject(value, test->field, cJSON_Duplicate(test->values, 1));
    }
    return value;
}

static void read_param(Param *param, SpecContext *context)
{
    if (context->params->depth >= MOST_DEPTH) {
        spec_fail(context, &rule_spec_value, param->json,
                  "parameters may build on each other %d deep", MOST_DEPTH);
        return;
    }
    context->params->depth++;
    static const char *const members[] = {"name",  "value",  "expr",  "bind",
                                          "react", "select", "views", NULL};
    const cJSON *expr = json_member(param->json, "expr");
    const cJSON *value = json_member(param->json, "value");
    param->state = PARAM_READING;
    spec_check_members(context, param->json, "a parameter", members);
    if (json_member(param->json, "select")) {
        param->selection = selection_read(param->json, param->view, context);
        param->value = selection_value(param->selection);
    } else if (expr && spec_string(context, param->json, "expr")) {
        param->value = evaluate(expr, context);
        if (!param->value && !context->failed)
            spec_fail(context, &rule_spec_value, expr,
                      "a parameter is the same in all rows: its expression cannot ask one");
    } else if (!expr) {
        param->value = value ? cJSON_Duplicate(value, 1) : cJSON_CreateNull();
    }
    param->state = PARAM_READ;
    context->params->depth--;
}

static void add(SpecContext *context, const char *name, const cJSON *json, const cJSON *view)
{
    static const char *const reserved[] = {"datum", "event", "item", "parent", NULL};
    Params *params = context->params;
    if (!name || g_strv_contains(reserved, name)) {
        spec_fail(context, &rule_spec_value, json, "a parameter needs a name of its own");
        return;
    }
    if (find(params, name)) {
        spec_fail(context, &rule_spec_value, json, "there are two parameters '%s'", name);
        return;
    }
    Param *param = g_new0(Param, 1);
    param->state = PARAM_UNREAD;
    param->json = json;
    param->view = view;
    g_hash_table_insert(params->names, (gpointer)name, param);
    g_ptr_array_add(params->order, param);
}

/* All parameters of a view and those inside of it; variables count only at the top, as in
 * Vega-Lite. */
static void collect(SpecContext *context, const cJSON *view, gboolean top)
{
    static const char *const lists[] = {"layer", "concat", "hconcat", "vconcat"};
    for (const cJSON *item = json_member(view, "params") ? json_member(view, "params")->child
                                                         : NULL;
         item; item = item->next) {
        if (top || json_member(item, "select"))
            add(context, json_string(item, "name"), item, view);
        else
            spec_left_out(context, item, "a variable counts only at the top of the spec");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        const cJSON *list = json_member(view, lists[i]);
        for (const cJSON *item = list ? list->child : NULL; item; item = item->next)
            collect(context, item, FALSE);
    }
    if (json_member(view, "spec"))
        collect(context, json_member(view, "spec"), FALSE);
}

Params *params_read(SpecContext *context)
{
    Params *params = g_new0(Params, 1);
    params->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, param_free);
    params->order = g_ptr_array_new();
    context->params = params;
    const cJSON *root = json_document_root(context->document);
    collect(context, root, TRUE);
    const cJSON *defaults = json_member(json_member(root, "config"), "params");
    for (const cJSON *item = defaults ? defaults->child : NULL; item; item = item->next)
        add(context, json_string(item, "name"), item, root);
    for (guint i = 0; i < params->order->len; i++) {
        Param *param = params->order->pdata[i];
        if (param->state == PARAM_UNREAD)
            read_param(param, context);
    }
    if (!context->failed)
        resolve((cJSON *)(gpointer)root, context);
    return params;
}
