/*
 * table_source: the text of a resource's table, ready to be read: decoded, its
 * files put together, with its dialect and schema.
 */
#ifndef FIGTRAIL_TABLE_TABLE_SOURCE_H
#define FIGTRAIL_TABLE_TABLE_SOURCE_H

#include "table/dialect_parse.h"
#include "table/package_files.h"
#include "table/relocation.h"
#include "table/resource.h"
#include "table/schema.h"

typedef struct TableSource TableSource;
struct TableSource {
    char *name;       /* of the resource */
    char *file;       /* as findings name it; of a made text, until they are relocated */
    const char *text; /* length bytes */
    gsize length;
    Mapping *mapping; /* what text is of; NULL: it was made */
    char *made;       /* likewise; NULL: it was not */
    DialectStore *dialect;
    Schema *schema;         /* NULL: none; whoever reads the table may take it */
    Relocation *relocation; /* of a made text whose places are elsewhere; else NULL */
};

/* Of a resource that resource_parse found readable and tabular.  missing_values:
 * of the package, or NULL.  NULL when something is wrong, which findings say. */
TableSource *table_source_read(const Resource *resource, const PackageFiles *files,
                               GPtrArray *missing_values);
void table_source_free(TableSource *source); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TableSource, table_source_free)

#endif
