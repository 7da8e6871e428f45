#include "claims/resolve.h"

enum { FEW = 16 };

static gboolean extents_same(const Extent *a, const Extent *b)
{
    return a->kind == b->kind && a->low == b->low && a->high == b->high && a->value == b->value;
}

/* distinct: extents of those that agree so far, each once, which keeps a figure of very many equal
 * claims from comparing all pairs. */
static gboolean agrees_with_all(const Extent *distinct, guint n, const Extent *extent,
                                gboolean *known)
{
    *known = FALSE;
    for (guint i = 0; i < n; i++) {
        if (extents_relate(&distinct[i], extent) == RELATION_CONTRADICTION)
            return FALSE;
        *known = *known || extents_same(&distinct[i], extent);
    }
    return TRUE;
}

static guint mark_agreeing(Contender *contenders, guint n)
{
    Extent few[FEW]; /* enough for most figures, of which there may be many */
    g_autofree Extent *many = n > FEW ? g_new(Extent, n) : NULL;
    Extent *distinct = many ? many : few;
    guint n_rivals = 0, n_distinct = 0;
    for (guint i = 0; i < n; i++) {
        const Extent *extent = &contenders[i].extent;
        gboolean known = FALSE;
        contenders[i].agreeing = agrees_with_all(distinct, n_distinct, extent, &known);
        if (contenders[i].agreeing && !known)
            distinct[n_distinct++] = *extent;
        n_rivals += !contenders[i].agreeing;
    }
    return n_rivals;
}

/* Independent sources among those that agree; equal: only of those that equal the chosen one. */
static guint count_origins(const Contender *contenders, guint n, gboolean equal)
{
    g_autoptr(GHashTable) origins = n > FEW ? g_hash_table_new(NULL, NULL) : NULL;
    gpointer few[FEW];
    guint n_few = 0;
    for (guint i = 0; i < n; i++) {
        const Extent *chosen = &contenders[0].extent, *extent = &contenders[i].extent;
        if (!contenders[i].agreeing ||
            (i > 0 && equal && extents_relate(chosen, extent) != RELATION_EQUAL))
            continue;
        if (origins) {
            g_hash_table_add(origins, contenders[i].origin);
            continue;
        }
        guint j = 0;
        while (j < n_few && few[j] != contenders[i].origin)
            j++;
        few[j] = contenders[i].origin;
        n_few += j == n_few;
    }
    return origins ? g_hash_table_size(origins) : n_few;
}

Resolution contenders_resolve(Contender *contenders, guint n, gboolean has_setting)
{
    if (n == 0)
        return (Resolution){AGREEMENT_SINGLE, 0};
    if (n == 1) {
        contenders[0].agreeing = TRUE;
        return (Resolution){AGREEMENT_SINGLE, 1};
    }
    const guint n_rivals = mark_agreeing(contenders, n);
    const guint n_sources = n_rivals + 1 == n ? 1 : count_origins(contenders, n, FALSE);
    Agreement agreement = n_sources > 1 ? AGREEMENT_RANGE : AGREEMENT_SINGLE;
    if (!has_setting && (n_rivals > 0 || n_sources > 1))
        agreement = AGREEMENT_UNKNOWN;
    else if (n_rivals > 0)
        agreement = AGREEMENT_CONFLICT;
    else if (n_sources > 1 && count_origins(contenders, n, TRUE) > 1)
        agreement = AGREEMENT_AGREE;
    return (Resolution){agreement, n_sources};
}
