#include "table/json_schema.h"

#include "base/number.h"
#include "table/suggest.h"

#include <math.h>
#include <string.h>

/* json.c's own limit keeps both trees below 200 levels; this one keeps 'allOf' in bounds. */
enum { DEPTH_LIMIT = 100 };

typedef struct {
    GString *path; /* a JSON pointer to the value (RFC 6901) */
    guint depth;
} Checker;

static char *check(Checker *checker, const cJSON *schema, const cJSON *value);

/* ---- what a schema may say --------------------------------------------------- */

static gboolean is_schema(const cJSON *json)
{
    return cJSON_IsObject(json) || cJSON_IsBool(json);
}

static gboolean is_list(const cJSON *json)
{
    return cJSON_IsArray(json) && json->child;
}

static gboolean is_any(const cJSON *json)
{
    (void)json;
    return TRUE;
}

static gboolean is_number(const cJSON *json)
{
    return cJSON_IsNumber(json);
}

static gboolean is_count(const cJSON *json)
{
    return cJSON_IsNumber(json) && json->valuedouble >= 0 &&
           floor(json->valuedouble) == json->valuedouble;
}

static gboolean is_flag(const cJSON *json)
{
    return cJSON_IsBool(json);
}

static gboolean is_pattern(const cJSON *json)
{
    if (!cJSON_IsString(json))
        return FALSE;
    g_autoptr(GRegex) regex = g_regex_new(json->valuestring, 0, 0, NULL);
    return regex != NULL;
}

static gboolean is_names(const cJSON *json)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        if (!cJSON_IsString(item))
            return FALSE;
    }
    return cJSON_IsArray(json);
}

static const char *const type_names[] = {"null",   "boolean", "object",  "array",
                                         "number", "string",  "integer", NULL};

static gboolean is_type(const cJSON *json)
{
    if (cJSON_IsString(json))
        return g_strv_contains(type_names, json->valuestring);
    const cJSON *item;
    cJSON_ArrayForEach(item, json)
    {
        if (!cJSON_IsString(item) || !is_type(item))
            return FALSE;
    }
    return is_list(json);
}

/* ---- what a value may break -------------------------------------------------- */

static gboolean has_type(const cJSON *value, const char *type)
{
    const struct {
        const char *name;
        gboolean is;
    } types[] = {
        {"null", cJSON_IsNull(value)},
        {"boolean", cJSON_IsBool(value)},
        {"object", cJSON_IsObject(value)},
        {"array", cJSON_IsArray(value)},
        {"number", cJSON_IsNumber(value)},
        {"string", cJSON_IsString(value)},
        {"integer", cJSON_IsNumber(value) && floor(value->valuedouble) == value->valuedouble},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++) {
        if (strcmp(types[i].name, type) == 0)
            return types[i].is;
    }
    return FALSE;
}

static char *fail(const Checker *checker, const char *format, ...) G_GNUC_PRINTF(2, 3);

static char *fail(const Checker *checker, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (checker->path->len == 0)
        return g_steal_pointer(&what);
    return g_strdup_printf("at '%s' %s", checker->path->str, what);
}

static char *check_type(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    if (cJSON_IsString(keyword))
        return has_type(value, keyword->valuestring)
                   ? NULL
                   : fail(checker, "is no %s", keyword->valuestring);
    const cJSON *item;
    cJSON_ArrayForEach(item, keyword)
    {
        if (has_type(value, item->valuestring))
            return NULL;
    }
    return fail(checker, "is of none of the types");
}

static char *check_enum(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, keyword)
    {
        if (cJSON_Compare(item, value, TRUE))
            return NULL;
    }
    return fail(checker, "is none of the values of 'enum'");
}

static char *check_const(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    return cJSON_Compare(keyword, value, TRUE) ? NULL
                                               : fail(checker, "is not the value of 'const'");
}

static char *check_bound(Checker *checker, const cJSON *keyword, const cJSON *value, int sign,
                         gboolean exclusive)
{
    if (!cJSON_IsNumber(value))
        return NULL;
    const double excess = (value->valuedouble - keyword->valuedouble) * sign;
    char number[NUMBER_TEXT_SIZE], limit[NUMBER_TEXT_SIZE];
    if (exclusive ? excess > 0 : excess >= 0)
        return NULL;
    return fail(checker, "is %s, but '%s' is %s", number_format(value->valuedouble, number),
                keyword->string, number_format(keyword->valuedouble, limit));
}

static char *check_minimum(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    return check_bound(checker, keyword, value, 1, FALSE);
}

static char *check_maximum(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    return check_bound(checker, keyword, value, -1, FALSE);
}

static char *check_exclusive_minimum(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    return check_bound(checker, keyword, value, 1, TRUE);
}

static char *check_exclusive_maximum(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    return check_bound(checker, keyword, value, -1, TRUE);
}

