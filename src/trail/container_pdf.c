/*
 * The record is an embedded file of the name RECORD_FILE (ISO 32000-2, 7.11.4), and among the
 * associated files of the document (14.13).
 *
 * The digest is over what the only page is made of: its boxes, its content, all resources
 * that it reaches (fonts and images too) and its links; streams unpacked, dictionaries
 * sorted, objects in the order in which they are first reached.  So a PDF that is only
 * packed otherwise, or linearised, has the same digest.
 */
#include "base/process.h"
#include "trail/container.h"
#include "trail/qpdf_library.h"
#include "trail/record.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_LIMIT = 40, OBJECT_LIMIT = 100000 };

/* Whatever unpacks without end, as streams of objects do before anybody asks for them, meets these
 * limits; the process that reads is not this one (base/process.h). */
static const ProcessLimits limits = {.memory = 256 << 20, .seconds = 10};

typedef struct {
    const char *path, *bytes;
    gsize length;
} PdfFile;

/* ---- the record ------------------------------------------------------------------------------ */

/* A file specification's content, if it is the record's. */
static char *read_file(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh specification)
{
    if (qpdf->oh_get_type_code(document, specification) != ot_dictionary)
        return NULL;
    const qpdf_oh name = qpdf->oh_get_key(document, specification, "/UF");
    if (qpdf->oh_get_type_code(document, name) != ot_string ||
        strcmp(qpdf->oh_get_utf8_value(document, name), RECORD_FILE) != 0)
        return NULL;
    const qpdf_oh files = qpdf->oh_get_key(document, specification, "/EF");
    if (qpdf->oh_get_type_code(document, files) != ot_dictionary)
        return NULL;
    gsize length = 0;
    unsigned char *data =
        qpdf_library_stream(qpdf, document, qpdf->oh_get_key(document, files, "/F"), &length);
    char *record =
        data && length <= CONTAINER_RECORD_LIMIT ? g_strndup((char *)data, length) : NULL;
    free(data);
    return record;
}

static char *search_array(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh array)
{
    if (qpdf->oh_get_type_code(document, array) != ot_array)
        return NULL;
    const int n = qpdf->oh_get_array_n_items(document, array);
    for (int i = 0; i < n && i < OBJECT_LIMIT; i++) {
        char *record = read_file(qpdf, document, qpdf->oh_get_array_item(document, array, i));
        if (record)
            return record;
    }
    return NULL;
}

/* A name tree (7.9.6): names with values between them, or further trees. */
static char *search_tree(const QpdfLibrary *qpdf, qpdf_data document, qpdf_oh tree, int depth)
{
    if (depth > DEPTH_LIMIT || qpdf->oh_get_type_code(document, tree) != ot_dictionary)
        return NULL;
    char *record = search_array(qpdf, document, qpdf->oh_get_key(document, tree, "/Names"));
    const qpdf_oh kids = qpdf->oh_get_key(document, tree, "/Kids");
    const int n = qpdf->oh_get_type_code(document, kids) == ot_array && depth < 4
                      ? qpdf->oh_get_array_n_items(document, kids)
                      : 0;
    for (int i = 0; !record && i < MIN(n, 100); i++)
        record = search_tree(qpdf, document, qpdf->oh_get_array_item(document, kids, i), depth + 1);
    return record;
}

static char *find_record(const QpdfLibrary *qpdf, qpdf_data document)
{
    const qpdf_oh root = qpdf->get_root(document);
    if (qpdf->oh_get_type_code(document, root) != ot_dictionary)
        return NULL;
    char *record = search_array(qpdf, document, qpdf->oh_get_key(document, root, "/AF"));
    const qpdf_oh names = qpdf->oh_get_key(document, root, "/Names");
    if (!record && qpdf->oh_get_type_code(document, names) == ot_dictionary)
        record =
            search_tree(qpdf, document, qpdf->oh_get_key(document, names, "/EmbeddedFiles"), 0);
    return record;
}

