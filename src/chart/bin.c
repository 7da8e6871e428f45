#include "chart/bin.h"

#include <math.h>

gboolean bin_is_binned(const cJSON *json)
{
    return g_strcmp0(cJSON_GetStringValue(json), "binned") == 0 || json_flag(json, "binned", FALSE);
}

/* What a bin object says; the members' defaults are vega-statistics' own. */
typedef struct {
    double maxbins, base, step, minstep, anchor;
    double extent[2];
    double divide[2];
    guint n_divide;
    const cJSON *steps;
    gboolean nice;
} Wishes;

static gboolean read_pair(SpecContext *context, const cJSON *json, const char *name, double pair[2])
{
    const cJSON *list = json_member(json, name);
    if (!list)
        return FALSE;
    const cJSON *first = cJSON_GetArrayItem(list, 0), *second = cJSON_GetArrayItem(list, 1);
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) != 2 || !cJSON_IsNumber(first) ||
        !cJSON_IsNumber(second)) {
        spec_fail(context, &rule_spec_value, list, "'%s' must be two numbers", name);
        return FALSE;
    }
    pair[0] = first->valuedouble;
    pair[1] = second->valuedouble;
    return TRUE;
}

static gboolean check_steps(SpecContext *context, const cJSON *steps)
{
    if (!steps)
        return TRUE;
    gboolean good = cJSON_IsArray(steps) && steps->child;
    for (const cJSON *item = good ? steps->child : NULL; item; item = item->next)
        good &= cJSON_IsNumber(item) && item->valuedouble > 0;
    if (!good)
        spec_fail(context, &rule_spec_value, steps, "'steps' must be an array of lengths");
    return good;
}

static gboolean read_wishes(SpecContext *context, const cJSON *json, Wishes *wishes)
{
    static const char *const members[] = {"anchor", "base",    "binned",  "divide",
                                          "extent", "maxbins", "minstep", "nice",
                                          "step",   "steps",   NULL};
    if (cJSON_IsTrue(json))
        return TRUE;
    if (!spec_check_members(context, json, "bin", members))
        return FALSE;
    wishes->maxbins = spec_number(context, json, "maxbins", wishes->maxbins, 2, 10000);
    wishes->base = spec_number(context, json, "base", 10, 1.01, 1000);
    wishes->step = spec_number(context, json, "step", 0, 1e-12, 1e15);
    wishes->minstep = spec_number(context, json, "minstep", 0, 0, 1e15);
    wishes->anchor = spec_number(context, json, "anchor", NAN, -1e15, 1e15);
    wishes->nice = spec_flag(context, json, "nice", TRUE);
    wishes->steps = json_member(json, "steps");
    read_pair(context, json, "extent", wishes->extent);
    if (read_pair(context, json, "divide", wishes->divide) &&
        !(wishes->divide[0] > 1 && wishes->divide[1] > 1))
        spec_fail(context, &rule_spec_value, json_member(json, "divide"),
                  "'divide' must hold numbers above 1");
    return check_steps(context, wishes->steps) && !context->failed;
}

static double find_step(const Wishes *wishes, double span)
{
    const double log_base = log(wishes->base);
    if (wishes->step > 0)
        return wishes->step;
    if (wishes->steps) {
        const double wanted = span / wishes->maxbins;
        const cJSON *item = wishes->steps->child, *before = item;
        g_assert(before); /* check_steps */
        for (; item && item->valuedouble < wanted; item = item->next)
            before = item;
        return before->valuedouble;
    }
    const double level = ceil(log(wishes->maxbins) / log_base);
    double step = fmax(wishes->minstep, pow(wishes->base, round(log(span) / log_base) - level));
    while (ceil(span / step) > wishes->maxbins)
        step *= wishes->base;
    for (gsize i = 0; i < G_N_ELEMENTS(wishes->divide); i++) {
        const double finer = step / wishes->divide[i];
        if (finer >= wishes->minstep && span / finer <= wishes->maxbins)
            step = finer;
    }
    return step;
}

static void find_bins(const Wishes *wishes, Bins *bins)
{
    double low = wishes->extent[0], high = wishes->extent[1];
    const double span = high - low > 0 ? high - low : fabs(low) > 0 ? fabs(low) : 1;
    const double step = find_step(wishes, span), log_step = log(step);
    const double precision = log_step >= 0 ? 0 : trunc(-log_step / log(wishes->base)) + 1;
    if (wishes->nice) {
        const double floored = floor(low / step + pow(wishes->base, -precision - 1)) * step;
        low = low < floored ? floored - step : floored;
        high = ceil(high / step) * step;
    }
    bins->step = step;
    bins->start = low;
    bins->stop = low + fmax(1, ceil((high - low) / step)) * step;
    if (isnan(wishes->anchor))
        return;
    const double shift = wishes->anchor - (low + step * floor((wishes->anchor - low) / step));
    bins->start += shift;
    bins->stop += shift;
}

gboolean bins_make(const Frame *frame, int column, const cJSON *json, double maxbins,
                   SpecContext *context, Bins *bins)
{
    Wishes wishes = {.maxbins = maxbins,
                     .base = 10,
                     .anchor = NAN,
                     .extent = {INFINITY, -INFINITY},
                     .divide = {5, 2},
                     .nice = TRUE};
    if (!read_wishes(context, json, &wishes))
        return FALSE;
    for (guint row = 0; !json_member(json, "extent") && row < frame->n_rows; row++) {
        const Value value = frame_value(frame, row, column);
        const double number = value.type == VALUE_NULL ? NAN : value_to_number(value);
        if (!isfinite(number))
            continue;
        wishes.extent[0] = fmin(wishes.extent[0], number);
        wishes.extent[1] = fmax(wishes.extent[1], number);
    }
    if (wishes.extent[0] > wishes.extent[1]) /* no numbers at all */
        wishes.extent[0] = 0, wishes.extent[1] = 1;
    find_bins(&wishes, bins);
    if ((bins->stop - bins->start) / bins->step <= 10000)
        return TRUE;
    spec_fail(context, &rule_spec_value, json,
              "this makes more than 10000 bins: take a larger 'step' or fewer 'maxbins'");
    return FALSE;
}

double bins_floor(const Bins *bins, double number)
{
    if (isnan(number))
        return NAN;
    if (number < bins->start)
        return -INFINITY;
    if (number > bins->stop)
        return INFINITY;
    const double inside = fmax(bins->start, fmin(number, bins->stop - bins->step));
    return bins->start + bins->step * floor(1e-14 + (inside - bins->start) / bins->step);
}

double bins_end(const Bins *bins, double start)
{
    return bins->start + bins->step * (1 + (start - bins->start) / bins->step);
}
