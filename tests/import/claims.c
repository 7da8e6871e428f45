/* Claims that maps make of rows, and what becomes of rows that give none. */
#include "project.h"

#include "import/import_files.h"
#include "import/import_report.h"

#include <string.h>

static TestProject project;

#define HEADER                                                                                     \
    "id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,locator,"  \
    "stated_by,rank,reason,note\n"

/* A map whose claims are of GPT-4 on MMLU by one article, but for what members say. */
static char *make_map(const char *members)
{
    return g_strdup_printf(
        "{\"source\": {\"url\": \"https://a.org/b/\", \"title\": \"T\", \"type\": \"article\"},\n"
        "\"claim\": {\"subject\": \"gpt-4\", \"metric\": \"mmlu\", \"printed\": \"{p}\"%s%s}}",
        *members ? ",\n" : "", members);
}

/* ---- figures -----------------------------------------------------------------------------------
 */

/* printed, value, low, high, kind, note of the claim; or the finding. */
static void test_figures(void)
{
    static const struct {
        const char *map, *cell, *claim, *finding;
    } cases[] = {
        {"", "86.4%", "86.4%|86.4|||exact|", NULL},
        {"", "about 86", "about 86|86|||about|", NULL},
        {"", "85 to 87", "85 to 87||85|87|range|", NULL},
        {"", "> 86", "> 86|86|||at-least|", NULL},
        {"", "x", NULL, "2:1: import-row: \"x\" does not read as a number\n"},
        {"", "101", NULL, "2:1: import-row: value 101 is above 100, the maximum of mmlu\n"},
        {"", "$5", NULL, "2:1: import-row: \"$5\" is in USD, but the metric mmlu is in percent\n"},
        {"", "0.57", NULL,
         "2:1: import-row: \"0.57\" may be a fraction of 1 or a percentage: say in the map which, "
         "by "
         "'shift' 2 or 0\n"},
        {"", "0.57%", "0.57%|0.57|||exact|", NULL},
        {"\"shift\": 0", "0.57", "0.57|0.57|||exact|", NULL},
        {"\"shift\": 2", "0.57", "0.57|57|||exact|", NULL},
        {"\"shift\": 3", "0.057", "0.057|57|||derived|= printed * 1000", NULL},
        {"\"shift\": -1, \"note\": \"tenths\"", "570", "570|57|||derived|= printed / 10; tenths",
         NULL},
        {"\"metric\": \"training-tokens\"", "15 trillion", "15 trillion|15000000000000|||exact|",
         NULL},
        {"\"metric\": \"release-date\"", "July 2023", "July 2023|2023-07|||exact|", NULL},
        {"\"metric\": \"release-date\"", "2023-07-18", "2023-07-18|2023-07-18|||exact|", NULL},
        {"\"metric\": \"release-date\"", "soon", NULL,
         "2:1: import-row: \"soon\" does not read as a date\n"},
        /* given values are double entry */
        {"\"value\": \"64000\", \"metric\": \"gpu-count\"", "64k", "64k|64000|||exact|", NULL},
        {"\"value\": \"6400\", \"metric\": \"gpu-count\"", "64k", NULL,
         "2:1: import-row: \"64k\" reads as 64000, value says 6400\n"},
        {"\"value\": \"90.4\"", "0.904", "0.904|90.4|||exact|", NULL},
        {"\"value\": \"\"", "64", NULL, "2:0: import-row: it has neither value nor low nor high\n"},
        {"\"kind\": \"exactly\"", "64", NULL, "2:0: import-row: kind \"exactly\" is not known\n"},
        {"\"rank\": \"deprecated\"", "64", NULL,
         "2:0: import-row: it is deprecated without a reason\n"},
        {"\"as_of\": \"18/7/2023\"", "64", NULL,
         "2:0: import-row: as_of \"18/7/2023\" is no date: write it as 2024-07-18, or let the map "
         "read it ('date')\n"},
        {"\"metric\": \"mlu\"", "64", NULL,
         "2:0: import-row: there is no metric \"mlu\": add it to metrics.csv, or to the map's "
         "'metrics'\n"},
        {"\"printed\": {\"text\": \"{p}\", \"map\": {\"three\": \"3\"}}", "three", NULL,
         "2:1: import-row: \"3\" does not stand in the cell in these very characters: 'printed' "
         "must be cut out of it\n"},
        {"\"printed\": {\"text\": \"{p}\", \"match\": [[\"([0-9.]+) *%\", \"\\\\1\"]]}",
         "won 64 % of it", "64|64|||exact|", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *map = make_map(cases[i].map);
        /* the last member of a name counts in no JSON: take the default's away */
        g_auto(GStrv) parts = g_strsplit(map, "\"metric\": \"mmlu\", ", 2);
        const gboolean own_metric = strstr(cases[i].map, "\"metric\"") != NULL;
        g_autofree char *once = own_metric ? g_strjoinv("", parts) : g_strdup(map);
        g_auto(GStrv) pieces = g_strsplit(once, ", \"printed\": \"{p}\"", 2);
        const gboolean own_printed = strstr(cases[i].map, "\"printed\"") != NULL;
        g_autofree char *whole = own_printed ? g_strjoinv("", pieces) : g_strdup(once);
        g_autofree char *text = g_strdup_printf("p\n%s\n", cases[i].cell);
        TestImport test;
        test_import(&project, &test, whole, "a.csv", text, FALSE);
        g_autofree char *faults = test_findings_text(test.findings);
        g_assert_cmpstr(faults, ==, cases[i].finding ? cases[i].finding : "");
        g_assert_nonnull(test.import);
        g_assert_cmpuint(test.import->drafts->len, ==, cases[i].claim ? 1 : 0);
        if (cases[i].claim) {
            const ClaimDraft *draft = g_ptr_array_index(test.import->drafts, 0);
            static const ClaimColumn shown[] = {CLAIM_PRINTED, CLAIM_VALUE, CLAIM_LOW,
                                                CLAIM_HIGH,    CLAIM_KIND,  CLAIM_NOTE};
            g_autoptr(GString) claim = g_string_new(NULL);
            for (gsize j = 0; j < G_N_ELEMENTS(shown); j++) {
                const char *cell = draft->cells[shown[j]];
                g_string_append_printf(claim, "%s%s", j > 0 ? "|" : "", cell ? cell : "");
            }
            g_assert_cmpstr(claim->str, ==, cases[i].claim);
        }
        test_import_clear(&test);
    }
}

/* ---- settings and names ------------------------------------------------------------------------
 */

static void test_settings(void)
{
    static const struct {
        const char *setting, *row, *text, *finding;
    } cases[] = {
        {"{\"shots\": \"{a}\", \"method\": \"{b}\"}", "5,cot", "method=cot;shots=5", NULL},
        {"{\"shots\": \"{a}\", \"method\": \"{b}\"}", "5,", "shots=5", NULL},
        {"{\"method\": \"{b}\"}", "5,", NULL, NULL},
        {"{\"method\": \"{b}\"}", "5,Chain of thought", NULL,
         "2:5: import-row: \"Chain of thought\" cannot be the value of the setting method: let the "
         "map make it a 'slug', or give its meaning in a 'map'\n"},
        {"{\"method\": {\"text\": \"{b}\", \"slug\": true}}", "5,Chain of thought",
         "method=chain-of-thought", NULL},
        {"\"{b}\"", "5,shots=5;method=cot", "method=cot;shots=5", NULL},
        {"\"{b}\"", "5,shots=5;shots=6", NULL,
         "2:0: import-row: the setting \"shots=5;shots=6\" has a key twice\n"},
        {"\"{b}\"", "5,five shots", NULL, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *members = g_strdup_printf("\"setting\": %s", cases[i].setting);
        g_autofree char *map = make_map(members);
        g_autofree char *text = g_strdup_printf("p,a,b\n7,%s\n", cases[i].row);
        TestImport test;
        test_import(&project, &test, map, "a.csv", text, FALSE);
        g_autofree char *faults = test_findings_text(test.findings);
        if (!cases[i].finding || *cases[i].finding)
            g_assert_cmpstr(faults, ==, cases[i].finding ? cases[i].finding : "");
        else
            g_assert_cmpuint(findings_count(test.findings, LEVEL_ERROR), ==, 1);
        const gboolean made = !cases[i].finding;
        g_assert_nonnull(test.import);
        g_assert_cmpuint(test.import->drafts->len, ==, made ? 1 : 0);
        if (made) {
            const ClaimDraft *draft = g_ptr_array_index(test.import->drafts, 0);
            g_assert_cmpstr(draft->cells[CLAIM_SETTING], ==, cases[i].text);
        }
        test_import_clear(&test);
    }
}

/* Two conditions never become one in silence. */
static void test_slug_clash(void)
{
    g_autofree char *map =
        make_map("\"setting\": {\"method\": {\"text\": \"{b}\", \"slug\": true}}");
    TestImport test;
    test_import(&project, &test, map, "a.csv", "p,b\n7,A/B\n8,a-b\n9,A/B\n7,C d\n8,c_D\n", FALSE);
    g_autofree char *faults = test_findings_text(test.findings);
    g_assert_cmpstr(faults, ==,
                    "3:3: import-row: b: \"A/B\" and \"a-b\" would both become \"a-b\": tell them "
                    "apart in the map\n");
    g_assert_nonnull(test.import);
    g_assert_cmpuint(test.import->drafts->len, ==, 4);
    test_import_clear(&test);
}

static const char *const names_map =
    "{\"source\": {\"title\": \"T\", \"type\": \"article\"},\n"
    "\"subjects\": {\"kind\": \"model\", \"maker\": \"{m}\"},\n"
    "\"claim\": {\"subject\": \"{s}\", \"metric\": \"mmlu\", \"printed\": \"{p}\"}}";

static void test_names(void)
{
    static const struct {
        const char *name, *subject; /* NULL: nobody */
    } cases[] = {
        {"gpt-4", "gpt-4"},
        {"GPT-4", "gpt-4"},
        {"gpt 4", "gpt-4"},
        {"GPT\xE2\x80\x91"
         "4",
         "gpt-4"}, /* hyphen that does not break */
        {"gpt-4-0613", "gpt-4"},
        {"ＧＰＴ－４", "gpt-4"},
        {"GPT-4 0613", "gpt-4"},
        {"GTP-4", NULL},
        {"gpt-4-turbo", NULL},
        {"gpt", NULL},
        {"llama2 7b", "llama-2-7b"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf("s,m,p\n%s,OpenAI,50%%\n", cases[i].name);
        TestImport test;
        test_import(&project, &test, names_map, "a.csv", text, FALSE);
        g_assert_nonnull(test.import);
        g_assert_cmpuint(test.import->drafts->len, ==, cases[i].subject ? 1 : 0);
        if (cases[i].subject) {
            const ClaimDraft *draft = g_ptr_array_index(test.import->drafts, 0);
            g_assert_cmpstr(draft->cells[CLAIM_SUBJECT], ==, cases[i].subject);
        } else {
            g_autofree char *faults = test_findings_text(test.findings);
            g_autofree char *begin = g_strdup_printf(
                "2:1: import-row: no subject is called \"%s\": near are gpt-", cases[i].name);
            g_assert_true(g_str_has_prefix(faults, begin));
            g_assert_nonnull(strstr(faults, "; add it (--new-subjects), or an alias\n"));
        }
        test_import_clear(&test);
    }
}

static void test_new_subjects(void)
{
    TestImport test;
    test_import(
        &project, &test, names_map, "a.csv",
        "s,m,p\nGTP-4,OpenAI,50%\ngtp 4,,60%\nGPT-4,OpenAI,70%\n通义,阿里,1%\n\"Gtp.4\",,2%\n",
        TRUE);
    g_autofree char *faults = test_findings_text(test.findings);
    g_assert_cmpstr(faults, ==, "");
    g_autoptr(GPtrArray) files = import_files(test.import);
    const OutputFile *subjects = NULL;
    for (guint i = 0; i < files->len; i++)
        if (strcmp(((OutputFile *)g_ptr_array_index(files, i))->name, "subjects.csv") == 0)
            subjects = g_ptr_array_index(files, i);
    g_assert_nonnull(subjects);
    g_assert_cmpstr(subjects->content, ==,
                    "id,name,kind,maker,family,aliases\n"
                    "gtp-4,GTP-4,model,OpenAI,,\n"
                    "gtp-4-2,Gtp.4,model,,,\n"
                    "subject-41a8d6a9,通义,model,阿里,,\n");
    test_import_clear(&test);
}

/* ---- sources and words -------------------------------------------------------------------------
 */

static void test_sources(void)
{
    static const char *const map =
        "{\"source\": {\"url\": \"{u}\", \"title\": \"{t}\", \"type\": \"paper\"},\n"
        "\"claim\": {\"subject\": \"gpt-4\", \"metric\": \"mmlu\", \"printed\": \"{p}\"}}";
    static const char *const table = "p,u,t\n"
                                     "80%,https://www.a.org/B/,First\n"
                                     "\"81 %\",http://WWW.A.org/B,First\n"
                                     "82,,Only a title\n"
                                     "83,https://openai.com/index/openai-o3-mini,\n"
                                     "84,,\n"
                                     "85,ftp://a.org/b,F\n"
                                     "86,http://www.a.org/b,Other path\n"
                                     "87,https://www.a.org/B/,Second\n";
    TestImport test;
    test_import(&project, &test, map, "a.csv", table, FALSE);
    g_autofree char *faults = test_findings_text(test.findings);
    g_assert_cmpstr(faults, ==,
                    "6:0: import-row: it names no source: neither an address nor a title\n"
                    "7:0: import-row: \"ftp://a.org/b\" in 'url' does not match the "
                    "pattern https?://[^ ]+\n"
                    "9:0: import-source: source \"a.org-b\" is called \"Second\" here, but "
                    "\"First\" before: the first is kept\n");
    g_autoptr(GPtrArray) files = import_files(test.import);
    g_autoptr(GString) seen = g_string_new(NULL);
    for (guint i = 0; i < files->len; i++) {
        const OutputFile *file = g_ptr_array_index(files, i);
        g_string_append_printf(seen, "%s\n", file->name);
        if (strcmp(file->name, "claims.csv") == 0)
            g_assert_cmpstr(
                file->content, ==,
                HEADER
                "gpt-4.mmlu.a.org-b,gpt-4,mmlu,,80%,80,,,exact,actual,,a.org-b,80%,6,\"row 2, "
                "column 'p'\",,normal,,\n"
                "gpt-4.mmlu.a.org-b-2,gpt-4,mmlu,,86,86,,,exact,actual,,a.org-b-2,86,6,\"row 8, "
                "column 'p'\",,normal,,\n"
                "gpt-4.mmlu.a.org-b.2,gpt-4,mmlu,,81 %,81,,,exact,actual,,a.org-b,81 %,38,\"row "
                "3, column 'p'\",,normal,,\n"
                "gpt-4.mmlu.a.org-b.3,gpt-4,mmlu,,87,87,,,exact,actual,,a.org-b,87,69,\"row 9, "
                "column 'p'\",,normal,,\n"
                "gpt-4.mmlu.only-a-title,gpt-4,mmlu,,82,82,,,exact,actual,,only-a-title,82,6,"
                "\"row 4, column 'p'\",,normal,,\n"
                "gpt-4.mmlu.openai.com-index-openai-o3-mini,gpt-4,mmlu,,83,83,,,exact,actual,,"
                "openai.com-index-openai-o3-mini,83,6,\"row 5, column 'p'\",,normal,,\n");
        if (strcmp(file->name, "snapshots/imported/a.org-b.csv") == 0)
            g_assert_cmpstr(file->content, ==,
                            "p,u,t\n80%,https://www.a.org/B/,First\n\"81 %\",http://WWW.A.org/B,"
                            "First\n87,https://www.a.org/B/,Second\n");
        if (strcmp(file->name, "sources.csv") == 0) {
            /* the data have that page: it is retold here */
            g_assert_nonnull(strstr(file->content,
                                    "openai.com-index-openai-o3-mini,[https://openai.com/index/"
                                    "openai-o3-mini],,,,en,paper,openai-o3-mini,"));
            g_assert_nonnull(strstr(file->content, "only-a-title,Only a title,,,,en,paper,,,,,"
                                                   "imported/only-a-title.csv,"));
        }
    }
    g_assert_cmpstr(seen->str, ==,
                    "claims.csv\nsources.csv\n"
                    "snapshots/imported/a.org-b.csv\nsnapshots/imported/only-a-title.csv\n"
                    "snapshots/imported/openai.com-index-openai-o3-mini.csv\n"
                    "snapshots/imported/a.org-b-2.csv\nunmapped.csv\n");
    test_import_clear(&test);
}

/* Claims of the data that come again: the same ones are known, under another id they are a fault.
 */
static void test_known(void)
{
    static const char *const map =
        "{\"claim\": {\"id\": \"{id}\", \"subject\": \"claude-2\", \"metric\": \"gsm8k\",\n"
        "\"setting\": \"evaluator=anthropic;method=cot;shots=0\", \"as_of\": \"2023-07\",\n"
        "\"printed\": \"88.0%\", \"source\": \"modelcards-claude-2\", \"at\": \"{at}\",\n"
        "\"quote\": \"88.0% on GSM8k (0-shot CoT)\", \"stated_by\": \"Anthropic\",\n"
        "\"locator\": \"line 3 of the excerpt\"}}";
    TestImport test;
    test_import(&project, &test, map, "a.csv",
                "id,at\n"
                "claude-2.gsm8k.modelcards-claude-2,124\n"
                ",124\n"
                "mine,124\n"
                ",125\n"
                ",125\n"
                "not an id,126\n"
                "claude-2.gsm8k.modelcards-claude-2,127\n",
                FALSE);
    g_autofree char *faults = test_findings_text(test.findings);
    g_assert_cmpstr(
        faults, ==,
        "4:0: import-row: it says the same as claim \"claude-2.gsm8k.modelcards-claude-2\": "
        "\"88.0%\" at the same place of source \"modelcards-claude-2\"\n"
        "6:0: import-row: it says the same as claim \"claude-2.gsm8k.modelcards-claude-2.2\": "
        "\"88.0%\" at the same place of source \"modelcards-claude-2\"\n"
        "7:0: import-row: \"not an id\" in 'id' does not match the pattern [a-z0-9][a-z0-9.-]*\n"
        "8:0: import-row: the id \"claude-2.gsm8k.modelcards-claude-2\" is given twice\n");
    g_assert_cmpuint(test.import->counts.n_known, ==, 2);
    g_assert_cmpuint(test.import->counts.n_claims, ==, 1);
    test_import_clear(&test);
}

/* ---- rows --------------------------------------------------------------------------------------
 */

static void test_accounting(void)
{
    static const char *const map =
        "{\"source\": {\"title\": \"T\", \"type\": \"article\"}, \"missing\": [\"n/a\"],\n"
        "\"skip\": [{\"text\": \"{s}\", \"is\": \"\", \"reason\": \"nobody\"},\n"
        "{\"text\": \"{s}\", \"match\": \"^(?i)human\", \"reason\": \"a person\"}],\n"
        "\"claim\": {\"subject\": \"{s}\", \"metric\": \"mmlu\"},\n"
        "\"claims\": [{\"printed\": \"{a}\", \"setting\": {\"shots\": \"5\"}},\n"
        "{\"printed\": \"{b}\"}]}";
    static const char *const table = "s,a,b\n"
                                     "gpt-4,1,2\n"
                                     ",3,4\n"
                                     "Human expert,5,6\n"
                                     "gpt-4,n/a,7\n"
                                     "gpt-4,n/a,\n"
                                     "gpt-4,x,8\n"
                                     "gpt-4,y,z\n"
                                     "nobody,9,n/a\n"
                                     "gpt-4,10\n"
                                     "\n";
    TestImport test;
    test_import(&project, &test, map, "a.csv", table, FALSE);
    g_assert_nonnull(test.import);
    g_autofree char *report = import_report_text(test.import);
    const char *near = subject_book_near(test.import->subjects, "nobody");
    g_autofree char *expected = g_strdup_printf(
        "rows read 10 = giving claims 2 + in part 1 + skipped 4 + not mapped 3\n"
        "figures looked for 12 = claims 4 + empty cells 4 + not mapped 4\n"
        "new: sources 1, subjects 0, metrics 0\n"
        "skipped\n"
        "     1  a person\n"
        "     1  it holds no figure\n"
        "     1  nobody\n"
        "     1  the row is blank\n"
        "not mapped\n"
        "     1  \"x\" does not read as a number\n"
        "     1  \"y\" does not read as a number\n"
        "     1  \"z\" does not read as a number\n"
        "     1  no subject is called \"nobody\": %sadd it (--new-subjects), or an alias\n"
        "     1  the row has 2 cells, but there are 3 columns\n",
        near);
    g_assert_cmpstr(report, ==, expected);
    const ImportCounts *counts = &test.import->counts;
    g_assert_cmpuint(counts->n_rows, ==,
                     counts->n_mapped + counts->n_partly + counts->n_skipped + counts->n_unmapped);
    g_assert_cmpuint(counts->n_figures, ==,
                     counts->n_claims + counts->n_known + counts->n_empty + counts->n_faulty);
    g_assert_cmpuint(findings_count(test.findings, LEVEL_ERROR), ==, 5);
    test_import_clear(&test);
}

static void test_split(void)
{
    static const char *const map = "{\"source\": {\"title\": \"T\", \"type\": \"article\"},\n"
                                   "\"claim\": {\"subject\": \"gpt-4\", \"metric\": \"mmlu\",\n"
                                   "\"split\": {\"text\": \"{scores}\", \"by\": \";\"},\n"
                                   "\"setting\": {\"shots\": {\"text\": \"{#part}\", \"match\": "
                                   "[[\"^([0-9]+):\", \"\\\\1\"]]}},\n"
                                   "\"printed\": {\"text\": \"{#part}\", \"match\": [[\": "
                                   "*(.*)$\", \"\\\\1\"]], \"otherwise\": "
                                   "\"reject\"}}}";
    TestImport test;
    test_import(&project, &test, map, "a.csv", "scores\n0: 70%; 5: 80%\n5: 81%\n", FALSE);
    g_autofree char *faults = test_findings_text(test.findings);
    g_assert_cmpstr(faults, ==, "");
    gsize length;
    g_autofree char *claims = import_format_claims(test.import, &length);
    g_assert_cmpstr(claims, ==,
                    HEADER
                    "gpt-4.mmlu.t,gpt-4,mmlu,shots=0,70%,70,,,exact,actual,,t,0: 70%; 5: 80%,7,"
                    "\"row 2, column 'scores'\",,normal,,\n"
                    "gpt-4.mmlu.t.2,gpt-4,mmlu,shots=5,80%,80,,,exact,actual,,t,0: 70%; 5: 80%,7,"
                    "\"row 2, column 'scores'\",,normal,,\n"
                    "gpt-4.mmlu.t.3,gpt-4,mmlu,shots=5,81%,81,,,exact,actual,,t,5: 81%,22,\"row "
                    "3, column 'scores'\",,normal,,\n");
    test_import_clear(&test);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_project_read(&project);
    g_test_add_func("/import/figures", test_figures);
    g_test_add_func("/import/settings", test_settings);
    g_test_add_func("/import/slug-clash", test_slug_clash);
    g_test_add_func("/import/names", test_names);
    g_test_add_func("/import/new-subjects", test_new_subjects);
    g_test_add_func("/import/sources", test_sources);
    g_test_add_func("/import/known", test_known);
    g_test_add_func("/import/accounting", test_accounting);
    g_test_add_func("/import/split", test_split);
    const int status = g_test_run();
    test_project_clear(&project);
    return status;
}
