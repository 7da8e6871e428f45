/* The rules over claims and their words, and the real data under them. */
#include "evidence/reading.h"
#include "evidence/snapshot.h"
#include "table/package.h"

#include "../base/folder.h"

#include <string.h>

#define SOURCES                                                                                    \
    "id,title,language\n"                                                                          \
    "pt,Português,pt-BR\n"                                                                        \
    "en,English,en\n"                                                                              \
    "ja,日本語,ja\n"                                                                            \
    "ko,한국어,ko\n"

#define SUBJECTS                                                                                   \
    "id,name\n"                                                                                    \
    "it,It\n"

#define METRICS                                                                                    \
    "id,name,unit,kind,timed\n"                                                                    \
    "count,Count,things,number,false\n"                                                            \
    "score,Score,percent,number,false\n"                                                           \
    "date,Date,date,date,false\n"

static const char claim_header[] = "id,subject,metric,setting,printed,value,low,high,kind,status,"
                                   "as_of,source,quote,at,rank,reason,note\n";

typedef struct {
    const char *source, *metric, *printed, *value, *low, *high, *kind;
    const char *quote; /* NULL: printed */
    const char *rank;  /* NULL: normal */
    const char *found; /* "rule: message" lines, or "" */
} Case;

static const Case cases[] = {
    {"pt", "count", "64 mil", "64000", "", "", "exact", NULL, NULL, ""},
    {"pt", "count", "64 mil", "6400", "", "", "exact", NULL, NULL,
     "printed-value: \"64 mil\" reads as 64000, value says 6400\n"},
    {"pt", "count", "64 mil", "", "", "", "exact", NULL, NULL,
     "printed-value: \"64 mil\" reads as 64000, but value is empty: fill it in\n"},
    {"pt", "count", "350.000", "350000", "", "", "about", NULL, NULL, ""},
    {"en", "count", "350.000", "350000", "", "", "exact", NULL, NULL,
     "printed-value: \"350.000\" reads as 350 in language \"en\", value says 350000, as other "
     "languages would read it: is it the source's language?\n"},
    {"pt", "count", "1.234", "1.234", "", "", "exact", NULL, NULL,
     "printed-value: \"1.234\" reads as 1234 in language \"pt-BR\", value says 1.234, as other "
     "languages would read it: is it the source's language?\n"},
    {"pt", "count", "1.234", "12.34", "", "", "exact", NULL, NULL,
     "printed-value: \"1.234\" reads as 1234, value says 12.34\n"},
    {"en", "count", "350.000", "350000", "", "", "derived", NULL, NULL, ""},
    {"pt", "count", "20.000 a 25.000", "", "20000", "25000", "range", NULL, NULL, ""},
    {"pt", "count", "20.000 a 25.000", "22000", "20000", "25000", "range", NULL, NULL, ""},
    {"pt", "count", "20.000 a 25.000", "", "2000", "25000", "range", NULL, NULL,
     "printed-value: \"20.000 a 25.000\" reads as 20000 to 25000, low says 2000\n"},
    {"pt", "count", "20.000 a 25.000", "20000", "", "", "exact", NULL, NULL,
     "printed-value: \"20.000 a 25.000\" reads as 20000 to 25000, but high is empty: fill it in\n"
     "printed-value: \"20.000 a 25.000\" reads as 20000 to 25000, but low is empty: fill it in\n"
     "printed-kind: \"20.000 a 25.000\" says range, kind says exact: set kind to range, or cut "
     "printed to the figure\n"},
    {"en", "count", "71981", "71981", "53963", "95903", "range", "\"71981,53963,95903\"", NULL, ""},
    {"pt", "count", "mais de 100 mil", "100000", "", "", "exact", NULL, NULL,
     "printed-kind: \"mais de 100 mil\" says at-least, kind says exact: set kind to at-least, or "
     "cut printed to the figure\n"},
    {"pt", "count", "mais de 100 mil", "", "100000", "", "at-least", NULL, NULL, ""},
    {"pt", "count", "100 mil", "100000", "100000", "", "at-least", "mais de 100 mil", NULL, ""},
    {"pt", "count", "100 mil", "100000", "10000", "", "at-least", "mais de 100 mil", NULL,
     "printed-value: \"100 mil\" reads as 100000, low says 10000\n"},
    {"en", "count", "16 thousand", "", "", "16000", "at-most", "up to 16 thousand", NULL, ""},
    {"pt", "count", "quase 600.000", "600000", "", "", "about", NULL, NULL, ""},
    {"pt", "count", "quase 600.000", "600000", "", "600000", "at-most", NULL, NULL, ""},
    {"pt", "count", "quase 600.000", "600000", "", "", "exact", NULL, NULL,
     "printed-kind: \"quase 600.000\" says about, kind says exact: set kind to about, or cut "
     "printed to the figure\n"},
    {"pt", "score", "\"86,4%\"", "86.4", "", "", "exact", NULL, NULL, ""},
    {"en", "score", "0.904", "90.4", "", "", "exact", NULL, NULL, ""},
    {"en", "score", "0.904", "0.904", "", "", "exact", NULL, NULL, ""},
    {"en", "score", "0.5%", "50", "", "", "exact", NULL, NULL,
     "printed-value: \"0.5%\" reads as 0.5, value says 50\n"},
    {"en", "count", "0.5", "50", "", "", "exact", NULL, NULL,
     "printed-value: \"0.5\" reads as 0.5, value says 50\n"},
    {"en", "count", "1.6400009999999998e+25", "1.640001e25", "", "", "exact", NULL, NULL, ""},
    {"en", "count", "1.64e+25", "1.64000099e25", "", "", "exact", NULL, NULL,
     "printed-value: \"1.64e+25\" reads as 1.64e25, value says 1.64000099e25\n"},
    {"pt", "date", "abril de 2024", "2024-04", "", "", "exact", NULL, NULL, ""},
    {"pt", "date", "abril de 2024", "2024-04-18", "", "", "exact", NULL, NULL,
     "printed-value: \"abril de 2024\" reads as 2024-04, value says 2024-04-18\n"},
    {"pt", "date", "anos 80", "", "1980", "1989", "range", NULL, NULL, ""},
    {"pt", "date", "final de 2024", "2024-12", "", "2024-12", "at-most", NULL, NULL, ""},
    {"pt", "date", "2024", "2024", "", "", "exact", NULL, NULL, ""},
    {"pt", "count", "2024", "2024", "", "", "exact", NULL, NULL, ""},
    {"pt", "count", "GPT-4", "4", "", "", "exact", NULL, NULL,
     "printed-unreadable: \"GPT-4\" does not read as one number in language \"pt-BR\", expected a "
     "print such as \"64000\": cut printed to the figure, or make the claim derived with a note\n"},
    {"pt", "date", "este ano", "2024", "", "", "exact", NULL, NULL,
     "printed-unreadable: \"este ano\" does not read as one date in language \"pt-BR\", expected "
     "a print such as \"2024-04-18\": cut printed to the figure, or make the claim derived with a "
     "note\n"},
    {"pt", "date", "este ano", "2024", "", "", "derived", NULL, NULL, ""},
    {"en", "count", "several", "", "", "", "about", NULL, "deprecated", ""},
    {"en", "count", "several", "2", "", "", "about", NULL, "deprecated",
     "printed-unreadable: \"several\" does not read as one number in language \"en\", expected a "
     "print such as \"64000\": cut printed to the figure, or make the claim derived with a note\n"},
    {"ja", "count", "3万", "30000", "", "", "exact", NULL, NULL, ""},
    {"ko", "count", "약 3만", "30000", "", "", "exact", NULL, NULL,
     "printed-language: \"약 3만\" is not checked against value, because figtrail has no words of "
     "language \"ko\": check it by hand\n"},
    {"pt", "count", "64 mil", "64000", "", "", "exact", "64 mil GPUs", NULL, ""},
    {"pt", "count", "64 mil", "64000", "", "", "exact", "64\u00a0mil GPUs", NULL,
     "quote-printed: \"64 mil\" is not in the quote \"64\u00a0mil GPUs\": copy both from the "
     "source, with the same blanks and signs\n"},
    {"en", "count", "5", "5", "", "", "exact",
     "5 a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a", NULL, ""},
    {"en", "count", "5", "5", "", "", "exact",
     "5 a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a", NULL,
     "quote-length: the quote has 41 words, the limit is 40: cut it to the phrase that carries "
     "the figure\n"},
};

