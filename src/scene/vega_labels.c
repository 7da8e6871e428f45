/* Labels of an axis: their texts, how they stand, and which of them are shown. */
#include "scene/vega_overlap.h"
#include "scene/vega_ticks.h"

#include "chart/row_expression.h"

#include <math.h>
#include <string.h>

/* ---- texts, and which are shown */

/* labelExpr over each tick, then labelLimit. */
static void finish_labels(const VegaAxis *axis)
{
    const cJSON *text = vega_axis_value(axis, "labelExpr", -1);
    g_autoptr(Findings) findings = findings_new();
    SpecContext context = {.document = axis->page->chart->document,
                           .findings = findings,
                           .config = axis->page->config,
                           .params = axis->page->chart->params};
    g_autoptr(FrameArena) arena = frame_arena_new();
    g_autoptr(Frame) rows = frame_new(arena);
    const guint value = frame_column_add(rows, "value"), label = frame_column_add(rows, "label");
    const guint index = frame_column_add(rows, "index");
    g_autoptr(RowExpression) expression =
        cJSON_IsString(text) ? row_expression_parse(text, rows, &context) : NULL;
    if (expression)
        row_expression_give_lines(expression);
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        const guint row = frame_row_add(rows, NULL);
        frame_set(rows, row, value, tick->value);
        frame_set(rows, row, label, value_string(frame_arena_text(arena, tick->label)));
        frame_set(rows, row, index, value_number(i));
        if (expression) {
            const Value made = row_expression_evaluate(expression, row);
            g_free(tick->label);
            tick->label = made.type == VALUE_NULL ? g_strdup("") : value_to_text(made);
        }
        const double limit = vega_axis_number(axis, "labelLimit", -1, 180);
        const double size = vega_axis_number(axis, "labelFontSize", (int)i, 10);
        const int weight = vega_weight(vega_axis_value(axis, "labelFontWeight", (int)i), 400);
        if (strchr(tick->label, '\n'))
            continue; /* lines are cut where they are drawn */
        char *cut = vega_text_limit(axis->page, tick->label, limit, size, weight);
        g_free(tick->label);
        tick->label = cut;
    }
}

/* Whether a tick is at the scale's beginning (-1) or end (1), within the px that labelFlush says;
 * 0: neither. */
static int flush_end(const VegaAxis *axis, const VegaTick *tick)
{
    const double *range = axis->scale->range;
    if (!axis->flush || scale_is_discrete(axis->scale))
        return 0;
    const double near = vega_axis_number(axis, "labelFlush", -1, 1);
    const double start = fabs(tick->place - fmin(range[0], range[1]));
    const double end = fabs(tick->place - fmax(range[0], range[1]));
    return start < end && start <= near ? -1 : end <= near ? 1 : 0;
}

double vega_axis_flush(const VegaAxis *axis, const VegaTick *tick)
{
    return flush_end(axis, tick) * vega_axis_number(axis, "labelFlushOffset", -1, 0);
}

/* Vega centres bands half a px before their middle, as axes stand half a px behind. */
double vega_axis_label_shift(const VegaAxis *axis, int tick)
{
    const double usual = axis->scale->type == SCALE_BAND ? -0.5 : 0;
    return vega_axis_number(axis, "labelOffset", tick, 0) +
           vega_axis_number(axis, "tickOffset", tick, usual);
}

/* What the axis says of a tick by a condition. */
static const char *conditional_text(const VegaAxis *axis, const VegaTick *tick, const char *name)
{
    const int index = (int)(tick - (const VegaTick *)(gpointer)axis->ticks_at->data);
    return cJSON_GetStringValue(vega_axis_value(axis, name, index));
}

TextAnchor vega_axis_anchor(const VegaAxis *axis, const VegaTick *tick)
{
    const char *align = conditional_text(axis, tick, "labelAlign");
    const int end = axis->channel == CHANNEL_X ? flush_end(axis, tick) : 0;
    return end < 0   ? ANCHOR_START
           : end > 0 ? ANCHOR_END
           : align   ? vega_anchor(align)
                     : axis->anchor;
}

Baseline vega_axis_baseline(const VegaAxis *axis, const VegaTick *tick)
{
    const char *baseline = conditional_text(axis, tick, "labelBaseline");
    const int end = axis->channel == CHANNEL_Y ? flush_end(axis, tick) : 0;
    return end < 0   ? BASELINE_TOP
           : end > 0 ? BASELINE_BOTTOM
                     : vega_baseline(baseline, axis->baseline);
}

/* The label's extent along the axis. */
static void label_span(const VegaAxis *axis, const VegaTick *tick, double span[2])
{
    const double size = vega_axis_number(axis, "labelFontSize", -1, 10);
    const double width = vega_text_width(axis->page, tick->label, size, 400);
    const double angle = isnan(axis->angle) ? 0 : axis->angle * G_PI / 180;
    const TextAnchor anchor = vega_axis_anchor(axis, tick);
    const gboolean across = axis->channel == CHANNEL_X;
    const double along = fabs(across ? cos(angle) : sin(angle)) * width +
                         fabs(across ? sin(angle) : cos(angle)) * size;
    const gboolean level = fabs(sin(angle)) < 0.5;
    const double share = level != across || anchor == ANCHOR_MIDDLE ? 0.5
                         : anchor == ANCHOR_START                   ? 0
                                                                    : 1;
    span[0] = tick->place - share * along;
    span[1] = span[0] + along;
}

