/* Signals are no part of C.
 * NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "base/signals.h"

#include <glib.h>
#include <signal.h>

static _Thread_local guint holds;
static _Thread_local sigset_t before_hold;

static const int endings[] = {SIGINT, SIGTERM, SIGHUP};

void signals_hold(void)
{
    sigset_t held;
    sigemptyset(&held);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        sigaddset(&held, endings[i]);
    if (holds++ == 0)
        pthread_sigmask(SIG_BLOCK, &held, &before_hold);
}

void signals_release(void)
{
    if (--holds == 0)
        pthread_sigmask(SIG_SETMASK, &before_hold, NULL);
}

static volatile sig_atomic_t noted;

static void note(int signal)
{
    noted = signal;
}

/* Where it is from, it becomes to. */
static void change_handlers(void (*from)(int), void (*to)(int))
{
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        struct sigaction now;
        if (sigaction(endings[i], NULL, &now) != 0 || now.sa_handler != from)
            continue;
        now = (struct sigaction){.sa_handler = to}; /* what waits is interrupted */
        sigaction(endings[i], &now, NULL);
    }
}

void signals_note(void)
{
    change_handlers(SIG_DFL, note);
}

int signals_noted(void)
{
    return noted;
}

void signals_obey(void)
{
    change_handlers(note, SIG_DFL);
    if (noted)
        raise(noted);
}
