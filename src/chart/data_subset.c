#include "chart/data_subset.h"

#include <string.h>

/* What one condition more leaves of a set; takes ids. */
static void narrow(GHashTable **set, GHashTable *ids)
{
    if (!*set) {
        *set = ids;
        return;
    }
    GHashTableIter iter;
    gpointer id;
    g_hash_table_iter_init(&iter, *set);
    while (g_hash_table_iter_next(&iter, &id, NULL)) {
        if (!g_hash_table_contains(ids, id))
            g_hash_table_iter_remove(&iter);
    }
    g_hash_table_unref(ids);
}

/* The set that a field's name means; NULL: no field that tells. */
static GHashTable **set_of(DataSubset *subset, const char *field)
{
    return g_strcmp0(field, "metric") == 0    ? &subset->metrics
           : g_strcmp0(field, "subject") == 0 ? &subset->subjects
                                              : NULL;
}

static GHashTable *ids_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* {"field": "metric", "equal": ID} or "oneOf": [ID...] */
static void narrow_by_predicate(DataSubset *subset, const cJSON *predicate)
{
    GHashTable **set = set_of(subset, json_string(predicate, "field"));
    const cJSON *equal = json_member(predicate, "equal"), *one_of = json_member(predicate, "oneOf");
    if (!set || (!cJSON_IsString(equal) && !cJSON_IsArray(one_of)))
        return;
    GHashTable *ids = ids_new();
    if (cJSON_IsString(equal))
        g_hash_table_add(ids, g_strdup(equal->valuestring));
    for (const cJSON *item = equal ? NULL : one_of->child; item; item = item->next) {
        if (cJSON_IsString(item)) /* an id is never equal to anything else */
            g_hash_table_add(ids, g_strdup(item->valuestring));
    }
    narrow(set, ids);
}

/* "datum.metric == 'ID' && ...": a part of a conjunction.  Where anything else than '&&' might
 * join the parts, the expression tells nothing. */
static void narrow_by_expression(DataSubset *subset, const char *text)
{
    if (strpbrk(text, "|?,\\"))
        return;
    g_autoptr(GRegex) regex = g_regex_new(
        "(?:^|&&)\\s*datum\\.(metric|subject)\\s*===?\\s*(?:'([^'\"]*)'|\"([^'\"]*)\")\\s*(?=&&|$)",
        G_REGEX_DOLLAR_ENDONLY, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL)) {
        int start;
        g_match_info_fetch_pos(match, 0, &start, NULL);
        g_autofree char *before = g_strndup(text, (gsize)start);
        if (strpbrk(before, "!(")) /* it may stand inside something else */
            return;
        g_autofree char *field = g_match_info_fetch(match, 1);
        g_autofree char *single = g_match_info_fetch(match, 2);
        g_autofree char *twofold = g_match_info_fetch(match, 3);
        GHashTable *ids = ids_new();
        g_hash_table_add(ids, g_strdup(single && *single ? single : twofold));
        narrow(set_of(subset, field), ids);
    }
}

DataSubset data_subset_of(const cJSON *transforms)
{
    DataSubset subset = {NULL, NULL};
    const cJSON *transform = cJSON_IsArray(transforms) ? transforms->child : NULL;
    for (; transform; transform = transform->next) {
        const cJSON *filter = json_member(transform, "filter");
        if (!filter)
            break; /* what comes after works on other rows */
        if (cJSON_IsString(filter))
            narrow_by_expression(&subset, filter->valuestring);
        else
            narrow_by_predicate(&subset, filter);
    }
    return subset;
}

void data_subset_clear(DataSubset *subset)
{
    g_clear_pointer(&subset->metrics, g_hash_table_unref);
    g_clear_pointer(&subset->subjects, g_hash_table_unref);
}

gboolean data_subset_has(const DataSubset *subset, const Metric *metric, const Subject *subject)
{
    return (!subset->metrics || g_hash_table_contains(subset->metrics, metric->id)) &&
           (!subset->subjects || g_hash_table_contains(subset->subjects, subject->id));
}

/* The first figure whose key is not before text. */
static guint find_key(const FigureSet *figures, const char *text)
{
    guint low = 0, high = figures->figures->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const Figure *figure = g_ptr_array_index(figures->figures, middle);
        if (strcmp(figure->key, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Figures are sorted by keys, which begin with the subject. */
guint data_subset_range(const DataSubset *subset, const FigureSet *figures, guint *end)
{
    *end = figures->figures->len;
    if (!subset->subjects || g_hash_table_size(subset->subjects) != 1)
        return 0;
    GHashTableIter iter;
    gpointer subject = NULL;
    g_hash_table_iter_init(&iter, subset->subjects);
    g_hash_table_iter_next(&iter, &subject, NULL);
    g_autofree char *first = g_strconcat(subject, "|", NULL);
    g_autofree char *behind = g_strconcat(subject, "}", NULL); /* the character after '|' */
    *end = find_key(figures, behind);
    return find_key(figures, first);
}
