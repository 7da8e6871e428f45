/*
 * quote_fold: a text in which blanks, dashes and quotation marks are alike.
 *
 * A snapshot that was stored again, or a quote that went through a spreadsheet,
 * keeps its words and digits but not always its typography.  Folding makes alike
 * what prints alike, and nothing else: no digit, letter or sign of a number is
 * ever changed, so a folded match never proves another figure.
 */
#ifndef FIGTRAIL_EVIDENCE_QUOTE_FOLD_H
#define FIGTRAIL_EVIDENCE_QUOTE_FOLD_H

#include <glib.h>

/* Texts above this are not folded: the maps take eight bytes per byte. */
enum { QUOTE_FOLD_LIMIT = 64 << 20 };

typedef struct {
    GString *text; /* NFC; runs of blanks one ' ', dashes '-', quotation marks '"' and '\'' */
    guint32 *starts, *ends; /* of each byte of text: the bytes that it came from */
} QuoteFold;

/* length <= QUOTE_FOLD_LIMIT; any bytes: what is not UTF-8 stays as it is. */
QuoteFold *quote_fold_new(const char *text, gsize length);
void quote_fold_free(QuoteFold *fold); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QuoteFold, quote_fold_free)

#endif
