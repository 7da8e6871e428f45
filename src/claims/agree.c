/*
 * Whether two claims agree.
 *
 * A claim's extent is what it says the figure can be: a point with the
 * precision of its print, a range (low and high), or a bound (one of them).
 *
 * - Points are equal when they differ by no more than half a step of the coarser
 *   print: 24,576 is 25k, and 86.4 is not 86.5.
 * - A point keeps a range or bound when some value that rounds to it does.
 * - Of two ranges one must lie inside the other; overlapping is not enough.
 * - A bound and a range, or two bounds, agree when any value satisfies both.
 * - A date is the whole day, month or year that it names; two are equal when they
 *   have a day in common.
 */
#include "claims/extent.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* ---- the precision of a print ---------------------------------------------------------------- */

/* The significant digits of a number's text, without zeros at either end, and the power of ten of
 * the first of them. */
typedef struct {
    const char *first, *last; /* digits in the text; NULL: it is zero */
    int n_digits;             /* from first to last */
    int magnitude;
    int n_decimals; /* as written, less the exponent */
} Decimal;

enum { MAGNITUDE_LIMIT = 10000 }; /* far outside of double; keeps sums from overflowing */

static Decimal decimal_parse(const char *text)
{
    gsize mantissa = 0; /* strcspn takes longer to begin than most numbers to read */
    while (text[mantissa] && text[mantissa] != 'e' && text[mantissa] != 'E')
        mantissa++;
    const char *dot = memchr(text, '.', mantissa);
    Decimal decimal = {0};
    int point = 0; /* digits before the decimal point, from the first significant one on */
    int n = 0;     /* digits from the first significant one on */
    for (const char *p = text; p < text + mantissa; p++) {
        if (!g_ascii_isdigit(*p))
            continue;
        const gboolean decimals = dot && p > dot;
        if (*p == '0' && !decimal.first) {
            point -= decimals;
            continue;
        }
        decimal.first = decimal.first ? decimal.first : p;
        n++;
        point += !decimals;
        if (*p != '0') {
            decimal.last = p;
            decimal.n_digits = n;
        }
    }
    const gint64 exponent = text[mantissa] ? g_ascii_strtoll(text + mantissa + 1, NULL, 10) : 0;
    const int shift = (int)CLAMP(exponent, -MAGNITUDE_LIMIT, MAGNITUDE_LIMIT);
    decimal.magnitude = point - 1 + shift;
    decimal.n_decimals = (dot ? (int)(text + mantissa - dot) - 1 : 0) - shift;
    return decimal;
}

/* Whether the character at p, between two digits, groups them or starts
 * decimals.  A plain blank does only before three digits: "350 000". */
static gboolean is_digit_joint(const char *p)
{
    const char *next = g_utf8_next_char(p);
    switch (g_utf8_get_char(p)) {
    case '.':
    case ',':
    case '\'':
    case 0x2019: /* apostrophe */
    case 0xA0:   /* no-break space, thin space, narrow no-break space */
    case 0x2009:
    case 0x202F: return g_ascii_isdigit(*next);
    case ' ': return strspn(next, "0123456789") == 3;
    default: return FALSE;
    }
}

/* Digits of a print that belong together, whatever groups them, compared with the significant ones
 * of a value as they come. */
typedef struct {
    const char *next; /* digit of the value to come; behind the last: only zeros may */
    int n_digits;     /* from the first that is not 0 */
    gboolean differs;
} DigitRun;

static void run_add(DigitRun *run, const Decimal *value, char digit)
{
    if (digit == '0' && run->n_digits == 0)
        return;
    run->n_digits++;
    if (run->next > value->last) {
        run->differs |= digit != '0';
        return;
    }
    run->differs |= *run->next != digit;
    run->next += run->next[1] == '.' ? 2 : 1;
}

/* How many digits are printed of the number with these significant digits: of
 * "25k in 2024" two for 25000, of "350.000 H100" six for 350000; 0: none shows it. */
static int printed_digits(const Decimal *value, const char *printed)
{
    DigitRun run = {value->first, 0, FALSE};
    for (const char *p = printed; *p; p = g_utf8_next_char(p)) {
        const gboolean digit = g_ascii_isdigit(*p);
        if (digit)
            run_add(&run, value, *p);
        if (digit ? p[1] != '\0' : is_digit_joint(p))
            continue;
        if (run.next > value->last && !run.differs)
            return run.n_digits;
        run = (DigitRun){value->first, 0, FALSE};
    }
    return 0;
}

