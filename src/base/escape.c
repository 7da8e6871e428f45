#include "base/escape.h"

#include <string.h>

/* XML 1.0 (fifth edition), production [2] Char */
static gboolean is_xml_char(gunichar c)
{
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

void escape_xml(GString *out, const char *text)
{
    for (const char *p = text; *p;) {
        gunichar c = g_utf8_get_char_validated(p, -1);
        const gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
        switch (valid ? c : 0xFFFE) {
        case '&': g_string_append(out, "&amp;"); break;
        case '<': g_string_append(out, "&lt;"); break;
        case '>': g_string_append(out, "&gt;"); break;
        case '"': g_string_append(out, "&quot;"); break;
        case '\r': g_string_append(out, "&#13;"); break;
        default: g_string_append_unichar(out, valid && is_xml_char(c) ? c : 0xFFFD); break;
        }
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
}

const char *escape_broken_end(const char *p, const char *end)
{
    const gboolean sequence = ((unsigned char)*p & 0xC0) == 0xC0;
    p++;
    for (int i = 0; sequence && i < 3 && p < end && ((unsigned char)*p & 0xC0) == 0x80; i++)
        p++;
    return p;
}

void escape_broken(GString *out, const char *bytes, gsize length)
{
    const char *end = bytes + length, *bad;
    for (const char *p = bytes; !g_utf8_validate_len(p, (gsize)(end - p), &bad) || p < end;) {
        g_string_append_len(out, p, bad - p);
        p = bad;
        if (p < end) {
            g_string_append(out, "\xEF\xBF\xBD");
            p = escape_broken_end(p, end);
        }
    }
}

/* Controls (C0, DEL, C1), line and paragraph separators, and what reorders text
 * (https://trojansource.codes) */
static gboolean is_unprintable(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E || c == 0x200F ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

void escape_terminal(GString *out, const char *text)
{
    for (const char *p = text; *p;) {
        const gunichar c = g_utf8_get_char_validated(p, -1);
        const gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
        if (c == '\n')
            g_string_append(out, "\\n");
        else if (c == '\r')
            g_string_append(out, "\\r");
        else if (c == '\t')
            g_string_append(out, "\\t");
        else if (valid && is_unprintable(c))
            g_string_append_printf(out, "\\u%04X", (guint)c);
        else
            g_string_append_unichar(out, valid ? c : 0xFFFD);
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
}

void escape_markdown(GString *out, const char *text)
{
    for (const char *p = text; *p;) {
        const gunichar c = g_utf8_get_char_validated(p, -1);
        const gboolean valid = c != (gunichar)-1 && c != (gunichar)-2;
        if (valid && c < 0x80 && strchr("\\`*_[]<>&|#~", (int)c))
            g_string_append_c(out, '\\');
        if (c == '\n' || c == '\r' || c == '\t')
            g_string_append_c(out, ' ');
        else
            g_string_append_unichar(out, valid && !is_unprintable(c) ? c : 0xFFFD);
        p = valid ? g_utf8_next_char(p) : p + 1;
    }
}

void escape_csv(GString *out, const char *text)
{
    const gsize length = strlen(text);
    const gboolean quoted =
        strpbrk(text, ",\"\r\n") || g_str_has_prefix(text, "\xEF\xBB\xBF") ||
        (length > 0 && (g_ascii_isspace(text[0]) || g_ascii_isspace(text[length - 1])));
    if (!quoted) {
        g_string_append(out, text);
        return;
    }
    g_string_append_c(out, '"');
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}
