/*
 * quote: where the words of a claim stand in the snapshot of its source.
 */
#ifndef FIGTRAIL_EVIDENCE_QUOTE_H
#define FIGTRAIL_EVIDENCE_QUOTE_H

#include "evidence/snapshot.h"

typedef enum {
    QUOTE_FOUND,    /* byte for byte at its offset */
    QUOTE_MOVED,    /* not there, but at exactly one other place */
    QUOTE_REPEATED, /* not there, but at several other places */
    QUOTE_MISSING   /* nowhere; also when it is empty */
} QuoteState;

/* Whether quote stands at that byte offset. */
gboolean quote_stands_at(const Snapshot *snapshot, const char *quote, gint64 at);

/* at: where it should be, -1: not known.  *place: its byte offset, when repeated
 * the one nearest to at (the first for -1), -1 when missing. */
QuoteState quote_locate(const Snapshot *snapshot, const char *quote, gint64 at, gint64 *place);

#endif
