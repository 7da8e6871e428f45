/*
 * composite: marks that stand for layers of others, as Vega-Lite composes them (its
 * compositemark/).
 *
 * normalize.c finds them; composite_error.c and composite_box.c make the layers.  The trees refer
 * to the document's items and keep their places in findings.
 */
#ifndef FIGTRAIL_CHART_COMPOSITE_H
#define FIGTRAIL_CHART_COMPOSITE_H

#include "chart/view.h"

/* A composite mark and the measure along which it is drawn. */
typedef struct {
    ChartBuilder *builder;
    const char *name;      /* "errorbar", "errorband", "boxplot" */
    const cJSON *mark;     /* a text or an object */
    const cJSON *encoding; /* all that is said of its channels */
    const cJSON *measure;  /* the channel that it runs along */
    const char *axis, *second;
    const char *field;  /* of the measure */
    cJSON *transform;   /* an array: what comes before the layers */
    cJSON *others;      /* an object: the other channels, after that transform */
    cJSON *aggregates;  /* an array: of them, operations */
    GPtrArray *groupby; /* of char*: their fields; owned */
} Composite;

/* FALSE after a finding. */
gboolean composite_init(Composite *composite, ChartBuilder *builder, const char *name,
                        const cJSON *mark, const cJSON *encoding);
void composite_clear(Composite *composite);

/* Whether the mark says only what it heeds, or what any mark may say. */
gboolean composite_check_members(SpecContext *context, const cJSON *mark, const char *what,
                                 const char *const *members);

/* A tree that the chart owns. */
cJSON *composite_tree(ChartBuilder *builder);
/* Adds a reference to an item (NULL: nothing), unless the object has that member. */
void composite_refer(ChartBuilder *builder, cJSON *object, const char *name, const cJSON *item);
void composite_list(ChartBuilder *builder, cJSON *list, const cJSON *item);
/* An aggregate transform of the fields of the groups; returns its list of operations, which has
 * those that other channels want if it is of the "kind" that leaves a row per group. */
cJSON *composite_aggregate(const Composite *composite, cJSON *transform, const char *kind);
void composite_add_op(cJSON *ops, const char *op, const char *field, const char *prefix,
                      const char *as);
void composite_add_calculation(cJSON *transform, const char *prefix, const char *field,
                               const char *text);

/* A part of the mark, which the mark's member of that name ('usual' when absent) wants or not: a
 * layer from PREFIX_FIELD (to TO_FIELD; NULL: only there); base: JSON of its mark; NULL: not
 * wanted. */
cJSON *composite_add_part(const Composite *composite, cJSON *layers, const char *part,
                          gboolean usual, const char *base, const char *prefix, const char *to);

const cJSON *composite_error(ChartBuilder *builder, const char *name, const cJSON *mark,
                             const cJSON *encoding);
const cJSON *composite_box(ChartBuilder *builder, const cJSON *mark, const cJSON *encoding);

#endif
