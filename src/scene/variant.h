/*
 * variant: the use that one picture of a chart is made for: which preset, theme and language, and
 * how it is written.  A chart may be drawn in several; each has a name of its own.
 */
#ifndef FIGTRAIL_SCENE_VARIANT_H
#define FIGTRAIL_SCENE_VARIANT_H

#include <glib.h>

typedef struct Preset Preset; /* size and type sizes (preset.h) */
typedef struct Theme Theme;   /* colours (theme.h) */

/* "slide" (1600 x 900), "page" (800 wide); NULL when there is none of that name.
 * The first is the default. */
const Preset *preset_find(const char *name);
extern const char *const preset_names[]; /* NULL ends it */

/* "light"; NULL when there is none of that name.  The first is the default. */
const Theme *theme_find(const char *name);
extern const char *const theme_names[]; /* NULL ends it */

typedef struct {
    const Preset *preset;
    const Theme *theme;
    const char *language; /* of numbers: a BCP 47 tag, "en" by default; borrowed */
    gboolean transparent; /* no background is painted */
    gboolean outlines;    /* letters are drawn as shapes, for machines without the font */
} Variant;

/* The first preset, the first theme, English. */
Variant variant_default(void);

gboolean variant_same(const Variant *a, const Variant *b);

/* The preset, and what else is not as in variant_default, joined by dots: "slide", "page.dark.pt",
 * "page.transparent.outlines".  Names files; newly allocated. */
char *variant_name(const Variant *variant);

#endif
