/*
 * extract: every figure of a source's text, and the claim that covers it.
 *
 * A figure is covered when a claim's printed stands there; when it is listed as no
 * claim (the table not-claims: source, at, words, reason) its reason is told; else
 * it is uncovered and wants a curator.
 */
#ifndef FIGTRAIL_EVIDENCE_EXTRACT_H
#define FIGTRAIL_EVIDENCE_EXTRACT_H

#include "evidence/find.h"
#include "evidence/snapshot.h"

typedef enum {
    COVER_NONE,     /* uncovered */
    COVER_CLAIM,    /* by a claim */
    COVER_NO_CLAIM, /* listed as no claim */
    COVER_NAME      /* digits of a name, which measure nothing */
} Cover;

typedef struct {
    const Mention *mention; /* of the extraction's mentions */
    guint line, column;     /* of mention->core, from 1, column in characters */
    Cover cover;
    const Claim *claim; /* COVER_CLAIM: the first that covers it */
    const char *reason; /* COVER_NO_CLAIM */
} Extract;

typedef struct {
    const char *name; /* of the source, or of the file */
    const char *text; /* borrowed; of length bytes */
    gsize length;
    const Source *source; /* NULL: a file */
    GArray *mentions;     /* of Mention */
    GArray *extracts;     /* of Extract, in the order of the text */
    GPtrArray *lost;      /* of const Claim*: claims of the source that cover no figure */
} Extraction;

/* package, claims and source: all NULL for a file that is no source.  Text and
 * package must outlive it. */
Extraction *extract_figures(const char *name, const char *text, gsize length, const char *language,
                            const Package *package, const ClaimSet *claims, const Source *source);
void extraction_free(Extraction *extraction); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Extraction, extraction_free)

/* uncovered: only figures without claim and without reason.  sentences: with the
 * words around each figure, which belong to others and are for the eye only. */
typedef struct {
    gboolean uncovered, sentences;
    guint width;
} ExtractStyle;

char *extract_format_text(const Extraction *extraction, const ExtractStyle *style);
char *extract_format_json(const Extraction *extraction, const ExtractStyle *style);
/* Draft rows of a claims table for the uncovered figures that a claim could state. */
char *extract_format_csv(const Extraction *extraction, const ExtractStyle *style);

const char *cover_name(Cover cover);

#endif
