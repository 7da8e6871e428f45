#include "base/findings_format.h"
#include "cli/command.h"
#include "cli/project.h"
#include "evidence/audit_report.h"
#include "evidence/audit_update.h"

#include <string.h>

enum { TEXT_WIDTH = 120 };

static const char *const formats[] = {"text", "json", "github", "sarif", "markdown", NULL};

typedef struct {
    const char *data, *snapshots, *format;
    gboolean strict, update, no_hints;
    char **names; /* sources and claims; n of them */
    int n_names;
} Wish;

static int print_rules(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < n_audit_rules; i++)
        g_string_append_printf(out, "%-18s %-8s %s\n", audit_rules[i]->name,
                               level_name(audit_rules[i]->level), audit_rules[i]->summary);
    return command_print(out->str);
}

/* The sources and claims of these ids; NULL with *unknown when there is none such. */
static GHashTable *select_named(const ClaimSet *claims, const Wish *wish, const char **unknown)
{
    GHashTable *selected = g_hash_table_new(NULL, NULL);
    for (int i = 0; i < wish->n_names; i++) {
        gpointer source = g_hash_table_lookup(claims->source_by_id, wish->names[i]);
        gpointer claim = g_hash_table_lookup(claims->claim_by_id, wish->names[i]);
        if (source)
            g_hash_table_add(selected, source);
        if (claim)
            g_hash_table_add(selected, claim);
        if (source || claim)
            continue;
        *unknown = wish->names[i];
        g_hash_table_unref(selected);
        return NULL;
    }
    return selected;
}

static gboolean format_is(const Wish *wish, const char *name)
{
    return g_strcmp0(wish->format, name) == 0;
}

/* SARIF lists the rules that found something: it has no place for the claims. */
static char *format_sarif(Findings *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const FindingsReader reader = {0};
    findings_append_sarif(out, findings, &reader);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static int print_audit(const Audit *audit, const Wish *wish, Findings *findings)
{
    g_autofree char *text = format_is(wish, "json")       ? audit_format_json(audit, findings)
                            : format_is(wish, "markdown") ? audit_format_markdown(audit, findings)
                            : format_is(wish, "sarif")
                                ? format_sarif(findings)
                                : audit_format_text(audit, wish->n_names > 0, TEXT_WIDTH);
    return command_print(text);
}

/* Writes new offsets; what is found is told by the audit that follows. */
static int update(const Audit *audit)
{
    guint n;
    GError *error = NULL;
    if (!audit_update(audit, &n, &error))
        return command_trouble(error);
    g_autofree char *line = g_strdup_printf("recorded %u new offset%s\n", n, n == 1 ? "" : "s");
    return command_print(line);
}

/* json, sarif and markdown hold the findings themselves. */
static int report(Findings *findings, const Wish *wish)
{
    const gboolean beside = !wish->format || format_is(wish, "text") || format_is(wish, "github");
    return beside ? command_report(findings, wish->format, wish->strict)
                  : command_findings_status(findings, wish->strict);
}

static int audit(const ClaimSet *claims, const Wish *wish, Findings *findings)
{
    const char *unknown = NULL;
    g_autoptr(GHashTable) selected =
        wish->n_names > 0 ? select_named(claims, wish, &unknown) : NULL;
    if (unknown)
        return command_usage_error(&command_audit, "no source and no claim has the id \"%s\"",
                                   unknown);
    const AuditOptions options = {
        .snapshots = wish->snapshots, .selected = selected, .no_hints = wish->no_hints};
    g_autoptr(Audit) audited = audit_run(claims, &options, findings);
    if (wish->update)
        return update(audited);
    const int status = report(findings, wish);
    const int printed = print_audit(audited, wish, findings);
    return printed != STATUS_CLEAN ? printed : status;
}

/* Reads the tables and audits them. */
static int read_and_audit(const Wish *wish)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project = project_read_claims(wish->data, findings, &error);
    if (!project)
        return command_trouble(error);
    if (!project->claims) {
        command_report(findings, format_is(wish, "github") ? "github" : "text", wish->strict);
        return STATUS_FINDINGS;
    }
    return audit(project->claims, wish, findings);
}

static int run(int argc, char **argv)
{
    g_autofree char *data = NULL, *snapshots = NULL, *format = NULL;
    gboolean strict = FALSE, rules = FALSE, update_offsets = FALSE, no_hints = FALSE;
    const GOptionEntry entries[] = {
        DATA_OPTION(&data),
        SNAPSHOTS_OPTION(&snapshots),
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format,
         "text (default), json, github, sarif or markdown", "FORMAT"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, "Let warnings fail, too", NULL},
        {"update", 0, 0, G_OPTION_ARG_NONE, &update_offsets,
         "Record the new offsets of quotes that moved, and nothing else", NULL},
        {"no-hints", 0, 0, G_OPTION_ARG_NONE, &no_hints,
         "Leave out what the words around a figure, and its unit, hint at", NULL},
        {"rules", 0, 0, G_OPTION_ARG_NONE, &rules, "List the rules of audit alone and end", NULL},
        {0},
    };
    const char *description =
        "Holds every claim, or those named or of the sources named, against the stored text of\n"
        "its source.  A claim is one of\n"
        "  verified                   its words stand where it says, and read as it says\n"
        "  verified without snapshot  its print reads as its value; the text was not there\n"
        "  derived                    its formula gives its value\n"
        "  derived, formula not given\n"
        "  moved                      its words stand at one other place\n"
        "  ambiguous                  they stand at several other places\n"
        "  not found                  they stand nowhere\n"
        "  contradicted               what stands there says something else\n";
    int status;
    if (!command_options(&command_audit, entries, description, &argc, &argv, &status))
        return status;
    if (format && !g_strv_contains(formats, format))
        return command_usage_error(&command_audit, "no format is called '%s'", format);
    if (rules)
        return print_rules();
    const char *folder;
    if (!command_find_snapshots(&command_audit, snapshots, &folder))
        return STATUS_TROUBLE;
    if (update_offsets && !folder)
        return command_usage_error(&command_audit, "--update needs --snapshots");
    const Wish wish = {.data = data ? data : "data",
                       .snapshots = folder,
                       .format = format,
                       .strict = strict,
                       .update = update_offsets,
                       .no_hints = no_hints,
                       .names = argv + 1,
                       .n_names = argc - 1};
    if (!update_offsets)
        return read_and_audit(&wish);
    status = read_and_audit(&wish);
    Wish after = wish; /* what the tables say now */
    after.update = FALSE;
    return status == STATUS_CLEAN ? read_and_audit(&after) : status;
}

const Command command_audit = {
    .name = "audit",
    .usage = "[SOURCE|CLAIM...]",
    .summary = "hold every claim against the stored words of its source",
    .run = run,
};
