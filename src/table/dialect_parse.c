#include "table/dialect_parse.h"

#include "table/property.h"
#include "table/rules.h"

#include <string.h>

const Rule rule_dialect_error = {"dialect-error", LEVEL_ERROR,
                                 "a Table Dialect is not as the standard has it"};

static const PropertySet dialect_properties = {
    .what = "a dialect",
    .known = (const char *const[]){"$schema",
                                   "name",
                                   "title",
                                   "description",
                                   "csvddfVersion",
                                   "header",
                                   "headerRows",
                                   "headerJoin",
                                   "headerCase",
                                   "commentRows",
                                   "commentChar",
                                   "delimiter",
                                   "lineTerminator",
                                   "quoteChar",
                                   "doubleQuote",
                                   "escapeChar",
                                   "nullSequence",
                                   "skipInitialSpace",
                                   "caseSensitiveHeader",
                                   NULL},
    /* of formats that are not read; "MUST be ignored" for CSV */
    .unsupported = (const char *const[]){NULL},
};

typedef struct {
    const JsonDocument *document;
    DialectStore *store;
    Findings *findings;
} DialectParser;

static void fail(const DialectParser *parser, const cJSON *item, const char *message)
{
    findings_add(parser->findings, &rule_dialect_error, json_document_place(parser->document, item),
                 "'%s' %s", item->string, message);
}

static const char *keep(const DialectParser *parser, const char *text)
{
    char *copy = g_strdup(text);
    g_ptr_array_add(parser->store->texts, copy);
    return copy;
}

/* ---- kinds of values --------------------------------------------------------- */

/* One ASCII character; '\0', after a finding, when it is none. */
static char parse_character(const DialectParser *parser, const cJSON *item)
{
    const char *text = cJSON_GetStringValue(item);
    char c = '\0';
    if (text)
        c = *text;
    if (c != '\0' && text[1] == '\0' && (unsigned char)c < 0x80 && c != '\r' && c != '\n')
        return c;
    if (c != '\0')
        findings_add(parser->findings, &rule_unsupported,
                     json_document_place(parser->document, item),
                     "only one ASCII character is supported as '%s'", item->string);
    else
        fail(parser, item, "must be a string of one character");
    return '\0';
}

static void parse_flag(const DialectParser *parser, const cJSON *item, gboolean *flag)
{
    if (cJSON_IsBool(item))
        *flag = cJSON_IsTrue(item);
    else
        fail(parser, item, "must be true or false");
}

/* Rising numbers of rows, from 1. */
static GArray *parse_rows(const DialectParser *parser, const cJSON *item)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(guint));
    const cJSON *number = cJSON_IsArray(item) ? item->child : NULL;
    guint last = 0;
    for (; number; number = number->next) {
        const double row = cJSON_IsNumber(number) ? number->valuedouble : 0;
        if (!(row > last && row < G_MAXINT) || row != (double)(guint)row)
            break;
        last = (guint)row;
        g_array_append_val(rows, last);
    }
    if (cJSON_IsArray(item) && !number)
        return g_steal_pointer(&rows);
    fail(parser, item, "must be a list of rising numbers of rows, the first of which is 1");
    return NULL;
}

/* ---- properties ---------------------------------------------------------------- */

static void parse_header(const DialectParser *parser, const cJSON *item)
{
    parse_flag(parser, item, &parser->store->dialect.header);
}

static void parse_header_rows(const DialectParser *parser, const cJSON *item)
{
    DialectStore *store = parser->store;
    store->header_rows = parse_rows(parser, item);
    if (!store->header_rows)
        return;
    const guint n = store->header_rows->len;
    if (n == 0) /* how frictionless-py says that there is no header */
        store->dialect.header = FALSE;
    /* the default, said aloud: it goes on meaning the first row that is no comment */
    if (n == 0 || (n == 1 && g_array_index(store->header_rows, guint, 0) == 1))
        return;
    store->dialect.header_rows = (const guint *)(void *)store->header_rows->data;
    store->dialect.n_header_rows = n;
}

static void parse_header_join(const DialectParser *parser, const cJSON *item)
{
    if (cJSON_IsString(item))
        parser->store->dialect.header_join = keep(parser, item->valuestring);
    else
        fail(parser, item, "must be a string");
}

static void parse_comment_rows(const DialectParser *parser, const cJSON *item)
{
    DialectStore *store = parser->store;
    store->comment_rows = parse_rows(parser, item);
    if (!store->comment_rows)
        return;
    store->dialect.comment_rows = (const guint *)(void *)store->comment_rows->data;
    store->dialect.n_comment_rows = store->comment_rows->len;
}

