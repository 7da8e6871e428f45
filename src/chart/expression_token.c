/* After ECMA-262 as far as vega-expression reads it: no regular expressions, no
 * templates, no comments. */
#include "chart/expression_token.h"

#include "chart/value_number.h"

#include <string.h>

/* longest first */
static const char *const punctuators[] = {">>>", "===", "!==", "==", "!=", "<=", ">=", "<<", ">>",
                                          "&&",  "||",  "(",   ")",  "[",  "]",  ",",  "?",  ":",
                                          ".",   "<",   ">",   "+",  "-",  "*",  "/",  "%",  "&",
                                          "|",   "^",   "!",   "~",  "{",  "}"};

static Token fault(const char *start, const char *end, const char *message)
{
    return (Token){.type = TOKEN_FAULT, .start = start, .end = end, .text = message};
}

/* ---- names and numbers ---------------------------------------------------------------------- */

static gboolean is_name_start(gunichar c)
{
    return c == '_' || c == '$' || g_unichar_isalpha(c);
}

static gboolean is_name_part(gunichar c)
{
    return is_name_start(c) || g_unichar_isdigit(c) || g_unichar_ismark(c);
}

static Token read_name(const char *start, GStringChunk *strings)
{
    const char *end = start;
    while (is_name_part(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    return (Token){.type = TOKEN_NAME,
                   .start = start,
                   .end = end,
                   .text = g_string_chunk_insert_len(strings, start, end - start)};
}

static Token read_number(const char *start)
{
    const char *end = start;
    double number = 0;
    if (start[0] == '0' && (start[1] == 'x' || start[1] == 'X')) {
        for (end = start + 2; g_ascii_isxdigit(*end); end++)
            number = number * 16 + g_ascii_xdigit_value(*end);
        if (end == start + 2)
            return fault(start, end, "no digits after '0x'");
    } else {
        if (start[0] == '0' && g_ascii_isdigit(start[1]))
            return fault(start, start + 1, "a number must not begin with a needless zero");
        end = value_number_scan(start);
        number = value_number_read(start, end);
    }
    if (is_name_start(g_utf8_get_char(end)) || g_ascii_isdigit(*end))
        return fault(start, end, "a number must not run into a name");
    return (Token){.type = TOKEN_NUMBER, .start = start, .end = end, .number = number};
}

/* ---- strings -------------------------------------------------------------------------------- */

/* n hexadecimal digits, or -1. */
static gint32 read_hex(const char **p, int n)
{
    gint32 code = 0;
    for (int i = 0; i < n; i++, (*p)++) {
        if (!g_ascii_isxdigit(**p))
            return -1;
        code = code * 16 + g_ascii_xdigit_value(**p);
    }
    return code;
}

/* What follows '\u': 'XXXX' or '{X...}'; -1 when it is none. */
static gint32 read_unicode(const char **p)
{
    if (**p != '{')
        return read_hex(p, 4);
    gint32 code = 0;
    (*p)++;
    const char *digits = *p;
    for (; g_ascii_isxdigit(**p) && code <= 0x10FFFF; (*p)++)
        code = code * 16 + g_ascii_xdigit_value(**p);
    if (*p == digits || **p != '}' || code > 0x10FFFF)
        return -1;
    (*p)++;
    return code;
}

/* Joins a surrogate pair; a surrogate alone, which no text can hold, is U+FFFD. */
static gint32 join_surrogates(gint32 code, const char **p)
{
    if (code < 0xD800 || code > 0xDFFF)
        return code;
    const char *next = *p;
    if (code < 0xDC00 && next[0] == '\\' && next[1] == 'u') {
        next += 2;
        const gint32 low = read_unicode(&next);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            *p = next;
            return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return 0xFFFD;
}

/* *p: behind the backslash.  NULL, or what is wrong. */
static const char *read_escape(const char **p, GString *out)
{
    static const char letters[] = "nrtbfv", controls[] = "\n\r\t\b\f\v";
    const char c = **p;
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter) {
        g_string_append_c(out, controls[letter - letters]);
        (*p)++;
    } else if (c == 'u' || c == 'x') {
        (*p)++;
        gint32 code = c == 'u' ? read_unicode(p) : read_hex(p, 2);
        if (code < 0)
            return "bad escape; write \\uXXXX or \\xXX";
        code = join_surrogates(code, p);
        if (code == 0)
            return "a text cannot hold U+0000";
        g_string_append_unichar(out, (gunichar)code);
    } else if (g_ascii_isdigit(c)) {
        return "octal escapes are not allowed; write \\xXX";
    } else if (c) {
        const char *next = g_utf8_next_char(*p);
        g_string_append_len(out, *p, next - *p);
        *p = next;
    }
    return NULL;
}

static Token read_string(const char *start, GStringChunk *strings)
{
    g_autoptr(GString) content = g_string_new(NULL);
    const char *p = start + 1;
    while (*p != *start) {
        if (*p == '\0' || *p == '\n' || *p == '\r')
            return fault(start, p, "the text has no end; its quote is missing");
        if (*p != '\\') {
            g_string_append_c(content, *p++);
            continue;
        }
        const char *escape = p++;
        const char *message = read_escape(&p, content);
        if (message)
            return fault(escape, p, message);
    }
    return (Token){.type = TOKEN_STRING,
                   .start = start,
                   .end = p + 1,
                   .text = g_string_chunk_insert(strings, content->str)};
}

/* ---- all ------------------------------------------------------------------------------------ */

static Token read_punctuator(const char *start)
{
    for (gsize i = 0; i < G_N_ELEMENTS(punctuators); i++) {
        const gsize length = strlen(punctuators[i]);
        if (strncmp(start, punctuators[i], length) == 0)
            return (Token){.type = TOKEN_PUNCTUATOR,
                           .start = start,
                           .end = start + length,
                           .text = punctuators[i]};
    }
    if (*start == '=')
        return fault(start, start + 1, "nothing can be assigned; compare with '=='");
    return fault(start, g_utf8_next_char(start), "this character has no meaning here");
}

Token expression_token_read(const char *source, GStringChunk *strings)
{
    const char *start = value_skip_blanks(source);
    if (*start == '\0')
        return (Token){.type = TOKEN_END, .start = start, .end = start};
    if (*start == '"' || *start == '\'')
        return read_string(start, strings);
    if (g_ascii_isdigit(*start) || (*start == '.' && g_ascii_isdigit(start[1])))
        return read_number(start);
    if (is_name_start(g_utf8_get_char(start)))
        return read_name(start, strings);
    return read_punctuator(start);
}

/* ECMA-262, 12.9.5: up to a slash that is neither escaped nor in a class of characters. */
Token expression_token_regexp(const char *start, GStringChunk *strings, const char **flags)
{
    const char *p = start + 1;
    for (gboolean in_class = FALSE; *p != '/' || in_class; p++) {
        if (*p == '\\' && p[1])
            p++;
        else if (*p == '[' || *p == ']')
            in_class = *p == '[';
        if (*p == '\0' || *p == '\n' || *p == '\r')
            return fault(start, p, "the regular expression has no end; its slash is missing");
    }
    const char *end = p + 1;
    while (g_ascii_isalpha(*end))
        end++;
    *flags = g_string_chunk_insert_len(strings, p + 1, end - p - 1);
    return (Token){.type = TOKEN_REGEXP,
                   .start = start,
                   .end = end,
                   .text = g_string_chunk_insert_len(strings, start + 1, p - start - 1)};
}

gboolean expression_token_is(const Token *token, const char *punctuator)
{
    return token->type == TOKEN_PUNCTUATOR && strcmp(token->text, punctuator) == 0;
}
