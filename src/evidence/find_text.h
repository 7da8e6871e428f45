/*
 * find_text: what the parts of the finder share (find.c, find_number.c,
 * find_date.c, find_name.c).
 *
 * A text is worked on sentence by sentence.  A function named find_... looks at the
 * token at 'at', and if a figure of its kind begins there, fills in *found and
 * returns TRUE.
 */
#ifndef FIGTRAIL_EVIDENCE_FIND_TEXT_H
#define FIGTRAIL_EVIDENCE_FIND_TEXT_H

#include "evidence/find.h"
#include "evidence/reader.h"

typedef struct {
    const Language *language;
    const Tokens *tokens; /* of one sentence, resolved */
    guint done;           /* tokens before this belong to figures found */
    gboolean after_name;  /* the last figure was a name and ended at 'done' */
} Sentence;

/* In tokens of the sentence; core and unit may be empty. */
typedef struct {
    MentionClass type;
    guint start, core, core_end, unit, unit_end, end;
    gboolean has_reading, bare;
    Reading reading;
    double count;
} Found;

/* A reader over the sentence at a token; sees as far ahead as a figure can go. */
Reader sentence_reader(const Sentence *sentence, guint at);
static inline const Token *sentence_token(const Sentence *sentence, guint at) /* NULL: none */
{
    return at < sentence->tokens->n ? &sentence->tokens->items[at] : NULL;
}

/* Takes the longest run of modifiers that ends at 'at'; returns where it begins
 * ('at': there is none). */
guint sentence_modifiers(const Sentence *sentence, guint at, Role at_least, Role at_most,
                         Modifiers *modifiers);

gboolean find_identifier(const Sentence *sentence, guint at, Found *found);
gboolean find_date(const Sentence *sentence, guint at, Found *found);
gboolean find_relative(const Sentence *sentence, guint at, Found *found);
gboolean find_vague(const Sentence *sentence, guint at, Found *found);
gboolean find_number(const Sentence *sentence, guint at, Found *found);
gboolean find_name(const Sentence *sentence, guint at, Found *found);

/* Whether a number found is part of a name by what stands before it; then it
 * becomes one. */
void found_check_name(const Sentence *sentence, Found *found);

#endif
