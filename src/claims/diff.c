#include "claims/diff_part.h"
#include "table/package_files.h"

#include <string.h>

void chart_change_free(ChartChange *chart)
{
    if (!chart)
        return;
    g_free(chart->name);
    g_free(chart->fault);
    g_ptr_array_unref(chart->figures);
    g_free(chart);
}

static void row_change_free(gpointer data)
{
    RowChange *row = data;
    g_array_unref(row->fields);
    g_free(row);
}

Diff *diff_new(const DiffSide *old, const DiffSide *new)
{
    Diff *diff = g_new0(Diff, 1);
    diff->old = *old;
    diff->new = *new;
    for (int kind = 0; kind < N_ROWS_KINDS; kind++) {
        diff->rows[kind] = g_ptr_array_new_with_free_func(row_change_free);
        diff->renamed[kind] = g_hash_table_new(g_str_hash, g_str_equal);
    }
    diff->figures = g_ptr_array_new_with_free_func(g_free);
    diff->files = g_array_new(FALSE, FALSE, sizeof(FileChange));
    diff->charts = g_ptr_array_new_with_free_func((GDestroyNotify)chart_change_free);
    diff_add_rows(diff);
    diff_add_figures(diff);
    diff_add_files(diff);
    return diff;
}

void diff_free(Diff *diff)
{
    if (!diff)
        return;
    for (int kind = 0; kind < N_ROWS_KINDS; kind++) {
        g_ptr_array_unref(diff->rows[kind]);
        g_hash_table_unref(diff->renamed[kind]);
    }
    g_ptr_array_unref(diff->figures);
    g_array_unref(diff->files);
    g_ptr_array_unref(diff->charts);
    g_free(diff);
}

gboolean diff_is_empty(const Diff *diff)
{
    guint n = diff->figures->len + diff->files->len + diff->charts->len;
    for (int kind = 0; kind < N_ROWS_KINDS; kind++)
        n += diff->rows[kind]->len;
    return n == 0;
}

const char *diff_id_now(const Diff *diff, RowsKind kind, const char *id)
{
    const char *now = g_hash_table_lookup(diff->renamed[kind], id);
    return now ? now : id;
}

/* ---- figures --------------------------------------------------------------------------------- */

char *diff_figure_key(const Diff *diff, const Figure *figure)
{
    const gboolean timed = figure->metric->timed;
    return g_strdup_printf("%s|%s|%s%s%s", diff_id_now(diff, ROWS_SUBJECTS, figure->subject->id),
                           diff_id_now(diff, ROWS_METRICS, figure->metric->id), figure->setting,
                           timed ? "|" : "", timed ? figure->as_of_text : "");
}

/* The weightiest change of value, low and high; -1: none. */
static int claim_change_kind(const Claim *old, const Claim *new)
{
    int kind = -1;
    const Amount *const a[] = {&old->value, &old->low, &old->high};
    const Amount *const b[] = {&new->value, &new->low, &new->high};
    for (gsize i = 0; i < G_N_ELEMENTS(a); i++) {
        const int found = old->metric->kind == new->metric->kind
                              ? amount_change_kind(a[i], b[i], new->metric->kind)
                          : strcmp(a[i]->text, b[i]->text) != 0 ? CHANGE_VALUE
                                                                : -1;
        if (found >= 0 && (kind < 0 || found < kind))
            kind = found;
    }
    return kind;
}

static guint chosen_aspects(const Diff *diff, const Claim *old, const Claim *new)
{
    if (!old || !new)
        return old == new ? 0 : FIGURE_VALUE;
    guint aspects = 0;
    const int kind = claim_change_kind(old, new);
    if (kind == CHANGE_VALUE)
        aspects |= FIGURE_VALUE;
    if (kind == CHANGE_NOISE)
        aspects |= FIGURE_NOISE;
    if (old->status != new->status || old->kind != new->kind)
        aspects |= FIGURE_STANDING;
    if (strcmp(diff_id_now(diff, ROWS_CLAIMS, old->id), new->id) != 0)
        aspects |= FIGURE_CHOSEN;
    return aspects;
}

static guint figure_aspects(const Diff *diff, const Figure *old, const Figure *new)
{
    if (!old)
        return FIGURE_NEW;
    if (!new)
        return FIGURE_GONE;
    guint aspects = chosen_aspects(diff, old->chosen, new->chosen);
    if (old->agreement != new->agreement)
        aspects |= FIGURE_AGREEMENT;
    if (old->n_sources != new->n_sources)
        aspects |= FIGURE_SOURCES;
    return aspects;
}

static void add_figure(Diff *diff, const Figure *old, const Figure *new)
{
    const guint aspects = figure_aspects(diff, old, new);
    if (aspects == 0)
        return;
    FigureChange *change = g_new0(FigureChange, 1);
    *change = (FigureChange){new ? new->key : old->key, old, new, aspects};
    g_ptr_array_add(diff->figures, change);
}

