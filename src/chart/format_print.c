#include "chart/format_print.h"

#include "base/number.h"
#include "chart/format.h"

#include <math.h>
#include <string.h>

#define NARROW_BLANK "\u202F"

/* Sizes whose zeros can be taken in: words end at trillions. */
static const double LEAST = 1e-4, MOST = 1e15;

gboolean number_wants_power(double least, double largest)
{
    return largest >= MOST || (least > 0 && least < LEAST * (1 - 1e-9));
}

static char *apply(const char *specifier, double number)
{
    g_autoptr(NumberFormat) format = number_format_parse(specifier);
    return number_format_apply(format, number);
}

static void append_raised(GString *text, int power)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    char plain[NUMBER_TEXT_SIZE];
    for (const char *p = number_format(power, plain); *p; p++)
        g_string_append(text, *p == '-' ? "⁻" : digits[*p - '0']);
}

char *number_print_power(const Locale *locale, double number)
{
    /* 12 digits, so that 5.999999999999999e+25 is what it was meant to be */
    g_autofree char *scientific = apply(".11~e", number);
    char *exponent = strchr(scientific, 'e');
    const int power = exponent ? (int)g_ascii_strtoll(exponent + 1, NULL, 10) : 0;
    if (!exponent || power == 0 || fabs(number - 10) < 1e-9) {
        g_autofree char *plain = apply(".12~g", number);
        return locale_number(locale, plain);
    }
    *exponent = '\0';
    const char *digits = scientific;
    while (*digits && !g_ascii_isdigit(*digits)) /* a real minus sign */
        digits = g_utf8_next_char(digits);
    g_autofree char *mantissa = locale_number(locale, scientific);
    GString *text = g_string_new(NULL);
    if (strcmp(digits, "1") == 0)
        g_string_append_len(text, scientific, digits - scientific);
    else
        g_string_append_printf(text, "%s" NARROW_BLANK "×" NARROW_BLANK, mantissa);
    g_string_append(text, "10");
    append_raised(text, power);
    return g_string_free(text, FALSE);
}

char *number_print_round(const Locale *locale, double number)
{
    g_autofree char *english = apply(fabs(number) < 1e6 * (1 - 1e-12) ? ",.12~r" : ".12~s", number);
    return locale_number_long(locale, english);
}

char *number_print(const Locale *locale, double number)
{
    if (number_wants_power(fabs(number), fabs(number)))
        return number_print_power(locale, number);
    g_autofree char *english = apply(fabs(number) < 1e4 ? ".12~r" : ",.15~r", number);
    return locale_number(locale, english);
}
