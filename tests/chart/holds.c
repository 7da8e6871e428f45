/* The words of charts held against their rows: usermeta.figtrail.holds. */
#include "fixture.h"
#include "project.h"

/* A chart of the values 1, 2 and 5, whose words are tested so. */
#define CHART(title, holds)                                                                        \
    "{'title': " title ", 'data': {'values': [{'a': 1, 'who': 'x'}, {'a': 2, 'who': 'y'},"         \
    " {'a': 5, 'who': 'y'}]}, 'transform': [{'filter': 'datum.a < 9'}], 'mark': 'point',"          \
    " 'usermeta': {'figtrail': {'footnote': 'Not one is 7.', 'holds': " holds "}}}"
#define MOST "'transform': [{'aggregate': [{'op': 'max', 'field': 'a', 'as': 'most'}]}]"

static void test_findings(void)
{
    static const struct {
        const char *spec, *finding; /* NULL: none */
    } cases[] = {
        {CHART("'Up to 5'", "[{'says': 'to 5', " MOST ", 'test': 'datum.most == 5'}]"), NULL},
        {CHART("'Up to 6'", "[{'says': 'to 6', " MOST ", @'test': 'datum.most == 6'}]"),
         "chart-untrue: the chart says \"to 6\", which is not true of its data: most is 5; say"},
        /* without a transform: of every row, and one row is enough */
        {CHART("'None is 7'", "[{'says': 'None', 'test': 'datum.a != 7'}]"), NULL},
        {CHART("'None is 2'", "[{'says': 'None', @'test': 'datum.a != 2 || datum.who == `x`'}]"),
         "chart-untrue: the chart says \"None\", which is not true of its data: a is 2, who is "
         "y; "},
        /* a row that is not there proves nothing */
        {CHART("'t'",
               "[{'says': 't', 'transform': [{'filter': 'datum.a > 7'}], @'test': 'datum.a > 7'}]"),
         "chart-untrue: the chart says \"t\", but no row is left to hold it against"},
        /* other texts of the chart */
        {CHART("{'text': 't', 'subtitle': 'From 1'}",
               "[{'says': 'From 1', 'test': 'datum.a >= 1'},"
               " {'says': 'Not one is 7', 'test': 'datum.a != 7'}]"),
         NULL},
        {CHART("'Up to 5'", "[{@'says': 'up to 5', 'test': 'datum.a <= 5'}]"),
         "spec-value: neither title, subtitle, description nor footnote says \"up to 5\""},
        /* what a test must be */
        {"{'mark': 'point', 'usermeta': {'figtrail': {@'holds': {}}}}",
         "spec-value: 'holds' must be an array"},
        {CHART("'t'", "[@'t']"), "spec-value: a member of 'holds' must be an object"},
        {CHART("'t'", "[@{'test': 'true'}]"), "spec-value: a member of 'holds' needs 'says'"},
        {CHART("'t'", "[@{'says': 't'}]"), "spec-value: a member of 'holds' needs a 'test'"},
        {CHART("'t'", "[{'says': 't', @'when': 1, 'test': 'true'}]"),
         "spec-property: 'when' is not supported in a member of 'holds'"},
        {CHART("'t'", "[{'says': 't', @'test': 'datum.b'}]"),
         "spec-data: the data have no field 'b'"},
        {CHART("'t'", "[{'says': 't', @'test': 'datum.a ='}]"), "expression: "},
        {CHART("'t'", "[{'says': 't', @'transform': {}, 'test': 'true'}]"),
         "spec-value: transform must be an array"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].spec);
        spec_read(&spec, cases[i].spec, NULL);
        if (cases[i].finding)
            spec_assert_finding(&spec, cases[i].finding);
        else
            spec_assert_clean(&spec);
    }
}

/* Every test that fails is told, not only the first. */
static void test_all_told(void)
{
    g_auto(SpecCase) spec;
    spec_init(&spec);
    spec_read(&spec,
              CHART("'One, two'", "[{'says': 'One', 'test': 'datum.a == 1'},"
                                  " {'says': 'two', 'test': 'datum.a == 2'}]"),
              NULL);
    g_autofree char *found = spec_findings(&spec);
    g_assert_nonnull(strstr(found, "says \"One\""));
    g_assert_nonnull(strstr(found, "says \"two\""));
}

/* ---- the project's own charts ---------------------------------------------------------------- */

/* Whether a number begins here: not in the middle of one, and not in a name ("GPT-4", "H100",
 * "8x7B", "Llama 2"). */
static gboolean is_figure(const char *text, const char *at)
{
    static const char *const names[] = {"Llama ", "Claude ", "Gemini ", "405B", NULL};
    const int before = at > text ? at[-1] : ' ';
    if (!g_ascii_isdigit(*at) || g_ascii_isalnum(before) || before == '-' || before == '.' ||
        (before == ',' && at - 1 > text && g_ascii_isdigit(at[-2])))
        return FALSE;
    const gsize length = strspn(at, "0123456789.,");
    gboolean name = g_ascii_isalpha(at[length]);
    for (gsize i = 0; names[i]; i++)
        name |= at - text >= (gssize)strlen(names[i]) &&
                strncmp(at - strlen(names[i]), names[i], strlen(names[i])) == 0;
    return !name;
}

/* Whether the words of a test stand around the place. */
static gboolean is_held(const cJSON *holds, const char *text, const char *at)
{
    for (const cJSON *hold = holds ? holds->child : NULL; hold; hold = hold->next) {
        const char *words = json_string(hold, "says");
        for (const char *p = strstr(text, words); p; p = strstr(p + 1, words)) {
            if (p <= at && at < p + strlen(words))
                return TRUE;
        }
    }
    return FALSE;
}

static guint check_text(const char *path, const cJSON *holds, const char *text)
{
    guint n = 0;
    for (const char *at = text; at && *at; at++) {
        if (!is_figure(text, at))
            continue;
        n++;
        if (!is_held(holds, text, at)) {
            g_test_message("%s: nothing in 'holds' tests \"%s\"", path, at);
            g_test_fail();
        }
    }
    return n;
}

/* Every figure in the words of a chart has its test, and every title has one. */
static void test_project(void)
{
    g_autoptr(GPtrArray) paths = project_charts();
    guint n = 0;
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(JsonDocument) document = json_document_read(path, findings, NULL);
        const cJSON *root = json_document_root(document), *title = json_member(root, "title");
        const cJSON *wishes = json_member(json_member(root, "usermeta"), "figtrail");
        const cJSON *holds = json_member(wishes, "holds");
        gboolean title_is_held = FALSE;
        for (const cJSON *hold = holds ? holds->child : NULL; hold; hold = hold->next)
            title_is_held |= strstr(json_string(title, "text"), json_string(hold, "says")) != NULL;
        g_test_message("%s", path);
        g_assert_true(title_is_held);
        n += check_text(path, holds, json_string(title, "text"));
        n += check_text(path, holds, json_string(title, "subtitle"));
        n += check_text(path, holds, json_string(root, "description"));
        n += check_text(path, holds, json_string(wishes, "footnote"));
    }
    g_assert_cmpuint(n, >=, 20); /* the search finds figures */
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/holds/findings", test_findings);
    g_test_add_func("/holds/all-told", test_all_told);
    g_test_add_func("/holds/project", test_project);
    return g_test_run();
}
