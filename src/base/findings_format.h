/*
 * findings_format: findings, written out for people and for programs.
 *
 * To add a format, two things: a function findings_append_NAME in a file
 * findings_NAME.c, and its line in the table in findings_format.c.
 */
#ifndef FIGTRAIL_BASE_FINDINGS_FORMAT_H
#define FIGTRAIL_BASE_FINDINGS_FORMAT_H

#include "base/finding.h"

/* Who reads it.  All 0: a file or a pipe. */
typedef struct {
    guint width;              /* columns of the terminal that shows it; 0: it is none, and the
                                 offending lines are not shown */
    gboolean colors;          /* of a terminal */
    const Rule *const *rules; /* every rule that was checked, for formats that list them;
                                 NULL: those that found something */
    guint n_rules;
} FindingsReader;

typedef struct {
    const char *name; /* "sarif" */
    void (*append)(GString *out, Findings *findings, const FindingsReader *reader);
} FindingsFormat;

/* By its name, or NULL. */
const FindingsFormat *findings_format_find(const char *name);

/* "text, json, github or sarif", for messages and help; static. */
const char *findings_format_names(void);

/* 'file:line:column: level: rule: message', one line each, whatever the user's
 * texts hold (escape_terminal); on a terminal with the offending line. */
void findings_append_text(GString *out, Findings *findings, const FindingsReader *reader);
/* An object { findings: [...], counts: by rule and file, errors: N, ... }. */
void findings_append_json(GString *out, Findings *findings, const FindingsReader *reader);
/* Workflow commands that GitHub shows as annotations on the changed lines. */
void findings_append_github(GString *out, Findings *findings, const FindingsReader *reader);
/* SARIF 2.1.0, for code scanning and editors. */
void findings_append_sarif(GString *out, Findings *findings, const FindingsReader *reader);

/* The line of a file that a finding is about, with a caret under its place, each
 * ending in a newline; nothing when it cannot be read.  Findings come sorted, so
 * one reader goes through each file once. */
typedef struct SourceLines SourceLines;
SourceLines *source_lines_new(void);
void source_lines_free(SourceLines *lines);
void source_lines_append(GString *out, SourceLines *lines, const Place *place,
                         const FindingsReader *reader);

/* How many findings are not shown, in all. */
guint findings_hidden(Findings *findings);

#endif
