#include "claims/diff_number.h"

#include "base/number.h"

#include <math.h>
#include <string.h>

static const double DOUBLE_NOISE = 0x1p-50, FLOAT_NOISE = 0x1p-23;
static const double WHOLE_LIMIT = 0x1p53;
enum { FLOAT_DIGITS = 7 };

/* Digits of a number's text without zeros at either end. */
static guint significant_digits(const char *text)
{
    guint n = 0, zeros = 0;
    for (const char *p = text; *p && *p != 'e' && *p != 'E'; p++) {
        if (!g_ascii_isdigit(*p) || (*p == '0' && n == 0))
            continue;
        zeros = *p == '0' ? zeros + 1 : 0;
        n++;
    }
    return n - zeros;
}

static double relative_difference(double a, double b)
{
    const double larger = MAX(fabs(a), fabs(b));
    return larger > 0 ? fabs(a - b) / larger : 0;
}

static gboolean is_count(double number)
{
    return fabs(number) < WHOLE_LIMIT && number == floor(number);
}

gboolean numbers_differ_by_noise(const char *old, const char *new)
{
    double a, b;
    if (!number_parse(old, &a) || !number_parse(new, &b) || a == b)
        return FALSE;
    if (is_count(a) && is_count(b))
        return FALSE;
    const double difference = relative_difference(a, b);
    if (difference <= DOUBLE_NOISE)
        return TRUE;
    const guint x = significant_digits(old), y = significant_digits(new);
    return difference <= FLOAT_NOISE && MIN(x, y) <= FLOAT_DIGITS && MAX(x, y) > FLOAT_DIGITS;
}

guint numbers_same_digits(double old, double new)
{
    const double difference = relative_difference(old, new);
    if (difference <= 0)
        return 17;
    return (guint)CLAMP(floor(-log10(difference)), 0, 17);
}

/* ---- by how much ----------------------------------------------------------------------------- */

/* Decimals of a number written without exponent; -1: it has one. */
static int decimals_of(const char *text)
{
    if (strpbrk(text, "eE"))
        return -1;
    const char *dot = strchr(text, '.');
    return dot ? (int)strlen(dot + 1) : 0;
}

/* With its sign, to so many decimals; decimals < 0: three digits. */
static void append_signed(GString *out, double number, int decimals)
{
    enum { MOST_DECIMALS = 15 };
    if (number > 0)
        g_string_append_c(out, '+');
    if (decimals >= 0) {
        number_append(out, number, MIN(decimals, MOST_DECIMALS));
        return;
    }
    char text[NUMBER_TEXT_SIZE];
    g_string_append(out, g_ascii_formatd(text, sizeof text, "%.3g", number));
}

/* Two digits at least, no more decimals than that takes. */
static void append_percent(GString *out, double percent)
{
    const double size = fabs(percent);
    int decimals = size >= 10 ? 0 : 1;
    for (double least = 1; decimals > 0 && decimals < 9 && size < least; least /= 10)
        decimals++;
    append_signed(out, percent, decimals);
    g_string_append(out, " %");
}

char *number_change_text(const Amount *old, const Amount *new, const char *unit)
{
    GString *out = g_string_new(NULL);
    const int a = decimals_of(old->text), b = decimals_of(new->text);
    const double by = new->number - old->number;
    append_signed(out, by, a < 0 || b < 0 ? -1 : MAX(a, b));
    if (strcmp(unit, "percent") == 0)
        g_string_append(out, " points");
    const double percent = by / fabs(old->number) * 100;
    if (isfinite(percent)) {
        g_string_append(out, " (");
        append_percent(out, percent);
        g_string_append_c(out, ')');
    }
    return g_string_free(out, FALSE);
}

static char *span_text(gint64 by, const char *unit)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %s%s %s", ABS(by), unit, ABS(by) == 1 ? "" : "s",
                           by > 0 ? "later" : "earlier");
}

char *date_change_text(Date old, Date new)
{
    if (date_overlaps(old, new)) {
        const gint64 before = date_after_day(old) - date_first_day(old);
        const gint64 after = date_after_day(new) - date_first_day(new);
        return g_strdup(after < before ? "more precise" : "less precise");
    }
    if (old.day > 0 && new.day > 0)
        return span_text(date_first_day(new) - date_first_day(old), "day");
    const gint64 years = new.year - old.year;
    if (old.month > 0 && new.month > 0)
        return span_text(years * 12 + new.month - old.month, "month");
    return span_text(years, "year");
}
