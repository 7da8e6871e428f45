#include "table/relocation.h"

#include <string.h>

typedef struct {
    guint line, column;
    Place place; /* its file is borrowed from the relocation */
    gboolean running;
} Entry;

struct Relocation {
    char *file;
    GArray *entries; /* of Entry */
    GStringChunk *files;
};

Relocation *relocation_new(const char *file)
{
    Relocation *relocation = g_new0(Relocation, 1);
    relocation->file = g_strdup(file);
    relocation->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
    relocation->files = g_string_chunk_new(256);
    return relocation;
}

void relocation_free(Relocation *relocation)
{
    if (!relocation)
        return;
    g_free(relocation->file);
    g_array_unref(relocation->entries);
    g_string_chunk_free(relocation->files);
    g_free(relocation);
}

void relocation_add(Relocation *relocation, guint line, guint column, Place place, gboolean running)
{
    Entry entry = {line, column, place, running};
    entry.place.file = g_string_chunk_insert_const(relocation->files, place.file);
    g_array_append_val(relocation->entries, entry);
}

Place relocation_find(const Relocation *relocation, Place place)
{
    if (strcmp(place.file, relocation->file) != 0 || relocation->entries->len == 0)
        return place;
    guint low = 0, high = relocation->entries->len; /* the last that is not behind the place */
    while (high - low > 1) {
        const guint middle = low + (high - low) / 2;
        const Entry *entry = &g_array_index(relocation->entries, Entry, middle);
        /* column 0 is the whole line: its first entry */
        const gboolean behind = entry->line > place.line ||
                                (entry->line == place.line && entry->column > MAX(place.column, 1));
        if (behind)
            high = middle;
        else
            low = middle;
    }
    const Entry *entry = &g_array_index(relocation->entries, Entry, low);
    Place found = entry->place;
    if (entry->running) {
        found.line = place.line > 0 ? entry->place.line + (place.line - entry->line) : 0;
        found.column = place.column;
    }
    return found;
}

void relocation_take(GPtrArray *relocations, Findings *into, Findings *from)
{
    if (relocations->len == 0) {
        findings_take(into, from);
        return;
    }
    guint n;
    const Finding *items = findings_sorted(from, &n);
    for (guint i = 0; i < n; i++) {
        Place place = items[i].place;
        for (guint j = 0; j < relocations->len; j++)
            place = relocation_find(g_ptr_array_index(relocations, j), place);
        findings_add(into, items[i].rule, place, "%s", items[i].message);
    }
    guint n_counts;
    const FindingCount *counts = findings_counts(from, &n_counts);
    for (guint i = 0; i < n_counts; i++) {
        if (counts[i].n_found > counts[i].n_shown)
            findings_add(into, counts[i].rule, (Place){counts[i].file, 0, 0}, "%u more not shown",
                         counts[i].n_found - counts[i].n_shown);
    }
}
