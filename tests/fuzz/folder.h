/*
 * folder: a temporary folder for targets whose input is files; one for the whole process, removed
 * at its end.
 */
#ifndef FIGTRAIL_FUZZ_FOLDER_H
#define FIGTRAIL_FUZZ_FOLDER_H

#include "../base/folder.h"

#include <stdlib.h>

static Folder folder;

static void folder_remove_at_exit(void)
{
    folder_clear(&folder);
}

/* TRUE on the first call. */
static gboolean folder_open(void)
{
    if (folder.path)
        return FALSE;
    folder = folder_make();
    atexit(folder_remove_at_exit);
    return TRUE;
}

#endif
