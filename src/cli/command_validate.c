#include "cli/command.h"
#include "evidence/reading.h"
#include "table/package.h"

static const char *const formats[] = {"text", "json", "github", NULL};

static void append_rules(GString *out, const Rule *const *rules, guint n_rules)
{
    for (guint i = 0; i < n_rules; i++)
        g_string_append_printf(out, "%-18s %-8s %s\n", rules[i]->name, level_name(rules[i]->level),
                               rules[i]->summary);
}

static int print_rules(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    append_rules(out, table_rules, n_table_rules);
    append_rules(out, claim_rules, n_claim_rules);
    append_rules(out, evidence_rules, n_evidence_rules);
    return command_print(out->str);
}

/* Whether the package is one of claims; any other is checked as tables only. */
static gboolean has_claims(const Package *package)
{
    return package_table_find(package, "sources") && package_table_find(package, "subjects") &&
           package_table_find(package, "metrics");
}

/* Every check, stage by stage: a stage that found errors ends them, since what
 * follows would only say the same in other words. */
static Package *check(const char *path, Findings *findings, GError **error)
{
    g_autoptr(Package) package = package_read(path, findings, error);
    if (!package || findings_count(findings, LEVEL_ERROR) > 0 || !has_claims(package))
        return g_steal_pointer(&package);
    g_autoptr(ClaimSet) claims = claims_read(package, findings);
    if (claims && findings_count(findings, LEVEL_ERROR) == 0)
        evidence_check(claims, findings);
    return g_steal_pointer(&package);
}

static void append_count(GString *out, const char *before, guint n, const char *noun)
{
    g_string_append_printf(out, "%s%u %s%s", before, n, noun, n == 1 ? "" : "s");
}

/* There is no error among the findings. */
static int print_summary(const char *path, const Package *package, const Findings *findings)
{
    guint n_rows = 0;
    for (guint i = 0; i < package->tables->len; i++)
        n_rows += ((const Table *)g_ptr_array_index(package->tables, i))->n_rows;
    const guint n_warnings = findings_count(findings, LEVEL_WARNING);
    const guint n_notes = findings_count(findings, LEVEL_NOTE);
    g_autoptr(GString) out = g_string_new(path);
    append_count(out, ": ", package->tables->len, "table");
    append_count(out, ", ", n_rows, "row");
    if (n_warnings > 0)
        append_count(out, ", ", n_warnings, "warning");
    if (n_notes > 0)
        append_count(out, ", ", n_notes, "note");
    g_string_append(out, n_warnings + n_notes > 0 ? "\n" : ", no findings\n");
    return command_print(out->str);
}

static int run(int argc, char **argv)
{
    g_autofree char *format = NULL;
    gboolean strict = FALSE, rules = FALSE;
    const GOptionEntry entries[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format,
         "How findings are printed: text (default), json or github", "FORMAT"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "Let warnings fail, too", NULL},
        {"rules", 0, 0, G_OPTION_ARG_NONE, &rules, "List every rule and end", NULL},
        {0},
    };
    int status;
    if (!command_options(&command_validate, entries,
                         "PATH is the folder of a Data Package, or its datapackage.json; without "
                         "it, data.\nFindings go to stderr, as file:line:column: level: rule: "
                         "message.",
                         &argc, &argv, &status))
        return status;
    if (format && !g_strv_contains(formats, format))
        return command_usage_error(&command_validate, "no format is called '%s'", format);
    if (argc > 2)
        return command_usage_error(&command_validate, "more than one path");
    if (rules)
        return print_rules();

    const char *path = argc > 1 ? argv[1] : "data";
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Package) package = check(path, findings, &error);
    if (error)
        return command_trouble(error);
    status = command_report(findings, format, strict);
    return status == STATUS_CLEAN ? print_summary(path, package, findings) : status;
}

const Command command_validate = {
    "validate",
    "[PATH]",
    "check the tables: types, keys, and figures against their words",
    run,
};
