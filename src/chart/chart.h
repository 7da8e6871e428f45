/*
 * chart: a static Vega-Lite spec, read, checked and bound to data.
 *
 * What comes out knows every row to draw, every scale and every format; it
 * knows nothing of pixels on a page (that is scene/layout.h).
 */
#ifndef FIGTRAIL_CHART_CHART_H
#define FIGTRAIL_CHART_CHART_H

#include "base/json.h"
#include "chart/config.h"
#include "claims/merge.h"

/* What a spec may draw from, and for whom; all borrowed. */
typedef struct {
    const ClaimSet *claims;    /* NULL: named data are a finding */
    const FigureSet *figures;  /* NULL likewise */
    const char *language;      /* of formatted numbers and times: a BCP 47 tag; NULL: English */
    const GPtrArray *settings; /* of the claims, each once (data_settings); NULL: found anew */
    gboolean lenient;          /* properties that are not supported are warnings, and left out */
} ChartSources;

typedef struct Chart Chart;

/* Reads a spec.  Faults and unsupported properties are findings at their place
 * in the JSON; then NULL.  NULL with error when the file cannot be read. */
Chart *chart_read(const char *path, const ChartSources *sources, Findings *findings,
                  GError **error);
/* The same in the whole grammar of Vega-Lite, with the defaults of config, which is taken; the
 * spec's own config is put on top.  config NULL: as chart_read, the house's language. */
Chart *chart_read_with(const char *path, const ChartSources *sources, Config *config,
                       Findings *findings, GError **error);
void chart_free(Chart *chart); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Chart, chart_free)

/* What it was read with and says itself; NULL: the house's language. */
const Config *chart_config(const Chart *chart);

/* Files that the spec reads its data from (CSV, JSON), as it names them,
 * relative to the spec's folder; char*, borrowed. */
const GPtrArray *chart_data_files(const Chart *chart);

/* SHA-256 over all that the chart takes from figtrail's tables: the rows that it shows, and behind
 * them whole rows of the tables: every claim of each figure, also rivals, with their sources,
 * subjects and metrics.  A change to any other row leaves it as it is. */
char *chart_digest_rows(const Chart *chart);

#endif
