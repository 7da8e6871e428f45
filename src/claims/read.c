/*
 * From the typed rows of a package to the model: texts, words, references.
 */
#include "base/number.h"
#include "claims/check.h"
#include "claims/choose.h"
#include "claims/names.h"
#include "claims/party.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

const Rule rule_table_missing = {
    "table-missing", LEVEL_ERROR,
    "a package of claims lacks the table sources, subjects or metrics"};
const Rule rule_claims_columns = {"claims-columns", LEVEL_ERROR,
                                  "a table of claims lacks columns that the model needs"};
const Rule rule_unknown_word = {"unknown-word", LEVEL_ERROR,
                                "a kind, status or rank is no word that figtrail knows"};
const Rule rule_unknown_reference = {
    "unknown-reference", LEVEL_ERROR,
    "a subject, metric or source that is referred to does not exist"};

/* ---- rows ------------------------------------------------------------------------------------ */

static const char *row_text(const Table *table, guint row, const char *column)
{
    const int field = schema_field_find(table->schema, column);
    const char *text = field < 0 ? NULL : table_text(table, row, (guint)field);
    return text ? text : "";
}

/* A column whose text is a member of the row's struct. */
typedef struct {
    const char *name;
    gsize offset; /* of a const char * */
} TextColumn;

/* A table's fields of such columns: there are many rows. */
typedef struct {
    const TextColumn *columns;
    gsize n_columns;
    int fields[16]; /* -1: the table has none */
} TextFields;

static TextFields find_text_fields(const Table *table, const TextColumn *columns, gsize n_columns)
{
    TextFields texts = {.columns = columns, .n_columns = n_columns};
    g_assert(n_columns <= G_N_ELEMENTS(texts.fields));
    for (gsize i = 0; i < n_columns; i++)
        texts.fields[i] = schema_field_find(table->schema, columns[i].name);
    return texts;
}

static void read_texts(gpointer object, const Table *table, guint row, const TextFields *texts)
{
    for (gsize i = 0; i < texts->n_columns; i++) {
        const int field = texts->fields[i];
        const char *text = field < 0 ? NULL : table_text(table, row, (guint)field);
        text = text ? text : "";
        memcpy((char *)object + texts->columns[i].offset, &text, sizeof text);
    }
}

gint64 claim_at_parse(const char *text)
{
    double at;
    return number_parse(text, &at) && at >= 0 && at < 0x1p53 ? (gint64)at : -1;
}

/* The word in a column as a value of its enum; fallback when the cell is empty.
 * Any other word is a finding, and stands for the fallback from then on. */
static int read_word(const Table *table, guint row, const char *column, const Words *words,
                     int fallback, Findings *findings)
{
    const char *text = row_text(table, row, column);
    const int found = words_find(words, text);
    if (found >= 0)
        return found;
    if (*text || fallback < 0) {
        g_autoptr(GString) known = g_string_new(words->names[0]);
        for (guint i = 1; i < words->n_names; i++)
            g_string_append_printf(known, ", %s", words->names[i]);
        findings_add(findings, &rule_unknown_word, row_place(table, row, column),
                     "%s \"%s\" is not known: write one of %s", column, text, known->str);
    }
    return MAX(fallback, 0);
}

/* The index of a column's names, made when it is first asked for; NULL: of no such
 * column. */
static const Names *names_of_column(ClaimSet *claims, const char *column)
{
    if (strcmp(column, "subject") == 0) {
        if (!claims->subject_names)
            claims->subject_names = names_new_subjects(claims);
        return claims->subject_names;
    }
    if (strcmp(column, "metric") == 0) {
        if (!claims->metric_names)
            claims->metric_names = names_new_metrics(claims);
        return claims->metric_names;
    }
    return NULL;
}

