/*
 * reference: a source as bibliographies have it: its kind in their words, its
 * authors name by name.
 */
#ifndef FIGTRAIL_CLAIMS_REFERENCE_H
#define FIGTRAIL_CLAIMS_REFERENCE_H

#include "claims/claims.h"

/* What a type of sources.csv is called elsewhere. */
typedef struct {
    const char *type;         /* "model-card" */
    const char *genre;        /* "Model card": where the format's own types are coarser; NULL */
    const char *bibtex;       /* of classic BibTeX, which every reader knows */
    const char *container;    /* BibTeX's field for the publisher, without which the type is misc */
    const char *csl, *ris;    /* https://docs.citationstyles.org type; RIS reference type */
    const char *schema;       /* https://schema.org type */
    gboolean by_organization; /* without an author, its publisher is the author */
} ReferenceKind;

/* Of a source of an unknown type: the most general one. */
const ReferenceKind *reference_kind(const Source *source);

typedef struct {
    char *whole;          /* "Christian Winkler" */
    char *family, *given; /* NULL: not to be taken apart (one word, an organization) */
} ReferenceName;

/* The authors (ReferenceName*, owned): parts of 'author' between semicolons or, if it has none,
 * commas; an organization where the kind has it so; maybe none. */
GPtrArray *reference_authors(const Source *source);

/* The source's note, and where a public archive keeps it; "" when neither is there. */
char *reference_note(const Source *source);

/* text without line ends, tabs and other controls, which references cannot have: blanks instead. */
char *reference_line(const char *text);

#endif
