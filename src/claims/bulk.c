#include "claims/bulk.h"

#include "claims/bulk_claims.h"
#include "claims/check.h"

#include <string.h>

enum { THREADS_LIMIT = 64, FEW_CLAIMS = 100 };

/* ---- the model without claims ---------------------------------------------------------------- */

#define INDEX_IDS(Type, list, index)                                                               \
    for (guint i = 0; i < (list)->len; i++) {                                                      \
        const char *id = ((const Type *)g_ptr_array_index(list, i))->id;                           \
        text_index_add(index, id, strlen(id), i);                                                  \
    }

static gboolean asks_for_parties(const ChoiceOrder *order)
{
    for (guint i = 0; i < order->n_steps; i++) {
        if (order->steps[i]->opposite) /* maker, independent */
            return TRUE;
    }
    return FALSE;
}

static void weigh_sources(Bulk *bulk)
{
    const GPtrArray *sources = bulk->model->sources;
    bulk->origins = g_new(gpointer, MAX(sources->len, 1));
    bulk->source_weights = g_new(guint64, MAX(sources->len, 1));
    for (guint i = 0; i < sources->len; i++) {
        const Source *source = g_ptr_array_index(sources, i);
        bulk->origins[i] = (gpointer)source_origin(source);
        bulk->source_weights[i] = choice_weigh_source(&bulk->model->order, source);
    }
}

/* FALSE when there is an error in the tables that claims refer to. */
static gboolean read_model(Bulk *bulk, const Package *package)
{
    g_autoptr(Findings) unheard = findings_new();
    bulk->model = claims_read(package, unheard);
    if (!bulk->model || findings_block(unheard) || bulk->model->metrics->len > G_MAXUINT16)
        return FALSE;
    INDEX_IDS(Subject, bulk->model->subjects, &bulk->subjects)
    INDEX_IDS(Metric, bulk->model->metrics, &bulk->metrics)
    INDEX_IDS(Source, bulk->model->sources, &bulk->sources)
    weigh_sources(bulk);
    if (asks_for_parties(&bulk->model->order))
        bulk->parties = party_index_new(bulk->model);
    return TRUE;
}

/* ---- tables of claims ------------------------------------------------------------------------ */

/* Whether the schema itself keeps ids unique. */
static gboolean has_unique_ids(const Schema *schema)
{
    const int id = schema_field_find(schema, "id");
    return id >= 0 && (schema->fields[id].unique ||
                       (schema->n_primary_key == 1 && schema->primary_key[0] == (guint)id));
}

static ScanTap *open_table(gpointer data, const Package *package, const TableSource *source)
{
    Bulk *bulk = data;
    gboolean whole = FALSE;
    if (!source->schema || source->relocation) { /* known too late; of another text */
        bulk->faulty = TRUE;
        return NULL;
    }
    if (!schema_is_of_claims(source->schema, &whole) || bulk->faulty)
        return NULL;
    if (!whole || (!bulk->model && !read_model(bulk, package))) {
        bulk->faulty = TRUE;
        return NULL;
    }
    BulkFile *file = g_new0(BulkFile, 1);
    file->bulk = bulk;
    file->number = bulk->files->len;
    file->source = source;
    file->tap = bulk_tap(file);
    g_ptr_array_add(bulk->files, file);
    bulk->own_ids |= bulk->files->len > 1 || !has_unique_ids(source->schema);
    return &file->tap;
}

/* There is one row of labels, and "id" is the first of them. */
static gboolean has_id_first(const BulkFile *file)
{
    const char *text = file->source->text;
    const gsize length = file->tap.first_row;
    return length > 3 && memcmp(text, "id", 2) == 0 &&
           text[2] == file->source->dialect->dialect.delimiter &&
           memchr(text, '\n', length) == text + length - 1;
}

static gboolean is_spoiled(const Bulk *bulk)
{
    for (guint i = 0; i < bulk->files->len; i++) {
        BulkFile *file = g_ptr_array_index(bulk->files, i);
        if (file->tap.spoiled)
            return TRUE;
        file->id_first = has_id_first(file);
    }
    return bulk->files->len == 0;
}

