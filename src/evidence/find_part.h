/*
 * find_part: the figures of a part of a text, without reading the rest.
 *
 * The part begins and ends where a sentence does whatever else the text holds, so
 * that it has the same sentences, hence the same figures, as in the whole text.  A
 * test holds one against the other (tests/evidence/context.c).
 */
#ifndef FIGTRAIL_EVIDENCE_FIND_PART_H
#define FIGTRAIL_EVIDENCE_FIND_PART_H

#include "evidence/find.h"
#include "evidence/language.h"

/* Such a part around 'inside'; at the farthest all of the text. */
Stretch mentions_part(const char *text, gsize length, const Language *language, Stretch inside);

/* What mentions_find finds there. */
GArray *mentions_find_part(const char *text, Stretch part, const Language *language);

#endif
