/* Text rules read from JSON. */
#include "import/text_rule_parts.h"

#include <string.h>

const Rule rule_import_map = {"import-map", LEVEL_ERROR,
                              "the map of an import says what cannot be done"};

/* ---- templates ------------------------------------------------------------------------------- */

static void piece_clear(gpointer data)
{
    g_free(((Piece *)data)->text);
}

static void template_free(gpointer data)
{
    Template *template = data;
    g_array_unref(template->pieces);
    g_free(template);
}

static void add_piece(Template *template, Sort sort, const char *text, gsize length)
{
    Piece piece = {.sort = sort, .text = g_strndup(text, length), .column = -1};
    if (sort == PIECE_COLUMN && length > 0 && text[length - 1] == '?') {
        piece.optional = TRUE;
        piece.text[length - 1] = '\0';
    }
    g_array_append_val(template->pieces, piece);
}

static Sort sort_of(const char *name, gsize length)
{
    static const struct {
        const char *name;
        Sort sort;
    } own[] = {{"#file", PIECE_FILE},
               {"#row", PIECE_ROW},
               {"#column", PIECE_OF_COLUMN},
               {"#part", PIECE_PART}};
    for (gsize i = 0; i < G_N_ELEMENTS(own); i++)
        if (strlen(own[i].name) == length && memcmp(own[i].name, name, length) == 0)
            return own[i].sort;
    return PIECE_COLUMN;
}

/* NULL or what is wrong. */
static const char *parse_pieces(Template *template, const char *text)
{
    g_autoptr(GString) words = g_string_new(NULL);
    const char *p = text;
    while (*p) {
        if ((*p == '{' || *p == '}') && p[1] == *p) {
            g_string_append_c(words, *p);
            p += 2;
            continue;
        }
        if (*p == '}')
            return "has a '}' that closes nothing: write '}}' for the sign itself";
        if (*p != '{') {
            g_string_append_c(words, *p++);
            continue;
        }
        const char *end = strchr(p, '}');
        if (!end || end == p + 1)
            return "has a '{' without a column and '}': write '{{' for the sign itself";
        if (words->len > 0)
            add_piece(template, PIECE_WORDS, words->str, words->len);
        g_string_truncate(words, 0);
        add_piece(template, sort_of(p + 1, (gsize)(end - p) - 1), p + 1, (gsize)(end - p) - 1);
        p = end + 1;
    }
    if (words->len > 0)
        add_piece(template, PIECE_WORDS, words->str, words->len);
    return NULL;
}

/* ---- parsing --------------------------------------------------------------------------------- */

typedef struct {
    const JsonDocument *document;
    TextRule *rule;
    Findings *findings;
} RuleParser;

static void parse_template(const RuleParser *parser, const cJSON *json)
{
    if (!cJSON_IsString(json)) {
        map_fail(parser, json,
                 "a text must be a string such as \"{Column}\", a list of them, or an "
                 "object with a member 'text'");
        return;
    }
    Template *template = g_new0(Template, 1);
    template->place = json_document_place(parser->document, json);
    template->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_array_set_clear_func(template->pieces, piece_clear);
    g_ptr_array_add(parser->rule->templates, template);
    const char *fault = parse_pieces(template, json->valuestring);
    if (fault)
        map_fail(parser, json, "the text \"%s\" %s", json->valuestring, fault);
}

static void parse_templates(const RuleParser *parser, const cJSON *json)
{
    if (!cJSON_IsArray(json)) {
        parse_template(parser, json);
        return;
    }
    const cJSON *item;
    cJSON_ArrayForEach(item, json) parse_template(parser, item);
}

static void parse_map(const RuleParser *parser, const cJSON *json)
{
    if (!json)
        return;
    parser->rule->map = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const cJSON *entry;
    if (!cJSON_IsObject(json))
        map_fail(parser, json,
                 "'map' must be an object: {\"what stands there\": \"what it means\"}");
    cJSON_ArrayForEach(entry, json)
    {
        if (cJSON_IsString(entry) || cJSON_IsNull(entry))
            g_hash_table_insert(parser->rule->map, g_strdup(entry->string),
                                g_strdup(cJSON_GetStringValue(entry)));
        else if (entry->string)
            map_fail(parser, entry, "an entry of 'map' must be a string, or null for nothing");
    }
}

