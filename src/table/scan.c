#include "table/scan_run.h"

#include "table/relation.h"
#include "table/rules.h"

#include <string.h>

/* ---- which keys ------------------------------------------------------------ */

static ScanKey unique_key(const ScanTable *table, const guint *fields, guint n_fields,
                          gboolean primary)
{
    ScanKey key = {.use = KEY_UNIQUE, .fields = fields, .n_fields = n_fields, .primary = primary};
    key.rule = primary ? &rule_primary_key : &rule_unique_error;
    key.numeric = g_new(gboolean, MAX(n_fields, 1));
    for (guint i = 0; i < n_fields; i++)
        key.numeric[i] = table->schema->fields[fields[i]].type->numeric;
    key.parts = g_ptr_array_new_with_free_func((GDestroyNotify)key_part_free);
    return key;
}

static void add_key(ScanRun *run, ScanKey key)
{
    if (!scan_plan_add(&run->plan, &key))
        scan_key_clear(&key);
}

static void add_unique_keys(ScanRun *run)
{
    const Schema *schema = run->table->schema;
    for (guint i = 0; i < schema->n_fields; i++) {
        /* one fault, one finding: a primary key of one field is unique anyway */
        const gboolean is_primary = schema->n_primary_key == 1 && schema->primary_key[0] == i;
        if (!schema->fields[i].unique || is_primary)
            continue;
        guint *field = g_memdup2(&i, sizeof i);
        ScanKey key = unique_key(run->table, field, 1, FALSE);
        key.own_fields = field;
        add_key(run, key);
    }
    for (guint i = 0; i < schema->unique_keys->len; i++) {
        const UniqueKey *key = &g_array_index(schema->unique_keys, UniqueKey, i);
        add_key(run, unique_key(run->table, key->fields, key->n_fields, FALSE));
    }
    if (schema->n_primary_key > 0)
        add_key(run, unique_key(run->table, schema->primary_key, schema->n_primary_key, TRUE));
}

/* All columns together, as texts, where no key of the schema tells rows apart. */
static void add_row_key(ScanRun *run)
{
    const Schema *schema = run->table->schema;
    if (schema_has_unique(schema) || run->layout.n_columns == 0)
        return;
    for (guint i = 0; i < run->layout.n_columns; i++) {
        if (run->layout.fields[i] < 0) /* it may tell them apart */
            return;
    }
    guint *fields = g_memdup2(run->layout.fields, sizeof *fields * run->layout.n_columns);
    ScanKey key = unique_key(run->table, fields, run->layout.n_columns, FALSE);
    memset(key.numeric, 0, sizeof *key.numeric * key.n_fields);
    key.own_fields = fields;
    key.rule = &rule_duplicate_row;
    key.whole_row = TRUE;
    add_key(run, key);
}

/* ---- which foreign keys ---------------------------------------------------- */

/* A foreign key that can be checked. */
typedef struct {
    guint from, to; /* tables */
    const ForeignKey *foreign_key;
    guint *other_fields;
    gboolean *numeric;
    KeySet *set; /* of the values that it may have */
    gboolean checked;
} Link;

static void link_clear(gpointer data)
{
    Link *link = data;
    g_free(link->other_fields);
    g_free(link->numeric);
    key_set_free(link->set);
}

static gboolean have_columns(const ScanRun *run, const guint *fields, guint n_fields)
{
    for (guint i = 0; i < n_fields; i++) {
        if (!run->readable || run->layout.columns[fields[i]] < 0)
            return FALSE;
    }
    return TRUE;
}

static void add_link(GArray *links, const ScanRun *runs, guint from, guint to,
                     const ForeignKey *foreign_key, Findings *findings)
{
    const ScanTable *table = runs[from].table, *other = runs[to].table;
    Link link = {.from = from, .to = to, .foreign_key = foreign_key};
    link.other_fields = g_new(guint, MAX(foreign_key->n_fields, 1));
    link.numeric = g_new(gboolean, MAX(foreign_key->n_fields, 1));
    if (!foreign_key_find_fields(foreign_key, other->schema, other->file, link.other_fields,
                                 findings) ||
        !have_columns(&runs[from], foreign_key->fields, foreign_key->n_fields) ||
        !have_columns(&runs[to], link.other_fields, foreign_key->n_fields)) {
        link_clear(&link);
        return;
    }
    for (guint i = 0; i < foreign_key->n_fields; i++)
        link.numeric[i] = table->schema->fields[foreign_key->fields[i]].type->numeric &&
                          other->schema->fields[link.other_fields[i]].type->numeric;
    link.set = key_set_new();
    g_array_append_val(links, link);
}

