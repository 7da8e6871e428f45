#include "scene/face_table.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* ---- letters --------------------------------------------------------------------------------- */

enum { ASCII_BEGIN = 0x20, ASCII_END = 0x7F, LATIN_BEGIN = 0xA0, LATIN_END = 0x100 };

static const gunichar others[] = {0x2009, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C,
                                  0x201D, 0x2022, 0x2026, 0x202F, 0x2212};

G_STATIC_ASSERT(ASCII_END - ASCII_BEGIN + LATIN_END - LATIN_BEGIN + G_N_ELEMENTS(others) ==
                FACE_TABLE_LETTERS);

int face_table_slot(gunichar letter)
{
    if (letter < ASCII_END)
        return letter >= ASCII_BEGIN ? (int)letter - ASCII_BEGIN : -1;
    if (letter < LATIN_END)
        return letter >= LATIN_BEGIN ? (int)letter - LATIN_BEGIN + ASCII_END - ASCII_BEGIN : -1;
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        if (others[i] == letter)
            return (int)i + ASCII_END - ASCII_BEGIN + LATIN_END - LATIN_BEGIN;
    }
    return -1;
}

gunichar face_table_letter(int slot)
{
    const int n_ascii = ASCII_END - ASCII_BEGIN, n_latin = LATIN_END - LATIN_BEGIN;
    if (slot < n_ascii)
        return (gunichar)(ASCII_BEGIN + slot);
    return slot < n_ascii + n_latin ? (gunichar)(LATIN_BEGIN + slot - n_ascii)
                                    : others[slot - n_ascii - n_latin];
}

/* ---- files ----------------------------------------------------------------------------------- */

guint face_table_directory_length(const guint8 *bytes, gsize n_bytes)
{
    enum { HEAD = 12, RECORD = 16 };
    const guint n_tables = n_bytes >= HEAD ? (guint)bytes[4] << 8 | bytes[5] : 0;
    const guint length = HEAD + RECORD * n_tables;
    return n_tables > 0 && length <= n_bytes ? length : 0;
}

static gboolean begins_with(const char *path, const guint8 *bytes, gsize length)
{
    guint8 read[FACE_TABLE_DIRECTORY_LIMIT];
    FILE *file = g_fopen(path, "rb");
    if (!file)
        return FALSE;
    const gsize n = fread(read, 1, length, file);
    fclose(file);
    return n == length && memcmp(read, bytes, length) == 0;
}

const FaceTable *face_table_find(const char *path)
{
    GStatBuf status;
    if (g_stat(path, &status) != 0)
        return NULL;
    for (const FaceTable *const *table = face_tables; *table; table++) {
        if ((*table)->length == status.st_size &&
            begins_with(path, (*table)->directory, (*table)->directory_length))
            return *table;
    }
    return NULL;
}
