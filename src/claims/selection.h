/*
 * selection: the part of the data that is handed out.
 *
 * Closed under reference: with a figure come all its claims, with a claim its
 * subject, metric and source, with a source those that it relays.  Everything
 * is in the order of ids, so no output depends on the order of rows or files.
 */
#ifndef FIGTRAIL_CLAIMS_SELECTION_H
#define FIGTRAIL_CLAIMS_SELECTION_H

#include "claims/merge.h"

/* Ids; NULL or empty: all.  A figure is selected when both lists have it. */
typedef struct {
    const char *const *metrics, *const *subjects;
} SelectionFilter;

/* Borrows all from the sets that it was made of. */
typedef struct {
    GPtrArray *figures;  /* const Figure*, by key */
    GPtrArray *claims;   /* const Claim*, by id; likewise the others */
    GPtrArray *sources;  /* const Source*; without a filter also those that no claim uses */
    GPtrArray *subjects; /* const Subject* */
    GPtrArray *metrics;  /* const Metric* */
    const FigureSet *set;
} Selection;

Selection *selection_new(const ClaimSet *claims, const FigureSet *figures,
                         const SelectionFilter *filter);
void selection_free(Selection *selection); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Selection, selection_free)

#endif
