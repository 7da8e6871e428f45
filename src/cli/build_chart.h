/*
 * build_chart: one chart of a build, in two steps.
 *
 * The first draws, and may run in another process (cli/workers.h): it writes the files beside their
 * places, and tells about them in a text.  The second puts them there.
 */
#ifndef FIGTRAIL_CLI_BUILD_CHART_H
#define FIGTRAIL_CLI_BUILD_CHART_H

#include "cli/build.h"

/* What the charts of one run share. */
typedef struct {
    const BuildOptions *options;
    const Project *project;
    const Lock *before; /* of what was drawn; NULL: nothing */
    const Lock *now;    /* of what draws */
} BuildRun;

/* Draws all files (of PlannedFile*) into memory: GBytes*, in their order; NULL with findings or
 * error. */
GPtrArray *build_draw_files(const Drawing *drawing, const GPtrArray *files, Findings *findings,
                            GError **error);

/* Draws the files of a chart if any of them is not fresh; newly allocated. */
char *build_chart(const BuildRun *run, const char *name, Findings *findings);

typedef enum { CHART_FAILED, CHART_FRESH, CHART_DRAWN } ChartOutcome;

/* Puts in place what build_chart has drawn, and notes in lock each file that is there.
 * CHART_FAILED: with error, or findings have told why; what could not be put in place is as it was.
 * text: what build_chart gave; NULL: its process ended. */
ChartOutcome build_chart_place(const BuildRun *run, const char *name, const char *text, Lock *lock,
                               GError **error);

/* Removes the files that build_chart has written. */
void build_chart_discard(const BuildRun *run, const char *text);

#endif
