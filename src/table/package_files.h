/*
 * package_files: the files of a package, all below its folder.
 */
#ifndef FIGTRAIL_TABLE_PACKAGE_FILES_H
#define FIGTRAIL_TABLE_PACKAGE_FILES_H

#include "base/json.h"
#include "base/mapping.h"

typedef struct {
    const char *folder;  /* of the descriptor */
    GPtrArray *files;    /* of PackageFile*: what was read is noted; NULL: it is not */
    GHashTable *schemas; /* Schema* by path, NULL where it is of no use: of files that tables share;
                            NULL: they are read for each */
    Findings *findings;
} PackageFiles;

/* NULL, or why a path is not one of a file in the package: it is absolute, a web
 * address, leads up by '..' ("url-or-path" of the standard's glossary). */
const char *package_path_fault(const char *path);

/* A path below the folder, as people would type it. */
char *package_path_in(const char *folder, const char *path);

/* Whether the name is that of a YAML file, which some programs take for a descriptor. */
gboolean package_path_is_yaml(const char *path);

/* Adds the finding that such a descriptor is not read. */
void package_refuse_yaml(Place place, const char *path, Findings *findings);

/* A file by a path without fault.  NULL after a finding at place when it cannot be
 * read, or when a symbolic link leads out of the package. */
Mapping *package_files_open(const PackageFiles *files, const char *path, Place place);

/* The same for a JSON file; path is checked, too. */
JsonDocument *package_files_json(const PackageFiles *files, const char *path, Place place);

#endif
