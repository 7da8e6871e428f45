/*
 * zip_maker: small zip archives, also such as no program writes (APPNOTE.TXT 6.3.10,
 * sections 4.3.7, 4.3.12, 4.3.16).  Everything is stored.
 */
#ifndef FIGTRAIL_TESTS_ZIP_MAKER_H
#define FIGTRAIL_TESTS_ZIP_MAKER_H

#include <glib.h>
#include <string.h>

typedef struct {
    const char *name, *text;
    guint16 flags;        /* 1: encrypted */
    guint32 claimed_size; /* what the archive says it unpacks to; 0: the truth */
    guint32 wrong_crc;    /* added to the right one */
} ZipEntry;

static guint32 zip_crc(const char *data, gsize length)
{
    guint32 crc = 0xffffffff;
    for (gsize i = 0; i < length; i++) {
        crc ^= (guint8)data[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

static void zip_put(GByteArray *out, guint32 number, guint n_bytes)
{
    for (guint i = 0; i < n_bytes; i++) {
        const guint8 byte = (guint8)(number >> (8 * i));
        g_byte_array_append(out, &byte, 1);
    }
}

/* The members that the local header and the directory share, from 'version needed' to the extra
 * field's length. */
static void zip_put_entry(GByteArray *out, const ZipEntry *entry)
{
    const gsize length = strlen(entry->text);
    zip_put(out, 20, 2);
    zip_put(out, entry->flags, 2);
    zip_put(out, 0, 2);          /* stored */
    zip_put(out, 0x52c4182a, 4); /* 3 March 2021 */
    zip_put(out, zip_crc(entry->text, length) + entry->wrong_crc, 4);
    zip_put(out, (guint32)length, 4);
    zip_put(out, entry->claimed_size ? entry->claimed_size : (guint32)length, 4);
    zip_put(out, (guint32)strlen(entry->name), 2);
    zip_put(out, 0, 2);
}

static void zip_put_text(GByteArray *out, const char *text)
{
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

static GBytes *zip_make(const ZipEntry *entries, gsize n)
{
    GByteArray *out = g_byte_array_new();
    g_autoptr(GByteArray) directory = g_byte_array_new();
    for (gsize i = 0; i < n; i++) {
        const guint32 offset = out->len;
        zip_put(out, 0x04034b50, 4);
        zip_put_entry(out, &entries[i]);
        zip_put_text(out, entries[i].name);
        zip_put_text(out, entries[i].text);
        zip_put(directory, 0x02014b50, 4);
        zip_put(directory, 20, 2);
        zip_put_entry(directory, &entries[i]);
        for (int member = 0; member < 5; member++) /* comment, disk, attributes */
            zip_put(directory, 0, 2);
        zip_put(directory, offset, 4);
        zip_put_text(directory, entries[i].name);
    }
    const guint32 start = out->len;
    g_byte_array_append(out, directory->data, directory->len);
    zip_put(out, 0x06054b50, 4);
    zip_put(out, 0, 4);
    zip_put(out, (guint32)n, 2);
    zip_put(out, (guint32)n, 2);
    zip_put(out, directory->len, 4);
    zip_put(out, start, 4);
    zip_put(out, 0, 2);
    return g_byte_array_free_to_bytes(out);
}

/* How many bytes of the shorter one are others. */
G_GNUC_UNUSED static guint zip_count_differences(GBytes *a, GBytes *b)
{
    const gsize length = MIN(g_bytes_get_size(a), g_bytes_get_size(b));
    const guint8 *first = g_bytes_get_data(a, NULL), *second = g_bytes_get_data(b, NULL);
    guint n = 0;
    for (gsize i = 0; i < length; i++)
        n += first[i] != second[i];
    return n;
}

#endif
