/*
 * utf8: whether bytes are text, as fast as they can be read.
 */
#ifndef FIGTRAIL_TABLE_UTF8_H
#define FIGTRAIL_TABLE_UTF8_H

#include <glib.h>

static inline gboolean utf8_is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Whether the characters that begin from p on and before end are UTF-8 (RFC 3629) and none is NUL.
 * The last may reach over end, up to limit. */
gboolean utf8_check(const char *p, const char *end, const char *limit);

#endif
