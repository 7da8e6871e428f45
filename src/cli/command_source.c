/*
 * source add: a text becomes a source: its snapshot is stored, its row written.  With
 * --replace a source that is there gets another text.
 */
#include "base/output.h"
#include "claims/claims.h"
#include "cli/command.h"
#include "evidence/snapshot.h"
#include "evidence/snapshot_fetch.h"
#include "evidence/snapshot_row.h"
#include "evidence/snapshot_store.h"

#include <string.h>

enum { DOCUMENT_LIMIT = 64 << 20, SECONDS = 60 };

/* What the user says of the source; NULL: nothing. */
typedef struct {
    char *data, *snapshots;
    char *id, *title, *publisher, *author, *published, *language, *type;
    char *relays, *url, *archive_url, *retrieved, *note;
    gboolean allow_private, replace;
} Wish;

static void wish_clear(Wish *wish)
{
    char *texts[] = {wish->data,   wish->snapshots,   wish->id,        wish->title, wish->publisher,
                     wish->author, wish->published,   wish->language,  wish->type,  wish->relays,
                     wish->url,    wish->archive_url, wish->retrieved, wish->note};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
}

/* The package with its findings; NULL with a status when it is not sound. */
static Package *read_sound(const char *data, int *status)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    g_autoptr(Package) package = package_read(data, findings, &error);
    *status = STATUS_CLEAN;
    if (error) {
        *status = command_trouble(error);
        return NULL;
    }
    if (package && findings_count(findings, LEVEL_ERROR) == 0)
        claims_free(claims_read(package, findings)); /* for its findings */
    if (findings_count(findings, LEVEL_ERROR) > 0 || !package_table_find(package, "sources")) {
        command_report(findings, "text", FALSE);
        *status = STATUS_FINDINGS;
        return NULL;
    }
    return g_steal_pointer(&package);
}

static gboolean is_url(const char *text)
{
    return g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://");
}

static gboolean id_is_plain(const char *id)
{
    /* it becomes a file name */
    return *id && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen(id) &&
           g_ascii_isalnum(*id) && strlen(id) <= 100;
}

/* The row of that id; -1: none. */
static int row_of(const Table *sources, const char *id)
{
    const int field = schema_field_find(sources->schema, "id");
    for (guint row = 0; field >= 0 && row < sources->n_rows; row++)
        if (g_strcmp0(table_text(sources, row, (guint)field), id) == 0)
            return (int)row;
    return -1;
}

/* The day on which a page was fetched: the one place where the clock is asked. */
static char *today(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    return g_date_time_format(now, "%Y-%m-%d");
}

/* Fetches or reads the document, and stores it as ID.txt. */
static StoredSnapshot *store(Wish *wish, const char *id, const char *origin, GError **error)
{
    if (!is_url(origin)) {
        gsize length;
        g_autofree char *bytes = input_read(origin, DOCUMENT_LIMIT, &length, error);
        const Document document = {.bytes = bytes, .length = length, .name = origin};
        return bytes ? snapshot_store(wish->snapshots, id, &document, error) : NULL;
    }
    const FetchOptions options = {wish->allow_private, DOCUMENT_LIMIT, SECONDS};
    g_autoptr(Fetched) fetched = fetch_url(origin, &options, error);
    if (!fetched)
        return NULL;
    if (!wish->url)
        wish->url = g_strdup(fetched->url);
    if (!wish->retrieved)
        wish->retrieved = today();
    const Document document = {.bytes = fetched->body->str,
                               .length = fetched->body->len,
                               .type = fetched->type,
                               .charset = fetched->charset,
                               .name = origin};
    return snapshot_store(wish->snapshots, id, &document, error);
}

