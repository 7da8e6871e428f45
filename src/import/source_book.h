/*
 * source_book: the sources of what is imported: found among the data's by their address, or new.
 *
 * A new source's stored text is an excerpt of the foreign table: its labels and the rows that give
 * claims of that source, byte for byte, so that each quote has its place ('at') and the audit can
 * find it.  A source whose address the data know already is told anew by the foreign table: it
 * 'relays' the one that is there.
 */
#ifndef FIGTRAIL_IMPORT_SOURCE_BOOK_H
#define FIGTRAIL_IMPORT_SOURCE_BOOK_H

#include "claims/claims.h"
#include "import/columns.h"
#include "import/foreign.h"

typedef struct {
    char *cells[N_SOURCE_COLUMNS]; /* the last of them once the book is closed */
    GString *excerpt;
    guint n_claims;
    const Source *same;          /* of the data: same address and same text: nothing is new */
    const char *last_file;       /* whose row stands last in the excerpt */
    gsize last_row, last_offset; /* where it begins in the file, and in the excerpt */
} BookedSource;

typedef struct SourceBook SourceBook;

/* claims and schema (of the sources; may be NULL) must outlive it. */
SourceBook *source_book_new(const ClaimSet *claims, const Schema *schema);
void source_book_free(SourceBook *book); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SourceBook, source_book_free)

/* The source with that address or, when it has none, that title.  cells: N_SOURCE_RULES texts;
 * ending: of its stored text, "csv".  NULL with *fault (to be freed) when it can be no source.
 * *retitled: it has another title than where it stood first. */
BookedSource *source_book_find(SourceBook *book, const char *const *cells, const char *ending,
                               gboolean *retitled, char **fault);

/* Puts the row into the source's stored text, unless it is the last one there; gives its offset. */
gsize booked_source_cite(BookedSource *source, const char *file, const ForeignReader *reader,
                         const ForeignRow *row);

/* When every claim is made: digests and lengths. */
void source_book_close(SourceBook *book);

/* Of BookedSource*, in the order in which they came; those without claims, and those that the data
 * have already, are not to be written. */
const GPtrArray *source_book_sources(const SourceBook *book);
gboolean booked_source_is_new(const BookedSource *source);

#endif
