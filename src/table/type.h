/*
 * type: the types of a Table Schema field: which texts are values of it.
 *
 * To add a type, three things: its read function in a file type_NAME.c, its
 * FieldType there, and its line in the table in type.c.
 */
#ifndef FIGTRAIL_TABLE_TYPE_H
#define FIGTRAIL_TABLE_TYPE_H

#include "table/schema.h"

/* Less than, equal to or greater than 0, for values of ordered types; a NaN equals only NaN and
 * stands before all numbers. */
int field_value_compare(const FieldValue *a, const FieldValue *b);

struct FieldType {
    const char *name;
    const char *expected; /* for messages: "a whole number, such as 42" */
    gboolean numeric;     /* cells are equal when their numbers are, not their texts */
    gboolean ordered;     /* minimum and maximum apply */
    gboolean measured;    /* minLength and maxLength apply */
    gboolean labelled;    /* trueValues and falseValues apply */
    /* Reads length bytes of UTF-8, with no NUL behind them.  FALSE when they are no value of the
     * type; value is 0, 0 for types without one.  Without state: threads read at the same time. */
    gboolean (*read)(const Field *field, const char *text, gsize length, FieldValue *value);
};

extern const FieldType field_type_string, field_type_any;                      /* type_text.c */
extern const FieldType field_type_number, field_type_integer;                  /* type_number.c */
extern const FieldType field_type_boolean;                                     /* type_boolean.c */
extern const FieldType field_type_date, field_type_year, field_type_yearmonth; /* type_date.c */

/* By its name in the descriptor, or NULL. */
const FieldType *field_type_find(const char *name);

#endif
