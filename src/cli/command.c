#include "cli/command.h"

#include <errno.h>
#include <string.h>

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
        *status = command_usage_error(command, "%s", error->message);
        g_error_free(error);
        return FALSE;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        *status = command_print(text);
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

int command_report(Findings *findings, const char *format, gboolean strict)
{
    if (g_strcmp0(format, "json") == 0)
        findings_print_json(findings, stderr);
    else if (g_strcmp0(format, "github") == 0)
        findings_print_github(findings, stderr);
    else
        findings_print_text(findings, stderr);
    const guint errors = findings_count(findings, LEVEL_ERROR);
    const guint warnings = findings_count(findings, LEVEL_WARNING);
    return errors > 0 || (strict && warnings > 0) ? STATUS_FINDINGS : STATUS_CLEAN;
}

int command_print(const char *text)
{
    errno = 0;
    if (fputs(text, stdout) == EOF || fflush(stdout) == EOF) {
        fprintf(stderr, "figtrail: cannot write to standard output: %s\n", g_strerror(errno));
        return STATUS_TROUBLE;
    }
    return STATUS_CLEAN;
}
