/*
 * lone_options: what the command line says of CSV files that no package describes.
 *
 * Each option of a dialect is a property of the Table Dialect under its own name; they
 * become one, so that the standard's reader checks them.
 */
#ifndef FIGTRAIL_CLI_LONE_OPTIONS_H
#define FIGTRAIL_CLI_LONE_OPTIONS_H

#include "cli/command.h"
#include "table/lone.h"

/* As GLib reads them; all NULL or FALSE unless given. */
typedef struct {
    char *schema, *encoding, *dialect, *delimiter, *quote_char;
    gboolean no_header;
    JsonDocument *document; /* the dialect, once checked; NULL: none */
} LoneArguments;

void lone_arguments_clear(LoneArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LoneArguments, lone_arguments_clear)

/* Whether any was given; its name, or NULL. */
const char *lone_arguments_first(const LoneArguments *arguments);

/* Makes the options of them, which borrow from arguments.  STATUS_TROUBLE after a message.  A
 * file with a dialect that is no JSON is a finding, and options then have none. */
int lone_arguments_check(const Command *command, LoneArguments *arguments, LoneOptions *options,
                         Findings *findings);

#endif
