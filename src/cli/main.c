#include "cli/command.h"

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

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a closed pipe is a write error, reported as such */
    if (argc < 2) {
        fputs("figtrail: no command given\nTry 'figtrail --help'.\n", stderr);
        return STATUS_TROUBLE;
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0 || strcmp(name, "help") == 0)
        return print_help();
    if (strcmp(name, "--version") == 0)
        return command_print("figtrail " FIGTRAIL_VERSION "\n");
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++) {
        if (strcmp(name, commands[i]->name) == 0)
            return commands[i]->run(argc - 1, argv + 1);
    }
    fprintf(stderr, "figtrail: no command is called '%s'\nTry 'figtrail --help'.\n", name);
    return STATUS_TROUBLE;
}
