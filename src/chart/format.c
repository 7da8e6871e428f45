/* After d3-format 3 (https://d3js.org/d3-format); names and order of the steps
 * are those of its documentation. */
#include "chart/format.h"

#include "chart/format_decimal.h"
#include "chart/format_number.h"

#include <math.h>
#include <string.h>

/* Nobody lays out wider text; more would only eat memory. */
enum { WIDTH_MAXIMUM = 1000 };

/* ---- reading a specifier -------------------------------------------------------------------- */

static gboolean is_align(char c)
{
    return c && strchr("<>=^", c);
}

/* [[fill]align]: a fill is any character of the Basic Multilingual Plane but a line end. */
static const char *read_align(NumberFormat *format, const char *p)
{
    const gunichar fill = g_utf8_get_char_validated(p, -1);
    const gboolean is_fill = fill > 0 && fill <= 0xFFFF && fill != '\n' && fill != '\r' &&
                             fill != 0x2028 && fill != 0x2029;
    if (is_fill && is_align(*g_utf8_next_char(p))) {
        const char *align = g_utf8_next_char(p);
        memset(format->fill, 0, sizeof format->fill);
        memcpy(format->fill, p, (gsize)(align - p));
        format->align = *align;
        return align + 1;
    }
    if (is_align(*p))
        format->align = *p++;
    return p;
}

static const char *read_digits(const char *p, int *number)
{
    *number = 0;
    for (; g_ascii_isdigit(*p); p++)
        *number = MIN(*number * 10 + (*p - '0'), 1000000);
    return p;
}

static gboolean specifier_read(NumberFormat *format, const char *p)
{
    *format = (NumberFormat){.fill = " ", .align = '>', .sign = '-', .precision = PRECISION_UNSET};
    p = read_align(format, p);
    if (*p && strchr("+-( ", *p))
        format->sign = *p++;
    if (*p == '$' || *p == '#')
        format->symbol = *p++;
    if (*p == '0') {
        format->zero = TRUE;
        p++;
    }
    p = read_digits(p, &format->width);
    if (*p == ',') {
        format->comma = TRUE;
        p++;
    }
    if (*p == '.') {
        if (!g_ascii_isdigit(p[1]))
            return FALSE;
        p = read_digits(p + 1, &format->precision);
    }
    if (*p == '~') {
        format->trim = TRUE;
        p++;
    }
    if (*p == '%' || g_ascii_isalpha(*p))
        format->type = *p++;
    return *p == '\0' && format->width <= WIDTH_MAXIMUM;
}

NumberFormat *number_format_parse(const char *specifier)
{
    NumberFormat format;
    return specifier_read(&format, specifier) ? g_memdup2(&format, sizeof format) : NULL;
}

void number_format_free(NumberFormat *format)
{
    g_free(format);
}

/* ---- the digits of each type ---------------------------------------------------------------- */

/* JavaScript's Math.round; not floor(x + 0.5), which is 1 for the double below 0.5 */
static double round_up(double number)
{
    const double below = floor(number);
    return number - below >= 0.5 ? below + 1 : below;
}

static void append_radix(GString *out, double number, int bits, gboolean upper)
{
    if (!isfinite(number)) {
        g_string_append(out, upper ? "INFINITY" : "Infinity");
        return;
    }
    const int radix = 1 << bits;
    char digits[1100]; /* the largest double has 1024 bits */
    char *p = digits + sizeof digits;
    *--p = '\0';
    number = round_up(number);
    do {
        const int digit = (int)fmod(number, radix);
        *--p = (upper ? "0123456789ABCDEF" : "0123456789abcdef")[digit];
        number = (number - digit) / radix; /* exact: only the exponent changes */
    } while (number > 0);
    g_string_append(out, p);
}

static void append_rounded(GString *out, double number, int precision)
{
    if (!isfinite(number) || !(number > 0)) {
        decimal_append_text(out, number);
        return;
    }
    Decimal decimal;
    decimal_make(&decimal, number, precision);
    decimal_append_plain(out, &decimal);
}

int number_prefix_exponent(int exponent)
{
    const int thousands = exponent >= 0 ? exponent / 3 : -((2 - exponent) / 3);
    return CLAMP(thousands, -8, 8) * 3;
}

