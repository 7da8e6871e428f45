#include "table/header.h"

#include "table/rules.h"
#include "table/suggest.h"

#include <string.h>

const Rule rule_blank_header = {"blank-header", LEVEL_ERROR, "a table has no header row"};
const Rule rule_blank_label = {"blank-label", LEVEL_ERROR, "a column has no label"};
const Rule rule_duplicate_label = {"duplicate-label", LEVEL_ERROR, "two columns have one label"};
const Rule rule_missing_label = {"missing-label", LEVEL_ERROR, "a field has no column"};
const Rule rule_extra_label = {"extra-label", LEVEL_ERROR, "a column is no field of the schema"};
const Rule rule_incorrect_label = {"incorrect-label", LEVEL_ERROR,
                                   "the columns are not in the order of the schema's fields"};
const Rule rule_unmatched_header = {"unmatched-header", LEVEL_ERROR,
                                    "no column is a field of the schema"};

typedef struct {
    const char *file;
    const Row *row;
    const Schema *schema;
    gboolean exact_case;
    int *fields;       /* by column: its field, or -1 */
    gboolean *named;   /* by column: whether its label can name a field */
    gboolean *present; /* by field */
    Findings *findings;
} HeaderCheck;

static Place label_place(const HeaderCheck *check, const RowCell *label)
{
    return row_cell_place(check->file, check->row, label);
}

/* Of the whole row of labels. */
static Place header_place(const HeaderCheck *check)
{
    return (Place){check->file, check->row->line, 0, check->row->record};
}

/* Whether the label at that column can name a field: it is not blank and does
 * not stand before.  seen: label -> column + 1. */
static gboolean check_label(const HeaderCheck *check, guint column, GHashTable *seen)
{
    const RowCell *label = &check->row->cells[column];
    if (*label->text == '\0') {
        findings_add(check->findings, &rule_blank_label, label_place(check, label),
                     "column %u has no label; name it, or remove the column", column + 1);
        return FALSE;
    }
    const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(seen, label->text));
    if (before > 0) {
        g_autofree char *quoted = text_quote(label->text);
        findings_add(check->findings, &rule_duplicate_label, label_place(check, label),
                     "columns %u and %u are both labelled %s; rename or remove one", before,
                     column + 1, quoted);
        return FALSE;
    }
    g_hash_table_insert(seen, (gpointer)label->text, GUINT_TO_POINTER(column + 1));
    return TRUE;
}

/* Of the fields without a column, the one that a wrong label may mean. */
static const char *nearest_field(const Schema *schema, const gboolean *present, const char *label)
{
    Suggestion suggestion;
    suggest_init(&suggestion, label);
    for (guint i = 0; i < schema->n_fields; i++) {
        if (!present[i])
            suggest_offer(&suggestion, schema->fields[i].name);
    }
    return suggestion.best;
}

/* ---- which field is whose --------------------------------------------------- */

static int find_field(const HeaderCheck *check, const char *label)
{
    const int field = schema_field_find(check->schema, label);
    if (field >= 0 || check->exact_case)
        return field;
    g_autofree char *folded = g_utf8_casefold(label, -1);
    for (guint i = 0; i < check->schema->n_fields; i++) {
        g_autofree char *name = g_utf8_casefold(check->schema->fields[i].name, -1);
        if (strcmp(name, folded) == 0 && !check->present[i])
            return (int)i;
    }
    return -1;
}

static void find_fields(HeaderCheck *check)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < check->row->n_cells; i++) {
        const RowCell *label = &check->row->cells[i];
        check->named[i] = check_label(check, i, seen);
        check->fields[i] = check->named[i] ? find_field(check, label->text) : -1;
        if (check->fields[i] >= 0)
            check->present[check->fields[i]] = TRUE;
    }
}

/* ---- what fieldsMatch asks for ----------------------------------------------- */

