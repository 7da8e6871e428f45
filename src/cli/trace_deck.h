/*
 * trace_deck: 'trace' of a document: every chart of figtrail in it, and whether it is still true.
 */
#ifndef FIGTRAIL_CLI_TRACE_DECK_H
#define FIGTRAIL_CLI_TRACE_DECK_H

#include "cli/deck_check.h"

/* data, charts: NULL: the usual folders, which need not be there.  format: of trace, NULL: text.
 * The exit status: findings when a chart is stale or its seal broken. */
int trace_deck(const char *path, const char *format, const char *data, const char *charts);

/* The project in the folder for commands on decks; NULL when there is none, or after findings or
 * an error.  must: that it is not there is an error. */
Project *deck_project_read(const char *folder, gboolean must, Findings *findings, GError **error);

/* 'PowerPoint deck of 5 slides: 3 charts of figtrail, 2 of them stale; 1 other picture'; newly
 * allocated. */
char *deck_summary(const Deck *deck, const DeckCheck *check);

/* "gpu-fleets (page.dark)": the chart, and the variant where it is known; plain, newly allocated.
 */
char *checked_picture_label(const CheckedPicture *checked);

#endif
