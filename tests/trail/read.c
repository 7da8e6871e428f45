#include "trail/read.h"

#include "trail/container.h"
#include "trail/record.h"

#include <glib/gstdio.h>
#include <string.h>

#define NAMESPACED "xmlns:f=\"" RECORD_NAMESPACE "\""
#define MINIMAL "{\"figtrail\":1,\"chart\":{}}"

/* What a file of these bytes is read as: its record as one line, or NULL with
 * the message of the error or first finding. */
static char *read_bytes(const char *bytes, gsize length, char **message)
{
    int handle;
    g_autofree char *path = NULL;
    handle = g_file_open_tmp("figtrail-XXXXXX", &path, NULL);
    g_assert_cmpint(handle, >=, 0);
    g_assert_true(g_close(handle, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(JsonDocument) document = trail_read(path, findings, &error);
    g_assert_cmpint(remove(path), ==, 0);
    guint n = 0;
    const Finding *found = findings_sorted(findings, &n);
    *message = g_strdup(error ? error->message : n > 0 ? found[0].message : "");
    g_assert_true((document != NULL) == (**message == '\0'));
    g_clear_error(&error);
    return document ? json_print_compact(json_document_root(document)) : NULL;
}

static void finds_the_record_in_svg(void)
{
    static const char *const texts[] = {
        "<svg><f:record " NAMESPACED ">" MINIMAL "</f:record></svg>",
        "<svg><f:record " NAMESPACED "><![CDATA[" MINIMAL "]]></f:record></svg>",
        "\xef\xbb\xbf<?xml version=\"1.0\"?><svg><metadata><record xmlns=\"" RECORD_NAMESPACE
        "\">\n" MINIMAL "\n</record></metadata></svg>",
        /* saved by another program: escaped, in parts, with its own prefix */
        "<!DOCTYPE svg SYSTEM \"http://127.0.0.1:1/svg.dtd\"><s:svg "
        "xmlns:s=\"x\"><f:record " NAMESPACED
        ">{&quot;figtrail&quot;:1,<!-- x -->&#34;chart\":<![CDATA[{}]]>}</f:record>"
        "</s:svg>",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *message = NULL;
        g_autofree char *record = read_bytes(texts[i], strlen(texts[i]), &message);
        g_assert_cmpstr(message, ==, "");
        g_assert_cmpstr(record, ==, MINIMAL);
    }
}

static void tells_what_is_wrong(void)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "neither an SVG, a PNG nor a PDF"},
        {"hello", "neither an SVG, a PNG nor a PDF"},
        {"\x89PNG\r\n\x1a\n", "no readable PNG"},
        {"\x89PNG\r\n\x1a\n....IHDR", "no readable PNG"},
        {"<svg/>", "carries no figtrail record"},
        {"<svg><record>" MINIMAL "</record></svg>", "carries no figtrail record"},
        {"<svg", "no well-formed XML"},
        {"<svg><f:record " NAMESPACED ">" MINIMAL "</f:record>", "no well-formed XML"},
        {"<svg><f:record " NAMESPACED ">" MINIMAL, "no well-formed XML"},
        {"<svg><f:record " NAMESPACED "/></svg>", "JSON"},
        {"<svg><f:record " NAMESPACED ">{\"figtrail\":1,</f:record></svg>", ""},
        {"<svg><f:record " NAMESPACED ">[]</f:record></svg>", "none of figtrail's"},
        {"<svg><f:record " NAMESPACED ">{}</f:record></svg>", "none of figtrail's"},
        {"<svg><f:record " NAMESPACED ">{\"figtrail\":1}</f:record></svg>", "names no chart"},
        {"<svg><f:record " NAMESPACED ">{\"figtrail\":99,\"chart\":{}}</f:record></svg>",
         "use a newer figtrail"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = NULL;
        g_autofree char *record = read_bytes(cases[i].text, strlen(cases[i].text), &message);
        g_assert_null(record);
        g_assert_cmpstr(message, !=, "");
        if (!strstr(message, cases[i].message) && !g_str_equal(cases[i].message, "JSON"))
            g_error("case %" G_GSIZE_FORMAT ": %s", i, message);
    }
}

/* Entities are not expanded, so a short file cannot become a long one, and no
 * other file gets into the record. */
static void expands_no_entities(void)
{
    g_autoptr(GString) bomb = g_string_new("<!DOCTYPE svg [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 30; i++)
        g_string_append_printf(bomb, "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;\">", i, i - 1, i - 1,
                               i - 1, i - 1);
    g_string_append(bomb, "<!ENTITY file SYSTEM \"file:///etc/passwd\">]>"
                          "<svg><f:record " NAMESPACED ">{\"figtrail\":1,\"chart\":{\"name\":\""
                          "&a29;&file;\"}}</f:record></svg>");
    g_autofree char *message = NULL;
    g_autofree char *record = read_bytes(bomb->str, bomb->len, &message);
    if (record) {
        g_assert_cmpuint(strlen(record), <, 1000);
        g_assert_null(strstr(record, "root"));
    }
}

static void deep_markup_is_refused(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<g>");
    g_autofree char *message = NULL;
    g_autofree char *record = read_bytes(deep->str, deep->len, &message);
    g_assert_null(record);
}

static void missing_files_are_errors(void)
{
    g_autoptr(Findings) findings = findings_new();
    static const char *const paths[] = {"/nowhere/x.svg", "/"};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        GError *error = NULL;
        g_assert_null(trail_read(paths[i], findings, &error));
        g_assert_nonnull(error);
        g_assert_nonnull(strstr(error->message, paths[i]));
        g_error_free(error);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/finds-the-record-in-svg", finds_the_record_in_svg);
    g_test_add_func("/read/tells-what-is-wrong", tells_what_is_wrong);
    g_test_add_func("/read/expands-no-entities", expands_no_entities);
    g_test_add_func("/read/deep-markup-is-refused", deep_markup_is_refused);
    g_test_add_func("/read/missing-files-are-errors", missing_files_are_errors);
    return g_test_run();
}
