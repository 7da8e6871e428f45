#include "base/escape.h"
#include "claims/explain.h"
#include "claims/names.h"
#include "cli/command.h"
#include "cli/project.h"
#include "evidence/quote_context.h"

#include <string.h>

/* The options, as they stand. */
typedef struct {
    const char *subject, *metric; /* names of any kind; metric may be NULL */
    const char *setting, *as_of;  /* NULL: not given */
    const char *snapshots;        /* NULL: none */
    gboolean json;
} Wish;

/* 'MESSAGE' to stderr, made safe: names come from the data, and from the command line. */
static void tell(const char *message)
{
    g_autoptr(GString) safe = g_string_new(NULL);
    escape_terminal(safe, message);
    fprintf(stderr, "figtrail explain: %s\n", safe->str);
}

/* Why a text names nothing that there is only one of; what: "subject" or "metric". */
static char *name_problem(const NameMatch *match, const char *what, const char *text)
{
    g_autofree char *list = name_match_list(match);
    if (match->state == NAME_AMBIGUOUS)
        return g_strdup_printf("\"%s\" may be any of these: %s", text, list);
    if (*list)
        return g_strdup_printf("no %s is called \"%s\"; did you mean %s?", what, text, list);
    return g_strdup_printf("no %s is called \"%s\"", what, text);
}

/* One thing by its name, or NULL with a message. */
static const Named *find_named(const Names *names, const char *what, const char *text)
{
    g_auto(NameMatch) match;
    names_find(names, text, TRUE, &match);
    g_autofree char *message = NULL;
    if (match.state == NAME_PREFIX)
        message = g_strdup_printf("\"%s\" is taken for %s (%s): no other %s begins so", text,
                                  match.found->id, match.found->name, what);
    else if (!match.found)
        message = name_problem(&match, what, text);
    if (message)
        tell(message);
    return match.found;
}

/* The wish as a query; FALSE with a message when it cannot be one. */
static gboolean make_query(const Project *project, const Wish *wish, ExplainQuery *query)
{
    *query = (ExplainQuery){.setting = wish->setting};
    g_autofree char *fault = wish->setting ? explain_setting_fault(wish->setting) : NULL;
    if (fault) {
        command_usage_error(&command_explain, "--setting: %s", fault);
        return FALSE;
    }
    if (wish->as_of && !date_parse(wish->as_of, &query->as_of)) {
        command_usage_error(&command_explain,
                            "--as-of: \"%s\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD",
                            wish->as_of);
        return FALSE;
    }
    g_autoptr(Names) subjects = names_new_subjects(project->claims);
    g_autoptr(Names) metrics = names_new_metrics(project->claims);
    const Named *subject = find_named(subjects, "subject", wish->subject);
    const Named *metric =
        wish->metric && subject ? find_named(metrics, "metric", wish->metric) : NULL;
    if (!subject || (wish->metric && !metric))
        return FALSE;
    query->subject = subject->subject;
    query->metric = metric ? metric->metric : NULL;
    return TRUE;
}

static char *find_context(gpointer contexts, const Claim *claim, GError **error)
{
    enum { REACH = 120 }; /* characters on either side: about a sentence in all */
    return quote_contexts_find(contexts, claim, REACH, error);
}

static int explain(const Project *project, const Wish *wish)
{
    ExplainQuery query;
    if (!make_query(project, wish, &query))
        return STATUS_TROUBLE;
    g_autoptr(GPtrArray) figures = explain_select(project->figures, &query);
    if (figures->len == 0) {
        g_autofree char *instead = explain_alternatives(project->figures, &query);
        fprintf(stderr, "figtrail explain: %s has no such figure. %s", query.subject->id, instead);
        return STATUS_TROUBLE;
    }
    g_autoptr(QuoteContexts) contexts =
        wish->snapshots ? quote_contexts_new(wish->snapshots) : NULL;
    const ExplainGround ground = {project->claims, project->figures, contexts ? find_context : NULL,
                                  contexts};
    const ExplainStyle style = {command_width(), command_is_styled()};
    g_autofree char *text = wish->json ? explain_format_json(&ground, figures)
                                       : explain_format_text(&ground, figures, &style);
    return command_print(text);
}

static int run(int argc, char **argv)
{
    g_autofree char *data = NULL, *format = NULL, *setting = NULL, *as_of = NULL;
    g_autofree char *snapshots = NULL;
    const GOptionEntry entries[] = {
        DATA_OPTION(&data),
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format, "text or json (text)", "FORMAT"},
        {"setting", 's', 0, G_OPTION_ARG_STRING, &setting,
         "Only figures under these conditions; '' for those that state none", "KEY=VALUE;..."},
        {"as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, "Only figures of this date, month or year",
         "DATE"},
        {"snapshots", 0, 0, G_OPTION_ARG_FILENAME, &snapshots,
         "Folder of the sources' texts, to show the words around each quote (the environment's "
         "FIGTRAIL_SNAPSHOTS)",
         "DIR"},
        {0},
    };
    const char *description =
        "SUBJECT and METRIC are ids, names or aliases, in any case, with blanks or dashes, or the\n"
        "beginning of one if there is only one that begins so. Without METRIC: all of the "
        "subject's.\n";
    int status;
    if (!command_options(&command_explain, entries, description, &argc, &argv, &status))
        return status;
    if (argc < 2)
        return command_usage_error(&command_explain, "needs a SUBJECT");
    if (argc > 3)
        return command_usage_error(&command_explain,
                                   "takes a SUBJECT and a METRIC, but got also \"%s\": put a "
                                   "name with blanks in quotation marks",
                                   argv[3]);
    if (format && strcmp(format, "text") != 0 && strcmp(format, "json") != 0)
        return command_usage_error(&command_explain, "\"%s\" is not a format: text or json",
                                   format);
    const char *folder;
    if (!command_find_snapshots(&command_explain, snapshots, &folder))
        return STATUS_TROUBLE;

    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Project) project = project_read(data ? data : "data", findings, &error);
    if (!project)
        return command_trouble(error);
    status = command_report(findings, "text", FALSE);
    if (status != STATUS_CLEAN || !project->figures)
        return STATUS_FINDINGS;
    const Wish wish = {
        .subject = argv[1],
        .metric = argc > 2 ? argv[2] : NULL,
        .setting = setting,
        .as_of = as_of,
        .snapshots = folder,
        .json = g_strcmp0(format, "json") == 0,
    };
    return explain(project, &wish);
}

const Command command_explain = {
    .name = "explain",
    .usage = "SUBJECT [METRIC]",
    .summary = "tell a figure's story: who says so, in which words, why this one",
    .run = run,
};
