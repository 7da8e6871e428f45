/* One claim of one foreign row. */
#include "import/making.h"

#include "claims/check.h"
#include "import/draft.h"

#include <string.h>

/* ---- helpers --------------------------------------------------------------------------------- */

const char *making_keep(const Making *making, const char *text)
{
    return g_string_chunk_insert_len(making->row->import->texts, text, -1);
}

/* Few different texts, many times. */
const char *making_keep_one(const Making *making, const char *text)
{
    return g_string_chunk_insert_const(making->row->import->texts, text);
}

gboolean making_refuse(const Making *making, int column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    making->row->fault = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    making->row->fault_column = column;
    return FALSE;
}

/* Evaluates into scratch; FALSE after a fault, whose column is the rule's. */
gboolean making_evaluate(const Making *making, const TextRule *rule, TextForm form, int *column)
{
    int first = -1;
    char *fault = NULL;
    const gboolean good =
        text_rule_evaluate(rule, &making->row->view, form, making->scratch, &first, &fault);
    if (column)
        *column = first;
    if (good)
        return TRUE;
    const GPtrArray *columns = foreign_reader_columns(making->row->reader);
    const char *name = first >= 0 ? g_ptr_array_index(columns, (guint)first) : NULL;
    making_refuse(making, first, "%s%s%s", name ? name : "", name ? ": " : "", fault);
    g_free(fault);
    return FALSE;
}

gboolean making_evaluate_field(Making *making, ClaimColumn field, TextForm form)
{
    const TextRule *rule = making->map->fields[field];
    if (!rule)
        return TRUE;
    if (!making_evaluate(making, rule, form, NULL))
        return FALSE;
    making->cells[field] =
        making->scratch->len == 0 ? NULL : making_keep_one(making, making->scratch->str);
    return TRUE;
}

/* ---- what is claimed of whom ----------------------------------------------------------------- */

static gboolean find_metric(Making *making)
{
    Import *import = making->row->import;
    int column;
    if (!making_evaluate(making, making->map->fields[CLAIM_METRIC], TEXT_ONE_LINE, &column))
        return FALSE;
    const char *id = making->scratch->str;
    making->metric = g_hash_table_lookup(import->claims->metric_by_id, id);
    making->map_metric = making->metric ? NULL : g_hash_table_lookup(import->metrics, id);
    if (!making->metric && !making->map_metric)
        return making_refuse(
            making, column,
            "there is no metric \"%s\": add it to metrics.csv, or to the map's 'metrics'", id);
    making->cells[CLAIM_METRIC] = making_keep_one(making, id);
    return TRUE;
}

static gboolean find_subject(Making *making)
{
    Import *import = making->row->import;
    int column;
    if (!making_evaluate(making, making->map->fields[CLAIM_SUBJECT], TEXT_ONE_LINE, &column))
        return FALSE;
    if (making->scratch->len == 0)
        return making_refuse(making, column, "it names no subject");
    gboolean ambiguous;
    making->subject_name = making_keep_one(making, making->scratch->str);
    making->subject = subject_book_find(import->subjects, making->subject_name, &ambiguous);
    if (making->subject || (import->new_subjects && !ambiguous))
        return TRUE;
    const char *near = subject_book_near(import->subjects, making->subject_name);
    if (ambiguous)
        return making_refuse(making, column, "several subjects are called \"%s\": %s",
                             making->subject_name, near);
    return making_refuse(making, column,
                         "no subject is called \"%s\": %s%s%sadd it (--new-subjects), or an alias",
                         making->subject_name, *near ? "near are " : "", near, *near ? "; " : "");
}

/* ---- words ----------------------------------------------------------------------------------- */

static gboolean check_words(const Making *making)
{
    static const struct {
        ClaimColumn column;
        const Words *words;
    } enumerations[] = {{CLAIM_KIND, &claim_kind_words},
                        {CLAIM_STATUS, &claim_status_words},
                        {CLAIM_RANK, &claim_rank_words}};
    for (gsize i = 0; i < G_N_ELEMENTS(enumerations); i++) {
        const char *word = making->cells[enumerations[i].column];
        if (words_find(enumerations[i].words, word) < 0)
            return making_refuse(making, -1, "%s \"%s\" is not known",
                                 claim_columns[enumerations[i].column], word);
    }
    if (strcmp(making->cells[CLAIM_RANK], claim_rank_name(RANK_DEPRECATED)) == 0 &&
        !making->cells[CLAIM_REASON])
        return making_refuse(making, -1, "it is deprecated without a reason");
    if (strcmp(making->cells[CLAIM_KIND], claim_kind_name(KIND_DERIVED)) == 0 &&
        !making->cells[CLAIM_NOTE])
        return making_refuse(making, -1, "it is derived, but no note says how");
    Date date;
    const char *as_of = making->cells[CLAIM_AS_OF];
    if (as_of && !date_parse(as_of, &date))
        return making_refuse(making, -1,
                             "as_of \"%s\" is no date: write it as 2024-07-18, or let the map "
                             "read it ('date')",
                             as_of);
    return TRUE;
}

