/*
 * claims_table: writes a Data Package with a claims table of any length, the same bytes on every
 * machine, to measure with: ids, two foreign keys, numbers, ranges, ISO dates, an enum, and quotes
 * of 5 to 40 words with commas, doubled quotes, UTF-8 and line breaks.
 *
 * Usage: claims_table DIR [ROWS [clean|faulty|merge]]
 *
 * faulty: every row has an error (a type error, a bound, an unknown reference, ...).
 * merge: with all that merging needs: metrics, settings, ranks; of a million claims there are about
 * 240,000 figures, some with conflicts, some of one claim.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { N_SUBJECTS = 2000, N_SOURCES = 8000 };

/* splitmix64 (https://prng.di.unimi.it/splitmix64.c) */
static uint64_t state = 42;

static uint64_t next_random(void)
{
    state += 0x9E3779B97F4A7C15U;
    uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

static unsigned below(unsigned n)
{
    return (unsigned)(next_random() % n);
}

static const char *const words[] = {
    "the",      "model",     "reaches",    "of",         "accuracy", "on",     "and",
    "was",      "trained",   "with",       "GPUs",       "in",       "a",      "cluster",
    "tokens",   "benchmark", "reported",   "by",         "company",  "about",  "modelo",
    "treinado", "com",       "parâmetros", "até",        "milhões",  "não",    "avaliação",
    "entre",    "custo",     "estimado",   "segundo",    "empresa",  "five",   "shots",
    "score",    "compared",  "previous",   "generation", "release",  "memory", "compute",
    "86.4%",    "25,000",    "US$",        "≈",          "“H100”",   "训练",   "April",
};
static const char *const kinds[] = {"exact", "about", "at-least", "at-most", "range", "derived"};
static const char *const makers[] = {"meta", "openai", "google", "anthropic", "mistral", "xai"};

/* One quoted cell; a doubled quote, comma or line break now and then. */
static void write_quote(FILE *out)
{
    const unsigned n = 5 + below(36);
    fputc('"', out);
    for (unsigned i = 0; i < n; i++) {
        const char *word = words[below(sizeof words / sizeof *words)];
        const unsigned chance = below(100);
        if (i > 0)
            fputs(chance < 8 ? ", " : chance < 9 ? "\n" : " ", out);
        if (chance > 97)
            fprintf(out, "\"\"%s\"\"", word);
        else
            fputs(word, out);
    }
    fputc('"', out);
}

static void write_date(FILE *out)
{
    fprintf(out, "%04u-%02u-%02u", 2015 + below(11), 1 + below(12), 1 + below(28));
}

/* fault: which error the row has; 0: none. */
static void write_claim(FILE *out, unsigned row, unsigned fault)
{
    const unsigned range = below(10) == 0;
    const unsigned value = below(100000);
    fprintf(out, "%s.gpu-count.%s%07u,", makers[row % 6], fault == 1 ? "S" : "s", row);
    fprintf(out, "subject-%04u,", below(N_SUBJECTS));
    fprintf(out, "%u.%u,", value / 100, value % 100);
    if (fault == 2)
        fputs("n/a,", out);
    else
        fprintf(out, "%u%s,", value / 100, below(4) == 0 ? ".5" : "");
    if (range)
        fprintf(out, "%u,%u,", value / 200, value / 50);
    else
        fputs(",,", out);
    fprintf(out, "%s,", fault == 3 ? "exactly" : kinds[range ? 4 : below(6)]);
    if (fault == 4)
        fputs("2024-02-30", out);
    else
        write_date(out);
    fprintf(out, ",source-%04u,", fault == 5 ? N_SOURCES + below(1000) : below(N_SOURCES));
    write_quote(out);
    fprintf(out, ",%u,", fault == 6 ? 9999999 : below(200000));
    fprintf(out, "\"table %u, row %u\",", 1 + below(20), 1 + below(60));
    fputs(below(20) == 0 ? "checked twice\n" : "\n", out);
}

/* ---- claims that can be merged ---- */

enum { N_METRICS = 10, N_SETTINGS = 12 };

static const char *const settings[N_SETTINGS] = {
    "",
    "shots=0",
    "shots=5",
    "shots=25",
    "method=cot;shots=0",
    "method=cot;shots=5",
    "method=cot@32",
    "evaluator=google;shots=5",
    "harness=lm-eval;shots=5",
    "variant=base",
    "variant=instruct",
    "evaluator=user;method=greedy;version=2024-06",
};
static const char *const statuses[] = {"actual",  "actual",    "actual",
                                       "planned", "estimated", "rumoured"};

/* The claims of a figure mostly say the same, sometimes with fewer digits, in other words or in
 * contradiction. */
static void write_amounts(FILE *out, unsigned key)
{
    const unsigned tenths = key * 2654435761U % 900 + 50 + (below(100) < 15 ? 1 + below(20) : 0);
    const unsigned chance = below(100);
    if (chance < 10)
        fprintf(out, "%u to %u,,%u,%u,range", tenths / 10, tenths / 10 + 2, tenths / 10,
                tenths / 10 + 2);
    else if (chance < 15)
        fprintf(out, "over %u,,%u,,at-least", tenths / 10, tenths / 10);
    else if (chance < 20)
        fprintf(out, "up to %u,,,%u,at-most", tenths / 10 + 1, tenths / 10 + 1);
    else if (chance < 30)
        fprintf(out, "about %u,%u,,,about", tenths / 10, tenths / 10);
    else if (chance < 40)
        fprintf(out, "%u%%,%u,,,exact", tenths / 10, tenths / 10);
    else
        fprintf(out, "%u.%u%%,%u.%u,,,exact", tenths / 10, tenths % 10, tenths / 10, tenths % 10);
}

static void write_mergeable(FILE *out, unsigned row)
{
    const unsigned subject = below(N_SUBJECTS), metric = below(N_METRICS);
    const unsigned setting = below(N_SETTINGS), rank = below(100);
    fprintf(out, "%s.metric-%u.s%07u,", makers[row % 6], metric, row);
    fprintf(out, "subject-%04u,metric-%u,%s,", subject, metric, settings[setting]);
    write_amounts(out, (subject * N_METRICS + metric) * N_SETTINGS + setting);
    fprintf(out, ",%s,", statuses[below(6)]);
    if (metric == 0)
        fprintf(out, "%u", 2020 + below(3)); /* timed: part of the key */
    else
        write_date(out);
    fprintf(out, ",source-%04u,", below(N_SOURCES));
    write_quote(out);
    fprintf(out, ",%u,\"table %u, row %u\",", below(200000), 1 + below(20), 1 + below(60));
    fputs(rank < 8 ? "preferred," : rank < 10 ? "deprecated,superseded" : "normal,", out);
    fputs(below(20) == 0 ? ",checked twice\n" : ",\n", out);
}

static const char mergeable_descriptor[] =
    "{\"name\":\"bench\",\"resources\":[\n"
    "{\"name\":\"subjects\",\"path\":\"subjects.csv\",\"type\":\"table\",\"schema\":{\"fields\":["
    "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"name\",\"type\":\"string\"}],"
    "\"primaryKey\":\"id\"}},\n"
    "{\"name\":\"sources\",\"path\":\"sources.csv\",\"type\":\"table\",\"schema\":{\"fields\":["
    "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"title\",\"type\":\"string\"}],"
    "\"primaryKey\":\"id\"}},\n"
    "{\"name\":\"metrics\",\"path\":\"metrics.csv\",\"type\":\"table\",\"schema\":{\"fields\":["
    "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"name\",\"type\":\"string\"},"
    "{\"name\":\"unit\",\"type\":\"string\"},{\"name\":\"kind\",\"type\":\"string\"},"
    "{\"name\":\"minimum\",\"type\":\"number\"},{\"name\":\"maximum\",\"type\":\"number\"},"
    "{\"name\":\"timed\",\"type\":\"boolean\"}],\"primaryKey\":\"id\"}},\n"
    "{\"name\":\"claims\",\"path\":\"claims.csv\",\"type\":\"table\",\"schema\":{\"fields\":[\n"
    "{\"name\":\"id\",\"type\":\"string\",\"constraints\":{\"required\":true,"
    "\"pattern\":\"[a-z0-9]+(\\\\.[a-z0-9-]+)*\"}},\n"
    "{\"name\":\"subject\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"metric\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"setting\",\"type\":\"string\"},\n"
    "{\"name\":\"printed\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"value\",\"type\":\"number\"},{\"name\":\"low\",\"type\":\"number\"},"
    "{\"name\":\"high\",\"type\":\"number\"},\n"
    "{\"name\":\"kind\",\"type\":\"string\",\"constraints\":{\"required\":true,\"enum\":[\"exact\","
    "\"about\",\"at-least\",\"at-most\",\"range\",\"derived\"]}},\n"
    "{\"name\":\"status\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"as_of\",\"type\":\"string\"},\n"
    "{\"name\":\"source\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"quote\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"at\",\"type\":\"integer\",\"constraints\":{\"minimum\":0}},\n"
    "{\"name\":\"locator\",\"type\":\"string\"},{\"name\":\"rank\",\"type\":\"string\"},"
    "{\"name\":\"reason\",\"type\":\"string\"},{\"name\":\"note\",\"type\":\"string\"}],\n"
    "\"primaryKey\":\"id\",\"foreignKeys\":["
    "{\"fields\":\"subject\",\"reference\":{\"resource\":\"subjects\",\"fields\":\"id\"}},"
    "{\"fields\":\"metric\",\"reference\":{\"resource\":\"metrics\",\"fields\":\"id\"}},"
    "{\"fields\":\"source\",\"reference\":{\"resource\":\"sources\",\"fields\":\"id\"}}]}}]}\n";

static const char descriptor[] =
    "{\"name\":\"bench\",\"resources\":[\n"
    "{\"name\":\"subjects\",\"path\":\"subjects.csv\",\"type\":\"table\",\"schema\":{\"fields\":["
    "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"name\",\"type\":\"string\"}],"
    "\"primaryKey\":\"id\"}},\n"
    "{\"name\":\"sources\",\"path\":\"sources.csv\",\"type\":\"table\",\"schema\":{\"fields\":["
    "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"title\",\"type\":\"string\"}],"
    "\"primaryKey\":\"id\"}},\n"
    "{\"name\":\"claims\",\"path\":\"claims.csv\",\"type\":\"table\",\"schema\":{\"fields\":[\n"
    "{\"name\":\"id\",\"type\":\"string\",\"constraints\":{\"required\":true,"
    "\"pattern\":\"[a-z0-9]+(\\\\.[a-z0-9-]+)*\"}},\n"
    "{\"name\":\"subject\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"printed\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"value\",\"type\":\"number\",\"constraints\":{\"minimum\":0,\"maximum\":100000}},\n"
    "{\"name\":\"low\",\"type\":\"number\",\"constraints\":{\"minimum\":0}},\n"
    "{\"name\":\"high\",\"type\":\"number\",\"constraints\":{\"minimum\":0}},\n"
    "{\"name\":\"kind\",\"type\":\"string\",\"constraints\":{\"required\":true,\"enum\":[\"exact\","
    "\"about\",\"at-least\",\"at-most\",\"range\",\"derived\"]}},\n"
    "{\"name\":\"as_of\",\"type\":\"date\",\"constraints\":{\"minimum\":\"2000-01-01\"}},\n"
    "{\"name\":\"source\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"quote\",\"type\":\"string\",\"constraints\":{\"required\":true}},\n"
    "{\"name\":\"at\",\"type\":\"integer\",\"constraints\":{\"minimum\":0,\"maximum\":1000000}},\n"
    "{\"name\":\"locator\",\"type\":\"string\"},\n"
    "{\"name\":\"note\",\"type\":\"string\"}],\n"
    "\"primaryKey\":\"id\",\"foreignKeys\":["
    "{\"fields\":\"subject\",\"reference\":{\"resource\":\"subjects\",\"fields\":\"id\"}},"
    "{\"fields\":\"source\",\"reference\":{\"resource\":\"sources\",\"fields\":\"id\"}}]}}]}\n";

static FILE *start(const char *folder, const char *name)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, name) >= (int)sizeof path)
        exit(2);
    FILE *out = fopen(path, "wb");
    if (!out) {
        fprintf(stderr, "claims_table: %s: %s\n", path, strerror(errno));
        exit(2);
    }
    return out;
}

