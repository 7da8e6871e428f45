#include "chart/format_decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* As many significant digits as the number may have: each binary place behind the point is one
 * decimal place. */
static int count_digits(double number)
{
    int exponent;
    frexp(number, &exponent);
    const int whole = exponent > 0 ? exponent * 302 / 1000 + 1 : 1; /* log10 of 2 */
    const int places = MAX(0, DBL_MANT_DIG - exponent);
    return MIN(MAX(whole + places, DBL_DIG + 5), DECIMAL_MAXIMUM);
}

/* All digits that the binary value has; exact, as glibc's printf is. */
static void decimal_expand(Decimal *decimal, double number)
{
    char text[DECIMAL_MAXIMUM + 32], format[8];
    const int n = count_digits(number);
    g_snprintf(format, sizeof format, "%%.%de", n - 1);
    g_ascii_formatd(text, sizeof text, format, number);
    decimal->digits[0] = text[0];
    memcpy(decimal->digits + 1, text + 2, (gsize)n - 1);
    memset(decimal->digits + n, '0', (gsize)(DECIMAL_MAXIMUM - n));
    decimal->digits[DECIMAL_MAXIMUM] = '\0';
    decimal->n_digits = DECIMAL_MAXIMUM;
    decimal->exponent = (int)g_ascii_strtoll(strchr(text, 'e') + 1, NULL, 10);
}

/* Adds one unit in the last of the digits. */
static void decimal_increment(Decimal *decimal)
{
    int i = decimal->n_digits;
    while (i > 0 && decimal->digits[i - 1] == '9')
        decimal->digits[--i] = '0';
    if (i > 0) {
        decimal->digits[i - 1]++;
    } else { /* 999 becomes 100, times ten */
        decimal->digits[0] = '1';
        decimal->exponent++;
    }
}

/* n_digits <= 0: what is left is 0 or one unit of ten to the exponent. */
static void decimal_cut(Decimal *decimal, int n_digits, gboolean up)
{
    if (n_digits <= 0) {
        decimal->digits[0] = up ? '1' : '0';
        decimal->n_digits = 1;
        decimal->exponent += 1 - n_digits;
    } else {
        decimal->n_digits = MIN(n_digits, DECIMAL_MAXIMUM);
        if (up)
            decimal_increment(decimal);
    }
    decimal->digits[decimal->n_digits] = '\0';
}

static gboolean decimal_rounds_up(const Decimal *decimal, int n_digits)
{
    return n_digits >= 0 && n_digits < decimal->n_digits && decimal->digits[n_digits] >= '5';
}

static gboolean decimal_reads_as(const Decimal *decimal, double number)
{
    char text[64];
    g_snprintf(text, sizeof text, "%c.%se%d", decimal->digits[0], decimal->digits + 1,
               decimal->exponent);
    return g_ascii_strtod(text, NULL) == number; /* exact on purpose */
}

/* Among the shortest texts the nearest is taken, of two the even one (ECMA-262,
 * 6.1.6.1.20); only there, not where a number of digits is given. */
static gboolean decimal_shortens_up(const Decimal *decimal, int n_digits)
{
    const char *rest = decimal->digits + n_digits;
    const gboolean tie = *rest == '5' && rest[1 + strspn(rest + 1, "0")] == '\0';
    return tie ? (decimal->digits[n_digits - 1] - '0') % 2 : decimal_rounds_up(decimal, n_digits);
}

/* At a power of two the gap above is twice the gap below, so that the nearest
 * decimal may fail where the one on the other side reads back. */
static void decimal_shorten(Decimal *decimal, double number)
{
    const Decimal exact = *decimal;
    /* any decimal of 15 digits is safe for a normal number, so none is tried shorter */
    for (int n = number >= DBL_MIN ? 15 : 1; n <= 17; n++) {
        const gboolean up = decimal_shortens_up(&exact, n);
        *decimal = exact;
        decimal_cut(decimal, n, up);
        if (decimal_reads_as(decimal, number))
            break;
        *decimal = exact;
        decimal_cut(decimal, n, !up);
        if (decimal_reads_as(decimal, number))
            break;
    }
    while (decimal->n_digits > 1 && decimal->digits[decimal->n_digits - 1] == '0')
        decimal->digits[--decimal->n_digits] = '\0';
}

