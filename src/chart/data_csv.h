/*
 * data_csv: the rows of a CSV or TSV file as chart data.
 *
 * The first row names the fields.  Empty lines are skipped, empty cells are
 * null.  A field's type is what vega-loader infers (all cells true or false; all
 * numbers; else text, as which dates stay until a temporal channel reads them),
 * or what "parse" says.
 */
#ifndef FIGTRAIL_CHART_DATA_CSV_H
#define FIGTRAIL_CHART_DATA_CSV_H

#include "base/json.h"
#include "chart/frame.h"

extern const Rule rule_chart_data; /* a data file of a chart is no table */

/* What "parse" says of the fields of a file. */
typedef struct {
    const cJSON *types; /* field -> "number", "boolean", "date", "date:'%Y'", ...; NULL: none */
    gboolean infer;     /* types of all other fields; FALSE: they stay texts */
} DataParse;

/* Whether it is one of these; dates may have a pattern of d3-time-format. */
gboolean data_parse_type_known(const char *type);

/* Converts *value to a type that is known; FALSE when it has none of that
 * type.  Null and the empty text become null. */
gboolean data_parse_value(const char *type, Value *value);

/* separator: ',' for CSV (RFC 4180), '\t' for TSV (IANA text/tab-separated-values,
 * without quotes).  Strings go to the arena.  NULL after findings. */
Frame *data_from_csv(const char *path, const char *text, gsize length, char separator,
                     const DataParse *parse, FrameArena *arena, Findings *findings);

#endif
