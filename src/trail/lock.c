#include "trail/lock.h"

#include "base/json.h"
#include "scene/font.h"

#include <png.h>
#include <string.h>

enum { LOCK_VERSION = 1 };

struct Lock {
    char *generator;
    GTree *environment; /* char* -> char* */
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

Lock *lock_new(void)
{
    Lock *lock = lock_new_empty();
    lock->generator = g_strdup("figtrail " FIGTRAIL_VERSION);
    guint n;
    const FontLibrary *libraries = font_libraries(&n);
    for (guint i = 0; i < n; i++)
        g_tree_insert(lock->environment, g_strdup(libraries[i].name),
                      g_strdup(libraries[i].version));
    g_tree_insert(lock->environment, g_strdup("fonts"), g_strdup(font_digest(FONT_DEFAULT_FAMILY)));
    g_tree_insert(lock->environment, g_strdup("libpng"), g_strdup(png_get_libpng_ver(NULL)));
    return lock;
}

void lock_free(Lock *lock)
{
    if (!lock)
        return;
    g_free(lock->generator);
    g_tree_unref(lock->environment);
    g_tree_unref(lock->outputs);
    g_free(lock);
}

static LockOutput *add_output(Lock *lock, const char *name, const char *sha256, double scale)
{
    LockOutput *output = g_new0(LockOutput, 1);
    output->sha256 = g_strdup(sha256);
    output->scale = scale;
    output->inputs = tree_new(g_free);
    g_tree_replace(lock->outputs, g_strdup(name), output);
    return output;
}

void lock_set(Lock *lock, const char *name, const char *sha256, double scale,
              const RecordInput *inputs, guint n_inputs)
{
    LockOutput *output = add_output(lock, name, sha256, scale);
    for (guint i = 0; i < n_inputs; i++)
        g_tree_replace(output->inputs, g_strdup(inputs[i].path), g_strdup(inputs[i].sha256));
}

void lock_keep(Lock *lock, const Lock *other, const char *name)
{
    const LockOutput *from = lock_find(other, name);
    if (!from)
        return;
    LockOutput *to = add_output(lock, name, from->sha256, from->scale);
    for (GTreeNode *node = g_tree_node_first(from->inputs); node; node = g_tree_node_next(node))
        g_tree_replace(to->inputs, g_strdup(g_tree_node_key(node)),
                       g_strdup(g_tree_node_value(node)));
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

gboolean lock_same_environment(const Lock *a, const Lock *b)
{
    return strcmp(a->generator, b->generator) == 0 && trees_equal(a->environment, b->environment);
}

gboolean lock_output_matches(const LockOutput *output, double scale, const RecordInput *inputs,
                             guint n_inputs)
{
    if (output->scale < scale || output->scale > scale)
        return FALSE;
    if ((guint)g_tree_nnodes(output->inputs) != n_inputs)
        return FALSE;
    for (guint i = 0; i < n_inputs; i++) {
        if (g_strcmp0(g_tree_lookup(output->inputs, inputs[i].path), inputs[i].sha256) != 0)
            return FALSE;
    }
    return TRUE;
}

/* ---- writing --------------------------------------------------------------------------------- */

static cJSON *tree_to_json(GTree *tree)
{
    cJSON *object = cJSON_CreateObject();
    for (GTreeNode *node = g_tree_node_first(tree); node; node = g_tree_node_next(node))
        cJSON_AddStringToObject(object, g_tree_node_key(node), g_tree_node_value(node));
    return object;
}

char *lock_format(const Lock *lock)
{
    g_autoptr(cJSON) root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "figtrail-lock", LOCK_VERSION);
    cJSON_AddStringToObject(root, "generator", lock->generator);
    cJSON_AddItemToObject(root, "environment", tree_to_json(lock->environment));
    cJSON *outputs = cJSON_AddObjectToObject(root, "outputs");
    for (GTreeNode *node = g_tree_node_first(lock->outputs); node; node = g_tree_node_next(node)) {
        const LockOutput *output = g_tree_node_value(node);
        cJSON *object = cJSON_AddObjectToObject(outputs, g_tree_node_key(node));
        cJSON_AddStringToObject(object, "sha256", output->sha256);
        if (output->scale > 0)
            cJSON_AddNumberToObject(object, "scale", output->scale);
        cJSON_AddItemToObject(object, "inputs", tree_to_json(output->inputs));
    }
    return json_print(root);
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
    const double scale = json_number(item, "scale", 0);
    if (!expect(reader, is_digest(sha256), item, "an output has no SHA-256") ||
        !expect(reader, cJSON_IsObject(inputs), item, "an output has no inputs"))
        return;
    LockOutput *output = add_output(lock, item->string, sha256->valuestring, scale);
    read_texts(reader, inputs, output->inputs, TRUE);
}

static Lock *read_document(Reader *reader)
{
    const cJSON *root = json_document_root(reader->document);
    const cJSON *environment = json_member(root, "environment");
    const cJSON *outputs = json_member(root, "outputs");
    const char *generator = json_string(root, "generator");
    const double version = json_number(root, "figtrail-lock", 0);
    if (!expect(reader, version >= LOCK_VERSION && version <= LOCK_VERSION, root,
                "this is no lock file of this version") ||
        !expect(reader, generator && cJSON_IsObject(environment) && cJSON_IsObject(outputs), root,
                "generator, environment or outputs are missing"))
        return NULL;
    g_autoptr(Lock) lock = lock_new_empty();
    lock->generator = g_strdup(generator);
    read_texts(reader, environment, lock->environment, FALSE);
    const cJSON *item;
    cJSON_ArrayForEach(item, outputs) read_output(reader, lock, item);
    return reader->broken ? NULL : g_steal_pointer(&lock);
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
