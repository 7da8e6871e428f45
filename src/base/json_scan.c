#include "base/json_scan.h"

#include "base/json.h"

#include <math.h>
#include <string.h>

/* NUMBER_LENGTH_LIMIT: cJSON reads no more of a number than its buffer holds */
enum { DEPTH_LIMIT = 200, NUMBER_LENGTH_LIMIT = 63 };

const Rule rule_json_syntax = {"json-syntax", LEVEL_ERROR, "a file is not valid JSON (RFC 8259)"};

typedef struct {
    const char *file;
    const char *text, *end, *p;
    const char *line_start;
    guint line;
    const char *counted; /* in this line; characters_counted are before it */
    guint characters_counted;
    int depth;
    guint max_values;
    GArray *positions;
    Findings *findings;
} Scanner;

/* p in the current line.  Counts on from the last position asked for: a document
 * may be one long line. */
static JsonPosition scanner_position(Scanner *scanner, const char *p)
{
    if (p < scanner->counted || scanner->counted < scanner->line_start) {
        scanner->counted = scanner->line_start;
        scanner->characters_counted = 0;
    }
    scanner->characters_counted += (guint)g_utf8_pointer_to_offset(scanner->counted, p);
    scanner->counted = p;
    return (JsonPosition){scanner->line, scanner->characters_counted + 1, 0};
}

/* The value that is scanned next: it gets its end when that is known. */
static void note_value(Scanner *scanner)
{
    JsonPosition position = scanner_position(scanner, scanner->p);
    position.end_column = position.column + 1; /* of one with members, the bracket */
    g_array_append_val(scanner->positions, position);
}

/* That value, which has no members, ends here. */
static void note_end(Scanner *scanner)
{
    JsonPosition *last =
        &g_array_index(scanner->positions, JsonPosition, scanner->positions->len - 1);
    last->end_column = scanner_position(scanner, scanner->p).column;
}

static gboolean scanner_fail(Scanner *scanner, const char *p, const char *message)
{
    const JsonPosition at = scanner_position(scanner, p);
    findings_add(scanner->findings, &rule_json_syntax, (Place){scanner->file, at.line, at.column},
                 "%s", message);
    return FALSE;
}

static void skip_blanks(Scanner *scanner)
{
    for (; scanner->p < scanner->end; scanner->p++) {
        if (*scanner->p == '\n') {
            scanner->line++;
            scanner->line_start = scanner->p + 1;
        } else if (*scanner->p != ' ' && *scanner->p != '\t' && *scanner->p != '\r') {
            break;
        }
    }
}

static gboolean at(const Scanner *scanner, char c)
{
    return scanner->p < scanner->end && *scanner->p == c;
}

static int hex4(const char *p, const char *end)
{
    int code = 0;
    for (int i = 0; i < 4; i++, p++) {
        if (p >= end || !g_ascii_isxdigit(*p))
            return -1;
        code = code * 16 + g_ascii_xdigit_value(*p);
    }
    return code;
}

static gboolean scan_escape(Scanner *scanner)
{
    const char *start = scanner->p++; /* the backslash */
    if (scanner->p >= scanner->end || !strchr("\"\\/bfnrtu", *scanner->p))
        return scanner_fail(scanner, start, "unknown escape in a string");
    if (*scanner->p++ != 'u')
        return TRUE;
    const int code = hex4(scanner->p, scanner->end);
    if (code < 0)
        return scanner_fail(scanner, start, "\\u needs four hexadecimal digits");
    if (code == 0)
        return scanner_fail(scanner, start, "\\u0000 is not allowed in a string here");
    scanner->p += 4;
    if (code >= 0xDC00 && code <= 0xDFFF)
        return scanner_fail(scanner, start, "lone low surrogate in a string");
    if (code >= 0xD800 && code <= 0xDBFF) {
        const int low =
            scanner->end - scanner->p >= 6 && scanner->p[0] == '\\' && scanner->p[1] == 'u'
                ? hex4(scanner->p + 2, scanner->end)
                : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return scanner_fail(scanner, start, "lone high surrogate in a string");
        scanner->p += 6;
    }
    return TRUE;
}

static gboolean scan_string(Scanner *scanner)
{
    const char *open = scanner->p++;
    while (scanner->p < scanner->end) {
        const unsigned char c = (unsigned char)*scanner->p;
        if (c == '"') {
            scanner->p++;
            return TRUE;
        }
        if (c == '\n')
            break;
        if (c < 0x20)
            return scanner_fail(scanner, scanner->p, "control character in a string; escape it");
        if (c != '\\')
            scanner->p++;
        else if (!scan_escape(scanner))
            return FALSE;
    }
    return scanner_fail(scanner, open, "string without its closing quote");
}

static void scan_digits(Scanner *scanner)
{
    while (scanner->p < scanner->end && g_ascii_isdigit(*scanner->p))
        scanner->p++;
}

/* The number that ends at p */
static gboolean check_magnitude(Scanner *scanner, const char *start)
{
    char text[NUMBER_LENGTH_LIMIT + 1] = "";
    const gsize length = (gsize)(scanner->p - start);
    if (length > NUMBER_LENGTH_LIMIT)
        return scanner_fail(scanner, start, "a number of more than 63 characters");
    memcpy(text, start, length);
    if (!isfinite(g_ascii_strtod(text, NULL)))
        return scanner_fail(scanner, start,
                            "a number beyond all that can be counted with (at most about 1.8e308)");
    return TRUE;
}

