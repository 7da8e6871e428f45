#include "import/map_parts.h"

#include "table/suggest.h"

#include <string.h>

/* ---- faults ---------------------------------------------------------------------------------- */

void map_check_members(const MapParser *parser, const cJSON *object, const char *what,
                       const char *const *known, guint n_known)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        if (!member->string || column_find(known, n_known, member->string) >= 0)
            continue;
        Suggestion suggestion;
        suggest_init(&suggestion, member->string);
        for (guint i = 0; i < n_known; i++)
            suggest_offer(&suggestion, known[i]);
        if (suggestion.best)
            map_fail(parser, member, "'%s' means nothing in %s; did you mean '%s'?", member->string,
                     what, suggestion.best);
        else
            map_fail(parser, member, "'%s' means nothing in %s: take it out", member->string, what);
    }
}

gboolean map_is_object(const MapParser *parser, const cJSON *json, const char *what)
{
    if (cJSON_IsObject(json))
        return TRUE;
    if (json)
        map_fail(parser, json, "%s must be an object", what);
    return FALSE;
}

/* ---- chains ---------------------------------------------------------------------------------- */

const cJSON *chain_member(const Chain *chain, const char *name)
{
    for (int i = LEVELS - 1; i >= 0; i--) {
        const cJSON *member = json_member(chain->levels[i], name);
        if (member)
            return member;
    }
    return NULL;
}

const char *chain_string(const MapParser *parser, const Chain *chain, const char *name,
                         const char *fallback)
{
    const cJSON *member = chain_member(chain, name);
    if (member && !cJSON_IsString(member))
        map_fail(parser, member, "'%s' must be a string", name);
    return member && cJSON_IsString(member) ? member->valuestring : fallback;
}

TextRule *chain_rule(const MapParser *parser, const Chain *chain, const char *name)
{
    const cJSON *member = chain_member(chain, name);
    if (!member || cJSON_IsNull(member))
        return NULL;
    return text_rule_parse(parser->document, member, parser->findings);
}

void chain_rules(const MapParser *parser, const Chain *chain, const char *const *names,
                 TextRule **rules, guint n)
{
    for (guint i = 0; i < n; i++)
        rules[i] = chain_rule(parser, chain, names[i]);
}

Chain chain_descend(const MapParser *parser, const Chain *chain, const char *name)
{
    Chain inner = {0};
    for (guint i = 0; i < LEVELS; i++) {
        const cJSON *member = json_member(chain->levels[i], name);
        g_autofree char *what = g_strdup_printf("'%s'", name);
        if (member && map_is_object(parser, member, what))
            inner.levels[i] = member;
    }
    return inner;
}

/* ---- rows that are left out -------------------------------------------------------------------
 */

static void skip_free(gpointer data)
{
    MapSkip *skip = data;
    text_rule_free(skip->text);
    g_clear_pointer(&skip->match, g_regex_unref);
    g_free(skip);
}

static void parse_skip(const MapParser *parser, MapTable *table, const cJSON *json)
{
    static const char *const known[] = {"text", "is", "match", "reason"};
    if (!map_is_object(parser, json, "an item of 'skip'"))
        return;
    map_check_members(parser, json, "an item of 'skip'", known, G_N_ELEMENTS(known));
    const cJSON *text = json_member(json, "text");
    const char *match = json_string(json, "match");
    MapSkip *skip = g_new0(MapSkip, 1);
    g_ptr_array_add(table->skips, skip);
    skip->reason = json_string(json, "reason");
    skip->is = json_string(json, "is");
    if (!text || !skip->reason || !*skip->reason || (!match == !skip->is)) {
        map_fail(parser, json,
                 "an item of 'skip' needs a 'text', what it 'is' or a 'match' (a regular "
                 "expression), and a 'reason'");
        return;
    }
    skip->text = text_rule_parse(parser->document, text, parser->findings);
    g_autoptr(GError) error = NULL;
    if (match)
        skip->match = g_regex_new(match, G_REGEX_OPTIMIZE, 0, &error);
    if (error)
        map_fail(parser, json_member(json, "match"), "%s", error->message);
}

/* Reasons of all levels count. */
static void parse_skips(const MapParser *parser, const Chain *chain, MapTable *table)
{
    for (guint i = 0; i < LEVELS; i++) {
        const cJSON *skips = json_member(chain->levels[i], "skip"), *skip;
        if (skips && !cJSON_IsArray(skips))
            map_fail(parser, skips, "'skip' must be a list");
        cJSON_ArrayForEach(skip, skips) parse_skip(parser, table, skip);
    }
}

