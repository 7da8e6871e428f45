#include "table/encoding.h"

#include "base/escape.h"
#include "table/rules.h"

#include <string.h>

const Rule rule_encoding_error = {"encoding-error", LEVEL_ERROR,
                                  "a file holds bytes that are not UTF-8 text"};

/* A file in another encoding has such bytes in every line. */
enum { SHOWN_LIMIT = 10 };

typedef struct {
    const char *text; /* the whole */
    const char *p;    /* line and column are of here */
    guint line, column;
} Position;

/* to: the text up to it is UTF-8 */
static void position_advance(Position *position, const char *to)
{
    for (; position->p < to; position->p++) {
        const unsigned char c = (unsigned char)*position->p;
        if (c == '\n' || (c == '\r' && position->p[1] != '\n')) {
            position->line++;
            position->column = 1;
        } else if ((c & 0xC0) != 0x80 && c != '\r') {
            position->column++;
        }
    }
}

static void report_byte(const char *file, const Position *position, Findings *findings)
{
    const Place place = place_of_character((Place){file, position->line, position->column});
    const unsigned char byte = (unsigned char)*position->p;
    const gsize offset = (gsize)(position->p - position->text);
    if (byte == 0) {
        findings_add(findings, &rule_encoding_error, place,
                     "NUL byte at byte offset %" G_GSIZE_FORMAT
                     "; the file is damaged, or no text in UTF-8",
                     offset);
        return;
    }
    char letter[6 + 1] = "";
    if (byte >= 0xA0) /* ISO 8859-1: the byte is the code point */
        letter[g_unichar_to_utf8(byte, letter)] = '\0';
    findings_add(findings, &rule_encoding_error, place,
                 "byte 0x%02X at byte offset %" G_GSIZE_FORMAT
                 " is not UTF-8%s%s%s; save the file as UTF-8, or name its encoding",
                 byte, offset, *letter ? " (in ISO 8859-1 it is \"" : "", letter,
                 *letter ? "\")" : "");
}

gboolean encoding_check(const char *file, const char *text, gsize length, Findings *findings)
{
    if (length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0)) {
        findings_add(findings, &rule_encoding_error, (Place){file, 1, 1},
                     "the file is UTF-16; save it as UTF-8, or name its encoding: \"encoding\": "
                     "\"utf-16\" in its resource, or --encoding utf-16");
        return FALSE;
    }
    if (length >= 4 && memcmp(text, "PK\x03\x04", 4) == 0) {
        findings_add(findings, &rule_encoding_error, (Place){file, 0, 0},
                     "the file is a ZIP archive, as workbooks of spreadsheets are; export its "
                     "table as CSV");
        return FALSE;
    }
    if (length >= 2 && memcmp(text, "\x1F\x8B", 2) == 0) {
        findings_add(findings, &rule_encoding_error, (Place){file, 0, 0},
                     "the file is compressed by gzip; unpack it");
        return FALSE;
    }
    const char *end = text + length;
    Position position = {text, text, 1, 1};
    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        position.p += 3;
    guint faults = 0;
    const char *bad;
    while (!g_utf8_validate_len(position.p, (gsize)(end - position.p), &bad)) {
        position_advance(&position, bad);
        if (++faults <= SHOWN_LIMIT)
            report_byte(file, &position, findings);
        position.p = escape_broken_end(bad, end);
        position.column++;
    }
    if (faults > SHOWN_LIMIT)
        findings_add(findings, &rule_encoding_error, (Place){file, 0, 0},
                     "%u more bytes are not UTF-8; save the file as UTF-8, or name its encoding",
                     faults - SHOWN_LIMIT);
    return faults == 0;
}
