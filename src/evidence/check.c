#include "base/number.h"
#include "evidence/language.h"
#include "evidence/rules.h"

#define RULE_ADDRESS(name) &rule_##name,
const Rule *const evidence_rules[] = {EVIDENCE_CHECKS(RULE_ADDRESS)};
#undef RULE_ADDRESS
const guint n_evidence_rules = G_N_ELEMENTS(evidence_rules);

char *reading_describe(const Reading *reading)
{
    char a[NUMBER_TEXT_SIZE], b[NUMBER_TEXT_SIZE];
    const gboolean range = !reading->has_value;
    if (reading->type == READING_DATE) {
        date_format(range ? reading->date_low : reading->date_value, a);
        date_format(reading->date_high, b);
    } else {
        number_format(range ? reading->low : reading->value, a);
        number_format(reading->high, b);
    }
    return range ? g_strdup_printf("%s to %s", a, b) : g_strdup(a);
}

gboolean evidence_needs_reading(const Claim *claim)
{
    const gboolean stated = *claim->value.text || *claim->low.text || *claim->high.text;
    return claim->kind != KIND_DERIVED && *claim->printed &&
           (stated || claim->rank != RANK_DEPRECATED);
}

static void check_claim(const Claim *claim, Findings *findings)
{
    const char *language = claim->source->language;
    Evidence evidence = {.claim = claim, .language = language};
    const ReadingType type = claim->metric->kind == METRIC_DATE ? READING_DATE : READING_NUMBER;
    evidence.read = reading_parse_as(claim->printed, language, type, &evidence.reading);
    evidence.known_language = language_get(language)->has_words;
#define RUN_CHECK(name) check_##name(&evidence, findings);
    EVIDENCE_CHECKS(RUN_CHECK)
#undef RUN_CHECK
}

void evidence_check(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++)
        check_claim(g_ptr_array_index(claims->claims, i), findings);
}
