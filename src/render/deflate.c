#include "render/deflate.h"

#include "render/huffman.h"

#include <string.h>

/* RFC 1951, 3.2.5 to 3.2.7 */
enum {
    LONGEST = 258,
    END_OF_BLOCK = 256,
    FIRST_LENGTH = 257, /* symbols from here on say how long a match is */
    LENGTHS_END = 286,
    DISTANCES_END = 30,
    CODE_LIMIT = 15,
    CODE_LENGTHS_END = 16, /* of 19: runs, which would save less than 0.4 %, are not written */
    CODE_LENGTH_LIMIT = 7,
    STORED = 0,
    OWN_CODES = 2
};

enum { TOKENS = 1 << 14 /* of a block */, MOST_BYTES_OF_TOKEN = 6, MOST_BYTES_OF_HEAD = 300 };

typedef struct {
    guint16 value;    /* a byte, or the length of a match */
    guint16 distance; /* 0: a byte */
} Token;

struct Deflate {
    GByteArray *stream;
    guint64 held; /* bits that are no whole byte yet, the first lowest */
    guint n_held;
    Token tokens[TOKENS]; /* of a block */
    guint n_tokens;
    guint32 literal_counts[LENGTHS_END], distance_counts[DISTANCES_END];
};

/* ---- bits ------------------------------------------------------------------------------------ */

/* Few enough that, with 7 held, they have room in 64. */
static inline void hold(Deflate *deflate, guint64 bits, guint n)
{
    deflate->held |= bits << deflate->n_held;
    deflate->n_held += n;
}

/* Writes whole bytes, in room for eight. */
static inline void put(Deflate *deflate)
{
    const guint64 bytes = GUINT64_TO_LE(deflate->held);
    memcpy(deflate->stream->data + deflate->stream->len, &bytes, sizeof bytes);
    deflate->stream->len += deflate->n_held / 8;
    deflate->held >>= deflate->n_held & ~7U;
    deflate->n_held &= 7;
}

static void reserve(Deflate *deflate, guint n_bytes)
{
    const guint length = deflate->stream->len;
    g_byte_array_set_size(deflate->stream, length + n_bytes + sizeof deflate->held);
    deflate->stream->len = length;
}

/* ---- symbols --------------------------------------------------------------------------------- */

typedef struct {
    guint symbol, n_extra, extra;
} Symbol;

/* The small numbers have a symbol each; then there are 2^fine symbols for every doubling of the
 * number, and the bits that they leave open are extra. */
static inline Symbol classify(guint number, guint fine)
{
    if (number >> (fine + 1) == 0)
        return (Symbol){number, 0, 0};
    const guint n_extra = g_bit_storage(number) - 1 - fine;
    return (Symbol){(n_extra << fine) + (number >> n_extra), n_extra,
                    number & ((1U << n_extra) - 1)};
}

static inline Symbol length_symbol(guint length)
{
    if (length == LONGEST)
        return (Symbol){LENGTHS_END - 1, 0, 0};
    Symbol symbol = classify(length - DEFLATE_SHORTEST, 2);
    symbol.symbol += FIRST_LENGTH;
    return symbol;
}

static inline Symbol distance_symbol(guint distance)
{
    return classify(distance - 1, 1);
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* Literals: bytes, the end of a block, and lengths. */
typedef struct {
    HuffmanCode literals[LENGTHS_END], distances[DISTANCES_END];
} Codes;

static inline void hold_code(Deflate *deflate, HuffmanCode code)
{
    hold(deflate, code.bits, code.length);
}

static inline void hold_symbol(Deflate *deflate, const HuffmanCode *codes, Symbol symbol)
{
    hold_code(deflate, codes[symbol.symbol]);
    hold(deflate, symbol.extra, symbol.n_extra);
}

/* How long all codes are, which says what they are. */
static void write_codes(Deflate *deflate, const Codes *codes)
{
    static const guint8 order[] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                   11, 4,  12, 3, 13, 2, 14, 1, 15};
    guint8 lengths[LENGTHS_END + DISTANCES_END];
    guint32 counts[CODE_LENGTHS_END] = {0};
    HuffmanCode length_codes[G_N_ELEMENTS(order)] = {0};
    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
        lengths[i] =
            i < LENGTHS_END ? codes->literals[i].length : codes->distances[i - LENGTHS_END].length;
        counts[lengths[i]]++;
    }
    huffman_make(counts, CODE_LENGTHS_END, CODE_LENGTH_LIMIT, length_codes);
    hold(deflate, LENGTHS_END - FIRST_LENGTH, 5);
    hold(deflate, DISTANCES_END - 1, 5);
    hold(deflate, G_N_ELEMENTS(order) - 4, 4);
    for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
        hold(deflate, length_codes[order[i]].length, 3);
        put(deflate);
    }
    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
        hold_code(deflate, length_codes[lengths[i]]);
        put(deflate);
    }
}

