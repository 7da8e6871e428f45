/*
 * scan_plan: what is to be checked in each column of a table, and what its keys
 * are for: made once from the schema and the labels, then only read.
 *
 * Private to table/scan*.c.
 */
#ifndef FIGTRAIL_TABLE_SCAN_PLAN_H
#define FIGTRAIL_TABLE_SCAN_PLAN_H

#include "table/key_set.h"
#include "table/layout.h"
#include "table/scan.h"

typedef enum {
    KEY_UNIQUE,    /* no two rows have the same */
    KEY_REFERENCE, /* the target has it */
    KEY_COLLECT    /* others refer to it: it is put into the set */
} KeyUse;

/* Fields that are compared together, and why. */
typedef struct {
    KeyUse use;
    const guint *fields; /* borrowed from the schema, or own_fields */
    guint *own_fields;
    guint n_fields;
    gboolean *numeric;    /* by field of the key: values are compared, not texts */
    const Rule *rule;     /* of KEY_UNIQUE */
    gboolean primary;     /* likewise: no part may be missing */
    gboolean whole_row;   /* likewise: all columns, whatever is missing */
    const KeySet *target; /* of KEY_REFERENCE; borrowed */
    const ForeignKey *foreign_key;
    const ScanTable *other; /* the table that it refers to */
    guint *other_fields;
    guint n_dangling; /* found so far */
    KeySet *set;      /* of KEY_COLLECT */
    GPtrArray *parts; /* of KEY_UNIQUE: of GArray* of KeyEntry, sorted by bucket, by chunk */
} ScanKey;

typedef struct {
    const Field *field; /* NULL: no field of the schema */
    gboolean keyed;     /* belongs to a key */
    gboolean looked_at; /* the text of its cells matters */
    gboolean required;
    gboolean bounded; /* the only constraints are bounds: a number between both keeps them */
    double low, high; /* a number that equals one is looked at in full */
    gboolean is_text; /* any text will do, or there is no field */
    gboolean empty_is_missing;
    gboolean only_empty_is_missing;
    int tapped; /* position among the tap's fields; -1: not wanted */
} ScanColumn;

typedef struct {
    const ScanTable *table;
    const Schema *schema;
    const Dialect *dialect;
    const Layout *layout;
    ScanColumn *columns;
    guint n_columns;
    GArray *keys; /* of ScanKey */
    guint64 hash_mask;
    gboolean only_keys; /* cells were checked before */
    ScanTap *tap;       /* NULL: none */
} ScanPlan;

void scan_plan_init(ScanPlan *plan, const ScanTable *table, const Layout *layout);
void scan_plan_clear(ScanPlan *plan);

/* Adds a key of fields that all have a column; FALSE when one has none. */
gboolean scan_plan_add(ScanPlan *plan, const ScanKey *key);

void scan_key_clear(ScanKey *key);

/* Whether the key's value is the text of one cell. */
static inline gboolean scan_key_is_text(const ScanKey *key)
{
    return key->n_fields == 1 && !key->numeric[0];
}

/* Column of a field of the key. */
static inline guint scan_key_column(const ScanPlan *plan, const ScanKey *key, guint i)
{
    return (guint)plan->layout->columns[key->fields[i]];
}

#endif
