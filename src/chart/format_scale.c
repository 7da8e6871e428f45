/* Formats for all numbers of a scale: their precision tells the ticks apart (d3-scale's tickFormat,
 * d3-format's formatPrefix, Vega's formatFloat). */
#include "chart/format_decimal.h"
#include "chart/format_number.h"
#include "chart/ticks.h"

#include <math.h>

/* Of the shortest digits; FALSE when the number has none (0, NaN, Infinity). */
static gboolean decimal_exponent(double number, int *exponent)
{
    number = fabs(number);
    if (!isfinite(number) || !(number > 0))
        return FALSE;
    Decimal decimal;
    decimal_make(&decimal, number, 0);
    *exponent = decimal.exponent;
    return TRUE;
}

/* d3 prints NaN where the reference is 0; here such numbers get no prefix. */
static void set_prefix(NumberFormat *format, double reference)
{
    int exponent = 0;
    decimal_exponent(reference, &exponent);
    format->type = 'f';
    format->prefixed = TRUE;
    format->prefix = number_prefix_exponent(exponent);
}

char *number_format_apply_prefix(const NumberFormat *format, double reference, double number)
{
    NumberFormat prefixed = *format;
    set_prefix(&prefixed, reference);
    return number_format_apply(&prefixed, number);
}

/* d3's precisionRound, precisionFixed and precisionPrefix, by the type. */
static void set_precision(NumberFormat *format, double step, double largest)
{
    int of_step, of_largest, precision;
    step = fabs(step);
    if (!decimal_exponent(step, &of_step))
        return;
    switch (format->type ? format->type : 'g') {
    case 's':
        if (!decimal_exponent(largest, &of_largest))
            return;
        precision = number_prefix_exponent(of_largest) - of_step;
        break;
    case 'e':
    case 'g':
    case 'p':
    case 'r':
        if (!decimal_exponent(largest - step, &of_largest))
            return;
        precision = MAX(0, of_largest - of_step) + 1 - (format->type == 'e');
        break;
    case 'f': precision = -of_step; break;
    case '%': precision = MAX(0, -of_step) - 2; break;
    default: return;
    }
    format->precision = MAX(0, precision);
}

NumberFormat *number_format_for_ticks(double start, double stop, double count,
                                      const char *specifier)
{
    NumberFormat *format = number_format_parse(specifier ? specifier : ",f");
    if (!format)
        return NULL;
    const double largest = MAX(fabs(start), fabs(stop));
    if (format->precision == PRECISION_UNSET)
        set_precision(format, tick_step(start, stop, count), largest);
    if (format->type == 's')
        set_prefix(format, largest);
    return format;
}

NumberFormat *number_format_for_floats(const char *specifier)
{
    NumberFormat *format = number_format_parse(specifier ? specifier : ",");
    if (!format || format->precision != PRECISION_UNSET)
        return format;
    format->precision = 12 - (format->type == '%' ? 2 : format->type == 'e' ? 1 : 0);
    format->trim = TRUE;
    return format;
}
