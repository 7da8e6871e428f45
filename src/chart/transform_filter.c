/* filter: keeps rows by an expression or a field predicate
 * (https://vega.github.io/vega-lite/docs/filter.html). */
#include "chart/predicate.h"
#include "chart/transform.h"

static Frame *apply(const Frame *frame, const cJSON *json, SpecContext *context,
                    const DataContext *data)
{
    (void)data;
    g_autoptr(Predicate) predicate = predicate_parse(json_member(json, "filter"), frame, context);
    if (!predicate)
        return NULL;
    g_autofree guint *rows = g_new(guint, MAX(frame->n_rows, 1));
    guint n = 0;
    for (guint row = 0; row < frame->n_rows; row++) {
        if (predicate_holds(predicate, frame, row))
            rows[n++] = row;
    }
    return frame_select(frame, rows, n);
}

static const char *const members[] = {"filter", NULL};
const Transform transform_filter = {"filter", members, apply};
