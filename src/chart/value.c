/* Conversions after ECMA-262, chapter 7.1; order after vega-util's 'ascending'. */
#include "chart/value.h"

#include "chart/format_decimal.h"
#include "chart/value_number.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

static int compare_numbers(double a, double b)
{
    if (isnan(a) || isnan(b)) /* NaN first, and equal to itself, so that the order is total */
        return isnan(b) - isnan(a);
    return (a > b) - (a < b);
}

/* JavaScript orders texts by UTF-16 units: the surrogates of characters beyond
 * the Basic Multilingual Plane (lead bytes F0..F4) come before U+E000 (EE, EF). */
static int utf16_rank(unsigned char byte)
{
    return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte;
}

static int compare_texts(const char *a, const char *b)
{
    while (*a && *a == *b) {
        a++;
        b++;
    }
    const int x = utf16_rank((unsigned char)*a), y = utf16_rank((unsigned char)*b);
    return (x > y) - (x < y);
}

int value_compare(Value a, Value b)
{
    if (a.type != b.type)
        return a.type < b.type ? -1 : 1;
    switch (a.type) {
    case VALUE_BOOLEAN: return !!a.as.boolean - !!b.as.boolean;
    case VALUE_NUMBER: return compare_numbers(a.as.number, b.as.number);
    case VALUE_STRING: return compare_texts(a.as.string, b.as.string);
    case VALUE_NULL: break;
    }
    return 0;
}

gboolean value_equal(Value a, Value b)
{
    return value_compare(a, b) == 0;
}

gboolean value_truth(Value value)
{
    switch (value.type) {
    case VALUE_BOOLEAN: return value.as.boolean;
    case VALUE_NUMBER: return value.as.number < 0 || value.as.number > 0;
    case VALUE_STRING: return *value.as.string != '\0';
    case VALUE_NULL: break;
    }
    return FALSE;
}

double value_to_number(Value value)
{
    switch (value.type) {
    case VALUE_BOOLEAN: return value.as.boolean ? 1 : 0;
    case VALUE_NUMBER: return value.as.number;
    case VALUE_STRING: return value_number_parse(value.as.string);
    case VALUE_NULL: break;
    }
    return 0;
}

char *value_to_text(Value value)
{
    switch (value.type) {
    case VALUE_BOOLEAN: return g_strdup(value.as.boolean ? "true" : "false");
    case VALUE_STRING: return g_strdup(value.as.string);
    case VALUE_NULL: return g_strdup("null");
    case VALUE_NUMBER: break;
    }
    GString *text = g_string_new(NULL);
    decimal_append_text(text, value.as.number);
    return g_string_free(text, FALSE);
}

double value_to_time(Value value)
{
    switch (value.type) {
    case VALUE_NUMBER: return fabs(value.as.number) <= TIME_MAXIMUM ? value.as.number : NAN;
    case VALUE_STRING: return value_time_parse(value.as.string);
    case VALUE_BOOLEAN:
    case VALUE_NULL: break;
    }
    return NAN;
}
