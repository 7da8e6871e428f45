#include "trail/lock.h"

#include "base/json.h"
#include "scene/font.h"
#include "trail/png_library.h"

#include <string.h>

enum { LOCK_VERSION = 2 };
#define FONT_PREFIX "font "

struct Lock {
    GTree *environment; /* char* -> char*: what draws, or drew most outputs */
    GTree *outputs;     /* char* -> LockOutput* */
};

static const Rule rule_lock = {"lock-broken", LEVEL_WARNING,
                               "the lock file is one that figtrail wrote"};

/* ---- trees of texts -------------------------------------------------------------------------- */

static int compare_names(gconstpointer a, gconstpointer b, gpointer data G_GNUC_UNUSED)
{
    return strcmp(a, b);
}

static GTree *tree_new(GDestroyNotify free_value)
{
    return g_tree_new_full(compare_names, NULL, g_free, free_value);
}

static gboolean trees_equal(GTree *a, GTree *b)
{
    if (g_tree_nnodes(a) != g_tree_nnodes(b))
        return FALSE;
    for (GTreeNode *node = g_tree_node_first(a); node; node = g_tree_node_next(node)) {
        const char *other = g_tree_lookup(b, g_tree_node_key(node));
        if (g_strcmp0(g_tree_node_value(node), other) != 0)
            return FALSE;
    }
    return TRUE;
}

static void output_free(gpointer data)
{
    LockOutput *output = data;
    g_free(output->sha256);
    g_tree_unref(output->inputs);
    g_tree_unref(output->environment);
    g_free(output);
}

/* ---- making ---------------------------------------------------------------------------------- */

static Lock *lock_new_empty(void)
{
    Lock *lock = g_new0(Lock, 1);
    lock->environment = tree_new(g_free);
    lock->outputs = tree_new(output_free);
    return lock;
}

static void add_version(Lock *lock, const char *name, const char *version)
{
    g_tree_insert(lock->environment, g_strdup(name), g_strdup(version));
}

Lock *lock_new(void)
{
    Lock *lock = lock_new_empty();
    add_version(lock, "figtrail", FIGTRAIL_VERSION);
    add_version(lock, "libpng", png_get_libpng_ver(NULL));
    guint n;
    const FontLibrary *libraries = font_libraries(&n);
    for (guint i = 0; i < n; i++)
        add_version(lock, libraries[i].name, libraries[i].version);
    const FontFamily *families = font_families(&n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strconcat(FONT_PREFIX, families[i].name, NULL);
        g_autofree char *version =
            g_strdup_printf("%s sha256:%s", families[i].version, families[i].sha256);
        add_version(lock, name, version);
    }
    return lock;
}

void lock_free(Lock *lock)
{
    if (!lock)
        return;
    g_tree_unref(lock->environment);
    g_tree_unref(lock->outputs);
    g_free(lock);
}

/* Owns references to the trees. */
static LockOutput *add_output(Lock *lock, const char *name, const char *sha256, GTree *inputs,
                              GTree *environment)
{
    LockOutput *output = g_new0(LockOutput, 1);
    output->sha256 = g_strdup(sha256);
    output->inputs = g_tree_ref(inputs);
    output->environment = g_tree_ref(environment);
    g_tree_replace(lock->outputs, g_strdup(name), output);
    return output;
}

void lock_set(Lock *lock, const char *name, const char *sha256, double scale, double dpi,
              const RecordInput *inputs, guint n_inputs)
{
    g_autoptr(GTree) tree = tree_new(g_free);
    for (guint i = 0; i < n_inputs; i++)
        g_tree_replace(tree, g_strdup(inputs[i].path), g_strdup(inputs[i].sha256));
    LockOutput *output = add_output(lock, name, sha256, tree, lock->environment);
    output->scale = scale;
    output->dpi = dpi;
}

void lock_keep(Lock *lock, const Lock *other, const char *name)
{
    const LockOutput *from = lock_find(other, name);
    if (!from)
        return;
    LockOutput *to = add_output(lock, name, from->sha256, from->inputs, from->environment);
    to->scale = from->scale;
    to->dpi = from->dpi;
}

/* ---- asking ---------------------------------------------------------------------------------- */

const LockOutput *lock_find(const Lock *lock, const char *name)
{
    return lock ? g_tree_lookup(lock->outputs, name) : NULL;
}

