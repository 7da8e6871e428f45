#include "cli/diff_charts.h"

#include "cli/drawing.h"
#include "scene/font.h"
#include "scene/layout.h"

#include <string.h>

#define SPEC_SUFFIX ".vl.json"

/* A chart as one version draws it. */
typedef struct {
    gboolean exists;
    char *spec;          /* on one line; NULL: it is no JSON */
    GPtrArray *files;    /* char*: digests of its own data files */
    GHashTable *figures; /* char*: keys of what it shows, as NEW has them; NULL: cannot be drawn */
    char *fault;         /* why not */
} Picture;

static void picture_clear(Picture *picture)
{
    g_free(picture->spec);
    g_free(picture->fault);
    g_clear_pointer(&picture->files, g_ptr_array_unref);
    g_clear_pointer(&picture->figures, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

/* ---- one picture ----------------------------------------------------------------------------- */

static char *first_message(Findings *findings)
{
    guint n;
    const Finding *sorted = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++) {
        if (sorted[i].level == LEVEL_ERROR)
            return g_strdup(sorted[i].message);
    }
    return g_strdup("it has errors");
}

static GHashTable *list_figures(const Diff *diff, const Scene *scene, gboolean is_old)
{
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(scene->drawn, i);
        g_hash_table_add(keys, is_old ? diff_figure_key(diff, drawn->figure)
                                      : g_strdup(drawn->figure->key));
    }
    return keys;
}

static void draw(Picture *picture, const Diff *diff, const Drawing *drawing, gboolean is_old,
                 Findings *findings)
{
    for (guint i = 0; i < drawing->inputs->len; i++) {
        const RecordInput *input = &g_array_index(drawing->inputs, RecordInput, i);
        if (g_str_has_prefix(input->path, "charts/") && !g_str_has_suffix(input->path, SPEC_SUFFIX))
            g_ptr_array_add(picture->files, g_strconcat(input->path, " ", input->sha256, NULL));
    }
    if (!drawing->chart)
        return;
    g_autoptr(GArray) variants = drawing_variants(drawing, findings);
    g_autoptr(Scene) scene =
        variants ? drawing_layout(drawing, &g_array_index(variants, Variant, 0), findings) : NULL;
    if (scene)
        picture->figures = list_figures(diff, scene, is_old);
}

static Picture make_picture(const Diff *diff, const ChartSide *side, const char *name,
                            gboolean is_old)
{
    Picture picture = {.files = g_ptr_array_new_with_free_func(g_free)};
    g_autofree char *base = g_strconcat(name, SPEC_SUFFIX, NULL);
    g_autofree char *path = side->folder ? g_build_filename(side->folder, base, NULL) : NULL;
    picture.exists = path && g_file_test(path, G_FILE_TEST_EXISTS);
    if (!picture.exists)
        return picture;
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(JsonDocument) document = json_document_read(path, findings, NULL);
    if (document)
        picture.spec = json_print_compact(json_document_root(document));
    g_autoptr(Drawing) drawing = drawing_read(path, "charts", side->project, findings, &error);
    if (drawing)
        draw(&picture, diff, drawing, is_old, findings);
    if (!picture.figures)
        picture.fault = error ? g_strdup(error->message) : first_message(findings);
    return picture;
}

/* ---- two pictures ---------------------------------------------------------------------------- */

static gboolean shows(const Picture *picture, const char *key)
{
    return picture->figures && g_hash_table_contains(picture->figures, key);
}

static gboolean same_files(const GPtrArray *a, const GPtrArray *b)
{
    gboolean same = a->len == b->len;
    for (guint i = 0; same && i < a->len; i++)
        same = strcmp(g_ptr_array_index(a, i), g_ptr_array_index(b, i)) == 0;
    return same;
}

/* How many figures one shows and the other does not, though they did not change. */
static guint count_others(const Picture *picture, const Picture *other, GHashTable *changed)
{
    guint n = 0;
    GHashTableIter iter;
    gpointer key;
    if (!picture->figures || !other->figures)
        return 0;
    g_hash_table_iter_init(&iter, picture->figures);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        n += !shows(other, key) && !g_hash_table_contains(changed, key);
    return n;
}

static char *describe_fault(const Diff *diff, const Picture *old, const Picture *new)
{
    if (!old->fault && !new->fault)
        return NULL;
    const gboolean both = old->fault && new->fault;
    return g_strdup_printf("cannot be drawn from %s%s%s: %s",
                           old->fault ? diff->old.name : diff->new.name, both ? " nor " : "",
                           both ? diff->new.name : "", old->fault ? old->fault : new->fault);
}

static void add_chart(Diff *diff, const char *name, const Picture *old, const Picture *new)
{
    g_autoptr(ChartChange) chart = g_new0(ChartChange, 1);
    chart->name = g_strdup(name);
    chart->figures = g_ptr_array_new();
    chart->is_new = !old->exists;
    chart->is_gone = !new->exists;
    const gboolean both = old->exists && new->exists;
    chart->spec_changed = both && g_strcmp0(old->spec, new->spec) != 0;
    chart->files_changed = both && !same_files(old->files, new->files);
    chart->fault = describe_fault(diff, old, new);
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < diff->figures->len; i++) {
        FigureChange *figure = g_ptr_array_index(diff->figures, i);
        char *key = figure->new ? g_strdup(figure->new->key) : diff_figure_key(diff, figure->old);
        if (shows(old, key) || shows(new, key))
            g_ptr_array_add(chart->figures, figure);
        g_hash_table_add(changed, key);
    }
    chart->n_gained = count_others(new, old, changed);
    chart->n_lost = count_others(old, new, changed);
    if (!both || chart->spec_changed || chart->files_changed || chart->fault ||
        chart->figures->len > 0 || chart->n_gained > 0 || chart->n_lost > 0)
        g_ptr_array_add(diff->charts, g_steal_pointer(&chart));
}

/* ---- all charts ------------------------------------------------------------------------------ */

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_specs(const char *folder, GPtrArray *names)
{
    g_autoptr(GDir) dir = folder ? g_dir_open(folder, 0, NULL) : NULL;
    for (const char *file; dir && (file = g_dir_read_name(dir));) {
        if (!g_str_has_suffix(file, SPEC_SUFFIX) || *file == '.')
            continue;
        char *name = drawing_name(file);
        if (g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_free(name);
        else
            g_ptr_array_add(names, name);
    }
}

gboolean diff_add_charts(Diff *diff, const ChartSide *old, const ChartSide *new, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    list_specs(old->folder, names);
    list_specs(new->folder, names);
    if (names->len > 0 && !font_check(NULL, error))
        return FALSE;
    g_ptr_array_sort(names, compare_texts);
    diff->n_charts = names->len;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_auto(Picture) before = make_picture(diff, old, name, TRUE);
        g_auto(Picture) after = make_picture(diff, new, name, FALSE);
        add_chart(diff, name, &before, &after);
    }
    return TRUE;
}
