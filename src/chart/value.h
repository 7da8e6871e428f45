/*
 * value: one datum of a chart's data: what a JSON value can be.
 */
#ifndef FIGTRAIL_CHART_VALUE_H
#define FIGTRAIL_CHART_VALUE_H

#include <glib.h>

typedef enum { VALUE_NULL, VALUE_BOOLEAN, VALUE_NUMBER, VALUE_STRING } ValueType;

typedef struct {
    ValueType type;
    union {
        gboolean boolean;
        double number;      /* also times, in milliseconds since 1970 UTC */
        const char *string; /* borrowed: lives in the frame or the expression */
    } as;
} Value;

#define VALUE_NOTHING ((Value){.type = VALUE_NULL})

static inline Value value_number(double number)
{
    return (Value){.type = VALUE_NUMBER, .as.number = number};
}

static inline Value value_string(const char *string)
{
    return string ? (Value){.type = VALUE_STRING, .as.string = string} : VALUE_NOTHING;
}

static inline Value value_boolean(gboolean boolean)
{
    return (Value){.type = VALUE_BOOLEAN, .as.boolean = boolean};
}

/* Equality and order as Vega has them for one type; values of different type
 * are unequal and ordered null < boolean < number < string. */
gboolean value_equal(Value a, Value b);
int value_compare(Value a, Value b);

/* JavaScript's ToBoolean, ToNumber (NaN when it is none) and ToString. */
gboolean value_truth(Value value);
double value_to_number(Value value);
char *value_to_text(Value value);

/* Milliseconds since 1970 UTC of an ISO 8601 date ('2024', '2024-04',
 * '2024-04-18', with or without 'T12:30:00Z') or a number; NaN when it is none. */
double value_to_time(Value value);
/* The same, and also the dates of other forms that JavaScript's Date.parse knows:
 * 'Jan 1 2000', 'January 1, 2000', '2000/01/31', '1/31/2000'. */
double value_to_time_loosely(Value value);

#endif
