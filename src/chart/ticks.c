/* After d3-array 3 (ticks.js) and d3-scale 4 (linear.js, log.js). */
#include "chart/ticks.h"

#include <math.h>

typedef struct {
    double first, last; /* in steps */
    double increment;   /* negative: one step is 1 / -increment */
} TickSpec;

/* JavaScript's Math.round */
static double round_up(double number)
{
    const double below = floor(number);
    return number - below >= 0.5 ? below + 1 : below;
}

/* The nearest double, which pow does not promise; exponent: a whole number. */
static double power_of_ten(double exponent)
{
    char text[16];
    if (!(fabs(exponent) < 400))
        return pow(10, exponent); /* 0, infinite or NaN */
    g_snprintf(text, sizeof text, "1e%d", (int)exponent);
    return g_ascii_strtod(text, NULL);
}

/* start <= stop.  Steps below 1 are kept as their reciprocal, as 0.1 is inexact
 * and 10 is not. */
static TickSpec tick_spec(double start, double stop, double count)
{
    const double step = (stop - start) / fmax(0, count);
    const double power = floor(log10(step));
    const double error = step / power_of_ten(power);
    const double factor = error >= sqrt(50) ? 10 : error >= sqrt(10) ? 5 : error >= sqrt(2) ? 2 : 1;
    TickSpec spec;
    if (power < 0) {
        const double inverse = power_of_ten(-power) / factor;
        spec.first = round_up(start * inverse);
        spec.last = round_up(stop * inverse);
        spec.first += spec.first / inverse < start;
        spec.last -= spec.last / inverse > stop;
        spec.increment = -inverse;
    } else {
        spec.increment = power_of_ten(power) * factor;
        spec.first = round_up(start / spec.increment);
        spec.last = round_up(stop / spec.increment);
        spec.first += spec.first * spec.increment < start;
        spec.last -= spec.last * spec.increment > stop;
    }
    if (spec.last < spec.first && 0.5 <= count && count < 2)
        return tick_spec(start, stop, count * 2);
    return spec;
}

double tick_increment(double start, double stop, double count)
{
    return tick_spec(start, stop, count).increment;
}

double tick_step(double start, double stop, double count)
{
    const gboolean reverse = stop < start;
    const double low = reverse ? stop : start, high = reverse ? start : stop;
    const double increment = tick_increment(low, high, count);
    return (reverse ? -1 : 1) * (increment < 0 ? 1 / -increment : increment);
}

static GArray *array_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(double));
}

void ticks_reverse(GArray *ticks)
{
    for (guint i = 0, j = ticks->len; i + 1 < j; i++) {
        const double swapped = g_array_index(ticks, double, --j);
        g_array_index(ticks, double, j) = g_array_index(ticks, double, i);
        g_array_index(ticks, double, i) = swapped;
    }
}

GArray *ticks_linear(double start, double stop, double count)
{
    GArray *ticks = array_new();
    if (!isfinite(start) || !isfinite(stop) || !(count > 0))
        return ticks;
    if (!(start < stop) && !(stop < start)) {
        g_array_append_val(ticks, start);
        return ticks;
    }
    const TickSpec spec =
        tick_spec(fmin(start, stop), fmax(start, stop), fmin(count, TICKS_MAXIMUM));
    const double last = spec.last - spec.first; /* NaN when stop - start overflows */
    const guint n = last >= 0 ? (guint)fmin(last, 2.0 * TICKS_MAXIMUM) + 1 : 0;
    for (guint i = 0; i < n; i++) {
        const double step = spec.first + i;
        const double tick = spec.increment < 0 ? step / -spec.increment : step * spec.increment;
        g_array_append_val(ticks, tick);
    }
    if (stop < start)
        ticks_reverse(ticks);
    return ticks;
}