static gboolean may_be_extra(const Schema *schema)
{
    return schema->fields_match == FIELDS_SUBSET || schema->fields_match == FIELDS_PARTIAL;
}

static gboolean may_be_missing(const Schema *schema)
{
    return schema->fields_match == FIELDS_SUPERSET || schema->fields_match == FIELDS_PARTIAL;
}

static void report_extra(const HeaderCheck *check)
{
    for (guint i = 0; i < check->row->n_cells; i++) {
        const RowCell *label = &check->row->cells[i];
        if (!check->named[i] || check->fields[i] >= 0)
            continue;
        g_autofree char *quoted = text_quote(label->text);
        const char *meant = nearest_field(check->schema, check->present, label->text);
        if (meant)
            findings_add(check->findings, &rule_extra_label, label_place(check, label),
                         "%s is no field of the schema; did you mean \"%s\"?", quoted, meant);
        else
            findings_add(check->findings, &rule_extra_label, label_place(check, label),
                         "%s is no field of the schema; remove the column, or add the field to "
                         "the schema",
                         quoted);
    }
}

static gboolean is_key(const Schema *schema, guint field)
{
    for (guint i = 0; i < schema->n_primary_key; i++) {
        if (schema->primary_key[i] == field)
            return TRUE;
    }
    return FALSE;
}

/* Fields that must have a value need their column however few there may be. */
static void report_missing(const HeaderCheck *check)
{
    const Schema *schema = check->schema;
    for (guint i = 0; i < schema->n_fields; i++) {
        const gboolean needed = schema->fields[i].required || is_key(schema, i);
        if (check->present[i] || (may_be_missing(schema) && !needed))
            continue;
        findings_add(check->findings, &rule_missing_label, header_place(check),
                     "there is no column for the field '%s'; add it, or remove the field from the "
                     "schema",
                     schema->fields[i].name);
    }
}

/* The first column whose field belongs elsewhere; the others follow from it. */
static void report_order(const HeaderCheck *check)
{
    guint next = 0; /* the field that belongs to the column */
    for (guint i = 0; i < check->row->n_cells; i++) {
        if (check->fields[i] < 0)
            continue;
        while (!check->present[next])
            next++;
        if (check->fields[i] != (int)next) {
            findings_add(
                check->findings, &rule_incorrect_label, label_place(check, &check->row->cells[i]),
                "'%s' stands where the schema has '%s'; put the columns in its order, or "
                "say \"fieldsMatch\": \"equal\" there",
                check->schema->fields[check->fields[i]].name, check->schema->fields[next].name);
            return;
        }
        next++;
    }
}

static gboolean has_any(const HeaderCheck *check)
{
    for (guint i = 0; i < check->schema->n_fields; i++) {
        if (check->present[i])
            return TRUE;
    }
    return FALSE;
}

int *header_check(const char *file, const Row *row, const Schema *schema, gboolean exact_case,
                  Findings *findings)
{
    g_autofree gboolean *present = g_new0(gboolean, MAX(schema->n_fields, 1));
    g_autofree gboolean *named = g_new0(gboolean, MAX(row->n_cells, 1));
    int *fields = g_new(int, MAX(row->n_cells, 1));
    HeaderCheck check = {file, row, schema, exact_case, fields, named, present, findings};
    find_fields(&check);
    if (schema->fields_match == FIELDS_PARTIAL && !has_any(&check))
        findings_add(findings, &rule_unmatched_header, header_place(&check),
                     "no column is a field of the schema, which asks for one at least");
    if (!may_be_extra(schema))
        report_extra(&check);
    report_missing(&check);
    if (schema->fields_match == FIELDS_EXACT)
        report_order(&check);
    return fields;
}

Schema *header_schema(const Row *row)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < row->n_cells; i++) {
        const char *label = row->cells[i].text;
        if (*label && g_hash_table_add(seen, (gpointer)label))
            g_ptr_array_add(names, (gpointer)label);
    }
    return schema_new_any((const char *const *)names->pdata, names->len);
}
