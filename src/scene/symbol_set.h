/*
 * symbol_set: many symbols of few looks, each put at a place of its own: all points of a layer.
 *
 * A scene has a set as one mark, so that a million points take 24 bytes each.  Layout makes a set
 * and puts it into scenes, which share it; once it is in one, nobody changes it.
 */
#ifndef FIGTRAIL_SCENE_SYMBOL_SET_H
#define FIGTRAIL_SCENE_SYMBOL_SET_H

#include "scene/scene.h"

enum { SYMBOL_MOST_SEGMENTS = PATH_MOST_SEGMENTS };

typedef struct {
    double x, y; /* px from where the set is put */
    guint look;
} SymbolPlace;

struct SymbolSet {
    GArray *looks;         /* of Mark: all of a symbol but its place; each a MARK_PATH around 0, 0,
                             solid, and of no claim */
    GArray *places;        /* of SymbolPlace, in paint order */
    GPtrArray *forms;      /* owns the looks' segments */
    GStringChunk *strings; /* owns their texts */
};

SymbolSet *symbol_set_new(void);
SymbolSet *symbol_set_ref(SymbolSet *set);
void symbol_set_unref(SymbolSet *set); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SymbolSet, symbol_set_unref)

/* A copy of a path around 0, 0, for looks to share; at most SYMBOL_MOST_SEGMENTS. */
MarkPath symbol_set_add_form(SymbolSet *set, const PathSegment *segments, guint n_segments);
/* A copy of a MARK_PATH of one of the forms; returns its number. */
guint symbol_set_add_look(SymbolSet *set, const Mark *look);
/* Painted over all before it.  A NaN or infinite place is a bug of the caller and aborts. */
void symbol_set_add(SymbolSet *set, guint look, double x, double y);

static inline guint symbol_set_count(const SymbolSet *set)
{
    return set->places->len;
}

/* The i-th symbol of a MARK_SYMBOLS as a mark of its own; segments: room for its path. */
Mark symbol_mark(const MarkSymbols *symbols, guint i, PathSegment segments[SYMBOL_MOST_SEGMENTS]);

/* The box around all symbols, as mark_extent's. */
gboolean symbols_extent(const MarkSymbols *symbols, MarkExtent look_extent, double box[4]);

#endif
