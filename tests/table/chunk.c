/*
 * chunk: the cells of rows that are cut without libcsv are those that libcsv gives, for every short
 * text and for many long ones.
 */
#include "table/chunk.h"

#include <csv.h>

/* ---- what chunk_read gives ---------------------------------------------------------------------
 */

typedef struct {
    ChunkWorker account;
    GString *row;
    GString *out; /* a line per row: START-END, then its cells, or 'irregular' */
} Worker;

static ChunkWorker *worker_new(gpointer data)
{
    (void)data;
    Worker *worker = g_new0(Worker, 1);
    worker->row = g_string_new(NULL);
    return (ChunkWorker *)(gpointer)worker;
}

static void worker_free(ChunkWorker *account)
{
    Worker *worker = (Worker *)(gpointer)account;
    g_string_free(worker->row, TRUE);
    g_free(worker);
}

static void begin(ChunkWorker *account, gpointer data)
{
    (void)data;
    ((Worker *)(gpointer)account)->out = g_string_new(NULL);
}

static void append_cell(GString *row, const char *text, gsize length)
{
    g_string_append_c(row, '<');
    g_string_append_len(row, text, (gssize)length);
    g_string_append_c(row, '>');
}

static void take_cell(void *text, size_t length, void *data)
{
    Worker *worker = data;
    chunk_count(&worker->account, length);
    append_cell(worker->row, text, length);
}

static void take_row(ChunkWorker *account, const ChunkStretch *stretch)
{
    Worker *worker = (Worker *)(gpointer)account;
    g_string_append_printf(worker->out, "%zu-%zu %s\n", stretch->start, stretch->end,
                           worker->row->str);
    g_string_truncate(worker->row, 0);
}

static void take_irregular(ChunkWorker *account, const ChunkStretch *stretch)
{
    Worker *worker = (Worker *)(gpointer)account;
    g_string_append_printf(worker->out, "%zu-%zu irregular\n", stretch->start, stretch->end);
    g_string_truncate(worker->row, 0);
}

static gpointer end(ChunkWorker *account)
{
    return ((Worker *)(gpointer)account)->out;
}

static gboolean commit(gpointer data, gpointer result, const ChunkExtent *extent)
{
    (void)extent;
    g_string_append(data, ((GString *)result)->str);
    g_string_free(result, TRUE);
    return TRUE;
}

static void discard(gpointer data, gpointer result)
{
    (void)data;
    g_string_free(result, TRUE);
}

static const ChunkConsumer consumer = {worker_new,     worker_free, begin,  take_cell, take_row,
                                       take_irregular, end,         commit, discard};

/* ---- what libcsv gives -------------------------------------------------------------------------
 */

static void append_csv_cell(void *text, size_t length, void *data)
{
    append_cell(data, text, length);
}

static char *cells_by_libcsv(const char *row, gsize length, char delimiter, char quote)
{
    struct csv_parser parser;
    GString *cells = g_string_new(NULL);
    g_assert_cmpint(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), ==, 0);
    csv_set_delim(&parser, (unsigned char)delimiter);
    csv_set_quote(&parser, (unsigned char)quote);
    g_assert_cmpuint(csv_parse(&parser, row, length, append_csv_cell, NULL, cells), ==, length);
    g_assert_cmpint(csv_fini(&parser, append_csv_cell, NULL, cells), ==, 0);
    csv_free(&parser);
    return g_string_free(cells, FALSE);
}

