#include "claims/claims.h"

#include "claims/check.h"
#include "claims/names.h"

#include <string.h>

static const char *const kind_names[] = {"exact",   "about", "at-least",
                                         "at-most", "range", "derived"};
static const char *const status_names[] = {"actual", "planned", "target", "estimated", "rumoured"};
static const char *const rank_names[] = {"preferred", "normal", "deprecated"};
static const char *const metric_kind_names[] = {"number", "date"};

const Words claim_kind_words = {kind_names, G_N_ELEMENTS(kind_names)};
const Words claim_status_words = {status_names, G_N_ELEMENTS(status_names)};
const Words claim_rank_words = {rank_names, G_N_ELEMENTS(rank_names)};
const Words metric_kind_words = {metric_kind_names, G_N_ELEMENTS(metric_kind_names)};

int words_find(const Words *words, const char *text)
{
    for (guint i = 0; i < words->n_names; i++) {
        if (strcmp(words->names[i], text) == 0)
            return (int)i;
    }
    return -1;
}

const char *claim_kind_name(ClaimKind kind)
{
    return kind_names[kind];
}

const char *claim_status_name(ClaimStatus status)
{
    return status_names[status];
}

const char *claim_rank_name(ClaimRank rank)
{
    return rank_names[rank];
}

Place row_place(const Table *table, guint row, const char *column)
{
    if (!table)
        return (Place){.file = ""};
    const int field = schema_field_find(table->schema, column);
    if (field >= 0)
        return table_place(table, row, (guint)field);
    /* an optional column that the table lacks: the whole row */
    Place place = table_place(table, row, 0);
    place.column = 0;
    return place;
}

Place claim_place(const Claim *claim, const char *column)
{
    return row_place(claim->table, claim->row, column);
}

char *setting_find(const char *setting, const char *key)
{
    const gsize length = strlen(key);
    for (const char *p = setting; *p;) {
        const gsize size = strcspn(p, ";");
        if (size > length && strncmp(p, key, length) == 0 && p[length] == '=')
            return g_strndup(p + length + 1, size - length - 1);
        p += size;
        p += *p == ';';
    }
    return NULL;
}

const Source *source_origin(const Source *source)
{
    /* Walk with two speeds (Floyd), so that a cycle, which is a finding of its
     * own, cannot hang the program. */
    const Source *slow = source, *fast = source;
    while (fast->relays && fast->relays->relays) {
        slow = slow->relays;
        fast = fast->relays->relays;
        if (slow != fast)
            continue;
        /* in a cycle there is no origin; its least id is one that does not
         * depend on where the walk began */
        const Source *least = slow;
        for (const Source *next = slow->relays; next != slow; next = next->relays)
            least = strcmp(next->id, least->id) < 0 ? next : least;
        return least;
    }
    return fast->relays ? fast->relays : fast;
}

void claims_free(ClaimSet *claims)
{
    if (!claims)
        return;
    names_free(claims->subject_names);
    names_free(claims->metric_names);
    g_hash_table_unref(claims->source_by_id);
    g_hash_table_unref(claims->subject_by_id);
    g_hash_table_unref(claims->metric_by_id);
    g_hash_table_unref(claims->claim_by_id);
    g_ptr_array_unref(claims->sources);
    g_ptr_array_unref(claims->subjects);
    g_ptr_array_unref(claims->metrics);
    g_ptr_array_unref(claims->claims);
    g_free(claims);
}
