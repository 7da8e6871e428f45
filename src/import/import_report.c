#include "import/import_report.h"

#include "base/escape.h"
#include "base/json.h"

#include <string.h>

enum { REASONS_SHOWN = 12, NEAR_SHOWN = 12 };

/* ---- reasons --------------------------------------------------------------------------------- */

typedef struct {
    RowOutcome outcome;
    const char *reason;
    guint n;
} ReasonCount;

/* The most frequent first, then by their words. */
static int compare_reasons(gconstpointer a, gconstpointer b)
{
    const ReasonCount *x = a, *y = b;
    if (x->outcome != y->outcome)
        return x->outcome < y->outcome ? -1 : 1;
    if (x->n != y->n)
        return x->n > y->n ? -1 : 1;
    return strcmp(x->reason, y->reason);
}

/* Of ReasonCount; of figures, where a row had several. */
static GArray *count_reasons(const Import *import)
{
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(ReasonCount));
    g_autoptr(GHashTable) skipped = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) unmapped = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < import->left->len; i++) {
        const LeftRow *left = g_ptr_array_index(import->left, i);
        GHashTable *of = left->outcome == ROW_SKIPPED ? skipped : unmapped;
        const guint place = GPOINTER_TO_UINT(g_hash_table_lookup(of, left->reason));
        if (place > 0) {
            g_array_index(counts, ReasonCount, place - 1).n++;
            continue;
        }
        const ReasonCount count = {left->outcome, left->reason, 1};
        g_array_append_val(counts, count);
        g_hash_table_insert(of, (gpointer)left->reason, GUINT_TO_POINTER(counts->len));
    }
    g_array_sort(counts, compare_reasons);
    return counts;
}

static void append_reasons(GString *out, const GArray *counts, RowOutcome outcome)
{
    guint shown = 0, hidden = 0;
    for (guint i = 0; i < counts->len; i++) {
        const ReasonCount *count = &g_array_index(counts, ReasonCount, i);
        if (count->outcome != outcome)
            continue;
        if (shown == REASONS_SHOWN) {
            hidden++;
            continue;
        }
        g_string_append_printf(
            out, "%s%6u  ",
            shown == 0 ? (outcome == ROW_SKIPPED ? "skipped\n" : "not mapped\n") : "", count->n);
        escape_terminal(out, count->reason);
        g_string_append_c(out, '\n');
        shown++;
    }
    if (hidden > 0)
        g_string_append_printf(out, "        and %u reasons more, all in the JSON report\n",
                               hidden);
}

/* ---- what is new ----------------------------------------------------------------------------- */

typedef struct {
    guint sources, relaying, subjects, metrics;
} NewCounts;

static NewCounts count_new(const Import *import)
{
    NewCounts counts = {0};
    const GPtrArray *sources = source_book_sources(import->sources);
    for (guint i = 0; i < sources->len; i++) {
        const BookedSource *source = g_ptr_array_index(sources, i);
        counts.sources += booked_source_is_new(source);
        counts.relaying += booked_source_is_new(source) && source->cells[SOURCE_RELAYS];
    }
    const GPtrArray *subjects = subject_book_subjects(import->subjects);
    for (guint i = 0; i < subjects->len; i++) {
        const BookedSubject *subject = g_ptr_array_index(subjects, i);
        counts.subjects += !subject->subject && subject->n_claims > 0;
    }
    g_autoptr(GHashTable) metrics = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < import->drafts->len; i++) {
        const ClaimDraft *draft = g_ptr_array_index(import->drafts, i);
        if (draft->new_metric && claim_draft_is_new(draft))
            g_hash_table_add(metrics, (gpointer)draft->new_metric);
    }
    counts.metrics = g_hash_table_size(metrics);
    return counts;
}

/* New subjects that have names near to those that were there. */
typedef struct {
    const BookedSubject *subject;
    const char *near;
} NearSubject;

static GArray *find_near(const Import *import, guint limit, guint *n_unasked)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(NearSubject));
    enum { ASKED = 1000 }; /* each is held against every name of the data */
    guint asked = 0;
    *n_unasked = 0;
    const GPtrArray *subjects = subject_book_subjects(import->subjects);
    for (guint i = 0; i < subjects->len; i++) {
        const BookedSubject *subject = g_ptr_array_index(subjects, i);
        if (subject->subject || subject->n_claims == 0)
            continue;
        if (asked == ASKED || found->len == limit) {
            (*n_unasked)++;
            continue;
        }
        asked++;
        const NearSubject near = {
            subject, subject_book_near(import->subjects, subject->cells[SUBJECT_NAME])};
        if (*near.near)
            g_array_append_val(found, near);
    }
    return found;
}

