/*
 * Rows of the model compared: by id, then, of those without a partner, by content, so
 * that a row under a new id is told from one withdrawn and one added.
 *
 * Every column is compared, also those that the model does not know; what a column
 * means decides what its change is.
 */
#include "claims/diff_part.h"

#include "claims/diff_number.h"

#include <string.h>

/* A row of any table of the model. */
typedef struct {
    const char *id;
    const Table *table;
    guint row;
    const Claim *claim; /* of ROWS_CLAIMS */
} RowRef;

/* ---- the rows of a version ------------------------------------------------------------------- */

static RowRef ref_of(RowsKind kind, gconstpointer item)
{
    const Claim *claim = item;
    const Source *source = item;
    const Subject *subject = item;
    const Metric *metric = item;
    switch (kind) {
    case ROWS_CLAIMS: return (RowRef){claim->id, claim->table, claim->row, claim};
    case ROWS_SOURCES: return (RowRef){source->id, source->table, source->row, NULL};
    case ROWS_SUBJECTS: return (RowRef){subject->id, subject->table, subject->row, NULL};
    case ROWS_METRICS: return (RowRef){metric->id, metric->table, metric->row, NULL};
    }
    g_assert_not_reached();
}

static const GPtrArray *items_of(RowsKind kind, const ClaimSet *claims)
{
    const GPtrArray *const lists[] = {claims->claims, claims->sources, claims->subjects,
                                      claims->metrics};
    return lists[kind];
}

static GArray *list_rows(RowsKind kind, const ClaimSet *claims)
{
    const GPtrArray *items = items_of(kind, claims);
    GArray *rows = g_array_sized_new(FALSE, FALSE, sizeof(RowRef), items->len);
    for (guint i = 0; i < items->len; i++) {
        const RowRef ref = ref_of(kind, g_ptr_array_index(items, i));
        g_array_append_val(rows, ref);
    }
    return rows;
}

/* ---- columns --------------------------------------------------------------------------------- */

/* A column that one table or both have; -1: not this one. */
typedef struct {
    const char *name;
    int old_field, new_field;
} Column;

/* The columns of a pair of tables: worked out once for all rows of the pair. */
typedef struct {
    const Table *old, *new;
    GArray *columns; /* of Column: in NEW's order, then those that only OLD has */
} ColumnPairs;

static void pair_columns(ColumnPairs *pairs, const Table *old, const Table *new)
{
    g_assert(old && new);
    if (pairs->old == old && pairs->new == new)
        return;
    pairs->old = old;
    pairs->new = new;
    g_array_set_size(pairs->columns, 0);
    for (guint i = 0; i < new->schema->n_fields; i++) {
        const char *name = new->schema->fields[i].name;
        const Column column = {name, schema_field_find(old->schema, name), (int)i};
        g_array_append_val(pairs->columns, column);
    }
    for (guint i = 0; i < old->schema->n_fields; i++) {
        const char *name = old->schema->fields[i].name;
        const Column column = {name, (int)i, -1};
        if (schema_field_find(new->schema, name) < 0)
            g_array_append_val(pairs->columns, column);
    }
}

static const char *cell_text(const RowRef *row, int field)
{
    return field < 0 ? "" : table_cell(row->table, row->row, (guint)field)->text;
}

/* ---- what the change of a column is ---------------------------------------------------------- */

int amount_change_kind(const Amount *old, const Amount *new, MetricKind kind)
{
    if (strcmp(old->text, new->text) == 0)
        return -1;
    if (!old->present || !new->present)
        return CHANGE_VALUE;
    if (kind == METRIC_DATE)
        return date_equal(old->date, new->date) ? CHANGE_FORM : CHANGE_VALUE;
    if (old->number == new->number)
        return CHANGE_FORM;
    return numbers_differ_by_noise(old->text, new->text) ? CHANGE_NOISE : CHANGE_VALUE;
}

