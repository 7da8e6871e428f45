#include "table/header.h"

#include "table/rules.h"
#include "table/suggest.h"

#include <string.h>

const Rule rule_blank_header = {"blank-header", LEVEL_ERROR, "a table has no header row"};
const Rule rule_blank_label = {"blank-label", LEVEL_ERROR, "a column has no label"};
const Rule rule_duplicate_label = {"duplicate-label", LEVEL_ERROR, "two columns have one label"};
const Rule rule_missing_label = {"missing-label", LEVEL_ERROR, "a field has no column"};
const Rule rule_extra_label = {"extra-label", LEVEL_ERROR, "a column is no field of the schema"};

static Place label_place(const char *file, const RowCell *label)
{
    return (Place){file, label->line, label->column};
}

/* Whether the label at that column can name a field: it is not blank and does
 * not stand before.  seen: label -> column + 1. */
static gboolean check_label(const char *file, const RowCell *label, guint column, GHashTable *seen,
                            Findings *findings)
{
    if (*label->text == '\0') {
        findings_add(findings, &rule_blank_label, label_place(file, label),
                     "column %u has no label; name it, or remove the column", column + 1);
        return FALSE;
    }
    const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(seen, label->text));
    if (before > 0) {
        g_autofree char *quoted = text_quote(label->text);
        findings_add(findings, &rule_duplicate_label, label_place(file, label),
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

int *header_check(const char *file, const Row *row, const Schema *schema, Findings *findings)
{
    int *fields = g_new(int, MAX(row->n_cells, 1));
    g_autofree gboolean *present = g_new0(gboolean, schema->n_fields);
    g_autofree gboolean *named = g_new0(gboolean, MAX(row->n_cells, 1));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < row->n_cells; i++) {
        named[i] = check_label(file, &row->cells[i], i, seen, findings);
        fields[i] = named[i] ? schema_field_find(schema, row->cells[i].text) : -1;
        if (fields[i] >= 0)
            present[fields[i]] = TRUE;
    }
    for (guint i = 0; i < row->n_cells; i++) {
        if (!named[i] || fields[i] >= 0)
            continue;
        g_autofree char *quoted = text_quote(row->cells[i].text);
        const char *meant = nearest_field(schema, present, row->cells[i].text);
        if (meant)
            findings_add(findings, &rule_extra_label, label_place(file, &row->cells[i]),
                         "%s is no field of the schema; did you mean \"%s\"?", quoted, meant);
        else
            findings_add(findings, &rule_extra_label, label_place(file, &row->cells[i]),
                         "%s is no field of the schema; remove the column, or add the field to "
                         "the schema",
                         quoted);
    }
    for (guint i = 0; i < schema->n_fields; i++) {
        if (!present[i])
            findings_add(findings, &rule_missing_label, (Place){file, row->line, 0},
                         "there is no column for the field '%s'; add it, or remove the field from "
                         "the schema",
                         schema->fields[i].name);
    }
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
