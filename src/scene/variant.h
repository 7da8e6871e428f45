/*
 * variant: the use that one picture of a chart is made for: which preset, theme and language, and
 * how it is written.  A chart may be drawn in several; each has a name of its own.
 *
 * Two sizes are apart: a raster picture has scale device pixels per px of the scene, and any
 * picture stands in a document as if it had dpi of them to the inch.
 */
#ifndef FIGTRAIL_SCENE_VARIANT_H
#define FIGTRAIL_SCENE_VARIANT_H

#include "chart/chart.h"

typedef struct Preset Preset; /* size and type sizes (preset.h) */
typedef struct Theme Theme;   /* colours (theme.h) */

/* "slide" (1600 x 900), "page" (800 wide), ...; NULL when there is none of that name.
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
    double scale;         /* device pixels per px, of raster formats; 1 by default */
    double dpi;           /* device pixels per inch; 0: what lets a px be 1/96 inch */
} Variant;

/* The first preset, the first theme, English, one device pixel per px. */
Variant variant_default(void);

gboolean variant_same(const Variant *a, const Variant *b);

/* What a px of the scene is in a document, in CSS px (1/96 inch): 1 unless there is a dpi. */
double variant_document_px(const Variant *variant);

/* The preset, and what else is not as in variant_default, joined by dots: "slide", "page.dark.pt",
 * "page.transparent.outlines".  Names files; newly allocated. */
char *variant_name(const Variant *variant);

/* The file of a chart's picture: "CHART.svg" for the chart's first variant, else
 * "CHART.VARIANT_NAME.svg"; raster formats at another scale than 1 are "CHART@2x.png",
 * "CHART.page@2x.png".  Newly allocated. */
char *variant_file_name(const char *chart, const Variant *variant, const Variant *first,
                        const char *format, gboolean raster);

/* How text may be written, in the words of specs, the command line and records: "live",
 * "outlines". */
extern const char *const variant_texts[]; /* NULL ends it */

/* Whether the text is the tag of a language that CLDR knows ("pt", "zh-Hant"): letters, digits and
 * hyphens, so that it can stand in a file name. */
gboolean variant_language_exists(const char *text);

enum { VARIANT_DPI_MIN = 10, VARIANT_DPI_MAX = 10000, VARIANT_SCALE_MAX = 100 };

/* What usermeta.figtrail.presets asks for, the default variant when it asks for none; of Variant,
 * caller unrefs; texts are borrowed from the chart.  NULL with findings. */
GArray *variants_parse(const Chart *chart, Findings *findings);

#endif