/* Holds each regular row's cells against those that libcsv gives of its bytes; their number. */
static guint hold(const char *text, gsize length, char delimiter, char quote, gsize chunk_size)
{
    const ChunkText of = {.text = text,
                          .length = length,
                          .delimiter = delimiter,
                          .quote = quote,
                          .n_threads = chunk_size > 0 ? 3 : 1,
                          .chunk_size = chunk_size};
    g_autoptr(GString) out = g_string_new(NULL);
    chunk_read(&of, 0, &consumer, out);
    guint n = 0;
    for (const char *p = out->str; *p;) {
        char *after;
        const gsize start = g_ascii_strtoull(p, &after, 10);
        const gsize to = g_ascii_strtoull(after + 1, &after, 10);
        const char *given = after + 1;
        if (g_str_has_prefix(given, "irregular")) {
            p = strchr(given, '\n') + 1;
            continue;
        }
        g_autofree char *expected = cells_by_libcsv(text + start, to - start, delimiter, quote);
        const gsize size = strlen(expected);
        if (strncmp(given, expected, size) != 0 || given[size] != '\n')
            g_error("of \"%.*s\" chunk gives \"%.*s\", libcsv \"%s\"", (int)(to - start),
                    text + start, (int)size + 1, given, expected);
        p = given + size + 1;
        n++;
    }
    return n;
}

/* ---- tests -------------------------------------------------------------------------------------
 */

static void test_every_short_text(void)
{
    static const char alphabet[] = "a ,\"\n\r\t";
    enum { LENGTH = 6, N = sizeof alphabet - 1 };
    char text[LENGTH];
    guint n = 0;
    for (guint length = 1; length <= LENGTH; length++) {
        guint count = 1;
        for (guint i = 0; i < length; i++)
            count *= N;
        for (guint number = 0; number < count; number++) {
            for (guint i = 0, rest = number; i < length; i++, rest /= N)
                text[i] = alphabet[rest % N];
            n += hold(text, length, ',', '"', 0);
        }
    }
    g_assert_cmpuint(n, >, 1000);
}

static void append_random_cell(GString *text, GRand *random, char quote)
{
    static const char *const pieces[] = {"a", " ", "word", "é", "训练", ",", ";", "|", "\t", "0.5"};
    const gboolean quoted = g_rand_int_range(random, 0, 3) == 0;
    const gboolean wild = g_rand_int_range(random, 0, 40) == 0;
    if (quoted)
        g_string_append_c(text, quote);
    for (int i = g_rand_int_range(random, 0, 12); i > 0; i--) {
        const int piece = g_rand_int_range(random, 0, G_N_ELEMENTS(pieces));
        g_string_append(text, quoted || wild || piece < 1 ? pieces[piece] : "x");
        if (quoted && g_rand_int_range(random, 0, 8) == 0)
            g_string_append_printf(text, "%c%c", quote, quote);
        if (quoted && g_rand_int_range(random, 0, 20) == 0)
            g_string_append_c(text, '\n');
    }
    if (quoted)
        g_string_append_c(text, quote);
}

static void test_long_texts(void)
{
    static const struct {
        char delimiter, quote;
    } dialects[] = {{',', '"'}, {';', '\''}, {'|', '"'}, {'\t', '"'}};
    g_autoptr(GRand) random = g_rand_new_with_seed((guint32)g_test_rand_int());
    guint n = 0;
    for (int round = 0; round < 400; round++) {
        const char delimiter = dialects[round % 4].delimiter, quote = dialects[round % 4].quote;
        g_autoptr(GString) text = g_string_new(NULL);
        for (int row = g_rand_int_range(random, 1, 30); row > 0; row--) {
            const int most = g_rand_int_range(random, 0, 20) == 0 ? 300 : 12;
            for (int cell = g_rand_int_range(random, 1, most); cell > 0; cell--) {
                append_random_cell(text, random, quote);
                g_string_append_c(text, cell > 1 ? delimiter : '\n');
            }
        }
        n += hold(text->str, text->len - (gsize)(round % 2), delimiter, quote,
                  (gsize)g_rand_int_range(random, 0, 90));
    }
    g_assert_cmpuint(n, >, 1000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chunk/every-short-text", test_every_short_text);
    g_test_add_func("/chunk/long-texts", test_long_texts);
    return g_test_run();
}
