/*
 * group: the rows of a frame parted by the fields of a transform's "groupby".
 */
#ifndef FIGTRAIL_CHART_GROUP_H
#define FIGTRAIL_CHART_GROUP_H

#include "chart/frame.h"
#include "chart/spec.h"

typedef struct {
    guint n;            /* how many groups, in order of first appearance */
    guint *group;       /* of each row; owned */
    GPtrArray *members; /* of GArray of guint: the rows of each group; owned */
    GArray *columns;    /* of int: those of groupby, each once; owned */
} Groups;

/* groupby: an array of fields, or NULL: all rows are one group.  FALSE after a finding; then
 * *groups is to be cleared, too. */
gboolean groups_make(const Frame *frame, const cJSON *groupby, SpecContext *context,
                     Groups *groups);
void groups_clear(Groups *groups);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Groups, groups_clear)

/* Sorts a group's rows by [{"field", "order"}]; rows that are equal keep their order.  sort: of
 * row_sort_parse. */
typedef struct {
    const Frame *frame;
    GArray *keys; /* of int: column + 1, negative when descending */
} RowSort;

/* json NULL: no keys, nothing is moved.  FALSE after a finding; then *sort is to be cleared. */
gboolean row_sort_parse(const cJSON *json, const Frame *frame, SpecContext *context, RowSort *sort);
void row_sort_clear(RowSort *sort);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RowSort, row_sort_clear)
int row_sort_compare(const RowSort *sort, guint a, guint b);
void row_sort_apply(const RowSort *sort, GArray *rows);

#endif
