#include "base/finding.h"

#include <string.h>

static const Rule rule_fault = {"some-fault", LEVEL_ERROR, "a fault"};
static const Rule rule_other = {"other-fault", LEVEL_ERROR, "another"};
static const Rule rule_doubt = {"some-doubt", LEVEL_WARNING, "a doubt"};
static const Rule rule_remark = {"some-remark", LEVEL_NOTE, "a remark"};

static char *printed(Findings *findings)
{
    FILE *stream = tmpfile();
    g_assert_nonnull(stream);
    findings_print_text(findings, stream);
    const long length = ftell(stream);
    g_assert_cmpint(length, >=, 0);
    char *text = g_malloc0((gsize)length + 1);
    rewind(stream);
    g_assert_cmpuint(fread(text, 1, (gsize)length, stream), ==, (gsize)length);
    fclose(stream);
    return text;
}

static void test_order(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"b.csv", 2, 3}, "late");
    findings_add(findings, &rule_fault, (Place){"b.csv", 10, 1}, "last");
    findings_add(findings, &rule_fault, (Place){"b.csv", 2, 3}, "%s", "early");
    findings_add(findings, &rule_other, (Place){"b.csv", 2, 3}, "by rule");
    findings_add(findings, &rule_doubt, (Place){"b.csv", 2, 0}, "whole line");
    findings_add(findings, &rule_remark, (Place){"b.csv", 0, 0}, "whole file");
    findings_add(findings, &rule_fault, (Place){"a.csv", 99, 1}, "first");
    findings_add(findings, &rule_fault, (Place){"b.csv", 2, 3}, "late"); /* again */
    g_autofree char *text = printed(findings);
    g_assert_cmpstr(text, ==,
                    "a.csv:99:1: error: some-fault: first\n"
                    "b.csv: note: some-remark: whole file\n"
                    "b.csv:2: warning: some-doubt: whole line\n"
                    "b.csv:2:3: error: other-fault: by rule\n"
                    "b.csv:2:3: error: some-fault: early\n"
                    "b.csv:2:3: error: some-fault: late\n"
                    "b.csv:10:1: error: some-fault: last\n");
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 5);
    g_assert_cmpuint(findings_count(findings, LEVEL_WARNING), ==, 1);
    g_assert_cmpuint(findings_count(findings, LEVEL_NOTE), ==, 1);
}

static void test_none(void)
{
    g_autoptr(Findings) findings = findings_new();
    guint n = 1;
    findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 0);
    g_autofree char *text = printed(findings);
    g_assert_cmpstr(text, ==, "");
}

/* The count is of what is printed, also before anything was printed. */
static void test_count_of_equals(void)
{
    g_autoptr(Findings) findings = findings_new();
    for (int i = 0; i < 3; i++)
        findings_add(findings, &rule_fault, (Place){"a", 1, 1}, "same");
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 1);
}

/* A finding is one line, whatever the user's cell holds, and no terminal obeys it. */
static void test_hostile_text(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_add(findings, &rule_fault, (Place){"a\nb.csv", 1, 1}, "two\nlines \x1B[2J \xFF");
    g_autofree char *text = printed(findings);
    g_assert_cmpstr(text, ==,
                    "a\\nb.csv:1:1: error: some-fault: two\\nlines \\u001B[2J \xEF\xBF\xBD\n");
}

/* ---- limits ---------------------------------------------------------------- */

/* What is shown, as "FILE:LINE" or "FILE:LINE rule", and what is counted. */
static char *shown(Findings *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s%s:%u", i > 0 ? " " : "", items[i].place.file,
                               items[i].place.line);
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "; %s %s %s %u/%u", counts[i].file, counts[i].rule->name,
                               level_name(counts[i].level), counts[i].n_shown, counts[i].n_found);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void add_lines(Findings *findings, const Rule *rule, const char *file, guint from, guint to)
{
    const int step = from <= to ? 1 : -1;
    for (guint line = from; line != to + (guint)step; line += (guint)step)
        findings_add(findings, rule, (Place){file, line, 1}, "line %u", line);
}

/* Whatever the order in which they come, the first by place are kept. */
static void test_limit(void)
{
    for (int backwards = 0; backwards < 2; backwards++) {
        g_autoptr(Findings) findings = findings_new();
        findings_limit(findings, 3);
        add_lines(findings, &rule_fault, "a", backwards ? 5000 : 1, backwards ? 1 : 5000);
        g_autofree char *text = shown(findings);
        g_assert_cmpstr(text, ==, "a:1 a:2 a:3; a some-fault error 3/5000");
        g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 5000);
    }
}