static GArray *find_links(ScanRun *runs, guint n, Findings *findings)
{
    GArray *links = g_array_new(FALSE, FALSE, sizeof(Link));
    g_array_set_clear_func(links, link_clear);
    for (guint i = 0; i < n; i++) {
        const GArray *keys = runs[i].table->schema->foreign_keys;
        for (guint j = 0; j < keys->len; j++) {
            const ForeignKey *key = &g_array_index(keys, ForeignKey, j);
            for (guint k = 0; k < n; k++) {
                if (*key->resource ? strcmp(runs[k].table->name, key->resource) == 0 : k == i) {
                    add_link(links, runs, i, k, key, findings);
                    break;
                }
            }
        }
    }
    return links;
}

/* The table's part in a link: it refers, or is referred to. */
static ScanKey link_key(const Link *link, const ScanRun *runs, KeyUse use)
{
    const guint n = link->foreign_key->n_fields;
    ScanKey key = {.use = use, .n_fields = n, .foreign_key = link->foreign_key};
    key.fields = use == KEY_REFERENCE ? link->foreign_key->fields : link->other_fields;
    key.numeric = g_memdup2(link->numeric, sizeof(gboolean) * n);
    key.other = runs[link->to].table;
    key.other_fields = g_memdup2(link->other_fields, sizeof(guint) * n);
    key.target = key.set = link->set;
    return key;
}

/* ---- tables ---------------------------------------------------------------- */

/* Whether all that the table refers to has been read, so that one reading does. */
static gboolean is_ready(const GArray *links, const ScanRun *runs, guint table)
{
    for (guint i = 0; i < links->len; i++) {
        const Link *link = &g_array_index(links, Link, i);
        if (link->from == table && link->to != table && !runs[link->to].done)
            return FALSE;
    }
    return TRUE;
}

/* The next table to read: one that is ready, or else any. */
static guint choose(const GArray *links, const ScanRun *runs, guint n)
{
    guint any = n;
    for (guint i = 0; i < n; i++) {
        if (runs[i].done)
            continue;
        if (is_ready(links, runs, i))
            return i;
        any = any < n ? any : i;
    }
    return any;
}

static void read_table(GArray *links, ScanRun *runs, guint table)
{
    ScanRun *run = &runs[table];
    run->done = TRUE;
    if (!run->readable)
        return;
    add_unique_keys(run);
    add_row_key(run);
    for (guint i = 0; i < links->len; i++) {
        Link *link = &g_array_index(links, Link, i);
        if (link->to == table)
            add_key(run, link_key(link, runs, KEY_COLLECT));
        if (link->from == table && link->to != table && runs[link->to].done) {
            link->checked = TRUE;
            if (runs[link->to].whole)
                add_key(run, link_key(link, runs, KEY_REFERENCE));
        }
    }
    scan_run_read(run);
}

/* What refers to its own table, or in a circle: the values are known only now. */
static void read_again(GArray *links, ScanRun *runs, guint table)
{
    ScanRun *run = &runs[table];
    scan_run_restart(run);
    for (guint i = 0; i < links->len; i++) {
        const Link *link = &g_array_index(links, Link, i);
        if (link->from == table && !link->checked && runs[link->to].whole)
            add_key(run, link_key(link, runs, KEY_REFERENCE));
    }
    if (run->plan.keys->len > 0)
        scan_run_read(run);
}

void scan_tables(ScanTable *tables, guint n, const ScanOptions *options, Findings *findings)
{
    static const ScanOptions none;
    g_autofree ScanRun *runs = g_new0(ScanRun, MAX(n, 1));
    for (guint i = 0; i < n; i++)
        scan_run_init(&runs[i], &tables[i], options ? options : &none, findings);
    g_autoptr(GArray) links = find_links(runs, n, findings);
    guint next;
    while ((next = choose(links, runs, n)) < n)
        read_table(links, runs, next);
    for (guint i = 0; i < n; i++) {
        if (runs[i].readable)
            read_again(links, runs, i);
    }
    for (guint i = 0; i < n; i++)
        scan_run_clear(&runs[i]);
}
