#include "base/findings_format.h"
#include "base/output.h"
#include "cli/command.h"
#include "cli/lone_options.h"
#include "evidence/reading.h"
#include "table/package_files.h"
#include "table/suggest.h"

#include <string.h>

typedef struct {
    char *format; /* NULL: text */
    char *output; /* NULL: stderr; "-": stdout */
    char **rules; /* NAME=LEVEL, ...; NULL: none */
    LoneArguments lone;
    int max_errors;
    gboolean strict, list_rules;
} Options;

static void options_clear(Options *options)
{
    g_free(options->format);
    g_free(options->output);
    lone_arguments_clear(&options->lone);
    g_strfreev(options->rules);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* ---- rules ---------------------------------------------------------------- */

static int print_rules(void)
{
    guint n, width = 0;
    const Rule *const *rules = command_rules(&n);
    for (guint i = 0; i < n; i++)
        width = MAX(width, (guint)strlen(rules[i]->name));
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%-*s  %-7s  %s\n", (int)width, rules[i]->name,
                               level_name(rules[i]->level), rules[i]->summary);
    return command_print(out->str);
}

static int unknown_rule(const char *name)
{
    guint n;
    const Rule *const *rules = command_rules(&n);
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    for (guint i = 0; i < n; i++)
        suggest_offer(&suggestion, rules[i]->name);
    if (suggestion.best)
        return command_usage_error(&command_validate, "no rule is called '%s'; did you mean '%s'?",
                                   name, suggestion.best);
    return command_usage_error(&command_validate, "no rule is called '%s'; --rules lists them all",
                               name);
}

/* NAME=LEVEL; STATUS_CLEAN when it was understood. */
static int set_rule(Findings *findings, const char *text)
{
    const char *equals = strchr(text, '=');
    if (!equals)
        return command_usage_error(&command_validate,
                                   "--rule '%s' is not of the form NAME=off|warning|error", text);
    g_autofree char *name = g_strndup(text, (gsize)(equals - text));
    guint n, i = 0;
    const Rule *const *rules = command_rules(&n);
    while (i < n && strcmp(rules[i]->name, name) != 0)
        i++;
    if (i == n)
        return unknown_rule(name);
    if (strcmp(equals + 1, "off") == 0) {
        findings_set_off(findings, rules[i]);
        return STATUS_CLEAN;
    }
    for (int level = LEVEL_NOTE; level <= LEVEL_ERROR; level++) {
        if (strcmp(equals + 1, level_name((Level)level)) == 0) {
            findings_set_level(findings, rules[i], (Level)level);
            return STATUS_CLEAN;
        }
    }
    return command_usage_error(&command_validate,
                               "rule '%s' cannot be '%s', only off, note, warning or error", name,
                               equals + 1);
}

static int set_rules(Findings *findings, char *const *rules)
{
    int status = STATUS_CLEAN;
    for (; rules && *rules && status == STATUS_CLEAN; rules++)
        status = set_rule(findings, *rules);
    return status;
}

/* ---- one path ------------------------------------------------------------- */

/* What was checked under one path. */
typedef struct {
    guint n_tables, n_rows;
    gboolean read;      /* there was something that could be checked */
    gboolean cut_short; /* faults in the tables kept the claims from being checked */
} Checked;

/* A package that has these is one of claims; any other is checked as tables only. */
static const char *const claim_tables[] = {"sources", "subjects", "metrics", NULL};

