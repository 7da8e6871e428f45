/*
 * typeface: the letters of one font file, for text that needs no layout.
 *
 * Plain text is of Latin letters, digits, punctuation and symbols that the file has glyphs for.
 * It is as wide as its letters and the kerning between neighbours, and HarfBuzz is asked for each
 * letter and each pair once: shaping every line of a chart of twenty bars takes five times as
 * long, and Pango would have to be loaded for it.  All other text is for Pango (font.c), which
 * comes to the same widths; a test holds them together.
 */
#ifndef FIGTRAIL_SCENE_TYPEFACE_H
#define FIGTRAIL_SCENE_TYPEFACE_H

#include "scene/face_table.h"
#include "scene/scene.h"

typedef struct Typeface Typeface;

/* table: what is known of the file, or NULL.  Lives as long as the program. */
Typeface *typeface_open(const char *path, const FaceTable *table);

/* The width of text in one line at a size of 1 px, with tabular figures and without ligatures.
 * FALSE: the text is not plain. */
gboolean typeface_measure(Typeface *typeface, const char *text, double *width);

/* A letter of a text, at a size of 1 px. */
typedef struct {
    MarkPath path; /* from where the letter begins on the baseline; the typeface's own */
    double x;      /* where that is */
} LetterOutline;

/* Adds the letters of text to 'letters' (of LetterOutline).  FALSE: the text is not plain, and
 * nothing is added. */
gboolean typeface_outline(Typeface *typeface, const char *text, GArray *letters);

/* ---- for tables of faces -----------------------------------------------------------------------
 */

#define TYPEFACE_NOT_PLAIN G_MININT

/* FALSE: the letter is not plain. */
gboolean typeface_letter(Typeface *typeface, gunichar letter, guint *glyph, int *advance);

/* What is added between two letters that are plain; TYPEFACE_NOT_PLAIN: they make other glyphs
 * together than alone. */
int typeface_kerning(Typeface *typeface, gunichar first, gunichar second);

#endif
