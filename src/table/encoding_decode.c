#include "table/encoding.h"

#include "table/rules.h"

#include <errno.h>
#include <string.h>

/* A file in another encoding has such bytes in every line. */
enum { SHOWN_LIMIT = 10, BLOCK_SIZE = 1 << 16 };

/* ---- names ------------------------------------------------------------------- */

gboolean encoding_is_utf8(const char *name)
{
    static const char *const names[] = {"utf-8", "utf8", "utf-8-sig", "utf_8", "ascii", "us-ascii"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(names[i], name) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean is_utf16(const char *name)
{
    return g_ascii_strcasecmp(name, "utf-16") == 0 || g_ascii_strcasecmp(name, "utf16") == 0;
}

/* Names of Python that iconv lacks (https://docs.python.org/3/library/codecs.html). */
static const char *iconv_name(const char *name)
{
    static const struct {
        const char *python, *iconv;
    } names[] = {
        {"latin-1", "ISO-8859-1"}, {"latin_1", "ISO-8859-1"},  {"iso8859_1", "ISO-8859-1"},
        {"utf-16-le", "UTF-16LE"}, {"utf_16_le", "UTF-16LE"},  {"utf-16-be", "UTF-16BE"},
        {"utf_16_be", "UTF-16BE"}, {"windows-1252", "CP1252"}, {"windows_1252", "CP1252"},
        {"ansi", "CP1252"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(names[i].python, name) == 0)
            return names[i].iconv;
    }
    return name;
}

gboolean encoding_is_known(const char *name)
{
    /* no '//TRANSLIT', no empty name, which would be that of the locale */
    if (!*name || strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "-_.:+()") != strlen(name))
        return FALSE;
    if (encoding_is_utf8(name) || is_utf16(name))
        return TRUE;
    GIConv converter = g_iconv_open("UTF-8", iconv_name(name));
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says it */
    if (converter == (GIConv)-1)
        return FALSE;
    g_iconv_close(converter);
    return TRUE;
}

/* RFC 2781, section 3.3: the mark tells the byte order; without one, a first character below
 * U+0100, as labels are, does. */
static const char *utf16_name(const char *bytes, gsize length)
{
    if (length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0)
        return "UTF-16LE";
    return length >= 2 && bytes[0] != '\0' && bytes[1] == '\0' ? "UTF-16LE" : "UTF-16BE";
}

/* ---- decoding ---------------------------------------------------------------- */

typedef struct {
    const char *file, *name;
    const char *bytes; /* the whole */
    gboolean wide;     /* characters of two bytes */
    GString *text;
    gsize placed; /* line and column are of there in text */
    guint line, column;
    guint n_faults;
    Findings *findings;
} Decoder;

static void advance(Decoder *decoder)
{
    for (const char *p = decoder->text->str + decoder->placed; *p; p++) {
        const unsigned char c = (unsigned char)*p;
        if (c == '\n' || (c == '\r' && p[1] != '\n')) {
            decoder->line++;
            decoder->column = 1;
        } else if ((c & 0xC0) != 0x80 && c != '\r') {
            decoder->column++;
        }
    }
    decoder->placed = decoder->text->len;
}

static void report(Decoder *decoder, const char *byte)
{
    if (++decoder->n_faults > SHOWN_LIMIT)
        return;
    advance(decoder);
    findings_add(decoder->findings, &rule_encoding_error,
                 place_of_character((Place){decoder->file, decoder->line, decoder->column}),
                 "byte 0x%02X at byte offset %" G_GSIZE_FORMAT
                 " is not %s; mend the file, or name its true encoding",
                 (unsigned)(unsigned char)*byte, (gsize)(byte - decoder->bytes), decoder->name);
}

/* One stretch, up to the next fault; FALSE at the end. */
static gboolean decode(Decoder *decoder, GIConv converter, char **in, gsize *left, char *block)
{
    char *out = block;
    gsize room = BLOCK_SIZE;
    const gsize failed = g_iconv(converter, in, left, &out, &room);
    const int reason = errno;
    g_string_append_len(decoder->text, block, out - block);
    if (failed != (gsize)-1)
        return FALSE;
    if (reason == E2BIG)
        return TRUE;
    report(decoder, *in);
    const gsize width = MIN(decoder->wide ? 2 : 1, *left);
    *in += width;
    *left -= width;
    g_string_append(decoder->text, "\xEF\xBF\xBD");
    g_iconv(converter, NULL, NULL, NULL, NULL);
    return *left > 0;
}

char *encoding_decode(const char *file, const char *name, const char *bytes, gsize length,
                      gsize *decoded_length, gboolean *faultless, Findings *findings)
{
    const char *iconv = is_utf16(name) ? utf16_name(bytes, length) : iconv_name(name);
    GIConv converter = g_iconv_open("UTF-8", iconv);
    Decoder decoder = {
        .file = file,
        .name = name,
        .bytes = bytes,
        .wide = g_ascii_strncasecmp(iconv, "UTF-16", 6) == 0,
        .text = g_string_sized_new(length + length / 4 + 1),
        .line = 1,
        .column = 1,
        .findings = findings,
    };
    g_autofree char *block = g_malloc(BLOCK_SIZE);
    char *in = (char *)bytes; /* iconv does not write there */
    gsize left = length;
    while (left > 0 && decode(&decoder, converter, &in, &left, block))
        ;
    g_iconv_close(converter);
    if (g_str_has_prefix(decoder.text->str, "\xEF\xBB\xBF"))
        g_string_erase(decoder.text, 0, 3);
    if (decoder.n_faults > SHOWN_LIMIT)
        findings_add(findings, &rule_encoding_error, (Place){file, 0, 0},
                     "%u more bytes are not %s", decoder.n_faults - SHOWN_LIMIT, name);
    *faultless = decoder.n_faults == 0;
    *decoded_length = decoder.text->len;
    return g_string_free(decoder.text, FALSE);
}