static void finish(FILE *out)
{
    const int failed = ferror(out);
    if (fclose(out) != 0 || failed) {
        fprintf(stderr, "claims_table: %s\n", strerror(errno));
        exit(2);
    }
}

static void write_keys(const char *folder, const char *name, const char *header, const char *prefix,
                       unsigned n)
{
    FILE *out = start(folder, name);
    fputs(header, out);
    for (unsigned i = 0; i < n; i++)
        fprintf(out, "%s%04u,Name of %u\n", prefix, i, i);
    finish(out);
}

static void write_metrics(const char *folder)
{
    FILE *out = start(folder, "metrics.csv");
    fputs("id,name,unit,kind,minimum,maximum,timed\n", out);
    for (unsigned i = 0; i < N_METRICS; i++)
        fprintf(out, "metric-%u,Metric %u,percent,number,0,100,%s\n", i, i,
                i == 0 ? "true" : "false");
    finish(out);
}

static void write_mergeables(const char *folder, unsigned n_rows)
{
    write_metrics(folder);
    FILE *out = start(folder, "claims.csv");
    fputs("id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,"
          "locator,rank,reason,note\n",
          out);
    for (unsigned row = 0; row < n_rows; row++)
        write_mergeable(out, row);
    finish(out);
    out = start(folder, "datapackage.json");
    fputs(mergeable_descriptor, out);
    finish(out);
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 4) {
        fputs("usage: claims_table DIR [ROWS [clean|faulty|merge]]\n", stderr);
        return 2;
    }
    const unsigned n_rows = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1000000;
    const unsigned faulty = argc > 3 && strcmp(argv[3], "faulty") == 0;
    if (mkdir(argv[1], 0777) != 0 && errno != EEXIST) {
        fprintf(stderr, "claims_table: %s: %s\n", argv[1], strerror(errno));
        return 2;
    }
    write_keys(argv[1], "subjects.csv", "id,name\n", "subject-", N_SUBJECTS);
    write_keys(argv[1], "sources.csv", "id,title\n", "source-", N_SOURCES);
    if (argc > 3 && strcmp(argv[3], "merge") == 0) {
        write_mergeables(argv[1], n_rows);
        return 0;
    }
    FILE *out = start(argv[1], "claims.csv");
    fputs("id,subject,printed,value,low,high,kind,as_of,source,quote,at,locator,note\n", out);
    for (unsigned row = 0; row < n_rows; row++)
        write_claim(out, row, faulty ? 1 + row % 6 : 0);
    finish(out);
    out = start(argv[1], "datapackage.json");
    fputs(descriptor, out);
    finish(out);
    return 0;
}
