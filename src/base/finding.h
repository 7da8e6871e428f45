/*
 * findings: what is wrong in the user's files, each with its place and rule.
 *
 * Every stage that reads user input adds findings and goes on, so that one run
 * shows all faults.  The command line sorts and prints them at the end.
 * (The world failing, as with a full disk, is a GError; our own bugs abort.)
 */
#ifndef FIGTRAIL_BASE_FINDING_H
#define FIGTRAIL_BASE_FINDING_H

#include <glib.h>
#include <stdio.h>

typedef enum { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR } Level;

/* Where in a file; line and column count from 1, column in characters (code
 * points).  line 0: the file as a whole.  column 0: the whole line. */
typedef struct {
    const char *file;
    guint line, column;
} Place;

/* A kind of fault, with a stable name for people and filters.  One static
 * object per rule, next to the code that checks it. */
typedef struct {
    const char *name; /* "type-error": lower case, hyphens */
    Level level;
    const char *summary; /* one line for 'figtrail validate --rules' */
} Rule;

typedef struct {
    Place place;
    const Rule *rule;
    Level level;
    const char *message; /* no capital, no full stop; says what to do */
} Finding;

typedef struct Findings Findings;

Findings *findings_new(void);
void findings_free(Findings *findings); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

/* Adds a finding; copies place.file and the message. */
void findings_add(Findings *findings, const Rule *rule, Place place, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Number of findings of exactly this level; equal ones count once. */
guint findings_count(const Findings *findings, Level level);

/* All findings so far, sorted by file, line, column, rule, message; equal ones
 * appear once.  Borrowed until the next findings_add. */
const Finding *findings_sorted(Findings *findings, guint *n_findings);

/* Prints all findings as 'file:line:column: level: rule: message', one line each,
 * whatever the user's texts hold (escape_terminal). */
void findings_print_text(Findings *findings, FILE *stream);
/* A JSON object { findings: [...], errors: N, warnings: N }. */
void findings_print_json(Findings *findings, FILE *stream);
/* Workflow commands that GitHub shows as annotations on the changed lines. */
void findings_print_github(Findings *findings, FILE *stream);

const char *level_name(Level level); /* "note", "warning", "error" */

#endif
