/*
 * lone: a CSV file that no package describes.
 */
#ifndef FIGTRAIL_TABLE_LONE_H
#define FIGTRAIL_TABLE_LONE_H

#include "table/package.h"

/* What is known of such a file; borrowed. */
typedef struct {
    const char *schema;   /* path of a Table Schema (JSON) that it must keep; NULL: the header
                             alone says what the fields are, of any type */
    const char *encoding; /* known (table/encoding.h); NULL: UTF-8 */
    const JsonDocument *dialect; /* a Table Dialect (table/dialect_parse.h); NULL: the default one.
                                    Where it says none, tabs separate the cells of a .tsv file */
} LoneOptions;

/* Reads a CSV file by itself, as a package of one table named after it, and checks it by every
 * table rule.  NULL with error when a file cannot be read; NULL without error when the schema or
 * the dialect cannot be used (findings say why). */
Package *lone_read(const char *path, const LoneOptions *options, Findings *findings,
                   GError **error);

#endif
