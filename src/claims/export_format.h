/*
 * export_format: the forms in which the data are handed out.
 *
 * To add one: its functions in a file export_NAME.c, and one line in the table
 * in cli/command_export.c.
 */
#ifndef FIGTRAIL_CLAIMS_EXPORT_FORMAT_H
#define FIGTRAIL_CLAIMS_EXPORT_FORMAT_H

#include "base/json.h"
#include "base/output_folder.h"
#include "claims/export_table.h"

/* Which rows; flags, as a format says which it can hold. */
typedef enum {
    EXPORT_FIGURES = 1 << 0,
    EXPORT_CLAIMS = 1 << 1,
    EXPORT_SOURCES = 1 << 2,
} ExportWhat;

typedef struct {
    const Selection *selection;
    const ClaimSet *claims;  /* all that there are */
    const cJSON *descriptor; /* of the package; an object, with all schemas in it */
    ExportWhat what;         /* one of them; 0: the format holds all */
    gboolean spreadsheet;    /* CSV: for a program that would run cells as formulas */
} ExportRequest;

/* All append to out.  The error of SQLite is the only one. */
typedef gboolean (*ExportFormat)(const ExportRequest *request, GString *out, GError **error);

gboolean export_csv(const ExportRequest *request, GString *out, GError **error);
gboolean export_json(const ExportRequest *request, GString *out, GError **error);
gboolean export_jsonl(const ExportRequest *request, GString *out, GError **error);
gboolean export_sqlite(const ExportRequest *request, GString *out, GError **error);
gboolean export_jsonld(const ExportRequest *request, GString *out, GError **error);
gboolean export_bibtex(const ExportRequest *request, GString *out, GError **error);
gboolean export_csl_json(const ExportRequest *request, GString *out, GError **error);
gboolean export_ris(const ExportRequest *request, GString *out, GError **error);

/* The files of a Data Package (OutputFile*, owned). */
GPtrArray *export_datapackage(const ExportRequest *request);

/* The rows that the request asks for. */
ExportTable *export_table_new(const ExportRequest *request);

#endif