void decimal_make(Decimal *decimal, double number, int n_digits)
{
    g_assert(isfinite(number) && number > 0);
    decimal_expand(decimal, number);
    if (n_digits > 0)
        decimal_cut(decimal, n_digits, decimal_rounds_up(decimal, n_digits));
    else
        decimal_shorten(decimal, number);
}

static void append_zeros(GString *out, int n)
{
    for (int i = 0; i < n; i++)
        g_string_append_c(out, '0');
}

void decimal_append_plain(GString *out, const Decimal *decimal)
{
    const int whole = decimal->exponent + 1;
    if (whole <= 0) {
        g_string_append(out, "0.");
        append_zeros(out, -whole);
        g_string_append(out, decimal->digits);
    } else if (decimal->n_digits > whole) {
        g_string_append_len(out, decimal->digits, whole);
        g_string_append_c(out, '.');
        g_string_append(out, decimal->digits + whole);
    } else {
        g_string_append(out, decimal->digits);
        append_zeros(out, whole - decimal->n_digits);
    }
}

static void append_scientific(GString *out, const Decimal *decimal)
{
    g_string_append_c(out, decimal->digits[0]);
    if (decimal->n_digits > 1) {
        g_string_append_c(out, '.');
        g_string_append(out, decimal->digits + 1);
    }
    g_string_append_printf(out, "e%+d", decimal->exponent);
}

static void append_zero(GString *out, int decimals)
{
    g_string_append_c(out, '0');
    if (decimals > 0)
        g_string_append_c(out, '.');
    append_zeros(out, decimals);
}

static gboolean append_special(GString *out, double number)
{
    if (isnan(number))
        g_string_append(out, "NaN");
    else if (isinf(number))
        g_string_append(out, "Infinity");
    return !isfinite(number);
}

void decimal_append_fixed(GString *out, double number, int decimals)
{
    if (append_special(out, number))
        return;
    if (number >= 1e21) {
        decimal_append_text(out, number);
        return;
    }
    Decimal decimal = {.digits = "0", .n_digits = 1};
    if (number > 0) {
        decimal_expand(&decimal, number);
        const int n = decimal.exponent + 1 + decimals;
        decimal_cut(&decimal, n, decimal_rounds_up(&decimal, n));
    }
    if (decimal.digits[0] == '0') {
        append_zero(out, decimals);
        return;
    }
    /* rounding up may have made one digit more (9.99 to 10.0): then one zero lacks */
    const gsize start = out->len;
    decimal_append_plain(out, &decimal);
    const char *point = strchr(out->str + start, '.');
    const int present = point ? (int)strlen(point + 1) : 0;
    if (!point && decimals > 0)
        g_string_append_c(out, '.');
    append_zeros(out, decimals - present);
}

void decimal_append_exponential(GString *out, double number, int digits)
{
    if (append_special(out, number))
        return;
    if (number > 0) {
        Decimal decimal;
        decimal_make(&decimal, number, digits + 1);
        append_scientific(out, &decimal);
    } else {
        append_zero(out, digits);
        g_string_append(out, "e+0");
    }
}

void decimal_append_precision(GString *out, double number, int digits)
{
    if (append_special(out, number))
        return;
    if (!(number > 0)) {
        append_zero(out, digits - 1);
        return;
    }
    Decimal decimal;
    decimal_make(&decimal, number, digits);
    if (decimal.exponent < -6 || decimal.exponent >= digits)
        append_scientific(out, &decimal);
    else
        decimal_append_plain(out, &decimal);
}

void decimal_append_text(GString *out, double number)
{
    if (number < 0)
        g_string_append_c(out, '-');
    number = fabs(number);
    if (append_special(out, number))
        return;
    if (!(number > 0)) {
        g_string_append_c(out, '0');
        return;
    }
    Decimal decimal;
    decimal_make(&decimal, number, 0);
    if (decimal.exponent < -6 || decimal.exponent >= 21)
        append_scientific(out, &decimal);
    else
        decimal_append_plain(out, &decimal);
}

void decimal_append_whole(GString *out, double number)
{
    if (append_special(out, number))
        return;
    Decimal decimal = {.digits = "0", .n_digits = 1};
    if (number > 0)
        decimal_make(&decimal, number, 0);
    decimal_append_plain(out, &decimal);
}
