/*
 * check: what claims/ checks, and what its files share among themselves.
 *
 * To add a rule, two things: a Rule 'rule_NAME' and a function 'check_NAME'
 * beside each other in the check_THEME.c that fits; its line in CLAIM_CHECKS.
 * Everything else (declarations, the list for 'validate --rules', the calls)
 * follows from that line.
 */
#ifndef FIGTRAIL_CLAIMS_CHECK_H
#define FIGTRAIL_CLAIMS_CHECK_H

#include "claims/claims.h"

/* Rules over the finished model, in the order in which they are listed. */
#define CLAIM_CHECKS(CHECK)                                                                        \
    CHECK(id_form) /* check_ids.c */                                                               \
    CHECK(duplicate_id)                                                                            \
    CHECK(duplicate_claim)                                                                         \
    CHECK(alias_clash)                                                                             \
    CHECK(alias_form)                                                                              \
    CHECK(value_kind) /* check_values.c */                                                         \
    CHECK(value_missing)                                                                           \
    CHECK(metric_bounds)                                                                           \
    CHECK(range_order)                                                                             \
    CHECK(range_extent)                                                                            \
    CHECK(setting_form) /* check_settings.c */                                                     \
    CHECK(setting_key)                                                                             \
    CHECK(as_of)                                                                                   \
    CHECK(as_of_missing)                                                                           \
    CHECK(rank_reason)                                                                             \
    CHECK(derived_note)                                                                            \
    CHECK(mixed_units)   /* check_units.c */                                                       \
    CHECK(source_unused) /* check_sources.c */                                                     \
    CHECK(source_date)                                                                             \
    CHECK(relays_cycle)                                                                            \
    CHECK(url_form)                                                                                \
    CHECK(snapshot_digest)

#define DECLARE_CHECK(name)                                                                        \
    extern const Rule rule_##name;                                                                 \
    void check_##name(const ClaimSet *claims, Findings *findings);
CLAIM_CHECKS(DECLARE_CHECK)
#undef DECLARE_CHECK

/* Rules of the reader: what stops a row from becoming part of the model. */
extern const Rule rule_table_missing;
extern const Rule rule_claims_columns;
extern const Rule rule_unknown_word;
extern const Rule rule_unknown_reference;
extern const Rule rule_choice_order; /* choose.c */

/* Whether a table holds claims: it refers to subjects, metrics and sources.  *whole: and has all
 * that the model needs. */
gboolean schema_is_of_claims(const Schema *schema, gboolean *whole);

/* Whether an id has no blank, control character or '|', and is not empty. */
gboolean id_is_in_form(const char *id);

/* What makes two rows the same statement of the same source.  A source may say a thing twice; then
 * the rows differ in their place ('at'; without it, the locator). */
typedef struct {
    const char *subject, *metric, *source; /* ids */
    const char *setting, *as_of, *printed, *locator;
    gint64 at; /* -1: not said */
} Statement;

/* For hash tables of them (GHashFunc, GEqualFunc). */
guint statement_hash(gconstpointer statement);
gboolean statement_equal(gconstpointer a, gconstpointer b);

/* Texts are the claim's. */
Statement statement_of(const Claim *claim);

/* The cell 'at' as an offset; -1: it says none. */
gint64 claim_at_parse(const char *text);

void claims_check(const ClaimSet *claims, Findings *findings);

/* The words of an enumeration, in the order of its C enum. */
typedef struct {
    const char *const *names;
    guint n_names;
} Words;

extern const Words claim_kind_words, claim_status_words, claim_rank_words, metric_kind_words;

/* Position of text among the words, or -1. */
int words_find(const Words *words, const char *text);

/* Place of a cell; of its whole row when the table has no such column. */
Place row_place(const Table *table, guint row, const char *column);

#endif