/* A resource whose columns are all strings. */
static void add_resource(GString *out, const char *name, const char *csv)
{
    g_autofree char *header = g_strndup(csv, strcspn(csv, "\n"));
    g_auto(GStrv) columns = g_strsplit(header, ",", -1);
    g_string_append_printf(out, "%s{\"name\":\"%s\",\"path\":\"%s.csv\",\"schema\":{\"fields\":[",
                           out->len && out->str[out->len - 1] == '}' ? "," : "", name, name);
    for (guint i = 0; columns[i]; i++)
        g_string_append_printf(out, "%s{\"name\":\"%s\",\"type\":\"string\"}", i ? "," : "",
                               columns[i]);
    g_string_append(out, "]}}");
}

static void write_package(const Folder *folder)
{
    g_autoptr(GString) claims = g_string_new(claim_header);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        g_string_append_printf(claims, "c%u,it,%s,,%s,%s,%s,%s,%s,actual,,%s,%s,0,%s,why,how\n", i,
                               c->metric, c->printed, c->value, c->low, c->high, c->kind, c->source,
                               c->quote ? c->quote : c->printed, c->rank ? c->rank : "normal");
    }
    g_autoptr(GString) descriptor = g_string_new("{\"name\":\"test\",\"resources\":[");
    add_resource(descriptor, "sources", SOURCES);
    add_resource(descriptor, "subjects", SUBJECTS);
    add_resource(descriptor, "metrics", METRICS);
    add_resource(descriptor, "claims", claims->str);
    g_string_append(descriptor, "]}");
    folder_put(folder, "datapackage.json", descriptor->str, -1);
    folder_put(folder, "sources.csv", SOURCES, -1);
    folder_put(folder, "subjects.csv", SUBJECTS, -1);
    folder_put(folder, "metrics.csv", METRICS, -1);
    folder_put(folder, "claims.csv", claims->str, -1);
}

