/*
 * The order of choice among the claims of one figure.
 */
#include "claims/merge.h"

#include <string.h>

static int compare_rank(const Claim *a, const Claim *b)
{
    return (int)a->rank - (int)b->rank;
}

static int compare_original(const Claim *a, const Claim *b)
{
    return (a->source->relays != NULL) - (b->source->relays != NULL);
}

static int compare_status(const Claim *a, const Claim *b)
{
    return (int)a->status - (int)b->status;
}

static int compare_kind(const Claim *a, const Claim *b)
{
    /* A plain figure says most; two ends more than a loose point; one end more
     * than what the source does not print at all. */
    static const int strength[] = {
        [KIND_EXACT] = 0,    [KIND_RANGE] = 1,   [KIND_ABOUT] = 2,
        [KIND_AT_LEAST] = 3, [KIND_AT_MOST] = 3, [KIND_DERIVED] = 4,
    };
    return strength[a->kind] - strength[b->kind];
}

/* Newer first; a date of a month or year counts from its first day, so that it
 * is not newer than a day inside it; no date is the oldest. */
static int compare_dates(Date a, Date b)
{
    if (a.year == 0 || b.year == 0)
        return (a.year == 0) - (b.year == 0);
    const gint64 x = date_first_day(a), y = date_first_day(b);
    return (x < y) - (x > y);
}

static int compare_as_of(const Claim *a, const Claim *b)
{
    return compare_dates(a->as_of, b->as_of);
}

static int compare_published(const Claim *a, const Claim *b)
{
    Date x, y;
    if (!date_parse(a->source->published, &x))
        x = (Date){0};
    if (!date_parse(b->source->published, &y))
        y = (Date){0};
    return compare_dates(x, y);
}

static int compare_id(const Claim *a, const Claim *b)
{
    return strcmp(a->id, b->id);
}

const ChoiceStep choice_steps[] = {
    {"rank", compare_rank, "ranked lower"},
    {"original", compare_original, "a relayed copy; the original is preferred"},
    {"status", compare_status, "a weaker status"},
    {"kind", compare_kind, "less exact"},
    {"as_of", compare_as_of, "older"},
    {"published", compare_published, "published earlier"},
    {"id", compare_id, "of equal weight; the first id is taken"},
};
const guint n_choice_steps = G_N_ELEMENTS(choice_steps);

int choice_compare(const Claim *a, const Claim *b)
{
    int order = 0;
    for (guint i = 0; i < n_choice_steps && order == 0; i++)
        order = choice_steps[i].compare(a, b);
    return order;
}

const char *choice_reason(const Claim *winner, const Claim *loser)
{
    for (guint i = 0; i < n_choice_steps; i++) {
        if (choice_steps[i].compare(winner, loser) != 0)
            return choice_steps[i].reason;
    }
    return "the same claim";
}
