/*
 * font: measuring text, the same on every machine.
 *
 * A private fontconfig set-up knows only the fonts that the build found
 * (FIGTRAIL_FONT_FOLDERS); hinting and metric hinting are off, so widths scale.
 * The PNG renderer draws with the same context that layout measured with.
 */
#ifndef FIGTRAIL_SCENE_FONT_H
#define FIGTRAIL_SCENE_FONT_H

#include "scene/drawing_library.h"
#include "scene/font_file.h"
#include "scene/typeface.h"

typedef struct {
    const char *family; /* a theme's family: "Lato"; NULL: the default family */
    double size;        /* px */
    int weight;         /* 400 regular, 700 bold; others are drawn as the nearer of these */
    gboolean italic;
} Font;

/* px, of text on one line; tabular figures, no ligatures.  Measured once per font and text. */
double font_width(const Font *font, const char *text);

/* Text laid out in font, but at FONT_LAYOUT_SIZE px: nothing is hinted, so all sizes are one shape.
 * To be used at once: the layout is the font's own and holds the text until the next call for it.
 */
enum { FONT_LAYOUT_SIZE = 64 };
PangoLayout *font_layout(const Font *font, const char *text);

/* Adds the letters of plain text to 'letters' (of LetterOutline); FALSE: it is for font_layout. */
gboolean font_outline(const Font *font, const char *text, GArray *letters);

/* Characters of text that no font here can draw: they would show as boxes. */
guint font_count_missing(const Font *font, const char *text);

/* The libraries that shape and draw text, with the versions that run. */
typedef struct {
    const char *name, *version;
} FontLibrary;

const FontLibrary *font_libraries(guint *n_libraries); /* sorted by name */

#endif