/* Labels that overlap along the axis go. */
static void thin_labels(const VegaAxis *axis, gboolean greedy)
{
    static const double FAR = 1e6; /* px across: only what is along the axis counts */
    g_autofree OverlapLabel *labels = g_new0(OverlapLabel, axis->ticks_at->len + 1);
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        const VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        double span[2];
        label_span(axis, tick, span);
        if (*tick->label)
            memcpy(labels[i].box, (const double[]){span[0], 0, span[1], FAR}, sizeof labels[i].box);
    }
    vega_overlap_thin(labels, axis->ticks_at->len, vega_axis_number(axis, "labelSeparation", -1, 0),
                      greedy);
    for (guint i = 0; i < axis->ticks_at->len; i++)
        g_array_index(axis->ticks_at, VegaTick, i).shown = labels[i].shown;
}

/* labelBound: labels that reach beyond the scale go. */
static void bound_labels(const VegaAxis *axis, double tolerance)
{
    const double *range = axis->scale->range;
    for (guint i = 0; i < axis->ticks_at->len; i++) {
        VegaTick *tick = &g_array_index(axis->ticks_at, VegaTick, i);
        double span[2];
        label_span(axis, tick, span);
        if (span[0] < fmin(range[0], range[1]) - tolerance ||
            span[1] > fmax(range[0], range[1]) + tolerance)
            tick->shown = FALSE;
    }
}

static void hide_labels(const VegaAxis *axis)
{
    const ChannelSpec *spec = axis->spec;
    const cJSON *overlaps = vega_axis_value(axis, "labelOverlap", -1);
    const cJSON *bound = vega_axis_value(axis, "labelBound", -1);
    const char *word = cJSON_GetStringValue(overlaps);
    /* nothing tells which label of a category is missing */
    const gboolean thin =
        overlaps
            ? word || cJSON_IsTrue(overlaps)
            : spec->type == TYPE_QUANTITATIVE || spec->type == TYPE_TEMPORAL ||
                  (spec->time_unit && !cJSON_IsObject(spec->sort) && !cJSON_IsArray(spec->sort));
    const gboolean logarithmic = axis->scale->type == SCALE_LOG;
    if (thin)
        thin_labels(axis, word ? strcmp(word, "greedy") == 0 : logarithmic && !overlaps);
    if (cJSON_IsTrue(bound) || cJSON_IsNumber(bound))
        bound_labels(axis, cJSON_IsNumber(bound) ? bound->valuedouble : 1);
}

/* ---- place */

static double normal_angle(double angle)
{
    return fmod(fmod(angle, 360) + 360, 360);
}

TextAnchor vega_label_anchor(double angle, const char *side, Channel channel)
{
    const gboolean across = channel == CHANNEL_X;
    const double a = normal_angle(angle), start = across ? 0 : 90;
    const gboolean main_side = strcmp(side, across ? "bottom" : "left") == 0;
    if (fmod(a + start, 180) < 1e-9)
        return ANCHOR_MIDDLE;
    return (a > start && a < 180 + start) == main_side ? ANCHOR_START : ANCHOR_END;
}

Baseline vega_label_baseline(double angle, const char *side, Channel channel)
{
    const double a = normal_angle(angle);
    const gboolean level = a <= 45 || a >= 315;
    if (channel == CHANNEL_X) {
        if ((a > 45 && a < 135) || (a > 225 && a < 315))
            return BASELINE_MIDDLE;
        return level == (strcmp(side, "top") == 0) ? BASELINE_BOTTOM : BASELINE_TOP;
    }
    if (level || (a >= 135 && a <= 225))
        return BASELINE_MIDDLE;
    return (a >= 45 && a <= 135) == (strcmp(side, "left") == 0) ? BASELINE_TOP : BASELINE_BOTTOM;
}

static double find_angle(const VegaAxis *axis)
{
    const cJSON *angle = vega_axis_value(axis, "labelAngle", -1);
    if (cJSON_IsNumber(angle))
        return normal_angle(angle->valuedouble);
    return axis->channel == CHANNEL_X && axis->spec->type >= TYPE_ORDINAL && !axis->spec->time_unit
               ? 270
               : NAN;
}

void vega_labels_place(VegaAxis *axis)
{
    static const char *const sides[] = {"bottom", "top", "left", "right"};
    static const TextAnchor anchors[] = {ANCHOR_MIDDLE, ANCHOR_MIDDLE, ANCHOR_END, ANCHOR_START};
    static const Baseline baselines[] = {BASELINE_TOP, BASELINE_BOTTOM, BASELINE_MIDDLE,
                                         BASELINE_MIDDLE};
    const char *align = vega_axis_text(axis, "labelAlign");
    axis->angle = find_angle(axis);
    axis->anchor = anchors[axis->side];
    axis->baseline = baselines[axis->side];
    if (!isnan(axis->angle)) {
        axis->anchor = vega_label_anchor(axis->angle, sides[axis->side], axis->channel);
        axis->baseline = vega_label_baseline(axis->angle, sides[axis->side], axis->channel);
    }
    /* as Vega-Lite: a turned label of x is flush only when it is level */
    const gboolean aligned = align || (!isnan(axis->angle) && axis->anchor != ANCHOR_MIDDLE);
    const cJSON *flush = vega_axis_value(axis, "labelFlush", -1);
    axis->flush = flush ? !cJSON_IsFalse(flush)
                        : axis->channel == CHANNEL_X && axis->spec->type <= TYPE_TEMPORAL;
    axis->flush = axis->flush && !aligned;
    if (align)
        axis->anchor = vega_anchor(align);
    axis->baseline = vega_baseline(vega_axis_text(axis, "labelBaseline"), axis->baseline);
}

void vega_labels_finish(const VegaAxis *axis)
{
    finish_labels(axis);
    hide_labels(axis);
}
