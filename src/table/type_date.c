#include "table/type.h"

#include "base/date.h"
#include "table/moment.h"

/* ---- dates ------------------------------------------------------------------ */

static gboolean read_date(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    Moment moment;
    if (!moment_read_date(text, length, &moment))
        return FALSE;
    *value = moment_date_value(&moment);
    return TRUE;
}

static gboolean read_pattern(const Field *field, const char *text, gsize length, FieldValue *value)
{
    Moment moment;
    if (!moment_read_pattern(field->format, text, length, &moment))
        return FALSE;
    *value = moment_date_value(&moment);
    return TRUE;
}

static gboolean read_any(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    Moment moment;
    if (!moment_read_any(text, length, &moment) || !moment.has_date)
        return FALSE;
    *value = moment_date_value(&moment);
    return TRUE;
}

/* ---- months and years -------------------------------------------------------- */

/* n digits; -1 when there are others. */
static int read_digits(const char *text, int n)
{
    const char *p = text;
    int number;
    return moment_take_digits(&p, text + n, n, &number) == n ? number : -1;
}

static gboolean read_yearmonth(const Field *field, const char *text, gsize length,
                               FieldValue *value)
{
    (void)field;
    if (length != 7 || text[4] != '-')
        return FALSE;
    const Date date = {read_digits(text, 4), read_digits(text + 5, 2), 0};
    if (date.year < 1 || date.month < 1 || date.month > 12)
        return FALSE;
    *value = (FieldValue){(double)date_first_day(date), 0};
    return TRUE;
}

static gboolean read_year(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    const int year = length == 4 ? read_digits(text, 4) : -1;
    *value = (FieldValue){year, (guint64)year};
    return year >= 1;
}

const FieldType field_type_date = {
    .name = "date",
    .expected = "a real day such as 2024-04-18",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_date,
};

const FieldType field_type_date_any = {
    .name = "date",
    .format = "any",
    .expected = "a real day with its year such as 18 April 2024",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_any,
};

const FieldType field_type_date_pattern = {
    .name = "date",
    .format = "PATTERN",
    .expected = "a real day of the pattern",
    .numeric = TRUE,
    .ordered = TRUE,
    .patterned = TRUE,
    .read = read_pattern,
};

const FieldType field_type_year = {
    .name = "year",
    .expected = "a year such as 2024",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_year,
};

const FieldType field_type_yearmonth = {
    .name = "yearmonth",
    .expected = "a month such as 2024-04",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_yearmonth,
};
