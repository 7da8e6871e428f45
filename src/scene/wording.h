/*
 * wording: the few words of our own that stand in pictures, in the reader's language.
 *
 * To add a language: one column in wording.c.
 */
#ifndef FIGTRAIL_SCENE_WORDING_H
#define FIGTRAIL_SCENE_WORDING_H

#include <glib.h>

typedef enum {
    WORDING_SOURCE,
    WORDING_SOURCES,
    WORDING_SOURCES_IN,       /* {n} sources, {file} */
    WORDING_ROWS_LABELLED,    /* one row in {n} */
    WORDING_COLUMNS_LABELLED, /* one column in {n} */
    WORDING_UNLABELLED,       /* {n} points */
    WORDING_ALL_IN,           /* follows one of these: {file} */
    WORDING_SOLID,
    WORDING_HATCHED,
    WORDING_OUTLINED,
    WORDING_CHOSEN,
    WORDING_OTHERS,
    WORDING_CLAIM,  /* {n} */
    WORDING_CLAIMS, /* {n} */
    WORDING_NOT_YET,
    WORDING_NO_DATA,
    N_WORDINGS
} Wording;

/* In the language of a BCP 47 tag; English where there is no column for it. */
const char *wording_find(Wording wording, const char *language);

/* The same with {n} and {file} filled in; newly allocated. */
char *wording_format(Wording wording, const char *language, guint n, const char *file);

#endif
