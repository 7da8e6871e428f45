/*
 * subject_book: whom the names of a foreign table mean: subjects of the data, by
 * id, name or alias, or new ones.
 *
 * Names are compared as claims/names.h folds them; nothing near is ever taken
 * for the thing itself.
 */
#ifndef FIGTRAIL_IMPORT_SUBJECT_BOOK_H
#define FIGTRAIL_IMPORT_SUBJECT_BOOK_H

#include "claims/claims.h"
#include "import/columns.h"

typedef struct {
    char *cells[N_SUBJECT_COLUMNS];
    const Subject *subject; /* of the data; NULL: a new one */
    guint n_claims;
} BookedSubject;

typedef struct SubjectBook SubjectBook;

/* claims and schema (of the subjects; may be NULL) must outlive it. */
SubjectBook *subject_book_new(const ClaimSet *claims, const Schema *schema);
void subject_book_free(SubjectBook *book); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubjectBook, subject_book_free)

/* NULL when nobody is called so, or *ambiguous when several are. */
BookedSubject *subject_book_find(const SubjectBook *book, const char *name, gboolean *ambiguous);

/* A new subject of that name, which nobody has yet.  cells: N_SUBJECT_COLUMNS texts or NULL; what
 * they leave open is filled in.  NULL with *fault (to be freed) when it can be no subject. */
BookedSubject *subject_book_add(SubjectBook *book, const char *name, const char *const *cells,
                                char **fault);

/* Whom a name may mean, for messages: 'gpt-4 (GPT-4), gpt-4o (GPT-4o)'; "" when there is nobody.
 * Found once per name, and for the first thousand names only, as each is held against all. */
const char *subject_book_near(SubjectBook *book, const char *name);

/* Of BookedSubject*: all of the data, then the new ones in the order in which they came. */
const GPtrArray *subject_book_subjects(const SubjectBook *book);

#endif
