/* The setting of a claim: from rules for its keys, or as a cell holds it. */
#include "import/making.h"

#include <stdlib.h>
#include <string.h>

static int compare_pairs(const void *a, const void *b)
{
    const char *x = *(const char *const *)a, *y = *(const char *const *)b;
    g_autofree char *key_x = g_strndup(x, strcspn(x, "=")), *key_y = g_strndup(y, strcspn(y, "="));
    return strcmp(key_x, key_y);
}

/* A setting that a cell holds already, in its one form: pairs sorted by key. */
static gboolean sort_setting(Making *making)
{
    if (!making->cells[CLAIM_SETTING])
        return TRUE;
    g_auto(GStrv) pairs = g_strsplit(making->cells[CLAIM_SETTING], ";", -1);
    for (char **pair = pairs; *pair; pair++)
        g_strstrip(*pair);
    const guint n = g_strv_length(pairs);
    qsort(pairs, n, sizeof *pairs, compare_pairs);
    for (guint i = 0; i + 1 < n; i++)
        if (compare_pairs(&pairs[i], &pairs[i + 1]) == 0)
            return making_refuse(making, -1, "the setting \"%s\" has a key twice",
                                 making->cells[CLAIM_SETTING]);
    g_autofree char *sorted = g_strjoinv(";", pairs);
    making->cells[CLAIM_SETTING] = making_keep_one(making, sorted);
    return TRUE;
}

gboolean making_setting(Making *making)
{
    if (making->map->fields[CLAIM_SETTING] &&
        !making_evaluate_field(making, CLAIM_SETTING, TEXT_AS_IT_IS))
        return FALSE;
    if (making->map->settings->len == 0)
        return sort_setting(making);
    g_autoptr(GString) setting = g_string_new(NULL);
    for (guint i = 0; i < making->map->settings->len; i++) {
        const MapSetting *of = &g_array_index(making->map->settings, MapSetting, i);
        int column;
        making->row->view.scope = of->key;
        if (!making_evaluate(making, of->rule, TEXT_ONE_LINE, &column))
            return FALSE;
        if (making->scratch->len == 0)
            continue;
        for (const char *p = making->scratch->str; *p; p++)
            if (!g_ascii_islower(*p) && !g_ascii_isdigit(*p) && !strchr(".@-", *p))
                return making_refuse(
                    making, column,
                    "\"%s\" cannot be the value of the setting %s: let the map make it "
                    "a 'slug', or give its meaning in a 'map'",
                    making->scratch->str, of->key);
        g_string_append_printf(setting, "%s%s=%s", setting->len > 0 ? ";" : "", of->key,
                               making->scratch->str);
    }
    making->cells[CLAIM_SETTING] = setting->len > 0 ? making_keep_one(making, setting->str) : NULL;
    return TRUE;
}
