/*
 * explain_story: what the files that tell a story as text share.
 */
#ifndef FIGTRAIL_CLAIMS_EXPLAIN_STORY_H
#define FIGTRAIL_CLAIMS_EXPLAIN_STORY_H

#include "claims/explain.h"
#include "claims/text_flow.h"

/* The story of a figure on its way. */
typedef struct {
    TextFlow flow;
    const ExplainGround *ground;
    const Figure *figure;
} Story;

/* A claim of the story's figure under the name of its source.  label and remark say why it
 * stands where it stands; remark may be "". */
void story_add_claim(Story *story, const Claim *claim, const char *label, const char *remark);

/* Appends text, after the separator when out holds something already; nothing when it is empty. */
void append_separated(GString *out, const char *separator, const char *text);

#endif
