#include "trail/record_usual.h"

typedef struct {
    const char *name;
    const char *value; /* as JSON */
} Usual;

static const Usual usual_of_figure[] = {
    {"agreement", "\"single\""},
    {"independent_sources", "1"},
};

static const Usual usual_of_claim[] = {
    {"role", "\"chosen\""},
    {"drawn", "true"},
    {"kind", "\"exact\""},
    {"status", "\"actual\""},
};

static void leave_out(cJSON *object, const Usual *usual)
{
    g_autoptr(cJSON) value = cJSON_Parse(usual->value);
    if (cJSON_Compare(json_member(object, usual->name), value, TRUE))
        cJSON_DeleteItemFromObjectCaseSensitive(object, usual->name);
}

static void fill_in(cJSON *object, const Usual *usual)
{
    if (cJSON_IsObject(object) && !json_member(object, usual->name))
        cJSON_AddItemToObjectCS(object, usual->name, cJSON_Parse(usual->value));
}

/* Of strangers' records too: a figure may be no object, its claims no list. */
static void for_each_usual(cJSON *record, void (*change)(cJSON *object, const Usual *usual))
{
    cJSON *figure, *claim;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        for (gsize i = 0; i < G_N_ELEMENTS(usual_of_figure); i++)
            change(figure, &usual_of_figure[i]);
        cJSON_ArrayForEach(claim, json_member(figure, "claims"))
        {
            for (gsize i = 0; i < G_N_ELEMENTS(usual_of_claim); i++)
                change(claim, &usual_of_claim[i]);
        }
    }
}

void record_leave_out_usual(cJSON *record)
{
    for_each_usual(record, leave_out);
}

void record_fill_in_usual(cJSON *record)
{
    for_each_usual(record, fill_in);
}
