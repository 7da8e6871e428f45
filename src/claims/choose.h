/*
 * choose: the order of choice among the claims of one figure.
 *
 * An order is a list of named steps; the first that tells two claims apart
 * decides, and after all of them the id does, so that an order is total.  It is
 * declared by the project (datapackage.json: "figtrail": {"choice": [...]}), by a
 * chart (usermeta.figtrail.choice), or is choice_default.
 */
#ifndef FIGTRAIL_CLAIMS_CHOOSE_H
#define FIGTRAIL_CLAIMS_CHOOSE_H

#include "base/json.h"
#include "claims/claims.h"

typedef struct ChoiceStep ChoiceStep;
struct ChoiceStep {
    const char *name;
    guint n_bits;                         /* that its weights need */
    guint32 (*weigh)(const Claim *claim); /* of two claims the lighter one is preferred */
    const char *reason;                   /* why the other one lost */
    const char *opposite;                 /* the step that prefers the other claim; NULL: none */
    gboolean of_source;                   /* only the source decides */
};

extern const ChoiceStep choice_steps[]; /* all that there are */
extern const guint n_choice_steps;

/* rank, original, status, kind, as_of, published. */
extern const ChoiceOrder choice_default;

/* Reads a list of names.  FALSE with findings, each at its place, when one is no step, stands
 * twice, or undoes another. */
gboolean choice_parse(const JsonDocument *document, const cJSON *list, ChoiceOrder *order,
                      Findings *findings);
/* The order that a package declares; choice_default when it declares none, or has findings. */
ChoiceOrder choice_of_package(const Package *package, Findings *findings);

/* "rank, original, status, kind, as_of, published, id"; newly allocated. */
char *choice_format(const ChoiceOrder *order);

/* All that the steps say of a claim: the lighter of two is preferred; of equal ones, the one whose
 * id comes first.  Deprecated claims are the heaviest, whatever the order. */
guint64 choice_weigh(const ChoiceOrder *order, const Claim *claim);
/* The same in two parts, for very many claims of a few sources. */
guint64 choice_weigh_source(const ChoiceOrder *order, const Source *source);
guint64 choice_weigh_beside(const ChoiceOrder *order, const Claim *claim, guint64 source_weight);
/* Negative when a is preferred; 0 only for claims with one id. */
int choice_compare(const ChoiceOrder *order, const Claim *a, const Claim *b);
/* Why winner was preferred to loser; static text. */
const char *choice_reason(const ChoiceOrder *order, const Claim *winner, const Claim *loser);

#endif
