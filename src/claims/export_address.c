#include "claims/export_address.h"

#include <string.h>

static void append_encoded(GString *out, char byte)
{
    g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)byte);
}

char *address_local(const char *kind, const char *id)
{
    g_autofree char *encoded = g_uri_escape_string(id, NULL, TRUE);
    return g_strdup_printf("#%s:%s", kind, encoded);
}

/* RFC 3987, section 2.2: what is neither reserved, unreserved nor '%' */
char *address_url(const char *url)
{
    g_autofree char *valid = g_utf8_make_valid(url, -1);
    GString *out = g_string_new(NULL);
    for (const char *p = valid; *p; p++) {
        if ((unsigned char)*p <= ' ' || *p == 0x7F || strchr("<>\"{}|\\^`", *p))
            append_encoded(out, *p);
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}

char *address_digest(const char *sha256)
{
    enum { BYTES = 32 };
    guchar bytes[BYTES];
    if (strlen(sha256) != (size_t)2 * BYTES)
        return NULL;
    for (gsize i = 0; i < BYTES; i++) {
        const int high = g_ascii_xdigit_value(sha256[2 * i]);
        const int low = g_ascii_xdigit_value(sha256[2 * i + 1]);
        if (high < 0 || low < 0)
            return NULL;
        bytes[i] = (guchar)(high * 16 + low);
    }
    g_autofree char *base64 = g_base64_encode(bytes, BYTES);
    g_strdelimit(base64, "+", '-');
    g_strdelimit(base64, "/", '_');
    base64[strcspn(base64, "=")] = '\0';
    return g_strconcat("ni:///sha-256;", base64, NULL);
}
