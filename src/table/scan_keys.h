/*
 * scan_keys: keys that stand twice, found by their hashes.
 *
 * Private to table/scan*.c.
 */
#ifndef FIGTRAIL_TABLE_SCAN_KEYS_H
#define FIGTRAIL_TABLE_SCAN_KEYS_H

#include "table/scan_worker.h"

/* The keys of a chunk, in order of their hash's upper bits, with where each
 * bucket of them begins; takes the entries. */
typedef struct KeyPart KeyPart;
KeyPart *key_part_new(GArray *entries);
void key_part_free(KeyPart *part);

/* The entries whose hash stands more than once, by hash and then by place; parts: of KeyPart*.
 * To be freed by g_array_unref. */
GArray *key_parts_repeated(const GPtrArray *parts, guint n_threads);

#endif