static const char *prefix_symbol(int exponent)
{
    static const char *const symbols[] = {"y", "z", "a", "f", "p", "n", "\u00B5", "m", "",
                                          "k", "M", "G", "T", "P", "E", "Z",      "Y"};
    return symbols[8 + exponent / 3];
}

/* Gives the SI prefix. */
static const char *append_prefixed(GString *out, double number, int precision)
{
    if (!isfinite(number) || !(number > 0)) {
        decimal_append_precision(out, number, precision);
        return "";
    }
    Decimal decimal;
    decimal_make(&decimal, number, precision);
    const int prefix = number_prefix_exponent(decimal.exponent);
    const int whole = decimal.exponent - prefix + 1;
    if (whole > 0) {
        decimal.exponent -= prefix;
        decimal_append_plain(out, &decimal);
    } else { /* less than 1y */
        g_string_append(out, "0.");
        for (int i = whole; i < 0; i++)
            g_string_append_c(out, '0');
        decimal_make(&decimal, number, MAX(0, precision + whole - 1));
        g_string_append(out, decimal.digits);
    }
    return prefix_symbol(prefix);
}

/* d3's 'formatTypes'; number >= 0.  Gives the SI prefix or "". */
static const char *append_number(GString *out, char type, double number, int precision)
{
    switch (type) {
    case '%': decimal_append_fixed(out, number * 100, precision); break;
    case 'b': append_radix(out, number, 1, FALSE); break;
    case 'o': append_radix(out, number, 3, FALSE); break;
    case 'x': append_radix(out, number, 4, FALSE); break;
    case 'X': append_radix(out, number, 4, TRUE); break;
    case 'd':
        if (isinf(number))
            g_string_append(out, "\u221E"); /* it goes by toLocaleString, which writes this */
        else
            decimal_append_whole(out, round_up(number));
        break;
    case 'e': decimal_append_exponential(out, number, precision); break;
    case 'f': decimal_append_fixed(out, number, precision); break;
    case 'g': decimal_append_precision(out, number, precision); break;
    case 'p': append_rounded(out, number * 100, precision); break;
    case 'r': append_rounded(out, number, precision); break;
    case 's': return append_prefixed(out, number, precision);
    default: g_assert_not_reached();
    }
    return "";
}

/* ---- putting it together -------------------------------------------------------------------- */

/* d3's 'formatTrim': drops insignificant zeros: 1.2000e+3 becomes 1.2e+3. */
static void trim_zeros(GString *text)
{
    gssize first = -1, last = 0;
    for (gsize i = 1; i < text->len; i++) {
        const char c = text->str[i];
        if (c == '.') {
            first = last = (gssize)i;
        } else if (c == '0') {
            if (first == 0)
                first = (gssize)i;
            last = (gssize)i;
        } else if (g_ascii_isdigit(c)) {
            if (first > 0)
                first = 0;
        } else {
            break;
        }
    }
    if (first > 0)
        g_string_erase(text, first, last + 1 - first);
}

/* d3's 'formatGroup' with groups of three; width: the result is cut to it from
 * the left (zeros that fill up get commas too). */
static void group_digits(GString *text, int width)
{
    g_autoptr(GString) grouped = g_string_new(NULL);
    gssize i = (gssize)text->len;
    int length = 0, group = 3;
    while (i > 0) {
        if (length + group + 1 > width)
            group = MAX(1, width - length);
        const gssize from = MAX(0, i - group);
        if (grouped->len > 0)
            g_string_prepend_c(grouped, ',');
        g_string_prepend_len(grouped, text->str + from, i - from);
        i -= group;
        length += group + 1;
        if (length > width)
            break;
    }
    g_string_assign(text, grouped->str);
}

static gboolean is_zero_text(const char *text)
{
    const gsize zeros = strspn(text, "0.");
    return zeros > 0 && (text[zeros] == '\0' || text[zeros] == 'e');
}

static int text_length(const GString *text)
{
    return (int)g_utf8_strlen(text->str, (gssize)text->len);
}

/* Moves all from the first character that is no digit in front of suffix. */
static void split_fraction(GString *value, GString *suffix)
{
    const gsize digits = strspn(value->str, "0123456789");
    g_string_prepend(suffix, value->str + digits);
    g_string_truncate(value, digits);
}