static char *findings_on_line(Findings *findings, guint line)
{
    GString *text = g_string_new(NULL);
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        if (sorted[i].place.line == line)
            g_string_append_printf(text, "%s: %s\n", sorted[i].rule->name, sorted[i].message);
    return g_string_free(text, FALSE);
}

static void test_rules(void)
{
    g_auto(Folder) folder = folder_make();
    write_package(&folder);
    g_autoptr(Findings) reading = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Package) package = package_read(folder.path, reading, &error);
    g_assert_no_error(error);
    g_assert_nonnull(package);
    g_autoptr(ClaimSet) claims = claims_read(package, reading);
    g_assert_nonnull(claims);
    g_assert_cmpuint(claims->claims->len, ==, G_N_ELEMENTS(cases));

    g_autoptr(Findings) findings = findings_new();
    evidence_check(claims, findings);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = findings_on_line(findings, i + 2);
        g_assert_cmpstr(text, ==, cases[i].found);
    }
}

/* A finding points at the first character of its cell. */
static void test_place(void)
{
    g_auto(Folder) folder = folder_make();
    write_package(&folder);
    g_autoptr(Findings) reading = findings_new(), findings = findings_new();
    g_autoptr(Package) package = package_read(folder.path, reading, NULL);
    g_autoptr(ClaimSet) claims = claims_read(package, reading);
    evidence_check(claims, findings);
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    g_assert_cmpuint(n, >, 0);
    g_assert_cmpuint(sorted[0].place.line, ==, 3);
    g_assert_cmpuint(sorted[0].place.column, ==, strlen("c1,it,count,,") + 1);
    g_assert_true(g_str_has_suffix(sorted[0].place.file, "claims.csv"));
}