/* What the page says of itself, where the user said nothing. */
static void complete(Wish *wish, const StoredSnapshot *stored, const char *origin)
{
    g_autofree char *name = g_path_get_basename(origin);
    if (!wish->title)
        wish->title = *stored->title ? g_strdup(stored->title) : g_strdup_printf("[%s]", name);
    if (!wish->language && *stored->language)
        wish->language = g_strdup(stored->language);
    if (!wish->type)
        wish->type = g_strdup("article");
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* The table with the new row. */
static GString *with_row(const Table *sources, const char *text, gsize length, const Wish *wish,
                         const StoredSnapshot *stored, GError **error)
{
    g_autofree char *bytes = g_strdup_printf("%" G_GSIZE_FORMAT, stored->bytes);
    const RowCellText cells[] = {
        {"id", wish->id},
        {"title", or_empty(wish->title)},
        {"publisher", or_empty(wish->publisher)},
        {"author", or_empty(wish->author)},
        {"published", or_empty(wish->published)},
        {"language", or_empty(wish->language)},
        {"type", or_empty(wish->type)},
        {"relays", or_empty(wish->relays)},
        {"url", or_empty(wish->url)},
        {"archive_url", or_empty(wish->archive_url)},
        {"retrieved", or_empty(wish->retrieved)},
        {"snapshot", stored->path},
        {"sha256", stored->sha256},
        {"bytes", bytes},
        {"note", or_empty(wish->note)},
    };
    return snapshot_row_insert(sources, text, length, cells, G_N_ELEMENTS(cells), error);
}

/* Where the text of a source that is there belongs: where it is, if anywhere. */
static char *replaced_path(const Table *sources, const char *id)
{
    const int field = schema_field_find(sources->schema, "snapshot");
    const char *path =
        field < 0 ? NULL : table_text(sources, (guint)row_of(sources, id), (guint)field);
    return path && *path ? g_strdup(path) : g_strdup_printf("%s.txt", id);
}

/* The table with what the text changes of its row.  Without a day given a file keeps the
 * day on which its source was retrieved. */
static GString *with_text(const Table *sources, const char *text, gsize length, const Wish *wish,
                          const StoredSnapshot *stored, GError **error)
{
    g_autofree char *bytes = g_strdup_printf("%" G_GSIZE_FORMAT, stored->bytes);
    g_autofree char *path = replaced_path(sources, wish->id);
    const RowCellText cells[] = {{"snapshot", path},
                                 {"sha256", stored->sha256},
                                 {"bytes", bytes},
                                 {"retrieved", wish->retrieved}};
    return snapshot_row_change(sources, (guint)row_of(sources, wish->id), text, length, cells,
                               G_N_ELEMENTS(cells) - (wish->retrieved ? 0 : 1), error);
}

/* Writes the table and reads the package again: what the rules do not accept is
 * taken back. */
static int write_row(const Table *sources, const Wish *wish, const StoredSnapshot *stored)
{
    GError *error = NULL;
    gsize length;
    g_autofree char *text = input_read(sources->file, INPUT_LIMIT, &length, &error);
    GString *changed = !text           ? NULL
                       : wish->replace ? with_text(sources, text, length, wish, stored, &error)
                                       : with_row(sources, text, length, wish, stored, &error);
    if (changed)
        output_write(sources->file, changed->str, changed->len, &error);
    if (changed)
        g_string_free(changed, TRUE);
    if (error)
        return command_trouble(error);
    int status;
    g_autoptr(Package) package = read_sound(wish->data, &status);
    if (package)
        return STATUS_CLEAN;
    if (!output_write(sources->file, text, length, &error))
        return command_trouble(error);
    fprintf(stderr, "figtrail source: nothing was %s\n", wish->replace ? "replaced" : "added");
    return status;
}

static int print_added(const Wish *wish, const StoredSnapshot *stored)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out, "%s %s: %s, %" G_GSIZE_FORMAT " bytes, SHA-256 %s\n",
                           wish->replace ? "replaced" : "added", wish->id, stored->path,
                           stored->bytes, stored->sha256);
    if (stored->raw)
        g_string_append_printf(out, "its text was taken from %s\n", stored->raw);
    if (wish->replace)
        g_string_append_printf(out,
                               "'figtrail audit --snapshots %s --update %s' looks for the quotes "
                               "of its claims again\n",
                               wish->snapshots, wish->id);
    return command_print(out->str);
}

/* The new text stands beside the old one until its row is written. */
static int replace(Wish *wish, const Table *sources, const char *origin)
{
    g_autofree char *path = replaced_path(sources, wish->id);
    if (!snapshot_path_is_safe(path))
        return command_usage_error(&command_source,
                                   "the snapshot \"%s\" of \"%s\" leads out of the folder", path,
                                   wish->id);
    g_autofree char *beside = g_strdup_printf("%s.new", path);
    GError *error = NULL;
    g_autoptr(StoredSnapshot) stored = store(wish, beside, origin, &error);
    if (!stored)
        return command_trouble(error);
    const int status = write_row(sources, wish, stored);
    if (status != STATUS_CLEAN) {
        snapshot_unstore(wish->snapshots, stored);
        return status;
    }
    if (!snapshot_rename(wish->snapshots, stored, path, &error))
        return command_trouble(error);
    return print_added(wish, stored);
}

