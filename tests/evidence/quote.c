/* Where quotes stand, by bytes and with blanks, dashes and quotation marks alike. */
#include "evidence/quote.h"

#include <string.h>

static void test_bytes(void)
{
    char bytes[] = "ab\0abc 64 mil GPUs, 64 mil chips";
    Snapshot snapshot = {bytes, sizeof bytes - 1, NULL};
    static const struct {
        const char *quote;
        gint64 at;
        QuoteState state;
        gint64 place;
    } quotes[] = {
        {"64 mil GPUs", 7, QUOTE_FOUND, 7},
        {"64 mil", 7, QUOTE_FOUND, 7},
        {"64 mil GPUs", 6, QUOTE_MOVED, 7},
        {"64 mil GPUs", -1, QUOTE_MOVED, 7},
        {"64 mil GPUs", G_MAXINT64, QUOTE_MOVED, 7},
        {"64 mil", 19, QUOTE_REPEATED, 20},
        {"64 mil", -1, QUOTE_REPEATED, 7},
        {"64 mil chips", 20, QUOTE_FOUND, 20},
        {"64 mil chips!", 20, QUOTE_MISSING, -1},
        {"abc", 0, QUOTE_MOVED, 3},
        {"65 mil", 7, QUOTE_MISSING, -1},
        {"", 0, QUOTE_MISSING, -1},
        {" ", -1, QUOTE_REPEATED, 6},
        {"s", 31, QUOTE_FOUND, 31},
        {"s", 32, QUOTE_REPEATED, 31},
        /* digits are never cut out of a number */
        {"4 mil GPUs", 8, QUOTE_MISSING, -1},
        {"6", -1, QUOTE_MISSING, -1},
    };
    for (guint i = 0; i < G_N_ELEMENTS(quotes); i++) {
        QuotePlace place;
        g_assert_cmpint(quote_locate(&snapshot, quotes[i].quote, quotes[i].at, &place), ==,
                        quotes[i].state);
        g_assert_cmpint(place.at, ==, quotes[i].place);
        g_assert_false(place.alike);
        if (place.at >= 0)
            g_assert_cmpuint(place.length, ==, strlen(quotes[i].quote));
    }
    quote_fold_free(snapshot.fold);
}

/* text, quote: where it stands and how many bytes it takes; length 0: nowhere */
static const struct {
    const char *text, *quote;
    gint64 at;
    gsize length;
} alike[] = {
    /* blanks of every kind and number, line ends among them */
    {"com 64\u00a0mil GPUs", "64 mil GPUs", 4, 12},
    {"com 64 \r\n  mil GPUs", "64 mil GPUs", 4, 15},
    {"350\u202f000 H100", "350 000 H100", 0, 14},
    {"64 mil GPUs", "64\u00a0mil\tGPUs", 0, 11},
    /* but no blank where there was none, nor the other way round */
    {"64mil GPUs", "64 mil GPUs", 0, 0},
    {"350 000", "350000", 0, 0},
    /* dashes */
    {"10\u201315 days", "10-15 days", 0, 12},
    {"10-15 days", "10\u201415 days", 0, 10},
    {"\u22125 points", "-5 points", 0, 11},
    /* quotation marks */
    {"a \u201c64 mil\u201d b", "\"64 mil\"", 2, 12},
    {"a \u00ab64 mil\u00bb b", "\u201c64 mil\u201d", 2, 10},
    {"Meta\u2019s 64 chips", "Meta's 64 chips", 0, 17},
    {"a '64' b", "\"64\"", 0, 0},
    /* composed and decomposed letters; a place begins and ends with whole ones */
    {"x bilho\u0303es de do\u0301lares", "bilh\u00f5es de d\u00f3lares", 2, 22},
    {"x bilh\u00f5es", "bilho\u0303es", 2, 8},
    {"x bilho\u0303es", "bilhoes", 0, 0},
    {"A\u030a", "\u00c5", 0, 3},
    {"\u1112\u1161\u11ab", "\ud55c", 0, 9},
    /* what prints nothing */
    {"infra\u00adstructure of 64", "infrastructure of 64", 0, 22},
    {"\ufeff64 mil\u200b GPUs", "64 mil GPUs", 3, 14},
    /* never other digits, other letters, other signs of numbers */
    {"86,4%", "86.4%", 0, 0},
    {"86,4%", "86,5%", 0, 0},
    {"\uff18\uff16", "86", 0, 0},
    {"\u0668\u0666", "86", 0, 0},
    {"10\u00b2", "102", 0, 0},
    {"10\u00b2", "10\u00b3", 0, 0},
    {"\u00bd", "1/2", 0, 0},
    {"Gpus", "GPUs", 0, 0},
    {"64\u00a0mil GPUs", "4 mil GPUs", 0, 0},
    {"64\u00a0mil", "64 mi", 0, 5 + 1},
    {"a 1\u00a064", "1 6", 0, 0},
    {"v\u00a03.14", "v 3", 0, 0},
    /* bytes that are no UTF-8 stay themselves */
    {"\xff\xfe 64\u00a0mil", "64 mil", 3, 7},
    {"\xff 64\u00a0mil", "\xff 64 mil", 0, 9},
};