static void write_tokens(Deflate *deflate, const Codes *codes)
{
    for (guint i = 0; i < deflate->n_tokens; i++) {
        const Token *token = &deflate->tokens[i];
        if (token->distance == 0) {
            hold_code(deflate, codes->literals[token->value]);
        } else {
            hold_symbol(deflate, codes->literals, length_symbol(token->value));
            hold_symbol(deflate, codes->distances, distance_symbol(token->distance));
        }
        put(deflate);
    }
    hold_code(deflate, codes->literals[END_OF_BLOCK]);
    put(deflate);
}

static void write_block(Deflate *deflate, gboolean last)
{
    Codes codes = {0};
    deflate->literal_counts[END_OF_BLOCK] = 1;
    huffman_make(deflate->literal_counts, LENGTHS_END, CODE_LIMIT, codes.literals);
    huffman_make(deflate->distance_counts, DISTANCES_END, CODE_LIMIT, codes.distances);
    reserve(deflate, MOST_BYTES_OF_HEAD + deflate->n_tokens * MOST_BYTES_OF_TOKEN);
    hold(deflate, last ? 1 : 0, 1);
    hold(deflate, OWN_CODES, 2);
    write_codes(deflate, &codes);
    write_tokens(deflate, &codes);
    deflate->n_tokens = 0;
    memset(deflate->literal_counts, 0, sizeof deflate->literal_counts);
    memset(deflate->distance_counts, 0, sizeof deflate->distance_counts);
}

/* ---- the stream ------------------------------------------------------------------------------ */

Deflate *deflate_new(void)
{
    Deflate *deflate = g_new0(Deflate, 1);
    deflate->stream = g_byte_array_new();
    return deflate;
}

static void add(Deflate *deflate, guint value, guint distance)
{
    if (deflate->n_tokens == TOKENS)
        write_block(deflate, FALSE);
    deflate->tokens[deflate->n_tokens++] = (Token){(guint16)value, (guint16)distance};
}

void deflate_add_literal(Deflate *deflate, guint8 byte)
{
    add(deflate, byte, 0);
    deflate->literal_counts[byte]++;
}

void deflate_add_match(Deflate *deflate, guint length, guint distance)
{
    while (length > 0) {
        /* what is left is no shorter than a match may be */
        const guint piece = length <= LONGEST ? length : MIN(LONGEST, length - DEFLATE_SHORTEST);
        add(deflate, piece, distance);
        deflate->literal_counts[length_symbol(piece).symbol]++;
        deflate->distance_counts[distance_symbol(distance).symbol]++;
        length -= piece;
    }
}

void deflate_add_run(Deflate *deflate, guint8 byte, guint n)
{
    for (; n > 0 && n <= DEFLATE_SHORTEST; n--)
        deflate_add_literal(deflate, byte);
    if (n > 0) {
        deflate_add_literal(deflate, byte);
        deflate_add_match(deflate, n - 1, 1);
    }
}

/* An empty block of bytes, which begins at a whole one. */
static void write_nothing(Deflate *deflate)
{
    static const guint8 lengths[] = {0x00, 0x00, 0xFF, 0xFF};
    reserve(deflate, 1);
    hold(deflate, STORED, 3);
    hold(deflate, 0, 7 & -deflate->n_held);
    put(deflate);
    g_byte_array_append(deflate->stream, lengths, sizeof lengths);
}

GByteArray *deflate_finish(Deflate *deflate, gboolean last)
{
    write_block(deflate, last);
    if (last) {
        hold(deflate, 0, 7 & -deflate->n_held);
        put(deflate);
    } else {
        write_nothing(deflate);
    }
    GByteArray *stream = deflate->stream;
    g_free(deflate);
    return stream;
}
