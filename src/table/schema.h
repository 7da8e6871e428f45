/*
 * schema: a Table Schema (https://datapackage.org/standard/table-schema/),
 * read from JSON: what each field of a table must be.
 *
 * A schema owns all that it points to; it does not need the document any more.
 */
#ifndef FIGTRAIL_TABLE_SCHEMA_H
#define FIGTRAIL_TABLE_SCHEMA_H

#include "base/json.h"

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

typedef struct {
    const char *name;
    const FieldType *type;
    Place place; /* in the descriptor */
    gboolean required, unique;
    GPtrArray *constraints;   /* of const Constraint*: those that one cell can break; NULL: none */
    Enumeration *enumeration; /* NULL: anything goes */
    Pattern *pattern;         /* NULL: none */
    Bound minimum, maximum, exclusive_minimum, exclusive_maximum;
    guint minimum_length, maximum_length;  /* characters; 0, G_MAXUINT: none */
    GPtrArray *true_values, *false_values; /* of char*: of booleans; NULL: the default ones */
} Field;

typedef struct {
    guint *fields; /* indices in this table */
    guint n_fields;
    const char *resource;    /* "" : the same table */
    GPtrArray *other_fields; /* of char*: names there, n_fields of them */
    Place place;
} ForeignKey;

typedef struct {
    Field *fields;
    guint n_fields;
    guint *primary_key; /* field indices */
    guint n_primary_key;
    GArray *foreign_keys;      /* of ForeignKey */
    GPtrArray *missing_values; /* of char*; the default is one empty string */
    GStringChunk *texts;       /* names, texts and places lie here */
} Schema;

/* json: the schema's object in the document.  Faults of the descriptor are added to findings; NULL
 * when it cannot be used. */
Schema *schema_parse(const JsonDocument *document, const cJSON *json, Findings *findings);

/* The schema of a table that has none: one field of type 'any' per name. */
Schema *schema_new_any(const char *const *names, guint n_names);

void schema_free(Schema *schema); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

/* Index of the field of that name, or -1. */
int schema_field_find(const Schema *schema, const char *name);

#endif
