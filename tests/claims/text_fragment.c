#include "claims/text_fragment.h"

#include <glib.h>

static void test_urls(void)
{
    static const struct {
        const char *url, *quote, *expected;
    } cases[] = {
        {"https://a.example/b", "350,000 H100 GPUs",
         "https://a.example/b#:~:text=350%2C000%20H100%20GPUs"},
        {"https://a.example/b?c=d&e=f", "a well-known fact & figure",
         "https://a.example/b?c=d&e=f#:~:text=a%20well%2Dknown%20fact%20%26%20figure"},
        {"https://a.example/b#part", "two words", "https://a.example/b#part:~:text=two%20words"},
        {"http://a.example/", "64 mil \xC3\xA9 muito", /* UTF-8, escaped byte by byte */
         "http://a.example/#:~:text=64%20mil%20%C3%A9%20muito"},
        {"https://a.example/", "two\nlines", "https://a.example/#:~:text=two%0Alines"},
        {"https://a.example/", "86.4", NULL},
        {"https://a.example/", "86.4 | 87.1", NULL}, /* no letter */
        {"https://a.example/", "figure", NULL},
        {"https://a.example/", "", NULL},
        {"https://a.example/", "bad \xFF bytes", NULL},
        {"https://a.example/#:~:text=x", "two words", NULL},
        {"ftp://a.example/", "two words", NULL},
        {"javascript:alert(1)", "two words", NULL},
        {"", "two words", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *url = text_fragment_url(cases[i].url, cases[i].quote);
        g_assert_cmpstr(url, ==, cases[i].expected);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text-fragment/urls", test_urls);
    return g_test_run();
}
