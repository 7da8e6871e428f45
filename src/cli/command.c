#include "cli/command.h"

#include "base/findings_format.h"
#include "cli/help.h"
#include "evidence/reading.h"
#include "table/suggest.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* What GLib says of the options, in our words where it is a misspelt one. */
static int report_options(const Command *command, const GOptionEntry *entries, const GError *error)
{
    static const char unknown[] = "Unknown option --";
    const char *name = error->message + strlen(unknown);
    if (!g_str_has_prefix(error->message, unknown)) {
        g_autofree char *message = g_strdup(error->message);
        message[0] = g_ascii_tolower(message[0]);
        return command_usage_error(command, "%s", message);
    }
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    for (const GOptionEntry *entry = entries; entry->long_name; entry++)
        suggest_offer(&suggestion, entry->long_name);
    if (suggestion.best)
        return command_usage_error(command, "there is no option --%s; did you mean --%s?", name,
                                   suggestion.best);
    return command_usage_error(command, "there is no option --%s", name);
}

gboolean command_options(const Command *command, const GOptionEntry *entries,
                         const char *description, int *argc, char ***argv, int *status)
{
    g_autoptr(GOptionContext) context = g_option_context_new(command->usage);
    g_autofree char *summary = g_strdup_printf("figtrail %s: %s", command->name, command->summary);
    g_option_context_set_summary(context, summary);
    if (description)
        g_option_context_set_description(context, description);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_add_main_entries(context, entries, NULL);
    gboolean help = FALSE;
    const GOptionEntry help_entry[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show this help", NULL},
        {0},
    };
    g_option_context_add_main_entries(context, help_entry, NULL);
    g_autofree char *program = g_strdup_printf("figtrail %s", command->name);
    g_set_prgname(program);

    GError *error = NULL;
    if (!g_option_context_parse(context, argc, argv, &error)) {
        *status = report_options(command, entries, error);
        g_error_free(error);
        return FALSE;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        g_autofree char *folded = help_fold(text);
        *status = command_print(folded);
        return FALSE;
    }
    /* a lone '--' that ends the options is no operand */
    if (*argc > 1 && strcmp((*argv)[1], "--") == 0) {
        memmove(*argv + 1, *argv + 2, sizeof(char *) * (size_t)(*argc - 1));
        (*argc)--;
    }
    return TRUE;
}

int command_trouble(GError *error)
{
    fprintf(stderr, "figtrail: %s\n", error->message);
    g_error_free(error);
    return STATUS_TROUBLE;
}

int command_usage_error(const Command *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    fprintf(stderr, "figtrail %s: %s\nTry 'figtrail %s --help'.\n", command->name, message,
            command->name);
    return STATUS_TROUBLE;
}

/* Of stderr; 0 when it is no terminal. */
static guint terminal_width(void)
{
    struct winsize size;
    if (!isatty(STDERR_FILENO))
        return 0;
    const gboolean known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known ? size.ws_col : 80;
}

/* https://no-color.org: set and not empty, whatever its value */
static gboolean wants_colors(void)
{
    const char *no_color = g_getenv("NO_COLOR");
    return !(no_color && *no_color) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

guint command_width(void)
{
    enum { USUAL = 110, LEAST = 80, MOST = 160 };
    struct winsize size;
    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return USUAL;
    return CLAMP(size.ws_col, LEAST, MOST);
}

gboolean command_is_styled(void)
{
    return isatty(STDOUT_FILENO) && wants_colors();
}

char *command_findings(Findings *findings, const char *format, gboolean terminal)
{
    GString *out = g_string_new(NULL);
    FindingsReader reader = {.rules = command_rules(&reader.n_rules)};
    reader.width = terminal ? terminal_width() : 0;
    reader.colors = reader.width > 0 && wants_colors();
    findings_format_find(format ? format : "text")->append(out, findings, &reader);
    return g_string_free(out, FALSE);
}

int command_findings_status(const Findings *findings, gboolean strict)
{
    const guint errors = findings_count(findings, LEVEL_ERROR);
    const guint warnings = findings_count(findings, LEVEL_WARNING);
    return errors > 0 || (strict && warnings > 0) ? STATUS_FINDINGS : STATUS_CLEAN;
}

int command_report(Findings *findings, const char *format, gboolean strict)
{
    g_autofree char *text = command_findings(findings, format, TRUE);
    fputs(text, stderr);
    return command_findings_status(findings, strict);
}

const Rule *const *command_rules(guint *n_rules)
{
    static const Rule **rules;
    static guint n;
    if (!rules) {
        const struct {
            const Rule *const *rules;
            guint n_rules;
        } lists[] = {{table_rules, n_table_rules},
                     {claim_rules, n_claim_rules},
                     {evidence_rules, n_evidence_rules}};
        rules = g_new(const Rule *, n_table_rules + n_claim_rules + n_evidence_rules);
        for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
            for (guint j = 0; j < lists[i].n_rules; j++)
                rules[n++] = lists[i].rules[j];
        }
    }
    *n_rules = n;
    return rules;
}

int command_print(const char *text)
{
    errno = 0;
    if (fputs(text, stdout) == EOF || fflush(stdout) == EOF) {
        if (errno != EPIPE) /* 'head' has what it wants: no trouble of the reader's */
            fprintf(stderr, "figtrail: cannot write to standard output: %s\n", g_strerror(errno));
        return STATUS_TROUBLE;
    }
    return STATUS_CLEAN;
}

gboolean command_find_snapshots(const Command *command, const char *given, const char **folder)
{
    *folder = given ? given : g_getenv("FIGTRAIL_SNAPSHOTS");
    if (*folder && !**folder)
        *folder = NULL;
    if (!*folder || g_file_test(*folder, G_FILE_TEST_IS_DIR))
        return TRUE;
    command_usage_error(command, "there is no folder \"%s\"", *folder);
    return FALSE;
}
