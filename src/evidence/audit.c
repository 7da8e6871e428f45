#include "evidence/audit.h"

#include "evidence/audit_claim.h"

const char *audit_level_name(AuditLevel level)
{
    static const char *const names[] = {
        "verified",  "verified without snapshot",
        "derived",   "derived, formula not given",
        "moved",     "ambiguous",
        "not found", "contradicted",
    };
    return names[level];
}

const char *snapshot_state_name(SnapshotState state)
{
    static const char *const names[] = {"not used", "proved", "changed", "absent"};
    return names[state];
}

void audit_free(Audit *audit)
{
    if (!audit)
        return;
    g_array_unref(audit->entries);
    g_array_unref(audit->sources);
    g_array_unref(audit->tables);
    g_free(audit);
}

/* The claims of one source, as numbers of entries. */
typedef struct {
    const Source *source;
    GArray *entries; /* of guint */
    SnapshotState state;
} Task;

/* What the threads share: each takes the next task until there is none. */
typedef struct {
    Audit *audit;
    const AuditOptions *options;
    GPtrArray *tasks;
    gint next;
} Work;

static void task_free(gpointer data)
{
    Task *task = data;
    g_array_unref(task->entries);
    g_free(task);
}

static gboolean is_selected(const AuditOptions *options, const Claim *claim)
{
    GHashTable *selected = (GHashTable *)options->selected;
    return !selected || g_hash_table_contains(selected, claim) ||
           g_hash_table_contains(selected, claim->source);
}

/* Claims lie all over memory: those to come are asked for ahead. */
enum { AHEAD = 16 };

static const Claim *claim_ahead(const GPtrArray *claims, guint i)
{
    if (i + AHEAD < claims->len)
        __builtin_prefetch(&((const Claim *)g_ptr_array_index(claims, i + AHEAD))->source);
    return g_ptr_array_index(claims, i);
}

/* One task per source, in the order of the sources' first claims. */
static GPtrArray *make_tasks(Audit *audit, const AuditOptions *options)
{
    GPtrArray *tasks = g_ptr_array_new_with_free_func(task_free);
    g_autoptr(GHashTable) by_source = g_hash_table_new(NULL, NULL);
    const GPtrArray *claims = audit->claims->claims;
    for (guint i = 0; i < claims->len; i++) {
        const AuditEntry entry = {.claim = claim_ahead(claims, i), .place = {.at = -1}};
        const Source *source = entry.claim->source;
        if (!is_selected(options, entry.claim))
            continue;
        Task *task = g_hash_table_lookup(by_source, source);
        if (!task) {
            task = g_new0(Task, 1);
            task->source = source;
            task->entries = g_array_new(FALSE, FALSE, sizeof(guint));
            g_ptr_array_add(tasks, task);
            g_hash_table_insert(by_source, (gpointer)source, task);
        }
        g_array_append_val(task->entries, audit->entries->len);
        g_array_append_val(audit->entries, entry);
    }
    return tasks;
}

static AuditEntry *task_entry(const Work *work, const Task *task, guint i)
{
    return &g_array_index(work->audit->entries, AuditEntry, g_array_index(task->entries, guint, i));
}

/* Every thread writes the entries of its own tasks; returns its findings. */
static gpointer run_tasks(gpointer data)
{
    Work *work = data;
    Auditor auditor;
    auditor_init(&auditor, work->audit->claims);
    auditor.no_hints = work->options->no_hints;
    for (;;) {
        const gint i = g_atomic_int_add(&work->next, 1);
        if ((guint)i >= work->tasks->len)
            break;
        Task *task = g_ptr_array_index(work->tasks, (guint)i);
        auditor_open(&auditor, work->options->snapshots, task->source);
        task->state = auditor.state;
        for (guint j = 0; j < task->entries->len; j++) {
            AuditEntry *entry = task_entry(work, task, j);
            *entry = audit_claim(&auditor, entry->claim);
        }
    }
    auditor_clear(&auditor);
    return auditor.findings;
}

static void run_all(Work *work, Findings *findings)
{
    enum { MOST = 64 };
    GThread *threads[MOST];
    guint n = work->options->n_threads ? work->options->n_threads : g_get_num_processors();
    n = MIN(MIN(n, work->tasks->len), MOST);
    for (guint i = 1; i < n; i++)
        threads[i] = g_thread_new("audit", run_tasks, work);
    g_autoptr(Findings) own = run_tasks(work);
    findings_take(findings, own);
    for (guint i = 1; i < n; i++) {
        g_autoptr(Findings) theirs = g_thread_join(threads[i]);
        findings_take(findings, theirs);
    }
}

/* ---- counts ---------------------------------------------------------------------------------- */

static void count_add(AuditCount *count, AuditLevel level)
{
    count->n_claims++;
    count->levels[level]++;
}

/* The count of key, made when it is the first. */
static AuditCount *count_get(GArray *counts, GHashTable *numbers, gconstpointer key,
                             const AuditCount *fresh)
{
    gpointer number;
    if (!g_hash_table_lookup_extended(numbers, key, NULL, &number)) {
        number = GUINT_TO_POINTER(counts->len);
        g_hash_table_insert(numbers, (gpointer)key, number);
        g_array_append_val(counts, *fresh);
    }
    return &g_array_index(counts, AuditCount, GPOINTER_TO_UINT(number));
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const AuditCount *x = a, *y = b;
    return (x->source->row > y->source->row) - (x->source->row < y->source->row);
}

static void count_all(Audit *audit, const GPtrArray *tasks)
{
    g_autoptr(GHashTable) sources = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) tables = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < tasks->len; i++) {
        const Task *task = g_ptr_array_index(tasks, i);
        const AuditCount fresh = {.source = task->source, .state = task->state};
        count_get(audit->sources, sources, task->source, &fresh);
    }
    for (guint i = 0; i < audit->entries->len; i++) {
        const AuditEntry *entry = &g_array_index(audit->entries, AuditEntry, i);
        if (i + AHEAD < audit->entries->len)
            __builtin_prefetch(&entry[AHEAD].claim->source);
        const AuditCount fresh = {.table = entry->claim->table};
        count_add(count_get(audit->sources, sources, entry->claim->source, &fresh), entry->level);
        count_add(count_get(audit->tables, tables, entry->claim->table, &fresh), entry->level);
        count_add(&audit->total, entry->level);
    }
    g_array_sort(audit->sources, compare_rows);
}

Audit *audit_run(const ClaimSet *claims, const AuditOptions *options, Findings *findings)
{
    Audit *audit = g_new0(Audit, 1);
    audit->claims = claims;
    audit->with_snapshots = options->snapshots != NULL;
    audit->entries = g_array_sized_new(FALSE, FALSE, sizeof(AuditEntry), claims->claims->len);
    audit->sources = g_array_new(FALSE, FALSE, sizeof(AuditCount));
    audit->tables = g_array_new(FALSE, FALSE, sizeof(AuditCount));
    g_autoptr(GPtrArray) tasks = make_tasks(audit, options);
    Work work = {.audit = audit, .options = options, .tasks = tasks};
    run_all(&work, findings);
    count_all(audit, tasks);
    return audit;
}
