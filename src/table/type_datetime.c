/* Instants and times of day.  A time without a zone is taken for one at Greenwich where it is
 * compared. */
#include "table/type.h"

#include "table/moment.h"

/* ---- instants ---------------------------------------------------------------- */

static gboolean read_datetime(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    Moment moment;
    if (!moment_read_datetime(text, length, &moment))
        return FALSE;
    *value = moment_datetime_value(&moment);
    return TRUE;
}

static gboolean read_datetime_pattern(const Field *field, const char *text, gsize length,
                                      FieldValue *value)
{
    Moment moment;
    if (!moment_read_pattern(field->format, text, length, &moment))
        return FALSE;
    *value = moment_datetime_value(&moment);
    return TRUE;
}

static gboolean read_datetime_any(const Field *field, const char *text, gsize length,
                                  FieldValue *value)
{
    (void)field;
    Moment moment;
    if (!moment_read_any(text, length, &moment) || !moment.has_date)
        return FALSE;
    *value = moment_datetime_value(&moment);
    return TRUE;
}

/* ---- times of day ------------------------------------------------------------ */

static gboolean read_time(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    Moment moment;
    if (!moment_read_time(text, length, &moment))
        return FALSE;
    *value = moment_time_value(&moment);
    return TRUE;
}

static gboolean read_time_pattern(const Field *field, const char *text, gsize length,
                                  FieldValue *value)
{
    Moment moment;
    if (!moment_read_pattern(field->format, text, length, &moment))
        return FALSE;
    *value = moment_time_value(&moment);
    return TRUE;
}

static gboolean read_time_any(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    Moment moment;
    if (!moment_read_any(text, length, &moment) || !moment.has_time)
        return FALSE;
    *value = moment_time_value(&moment);
    return TRUE;
}

#define TIME_TYPE(type_name, type_format, is_patterned, what, function)                            \
    {                                                                                              \
        .name = (type_name), .format = (type_format), .expected = (what), .numeric = TRUE,         \
        .ordered = TRUE, .patterned = (is_patterned), .read = (function),                          \
    }

const FieldType field_type_datetime =
    TIME_TYPE("datetime", NULL, FALSE, "a time such as 2024-04-18T15:00:00Z", read_datetime);
const FieldType field_type_datetime_any =
    TIME_TYPE("datetime", "any", FALSE, "a time with its date such as 18 April 2024 15:00",
              read_datetime_any);
const FieldType field_type_datetime_pattern =
    TIME_TYPE("datetime", "PATTERN", TRUE, "a time of the pattern", read_datetime_pattern);
const FieldType field_type_time =
    TIME_TYPE("time", NULL, FALSE, "a time of day such as 15:00:00", read_time);
const FieldType field_type_time_any =
    TIME_TYPE("time", "any", FALSE, "a time of day such as 3:00 pm", read_time_any);
const FieldType field_type_time_pattern =
    TIME_TYPE("time", "PATTERN", TRUE, "a time of day of the pattern", read_time_pattern);
