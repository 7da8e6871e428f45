#include "import/source_book.h"

#include "base/output.h"
#include "import/draft.h"

#include <string.h>

enum { ID_LENGTH_LIMIT = 64 };

struct SourceBook {
    const ClaimSet *claims;
    const Schema *schema;
    GPtrArray *sources;    /* of BookedSource* */
    GHashTable *by_key;    /* address or title -> BookedSource */
    GHashTable *known;     /* address -> const Source*: of the data */
    GHashTable *by_digest; /* of the data */
    GHashTable *ids;       /* that are taken */
};

static void booked_source_free(gpointer data)
{
    BookedSource *source = data;
    for (guint i = 0; i < N_SOURCE_COLUMNS; i++)
        g_free(source->cells[i]);
    g_string_free(source->excerpt, TRUE);
    g_free(source);
}

/* ---- addresses ------------------------------------------------------------------------------- */

/* Two addresses that differ in http and https, the case of the host or a last '/' lead to one
 * page. */
static char *url_key(const char *url)
{
    const char *start = strstr(url, "://");
    start = start ? start + 3 : url;
    const gsize host = strcspn(start, "/?#");
    g_autofree char *lower = g_ascii_strdown(start, (gssize)host);
    char *key = g_strconcat(lower, start + host, NULL);
    const gsize length = strlen(key);
    if (length > 0 && key[length - 1] == '/')
        key[length - 1] = '\0';
    return key;
}

/* The original before those that relay it, then the first id. */
static gboolean is_better(const Source *a, const Source *b)
{
    if (!a->relays != !b->relays)
        return !a->relays;
    return strcmp(a->id, b->id) < 0;
}

static void index_known(SourceBook *book, const Source *source)
{
    g_hash_table_add(book->ids, g_strdup(source->id));
    if (*source->sha256)
        g_hash_table_insert(book->by_digest, (gpointer)source->sha256, (gpointer)source);
    if (!*source->url)
        return;
    g_autofree char *key = url_key(source->url);
    const Source *other = g_hash_table_lookup(book->known, key);
    if (!other || is_better(source, other))
        g_hash_table_insert(book->known, g_steal_pointer(&key), (gpointer)source);
}

SourceBook *source_book_new(const ClaimSet *claims, const Schema *schema)
{
    SourceBook *book = g_new0(SourceBook, 1);
    book->claims = claims;
    book->schema = schema;
    book->sources = g_ptr_array_new_with_free_func(booked_source_free);
    book->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    book->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    book->by_digest = g_hash_table_new(g_str_hash, g_str_equal);
    book->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < claims->sources->len; i++)
        index_known(book, g_ptr_array_index(claims->sources, i));
    return book;
}

void source_book_free(SourceBook *book)
{
    if (!book)
        return;
    g_hash_table_unref(book->by_key);
    g_hash_table_unref(book->known);
    g_hash_table_unref(book->by_digest);
    g_hash_table_unref(book->ids);
    g_ptr_array_unref(book->sources);
    g_free(book);
}

/* ---- new rows -------------------------------------------------------------------------------- */

/* What the row says, else its address or title. */
static char *make_id(SourceBook *book, const char *const *cells)
{
    const char *from = cells[SOURCE_ID];
    g_autofree char *address = cells[SOURCE_URL] ? url_key(cells[SOURCE_URL]) : NULL;
    if (!from || !*from)
        from = address && *address ? address : cells[SOURCE_TITLE];
    return draft_id(g_str_has_prefix(from, "www.") ? from + 4 : from, ".", "source",
                    ID_LENGTH_LIMIT, book->ids);
}

static gboolean is_later(guint column)
{
    return column >= SOURCE_SNAPSHOT;
}

