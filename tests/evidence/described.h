/* What a print reads as, in words, and tables of it; for tests of the reader. */
#ifndef FIGTRAIL_TESTS_DESCRIBED_H
#define FIGTRAIL_TESTS_DESCRIBED_H

#include "base/number.h"
#include "evidence/reading.h"

typedef struct {
    const char *printed;
    const char *reads; /* as describe() says it */
} Case;

/* "exact 64000 step 1000", "range 20000..25000 step 1", "exact 86.4 step 0.1 %",
 * "about 2024-12"; a bound has its value: "at-least 100000 step 1000" */
static char *describe(gboolean read, const Reading *reading)
{
    if (!read)
        return g_strdup("-");
    GString *text = g_string_new(claim_kind_name(reading->kind));
    const gboolean range = !reading->has_value;
    char a[NUMBER_TEXT_SIZE], b[NUMBER_TEXT_SIZE], step[NUMBER_TEXT_SIZE];
    if (reading->type == READING_DATE) {
        date_format(range ? reading->date_low : reading->date_value, a);
        date_format(reading->date_high, b);
    } else {
        number_format(range ? reading->low : reading->value, a);
        number_format(reading->high, b);
    }
    g_string_append_printf(text, " %s", a);
    if (range)
        g_string_append_printf(text, "..%s", b);
    if (reading->type == READING_NUMBER)
        g_string_append_printf(text, " step %s", number_format(reading->precision, step));
    if (reading->percent)
        g_string_append(text, " %");
    return g_string_free(text, FALSE);
}

/* A bound's side is the same figure as its value. */
static void check_sides(const Reading *reading)
{
    g_assert_true(reading->has_value || (reading->has_low && reading->has_high));
    if (reading->kind == KIND_AT_LEAST)
        g_assert_true(reading->has_low && reading->low == reading->value &&
                      date_equal(reading->date_low, reading->date_value));
    if (reading->kind == KIND_AT_MOST)
        g_assert_true(reading->has_high && reading->high == reading->value &&
                      date_equal(reading->date_high, reading->date_value));
}

static void check(const Case *cases, guint n, const char *language, ReadingType type)
{
    for (guint i = 0; i < n; i++) {
        Reading reading;
        const gboolean read = reading_parse_as(cases[i].printed, language, type, &reading);
        g_autofree char *text = describe(read, &reading);
        if (g_strcmp0(text, cases[i].reads) != 0) {
            g_test_message("%s: \"%s\" reads as \"%s\", expected \"%s\"", language,
                           cases[i].printed, text, cases[i].reads);
            g_test_fail();
        }
        if (read)
            check_sides(&reading);
    }
}

#endif
