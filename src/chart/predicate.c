#include "chart/predicate.h"

#include "chart/param.h"
#include "chart/row_expression.h"
#include "chart/transform.h"
#include "chart/value_time.h"

#include <math.h>

typedef gboolean (*Test)(const Predicate *predicate, const Frame *frame, guint row);

struct Predicate {
    Test test;
    RowExpression *expression;
    int column;
    TimeUnit time_unit; /* of times; 0: values are compared as they are */
    gboolean binned;    /* the times are beginnings of the unit already */
    const cJSON *json;  /* what to compare with */
    GPtrArray *parts;   /* of Predicate*: and, or, not; of a selection: of its tests */
    gboolean constant;  /* test_constant */
    SelectionTest selected;
};

void predicate_free(Predicate *predicate)
{
    if (!predicate)
        return;
    row_expression_free(predicate->expression);
    if (predicate->parts)
        g_ptr_array_unref(predicate->parts);
    g_free(predicate);
}

static Value column_value(const Predicate *predicate, const Frame *frame, guint row)
{
    const Value value = frame_value(frame, row, predicate->column);
    if (!predicate->time_unit || value.type == VALUE_NULL)
        return value;
    const double own = value_to_time_loosely(value);
    const double time = predicate->binned ? own : time_unit_floor(predicate->time_unit, own);
    return isnan(time) ? VALUE_NOTHING : value_number(time);
}

static Value operand(const Predicate *predicate, const cJSON *json)
{
    return spec_constant(json, predicate->time_unit, FALSE);
}

/* A row's value, as a time where it is compared with one. */
static Value comparable(Value value, const cJSON *json)
{
    return cJSON_IsObject(json) && value.type == VALUE_STRING
               ? value_number(value_to_time_loosely(value))
               : value;
}

/* As JavaScript compares: two texts by their characters, anything else as
 * numbers.  Unlike there, a missing value is never less or greater than
 * anything.  FALSE when there is no order. */
static gboolean compare_with(const Predicate *predicate, Value value, const cJSON *json, int *order)
{
    const Value with = operand(predicate, json);
    value = comparable(value, json);
    if (value.type == VALUE_NULL || with.type == VALUE_NULL)
        return FALSE;
    if (value.type == VALUE_STRING && with.type == VALUE_STRING) {
        *order = value_compare(value, with);
        return TRUE;
    }
    const double a = value_to_number(value), b = value_to_number(with);
    *order = (a > b) - (a < b);
    return !isnan(a) && !isnan(b);
}

static gboolean test_equal(const Predicate *p, const Frame *frame, guint row)
{
    return value_equal(comparable(column_value(p, frame, row), p->json), operand(p, p->json));
}

static gboolean test_lt(const Predicate *p, const Frame *frame, guint row)
{
    int order;
    return compare_with(p, column_value(p, frame, row), p->json, &order) && order < 0;
}

static gboolean test_lte(const Predicate *p, const Frame *frame, guint row)
{
    int order;
    return compare_with(p, column_value(p, frame, row), p->json, &order) && order <= 0;
}

static gboolean test_gt(const Predicate *p, const Frame *frame, guint row)
{
    int order;
    return compare_with(p, column_value(p, frame, row), p->json, &order) && order > 0;
}

static gboolean test_gte(const Predicate *p, const Frame *frame, guint row)
{
    int order;
    return compare_with(p, column_value(p, frame, row), p->json, &order) && order >= 0;
}

/* Both ends belong to the range; null: no end. */
static gboolean test_range(const Predicate *p, const Frame *frame, guint row)
{
    const Value value = column_value(p, frame, row);
    const cJSON *low = cJSON_GetArrayItem(p->json, 0), *high = cJSON_GetArrayItem(p->json, 1);
    int order;
    return value.type != VALUE_NULL &&
           (cJSON_IsNull(low) || (compare_with(p, value, low, &order) && order >= 0)) &&
           (cJSON_IsNull(high) || (compare_with(p, value, high, &order) && order <= 0));
}

static gboolean test_one_of(const Predicate *p, const Frame *frame, guint row)
{
    const Value value = column_value(p, frame, row);
    for (const cJSON *item = p->json->child; item; item = item->next) {
        if (value_equal(comparable(value, item), operand(p, item)))
            return TRUE;
    }
    return FALSE;
}

static gboolean test_valid(const Predicate *p, const Frame *frame, guint row)
{
    const Value value = column_value(p, frame, row);
    const gboolean valid =
        value.type != VALUE_NULL && !(value.type == VALUE_NUMBER && isnan(value.as.number));
    return valid == (cJSON_IsTrue(p->json) != 0);
}