static BookedSource *add_source(SourceBook *book, const char *const *cells, const char *ending,
                                char **fault)
{
    BookedSource *source = g_new0(BookedSource, 1);
    source->excerpt = g_string_new(NULL);
    for (guint i = 0; i < N_SOURCE_RULES; i++)
        source->cells[i] = g_strdup(cells[i]);
    g_free(source->cells[SOURCE_ID]);
    source->cells[SOURCE_ID] = make_id(book, cells);
    source->cells[SOURCE_SNAPSHOT] =
        g_strdup_printf("imported/%s.%s", source->cells[SOURCE_ID], ending);
    if (!source->cells[SOURCE_TITLE] || !*source->cells[SOURCE_TITLE]) {
        /* a description in square brackets, as the data have it */
        g_free(source->cells[SOURCE_TITLE]);
        source->cells[SOURCE_TITLE] = g_strdup_printf("[%s]", cells[SOURCE_URL]);
    }
    g_autofree char *key = cells[SOURCE_URL] ? url_key(cells[SOURCE_URL]) : NULL;
    const Source *known = key ? g_hash_table_lookup(book->known, key) : NULL;
    if (known && (!cells[SOURCE_RELAYS] || !*cells[SOURCE_RELAYS])) {
        g_free(source->cells[SOURCE_RELAYS]);
        source->cells[SOURCE_RELAYS] = g_strdup(known->id);
    }
    *fault = draft_fault(book->schema, source_columns, (const char *const *)source->cells,
                         N_SOURCE_COLUMNS, is_later);
    if (!*fault && source->cells[SOURCE_RELAYS] && *source->cells[SOURCE_RELAYS] &&
        !g_hash_table_contains(book->ids, source->cells[SOURCE_RELAYS]))
        *fault =
            g_strdup_printf("there is no source \"%s\" to relay", source->cells[SOURCE_RELAYS]);
    if (*fault) {
        booked_source_free(source);
        return NULL;
    }
    g_hash_table_add(book->ids, g_strdup(source->cells[SOURCE_ID]));
    g_ptr_array_add(book->sources, source);
    return source;
}

BookedSource *source_book_find(SourceBook *book, const char *const *cells, const char *ending,
                               gboolean *retitled, char **fault)
{
    *retitled = FALSE;
    const char *url = cells[SOURCE_URL] ? cells[SOURCE_URL] : "";
    const char *title = cells[SOURCE_TITLE] ? cells[SOURCE_TITLE] : "";
    if (!*url && !*title) {
        *fault = g_strdup("it names no source: neither an address nor a title");
        return NULL;
    }
    g_autofree char *address = url_key(url);
    g_autofree char *key =
        *url ? g_strconcat("url ", address, NULL) : g_strconcat("title ", title, NULL);
    BookedSource *source = g_hash_table_lookup(book->by_key, key);
    if (source) {
        *retitled = *title && strcmp(title, source->cells[SOURCE_TITLE]) != 0;
        return source;
    }
    source = add_source(book, cells, ending, fault);
    if (source)
        g_hash_table_insert(book->by_key, g_steal_pointer(&key), source);
    return source;
}

/* ---- stored texts ---------------------------------------------------------------------------- */

gsize booked_source_cite(BookedSource *source, const char *file, const ForeignReader *reader,
                         const ForeignRow *row)
{
    gsize length, start, end;
    const char *text = foreign_reader_text(reader, &length);
    if (source->last_file != file) {
        foreign_reader_header(reader, &start, &end);
        g_string_append_len(source->excerpt, text + start, (gssize)(end - start));
    } else if (source->last_row == row->start) {
        return source->last_offset;
    }
    source->last_file = file;
    source->last_row = row->start;
    source->last_offset = source->excerpt->len;
    g_string_append_len(source->excerpt, text + row->start, (gssize)(row->end - row->start));
    g_string_append_c(source->excerpt, '\n');
    return source->last_offset;
}

void source_book_close(SourceBook *book)
{
    for (guint i = 0; i < book->sources->len; i++) {
        BookedSource *source = g_ptr_array_index(book->sources, i);
        if (source->n_claims == 0 || source->cells[SOURCE_SHA256])
            continue;
        const GString *excerpt = source->excerpt;
        source->cells[SOURCE_SHA256] = digest_bytes(excerpt->str, excerpt->len);
        source->cells[SOURCE_BYTES] = g_strdup_printf("%" G_GSIZE_FORMAT, excerpt->len);
        const Source *same = g_hash_table_lookup(book->by_digest, source->cells[SOURCE_SHA256]);
        g_autofree char *key = url_key(source->cells[SOURCE_URL] ? source->cells[SOURCE_URL] : "");
        g_autofree char *same_key = same ? url_key(same->url) : NULL;
        if (same && strcmp(key, same_key) == 0)
            source->same = same;
    }
}

const GPtrArray *source_book_sources(const SourceBook *book)
{
    return book->sources;
}

gboolean booked_source_is_new(const BookedSource *source)
{
    return source->n_claims > 0 && !source->same;
}
