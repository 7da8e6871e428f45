/*
 * schema: a Table Schema (https://datapackage.org/standard/table-schema/),
 * read from JSON: what each field of a table must be.
 *
 * A schema owns all that it points to; it does not need the document any more.
 */
#ifndef FIGTRAIL_TABLE_SCHEMA_H
#define FIGTRAIL_TABLE_SCHEMA_H

#include "base/json.h"

typedef struct Schema Schema;
typedef struct FieldType FieldType; /* one per Table Schema type: table/type_*.c */

/* What a cell says, for bounds, lists of values and keys. */
typedef struct {
    double number; /* the nearest one: of dates days, of years the year, of booleans 0 or 1; NaN and
                      infinities belong to the type 'number' */
    guint64 units; /* tells values of one number apart: of whole numbers all digits (modulo 2^64) */
} FieldValue;

/* A bound of the values of a field. */
typedef struct {
    const char *text; /* as the descriptor has it; NULL: no such bound */
    FieldValue value;
} Bound;

typedef struct Constraint Constraint;   /* one per constraint: table/constraint_*.c */
typedef struct Enumeration Enumeration; /* table/constraint_enum.c */
typedef struct Pattern Pattern;         /* table/constraint_pattern.c */

typedef struct Field Field;

struct Field {
    const char *name;
    const FieldType *type;
    const char *expected; /* what a cell must be, for messages */
    Place place;          /* in the descriptor */
    gboolean required, unique;
    GPtrArray *missing_values; /* of char*: cells that hold nothing; of the field or its schema */
    gboolean missing_values_own;

    /* how the type's values are spelt (table/field_options.c) */
    const char *format;                    /* a pattern of dates and times; NULL: none */
    const char *decimal_char, *group_char; /* NULL: '.'; none */
    gboolean bare_number;
    GPtrArray *true_values, *false_values; /* of char*: of booleans; NULL: the default ones */
    const char *delimiter;                 /* of lists */
    Field *item;                           /* likewise: what each item is */

    /* what one cell can break (table/constraint*.c) */
    GPtrArray *constraints;                /* of const Constraint*; NULL: none */
    Enumeration *enumeration, *categories; /* NULL: anything goes */
    gboolean categories_ordered;
    Pattern *pattern; /* NULL: none */
    Bound minimum, maximum, exclusive_minimum, exclusive_maximum;
    guint minimum_length, maximum_length; /* characters or items; 0, G_MAXUINT: none */
    cJSON *json_schema;                   /* NULL: none */
};

typedef struct {
    guint *fields; /* indices in this table */
    guint n_fields;
    const char *resource;    /* "" : the same table */
    GPtrArray *other_fields; /* of char*: names there, n_fields of them */
    Place place;
} ForeignKey;

/* Fields whose values, taken together, stand once in the table. */
typedef struct {
    guint *fields; /* indices in this table */
    guint n_fields;
} UniqueKey;

/* Which columns a table must have, and how they find their fields
 * (https://datapackage.org/standard/table-schema/#fieldsMatch). */
typedef enum {
    FIELDS_EXACT,    /* all, in the schema's order */
    FIELDS_EQUAL,    /* all, in any order */
    FIELDS_SUBSET,   /* all fields, and any other column */
    FIELDS_SUPERSET, /* some of the fields, no other column */
    FIELDS_PARTIAL,  /* at least one of the fields, and any other column */
} FieldsMatch;

struct Schema {
    Field *fields;
    guint n_fields;
    FieldsMatch fields_match;
    guint *primary_key; /* field indices */
    guint n_primary_key;
    GArray *unique_keys;       /* of UniqueKey */
    GArray *foreign_keys;      /* of ForeignKey */
    GPtrArray *missing_values; /* of char*; the default is one empty string */
    gboolean missing_values_own;
    GStringChunk *texts; /* names, texts and places lie here */
    guint n_owners;
};

/* json: the schema's object in the document.  Faults of the descriptor are added to findings; NULL
 * when it cannot be used. */
Schema *schema_parse(const JsonDocument *document, const cJSON *json, Findings *findings);

/* The schema of a table that has none: one field of type 'any' per name. */
Schema *schema_new_any(const char *const *names, guint n_names);

/* One more owner, who does not change it: tables may have one schema. */
Schema *schema_ref(Schema *schema);
void schema_unref(Schema *schema); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_unref)

/* Missing values that hold where the schema has none of its own. */
void schema_default_missing_values(Schema *schema, GPtrArray *values);

/* Index of the field of that name, or -1. */
int schema_field_find(const Schema *schema, const char *name);

/* Whether a key or a unique field tells rows apart, so that none stands twice. */
gboolean schema_has_unique(const Schema *schema);

/* Whether the length bytes are one of the field's missing values. */
gboolean field_is_missing(const Field *field, const char *text, gsize length);

#endif
