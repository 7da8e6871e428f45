#include "claims/jsonld_node.h"

#include "base/date.h"
#include "claims/export_address.h"

cJSON *jsonld_node_new(const char *id, const char *types)
{
    cJSON *node = cJSON_CreateObject();
    if (id)
        cJSON_AddStringToObject(node, "@id", id);
    g_auto(GStrv) words = g_strsplit(types, " ", -1);
    const guint n = g_strv_length(words);
    cJSON_AddItemToObject(node, "@type",
                          n == 1 ? cJSON_CreateString(words[0])
                                 : cJSON_CreateStringArray((const char *const *)words, (int)n));
    return node;
}

cJSON *jsonld_node_new_local(const char *kind, const char *id, const char *types)
{
    g_autofree char *address = address_local(kind, id);
    return jsonld_node_new(address, types);
}

void jsonld_add_text(cJSON *node, const char *name, const char *text)
{
    if (text && *text)
        cJSON_AddStringToObject(node, name, text);
}

void jsonld_add_words(cJSON *node, const char *name, const char *text, const char *language)
{
    if (!*text)
        return;
    if (!*language) {
        jsonld_add_text(node, name, text);
        return;
    }
    cJSON *words = cJSON_AddObjectToObject(node, name);
    cJSON_AddStringToObject(words, "@value", text);
    cJSON_AddStringToObject(words, "@language", language);
}

void jsonld_add_local(cJSON *node, const char *name, const char *kind, const char *id)
{
    g_autofree char *address = address_local(kind, id);
    cJSON_AddStringToObject(node, name, address);
}

void jsonld_append_local(cJSON *list, const char *kind, const char *id)
{
    g_autofree char *address = address_local(kind, id);
    cJSON_AddItemToArray(list, cJSON_CreateString(address));
}

void jsonld_add_url(cJSON *node, const char *name, const char *url)
{
    if (!*url)
        return;
    g_autofree char *address = address_url(url);
    cJSON_AddStringToObject(node, name, address);
}

void jsonld_add_date(cJSON *node, const char *name, const char *text)
{
    Date date;
    if (!date_parse(text, &date))
        return;
    cJSON *typed = cJSON_AddObjectToObject(node, name);
    cJSON_AddStringToObject(typed, "@value", text);
    cJSON_AddStringToObject(typed, "@type",
                            date.day > 0     ? "xsd:date"
                            : date.month > 0 ? "xsd:gYearMonth"
                                             : "xsd:gYear");
}

void jsonld_add_named(cJSON *node, const char *name, const char *type, const char *text)
{
    if (!text || !*text)
        return;
    cJSON *named = jsonld_node_new(NULL, type);
    jsonld_add_text(named, "name", text);
    cJSON_AddItemToObject(node, name, named);
}