static void report_reference(ClaimSet *claims, const Table *table, guint row, const char *column,
                             const char *table_name, Findings *findings)
{
    const char *id = row_text(table, row, column);
    const Place place = row_place(table, row, column);
    if (findings_add_beyond(findings, &rule_unknown_reference, place))
        return;
    g_auto(NameMatch) match = {.state = NAME_NONE};
    const Names *names = names_of_column(claims, column);
    if (names)
        names_find(names, id, FALSE, &match);
    g_autofree char *meant = match.others && match.others->len > 0 ? name_match_list(&match) : NULL;
    if (match.found)
        findings_add(findings, &rule_unknown_reference, place,
                     "%s \"%s\" is a name of \"%s\": write the id", column, id, match.found->id);
    else if (meant)
        findings_add(findings, &rule_unknown_reference, place,
                     match.state == NAME_AMBIGUOUS
                         ? "%s \"%s\" is a name of several: write the id of one of %s"
                         : "%s \"%s\" is no id: did you mean %s?",
                     column, id, meant);
    else
        findings_add(findings, &rule_unknown_reference, place,
                     "%s \"%s\" is not in the table %s: add it there or correct the id", column, id,
                     table_name);
}

/* What a column refers to; NULL with a finding when it is not there. */
static gpointer read_reference(ClaimSet *claims, const Table *table, guint row, const char *column,
                               GHashTable *by_id, const char *table_name, Findings *findings)
{
    gpointer found = g_hash_table_lookup(by_id, row_text(table, row, column));
    if (!found)
        report_reference(claims, table, row, column, table_name, findings);
    return found;
}

static double read_bound(const Table *table, guint row, const char *column, double none)
{
    double number;
    return number_parse(row_text(table, row, column), &number) ? number : none;
}

static Amount read_amount(const Table *table, guint row, const char *column, MetricKind kind)
{
    Amount amount = {.text = row_text(table, row, column)};
    if (kind == METRIC_NUMBER) {
        amount.present = number_parse(amount.text, &amount.number);
    } else if (date_parse(amount.text, &amount.date)) {
        amount.present = TRUE;
        amount.number = (double)date_first_day(amount.date);
    }
    return amount;
}

/* ---- one function per table ------------------------------------------------------------------ */

#define SOURCE_TEXT(member)                                                                        \
    {                                                                                              \
#member, offsetof(Source, member)                                                          \
    }
static const TextColumn source_texts[] = {
    SOURCE_TEXT(id),          SOURCE_TEXT(title),     SOURCE_TEXT(publisher), SOURCE_TEXT(author),
    SOURCE_TEXT(published),   SOURCE_TEXT(language),  SOURCE_TEXT(type),      SOURCE_TEXT(url),
    SOURCE_TEXT(archive_url), SOURCE_TEXT(retrieved), SOURCE_TEXT(snapshot),  SOURCE_TEXT(sha256),
    SOURCE_TEXT(note),
};

#define SUBJECT_TEXT(member)                                                                       \
    {                                                                                              \
#member, offsetof(Subject, member)                                                         \
    }
static const TextColumn subject_texts[] = {
    SUBJECT_TEXT(id),    SUBJECT_TEXT(name),   SUBJECT_TEXT(kind),
    SUBJECT_TEXT(maker), SUBJECT_TEXT(family), SUBJECT_TEXT(aliases),
};

#define METRIC_TEXT(member)                                                                        \
    {                                                                                              \
#member, offsetof(Metric, member)                                                          \
    }
static const TextColumn metric_texts[] = {
    METRIC_TEXT(id),     METRIC_TEXT(name),        METRIC_TEXT(unit),
    METRIC_TEXT(better), METRIC_TEXT(description),
};

#define CLAIM_TEXT(member)                                                                         \
    {                                                                                              \
#member, offsetof(Claim, member)                                                           \
    }
static const TextColumn claim_texts[] = {
    CLAIM_TEXT(id),     CLAIM_TEXT(setting), CLAIM_TEXT(printed),
    CLAIM_TEXT(quote),  CLAIM_TEXT(locator), CLAIM_TEXT(stated_by),
    CLAIM_TEXT(reason), CLAIM_TEXT(note),    {"as_of", offsetof(Claim, as_of_text)},
};

/* Later rows with an id that is taken are the business of 'duplicate-id'. */
static void index_add(GHashTable *by_id, const char *id, gpointer object)
{
    if (!g_hash_table_contains(by_id, id))
        g_hash_table_insert(by_id, (gpointer)id, object);
}

