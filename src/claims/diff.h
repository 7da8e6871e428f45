/*
 * diff: two versions of the data compared in terms of claims, figures and charts,
 * not of lines.
 *
 * Made by diff_new from two versions that were read and merged; the command line
 * adds what it finds out about charts; one function per format writes it.  A Diff
 * borrows ids, cells, claims and figures from both versions, which must outlive it.
 */
#ifndef FIGTRAIL_CLAIMS_DIFF_H
#define FIGTRAIL_CLAIMS_DIFF_H

#include "claims/merge.h"

/* What became of a row, weightiest first: a row with several changes counts as the
 * first of them, so that the counts add up. */
typedef enum {
    CHANGE_VALUE, /* value, low or high */
    CHANGE_ADDED,
    CHANGE_WITHDRAWN,
    CHANGE_RENAMED,  /* the same content under another id, or what it refers to got another id */
    CHANGE_KEY,      /* subject, metric, setting, as_of: what the claim is about */
    CHANGE_STATUS,   /* status, kind */
    CHANGE_SOURCE,   /* source, stated_by */
    CHANGE_EVIDENCE, /* printed, quote, at, locator; of a source its stored text */
    CHANGE_RANK,     /* rank, reason */
    CHANGE_OTHER,    /* any other column; the table that the row stands in */
    CHANGE_NOISE,    /* numbers that only binary rounding tells apart (diff_number.h) */
    CHANGE_FORM,     /* the same value spelt otherwise: 86.4 and 86.40 */
} ChangeKind;
enum { N_CHANGE_KINDS = CHANGE_FORM + 1 };

typedef struct {
    ChangeKind kind;
    const char *column;    /* "quote"; "table": it moved to another table */
    const char *old, *new; /* cells; "" when empty */
} FieldChange;

typedef struct {
    ChangeKind kind;
    const char *old_id, *new_id; /* NULL: added; withdrawn */
    const Claim *old, *new;      /* claims only; else NULL */
    const char *old_name, *name; /* of sources, subjects, metrics: title or name; else NULL */
    GArray *fields;              /* of FieldChange, in the order of columns */
    guint n_claims;              /* of a source with another stored text: claims of NEW on it */
} RowChange;

/* The tables of the model. */
typedef enum { ROWS_CLAIMS, ROWS_SOURCES, ROWS_SUBJECTS, ROWS_METRICS } RowsKind;
enum { N_ROWS_KINDS = ROWS_METRICS + 1 };

/* How a merged figure changed; several may hold. */
typedef enum {
    FIGURE_NEW = 1 << 0,
    FIGURE_GONE = 1 << 1,
    FIGURE_VALUE = 1 << 2,
    FIGURE_NOISE = 1 << 3,     /* its value, by float noise */
    FIGURE_STANDING = 1 << 4,  /* kind or status of the chosen claim */
    FIGURE_AGREEMENT = 1 << 5, /* "agree" to "conflict" */
    FIGURE_SOURCES = 1 << 6,   /* number of independent sources */
    FIGURE_CHOSEN = 1 << 7,    /* another claim was chosen */
} FigureAspect;

typedef struct {
    const char *key; /* NEW's, or OLD's of a figure that is gone */
    const Figure *old, *new;
    guint aspects; /* FigureAspect */
} FigureChange;

/* A file whose bytes differ although no row of the model in it does. */
typedef enum { FILE_ADDED, FILE_REMOVED, FILE_FORM, FILE_CONTENT } FileChangeKind;
typedef struct {
    FileChangeKind kind;    /* FORM: order of rows or columns, quotes, line ends; CONTENT: it is no
                               table of the model */
    const char *path;       /* relative to the package */
    int old_rows, new_rows; /* of a table; -1: it is none */
} FileChange;

/* A chart that is another, or shows figures that changed; made by the command line. */
typedef struct {
    char *name;
    gboolean is_new, is_gone, spec_changed;
    gboolean files_changed; /* CSV or JSON files of its own */
    char *fault;            /* why it cannot be drawn from one version; NULL: it can */
    GPtrArray *figures;     /* const FigureChange*: what it shows of them */
    guint n_gained, n_lost; /* figures shown in NEW or OLD only, though they are the same */
} ChartChange;

void chart_change_free(ChartChange *chart); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChartChange, chart_change_free)

/* One of the two versions; all borrowed. */
typedef struct {
    const char *name; /* as people call it: "HEAD~1:data" */
    const Package *package;
    const ClaimSet *claims;
    const FigureSet *figures; /* NULL: the data have errors; figures are not compared */
} DiffSide;

typedef struct {
    DiffSide old, new;
    GPtrArray *rows[N_ROWS_KINDS];              /* of RowChange*, by kind, then id */
    guint counts[N_ROWS_KINDS][N_CHANGE_KINDS]; /* of rows */
    guint n_same;                               /* claims that are in both as they are */
    GPtrArray *figures;                         /* of FigureChange*, by key */
    GArray *files;                              /* of FileChange, by path */
    GPtrArray *charts;                          /* of ChartChange*, by name; empty at first */
    guint n_charts;                             /* that were looked at; 0: no charts */
    GHashTable *renamed[N_ROWS_KINDS];          /* OLD's id -> NEW's id */
} Diff;

Diff *diff_new(const DiffSide *old, const DiffSide *new);
void diff_free(Diff *diff); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diff, diff_free)

/* Whether nothing at all differs. */
gboolean diff_is_empty(const Diff *diff);

/* The key that a figure of OLD has if it is in NEW: of renamed subjects and metrics; newly
 * allocated. */
char *diff_figure_key(const Diff *diff, const Figure *figure);

/* All give new text. */
char *diff_format_text(const Diff *diff);     /* for a terminal */
char *diff_format_markdown(const Diff *diff); /* for a pull request */
char *diff_format_json(const Diff *diff);     /* everything, for programs */

/* "3 claims changed value, 1 added; 2 figures change; charts mmlu, releases show them",
 * or "nothing changed"; no newline. */
char *diff_summary(const Diff *diff);

#endif
