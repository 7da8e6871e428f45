/* madvise is no part of POSIX.  NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c) */
#define _DEFAULT_SOURCE
#include "base/mapping.h"

#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean map(int file, Mapping *mapping)
{
    struct stat status;
    if (fstat(file, &status) != 0)
        return FALSE;
    mapping->length = (gsize)status.st_size;
    mapping->text = "";
    if (mapping->length == 0) /* cannot be mapped */
        return TRUE;
    void *text = mmap(NULL, mapping->length, PROT_READ, MAP_PRIVATE, file, 0);
    if (text == MAP_FAILED)
        return FALSE;
    mapping->text = text;
    return TRUE;
}

Mapping *mapping_open(const char *path, gsize limit, GError **error)
{
    if (!input_check(path, limit, error))
        return NULL;
    g_autofree Mapping *mapping = g_new0(Mapping, 1);
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    const gboolean mapped = file >= 0 && map(file, mapping);
    const int code = errno;
    if (file >= 0)
        close(file);
    if (!mapped) {
        g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(code), "cannot read %s: %s",
                    path, g_strerror(code));
        return NULL;
    }
    return g_steal_pointer(&mapping);
}

void mapping_free(Mapping *mapping)
{
    if (!mapping)
        return;
    if (mapping->length > 0)
        munmap((void *)mapping->text, mapping->length);
    g_free(mapping);
}

void mapping_forget(const Mapping *mapping, gsize start, gsize end)
{
    const gsize page = (gsize)sysconf(_SC_PAGESIZE);
    const gsize from = (start + page - 1) / page * page;
    const gsize to = end / page * page;
    if (to > from)
        madvise((char *)mapping->text + from, to - from, MADV_DONTNEED);
}
