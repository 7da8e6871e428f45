/*
 * chunk_marks: the quotes and line feeds of a text, one after the other.
 *
 * Private to table/chunk*.c.
 */
#ifndef FIGTRAIL_TABLE_CHUNK_MARKS_H
#define FIGTRAIL_TABLE_CHUNK_MARKS_H

#include <glib.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { MARKS_BLOCK = 64 };

typedef struct {
    const char *text;
    gsize length;
    gsize block;  /* offset of the bytes that the bits are of */
    guint64 bits; /* of the marks in them that were not given yet */
    char quote;
} Marks;

/* Number of the bytes c. */
static inline gsize marks_count(const char *p, gsize length, char c)
{
    gsize n = 0;
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi8(c), zero = _mm_setzero_si128();
    while (length >= 16) {
        __m128i sums = zero; /* 16 counts of at most 255 */
        for (int i = 0; i < 255 && length >= 16; i++, p += 16, length -= 16)
            sums = _mm_sub_epi8(
                sums, _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)p), wanted));
        const __m128i halves = _mm_sad_epu8(sums, zero);
        n += (gsize)_mm_cvtsi128_si32(halves) +
             (gsize)_mm_cvtsi128_si32(_mm_unpackhi_epi64(halves, halves));
    }
#endif
    for (; length > 0; length--, p++)
        n += *p == c;
    return n;
}

/* A bit for each of 64 bytes that is a quote or a line feed. */
static inline guint64 marks_bits(const char *p, char quote)
{
    guint64 bits = 0;
#ifdef __SSE2__
    const __m128i quotes = _mm_set1_epi8(quote), feeds = _mm_set1_epi8('\n');
    for (int i = 0; i < MARKS_BLOCK / 16; i++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + (gsize)i * 16));
        const __m128i found =
            _mm_or_si128(_mm_cmpeq_epi8(bytes, quotes), _mm_cmpeq_epi8(bytes, feeds));
        bits |= (guint64)(guint)_mm_movemask_epi8(found) << (i * 16);
    }
#else
    for (int i = 0; i < MARKS_BLOCK; i++)
        bits |= (guint64)(p[i] == quote || p[i] == '\n') << i;
#endif
    return bits;
}

static inline void marks_read(Marks *marks)
{
    if (marks->length - marks->block >= MARKS_BLOCK) {
        marks->bits = marks_bits(marks->text + marks->block, marks->quote);
        return;
    }
    char last[MARKS_BLOCK] = {0}; /* no byte behind the text is read */
    memcpy(last, marks->text + marks->block, marks->length - marks->block);
    marks->bits = marks_bits(last, marks->quote);
}

/* The marks from that offset on. */
static inline void marks_start(Marks *marks, gsize offset)
{
    marks->block = offset;
    marks->bits = 0;
    if (offset < marks->length)
        marks_read(marks);
}

/* Offset of the next mark; length when there is none. */
static inline gsize marks_next(Marks *marks)
{
    while (marks->bits == 0) {
        marks->block += MARKS_BLOCK;
        if (marks->block >= marks->length) {
            marks->block = marks->length;
            return marks->length;
        }
        marks_read(marks);
    }
    const gsize at = marks->block + (gsize)__builtin_ctzll(marks->bits);
    marks->bits &= marks->bits - 1;
    return at;
}

#endif
