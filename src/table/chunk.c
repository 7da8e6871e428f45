#include "table/chunk.h"

#include "table/chunk_marks.h"
#include "table/chunk_view.h"
#include "table/utf8.h"

#include <csv.h>

enum {
    CHUNK_SIZE = 1 << 17,      /* what a processor's second cache holds beside the keys */
    CELL_BLOCK_SIZE = 1 << 16, /* libcsv's own step of 128 bytes makes long cells quadratic */
    FORGET_CHUNKS = 16,        /* of which pages are let go together */
    VIEW_TAIL = 1 << 12,       /* bytes behind a chunk that its last row may need */
    AHEAD_LIMIT = 8,           /* chunks that may wait to be committed, per thread */
    THREADS_LIMIT = 64,
    SKIP_MINIMUM = 32,  /* bytes between quotes, for which another call of libcsv pays */
    ROW_LIMIT = 1 << 22 /* bytes; a longer row most often has a quote that is never closed */
};

/* What is known of one chunk. */
typedef struct {
    gsize start, end;
    gboolean counted; /* odd is known */
    gboolean odd;     /* quotes from the first chunk's start to this one's end */
    gboolean read;    /* result is there */
    gpointer result;
    ChunkExtent extent;
} Chunk;

typedef struct {
    const ChunkText *text;
    const ChunkConsumer *consumer;
    gpointer data;
    GMutex lock; /* for all below, and for parity and read of each chunk */
    GCond changed;
    Chunk *chunks;
    guint n_chunks;
    guint next;        /* to be read */
    guint n_committed; /* chunks before it have been */
    guint n_waiting;   /* threads that are to be told of a change */
    gboolean committing;
    gboolean stopped;
    ChunkStatus status;
} Job;

/* One thread's. */
typedef struct {
    Job *job;
    ChunkWorker *worker;
    struct csv_parser parser;
    ChunkView view;
    Marks marks;   /* of the view, from the chunk's start on */
    gsize checked; /* offset up to which, from the chunk's first row on, there is no CR */
} Thread;

/* ---- quotes ---------------------------------------------------------------- */

/* Under the lock. */
static void wait_for_change(Job *job)
{
    job->n_waiting++;
    g_cond_wait(&job->changed, &job->lock);
    job->n_waiting--;
}

/* Likewise. */
static void tell_change(Job *job)
{
    if (job->n_waiting > 0)
        g_cond_broadcast(&job->changed);
}

/* Waits for the sum of the quotes before the chunk and tells that behind it.  Whether the chunk
 * begins inside a quoted cell. */
static gboolean begins_quoted(const Thread *thread, guint i)
{
    Job *job = thread->job;
    Chunk *chunk = &job->chunks[i];
    const gboolean odd = marks_is_odd(&thread->marks, chunk->end);
    g_mutex_lock(&job->lock);
    while (i > 0 && !job->chunks[i - 1].counted && !job->stopped)
        wait_for_change(job);
    const gboolean before = i > 0 && job->chunks[i - 1].odd;
    chunk->odd = before ^ odd;
    chunk->counted = TRUE;
    tell_change(job);
    g_mutex_unlock(&job->lock);
    return before;
}

static void read_marks(Thread *thread, gsize start)
{
    const ChunkView *view = &thread->view;
    marks_read(&thread->marks, chunk_view_at(view, start), view->end - start, start,
               view->text->quote);
}

/* The offset of the chunk's first row: behind the first line end outside quotes,
 * if that lies in the chunk; else the text's length. */
static gsize find_row(const Thread *thread, const Chunk *chunk, gboolean quoted)
{
    const MarksStretch stretch = marks_stretch(&thread->marks, chunk->start, quoted);
    return stretch.ended && stretch.end <= chunk->end ? stretch.end : thread->job->text->length;
}

/* ---- rows ------------------------------------------------------------------ */

static void on_row(int terminator, void *data)
{
    (void)terminator;
    ((ChunkWorker *)data)->n_rows++;
}

