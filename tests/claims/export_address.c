/* Addresses as IRIs, with what people and hostile tables put into them. */
#include "claims/export_address.h"

static void test_local(void)
{
    static const struct {
        const char *kind, *id, *expected;
    } cases[] = {
        {"claim", "meta.gpu-count.s001", "#claim:meta.gpu-count.s001"},
        {"figure", "gpt-4|mmlu|shots=5", "#figure:gpt-4%7Cmmlu%7Cshots%3D5"},
        {"source", "a#b<c>%20\"", "#source:a%23b%3Cc%3E%2520%22"},
        {"source", "módulo", "#source:módulo"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *address = address_local(cases[i].kind, cases[i].id);
        g_assert_cmpstr(address, ==, cases[i].expected);
    }
}

static void test_url(void)
{
    static const struct {
        const char *url, *expected;
    } cases[] = {
        {"https://a.example/b?c=d&e=%20#f", "https://a.example/b?c=d&e=%20#f"},
        {"https://a.example/<b>{c}|d\\e^`\"", "https://a.example/%3Cb%3E%7Bc%7D%7Cd%5Ce%5E%60%22"},
        {"https://a.example/b c\n\x7F", "https://a.example/b%20c%0A%7F"},
        {"https://a.example/é\xFF", "https://a.example/é\xEF\xBF\xBD"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *address = address_url(cases[i].url);
        g_assert_cmpstr(address, ==, cases[i].expected);
    }
}

/* The first is the example of RFC 6920, section 8.1: "Hello World!" */
static void test_digest(void)
{
    static const struct {
        const char *sha256, *expected;
    } cases[] = {
        {"7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069",
         "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"},
        {"7F83B1657FF1FC53B92DC18148A1D65DFC2D4B1FA3D677284ADDD200126D9069",
         "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"},
        {"", NULL},
        {"7f83", NULL},
        {"gf83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069", NULL},
        {"7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d90690", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *address = address_digest(cases[i].sha256);
        g_assert_cmpstr(address, ==, cases[i].expected);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/local", test_local);
    g_test_add_func("/address/url", test_url);
    g_test_add_func("/address/digest", test_digest);
    return g_test_run();
}
