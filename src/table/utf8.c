#include "table/utf8.h"

#include <string.h>

/* Length of the character at p, or 0 when it is none (RFC 3629, section 4). */
static gsize character_length(const unsigned char *p, gsize left)
{
    const unsigned char c = p[0];
    if (c < 0x80)
        return c > 0;
    if (c < 0xC2 || left < 2)
        return 0;
    const unsigned char second = p[1];
    if (c < 0xE0)
        return (second & 0xC0) == 0x80 ? 2 : 0;
    if (c < 0xF0) {
        const unsigned char low = c == 0xE0 ? 0xA0 : 0x80, high = c == 0xED ? 0x9F : 0xBF;
        return left >= 3 && second >= low && second <= high && (p[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    const unsigned char low = c == 0xF0 ? 0x90 : 0x80, high = c == 0xF4 ? 0x8F : 0xBF;
    return c < 0xF5 && left >= 4 && second >= low && second <= high && (p[2] & 0xC0) == 0x80 &&
                   (p[3] & 0xC0) == 0x80
               ? 4
               : 0;
}

/* Whether none of 32 bytes is above 0x7F or 0: then no byte's highest bit is set, before or after
 * one is taken off it. */
static gboolean is_ascii_block(const char *p)
{
    guint64 words[4];
    memcpy(words, p, sizeof words);
    guint64 bits = 0;
    for (int i = 0; i < 4; i++)
        bits |= words[i] | (words[i] - G_GUINT64_CONSTANT(0x0101010101010101));
    return (bits & G_GUINT64_CONSTANT(0x8080808080808080)) == 0;
}

gboolean utf8_check(const char *p, const char *end, const char *limit)
{
    while (p < end) {
        if (end - p >= 32 && is_ascii_block(p)) {
            p += 32;
            continue;
        }
        const char *block_end = end - p >= 32 ? p + 32 : end;
        while (p < block_end) {
            const gsize length = character_length((const unsigned char *)p, (gsize)(limit - p));
            if (length == 0)
                return FALSE;
            p += length;
        }
    }
    return TRUE;
}
