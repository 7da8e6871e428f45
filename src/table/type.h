/*
 * type: the types of a Table Schema field: which texts are values of it.
 *
 * To add a type, three things: its read function in a file type_NAME.c, its
 * FieldType there, and its line in the table in type.c.
 */
#ifndef FIGTRAIL_TABLE_TYPE_H
#define FIGTRAIL_TABLE_TYPE_H

#include "table/schema.h"

struct FieldType {
    const char *name;
    const char *expected; /* for messages: "a whole number, such as 42" */
    gboolean numeric;     /* cells are equal when their numbers are, not their texts */
    gboolean ordered;     /* minimum and maximum apply */
    gboolean measured;    /* minLength and maxLength apply */
    gboolean labelled;    /* trueValues and falseValues apply */
    /* FALSE when text is no value of the type; number is 0 for types without one. */
    gboolean (*read)(const Field *field, const char *text, double *number);
};

extern const FieldType field_type_string, field_type_any;                      /* type_text.c */
extern const FieldType field_type_number, field_type_integer;                  /* type_number.c */
extern const FieldType field_type_boolean;                                     /* type_boolean.c */
extern const FieldType field_type_date, field_type_year, field_type_yearmonth; /* type_date.c */

/* By its name in the descriptor, or NULL. */
const FieldType *field_type_find(const char *name);

#endif