static void test_no_limit(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 0);
    add_lines(findings, &rule_fault, "a", 1, 5000);
    guint n;
    findings_sorted(findings, &n);
    g_assert_cmpuint(n, ==, 5000);
}

/* No rule hides another: each gets its share. */
static void test_shares(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 5);
    add_lines(findings, &rule_fault, "a", 1, 100);
    add_lines(findings, &rule_other, "a", 900, 900);
    add_lines(findings, &rule_doubt, "b", 1, 100);
    g_autofree char *text = shown(findings);
    g_assert_cmpstr(text, ==,
                    "a:1 a:2 a:900 b:1 b:2; a other-fault error 1/1; a some-fault error 2/100; "
                    "b some-doubt warning 2/100");
}

static void test_errors_before_warnings(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 1);
    add_lines(findings, &rule_doubt, "a", 1, 2);
    add_lines(findings, &rule_fault, "b", 1, 2);
    g_autofree char *text = shown(findings);
    g_assert_cmpstr(text, ==, "b:1; a some-doubt warning 0/2; b some-fault error 1/2");
}

static void test_beyond(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_limit(findings, 2);
    guint n_messages = 0;
    for (guint line = 1; line <= 100; line++) {
        const Place place = {"a", line, 1};
        if (findings_add_beyond(findings, &rule_fault, place))
            continue;
        findings_add(findings, &rule_fault, place, "line %u", line);
        n_messages++;
    }
    g_assert_cmpuint(n_messages, ==, 4); /* it takes twice the limit to know what is beyond */
    g_autofree char *text = shown(findings);
    g_assert_cmpstr(text, ==, "a:1 a:2; a some-fault error 2/100");
}

/* Findings of several readers of one file come together in any order. */
static void test_take(void)
{
    for (int order = 0; order < 2; order++) {
        g_autoptr(Findings) all = findings_new();
        g_autoptr(Findings) first = findings_new();
        g_autoptr(Findings) second = findings_new();
        findings_limit(all, 2);
        findings_limit(first, 2);
        findings_limit(second, 2);
        findings_set_level(all, &rule_fault, LEVEL_WARNING);
        add_lines(first, &rule_fault, "a", 1, 10);
        add_lines(second, &rule_fault, "a", 11, 20);
        add_lines(second, &rule_other, "b", 3, 3);
        findings_take(all, order ? second : first);
        findings_take(all, order ? first : second);
        guint n;
        findings_sorted(first, &n);
        g_assert_cmpuint(n, ==, 0);
        findings_add(first, &rule_fault, (Place){"z", 1, 1}, "of use again");
        g_autofree char *text = shown(all);
        g_assert_cmpstr(text, ==, "a:1 b:3; a some-fault warning 1/20; b other-fault error 1/1");
    }
}

static void test_levels(void)
{
    g_autoptr(Findings) findings = findings_new();
    findings_set_level(findings, &rule_fault, LEVEL_NOTE);
    findings_set_off(findings, &rule_doubt);
    g_assert_false(findings_block(findings));
    findings_add(findings, &rule_doubt, (Place){"a", 1, 1}, "not told");
    g_assert_false(findings_block(findings));
    findings_add(findings, &rule_fault, (Place){"a", 1, 1}, "told");
    g_assert_true(findings_block(findings)); /* by the rule's own level */
    g_autofree char *text = printed(findings);
    g_assert_cmpstr(text, ==, "a:1:1: note: some-fault: told\n");
    g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), ==, 0);
    g_assert_cmpuint(findings_count(findings, LEVEL_WARNING), ==, 0);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/finding/order", test_order);
    g_test_add_func("/finding/none", test_none);
    g_test_add_func("/finding/count-of-equals", test_count_of_equals);
    g_test_add_func("/finding/hostile-text", test_hostile_text);
    g_test_add_func("/finding/limit", test_limit);
    g_test_add_func("/finding/no-limit", test_no_limit);
    g_test_add_func("/finding/shares", test_shares);
    g_test_add_func("/finding/errors-before-warnings", test_errors_before_warnings);
    g_test_add_func("/finding/beyond", test_beyond);
    g_test_add_func("/finding/take", test_take);
    g_test_add_func("/finding/levels", test_levels);
    return g_test_run();
}
