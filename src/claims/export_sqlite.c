/*
 * An SQLite database, made in memory and given as the bytes of its file: the
 * same data are the same bytes, with one version of SQLite.
 */
#include "claims/export_sqlite.h"

#include "claims/export_format.h"
#include "claims/figures_format.h"
#include "claims/sqlite_library.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(sqlite3_stmt, sqlite3_finalize)

/* A database in the making.  Its first failure sticks; later calls do nothing. */
typedef struct {
    sqlite3 *database;
    char *failure; /* NULL: all is well */
} Writer;

static void check(Writer *writer, int code)
{
    if (!writer->failure && code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        writer->failure = g_strdup(sqlite3_errmsg(writer->database));
}

static void run(Writer *writer, const char *sql)
{
    if (!writer->failure)
        check(writer, sqlite3_exec(writer->database, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *prepare(Writer *writer, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (!writer->failure)
        check(writer, sqlite3_prepare_v2(writer->database, sql, -1, &statement, NULL));
    return statement;
}

/* "INSERT INTO claims VALUES (?,?,?)" */
static sqlite3_stmt *prepare_insert(Writer *writer, const char *table, guint width)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_append_printf(sql, "INSERT INTO %s VALUES (?", table);
    for (guint i = 1; i < width; i++)
        g_string_append(sql, ",?");
    g_string_append_c(sql, ')');
    return prepare(writer, sql->str);
}

/* text is borrowed until the row is inserted; "" is NULL. */
static void bind_text(Writer *writer, sqlite3_stmt *statement, int position, const char *text)
{
    if (writer->failure)
        return;
    check(writer, text && *text ? sqlite3_bind_text(statement, position, text, -1, SQLITE_STATIC)
                                : sqlite3_bind_null(statement, position));
}

static void insert(Writer *writer, sqlite3_stmt *statement)
{
    if (writer->failure)
        return;
    check(writer, sqlite3_step(statement));
    check(writer, sqlite3_reset(statement));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void bind_cell(Writer *writer, sqlite3_stmt *statement, int position, const ExportCell *cell,
                      ExportType type)
{
    if (writer->failure)
        return;
    const gboolean number = cell->kind == CELL_NUMBER || cell->kind == CELL_BOOLEAN;
    if (number && (type == EXPORT_INTEGER || type == EXPORT_BOOLEAN))
        check(writer, sqlite3_bind_int64(statement, position, (sqlite3_int64)cell->number));
    else if (number)
        check(writer, sqlite3_bind_double(statement, position, cell->number));
    else
        bind_text(writer, statement, position, cell->kind == CELL_TEXT ? cell->text : NULL);
}

/* Takes table. */
static void add_table(Writer *writer, ExportTable *table)
{
    g_autofree char *plan = sqlite_plan_table(table);
    run(writer, plan);
    const guint width = export_table_width(table);
    g_autoptr(sqlite3_stmt) statement = prepare_insert(writer, table->name, width);
    for (guint row = 0; row < table->n_rows && !writer->failure; row++) {
        ExportCell cell;
        for (guint i = 0; i < width; i++) {
            export_table_cell(table, row, i, &cell);
            bind_cell(writer, statement, (int)i + 1, &cell, export_table_column(table, i)->type);
        }
        insert(writer, statement);
    }
    export_table_free(table);
}

static void add_member(Writer *writer, sqlite3_stmt *statement, const Figure *figure,
                       const Claim *claim, const char *role, const char *reason)
{
    bind_text(writer, statement, 1, claim->id);
    bind_text(writer, statement, 2, figure->key);
    bind_text(writer, statement, 3, role);
    bind_text(writer, statement, 4, reason);
    insert(writer, statement);
}

static void add_members(Writer *writer, sqlite3_stmt *statement, const Figure *figure)
{
    if (figure->chosen)
        add_member(writer, statement, figure, figure->chosen, "chosen", NULL);
    for (guint i = 0; i < figure->agreeing->len; i++)
        add_member(writer, statement, figure, g_ptr_array_index(figure->agreeing, i), "agreeing",
                   NULL);
    const struct {
        const GArray *rivals;
        const char *role;
    } others[] = {{figure->rivals, "rival"}, {figure->set_aside, "set aside"}};
    for (gsize k = 0; k < G_N_ELEMENTS(others); k++) {
        for (guint i = 0; i < others[k].rivals->len; i++) {
            const Rival *rival = &g_array_index(others[k].rivals, Rival, i);
            add_member(writer, statement, figure, rival->claim, others[k].role, rival->reason);
        }
    }
}

static void add_figures(Writer *writer, const Selection *selection)
{
    g_autoptr(sqlite3_stmt) figures = prepare_insert(writer, "merged_figures", 8);
    g_autoptr(sqlite3_stmt) members = prepare_insert(writer, "figure_claims", 4);
    for (guint i = 0; i < selection->figures->len && !writer->failure; i++) {
        const Figure *figure = g_ptr_array_index(selection->figures, i);
        bind_text(writer, figures, 1, figure->key);
        bind_text(writer, figures, 2, figure->subject->id);
        bind_text(writer, figures, 3, figure->metric->id);
        bind_text(writer, figures, 4, figure->setting);
        bind_text(writer, figures, 5, figure->as_of_text);
        bind_text(writer, figures, 6, figure_agreement_name(figure));
        check(writer, sqlite3_bind_int64(figures, 7, figure->n_sources));
        bind_text(writer, figures, 8, figure->chosen ? figure->chosen->id : NULL);
        insert(writer, figures);
        add_members(writer, members, figure);
    }
}

/* What the descriptor says of the package in plain words. */
static void add_about(Writer *writer, const cJSON *descriptor)
{
    static const char *const names[] = {"name", "title", "description", "version", "homepage"};
    g_autoptr(sqlite3_stmt) statement = prepare_insert(writer, "about", 2);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *value = json_string(descriptor, names[i]);
        if (!value || !*value)
            continue;
        bind_text(writer, statement, 1, names[i]);
        bind_text(writer, statement, 2, value);
        insert(writer, statement);
    }
    g_autoptr(GString) licences = g_string_new(NULL);
    const cJSON *licence;
    cJSON_ArrayForEach(licence, json_member(descriptor, "licenses"))
    {
        const char *name = json_string(licence, "name");
        if (name)
            g_string_append_printf(licences, "%s%s", licences->len > 0 ? ", " : "", name);
    }
    if (licences->len > 0) {
        bind_text(writer, statement, 1, "licenses");
        bind_text(writer, statement, 2, licences->str);
        insert(writer, statement);
    }
}

/* ---- the file -------------------------------------------------------------------------------- */

static void build(Writer *writer, const ExportRequest *request)
{
    run(writer, sqlite_plan_settings);
    run(writer, "BEGIN");
    add_table(writer, export_table_sources(request->selection));
    add_table(writer, export_table_subjects(request->selection));
    add_table(writer, export_table_metrics(request->selection));
    add_table(writer, export_table_claims(request->selection));
    run(writer, sqlite_plan_merged);
    add_about(writer, request->descriptor);
    add_figures(writer, request->selection);
    run(writer, sqlite_plan_views);
    run(writer, "COMMIT");
}

gboolean export_sqlite(const ExportRequest *request, GString *out, GError **error)
{
    g_autoptr(sqlite3) database = NULL;
    const int code = sqlite3_open(":memory:", &database);
    Writer writer = {.database = database};
    check(&writer, code);
    build(&writer, request);

    sqlite3_int64 length = 0;
    unsigned char *bytes = writer.failure ? NULL : sqlite3_serialize(database, "main", &length, 0);
    if (!bytes) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot make the database: %s",
                    writer.failure ? writer.failure : "not enough memory");
        g_free(writer.failure);
        return FALSE;
    }
    g_string_append_len(out, (const char *)bytes, (gssize)length);
    sqlite3_free(bytes);
    return TRUE;
}