static void read_sources(ClaimSet *claims, const Table *table, Findings *findings)
{
    const TextFields texts = find_text_fields(table, source_texts, G_N_ELEMENTS(source_texts));
    for (guint row = 0; row < table->n_rows; row++) {
        Source *source = g_new0(Source, 1);
        read_texts(source, table, row, &texts);
        source->table = table;
        source->row = row;
        g_ptr_array_add(claims->sources, source);
        index_add(claims->source_by_id, source->id, source);
    }
    for (guint row = 0; row < table->n_rows; row++) {
        Source *source = g_ptr_array_index(claims->sources, row);
        if (*row_text(table, row, "relays"))
            source->relays = read_reference(claims, table, row, "relays", claims->source_by_id,
                                            "sources", findings);
    }
}

static void read_subjects(ClaimSet *claims, const Table *table)
{
    const TextFields texts = find_text_fields(table, subject_texts, G_N_ELEMENTS(subject_texts));
    for (guint row = 0; row < table->n_rows; row++) {
        Subject *subject = g_new0(Subject, 1);
        read_texts(subject, table, row, &texts);
        subject->table = table;
        subject->row = row;
        g_ptr_array_add(claims->subjects, subject);
        index_add(claims->subject_by_id, subject->id, subject);
    }
}

static void read_metrics(ClaimSet *claims, const Table *table, Findings *findings)
{
    /* Table Schema's default trueValues */
    static const char *const true_words[] = {"true", "True", "TRUE", "1", NULL};
    const TextFields texts = find_text_fields(table, metric_texts, G_N_ELEMENTS(metric_texts));
    for (guint row = 0; row < table->n_rows; row++) {
        Metric *metric = g_new0(Metric, 1);
        read_texts(metric, table, row, &texts);
        metric->kind = (MetricKind)read_word(table, row, "kind", &metric_kind_words, -1, findings);
        metric->minimum = read_bound(table, row, "minimum", -INFINITY);
        metric->maximum = read_bound(table, row, "maximum", INFINITY);
        metric->timed = g_strv_contains(true_words, row_text(table, row, "timed"));
        metric->table = table;
        metric->row = row;
        g_ptr_array_add(claims->metrics, metric);
        index_add(claims->metric_by_id, metric->id, metric);
    }
}

