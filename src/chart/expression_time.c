/* Times (ECMA-262, 21.4, and vega-time), all in UTC: 'year' is 'utcyear'. */
#include "chart/expression_tree.h"

#include "chart/format.h"
#include "chart/value_time.h"

#include <math.h>

/* ---- parts ---------------------------------------------------------------------------------- */

static gboolean split(const Term *a, TimeFields *fields)
{
    return !a->is_array && value_time_split(value_to_time_loosely(a->value), fields);
}

/* One function per field of TimeFields: NaN for what is no time. */
#define DEFINE_PART(name, part)                                                                    \
    static Term call_##name(Evaluation *e, const Term *a, guint n)                                 \
    {                                                                                              \
        (void)e, (void)n;                                                                          \
        TimeFields fields;                                                                         \
        if (!split(a, &fields))                                                                    \
            return term_number(NAN);                                                               \
        const int number = fields.part;                                                            \
        return term_number(number);                                                                \
    }

DEFINE_PART(year, year)
DEFINE_PART(quarter, month / 3 + 1)
DEFINE_PART(month, month)
DEFINE_PART(date, day)
DEFINE_PART(day, weekday)
DEFINE_PART(dayofyear, day_of_year + 1)
DEFINE_PART(hours, hours)
DEFINE_PART(minutes, minutes)
DEFINE_PART(seconds, seconds)
DEFINE_PART(milliseconds, milliseconds)

/* ---- making times --------------------------------------------------------------------------- */

static Term call_time(Evaluation *e, const Term *a, guint n)
{
    (void)e, (void)n;
    return term_number(a->is_array ? NAN : value_to_time_loosely(a->value));
}

static Term call_to_date(Evaluation *e, const Term *a, guint n)
{
    const gboolean nothing =
        term_is_null(a) || (term_is(a, VALUE_STRING) && *a->value.as.string == '\0');
    return nothing ? term_null : call_time(e, a, n);
}

/* utc(year, month, day, hours, minutes, seconds, milliseconds) */
static Term call_utc(Evaluation *e, const Term *a, guint n)
{
    double parts[TIME_N_PARTS] = {0, 0, 1};
    for (guint i = 0; i < n; i++)
        parts[i] = term_to_number(e, &a[i]);
    if (parts[0] >= 0 && trunc(parts[0]) <= 99) /* ECMA-262, 21.4.1.30 */
        parts[0] = 1900 + trunc(parts[0]);
    return term_number(value_time_join(parts));
}

/* datetime(time), or the parts as for utc */
static Term call_datetime(Evaluation *e, const Term *a, guint n)
{
    return n == 1 ? call_time(e, a, n) : call_utc(e, a, n);
}

/* ---- texts ---------------------------------------------------------------------------------- */

static Term call_time_format(Evaluation *e, const Term *a, guint n)
{
    if (term_is_null(a))
        return term_text(e, "null");
    const double time = a->is_array ? NAN : value_to_time_loosely(a->value);
    g_autofree char *text = locale_time(e->locale, n > 1 ? term_to_text(e, &a[1]) : NULL, time);
    return term_text(e, text);
}

/* The name of a month or weekday by its number; '' when it has none. */
static Term name_of(Evaluation *e, const Term *a, const char *specifier, double start, double step)
{
    const double number = term_is(a, VALUE_NUMBER) ? a->value.as.number : NAN;
    /* only whole numbers; those beyond a year or week go round, as in Vega */
    if (!(fabs(number) <= 1e6) || number > trunc(number) || number < trunc(number))
        return term_text(e, "");
    const double time = step > 0 ? start + number * step : value_time_of_month(2000, number);
    g_autofree char *text = locale_time(e->locale, specifier, time);
    return term_text(e, text);
}

static const double sunday = 3 * TIME_DAY; /* 1970-01-04 */

static Term call_month_format(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return name_of(e, a, "%B", 0, 0);
}

static Term call_month_abbreviation(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return name_of(e, a, "%b", 0, 0);
}

static Term call_day_format(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return name_of(e, a, "%A", sunday, TIME_DAY);
}

static Term call_day_abbreviation(Evaluation *e, const Term *a, guint n)
{
    (void)n;
    return name_of(e, a, "%a", sunday, TIME_DAY);
}

const Function expression_time_functions[] = {
    {"date", 1, 1, NULL, call_date, 0},
    {"datetime", 1, 7, NULL, call_datetime, 0},
    {"day", 1, 1, NULL, call_day, 0},
    {"dayAbbrevFormat", 1, 1, NULL, call_day_abbreviation, 0},
    {"dayFormat", 1, 1, NULL, call_day_format, 0},
    {"dayofyear", 1, 1, NULL, call_dayofyear, 0},
    {"hours", 1, 1, NULL, call_hours, 0},
    {"milliseconds", 1, 1, NULL, call_milliseconds, 0},
    {"minutes", 1, 1, NULL, call_minutes, 0},
    {"month", 1, 1, NULL, call_month, 0},
    {"monthAbbrevFormat", 1, 1, NULL, call_month_abbreviation, 0},
    {"monthFormat", 1, 1, NULL, call_month_format, 0},
    {"quarter", 1, 1, NULL, call_quarter, 0},
    {"seconds", 1, 1, NULL, call_seconds, 0},
    {"time", 1, 1, NULL, call_time, 0},
    {"timeFormat", 1, 2, NULL, call_time_format, 0},
    {"toDate", 1, 1, NULL, call_to_date, 0},
    {"utc", 1, 7, NULL, call_utc, 0},
    {"utcFormat", 1, 2, NULL, call_time_format, 0},
    {"utcdate", 1, 1, NULL, call_date, 0},
    {"utcday", 1, 1, NULL, call_day, 0},
    {"utcdayofyear", 1, 1, NULL, call_dayofyear, 0},
    {"utchours", 1, 1, NULL, call_hours, 0},
    {"utcmilliseconds", 1, 1, NULL, call_milliseconds, 0},
    {"utcminutes", 1, 1, NULL, call_minutes, 0},
    {"utcmonth", 1, 1, NULL, call_month, 0},
    {"utcquarter", 1, 1, NULL, call_quarter, 0},
    {"utcseconds", 1, 1, NULL, call_seconds, 0},
    {"utcyear", 1, 1, NULL, call_year, 0},
    {"year", 1, 1, NULL, call_year, 0},
    {.name = NULL},
};
