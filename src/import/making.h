/*
 * making: one claim of one foreign row while it is made; shared by the files import_claim*.c.
 */
#ifndef FIGTRAIL_IMPORT_MAKING_H
#define FIGTRAIL_IMPORT_MAKING_H

#include "import/import.h"

/* A claim while it is made. */
typedef struct {
    RowImport *row;
    const MapClaim *map;
    const char *cells[N_CLAIM_COLUMNS];
    int printed_column;
    /* its metric, of the data or of the map */
    const Metric *metric;
    const MapMetric *map_metric;
    BookedSubject *subject; /* NULL: a new one, called: */
    const char *subject_name;
    const char *language; /* of the print */
    GString *scratch;
} Making;

/* Texts that last as long as the import; keep_one for few different ones that come often. */
const char *making_keep(const Making *making, const char *text);
const char *making_keep_one(const Making *making, const char *text);

/* Says why there is no claim, and of which column (-1: of the row); always FALSE. */
gboolean making_refuse(const Making *making, int column, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Evaluates a rule into scratch; FALSE when it rejects the row, which is then said. */
gboolean making_evaluate(const Making *making, const TextRule *rule, TextForm form, int *column);
/* The same for a field of the map's claim, into its cell; NULL when the text is empty. */
gboolean making_evaluate_field(Making *making, ClaimColumn field, TextForm form);

/* import_claim_setting.c */
gboolean making_setting(Making *making);

/* import_claim_id.c: the id, and whether the data have the claim already.  Everything else of it is
 * there. */
gboolean making_id(Making *making, ClaimDraft *draft);

/* import_claim_value.c: value, low, high and kind, and what must hold of them.  The metric and
 * printed are there. */
gboolean making_value(Making *making);
gboolean making_check_bounds(const Making *making);

#endif
