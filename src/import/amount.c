#include "import/amount.h"

#include "base/number.h"

#include <string.h>

enum { PLAIN_DIGITS = 21 };

/* digits as 0.DIGITS times ten to the power of point */
static void append_plain(GString *out, const char *digits, int point)
{
    const int n = (int)strlen(digits);
    if (point <= 0) {
        g_string_append(out, "0.");
        for (int i = point; i < 0; i++)
            g_string_append_c(out, '0');
        g_string_append(out, digits);
        return;
    }
    for (int i = 0; i < MAX(point, n); i++) {
        if (i == point)
            g_string_append_c(out, '.');
        g_string_append_c(out, i < n ? digits[i] : '0');
    }
}

static void append_scientific(GString *out, const char *digits, int point)
{
    g_string_append_printf(out, "%c%s%se%d", digits[0], digits[1] ? "." : "", digits + 1,
                           point - 1);
}

char *amount_format(double number, int shift)
{
    char buffer[NUMBER_TEXT_SIZE];
    const char *p = number_format(number, buffer);
    GString *out = g_string_new(NULL);
    if (*p == '-')
        g_string_append_c(out, *p++);

    g_autoptr(GString) digits = g_string_new(NULL);
    const char *e = strchr(p, 'e'), *end = e ? e : p + strlen(p),
               *dot = memchr(p, '.', (gsize)(end - p));
    int point =
        (int)((dot ? dot : end) - p) + (e ? (int)g_ascii_strtoll(e + 1, NULL, 10) : 0) + shift;
    for (; p < end; p++)
        if (*p != '.')
            g_string_append_c(digits, *p);
    while (digits->len > 0 && digits->str[0] == '0') {
        g_string_erase(digits, 0, 1);
        point--;
    }
    while (digits->len > 0 && digits->str[digits->len - 1] == '0')
        g_string_truncate(digits, digits->len - 1);

    if (digits->len == 0)
        g_string_assign(out, "0");
    else if (point > PLAIN_DIGITS)
        append_scientific(out, digits->str, point);
    else
        append_plain(out, digits->str, point);
    return g_string_free(out, FALSE);
}
