#include "table/type.h"

#include "base/date.h"

/* n digits; -1 when there are others. */
static int read_digits(const char *text, int n)
{
    int number = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static gboolean read_date(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return FALSE;
    const Date date = {read_digits(text, 4), read_digits(text + 5, 2), read_digits(text + 8, 2)};
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1 ||
        date.day > date_days_in_month(date.year, date.month))
        return FALSE;
    *value = (FieldValue){(double)date_first_day(date), 0};
    return TRUE;
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