/* What counts of a value: characters, items or members; -1: the keyword is for others. */
static double measure(const cJSON *keyword, const cJSON *value)
{
    const gboolean fits = g_str_has_suffix(keyword->string, "Length")  ? cJSON_IsString(value)
                          : g_str_has_suffix(keyword->string, "Items") ? cJSON_IsArray(value)
                                                                       : cJSON_IsObject(value);
    if (!fits)
        return -1;
    return cJSON_IsString(value) ? (double)g_utf8_strlen(value->valuestring, -1)
                                 : (double)cJSON_GetArraySize(value);
}

static char *check_count(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    const double n = measure(keyword, value);
    const gboolean least = g_str_has_prefix(keyword->string, "min");
    if (n < 0 || (least ? n >= keyword->valuedouble : n <= keyword->valuedouble))
        return NULL;
    return fail(checker, "has %.0f, but '%s' is %.0f", n, keyword->string, keyword->valuedouble);
}

static char *check_pattern(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    if (!cJSON_IsString(value))
        return NULL;
    g_autoptr(GRegex) regex = g_regex_new(keyword->valuestring, 0, 0, NULL);
    if (regex && g_regex_match_full(regex, value->valuestring, -1, 0, 0, NULL, NULL))
        return NULL;
    return fail(checker, "does not match the pattern %s", keyword->valuestring);
}

static char *check_required(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, keyword)
    {
        if (cJSON_IsObject(value) && !json_member(value, name->valuestring))
            return fail(checker, "lacks '%s'", name->valuestring);
    }
    return NULL;
}

/* ---- inner values ------------------------------------------------------------ */

static char *check_inner(Checker *checker, const cJSON *schema, const cJSON *value,
                         const char *name)
{
    const gsize length = checker->path->len;
    g_string_append_printf(checker->path, "/%s", name);
    char *fault = check(checker, schema, value);
    g_string_truncate(checker->path, length);
    return fault;
}

static char *check_properties(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    char *fault = NULL;
    for (const cJSON *schema = keyword->child; schema && !fault; schema = schema->next) {
        const cJSON *member = cJSON_IsObject(value) ? json_member(value, schema->string) : NULL;
        if (member)
            fault = check_inner(checker, schema, member, schema->string);
    }
    return fault;
}

static char *check_additional(Checker *checker, const cJSON *keyword, const cJSON *properties,
                              const cJSON *value)
{
    char *fault = NULL;
    const cJSON *member = cJSON_IsObject(value) ? value->child : NULL;
    for (; member && !fault; member = member->next) {
        if (json_member(properties, member->string))
            continue;
        if (cJSON_IsFalse(keyword))
            return fail(checker, "has '%s', which is none of the properties", member->string);
        fault = check_inner(checker, keyword, member, member->string);
    }
    return fault;
}

static char *check_items(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    char *fault = NULL;
    const cJSON *item = cJSON_IsArray(value) ? value->child : NULL;
    for (guint i = 0; item && !fault; item = item->next, i++) {
        char name[16];
        g_snprintf(name, sizeof name, "%u", i);
        fault = check_inner(checker, keyword, item, name);
    }
    return fault;
}

static char *check_unique(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    if (!cJSON_IsArray(value) || !cJSON_IsTrue(keyword))
        return NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const cJSON *item;
    cJSON_ArrayForEach(item, value)
    {
        if (!g_hash_table_add(seen, json_print_compact(item)))
            return fail(checker, "has an item twice");
    }
    return NULL;
}

/* ---- schemas together --------------------------------------------------------- */

static char *check_all(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    char *fault = NULL;
    for (const cJSON *schema = keyword->child; schema && !fault; schema = schema->next)
        fault = check(checker, schema, value);
    return fault;
}

static guint count_kept(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    guint n = 0;
    const cJSON *schema;
    cJSON_ArrayForEach(schema, keyword)
    {
        g_autofree char *fault = check(checker, schema, value);
        n += fault == NULL;
    }
    return n;
}

static char *check_any(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    return count_kept(checker, keyword, value) > 0
               ? NULL
               : fail(checker, "keeps none of the schemas of 'anyOf'");
}

static char *check_one(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    const guint n = count_kept(checker, keyword, value);
    return n == 1 ? NULL : fail(checker, "keeps %u of the schemas of 'oneOf', not one", n);
}

static char *check_not(Checker *checker, const cJSON *keyword, const cJSON *value)
{
    g_autofree char *fault = check(checker, keyword, value);
    return fault ? NULL : fail(checker, "keeps the schema of 'not'");
}

/* ---- the table ---------------------------------------------------------------- */

typedef enum { NO_SCHEMA, ONE_SCHEMA, SCHEMA_LIST, SCHEMA_MAP } Inner;

