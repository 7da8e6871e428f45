/*
 * text_table: rows of cells in aligned columns for a terminal.
 */
#ifndef FIGTRAIL_CLAIMS_TEXT_TABLE_H
#define FIGTRAIL_CLAIMS_TEXT_TABLE_H

#include <glib.h>

typedef struct {
    const char *title;
    gboolean right; /* aligned to the right: numbers */
    guint minimum;  /* width that it may shrink to; 0: never narrower than its widest cell */
} TextColumn;

typedef struct TextTable TextTable;

/* columns must outlive the table. */
TextTable *text_table_new(const TextColumn *columns, guint n_columns);
void text_table_free(TextTable *table); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextTable, text_table_free)

/* Appends a row of n_columns texts, which are copied. */
void text_table_add(TextTable *table, const char *const *cells);
/* Appends a line across all columns: a remark on the row above. */
void text_table_add_line(TextTable *table, const char *text);

/* Width of the table when nothing wraps. */
guint text_table_width(const TextTable *table);

/* The table with a title line.  While it is wider than width, columns that may
 * shrink do, those with few long cells first; long cells then go on in the next
 * line, if possible after a ';' or blank. */
char *text_table_format(const TextTable *table, guint width);

/* Columns of a terminal that text takes: East Asian wide characters two, marks
 * that combine none. */
guint text_display_width(const char *text);

/* Texts come from files of strangers: a terminal must not obey them.  Newly
 * allocated, with U+FFFD for control and format characters, line ends too. */
char *text_tame(const char *text);

#endif
