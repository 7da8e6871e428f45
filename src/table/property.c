#include "table/property.h"

#include "table/rules.h"
#include "table/suggest.h"

#include <string.h>

const Rule rule_unsupported = {"unsupported", LEVEL_ERROR,
                               "a descriptor asks for something that figtrail does not do yet"};
const Rule rule_unknown_property = {
    "unknown-property", LEVEL_WARNING,
    "a descriptor says something that means nothing, as a misspelled word does"};

static gboolean is_listed(const char *const *names, const char *name)
{
    for (; *names; names++) {
        if (strcmp(*names, name) == 0)
            return TRUE;
    }
    return FALSE;
}

static const char *nearest(const char *const *names, const char *name)
{
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    for (; *names; names++)
        suggest_offer(&suggestion, *names);
    /* people seldom get the first letter wrong: 'related' is no slip for 'created' */
    const gboolean likely =
        suggestion.best && (suggestion.distance <= 1 || suggestion.best[0] == *name);
    return likely ? suggestion.best : NULL;
}

void property_check(const JsonDocument *document, const cJSON *object, const PropertySet *set,
                    Findings *findings)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, object)
    {
        const char *name = member->string;
        const Place place = json_document_place(document, member);
        if (is_listed(set->known, name))
            continue;
        if (is_listed(set->unsupported, name)) {
            findings_add(findings, &rule_unsupported, place,
                         "'%s' of %s is not supported yet, so it is not checked; leave it out",
                         name, set->what);
            continue;
        }
        const char *meant = nearest(set->known, name);
        if (!meant)
            meant = nearest(set->unsupported, name);
        if (meant && !json_member(object, meant)) /* else it is something of its own */
            findings_add(findings, &rule_unknown_property, place,
                         "'%s' means nothing in %s; did you mean '%s'?", name, set->what, meant);
    }
}

GPtrArray *property_strings(const cJSON *array)
{
    if (!cJSON_IsArray(array))
        return NULL;
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (!cJSON_IsString(item))
            return NULL;
        g_ptr_array_add(strings, g_strdup(item->valuestring));
    }
    return g_steal_pointer(&strings);
}
