/*
 * package: a Frictionless Data Package, read and checked.
 *
 * package_read is the whole of the table stage: descriptor to schemas, CSV
 * files to typed tables, every check on them.  What comes out is safe to use
 * when findings holds no error.
 */
#ifndef FIGTRAIL_TABLE_PACKAGE_H
#define FIGTRAIL_TABLE_PACKAGE_H

#include "base/json.h"
#include "table/scan.h"
#include "table/table.h"

/* A file that the package was read from. */
typedef struct {
    char *path;   /* relative to the package's folder, '/' separated */
    char *sha256; /* of its bytes */
} PackageFile;

typedef struct {
    char *folder;             /* of the descriptor, as given; "." when none was */
    char *name;               /* of the package; "" when it has none */
    GPtrArray *tables;        /* of Table*, in the descriptor's order */
    GPtrArray *files;         /* of PackageFile*, the descriptor first, then by path */
    guint n_tables, n_rows;   /* that were read, stored or not */
    JsonDocument *descriptor; /* for what later stages find there */
    GPtrArray *sources;       /* of TableSource*, when tables were tapped; else NULL */
} Package;

/* Reads DIR/datapackage.json (or the descriptor itself, when path is a file)
 * and all its tables, and checks them by every table rule.  Faults in the data
 * are findings.  NULL with error when the descriptor cannot be read; NULL
 * without error when it cannot be used (findings say why).  A table whose file
 * cannot be read is a finding ("file-missing") and is left out. */
Package *package_read(const char *path, Findings *findings, GError **error);
/* The same findings, but when the package lacks one of the wanted resources (NULL ends them), its
 * tables are checked without being stored (table/scan.h): tables is empty then, and files holds
 * the descriptor only. */
Package *package_check(const char *path, const char *const *wanted, Findings *findings,
                       GError **error);

typedef struct TableSource TableSource; /* table_source.h */

/* What is taken along while tables are scanned. */
typedef struct {
    const char *const
        *stored; /* names of tables that are stored, before others are read; NULL ends */
    gpointer data;
    /* The tap of another table; NULL: none.  The stored ones are in the package; with a fault in
     * one it is not called. */
    ScanTap *(*open)(gpointer data, const Package *package, const TableSource *source);
    const ScanOptions *options; /* NULL: the usual */
} PackageTaps;

/* The same findings again, but tables are stored or scanned as taps says.  What taps look at
 * (texts, schemas) lives as long as the package; files holds the descriptor only. */
Package *package_scan(const char *path, const PackageTaps *taps, Findings *findings,
                      GError **error);
void package_free(Package *package); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Package, package_free)

/* The table of that resource name, or NULL. */
const Table *package_table_find(const Package *package, const char *name);

/* Every rule that this folder checks, for 'validate --rules'. */
extern const Rule *const table_rules[];
extern const guint n_table_rules;

#endif