static double power_of_ten(int exponent)
{
    static const double powers[] = {1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1,
                                    1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9};
    if (exponent >= -6 && exponent <= 9)
        return powers[exponent + 6];
    char text[32];
    g_snprintf(text, sizeof text, "1e%d", exponent);
    return g_ascii_strtod(text, NULL);
}

double claim_step(const Claim *claim)
{
    const Decimal value = decimal_parse(claim->value.text);
    if (!value.first)
        return power_of_ten(-value.n_decimals); /* zero */
    /* an approximation means its zeros as little as a number in words does */
    if (claim->kind == KIND_ABOUT || !strpbrk(claim->printed, "0123456789"))
        return power_of_ten(value.magnitude - value.n_digits + 1);
    const int printed = printed_digits(&value, claim->printed);
    if (printed > 0)
        return power_of_ten(value.magnitude - printed + 1);
    /* the print shows another number (a derived figure, another unit): go by the
     * digits of the value as written */
    return power_of_ten(-value.n_decimals);
}

/* ---- extents --------------------------------------------------------------------------------- */

static double amount_first(const Claim *claim, const Amount *amount)
{
    return claim->metric->kind == METRIC_DATE ? (double)date_first_day(amount->date)
                                              : amount->number;
}

static double amount_last(const Claim *claim, const Amount *amount)
{
    return claim->metric->kind == METRIC_DATE ? (double)date_after_day(amount->date) - 1
                                              : amount->number;
}

/* What is stated counts, whatever the kind: one end is a bound, two are a range. */
Extent extent_of(const Claim *claim)
{
    const MetricKind metric = claim->metric->kind;
    const gboolean low = claim->low.present, high = claim->high.present;
    if (low || high)
        return (Extent){
            .kind = low && high ? EXTENT_RANGE : EXTENT_BOUND,
            .metric = metric,
            .low = low ? amount_first(claim, &claim->low) : -INFINITY,
            .high = high ? amount_last(claim, &claim->high) : INFINITY,
        };
    if (!claim->value.present)
        return (Extent){.kind = EXTENT_NONE, .metric = metric};
    const double half = metric == METRIC_NUMBER ? claim_step(claim) / 2 : 0;
    return (Extent){
        .kind = EXTENT_POINT,
        .metric = metric,
        .low = amount_first(claim, &claim->value) - half,
        .high = amount_last(claim, &claim->value) + half,
        .value = claim->value.number,
    };
}

/* a <= b.  Decimal fractions are not exact in binary, and 86.45 - 86.4 is a bit
 * more than 0.05: what arithmetic on numbers of this scale rounds off is no difference. */
static gboolean at_most(double a, double b, double scale)
{
    return a <= b || (isfinite(scale) && a - b <= 4 * DBL_EPSILON * scale);
}

static gboolean extent_overlaps(const Extent *a, const Extent *b)
{
    return at_most(a->low, b->high, MAX(fabs(a->low), fabs(b->high))) &&
           at_most(b->low, a->high, MAX(fabs(b->low), fabs(a->high)));
}

static gboolean extent_contains(const Extent *outer, const Extent *inner)
{
    return outer->low <= inner->low && inner->high <= outer->high;
}

/* Whether two points differ by at most half a step of the coarser one. */
static gboolean points_equal(const Extent *a, const Extent *b)
{
    if (a->metric == METRIC_DATE)
        return extent_overlaps(a, b);
    const double half = MAX(a->high - a->low, b->high - b->low) / 2;
    return at_most(fabs(a->value - b->value), half, MAX(fabs(a->value), fabs(b->value)));
}

Relation extents_relate(const Extent *a, const Extent *b)
{
    if (a->kind == EXTENT_NONE || b->kind == EXTENT_NONE)
        return RELATION_CONTRADICTION; /* nothing is known that could agree */
    if (a->kind == EXTENT_POINT && b->kind == EXTENT_POINT)
        return points_equal(a, b) ? RELATION_EQUAL : RELATION_CONTRADICTION;
    if (a->kind == b->kind && extent_contains(a, b) && extent_contains(b, a))
        return RELATION_EQUAL;
    const gboolean ranges = a->kind == EXTENT_RANGE && b->kind == EXTENT_RANGE;
    const gboolean agree =
        ranges ? extent_contains(a, b) || extent_contains(b, a) : extent_overlaps(a, b);
    return agree ? RELATION_WITHIN : RELATION_CONTRADICTION;
}

Relation claims_relate(const Claim *a, const Claim *b)
{
    const Extent x = extent_of(a), y = extent_of(b);
    return extents_relate(&x, &y);
}

gboolean claims_agree(const Claim *a, const Claim *b)
{
    return claims_relate(a, b) != RELATION_CONTRADICTION;
}
