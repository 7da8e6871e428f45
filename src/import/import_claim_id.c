/* Under which id a claim stands, and whether the data or an earlier row have it already. */
#include "import/making.h"

#include "claims/check.h"

#include <string.h>

/* Whether the data have a claim of that id with the very same cells; FALSE after a fault, too. */
static gboolean is_known(Making *making, gboolean *good)
{
    const Import *import = making->row->import;
    const Claim *claim = g_hash_table_lookup(import->claims->claim_by_id, making->cells[CLAIM_ID]);
    *good = TRUE;
    if (!claim)
        return FALSE;
    for (guint i = 0; i < N_CLAIM_COLUMNS; i++) {
        const int field = schema_field_find(claim->table->schema, claim_columns[i]);
        const char *text = field < 0 ? NULL : table_text(claim->table, claim->row, (guint)field);
        if (g_strcmp0(text ? text : "", making->cells[i] ? making->cells[i] : "") != 0) {
            *good =
                making_refuse(making, -1, "the data have a claim \"%s\" with another %s: \"%s\"",
                              claim->id, claim_columns[i], text ? text : "");
            return FALSE;
        }
    }
    return TRUE;
}

/* Subject, metric and source, and a number where that is taken. */
static void make_id(Making *making)
{
    Import *import = making->row->import;
    g_autofree char *base =
        g_strdup_printf("%s.%s.%s", making->cells[CLAIM_SUBJECT], making->cells[CLAIM_METRIC],
                        making->cells[CLAIM_SOURCE]);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(import->ids, base));
    g_autofree char *id = NULL;
    do {
        g_free(id);
        n++;
        id = n == 1 ? g_strdup(base) : g_strdup_printf("%s.%u", base, n);
    } while (g_hash_table_contains(import->claims->claim_by_id, id) ||
             (n > 1 && g_hash_table_contains(import->ids, id)));
    g_hash_table_insert(import->ids, (gpointer)making_keep_one(making, base), GUINT_TO_POINTER(n));
    making->cells[CLAIM_ID] = making_keep(making, id);
}

static const char *cell_text(const Making *making, ClaimColumn column)
{
    return making->cells[column] ? making->cells[column] : "";
}

/* As the rule duplicate-claim tells statements apart. */
static Statement make_statement(const Making *making)
{
    return (Statement){.subject = cell_text(making, CLAIM_SUBJECT),
                       .metric = cell_text(making, CLAIM_METRIC),
                       .source = cell_text(making, CLAIM_SOURCE),
                       .setting = cell_text(making, CLAIM_SETTING),
                       .as_of = cell_text(making, CLAIM_AS_OF),
                       .printed = cell_text(making, CLAIM_PRINTED),
                       .locator = cell_text(making, CLAIM_LOCATOR),
                       .at = claim_at_parse(cell_text(making, CLAIM_AT))};
}

/* The row's cells may go before the import ends. */
static void keep_statement(Making *making, const Statement *statement)
{
    Statement *kept = g_memdup2(statement, sizeof *statement);
    const char **texts[] = {&kept->subject, &kept->metric,  &kept->source, &kept->setting,
                            &kept->as_of,   &kept->printed, &kept->locator};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = making_keep_one(making, *texts[i]);
    g_hash_table_insert(making->row->import->statements, kept, (gpointer)making->cells[CLAIM_ID]);
}

gboolean making_id(Making *making, ClaimDraft *draft)
{
    Import *import = making->row->import;
    const char *given = making->cells[CLAIM_ID];
    if (given && g_hash_table_contains(import->ids, given))
        return making_refuse(making, -1, "the id \"%s\" is given twice", given);
    const Statement statement = make_statement(making);
    const char *same = g_hash_table_lookup(import->statements, &statement);
    if (!given && same && g_hash_table_contains(import->claims->claim_by_id, same))
        making->cells[CLAIM_ID] = same;
    gboolean good = TRUE;
    if (making->cells[CLAIM_ID])
        draft->known = is_known(making, &good);
    if (!good)
        return FALSE;
    if (same && g_strcmp0(same, making->cells[CLAIM_ID]) != 0)
        return making_refuse(making, -1,
                             "it says the same as claim \"%s\": \"%s\" at the same place of source "
                             "\"%s\"",
                             same, making->cells[CLAIM_PRINTED], making->cells[CLAIM_SOURCE]);
    if (!making->cells[CLAIM_ID])
        make_id(making);
    else if (given)
        g_hash_table_insert(import->ids, (gpointer)given, GUINT_TO_POINTER(1));
    if (!same)
        keep_statement(making, &statement);
    return TRUE;
}