static int changed_amount(const Claim *old, const Claim *new, const char *column)
{
    if (old->metric->kind != new->metric->kind)
        return CHANGE_VALUE;
    const MetricKind kind = new->metric->kind;
    if (strcmp(column, "value") == 0)
        return amount_change_kind(&old->value, &new->value, kind);
    if (strcmp(column, "low") == 0)
        return amount_change_kind(&old->low, &new->low, kind);
    return amount_change_kind(&old->high, &new->high, kind);
}

static const struct {
    const char *column;
    ChangeKind kind;
    int refers; /* RowsKind of the table that the column's ids are of; -1: none */
} claim_columns[] = {
    {"value", CHANGE_VALUE, -1},
    {"low", CHANGE_VALUE, -1},
    {"high", CHANGE_VALUE, -1},
    {"subject", CHANGE_KEY, ROWS_SUBJECTS},
    {"metric", CHANGE_KEY, ROWS_METRICS},
    {"setting", CHANGE_KEY, -1},
    {"as_of", CHANGE_KEY, -1},
    {"status", CHANGE_STATUS, -1},
    {"kind", CHANGE_STATUS, -1},
    {"source", CHANGE_SOURCE, ROWS_SOURCES},
    {"stated_by", CHANGE_SOURCE, -1},
    {"printed", CHANGE_EVIDENCE, -1},
    {"quote", CHANGE_EVIDENCE, -1},
    {"at", CHANGE_EVIDENCE, -1},
    {"locator", CHANGE_EVIDENCE, -1},
    {"rank", CHANGE_RANK, -1},
    {"reason", CHANGE_RANK, -1},
};

static ChangeKind claim_column_kind(const Diff *diff, const RowRef *old, const RowRef *new,
                                    const FieldChange *field)
{
    for (gsize i = 0; i < G_N_ELEMENTS(claim_columns); i++) {
        if (strcmp(claim_columns[i].column, field->column) != 0)
            continue;
        if (claim_columns[i].kind == CHANGE_VALUE) {
            const int kind = changed_amount(old->claim, new->claim, field->column);
            g_assert(kind >= 0); /* the cells differ */
            return (ChangeKind)kind;
        }
        if (claim_columns[i].refers >= 0 &&
            strcmp(diff_id_now(diff, (RowsKind)claim_columns[i].refers, field->old), field->new) ==
                0)
            return CHANGE_RENAMED;
        /* an empty rank is the normal one */
        if (strcmp(field->column, "rank") == 0 && old->claim->rank == new->claim->rank)
            return CHANGE_FORM;
        return claim_columns[i].kind;
    }
    return CHANGE_OTHER;
}

static ChangeKind column_kind(const Diff *diff, RowsKind kind, const RowRef *old, const RowRef *new,
                              const FieldChange *field)
{
    static const char *const stored[] = {"sha256", "bytes", "snapshot", NULL};
    if (kind == ROWS_CLAIMS)
        return claim_column_kind(diff, old, new, field);
    if (kind == ROWS_SOURCES && g_strv_contains(stored, field->column))
        return CHANGE_EVIDENCE;
    if (kind == ROWS_SOURCES && strcmp(field->column, "relays") == 0 &&
        strcmp(diff_id_now(diff, ROWS_SOURCES, field->old), field->new) == 0)
        return CHANGE_RENAMED;
    return CHANGE_OTHER;
}

/* ---- one row --------------------------------------------------------------------------------- */

static const char *name_of(RowsKind kind, const RowRef *row)
{
    if (kind == ROWS_CLAIMS || !row)
        return NULL;
    return cell_text(
        row, schema_field_find(row->table->schema, kind == ROWS_SOURCES ? "title" : "name"));
}

/* Either may be NULL. */
static RowChange *row_change_new(RowsKind kind, const RowRef *old, const RowRef *new)
{
    RowChange *change = g_new0(RowChange, 1);
    change->kind = !old ? CHANGE_ADDED : !new ? CHANGE_WITHDRAWN : CHANGE_RENAMED;
    change->old_id = old ? old->id : NULL;
    change->new_id = new ? new->id : NULL;
    change->old = old ? old->claim : NULL;
    change->new = new ? new->claim : NULL;
    change->old_name = name_of(kind, old);
    change->name = name_of(kind, new);
    change->fields = g_array_new(FALSE, FALSE, sizeof(FieldChange));
    return change;
}

