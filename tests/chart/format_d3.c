/*
 * Number and time formats over a spread of values, as a table of texts: format_d3.txt.  That its
 * texts are d3's is what tests/cli/format_d3.sh checks, where node is.
 */
#include "../trail/golden.h"
#include "base/number.h"
#include "chart/format.h"

#include <math.h>
#include <string.h>

static const char *const number_specifiers[] = {
    "",      "d",       ",d",       "+d",       " d",     "(d",      "f",      ".0f",     ".1f",
    ".2f",   ".3~f",    ".20f",     ",.2f",     "+.1f",   "(.2f",    "+,.0f",  "$,.2f",   "($,.2f",
    "$.2s",  "+$,",     "%",        ".0%",      ".1%",    ".2~%",    "+.1%",   "p",       ".2p",
    ".1p",   "r",       ".1r",      ".3r",      ".3~r",   ",.2r",    "g",      ".1g",     ".3g",
    ".4~g",  "n",       ".3n",      "e",        ".0e",    ".2e",     "~e",     "s",       ".1s",
    ".2s",   ".3~s",    "~s",       "+.2s",     "b",      "#b",      "o",      "#o",      "x",
    "#x",    "#X",      "c",        "08.2f",    "+010,d", "010,.1f", "*>12d",  "*<12.1f", "*^13s",
    "_=12d", "0=10.1e", "$012,.2f", "12",       "<9.2~s", "^11,",    ",.12~g", "~g",      ".21g",
    ",",     "z",       "µ^9.1f",   "(012,.1f", ".3~p",   "($.1f",
};

static const double numbers[] = {
    0,         -0.0,      1,          -1,
    0.5,       -0.5,      1.5,        2.5,
    0.05,      -0.04,     0.123456,   9.995,
    99.95,     999.5,     -999.4,     1000,
    1234.5678, 12345.678, -654321,    999999.5,
    1e6,       123456789, 1e15,       -1.5e15,
    1e21,      1.2345e25, 1e100,      1e-3,
    4.2e-4,    1e-6,      -7.891e-7,  1e-12,
    5e-25,     5e-324,    0.1,        0.3333333333333333,
    2 / 3.0,   1e-7,      65,         255,
    1.005,     8.345,     4294967296, 9007199254740992,
};

static const double odd_numbers[] = {NAN, INFINITY, -INFINITY};

static const char *const time_specifiers[] = {
    "%a",
    "%A",
    "%b",
    "%B",
    "%c",
    "%d",
    "%e",
    "%f",
    "%g",
    "%G",
    "%H",
    "%I",
    "%j",
    "%L",
    "%m",
    "%M",
    "%p",
    "%q",
    "%Q",
    "%s",
    "%S",
    "%u",
    "%U",
    "%V",
    "%w",
    "%W",
    "%x",
    "%X",
    "%y",
    "%Y",
    "%Z",
    "%%",
    "%-d",
    "%_d",
    "%0e",
    "%-e",
    "%-m",
    "%_m",
    "%-H",
    "%_H",
    "%-I",
    "%_I",
    "%0I",
    "%-j",
    "%_j",
    "%-L",
    "%_L",
    "%-M",
    "%-S",
    "%-y",
    "%_y",
    "%-Y",
    "%_Y",
    "%-U",
    "%_W",
    "%-V",
    "%-g",
    "%_G",
    "%-G",
    "%-f",
    "%-p",
    "%_q",
    "%b %Y",
    "%Y-%m-%d",
    "%B %-d, %Y",
    "%Y-%m-%dT%H:%M:%S.%LZ",
    "%a %d",
    "%I:%M",
    "%I %p",
    "Q%q %Y",
    "W%U of %Y",
    "%-m/%-d/%y %-I:%M %p",
    "%d.%m.%Y %H Uhr",
    "100%%",
    "%k%é",
};

/* Years of one to six digits on both sides of 0, leap days, week 53, the two ends of time. */
static const double times[] = {
    0,
    -1,
    1713431107042,
    1609718399999,
    1609372800000,
    951784200000,
    1325376000000,
    1341100800000,
    1483228799999,
    1230768000000,
    1104537600000,
    -43199999,
    -2208988800000,
    -30610224000000,
    -62135596800000,
    -61946208000000,
    -62167219200000,
    -62167219200001,
    -63732009600000,
    253402300799999,
    253402300800000,
    327403382400000,
    -377705116800001,
    8640000000000000,
    -8600000000000000,
};

typedef struct {
    const char *kind; /* "number" or "time" */
    const char *const *specifiers;
    gsize n_specifiers;
    const double *values;
    gsize n_values;
} Block;

static const Block blocks[] = {
    {"number", number_specifiers, G_N_ELEMENTS(number_specifiers), numbers, G_N_ELEMENTS(numbers)},
    {"number", number_specifiers, G_N_ELEMENTS(number_specifiers), odd_numbers,
     G_N_ELEMENTS(odd_numbers)},
    {"time", time_specifiers, G_N_ELEMENTS(time_specifiers), times, G_N_ELEMENTS(times)},
};

static char *number_text(double number)
{
    char text[NUMBER_TEXT_SIZE];
    return g_strdup(isnan(number)   ? "NaN"
                    : isinf(number) ? (number > 0 ? "Infinity" : "-Infinity")
                                    : number_format(number, text));
}

static char *format_value(const Block *block, const char *specifier, double value)
{
    if (strcmp(block->kind, "time") == 0)
        return time_format_apply(specifier, value);
    g_autoptr(NumberFormat) format = number_format_parse(specifier);
    g_assert_nonnull(format);
    return number_format_apply(format, value);
}

/* A line per specifier; the first line of a block has the values. */
static void test_table(void)
{
    g_autoptr(GString) table = g_string_new(NULL);
    for (gsize b = 0; b < G_N_ELEMENTS(blocks); b++) {
        const Block *block = &blocks[b];
        g_string_append_printf(table, "%s%s", b > 0 ? "\n" : "", block->kind);
        for (gsize v = 0; v < block->n_values; v++) {
            g_autofree char *value = number_text(block->values[v]);
            g_string_append_printf(table, "\t%s", value);
        }
        for (gsize s = 0; s < block->n_specifiers; s++) {
            g_string_append_printf(table, "\n'%s'", block->specifiers[s]);
            for (gsize v = 0; v < block->n_values; v++) {
                g_autofree char *text = format_value(block, block->specifiers[s], block->values[v]);
                g_string_append_printf(table, "\t%s", text);
            }
        }
        g_string_append_c(table, '\n');
    }
    golden_check("tests/chart/format_d3.txt", table->str);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/format-d3/table", test_table);
    return g_test_run();
}
