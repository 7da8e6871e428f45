/*
 * freshness: what became, in today's data, of the figures that a picture shows.
 *
 * A record (trail/read.h) says which figures a picture showed when it was drawn, and on
 * which claims they rested.  Comparing it with the merged data of now tells whether the
 * picture is still true, and if not, which figure changed, from what to what, by which
 * claim.  'trace', 'status' and decks tell it in the words made here.
 */
#ifndef FIGTRAIL_TRAIL_FRESHNESS_H
#define FIGTRAIL_TRAIL_FRESHNESS_H

#include "base/json.h"
#include "claims/merge.h"
#include "claims/text_flow.h"

/* What happened to a figure, weightiest first. */
typedef enum {
    NEWS_GONE,       /* no claim of it is left */
    NEWS_KEY,        /* its claims are now about something else: another subject, metric, setting */
    NEWS_VALUE,      /* a claim's value, or the value of the chosen claim */
    NEWS_UNIT,       /* of the metric */
    NEWS_CHOSEN,     /* another claim is chosen */
    NEWS_WITHDRAWN,  /* a claim is not in the data any more */
    NEWS_DEPRECATED, /* a claim was set aside since */
    NEWS_STANDING,   /* status, kind or as_of of a claim */
    NEWS_NAME,       /* of subject or metric, as people read it */
    NEWS_CLAIM,      /* a claim that was not there: it agrees, or is a rival */
    NEWS_ROLE,       /* a claim agrees that did not, or the other way round */
    NEWS_AGREEMENT,  /* "agree" to "conflict"; the number of independent sources */
    NEWS_WORDS,      /* printed, quote, or the place in the source */
    NEWS_SOURCE,     /* a claim's source, or what is known about it */
} NewsKind;
enum { N_NEWS_KINDS = NEWS_SOURCE + 1 };

const char *news_kind_name(NewsKind kind); /* "value": lower case, one word, for programs */

typedef struct {
    NewsKind kind;
    gboolean visible; /* the picture would look different: what it shows is not today's figure */
    char *claim;      /* id of the claim that it is about; NULL: the figure as a whole */
    char *old, *new;  /* in words for people: "86.4%"; NULL: nothing before, nothing now */
    char *reason;     /* "older", "a slip of the newspaper": of the claim, of another choice the one
                       that was chosen before; NULL: none is known */
} News;

typedef struct {
    char *key, *heading;           /* as recorded; 'GPT-4: MMLU accuracy (shots=5)' */
    char *old_claim, *new_claim;   /* ids of the chosen claims; NULL: none */
    char *old_amount, *new_amount; /* of them: "86.4%"; NULL: none */
    GArray *news;                  /* of News, weightiest first; empty: nothing changed */
    gboolean visible;              /* any of news is */
} FigureFreshness;

/* One FigureFreshness* per figure of the record, in its order; owned by the array.
 * The record may be anybody's: whatever is missing in it counts as nothing before.
 * figures: merged from claims by the project's order; for a record of a chart that has
 * an order of choice of its own, they are merged again by that. */
GPtrArray *freshness_compare(const cJSON *record, const ClaimSet *claims, const FigureSet *figures);

typedef struct {
    guint n_figures;
    guint n_visible; /* figures that are not any more what the picture shows */
    guint n_behind;  /* figures that are, but rest on something else now */
} FreshnessCount;

FreshnessCount freshness_count(const GPtrArray *freshness);

/* All newly allocated. */

/* "value 86.4% -> 88.7% (claim gpt-4-mmlu)": one line, plain (trail/claim_text.h). */
char *news_text(const News *news);
/* "2 of 12 figures are no longer what the picture shows; 1 more rests on other evidence",
 * "all 12 figures are as drawn"; no newline. */
char *freshness_summary(const GPtrArray *freshness);

/* Every figure that changed, with its news, below headings; nothing when none did. */
void freshness_append_text(TextFlow *flow, guint indent, const GPtrArray *freshness);
void freshness_append_markdown(GString *out, const GPtrArray *freshness);
/* [{"key", "heading", "visible", "old_amount", "new_amount", "old_claim", "new_claim",
 *   "news": [{"kind", "visible", "claim", "old", "new", "reason"}]}]: the ones that changed. */
cJSON *freshness_to_json(const GPtrArray *freshness);

#endif
