/* Ticks of an axis: where they stand and what they say. */
#include "chart/expression.h"
#include "chart/format.h"
#include "chart/format_print.h"
#include "chart/ticks.h"
#include "scene/axis.h"

#include <math.h>
#include <string.h>

static void tick_clear(gpointer data)
{
    g_free(((Tick *)data)->label);
}

typedef struct {
    Value label, value;
} LabelContext;

static Value label_field(const char *field, gpointer context)
{
    const LabelContext *here = context;
    return strcmp(field, "label") == 0   ? here->label
           : strcmp(field, "value") == 0 ? here->value
                                         : VALUE_NOTHING;
}

/* labelExpr, as "datum.label + ' %'" */
static void apply_label_expression(Page *page, const cJSON *json, GArray *ticks)
{
    const cJSON *text = json_member(json, "labelExpr");
    if (!cJSON_IsString(text))
        return;
    const Place place = json_document_place(page->chart->document, text);
    g_autoptr(Expression) expression =
        expression_parse(text->valuestring, place, page->chart->params, page->findings);
    if (expression)
        expression_set_locale(expression, page->locale);
    for (guint i = 0; expression && i < ticks->len; i++) {
        Tick *tick = &g_array_index(ticks, Tick, i);
        LabelContext context = {value_string(tick->label), tick->value};
        char *label = value_to_text(
            expression_evaluate(expression, label_field, &context, page->scene->strings));
        g_free(tick->label);
        tick->label = label;
    }
}

/* d3's choice for a tick as a newspaper would set it: "18 Apr" for "Thu 18" and "Apr 18", "6 AM"
 * (in other languages "06:00") for "06 AM". */
static const char *time_specifier(const Page *page, double number)
{
    const char *specifier = time_format_multi_specifier(number);
    if (strcmp(specifier, "%a %d") == 0 || strcmp(specifier, "%b %d") == 0)
        return "%-d %b";
    if (strcmp(specifier, "%I %p") == 0)
        return page->locale ? "%H:%M" : "%-I %p";
    return specifier;
}

static char *continuous_label(const Page *page, const Scale *scale, const char *format,
                              double count, double number)
{
    if (scale->type == SCALE_TIME && !format && scale->domain[0] == scale->domain[1])
        format = "%-d %b %Y"; /* no neighbour tells the year */
    if (scale->type == SCALE_TIME)
        return locale_time(page->locale, format ? format : time_specifier(page, number), number);
    const double ends[2] = {fabs(scale->domain[0]), fabs(scale->domain[1])};
    const double largest = fmax(ends[0], ends[1]);
    const double least = scale->type == SCALE_LOG ? fmin(ends[0], ends[1]) : largest;
    if (!format && number_wants_power(least, largest))
        return number_print_power(page->locale, number);
    if (!format && (scale->type == SCALE_LOG || fabs(number) >= 1e6 || !(fabs(number) > 0)))
        return number_print_round(page->locale, number);
    g_autoptr(NumberFormat) parsed =
        scale->type == SCALE_LOG
            ? number_format_parse(format)
            : number_format_for_ticks(scale->domain[0], scale->domain[1], count, format);
    g_autofree char *english = number_format_apply(parsed, number);
    return locale_number(page->locale, english);
}

/* On a log scale that spans decades only their ends are labelled; the rest of
 * the ticks would crowd. */
static gboolean log_label_wanted(const Scale *scale, double number)
{
    const double decades = log10(scale->domain[1] / scale->domain[0]);
    const double mantissa = number / pow(10, floor(log10(number) + 1e-9));
    if (decades >= 3)
        return mantissa < 1.01;
    return mantissa < 1.01 || fabs(mantissa - 2) < 0.01 || fabs(mantissa - 5) < 0.01;
}

static GArray *tick_numbers(const Scale *scale, const cJSON *json, double count)
{
    const cJSON *values = json_member(json, "values");
    if (cJSON_IsArray(values)) {
        GArray *numbers = g_array_new(FALSE, FALSE, sizeof(double));
        for (const cJSON *item = values->child; item; item = item->next) {
            const double number = scale->type == SCALE_TIME ? value_to_time(spec_value(item))
                                                            : value_to_number(spec_value(item));
            g_array_append_val(numbers, number);
        }
        return numbers;
    }
    const double *d = scale->domain;
    return scale->type == SCALE_LOG    ? ticks_log(d[0], d[1], 10, count)
           : scale->type == SCALE_TIME ? ticks_utc(d[0], d[1], count)
                                       : ticks_linear(d[0], d[1], count);
}

/* "values" of a discrete axis: the categories that are labelled; NULL: all. */
static gboolean category_is_wanted(const cJSON *values, Value category)
{
    for (const cJSON *item = values ? values->child : NULL; item; item = item->next) {
        g_autofree char *text = value_to_text(spec_value(item));
        if (strcmp(text, category.as.string) == 0)
            return TRUE;
    }
    return !values;
}

GArray *axis_ticks(Page *page, const Scale *scale, Channel channel, double length)
{
    GArray *ticks = g_array_new(FALSE, FALSE, sizeof(Tick));
    g_array_set_clear_func(ticks, tick_clear);
    const cJSON *json = axis_json(page, channel);
    const char *format = json_string(json, "format");
    if (scale_is_discrete(scale)) {
        for (guint i = 0; i < scale->categories->len; i++) {
            const Value value = value_string(scale->categories->pdata[i]);
            if (!category_is_wanted(json_member(json, "values"), value))
                continue;
            const Tick tick = {scale_position(scale, value), value,
                               g_strdup(chart_translate(page->chart, scale->categories->pdata[i]))};
            g_array_append_val(ticks, tick);
        }
    } else {
        const double room = page->preset->label * (channel == CHANNEL_X ? 7 : 3.5);
        const double count = json_number(json, "tickCount", fmax(2, floor(length / room)));
        g_autoptr(GArray) numbers = tick_numbers(scale, json, count);
        for (guint i = 0; i < numbers->len; i++) {
            const double number = g_array_index(numbers, double, i);
            if (scale->type == SCALE_LOG && !json_member(json, "values") &&
                !log_label_wanted(scale, number))
                continue;
            const Tick tick = {scale_number_position(scale, number), value_number(number),
                               continuous_label(page, scale, format, count, number)};
            g_array_append_val(ticks, tick);
        }
    }
    apply_label_expression(page, json, ticks);
    return ticks;
}
