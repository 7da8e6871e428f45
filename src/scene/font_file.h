/*
 * font_file: the font files that may draw, and what families they make.
 *
 * Only those of the folders that the build found (FIGTRAIL_FONT_FOLDERS), so that a picture does
 * not change with what else a machine has.  Whoever needs letters that these lack names folders in
 * the environment's FIGTRAIL_FONTS, in the place of the build's, which an empty name stands for:
 * ":/usr/share/fonts/truetype/wqy".  Their families draw what the fall-back lacks, in the order of
 * folders and files, and the lock file tells that they did.
 */
#ifndef FIGTRAIL_SCENE_FONT_FILE_H
#define FIGTRAIL_SCENE_FONT_FILE_H

#include "scene/face_table.h"

#define FONT_DEFAULT_FAMILY "Lato"         /* draws when a Font names none */
#define FONT_FALLBACK_FAMILY "DejaVu Sans" /* draws what a family lacks */

/* A regular or bold face of normal width, upright or italic. */
typedef struct {
    char *path, *family;
    guint weight; /* 400, 700 */
    gboolean italic;
    gboolean named;         /* in FIGTRAIL_FONTS: draws what all others lack */
    glong revision;         /* the font's own version, 16.16 fixed point */
    const FaceTable *table; /* what is known of it; NULL: nothing */
} FontFile;

/* The files one by one, in a fixed order; NULL behind the last.  Lives as long as the program.  A
 * file is only opened when its turn comes: most charts need the first few. */
const FontFile *font_file_at(guint index);

/* Whether the file may draw a text in that family. */
gboolean font_file_draws(const FontFile *file, const char *family);

/* The families that may draw a text in that family, first that one: "Lato,DejaVu Sans"; newly
 * allocated. */
char *font_file_families(const char *family);

/* FALSE with error (naming the family and the package to install) when the
 * family is not there.  NULL: the default family.  Call once before layout. */
gboolean font_check(const char *family, GError **error);

/* The families that a picture may use, for the lock file: another digest, another picture. */
typedef struct {
    const char *name, *version; /* "2.015": the font's own; "none" when it is not there */
    const char *sha256;         /* over all files of the family */
} FontFamily;

const FontFamily *
font_families(guint *n_families); /* sorted by name; lives as long as the program */

#endif
