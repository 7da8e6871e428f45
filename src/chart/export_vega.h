/*
 * export_vega: figtrail's named data as the "data" of a Vega-Lite spec.
 *
 * The same rows and columns as charts see under {"name": "figures"} and
 * "claims" (charts/README.md), so that a spec of this project draws elsewhere
 * once its "data" is replaced by this object: {"name": ..., "values": [...]}.
 */
#ifndef FIGTRAIL_CHART_EXPORT_VEGA_H
#define FIGTRAIL_CHART_EXPORT_VEGA_H

#include "claims/export_format.h"

gboolean export_vega(const ExportRequest *request, GString *out, GError **error);

#endif
