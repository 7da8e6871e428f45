/*
 * spoiled: what a spreadsheet program made of a cell or a file, told as such.
 *
 * A cell that is no value of its field is looked at once more here: dates that were
 * never dates, numbers in the form of a country, errors of formulas.  To add a
 * form of damage: a function and its line in the table in spoiled.c.
 */
#ifndef FIGTRAIL_TABLE_SPOILED_H
#define FIGTRAIL_TABLE_SPOILED_H

#include "table/rows.h"
#include "table/schema.h"

extern const Rule rule_spreadsheet_damage;

/* What happened to a text that is no value of the field, and what to do; NULL when
 * nothing points to a spreadsheet; to be freed. */
char *spoiled_explain(const Field *field, const char *text, gsize length);

/* The same of a text that breaks a constraint of a field of texts.  Any text is a value of such a
 * field, 'Mar-24' too, and a guess by the rest of the column would blame good ids: only where the
 * schema already says no, what happened is named. */
char *spoiled_explain_text(const Field *field, const char *text, gsize length);

/* Adds a finding when the only label of a table holds several, separated by
 * something else than the delimiter, or is a line that is meant for a spreadsheet
 * only.  TRUE then: nothing more can be said. */
gboolean spoiled_check_header(const char *file, const Row *header, char delimiter,
                              const Schema *schema, Findings *findings);

/* Whether a cell opens with a quote that only people take for one. */
gboolean spoiled_is_quoted(const char *text);

#endif
