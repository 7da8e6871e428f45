/*
 * map: how somebody else's tables become claims (data/maps/README.md is its
 * description for people).
 *
 * Read from JSON by map_read, then only read, but for the columns of its rules,
 * which are bound to one file at a time (map_table_bind).
 */
#ifndef FIGTRAIL_IMPORT_MAP_H
#define FIGTRAIL_IMPORT_MAP_H

#include "import/columns.h"
#include "import/text_rule.h"
#include "table/dialect_parse.h"

typedef struct {
    char *key;
    TextRule *rule;
} MapSetting;

/* One claim that each row may give. */
typedef struct {
    Place place;                       /* in the map */
    TextRule *fields[N_CLAIM_COLUMNS]; /* NULL: the import finds it by itself, or it stays empty */
    GArray *settings;                  /* of MapSetting, sorted by key; beside fields[SETTING] */
    TextRule *split;                   /* a cell that holds several figures; NULL: none */
    const char *split_by;
    gboolean has_shift;
    int shift; /* the value is the print with its point so many places to the right */
} MapClaim;

/* Rows that are left out on purpose. */
typedef struct {
    TextRule *text;
    const char *is; /* the text is that, or */
    GRegex *match;  /* fits that; NULL: 'is' counts */
    const char *reason;
} MapSkip;

/* Files of one shape. */
typedef struct {
    Place place;
    const char *file; /* pattern of names, '*' and '?'; NULL: any */
    const char *format, *rows;
    const char *language; /* of the prints */
    DialectStore *dialect;
    GHashTable *missing;                  /* of char*; NULL: none but "" */
    GPtrArray *skips;                     /* of MapSkip* */
    TextRule *source[N_SOURCE_RULES];     /* NULL: nothing */
    gboolean has_source;                  /* else claims name an id of the sources */
    TextRule *subject[N_SUBJECT_COLUMNS]; /* of new subjects */
    GPtrArray *claims;                    /* of MapClaim* */
} MapTable;

/* A metric that the map brings along. */
typedef struct {
    Place place;
    char *cells[N_METRIC_COLUMNS];
} MapMetric;

typedef struct {
    JsonDocument *document;
    GPtrArray *tables;  /* of MapTable* */
    GPtrArray *metrics; /* of MapMetric* */
} ImportMap;

/* Faults of the map are findings; it must then not be used.  NULL with error when
 * it cannot be read, NULL without when it is no JSON. */
ImportMap *import_map_read(const char *path, Findings *findings, GError **error);
void import_map_free(ImportMap *map); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImportMap, import_map_free)

/* The first table whose pattern fits a file's name, or NULL. */
MapTable *import_map_table(const ImportMap *map, const char *file_name);

/* Binds every rule of the table to the columns of file. */
void map_table_bind(MapTable *table, const GPtrArray *columns, const char *file,
                    Findings *findings);

#endif
