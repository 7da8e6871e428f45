/* timeUnit: a time cut down to a unit, and the beginning of the next one
 * (https://vega.github.io/vega-lite/docs/timeunit.html#transform). */
#include "chart/time_unit.h"
#include "chart/transform.h"

#include <math.h>

void time_bins_fit(TimeBins *bins, const Frame *frame, int column)
{
    double low = INFINITY, high = -INFINITY;
    for (guint row = 0; bins->maxbins > 0 && row < frame->n_rows; row++) {
        const double time = value_to_time_loosely(frame_value(frame, row, column));
        low = fmin(low, isnan(time) ? low : time);
        high = fmax(high, isnan(time) ? high : time);
    }
    time_bins_fit_extent(bins, low, high);
}

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    (void)data;
    TimeBins bins;
    const char *as = spec_string(context, json, "as");
    const int column = transform_column(frame, json_string(json, "field"), json, context);
    if (column < 0 || !spec_time_bins(context, json_member(json, "timeUnit"), &bins))
        return NULL;
    if (!as) {
        spec_fail(context, &rule_spec_value, json, "timeUnit needs the name of its field in 'as'");
        return NULL;
    }
    Frame *result = frame_copy(frame);
    g_autofree char *end = g_strconcat(as, "_end", NULL);
    const guint starts = frame_column_add(result, as), ends = frame_column_add(result, end);
    time_bins_fit(&bins, frame, column);
    for (guint row = 0; row < frame->n_rows; row++) {
        const double time =
            time_bins_floor(&bins, value_to_time_loosely(frame_value(frame, row, column)));
        if (isnan(time))
            continue;
        frame_set(result, row, starts, value_number(time));
        frame_set(result, row, ends, value_number(time_bins_next(&bins, time)));
    }
    return result;
}

static const char *const members[] = {"timeUnit", "field", "as", NULL};
const Transform transform_time_unit = {"timeUnit", members, apply};
