/*
 * measure: runs two commands in turn and prints, of the first, medians of wall time, CPU time and
 * peak memory, and the medians of the ratios to the run of the second beside it.
 *
 * Usage: measure NAME RUNS COMMAND... -- OTHER...
 *
 * What the commands print is thrown away.  Fails when one cannot be run; that it finds faults (exit
 * status 1) is no failure.
 *
 * Processes and their times are no part of C.
 * NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _DEFAULT_SOURCE
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS_LIMIT = 1000 };

typedef struct {
    double wall, cpu; /* ms */
    double peak;      /* MiB */
} Run;

static double milliseconds(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void start(char **command)
{
    const int null = open("/dev/null", O_RDWR);
    for (int i = 0; i < 3; i++)
        dup2(null, i);
    execvp(command[0], command);
    _exit(127);
}

static Run run(char **command)
{
    const double before = now();
    const pid_t child = fork();
    if (child == 0)
        start(command);
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
        WEXITSTATUS(status) > 1) {
        fprintf(stderr, "measure: %s failed\n", command[0]);
        exit(1);
    }
    return (Run){now() - before, milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime),
                 (double)usage.ru_maxrss / 1024};
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, compare);
    return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

int main(int argc, char **argv)
{
    int split = 3;
    while (split < argc && strcmp(argv[split], "--") != 0)
        split++;
    const int n = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 0;
    if (split == 3 || split + 1 >= argc || n < 1 || n > RUNS_LIMIT) {
        fputs("usage: measure NAME RUNS COMMAND... -- OTHER...\n", stderr);
        return 2;
    }
    argv[split] = NULL;
    static double wall[RUNS_LIMIT], cpu[RUNS_LIMIT], peak[RUNS_LIMIT];
    static double wall_ratio[RUNS_LIMIT], cpu_ratio[RUNS_LIMIT];
    run(argv + 3); /* not counted: files come into memory */
    run(argv + split + 1);
    for (int i = 0; i < n; i++) {
        const Run one = run(argv + 3), other = run(argv + split + 1);
        wall[i] = one.wall;
        cpu[i] = one.cpu;
        peak[i] = one.peak;
        wall_ratio[i] = one.wall / other.wall;
        cpu_ratio[i] = one.cpu / other.cpu;
    }
    printf("%-26s %9.1f %9.1f %9.1f %9.2f %9.2f\n", argv[1], median(wall, n), median(cpu, n),
           median(peak, n), median(wall_ratio, n), median(cpu_ratio, n));
    return 0;
}
