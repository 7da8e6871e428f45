/*
 * command: one command of the program.
 *
 * To add a command, four things: write src/cli/command_NAME.c with its options
 * and its run function beside each other; declare its Command here; add it to
 * the table in main.c; write tests/cli/NAME.sh.
 */
#ifndef FIGTRAIL_CLI_COMMAND_H
#define FIGTRAIL_CLI_COMMAND_H

#include "base/finding.h"

/* Exit statuses: the design's, for every command. */
enum { STATUS_CLEAN = 0, STATUS_FINDINGS = 1, STATUS_TROUBLE = 2 };

typedef struct {
    const char *name;
    const char *usage;   /* after the name: "[NAME...]" */
    const char *summary; /* one line */
    /* argv[0] is the command's name; owns nothing of argv */
    int (*run)(int argc, char **argv);
} Command;

extern const Command command_audit;
extern const Command command_build;
extern const Command command_diff;
extern const Command command_embed;
extern const Command command_explain;
extern const Command command_export;
extern const Command command_extract;
extern const Command command_fmt;
extern const Command command_import;
extern const Command command_merge;
extern const Command command_merge_driver;
extern const Command command_refresh;
extern const Command command_render;
extern const Command command_source;
extern const Command command_status;
extern const Command command_trace;
extern const Command command_validate;

/* Options of several commands, for arrays of GOptionEntry. */
#define DATA_OPTION(place)                                                                         \
    {                                                                                              \
        "data", 'd', 0, G_OPTION_ARG_FILENAME, (place), "Folder of the Data Package (data)", "DIR" \
    }
#define SNAPSHOTS_OPTION(place)                                                                    \
    {                                                                                              \
        "snapshots", 0, 0, G_OPTION_ARG_FILENAME, (place),                                         \
            "Folder of the sources' texts (the environment's FIGTRAIL_SNAPSHOTS)", "DIR"           \
    }

/* The folder that --snapshots gives, or the environment; NULL: none.  FALSE after a usage error:
 * it is not there. */
gboolean command_find_snapshots(const Command *command, const char *given, const char **folder);

/* Parses options by GLib's rules into the places that entries name.  Returns
 * TRUE to go on; FALSE when there is nothing more to do, with the exit status
 * in *status (help was printed, or a usage error).  What is left in *argc,
 * *argv after argv[0] are the operands. */
gboolean command_options(const Command *command, const GOptionEntry *entries,
                         const char *description, int *argc, char ***argv, int *status);

/* 'figtrail: MESSAGE' to stderr; returns STATUS_TROUBLE.  Takes the error. */
int command_trouble(GError *error);
int command_usage_error(const Command *command, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Prints findings to stderr in the given format (findings_format.h; NULL: text);
 * gives STATUS_FINDINGS when there are errors (or, if strict, warnings). */
int command_report(Findings *findings, const char *format, gboolean strict);

/* Its two halves, for findings that go elsewhere.  terminal: the text goes to
 * stderr, which may be one. */
char *command_findings(Findings *findings, const char *format, gboolean terminal);
int command_findings_status(const Findings *findings, gboolean strict);

/* Every rule on data, stage by stage (charts have their own). */
const Rule *const *command_rules(guint *n_rules);

/* Of lines on stdout: they stay readable beside a prompt in a wide window, and in a file. */
guint command_width(void);
/* Whether text on stdout may be bold: it is a terminal, and nobody objects. */
gboolean command_is_styled(void);

/* Writes text to stdout and checks that it got there. */
int command_print(const char *text);

#endif
