/* Long CSV files, read on all cores, give what the exact reading gives. */
#include "chart/data_columns.h"
#include "chart/data_csv.h"

#include <string.h>

enum { MANY = 20000 }; /* several chunks */

typedef struct {
    FrameArena *arena;
    Findings *findings;
} Fixture;

static void set_up(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    f->arena = frame_arena_new();
    f->findings = findings_new();
}

static void tear_down(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    frame_arena_free(f->arena);
    findings_free(f->findings);
}

/* What "parse" says, though it says nothing, leads to the exact reading. */
static Frame *read_exactly(Fixture *f, const char *text)
{
    g_autoptr(cJSON) nothing = cJSON_CreateObject();
    const DataParse parse = {.types = nothing, .infer = TRUE};
    return data_from_csv("x.csv", text, strlen(text), ',', &parse, f->arena, f->findings);
}

/* The columns a and b; NULL: not for this way. */
static Frame *read_quickly(Fixture *f, const char *text, guint n_threads)
{
    g_autoptr(Frame) header = frame_new(f->arena);
    frame_column_add(header, "a");
    frame_column_add(header, "b");
    const gsize start = (gsize)(strchr(text, '\n') + 1 - text);
    return data_columns_read(text, strlen(text), start, n_threads, header);
}

static void assert_same(const Frame *frame, const Frame *other)
{
    g_assert_cmpuint(frame->n_rows, ==, other->n_rows);
    g_assert_cmpuint(frame->columns->len, ==, other->columns->len);
    for (guint c = 0; c < frame->columns->len; c++) {
        g_assert_cmpstr(frame->names->pdata[c], ==, other->names->pdata[c]);
        for (guint row = 0; row < frame->n_rows; row++) {
            const Value value = frame_value(frame, row, (int)c);
            const Value expected = frame_value(other, row, (int)c);
            g_assert_cmpint(value.type, ==, expected.type);
            g_assert_true(value_equal(value, expected));
        }
    }
}

static void test_small(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const texts[] = {
        "a,b\n1,2\n3,4\n",
        "a,b\n1,2\n3,4",
        "a,b\r\n1,2\r\n3,4\r\n",
        "a,b\n1,x\n,y\n-2.5e3,\n",
        "a,b\ntrue,true\nfalse,x\n",
        "a,b\ntrue,1\n,0\n",
        "a,b\n\"1\",\"2,5\"\n\"\",\"say \"\"no\"\"\"\n",
        "a,b\n\"two\nlines\",1\n",
        "a,b\n0x10,Infinity\n1e400,-0\n",
        "a,b\nNaN,1\n2,2\n",
        "a,b\n1,2\n\n3,4\n\n",
        "a,b\n,\n,\n",
        "a,b\n",
        "a,b\n123456789012345678901234567890.123456789,0.1\n,2\n",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Frame) exact = read_exactly(f, texts[i]);
        g_autoptr(Frame) quick = read_quickly(f, texts[i], 1);
        g_test_message("%s", texts[i]);
        g_assert_nonnull(quick);
        assert_same(quick, exact);
    }
}

/* What needs a finding, or what libcsv would trim. */
static void test_left_to_exact(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const texts[] = {
        "a,b\n1,2\n3\n", "a,b\n1,2,3\n",  "a,b\n1,\"2\n",   "a,b\n1,2\"\n",
        "a,b\n1, x \n",  "a,b\n1,\xFF\n", "a,b\n1,2\n,,\n",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Frame) quick = read_quickly(f, texts[i], 1);
        g_test_message("%s", texts[i]);
        g_assert_null(quick);
    }
}

/* Of many chunks; late is the last but one row. */
static char *make_long(const char *late)
{
    GString *text = g_string_new("a,b\n");
    for (guint i = 0; i < MANY; i++)
        g_string_append_printf(text, "%u.%03u,%s\n", i, i % 1000, i % 3 ? "red" : "blue");
    g_string_append_printf(text, "%s,red\n7,blue\n", late);
    return g_string_free(text, FALSE);
}

static void test_long(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    static const char *const late[] = {"1", "none", ""};
    for (gsize i = 0; i < G_N_ELEMENTS(late); i++) {
        g_autofree char *text = make_long(late[i]);
        g_autoptr(Frame) exact = read_exactly(f, text);
        g_assert_cmpuint(exact->n_rows, ==, MANY + 2);
        for (guint n_threads = 1; n_threads <= 3; n_threads++) {
            g_autoptr(Frame) quick = read_quickly(f, text, n_threads);
            assert_same(quick, exact);
        }
        const DataParse parse = {.infer = TRUE}; /* as a chart reads it */
        g_autoptr(Frame) frame =
            data_from_csv("x.csv", text, strlen(text), ',', &parse, f->arena, f->findings);
        assert_same(frame, exact);
    }
    g_assert_cmpuint(findings_count(f->findings, LEVEL_ERROR), ==, 0);
}

/* A fault in a long file has its place, as in a short one. */
static void test_fault(Fixture *f, gconstpointer data G_GNUC_UNUSED)
{
    g_autofree char *text = make_long("1,2");
    const DataParse parse = {.infer = TRUE};
    g_autoptr(Frame) frame =
        data_from_csv("x.csv", text, strlen(text), ',', &parse, f->arena, f->findings);
    g_assert_null(frame);
    guint n;
    const Finding *findings = findings_sorted(f->findings, &n);
    g_assert_cmpuint(n, ==, 1);
    g_assert_cmpuint(findings[0].place.line, ==, MANY + 2);
    g_assert_cmpstr(findings[0].message, ==, "the row has 3 cells, the header 2");
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*test)(Fixture *f, gconstpointer data);
    } tests[] = {
        {"/data-columns/small", test_small},
        {"/data-columns/left-to-exact", test_left_to_exact},
        {"/data-columns/long", test_long},
        {"/data-columns/fault", test_fault},
    };
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
        g_test_add(tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
    return g_test_run();
}
