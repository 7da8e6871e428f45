/*
 * Findings as SARIF 2.1.0
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html; the
 * numbers in comments are its sections).
 */
#include "base/findings_format.h"
#include "base/json.h"

#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

static cJSON *add_text(cJSON *object, const char *name, const char *text)
{
    cJSON *message = cJSON_AddObjectToObject(object, name);
    cJSON_AddStringToObject(message, "text", text);
    return message;
}

/* ---- rules: 3.49 ---------------------------------------------------------- */

static void add_rule(cJSON *rules, const Rule *rule)
{
    cJSON *item = cJSON_CreateObject();
    cJSON_AddItemToArray(rules, item);
    cJSON_AddStringToObject(item, "id", rule->name);
    add_text(item, "shortDescription", rule->summary);
    g_autofree char *help = g_strdup_printf(
        "%s: %s. To change its level: figtrail validate --rule %s=off|warning|error", rule->name,
        rule->summary, rule->name);
    add_text(item, "help", help);
    cJSON *configuration = cJSON_AddObjectToObject(item, "defaultConfiguration");
    cJSON_AddStringToObject(configuration, "level", level_name(rule->level));
}

static int rule_index(const GPtrArray *rules, const char *name)
{
    for (guint i = 0; i < rules->len; i++) {
        if (strcmp(((const Rule *)g_ptr_array_index(rules, i))->name, name) == 0)
            return (int)i;
    }
    return -1;
}

/* Every rule that the reader knows of, then what others found something. */
static GPtrArray *list_rules(Findings *findings, const FindingsReader *reader)
{
    GPtrArray *rules = g_ptr_array_new();
    for (guint i = 0; i < reader->n_rules; i++)
        g_ptr_array_add(rules, (gpointer)reader->rules[i]);
    guint n;
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++) {
        if (rule_index(rules, counts[i].rule->name) < 0)
            g_ptr_array_add(rules, (gpointer)counts[i].rule);
    }
    return rules;
}

/* ---- results: 3.27 -------------------------------------------------------- */

/* 3.4.3: a URI reference; a path from the root gets the scheme (RFC 8089). */
static void add_artifact(cJSON *location, const char *file)
{
    g_autofree char *path = g_uri_escape_string(file, "/", FALSE);
    g_autofree char *uri = g_strconcat(*path == '/' ? "file://" : "", path, NULL);
    cJSON *artifact = cJSON_AddObjectToObject(location, "artifactLocation");
    cJSON_AddStringToObject(artifact, "uri", uri);
}

static void add_location(cJSON *result, const Place *place)
{
    cJSON *locations = cJSON_AddArrayToObject(result, "locations");
    cJSON *location = cJSON_CreateObject();
    cJSON_AddItemToArray(locations, location);
    cJSON *physical = cJSON_AddObjectToObject(location, "physicalLocation");
    add_artifact(physical, place->file);
    if (place->line == 0)
        return;
    cJSON *region = cJSON_AddObjectToObject(physical, "region");
    cJSON_AddNumberToObject(region, "startLine", place->line);
    if (place->column > 0)
        cJSON_AddNumberToObject(region, "startColumn", place->column);
    if (place->end_line > place->line)
        cJSON_AddNumberToObject(region, "endLine", place->end_line);
    if (place->end_column > 0) /* 3.30.8: behind the region */
        cJSON_AddNumberToObject(region, "endColumn", place->end_column);
}

static void add_result(cJSON *results, const Finding *finding, const GPtrArray *rules)
{
    cJSON *result = cJSON_CreateObject();
    cJSON_AddItemToArray(results, result);
    cJSON_AddStringToObject(result, "ruleId", finding->rule->name);
    cJSON_AddNumberToObject(result, "ruleIndex", rule_index(rules, finding->rule->name));
    cJSON_AddStringToObject(result, "level", level_name(finding->level));
    add_text(result, "message", finding->message);
    add_location(result, &finding->place);
    if (finding->place.record > 0) {
        cJSON *properties = cJSON_AddObjectToObject(result, "properties");
        cJSON_AddNumberToObject(properties, "record", finding->place.record);
    }
}

/* ---- what the limit cut off: 3.20.21 -------------------------------------- */

static void add_hidden(cJSON *notifications, const FindingCount *count)
{
    const guint more = count->n_found - count->n_shown;
    if (more == 0)
        return;
    cJSON *notification = cJSON_CreateObject();
    cJSON_AddItemToArray(notifications, notification);
    cJSON_AddStringToObject(notification, "level", level_name(count->level));
    g_autofree char *text =
        g_strdup_printf("%s: %s: %u more not shown", count->file, count->rule->name, more);
    add_text(notification, "message", text);
}

static void add_invocation(cJSON *run, Findings *findings)
{
    cJSON *invocations = cJSON_AddArrayToObject(run, "invocations");
    cJSON *invocation = cJSON_CreateObject();
    cJSON_AddItemToArray(invocations, invocation);
    cJSON_AddTrueToObject(invocation, "executionSuccessful");
    cJSON *notifications = cJSON_AddArrayToObject(invocation, "toolExecutionNotifications");
    guint n;
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++)
        add_hidden(notifications, &counts[i]);
}

void findings_append_sarif(GString *out, Findings *findings, const FindingsReader *reader)
{
    g_autoptr(GPtrArray) rules = list_rules(findings, reader);
    g_autoptr(cJSON) root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "$schema", SCHEMA);
    cJSON_AddStringToObject(root, "version", "2.1.0");
    cJSON *run = cJSON_CreateObject();
    cJSON_AddItemToArray(cJSON_AddArrayToObject(root, "runs"), run);
    cJSON *driver = cJSON_AddObjectToObject(cJSON_AddObjectToObject(run, "tool"), "driver");
    cJSON_AddStringToObject(driver, "name", "figtrail");
    cJSON_AddStringToObject(driver, "semanticVersion", FIGTRAIL_VERSION);
    cJSON *descriptions = cJSON_AddArrayToObject(driver, "rules");
    for (guint i = 0; i < rules->len; i++)
        add_rule(descriptions, g_ptr_array_index(rules, i));
    add_invocation(run, findings);
    cJSON_AddStringToObject(run, "columnKind", "unicodeCodePoints"); /* 3.14.17 */
    cJSON *results = cJSON_AddArrayToObject(run, "results");
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        add_result(results, &items[i], rules);
    g_autofree char *text = json_print(root);
    g_string_append(out, text);
}