static gboolean make_words(Making *making)
{
    static const ClaimColumn lines[] = {CLAIM_KIND,    CLAIM_STATUS,    CLAIM_AS_OF,
                                        CLAIM_RANK,    CLAIM_REASON,    CLAIM_NOTE,
                                        CLAIM_LOCATOR, CLAIM_STATED_BY, CLAIM_ID};
    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++)
        if (!making_evaluate_field(making, lines[i], TEXT_ONE_LINE))
            return FALSE;
    if (!making->cells[CLAIM_STATUS])
        making->cells[CLAIM_STATUS] = claim_status_name(STATUS_ACTUAL);
    if (!making->cells[CLAIM_RANK])
        making->cells[CLAIM_RANK] = claim_rank_name(RANK_NORMAL);
    if (!making->cells[CLAIM_LOCATOR]) {
        g_autofree char *locator =
            making->row->view.column
                ? g_strdup_printf("row %u, column '%s'", making->row->view.row->record,
                                  making->row->view.column)
                : g_strdup_printf("row %u", making->row->view.row->record);
        making->cells[CLAIM_LOCATOR] = making_keep(making, locator);
    }
    return TRUE;
}

/* ---- source, quote ----------------------------------------------------------------------------
 */

static BookedSource *find_source(Making *making)
{
    RowImport *row = making->row;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    const char *cells[N_SOURCE_RULES] = {0};
    for (guint i = 0; i < N_SOURCE_RULES; i++) {
        if (!row->table->source[i])
            continue;
        if (!making_evaluate(making, row->table->source[i], TEXT_ONE_LINE, NULL))
            return NULL;
        if (making->scratch->len == 0)
            continue;
        g_ptr_array_add(texts, g_strdup(making->scratch->str));
        cells[i] = g_ptr_array_index(texts, texts->len - 1);
    }
    if (!cells[SOURCE_LANGUAGE])
        cells[SOURCE_LANGUAGE] = making->language;
    if (!cells[SOURCE_TYPE])
        cells[SOURCE_TYPE] = "dataset";
    gboolean retitled;
    BookedSource *source =
        source_book_find(row->import->sources, cells, row->ending, &retitled, &row->fault);
    row->fault_column = -1;
    if (retitled && g_hash_table_add(row->import->retitled, source))
        findings_add(row->import->findings, &rule_import_source,
                     (Place){row->file, row->view.row->line, 0, row->view.row->record},
                     "source \"%s\" is called \"%s\" here, but \"%s\" before: the first is kept",
                     source->cells[SOURCE_ID], cells[SOURCE_TITLE], source->cells[SOURCE_TITLE]);
    return source;
}

/* Where the print stands in the file; the quote is the whole cell unless that is long. */
static gint64 make_quote(Making *making)
{
    enum { QUOTE_LIMIT = 80 };
    const RowImport *row = making->row;
    const char *printed = making->cells[CLAIM_PRINTED], *quote = printed;
    if (making->printed_column < 0) {
        making_refuse(making, -1, "'printed' comes from no column: no words carry it");
        return -1;
    }
    const ForeignCell *cell = &row->view.row->cells[making->printed_column];
    g_autofree char *whole = g_strstrip(g_strdup(cell->text ? cell->text : ""));
    if (g_utf8_strlen(whole, -1) <= QUOTE_LIMIT && strstr(whole, printed) && !strchr(whole, '\n'))
        quote = making_keep_one(making, whole);
    gint64 at = foreign_cell_find(row->reader, row->view.row, (guint)making->printed_column, quote);
    if (at < 0 && quote != printed) {
        quote = printed;
        at = foreign_cell_find(row->reader, row->view.row, (guint)making->printed_column, quote);
    }
    making->cells[CLAIM_QUOTE] = quote;
    if (at < 0)
        making_refuse(
            making, making->printed_column,
            "\"%s\" does not stand in the cell in these very characters: 'printed' must be cut "
            "out of it",
            printed);
    return at;
}

static gboolean is_later(guint column)
{
    return column == CLAIM_ID || column == CLAIM_SUBJECT || column == CLAIM_SOURCE ||
           column == CLAIM_AT;
}

