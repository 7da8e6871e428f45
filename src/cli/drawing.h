/*
 * drawing: one spec on its way to pictures: read, with the digests of all that
 * it depends on; then laid out and rendered once per preset.
 */
#ifndef FIGTRAIL_CLI_DRAWING_H
#define FIGTRAIL_CLI_DRAWING_H

#include "chart/chart.h"
#include "cli/project.h"
#include "scene/scene.h"
#include "scene/variant.h"
#include "trail/record.h"
#include "trail/sign.h"

/* The input that stands for figtrail's own tables: its digest is that of the rows which the chart
 * takes from them (chart_digest_rows), so that other rows may change. */
#define DRAWING_TABLES "data"

typedef struct {
    char *name;               /* of the chart: "mmlu" for "charts/mmlu.vl.json" */
    char *path;               /* of the spec, as findings name it */
    Chart *chart;             /* NULL: the spec has errors */
    ChartSources sources;     /* what the chart was read from */
    GHashTable *translations; /* language -> Chart*: the chart read for other readers */
    GArray *inputs;           /* of RecordInput, sorted by path */
    GPtrArray *texts;         /* owns the texts of inputs */
    const Signer *signer;     /* of the pictures; NULL: they are not signed; borrowed */
} Drawing;

/* The name of the chart of a spec file. */
char *drawing_name(const char *spec_path);

/* Whether the spec draws from figtrail's own tables, and so needs the data
 * folder.  A file that is no JSON needs none. */
gboolean drawing_needs_project(const char *spec_path);

/* Reads a spec.  folder: of the spec, as the record names it ("charts", "" for
 * none).  project: NULL when there is none.  Faults in the spec are findings;
 * NULL with error when it, or a data file of it, cannot be read. */
Drawing *drawing_read(const char *spec_path, const char *folder, const Project *project,
                      Findings *findings, GError **error);
/* The same with the defaults of a config, which is taken (chart_read_with); NULL: the house's.
 * lenient: see ChartSources. */
Drawing *drawing_read_with(const char *spec_path, const char *folder, const Project *project,
                           Config *config, gboolean lenient, Findings *findings, GError **error);
void drawing_free(Drawing *drawing); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Drawing, drawing_free)

/* The variants that the spec asks for (usermeta.figtrail.presets), the default one when it asks for
 * none; of Variant, caller unrefs.  NULL with findings when there is none of such a name. */
GArray *drawing_variants(const Drawing *drawing, Findings *findings);

/* variant: of a drawing read with a config only scale, dpi, transparency and outlines count.  NULL
 * with findings when the chart cannot be laid out. */
Scene *drawing_layout(const Drawing *drawing, const Variant *variant, Findings *findings);

/* A scene of this drawing in a format ("svg"), with its record inside. */
GBytes *drawing_render(const Drawing *drawing, const Scene *scene, const char *format, double scale,
                       GError **error);

#endif
