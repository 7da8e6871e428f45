#include "evidence/audit_update.h"

#include "base/output.h"
#include "evidence/cell_walker.h"

#include <string.h>

/* One cell of 'at', by its place in the file. */
typedef struct {
    const Claim *claim;
    gint64 at;
    Place place;
} Change;

static int compare_changes(gconstpointer a, gconstpointer b)
{
    const Place *x = &((const Change *)a)->place, *y = &((const Change *)b)->place;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    return (x->column > y->column) - (x->column < y->column);
}

static gboolean changed_file(const char *file, const Claim *claim, GError **error)
{
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                "%s: the cell 'at' of %s is not where it was read: nothing was written", file,
                claim->id);
    return FALSE;
}

/* The bytes of the cell at the walker, quotes included: digits, or nothing. */
static gsize cell_length(const CellWalker *walker)
{
    const char *p = walker->p;
    const gboolean quoted = p < walker->end && *p == '"';
    p += quoted;
    while (p < walker->end && g_ascii_isdigit(*p))
        p++;
    if (quoted)
        p += p < walker->end && *p == '"';
    return (gsize)(p - walker->p);
}

/* Whether the cell holds what the audit saw there. */
static gboolean cell_is(const CellWalker *walker, gsize length, const Claim *claim)
{
    g_autofree char *cell = g_strndup(walker->p, length);
    g_autofree char *old =
        claim->at < 0 ? g_strdup("") : g_strdup_printf("%" G_GINT64_FORMAT, claim->at);
    const char *digits = *cell == '"' ? cell + 1 : cell;
    return strncmp(digits, old, strlen(old)) == 0 && !g_ascii_isdigit(digits[strlen(old)]);
}

static gboolean rewrite(const char *file, const GArray *changes, GError **error)
{
    gsize length;
    g_autofree char *text = input_read(file, INPUT_LIMIT, &length, error);
    if (!text)
        return FALSE;
    CellWalker walker;
    cell_walker_init(&walker, text, length);
    g_autoptr(GString) out = g_string_sized_new(length);
    const char *kept = text;
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = &g_array_index(changes, Change, i);
        if (!cell_walker_move(&walker, &change->place))
            return changed_file(file, change->claim, error);
        const gsize cell = cell_length(&walker);
        if (!cell_is(&walker, cell, change->claim))
            return changed_file(file, change->claim, error);
        g_string_append_len(out, kept, walker.p - kept);
        g_string_append_printf(out, "%" G_GINT64_FORMAT, change->at);
        kept = walker.p + cell;
    }
    g_string_append_len(out, kept, walker.end - kept);
    return output_write(file, out->str, out->len, error);
}

gboolean audit_update(const Audit *audit, guint *n_updated, GError **error)
{
    *n_updated = 0;
    for (guint i = 0; i < audit->tables->len; i++) {
        const Table *table = g_array_index(audit->tables, AuditCount, i).table;
        g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Change));
        for (guint j = 0; j < audit->entries->len; j++) {
            const AuditEntry *entry = &g_array_index(audit->entries, AuditEntry, j);
            if (entry->claim->table != table || entry->level != AUDIT_MOVED)
                continue;
            const Change change = {entry->claim, entry->place.at, claim_place(entry->claim, "at")};
            g_array_append_val(changes, change);
        }
        if (changes->len == 0)
            continue;
        g_array_sort(changes, compare_changes);
        if (!rewrite(table->file, changes, error))
            return FALSE;
        *n_updated += changes->len;
    }
    return TRUE;
}
