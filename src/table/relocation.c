#include "table/relocation.h"

#include <string.h>

typedef struct {
    Place from;  /* in the made text */
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

void relocation_add(Relocation *relocation, Place from, Place place, gboolean running)
{
    Entry entry = {from, place, running};
    entry.place.file = g_string_chunk_insert_const(relocation->files, place.file);
    g_array_append_val(relocation->entries, entry);
}

/* The number that goes on from 'there' as n does from 'here'; 0 stays 0. */
static guint run_on(guint n, guint here, guint there)
{
    return n > 0 && n >= here ? there + (n - here) : n;
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
        const Place *from = &entry->from;
        const gboolean behind = from->line > place.line ||
                                (from->line == place.line && from->column > MAX(place.column, 1));
        if (behind)
            high = middle;
        else
            low = middle;
    }
    const Entry *entry = &g_array_index(relocation->entries, Entry, low);
    Place found = entry->place;
    found.record = place.record;
    if (!entry->running)
        return found;
    found.line = run_on(place.line, entry->from.line, entry->place.line);
    found.column = place.column;
    found.record = run_on(place.record, entry->from.record, entry->place.record);
    found.end_line = run_on(place.end_line, entry->from.line, entry->place.line);
    found.end_column = place.end_column;
    return found;
}

char *relocation_line(const Relocation *relocation, Place there, Place here)
{
    if (relocation) {
        there = relocation_find(relocation, there);
        here = relocation_find(relocation, here);
    }
    return strcmp(there.file, here.file) == 0
               ? g_strdup_printf("line %u", there.line)
               : g_strdup_printf("line %u of %s", there.line, there.file);
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
