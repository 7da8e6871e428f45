#include "table/suggest.h"

static const char *nearest(const char *word, const char *const *candidates)
{
    Suggestion suggestion;
    suggest_init(&suggestion, word);
    for (; *candidates; candidates++)
        suggest_offer(&suggestion, *candidates);
    return suggestion.best;
}

static void test_nearest(void)
{
    static const struct {
        const char *word, *candidates[4], *best;
    } cases[] = {
        {"gpt4", {"gpt-3", "gpt-4"}, "gpt-4"},
        {"opanei", {"openai", "meta"}, "openai"},
        {"GPT-4", {"gpt-4o", "gpt-4"}, "gpt-4"},        /* case is no edit */
        {"llama-4", {"llama-3", "llama-2"}, "llama-2"}, /* equally near: byte order, not theirs */
        {"llama-4", {"llama-2", "llama-3"}, "llama-2"},
        {"claude", {"gemini", "mistral"}, NULL},
        {"claude", {"clau"}, "clau"},
        {"claude", {"cla"}, NULL}, /* three edits */
        {"ab", {"ac"}, NULL},      /* half of it is another word */
        {"abc", {"abd"}, "abd"},
        {"abc", {"axd"}, NULL},
        {"a", {"A"}, "A"},
        {"", {"a"}, NULL},
        {"abc", {"", "abc"}, "abc"},
        {"S\xC3\xA3o Paulo", {"Sao Paulo"}, "Sao Paulo"}, /* one character, two bytes */
        {"abcd", {"acbd"}, "acbd"},                       /* a swap is one edit */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].word);
        g_assert_cmpstr(nearest(cases[i].word, cases[i].candidates), ==, cases[i].best);
    }
}

static void test_long_words(void)
{
    g_autofree char *word = g_strnfill(SUGGEST_LENGTH_LIMIT, 'x');
    g_autofree char *longer = g_strnfill(SUGGEST_LENGTH_LIMIT + 1, 'x');
    g_assert_cmpstr(nearest(word, (const char *const[]){longer, word, NULL}), ==, word);
    g_assert_null(nearest(longer, (const char *const[]){longer, NULL}));
}

static void test_quote(void)
{
    g_autofree char *plain = text_quote("x");
    g_assert_cmpstr(plain, ==, "\"x\"");
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 60; i++)
        g_string_append(text, "\xC3\xA9");
    g_autofree char *whole = text_quote(text->str);
    g_assert_cmpuint(g_utf8_strlen(whole, -1), ==, 62);
    g_string_append(text, "!");
    g_autofree char *cut = text_quote(text->str);
    g_assert_true(g_str_has_suffix(cut, "\xC3\xA9...\""));
    g_assert_true(g_utf8_validate(cut, -1, NULL));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/suggest/nearest", test_nearest);
    g_test_add_func("/suggest/long-words", test_long_words);
    g_test_add_func("/suggest/quote", test_quote);
    return g_test_run();
}
