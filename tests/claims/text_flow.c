#include "claims/text_flow.h"
#include "claims/text_table.h"

#include <string.h>

static const char *flowed(const char *label, guint column, const char *text, guint width)
{
    static GString *out;
    if (out)
        g_string_free(out, TRUE);
    out = g_string_new(NULL);
    TextFlow flow = {out, width, FALSE};
    text_flow_item(&flow, 2, label, column, text);
    return out->str;
}

static void test_wrap(void)
{
    static const struct {
        const char *label;
        guint column;
        const char *text;
        guint width;
        const char *expected;
    } cases[] = {
        {"", 0, "one two", 80, "  one two\n"},
        {"", 0, "", 80, ""},
        {"", 0, " \n\t ", 80, ""},
        {"", 0, "one\n\ttwo   three", 80, "  one two three\n"},
        {"", 0, "one two three four five", 20, "  one two three four\n  five\n"},
        {"said", 6, "one two three four", 24, "  said  one two three\n        four\n"},
        {"much too long", 6, "one", 40, "  much too long one\n"},
        /* a word that is longer than the line goes on in the next one */
        {"", 0, "x abcdefghijklmnopqrstuvwxyz y", 20, "  x\n  abcdefghijklmnopqr\n  stuvwxyz y\n"},
        /* two columns each, and no blanks: eight fit into 16 */
        {"", 0, "模型模型模型模型模型", 18, "  模型模型模型模型\n  模型\n"},
        /* a no-break space holds a number and its unit together */
        {"", 0,
         "a whole lot of 350\xC2\xA0"
         "000 cards",
         20,
         "  a whole lot of\n  350\xC2\xA0"
         "000 cards\n"},
        {"", 0,
         "\x1b[31mred\x7f \xE2\x80\xAE"
         "evil \xFF",
         80,
         "  \xEF\xBF\xBD[31mred\xEF\xBF\xBD \xEF\xBF\xBD"
         "evil \xEF\xBF\xBD\n"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(flowed(cases[i].label, cases[i].column, cases[i].text, cases[i].width), ==,
                        cases[i].expected);
}

static void test_whole(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    TextFlow flow = {out, 20, FALSE};
    text_flow_item_whole(&flow, 2, "link", 6, "https://example.com/a-long-address");
    g_assert_cmpstr(out->str, ==, "  link  https://example.com/a-long-address\n");
}

static void test_styles(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    TextFlow flow = {out, 20, TRUE};
    text_flow_title(&flow, "模型 x", '=');
    text_flow_heading(&flow, "Part");
    g_assert_cmpstr(out->str, ==, "\033[1m模型 x\033[0m\n======\n\n\033[1mPart\033[0m\n");
}

/* A cell of a stranger may hold a megabyte without a blank. */
static void test_long(void)
{
    g_autofree char *word = g_strnfill(1 << 20, 'x');
    g_test_timer_start();
    const char *text = flowed("", 0, word, 80);
    g_assert_cmpfloat(g_test_timer_elapsed(), <, 5);
    for (const char *p = text; *p; p = strchr(p, '\n') + 1)
        g_assert_cmpuint(strcspn(p, "\n"), <=, 80);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text-flow/wrap", test_wrap);
    g_test_add_func("/text-flow/whole", test_whole);
    g_test_add_func("/text-flow/styles", test_styles);
    g_test_add_func("/text-flow/long", test_long);
    return g_test_run();
}