static int add(Wish *wish, const char *origin)
{
    int status;
    g_autoptr(Package) package = read_sound(wish->data, &status);
    if (!package)
        return status;
    const Table *sources = package_table_find(package, "sources");
    const gboolean known = row_of(sources, wish->id) >= 0;
    if (known && !wish->replace)
        return command_usage_error(
            &command_source, "there is a source \"%s\" already: --replace gives it a new text",
            wish->id);
    if (!known && wish->replace)
        return command_usage_error(&command_source, "there is no source \"%s\" to replace",
                                   wish->id);
    if (known)
        return replace(wish, sources, origin);
    GError *error = NULL;
    g_autoptr(StoredSnapshot) stored = store(wish, wish->id, origin, &error);
    if (!stored)
        return command_trouble(error);
    complete(wish, stored, origin);
    status = write_row(sources, wish, stored);
    if (status == STATUS_CLEAN)
        return print_added(wish, stored);
    snapshot_unstore(wish->snapshots, stored);
    return status;
}

/* Whether the user says anything of the source itself. */
static gboolean describes(const Wish *wish)
{
    return wish->title || wish->publisher || wish->author || wish->published || wish->language ||
           wish->type || wish->relays || wish->url || wish->archive_url || wish->note;
}

static int run_wish(Wish *wish, int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "add") != 0)
        return command_usage_error(&command_source, "the one thing it does is 'add'");
    if (argc != 3)
        return command_usage_error(&command_source, "add takes one file or URL");
    if (!wish->id || !id_is_plain(wish->id))
        return command_usage_error(
            &command_source, "--id must be given, of lower-case letters, digits, '.' and '-'");
    if (wish->replace && describes(wish))
        return command_usage_error(&command_source,
                                   "--replace changes the text, its digest and size, and the day "
                                   "it was retrieved: edit the rest in the table");
    if (!wish->data)
        wish->data = g_strdup("data");
    if (!wish->snapshots)
        wish->snapshots = g_strdup(g_getenv("FIGTRAIL_SNAPSHOTS"));
    if (!wish->snapshots || !g_file_test(wish->snapshots, G_FILE_TEST_IS_DIR))
        return command_usage_error(&command_source,
                                   "name the folder of the sources' texts by --snapshots or "
                                   "FIGTRAIL_SNAPSHOTS");
    return add(wish, argv[2]);
}

static int run(int argc, char **argv)
{
    Wish wish = {0};
#define TEXT(option, member, help, kind)                                                           \
    {                                                                                              \
        option, 0, 0, G_OPTION_ARG_STRING, &wish.member, help, kind                                \
    }
    const GOptionEntry entries[] = {
        DATA_OPTION(&wish.data),
        SNAPSHOTS_OPTION(&wish.snapshots),
        TEXT("id", id, "Id of the source; the snapshot is ID.txt", "ID"),
        TEXT("title", title, "As printed (that of the page, or [name of the file])", "TEXT"),
        TEXT("publisher", publisher, "Who published it", "TEXT"),
        TEXT("author", author, "Who wrote it", "TEXT"),
        TEXT("published", published, "When, as precisely as known", "DATE"),
        TEXT("language", language, "BCP 47 (that of the page)", "TAG"),
        TEXT("type", type, "article (default), paper, post, ...", "TYPE"),
        TEXT("relays", relays, "Id of the source that it copies or retells", "ID"),
        TEXT("url", url, "Where it was read (what was fetched)", "URL"),
        TEXT("archive-url", archive_url, "Where a public archive keeps it", "URL"),
        TEXT("retrieved", retrieved, "Day on which it was stored (of a URL: today)", "DATE"),
        TEXT("note", note, "Anything else", "TEXT"),
        {"replace", 0, 0, G_OPTION_ARG_NONE, &wish.replace,
         "Give the source of that id this text instead of its own", NULL},
        {"allow-private", 0, 0, G_OPTION_ARG_NONE, &wish.allow_private,
         "Fetch from private networks and this machine, too", NULL},
        {0},
    };
#undef TEXT
    int status;
    if (command_options(&command_source, entries,
                        "Stores the text of FILE or URL in the snapshots folder and adds its row "
                        "to the table of\nsources.  HTML and PDF become text; the file itself is "
                        "kept beside it.  Nothing is fetched\nbut a URL named here.",
                        &argc, &argv, &status))
        status = run_wish(&wish, argc, argv);
    wish_clear(&wish);
    return status;
}

const Command command_source = {
    .name = "source",
    .usage = "add FILE|URL",
    .summary = "store the text of a source and add its row",
    .run = run,
};
