#include "table/chunk_marks.h"

#include <string.h>
#if defined(__x86_64__) && defined(__GNUC__)
#define HAS_WIDE 1
#include <immintrin.h>
/* Processors since 2013; what runs on others is below it, without a name. */
#define WIDE __attribute__((target("avx2,pclmul,popcnt")))

static gboolean is_wide(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
           __builtin_cpu_supports("popcnt");
}
#endif

void marks_clear(Marks *marks)
{
    g_free(marks->blocks);
}

/* ---- from bytes to bits ---------------------------------------------------- */

static MarksBlock block_at(const char *p, char quote)
{
    MarksBlock block = {0};
    for (int i = 0; i < MARKS_BLOCK; i++) {
        block.quotes |= (guint64)(p[i] == quote) << i;
        block.feeds |= (guint64)(p[i] == '\n') << i;
    }
    return block;
}

static void read_blocks(MarksBlock *blocks, const char *bytes, gsize n, char quote)
{
    for (gsize i = 0; i < n; i++)
        blocks[i] = block_at(bytes + i * MARKS_BLOCK, quote);
}

#ifdef HAS_WIDE
WIDE static guint64 equal_bits(__m256i low, __m256i high, __m256i wanted)
{
    const guint32 first = (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted));
    const guint32 second = (guint32)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted));
    return first | (guint64)second << 32;
}

WIDE static void read_blocks_wide(MarksBlock *blocks, const char *bytes, gsize n, char quote)
{
    const __m256i quotes = _mm256_set1_epi8(quote), feeds = _mm256_set1_epi8('\n');
    for (gsize i = 0; i < n; i++) {
        const __m256i *p = (const __m256i *)(const void *)(bytes + i * MARKS_BLOCK);
        const __m256i low = _mm256_loadu_si256(p), high = _mm256_loadu_si256(p + 1);
        blocks[i] = (MarksBlock){equal_bits(low, high, quotes), equal_bits(low, high, feeds)};
    }
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
#ifdef HAS_WIDE
    if (is_wide())
        read_blocks_wide(marks->blocks, bytes, n_whole, quote);
    else
#endif
        read_blocks(marks->blocks, bytes, n_whole, quote);
    char last[MARKS_BLOCK] = {0}; /* no byte behind the text is read */
    memcpy(last, bytes + n_whole * MARKS_BLOCK, n_last);
    marks->blocks[n_whole] = block_at(last, quote);
}

/* ---- bits ------------------------------------------------------------------ */

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

/* Inlined where the processor is known, which counts bits by itself or by a call. */
static inline __attribute__((always_inline)) MarksStretch
find_stretch(const Marks *marks, gsize offset, gboolean quoted, guint64 (*parity)(guint64 x))
{
    const gsize from = offset - marks->start, n = marks->end - marks->start;
    guint64 wanted = ~bits_below(from % MARKS_BLOCK);
    guint64 carry = quoted ? ~(guint64)0 : 0, just_closed = 0;
    MarksStretch stretch = {.end = marks->end};
    for (gsize i = from / MARKS_BLOCK; i * MARKS_BLOCK < n; i++, wanted = ~(guint64)0) {
        guint64 quotes = marks->blocks[i].quotes & wanted;
        guint64 feeds = marks->blocks[i].feeds & wanted;
        /* an opening quote lies inside the quotes, a closing one does not */
        const guint64 inside = parity(quotes) ^ carry;
        const guint64 ends = feeds & ~inside, closing = quotes & ~inside;
        /* one that opens where another has just closed is doubled */
        guint64 eaten = quotes & ~(inside & (closing << 1 | just_closed));
        if (ends) {
            const gsize end = (gsize)__builtin_ctzll(ends);
            const guint64 before = bits_below(end);
            stretch.end = marks->start + i * MARKS_BLOCK + end + 1;
            stretch.n_eaten += (guint)__builtin_popcountll(eaten & before);
            stretch.n_feeds += (guint)__builtin_popcountll(feeds & before) + 1;
            stretch.ended = TRUE;
            return stretch;
        }
        stretch.n_eaten += (guint)__builtin_popcountll(eaten);
        stretch.n_feeds += (guint)__builtin_popcountll(feeds);
        carry = inside >> 63 ? ~(guint64)0 : 0;
        just_closed = closing >> 63;
    }
    stretch.quoted = carry != 0;
    return stretch;
}

#ifdef HAS_WIDE
/* A product without carries: all powers of two, each with the bits below it. */
WIDE static guint64 running_parity_wide(guint64 x)
{
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((gint64)x), _mm_set1_epi8((char)0xFF), 0);
    return (guint64)_mm_cvtsi128_si64(product);
}

WIDE static MarksStretch find_stretch_wide(const Marks *marks, gsize offset, gboolean quoted)
{
    return find_stretch(marks, offset, quoted, running_parity_wide);
}
#endif

MarksStretch marks_stretch(const Marks *marks, gsize offset, gboolean quoted)
{
#ifdef HAS_WIDE
    if (is_wide())
        return find_stretch_wide(marks, offset, quoted);
#endif
    return find_stretch(marks, offset, quoted, running_parity);
}
