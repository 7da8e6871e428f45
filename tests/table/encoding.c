/*
 * encodings: tables that are not UTF-8, with the places of what they hold, and of
 * bytes that are none of theirs.
 */
#include "table/encoding.h"

#include <string.h>

static const struct {
    const char *name, *bytes;
    gsize length; /* 0: to the NUL */
    const char *text, *findings;
} cases[] = {
    {"iso-8859-1", "caf\xE9", 0, "caf\xC3\xA9", ""},
    {"latin-1", "\xA3", 0, "\xC2\xA3", ""},
    {"windows-1252", "\x93x\x94 \x80", 0, "\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x82\xAC", ""},
    {"cp1252", "a\nb\x81", 0, "a\nb\xEF\xBF\xBD",
     "2:2 byte 0x81 at byte offset 3 is not cp1252; mend the file, or name its true encoding"},
    {"utf-16", "\xFF\xFE\x61\x00\xE9\x00", 6, "a\xC3\xA9", ""},
    {"utf-16", "\xFE\xFF\x00\x61\x00\xE9", 6, "a\xC3\xA9", ""},
    {"utf-16", "\x61\x00\x2C\x00", 4, "a,", ""},
    {"utf-16", "\x00\x61\x00\x2C", 4, "a,", ""},
    {"utf-16le", "\x3D\xD8\x00\xDE", 4, "\xF0\x9F\x98\x80", ""},
    {"UTF-16LE", "a\0\x00\xDC\x62\x00", 6,
     "a\xEF\xBF\xBD"
     "b",
     "1:2 byte 0x00 at byte offset 2 is not UTF-16LE; mend the file, or name its true encoding"},
    {"utf-16be", "\x00\x61\x00", 3, "a\xEF\xBF\xBD",
     "1:2 byte 0x00 at byte offset 2 is not utf-16be; mend the file, or name its true encoding"},
    {"shift_jis", "\x93\xFA", 0, "\xE6\x97\xA5", ""},
};

static void test_decode(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].name);
        g_assert_true(encoding_is_known(cases[i].name));
        g_autoptr(Findings) findings = findings_new();
        const gsize given = cases[i].length ? cases[i].length : strlen(cases[i].bytes);
        g_autofree char *span = g_memdup2(cases[i].bytes, given);
        gsize length;
        gboolean faultless;
        g_autofree char *text =
            encoding_decode("f", cases[i].name, span, given, &length, &faultless, findings);
        g_assert_cmpstr(text, ==, cases[i].text);
        g_assert_cmpuint(length, ==, strlen(text));
        g_assert_cmpint(faultless, ==, *cases[i].findings == '\0');
        g_autoptr(GString) out = g_string_new(NULL);
        guint n;
        const Finding *items = findings_sorted(findings, &n);
        for (guint j = 0; j < n; j++)
            g_string_append_printf(out, "%s%u:%u %s", j > 0 ? "\n" : "", items[j].place.line,
                                   items[j].place.column, items[j].message);
        g_assert_cmpstr(out->str, ==, cases[i].findings);
    }
}

/* A block of output may end anywhere; a file that is something else altogether is told shortly. */
static void test_long(void)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    for (guint i = 0; i < 100000; i++)
        g_string_append(bytes, "\xE9\n");
    g_autoptr(Findings) findings = findings_new();
    gsize length;
    gboolean faultless;
    g_autofree char *text =
        encoding_decode("f", "iso-8859-1", bytes->str, bytes->len, &length, &faultless, findings);
    g_assert_true(faultless);
    g_assert_cmpuint(length, ==, 300000);
    g_autofree char *other =
        encoding_decode("f", "euc-jp", bytes->str, bytes->len, &length, &faultless, findings);
    g_assert_false(faultless);
    guint n;
    findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 11);
}

static void test_names(void)
{
    g_assert_true(encoding_is_utf8("UTF8") && encoding_is_utf8("utf-8-sig"));
    g_assert_false(encoding_is_utf8("utf-16"));
    static const char *const unknown[] = {"", "latin-99", "ascii//TRANSLIT", "utf-8 ", "\xC3\xA9"};
    for (gsize i = 0; i < G_N_ELEMENTS(unknown); i++)
        g_assert_false(encoding_is_known(unknown[i]));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/encoding/decode", test_decode);
    g_test_add_func("/encoding/long", test_long);
    g_test_add_func("/encoding/names", test_names);
    return g_test_run();
}