/* ---- tables ---------------------------------------------------------------------------------- */

static const char *const table_members[] = {
    "file",   "format",   "dialect", "rows",   "language", "missing",    "skip",
    "source", "subjects", "claim",   "claims", "title",    "description"};
static const char *const root_members[] = {"$schema", "metrics", "tables"};

static void table_free(gpointer data)
{
    MapTable *table = data;
    dialect_store_free(table->dialect);
    g_clear_pointer(&table->missing, g_hash_table_unref);
    g_ptr_array_unref(table->skips);
    g_ptr_array_unref(table->claims);
    for (guint i = 0; i < N_SOURCE_RULES; i++)
        text_rule_free(table->source[i]);
    for (guint i = 0; i < N_SUBJECT_COLUMNS; i++)
        text_rule_free(table->subject[i]);
    g_free(table);
}

static void parse_missing(const MapParser *parser, const Chain *chain, MapTable *table)
{
    const cJSON *missing = chain_member(chain, "missing"), *text;
    if (!missing)
        return;
    table->missing = g_hash_table_new(g_str_hash, g_str_equal);
    if (!cJSON_IsArray(missing))
        map_fail(parser, missing, "'missing' must be a list of texts of cells that hold nothing");
    cJSON_ArrayForEach(text, missing)
    {
        if (cJSON_IsString(text))
            g_hash_table_add(table->missing, text->valuestring);
        else
            map_fail(parser, text, "an item of 'missing' must be a string");
    }
}

static void parse_format(const MapParser *parser, const Chain *chain, MapTable *table)
{
    static const char *const formats[] = {"csv", "json", "jsonl"};
    table->format = chain_string(parser, chain, "format", NULL);
    if (table->format && column_find(formats, G_N_ELEMENTS(formats), table->format) < 0)
        map_fail(parser, chain_member(chain, "format"),
                 "'format' must be \"csv\", \"json\" or "
                 "\"jsonl\"");
    table->rows = chain_string(parser, chain, "rows", NULL);
    const cJSON *dialect = chain_member(chain, "dialect");
    if (dialect && map_is_object(parser, dialect, "'dialect'"))
        table->dialect = dialect_parse(parser->document, dialect, ',', parser->findings);
}

static void parse_table(const MapParser *parser, const cJSON *root, const cJSON *json)
{
    const Chain chain = {{root, json == root ? NULL : json, NULL}};
    MapTable *table = g_new0(MapTable, 1);
    table->skips = g_ptr_array_new_with_free_func(skip_free);
    table->claims = g_ptr_array_new_with_free_func(map_claim_free);
    g_ptr_array_add(parser->map->tables, table);
    table->place = json_document_place(parser->document, json);
    table->file = chain_string(parser, &chain, "file", NULL);
    table->language = chain_string(parser, &chain, "language", "en");
    parse_format(parser, &chain, table);
    parse_missing(parser, &chain, table);
    parse_skips(parser, &chain, table);

    const Chain source = chain_descend(parser, &chain, "source");
    const Chain subjects = chain_descend(parser, &chain, "subjects");
    for (guint i = 0; i < LEVELS; i++) {
        map_check_members(parser, source.levels[i], "'source'", source_columns, N_SOURCE_RULES);
        map_check_members(parser, subjects.levels[i], "'subjects'", subject_columns,
                          N_SUBJECT_COLUMNS);
    }
    chain_rules(parser, &source, source_columns, table->source, N_SOURCE_RULES);
    chain_rules(parser, &subjects, subject_columns, table->subject, N_SUBJECT_COLUMNS);
    table->has_source = table->source[SOURCE_URL] || table->source[SOURCE_TITLE];
    map_claims_parse(parser, &chain, table, json);
}

/* ---- metrics --------------------------------------------------------------------------------- */

static void metric_free(gpointer data)
{
    MapMetric *metric = data;
    for (guint i = 0; i < N_METRIC_COLUMNS; i++)
        g_free(metric->cells[i]);
    g_free(metric);
}

