/*
 * frame: the data of a view, column by column, with the trail of every row.
 *
 * Transforms make new frames from old ones.  A row's lineage names the claims
 * that its values came from, through filters, joins and aggregates, so that
 * every mark drawn from it can be cited.
 *
 * All frames of a chart share one arena, which owns strings and lineages; a
 * frame itself owns only its arrays.
 */
#ifndef FIGTRAIL_CHART_FRAME_H
#define FIGTRAIL_CHART_FRAME_H

#include "chart/locale.h"
#include "chart/value.h"
#include "claims/merge.h"

typedef struct {
    const Figure *figure;
    const Claim *claim; /* the one whose value is shown */
} LineageItem;

typedef struct {
    LineageItem *items; /* no claim twice */
    guint n_items;
    gboolean direct; /* the row is one figure; FALSE: an aggregate or join of several */
} Lineage;

typedef struct {
    GStringChunk *strings;
    GPtrArray *lineages;  /* of Lineage*, owned */
    const Locale *locale; /* in whose way expressions write numbers and times; NULL: English */
} FrameArena;

FrameArena *frame_arena_new(void);
void frame_arena_free(FrameArena *arena); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FrameArena, frame_arena_free)

/* Strings that live as long as the arena. */
const char *frame_arena_text(FrameArena *arena, const char *text);
/* A new lineage of one claim; of the claims of both, either may be NULL. */
const Lineage *lineage_of_claim(FrameArena *arena, const Figure *figure, const Claim *claim);
const Lineage *lineage_join(FrameArena *arena, const Lineage *a, const Lineage *b, gboolean direct);

/* A column, which the frames that were made of all rows of one share until one of them changes it
 * (frame.c sees to that). */
typedef struct {
    Value *values;
    guint capacity;
    guint n_frames;
} FrameColumn;

typedef struct {
    FrameArena *arena;  /* borrowed */
    GPtrArray *names;   /* const char*, in the arena */
    GPtrArray *columns; /* of FrameColumn*, n_rows values each */
    GArray *lineage;    /* const Lineage* per row; NULL: none is from a claim */
    guint n_rows;
    gboolean of_texts; /* as read of CSV: its numbers were texts, so "1900" may be a year */
} Frame;

Frame *frame_new(FrameArena *arena);
void frame_free(Frame *frame); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Frame, frame_free)

/* Column of that name, or -1. */
int frame_column_find(const Frame *frame, const char *name);
/* The same, added (of nulls) when it is not there. */
guint frame_column_add(Frame *frame, const char *name);

/* Appends a row of nulls; returns its index. */
guint frame_row_add(Frame *frame, const Lineage *lineage);
/* Appends n rows of nulls from no claim; returns the index of the first. */
guint frame_rows_add(Frame *frame, guint n);

/* column -1 gives null */
static inline Value frame_value(const Frame *frame, guint row, int column)
{
    return column < 0 ? VALUE_NOTHING
                      : ((const FrameColumn *)frame->columns->pdata[column])->values[row];
}

void frame_set(Frame *frame, guint row, guint column, Value value);
/* All values of a column, to be changed; valid until rows are added. */
Value *frame_values(Frame *frame, guint column);

/* NULL: from no claim */
const Lineage *frame_lineage(const Frame *frame, guint row);
void frame_set_lineage(Frame *frame, guint row, const Lineage *lineage);

/* A new frame of the given rows, in that order. */
Frame *frame_select(const Frame *frame, const guint *rows, guint n_rows);

/* A new frame of all rows. */
Frame *frame_copy(const Frame *frame);

/* Groups rows by the values of columns, in order of first appearance: returns
 * the group of each row (n_rows numbers, caller frees) and the count. */
guint *frame_group(const Frame *frame, const int *columns, guint n_columns, guint *n_groups);

#endif
