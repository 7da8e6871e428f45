#include "table/table_source.h"

#include "base/output.h"
#include "table/encoding.h"
#include "table/field_options.h"
#include "table/inline_data.h"
#include "table/rows.h"
#include "table/rules.h"

#include <string.h>

typedef struct {
    const Resource *resource;
    const PackageFiles *files;
    TableSource *source;
    guint n_lines; /* of the parts so far */
    GArray *parts; /* of Part; NULL: the table is one file */
} SourceReader;

/* One of a table's files, in the text that is made of them. */
typedef struct {
    char *file;
    gsize offset;
    guint line;
    guint n_skipped; /* rows before its first in the text: the labels, if they are repeated */
} Part;

void table_source_free(TableSource *source)
{
    if (!source)
        return;
    g_free(source->name);
    g_free(source->file);
    mapping_free(source->mapping);
    g_free(source->made);
    dialect_store_free(source->dialect);
    schema_unref(source->schema);
    relocation_free(source->relocation);
    g_free(source);
}

static Place resource_place(const SourceReader *reader, const cJSON *item)
{
    return json_document_place(reader->resource->document, item ? item : reader->resource->json);
}

/* ---- dialect and schema --------------------------------------------------------- */

/* The object of that member, which may stand in a file of its own.  *document is that of the
 * object; *own: it is to be freed.  FALSE after a finding. */
static gboolean find_object(const SourceReader *reader, const char *name, const cJSON **object,
                            const JsonDocument **document, JsonDocument **own)
{
    *document = reader->resource->document;
    *object = json_member(reader->resource->json, name);
    *own = NULL;
    if (!cJSON_IsString(*object))
        return TRUE;
    *own =
        package_files_json(reader->files, (*object)->valuestring, resource_place(reader, *object));
    *document = *own;
    *object = *own ? json_document_root(*own) : NULL;
    return *own != NULL;
}

static gboolean read_dialect(SourceReader *reader)
{
    const cJSON *object;
    const JsonDocument *document;
    g_autoptr(JsonDocument) own = NULL;
    if (!find_object(reader, "dialect", &object, &document, &own))
        return FALSE;
    reader->source->dialect =
        dialect_parse(document, object, reader->resource->delimiter, reader->files->findings);
    return TRUE;
}

/* The schema by the resource's own missing values, or else the package's; NULL after a finding. */
static Schema *parse_schema(const SourceReader *reader, GPtrArray *missing_values,
                            const JsonDocument *document, const cJSON *object)
{
    Schema *schema = schema_parse(document, object, reader->files->findings);
    const cJSON *values = json_member(reader->resource->json, "missingValues");
    g_autoptr(GPtrArray) own_values =
        schema && values
            ? missing_values_parse(reader->resource->document, values, reader->files->findings)
            : NULL;
    if (schema && (own_values || missing_values))
        schema_default_missing_values(schema, own_values ? own_values : missing_values);
    return schema;
}

static gboolean read_schema(SourceReader *reader, GPtrArray *missing_values)
{
    /* what the tables of a package share is read once, and told once */
    const char *path = json_string(reader->resource->json, "schema");
    GHashTable *shared = path && !json_member(reader->resource->json, "missingValues")
                             ? reader->files->schemas
                             : NULL;
    gpointer known;
    if (shared && g_hash_table_lookup_extended(shared, path, NULL, &known)) {
        reader->source->schema = known ? schema_ref(known) : NULL;
        return known != NULL;
    }
    const cJSON *object;
    const JsonDocument *document;
    g_autoptr(JsonDocument) own = NULL;
    if (!find_object(reader, "schema", &object, &document, &own))
        return FALSE;
    if (!object)
        return TRUE;
    Schema *schema = parse_schema(reader, missing_values, document, object);
    if (shared)
        g_hash_table_insert(shared, (gpointer)path, schema ? schema_ref(schema) : NULL);
    reader->source->schema = schema;
    return schema != NULL;
}

/* ---- data in the descriptor ------------------------------------------------------ */