/* Every rule can be looked up, under a name of its own. */
static void test_rule_list(void)
{
    g_assert_cmpuint(n_evidence_rules, ==, 6);
    for (guint i = 0; i < n_evidence_rules; i++) {
        g_assert_true(g_str_has_prefix(evidence_rules[i]->name, "printed-") ||
                      g_str_has_prefix(evidence_rules[i]->name, "quote-"));
        for (guint j = 0; j < i; j++)
            g_assert_cmpstr(evidence_rules[i]->name, !=, evidence_rules[j]->name);
    }
}

static void test_data(void)
{
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *data = g_build_filename(root ? root : ".", "data", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Package) package = package_read(data, findings, &error);
    g_assert_no_error(error);
    g_assert_nonnull(package);
    g_autoptr(ClaimSet) claims = claims_read(package, findings);
    g_assert_nonnull(claims);
    g_assert_cmpuint(claims->claims->len, >, 500);
    g_autoptr(Findings) own = findings_new();
    evidence_check(claims, own);
    guint n;
    const Finding *sorted = findings_sorted(own, &n);
    for (guint i = 0; i < n; i++)
        g_test_message("%s:%u:%u: %s: %s", sorted[i].place.file, sorted[i].place.line,
                       sorted[i].place.column, sorted[i].rule->name, sorted[i].message);
    g_assert_cmpuint(findings_count(own, LEVEL_ERROR), ==, 0);
    g_assert_cmpuint(findings_count(own, LEVEL_WARNING), ==, 0);
}

static void test_snapshot_faults(void)
{
    g_auto(Folder) folder = folder_make();
    folder_put(&folder, "a.txt", "abc", -1);
    static const char digest[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    static const struct {
        const char *snapshot, *sha256;
        int fault; /* -1: none */
    } snapshots[] = {
        {"a.txt", digest, -1},
        {"a.txt", "", -1},
        {"a.txt", "00", SNAPSHOT_DIGEST},
        {"", digest, SNAPSHOT_UNNAMED},
        {"b.txt", digest, SNAPSHOT_MISSING},
        {".", digest, SNAPSHOT_UNSAFE},
        {"../a.txt", digest, SNAPSHOT_UNSAFE},
        {"x/../../a.txt", digest, SNAPSHOT_UNSAFE},
        {"/etc/passwd", digest, SNAPSHOT_UNSAFE},
        {"x//a.txt", digest, SNAPSHOT_UNSAFE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(snapshots); i++) {
        const Source source = {
            .id = "s", .snapshot = snapshots[i].snapshot, .sha256 = snapshots[i].sha256};
        g_autoptr(GError) error = NULL;
        g_autoptr(Snapshot) snapshot = snapshot_read(folder.path, &source, &error);
        if (snapshots[i].fault < 0) {
            g_assert_no_error(error);
            g_assert_cmpuint(snapshot->length, ==, 3);
        } else {
            g_assert_null(snapshot);
            g_assert_error(error, SNAPSHOT_ERROR, snapshots[i].fault);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/check/rules", test_rules);
    g_test_add_func("/evidence/check/place", test_place);
    g_test_add_func("/evidence/check/rule-list", test_rule_list);
    g_test_add_func("/evidence/check/data", test_data);
    g_test_add_func("/evidence/snapshot", test_snapshot_faults);
    return g_test_run();
}
