#include "base/escape.h"

typedef void (*Escape)(GString *out, const char *text);

typedef struct {
    const char *text, *escaped;
} Case;

static void check(Escape escape, const Case *cases, gsize n_cases)
{
    for (gsize i = 0; i < n_cases; i++) {
        g_autoptr(GString) out = g_string_new("=");
        escape(out, cases[i].text);
        g_assert_cmpstr(out->str + 1, ==, cases[i].escaped);
    }
}

static void test_xml(void)
{
    static const Case cases[] = {
        {"", ""},
        {"a & b", "a &amp; b"},
        {"<b title=\"x\">", "&lt;b title=&quot;x&quot;&gt;"},
        {"it's", "it's"},
        {"a\r\nb\tc", "a&#13;\nb\tc"},
        {"\x01\x1B", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xEF\xBF\xBE", "\xEF\xBF\xBD"},                         /* U+FFFE */
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* a surrogate */
        {"caf\xE9", "caf\xEF\xBF\xBD"},                           /* ISO 8859-1 */
        {"caf\xC3\xA9 \xF0\x9F\x8D\x8E", "caf\xC3\xA9 \xF0\x9F\x8D\x8E"},
    };
    check(escape_xml, cases, G_N_ELEMENTS(cases));
}

static void test_csv(void)
{
    static const Case cases[] = {
        {"", ""},
        {"plain text", "plain text"},
        {"a,b", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"two\nlines", "\"two\nlines\""},
        {"two\rlines", "\"two\rlines\""},
        {" led", "\" led\""},
        {"trailed ", "\"trailed \""},
        {"\xC3\xA9", "\xC3\xA9"},
    };
    check(escape_csv, cases, G_N_ELEMENTS(cases));
}

static void test_markdown(void)
{
    static const Case cases[] = {
        {"plain caf\xC3\xA9", "plain caf\xC3\xA9"},
        {"a|b*c_d`e", "a\\|b\\*c\\_d\\`e"},
        {"<b>&[x](y)#~\\", "\\<b\\>\\&\\[x\\](y)\\#\\~\\\\"},
        {"two\nlines\tand\rmore", "two lines and more"},
        {"\x1B\xE9", "\xEF\xBF\xBD\xEF\xBF\xBD"},
    };
    check(escape_markdown, cases, G_N_ELEMENTS(cases));
}

static void test_terminal(void)
{
    /* NOLINTBEGIN(misc-misleading-bidirectional): that is what it is about */
    static const Case cases[] = {
        {"plain caf\xC3\xA9", "plain caf\xC3\xA9"},
        {"a\nb\r\tc", "a\\nb\\r\\tc"},
        {"\x1B[31mred\x7F", "\\u001B[31mred\\u007F"},
        {"\xC2\x9B"
         "2J",
         "\\u009B2J"}, /* C1: another way to begin a control sequence */
        {"a\xE2\x80\xAE"
         "b",
         "a\\u202Eb"},                 /* right-to-left override */
        {"\xE2\x81\xA6x", "\\u2066x"}, /* isolate */
        {"\xE2\x80\xA8", "\\u2028"},   /* line separator */
        {"bad\xFF", "bad\xEF\xBF\xBD"},
    };
    /* NOLINTEND(misc-misleading-bidirectional) */
    check(escape_terminal, cases, G_N_ELEMENTS(cases));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/escape/xml", test_xml);
    g_test_add_func("/escape/csv", test_csv);
    g_test_add_func("/escape/markdown", test_markdown);
    g_test_add_func("/escape/terminal", test_terminal);
    return g_test_run();
}
