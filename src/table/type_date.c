#include "table/type.h"

#include "base/date.h"

/* The number: a year is itself, else the first day, in days since 1970-01-01. */
static gboolean read_precision(const char *text, gboolean month, gboolean day, double *number)
{
    Date date;
    if (!date_parse(text, &date) || (date.month > 0) != month || (date.day > 0) != day)
        return FALSE;
    *number = month ? (double)date_first_day(date) : date.year;
    return TRUE;
}

static gboolean read_date(const Field *field, const char *text, double *number)
{
    (void)field;
    return read_precision(text, TRUE, TRUE, number);
}

static gboolean read_yearmonth(const Field *field, const char *text, double *number)
{
    (void)field;
    return read_precision(text, TRUE, FALSE, number);
}

static gboolean read_year(const Field *field, const char *text, double *number)
{
    (void)field;
    return read_precision(text, FALSE, FALSE, number);
}

const FieldType field_type_date = {
    .name = "date",
    .expected = "a real day such as 2024-04-18",
    .numeric = TRUE,
    .ordered = TRUE,
    .read = read_date,
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
