/*
 * Prints face_tables.c: a FaceTable of each upright face of the default family that is there.  Run
 * by the build.
 */
#include "scene/face_table.h"
#include "scene/font_file.h"
#include "scene/typeface.h"

#include <stdio.h>
#include <string.h>

const FaceTable *const face_tables[] = {NULL}; /* here none is known */

/* Lets the typeface learn the pairs that begin with a letter, many at once. */
static void learn(Typeface *typeface, gunichar first)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < FACE_TABLE_LETTERS; i++) {
        guint glyph;
        int advance;
        if (!typeface_letter(typeface, face_table_letter(i), &glyph, &advance))
            continue;
        g_string_append_unichar(text, first);
        g_string_append_unichar(text, face_table_letter(i));
    }
    double width;
    typeface_measure(typeface, text->str, &width);
}

/* FALSE: one is too large for the table. */
static gboolean fill_kernings(Typeface *typeface, FaceTable *table)
{
    for (int i = 0; i < FACE_TABLE_LETTERS; i++) {
        if (table->letters[i].plain)
            learn(typeface, face_table_letter(i));
        for (int j = 0; j < FACE_TABLE_LETTERS; j++) {
            int kerning = TYPEFACE_NOT_PLAIN;
            if (table->letters[i].plain && table->letters[j].plain)
                kerning = typeface_kerning(typeface, face_table_letter(i), face_table_letter(j));
            if (kerning != TYPEFACE_NOT_PLAIN && ABS(kerning) > G_MAXINT16)
                return FALSE;
            table->kernings[i][j] =
                (gint16)(kerning == TYPEFACE_NOT_PLAIN ? FACE_TABLE_NOT_PLAIN : kerning);
        }
    }
    return TRUE;
}

static gboolean fill(FaceTable *table, const char *path)
{
    Typeface *typeface = typeface_open(path, NULL);
    for (int i = 0; i < FACE_TABLE_LETTERS; i++) {
        FaceLetter *letter = &table->letters[i];
        letter->plain =
            typeface_letter(typeface, face_table_letter(i), &letter->glyph, &letter->advance);
    }
    return fill_kernings(typeface, table);
}

/* ---- C --------------------------------------------------------------------------------------- */

static void print_bytes(const guint8 *bytes, gsize n)
{
    printf("{");
    for (gsize i = 0; i < n; i++)
        printf("%u,", bytes[i]);
    printf("}");
}

static void print_table(guint number, const FaceTable *table)
{
    printf("static const guint8 directory_%u[] = ", number);
    print_bytes(table->directory, table->directory_length);
    printf(";\nstatic const FaceTable table_%u = {%" G_GINT64_FORMAT
           ", %u, directory_%u, \"%s\", %u, %ld,\n{",
           number, table->length, table->directory_length, number, table->family, table->weight,
           table->revision);
    for (int i = 0; i < FACE_TABLE_LETTERS; i++)
        printf("{%d,%u,%d},", table->letters[i].plain, table->letters[i].glyph,
               table->letters[i].advance);
    printf("},\n{");
    for (int i = 0; i < FACE_TABLE_LETTERS; i++) {
        printf("{");
        for (int j = 0; j < FACE_TABLE_LETTERS; j++)
            printf("%d,", table->kernings[i][j]);
        printf("},\n");
    }
    printf("}};\n");
}

static gboolean print_face(guint number, const FontFile *file)
{
    g_autofree char *bytes = NULL;
    gsize length;
    if (!g_file_get_contents(file->path, &bytes, &length, NULL))
        return FALSE;
    static FaceTable table;
    table = (FaceTable){.length = (gint64)length,
                        .directory = (const guint8 *)bytes,
                        .directory_length = face_table_directory_length(
                            (const guint8 *)bytes, MIN(length, FACE_TABLE_DIRECTORY_LIMIT)),
                        .family = file->family,
                        .weight = file->weight,
                        .revision = file->revision};
    if (table.directory_length == 0 || !fill(&table, file->path))
        return FALSE;
    print_table(number, &table);
    return TRUE;
}

int main(void)
{
    printf("#include \"scene/face_table.h\"\n");
    guint n = 0;
    const FontFile *file;
    for (guint i = 0; (file = font_file_at(i)); i++) {
        if (!file->italic && strcmp(file->family, FONT_DEFAULT_FAMILY) == 0)
            n += print_face(n, file);
    }
    printf("const FaceTable *const face_tables[] = {");
    for (guint i = 0; i < n; i++)
        printf("&table_%u, ", i);
    printf("NULL};\n");
    return 0;
}