/* d3-scale's loop: nice ends may change the step, and with it the nice ends. */
void nice_linear(double *start, double *stop, double count)
{
    const gboolean reverse = *stop < *start;
    double low = reverse ? *stop : *start, high = reverse ? *start : *stop, previous = NAN;
    for (int i = 0; i < 10; i++) {
        const double step = tick_increment(low, high, count);
        if (step == previous) { /* exact on purpose: it settled */
            *start = reverse ? high : low;
            *stop = reverse ? low : high;
            return;
        }
        if (step > 0) {
            low = floor(low / step) * step;
            high = ceil(high / step) * step;
        } else if (step < 0) {
            low = ceil(low * step) / step;
            high = floor(high * step) / step;
        } else {
            return;
        }
        previous = step;
    }
}

/* ---- logarithmic ---------------------------------------------------------------------------- */

/* A logarithm and its inverse; for negative domains mirrored: -log(-x). */
typedef struct {
    double base;
    gboolean negative;
} Logarithm;

static double log_of(Logarithm scale, double number)
{
    const double x = scale.negative ? -number : number;
    const double y = scale.base == 10  ? log10(x)
                     : scale.base == 2 ? log2(x)
                                       : log(x) / log(scale.base);
    return scale.negative ? -y : y;
}

static double power_of(Logarithm scale, double number)
{
    const double x = scale.negative ? -number : number;
    const double y = scale.base == 10    ? power_of_ten(x)
                     : scale.base == G_E ? exp(x)
                                         : pow(scale.base, x);
    return scale.negative ? -y : y;
}

static gboolean is_log_domain(double start, double stop, double base)
{
    return isfinite(start) && isfinite(stop) && start * stop > 0 && base > 1 && isfinite(base);
}

/* All multiples k of each power: 1 2 3 ... 9 10 20 30 ... */
static void append_multiples(GArray *ticks, Logarithm scale, double low, double high)
{
    const int first = (int)floor(log_of(scale, low)), last = (int)ceil(log_of(scale, high));
    const int base = (int)scale.base;
    for (int i = first; i <= last; i++) {
        for (int n = 1; n < base; n++) {
            const int k = scale.negative ? base - n : n;
            /* reciprocal powers are exact where powers are not; mirrored, they change sides */
            const gboolean divide = scale.negative ? i > 0 : i < 0;
            const double tick = divide ? k / power_of(scale, -i) : k * power_of(scale, i);
            if (tick > high)
                break;
            if (tick >= low)
                g_array_append_val(ticks, tick);
        }
    }
}

GArray *ticks_log(double start, double stop, double base, double count)
{
    if (!is_log_domain(start, stop, base) || !(count > 0))
        return array_new();
    const gboolean reverse = stop < start;
    const double low = fmin(start, stop), high = fmax(start, stop);
    const Logarithm scale = {base, start < 0};
    const double from = log_of(scale, low), to = log_of(scale, high);
    count = fmin(count, TICKS_MAXIMUM);

    GArray *ticks;
    const gboolean whole_base = !(fmod(base, 1) > 0) && base <= TICKS_MAXIMUM;
    if (whole_base && to - from < count) {
        ticks = array_new();
        append_multiples(ticks, scale, low, high);
        if (ticks->len * 2 < count) {
            g_array_unref(ticks);
            ticks = ticks_linear(low, high, count);
        }
    } else {
        ticks = ticks_linear(from, to, fmin(to - from, count));
        for (guint i = 0; i < ticks->len; i++)
            g_array_index(ticks, double, i) = power_of(scale, g_array_index(ticks, double, i));
    }
    if (reverse)
        ticks_reverse(ticks);
    return ticks;
}

void nice_log(double *start, double *stop, double base)
{
    if (!is_log_domain(*start, *stop, base))
        return;
    const Logarithm scale = {base, *start < 0};
    double *low = *stop < *start ? stop : start, *high = *stop < *start ? start : stop;
    const double from = power_of(scale, floor(log_of(scale, *low)));
    const double to = power_of(scale, ceil(log_of(scale, *high)));
    if (is_log_domain(from, to, base)) { /* not past the largest or smallest double */
        *low = from;
        *high = to;
    }
}
