#include "trail/record_select.h"

#include "trail/claim_text.h"

#include <string.h>

/* ---- by name --------------------------------------------------------------------------------- */

static char *fold(const char *text)
{
    return g_utf8_casefold(text ? text : "", -1);
}

static gboolean is_named(const cJSON *object, const char *member, const char *folded)
{
    g_autofree char *name = fold(json_string(object, member));
    return *name && strcmp(name, folded) == 0;
}

static gboolean has_name(const cJSON *figure, const char *folded)
{
    static const char *const members[] = {"key", "subject", "subject_name", "metric",
                                          "metric_name"};
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        if (is_named(figure, members[i], folded))
            return TRUE;
    }
    const cJSON *claim;
    cJSON_ArrayForEach(claim, json_member(figure, "claims"))
    {
        if (is_named(claim, "id", folded))
            return TRUE;
    }
    return FALSE;
}

static gboolean has_in_heading(const cJSON *figure, const char *folded)
{
    g_autofree char *heading = figure_heading(figure);
    g_autofree char *text = fold(heading);
    return strstr(text, folded) != NULL;
}

static GArray *find_all(const cJSON *record, const char *folded,
                        gboolean (*matches)(const cJSON *figure, const char *folded))
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));
    guint index = 0;
    const cJSON *figure;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        if (matches(figure, folded))
            g_array_append_val(found, index);
        index++;
    }
    return found;
}

GArray *record_find_figures(const cJSON *record, const char *text)
{
    g_autofree char *folded = fold(text);
    GArray *found = find_all(record, folded, has_name);
    if (found->len > 0 || !*folded)
        return found;
    g_array_unref(found);
    return find_all(record, folded, has_in_heading);
}

/* ---- a smaller record ------------------------------------------------------------------------ */

static void add_sources(GHashTable *wanted, const cJSON *figure)
{
    const cJSON *claim;
    cJSON_ArrayForEach(claim, json_member(figure, "claims"))
    {
        const char *source = json_string(claim, "source");
        if (source)
            g_hash_table_add(wanted, (gpointer)source);
    }
}

cJSON *record_take_figures(const cJSON *record, const GArray *indexes)
{
    cJSON *taken = cJSON_Duplicate(record, TRUE);
    cJSON *figures = cJSON_CreateArray();
    cJSON *sources = cJSON_CreateArray();
    g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < indexes->len; i++) {
        const cJSON *figure = cJSON_GetArrayItem(json_member(record, "figures"),
                                                 (int)g_array_index(indexes, guint, i));
        add_sources(wanted, figure);
        cJSON_AddItemToArray(figures, cJSON_Duplicate(figure, TRUE));
    }
    const cJSON *source;
    cJSON_ArrayForEach(source, json_member(record, "sources"))
    {
        const char *id = json_string(source, "id");
        if (id && g_hash_table_contains(wanted, id))
            cJSON_AddItemToArray(sources, cJSON_Duplicate(source, TRUE));
    }
    cJSON_DeleteItemFromObjectCaseSensitive(taken, "figures");
    cJSON_DeleteItemFromObjectCaseSensitive(taken, "sources");
    cJSON_AddItemToObject(taken, "figures", figures);
    cJSON_AddItemToObject(taken, "sources", sources);
    return taken;
}
