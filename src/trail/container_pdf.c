#include "trail/container.h"

char *container_read_pdf(const char *path, const char *bytes, gsize length, GError **error)
{
    (void)bytes, (void)length;
    g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s carries no figtrail record", path);
    return NULL;
}

PictureFacts container_inspect_pdf(const char *bytes, gsize length)
{
    (void)bytes, (void)length;
    return (PictureFacts){0};
}
