/* Claims of a map. */
#include "import/map_parts.h"

#include <string.h>

enum { SHIFT_LIMIT = 30 };

static void setting_clear(gpointer data)
{
    MapSetting *setting = data;
    g_free(setting->key);
    text_rule_free(setting->rule);
}

void map_claim_free(gpointer data)
{
    MapClaim *claim = data;
    for (guint i = 0; i < N_CLAIM_COLUMNS; i++)
        text_rule_free(claim->fields[i]);
    g_clear_pointer(&claim->settings, g_array_unref);
    text_rule_free(claim->split);
    g_free(claim);
}

static int compare_settings(gconstpointer a, gconstpointer b)
{
    const MapSetting *x = a, *y = b;
    return strcmp(x->key, y->key);
}

static gboolean is_setting_key(const char *key)
{
    return g_regex_match_simple("^[a-z]+(-[a-z]+)*$", key, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* A setting is a text, or an object of keys; objects of several levels are united. */
static void parse_setting(const MapParser *parser, const Chain *chain, MapClaim *claim)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    Chain objects = {0};
    for (guint i = 0; i < LEVELS; i++) {
        const cJSON *setting = json_member(chain->levels[i], "setting"), *member;
        if (!setting)
            continue;
        text_rule_free(claim->fields[CLAIM_SETTING]);
        claim->fields[CLAIM_SETTING] = NULL;
        objects.levels[i] = cJSON_IsObject(setting) ? setting : NULL;
        if (!objects.levels[i] && !cJSON_IsNull(setting))
            claim->fields[CLAIM_SETTING] =
                text_rule_parse(parser->document, setting, parser->findings);
        cJSON_ArrayForEach(member, objects.levels[i])
        {
            if (!is_setting_key(member->string))
                map_fail(parser, member, "'%s' is no key of settings: small letters, joined by '-'",
                         member->string);
            g_hash_table_add(keys, member->string);
        }
    }
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const MapSetting setting = {g_strdup(key), chain_rule(parser, &objects, key)};
        if (setting.rule)
            g_array_append_val(claim->settings, setting);
        else
            g_free(setting.key);
    }
    g_array_sort(claim->settings, compare_settings);
}

static void parse_split(const MapParser *parser, const Chain *chain, MapClaim *claim)
{
    static const char *const known[] = {"text", "by"};
    const cJSON *split = chain_member(chain, "split");
    if (!split || cJSON_IsNull(split) || !map_is_object(parser, split, "'split'"))
        return;
    map_check_members(parser, split, "'split'", known, G_N_ELEMENTS(known));
    const cJSON *text = json_member(split, "text");
    claim->split_by = json_string(split, "by");
    if (!text || !claim->split_by || !*claim->split_by) {
        map_fail(parser, split, "'split' needs a 'text' and what separates its parts: 'by'");
        return;
    }
    claim->split = text_rule_parse(parser->document, text, parser->findings);
}

static void parse_shift(const MapParser *parser, const Chain *chain, MapClaim *claim)
{
    const cJSON *shift = chain_member(chain, "shift");
    if (!shift)
        return;
    claim->has_shift = TRUE;
    const double places = cJSON_IsNumber(shift) ? shift->valuedouble : G_MAXINT;
    if (places < -SHIFT_LIMIT || places > SHIFT_LIMIT || places != (double)(int)places)
        map_fail(parser, shift, "'shift' must be a whole number of decimal places, %d to %d",
                 -SHIFT_LIMIT, SHIFT_LIMIT);
    else
        claim->shift = (int)places;
}

/* What nobody else can tell. */
static void check_claim(const MapParser *parser, const MapTable *table, const MapClaim *claim,
                        const cJSON *json)
{
    static const ClaimColumn needed[] = {CLAIM_SUBJECT, CLAIM_METRIC, CLAIM_PRINTED};
    for (gsize i = 0; i < G_N_ELEMENTS(needed); i++)
        if (!claim->fields[needed[i]])
            map_fail(parser, json, "the claim lacks its '%s'", claim_columns[needed[i]]);
    if (!claim->fields[CLAIM_SOURCE] && !table->has_source)
        map_fail(parser, json,
                 "the claim lacks its 'source': an id of sources.csv, or rules for new rows in the "
                 "table's 'source'");
    if (claim->shift != 0 && claim->fields[CLAIM_VALUE])
        map_fail(parser, json,
                 "'shift' is for values that are read from 'printed': take out one of "
                 "'shift' and 'value'");
}

static void parse_claim(const MapParser *parser, const Chain *defaults, MapTable *table,
                        const cJSON *json)
{
    if (!map_is_object(parser, json, "a claim"))
        return;
    const char *known[N_CLAIM_COLUMNS + 2];
    memcpy(known, claim_columns, sizeof claim_columns);
    known[N_CLAIM_COLUMNS] = "split";
    known[N_CLAIM_COLUMNS + 1] = "shift";
    const Chain chain = {{defaults->levels[0], defaults->levels[1], json}};
    for (guint i = 0; i < LEVELS; i++)
        map_check_members(parser, chain.levels[i], "a claim", known, G_N_ELEMENTS(known));
    MapClaim *claim = g_new0(MapClaim, 1);
    g_ptr_array_add(table->claims, claim);
    claim->place = json_document_place(parser->document, json);
    claim->settings = g_array_new(FALSE, FALSE, sizeof(MapSetting));
    g_array_set_clear_func(claim->settings, setting_clear);
    for (guint i = 0; i < N_CLAIM_COLUMNS; i++)
        if (i != CLAIM_SETTING)
            claim->fields[i] = chain_rule(parser, &chain, claim_columns[i]);
    parse_setting(parser, &chain, claim);
    parse_split(parser, &chain, claim);
    parse_shift(parser, &chain, claim);
    check_claim(parser, table, claim, json);
}

void map_claims_parse(const MapParser *parser, const Chain *chain, MapTable *table,
                      const cJSON *json)
{
    const Chain defaults = chain_descend(parser, chain, "claim");
    const cJSON *claims = chain_member(chain, "claims"), *claim;
    if (!claims && chain_member(chain, "claim")) {
        /* one claim per row, which the defaults say all of */
        const Chain general = {{defaults.levels[0], NULL, NULL}};
        const cJSON *own = defaults.levels[1] ? defaults.levels[1] : defaults.levels[0];
        parse_claim(parser, &general, table, own);
        return;
    }
    if (!claims || !cJSON_IsArray(claims) || !claims->child)
        map_fail(parser, claims ? claims : json, "'claims' must be a list of at least one claim");
    cJSON_ArrayForEach(claim, claims) parse_claim(parser, &defaults, table, claim);
}
