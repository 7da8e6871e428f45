/*
 * lone: a CSV file that no package describes.
 */
#ifndef FIGTRAIL_TABLE_LONE_H
#define FIGTRAIL_TABLE_LONE_H

#include "table/package.h"

/* Reads a CSV file by itself, as a package of one table named after it, and
 * checks it by every table rule.  schema_path: a Table Schema (JSON) that it must
 * keep; NULL: the header alone says what the fields are, of any type.  NULL with
 * error when a file cannot be read; NULL without error when the schema cannot be
 * used (findings say why). */
Package *lone_read(const char *path, const char *schema_path, Findings *findings, GError **error);

#endif