static void add_fields(const Diff *diff, RowsKind kind, RowChange *change, const RowRef *old,
                       const RowRef *new, ColumnPairs *pairs)
{
    pair_columns(pairs, old->table, new->table);
    for (guint i = 0; i < pairs->columns->len; i++) {
        const Column *column = &g_array_index(pairs->columns, Column, i);
        FieldChange field = {.column = column->name,
                             .old = cell_text(old, column->old_field),
                             .new = cell_text(new, column->new_field)};
        if (strcmp(field.old, field.new) == 0 || strcmp(field.column, "id") == 0)
            continue;
        field.kind = column_kind(diff, kind, old, new, &field);
        g_array_append_val(change->fields, field);
    }
    if (strcmp(old->table->name, new->table->name) != 0) {
        const FieldChange field = {CHANGE_OTHER, "table", old->table->name, new->table->name};
        g_array_append_val(change->fields, field);
    }
}

/* Two rows that are one; gives whether they differ. */
static gboolean add_pair(Diff *diff, RowsKind kind, const RowRef *old, const RowRef *new,
                         ColumnPairs *pairs)
{
    RowChange *change = row_change_new(kind, old, new);
    add_fields(diff, kind, change, old, new, pairs);
    const gboolean renamed = strcmp(old->id, new->id) != 0;
    int weightiest = renamed ? CHANGE_RENAMED : N_CHANGE_KINDS;
    for (guint i = 0; i < change->fields->len; i++) {
        const FieldChange *field = &g_array_index(change->fields, FieldChange, i);
        weightiest = MIN(weightiest, (int)field->kind);
    }
    if (weightiest == N_CHANGE_KINDS) {
        g_array_unref(change->fields);
        g_free(change);
        return FALSE;
    }
    change->kind = (ChangeKind)weightiest;
    g_ptr_array_add(diff->rows[kind], change);
    return TRUE;
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that a row says but its id, whatever the order of columns; ids of OLD as NEW has them. */
static char *row_content(const Diff *diff, RowsKind kind, const RowRef *row, gboolean is_old)
{
    const Schema *schema = row->table->schema;
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < schema->n_fields; i++) {
        const char *name = schema->fields[i].name, *text = cell_text(row, (int)i);
        if (strcmp(name, "id") == 0 || *text == '\0')
            continue;
        for (gsize c = 0; is_old && kind == ROWS_CLAIMS && c < G_N_ELEMENTS(claim_columns); c++) {
            if (claim_columns[c].refers >= 0 && strcmp(claim_columns[c].column, name) == 0)
                text = diff_id_now(diff, (RowsKind)claim_columns[c].refers, text);
        }
        g_ptr_array_add(parts, g_strdup_printf("%s\x1f%s", name, text));
    }
    g_ptr_array_sort(parts, compare_texts);
    g_ptr_array_add(parts, NULL);
    return g_strjoinv("\x1e", (char **)parts->pdata);
}

/* Pairs rows without a partner by their content, in their order; those that find none
 * are added or withdrawn. */
static void pair_by_content(Diff *diff, RowsKind kind, const GArray *old, const GArray *new,
                            ColumnPairs *pairs)
{
    g_autoptr(GHashTable) waiting =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_queue_free);
    for (guint i = 0; i < old->len; i++) {
        const RowRef *row = &g_array_index(old, RowRef, i);
        char *content = row_content(diff, kind, row, TRUE);
        GQueue *queue = g_hash_table_lookup(waiting, content);
        if (!queue)
            g_hash_table_insert(waiting, g_strdup(content), queue = g_queue_new());
        g_queue_push_tail(queue, (gpointer)row);
        g_free(content);
    }
    g_autoptr(GHashTable) paired = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < new->len; i++) {
        const RowRef *row = &g_array_index(new, RowRef, i);
        g_autofree char *content = row_content(diff, kind, row, FALSE);
        GQueue *queue = g_hash_table_lookup(waiting, content);
        const RowRef *partner = queue ? g_queue_pop_head(queue) : NULL;
        if (!partner) {
            g_ptr_array_add(diff->rows[kind], row_change_new(kind, NULL, row));
            continue;
        }
        g_hash_table_add(paired, (gpointer)partner);
        g_hash_table_insert(diff->renamed[kind], (gpointer)partner->id, (gpointer)row->id);
        add_pair(diff, kind, partner, row, pairs);
    }
    for (guint i = 0; i < old->len; i++) {
        const RowRef *row = &g_array_index(old, RowRef, i);
        if (!g_hash_table_contains(paired, row))
            g_ptr_array_add(diff->rows[kind], row_change_new(kind, row, NULL));
    }
}

