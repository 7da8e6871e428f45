/* fork and what belongs to it is no part of C.
 * NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "cli/workers.h"

#include "base/output.h"
#include "base/process.h"
#include "base/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

guint workers_default_jobs(void)
{
    return MAX(g_get_num_processors(), 1);
}

/* What a result begins with in the pipe. */
typedef struct {
    guint item;
    guint length;
} ResultHead;

/* One process, as its parent sees it. */
typedef struct {
    pid_t process;
    int pipe;
    GByteArray *received;
} Worker;

/* ---- in the processes ------------------------------------------------------------------------ */

static void work_apart(const Workers *workers, atomic_uint *next, int pipe)
{
    signals_obey();
    for (guint item; (item = atomic_fetch_add(next, 1)) < workers->n_items;) {
        g_autofree char *result = workers->work(item, TRUE, workers->data);
        const ResultHead head = {item, (guint)strlen(result)};
        if (!output_write_all(pipe, &head, sizeof head) ||
            !output_write_all(pipe, result, head.length))
            return; /* nobody waits for it any more */
    }
}

static gboolean start_worker(const Workers *workers, atomic_uint *next, Worker *worker)
{
    int ends[2];
    if (pipe(ends) != 0)
        return FALSE;
    worker->process = process_fork();
    if (worker->process == 0) {
        close(ends[0]);
        work_apart(workers, next, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    if (worker->process < 0) {
        close(ends[0]);
        return FALSE;
    }
    worker->pipe = ends[0];
    worker->received = g_byte_array_new();
    return TRUE;
}

/* ---- their results --------------------------------------------------------------------------- */

/* Results by item, until it is their turn. */
typedef struct {
    const Workers *workers;
    char **results;
    guint next; /* to be taken */
} Queue;

static void take_ready(Queue *queue)
{
    for (; queue->next < queue->workers->n_items && queue->results[queue->next]; queue->next++) {
        queue->workers->take(queue->next, queue->results[queue->next], queue->workers->data);
        g_clear_pointer(&queue->results[queue->next], g_free);
    }
}

static void cut_results(Queue *queue, GByteArray *received)
{
    ResultHead head;
    while (received->len >= sizeof head) {
        memcpy(&head, received->data, sizeof head);
        if (received->len - sizeof head < head.length)
            return;
        g_assert(head.item < queue->workers->n_items);
        queue->results[head.item] = g_strndup((char *)received->data + sizeof head, head.length);
        g_byte_array_remove_range(received, 0, (guint)sizeof head + head.length);
    }
}

/* FALSE at its end. */
static gboolean receive(Worker *worker)
{
    guint8 bytes[1 << 16];
    gssize n;
    while ((n = read(worker->pipe, bytes, sizeof bytes)) < 0 && errno == EINTR)
        ;
    if (n > 0)
        g_byte_array_append(worker->received, bytes, (guint)n);
    return n > 0;
}

static void end_worker(Worker *worker)
{
    close(worker->pipe);
    g_byte_array_unref(worker->received);
    while (waitpid(worker->process, NULL, 0) < 0 && errno == EINTR)
        ;
}

static void receive_all(Queue *queue, Worker *workers, guint n_workers)
{
    while (n_workers > 0) {
        for (guint i = 0; signals_noted() && i < n_workers; i++)
            kill(workers[i].process, SIGTERM);
        g_autofree struct pollfd *pipes = g_new0(struct pollfd, n_workers);
        for (guint i = 0; i < n_workers; i++)
            pipes[i] = (struct pollfd){.fd = workers[i].pipe, .events = POLLIN};
        if (poll(pipes, n_workers, -1) < 0)
            continue;
        for (guint i = n_workers; i-- > 0;) {
            if (!pipes[i].revents)
                continue;
            const gboolean more = receive(&workers[i]);
            cut_results(queue, workers[i].received);
            if (!more) {
                end_worker(&workers[i]);
                workers[i] = workers[--n_workers];
            }
        }
        take_ready(queue);
    }
}

/* ---- the run --------------------------------------------------------------------------------- */

static void work_here(const Workers *workers)
{
    for (guint i = 0; i < workers->n_items; i++) {
        g_autofree char *result = signals_noted() ? NULL : workers->work(i, FALSE, workers->data);
        workers->take(i, result, workers->data);
    }
}

void workers_run(const Workers *workers)
{
    const guint n_jobs = MIN(workers->n_jobs, workers->n_items);
    atomic_uint *next = n_jobs > 1 ? mmap(NULL, sizeof *next, PROT_READ | PROT_WRITE,
                                          MAP_SHARED | MAP_ANONYMOUS, -1, 0)
                                   : MAP_FAILED;
    if (next == MAP_FAILED) {
        work_here(workers);
        return;
    }
    atomic_init(next, 0);
    g_autofree Worker *started = g_new0(Worker, n_jobs);
    guint n_started = 0;
    while (n_started < n_jobs && start_worker(workers, next, &started[n_started]))
        n_started++;
    if (n_started == 0) { /* no process may be made */
        work_here(workers);
    } else {
        g_autofree char **results = g_new0(char *, workers->n_items);
        Queue queue = {workers, results, 0};
        receive_all(&queue, started, n_started);
        for (; queue.next < workers->n_items; queue.next++) {
            workers->take(queue.next, results[queue.next], workers->data);
            g_free(results[queue.next]);
        }
    }
    munmap(next, sizeof *next);
}
