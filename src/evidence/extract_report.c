/* Extractions as text for a terminal, as JSON, and as draft rows. */
#include "base/escape.h"
#include "base/json.h"
#include "base/number.h"
#include "claims/text_table.h"
#include "evidence/extract.h"
#include "evidence/rules.h"

#include <string.h>

/* Of a source that no claim refers to yet. */
static const char claim_columns[] = "id,subject,metric,setting,printed,value,low,high,kind,status,"
                                    "as_of,source,quote,at,locator,stated_by,rank,reason,note\n";

static gboolean is_shown(const Extract *extract, const ExtractStyle *style)
{
    return !style->uncovered || extract->cover == COVER_NONE;
}

/* UTF-8, whatever the bytes are, on one line. */
static char *stretch_text(const Extraction *extraction, Stretch stretch)
{
    char *text =
        g_utf8_make_valid(extraction->text + stretch.start, (gssize)(stretch.end - stretch.start));
    return g_strdelimit(text, "\r\n\t", ' ');
}

/* An end of a reading as its column writes it; "" when there is none. */
static char *amount_text(const Reading *reading, gboolean has, double number, Date date)
{
    char text[MAX(NUMBER_TEXT_SIZE, DATE_TEXT_SIZE)];
    if (!has)
        return g_strdup("");
    return g_strdup(reading->type == READING_DATE ? date_format(date, text)
                                                  : number_format(number, text));
}

typedef struct {
    char *value, *low, *high;
} Amounts;

static Amounts amounts_of(const Mention *mention)
{
    const Reading *r = &mention->reading;
    const gboolean has = mention->has_reading;
    return (Amounts){amount_text(r, has && r->has_value, r->value, r->date_value),
                     amount_text(r, has && r->has_low, r->low, r->date_low),
                     amount_text(r, has && r->has_high, r->high, r->date_high)};
}

static void amounts_clear(Amounts *amounts)
{
    g_free(amounts->value);
    g_free(amounts->low);
    g_free(amounts->high);
}

/* What a claim would have as status: what the words hint at. */
static const char *status_of(const Mention *mention)
{
    return claim_status_name(mention->has_status ? mention->status : STATUS_ACTUAL);
}

/* ---- text ------------------------------------------------------------------------------------ */

