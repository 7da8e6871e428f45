#include "import/draft.h"

#include "base/escape.h"
#include "base/output.h"
#include "import/text_rule.h"
#include "table/canonical.h"
#include "table/constraint.h"
#include "table/type.h"

#include <string.h>

static char *cell_fault(const Field *field, const char *text)
{
    const gsize length = strlen(text);
    if (field_is_missing(field, text, length))
        return field->required ? g_strdup_printf("%s is empty", field->name) : NULL;
    FieldValue value = {0};
    if (!field->type->read(field, text, length, &value))
        return g_strdup_printf("%s \"%s\" is not %s", field->name, text, field->expected);
    if (constraints_hold(field, text, length, &value))
        return NULL;
    g_autoptr(GPtrArray) faults = constraints_explain(field, text, length, &value);
    return g_strdup(faults->len > 0 ? g_ptr_array_index(faults, 0) : field->name);
}

char *draft_fault(const Schema *schema, const char *const *names, const char *const *cells, guint n,
                  gboolean (*later)(guint column))
{
    for (guint i = 0; schema && i < n; i++) {
        const int field = !cells[i] && later && later(i) ? -1 : schema_field_find(schema, names[i]);
        char *fault =
            field < 0 ? NULL : cell_fault(&schema->fields[field], cells[i] ? cells[i] : "");
        if (fault)
            return fault;
    }
    return NULL;
}

char *draft_id(const char *text, const char *keep, const char *otherwise, guint limit,
               GHashTable *taken)
{
    enum { DIGEST_SHOWN = 8 };
    g_autofree char *slug = slug_make(text, keep);
    if (!*slug || strlen(slug) > limit) {
        g_autofree char *digest = digest_bytes(text, strlen(text));
        char *shorter = g_strdup_printf("%.*s-%.*s", (int)limit - DIGEST_SHOWN - 1,
                                        *slug ? slug : otherwise, DIGEST_SHOWN, digest);
        g_free(slug);
        slug = shorter;
    }
    char *id = g_strdup(slug);
    for (guint n = 2; g_hash_table_contains(taken, id); n++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", slug, n);
    }
    return id;
}

/* ---- writing --------------------------------------------------------------------------------- */

static int name_find(const DraftTable *table, const char *name)
{
    for (guint i = 0; i < table->n_columns; i++)
        if (strcmp(table->names[i], name) == 0)
            return (int)i;
    return -1;
}

/* Which column stands at each place of the file; -1: one that we know nothing of. */
static GArray *order_columns(const DraftTable *table, GString *header)
{
    GArray *order = g_array_new(FALSE, FALSE, sizeof(int));
    const guint n = table->schema ? table->schema->n_fields : table->n_columns;
    for (guint i = 0; i < n; i++) {
        const char *name = table->schema ? table->schema->fields[i].name : table->names[i];
        const int column = name_find(table, name);
        g_array_append_val(order, column);
        if (i > 0)
            g_string_append_c(header, ',');
        escape_csv(header, name);
    }
    g_string_append_c(header, '\n');
    return order;
}

char *draft_format(const DraftTable *table, gsize *length)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) order = order_columns(table, out);
    for (guint i = 0; i < table->n_rows; i++) {
        const char *const *cells = table->row(table->rows, i);
        if (!cells)
            continue;
        for (guint j = 0; j < order->len; j++) {
            const int column = g_array_index(order, int, j);
            if (j > 0)
                g_string_append_c(out, ',');
            if (column >= 0 && cells[column])
                escape_csv(out, cells[column]);
        }
        g_string_append_c(out, '\n');
    }
    g_autoptr(Findings) findings = findings_new();
    CanonicalFaults faults;
    char *text =
        canonical_format("draft", out->str, out->len, table->schema, length, &faults, findings);
    if (!text) {
        findings_print_text(findings, stderr);
        g_error("rows that were checked have no canonical form");
    }
    return text;
}
