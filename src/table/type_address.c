/* Addresses: of mail (RFC 5321, section 4.1.2, in the form that people have) and of
 * anything (RFC 3986, with the letters of all scripts as RFC 3987 has them). */
#include "table/type.h"

#include <string.h>

static gsize measure(const Field *field, const char *text, gsize length)
{
    return field_type_string.measure(field, text, length);
}

/* ---- mail ------------------------------------------------------------------ */

enum { LOCAL_LIMIT = 64, DOMAIN_LIMIT = 253, LABEL_LIMIT = 63 };

static gboolean is_atom(unsigned char c)
{
    return g_ascii_isalnum(c) || c >= 0x80 || strchr("!#$%&'*+/=?^_`{|}~-", c) != NULL;
}

/* Atoms with single dots between them. */
static gboolean is_local_part(const char *text, gsize length)
{
    if (length == 0 || length > LOCAL_LIMIT || text[0] == '.' || text[length - 1] == '.')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '.' ? text[i - 1] == '.'
                           : text[i] == '\0' || !is_atom((unsigned char)text[i]))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_label(const char *text, gsize length)
{
    if (length == 0 || length > LABEL_LIMIT || text[0] == '-' || text[length - 1] == '-')
        return FALSE;
    for (gsize i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (!g_ascii_isalnum(c) && c != '-' && c < 0x80)
            return FALSE;
    }
    return TRUE;
}

/* Two labels at least: a host without a dot is nobody's mail domain. */
static gboolean is_domain(const char *text, gsize length)
{
    guint n_labels = 0;
    const char *p = text, *end = text + length;
    if (length > DOMAIN_LIMIT)
        return FALSE;
    for (;;) {
        const char *dot = memchr(p, '.', (gsize)(end - p));
        if (!is_label(p, (gsize)((dot ? dot : end) - p)))
            return FALSE;
        n_labels++;
        if (!dot)
            return n_labels >= 2;
        p = dot + 1;
    }
}

static gboolean read_email(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    const char *at = length > 0 ? memchr(text, '@', length) : NULL;
    return at && is_local_part(text, (gsize)(at - text)) &&
           is_domain(at + 1, length - (gsize)(at + 1 - text));
}

/* ---- anything -------------------------------------------------------------- */

static gboolean is_scheme(const char *text, gsize length)
{
    if (length == 0 || !g_ascii_isalpha(text[0]))
        return FALSE;
    for (gsize i = 1; i < length; i++) {
        if (!g_ascii_isalnum(text[i]) && text[i] != '+' && text[i] != '-' && text[i] != '.')
            return FALSE;
    }
    return TRUE;
}

/* reserved and unreserved characters, whole escapes, and what is not ASCII */
static gboolean is_uri_rest(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        const unsigned char c = (unsigned char)text[i];
        if (c == '%') {
            if (length - i < 3 || !g_ascii_isxdigit(text[i + 1]) || !g_ascii_isxdigit(text[i + 2]))
                return FALSE;
        } else if (c == '\0' ||
                   (c < 0x80 && !g_ascii_isalnum(c) && !strchr("-._~:/?#[]@!$&'()*+,;=", c))) {
            return FALSE;
        }
    }
    return length > 0;
}

static gboolean read_uri(const Field *field, const char *text, gsize length, FieldValue *value)
{
    (void)field;
    *value = (FieldValue){0};
    const char *colon = length > 0 ? memchr(text, ':', length) : NULL;
    return colon && is_scheme(text, (gsize)(colon - text)) &&
           is_uri_rest(colon + 1, length - (gsize)(colon + 1 - text));
}

const FieldType field_type_email = {
    .name = "string",
    .format = "email",
    .expected = "a mail address such as name@example.org",
    .options = OPTION_CATEGORIES,
    .measure = measure,
    .read = read_email,
};

const FieldType field_type_uri = {
    .name = "string",
    .format = "uri",
    .expected = "a URI with its scheme, such as https://example.org/a",
    .options = OPTION_CATEGORIES,
    .measure = measure,
    .read = read_uri,
};
