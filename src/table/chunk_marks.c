#include "table/chunk_marks.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

void marks_clear(Marks *marks)
{
    g_free(marks->blocks);
}

/* ---- from bytes to bits ---------------------------------------------------- */

#ifdef __SSE2__
static MarksBlock block_at(const char *p, char quote)
{
    const __m128i quotes = _mm_set1_epi8(quote), feeds = _mm_set1_epi8('\n');
    MarksBlock block = {0};
    for (int i = 0; i < MARKS_BLOCK / 16; i++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(p + (gsize)i * 16));
        const guint64 q = (guint)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, quotes));
        const guint64 f = (guint)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, feeds));
        block.quotes |= q << (i * 16);
        block.feeds |= f << (i * 16);
    }
    return block;
}
#else
static MarksBlock block_at(const char *p, char quote)
{
    MarksBlock block = {0};
    for (int i = 0; i < MARKS_BLOCK; i++) {
        block.quotes |= (guint64)(p[i] == quote) << i;
        block.feeds |= (guint64)(p[i] == '\n') << i;
    }
    return block;
}
#endif

void marks_read(Marks *marks, const char *bytes, gsize n, gsize start, char quote)
{
    const gsize n_whole = n / MARKS_BLOCK, n_last = n % MARKS_BLOCK;
    if (marks->capacity <= n_whole) {
        marks->capacity = n_whole + 1;
        g_free(marks->blocks);
        marks->blocks = g_new(MarksBlock, marks->capacity);
    }
    marks->start = start;
    marks->end = start + n;
    for (gsize i = 0; i < n_whole; i++)
        marks->blocks[i] = block_at(bytes + i * MARKS_BLOCK, quote);
    char last[MARKS_BLOCK] = {0}; /* no byte behind the text is read */
    memcpy(last, bytes + n_whole * MARKS_BLOCK, n_last);
    marks->blocks[n_whole] = block_at(last, quote);
}

/* ---- bits ------------------------------------------------------------------ */

/* Number of bits (Hacker's Delight, 5-1): the compiler's own is a call without -mpopcnt. */
static guint count_bits(guint64 x)
{
    x -= x >> 1 & G_GUINT64_CONSTANT(0x5555555555555555);
    x = (x & G_GUINT64_CONSTANT(0x3333333333333333)) +
        (x >> 2 & G_GUINT64_CONSTANT(0x3333333333333333));
    x = (x + (x >> 4)) & G_GUINT64_CONSTANT(0x0F0F0F0F0F0F0F0F);
    return (guint)(x * G_GUINT64_CONSTANT(0x0101010101010101) >> 56);
}

/* Each bit: whether the number of bits up to it, it among them, is odd. */
static guint64 running_parity(guint64 x)
{
    for (int shift = 1; shift < 64; shift *= 2)
        x ^= x << shift;
    return x;
}

static guint64 bits_below(gsize n)
{
    return (G_GUINT64_CONSTANT(1) << n) - 1;
}

gboolean marks_is_odd(const Marks *marks, gsize end)
{
    const gsize n = end - marks->start;
    guint64 sum = marks->blocks[n / MARKS_BLOCK].quotes & bits_below(n % MARKS_BLOCK);
    for (gsize i = 0; i < n / MARKS_BLOCK; i++)
        sum ^= marks->blocks[i].quotes;
    return running_parity(sum) >> 63 != 0;
}

MarksStretch marks_stretch(const Marks *marks, gsize offset, gboolean quoted)
{
    const gsize from = offset - marks->start, n = marks->end - marks->start;
    guint64 wanted = ~bits_below(from % MARKS_BLOCK);
    guint64 carry = quoted ? ~(guint64)0 : 0, just_closed = 0;
    MarksStretch stretch = {.end = marks->end};
    for (gsize i = from / MARKS_BLOCK; i * MARKS_BLOCK < n; i++, wanted = ~(guint64)0) {
        guint64 quotes = marks->blocks[i].quotes & wanted;
        guint64 feeds = marks->blocks[i].feeds & wanted;
        /* an opening quote lies inside the quotes, a closing one does not */
        const guint64 inside = running_parity(quotes) ^ carry;
        const guint64 ends = feeds & ~inside, closing = quotes & ~inside;
        /* one that opens where another has just closed is doubled */
        guint64 eaten = quotes & ~(inside & (closing << 1 | just_closed));
        if (ends) {
            const gsize end = (gsize)__builtin_ctzll(ends);
            const guint64 before = bits_below(end);
            stretch.end = marks->start + i * MARKS_BLOCK + end + 1;
            stretch.n_eaten += count_bits(eaten & before);
            stretch.n_feeds += count_bits(feeds & before) + 1;
            stretch.ended = TRUE;
            return stretch;
        }
        stretch.n_eaten += count_bits(eaten);
        stretch.n_feeds += count_bits(feeds);
        carry = inside >> 63 ? ~(guint64)0 : 0;
        just_closed = closing >> 63;
    }
    stretch.quoted = carry != 0;
    return stretch;
}
