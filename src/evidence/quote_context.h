/*
 * quote_context: the words around the quote of a claim, for a reader.
 */
#ifndef FIGTRAIL_EVIDENCE_QUOTE_CONTEXT_H
#define FIGTRAIL_EVIDENCE_QUOTE_CONTEXT_H

#include "evidence/quote.h"

#define QUOTE_CONTEXT_ERROR quote_context_error_quark()
GQuark quote_context_error_quark(void);

/* The snapshots of a folder, each read when it is first needed. */
typedef struct QuoteContexts QuoteContexts;

QuoteContexts *quote_contexts_new(const char *folder);
void quote_contexts_free(QuoteContexts *contexts); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QuoteContexts, quote_contexts_free)

/* "… the words before, the quote and those behind …": about reach characters on either side,
 * whole words, blanks and line ends as one blank.  Newly allocated UTF-8.  NULL with error when the
 * source's text is not there or not the recorded one, or the quote does not stand in it, or at
 * several places and none of them the recorded. */
char *quote_contexts_find(QuoteContexts *contexts, const Claim *claim, guint reach, GError **error);

#endif
