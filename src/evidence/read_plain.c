/*
 * read_plain: numbers of digits with at most one decimal sign, in one pass.
 */
#include "evidence/reading.h"

/* So many digits are a whole number that a double holds, and so are these powers of ten: their
 * quotient is rounded once, as strtod does (Clinger 1990, the fast case). */
enum { DIGITS_MOST = 15 };

static const double powers[DIGITS_MOST + 1] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                               1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/* Three digits behind a sign may be a group: which, is for the language to say. */
enum { GROUP = 3 };

gboolean reading_parse_plain(const char *printed, Reading *reading)
{
    guint64 mantissa = 0;
    int digits = 0, decimals = -1; /* -1: no decimal sign yet */
    const char *p = printed;
    for (; g_ascii_isdigit(*p) || (decimals < 0 && digits > 0 && (*p == '.' || *p == ',')); p++) {
        if (!g_ascii_isdigit(*p)) {
            decimals = 0;
            continue;
        }
        if (++digits > DIGITS_MOST)
            return FALSE;
        mantissa = mantissa * 10 + (guint64)(*p - '0');
        decimals += decimals >= 0;
    }
    if (*p || digits == 0 || decimals == 0 || decimals == GROUP)
        return FALSE;
    const double power = powers[MAX(decimals, 0)];
    *reading = (Reading){.type = READING_NUMBER,
                         .kind = KIND_EXACT,
                         .has_value = TRUE,
                         .value = (double)mantissa / power,
                         .precision = 1 / power,
                         .unit = ""};
    return TRUE;
}