/* To out: whether there is a record, then it, or why there is none. */
static void read_record(gpointer data, GByteArray *out)
{
    const PdfFile *file = data;
    g_autoptr(GError) error = NULL;
    const QpdfLibrary *qpdf = qpdf_library(NULL);
    qpdf_data document = qpdf_library_open(qpdf, file->path, file->bytes, file->length, &error);
    g_autofree char *record = document ? find_record(qpdf, document) : NULL;
    if (document && !record)
        g_set_error(&error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s carries no figtrail record%s",
                    file->path,
                    qpdf->more_warnings(document)
                        ? " that can be read: it is damaged, or too large when unpacked"
                        : ": another program drew it, or rewrote it without its embedded files");
    const char *text = record ? record : error->message;
    g_byte_array_append(out, (const guint8 *)(record ? "+" : "-"), 1);
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

char *container_read_pdf(const char *path, const char *bytes, gsize length, GError **error)
{
    PdfFile file = {path, bytes, length};
    if (!qpdf_library(error))
        return NULL;
    g_autoptr(GBytes) out = process_run(read_record, &file, &limits, error);
    if (!out) {
        g_prefix_error(error, "cannot read %s: ", path);
        return NULL;
    }
    gsize size;
    const char *said = g_bytes_get_data(out, &size);
    g_autofree char *text = g_strndup(said + 1, size - 1);
    if (*said == '+')
        return g_steal_pointer(&text);
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, text);
    return NULL;
}

/* ---- the page -------------------------------------------------------------------------------- */

typedef struct {
    const QpdfLibrary *qpdf;
    qpdf_data document;
    GChecksum *checksum;
    GHashTable *seen; /* object number -> in which place it was first reached */
    gboolean failed;
} Walk;

static void put(Walk *walk, const char *text)
{
    g_checksum_update(walk->checksum, (const guchar *)text, (gssize)strlen(text) + 1);
}

/* What says how something is packed, or leads back to the whole document. */
static gboolean is_left_out(const char *key)
{
    static const char *const keys[] = {"/Length", "/Filter",        "/DecodeParms", "/Parent",
                                       "/P",      "/StructParents", "/StructParent"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (strcmp(keys[i], key) == 0)
            return TRUE;
    }
    return FALSE;
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void walk_object(Walk *walk, qpdf_oh object, int depth);

static void walk_dictionary(Walk *walk, qpdf_oh dictionary, int depth)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    walk->qpdf->oh_begin_dict_key_iter(walk->document, dictionary);
    while (walk->qpdf->oh_dict_more_keys(walk->document)) {
        const char *key = walk->qpdf->oh_dict_next_key(walk->document);
        if (!is_left_out(key))
            g_ptr_array_add(keys, g_strdup(key));
    }
    g_ptr_array_sort(keys, compare_texts);
    put(walk, "<<");
    for (guint i = 0; i < keys->len; i++) {
        put(walk, g_ptr_array_index(keys, i));
        walk_object(walk,
                    walk->qpdf->oh_get_key(walk->document, dictionary, g_ptr_array_index(keys, i)),
                    depth + 1);
    }
    put(walk, ">>");
}

static void walk_stream(Walk *walk, qpdf_oh stream, int depth)
{
    walk_dictionary(walk, walk->qpdf->oh_get_dict(walk->document, stream), depth);
    gsize length = 0;
    unsigned char *data = qpdf_library_stream(walk->qpdf, walk->document, stream, &length);
    if (data) {
        g_autofree char *size = g_strdup_printf("stream %" G_GSIZE_FORMAT, length);
        put(walk, size);
        g_checksum_update(walk->checksum, data, (gssize)length);
    }
    walk->failed |= !data;
    free(data);
}

/* FALSE when it is an object that was met before. */
static gboolean is_new(Walk *walk, qpdf_oh object)
{
    if (!walk->qpdf->oh_is_indirect(walk->document, object))
        return TRUE;
    gpointer id = GINT_TO_POINTER(walk->qpdf->oh_get_object_id(walk->document, object));
    const guint before = GPOINTER_TO_UINT(g_hash_table_lookup(walk->seen, id));
    if (before == 0) {
        g_hash_table_insert(walk->seen, id, GUINT_TO_POINTER(g_hash_table_size(walk->seen) + 1));
        return TRUE;
    }
    g_autofree char *text = g_strdup_printf("again %u", before);
    put(walk, text);
    return FALSE;
}