static void test_alike(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(alike); i++) {
        g_autofree char *text = g_strdup(alike[i].text);
        Snapshot snapshot = {text, strlen(text), NULL};
        QuotePlace place;
        g_test_message("%u: \"%s\" in \"%s\"", i, alike[i].quote, alike[i].text);
        const QuoteState state = quote_locate(&snapshot, alike[i].quote, -1, &place);
        g_assert_cmpint(state, ==, alike[i].length ? QUOTE_MOVED : QUOTE_MISSING);
        if (alike[i].length && state == QUOTE_MOVED) {
            g_assert_cmpint(place.at, ==, alike[i].at);
            g_assert_cmpuint(place.length, ==, alike[i].length);
            const QuoteState again = quote_locate(&snapshot, alike[i].quote, place.at, &place);
            g_assert_cmpint(again, ==, QUOTE_FOUND);
        }
        quote_fold_free(snapshot.fold);
    }
}

/* Byte for byte somewhere else beats alike at the offset. */
static void test_bytes_first(void)
{
    char text[] = "64\u00a0mil GPUs and 64 mil GPUs";
    Snapshot snapshot = {text, sizeof text - 1, NULL};
    QuotePlace place;
    g_assert_cmpint(quote_locate(&snapshot, "64 mil GPUs", 0, &place), ==, QUOTE_MOVED);
    g_assert_cmpint(place.at, ==, 17);
    quote_fold_free(snapshot.fold);
}

static void test_cut(void)
{
    static const struct {
        const char *text;
        gsize start, end;
        gboolean cuts;
    } cuts[] = {
        {"86.4", 0, 4, FALSE}, {"86.4", 0, 2, TRUE},    {"86.4", 3, 4, TRUE},
        {"86.4", 1, 4, TRUE},  {"86, 4", 0, 2, FALSE},  {"86,4", 0, 2, FALSE},
        {"86.", 0, 2, FALSE},  {"v3.1b", 0, 2, TRUE},   {"a1", 0, 1, FALSE},
        {"405B", 0, 3, FALSE}, {"1980s 5", 2, 4, TRUE}, {"86", 2, 2, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cuts); i++)
        g_assert_cmpint(
            quote_cuts_number(cuts[i].text, strlen(cuts[i].text), cuts[i].start, cuts[i].end), ==,
            cuts[i].cuts);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/quote/bytes", test_bytes);
    g_test_add_func("/evidence/quote/alike", test_alike);
    g_test_add_func("/evidence/quote/bytes-first", test_bytes_first);
    g_test_add_func("/evidence/quote/cut", test_cut);
    return g_test_run();
}
