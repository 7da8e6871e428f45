/*
 * rules: what evidence/ checks on each claim, and what its rules share.
 *
 * To add a rule, two things: a file rule_NAME.c with a Rule 'rule_NAME' and a
 * function 'check_NAME'; its line in EVIDENCE_CHECKS.
 */
#ifndef FIGTRAIL_EVIDENCE_RULES_H
#define FIGTRAIL_EVIDENCE_RULES_H

#include "evidence/reading.h"

/* In the order in which they are listed. */
#define EVIDENCE_CHECKS(CHECK)                                                                     \
    CHECK(printed_value)                                                                           \
    CHECK(printed_kind)                                                                            \
    CHECK(printed_unreadable)                                                                      \
    CHECK(printed_language)                                                                        \
    CHECK(quote_printed)                                                                           \
    CHECK(quote_length)

/* One claim with its print read once, for all rules. */
typedef struct {
    const Claim *claim;
    const char *language;    /* of its source, as the table has it */
    gboolean read;           /* printed reads as one figure of the metric's kind */
    Reading reading;         /* if so */
    gboolean known_language; /* unless read: there is a word table for the source's language */
} Evidence;

#define DECLARE_CHECK(name)                                                                        \
    extern const Rule rule_##name;                                                                 \
    void check_##name(const Evidence *evidence, Findings *findings);
EVIDENCE_CHECKS(DECLARE_CHECK)
#undef DECLARE_CHECK

/* Reads prints, each once, however many claims print the same.  What it reads
 * must outlive it; one thread at a time. */
typedef struct EvidenceReader EvidenceReader;
EvidenceReader *evidence_reader_new(void);
void evidence_reader_free(EvidenceReader *reader); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EvidenceReader, evidence_reader_free)

void evidence_read(EvidenceReader *reader, const Claim *claim, Evidence *evidence);
/* Runs every check on one claim. */
void evidence_check_one(const Evidence *evidence, Findings *findings);

/* What a print reads as, for messages: "64000", "20000 to 25000", "2024-04". */
char *reading_describe(const Reading *reading);

/* Whether the claim must have a print that can be read: not a derived one, nor
 * one without any figure ("several", kept as deprecated). */
gboolean evidence_needs_reading(const Claim *claim);

#endif
