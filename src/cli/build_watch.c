/* fork and what belongs to it is no part of C.
 * NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "cli/build_watch.h"

#include "base/process.h"
#include "cli/command.h"
#include "cli/watched.h"
#include "cli/workers.h"
#include "scene/font.h"

#include <errno.h>
#include <glib-unix.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* A change is looked at when there was none for so long, but never put off for longer than that:
 * programs that save do it within a millisecond or two. */
enum { QUIET_MS = 20, PATIENCE_MS = 200 };

/* ---- the process that makes rounds ----------------------------------------------------------- */

static int run_round(const BuildOptions *options, const char *format)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) names = build_list_charts(options->charts, &error);
    if (!names)
        return command_trouble(error);
    g_autoptr(Findings) findings = findings_new();
    const int status = build_run(options, names, findings);
    guint n_findings;
    findings_sorted(findings, &n_findings);
    const int reported = n_findings > 0 ? command_report(findings, format, FALSE) : STATUS_CLEAN;
    return MAX(status, reported);
}

static int run_round_apart(const BuildOptions *options, const char *format)
{
    const pid_t round = process_fork();
    if (round == 0)
        _exit(run_round(options, format));
    int status;
    if (round < 0) {
        fprintf(stderr, "figtrail: cannot make a process: %s\n", g_strerror(errno));
        return STATUS_TROUBLE;
    }
    while (waitpid(round, &status, 0) < 0) {
        if (errno != EINTR)
            return STATUS_TROUBLE;
    }
    if (WIFEXITED(status))
        return WEXITSTATUS(status);
    fprintf(stderr, "figtrail: this round ended by signal %d; the next change begins another\n",
            WTERMSIG(status));
    return STATUS_TROUBLE;
}

/* A round for each byte in; its status goes out. */
static void make_rounds(const BuildOptions *options, const char *format, int in, int out)
{
    BuildOptions round = *options;
    round.quiet = TRUE;
    /* they are for the process that watches */
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    font_check(NULL, NULL); /* every round says what is wrong with them */
    for (char byte; read(in, &byte, 1) == 1;) {
        const int status = run_round_apart(&round, format);
        round.force = round.force && status != STATUS_CLEAN;
        byte = (char)status;
        if (write(out, &byte, 1) != 1)
            return;
    }
}

/* ---- the process that watches ---------------------------------------------------------------- */

typedef struct {
    const BuildOptions *options;
    GMainLoop *loop;
    Watched *watched;
    pid_t maker;
    int to_maker, from_maker; /* pipes */
    gboolean busy;            /* a round is under way */
    gboolean announced, ending;
    guint timer;     /* until the next look; 0: nothing happened */
    gint64 happened; /* what the timer waits for, first */
    int status;
} Watch;

static void end_loop(Watch *watch, int status)
{
    watch->status = status;
    g_main_loop_quit(watch->loop);
}

static int lose_maker(void)
{
    fprintf(stderr, "figtrail: the process that draws was ended\n");
    return STATUS_TROUBLE;
}

static void begin_round(Watch *watch)
{
    if (!watched_look(watch->watched))
        return;
    watch->busy = write(watch->to_maker, "", 1) == 1;
    if (!watch->busy)
        end_loop(watch, lose_maker());
}

static gboolean on_quiet(gpointer data)
{
    Watch *watch = data;
    watch->timer = 0;
    begin_round(watch);
    return G_SOURCE_REMOVE;
}

static void wait_for_quiet(Watch *watch)
{
    const gint64 waited = g_get_monotonic_time() - watch->happened;
    if (watch->timer && waited > (gint64)(PATIENCE_MS - QUIET_MS) * 1000)
        return;
    if (watch->timer)
        g_source_remove(watch->timer);
    watch->timer = g_timeout_add(QUIET_MS, on_quiet, watch);
}

/* After a round there is a look in any case. */
static void on_happened(gpointer data)
{
    Watch *watch = data;
    if (watch->busy)
        return;
    if (!watch->timer)
        watch->happened = g_get_monotonic_time();
    wait_for_quiet(watch);
}

static void announce(Watch *watch)
{
    if (!watch->announced)
        fprintf(stderr, "watching %s and %s; Ctrl-C ends\n", watch->options->data,
                watch->options->charts);
    watch->announced = TRUE;
}

static gboolean on_round(gint pipe, GIOCondition condition, gpointer data)
{
    (void)condition;
    Watch *watch = data;
    char status;
    if (read(pipe, &status, 1) != 1) {
        end_loop(watch, lose_maker());
        return G_SOURCE_REMOVE;
    }
    watch->busy = FALSE;
    if (watch->ending) {
        end_loop(watch, STATUS_CLEAN);
        return G_SOURCE_REMOVE;
    }
    announce(watch);
    on_happened(watch); /* whatever happened meanwhile */
    return G_SOURCE_CONTINUE;
}

/* Without this source the signal ends the process at once. */
static gboolean on_signal(gpointer data)
{
    Watch *watch = data;
    watch->ending = TRUE;
    if (!watch->busy)
        end_loop(watch, STATUS_CLEAN);
    return G_SOURCE_REMOVE;
}

static void run_loop(Watch *watch)
{
    const guint sources[] = {
        g_unix_signal_add(SIGINT, on_signal, watch),
        g_unix_signal_add(SIGTERM, on_signal, watch),
        g_unix_fd_add(watch->from_maker, G_IO_IN | G_IO_HUP, on_round, watch),
    };
    watch->loop = g_main_loop_new(NULL, FALSE);
    watch->watched = watched_new(watch->options->data, watch->options->charts, on_happened, watch);
    begin_round(watch);
    g_main_loop_run(watch->loop);
    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
        if (g_main_context_find_source_by_id(NULL, sources[i]))
            g_source_remove(sources[i]);
    }
    if (watch->timer)
        g_source_remove(watch->timer);
    watched_free(watch->watched);
    g_main_loop_unref(watch->loop);
}

/* FALSE with error. */
static gboolean start_maker(Watch *watch, const char *format, GError **error)
{
    int to[2], from[2];
    if (!g_unix_open_pipe(to, FD_CLOEXEC, error))
        return FALSE;
    if (!g_unix_open_pipe(from, FD_CLOEXEC, error)) {
        close(to[0]);
        close(to[1]);
        return FALSE;
    }
    watch->maker = process_fork();
    const int reason = errno;
    if (watch->maker == 0) {
        close(to[1]);
        close(from[0]);
        make_rounds(watch->options, format, to[0], from[1]);
        _exit(0);
    }
    close(to[0]);
    close(from[1]);
    watch->to_maker = to[1];
    watch->from_maker = from[0];
    if (watch->maker < 0)
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(reason),
                    "cannot make a process: %s", g_strerror(reason));
    return watch->maker > 0;
}

int build_watch(const BuildOptions *options, const char *format)
{
    Watch watch = {.options = options, .to_maker = -1, .from_maker = -1};
    GError *error = NULL;
    if (start_maker(&watch, format, &error))
        run_loop(&watch);
    close(watch.to_maker);
    close(watch.from_maker);
    while (watch.maker > 0 && waitpid(watch.maker, NULL, 0) < 0 && errno == EINTR)
        ;
    return error ? command_trouble(error) : watch.status;
}