static void match_clear(gpointer data)
{
    Match *match = data;
    g_regex_unref(match->regex);
    g_free(match->replacement);
}

static void parse_match(const RuleParser *parser, const cJSON *json)
{
    const char *pattern = cJSON_GetStringValue(cJSON_GetArrayItem(json, 0));
    const char *replacement = cJSON_GetStringValue(cJSON_GetArrayItem(json, 1));
    if (cJSON_GetArraySize(json) != 2 || !pattern || !replacement) {
        map_fail(parser, json,
                 "an item of 'match' must be a list of two strings: a regular "
                 "expression and what it gives (\\1 is its first group)");
        return;
    }
    g_autoptr(GError) error = NULL;
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, &error);
    if (!error)
        g_regex_check_replacement(replacement, NULL, &error);
    if (error) {
        map_fail(parser, json, "%s", error->message);
        return;
    }
    const Match match = {g_steal_pointer(&regex), g_strdup(replacement)};
    g_array_append_val(parser->rule->matches, match);
}

static void parse_matches(const RuleParser *parser, const cJSON *json)
{
    if (!json)
        return;
    parser->rule->matches = g_array_new(FALSE, FALSE, sizeof(Match));
    g_array_set_clear_func(parser->rule->matches, match_clear);
    if (!cJSON_IsArray(json))
        map_fail(parser, json, "'match' must be a list: [[\"^([0-9]+)-shot$\", \"\\\\1\"], ...]");
    const cJSON *item;
    cJSON_ArrayForEach(item, json) parse_match(parser, item);
}

static void parse_otherwise(const RuleParser *parser, const cJSON *json)
{
    static const char *const words[] = {"reject", "keep", "empty"};
    const char *word = cJSON_GetStringValue(json);
    if (!json)
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_strcmp0(words[i], word) == 0) {
            parser->rule->otherwise = (Otherwise)i;
            return;
        }
    }
    map_fail(parser, json, "'otherwise' must be \"reject\", \"keep\" or \"empty\"");
}

static void parse_object(const RuleParser *parser, const cJSON *json)
{
    TextRule *rule = parser->rule;
    const cJSON *text = json_member(json, "text"), *member;
    static const char *const known[] = {"text", "map", "match", "otherwise", "date", "slug", NULL};
    cJSON_ArrayForEach(member, json)
    {
        if (!g_strv_contains(known, member->string))
            map_fail(parser, member,
                     "'%s' means nothing in a text: it may have text, map, match, otherwise, date, "
                     "slug",
                     member->string);
    }
    if (text)
        parse_templates(parser, text);
    else
        map_fail(parser, json, "the object lacks its 'text'");
    parse_map(parser, json_member(json, "map"));
    parse_matches(parser, json_member(json, "match"));
    parse_otherwise(parser, json_member(json, "otherwise"));
    const cJSON *date = json_member(json, "date"), *slug = json_member(json, "slug");
    if (date && !cJSON_IsString(date))
        map_fail(parser, date, "'date' must be the language of the dates, such as \"en-GB\"");
    if (slug && !cJSON_IsBool(slug))
        map_fail(parser, slug, "'slug' must be true or false");
    rule->date_language = g_strdup(cJSON_GetStringValue(date));
    rule->slug = cJSON_IsTrue(slug);
}

TextRule *text_rule_parse(const JsonDocument *document, const cJSON *json, Findings *findings)
{
    TextRule *rule = g_new0(TextRule, 1);
    rule->templates = g_ptr_array_new_with_free_func(template_free);
    const RuleParser parser = {document, rule, findings};
    if (cJSON_IsObject(json))
        parse_object(&parser, json);
    else
        parse_templates(&parser, json);
    return rule;
}

void text_rule_free(TextRule *rule)
{
    if (!rule)
        return;
    g_ptr_array_unref(rule->templates);
    g_clear_pointer(&rule->map, g_hash_table_unref);
    g_clear_pointer(&rule->matches, g_array_unref);
    g_free(rule->date_language);
    g_free(rule);
}

gboolean text_rule_is_plain(const TextRule *rule)
{
    return !rule->map && !rule->matches && !rule->date_language && !rule->slug;
}
