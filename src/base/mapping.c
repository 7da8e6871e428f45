/* madvise is no part of POSIX.  NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c) */
#define _DEFAULT_SOURCE
#include "base/mapping.h"

#include "base/output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean map(Mapping *mapping)
{
    struct stat status;
    if (fstat(mapping->file, &status) != 0)
        return FALSE;
    mapping->length = (gsize)status.st_size;
    mapping->text = "";
    if (mapping->length == 0) /* cannot be mapped */
        return TRUE;
    void *text = mmap(NULL, mapping->length, PROT_READ, MAP_PRIVATE, mapping->file, 0);
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
    mapping->file = open(path, O_RDONLY | O_CLOEXEC);
    if (mapping->file < 0 || !map(mapping)) {
        const int code = errno;
        if (mapping->file >= 0)
            close(mapping->file);
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
    close(mapping->file);
    g_free(mapping);
}

void mapping_copy(const Mapping *mapping, char *to, gsize start, gsize end)
{
    while (start < end) {
        const ssize_t n = pread(mapping->file, to, end - start, (off_t)start);
        if (n <= 0) /* it can be read by its pages, or not at all */
            break;
        to += n;
        start += (gsize)n;
    }
    if (start < end)
        memcpy(to, mapping->text + start, end - start);
}

void mapping_forget(const Mapping *mapping, gsize start, gsize end)
{
    const gsize page = (gsize)sysconf(_SC_PAGESIZE);
    const gsize from = (start + page - 1) / page * page;
    const gsize to = end / page * page;
    if (to > from)
        madvise((char *)mapping->text + from, to - from, MADV_DONTNEED);
}
