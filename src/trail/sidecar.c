/*
 * sidecar: a record as a CSV table, one row per claim.
 *
 * A record that was read back may hold anything: what is missing, or of another
 * type, is an empty cell.
 */
#include "base/escape.h"
#include "base/number.h"
#include "trail/record.h"

#include <string.h>

typedef enum { FROM_SOURCE, FROM_FIGURE, FROM_CLAIM } Origin;

static const struct {
    const char *heading;
    Origin origin;
    const char *member;
} columns[] = {
    {"citation", FROM_SOURCE, "number"},
    {"figure", FROM_FIGURE, "key"},
    {"subject", FROM_FIGURE, "subject"},
    {"metric", FROM_FIGURE, "metric"},
    {"unit", FROM_FIGURE, "unit"},
    {"setting", FROM_FIGURE, "setting"},
    {"as_of", FROM_CLAIM, "as_of"},
    {"role", FROM_CLAIM, "role"},
    {"drawn", FROM_CLAIM, "drawn"},
    {"claim", FROM_CLAIM, "id"},
    {"printed", FROM_CLAIM, "printed"},
    {"value", FROM_CLAIM, "value"},
    {"low", FROM_CLAIM, "low"},
    {"high", FROM_CLAIM, "high"},
    {"kind", FROM_CLAIM, "kind"},
    {"status", FROM_CLAIM, "status"},
    {"reason", FROM_CLAIM, "reason"},
    {"source", FROM_CLAIM, "source"},
    {"title", FROM_SOURCE, "title"},
    {"publisher", FROM_SOURCE, "publisher"},
    {"published", FROM_SOURCE, "published"},
    {"url", FROM_SOURCE, "url"},
    {"quote", FROM_CLAIM, "quote"},
    {"at", FROM_CLAIM, "at"},
    {"locator", FROM_CLAIM, "locator"},
    {"stated_by", FROM_CLAIM, "stated_by"},
};

static void append_cell(GString *out, const cJSON *item)
{
    char buffer[NUMBER_TEXT_SIZE];
    if (cJSON_IsString(item))
        escape_csv(out, item->valuestring);
    else if (cJSON_IsNumber(item))
        g_string_append(out, number_format(item->valuedouble, buffer));
    else if (cJSON_IsBool(item))
        g_string_append(out, cJSON_IsTrue(item) ? "true" : "false");
}

static void append_row(GString *out, const cJSON *figure, const cJSON *claim, const cJSON *source)
{
    const cJSON *const origins[] = {
        [FROM_SOURCE] = source, [FROM_FIGURE] = figure, [FROM_CLAIM] = claim};
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (i > 0)
            g_string_append_c(out, ',');
        append_cell(out, json_member(origins[columns[i].origin], columns[i].member));
    }
    g_string_append_c(out, '\n');
}

char *record_to_csv(const cJSON *record)
{
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++)
        g_string_append_printf(out, "%s%s", i > 0 ? "," : "", columns[i].heading);
    g_string_append_c(out, '\n');

    g_autoptr(GHashTable) sources = record_index_sources(record);
    const cJSON *figure, *claim;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        cJSON_ArrayForEach(claim, json_member(figure, "claims"))
        {
            const char *id = json_string(claim, "source");
            append_row(out, figure, claim, id ? g_hash_table_lookup(sources, id) : NULL);
        }
    }
    return g_string_free(out, FALSE);
}

GHashTable *record_index_sources(const cJSON *record)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    const cJSON *source;
    cJSON_ArrayForEach(source, json_member(record, "sources"))
    {
        const char *id = json_string(source, "id");
        if (id && !g_hash_table_contains(index, id))
            g_hash_table_insert(index, (gpointer)id, (gpointer)source);
    }
    return index;
}