static int compare_figures(gconstpointer a, gconstpointer b)
{
    const FigureChange *x = *(const FigureChange *const *)a, *y = *(const FigureChange *const *)b;
    const int order = strcmp(x->key, y->key);
    return order != 0 ? order : (x->new != NULL) - (y->new != NULL);
}

void diff_add_figures(Diff *diff)
{
    if (!diff->old.figures || !diff->new.figures)
        return;
    g_autoptr(GHashTable) before = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const GPtrArray *old = diff->old.figures->figures, *new = diff->new.figures->figures;
    for (guint i = 0; i < old->len; i++) {
        Figure *figure = g_ptr_array_index(old, i);
        g_hash_table_insert(before, diff_figure_key(diff, figure), figure);
    }
    for (guint i = 0; i < new->len; i++) {
        const Figure *figure = g_ptr_array_index(new, i);
        add_figure(diff, g_hash_table_lookup(before, figure->key), figure);
        g_hash_table_remove(before, figure->key);
    }
    GHashTableIter iter;
    gpointer gone;
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, NULL, &gone))
        add_figure(diff, gone, NULL);
    g_ptr_array_sort(diff->figures, compare_figures);
}

/* ---- files ----------------------------------------------------------------------------------- */

static const PackageFile *file_find(const Package *package, const char *path)
{
    for (guint i = 0; i < package->files->len; i++) {
        const PackageFile *file = g_ptr_array_index(package->files, i);
        if (strcmp(file->path, path) == 0)
            return file;
    }
    return NULL;
}

static const Table *table_of_file(const Package *package, const char *path)
{
    g_autofree char *file = package_path_in(package->folder, path);
    for (guint i = 0; i < package->tables->len; i++) {
        const Table *table = g_ptr_array_index(package->tables, i);
        if (strcmp(table->file, file) == 0)
            return table;
    }
    return NULL;
}

/* Whether the model has rows of that table. */
static gboolean is_of_model(const ClaimSet *claims, const Table *table)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        if (((const Claim *)g_ptr_array_index(claims->claims, i))->table == table)
            return TRUE;
    }
    static const char *const names[] = {"sources", "subjects", "metrics", NULL};
    return g_strv_contains(names, table->name);
}

/* Tables of either version that rows with changes stand in. */
static GHashTable *changed_tables(const Diff *diff)
{
    GHashTable *tables = g_hash_table_new(g_str_hash, g_str_equal);
    for (int kind = 0; kind < N_ROWS_KINDS; kind++) {
        for (guint i = 0; i < diff->rows[kind]->len; i++) {
            const RowChange *row = g_ptr_array_index(diff->rows[kind], i);
            if (kind == ROWS_CLAIMS && row->old)
                g_hash_table_add(tables, (gpointer)row->old->table->name);
            if (kind == ROWS_CLAIMS && row->new)
                g_hash_table_add(tables, (gpointer)row->new->table->name);
            if (kind != ROWS_CLAIMS)
                g_hash_table_add(tables, (gpointer)rows_words[kind].plural);
        }
    }
    return tables;
}

static void add_file(Diff *diff, GHashTable *changed, const char *path)
{
    const PackageFile *old = file_find(diff->old.package, path);
    const PackageFile *new = file_find(diff->new.package, path);
    if (old && new &&strcmp(old->sha256, new->sha256) == 0)
        return;
    const Table *before = old ? table_of_file(diff->old.package, path) : NULL;
    const Table *after = new ? table_of_file(diff->new.package, path) : NULL;
    /* one of them may be empty */
    const gboolean model =
        before && after &&
        (is_of_model(diff->old.claims, before) || is_of_model(diff->new.claims, after));
    if (model && (g_hash_table_contains(changed, before->name) ||
                  g_hash_table_contains(changed, after->name)))
        return;
    const FileChange file = {
        .kind = !old    ? FILE_ADDED
                : !new  ? FILE_REMOVED
                : model ? FILE_FORM
                        : FILE_CONTENT,
        .path = new ? new->path : old->path,
        .old_rows = before ? (int)before->n_rows : -1,
        .new_rows = after ? (int)after->n_rows : -1,
    };
    g_array_append_val(diff->files, file);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void diff_add_files(Diff *diff)
{
    g_autoptr(GHashTable) changed = changed_tables(diff);
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    const Package *const packages[] = {diff->old.package, diff->new.package};
    for (gsize p = 0; p < G_N_ELEMENTS(packages); p++) {
        for (guint i = 0; i < packages[p]->files->len; i++) {
            const PackageFile *file = g_ptr_array_index(packages[p]->files, i);
            if (p == 0 || !file_find(packages[0], file->path))
                g_ptr_array_add(paths, file->path);
        }
    }
    g_ptr_array_sort(paths, compare_texts);
    for (guint i = 0; i < paths->len; i++)
        add_file(diff, changed, g_ptr_array_index(paths, i));
}
