/*
 * project: the data folder, read, checked and merged, for the commands that
 * need all of it (build, merge, render).
 *
 * The stages run in the order of the data flow, and stop after the first one
 * that leaves errors, so that one fault is not reported three times over.
 */
#ifndef FIGTRAIL_CLI_PROJECT_H
#define FIGTRAIL_CLI_PROJECT_H

#include "chart/data.h"

typedef struct {
    Package *package;
    ClaimSet *claims;    /* borrows from package */
    FigureSet *figures;  /* borrows from claims; NULL: the data have errors */
    GPtrArray *settings; /* data_settings of the claims; borrows likewise */
} Project;

/* Reads folder/datapackage.json (or the descriptor itself) through table,
 * claims, evidence and merge.  Faults in the data are findings; 'figures' is
 * then NULL and so may be the members before it.  NULL with error when there is
 * no descriptor to read. */
Project *project_read(const char *folder, Findings *findings, GError **error);

/* The same without reading what the sources print, for a single picture: `build`, `validate`
 * and `audit` hold values against prints, which takes longer than drawing a chart. */
Project *project_read_figures(const char *folder, Findings *findings, GError **error);

/* The claims alone, not merged: 'figures' is NULL, and 'claims' when the data have errors. */
Project *project_read_claims(const char *folder, Findings *findings, GError **error);

void project_free(Project *project); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Project, project_free)

/* Whether folder holds a Data Package: folder/datapackage.json is there. */
gboolean project_exists(const char *folder);

#endif
