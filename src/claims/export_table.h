/*
 * export_table: what is handed out as rows of typed cells, whatever the format.
 *
 * Claims, sources, subjects and metrics have the columns of their tables in the
 * package, also those that figtrail itself does not know; claims of several
 * tables make one.  Figures have the columns of export_figures.c: all of them,
 * or those that 'merge' shows.
 */
#ifndef FIGTRAIL_CLAIMS_EXPORT_TABLE_H
#define FIGTRAIL_CLAIMS_EXPORT_TABLE_H

#include "base/number.h"
#include "claims/selection.h"

typedef enum {
    EXPORT_TEXT,
    EXPORT_NUMBER,
    EXPORT_INTEGER,
    EXPORT_BOOLEAN,
    EXPORT_AMOUNT, /* a number or a date, by the metric of the row */
    EXPORT_LIST,   /* of claims */
} ExportType;

typedef struct {
    const char *name;
    ExportType type;
    const char *title, *description; /* NULL: the package's own schema has them */
} ExportColumn;

typedef enum {
    CELL_NOTHING,
    CELL_TEXT,
    CELL_NUMBER,
    CELL_BOOLEAN,
    CELL_CLAIMS, /* claims that agree */
    CELL_RIVALS  /* claims with the reason why they were not chosen */
} ExportCellKind;

typedef struct {
    ExportCellKind kind;
    const char *text;        /* of texts, numbers and booleans: as it stands in the table */
    double number;           /* finite; of a boolean 0 or 1 */
    const GPtrArray *claims; /* of const Claim* */
    const GArray *rivals;    /* of Rival */
    char buffer[NUMBER_TEXT_SIZE];
} ExportCell;

typedef struct ExportTable ExportTable;
struct ExportTable {
    const char *name; /* "figures" */
    GArray *columns;  /* of ExportColumn */
    guint n_rows;
    /* private, likewise the rest: export_table_cell */
    void (*fill)(const ExportTable *table, guint row, guint column, ExportCell *cell);
    const GPtrArray *objects; /* of the selection: one per row */
    GArray *kinds;            /* of figures: guint per column, which of all that there are */
    GArray *places;           /* where in the package each row stands */
    GHashTable *fields;       /* const Table* -> int per column, -1: none */
};

ExportTable *export_table_figures(const Selection *selection); /* export_figures.c */
ExportTable *export_table_merged(const GPtrArray *figures);    /* likewise */
ExportTable *export_table_claims(const Selection *selection);
ExportTable *export_table_sources(const Selection *selection);
ExportTable *export_table_subjects(const Selection *selection);
ExportTable *export_table_metrics(const Selection *selection);
void export_table_free(ExportTable *table); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExportTable, export_table_free)

guint export_table_width(const ExportTable *table);
const ExportColumn *export_table_column(const ExportTable *table, guint column);

/* Fills the caller's cell, which lives no longer than the table and is not copied. */
void export_table_cell(const ExportTable *table, guint row, guint column, ExportCell *cell);

/* RFC 4180 with header and LF, as figtrail's own tables.  Of lists: ids joined by blanks, and
 * 'id: reason' by " | ". */
void export_table_format_csv(const ExportTable *table, gboolean spreadsheet, GString *out);

/* A cell of a claim's value, low or high; NULL: nothing. */
void export_cell_set_amount(ExportCell *cell, const Amount *amount);
/* "" is nothing. */
void export_cell_set_text(ExportCell *cell, const char *text);

#endif
