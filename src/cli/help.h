/*
 * help: texts that tell how to call a command, folded to the usual width of a terminal.
 */
#ifndef FIGTRAIL_CLI_HELP_H
#define FIGTRAIL_CLI_HELP_H

#include <glib.h>

enum { HELP_WIDTH = 80 };

/* A line of a table ("  --name    what it does") goes on below its last column; paragraphs are
 * filled.  What is narrow enough stays as it is.  Newly allocated. */
char *help_fold(const char *text);

#endif
