/*
 * How long an audit takes, against reading and hashing the same files: 100,000
 * claims over 1,000 snapshots of 10 kB, made up here in a temporary folder.
 *
 * Prints a line per round, and the medians of wall time and of CPU time with their ratios.  What it
 * is held against is snapshot_read: the same function as in the audit, on one thread.
 *
 * Usage: audit [THREADS [no-hints]]
 */
#include "evidence/audit.h"
#include "base/output.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SOURCES = 1000, PER_SOURCE = 100, BYTES = 10000, ROUNDS = 9 };

static const char *const sentences[] = {
    "The cluster %u of the company runs %u.%u GPUs of the newest kind, says its report. ",
    "Model %u reached %u.%u percent on the benchmark in the setting that its card describes. ",
    "In round %u the firm took in %u.%u million dollars to build what it calls a data center. ",
};

typedef struct {
    double wall, cpu; /* ms */
} Time;

static Time now(void)
{
    return (Time){(double)g_get_monotonic_time() / 1000,
                  (double)clock() * 1000 / (double)CLOCKS_PER_SEC};
}

static Time since(Time start)
{
    const Time end = now();
    return (Time){end.wall - start.wall, end.cpu - start.cpu};
}

static int compare_wall(gconstpointer a, gconstpointer b)
{
    const double x = ((const Time *)a)->wall, y = ((const Time *)b)->wall;
    return (x > y) - (x < y);
}

static int compare_cpu(gconstpointer a, gconstpointer b)
{
    const double x = ((const Time *)a)->cpu, y = ((const Time *)b)->cpu;
    return (x > y) - (x < y);
}

static Time median(Time *times)
{
    qsort(times, ROUNDS, sizeof *times, compare_wall);
    const double wall = times[ROUNDS / 2].wall;
    qsort(times, ROUNDS, sizeof *times, compare_cpu);
    return (Time){wall, times[ROUNDS / 2].cpu};
}

int main(int argc, char **argv)
{
    const guint n_threads = argc > 1 ? (guint)g_ascii_strtoull(argv[1], NULL, 10) : 0;
    GError *error = NULL;
    char *folder = g_dir_make_tmp("figtrail-bench-XXXXXX", &error);
    if (!folder)
        g_error("%s", error->message);
    GRand *random = g_rand_new_with_seed(1);
    ClaimSet claims = {.sources = g_ptr_array_new(), .claims = g_ptr_array_new()};
    claims.claim_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    static const Metric metrics[] = {{.id = "a", .unit = "accelerators", .kind = METRIC_NUMBER},
                                     {.id = "b", .unit = "percent", .kind = METRIC_NUMBER},
                                     {.id = "c", .unit = "USD", .kind = METRIC_NUMBER}};
    for (guint i = 0; i < SOURCES; i++) {
        Source *source = g_new0(Source, 1);
        source->id = g_strdup_printf("s%u", i);
        source->language = "en";
        source->snapshot = g_strdup_printf("%u.txt", i);
        GString *text = g_string_new(NULL);
        for (guint j = 0; j < PER_SOURCE; j++) {
            const guint whole = (guint)g_rand_int_range(random, 1, 1000);
            const guint decimal = (guint)g_rand_int_range(random, 1, 10);
            Claim *claim = g_new0(Claim, 1);
            claim->printed = g_strdup_printf("%u.%u", whole, decimal);
            const gsize at = text->len;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
            g_string_append_printf(text, sentences[j % 3], j, whole, decimal);
#pragma GCC diagnostic pop
            const char *figure = strstr(text->str + at, claim->printed);
            claim->quote = g_strndup(figure, strlen(claim->printed) + 5);
            claim->at = figure - text->str;
            claim->id = g_strdup_printf("c%u.%u", i, j);
            claim->metric = &metrics[j % 3];
            claim->source = source;
            claim->value = (Amount){.present = TRUE, .text = claim->printed};
            claim->value.number = g_ascii_strtod(claim->printed, NULL);
            claim->low.text = claim->high.text = claim->setting = claim->note = "";
            claim->rank = RANK_NORMAL;
            g_ptr_array_add(claims.claims, claim);
        }
        while (text->len < BYTES)
            g_string_append(text, "and more words without any figure ");
        g_string_truncate(text, BYTES);
        source->sha256 = digest_bytes(text->str, text->len);
        char *path = g_build_filename(folder, source->snapshot, NULL);
        if (!output_write(path, text->str, text->len, &error))
            g_error("%s", error->message);
        g_ptr_array_add(claims.sources, source);
    }

    Time read_times[ROUNDS], audit_times[ROUNDS];
    for (guint round = 0; round < ROUNDS; round++) {
        Time start = now();
        for (guint i = 0; i < SOURCES; i++) {
            Snapshot *snapshot =
                snapshot_read(folder, g_ptr_array_index(claims.sources, i), &error);
            if (!snapshot)
                g_error("%s", error->message);
            snapshot_free(snapshot);
        }
        read_times[round] = since(start);
        const AuditOptions options = {
            .snapshots = folder, .n_threads = n_threads, .no_hints = argc > 2};
        Findings *findings = findings_new();
        start = now();
        Audit *audit = audit_run(&claims, &options, findings);
        audit_times[round] = since(start);
        if (audit->total.levels[AUDIT_VERIFIED] != SOURCES * PER_SOURCE)
            g_error("only %u claims are verified", audit->total.levels[AUDIT_VERIFIED]);
        printf("read and hash %7.1f ms, audit %7.1f ms (CPU %7.1f), %u warnings\n",
               read_times[round].wall, audit_times[round].wall, audit_times[round].cpu,
               findings_count(findings, LEVEL_WARNING));
        audit_free(audit);
        findings_free(findings);
    }
    const Time read = median(read_times), audited = median(audit_times);
    printf("%d claims over %d snapshots of %d bytes: audit %.1f ms, reading and hashing %.1f ms, "
           "ratio %.2f; CPU %.1f and %.1f ms, ratio %.2f\n",
           SOURCES * PER_SOURCE, SOURCES, BYTES, audited.wall, read.wall, audited.wall / read.wall,
           audited.cpu, read.cpu, audited.cpu / read.cpu);
    for (guint i = 0; i < SOURCES; i++) {
        const Source *source = g_ptr_array_index(claims.sources, i);
        char *path = g_build_filename(folder, source->snapshot, NULL);
        g_remove(path);
        g_free(path);
    }
    g_rmdir(folder);
    return 0;
}
