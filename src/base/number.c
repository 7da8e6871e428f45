#include "base/number.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const char *skip_digits(const char *p)
{
    while (g_ascii_isdigit(*p))
        p++;
    return p;
}

/* Digits and powers of ten that a double holds exactly give the nearest double by one division
 * (Clinger, How to Read Floating Point Numbers Accurately, 1990); most numbers are such. */
static gboolean parse_short(const char *text, double *number)
{
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const char *p = text + (*text == '-');
    gint64 digits = 0;
    gsize n_digits = 0, n_decimals = 0;
    gboolean decimal = FALSE;
    for (; g_ascii_isdigit(*p) || (*p == '.' && !decimal && n_digits > 0); p++) {
        decimal = decimal || *p == '.';
        if (*p == '.')
            continue;
        digits = digits * 10 + (*p - '0');
        n_decimals += decimal;
        if (++n_digits >= G_N_ELEMENTS(powers))
            return FALSE;
    }
    if (*p || n_digits == 0 || p[-1] == '.')
        return FALSE;
    const double size = (double)digits / powers[n_decimals];
    *number = *text == '-' ? -size : size;
    return TRUE;
}

gboolean number_parse(const char *text, double *number)
{
    if (parse_short(text, number))
        return TRUE;
    const char *p = text;
    if (*p == '-' || *p == '+')
        p++;
    const char *digits = p;
    p = skip_digits(p);
    if (p == digits)
        return FALSE;
    if (*p == '.') {
        const char *decimals = ++p;
        p = skip_digits(p);
        if (p == decimals)
            return FALSE;
    }
    if (*p == 'e' || *p == 'E') {
        p++;
        if (*p == '-' || *p == '+')
            p++;
        const char *exponent = p;
        p = skip_digits(p);
        if (p == exponent)
            return FALSE;
    }
    if (*p)
        return FALSE;
    *number = g_ascii_strtod(text, NULL);
    return isfinite(*number) != 0;
}

/* The shortest text of a number of at most three decimals, as most are: whole thousandths
 * divided by 1000 give the nearest double (parse_short), so no shorter text gives this one. */
static gboolean format_thousandths(double number, char *buffer)
{
    const double units = rint(fabs(number) * 1000);
    if (!(units < 1e15) || units / 1000 != fabs(number) || (units == 0 && signbit(number)))
        return FALSE; /* the zero below zero is another */
    gint64 rest = (gint64)units;
    int decimals = 3;
    while (decimals > 0 && rest % 10 == 0) {
        rest /= 10;
        decimals--;
    }
    char text[24];
    char *p = text + sizeof text;
    *--p = '\0';
    for (int i = 0; i <= decimals || rest > 0; i++, rest /= 10) {
        if (i == decimals && i > 0)
            *--p = '.';
        *--p = (char)('0' + rest % 10);
    }
    if (number < 0)
        *--p = '-';
    memcpy(buffer, p, (gsize)(text + sizeof text - p));
    return TRUE;
}

const char *number_format(double number, char buffer[NUMBER_TEXT_SIZE])
{
    if (format_thousandths(number, buffer))
        return buffer;

    /* 15 digits always come back as they were, and '%g' drops their zeros; only
     * numbers below the normal range have fewer that count */
    for (int precision = fabs(number) < DBL_MIN ? 1 : 15; precision <= 17; precision++) {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%dg", precision);
        g_ascii_formatd(buffer, NUMBER_TEXT_SIZE, format, number);
        if (g_ascii_strtod(buffer, NULL) == number) /* exact on purpose */
            break;
    }
    /* '%g' writes a million and a half as 1.5e+06 only past its precision, but
     * a plus sign or leading zeros in an exponent are noise */
    char *e = strchr(buffer, 'e');
    if (e) {
        char *from = e + 1, *to = e + 1;
        if (*from == '-')
            *to++ = *from;
        from += *from == '-' || *from == '+';
        while (*from == '0' && from[1])
            from++;
        memmove(to, from, strlen(from) + 1);
    }
    return buffer;
}

/* As '%.Nf' writes it, by whole numbers, where no binary fraction near a half can round another
 * way; most lengths of a picture are such. */
static gboolean format_short(double number, int decimals, char *buffer, gsize size)
{
    static const double powers[] = {1, 10, 100, 1000};
    if (decimals >= (int)G_N_ELEMENTS(powers) || !(fabs(number) < 1e9))
        return FALSE;
    const double scaled = fabs(number) * powers[decimals], whole = floor(scaled);
    if (fabs(scaled - whole - 0.5) < 1e-3)
        return FALSE;
    const gint64 units = (gint64)whole + (scaled - whole > 0.5), unit = (gint64)powers[decimals];
    char *p = buffer + size;
    *--p = '\0';
    gint64 rest = units;
    for (int i = 0; i < decimals; i++, rest /= 10)
        *--p = (char)('0' + rest % 10);
    if (decimals > 0)
        *--p = '.';
    for (rest = units / unit; rest > 0 || *p == '.' || *p == '\0'; rest /= 10)
        *--p = (char)('0' + rest % 10);
    if (signbit(number))
        *--p = '-';
    memmove(buffer, p, (gsize)(buffer + size - p));
    return TRUE;
}

void number_append(GString *out, double number, int decimals)
{
    char format[8], buffer[512];
    if (!format_short(number, decimals, buffer, sizeof buffer)) {
        g_snprintf(format, sizeof format, "%%.%df", decimals);
        g_ascii_formatd(buffer, sizeof buffer, format, number);
    }
    if (strchr(buffer, '.')) {
        char *end = buffer + strlen(buffer);
        while (end[-1] == '0')
            *--end = '\0';
        if (end[-1] == '.')
            *--end = '\0';
    }
    g_string_append(out, strcmp(buffer, "-0") == 0 ? "0" : buffer);
}

void number_append_grouped(GString *out, const char *text)
{
    const char *digits = text + (*text == '-');
    const gsize n = strspn(digits, "0123456789");
    const gboolean plain = digits[n] == '\0' || digits[n] == '.';
    if (n < 5 || !plain) {
        g_string_append(out, text);
        return;
    }
    g_string_append_len(out, text, digits - text);
    for (gsize i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            g_string_append_c(out, ',');
        g_string_append_c(out, digits[i]);
    }
    g_string_append(out, digits + n);
}