static Bulk *bulk_new(guint n_threads)
{
    Bulk *bulk = g_new0(Bulk, 1);
    text_index_init(&bulk->subjects);
    text_index_init(&bulk->metrics);
    text_index_init(&bulk->sources);
    g_mutex_init(&bulk->lock);
    bulk->setting_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    bulk->settings = g_ptr_array_new_with_free_func(g_free);
    bulk->files = g_ptr_array_new_with_free_func(g_free);
    bulk->parts = g_ptr_array_new_with_free_func(bulk_part_free);
    bulk->n_threads = MIN(n_threads > 0 ? n_threads : g_get_num_processors(), THREADS_LIMIT);
    return bulk;
}

Bulk *bulk_read(const char *path, const ScanOptions *options, gboolean with_texts)
{
    static const char *const stored[] = {"sources", "subjects", "metrics", NULL};
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Bulk) bulk = bulk_new(options ? options->n_threads : 0);
    bulk->with_texts = with_texts;
    const PackageTaps taps = {stored, bulk, open_table, options};
    bulk->package = package_scan(path, &taps, findings, NULL);
    if (!bulk->package || findings_block(findings) || bulk->faulty || is_spoiled(bulk) ||
        (bulk->own_ids && !bulk_ids_differ(bulk)))
        return NULL;
    return g_steal_pointer(&bulk);
}

void bulk_free(Bulk *bulk)
{
    if (!bulk)
        return;
    g_ptr_array_unref(bulk->parts);
    g_ptr_array_unref(bulk->files);
    g_hash_table_unref(bulk->setting_numbers);
    g_ptr_array_unref(bulk->settings);
    g_mutex_clear(&bulk->lock);
    g_free(bulk->origins);
    g_free(bulk->source_weights);
    text_index_clear(&bulk->subjects);
    text_index_clear(&bulk->metrics);
    text_index_clear(&bulk->sources);
    party_index_free(bulk->parties);
    claims_free(bulk->model);
    package_free(bulk->package);
    g_free(bulk);
}

const ClaimSet *bulk_model(const Bulk *bulk)
{
    return bulk->model;
}

/* ---- buckets --------------------------------------------------------------------------------- */

typedef struct {
    void (*work)(gpointer data, guint bucket);
    gpointer data;
    gint next;
} BucketJob;

static gpointer run_buckets(gpointer data)
{
    BucketJob *job = data;
    guint bucket;
    while ((bucket = (guint)g_atomic_int_add(&job->next, 1)) < N_BULK_BUCKETS)
        job->work(job->data, bucket);
    return NULL;
}

void bulk_for_buckets(const Bulk *bulk, void (*work)(gpointer data, guint bucket), gpointer data)
{
    BucketJob job = {work, data, 0};
    GThread *threads[THREADS_LIMIT] = {NULL};
    const guint n = bulk->n_claims > FEW_CLAIMS ? bulk->n_threads : 1;
    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("figures", run_buckets, &job);
    run_buckets(&job);
    for (guint i = 1; i < n; i++)
        g_thread_join(threads[i]);
}

/* ---- ids ------------------------------------------------------------------------------------- */

typedef struct {
    const Bulk *bulk;
    gint repeated;
} IdSearch;

static void search_ids(gpointer data, guint bucket)
{
    IdSearch *search = data;
    const GPtrArray *parts = search->bulk->parts;
    gsize n = 0, n_slots = 16;
    for (guint i = 0; i < parts->len; i++) {
        const BulkPart *part = g_ptr_array_index(parts, i);
        n += part->ids[bucket] ? part->ids[bucket]->len : 0;
    }
    while (n_slots < n * 2)
        n_slots *= 2;
    g_autofree guint64 *slots = g_new0(guint64, n_slots); /* 0: free, or the hash 0 */
    guint n_zeros = 0;
    for (guint i = 0; i < parts->len; i++) {
        const BulkPart *part = g_ptr_array_index(parts, i);
        for (guint j = 0; part->ids[bucket] && j < part->ids[bucket]->len; j++) {
            const guint64 hash = g_array_index(part->ids[bucket], guint64, j);
            gsize slot = hash & (n_slots - 1);
            while (slots[slot] != 0 && slots[slot] != hash)
                slot = (slot + 1) & (n_slots - 1);
            n_zeros += hash == 0;
            if ((hash != 0 && slots[slot] == hash) || n_zeros > 1)
                g_atomic_int_set(&search->repeated, TRUE);
            slots[slot] = hash;
        }
    }
}

gboolean bulk_ids_differ(const Bulk *bulk)
{
    IdSearch search = {bulk, FALSE};
    bulk_for_buckets(bulk, search_ids, &search);
    return !search.repeated;
}
