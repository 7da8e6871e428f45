#include "table/escaped.h"

/* Bytes of no UTF-8 text (RFC 3629, section 1). */
enum {
    NOTHING = 0xFF,
    QUOTE = 0xF8,
    DELIMITER = 0xF9,
    CR = 0xFA,
    LF = 0xFB,
    ESCAPE = 0xFC,
    TERMINATOR = 0xFD
};

struct EscapedText {
    char *bytes;
};

/* What stands for an escaped character, or that itself. */
static char encode(const Dialect *dialect, char c)
{
    if (c == dialect->escape)
        return (char)ESCAPE;
    if (c == dialect->quote && c != '\0')
        return (char)QUOTE;
    if (c == dialect->delimiter)
        return (char)DELIMITER;
    if (c == dialect->line_terminator && c != '\0')
        return (char)TERMINATOR;
    if (c == '\r')
        return (char)CR;
    if (c == '\n')
        return (char)LF;
    return c;
}

static char decode(const Dialect *dialect, char c)
{
    switch ((unsigned char)c) {
    case QUOTE: return dialect->quote;
    case DELIMITER: return dialect->delimiter;
    case CR: return '\r';
    case LF: return '\n';
    case ESCAPE: return dialect->escape;
    case TERMINATOR: return dialect->line_terminator;
    default: return c;
    }
}

EscapedText *escaped_text_new(const char *text, gsize length, const Dialect *dialect)
{
    EscapedText *escaped = g_new(EscapedText, 1);
    escaped->bytes = g_malloc(length + 1);
    for (gsize i = 0; i < length; i++) {
        escaped->bytes[i] = text[i];
        if (text[i] == dialect->escape && i + 1 < length) {
            escaped->bytes[i] = (char)NOTHING;
            i++;
            escaped->bytes[i] = encode(dialect, text[i]);
        }
    }
    escaped->bytes[length] = '\0';
    return escaped;
}

void escaped_text_free(EscapedText *escaped)
{
    if (!escaped)
        return;
    g_free(escaped->bytes);
    g_free(escaped);
}

const char *escaped_text_bytes(const EscapedText *escaped)
{
    return escaped->bytes;
}

gsize escaped_text_decode(const Dialect *dialect, char *text, gsize length)
{
    gsize n = 0;
    for (gsize i = 0; i < length; i++) {
        if ((unsigned char)text[i] != NOTHING)
            text[n++] = decode(dialect, text[i]);
    }
    return n;
}