GPtrArray *lock_names(const Lock *lock)
{
    GPtrArray *names = g_ptr_array_new();
    for (GTreeNode *node = g_tree_node_first(lock->outputs); node; node = g_tree_node_next(node))
        g_ptr_array_add(names, g_tree_node_key(node));
    return names;
}

/* Of a font the version, unless the files alone differ. */
static void describe_change(GPtrArray *changes, const char *name, const char *before,
                            const char *after)
{
    if (g_strcmp0(before, after) == 0)
        return;
    g_autofree char *old = g_strdup(before ? before : "none");
    g_autofree char *new = g_strdup(after ? after : "none");
    if (g_str_has_prefix(name, FONT_PREFIX)) {
        old[strcspn(old, " ")] = '\0';
        new[strcspn(new, " ")] = '\0';
        if (strcmp(old, new) == 0) {
            g_ptr_array_add(changes, g_strdup_printf("%s %s, other files", name, old));
            return;
        }
    }
    g_ptr_array_add(changes, g_strdup_printf("%s %s -> %s", name, old, new));
}

gboolean lock_output_same_environment(const LockOutput *output, const Lock *now, char **difference)
{
    GTree *before = output->environment, *after = now->environment;
    const gboolean same = trees_equal(before, after);
    if (!difference)
        return same;
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(g_free);
    for (GTreeNode *node = g_tree_node_first(before); node; node = g_tree_node_next(node)) {
        const char *name = g_tree_node_key(node);
        describe_change(changes, name, g_tree_node_value(node), g_tree_lookup(after, name));
    }
    for (GTreeNode *node = g_tree_node_first(after); node; node = g_tree_node_next(node)) {
        const char *name = g_tree_node_key(node);
        if (!g_tree_lookup(before, name))
            describe_change(changes, name, NULL, g_tree_node_value(node));
    }
    g_ptr_array_add(changes, NULL);
    *difference = g_strjoinv(", ", (char **)changes->pdata);
    return same;
}

static gboolean same_number(double a, double b)
{
    return !(a < b) && !(a > b);
}

gboolean lock_output_matches(const LockOutput *output, double scale, double dpi,
                             const RecordInput *inputs, guint n_inputs)
{
    if (!same_number(output->scale, scale) || !same_number(output->dpi, dpi))
        return FALSE;
    g_autoptr(GPtrArray) changes = lock_output_changes(output, inputs, n_inputs);
    return changes->len == 0;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *lock_output_changes(const LockOutput *output, const RecordInput *inputs, guint n_inputs)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GTree) now = tree_new(NULL);
    for (guint i = 0; i < n_inputs; i++) {
        g_tree_replace(now, g_strdup(inputs[i].path), (gpointer)inputs[i].sha256);
        if (g_strcmp0(g_tree_lookup(output->inputs, inputs[i].path), inputs[i].sha256) != 0)
            g_ptr_array_add(changes, g_strdup(inputs[i].path));
    }
    for (GTreeNode *node = g_tree_node_first(output->inputs); node; node = g_tree_node_next(node)) {
        if (!g_tree_lookup(now, g_tree_node_key(node)))
            g_ptr_array_add(changes, g_strdup(g_tree_node_key(node)));
    }
    g_ptr_array_sort(changes, compare_texts);
    return changes;
}

/* ---- writing --------------------------------------------------------------------------------- */

static cJSON *tree_to_json(GTree *tree)
{
    cJSON *object = cJSON_CreateObject();
    for (GTreeNode *node = g_tree_node_first(tree); node; node = g_tree_node_next(node))
        cJSON_AddStringToObject(object, g_tree_node_key(node), g_tree_node_value(node));
    return object;
}

static cJSON *lock_to_json(const Lock *lock)
{
    cJSON *root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "figtrail-lock", LOCK_VERSION);
    cJSON_AddItemToObject(root, "environment", tree_to_json(lock->environment));
    cJSON *outputs = cJSON_AddObjectToObject(root, "outputs");
    for (GTreeNode *node = g_tree_node_first(lock->outputs); node; node = g_tree_node_next(node)) {
        const LockOutput *output = g_tree_node_value(node);
        cJSON *object = cJSON_AddObjectToObject(outputs, g_tree_node_key(node));
        cJSON_AddStringToObject(object, "sha256", output->sha256);
        if (output->scale > 0)
            cJSON_AddNumberToObject(object, "scale", output->scale);
        if (output->dpi > 0)
            cJSON_AddNumberToObject(object, "dpi", output->dpi);
        cJSON_AddItemToObject(object, "inputs", tree_to_json(output->inputs));
        if (!trees_equal(output->environment, lock->environment))
            cJSON_AddItemToObject(object, "environment", tree_to_json(output->environment));
    }
    return root;
}

