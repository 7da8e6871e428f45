/*
 * deck: an office document or a page as the pictures that it shows, each with its place, its alt
 * text and its bytes; and the same document with some of them changed.
 *
 * Slides and documents of PowerPoint and Word (OOXML) and of LibreOffice (ODF) are zip archives,
 * pages are HTML.  A family is one file (deck_ooxml.c, deck_odf.c, deck_html.c) and one line in the
 * table in deck.c.  Whatever is changed is spliced into the bytes that were there: all others stay.
 *
 * A deck may come from anybody: archive.h and markup.h have the limits.
 */
#ifndef FIGTRAIL_TRAIL_DECK_H
#define FIGTRAIL_TRAIL_DECK_H

#include <glib.h>

typedef struct Deck Deck;

/* The bytes of one picture.  A frame may have several: SVG, and PNG for programs that cannot draw
 * it; and one may be shown by several frames. */
typedef struct {
    char *name;       /* "ppt/media/image3.png"; of a page "line 12" or the file it is in */
    GBytes *bytes;    /* NULL: it is no part of the deck (a file beside it, an address) */
    const char *type; /* "png", "svg", by its content; NULL: another */
} DeckMedia;

/* A frame with a picture. */
typedef struct {
    guint slide;      /* from 1; 0: a document or page without slides */
    guint number;     /* in the deck, from 1 */
    char *heading;    /* title of its slide, or the heading before it; NULL: none */
    char *alt;        /* alt text; NULL: none */
    GPtrArray *media; /* DeckMedia*, borrowed from the deck; at least one */
} DeckPicture;

enum { DECK_LIMIT = 512 << 20 }; /* bytes of the file */

/* NULL with error when the file cannot be read, is no deck, or is broken. */
Deck *deck_read(const char *path, GError **error);
/* The same of bytes; path names them.  Files that a page shows are not looked for. */
Deck *deck_read_bytes(const char *path, GBytes *bytes, GError **error);
void deck_free(Deck *deck); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Deck, deck_free)

/* Whether the file is one that deck_read would try to read: told by its content, and a page by its
 * name or its first tag, so that an SVG is none. */
gboolean deck_looks_like(const char *path);

const char *deck_kind(const Deck *deck);          /* "PowerPoint deck" */
guint deck_slides(const Deck *deck);              /* 0: it has none */
const GPtrArray *deck_pictures(const Deck *deck); /* of DeckPicture*, in the deck's order */

/* Whether the bytes are in the deck, and can be changed there. */
gboolean deck_media_is_inside(const DeckMedia *media);

/* What a picture is wide and high, by itself: a PNG in pixels, an SVG by its viewBox.  FALSE: it
 * does not say. */
gboolean deck_media_size(const DeckMedia *media, double *width, double *height);

/* ---- changes: kept until deck_write -----------------------------------------------------------
 */

/* Puts other bytes of the same type in a picture's place; wherever it is shown.  FALSE: it is no
 * part of the deck. */
gboolean deck_set_media(Deck *deck, const DeckMedia *media, GBytes *bytes);

/* FALSE: the deck has no place for it. */
gboolean deck_set_alt(Deck *deck, const DeckPicture *picture, const char *alt);

/* Makes room for a picture whose width is ratio times what it was for the same height: the frame
 * shrinks in one direction about its centre, so that nothing is stretched, and nothing else on the
 * slide is covered.  FALSE: the frame's size is not told where it could be changed. */
gboolean deck_fit_frame(Deck *deck, const DeckPicture *picture, double ratio);

/* The changed document; NULL with error, also for a page too broken to be changed. */
GBytes *deck_write(Deck *deck, GError **error);

#endif