static gboolean has_claims(const Package *package)
{
    for (const char *const *name = claim_tables; *name; name++) {
        if (!package_table_find(package, *name))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_descriptor(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR) || g_str_has_suffix(path, ".json") ||
           package_path_is_yaml(path);
}

/* Every check, stage by stage: a stage that found errors ends them, since what
 * follows would only say the same in other words. */
static void check(const char *path, const LoneOptions *lone, Checked *checked, Findings *findings,
                  GError **error)
{
    g_autoptr(Package) package = is_descriptor(path)
                                     ? package_check(path, claim_tables, findings, error)
                                     : lone_read(path, lone, findings, error);
    if (!package)
        return;
    checked->read = TRUE;
    checked->n_tables = package->n_tables;
    checked->n_rows = package->n_rows;
    if (!has_claims(package))
        return;
    checked->cut_short = findings_block(findings);
    if (checked->cut_short)
        return;
    g_autoptr(ClaimSet) claims = claims_read(package, findings);
    checked->cut_short = !claims || findings_block(findings);
    if (!checked->cut_short)
        evidence_check(claims, findings);
}

static void append_count(GString *out, const char *before, guint n, const char *noun)
{
    g_string_append_printf(out, "%s%u %s%s", before, n, noun, n == 1 ? "" : "s");
}

static void append_checked(GString *out, const char *path, const Checked *checked)
{
    g_string_append_printf(out, "%s: ", path);
    if (!checked->read) {
        g_string_append(out, "not read");
        return;
    }
    append_count(out, "", checked->n_tables, "table");
    append_count(out, ", ", checked->n_rows, "row");
    if (checked->cut_short)
        g_string_append(out, ", claims not checked to the end because of errors before");
}

/* "1 error, 2 warnings", or "no findings". */
static void append_found(GString *out, const Findings *findings)
{
    const guint errors = findings_count(findings, LEVEL_ERROR);
    const guint warnings = findings_count(findings, LEVEL_WARNING);
    const guint notes = findings_count(findings, LEVEL_NOTE);
    const char *before = "";
    if (errors > 0) {
        append_count(out, before, errors, "error");
        before = ", ";
    }
    if (warnings > 0) {
        append_count(out, before, warnings, "warning");
        before = ", ";
    }
    if (notes > 0)
        append_count(out, before, notes, "note");
    if (errors + warnings + notes == 0)
        g_string_append(out, "no findings");
}

/* ---- the command ---------------------------------------------------------- */

static int write_findings(Findings *findings, const Options *options)
{
    if (!options->output)
        return command_report(findings, options->format, options->strict);
    g_autofree char *text = command_findings(findings, options->format, FALSE);
    GError *error = NULL;
    int status = STATUS_CLEAN;
    if (strcmp(options->output, "-") == 0)
        status = command_print(text);
    else if (!output_write(options->output, text, strlen(text), &error))
        status = command_trouble(error);
    return status == STATUS_CLEAN ? command_findings_status(findings, options->strict) : status;
}

static int check_all(char *const *paths, const LoneOptions *lone, Findings *findings,
                     const Options *options)
{
    g_autoptr(GString) summary = g_string_new(NULL);
    const gboolean several = paths[0] && paths[1];
    for (char *const *path = paths; *path; path++) {
        /* the stages of one path do not stop those of another */
        g_autoptr(Findings) own = findings_new_like(findings);
        Checked checked = {0};
        GError *error = NULL;
        check(*path, lone, &checked, own, &error);
        if (error)
            return command_trouble(error);
        findings_take(findings, own);
        append_checked(summary, *path, &checked);
        g_string_append(summary, several ? "\n" : ", ");
    }
    append_found(summary, findings);
    g_string_append_c(summary, '\n');
    const int status = write_findings(findings, options);
    if (status == STATUS_TROUBLE || g_strcmp0(options->output, "-") == 0)
        return status;
    const int printed = command_print(summary->str);
    return printed == STATUS_CLEAN ? status : printed;
}

/* What a package says of itself is not overruled from outside. */
static int check_lone(char *const *paths, const LoneArguments *arguments)
{
    const char *name = lone_arguments_first(arguments);
    for (; name && *paths; paths++) {
        if (is_descriptor(*paths))
            return command_usage_error(&command_validate,
                                       "%s is for a CSV file alone, and '%s' is a package, whose "
                                       "descriptor says that",
                                       name, *paths);
    }
    return STATUS_CLEAN;
}

static int check_options(const Options *options)
{
    if (options->format && !findings_format_find(options->format))
        return command_usage_error(&command_validate, "no format is called '%s'; there are %s",
                                   options->format, findings_format_names());
    if (options->max_errors < 0)
        return command_usage_error(&command_validate, "--max-errors %d is below 0",
                                   options->max_errors);
    return STATUS_CLEAN;
}

static const char description[] =
    "PATH is the folder of a Data Package, its datapackage.json, the descriptor of one resource, "
    "or\na CSV file alone (.tsv: separated by tabs); without it, data.  How a CSV file alone is "
    "spelt is\nsaid by a Table Dialect (--dialect '{\"commentChar\": \"#\"}'), or by the options "
    "for what is most\noften asked.\n"
    "\n"
    "Findings go to stderr, as file:line:column: level: rule: message. FORMAT is text, json, "
    "github\n(annotations) or sarif (code scanning). Where there are more than N, each rule of "
    "each file shows\nits share, the rest is counted, and the exit status is the same.\n"
    "\n"
    "Exit status: 0 clean (there may be warnings), 1 errors (or warnings under --strict), 2 "
    "trouble.";

static int run(int argc, char **argv)
{
    g_auto(Options) options = {.max_errors = FINDINGS_LIMIT};
    const GOptionEntry entries[] = {
        {"schema", 's', 0, G_OPTION_ARG_FILENAME, &options.lone.schema,
         "Table Schema that a CSV file alone must keep", "FILE"},
        {"delimiter", 'd', 0, G_OPTION_ARG_STRING, &options.lone.delimiter,
         "What separates its cells (default ,)", "CHAR"},
        {"quote-char", 0, 0, G_OPTION_ARG_STRING, &options.lone.quote_char,
         "What quotes them (default \"; '': nothing)", "CHAR"},
        {"no-header", 0, 0, G_OPTION_ARG_NONE, &options.lone.no_header,
         "Its first row holds no labels", NULL},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &options.lone.encoding,
         "How its text is encoded (default utf-8)", "NAME"},
        {"dialect", 0, 0, G_OPTION_ARG_FILENAME, &options.lone.dialect,
         "Its Table Dialect, as JSON or a file", "JSON|FILE"},
        {"rules", 0, 0, G_OPTION_ARG_NONE, &options.list_rules, "List every rule and end", NULL},
        {"rule", 'r', 0, G_OPTION_ARG_STRING_ARRAY, &options.rules,
         "Make a rule's findings off, note, warning or error; may be repeated", "NAME=LEVEL"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, "Let warnings fail, too", NULL},
        {"max-errors", 0, 0, G_OPTION_ARG_INT, &options.max_errors,
         "Show at most N findings (default 1000; 0: all)", "N"},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         "How findings are printed (default text)", "FORMAT"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "Write findings to a file (-: stdout, and no summary)", "FILE"},
        {0},
    };
    int status;
    if (!command_options(&command_validate, entries, description, &argc, &argv, &status))
        return status;
    if (options.list_rules)
        return print_rules();
    char *const usual[] = {(char[]){"data"}, NULL};
    char *const *paths = argc > 1 ? argv + 1 : usual;
    LoneOptions lone;
    g_autoptr(Findings) findings = findings_new();
    status = check_options(&options);
    if (status == STATUS_CLEAN) {
        findings_limit(findings, (guint)options.max_errors);
        status = set_rules(findings, options.rules);
    }
    if (status == STATUS_CLEAN)
        status = check_lone(paths, &options.lone);
    if (status == STATUS_CLEAN)
        status = lone_arguments_check(&command_validate, &options.lone, &lone, findings);
    if (status != STATUS_CLEAN)
        return status;
    if (options.lone.dialect && !lone.dialect) /* a file that is no JSON */
        return write_findings(findings, &options);
    return check_all(paths, &lone, findings, &options);
}

const Command command_validate = {
    "validate",
    "[PATH...]",
    "check the tables: types, keys, and figures against their words",
    run,
};
