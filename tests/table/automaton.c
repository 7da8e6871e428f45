/*
 * automaton: a simple pattern as a table says what GRegex says; what is not simple
 * is left to that.
 */
#include "table/automaton.h"

#include <string.h>

/* From data packages: ids, dates, languages, addresses, digests. */
static const char *const simple[] = {
    "",
    "[a-z0-9][a-z0-9.-]*",
    "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
    "[a-z]{2,3}(-[A-Z]{2})?",
    "https?://[^ ]+",
    "[a-z0-9]+(\\.[a-z0-9-]+)*",
    "^[A-Za-z0-9][A-Za-z0-9._/-]*$",
    "a|bc|",
    "^a|b$|^c$",
    "(a+)+b",
    "(a|ab)(c|bcd)*",
    "((a?){2,4}b){1,3}",
    "[^a-c]+",
    "[^\xC3\xA9]",
    ".+",
    "a.b",
    "\xC3\xA9+|\xE2\x80\x99{2}",
    "x{0}y{2,}",
    "\\(\\d\\)|\\.\\*\\[\\]",
    "[\\]\\-x]+",
    "[+-]?[0-9]+(?:\\.[0-9]*)?",
    "a$b",
};

static const char *const other[] = {"\\d+",   "(?i)a", "a++",           "a*?",     "[[:alpha:]]",
                                    "a{,2}",  "(?=a)", "\\bA",          "[]a]",    "(a)(?!b)",
                                    "\\p{L}", "(^a)",  "[a-z-9]x[z-a]", "a{1000}", "[\xC3\xA9]"};

static const char *const pieces[] = {"a",
                                     "b",
                                     "c",
                                     "x",
                                     "y",
                                     "A",
                                     "Z",
                                     "0",
                                     "1",
                                     "2024",
                                     "-",
                                     "04",
                                     ".",
                                     "/",
                                     " ",
                                     "\n",
                                     "\r",
                                     "\v",
                                     "é",
                                     "’",
                                     "http",
                                     "s://",
                                     "(",
                                     ")",
                                     "*",
                                     "[",
                                     "]",
                                     "\\",
                                     "\xC2\x85",
                                     "\xE2\x80\xA8",
                                     "\xE2\x80\xA9",
                                     "\xE2\x80\xA7",
                                     "\xF0\x9F\x92\xA9",
                                     "$",
                                     "^",
                                     "+"};

static void assert_agrees(const char *pattern, const Automaton *automaton, const GRegex *regex,
                          const char *text)
{
    const gboolean expected = g_regex_match(regex, text, 0, NULL);
    if (automaton_match(automaton, text, strlen(text)) != expected)
        g_error("%s: '%s' %s", pattern, text, expected ? "matches" : "does not match");
}

static void check_pattern(const char *pattern, guint32 seed)
{
    g_autoptr(Automaton) automaton = automaton_new(pattern);
    if (!automaton)
        return;
    g_autofree char *anchored = g_strdup_printf("\\A(?:%s)\\z", pattern);
    g_autoptr(GRegex) regex = g_regex_new(anchored, 0, 0, NULL);
    g_assert_nonnull(regex);
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    assert_agrees(pattern, automaton, regex, "");
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++)
        assert_agrees(pattern, automaton, regex, pieces[i]);
    for (int i = 0; i < 400; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        const gint n = g_rand_int_range(random, 1, 8), among = i % 2 ? 8 : G_N_ELEMENTS(pieces);
        for (gint j = 0; j < n; j++)
            g_string_append(text, pieces[g_rand_int_range(random, 0, among)]);
        assert_agrees(pattern, automaton, regex, text->str);
    }
}

static void test_simple(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(simple); i++) {
        g_test_message("%s", simple[i]);
        g_autoptr(Automaton) automaton = automaton_new(simple[i]);
        const gboolean wanted =
            !strstr(simple[i], "\\d") && !strstr(simple[i], "[^\xC3") && !strstr(simple[i], "$b");
        g_assert_cmpint(automaton != NULL, ==, wanted);
        check_pattern(simple[i], (guint32)i);
    }
}

static void test_other(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(other); i++) {
        g_test_message("%s", other[i]);
        g_assert_null(automaton_new(other[i]));
    }
}

/* Any short pattern that GRegex takes means the same here, if it is taken at all. */
static void test_random(void)
{
    static const char *const parts[] = {
        "a", "b", "[a-c]", "[^b]", ".",   "(",   ")",   "|",     "*", "+", "?", "{2}", "{1,}",
        "é", "^", "$",     "-",    "(?:", "\\.", "[.]", "{0,2}", "x", "]", "}", "[^]", ","};
    guint n_taken = 0;
    for (guint32 seed = 0; seed < 30000; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GString) pattern = g_string_new(NULL);
        const gint n = g_rand_int_range(random, 1, 8);
        for (gint i = 0; i < n; i++)
            g_string_append(pattern, parts[g_rand_int_range(random, 0, G_N_ELEMENTS(parts))]);
        g_autoptr(GRegex) regex = g_regex_new(pattern->str, 0, 0, NULL);
        g_autoptr(Automaton) automaton = regex ? automaton_new(pattern->str) : NULL;
        n_taken += automaton != NULL;
        if (automaton && seed % 4 == 0)
            check_pattern(pattern->str, seed);
    }
    g_assert_cmpuint(n_taken, >, 1000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/automaton/simple", test_simple);
    g_test_add_func("/automaton/other", test_other);
    g_test_add_func("/automaton/random", test_random);
    return g_test_run();
}