static void parse_comment_char(const DialectParser *parser, const cJSON *item)
{
    if (cJSON_IsString(item) && *item->valuestring)
        parser->store->dialect.comment_char = keep(parser, item->valuestring);
    else if (!cJSON_IsNull(item))
        fail(parser, item, "must be a string of one or more characters");
}

static void parse_delimiter(const DialectParser *parser, const cJSON *item)
{
    const char delimiter = parse_character(parser, item);
    if (delimiter != '\0')
        parser->store->dialect.delimiter = delimiter;
}

/* Each common line end is read wherever it stands. */
static void parse_line_terminator(const DialectParser *parser, const cJSON *item)
{
    const char *text = cJSON_GetStringValue(item);
    if (text && (strcmp(text, "\r\n") == 0 || strcmp(text, "\n") == 0 || strcmp(text, "\r") == 0))
        return;
    parser->store->dialect.line_terminator = parse_character(parser, item);
}

static void parse_quote(const DialectParser *parser, const cJSON *item)
{
    const gboolean none = cJSON_IsNull(item) || g_strcmp0(cJSON_GetStringValue(item), "") == 0;
    parser->store->dialect.quote = '\0';
    if (!none)
        parser->store->dialect.quote = parse_character(parser, item);
}

static void parse_double_quote(const DialectParser *parser, const cJSON *item)
{
    parse_flag(parser, item, &parser->store->dialect.double_quote);
}

static void parse_escape(const DialectParser *parser, const cJSON *item)
{
    if (!cJSON_IsNull(item) && g_strcmp0(cJSON_GetStringValue(item), "") != 0)
        parser->store->dialect.escape = parse_character(parser, item);
}

static void parse_null(const DialectParser *parser, const cJSON *item)
{
    if (cJSON_IsString(item))
        parser->store->dialect.null_sequence = keep(parser, item->valuestring);
    else if (!cJSON_IsNull(item))
        fail(parser, item, "must be a string");
}

static void parse_skip_space(const DialectParser *parser, const cJSON *item)
{
    parse_flag(parser, item, &parser->store->dialect.skip_initial_space);
}

static void parse_case(const DialectParser *parser, const cJSON *item)
{
    parse_flag(parser, item, &parser->store->dialect.case_sensitive_header);
}

static const struct {
    const char *name;
    void (*parse)(const DialectParser *parser, const cJSON *item);
} properties[] = {
    {"header", parse_header},
    {"headerRows", parse_header_rows},
    {"headerJoin", parse_header_join},
    {"headerCase", parse_case},
    {"caseSensitiveHeader", parse_case},
    {"commentRows", parse_comment_rows},
    {"commentChar", parse_comment_char},
    {"delimiter", parse_delimiter},
    {"lineTerminator", parse_line_terminator},
    {"quoteChar", parse_quote},
    {"doubleQuote", parse_double_quote},
    {"escapeChar", parse_escape},
    {"nullSequence", parse_null},
    {"skipInitialSpace", parse_skip_space},
};

/* Characters that mean two things at once. */
static void check_clash(const DialectParser *parser, const cJSON *json)
{
    const Dialect *dialect = &parser->store->dialect;
    const char signs[] = {dialect->delimiter, dialect->quote, dialect->escape,
                          dialect->line_terminator};
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        for (gsize j = i + 1; j < G_N_ELEMENTS(signs); j++) {
            if (signs[i] == '\0' || signs[i] != signs[j])
                continue;
            findings_add(parser->findings, &rule_dialect_error,
                         json_document_place(parser->document, json),
                         "the character '%c' has two meanings in the dialect; delimiter, quote, "
                         "escape and line terminator must differ",
                         signs[i]);
        }
    }
}

DialectStore *dialect_parse(const JsonDocument *document, const cJSON *json, char delimiter,
                            Findings *findings)
{
    DialectStore *store = g_new0(DialectStore, 1);
    store->dialect = dialect_default;
    store->dialect.delimiter = delimiter;
    store->texts = g_ptr_array_new_with_free_func(g_free);
    const DialectParser parser = {document, store, findings};
    if (json && !cJSON_IsObject(json))
        findings_add(findings, &rule_dialect_error, json_document_place(document, json),
                     "a dialect must be an object, or the path of a JSON file with one");
    if (!cJSON_IsObject(json))
        return store;
    property_check(document, json, &dialect_properties, findings);
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++) {
        const cJSON *item = json_member(json, properties[i].name);
        if (item)
            properties[i].parse(&parser, item);
    }
    check_clash(&parser, json);
    return store;
}

void dialect_store_free(DialectStore *store)
{
    if (!store)
        return;
    g_clear_pointer(&store->header_rows, g_array_unref);
    g_clear_pointer(&store->comment_rows, g_array_unref);
    g_ptr_array_unref(store->texts);
    g_free(store);
}
