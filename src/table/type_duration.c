/* Durations (XML Schema part 2, section 3.2.6; weeks as ISO 8601 has them). */
#include "table/type.h"

typedef struct {
    char letter;
    gboolean time;  /* behind the 'T' */
    double months;  /* one of this unit */
    double seconds; /* likewise */
} Unit;

static const Unit units[] = {
    {'Y', FALSE, 12, 0},  {'M', FALSE, 1, 0}, {'W', FALSE, 0, 604800}, {'D', FALSE, 0, 86400},
    {'H', TRUE, 0, 3600}, {'M', TRUE, 0, 60}, {'S', TRUE, 0, 1},
};

/* A month of the mean Gregorian year: 365.2425 / 12 days. */
static const double month_seconds = 2629746;

/* Digits, and for seconds decimals; 0 characters when there is no number. */
static gsize read_amount(const char *p, const char *end, double *amount, gboolean *whole)
{
    const char *start = p;
    while (p < end && g_ascii_isdigit(*p))
        p++;
    *whole = TRUE;
    if (p > start && p < end && *p == '.') {
        const char *decimals = ++p;
        while (p < end && g_ascii_isdigit(*p))
            p++;
        if (p == decimals)
            return 0;
        *whole = FALSE;
    }
    FieldValue value;
    if (p == start || !field_number_read(start, (gsize)(p - start), &value))
        return 0;
    *amount = value.number;
    return (gsize)(p - start);
}

/* The next unit of that letter, or NULL: their order is fixed. */
static const Unit *find_unit(const Unit *from, char letter, gboolean time)
{
    for (; from < units + G_N_ELEMENTS(units); from++) {
        if (from->letter == letter && from->time == time)
            return from;
    }
    return NULL;
}

/* Durations have no order of their own (is a month more than 30 days?): bounds
 * compare by mean months, and durations are equal when both their months and their seconds are. */
static gboolean read_duration(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    const char *p = text, *end = text + length;
    const double sign = p < end && *p == '-' ? -1 : 1;
    p += sign < 0;
    if (p == end || *p++ != 'P')
        return FALSE;
    const Unit *next = units;
    gboolean time = FALSE, open = TRUE; /* open: a number must follow */
    double months = 0, seconds = 0;
    while (p < end) {
        if (*p == 'T' && !time) {
            time = open = TRUE;
            p++;
            continue;
        }
        double amount;
        gboolean whole;
        const gsize taken = read_amount(p, end, &amount, &whole);
        p += taken;
        const Unit *unit = taken > 0 && p < end ? find_unit(next, *p, time) : NULL;
        if (!unit || (!whole && unit->letter != 'S'))
            return FALSE;
        months += amount * unit->months;
        seconds += amount * unit->seconds;
        next = unit + 1;
        open = FALSE;
        p++;
    }
    if (open)
        return FALSE;
    const double number = sign * (months * month_seconds + seconds);
    *value = (FieldValue){number, months < 1e15 ? (guint64)months : 0};
    return number - number == 0; /* finite */
}

const FieldType field_type_duration = {
    .name = "duration",
    .expected = "a duration such as P1Y2M10DT2H30M",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_duration,
};
