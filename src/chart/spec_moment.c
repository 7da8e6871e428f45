/* Constants beside data: dates in parts, and what numbers and names mean beside a time unit
 * (Vega-Lite's datetime.ts, and valueExpr of channeldef.ts). */
#include "chart/spec.h"
#include "chart/value_time.h"

#include <math.h>
#include <string.h>

static const char *const parts[] = {"year",    "quarter",      "month", "date", "hours", "minutes",
                                    "seconds", "milliseconds", "day",   "utc",  NULL};

static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const days[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

/* The first three letters tell; from first on; NAN: it is none of them. */
static double number_of_name(const char *const *names, gsize n_names, const char *name,
                             double first)
{
    for (gsize i = 0; i < n_names; i++) {
        if (g_ascii_strncasecmp(name, names[i], 3) == 0)
            return first + (double)i;
    }
    return NAN;
}

/* "mar" of a month is 3, "mon" of a day 1; texts of numbers are numbers. */
static double unit_number(TimeUnit unit, Value value)
{
    const double number = value_to_number(value);
    if (value.type != VALUE_STRING || !isnan(number))
        return number;
    if (unit == TIME_MONTH)
        return number_of_name(months, G_N_ELEMENTS(months), value.as.string, 1);
    if (unit == TIME_DAY_OF_WEEK)
        return number_of_name(days, G_N_ELEMENTS(days), value.as.string, 0);
    return NAN;
}

gboolean spec_is_moment(const cJSON *item)
{
    if (!cJSON_IsObject(item) || !item->child)
        return FALSE;
    for (const cJSON *part = item->child; part; part = part->next) {
        if (!g_strv_contains(parts, part->string))
            return FALSE;
    }
    return TRUE;
}

/* A part that may be a number or a name; fallback when it is not there. */
static double part_number(const cJSON *item, const char *name, TimeUnit unit, double fallback)
{
    const cJSON *part = json_member(item, name);
    return part ? unit_number(unit, spec_value(part)) : fallback;
}

/* Months and quarters count from 1, days of the week from Sunday: 0. */
static double moment_time(const cJSON *item)
{
    const double month = json_member(item, "month")
                             ? part_number(item, "month", TIME_MONTH, 1) - 1
                             : 3 * part_number(item, "quarter", TIME_QUARTER, 1) - 3;
    const double weekday = part_number(item, "day", TIME_DAY_OF_WEEK, 0);
    const gboolean alone = json_member(item, "day") && !item->child->next;
    const double when[TIME_N_PARTS] = {
        json_number(item, "year", 2012),
        month,
        alone ? 1 + fmod(weekday, 7) : json_number(item, "date", 1),
        json_number(item, "hours", 0),
        json_number(item, "minutes", 0),
        json_number(item, "seconds", 0),
        json_number(item, "milliseconds", 0),
    };
    return value_time_join(when);
}

gboolean spec_datum(SpecContext *context, const cJSON *item, Value *value)
{
    *value = spec_value(item);
    if (cJSON_IsObject(item)) {
        if (!spec_check_members(context, item, "a date", parts))
            return FALSE;
        *value = value_number(moment_time(item));
        if (!isnan(value->as.number))
            return TRUE;
        spec_fail(context, &rule_spec_value, item,
                  "this is no date: its parts are numbers, or names of months and days");
        return FALSE;
    }
    if (spec_is_scalar(item))
        return TRUE;
    spec_fail(context, &rule_spec_value, item, "a datum must be a text, a number or a date");
    return FALSE;
}

Value spec_constant(const cJSON *item, TimeUnit unit, gboolean temporal)
{
    const Value value = spec_value(item);
    if (spec_is_moment(item))
        return value_number(moment_time(item));
    if ((!unit && !temporal) || (value.type != VALUE_NUMBER && value.type != VALUE_STRING))
        return value;
    const double time = value_to_time_loosely(value);
    const gboolean counts = value.type == VALUE_NUMBER ? value.as.number < 10000 : isnan(time);
    return value_number(time_unit_is_single(unit) && counts
                            ? time_unit_of_number(unit, unit_number(unit, value))
                            : time);
}
