/* utf8: the fast check agrees with GLib's, wherever a fault stands. */
#include "table/utf8.h"

#include <string.h>

static void assert_agrees(const char *text, gsize length)
{
    g_autofree char *copy = g_memdup2(text, MAX(length, 1)); /* the sanitizers watch its ends */
    g_assert_cmpint(utf8_check(copy, copy + length, copy + length), ==,
                    g_utf8_validate_len(copy, length, NULL));
}

/* Every sequence of two bytes, and of three and four that begin as such, at every place in blocks.
 */
static void test_sequences(void)
{
    for (guint lead = 0; lead < 256; lead++) {
        for (guint second = 0; second < 256; second += lead < 0x80 ? 37 : 1) {
            static const char tails[][3] = {"", "\x80", "\xBF\x80", "\xC2", "a"};
            for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
                for (gsize at = 12; at < 20; at++) {
                    char text[80];
                    memset(text, 'x', sizeof text);
                    text[at] = (char)lead;
                    text[at + 1] = (char)second;
                    memcpy(text + at + 2, tails[i], strlen(tails[i]));
                    assert_agrees(text, sizeof text);
                }
            }
        }
    }
}

static void test_random(void)
{
    static const char *const parts[] = {
        "a",           "xyz", "\xC3\xA9", "\xE2\x80\x99", "\xF0\x9F\x92\xA9", "0123456789abcdef",
        "\xE8\xAE\xAD"};
    for (guint seed = 0; seed < 20000; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) text = g_string_new(NULL);
        const gint n = g_rand_int_range(random, 0, 60);
        for (gint i = 0; i < n; i++)
            g_string_append(text, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        assert_agrees(text->str, text->len);
        if (text->len == 0)
            continue;
        text->str[g_rand_int_range(random, 0, (gint)text->len)] = (char)g_rand_int(random);
        assert_agrees(text->str, text->len);
        assert_agrees(text->str, text->len - 1);
    }
}

/* A character may go on behind the end, but not behind the limit. */
static void test_end(void)
{
    char text[100];
    memset(text, 'a', sizeof text);
    static const char four[] = {'\xF0', '\x9F', '\x92', '\xA9'};
    memcpy(text + 96, four, sizeof four);
    for (gsize end = 60; end <= 100; end++)
        g_assert_true(utf8_check(text, text + end, text + 100));
    for (gsize limit = 97; limit < 100; limit++)
        g_assert_false(utf8_check(text, text + limit, text + limit));
    g_assert_true(utf8_check(text, text + 96, text + 96));
    g_assert_false(utf8_check(text + 97, text + 100, text + 100));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/utf8/sequences", test_sequences);
    g_test_add_func("/utf8/random", test_random);
    g_test_add_func("/utf8/end", test_end);
    return g_test_run();
}