static gboolean test_and(const Predicate *p, const Frame *frame, guint row)
{
    for (guint i = 0; i < p->parts->len; i++) {
        const Predicate *part = p->parts->pdata[i];
        if (!part->test(part, frame, row))
            return FALSE;
    }
    return TRUE;
}

static gboolean test_or(const Predicate *p, const Frame *frame, guint row)
{
    for (guint i = 0; i < p->parts->len; i++) {
        const Predicate *part = p->parts->pdata[i];
        if (part->test(part, frame, row))
            return TRUE;
    }
    return FALSE;
}

static gboolean test_not(const Predicate *p, const Frame *frame, guint row)
{
    return !test_and(p, frame, row);
}

static gboolean test_constant(const Predicate *p, const Frame *frame, guint row)
{
    (void)frame, (void)row;
    return p->constant;
}

/* A range has its ends, in any order; times in data may be texts. */
static gboolean test_selected(const Predicate *p, const Frame *frame, guint row)
{
    const Value value = frame_value(frame, row, p->column);
    const cJSON *first = p->selected.values->child;
    if (p->selected.is_range) {
        const double number =
            value.type == VALUE_STRING ? value_to_time_loosely(value) : value_to_number(value);
        const double a = first->valuedouble, b = first->next->valuedouble;
        return value.type != VALUE_NULL && number >= fmin(a, b) && number <= fmax(a, b);
    }
    for (const cJSON *item = first; item; item = item->next) {
        const Value wanted = spec_value(item);
        if (value_equal(value, wanted) ||
            (value.type == VALUE_STRING && wanted.type == VALUE_NUMBER &&
             value_to_time_loosely(value) == wanted.as.number))
            return TRUE;
    }
    return FALSE;
}

static gboolean test_expression(const Predicate *p, const Frame *frame, guint row)
{
    (void)frame;
    return value_truth(row_expression_evaluate(p->expression, row));
}

static gboolean is_orderable(const cJSON *item)
{
    return cJSON_IsNumber(item) || cJSON_IsString(item) || spec_is_moment(item);
}

static gboolean is_equatable(const cJSON *item)
{
    return spec_is_scalar(item) || cJSON_IsNull(item) || spec_is_moment(item);
}

static gboolean is_flag(const cJSON *item)
{
    return cJSON_IsBool(item) != 0;
}