char *lock_format(const Lock *lock)
{
    g_autoptr(cJSON) root = lock_to_json(lock);
    return json_print(root);
}

char *lock_format_line(const Lock *lock)
{
    g_autoptr(cJSON) root = lock_to_json(lock);
    return json_print_compact(root);
}

/* ---- reading --------------------------------------------------------------------------------- */

typedef struct {
    const JsonDocument *document;
    Findings *findings;
    gboolean broken;
} Reader;

static gboolean expect(Reader *reader, gboolean holds, const cJSON *item, const char *what)
{
    if (!holds) {
        findings_add(reader->findings, &rule_lock, json_document_place(reader->document, item),
                     "%s; every chart is drawn anew", what);
        reader->broken = TRUE;
    }
    return holds;
}

static gboolean is_digest(const cJSON *item)
{
    return cJSON_IsString(item) && strlen(item->valuestring) == 64 &&
           strspn(item->valuestring, "0123456789abcdef") == 64;
}

static void read_texts(Reader *reader, const cJSON *object, GTree *tree, gboolean digests)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, object)
    {
        if (expect(reader, digests ? is_digest(item) : cJSON_IsString(item), item,
                   digests ? "this is no SHA-256" : "this is no text"))
            g_tree_replace(tree, g_strdup(item->string), g_strdup(item->valuestring));
    }
}

static void read_output(Reader *reader, Lock *lock, const cJSON *item)
{
    const cJSON *sha256 = json_member(item, "sha256"), *inputs = json_member(item, "inputs");
    const cJSON *environment = json_member(item, "environment");
    if (!expect(reader, is_digest(sha256), item, "an output has no SHA-256") ||
        !expect(reader, cJSON_IsObject(inputs), item, "an output has no inputs") ||
        !expect(reader, !environment || cJSON_IsObject(environment), item,
                "the environment of an output is no object"))
        return;
    g_autoptr(GTree) input_tree = tree_new(g_free);
    read_texts(reader, inputs, input_tree, TRUE);
    g_autoptr(GTree) own = tree_new(g_free);
    read_texts(reader, environment, own, FALSE);
    LockOutput *output = add_output(lock, item->string, sha256->valuestring, input_tree,
                                    environment ? own : lock->environment);
    output->scale = json_number(item, "scale", 0);
    output->dpi = json_number(item, "dpi", 0);
}

static Lock *read_document(Reader *reader)
{
    const cJSON *root = json_document_root(reader->document);
    const cJSON *environment = json_member(root, "environment");
    const cJSON *outputs = json_member(root, "outputs");
    const double version = json_number(root, "figtrail-lock", 0);
    if (!expect(reader, version >= LOCK_VERSION && version <= LOCK_VERSION, root,
                "this is no lock file of this version") ||
        !expect(reader, cJSON_IsObject(environment) && cJSON_IsObject(outputs), root,
                "environment or outputs are missing"))
        return NULL;
    g_autoptr(Lock) lock = lock_new_empty();
    read_texts(reader, environment, lock->environment, FALSE);
    const cJSON *item;
    cJSON_ArrayForEach(item, outputs) read_output(reader, lock, item);
    return reader->broken ? NULL : g_steal_pointer(&lock);
}

Lock *lock_parse(const char *text, gsize length)
{
    g_autoptr(Findings) ignored = findings_new();
    g_autoptr(JsonDocument) document = json_document_parse("lock", text, length, ignored);
    Reader reader = {document, ignored, FALSE};
    return document ? read_document(&reader) : NULL;
}

Lock *lock_read(const char *path, Findings *findings, GError **error)
{
    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return NULL;
    g_autoptr(Findings) faults = findings_new(); /* a broken lock stops nothing: warnings only */
    g_autoptr(JsonDocument) document = json_document_read(path, faults, error);
    if (!document) {
        if (findings_count(faults, LEVEL_ERROR) > 0)
            findings_add(findings, &rule_lock, (Place){.file = path},
                         "this is no JSON; every chart is drawn anew");
        return NULL;
    }
    Reader reader = {document, findings, FALSE};
    return read_document(&reader);
}
