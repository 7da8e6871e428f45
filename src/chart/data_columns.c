#include "chart/data_columns.h"

#include "chart/value_number.h"
#include "table/chunk.h"

#include <math.h>
#include <string.h>

enum { SHORT_CELL = 64 };

/* What a reading of the text knows and makes. */
typedef struct {
    const char *text;
    Frame *frame;
    guint n_columns;
    gboolean *texts;  /* by column: its cells are read as texts, not as numbers */
    gboolean *failed; /* by column: a cell was no number */
} Reading;

/* Cells of a chunk, those of a row beside each other. */
typedef struct {
    guint column; /* of the next cell */
    guint n_rows;
    GArray *cells;     /* of PartCell */
    GString *strings;  /* the texts, a NUL behind each */
    gboolean *failed;  /* by column */
    gboolean unusable; /* a row has another number of cells, or is irregular */
} Part;

typedef union {
    double number; /* NAN: an empty cell */
    gsize string;  /* where the text is in strings */
} PartCell;

typedef struct {
    ChunkWorker count; /* chunk.h's */
    const Reading *reading;
    Part *part;
} Worker;

/* ---- on each thread -------------------------------------------------------------------------- */

static Part *part_new(guint n_columns)
{
    Part *part = g_new0(Part, 1);
    part->cells = g_array_new(FALSE, FALSE, sizeof(PartCell));
    part->strings = g_string_new(NULL);
    part->failed = g_new0(gboolean, n_columns);
    return part;
}

static void part_free(Part *part)
{
    g_array_unref(part->cells);
    g_string_free(part->strings, TRUE);
    g_free(part->failed);
    g_free(part);
}

static ChunkWorker *worker_new(gpointer data)
{
    Worker *worker = g_new0(Worker, 1);
    worker->reading = data;
    return &worker->count;
}

static void worker_free(ChunkWorker *worker)
{
    g_free(worker);
}

static void begin(ChunkWorker *chunk_worker, gpointer data G_GNUC_UNUSED)
{
    Worker *worker = (Worker *)chunk_worker;
    worker->part = part_new(worker->reading->n_columns);
}

/* NAN: empty, which is null, or (then FALSE) no number */
static gboolean read_number(const char *text, gsize length, double *number)
{
    char room[SHORT_CELL];
    *number = NAN;
    if (length == 0)
        return TRUE;
    if (length >= sizeof room)
        return FALSE;
    memcpy(room, text, length);
    room[length] = '\0';
    *number = value_number_parse(room);
    return !isnan(*number);
}

static void read_cell(void *text, size_t length, void *data)
{
    Worker *worker = data;
    Part *part = worker->part;
    chunk_count(&worker->count, length);
    const guint column = part->column++;
    PartCell cell;
    if (column >= worker->reading->n_columns) {
        part->unusable = TRUE;
        return;
    }
    if (worker->reading->texts[column]) {
        cell.string = part->strings->len;
        g_string_append_len(part->strings, text, (gssize)length);
        g_string_append_c(part->strings, '\0');
    } else if (!read_number(text, length, &cell.number)) {
        part->failed[column] = TRUE;
    }
    g_array_append_val(part->cells, cell);
}

static void end_row(ChunkWorker *chunk_worker, const ChunkStretch *stretch G_GNUC_UNUSED)
{
    const Worker *worker = (const Worker *)chunk_worker;
    Part *part = worker->part;
    part->unusable |= part->column != worker->reading->n_columns;
    part->column = 0;
    part->n_rows++;
}

/* An empty line is no row; all else that is not regular is for data_csv.h. */
static void skip_row(ChunkWorker *chunk_worker, const ChunkStretch *stretch)
{
    Part *part = ((Worker *)chunk_worker)->part;
    const char *text = ((Worker *)chunk_worker)->reading->text;
    for (gsize i = stretch->start; i < stretch->end; i++)
        part->unusable |= text[i] != '\n' && text[i] != '\r';
}

static gpointer end(ChunkWorker *worker)
{
    return g_steal_pointer(&((Worker *)worker)->part);
}

/* ---- in the order of the text ---------------------------------------------------------------- */

static Value cell_value(const Part *part, gboolean text, PartCell cell, FrameArena *arena)
{
    if (!text)
        return isnan(cell.number) ? VALUE_NOTHING : value_number(cell.number);
    const char *string = part->strings->str + cell.string;
    return *string ? value_string(frame_arena_text(arena, string)) : VALUE_NOTHING;
}

static void add_rows(const Reading *reading, const Part *part)
{
    const guint first = frame_rows_add(reading->frame, part->n_rows);
    for (guint c = 0; c < reading->n_columns; c++) {
        Value *values = frame_values(reading->frame, c) + first;
        const PartCell *cells = &g_array_index(part->cells, PartCell, c);
        for (guint row = 0; row < part->n_rows; row++)
            values[row] = cell_value(part, reading->texts[c],
                                     cells[(gsize)row * reading->n_columns], reading->frame->arena);
    }
}

static gboolean commit(gpointer data, gpointer result, const ChunkExtent *extent)
{
    Reading *reading = data;
    Part *part = result;
    gboolean clean = !part->unusable && !extent->broken;
    for (guint c = 0; c < reading->n_columns; c++) {
        reading->failed[c] |= part->failed[c];
        clean &= !part->failed[c];
    }
    if (clean)
        add_rows(reading, part);
    part_free(part);
    return clean;
}

static void discard(gpointer data G_GNUC_UNUSED, gpointer result)
{
    part_free(result);
}

/* ---- the whole ------------------------------------------------------------------------------- */

/* vega-loader's rule: a field is true or false when all of its cells are. */
static void find_booleans(const Reading *reading)
{
    for (guint c = 0; c < reading->n_columns; c++) {
        Value *values = frame_values(reading->frame, c);
        gboolean boolean = reading->texts[c] && reading->frame->n_rows > 0;
        for (guint row = 0; boolean && row < reading->frame->n_rows; row++)
            boolean =
                values[row].type == VALUE_STRING && (strcmp(values[row].as.string, "true") == 0 ||
                                                     strcmp(values[row].as.string, "false") == 0);
        for (guint row = 0; boolean && row < reading->frame->n_rows; row++)
            values[row] = value_boolean(*values[row].as.string == 't');
    }
}

/* Columns that are no numbers become texts.  Whether there are such. */
static gboolean give_up_numbers(Reading *reading)
{
    gboolean any = FALSE;
    for (guint c = 0; c < reading->n_columns; c++) {
        any |= reading->failed[c] && !reading->texts[c];
        reading->texts[c] |= reading->failed[c];
    }
    return any;
}

Frame *data_columns_read(const char *text, gsize length, gsize start, guint n_threads,
                         const Frame *header)
{
    static const ChunkConsumer consumer = {worker_new, worker_free, begin, read_cell, NULL,
                                           end_row,    skip_row,    end,   commit,    discard};
    const ChunkText source = {
        .text = text, .length = length, .delimiter = ',', .quote = '"', .n_threads = n_threads};
    const guint n_columns = header->columns->len;
    g_autofree gboolean *texts = g_new0(gboolean, n_columns);
    g_autofree gboolean *failed = g_new0(gboolean, n_columns);
    g_autoptr(Frame) frame = frame_copy(header);
    Reading reading = {text, frame, n_columns, texts, failed};
    while (chunk_read(&source, start, &consumer, &reading) != CHUNK_DONE) {
        if (!give_up_numbers(&reading))
            return NULL;
        frame_free(frame);
        reading.frame = frame = frame_copy(header);
    }
    find_booleans(&reading);
    return g_steal_pointer(&frame);
}
