/*
 * findings: what is wrong in the user's files, each with its place and rule.
 *
 * Every stage that reads user input adds findings and goes on, so that one run
 * shows all faults.  The command line sorts and prints them at the end
 * (base/findings_format.h).  (The world failing, as with a full disk, is a
 * GError; our own bugs abort.)
 *
 * Memory is bounded, however many faults a file has: of each rule and file the
 * first by place are kept, up to the limit, and the rest is counted.
 */
#ifndef FIGTRAIL_BASE_FINDING_H
#define FIGTRAIL_BASE_FINDING_H

#include <glib.h>
#include <stdio.h>

typedef enum { LEVEL_NOTE, LEVEL_WARNING, LEVEL_ERROR } Level;

/* Where in a file; line and column count from 1, column in characters (code
 * points).  line 0: the file as a whole.  column 0: the whole line.
 * record: the row's number as a spreadsheet shows it: the header is 1, a row of
 * several lines counts once, a blank row counts; 0: not known, or no row.
 * end_line, end_column: just behind the last character of what is meant, such as
 * a cell with its quotes; 0: not known.
 * '(Place){file, line, column}' leaves these 0. */
typedef struct {
    const char *file;
    guint line, column;
    guint record;
    guint end_line, end_column;
} Place;
#pragma GCC diagnostic ignored "-Wmissing-field-initializers" /* of Place's later members */

/* The same place with one character as its extent. */
Place place_of_character(Place place);

/* A kind of fault, with a stable name for people and filters.  One static
 * object per rule, next to the code that checks it. */
typedef struct {
    const char *name; /* "type-error": lower case, hyphens */
    Level level;
    const char *summary; /* the fault in one line, "a row holds nothing", for --rules */
} Rule;

typedef struct {
    Place place;
    const Rule *rule;
    Level level;
    const char *message; /* no capital, no full stop; says what to do */
} Finding;

typedef struct Findings Findings;

enum { FINDINGS_LIMIT = 1000 }; /* unless findings_limit says otherwise */

Findings *findings_new(void);
void findings_free(Findings *findings); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Findings, findings_free)

/* An empty collection with the limit and the levels of another, to be taken into
 * it later. */
Findings *findings_new_like(const Findings *findings);

/* At most so many are kept of each rule and file, and shown in all; 0: all.
 * Before the first finding is added. */
void findings_limit(Findings *findings, guint limit);

/* Gives what a rule finds another level than the rule's own, or leaves it out
 * altogether.  Before the first finding is added. */
void findings_set_level(Findings *findings, const Rule *rule, Level level);
void findings_set_off(Findings *findings, const Rule *rule);

/* Adds a finding; copies place.file and the message. */
void findings_add(Findings *findings, const Rule *rule, Place place, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* For loops over many rows: TRUE when a finding at that place lies beyond the
 * limit; it is then counted, and its message need not be made.  FALSE: nothing
 * was done, and findings_add is to be called. */
gboolean findings_add_beyond(Findings *findings, const Rule *rule, Place place);

/* Moves all findings of from into another collection, as if they had been added
 * there; from is empty then.  The order of takes does not matter. */
void findings_take(Findings *into, Findings *from);

/* Number of findings of exactly this level, also those that are not shown; equal
 * ones that are kept count once. */
guint findings_count(const Findings *findings, Level level);

/* Whether a rule that is an error by itself found something, whatever level it
 * was given: the stages that follow cannot trust the data. */
gboolean findings_block(const Findings *findings);

/* All findings that are shown, sorted by file, line, column, rule, message; equal
 * ones appear once.  Where there are more than the limit, each rule of each file
 * gets its share, first by place, so that no rule hides another.  Borrowed until
 * the next findings_add. */
const Finding *findings_sorted(Findings *findings, guint *n_findings);

/* How many a rule found in a file. */
typedef struct {
    const char *file;
    const Rule *rule;
    Level level;
    guint n_found; /* in all */
    guint n_shown; /* of them by findings_sorted */
} FindingCount;

/* By file, then rule; without rules that are off.  Borrowed like findings_sorted. */
const FindingCount *findings_counts(Findings *findings, guint *n_counts);

/* Prints all findings in the format of people (findings_append_text). */
void findings_print_text(Findings *findings, FILE *stream);

const char *level_name(Level level); /* "note", "warning", "error" */

#endif
