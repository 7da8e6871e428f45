/* After ECMA-262, 7.1.4.1 (StringToNumber). */
#include "chart/value_number.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static const char *skip_digits(const char *p)
{
    while (g_ascii_isdigit(*p))
        p++;
    return p;
}

const char *value_number_scan(const char *text)
{
    const char *p = skip_digits(text);
    gsize n_digits = (gsize)(p - text);
    if (*p == '.') {
        const char *fraction = p + 1;
        p = skip_digits(fraction);
        n_digits += (gsize)(p - fraction);
    }
    if (n_digits == 0)
        return text;
    if (*p == 'e' || *p == 'E') {
        const char *exponent = p + 1 + (p[1] == '+' || p[1] == '-');
        if (g_ascii_isdigit(*exponent))
            p = skip_digits(exponent);
    }
    return p;
}

double value_number_read(const char *text, const char *end)
{
    g_autofree char *literal = g_strndup(text, (gsize)(end - text));
    return g_ascii_strtod(literal, NULL);
}

/* ECMA-262, 12.2 and 12.3: white space and line terminators */
const char *value_skip_blanks(const char *text)
{
    for (;;) {
        const gunichar c = g_utf8_get_char_validated(text, -1);
        const gboolean blank = (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0xA0 || c == 0x1680 ||
                               (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
                               c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
        if (!blank)
            return text;
        text = g_utf8_next_char(text);
    }
}

static double parse_radix(const char **p, int radix)
{
    const char *start = *p;
    double number = 0;
    for (; g_ascii_isxdigit(**p) && g_ascii_xdigit_value(**p) < radix; (*p)++)
        number = number * radix + g_ascii_xdigit_value(**p);
    return *p > start ? number : NAN;
}

double value_number_parse(const char *text)
{
    double number;
    if (number_parse(text, &number)) /* most cells are such, and it is quick */
        return number;
    const char *p = value_skip_blanks(text);
    if (*p == '\0')
        return 0;
    if (*p == '0' && p[1] && strchr("xXoObB", p[1])) {
        const int radix = strchr("xX", p[1]) ? 16 : strchr("oO", p[1]) ? 8 : 2;
        p += 2;
        number = parse_radix(&p, radix);
    } else {
        const double sign = *p == '-' ? -1 : 1;
        if (*p == '-' || *p == '+')
            p++;
        const char *end = value_number_scan(p);
        if (g_str_has_prefix(p, "Infinity")) {
            number = sign * INFINITY;
            end = p + strlen("Infinity");
        } else if (end > p) {
            number = sign * value_number_read(p, end);
        } else {
            return NAN;
        }
        p = end;
    }
    return *value_skip_blanks(p) == '\0' ? number : NAN;
}
