/*
 * embed_format: the snippet that puts a picture into somebody's document, one function per
 * language.
 *
 * To add a language: its function and its line in embed_format.c.
 */
#ifndef FIGTRAIL_CLI_EMBED_FORMAT_H
#define FIGTRAIL_CLI_EMBED_FORMAT_H

#include "base/json.h"

/* What a snippet is made of; texts as they are, not escaped for any language. */
typedef struct {
    const char *title, *alt; /* never NULL */
    const cJSON *sources; /* of the record: the numbered ones are the picture's own; may be NULL */
    const cJSON *figures; /* of the record; may be NULL */
    char *picture;        /* from the document to the picture; the formats' first choice */
    char *png, *png2x;    /* beside it; NULL: not there */
    double width, height; /* CSS px; 0: not known */
} EmbedContent;

typedef struct {
    const char *name;
    const char
        *pictures[4]; /* extensions of what the language can show, best first; NULL ends it */
    void (*append)(GString *out, const EmbedContent *content);
} EmbedFormat;

const EmbedFormat *embed_format_find(const char *name); /* NULL: there is none */
extern const char embed_format_names[];                 /* "markdown, html, ...", for messages */

#endif
