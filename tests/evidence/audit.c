/* Hints of the words around a figure, and its unit, against what a claim says. */
#include "evidence/audit_claim.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *language, *text, *printed, *unit, *setting;
    ClaimKind kind;
    ClaimStatus status;
    const char *found; /* the rule, or "" */
} Case;

static const Case cases[] = {
    {"pt-BR", "A empresa planeja comprar 64 mil GPUs.", "64 mil", "accelerators", "", KIND_EXACT,
     STATUS_ACTUAL, "status-hint"},
    {"pt-BR", "A empresa planeja comprar 64 mil GPUs.", "64 mil", "accelerators", "", KIND_EXACT,
     STATUS_PLANNED, ""},
    {"pt-BR", "A empresa planeja comprar 64 mil GPUs.", "64 mil", "accelerators", "", KIND_EXACT,
     STATUS_RUMOURED, ""},
    {"pt-BR", "A empresa comprou 64 mil GPUs.", "64 mil", "accelerators", "", KIND_EXACT,
     STATUS_ACTUAL, ""},
    {"pt-BR", "Acredita-se que sejam 64 mil GPUs.", "64 mil", "accelerators", "", KIND_EXACT,
     STATUS_ACTUAL, "status-hint"},
    {"en", "The firm has 8 GPUs, and plans to build a second site.", "8", "accelerators", "",
     KIND_EXACT, STATUS_ACTUAL, ""},
    {"en", "They will train on 8 GPUs.", "8", "accelerators", "", KIND_EXACT, STATUS_ACTUAL,
     "status-hint"},
    {"en", "It has about 8 GPUs.", "8", "accelerators", "", KIND_EXACT, STATUS_ACTUAL, "kind-hint"},
    {"en", "It has about 8 GPUs.", "8", "accelerators", "", KIND_ABOUT, STATUS_ACTUAL, ""},
    {"en", "It has more than 8 GPUs.", "8", "accelerators", "", KIND_EXACT, STATUS_ACTUAL,
     "kind-hint"},
    {"en", "It has more than 8 GPUs.", "8", "accelerators", "", KIND_AT_LEAST, STATUS_ACTUAL, ""},
    {"en", "<td>8 GPUs</td>", "8", "accelerators", "", KIND_EXACT, STATUS_ACTUAL, ""},
    {"en", "It scored 86.4%.", "86.4%", "percent", "", KIND_EXACT, STATUS_ACTUAL, ""},
    {"en", "It scored 86.4%.", "86.4%", "USD", "", KIND_EXACT, STATUS_ACTUAL, "unit-differs"},
    {"en", "It cost $12 million.", "$12 million", "accelerators", "", KIND_EXACT, STATUS_ACTUAL,
     "unit-differs"},
    {"en", "It has 8 GPUs.", "8", "H100 equivalents", "", KIND_EXACT, STATUS_ACTUAL, ""},
    {"en", "It took 90 hours.", "90", "days", "unit=hours", KIND_EXACT, STATUS_ACTUAL, ""},
};

static void test_context(void)
{
    const ClaimSet claims = {0};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Case *c = &cases[i];
        const Source source = {
            .id = "s", .language = c->language, .snapshot = "s.txt", .sha256 = ""};
        const Metric metric = {.id = "m", .kind = METRIC_NUMBER, .unit = c->unit};
        Reading reading;
        g_assert_true(reading_parse_as(c->printed, c->language, READING_NUMBER, &reading));
        const Amount none = {.text = ""};
        const Amount value = {.present = TRUE, .text = "value", .number = reading.value};
        const Claim claim = {.id = "c",
                             .source = &source,
                             .metric = &metric,
                             .setting = c->setting,
                             .printed = c->printed,
                             .quote = c->printed,
                             .at = (gint64)(strstr(c->text, c->printed) - c->text),
                             .value = value,
                             .low = none,
                             .high = none,
                             .kind = c->kind,
                             .status = c->status,
                             .note = ""};
        Auditor auditor;
        auditor_init(&auditor, &claims);
        Snapshot snapshot = {g_strdup(c->text), strlen(c->text), NULL};
        auditor.snapshot = g_memdup2(&snapshot, sizeof snapshot);
        auditor.state = SNAPSHOT_STATE_PROVED;
        const AuditEntry entry = audit_claim(&auditor, &claim);
        g_test_message("%u: %s", i, c->text);
        g_assert_cmpint(entry.level, ==, AUDIT_VERIFIED);
        guint n;
        const Finding *sorted = findings_sorted(auditor.findings, &n);
        g_assert_cmpuint(n, ==, *c->found != '\0');
        g_assert_cmpstr(n > 0 ? sorted[0].rule->name : "", ==, c->found);
        auditor_clear(&auditor);
        findings_free(auditor.findings);
    }
}

/* Every rule has a name of its own, and a level. */
static void test_rules(void)
{
    for (guint i = 0; i < n_audit_rules; i++) {
        g_assert_cmpint(audit_rules[i]->level, >=, LEVEL_WARNING);
        for (guint j = 0; j < i; j++)
            g_assert_cmpstr(audit_rules[i]->name, !=, audit_rules[j]->name);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/audit/context", test_context);
    g_test_add_func("/evidence/audit/rules", test_rules);
    return g_test_run();
}
