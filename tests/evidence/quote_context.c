/* The words around quotes: whole words, about as many as asked for, and why there are none. */
#include "evidence/quote_context.h"

#include "../base/folder.h"

#include <string.h>

static Folder folder;

static Source make_source(const char *name)
{
    return (Source){.id = "s", .snapshot = name, .sha256 = ""};
}

static void test_reach(void)
{
    static const struct {
        const char *text, *quote;
        gint64 at;
        guint reach;
        const char *context;
    } cases[] = {
        {"one 64 mil GPUs two", "64 mil", 4, 100, "one 64 mil GPUs two"},
        {"one two three 64 mil four five six", "64 mil", 14, 9, "… three 64 mil four …"},
        {"one two three 64 mil four five six", "64 mil", 14, 0, "… 64 mil …"},
        {"64 mil", "64 mil", 0, 0, "64 mil"},
        /* line ends are blanks */
        {"one\r\n\r\n64 mil\n\ttwo\n", "64 mil", 7, 100, "one 64 mil two"},
        /* a place that moved is found; characters are not cut */
        {"éééé éééé 64 mil ãã", "64 mil", 3, 6, "… éééé 64 mil ãã"},
        /* nowhere to cut but inside a word */
        {"aaaaaaaaaa64 mil", "64 mil", 10, 4, "… aaaa64 mil"},
        {"模型模型64模型模型", "64", 12, 2, "… 模型64模型 …"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        folder_put(&folder, "text.txt", cases[i].text, -1);
        const Source source = make_source("text.txt");
        const Claim claim = {.quote = cases[i].quote, .at = cases[i].at, .source = &source};
        g_autoptr(QuoteContexts) contexts = quote_contexts_new(folder.path);
        g_autoptr(GError) error = NULL;
        g_autofree char *context = quote_contexts_find(contexts, &claim, cases[i].reach, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(context, ==, cases[i].context);
    }
}

/* Any bytes, at any reach: UTF-8 comes out. */
static void test_bytes(void)
{
    static const char bytes[] = "\xFF\xFE\0 64 mil \x80\x80\x80\xC3 x\0y\xF0\x9F";
    folder_put(&folder, "bytes.bin", bytes, sizeof bytes - 1);
    const Source source = make_source("bytes.bin");
    const Claim claim = {.quote = "64 mil", .at = 4, .source = &source};
    g_autoptr(QuoteContexts) contexts = quote_contexts_new(folder.path);
    for (guint reach = 0; reach < 20; reach++) {
        g_autofree char *context = quote_contexts_find(contexts, &claim, reach, NULL);
        g_assert_nonnull(context);
        g_assert_true(g_utf8_validate(context, -1, NULL));
        g_assert_nonnull(strstr(context, "64 mil"));
    }
}

static void test_none(void)
{
    static const struct {
        const char *file, *digest, *quote;
        gint64 at;
        const char *message; /* a part of it */
    } cases[] = {
        {"twice.txt", "", "7 GPUs", 0, "the words do not stand in the text"},
        {"twice.txt", "", "64 mil", 3, "the words stand at several places"},
        {"twice.txt", "00", "64 mil", 0, "SHA-256"},
        {"nowhere.txt", "", "64 mil", 0, "nowhere.txt"},
        {"../up.txt", "", "64 mil", 0, "leads out of the snapshots folder"},
        {"", "", "64 mil", 0, "names no snapshot"},
    };
    folder_put(&folder, "twice.txt", "64 mil and 64 mil", 17);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Source source = make_source(cases[i].file);
        source.sha256 = cases[i].digest;
        const Claim claim = {.quote = cases[i].quote, .at = cases[i].at, .source = &source};
        g_autoptr(QuoteContexts) contexts = quote_contexts_new(folder.path);
        for (int round = 0; round < 2; round++) { /* the second time from memory */
            g_autoptr(GError) error = NULL;
            g_assert_null(quote_contexts_find(contexts, &claim, 100, &error));
            g_assert_nonnull(error);
            g_assert_nonnull(strstr(error->message, cases[i].message));
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = folder_make();
    g_test_add_func("/quote-context/reach", test_reach);
    g_test_add_func("/quote-context/bytes", test_bytes);
    g_test_add_func("/quote-context/none", test_none);
    const int status = g_test_run();
    folder_clear(&folder);
    return status;
}
