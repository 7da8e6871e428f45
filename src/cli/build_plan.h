/*
 * build_plan: which files the charts of a folder give, and what has become of those that were
 * drawn before.
 */
#ifndef FIGTRAIL_CLI_BUILD_PLAN_H
#define FIGTRAIL_CLI_BUILD_PLAN_H

#include "cli/drawing.h"
#include "render/render.h"
#include "trail/lock.h"

#define SPEC_SUFFIX ".vl.json"
#define LOCK_NAME "figtrail.lock"

/* Names of all specs in the folder, sorted; char*.  NULL with error. */
GPtrArray *build_list_charts(const char *folder, GError **error);

/* The chart that an output file belongs to, the longest name that begins it; NULL: none. */
const char *build_find_chart(const GPtrArray *names, const char *output);

typedef struct {
    char *name; /* "mmlu.page.png", relative to the charts' folder */
    Variant variant;
    const char *format; /* of renderers; NULL: the sidecar */
    double scale;       /* 0: no raster format */
} PlannedFile;

/* The formats that the spec asks for (usermeta.figtrail.formats), the usual ones when it asks for
 * none; 0 with findings. */
RendererSet build_find_formats(const Drawing *drawing, Findings *findings);

/* The chosen variants (of Variant; own: those that the spec asks for) in these formats, and the
 * sidecar, which is the same for all.  Of PlannedFile*. */
GPtrArray *build_plan_files(const Drawing *drawing, const GArray *own, const GArray *chosen,
                            RendererSet formats);

/* What a file is to the inputs as they are now; of several, the one that comes first here. */
typedef enum {
    FILE_MISSING,     /* it is not there */
    FILE_UNKNOWN,     /* the lock file does not know it */
    FILE_EDITED,      /* it is not what was drawn */
    FILE_STALE,       /* it was drawn from other inputs */
    FILE_ENVIRONMENT, /* the same inputs, drawn by another version of something */
    FILE_FRESH
} FileState;

/* lock: of what was drawn (NULL: of nothing); now: of what draws (lock_new). */
FileState build_file_state(const char *folder, const Lock *lock, const Lock *now,
                           const Drawing *drawing, const PlannedFile *file);

#endif
