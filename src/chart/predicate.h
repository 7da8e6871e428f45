/*
 * predicate: a test of rows (https://vega.github.io/vega-lite/docs/predicate.html):
 * an expression, a comparison of a field, or several of them joined.
 */
#ifndef FIGTRAIL_CHART_PREDICATE_H
#define FIGTRAIL_CHART_PREDICATE_H

#include "chart/frame.h"
#include "chart/spec.h"

/* A tree, made once and asked per row. */
typedef struct Predicate Predicate;

/* NULL after a finding.  The JSON must outlive it; frames that it is asked of
 * must have the columns of the one here, and an expression knows only that one. */
Predicate *predicate_parse(const cJSON *json, const Frame *frame, SpecContext *context);
/* What a condition asks: its "test", or {"param"} beside other members. */
Predicate *predicate_parse_condition(const cJSON *json, const Frame *frame, SpecContext *context);
void predicate_free(Predicate *predicate); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Predicate, predicate_free)

gboolean predicate_holds(const Predicate *predicate, const Frame *frame, guint row);

#endif
