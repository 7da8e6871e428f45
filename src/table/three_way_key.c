#include "table/three_way_part.h"

#include "table/suggest.h"

#include <string.h>

const Rule rule_merge_key = {"merge-key", LEVEL_ERROR,
                             "the rows of versions to merge cannot be told apart by a key"};

/* What a row's key says, as one text. */
static char *key_text(const SpeltTable *table, const GPtrArray *columns, guint row)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < columns->len; i++) {
        const int column = spelt_column_find(table, g_ptr_array_index(columns, i));
        const char *text = spelt_cell(table, row, (guint)column)->text;
        g_string_append_printf(out, "%" G_GSIZE_FORMAT ":%s", strlen(text), text);
    }
    return g_string_free(out, FALSE);
}

/* Adds the rows of a version; FALSE when a key stands there twice, with the row. */
static gboolean add_version(RowKeys *keys, GHashTable *index, const SpeltTable *table,
                            VersionKind version, guint *twice)
{
    for (guint row = 1; row < table->rows->len; row++) {
        char *text = key_text(table, keys->columns, row);
        gpointer found = g_hash_table_lookup(index, text);
        guint entry = GPOINTER_TO_UINT(found) - 1;
        if (!found) {
            entry = keys->rows->len;
            const Entry fresh = {.at = {-1, -1, -1}};
            g_array_append_val(keys->rows, fresh);
            g_hash_table_insert(index, g_strdup(text), GUINT_TO_POINTER(entry + 1));
        }
        g_free(text);
        int *at = &g_array_index(keys->rows, Entry, entry).at[version];
        if (*at >= 0) {
            *twice = row;
            return FALSE;
        }
        *at = (int)row;
        g_array_append_val(keys->sequences[version], entry);
    }
    return TRUE;
}

/* With findings NULL nothing is told. */
static gboolean add_versions(RowKeys *keys, const ThreeWay *merge, const SpeltTable *tables,
                             Findings *findings)
{
    g_autoptr(GHashTable) index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_array_set_size(keys->rows, 0);
    for (int i = 0; i < N_VERSIONS; i++)
        g_array_set_size(keys->sequences[i], 0);
    for (int i = 0; i < N_VERSIONS; i++) {
        guint row = 0;
        if (add_version(keys, index, &tables[i], (VersionKind)i, &row))
            continue;
        const int first = spelt_column_find(&tables[i], g_ptr_array_index(keys->columns, 0));
        g_autofree char *text = text_quote(spelt_cell(&tables[i], row, (guint)first)->text);
        if (findings)
            findings_add(findings, &rule_merge_key, (Place){merge->versions[i].file, 0, 0},
                         "two rows have the key %s; give one of them another", text);
        return FALSE;
    }
    return TRUE;
}

/* An empty base has no columns, and needs none. */
static gboolean have_column(const SpeltTable *tables, const char *name)
{
    for (int i = 0; i < N_VERSIONS; i++) {
        if (tables[i].n_columns > 0 && spelt_column_find(&tables[i], name) < 0)
            return FALSE;
    }
    return TRUE;
}

static gboolean try_column(RowKeys *keys, const ThreeWay *merge, const SpeltTable *tables,
                           const char *name)
{
    g_ptr_array_set_size(keys->columns, 0);
    g_ptr_array_add(keys->columns, (gpointer)name);
    return have_column(tables, name) && add_versions(keys, merge, tables, NULL);
}

static gboolean use_declared(RowKeys *keys, const ThreeWay *merge, const SpeltTable *tables,
                             Findings *findings)
{
    for (guint i = 0; merge->key[i]; i++) {
        if (!have_column(tables, merge->key[i])) {
            findings_add(findings, &rule_merge_key, (Place){merge->file, 0, 0},
                         "not all three versions have the column \"%s\" of the primary key",
                         merge->key[i]);
            return FALSE;
        }
        g_ptr_array_add(keys->columns, (gpointer)merge->key[i]);
    }
    return add_versions(keys, merge, tables, findings);
}

gboolean row_keys_read(RowKeys *keys, const ThreeWay *merge, const SpeltTable *tables,
                       Findings *findings)
{
    keys->columns = g_ptr_array_new();
    keys->rows = g_array_new(FALSE, FALSE, sizeof(Entry));
    for (int i = 0; i < N_VERSIONS; i++)
        keys->sequences[i] = g_array_new(FALSE, FALSE, sizeof(guint));
    if (merge->key && *merge->key)
        return use_declared(keys, merge, tables, findings);
    if (try_column(keys, merge, tables, "id"))
        return TRUE;
    const SpeltTable *ours = &tables[VERSION_OURS];
    for (guint i = 0; i < ours->n_columns; i++) {
        if (try_column(keys, merge, tables, spelt_cell(ours, 0, i)->text))
            return TRUE;
    }
    findings_add(findings, &rule_merge_key, (Place){merge->file, 0, 0},
                 "no column holds each text once in all three versions; declare a primary key in "
                 "datapackage.json");
    return FALSE;
}

void row_keys_clear(RowKeys *keys)
{
    g_clear_pointer(&keys->columns, g_ptr_array_unref);
    g_clear_pointer(&keys->rows, g_array_unref);
    for (int i = 0; i < N_VERSIONS; i++)
        g_clear_pointer(&keys->sequences[i], g_array_unref);
}

int row_keys_compare(const RowKeys *keys, const SpeltTable *a, guint a_row, const SpeltTable *b,
                     guint b_row)
{
    int order = 0;
    for (guint i = 0; i < keys->columns->len && order == 0; i++) {
        const char *name = g_ptr_array_index(keys->columns, i);
        order = strcmp(spelt_cell(a, a_row, (guint)spelt_column_find(a, name))->text,
                       spelt_cell(b, b_row, (guint)spelt_column_find(b, name))->text);
    }
    return order;
}