/* A claim whose references lead nowhere cannot be part of the model. */
static void read_claim(ClaimSet *claims, const Table *table, guint row, const TextFields *texts,
                       Findings *findings)
{
    const Subject *subject =
        read_reference(claims, table, row, "subject", claims->subject_by_id, "subjects", findings);
    const Metric *metric =
        read_reference(claims, table, row, "metric", claims->metric_by_id, "metrics", findings);
    const Source *source =
        read_reference(claims, table, row, "source", claims->source_by_id, "sources", findings);
    const int kind = read_word(table, row, "kind", &claim_kind_words, -1, findings);
    const int status = read_word(table, row, "status", &claim_status_words, -1, findings);
    const int rank = read_word(table, row, "rank", &claim_rank_words, RANK_NORMAL, findings);
    if (!subject || !metric || !source)
        return;

    Claim *claim = g_new0(Claim, 1);
    read_texts(claim, table, row, texts);
    claim->subject = subject;
    claim->metric = metric;
    claim->source = source;
    claim->kind = (ClaimKind)kind;
    claim->status = (ClaimStatus)status;
    claim->rank = (ClaimRank)rank;
    claim->value = read_amount(table, row, "value", metric->kind);
    claim->low = read_amount(table, row, "low", metric->kind);
    claim->high = read_amount(table, row, "high", metric->kind);
    if (!date_parse(claim->as_of_text, &claim->as_of))
        claim->as_of = (Date){0};
    claim->at = claim_at_parse(row_text(table, row, "at"));
    claim->table = table;
    claim->row = row;
    g_ptr_array_add(claims->claims, claim);
    index_add(claims->claim_by_id, claim->id, claim);
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* What a table of claims refers to, and what else it cannot do without. */
static const char *const claim_references[] = {"subject", "metric", "source", NULL};
static const char *const claim_columns[] = {"id",   "setting", "printed", "value", "low",  "high",
                                            "kind", "status",  "as_of",   "quote", "rank", NULL};

static gboolean has_fields(const Schema *schema, const char *const *columns)
{
    while (*columns && schema_field_find(schema, *columns) >= 0)
        columns++;
    return *columns == NULL;
}

/* Told from others by its columns, even if it lacks some: merged figures have the same references,
 * but neither ids of their own nor ranks. */
gboolean schema_is_of_claims(const Schema *schema, gboolean *whole)
{
    *whole = has_fields(schema, claim_columns);
    return has_fields(schema, claim_references) &&
           (schema_field_find(schema, "id") >= 0 || schema_field_find(schema, "rank") >= 0);
}

static gboolean has_columns(const Table *table, const char *const *columns, Findings *findings)
{
    g_autoptr(GString) missing = g_string_new(NULL);
    for (; *columns; columns++) {
        if (schema_field_find(table->schema, *columns) < 0)
            g_string_append_printf(missing, "%s%s", missing->len ? ", " : "", *columns);
    }
    if (missing->len)
        findings_add(findings, &rule_claims_columns, (Place){.file = table->file, .line = 1},
                     "the table %s has no column %s: add it to the file and to its schema",
                     table->name, missing->str);
    return missing->len == 0;
}

/* A table that every package of claims has; NULL with a finding without it. */
static const Table *base_table(const Package *package, const char *name, const char *const *columns,
                               Findings *findings)
{
    const Table *table = package_table_find(package, name);
    if (table)
        return has_columns(table, columns, findings) ? table : NULL;
    g_autofree char *descriptor = g_build_filename(package->folder, "datapackage.json", NULL);
    findings_add(findings, &rule_table_missing, (Place){.file = descriptor},
                 "there is no table \"%s\": add a resource of that name", name);
    return NULL;
}

static void read_parties(ClaimSet *claims)
{
    g_autoptr(PartyIndex) index = party_index_new(claims);
    for (guint i = 0; i < claims->claims->len; i++) {
        Claim *claim = g_ptr_array_index(claims->claims, i);
        claim->party = party_find(index, claim->subject, claim->source, claim->stated_by);
    }
}

static ClaimSet *claims_new(void)
{
    ClaimSet *claims = g_new0(ClaimSet, 1);
    claims->sources = g_ptr_array_new_with_free_func(g_free);
    claims->subjects = g_ptr_array_new_with_free_func(g_free);
    claims->metrics = g_ptr_array_new_with_free_func(g_free);
    claims->claims = g_ptr_array_new_with_free_func(g_free);
    claims->source_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    claims->subject_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    claims->metric_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    claims->claim_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    return claims;
}

ClaimSet *claims_read(const Package *package, Findings *findings)
{
    static const char *const source_columns[] = {"id", "title", NULL};
    static const char *const subject_columns[] = {"id", "name", NULL};
    static const char *const metric_columns[] = {"id", "name", "unit", "kind", "timed", NULL};

    const Table *sources = base_table(package, "sources", source_columns, findings);
    const Table *subjects = base_table(package, "subjects", subject_columns, findings);
    const Table *metrics = base_table(package, "metrics", metric_columns, findings);
    if (!sources || !subjects || !metrics)
        return NULL;

    ClaimSet *claims = claims_new();
    read_sources(claims, sources, findings);
    read_subjects(claims, subjects);
    read_metrics(claims, metrics, findings);
    for (guint i = 0; i < package->tables->len; i++) {
        const Table *table = g_ptr_array_index(package->tables, i);
        gboolean whole = FALSE;
        if (!schema_is_of_claims(table->schema, &whole) ||
            (!whole && !has_columns(table, claim_columns, findings)))
            continue;
        const TextFields texts = find_text_fields(table, claim_texts, G_N_ELEMENTS(claim_texts));
        for (guint row = 0; row < table->n_rows; row++)
            read_claim(claims, table, row, &texts, findings);
    }
    read_parties(claims);
    claims->order = choice_of_package(package, findings);
    claims_check(claims, findings);
    return claims;
}