/* As much of the sentence as a line holds, the figure in it. */
static char *sentence_window(const Extraction *extraction, const Mention *mention)
{
    enum { BEFORE = 60, AFTER = 60 };
    Stretch window = mention->sentence;
    if (mention->core.start > BEFORE && window.start < mention->core.start - BEFORE)
        window.start = mention->core.start - BEFORE;
    window.end = MIN(window.end, mention->core.end + AFTER);
    while (window.start < mention->core.start &&
           ((guchar)extraction->text[window.start] & 0xC0) == 0x80)
        window.start++;
    while (window.end > mention->core.end && window.end < extraction->length &&
           ((guchar)extraction->text[window.end] & 0xC0) == 0x80)
        window.end--;
    g_autofree char *words = stretch_text(extraction, window);
    g_autoptr(GString) out = g_string_new("    … ");
    escape_terminal(out, words);
    g_string_append(out, " …");
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static char *describe(const Mention *mention)
{
    if (!mention->has_reading)
        return g_strdup("");
    g_autofree char *read = reading_describe(&mention->reading);
    const char *unit = mention->reading.unit ? mention->reading.unit : "";
    const gboolean exact = mention->reading.kind == KIND_EXACT;
    return g_strdup_printf("%s%s%s%s%s", exact ? "" : claim_kind_name(mention->reading.kind),
                           exact ? "" : " ", read, *unit ? " " : "", unit);
}

static void add_text_row(TextTable *table, const Extraction *extraction, const Extract *extract,
                         const ExtractStyle *style)
{
    g_autofree char *place = g_strdup_printf("%u:%u", extract->line, extract->column);
    g_autofree char *byte = g_strdup_printf("%" G_GSIZE_FORMAT, extract->mention->core.start);
    g_autofree char *raw = stretch_text(extraction, extract->mention->core);
    g_autoptr(GString) printed = g_string_new(NULL);
    escape_terminal(printed, raw);
    g_autofree char *reading = describe(extract->mention);
    const char *by = extract->claim ? extract->claim->id : extract->reason ? extract->reason : "";
    g_autofree char *cover =
        g_strdup_printf("%s%s%s", extract->cover == COVER_CLAIM ? "" : cover_name(extract->cover),
                        extract->reason ? ": " : "", by);
    const char *cells[] = {place,        byte,    mention_class_name(extract->mention->type),
                           printed->str, reading, cover};
    text_table_add(table, cells);
    if (style->sentences) {
        g_autofree char *window = sentence_window(extraction, extract->mention);
        text_table_add_line(table, window);
    }
}

static void append_counts(GString *out, const Extraction *extraction)
{
    guint counts[COVER_NAME + 1] = {0};
    for (guint i = 0; i < extraction->extracts->len; i++)
        counts[g_array_index(extraction->extracts, Extract, i).cover]++;
    g_string_append_printf(out,
                           "%s: %u figure%s: %u covered, %u no claim, %u of names, %u "
                           "uncovered\n",
                           extraction->name, extraction->extracts->len,
                           extraction->extracts->len == 1 ? "" : "s", counts[COVER_CLAIM],
                           counts[COVER_NO_CLAIM], counts[COVER_NAME], counts[COVER_NONE]);
    for (guint i = 0; i < extraction->lost->len; i++)
        g_string_append_printf(out, "claim %s covers no figure of it\n",
                               ((const Claim *)g_ptr_array_index(extraction->lost, i))->id);
}

char *extract_format_text(const Extraction *extraction, const ExtractStyle *style)
{
    static const TextColumn columns[] = {{"place", FALSE, 0},    {"byte", TRUE, 0},
                                         {"class", FALSE, 0},    {"printed", FALSE, 16},
                                         {"reading", FALSE, 12}, {"covered by", FALSE, 20}};
    g_autoptr(TextTable) table = text_table_new(columns, G_N_ELEMENTS(columns));
    guint shown = 0;
    for (guint i = 0; i < extraction->extracts->len; i++) {
        const Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        if (!is_shown(extract, style))
            continue;
        shown++;
        add_text_row(table, extraction, extract, style);
    }
    g_autoptr(GString) out = g_string_new(NULL);
    if (shown > 0) {
        g_autofree char *text = text_table_format(table, style->width);
        g_string_append_printf(out, "%s\n", text);
    }
    append_counts(out, extraction);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- json ------------------------------------------------------------------------------------ */

static void add_amount(cJSON *json, const char *name, const char *text, gboolean date)
{
    if (*text && date)
        cJSON_AddStringToObject(json, name, text);
    else if (*text)
        cJSON_AddNumberToObject(json, name, g_ascii_strtod(text, NULL));
}

static cJSON *extract_json(const Extraction *extraction, const Extract *extract)
{
    const Mention *mention = extract->mention;
    g_autofree char *printed = stretch_text(extraction, mention->core);
    Amounts amounts = amounts_of(mention);
    const gboolean date = mention->reading.type == READING_DATE;
    cJSON *json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "at", (double)mention->core.start);
    cJSON_AddNumberToObject(json, "bytes", (double)(mention->core.end - mention->core.start));
    cJSON_AddNumberToObject(json, "line", extract->line);
    cJSON_AddNumberToObject(json, "column", extract->column);
    cJSON_AddStringToObject(json, "class", mention_class_name(mention->type));
    cJSON_AddStringToObject(json, "printed", printed);
    if (mention->has_reading) {
        add_amount(json, "value", amounts.value, date);
        add_amount(json, "low", amounts.low, date);
        add_amount(json, "high", amounts.high, date);
        cJSON_AddStringToObject(json, "kind", claim_kind_name(mention->reading.kind));
        if (mention->reading.unit && *mention->reading.unit)
            cJSON_AddStringToObject(json, "unit", mention->reading.unit);
    }
    if (mention->has_status)
        cJSON_AddStringToObject(json, "status", claim_status_name(mention->status));
    if (mention->ambiguous)
        cJSON_AddTrueToObject(json, "ambiguous");
    cJSON_AddStringToObject(json, "covered", cover_name(extract->cover));
    if (extract->claim)
        cJSON_AddStringToObject(json, "claim", extract->claim->id);
    if (extract->reason)
        cJSON_AddStringToObject(json, "reason", extract->reason);
    amounts_clear(&amounts);
    return json;
}

char *extract_format_json(const Extraction *extraction, const ExtractStyle *style)
{
    g_autoptr(cJSON) json = cJSON_CreateObject();
    cJSON_AddStringToObject(json, extraction->source ? "source" : "file", extraction->name);
    cJSON *mentions = cJSON_AddArrayToObject(json, "figures");
    for (guint i = 0; i < extraction->extracts->len; i++) {
        const Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        if (is_shown(extract, style))
            cJSON_AddItemToArray(mentions, extract_json(extraction, extract));
    }
    cJSON *lost = cJSON_AddArrayToObject(json, "claims without figure");
    for (guint i = 0; i < extraction->lost->len; i++)
        cJSON_AddItemToArray(
            lost, cJSON_CreateString(((const Claim *)g_ptr_array_index(extraction->lost, i))->id));
    return json_print(json);
}

/* ---- csv ------------------------------------------------------------------------------------- */

static void append_draft(GString *out, const Extraction *extraction, const Extract *extract,
                         guint number)
{
    const Mention *mention = extract->mention;
    const char *source = extraction->source ? extraction->source->id : "";
    g_autofree char *id = g_strdup_printf("draft.%s.%u", *source ? source : "file", number);
    g_autofree char *printed = stretch_text(extraction, mention->core);
    g_autofree char *quote = g_utf8_make_valid(extraction->text + mention->whole.start,
                                               (gssize)(mention->whole.end - mention->whole.start));
    g_autofree char *at = g_strdup_printf("%" G_GSIZE_FORMAT, mention->whole.start);
    g_autofree char *locator = g_strdup_printf("line %u", extract->line);
    Amounts amounts = amounts_of(mention);
    const gboolean bound =
        mention->reading.kind == KIND_AT_LEAST || mention->reading.kind == KIND_AT_MOST;
    const char *cells[] = {id,
                           "",
                           "",
                           "",
                           printed,
                           amounts.value,
                           bound ? "" : amounts.low,
                           bound ? "" : amounts.high,
                           claim_kind_name(mention->reading.kind),
                           status_of(mention),
                           "",
                           source,
                           quote,
                           at,
                           locator,
                           "",
                           "normal",
                           "",
                           ""};
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        escape_csv(out, cells[i]);
    }
    g_string_append_c(out, '\n');
    amounts_clear(&amounts);
}

char *extract_format_csv(const Extraction *extraction, const ExtractStyle *style)
{
    (void)style; /* drafts are of uncovered figures anyhow, and hold no sentences */
    g_autoptr(GString) out = g_string_new(claim_columns);
    guint number = 0;
    for (guint i = 0; i < extraction->extracts->len; i++) {
        const Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        if (extract->cover == COVER_NONE && mention_is_claimable(extract->mention))
            append_draft(out, extraction, extract, ++number);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
