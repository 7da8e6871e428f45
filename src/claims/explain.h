/*
 * explain: the story of a figure.
 *
 * What it is, who says so in which words, why this claim was chosen, what agrees, what
 * contradicts it and why that lost, what is set aside and why.  The stories are made of
 * merged figures; the command prints them.
 */
#ifndef FIGTRAIL_CLAIMS_EXPLAIN_H
#define FIGTRAIL_CLAIMS_EXPLAIN_H

#include "claims/merge.h"

/* Which figures to explain. */
typedef struct {
    const Subject *subject;
    const Metric *metric; /* NULL: all */
    const char *setting;  /* 'k=v;k=v' in any order, all of which must hold; "": figures that
                             state no setting; NULL: all */
    Date as_of;           /* year 0: all; else a claim's as_of must overlap it (2024: all year) */
} ExplainQuery;

/* Why a setting cannot be asked for ('method' without '='), or NULL; newly allocated. */
char *explain_setting_fault(const char *setting);

/* The figures asked for, const Figure*, by key; caller unrefs. */
GPtrArray *explain_select(const FigureSet *figures, const ExplainQuery *query);

/* What a query that selects nothing could ask for instead: the metrics of the subject or, if
 * it has figures of the metric, their settings and dates.  Lines of text, never empty. */
char *explain_alternatives(const FigureSet *figures, const ExplainQuery *query);

/* What the stories are told from, besides the figures. */
typedef struct {
    const ClaimSet *claims;
    const FigureSet *figures;
    /* The text around a claim's words, newly allocated, or NULL with error.  It comes from a later
     * stage (evidence/quote_context.h); NULL: nobody has the sources' texts. */
    char *(*context)(gpointer reader, const Claim *claim, GError **error);
    gpointer reader;
} ExplainGround;

typedef struct {
    guint width;     /* columns to stay within; addresses and ids are never broken */
    gboolean styled; /* headings in bold: the reader is a terminal */
} ExplainStyle;

/* figures: const Figure*, some of ground's; at least one. */
char *explain_format_text(const ExplainGround *ground, const GPtrArray *figures,
                          const ExplainStyle *style);
/* explain.md says what the members mean. */
char *explain_format_json(const ExplainGround *ground, const GPtrArray *figures);

#endif
