/*
 * key: rows found by the values of some of their fields.
 */
#ifndef FIGTRAIL_TABLE_KEY_H
#define FIGTRAIL_TABLE_KEY_H

#include "table/table.h"

/* Fields of a table that are compared together; borrowed. */
typedef struct {
    const Table *table;
    const guint *fields;
    guint n_fields;
} Key;

/* The key's value in that row, for messages: '"a"', or '"a", "b"'. */
char *key_format(const Key *key, guint row);

/* Whether any cell of the key is missing in that row, or has no value to compare. */
gboolean key_is_missing(const Key *key, guint row);

/* The rows of one table by their key: open addressing, no allocation per row. */
typedef struct KeyIndex KeyIndex;

/* numeric: by field of the key, whether numbers are compared, not texts.
 * key and numeric are borrowed. */
KeyIndex *key_index_new(const Key *key, const gboolean *numeric);
void key_index_free(KeyIndex *index); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeyIndex, key_index_free)

/* Adds a row of the index's own table; gives the row that stands there already
 * with an equal key, or -1 when this is the first. */
gint64 key_index_add(KeyIndex *index, guint row);

/* The row with a key equal to that of a row of another table, or -1. */
gint64 key_index_find(const KeyIndex *index, const Key *other, guint row);

#endif
