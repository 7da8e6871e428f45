/* realpath is no part of C.  NOLINTBEGIN(bugprone-reserved-identifier,cert-*) */
#define _XOPEN_SOURCE 700
/* NOLINTEND(bugprone-reserved-identifier,cert-*) */
#include "table/package_files.h"

#include "base/output.h"
#include "table/package.h"
#include "table/rules.h"

#include <stdlib.h>
#include <string.h>

const Rule rule_unsafe_path = {"unsafe-path", LEVEL_ERROR, "a path leads out of the package"};
const Rule rule_file_missing = {"file-missing", LEVEL_ERROR,
                                "a file that the descriptor names cannot be read"};

/* ---- paths ------------------------------------------------------------------- */

const char *package_path_fault(const char *path)
{
    if (*path == '\0')
        return "the path is empty";
    if (strstr(path, "://"))
        return "the path is an address in the net; store the file in the package";
    if (*path == '/' || *path == '\\' || *path == '~' || (g_ascii_isalpha(*path) && path[1] == ':'))
        return "the path is absolute; give it relative to the descriptor";
    if (strchr(path, '\\'))
        return "the path has backslashes; separate folders by '/'";
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    for (char **part = parts; *part; part++) {
        if (strcmp(*part, "..") == 0)
            return "the path leads out of the package by '..'; keep its files in its folder";
    }
    return NULL;
}

char *package_path_in(const char *folder, const char *path)
{
    return strcmp(folder, ".") == 0 ? g_strdup(path) : g_build_filename(folder, path, NULL);
}

gboolean package_path_is_yaml(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot && (g_ascii_strcasecmp(dot, ".yaml") == 0 || g_ascii_strcasecmp(dot, ".yml") == 0);
}

void package_refuse_yaml(Place place, const char *path, Findings *findings)
{
    g_autofree char *base = g_path_get_basename(path);
    const int stem = (int)(strrchr(base, '.') - base);
    findings_add(
        findings, &rule_unsupported, place,
        "descriptors are read as JSON, not as YAML; convert it, for example by 'yq -o json "
        "%s > %.*s.json'",
        base, stem, base);
}

/* Whether the file, its links followed, is in the folder: what is printed of a
 * package from elsewhere must not be of other files of this machine. */
static gboolean is_inside(const char *folder, const char *file)
{
    char *real_folder = realpath(folder, NULL), *real_file = realpath(file, NULL);
    const gsize length = real_folder ? strlen(real_folder) : 0;
    const gboolean inside =
        !real_folder || !real_file || /* opening it will say why */
        strcmp(real_folder, "/") == 0 ||
        (strncmp(real_file, real_folder, length) == 0 && real_file[length] == '/');
    free(real_folder);
    free(real_file);
    return inside;
}

/* ---- files ------------------------------------------------------------------- */

static void note_file(GPtrArray *files, const char *path, const Mapping *mapping)
{
    for (guint i = 1; i < files->len; i++) {
        if (strcmp(((PackageFile *)g_ptr_array_index(files, i))->path, path) == 0)
            return; /* two resources may share a file */
    }
    PackageFile *file = g_new(PackageFile, 1);
    file->path = g_strdup(path);
    file->sha256 = digest_bytes(mapping->text, mapping->length);
    g_ptr_array_add(files, file);
}

Mapping *package_files_open(const PackageFiles *files, const char *path, Place place)
{
    g_autofree char *file = package_path_in(files->folder, path);
    if (!is_inside(files->folder, file)) {
        findings_add(files->findings, &rule_unsafe_path, place,
                     "the path leads out of the package by a symbolic link; keep its files in its "
                     "folder");
        return NULL;
    }
    g_autoptr(GError) error = NULL;
    Mapping *mapping = mapping_open(file, INPUT_LIMIT, &error);
    if (!mapping)
        findings_add(files->findings, &rule_file_missing, place,
                     "%s; add the file or correct the path", error->message);
    else if (files->files)
        note_file(files->files, path, mapping);
    return mapping;
}

JsonDocument *package_files_json(const PackageFiles *files, const char *path, Place place)
{
    const char *fault = package_path_fault(path);
    if (fault) {
        findings_add(files->findings, &rule_unsafe_path, place, "%s", fault);
        return NULL;
    }
    if (package_path_is_yaml(path)) {
        package_refuse_yaml(place, path, files->findings);
        return NULL;
    }
    g_autoptr(Mapping) mapping = package_files_open(files, path, place);
    if (!mapping)
        return NULL;
    g_autofree char *file = package_path_in(files->folder, path);
    return json_document_parse(file, mapping->text, mapping->length, files->findings);
}
