/*
 * relocation: where the text that a table was read from came from.
 *
 * A table of several files, or one inside a descriptor, is read from one text made
 * of them.  Findings name a place in that text; here it becomes the place that
 * people can go to.
 */
#ifndef FIGTRAIL_TABLE_RELOCATION_H
#define FIGTRAIL_TABLE_RELOCATION_H

#include "base/finding.h"

typedef struct Relocation Relocation;

/* file: as findings name the made text. */
Relocation *relocation_new(const char *file);
void relocation_free(Relocation *relocation); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relocation, relocation_free)

/* From there (whose file does not matter) on, up to the next entry, the text is that of the place.
 * running: its lines and records go on there as in the text; else all of it is at that one place.
 * Entries are added in the text's order. */
void relocation_add(Relocation *relocation, Place from, Place place, gboolean running);

/* The true place of one in the made text; any other is given back as it is. */
Place relocation_find(const Relocation *relocation, Place place);

/* "line 7", or "line 7 of FILE" when that is another file than here; both places are in the made
 * text; for messages; relocation may be NULL; to be freed. */
char *relocation_line(const Relocation *relocation, Place there, Place here);

/* Moves all findings of from into another collection, at their true places. */
void relocation_take(GPtrArray *relocations, Findings *into, Findings *from);

#endif
