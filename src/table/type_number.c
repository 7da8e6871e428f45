#include "table/type.h"

#include <math.h>
#include <string.h>

/* A number's text, cut up; it has been found to be one. */
typedef struct {
    gboolean negative;
    const char *digits, *end; /* behind the sign; the point and the exponent are among them */
    guint64 mantissa;         /* all digits, modulo 2^64 */
    guint n_significant;      /* digits of the mantissa from the first that is not 0 */
    guint n_decimals;
    gboolean plain; /* no exponent */
} Number;

/* The lexical form of XML Schema's decimal and double, which Table Schema names
 * ('.5' and '5.' belong to it). */
static gboolean number_scan(const char *text, gsize length, Number *number)
{
    const char *p = text, *end = text + length;
    *number = (Number){.end = end, .plain = TRUE};
    if (p < end && (*p == '-' || *p == '+'))
        number->negative = *p++ == '-';
    number->digits = p;
    const char *point = NULL;
    guint n_digits = 0;
    for (; p < end; p++) {
        const guint digit = (guint)(unsigned char)*p - '0';
        if (digit <= 9) {
            number->mantissa = number->mantissa * 10 + digit;
            number->n_significant += number->n_significant > 0 || digit > 0;
            n_digits++;
            number->n_decimals += point != NULL;
        } else if (*p == '.' && !point) {
            point = p;
        } else {
            break;
        }
    }
    if (n_digits == 0)
        return FALSE;
    if (p == end)
        return TRUE;
    if (*p != 'e' && *p != 'E')
        return FALSE;
    number->plain = FALSE;
    p++;
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    const char *exponent = p;
    while (p < end && g_ascii_isdigit(*p))
        p++;
    return p > exponent && p == end;
}

/* By way of a copy with a NUL behind it. */
static double number_read_slowly(const Number *number)
{
    char buffer[64];
    const gsize length = (gsize)(number->end - number->digits);
    g_autofree char *copy = length < sizeof buffer ? NULL : g_strndup(number->digits, length);
    if (!copy) {
        memcpy(buffer, number->digits, length);
        buffer[length] = '\0';
    }
    return g_ascii_strtod(copy ? copy : buffer, NULL);
}

/* Digits and powers of ten that a double holds exactly give the nearest double
 * by one division (Clinger, How to Read Floating Point Numbers Accurately, 1990). */
static double number_read(const Number *number)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const double size =
        number->plain && number->n_significant <= 15 && number->n_decimals < G_N_ELEMENTS(powers)
            ? (double)number->mantissa / powers[number->n_decimals]
            : number_read_slowly(number);
    return number->negative ? -size : size;
}

/* The whole number that a double is, modulo 2^64; 0 when it has decimals. */
static guint64 double_units(double number)
{
    if (fabs(number) < 9007199254740992.0) /* 2^53 */
        return (double)(gint64)number == number ? (guint64)(gint64)number : 0;
    const guint64 size = (guint64)fmod(fabs(number), 18446744073709551616.0);
    return number < 0 ? -size : size;
}

gboolean field_number_read(const char *text, gsize length, FieldValue *value)
{
    Number number;
    if (!number_scan(text, length, &number))
        return FALSE;
    value->number = number_read(&number);
    if (!isfinite(value->number))
        return FALSE;
    if (number.plain && number.n_decimals == 0)
        value->units = number.negative ? -number.mantissa : number.mantissa;
    else
        value->units = double_units(value->number);
    return TRUE;
}

/* "NaN: not a number, INF: positive infinity, -INF: negative infinity" ("case need not be
 * respected", https://datapackage.org/standard/table-schema/#number) */
static gboolean read_special(const char *text, gsize length, FieldValue *value)
{
    if (length == 3 && g_ascii_strncasecmp(text, "NaN", 3) == 0)
        *value = (FieldValue){NAN, 0};
    else if (length == 3 && g_ascii_strncasecmp(text, "INF", 3) == 0)
        *value = (FieldValue){INFINITY, 0};
    else if (length == 4 && g_ascii_strncasecmp(text, "-INF", 4) == 0)
        *value = (FieldValue){-INFINITY, 0};
    else
        return FALSE;
    return TRUE;
}

static gboolean read_number(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    return field_number_read(text, length, value) || read_special(text, length, value);
}

static gboolean read_integer(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    const char *p = text, *end = text + length;
    const gboolean negative = p < end && *p == '-';
    p += p < end && (*p == '-' || *p == '+');
    if (p == end)
        return FALSE;
    guint64 units = 0;
    for (const char *digit = p; digit < end; digit++) {
        if (!g_ascii_isdigit(*digit))
            return FALSE;
        units = units * 10 + (guint64)(*digit - '0');
    }
    if (end - p > 18) /* may be beyond 2^63 */
        return field_number_read(text, length, value);
    const gint64 whole = negative ? -(gint64)units : (gint64)units;
    *value = (FieldValue){(double)whole, (guint64)whole};
    return TRUE;
}

const FieldType field_type_number = {
    .name = "number",
    .expected = "a plain number such as 86.4 or 2.1e25",
    .numeric = TRUE,
    .ordered = TRUE,
    .options = OPTION_DECIMAL | OPTION_GROUP,
    .spelled = &field_type_number_spelled,
    .read = read_number,
};

const FieldType field_type_integer = {
    .name = "integer",
    .expected = "a whole number such as 42",
    .numeric = TRUE,
    .ordered = TRUE,
    .options = OPTION_GROUP | OPTION_CATEGORIES,
    .spelled = &field_type_integer_spelled,
    .read = read_integer,
};
