/*
 * import: other people's tables become claims, by a map (import/map.h).
 *
 * import_new over the project's data, import_file for each table, import_finish;
 * then import_report.h tells what happened and import_files.h gives the new rows.
 * Every row of every file is accounted for: it gives claims, is skipped for a
 * reason that the map gives, or is not mapped for a reason that a finding tells
 * at its place.  Nothing is written here.
 */
#ifndef FIGTRAIL_IMPORT_IMPORT_H
#define FIGTRAIL_IMPORT_IMPORT_H

#include "import/map.h"
#include "import/source_book.h"
#include "import/subject_book.h"

extern const Rule rule_import_row, rule_import_source;

/* A row of the claims table that is to be written; texts are the import's. */
typedef struct {
    const char *cells[N_CLAIM_COLUMNS];
    BookedSource *source; /* NULL: an id that the map names */
    BookedSubject *subject;
    const MapMetric *new_metric; /* NULL: the data have it */
    gboolean known;              /* the data have the very same claim */
} ClaimDraft;

/* What became of a row that gave no claim, or fewer than it should. */
typedef enum { ROW_SKIPPED, ROW_UNMAPPED } RowOutcome;

typedef struct {
    const char *file;
    guint line, column, record;
    RowOutcome outcome;
    const char *reason;
    const char *text; /* of the whole row, as the file has it */
} LeftRow;

typedef struct {
    guint n_rows, n_mapped, n_partly, n_skipped,
        n_unmapped;                                        /* the first is the sum of the others */
    guint n_figures, n_claims, n_known, n_empty, n_faulty; /* likewise; of rows not skipped */
} ImportCounts;

typedef struct {
    const Package *package; /* the data, without errors; borrowed */
    const ClaimSet *claims;
    ImportMap *map;
    gboolean new_subjects; /* names that nobody has become subjects */
    Findings *findings;    /* borrowed */

    const Schema *claim_schema, *source_schema, *subject_schema, *metric_schema; /* may be NULL */
    SourceBook *sources;
    SubjectBook *subjects;
    GPtrArray *drafts;   /* of ClaimDraft*, in the order of the rows */
    GPtrArray *left;     /* of LeftRow*, likewise */
    ImportCounts counts; /* complete once finished */
    GHashTable *ids;     /* of claims, and of what they begin with -> how many there are */
    GHashTable
        *statements;      /* Statement* (claims/check.h) of the data and of drafts -> claim's id */
    GHashTable *slugs;    /* as RowView has them, of keys of settings */
    GHashTable *metrics;  /* id -> MapMetric, that the data lack */
    GHashTable *readings; /* prints that were read */
    GHashTable *retitled; /* sources whose second title was told */
    GStringChunk *texts;
} Import;

/* Takes nothing; package and claims (of it) must be free of errors. */
Import *import_new(const Package *package, const ClaimSet *claims, ImportMap *map,
                   gboolean new_subjects, Findings *findings);
void import_free(Import *import); /* accepts NULL; the map is the caller's */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Import, import_free)

/* Reads all rows of a file.  FALSE with error when it cannot be read; faults of it, of the map's
 * columns and of its rows are findings. */
gboolean import_file(Import *import, const char *path, GError **error);

/* After the last file: digests of the sources, and what the data have already. */
void import_finish(Import *import);

/* Whether the draft is to be written: its source and its claims are not in the data already. */
gboolean claim_draft_is_new(const ClaimDraft *draft);

/* ---- between import.c and import_claim.c ------------------------------------------------------
 */

typedef enum { DRAFT_MADE, DRAFT_EMPTY, DRAFT_FAULTY } DraftOutcome;

/* The row at hand, and where it comes from. */
typedef struct {
    Import *import;
    MapTable *table;
    const char *file;
    const ForeignReader *reader;
    RowView view;
    const char *ending; /* of stored texts of this file's rows: "csv", "jsonl" */
    /* set by import_claim_draft */
    char *fault;      /* why there is no claim; to be freed */
    int fault_column; /* -1: of the row */
} RowImport;

/* Makes the claim of one row, of a part of a split cell if the view has one. */
DraftOutcome import_claim_draft(RowImport *row, const MapClaim *map);

#endif