static char *assemble(const NumberFormat *format, const GString *prefix, GString *value,
                      const GString *suffix)
{
    const gboolean zero = format->zero || (strcmp(format->fill, "0") == 0 && format->align == '=');
    const char *fill = zero ? "0" : format->fill;
    const gboolean inside = zero || format->align == '=';

    if (format->comma && !zero)
        group_digits(value, G_MAXINT / 2);
    int padding = format->width - text_length(prefix) - text_length(value) - text_length(suffix);
    padding = MAX(padding, 0);
    if (format->comma && zero) {
        for (int i = 0; i < padding; i++)
            g_string_prepend_c(value, '0');
        group_digits(value, padding > 0 ? format->width - text_length(suffix) : G_MAXINT / 2);
        padding = 0;
    }
    const int before = !inside && format->align == '<'   ? 0
                       : !inside && format->align == '^' ? padding / 2
                                                         : padding;
    GString *out = g_string_new(inside ? prefix->str : "");
    for (int i = 0; i < before; i++)
        g_string_append(out, fill);
    if (!inside)
        g_string_append(out, prefix->str);
    g_string_append_len(out, value->str, (gssize)value->len);
    g_string_append(out, suffix->str);
    for (int i = before; i < padding; i++)
        g_string_append(out, fill);
    return g_string_free(out, FALSE);
}

static NumberFormat resolve(const NumberFormat *format)
{
    NumberFormat resolved = *format;
    if (resolved.type == 'n') {
        resolved.comma = TRUE;
        resolved.type = 'g';
    } else if (!resolved.type || !strchr("%bcdefgoprsXx", resolved.type)) {
        if (resolved.precision == PRECISION_UNSET)
            resolved.precision = 12;
        resolved.trim = TRUE;
        resolved.type = 'g';
    }
    if (resolved.precision == PRECISION_UNSET)
        resolved.precision = 6;
    else if (strchr("gprs", resolved.type))
        resolved.precision = CLAMP(resolved.precision, 1, 21);
    else
        resolved.precision = CLAMP(resolved.precision, 0, 20);
    return resolved;
}

static char *apply(const NumberFormat *written, double number)
{
    const NumberFormat format = resolve(written);
    g_autoptr(GString) prefix = g_string_new(NULL);
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) suffix = g_string_new(strchr("%p", format.type) ? "%" : "");
    if (format.symbol == '$') /* the currency's suffix stands for the percent sign: none */
        g_string_truncate(suffix, 0);
    if (format.prefixed)
        g_string_append(suffix, prefix_symbol(format.prefix));

    if (format.type == 'c') {
        g_autoptr(GString) text = g_string_new(NULL);
        decimal_append_text(text, number);
        g_string_prepend(suffix, text->str);
    } else {
        gboolean negative = !isnan(number) && signbit(number);
        if (isnan(number))
            g_string_append(value, "NaN");
        else
            g_string_prepend(suffix,
                             append_number(value, format.type, fabs(number), format.precision));
        if (format.trim)
            trim_zeros(value);
        if (negative && is_zero_text(value->str) && format.sign != '+')
            negative = FALSE;
        if (negative)
            g_string_append(prefix, format.sign == '(' ? "(" : "\u2212");
        else if (format.sign == '+' || format.sign == ' ')
            g_string_append_c(prefix, format.sign);
        if (negative && format.sign == '(')
            g_string_append_c(suffix, ')');
        if (strchr("defgprs%", format.type))
            split_fraction(value, suffix);
    }
    if (format.symbol == '$')
        g_string_append_c(prefix, '$');
    else if (format.symbol == '#' && strchr("boxX", format.type))
        g_string_append_printf(prefix, "0%c", g_ascii_tolower(format.type));
    return assemble(&format, prefix, value, suffix);
}

char *number_format_apply(const NumberFormat *format, double number)
{
    static const NumberFormat plain = {
        .fill = " ", .align = '>', .sign = '-', .precision = PRECISION_UNSET};
    if (!format)
        format = &plain;
    /* ten to the minus prefix is exact or the nearest double, as Math.pow gives it */
    return apply(format, format->prefixed ? number * pow(10, -format->prefix) : number);
}
