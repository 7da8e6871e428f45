/*
 * key_set: the values of a key, to look others up in.
 *
 * A value is some bytes: of a key of one text field its text.  Built by one thread; then any
 * number may look values up.
 */
#ifndef FIGTRAIL_TABLE_KEY_SET_H
#define FIGTRAIL_TABLE_KEY_SET_H

#include <glib.h>

typedef struct KeySet KeySet;

enum { KEY_SHORT_LIMIT = 23 }; /* bytes of a value that are looked at in one place */

#define KEY_NONE G_MAXUINT32 /* no value */

/* What is looked for, made ready: alike for equal values. */
typedef struct {
    guint32 hash;
    guint32 number; /* of the value in the set */
    guint8 length;  /* + 1; 0xFF: more than KEY_SHORT_LIMIT */
    char text[KEY_SHORT_LIMIT];
} KeyProbe;

KeySet *key_set_new(void);
void key_set_free(KeySet *set); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeySet, key_set_free)

/* Copies the bytes; a value that is there already is no other. */
void key_set_add(KeySet *set, const char *bytes, gsize length);

/* hash: key_hash_bytes of them. */
void key_probe_init(KeyProbe *probe, const char *bytes, gsize length, guint64 hash);
/* Asks for the memory where the value would be, for a look-up soon after. */
void key_set_prefetch(const KeySet *set, const KeyProbe *probe);
/* The value's number, or KEY_NONE; bytes: those that the probe was made of. */
guint32 key_set_find(const KeySet *set, const KeyProbe *probe, const char *bytes, gsize length);

/* The values by number: in the order in which they were added. */
gsize key_set_size(const KeySet *set);
const char *key_set_value(const KeySet *set, gsize i, gsize *length);

/* 64 bits that any change of the bytes changes throughout. */
guint64 key_hash_bytes(const char *bytes, gsize length);

/* A hash with one more word; its upper half has all of both. */
static inline guint64 key_hash_mix(guint64 hash, guint64 word)
{
    hash = (hash ^ word) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

#endif
