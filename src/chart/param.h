/*
 * param: the parameters of a spec at their first state, the only one that a picture shows
 * (https://vega.github.io/vega-lite/docs/parameter.html).
 *
 * A variable is its 'value' or what its 'expr' gives; an input widget ('bind') stands at that
 * value. A selection holds what its 'value' selects, or nothing yet.  params_read makes them of the
 * whole spec before anything else is read, and puts values in place of every {"expr": ...} of the
 * spec that needs neither a row nor data, so that hardly anybody has to know of such objects: only
 * properties that may differ from row to row, as those of marks, are evaluated later, by
 * row_expression_parse(json_member(item, "expr"), frame, context).
 */
#ifndef FIGTRAIL_CHART_PARAM_H
#define FIGTRAIL_CHART_PARAM_H

#include "chart/spec.h"

/* Faults are findings of the context. */
Params *params_read(SpecContext *context);
void params_free(Params *params); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Params, params_free)

/* Whether there is a parameter of that name; params may be NULL. */
gboolean params_has(const Params *params, const char *name);
/* Its value, borrowed; of a selection {FIELD: [values], ...}; NULL: there was a finding. */
const cJSON *params_value(const Params *params, const char *name);

/* One thing that a selection wants of a row. */
typedef struct {
    const char *field;
    const cJSON *values; /* an array: of a range its two ends; else all that count */
    gboolean is_range;
} SelectionTest;

/* Whether the name is a selection. */
gboolean params_is_selection(const Params *params, const char *name);
/* GArray of SelectionTest: one of what it selects, all of whose tests must hold; NULL: it selects
 * fewer.  Borrowed. */
const GArray *params_selected(const Params *params, const char *name, guint index);

/* ---- param_selection.c ---- */

/* What a parameter with "select" selects at first: of GArray* of SelectionTest; view: where it
 * stands.  Owned by the caller, values borrowed from the spec or from made. */
GPtrArray *selection_read(const cJSON *param, const cJSON *view, SpecContext *context);

#endif
