/*
 * seal: what tells an untouched picture from one that was changed after it was drawn.
 *
 * Every record ends with the member 'seal': a digest of what is drawn (its method says
 * how it is taken), a digest of the record itself, and, if somebody signed the picture, a
 * signature over both.  Without a signature a seal tells accidents and careless edits;
 * whoever forges a picture can also seal it anew, unless it has to be signed.
 */
#ifndef FIGTRAIL_TRAIL_SEAL_H
#define FIGTRAIL_TRAIL_SEAL_H

#include "base/json.h"
#include "trail/sign.h"

/* What a renderer puts into a picture besides the drawing; all borrowed. */
typedef struct {
    const char *record;   /* of record_build, without seal */
    const Signer *signer; /* NULL: sealed, but not signed */
} Provenance;

/* How the digest of what is drawn is taken. */
#define SEAL_PIXELS "pixels" /* PNG: trail/pixel_digest.h */
#define SEAL_MARKUP "markup" /* SVG: trail/markup_digest.h */
#define SEAL_PAGE "page"     /* PDF: trail/container_pdf.c */

/* The record with its seal as last member; newly allocated.  NULL with error when it
 * cannot be signed. */
char *seal_close(const Provenance *provenance, const char *method, const char *content,
                 GError **error);

typedef enum {
    SEAL_INTACT,
    SEAL_ABSENT,          /* drawn before pictures were sealed (version 1 of the record) */
    SEAL_REMOVED,         /* a record that must have one has none, or a broken one */
    SEAL_PICTURE_CHANGED, /* the picture was edited, or the record put into another one */
    SEAL_OTHER_PICTURE,   /* the same, and the picture itself says that it is another one */
    SEAL_RECORD_CHANGED,
    SEAL_BOTH_CHANGED,
} SealState;

typedef enum {
    SIGNATURE_NONE,
    SIGNATURE_UNCHECKED, /* there is one, and nobody said whose to trust */
    SIGNATURE_TRUSTED,
    SIGNATURE_STRANGER, /* valid or not, by a key that is not trusted */
    SIGNATURE_WRONG,    /* by a trusted key, and not of this picture */
} SignatureState;

typedef struct {
    SealState state;
    SignatureState signature;
    char *key; /* fingerprint of the key that signed; NULL: none */
} Seal;

void seal_clear(Seal *seal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Seal, seal_clear)

/* content: digest of what the picture shows now by 'method'; NULL: it cannot be taken.  title:
 * what the picture itself is called; NULL: nothing.  trust: NULL when it does not matter. */
Seal seal_check(const cJSON *record, const char *method, const char *content, const char *title,
                const Trust *trust);

/* Whether nothing speaks against the picture.  needs_signature: it has to be by a trusted key. */
gboolean seal_holds(const Seal *seal, gboolean needs_signature);

const char *seal_state_name(SealState state);           /* "intact", "picture-changed" */
const char *signature_state_name(SignatureState state); /* "none", "trusted" */
/* "the picture was changed after it was drawn ...": one sentence, static. */
const char *seal_state_text(SealState state);
/* "signed by the trusted key 3f2a..."; newly allocated. */
char *signature_text(const Seal *seal);

#endif