static void parse_metric(const MapParser *parser, const cJSON *json)
{
    if (!map_is_object(parser, json, "a metric"))
        return;
    /* the id is the member's name */
    map_check_members(parser, json, "a metric", metric_columns + 1, N_METRIC_COLUMNS - 1);
    MapMetric *metric = g_new0(MapMetric, 1);
    g_ptr_array_add(parser->map->metrics, metric);
    metric->place = json_document_place(parser->document, json);
    metric->cells[METRIC_ID] = g_strdup(json->string);
    for (guint i = 1; i < N_METRIC_COLUMNS; i++) {
        const cJSON *cell = json_member(json, metric_columns[i]);
        metric->cells[i] = cJSON_IsString(cell) ? g_strdup(cell->valuestring)
                           : cell               ? json_print_compact(cell)
                           : i == METRIC_TIMED  ? g_strdup("false")
                           : i == METRIC_KIND   ? g_strdup("number")
                                                : g_strdup("");
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void parse_root(const MapParser *parser, const cJSON *root)
{
    const char *known[G_N_ELEMENTS(table_members) + G_N_ELEMENTS(root_members)];
    memcpy(known, table_members, sizeof table_members);
    memcpy(known + G_N_ELEMENTS(table_members), root_members, sizeof root_members);
    if (!cJSON_IsObject(root)) {
        map_fail(parser, root, "a map must be an object");
        return;
    }
    map_check_members(parser, root, "a map", known, G_N_ELEMENTS(known));
    const cJSON *metrics = json_member(root, "metrics"), *metric;
    if (metrics && map_is_object(parser, metrics, "'metrics'"))
        cJSON_ArrayForEach(metric, metrics) parse_metric(parser, metric);

    const cJSON *tables = json_member(root, "tables"), *table;
    if (!tables)
        parse_table(parser, root, root);
    else if (!cJSON_IsArray(tables) || !tables->child)
        map_fail(parser, tables, "'tables' must be a list of at least one table");
    cJSON_ArrayForEach(table, tables)
    {
        if (!map_is_object(parser, table, "a table"))
            continue;
        map_check_members(parser, table, "a table", table_members, G_N_ELEMENTS(table_members));
        parse_table(parser, root, table);
    }
}

ImportMap *import_map_read(const char *path, Findings *findings, GError **error)
{
    JsonDocument *document = json_document_read(path, findings, error);
    if (!document)
        return NULL;
    ImportMap *map = g_new0(ImportMap, 1);
    map->document = document;
    map->tables = g_ptr_array_new_with_free_func(table_free);
    map->metrics = g_ptr_array_new_with_free_func(metric_free);
    const MapParser parser = {document, findings, map};
    parse_root(&parser, json_document_root(document));
    return map;
}

void import_map_free(ImportMap *map)
{
    if (!map)
        return;
    g_ptr_array_unref(map->tables);
    g_ptr_array_unref(map->metrics);
    json_document_free(map->document);
    g_free(map);
}

MapTable *import_map_table(const ImportMap *map, const char *file_name)
{
    for (guint i = 0; i < map->tables->len; i++) {
        MapTable *table = g_ptr_array_index(map->tables, i);
        if (!table->file || g_pattern_match_simple(table->file, file_name))
            return table;
    }
    return NULL;
}

/* ---- columns --------------------------------------------------------------------------------- */

typedef struct {
    const GPtrArray *columns;
    const char *file;
    Findings *findings;
} Binding;

static void bind(const Binding *binding, TextRule *rule)
{
    if (rule)
        text_rule_bind(rule, binding->columns, binding->file, binding->findings);
}

void map_table_bind(MapTable *table, const GPtrArray *columns, const char *file, Findings *findings)
{
    const Binding binding = {columns, file, findings};
    for (guint i = 0; i < N_SOURCE_RULES; i++)
        bind(&binding, table->source[i]);
    for (guint i = 0; i < N_SUBJECT_COLUMNS; i++)
        bind(&binding, table->subject[i]);
    for (guint i = 0; i < table->skips->len; i++)
        bind(&binding, ((MapSkip *)g_ptr_array_index(table->skips, i))->text);
    for (guint i = 0; i < table->claims->len; i++) {
        const MapClaim *claim = g_ptr_array_index(table->claims, i);
        for (guint j = 0; j < N_CLAIM_COLUMNS; j++)
            bind(&binding, claim->fields[j]);
        for (guint j = 0; j < claim->settings->len; j++)
            bind(&binding, g_array_index(claim->settings, MapSetting, j).rule);
        bind(&binding, claim->split);
    }
}
