/*
 * deck_check: what each picture of a deck is: one of figtrail's, of which chart, drawn how, and
 * whether it still shows what the project at hand says.
 *
 * A picture is stale when the chart drawn today in the same variant would record something else:
 * other figures, other evidence, another spec.  A chart is laid out for that, but not painted.
 */
#ifndef FIGTRAIL_CLI_DECK_CHECK_H
#define FIGTRAIL_CLI_DECK_CHECK_H

#include "cli/drawing.h"
#include "cli/project.h"
#include "trail/deck.h"
#include "trail/freshness.h"

/* The project that decks are held against. */
typedef struct {
    const char *charts;     /* folder of the specs */
    const Project *project; /* NULL: there is none; nothing can be said of freshness */
} DeckSide;

typedef enum {
    PICTURE_FRESH,
    PICTURE_STALE,
    PICTURE_UNKNOWN, /* why: 'reason' */
    PICTURE_OTHER,   /* none of figtrail's */
} PictureState;
enum { N_PICTURE_STATES = PICTURE_OTHER + 1 };

const char *picture_state_name(PictureState state); /* "fresh" */

typedef struct {
    const DeckPicture *picture; /* the deck's */
    PictureState state;
    char *reason;         /* in words: why stale or unknown; of a fresh one what else is to say */
    char *obstacle;       /* why it cannot be drawn today; NULL: it can, or there is no project */
    char *broken;         /* how its seal is broken; NULL: it is intact, or there is none */
    gboolean sealed;      /* it has a seal */
    gboolean is_signed;   /* by whomever */
    const cJSON *record;  /* the check's; NULL: another picture, or its record cannot be read */
    GPtrArray *freshness; /* of FigureFreshness*; NULL: not known */
    Drawing *drawing;     /* of today, borrowed from the check; NULL: cannot be drawn */
    Variant variant;      /* as the picture was drawn; texts are borrowed from record */
    double scale;         /* device pixels per px; 0: the picture has none, or does not say */
    Scene *scene;         /* today's, in that variant; NULL: cannot be drawn */
} CheckedPicture;

typedef struct DeckCheck DeckCheck;

/* Checks every picture.  Faults in specs are findings.  The deck must outlive the check. */
DeckCheck *deck_check_new(const Deck *deck, const DeckSide *side, Findings *findings);
void deck_check_free(DeckCheck *check); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DeckCheck, deck_check_free)

/* CheckedPicture*, one per picture of the deck, in its order. */
const GPtrArray *deck_check_pictures(const DeckCheck *check);
guint deck_check_count(const DeckCheck *check, PictureState state);
/* How many of figtrail's pictures have a broken seal. */
guint deck_check_count_broken(const DeckCheck *check);

/* The chart of a picture: "gpu-fleets"; NULL: its record cannot be read. */
const char *checked_picture_chart(const CheckedPicture *checked);

/* Where it is: 'slide 2, "GPU fleets"', 'picture 3, below "GPU fleets"', "picture 3"; plain. */
char *checked_picture_place(const CheckedPicture *checked);

#endif
