/*
 * deck_part: what the readers of deck.h build.  Only they and deck.c include it.
 */
#ifndef FIGTRAIL_TRAIL_DECK_PART_H
#define FIGTRAIL_TRAIL_DECK_PART_H

#include "trail/archive.h"
#include "trail/deck.h"
#include "trail/markup.h"

/* A stretch of a part and what shall stand there. */
typedef struct {
    Span span;
    GBytes *text;
} DeckEdit;

/* A file of the deck: an entry of its archive, or the page. */
typedef struct {
    char *name;
    GBytes *bytes;
    GArray *edits; /* of DeckEdit; deck_edit.c's */
} DeckPart;

/* How the bytes of a picture stand in their part. */
typedef enum {
    MEDIA_ELSEWHERE, /* not at all */
    MEDIA_WHOLE,     /* they are the part */
    MEDIA_DATA_URI,
    MEDIA_INLINE, /* as an element of the page */
} MediaForm;

typedef struct {
    DeckMedia media; /* first: a DeckMedia* is a Medium* */
    MediaForm form;
    DeckPart *part;
    Span span;
} Medium;

typedef enum { SLOT_ALT, SLOT_X, SLOT_Y, SLOT_WIDTH, SLOT_HEIGHT } SlotKind;

/* A stretch of a part that says something about a frame. */
typedef struct {
    SlotKind kind;
    DeckPart *part;
    Span span;    /* what is there now; of length 0: nothing */
    char *before; /* put around a new text; "" mostly */
    char *after;
} Slot;

typedef struct {
    DeckPicture picture; /* first: a DeckPicture* is a Frame* */
    GArray *slots;       /* of Slot */
} Frame;

struct Deck {
    char *path;
    char *folder; /* of files that a page shows; NULL: they are not looked for */
    const char *kind;
    guint n_slides;
    GPtrArray *frames;   /* Frame* */
    Archive *archive;    /* NULL: a page */
    GHashTable *parts;   /* char *name -> DeckPart* */
    GPtrArray *media;    /* Medium*: all */
    GHashTable *entries; /* name -> Medium*: those that are entries of the archive */
};

/* A later state of the same document. */
Deck *deck_read_again(const Deck *deck, GBytes *bytes, GError **error);
gboolean deck_begins_with(GBytes *bytes, const char *text, gsize n);
/* The first bytes as a text, in lower case, without a byte order mark and blanks; newly
 * allocated. */
char *deck_beginning(GBytes *bytes);
/* "png", "svg", or NULL. */
const char *deck_find_type(GBytes *bytes);

/* Nothing in it yet. */
void deck_init(Deck *deck);

/* The part of that name, read; borrowed; NULL with error. */
DeckPart *deck_part(Deck *deck, const char *name, GError **error);
/* Adds a part with these bytes. */
DeckPart *deck_add_part(Deck *deck, const char *name, GBytes *bytes);

/* A frame without pictures yet; copies texts. */
Frame *deck_add_frame(Deck *deck, guint slide, const char *heading);

/* A picture that is an entry of the archive: the one known by that name, or a new one; one of which
 * the archive has nothing is elsewhere.  NULL with error when the entry is broken. */
Medium *deck_entry_medium(Deck *deck, const char *name, GError **error);
/* Any other: a new one; bytes may be NULL. */
Medium *deck_add_medium(Deck *deck, const char *name, MediaForm form, DeckPart *part, Span span,
                        GBytes *bytes);
/* Nothing when the frame has it. */
void frame_add_medium(Frame *frame, Medium *medium);

void frame_add_slot(Frame *frame, SlotKind kind, DeckPart *part, Span span, const char *before,
                    const char *after);
/* Of an attribute that is there; FALSE: it is not. */
gboolean frame_add_attribute_slot(Frame *frame, SlotKind kind, DeckPart *part, const Markup *markup,
                                  const xmlNode *element, const char *name);
/* The attribute as alt text: also where it is not there yet. */
void frame_add_alt_slot(Frame *frame, DeckPart *part, const Markup *markup, const xmlNode *element,
                        const char *name);

/* The readers: they fill an empty deck.  FALSE with error. */
gboolean deck_read_ooxml(Deck *deck, GError **error);
gboolean deck_read_odf(Deck *deck, GError **error);
gboolean deck_read_html(Deck *deck, GBytes *bytes, GError **error);

#endif
