/* fork and what belongs to it is no part of C.
 * NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "base/process.h"

#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

/* Who is killed takes its processes along. */
static void die_with(pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent)
        _exit(1);
}

pid_t process_fork(void)
{
    const pid_t parent = getpid();
    fflush(NULL); /* or it would be written twice */
    const pid_t process = fork();
    if (process == 0)
        die_with(parent);
    return process;
}

/* ---- limits ---------------------------------------------------------------------------------- */

/* Of the address space; 0: not known. */
static guint64 memory_in_use(void)
{
    g_autofree char *pages = NULL;
    if (!g_file_get_contents("/proc/self/statm", &pages, NULL, NULL))
        return 0;
    return g_ascii_strtoull(pages, NULL, 10) * (guint64)sysconf(_SC_PAGESIZE);
}

static void limit(int resource, guint64 most)
{
    struct rlimit now;
    if (getrlimit(resource, &now) == 0 && now.rlim_max > most)
        setrlimit(resource, &(struct rlimit){(rlim_t)most, (rlim_t)most});
}

/* A process that breaks its limits may also crash, which is nobody's concern. */
static void confine(const ProcessLimits *limits)
{
    const guint64 memory = memory_in_use();
    const int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, limits->seconds);
    if (memory > 0)
        limit(RLIMIT_AS, memory + limits->memory);
}

static GBytes *receive(int file)
{
    GByteArray *received = g_byte_array_new();
    guint8 bytes[1 << 16];
    gssize n;
    while ((n = read(file, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR))
        g_byte_array_append(received, bytes, (guint)MAX(n, 0));
    return g_byte_array_free_to_bytes(received);
}

GBytes *process_run(void (*run)(gpointer data, GByteArray *out), gpointer data,
                    const ProcessLimits *limits, GError **error)
{
    int ends[2];
    const pid_t process = pipe(ends) == 0 ? process_fork() : -1;
    if (process < 0) {
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
                    "cannot start a process: %s", g_strerror(errno));
        return NULL;
    }
    if (process == 0) {
        close(ends[0]);
        confine(limits);
        g_autoptr(GByteArray) out = g_byte_array_new();
        run(data, out);
        _exit(output_write_all(ends[1], out->data, out->len) ? 0 : 1);
    }
    close(ends[1]);
    g_autoptr(GBytes) received = receive(ends[0]);
    close(ends[0]);
    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return g_steal_pointer(&received);
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED,
                "it takes more than %u seconds or %" G_GSIZE_FORMAT " MB to read", limits->seconds,
                limits->memory >> 20);
    return NULL;
}
