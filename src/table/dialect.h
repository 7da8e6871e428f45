/*
 * dialect: how a CSV text spells rows and cells
 * (https://datapackage.org/standard/table-dialect/).
 *
 * Read from descriptors, obeyed by rows.c (delimiter to skip_initial_space) and
 * table.c (the rest).  All pointers are borrowed: who makes a dialect keeps its
 * texts and lists as long as it is used.
 */
#ifndef FIGTRAIL_TABLE_DIALECT_H
#define FIGTRAIL_TABLE_DIALECT_H

#include <glib.h>

typedef struct {
    char delimiter;              /* ASCII, no line end, not the quote */
    char quote;                  /* ASCII; '\0': no cell is quoted */
    gboolean double_quote;       /* "" in a quoted cell is one quote */
    char escape;                 /* the character after it stands for itself; '\0': none */
    char line_terminator;        /* ASCII, alone ends rows; '\0': LF, CRLF or CR does */
    gboolean skip_initial_space; /* blanks behind a delimiter do not count */
    const char *comment_char;    /* a row that begins with this text is a comment; NULL: none */
    const guint *comment_rows; /* numbers of rows that are comments, from 1, rising; may be NULL */
    guint n_comment_rows;
    gboolean header;           /* FALSE: no row holds labels: fields in the schema's order */
    const guint *header_rows;  /* numbers of the rows with the labels, rising; NULL: the first */
    guint n_header_rows;       /* row that is no comment.  Rows before the last are skipped. */
    const char *header_join;   /* between the labels of one column in several rows */
    const char *null_sequence; /* a cell of this text is missing; NULL: none */
    gboolean case_sensitive_header; /* FALSE: labels and field names may differ in case */
} Dialect;

/* RFC 4180 with any line end and one row of labels. */
extern const Dialect dialect_default;

/* Whether rows and cells are spelt as by default, whatever the delimiter and the quote are: what
 * the parallel scan reads. */
gboolean dialect_is_plain(const Dialect *dialect);

#endif
