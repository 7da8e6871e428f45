/*
 * quote: where the words of a claim stand in the snapshot of its source.
 *
 * A quote stands where its bytes stand, or, when they stand nowhere, where the
 * same words stand with other blanks, dashes or quotation marks (quote_fold.h).
 * It never stands where its first or last digit would be cut out of a longer
 * number: "4 GPUs" does not stand in "64 GPUs".
 */
#ifndef FIGTRAIL_EVIDENCE_QUOTE_H
#define FIGTRAIL_EVIDENCE_QUOTE_H

#include "evidence/snapshot.h"

typedef enum {
    QUOTE_FOUND,    /* at its offset */
    QUOTE_MOVED,    /* not there, but at exactly one other place */
    QUOTE_REPEATED, /* not there, but at several other places */
    QUOTE_MISSING   /* nowhere; also when it is empty */
} QuoteState;

typedef struct {
    gint64 at;      /* byte offset; when repeated, the one nearest to where it should be (the
                       first, if that is not known); -1 when missing */
    gsize length;   /* bytes that it takes there */
    gboolean alike; /* not byte for byte */
} QuotePlace;

/* Whether quote stands byte for byte at that offset. */
gboolean quote_stands_at(const Snapshot *snapshot, const char *quote, gint64 at);

/* at: where it should be, -1: not known.  The snapshot keeps its folded text
 * once that was needed, so two threads must not search one snapshot. */
QuoteState quote_locate(Snapshot *snapshot, const char *quote, gint64 at, QuotePlace *place);

/* Whether the bytes [start, end) of text begin or end inside a number. */
gboolean quote_cuts_number(const char *text, gsize length, gsize start, gsize end);

#endif
