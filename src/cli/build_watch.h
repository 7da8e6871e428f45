/*
 * build_watch: build --watch: a round of building after each change of the data, the specs and what
 * lies beside them, until somebody ends it.
 *
 * This process watches and never draws.  Another, forked before GIO has any thread, forks a third
 * for each round: so a round finds fonts ready, its crash or leak is its own, and no lock of a
 * thread is copied in whatever state it is in.  A file half written is a finding, and the next
 * change mends it.
 */
#ifndef FIGTRAIL_CLI_BUILD_WATCH_H
#define FIGTRAIL_CLI_BUILD_WATCH_H

#include "cli/build.h"

/* Rounds until SIGINT or SIGTERM; one that is under way is brought to its end, a second signal ends
 * it too.  options: force holds until a round is clean.  format: of findings.  Gives the exit
 * status. */
int build_watch(const BuildOptions *options, const char *format);

#endif
