#include "table/relation.h"

#include "table/key.h"
#include "table/rules.h"
#include "table/suggest.h"
#include "table/type.h"

/* A warning: two measurements may well be the same. */
const Rule rule_duplicate_row = {"duplicate-row", LEVEL_WARNING,
                                 "a row stands twice in a table without a key"};
const Rule rule_unique_error = {"unique-error", LEVEL_ERROR,
                                "a value stands twice in a field whose values are unique"};
const Rule rule_primary_key = {"primary-key", LEVEL_ERROR,
                               "a primary key is empty, or stands twice in its table"};
const Rule rule_foreign_key = {"foreign-key", LEVEL_ERROR,
                               "a foreign key refers to a row that is not there"};

/* A search for a near miss reads the whole other table; when this many values
 * are wrong, it is no slip of the pen. */
enum { SUGGESTIONS_LIMIT = 50 };

static gboolean has_all_fields(const Key *key)
{
    for (guint i = 0; i < key->n_fields; i++) {
        if (!table_has_field(key->table, key->fields[i]))
            return FALSE;
    }
    return TRUE;
}

static char *field_names(const Key *key)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < key->n_fields; i++)
        g_string_append_printf(out, "%s'%s'", i > 0 ? ", " : "",
                               key->table->schema->fields[key->fields[i]].name);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- within a table ------------------------------------------------------- */

static void check_duplicates(const Key *key, const Rule *rule, Findings *findings)
{
    const Table *table = key->table;
    g_autofree gboolean *numeric = g_new(gboolean, key->n_fields);
    for (guint i = 0; i < key->n_fields; i++)
        numeric[i] = table->schema->fields[key->fields[i]].type->numeric;
    g_autofree char *names = field_names(key);
    g_autoptr(KeyIndex) index = key_index_new(key, numeric);
    for (guint row = 0; row < table->n_rows; row++) {
        if (key_is_missing(key, row))
            continue;
        const gint64 first = key_index_add(index, row);
        if (first < 0)
            continue;
        g_autofree char *value = key_format(key, row);
        const Place place = table_place(table, row, key->fields[0]);
        g_autofree char *line =
            relocation_line(NULL, table_place(table, (guint)first, key->fields[0]), place);
        findings_add(findings, rule, place, "%s in %s stands already in %s; give each row its own",
                     value, names, line);
    }
}

static void check_rows(const Table *table, Findings *findings)
{
    guint n;
    const guint *fields = table_column_fields(table, &n);
    if (!fields)
        return;
    const Key key = {table, fields, n};
    g_autofree gboolean *numeric = g_new0(gboolean, n);
    g_autoptr(KeyIndex) index = key_index_new(&key, numeric);
    for (guint row = 0; row < table->n_rows; row++) {
        const gint64 first = table_row_is_complete(table, row) ? key_index_add(index, row) : -1;
        if (first < 0)
            continue;
        Place place = table_place(table, row, fields[0]);
        place.column = place.end_line = place.end_column = 0;
        g_autofree char *line =
            relocation_line(NULL, table_place(table, (guint)first, fields[0]), place);
        findings_add(findings, &rule_duplicate_row, place, DUPLICATE_ROW, line);
    }
}

/* A field that is required has its finding where it is empty. */
static void check_key_filled(const Key *key, Findings *findings)
{
    const Table *table = key->table;
    for (guint i = 0; i < key->n_fields; i++) {
        const Field *field = &table->schema->fields[key->fields[i]];
        for (guint row = 0; row < table->n_rows && !field->required; row++) {
            if (table_cell(table, row, key->fields[i])->missing)
                findings_add(findings, &rule_primary_key, table_place(table, row, key->fields[i]),
                             "'%s' is empty, but belongs to the primary key", field->name);
        }
    }
}