static gboolean read_data(SourceReader *reader)
{
    TableSource *source = reader->source;
    const cJSON *data = reader->resource->data;
    const Place place = resource_place(reader, data);
    source->file = g_strdup_printf("%s#%s", place.file, source->name);
    source->relocation = relocation_new(source->file);
    if (cJSON_IsString(data)) { /* CSV: all of it is at one place */
        relocation_add(source->relocation, (Place){NULL, 1, 1}, place, FALSE);
        source->made = g_strdup(data->valuestring);
        source->length = strlen(source->made);
    } else {
        source->made = inline_data_csv(reader->resource->document, data, &source->length,
                                       source->relocation, reader->files->findings);
        /* how the JSON's cells are spelt is ours to say */
        source->dialect->dialect.delimiter = dialect_default.delimiter;
        source->dialect->dialect.quote = dialect_default.quote;
        source->dialect->dialect.double_quote = TRUE;
        source->dialect->dialect.escape = source->dialect->dialect.line_terminator = '\0';
    }
    source->text = source->made;
    return source->made != NULL;
}

/* ---- files ----------------------------------------------------------------------- */

/* The file's text in UTF-8 without its mark, to be freed; NULL after a finding. */
static char *decode(const SourceReader *reader, const char *file, const Mapping *mapping,
                    gsize *length)
{
    gboolean faultless = TRUE;
    if (reader->resource->encoding) {
        g_autofree char *text =
            encoding_decode(file, reader->resource->encoding, mapping->text, mapping->length,
                            length, &faultless, reader->files->findings);
        return faultless ? g_steal_pointer(&text) : NULL;
    }
    const gsize mark =
        mapping->length >= 3 && memcmp(mapping->text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    *length = mapping->length - mark;
    return encoding_check(file, mapping->text, mapping->length, reader->files->findings)
               ? g_strndup(mapping->text + mark, *length)
               : NULL;
}

static gboolean read_file(SourceReader *reader, const cJSON *path, GPtrArray *mappings)
{
    TableSource *source = reader->source;
    source->file = package_path_in(reader->files->folder, path->valuestring);
    Mapping *mapping = g_ptr_array_index(mappings, 0);
    if (!reader->resource->encoding) {
        source->mapping = g_ptr_array_steal_index(mappings, 0);
        source->text = mapping->text;
        source->length = mapping->length;
        return TRUE;
    }
    source->made = decode(reader, source->file, mapping, &source->length);
    source->text = source->made;
    return source->made != NULL;
}

/* Lines that end in the text. */
static guint count_lines(const char *text, gsize length)
{
    guint n = 0;
    for (gsize i = 0; i < length; i++)
        n += text[i] == '\n' || (text[i] == '\r' && (i + 1 == length || text[i + 1] != '\n'));
    return n;
}

static gsize first_line_length(const char *text, gsize length)
{
    gsize n = 0;
    while (n < length && text[n] != '\n' && text[n] != '\r')
        n++;
    return n;
}

/* Several files are one table, one file behind the other.  The standard has the labels in the
 * first file; where a later file begins with the very same line, that is no row. */
static void append_part(SourceReader *reader, GString *all, const char *file, const char *text,
                        gsize length)
{
    const char *end = all->str + all->len;
    if (all->len > 0 && end[-1] != '\n' && end[-1] != '\r')
        g_string_append_c(all, '\n');
    const gsize label = first_line_length(all->str, all->len);
    const gboolean again = all->len > 0 && reader->source->dialect->dialect.header &&
                           first_line_length(text, length) == label &&
                           memcmp(text, all->str, label) == 0;
    gsize skip = again ? label : 0;
    if (again && skip < length)
        skip += text[skip] == '\r' && skip + 1 < length && text[skip + 1] == '\n' ? 2 : 1;
    const Part part = {g_strdup(file), all->len, reader->n_lines + 1, again};
    g_array_append_val(reader->parts, part);
    g_string_append_len(all, text + skip, (gssize)(length - skip));
    reader->n_lines += count_lines(text + skip, length - skip);
    if (length > skip && text[length - 1] != '\n' && text[length - 1] != '\r')
        reader->n_lines++; /* the line end that comes before the next part */
}

/* Says where each part begins; its record is known once the rows before it have been read. */
static void relocate_parts(const SourceReader *reader)
{
    const TableSource *source = reader->source;
    const RowSource rows = {.file = source->file,
                            .text = source->text,
                            .length = source->length,
                            .dialect = &source->dialect->dialect,
                            .passing = TRUE};
    g_autoptr(Findings) unheard = findings_new(); /* the rows are read again */
    RowReader *row_reader = row_reader_open(&rows, unheard);
    Row row;
    for (guint i = 0; i < reader->parts->len; i++) {
        const Part *part = &g_array_index(reader->parts, Part, i);
        while (row_reader_offset(row_reader) < part->offset && row_reader_next(row_reader, &row))
            ;
        const Place from = {source->file, part->line, 1, row_reader_record(row_reader)};
        const guint first = part->n_skipped + 1;
        relocation_add(source->relocation, from, (Place){part->file, first, 1, first}, TRUE);
    }
    g_free(row_reader_free(row_reader));
}

static void part_clear(gpointer part)
{
    g_free(((Part *)part)->file);
}

static gboolean read_parts(SourceReader *reader, GPtrArray *mappings)
{
    const GPtrArray *paths = reader->resource->paths;
    TableSource *source = reader->source;
    const cJSON *first = g_ptr_array_index(paths, 0);
    g_autofree char *first_file = package_path_in(reader->files->folder, first->valuestring);
    source->file = g_strdup_printf("%s (and %u more)", first_file, paths->len - 1);
    source->relocation = relocation_new(source->file);
    g_autoptr(GString) all = g_string_new(NULL);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(parts, part_clear);
    reader->parts = parts;
    gboolean whole = TRUE;
    for (guint i = 0; i < paths->len; i++) {
        const cJSON *path = g_ptr_array_index(paths, i);
        g_autofree char *file = package_path_in(reader->files->folder, path->valuestring);
        gsize length;
        g_autofree char *text = decode(reader, file, g_ptr_array_index(mappings, i), &length);
        if (text && all->len + length > INPUT_LIMIT) {
            findings_add(reader->files->findings, &rule_resource_error,
                         resource_place(reader, path),
                         "the files together are larger than the limit of %d bytes", INPUT_LIMIT);
            return FALSE;
        }
        if (text)
            append_part(reader, all, file, text, length);
        whole = whole && text;
    }
    source->length = all->len;
    source->made = g_string_free(g_steal_pointer(&all), FALSE);
    source->text = source->made;
    if (whole)
        relocate_parts(reader);
    return whole;
}

/* FALSE after a finding. */
static gboolean read_files(SourceReader *reader)
{
    const GPtrArray *paths = reader->resource->paths;
    g_autoptr(GPtrArray) mappings = g_ptr_array_new_with_free_func((GDestroyNotify)mapping_free);
    for (guint i = 0; i < paths->len; i++) {
        const cJSON *path = g_ptr_array_index(paths, i);
        /* one path is told by its key, one of several by itself */
        Mapping *mapping =
            package_files_open(reader->files, path->valuestring, resource_place(reader, path));
        if (mapping)
            g_ptr_array_add(mappings, mapping);
    }
    if (mappings->len < paths->len)
        return FALSE;
    resource_check_bytes(reader->resource, mappings, reader->files->findings);
    return paths->len == 1 ? read_file(reader, g_ptr_array_index(paths, 0), mappings)
                           : read_parts(reader, mappings);
}

TableSource *table_source_read(const Resource *resource, const PackageFiles *files,
                               GPtrArray *missing_values)
{
    g_autoptr(TableSource) source = g_new0(TableSource, 1);
    source->name = g_strdup(resource->name);
    SourceReader reader = {.resource = resource, .files = files, .source = source};
    gboolean usable = read_dialect(&reader);
    usable = read_schema(&reader, missing_values) && usable;
    if (!source->dialect) /* all is told at once, but nothing is read in a wrong dialect */
        return NULL;
    usable = (resource->data ? read_data(&reader) : read_files(&reader)) && usable;
    return usable ? g_steal_pointer(&source) : NULL;
}
