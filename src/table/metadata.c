#include "table/metadata.h"

#include "table/rules.h"
#include "table/type.h"

#include <string.h>

/* A warning: no reading of the data depends on it, and many published packages
 * have, say, the licenses of version 0 of the standard. */
const Rule rule_metadata = {"metadata", LEVEL_WARNING,
                            "a license, a source or the like is not as the standard has it"};

typedef struct {
    const JsonDocument *document;
    Findings *findings;
} Checker;

static void fail(const Checker *checker, const cJSON *item, const char *what, const char *message)
{
    findings_add(checker->findings, &rule_metadata, json_document_place(checker->document, item),
                 "%s %s", what, message);
}

/* ---- kinds of values --------------------------------------------------------- */

static void check_string(const Checker *checker, const cJSON *item, const char *what)
{
    if (!cJSON_IsString(item))
        fail(checker, item, what, "must be a string");
}

static void check_strings(const Checker *checker, const cJSON *item, const char *what)
{
    const cJSON *word = cJSON_IsArray(item) ? item->child : NULL;
    while (word && cJSON_IsString(word))
        word = word->next;
    if (!cJSON_IsArray(item) || word)
        fail(checker, word ? word : item, what, "must be a list of strings");
}

/* A web address, or a path in the package. */
static void check_path(const Checker *checker, const cJSON *item, const char *what)
{
    const char *text = cJSON_GetStringValue(item);
    FieldValue value;
    if (!text || (strstr(text, "://") && !field_type_uri.read(NULL, text, strlen(text), &value)))
        fail(checker, item, what, "must be a web address, or a path in the package");
}

static void check_email(const Checker *checker, const cJSON *item, const char *what)
{
    const char *text = cJSON_GetStringValue(item);
    FieldValue value;
    if (!text || !field_type_email.read(NULL, text, strlen(text), &value))
        fail(checker, item, what, "must be a mail address");
}

/* RFC 3339, section 5.6; a date alone is common and harmless. */
static void check_created(const Checker *checker, const cJSON *item, const char *what)
{
    const char *text = cJSON_GetStringValue(item);
    FieldValue value;
    if (!text || (!field_type_datetime.read(NULL, text, strlen(text), &value) &&
                  !field_type_date.read(NULL, text, strlen(text), &value)))
        fail(checker, item, what, "must be a time such as 2024-04-18T15:00:00Z");
}

/* ---- objects in lists --------------------------------------------------------- */

typedef struct {
    const char *name;
    void (*check)(const Checker *checker, const cJSON *item, const char *what);
} Member;

static const Member license_members[] = {
    {"name", check_string}, {"path", check_path}, {"title", check_string}, {NULL, NULL}};
static const Member source_members[] = {
    {"title", check_string}, {"name", check_string}, /* version 0 */
    {"path", check_path},    {"email", check_email}, {"version", check_string}, {NULL, NULL}};
static const Member contributor_members[] = {
    {"title", check_string}, {"givenName", check_string},    {"familyName", check_string},
    {"path", check_path},    {"email", check_email},         {"roles", check_strings},
    {"role", check_string},  {"organization", check_string}, {NULL, NULL}};

static void check_objects(const Checker *checker, const cJSON *list, const char *what,
                          const Member *members, const char *const needed[2])
{
    if (!cJSON_IsArray(list)) {
        fail(checker, list, list->string, "must be a list of objects");
        return;
    }
    const cJSON *object;
    cJSON_ArrayForEach(object, list)
    {
        if (!cJSON_IsObject(object) || !object->child) {
            fail(checker, object, what, "must be an object with at least one property");
            continue;
        }
        if (needed && !json_member(object, needed[0]) && !json_member(object, needed[1]))
            findings_add(checker->findings, &rule_metadata,
                         json_document_place(checker->document, object),
                         "%s must have a '%s' or a '%s'", what, needed[0], needed[1]);
        for (const Member *member = members; member->name; member++) {
            const cJSON *item = json_member(object, member->name);
            g_autofree char *name = g_strdup_printf("the '%s' of %s", member->name, what);
            if (item)
                member->check(checker, item, name);
        }
    }
}

static void check_licenses(const Checker *checker, const cJSON *list, const char *what)
{
    (void)what;
    static const char *const needed[2] = {"name", "path"};
    check_objects(checker, list, "a license", license_members, needed);
}

static void check_sources(const Checker *checker, const cJSON *list, const char *what)
{
    (void)what;
    check_objects(checker, list, "a source", source_members, NULL);
}

static void check_contributors(const Checker *checker, const cJSON *list, const char *what)
{
    (void)what;
    check_objects(checker, list, "a contributor", contributor_members, NULL);
}

static const Member members_known[] = {
    {"$schema", check_string},
    {"profile", check_string},
    {"id", check_string},
    {"title", check_string},
    {"description", check_string},
    {"homepage", check_path},
    {"version", check_string},
    {"image", check_path},
    {"created", check_created},
    {"keywords", check_strings},
    {"licenses", check_licenses},
    {"sources", check_sources},
    {"contributors", check_contributors},
};

void metadata_check(const JsonDocument *document, const cJSON *object, Findings *findings)
{
    const Checker checker = {document, findings};
    for (gsize i = 0; i < G_N_ELEMENTS(members_known); i++) {
        const cJSON *item = json_member(object, members_known[i].name);
        g_autofree char *what = g_strdup_printf("'%s'", members_known[i].name);
        if (item)
            members_known[i].check(&checker, item, what);
    }
}