/* RFC 8259, section 6: no leading zeros, digits on both sides of the point */
static gboolean scan_number(Scanner *scanner)
{
    const char *start = scanner->p;
    if (at(scanner, '-'))
        scanner->p++;
    const char *digits = scanner->p;
    scan_digits(scanner);
    if (scanner->p == digits || (*digits == '0' && scanner->p - digits > 1))
        return scanner_fail(scanner, start, "not a JSON value");
    if (at(scanner, '.')) {
        digits = ++scanner->p;
        scan_digits(scanner);
        if (scanner->p == digits)
            return scanner_fail(scanner, start, "a number needs a digit after its point");
    }
    if (at(scanner, 'e') || at(scanner, 'E')) {
        scanner->p++;
        if (at(scanner, '+') || at(scanner, '-'))
            scanner->p++;
        digits = scanner->p;
        scan_digits(scanner);
        if (scanner->p == digits)
            return scanner_fail(scanner, start, "a number needs a digit after its exponent sign");
    }
    return check_magnitude(scanner, start);
}

static gboolean scan_word(Scanner *scanner, const char *word)
{
    const gsize length = strlen(word);
    if ((gsize)(scanner->end - scanner->p) < length || memcmp(scanner->p, word, length) != 0)
        return scanner_fail(scanner, scanner->p, "not a JSON value");
    scanner->p += length;
    return TRUE;
}

static gboolean scan_value(Scanner *scanner, const char *key);

/* What a scanned key says, its escapes resolved: 'a' and '\u0061' are one key. */
static char *key_text(const char *key, gsize length)
{
    if (!memchr(key, '\\', length))
        return g_strndup(key + 1, length - 2);
    g_autoptr(cJSON) string = cJSON_ParseWithLength(key, length);
    g_assert(cJSON_IsString(string)); /* what the scan takes, cJSON takes alike */
    return g_strdup(string->valuestring);
}

static gboolean scan_member(Scanner *scanner, GHashTable *keys)
{
    if (!at(scanner, '"'))
        return scanner_fail(scanner, scanner->p, "expected a key in double quotes");
    const char *key = scanner->p;
    JsonPosition position = scanner_position(scanner, key);
    if (!scan_string(scanner))
        return FALSE;
    position.end_column = scanner_position(scanner, scanner->p).column;
    if (!g_hash_table_add(keys, key_text(key, (gsize)(scanner->p - key))))
        return scanner_fail(scanner, key, "this key stands twice in the object");
    skip_blanks(scanner);
    if (!at(scanner, ':'))
        return scanner_fail(scanner, scanner->p, "expected ':' after the key");
    g_array_append_val(scanner->positions, position);
    scanner->p++;
    skip_blanks(scanner);
    return scan_value(scanner, key);
}

static gboolean scan_container(Scanner *scanner, char close)
{
    if (++scanner->depth > DEPTH_LIMIT)
        return scanner_fail(scanner, scanner->p, "nested more than 200 levels deep");
    g_autoptr(GHashTable) keys =
        close == '}' ? g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) : NULL;
    scanner->p++;
    skip_blanks(scanner);
    gboolean first = TRUE;
    while (!at(scanner, close)) {
        if (!first) {
            if (!at(scanner, ','))
                return scanner_fail(scanner, scanner->p,
                                    close == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
            scanner->p++;
            skip_blanks(scanner);
        }
        if (!(close == '}' ? scan_member(scanner, keys) : scan_value(scanner, NULL)))
            return FALSE;
        skip_blanks(scanner);
        first = FALSE;
    }
    scanner->p++;
    scanner->depth--;
    return TRUE;
}

static gboolean scan_scalar(Scanner *scanner)
{
    switch (*scanner->p) {
    case '"': return scan_string(scanner);
    case 't': return scan_word(scanner, "true");
    case 'f': return scan_word(scanner, "false");
    case 'n': return scan_word(scanner, "null");
    default: return scan_number(scanner);
    }
}

/* key: where the member's key begins, its position already noted; or NULL */
static gboolean scan_value(Scanner *scanner, const char *key)
{
    if (scanner->p >= scanner->end)
        return scanner_fail(scanner, scanner->p, "the text ends where a value should stand");
    if (!key)
        note_value(scanner);
    if (scanner->positions->len > scanner->max_values) {
        g_autofree char *fault =
            g_strdup_printf("more values than the %u that are read here", scanner->max_values);
        return scanner_fail(scanner, scanner->p, fault);
    }
    if (at(scanner, '{') || at(scanner, '['))
        return scan_container(scanner, at(scanner, '{') ? '}' : ']');
    if (!scan_scalar(scanner))
        return FALSE;
    if (!key)
        note_end(scanner);
    return TRUE;
}

static gboolean scan(Scanner *scanner)
{
    const char *bad;
    if (!g_utf8_validate_len(scanner->text, (gsize)(scanner->end - scanner->text), &bad)) {
        for (const char *p = scanner->text; p < bad; p++) {
            if (*p == '\n') {
                scanner->line++;
                scanner->line_start = p + 1;
            }
        }
        return scanner_fail(scanner, bad, *bad ? "byte that is not UTF-8" : "NUL byte in the text");
    }
    skip_blanks(scanner);
    if (!scan_value(scanner, NULL))
        return FALSE;
    skip_blanks(scanner);
    if (scanner->p < scanner->end)
        return scanner_fail(scanner, scanner->p, "something stands after the end of the value");
    return TRUE;
}

gboolean json_scan(const char *file, const char *text, gsize length, guint max_values,
                   GArray *positions, Findings *findings)
{
    Scanner scanner = {
        .file = file,
        .text = text,
        .end = text + length,
        .p = text,
        .line_start = text,
        .line = 1,
        .max_values = max_values,
        .positions = positions,
        .findings = findings,
    };
    return scan(&scanner);
}