/* The source that the map names by its id, and with it the language of the print. */
static gboolean find_given_source(Making *making)
{
    const RowImport *row = making->row;
    making->language = row->table->language;
    if (!making->map->fields[CLAIM_SOURCE]) {
        const TextRule *language = row->table->source[SOURCE_LANGUAGE];
        if (language && !making_evaluate(making, language, TEXT_ONE_LINE, NULL))
            return FALSE;
        if (language && making->scratch->len > 0)
            making->language = making_keep_one(making, making->scratch->str);
        return TRUE;
    }
    if (!making_evaluate_field(making, CLAIM_SOURCE, TEXT_ONE_LINE))
        return FALSE;
    const char *id = making->cells[CLAIM_SOURCE];
    const Source *source = id ? g_hash_table_lookup(row->import->claims->source_by_id, id) : NULL;
    if (!source)
        return making_refuse(making, -1, "there is no source \"%s\" in the data", id ? id : "");
    making->language = source->language;
    return TRUE;
}

/* Its words, or the row's own source and words. */
static gboolean make_source(Making *making, ClaimDraft *draft, gint64 *at)
{
    *at = -1;
    if (making->map->fields[CLAIM_SOURCE]) {
        if (!making_evaluate_field(making, CLAIM_QUOTE, TEXT_AS_IT_IS) ||
            !making_evaluate_field(making, CLAIM_AT, TEXT_ONE_LINE))
            return FALSE;
        const char *quote = making->cells[CLAIM_QUOTE];
        if (quote && !strstr(quote, making->cells[CLAIM_PRINTED]))
            return making_refuse(making, -1, "\"%s\" is not in the quote \"%s\"",
                                 making->cells[CLAIM_PRINTED], quote);
        return TRUE;
    }
    *at = make_quote(making);
    if (*at < 0)
        return FALSE;
    draft->source = find_source(making);
    if (!draft->source)
        return FALSE;
    making->cells[CLAIM_SOURCE] = draft->source->cells[SOURCE_ID];
    return TRUE;
}

static gboolean make_subject(Making *making)
{
    RowImport *row = making->row;
    if (making->subject)
        return TRUE;
    const char *cells[N_SUBJECT_COLUMNS] = {0};
    for (guint i = 0; i < N_SUBJECT_COLUMNS; i++) {
        if (!row->table->subject[i])
            continue;
        if (!making_evaluate(making, row->table->subject[i], TEXT_ONE_LINE, NULL))
            return FALSE;
        cells[i] = making->scratch->len > 0 ? making_keep_one(making, making->scratch->str) : NULL;
    }
    making->subject =
        subject_book_add(row->import->subjects, making->subject_name, cells, &row->fault);
    row->fault_column = -1;
    return making->subject != NULL;
}

/* Everything that may fail comes before anything that stays. */
static gboolean make_claim(Making *making, ClaimDraft *draft)
{
    gint64 at;
    if (!find_metric(making) || !find_subject(making) || !find_given_source(making) ||
        !making_setting(making) || !make_words(making) || !making_value(making) ||
        !check_words(making) || !making_check_bounds(making) || !make_source(making, draft, &at))
        return FALSE;
    Import *import = making->row->import;
    char *fault =
        draft_fault(import->claim_schema, claim_columns, making->cells, N_CLAIM_COLUMNS, is_later);
    if (fault) {
        making->row->fault = fault;
        making->row->fault_column = making->printed_column;
        return FALSE;
    }
    if (!make_subject(making))
        return FALSE;
    making->cells[CLAIM_SUBJECT] = making->subject->cells[SUBJECT_ID];
    if (draft->source) {
        const RowImport *row = making->row;
        const gsize offset =
            booked_source_cite(draft->source, row->file, row->reader, row->view.row);
        g_autofree char *text =
            g_strdup_printf("%" G_GSIZE_FORMAT, offset + (gsize)at - row->view.row->start);
        making->cells[CLAIM_AT] = making_keep(making, text);
    }
    if (!making_id(making, draft))
        return FALSE;
    making->subject->n_claims++;
    if (draft->source)
        draft->source->n_claims++;
    return TRUE;
}

DraftOutcome import_claim_draft(RowImport *row, const MapClaim *map)
{
    Making making = {.row = row, .map = map, .printed_column = -1, .scratch = g_string_new(NULL)};
    g_autoptr(GString) scratch = making.scratch;
    ClaimDraft draft = {0};
    row->view.column = NULL;
    if (!making_evaluate(&making, map->fields[CLAIM_PRINTED], TEXT_AS_IT_IS,
                         &making.printed_column))
        return DRAFT_FAULTY;
    if (scratch->len == 0)
        return DRAFT_EMPTY;
    making.cells[CLAIM_PRINTED] = making_keep_one(&making, scratch->str);
    if (making.printed_column >= 0)
        row->view.column =
            g_ptr_array_index(foreign_reader_columns(row->reader), (guint)making.printed_column);
    if (!make_claim(&making, &draft))
        return DRAFT_FAULTY;
    memcpy(draft.cells, making.cells, sizeof draft.cells);
    draft.subject = making.subject;
    draft.new_metric = making.map_metric;
    g_ptr_array_add(row->import->drafts, g_memdup2(&draft, sizeof draft));
    return DRAFT_MADE;
}