static void parser_start(Thread *thread)
{
    if (csv_init(&thread->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        g_error("libcsv does not start");
    csv_set_delim(&thread->parser, (unsigned char)thread->job->text->delimiter);
    csv_set_quote(&thread->parser, (unsigned char)thread->job->text->quote);
    csv_set_blk_size(&thread->parser, CELL_BLOCK_SIZE);
}

/* Length of the line end before that place. */
static gsize line_end_length(const char *start, const char *end)
{
    if (end == start || end[-1] != '\n')
        return 0;
    return end - 1 > start && end[-2] == '\r' ? 2 : 1;
}

/* What the raw bytes of a row say of it. */
typedef struct {
    const char *start, *end; /* end: behind the line end */
    gsize n_eaten;           /* quotes that are no part of a cell */
    guint n_lines;
} RawRow;

/* Finds the end of the row that begins at that offset, taking in more of the text where that is
 * needed.  FALSE when it has none, or is longer than a row should be. */
static gboolean find_row_end(Thread *thread, gsize offset, RawRow *raw)
{
    ChunkView *view = &thread->view;
    MarksStretch stretch;
    while (!(stretch = marks_stretch(&thread->marks, offset, FALSE)).ended &&
           view->end < view->text->length) {
        if (view->end - offset > ROW_LIMIT || !chunk_view_extend(view))
            return FALSE;
        read_marks(thread, thread->marks.start);
    }
    *raw = (RawRow){chunk_view_at(view, offset), chunk_view_at(view, stretch.end), stretch.n_eaten,
                    stretch.n_feeds + !stretch.ended};
    return !stretch.quoted && stretch.end - offset <= ROW_LIMIT;
}

/* A CR that ends no CRLF ends a line as well. */
static guint count_lone_cr(const Thread *thread, const RawRow *raw)
{
    if (thread->view.start + (gsize)(raw->end - thread->view.bytes) <= thread->checked)
        return 0;
    guint n = 0;
    const char *p = raw->start;
    while (p < raw->end && (p = memchr(p, '\r', (gsize)(raw->end - p)))) {
        p++;
        n += p == raw->end || *p != '\n';
    }
    return n;
}

/* A row is regular when each of its bytes is in a cell, or is a delimiter, a
 * quote or the line end: libcsv has trimmed nothing and has seen one row. */
static gboolean is_regular(const ChunkWorker *worker, const RawRow *raw)
{
    const gsize marks = worker->n_cells - 1 + raw->n_eaten + line_end_length(raw->start, raw->end);
    return worker->n_rows == 1 && (gsize)(raw->end - raw->start) == worker->n_bytes + marks;
}

/* Gives libcsv the bytes from *from to an offset, and moves *from there.  FALSE when the row's
 * quotes are broken. */
static gboolean feed_until(Thread *thread, gsize *from, gsize end)
{
    const char *bytes = chunk_view_at(&thread->view, *from);
    const gsize length = end - *from;
    *from = end;
    return csv_parse(&thread->parser, bytes, length, thread->job->consumer->cell, on_row,
                     thread->worker) == length;
}

/* Gives libcsv a row, of what is quoted and skipped over only the first byte, which saves it two
 * fifths of a table of claims.  FALSE when the row's quotes are broken: up to where they are, every
 * second one closes what the one before it opened, so nothing but text is skipped over. */
static gboolean feed(Thread *thread, gsize start, gsize end)
{
    const ChunkConsumer *consumer = thread->job->consumer;
    ChunkWorker *worker = thread->worker;
    gsize from = start, skipped = 0;
    worker->n_cells = worker->n_bytes = worker->n_rows = 0;
    MarksQuotes quotes = marks_quotes(&thread->marks, start, end);
    while (consumer->skips) {
        const gsize open = marks_next_quote(&quotes), close = marks_next_quote(&quotes);
        if (close >= end)
            break;
        if (close - open < SKIP_MINIMUM)
            continue;
        if (!feed_until(thread, &from, open + 2))
            return FALSE;
        if (consumer->skips(worker, worker->n_cells)) {
            skipped += close - from;
            from = close;
        }
    }
    if (!feed_until(thread, &from, end))
        return FALSE;
    worker->n_bytes += skipped;
    return *(chunk_view_at(&thread->view, end) - 1) == '\n' ||
           csv_fini(&thread->parser, consumer->cell, on_row, worker) == 0;
}

/* Reads the row at the extent's end and moves that behind it.  FALSE when its
 * quotes are broken. */
static gboolean read_row(Thread *thread, ChunkExtent *extent)
{
    const ChunkConsumer *consumer = thread->job->consumer;
    RawRow raw;
    if (!find_row_end(thread, extent->end, &raw))
        return FALSE;
    const ChunkStretch stretch = {extent->end, extent->end + (gsize)(raw.end - raw.start),
                                  extent->n_lines};
    if (!feed(thread, stretch.start, stretch.end))
        return FALSE;
    if (is_regular(thread->worker, &raw))
        consumer->row(thread->worker, &stretch);
    else
        consumer->irregular(thread->worker, &stretch);
    extent->end = stretch.end;
    extent->n_lines += raw.n_lines + count_lone_cr(thread, &raw);
    return TRUE;
}

static void read_chunk(Thread *thread, Chunk *chunk, gsize first_row)
{
    Job *job = thread->job;
    const gsize length = job->text->length;
    chunk->extent = (ChunkExtent){.start = first_row, .end = first_row};
    job->consumer->begin(thread->worker, job->data);
    thread->checked = 0;
    if (first_row < chunk->end &&
        !memchr(chunk_view_at(&thread->view, first_row), '\r', chunk->end - first_row))
        thread->checked = chunk->end;
    /* a chunk has the rows behind its line ends, the first one also that at its start */
    while (chunk->extent.end <= chunk->end && chunk->extent.end < length) {
        if (!read_row(thread, &chunk->extent)) {
            chunk->extent.broken = TRUE;
            csv_free(&thread->parser);
            parser_start(thread);
            break;
        }
    }
    chunk->result = job->consumer->end(thread->worker);
}

/* ---- order ----------------------------------------------------------------- */

static void stop(Job *job, ChunkStatus status)
{
    if (!job->stopped)
        job->status = status;
    job->stopped = TRUE;
    tell_change(job);
}

/* Commits what is ready, unless another thread is at it.  Under the lock. */
static void commit_ready(Job *job)
{
    if (job->committing)
        return;
    job->committing = TRUE;
    while (!job->stopped && job->n_committed < job->n_chunks &&
           job->chunks[job->n_committed].read) {
        Chunk *chunk = &job->chunks[job->n_committed++];
        gpointer result = g_steal_pointer(&chunk->result);
        g_mutex_unlock(&job->lock);
        const gboolean go_on = job->consumer->commit(job->data, result, &chunk->extent);
        /* some at a time, since it stops all threads for a moment */
        if (job->text->mapping && job->n_committed % FORGET_CHUNKS == 0)
            mapping_forget(job->text->mapping, chunk[1 - FORGET_CHUNKS].start, chunk->end);
        g_mutex_lock(&job->lock);
        if (!go_on || chunk->extent.broken)
            stop(job, CHUNK_STOPPED);
        tell_change(job);
    }
    job->committing = FALSE;
}

/* The number of a chunk to read, or n_chunks. */
static guint take_chunk(Job *job, guint n_threads)
{
    g_mutex_lock(&job->lock);
    while (!job->stopped && job->next < job->n_chunks &&
           job->next >= job->n_committed + AHEAD_LIMIT * n_threads)
        wait_for_change(job);
    const guint i = job->stopped || job->next >= job->n_chunks ? job->n_chunks : job->next++;
    g_mutex_unlock(&job->lock);
    return i;
}

/* Whether the characters that begin in the chunk are UTF-8.  (One that begins
 * before it is judged again, as it is short.) */
static gboolean is_text(const Thread *thread, const Chunk *chunk)
{
    const ChunkView *view = &thread->view;
    gsize from = chunk->start;
    while (chunk->start < chunk->end && from > view->start && chunk->start - from < 3 &&
           utf8_is_continuation(*chunk_view_at(view, from)))
        from--;
    return utf8_check(chunk_view_at(view, from), chunk_view_at(view, chunk->end),
                      chunk_view_at(view, view->end));
}

static void run_chunk(Thread *thread, guint i)
{
    Job *job = thread->job;
    Chunk *chunk = &job->chunks[i];
    chunk_view_move(&thread->view, chunk->start - MIN(chunk->start, 3),
                    MIN(chunk->end + VIEW_TAIL, job->text->length));
    read_marks(thread, chunk->start);
    const gboolean clean = is_text(thread, chunk);
    const gboolean quoted = begins_quoted(thread, i);
    const gsize first_row = i == 0 ? chunk->start : find_row(thread, chunk, quoted);
    if (clean)
        read_chunk(thread, chunk, first_row);
    g_mutex_lock(&job->lock);
    if (clean)
        chunk->read = TRUE;
    else
        stop(job, CHUNK_ENCODING);
    commit_ready(job);
    g_mutex_unlock(&job->lock);
}

typedef struct {
    Job *job;
    guint n_threads;
} Start;

static gpointer thread_run(gpointer data)
{
    const Start *start = data;
    Job *job = start->job;
    Thread thread = {.job = job, .worker = job->consumer->worker_new(job->data)};
    chunk_view_init(&thread.view, job->text);
    parser_start(&thread);
    guint i;
    while ((i = take_chunk(job, start->n_threads)) < job->n_chunks)
        run_chunk(&thread, i);
    csv_free(&thread.parser);
    chunk_view_clear(&thread.view);
    marks_clear(&thread.marks);
    job->consumer->worker_free(thread.worker);
    return NULL;
}

static void cut(Job *job, gsize start, guint n_threads)
{
    const gsize length = job->text->length - start;
    gsize size = job->text->chunk_size;
    if (size == 0) /* some for each thread, so that none is idle for long */
        size = CLAMP(length / (4 * (gsize)n_threads), CHUNK_SIZE / 16, CHUNK_SIZE);
    const gsize n = (length + size - 1) / size;
    job->n_chunks = (guint)MAX(n, 1);
    job->chunks = g_new0(Chunk, job->n_chunks);
    for (guint i = 0; i < job->n_chunks; i++) {
        job->chunks[i].start = start + i * size;
        job->chunks[i].end = MIN(start + (i + 1) * size, job->text->length);
    }
}

ChunkStatus chunk_read(const ChunkText *text, gsize start, const ChunkConsumer *consumer,
                       gpointer data)
{
    Job job = {.text = text, .consumer = consumer, .data = data};
    g_mutex_init(&job.lock);
    g_cond_init(&job.changed);
    const guint wanted = text->n_threads > 0 ? text->n_threads : g_get_num_processors();
    cut(&job, start, wanted);
    const Start shared = {&job, MIN(MIN(wanted, job.n_chunks), THREADS_LIMIT)};
    GThread *threads[THREADS_LIMIT] = {NULL};
    for (guint i = 1; i < shared.n_threads; i++)
        threads[i] = g_thread_new("rows", thread_run, (gpointer)&shared);
    thread_run((gpointer)&shared);
    for (guint i = 1; i < shared.n_threads; i++)
        g_thread_join(threads[i]);
    for (guint i = 0; i < job.n_chunks; i++) {
        if (job.chunks[i].result)
            consumer->discard(data, job.chunks[i].result);
    }
    g_free(job.chunks);
    g_mutex_clear(&job.lock);
    g_cond_clear(&job.changed);
    return job.status;
}

gboolean chunk_is_text(const ChunkText *text, gsize start, gsize end)
{
    /* a character that begins before start is judged again, as it is short */
    gsize from = start;
    while (start < end && from > 0 && start - from < 3 && utf8_is_continuation(text->text[from]))
        from--;
    return utf8_check(text->text + from, text->text + end, text->text + text->length);
}
