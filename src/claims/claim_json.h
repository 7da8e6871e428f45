/*
 * claim_json: claims, figures and sources as JSON objects.
 *
 * The members that records of pictures (trail/record.md) and explanations
 * (explain.md) have in common, under the same names and in the same order.  What is
 * empty is left out.
 */
#ifndef FIGTRAIL_CLAIMS_CLAIM_JSON_H
#define FIGTRAIL_CLAIMS_CLAIM_JSON_H

#include "base/json.h"
#include "claims/merge.h"

/* Adds a string member; nothing when text is NULL or empty. */
void json_add_text(cJSON *object, const char *name, const char *text);

/* Appends '"value": 1, "low": null, "high": null': a number as it is, a date as a string. */
void json_append_amounts(GString *out, const Claim *claim);

/* All but the id and what the claim is to its figure. */
void claim_json_add(cJSON *object, const Claim *claim);
/* All but the claims. */
void figure_json_add(cJSON *object, const Figure *figure);
void source_json_add(cJSON *object, const Source *source);

#endif
