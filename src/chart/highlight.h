/*
 * highlight: what a chart speaks of (usermeta.figtrail.highlight): names of subjects, makers or
 * categories.  What they name is drawn in its colour, all the rest in grey.
 */
#ifndef FIGTRAIL_CHART_HIGHLIGHT_H
#define FIGTRAIL_CHART_HIGHLIGHT_H

#include "chart/view.h"

/* Whether a row is of what is named: by the subject or maker of its claims, or by a category that
 * it shows.  TRUE for all rows of a chart that highlights nothing. */
gboolean chart_highlights_row(const Chart *chart, const Layer *layer, guint row);

/* Whether any row that a channel shows in that category is; likewise. */
gboolean chart_highlights_category(const Chart *chart, Channel channel, const char *category);

/* A name that is nowhere in the chart is a finding. */
void chart_check_highlight(ChartBuilder *builder);

#endif
