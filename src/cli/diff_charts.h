/*
 * diff_charts: which charts show what changed: each spec is laid out with the data of
 * both versions, and the figures that the two pictures would show are compared.
 */
#ifndef FIGTRAIL_CLI_DIFF_CHARTS_H
#define FIGTRAIL_CLI_DIFF_CHARTS_H

#include "claims/diff.h"
#include "cli/project.h"

/* A version and the folder of its specs; NULL: it has none. */
typedef struct {
    const Project *project;
    const char *folder;
} ChartSide;

/* Adds to diff, which was made of the same two projects, the charts that are others or show
 * figures that changed.  A chart that cannot be drawn is among them and says why.  FALSE with
 * error when no chart can be drawn at all. */
gboolean diff_add_charts(Diff *diff, const ChartSide *old, const ChartSide *new, GError **error);

#endif
