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

#define SIMD __attribute__((target("avx2")))
#define TWICE(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)

SIMD static __m256i two_byte_errors(__m256i input, __m256i before)
{
    const __m256i first_high =
        TWICE(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
              (char)TWO_CONTINUATIONS, (char)TWO_CONTINUATIONS, (char)TWO_CONTINUATIONS,
              (char)TWO_CONTINUATIONS, TOO_SHORT | OVERLONG_2, TOO_SHORT,
              TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000);
    const char above = (char)(CARRY | TOO_LARGE | TOO_LARGE_1000);
    const __m256i first_low = TWICE(
        (char)(CARRY | OVERLONG_3 | OVERLONG_2 | TOO_LARGE_1000), (char)(CARRY | OVERLONG_2),
        (char)CARRY, (char)CARRY, (char)(CARRY | TOO_LARGE), above, above, above, above, above,
        above, above, above, (char)(CARRY | TOO_LARGE | TOO_LARGE_1000 | SURROGATE), above, above);
    const char second = (char)(TOO_LONG | OVERLONG_2 | TWO_CONTINUATIONS);
    const __m256i second_high =
        TWICE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
              TOO_SHORT, (char)(second | OVERLONG_3 | TOO_LARGE_1000),
              (char)(second | OVERLONG_3 | TOO_LARGE), (char)(second | SURROGATE | TOO_LARGE),
              (char)(second | SURROGATE | TOO_LARGE), TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    const __m256i low = _mm256_set1_epi8(0x0F);
    const __m256i a =
        _mm256_shuffle_epi8(first_high, _mm256_and_si256(_mm256_srli_epi16(before, 4), low));
    const __m256i b = _mm256_shuffle_epi8(first_low, _mm256_and_si256(before, low));
    const __m256i c =
        _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(input, 4), low));
    return _mm256_and_si256(_mm256_and_si256(a, b), c);
}

/* Not zero where a block of 32 bytes behind another is wrong; what the block's last bytes want of
 * the next is judged there. */
SIMD static __m256i block_errors(__m256i input, __m256i previous)
{
    /* the upper half of the previous block, then the lower one of this: alignr works by halves */
    const __m256i between = _mm256_permute2x128_si256(previous, input, 0x21);
    const __m256i pairs = two_byte_errors(input, _mm256_alignr_epi8(input, between, 15));
    /* third and fourth bytes must be continuations of a sequence, and only they */
    const __m256i third =
        _mm256_subs_epu8(_mm256_alignr_epi8(input, between, 14), _mm256_set1_epi8(0xE0 - 0x80));
    const __m256i fourth =
        _mm256_subs_epu8(_mm256_alignr_epi8(input, between, 13), _mm256_set1_epi8(0xF0 - 0x80));
    const __m256i wanted =
        _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(wanted, pairs);
}

/* Blocks that are judged together: so many that most groups of a text that is not all ASCII are
 * alike, and the processor does not jump for each. */
enum { GROUP = 4, GROUP_SIZE = 32 * GROUP }; /* blocks, bytes */

/* Whole groups only: moves *p to where a character begins and what is left is to be judged. */
SIMD static gboolean check_blocks(const char **p, const char *end)
{
    const __m256i zero = _mm256_setzero_si256();
    __m256i previous = zero, errors = zero, nul = zero;
    const char *q = *p;
    for (; end - q >= GROUP_SIZE; q += GROUP_SIZE) {
        __m256i blocks[GROUP], any = previous;
        for (int i = 0; i < GROUP; i++) {
            blocks[i] = _mm256_loadu_si256((const __m256i *)(const void *)(q + (gsize)i * 32));
            nul = _mm256_or_si256(nul, _mm256_cmpeq_epi8(blocks[i], zero));
            any = _mm256_or_si256(any, blocks[i]);
        }
        if (_mm256_movemask_epi8(any) != 0) { /* ASCII behind ASCII has no errors */
            errors = _mm256_or_si256(errors, block_errors(blocks[0], previous));
            for (int i = 1; i < GROUP; i++)
                errors = _mm256_or_si256(errors, block_errors(blocks[i], blocks[i - 1]));
        }
        previous = blocks[GROUP - 1];
    }
    if (!_mm256_testz_si256(nul, nul) || !_mm256_testz_si256(errors, errors))
        return FALSE;
    /* the last character may go on behind the blocks */
    for (int i = 0; i < 3 && q > *p && utf8_is_continuation(q[-1]); i++)
        q--;
    *p = q > *p && (unsigned char)q[-1] >= 0xC0 ? q - 1 : q;
    return TRUE;
}

gboolean utf8_check(const char *p, const char *end, const char *limit)
{
    if (end - p >= GROUP_SIZE && __builtin_cpu_supports("avx2") && !check_blocks(&p, end))
        return FALSE;
    return check_plainly(p, end, limit);
}
#else
gboolean utf8_check(const char *p, const char *end, const char *limit)
{
    return check_plainly(p, end, limit);
}
#endif