void relation_check_keys(const Table *table, Findings *findings)
{
    const Schema *schema = table->schema;
    const Key primary = {table, schema->primary_key, schema->n_primary_key};
    for (guint i = 0; i < schema->n_fields; i++) {
        const Key key = {table, &i, 1};
        /* one fault, one finding: a primary key of one field is unique anyway */
        const gboolean is_primary = primary.n_fields == 1 && primary.fields[0] == i;
        if (schema->fields[i].unique && !is_primary && has_all_fields(&key))
            check_duplicates(&key, &rule_unique_error, findings);
    }
    for (guint i = 0; i < schema->unique_keys->len; i++) {
        const UniqueKey *unique = &g_array_index(schema->unique_keys, UniqueKey, i);
        const Key key = {table, unique->fields, unique->n_fields};
        if (has_all_fields(&key))
            check_duplicates(&key, &rule_unique_error, findings);
    }
    if (primary.n_fields > 0 && has_all_fields(&primary)) {
        check_key_filled(&primary, findings);
        check_duplicates(&primary, &rule_primary_key, findings);
    }
    if (!schema_has_unique(schema))
        check_rows(table, findings);
}

/* ---- between tables ------------------------------------------------------- */

/* The value of the other table that a key of one field may mean, or NULL. */
static const char *nearest_value(const Key *other, const char *text)
{
    Suggestion suggestion;
    suggest_init(&suggestion, text);
    for (guint row = 0; row < other->table->n_rows; row++)
        suggest_offer(&suggestion, table_cell(other->table, row, other->fields[0])->text);
    return suggestion.best;
}

static void report_dangling(const Key *key, guint row, const Key *other, gboolean suggest,
                            Findings *findings)
{
    g_autofree char *value = key_format(key, row);
    g_autofree char *names = field_names(key);
    g_autofree char *other_names = field_names(other);
    const Place place = table_place(key->table, row, key->fields[0]);
    const char *file = other->table->file;
    const char *text = table_cell(key->table, row, key->fields[0])->text;
    const char *meant = suggest && key->n_fields == 1 ? nearest_value(other, text) : NULL;
    if (meant)
        findings_add(findings, &rule_foreign_key, place,
                     "%s in %s is no %s of %s; did you mean \"%s\"? if not, add it to %s", value,
                     names, other_names, file, meant, file);
    else
        findings_add(findings, &rule_foreign_key, place,
                     "%s in %s is no %s of %s; add it to %s or correct the spelling", value, names,
                     other_names, file, file);
}

static void check_references(const Key *key, const Key *other, Findings *findings)
{
    g_autofree gboolean *numeric = g_new(gboolean, key->n_fields);
    for (guint i = 0; i < key->n_fields; i++)
        numeric[i] = key->table->schema->fields[key->fields[i]].type->numeric &&
                     other->table->schema->fields[other->fields[i]].type->numeric;
    g_autoptr(KeyIndex) index = key_index_new(other, numeric);
    for (guint row = 0; row < other->table->n_rows; row++) {
        if (!key_is_missing(other, row))
            key_index_add(index, row);
    }
    guint n_dangling = 0;
    for (guint row = 0; row < key->table->n_rows; row++) {
        /* as in SQL: a key with an empty part refers to nothing */
        if (!key_is_missing(key, row) && key_index_find(index, key, row) < 0)
            report_dangling(key, row, other, n_dangling++ < SUGGESTIONS_LIMIT, findings);
    }
}

gboolean foreign_key_find_fields(const ForeignKey *foreign_key, const Schema *other,
                                 const char *file, guint *fields, Findings *findings)
{
    for (guint i = 0; i < foreign_key->n_fields; i++) {
        const char *name = g_ptr_array_index(foreign_key->other_fields, i);
        const int field = schema_field_find(other, name);
        if (field < 0) {
            findings_add(findings, &rule_schema_error, foreign_key->place,
                         "the foreign key refers to a field '%s', which %s lacks", name, file);
            return FALSE;
        }
        fields[i] = (guint)field;
    }
    return TRUE;
}

void relation_check_foreign_key(const Table *table, const ForeignKey *foreign_key,
                                const Table *other, Findings *findings)
{
    if (!other)
        return;
    g_autofree guint *other_fields = g_new(guint, foreign_key->n_fields);
    if (!foreign_key_find_fields(foreign_key, other->schema, other->file, other_fields, findings))
        return;
    const Key key = {table, foreign_key->fields, foreign_key->n_fields};
    const Key other_key = {other, other_fields, foreign_key->n_fields};
    if (table_is_whole(other) && has_all_fields(&key) && has_all_fields(&other_key))
        check_references(&key, &other_key, findings);
}
