/*
 * face_table: what the build found in the font files that most charts take, so that HarfBuzz need
 * not be loaded and asked for it: that is a seventh of the time of a small chart.
 *
 * Made by face_table_make.c, which the build runs.  A file is known again by its length and its
 * directory of tables, which has a checksum of each
 * (https://learn.microsoft.com/typography/opentype/spec/otff); of every other file HarfBuzz is
 * asked, and answers the same.
 */
#ifndef FIGTRAIL_SCENE_FACE_TABLE_H
#define FIGTRAIL_SCENE_FACE_TABLE_H

#include <glib.h>

enum {
    FACE_TABLE_LETTERS = 202,          /* ASCII, Latin-1 and some punctuation, by face_table_slot */
    FACE_TABLE_NOT_PLAIN = G_MININT16, /* two letters make other glyphs together than alone */
    FACE_TABLE_DIRECTORY_LIMIT = 1024  /* bytes */
};

/* Lengths are in typeface.c's units. */
typedef struct {
    gboolean plain;
    guint glyph;
    int advance;
} FaceLetter;

typedef struct {
    gint64 length; /* bytes of the file */
    guint directory_length;
    const guint8 *directory; /* its first bytes */
    const char *family;
    guint weight;
    glong revision;
    FaceLetter letters[FACE_TABLE_LETTERS];
    gint16 kernings[FACE_TABLE_LETTERS][FACE_TABLE_LETTERS]; /* or FACE_TABLE_NOT_PLAIN */
} FaceTable;

extern const FaceTable *const face_tables[]; /* up to NULL */

/* NULL: the file is not known. */
const FaceTable *face_table_find(const char *path);

/* Place of a letter; -1: it has none. */
int face_table_slot(gunichar letter);
/* The other way round. */
gunichar face_table_letter(int slot);

/* The bytes of a font file's directory of tables, of its first n_bytes; 0: they are of none, or of
 * a longer one. */
guint face_table_directory_length(const guint8 *bytes, gsize n_bytes);

#endif
