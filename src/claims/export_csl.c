/* CSL-JSON (https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html): an array of items.
 */
#include "claims/export_format.h"
#include "claims/reference.h"

#include <string.h>

static void add_text(cJSON *item, const char *name, const char *text)
{
    if (!*text)
        return;
    g_autofree char *line = reference_line(text);
    cJSON_AddStringToObject(item, name, line);
}

static void add_authors(cJSON *item, const Source *source)
{
    g_autoptr(GPtrArray) names = reference_authors(source);
    cJSON *list = names->len > 0 ? cJSON_AddArrayToObject(item, "author") : NULL;
    for (guint i = 0; i < names->len; i++) {
        const ReferenceName *name = g_ptr_array_index(names, i);
        cJSON *author = cJSON_CreateObject();
        cJSON_AddItemToArray(list, author);
        if (name->family) {
            cJSON_AddStringToObject(author, "family", name->family);
            cJSON_AddStringToObject(author, "given", name->given);
        } else {
            cJSON_AddStringToObject(author, "literal", name->whole);
        }
    }
}

/* {"date-parts": [[2024, 3]]}: as many parts as are known */
static void add_date(cJSON *item, const char *name, const char *text)
{
    Date date;
    if (!date_parse(text, &date))
        return;
    const int numbers[] = {date.year, date.month, date.day};
    const int n = 1 + (date.month > 0) + (date.day > 0);
    cJSON *parts = cJSON_AddArrayToObject(cJSON_AddObjectToObject(item, name), "date-parts");
    cJSON_AddItemToArray(parts, cJSON_CreateIntArray(numbers, n));
}

static cJSON *item_json(const Source *source)
{
    const ReferenceKind *kind = reference_kind(source);
    const gboolean contained = strcmp(kind->bibtex, "article") == 0;
    cJSON *item = cJSON_CreateObject();
    cJSON_AddStringToObject(item, "id", source->id);
    cJSON_AddStringToObject(item, "type", kind->csl);
    if (kind->genre)
        cJSON_AddStringToObject(item, "genre", kind->genre);
    add_text(item, "title", source->title);
    add_authors(item, source);
    add_text(item, contained ? "container-title" : "publisher", source->publisher);
    add_date(item, "issued", source->published);
    add_date(item, "accessed", source->retrieved);
    add_text(item, "language", source->language);
    add_text(item, "URL", source->url);
    g_autofree char *note = reference_note(source);
    add_text(item, "note", note);
    return item;
}

gboolean export_csl_json(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    const GPtrArray *sources = request->selection->sources;
    g_autoptr(cJSON) list = cJSON_CreateArray();
    for (guint i = 0; i < sources->len; i++)
        cJSON_AddItemToArray(list, item_json(g_ptr_array_index(sources, i)));
    g_autofree char *text = json_print(list);
    g_string_append(out, text);
    return TRUE;
}
