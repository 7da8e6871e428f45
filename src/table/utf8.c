#include "table/utf8.h"

#include <string.h>

/* Length of the character at p, or 0 when it is none (RFC 3629, section 4). */
static gsize character_length(const unsigned char *p, gsize left)
{
    const unsigned char c = p[0];
    if (c < 0x80)
        return c > 0;
    if (c < 0xC2 || left < 2)
        return 0;
    const unsigned char second = p[1];
    if (c < 0xE0)
        return (second & 0xC0) == 0x80 ? 2 : 0;
    if (c < 0xF0) {
        const unsigned char low = c == 0xE0 ? 0xA0 : 0x80, high = c == 0xED ? 0x9F : 0xBF;
        return left >= 3 && second >= low && second <= high && (p[2] & 0xC0) == 0x80 ? 3 : 0;
    }
    const unsigned char low = c == 0xF0 ? 0x90 : 0x80, high = c == 0xF4 ? 0x8F : 0xBF;
    return c < 0xF5 && left >= 4 && second >= low && second <= high && (p[2] & 0xC0) == 0x80 &&
                   (p[3] & 0xC0) == 0x80
               ? 4
               : 0;
}

/* Whether none of 32 bytes is above 0x7F or 0: then no byte's highest bit is set, before or after
 * one is taken off it. */
static gboolean is_ascii_block(const char *p)
{
    guint64 words[4];
    memcpy(words, p, sizeof words);
    guint64 bits = 0;
    for (int i = 0; i < 4; i++)
        bits |= words[i] | (words[i] - G_GUINT64_CONSTANT(0x0101010101010101));
    return (bits & G_GUINT64_CONSTANT(0x8080808080808080)) == 0;
}

static gboolean check_plainly(const char *p, const char *end, const char *limit)
{
    while (p < end) {
        if (end - p >= 32 && is_ascii_block(p)) {
            p += 32;
            continue;
        }
        const char *block_end = end - p >= 32 ? p + 32 : end;
        while (p < block_end) {
            const gsize length = character_length((const unsigned char *)p, (gsize)(limit - p));
            if (length == 0)
                return FALSE;
            p += length;
        }
    }
    return TRUE;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* Keiser and Lemire, Validating UTF-8 In Less Than One Instruction Per Byte (2021): three lookups,
 * by both halves of a byte and the upper half of the next, tell every error of two neighbours;
 * each bit is one of them. */
enum {
    TOO_SHORT = 1 << 0,
    TOO_LONG = 1 << 1,
    OVERLONG_3 = 1 << 2,
    TOO_LARGE = 1 << 3,
    SURROGATE = 1 << 4,
    OVERLONG_2 = 1 << 5,
    TOO_LARGE_1000 = 1 << 6, /* or an overlong sequence of four */
    TWO_CONTINUATIONS = 1 << 7,
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUATIONS
};

#define SIMD __attribute__((target("ssse3")))

SIMD static __m128i two_byte_errors(__m128i input, __m128i before)
{
    const __m128i first_high = _mm_setr_epi8(
        TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
        (char)TWO_CONTINUATIONS, (char)TWO_CONTINUATIONS, (char)TWO_CONTINUATIONS,
        (char)TWO_CONTINUATIONS, TOO_SHORT | OVERLONG_2, TOO_SHORT,
        TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000);
    const char above = (char)(CARRY | TOO_LARGE | TOO_LARGE_1000);
    const __m128i first_low = _mm_setr_epi8(
        (char)(CARRY | OVERLONG_3 | OVERLONG_2 | TOO_LARGE_1000), (char)(CARRY | OVERLONG_2),
        (char)CARRY, (char)CARRY, (char)(CARRY | TOO_LARGE), above, above, above, above, above,
        above, above, above, (char)(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE), above, above);
    const char second = (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS);
    const __m128i second_high = _mm_setr_epi8(
        TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
        (char)(second | OVERLONG_3 | TOO_LARGE_1000), (char)(second | OVERLONG_3 | TOO_LARGE),
        (char)(second | SURROGATE | TOO_LARGE), (char)(second | SURROGATE | TOO_LARGE), TOO_SHORT,
        TOO_SHORT, TOO_SHORT, TOO_SHORT);
    const __m128i low = _mm_set1_epi8(0x0F);
    const __m128i a = _mm_shuffle_epi8(first_high, _mm_and_si128(_mm_srli_epi16(before, 4), low));
    const __m128i b = _mm_shuffle_epi8(first_low, _mm_and_si128(before, low));
    const __m128i c = _mm_shuffle_epi8(second_high, _mm_and_si128(_mm_srli_epi16(input, 4), low));
    return _mm_and_si128(_mm_and_si128(a, b), c);
}

/* Not zero where a block of 16 bytes behind another is wrong; what the block's last bytes want of
 * the next is judged there. */
SIMD static __m128i block_errors(__m128i input, __m128i previous)
{
    const __m128i before = _mm_alignr_epi8(input, previous, 15);
    const __m128i pairs = two_byte_errors(input, before);
    /* third and fourth bytes must be continuations of a sequence, and only they */
    const __m128i third =
        _mm_subs_epu8(_mm_alignr_epi8(input, previous, 14), _mm_set1_epi8(0xE0 - 0x80));
    const __m128i fourth =
        _mm_subs_epu8(_mm_alignr_epi8(input, previous, 13), _mm_set1_epi8(0xF0 - 0x80));
    const __m128i wanted = _mm_and_si128(_mm_or_si128(third, fourth), _mm_set1_epi8((char)0x80));
    return _mm_xor_si128(wanted, pairs);
}

/* Whole blocks only: moves *p to where a character begins and what is left is to be judged. */
SIMD static gboolean check_blocks(const char **p, const char *end)
{
    __m128i previous = _mm_setzero_si128(), errors = previous, nul = previous;
    const char *q = *p;
    for (; end - q >= 16; q += 16) {
        const __m128i input = _mm_loadu_si128((const __m128i *)(const void *)q);
        nul = _mm_or_si128(nul, _mm_cmpeq_epi8(input, _mm_setzero_si128()));
        /* ASCII behind ASCII has no errors */
        if (_mm_movemask_epi8(_mm_or_si128(input, previous)) != 0)
            errors = _mm_or_si128(errors, block_errors(input, previous));
        previous = input;
    }
    const __m128i clean = _mm_cmpeq_epi8(_mm_or_si128(errors, nul), _mm_setzero_si128());
    const __m128i no_nul = _mm_cmpeq_epi8(nul, _mm_setzero_si128());
    if (_mm_movemask_epi8(clean) != 0xFFFF || _mm_movemask_epi8(no_nul) != 0xFFFF)
        return FALSE;
    /* the last character may go on behind the blocks */
    for (int i = 0; i < 3 && q > *p && utf8_is_continuation(q[-1]); i++)
        q--;
    *p = q > *p && (unsigned char)q[-1] >= 0xC0 ? q - 1 : q;
    return TRUE;
}

gboolean utf8_check(const char *p, const char *end, const char *limit)
{
    if (end - p >= 64 && __builtin_cpu_supports("ssse3") && !check_blocks(&p, end))
        return FALSE;
    return check_plainly(p, end, limit);
}
#else
gboolean utf8_check(const char *p, const char *end, const char *limit)
{
    return check_plainly(p, end, limit);
}
#endif
