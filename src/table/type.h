/*
 * type: the types of a Table Schema field: which texts are values of it.
 *
 * A FieldType is one type in one format (a date by default, a date by a pattern).
 * To add one, three things: its read function in a file type_NAME.c, its FieldType there, and its
 * line in the table in type.c.
 */
#ifndef FIGTRAIL_TABLE_TYPE_H
#define FIGTRAIL_TABLE_TYPE_H

#include "table/schema.h"

/* Less than, equal to or greater than 0, for values of ordered types; a NaN equals only NaN and
 * stands before all numbers. */
int field_value_compare(const FieldValue *a, const FieldValue *b);

/* What else a field of the type may say (table/field_options.c). */
typedef enum {
    OPTION_LABELS = 1 << 0,     /* trueValues, falseValues */
    OPTION_DECIMAL = 1 << 1,    /* decimalChar */
    OPTION_GROUP = 1 << 2,      /* groupChar, bareNumber */
    OPTION_LIST = 1 << 3,       /* delimiter, itemType */
    OPTION_CATEGORIES = 1 << 4, /* categories, categoriesOrdered */
    OPTION_JSON = 1 << 5,       /* jsonSchema among the constraints; values are compared as JSON */
} FieldOption;

struct FieldType {
    const char *name;
    const char *format;       /* NULL: "default" */
    const char *expected;     /* for messages: "a whole number, such as 42" */
    gboolean numeric;         /* cells are equal when their values are, not their texts */
    gboolean ordered;         /* minimum and maximum apply */
    gboolean patterned;       /* the format is any pattern with a '%', kept in the field */
    guint options;            /* of FieldOption */
    const FieldType *spelled; /* takes the place of this one when the field says how numbers are
                                 spelt; NULL: itself */
    /* Characters or items of a value, for minLength and maxLength; NULL: they do not apply. */
    gsize (*measure)(const Field *field, const char *text, gsize length);
    /* Reads length bytes of UTF-8, with no NUL behind them.  FALSE when they are no value of the
     * type; value is 0, 0 for types without one.  Without state: threads read at the same time. */
    gboolean (*read)(const Field *field, const char *text, gsize length, FieldValue *value);
};

extern const FieldType field_type_string, field_type_any;     /* type_text.c */
extern const FieldType field_type_email, field_type_uri;      /* type_address.c */
extern const FieldType field_type_uuid, field_type_binary;    /* type_code.c */
extern const FieldType field_type_wkt;                        /* type_wkt.c */
extern const FieldType field_type_number, field_type_integer; /* type_number.c */
extern const FieldType field_type_number_spelled;             /* type_number_spelled.c */
extern const FieldType field_type_integer_spelled;
extern const FieldType field_type_boolean;                       /* type_boolean.c */
extern const FieldType field_type_date, field_type_date_pattern; /* type_date.c */
extern const FieldType field_type_date_any, field_type_year, field_type_yearmonth;
extern const FieldType field_type_datetime, field_type_datetime_pattern; /* type_datetime.c */
extern const FieldType field_type_datetime_any, field_type_time, field_type_time_pattern;
extern const FieldType field_type_time_any;
extern const FieldType field_type_duration;                 /* type_duration.c */
extern const FieldType field_type_object, field_type_array; /* type_json.c */
extern const FieldType field_type_list;                     /* type_list.c */
extern const FieldType field_type_geopoint;                 /* type_geopoint.c */
extern const FieldType field_type_geopoint_array, field_type_geopoint_object;
extern const FieldType field_type_geojson, field_type_topojson; /* type_geojson.c */

/* By its name in the descriptor, in its default format; or NULL. */
const FieldType *field_type_find(const char *name);

/* The same type in that format, or NULL. */
const FieldType *field_type_format(const FieldType *type, const char *format);

/* All types and formats, in an order for people; NULL ends them. */
extern const FieldType *const field_types[];

/* A number in its plain form, as the types 'number' and 'integer' have it. */
gboolean field_number_read(const char *text, gsize length, FieldValue *value);

#endif
