#include "table/type.h"

#include <math.h>

static const char *skip_digits(const char *p)
{
    while (g_ascii_isdigit(*p))
        p++;
    return p;
}

static const char *skip_sign(const char *p)
{
    return *p == '-' || *p == '+' ? p + 1 : p;
}

/* The lexical form of XML Schema's decimal and double, which Table Schema names
 * ('.5' and '5.' belong to it), without INF and NaN: no figure is either. */
static gboolean is_number(const char *text)
{
    const char *p = skip_sign(text);
    const char *digits = p;
    p = skip_digits(p);
    gssize n_digits = p - digits;
    if (*p == '.') {
        digits = ++p;
        p = skip_digits(p);
        n_digits += p - digits;
    }
    if (n_digits == 0)
        return FALSE;
    if (*p == 'e' || *p == 'E') {
        digits = skip_sign(p + 1);
        p = skip_digits(digits);
        if (p == digits)
            return FALSE;
    }
    return *p == '\0';
}

static gboolean read_finite(const char *text, double *number)
{
    *number = g_ascii_strtod(text, NULL);
    return isfinite(*number) != 0;
}

static gboolean read_number(const Field *field, const char *text, double *number)
{
    (void)field;
    return is_number(text) && read_finite(text, number);
}

static gboolean read_integer(const Field *field, const char *text, double *number)
{
    (void)field;
    const char *digits = skip_sign(text);
    const char *end = skip_digits(digits);
    return end > digits && *end == '\0' && read_finite(text, number);
}

const FieldType field_type_number = {
    .name = "number",
    .expected = "a plain number such as 86.4 or 2.1e25",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_number,
};

const FieldType field_type_integer = {
    .name = "integer",
    .expected = "a whole number such as 42",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_integer,
};
