/* Printed figures: the input is a language on the first line, and the print after it.  What is read
 * is finite and in order. */
#include "fuzz.h"

#include "evidence/reading.h"

#include <math.h>
#include <string.h>

static void check_number(const Reading *reading)
{
    if (reading->has_value)
        g_assert_true(isfinite(reading->value));
    if (reading->has_low)
        g_assert_true(isfinite(reading->low));
    if (reading->has_high)
        g_assert_true(isfinite(reading->high));
    if (reading->has_low && reading->has_high)
        g_assert_cmpfloat(reading->low, <=, reading->high);
    g_assert_true(isfinite(reading->precision) && reading->precision >= 0);
}

static void check_date(Date date)
{
    char text[DATE_TEXT_SIZE];
    Date again;
    g_assert_true(date_parse(date_format(date, text), &again));
    g_assert_true(date_equal(date, again));
}

static void check_dates(const Reading *reading)
{
    if (reading->has_value)
        check_date(reading->date_value);
    if (reading->has_low)
        check_date(reading->date_low);
    if (reading->has_high)
        check_date(reading->date_high);
    if (reading->has_low && reading->has_high)
        g_assert_cmpint(date_first_day(reading->date_low), <=, date_after_day(reading->date_high));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* cells are UTF-8 without NUL before anything reads them */
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *language = g_strndup((const char *)data, size);
    char *printed = strchr(language, '\n');
    if (!printed)
        return 0;
    *printed++ = '\0';
    Reading reading;
    memset(&reading, 0xAA, sizeof reading); /* reading_parse sets all that it names */
    if (!reading_parse(printed, language, &reading))
        return 0;
    g_assert_true(reading.has_value || reading.has_low || reading.has_high);
    if (reading.type == READING_NUMBER)
        check_number(&reading);
    else
        check_dates(&reading);
    return 0;
}
