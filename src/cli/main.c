#include "cli/command.h"
#include "table/suggest.h"

#include <signal.h>
#include <string.h>

static const Command *const commands[] = {
    &command_build,   &command_status,       &command_import, &command_validate, &command_fmt,
    &command_audit,   &command_extract,      &command_merge,  &command_explain,  &command_diff,
    &command_export,  &command_source,       &command_render, &command_embed,    &command_trace,
    &command_refresh, &command_merge_driver,
};

static int print_help(void)
{
    g_autoptr(GString) out =
        g_string_new("figtrail: charts whose every figure leads back to the words of its source\n"
                     "\n"
                     "Usage: figtrail COMMAND [OPTION...] [ARGUMENT...]\n"
                     "\n"
                     "Commands:\n");
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(out, "  %-13s %s\n", commands[i]->name, commands[i]->summary);
    g_string_append(out, "\n"
                         "'figtrail COMMAND --help' tells a command's options.\n"
                         "\n"
                         "Exit status: 0 clean; 1 findings in the data, a stale or failed chart;\n"
                         "2 trouble (usage, a file that cannot be read or written).\n");
    return command_print(out->str);
}

/* NULL: there is none of that name. */
static const Command *command_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i];
    }
    return NULL;
}

static int refuse(const char *name)
{
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        suggest_offer(&suggestion, commands[i]->name);
    fprintf(stderr, "figtrail: no command is called '%s'%s%s%s\nTry 'figtrail --help'.\n", name,
            suggestion.best ? "; did you mean '" : "", suggestion.best ? suggestion.best : "",
            suggestion.best ? "'?" : "");
    return STATUS_TROUBLE;
}

/* 'help COMMAND' is 'COMMAND --help'. */
static int help(int argc, char **argv)
{
    if (argc < 2)
        return print_help();
    const Command *command = command_find(argv[1]);
    char *arguments[] = {argv[1], (char[]){"--help"}, NULL};
    return command ? command->run(2, arguments) : refuse(argv[1]);
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, reported as such */
    if (argc < 2) {
        fputs("figtrail: no command given\nTry 'figtrail --help'.\n", stderr);
        return STATUS_TROUBLE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return help(argc - 1, argv + 1);
    if (strcmp(name, "--version") == 0)
        return command_print("figtrail " FIGTRAIL_VERSION "\n");
    const Command *command = command_find(name);
    return command ? command->run(argc - 1, argv + 1) : refuse(name);
}