/* Ids that stand twice are errors in the data; the first row counts. */
static GHashTable *index_rows(const GArray *rows)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = rows->len; i-- > 0;) {
        RowRef *row = &g_array_index(rows, RowRef, i);
        g_hash_table_insert(index, (gpointer)row->id, row);
    }
    return index;
}

static int compare_changes(gconstpointer a, gconstpointer b)
{
    const RowChange *x = *(const RowChange *const *)a, *y = *(const RowChange *const *)b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return strcmp(x->new_id ? x->new_id : x->old_id, y->new_id ? y->new_id : y->old_id);
}

static void add_kind(Diff *diff, RowsKind kind)
{
    g_autoptr(GArray) old = list_rows(kind, diff->old.claims);
    g_autoptr(GArray) new = list_rows(kind, diff->new.claims);
    g_autoptr(GHashTable) before = index_rows(old), after = index_rows(new);
    g_autoptr(GArray) old_alone = g_array_new(FALSE, FALSE, sizeof(RowRef));
    g_autoptr(GArray) new_alone = g_array_new(FALSE, FALSE, sizeof(RowRef));
    ColumnPairs pairs = {.columns = g_array_new(FALSE, FALSE, sizeof(Column))};
    for (guint i = 0; i < old->len; i++) {
        const RowRef row = g_array_index(old, RowRef, i);
        if (!g_hash_table_contains(after, row.id))
            g_array_append_val(old_alone, row);
    }
    for (guint i = 0; i < new->len; i++) {
        const RowRef row = g_array_index(new, RowRef, i);
        const RowRef *partner = g_hash_table_lookup(before, row.id);
        if (!partner)
            g_array_append_val(new_alone, row);
        else if (!add_pair(diff, kind, partner, &row, &pairs))
            diff->n_same += kind == ROWS_CLAIMS;
    }
    pair_by_content(diff, kind, old_alone, new_alone, &pairs);
    g_array_unref(pairs.columns);
    g_ptr_array_sort(diff->rows[kind], compare_changes);
    for (guint i = 0; i < diff->rows[kind]->len; i++) {
        const RowChange *change = g_ptr_array_index(diff->rows[kind], i);
        diff->counts[kind][change->kind]++;
    }
}

/* How many claims rest on each source whose stored text was replaced. */
static void count_claims(Diff *diff)
{
    for (guint i = 0; i < diff->rows[ROWS_SOURCES]->len; i++) {
        RowChange *change = g_ptr_array_index(diff->rows[ROWS_SOURCES], i);
        gboolean replaced = FALSE;
        for (guint f = 0; f < change->fields->len; f++)
            replaced |= g_array_index(change->fields, FieldChange, f).kind == CHANGE_EVIDENCE;
        for (guint c = 0; replaced && c < diff->new.claims->claims->len; c++) {
            const Claim *claim = g_ptr_array_index(diff->new.claims->claims, c);
            change->n_claims += strcmp(claim->source->id, change->new_id) == 0;
        }
    }
}

void diff_add_rows(Diff *diff)
{
    /* claims last: they refer to the others, whose new ids must be known */
    add_kind(diff, ROWS_SOURCES);
    add_kind(diff, ROWS_SUBJECTS);
    add_kind(diff, ROWS_METRICS);
    add_kind(diff, ROWS_CLAIMS);
    count_claims(diff);
}
