#include "base/number.h"
#include "evidence/language.h"
#include "evidence/rules.h"

#include <string.h>

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

/* One print as read once, for all claims that print the same. */
typedef struct {
    const char *printed, *language; /* borrowed from the claims */
    ReadingType type;
    gboolean read, known_language;
    Reading reading;
} CachedReading;

static guint cached_hash(gconstpointer key)
{
    const CachedReading *cached = key;
    return g_str_hash(cached->printed) * 2 + cached->type;
}

static gboolean cached_equal(gconstpointer a, gconstpointer b)
{
    const CachedReading *x = a, *y = b;
    return x->type == y->type && strcmp(x->printed, y->printed) == 0 &&
           strcmp(x->language, y->language) == 0;
}

struct EvidenceReader {
    GHashTable *readings; /* CachedReading* -> itself */
};

EvidenceReader *evidence_reader_new(void)
{
    EvidenceReader *reader = g_new0(EvidenceReader, 1);
    reader->readings = g_hash_table_new_full(cached_hash, cached_equal, g_free, NULL);
    return reader;
}

void evidence_reader_free(EvidenceReader *reader)
{
    if (!reader)
        return;
    g_hash_table_unref(reader->readings);
    g_free(reader);
}

static const CachedReading *read_printed(EvidenceReader *reader, const Claim *claim)
{
    const ReadingType type = claim->metric->kind == METRIC_DATE ? READING_DATE : READING_NUMBER;
    const CachedReading key = {
        .printed = claim->printed, .language = claim->source->language, .type = type};
    CachedReading *cached = g_hash_table_lookup(reader->readings, &key);
    if (cached)
        return cached;
    cached = g_memdup2(&key, sizeof key);
    cached->read = reading_parse_as(key.printed, key.language, type, &cached->reading);
    cached->known_language = language_get(key.language)->has_words;
    g_hash_table_add(reader->readings, cached);
    return cached;
}

void evidence_read(EvidenceReader *reader, const Claim *claim, Evidence *evidence)
{
    evidence->claim = claim;
    evidence->language = claim->source->language;
    evidence->read = claim->metric->kind == METRIC_NUMBER &&
                     reading_parse_plain(claim->printed, &evidence->reading);
    if (evidence->read) {
        evidence->known_language = TRUE; /* to every language the same */
        return;
    }
    const CachedReading *cached = read_printed(reader, claim);
    evidence->read = cached->read;
    evidence->reading = cached->reading;
    evidence->known_language = cached->known_language;
}

void evidence_check_one(const Evidence *evidence, Findings *findings)
{
#define RUN_CHECK(name) check_##name(evidence, findings);
    EVIDENCE_CHECKS(RUN_CHECK)
#undef RUN_CHECK
}

void evidence_check(const ClaimSet *claims, Findings *findings)
{
    g_autoptr(EvidenceReader) reader = evidence_reader_new();
    for (guint i = 0; i < claims->claims->len; i++) {
        Evidence evidence;
        evidence_read(reader, g_ptr_array_index(claims->claims, i), &evidence);
        evidence_check_one(&evidence, findings);
    }
}