static void walk_object(Walk *walk, qpdf_oh object, int depth)
{
    if (depth > DEPTH_LIMIT || g_hash_table_size(walk->seen) > OBJECT_LIMIT) {
        walk->failed = TRUE;
        return;
    }
    if (walk->failed || !is_new(walk, object))
        return;
    switch (walk->qpdf->oh_get_type_code(walk->document, object)) {
    case ot_array: {
        const int n = walk->qpdf->oh_get_array_n_items(walk->document, object);
        put(walk, "[");
        for (int i = 0; i < n && !walk->failed; i++)
            walk_object(walk, walk->qpdf->oh_get_array_item(walk->document, object, i), depth + 1);
        put(walk, "]");
        break;
    }
    case ot_dictionary: walk_dictionary(walk, object, depth); break;
    case ot_stream: walk_stream(walk, object, depth); break;
    default: put(walk, walk->qpdf->oh_unparse(walk->document, object)); break;
    }
}

/* A page has some of its members from the nodes above it. */
static qpdf_oh find_inherited(const Walk *walk, qpdf_oh page, const char *key)
{
    qpdf_oh found = walk->qpdf->oh_get_key(walk->document, page, key);
    for (int depth = 0; depth < DEPTH_LIMIT; depth++) {
        if (walk->qpdf->oh_get_type_code(walk->document, found) != ot_null)
            break;
        page = walk->qpdf->oh_get_key(walk->document, page, "/Parent");
        if (walk->qpdf->oh_get_type_code(walk->document, page) != ot_dictionary)
            break;
        found = walk->qpdf->oh_get_key(walk->document, page, key);
    }
    return found;
}

static void walk_page(Walk *walk, qpdf_oh page, PictureFacts *facts)
{
    static const char *const members[] = {"/MediaBox", "/CropBox",   "/Rotate", "/UserUnit",
                                          "/Contents", "/Resources", "/Annots"};
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        put(walk, members[i]);
        walk_object(walk, find_inherited(walk, page, members[i]), 0);
    }
    const qpdf_oh box = find_inherited(walk, page, "/MediaBox");
    double numbers[4] = {0};
    if (walk->qpdf->oh_get_type_code(walk->document, box) == ot_array &&
        walk->qpdf->oh_get_array_n_items(walk->document, box) == 4) {
        for (int i = 0; i < 4; i++)
            numbers[i] = walk->qpdf->oh_get_numeric_value(
                walk->document, walk->qpdf->oh_get_array_item(walk->document, box, i));
    }
    facts->width = numbers[2] - numbers[0];
    facts->height = numbers[3] - numbers[1];
}

static char *read_title(const QpdfLibrary *qpdf, qpdf_data document)
{
    const qpdf_oh info = qpdf->oh_get_key(document, qpdf->get_trailer(document), "/Info");
    if (qpdf->oh_get_type_code(document, info) != ot_dictionary)
        return NULL;
    const qpdf_oh title = qpdf->oh_get_key(document, info, "/Title");
    return qpdf->oh_get_type_code(document, title) == ot_string
               ? g_strdup(qpdf->oh_get_utf8_value(document, title))
               : NULL;
}

/* A GVariant's type: digest and title, which may be missing, width and height. */
#define FACTS_TYPE "(msmsdd)"

static void inspect(gpointer data, GByteArray *out)
{
    const PdfFile *file = data;
    g_auto(PictureFacts) facts = {0};
    const QpdfLibrary *qpdf = qpdf_library(NULL);
    qpdf_data document = qpdf_library_open(qpdf, file->path, file->bytes, file->length, NULL);
    facts.title = document ? read_title(qpdf, document) : NULL;
    if (document && qpdf->get_num_pages(document) == 1) {
        g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
        g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
        Walk walk = {.qpdf = qpdf, .document = document, .checksum = checksum, .seen = seen};
        walk_page(&walk, qpdf->get_page_n(document, 0), &facts);
        if (!walk.failed && !qpdf->has_error(document))
            facts.content = g_strdup(g_checksum_get_string(checksum));
    }
    g_autoptr(GVariant) told = g_variant_ref_sink(
        g_variant_new(FACTS_TYPE, facts.content, facts.title, facts.width, facts.height));
    g_byte_array_append(out, g_variant_get_data(told), (guint)g_variant_get_size(told));
}

PictureFacts container_inspect_pdf(const char *bytes, gsize length)
{
    PictureFacts facts = {0};
    PdfFile file = {"", bytes, length};
    g_autoptr(GBytes) out = qpdf_library(NULL) ? process_run(inspect, &file, &limits, NULL) : NULL;
    if (!out)
        return facts;
    g_autoptr(GVariant) told =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(FACTS_TYPE), out, FALSE));
    g_variant_get(told, FACTS_TYPE, &facts.content, &facts.title, &facts.width, &facts.height);
    return facts;
}
