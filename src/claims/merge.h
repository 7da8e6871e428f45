/*
 * merge: claims of several sources become figures.
 *
 * Claims with the same subject, metric and setting (and as_of, where the metric
 * varies in time) are one figure.  Exactly one claim of each is chosen, by an
 * order that is total and does not depend on the order of rows or files; every
 * other claim is agreeing, a rival, or set aside, with the reason.
 */
#ifndef FIGTRAIL_CLAIMS_MERGE_H
#define FIGTRAIL_CLAIMS_MERGE_H

#include "claims/choose.h"

/* How the claims of a figure stand to each other. */
typedef enum {
    AGREEMENT_SINGLE,   /* one claim, or copies of one origin */
    AGREEMENT_AGREE,    /* several independent sources, equal to the coarser print */
    AGREEMENT_RANGE,    /* one lies in the range of the other */
    AGREEMENT_CONFLICT, /* they contradict each other */
    AGREEMENT_UNKNOWN   /* several that state no setting: not known to be comparable */
} Agreement;

typedef struct {
    const Claim *claim;
    const char *reason; /* why it is not the chosen one; of a claim that is set
                           aside, the reason that its row gives; borrowed */
} Rival;

typedef struct {
    char *key; /* 'subject|metric|setting' or 'subject|metric|setting|as_of' */
    const Subject *subject;
    const Metric *metric;
    const char *setting;
    const char *as_of_text; /* "" when not part of the key */
    const Claim *chosen;    /* NULL only when every claim is deprecated */
    GPtrArray *agreeing;    /* const Claim*: support the chosen one and each other */
    GArray *rivals;         /* of Rival: contradict the chosen one or one agreeing */
    GArray *set_aside;      /* of Rival: deprecated; by id, the others by choice */
    Agreement agreement;
    guint n_sources; /* independent ones among chosen and agreeing */
} Figure;

typedef struct {
    GPtrArray *figures;                /* of Figure*, sorted by key */
    GHashTable *by_claim;              /* const Claim* -> Figure* : every claim has one */
    guint n_read, n_used, n_set_aside; /* claims; read = used + set aside */
    ChoiceOrder order;                 /* by which the claims were chosen */
} FigureSet;

/* order: of choice; NULL: the claims' own. */
FigureSet *figures_merge(const ClaimSet *claims, const ChoiceOrder *order);
/* Of claims that are grouped already: groups, of GPtrArray* of const Claim*, one for each figure,
 * sorted by key, with its claims in that order, the deprecated ones last. */
FigureSet *figures_merge_groups(const GPtrArray *groups, const ChoiceOrder *order);
void figures_free(FigureSet *figures); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FigureSet, figures_free)

/* Which figures are wanted. */
typedef struct {
    const Metric *metric;   /* NULL: of all */
    const Subject *subject; /* NULL: of all */
    gboolean open;          /* only what a person has to look at: conflict or unknown */
} FigureFilter;

gboolean figure_passes(const Figure *figure, const FigureFilter *filter);

/* Accounting of some figures: claims read = used + set aside. */
typedef struct {
    guint n_figures, n_used, n_set_aside, n_conflicts, n_unknown;
} FigureCounts;

/* Adds a figure's; the agreement is of its claims in use. */
void figure_count(FigureCounts *counts, Agreement agreement, guint n_used, guint n_set_aside);

const char *agreement_name(Agreement agreement); /* "conflict" */

/* How two claims of one metric stand to each other (agree.c has the rules). */
typedef enum {
    RELATION_EQUAL,  /* the same to the precision of the coarser print */
    RELATION_WITHIN, /* one lies in the range, or keeps the bound, of the other */
    RELATION_CONTRADICTION
} Relation;

Relation claims_relate(const Claim *a, const Claim *b);

/* Whether two claims of one figure agree: equal to the precision of the coarser
 * print (88.7 and 88.70, 25k and 25,000), or one inside the other's range. */
gboolean claims_agree(const Claim *a, const Claim *b);

/* The step of the last digit that a claim's value is stated to: 0.1 for "86,4%",
 * 1000 for "64 mil", 1 for "25,000"; number metrics only. */
double claim_step(const Claim *claim);

#endif