static void append_near(GString *out, const Import *import)
{
    guint n_unasked;
    g_autoptr(GArray) near = find_near(import, NEAR_SHOWN, &n_unasked);
    if (near->len == 0)
        return;
    g_string_append(out, "new subjects with names near to others: the same? then add an alias\n");
    for (guint i = 0; i < near->len; i++) {
        const NearSubject *item = &g_array_index(near, NearSubject, i);
        g_string_append(out, "  ");
        escape_terminal(out, item->subject->cells[SUBJECT_NAME]);
        g_string_append(out, " ~ ");
        escape_terminal(out, item->near);
        g_string_append_c(out, '\n');
    }
    if (n_unasked > 0)
        g_string_append_printf(out, "  and %u new subjects more that were not looked at\n",
                               n_unasked);
}

/* ---- both ------------------------------------------------------------------------------------ */

char *import_report_text(const Import *import)
{
    const ImportCounts *counts = &import->counts;
    const NewCounts new = count_new(import);
    GString *out = g_string_new(NULL);
    g_string_append_printf(out, "rows read %u = giving claims %u", counts->n_rows,
                           counts->n_mapped);
    if (counts->n_partly > 0)
        g_string_append_printf(out, " + in part %u", counts->n_partly);
    g_string_append_printf(out, " + skipped %u + not mapped %u\n", counts->n_skipped,
                           counts->n_unmapped);
    g_string_append_printf(out, "figures looked for %u = claims %u", counts->n_figures,
                           counts->n_claims);
    if (counts->n_known > 0)
        g_string_append_printf(out, " + there already %u", counts->n_known);
    g_string_append_printf(out, " + empty cells %u + not mapped %u\n", counts->n_empty,
                           counts->n_faulty);
    g_string_append_printf(out, "new: sources %u", new.sources);
    if (new.relaying > 0)
        g_string_append_printf(out, " (%u of them retell sources of the data)", new.relaying);
    g_string_append_printf(out, ", subjects %u, metrics %u\n", new.subjects, new.metrics);
    g_autoptr(GArray) reasons = count_reasons(import);
    append_reasons(out, reasons, ROW_SKIPPED);
    append_reasons(out, reasons, ROW_UNMAPPED);
    append_near(out, import);
    return g_string_free(out, FALSE);
}

static void add_counts(cJSON *json, const ImportCounts *counts)
{
    const struct {
        const char *group, *name;
        guint n;
    } numbers[] = {
        {"rows", "read", counts->n_rows},         {"rows", "mapped", counts->n_mapped},
        {"rows", "partly", counts->n_partly},     {"rows", "skipped", counts->n_skipped},
        {"rows", "unmapped", counts->n_unmapped}, {"figures", "sought", counts->n_figures},
        {"figures", "claims", counts->n_claims},  {"figures", "known", counts->n_known},
        {"figures", "empty", counts->n_empty},    {"figures", "unmapped", counts->n_faulty},
    };
    cJSON *group = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (i == 0 || strcmp(numbers[i].group, numbers[i - 1].group) != 0)
            group = cJSON_AddObjectToObject(json, numbers[i].group);
        cJSON_AddNumberToObject(group, numbers[i].name, numbers[i].n);
    }
}

static void add_new(cJSON *json, const Import *import)
{
    const NewCounts counts = count_new(import);
    cJSON *new = cJSON_AddObjectToObject(json, "new");
    cJSON_AddNumberToObject(new, "sources", counts.sources);
    cJSON_AddNumberToObject(new, "relaying", counts.relaying);
    cJSON_AddNumberToObject(new, "subjects", counts.subjects);
    cJSON_AddNumberToObject(new, "metrics", counts.metrics);
}

static void add_near(cJSON *json, const Import *import)
{
    guint n_unasked;
    g_autoptr(GArray) near = find_near(import, G_MAXUINT, &n_unasked);
    cJSON *list = cJSON_AddArrayToObject(json, "near");
    for (guint i = 0; i < near->len; i++) {
        const NearSubject *item = &g_array_index(near, NearSubject, i);
        cJSON *object = cJSON_CreateObject();
        cJSON_AddStringToObject(object, "subject", item->subject->cells[SUBJECT_ID]);
        cJSON_AddStringToObject(object, "name", item->subject->cells[SUBJECT_NAME]);
        cJSON_AddStringToObject(object, "near", item->near);
        cJSON_AddItemToArray(list, object);
    }
    cJSON_AddNumberToObject(json, "near not looked at", n_unasked);
}

char *import_report_json(const Import *import)
{
    g_autoptr(cJSON) json = cJSON_CreateObject();
    add_counts(json, &import->counts);
    add_new(json, import);
    g_autoptr(GArray) reasons = count_reasons(import);
    cJSON *list = cJSON_AddArrayToObject(json, "reasons");
    for (guint i = 0; i < reasons->len; i++) {
        const ReasonCount *count = &g_array_index(reasons, ReasonCount, i);
        cJSON *object = cJSON_CreateObject();
        cJSON_AddStringToObject(object, "outcome",
                                count->outcome == ROW_SKIPPED ? "skipped" : "unmapped");
        cJSON_AddStringToObject(object, "reason", count->reason);
        cJSON_AddNumberToObject(object, "n", count->n);
        cJSON_AddItemToArray(list, object);
    }
    add_near(json, import);
    return json_print(json);
}