static gboolean is_range(const cJSON *json)
{
    if (!cJSON_IsArray(json) || cJSON_GetArraySize(json) != 2)
        return FALSE;
    for (const cJSON *item = json->child; item; item = item->next) {
        if (!is_orderable(item) && !cJSON_IsNull(item))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_choice(const cJSON *json)
{
    gboolean good = cJSON_IsArray(json);
    for (const cJSON *item = good ? json->child : NULL; item; item = item->next)
        good &= is_equatable(item);
    return good;
}

static const struct {
    const char *name;
    Test test;
    gboolean (*takes)(const cJSON *json);
    const char *wanted;
} field_tests[] = {
    {"equal", test_equal, is_equatable, "a text, a number, true, false or null"},
    {"lt", test_lt, is_orderable, "a number or a text"},
    {"lte", test_lte, is_orderable, "a number or a text"},
    {"gt", test_gt, is_orderable, "a number or a text"},
    {"gte", test_gte, is_orderable, "a number or a text"},
    {"range", test_range, is_range, "an array of two ends"},
    {"oneOf", test_one_of, is_choice, "an array of texts and numbers"},
    {"valid", test_valid, is_flag, "true or false"},
};

static const struct {
    const char *name;
    Test test;
} logical_tests[] = {{"and", test_and}, {"or", test_or}, {"not", test_not}};

static Predicate *list_new(Test test)
{
    Predicate *predicate = g_new0(Predicate, 1);
    predicate->test = test;
    predicate->parts = g_ptr_array_new_with_free_func((GDestroyNotify)predicate_free);
    return predicate;
}

static Predicate *parse_parts(const cJSON *json, Test test, const Frame *frame,
                              SpecContext *context)
{
    g_autoptr(Predicate) predicate = list_new(test);
    const gboolean list = cJSON_IsArray(json);
    for (const cJSON *item = list ? json->child : json; item; item = list ? item->next : NULL) {
        Predicate *part = predicate_parse(item, frame, context);
        if (!part)
            return NULL;
        g_ptr_array_add(predicate->parts, part);
    }
    return g_steal_pointer(&predicate);
}

static Predicate *parse_field(const cJSON *json, const Frame *frame, SpecContext *context)
{
    static const char *const members[] = {"field", "timeUnit", "equal", "lt",    "lte", "gt",
                                          "gte",   "range",    "oneOf", "valid", NULL};
    if (!spec_check_members(context, json, "a predicate", members))
        return NULL;
    g_autoptr(Predicate) predicate = g_new0(Predicate, 1);
    predicate->column =
        transform_column(frame, json_string(json, "field"), json_member(json, "field"), context);
    if (predicate->column < 0)
        return NULL;
    TimeBins bins;
    if (!spec_time_bins(context, json_member(json, "timeUnit"), &bins))
        return NULL;
    predicate->time_unit = bins.unit;
    predicate->binned = bins.binned;
    for (gsize i = 0; i < G_N_ELEMENTS(field_tests); i++) {
        const cJSON *with = json_member(json, field_tests[i].name);
        if (!with)
            continue;
        if (predicate->test || !field_tests[i].takes(with)) {
            if (predicate->test)
                spec_fail(context, &rule_spec_value, with, "a predicate makes one comparison only");
            else
                spec_fail(context, &rule_spec_value, with, "'%s' must be %s", field_tests[i].name,
                          field_tests[i].wanted);
            return NULL;
        }
        predicate->test = field_tests[i].test;
        predicate->json = with;
    }
    if (predicate->test)
        return g_steal_pointer(&predicate);
    spec_fail(context, &rule_spec_value, json,
              "a field predicate needs one of: equal, lt, lte, gt, gte, range, oneOf, valid");
    return NULL;
}

static Predicate *constant_new(gboolean holds)
{
    Predicate *predicate = g_new0(Predicate, 1);
    predicate->test = test_constant;
    predicate->constant = holds;
    return predicate;
}

static Predicate *parse_selection_test(const SelectionTest *test, const cJSON *json,
                                       const Frame *frame, SpecContext *context)
{
    const int column = transform_column(frame, test->field, json, context);
    if (column < 0)
        return NULL;
    Predicate *predicate = g_new0(Predicate, 1);
    predicate->test = test_selected;
    predicate->column = column;
    predicate->selected = *test;
    return predicate;
}

/* {"param": ..., "empty": ...}: a variable holds when it is true, a selection when it selects the
 * row, or nothing yet (unless "empty" is false). */
static Predicate *parse_param(const cJSON *json, const Frame *frame, SpecContext *context)
{
    const char *name = spec_string(context, json, "param");
    if (!params_has(context->params, name)) {
        spec_fail(context, &rule_spec_value, json_member(json, "param"),
                  "there is no parameter '%s'", name ? name : "");
        return NULL;
    }
    if (!params_is_selection(context->params, name)) {
        const cJSON *value = params_value(context->params, name);
        return constant_new(value && (cJSON_IsArray(value) || cJSON_IsObject(value) ||
                                      value_truth(spec_value(value))));
    }
    if (!params_selected(context->params, name, 0))
        return constant_new(spec_flag(context, json, "empty", TRUE));
    g_autoptr(Predicate) any = list_new(test_or);
    const GArray *tests;
    for (guint i = 0; (tests = params_selected(context->params, name, i)); i++) {
        Predicate *all = list_new(test_and);
        g_ptr_array_add(any->parts, all);
        for (guint k = 0; k < tests->len; k++) {
            Predicate *one =
                parse_selection_test(&g_array_index(tests, SelectionTest, k), json, frame, context);
            if (!one)
                return NULL;
            g_ptr_array_add(all->parts, one);
        }
    }
    return g_steal_pointer(&any);
}

Predicate *predicate_parse_condition(const cJSON *json, const Frame *frame, SpecContext *context)
{
    const cJSON *test = json_member(json, "test");
    return test ? predicate_parse(test, frame, context) : parse_param(json, frame, context);
}

Predicate *predicate_parse(const cJSON *json, const Frame *frame, SpecContext *context)
{
    if (cJSON_IsString(json)) {
        RowExpression *expression = row_expression_parse(json, frame, context);
        if (!expression)
            return NULL;
        Predicate *predicate = g_new0(Predicate, 1);
        predicate->test = test_expression;
        predicate->expression = expression;
        return predicate;
    }
    if (json_member(json, "param") && !json_member(json, "field")) {
        static const char *const members[] = {"param", "empty", NULL};
        return spec_check_members(context, json, "a predicate", members)
                   ? parse_param(json, frame, context)
                   : NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(logical_tests); i++) {
        const cJSON *parts = json_member(json, logical_tests[i].name);
        if (!parts)
            continue;
        const gboolean list = logical_tests[i].test != test_not;
        if (list != (cJSON_IsArray(parts) != 0) || cJSON_GetArraySize(json) != 1) {
            spec_fail(context, &rule_spec_value, json, "'%s' must stand alone, over %s",
                      logical_tests[i].name, list ? "an array of predicates" : "one predicate");
            return NULL;
        }
        return parse_parts(parts, logical_tests[i].test, frame, context);
    }
    return parse_field(json, frame, context);
}

gboolean predicate_holds(const Predicate *predicate, const Frame *frame, guint row)
{
    return predicate->test(predicate, frame, row);
}