static const struct {
    const char *name;
    gboolean (*is)(const cJSON *json); /* what the keyword's value must be */
    Inner inner;
    char *(*check)(Checker *checker, const cJSON *keyword,
                   const cJSON *value); /* NULL: says nothing */
} keywords[] = {
    {"type", is_type, NO_SCHEMA, check_type},
    {"enum", is_list, NO_SCHEMA, check_enum},
    {"const", is_any, NO_SCHEMA, check_const},
    {"minimum", is_number, NO_SCHEMA, check_minimum},
    {"maximum", is_number, NO_SCHEMA, check_maximum},
    {"exclusiveMinimum", is_number, NO_SCHEMA, check_exclusive_minimum},
    {"exclusiveMaximum", is_number, NO_SCHEMA, check_exclusive_maximum},
    {"minLength", is_count, NO_SCHEMA, check_count},
    {"maxLength", is_count, NO_SCHEMA, check_count},
    {"minItems", is_count, NO_SCHEMA, check_count},
    {"maxItems", is_count, NO_SCHEMA, check_count},
    {"minProperties", is_count, NO_SCHEMA, check_count},
    {"maxProperties", is_count, NO_SCHEMA, check_count},
    {"pattern", is_pattern, NO_SCHEMA, check_pattern},
    {"required", is_names, NO_SCHEMA, check_required},
    {"properties", is_any, SCHEMA_MAP, check_properties},
    {"additionalProperties", is_schema, ONE_SCHEMA, NULL}, /* needs 'properties': see check */
    {"items", is_schema, ONE_SCHEMA, check_items},
    {"uniqueItems", is_flag, NO_SCHEMA, check_unique},
    {"allOf", is_list, SCHEMA_LIST, check_all},
    {"anyOf", is_list, SCHEMA_LIST, check_any},
    {"oneOf", is_list, SCHEMA_LIST, check_one},
    {"not", is_schema, ONE_SCHEMA, check_not},
    {"$schema", is_any, NO_SCHEMA, NULL},
    {"$id", is_any, NO_SCHEMA, NULL},
    {"$comment", is_any, NO_SCHEMA, NULL},
    {"title", is_any, NO_SCHEMA, NULL},
    {"description", is_any, NO_SCHEMA, NULL},
    {"default", is_any, NO_SCHEMA, NULL},
    {"examples", is_any, NO_SCHEMA, NULL},
};

static char *check(Checker *checker, const cJSON *schema, const cJSON *value)
{
    if (cJSON_IsBool(schema))
        return cJSON_IsTrue(schema) ? NULL : fail(checker, "must not be there");
    if (checker->depth == DEPTH_LIMIT)
        return fail(checker, "is nested too deep to be checked");
    checker->depth++;
    char *fault = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(keywords) && !fault; i++) {
        const cJSON *keyword = json_member(schema, keywords[i].name);
        if (keyword && keywords[i].check)
            fault = keywords[i].check(checker, keyword, value);
    }
    const cJSON *additional = json_member(schema, "additionalProperties");
    if (additional && !fault)
        fault = check_additional(checker, additional, json_member(schema, "properties"), value);
    checker->depth--;
    return fault;
}

char *json_schema_check(const cJSON *schema, const cJSON *value)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Checker checker = {path, 0};
    return check(&checker, schema, value);
}

/* ---- schemas themselves -------------------------------------------------------- */

static char *unknown_fault(const cJSON *keyword)
{
    Suggestion suggestion;
    suggest_init(&suggestion, keyword->string);
    for (gsize i = 0; i < G_N_ELEMENTS(keywords); i++)
        suggest_offer(&suggestion, keywords[i].name);
    if (suggestion.best)
        return g_strdup_printf("has a keyword '%s', which is not known; did you mean '%s'?",
                               keyword->string, suggestion.best);
    return g_strdup_printf("has a keyword '%s', which is not supported yet; leave it out",
                           keyword->string);
}

static char *keyword_fault(const cJSON *keyword, const cJSON **at)
{
    *at = keyword;
    gsize i = 0;
    while (i < G_N_ELEMENTS(keywords) && strcmp(keywords[i].name, keyword->string) != 0)
        i++;
    if (i == G_N_ELEMENTS(keywords))
        return unknown_fault(keyword);
    if (!keywords[i].is(keyword) || (keywords[i].inner == SCHEMA_MAP && !cJSON_IsObject(keyword)))
        return g_strdup_printf("has a '%s' that JSON Schema does not allow", keyword->string);
    if (keywords[i].inner == ONE_SCHEMA)
        return json_schema_fault(keyword, at);
    char *fault = NULL;
    const cJSON *schema = keywords[i].inner != NO_SCHEMA ? keyword->child : NULL;
    for (; schema && !fault; schema = schema->next)
        fault = json_schema_fault(schema, at);
    return fault;
}

char *json_schema_fault(const cJSON *schema, const cJSON **at)
{
    *at = schema;
    if (cJSON_IsBool(schema))
        return NULL;
    if (!cJSON_IsObject(schema))
        return g_strdup("must be a JSON Schema: an object, true or false");
    char *fault = NULL;
    for (const cJSON *keyword = schema->child; keyword && !fault; keyword = keyword->next)
        fault = keyword_fault(keyword, at);
    return fault;
}
