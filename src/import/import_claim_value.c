/* The figure of a claim: read from its print, or given and held against it. */
#include "import/making.h"

#include "base/number.h"
#include "evidence/rules.h"
#include "import/amount.h"

#include <math.h>
#include <string.h>

static const char *metric_unit(const Making *making)
{
    return making->metric ? making->metric->unit : making->map_metric->cells[METRIC_UNIT];
}

static gboolean metric_is_date(const Making *making)
{
    return making->metric ? making->metric->kind == METRIC_DATE
                          : strcmp(making->map_metric->cells[METRIC_KIND], "date") == 0;
}

typedef struct {
    gboolean read;
    Reading reading;
} CachedReading;

static const CachedReading *read_print(const Making *making, const char *printed)
{
    GHashTable *readings = making->row->import->readings;
    const gboolean date = metric_is_date(making);
    const char *language = making->language;
    g_autofree char *key = g_strconcat(date ? "date " : "number ", language, " ", printed, NULL);
    CachedReading *cached = g_hash_table_lookup(readings, key);
    if (cached)
        return cached;
    cached = g_new0(CachedReading, 1);
    cached->read =
        reading_parse_as(printed, language, date ? READING_DATE : READING_NUMBER, &cached->reading);
    g_hash_table_insert(readings, g_steal_pointer(&key), cached);
    return cached;
}

static const char *amount(const Making *making, gboolean has, double number, Date date)
{
    if (!has)
        return NULL;
    char buffer[DATE_TEXT_SIZE];
    if (metric_is_date(making))
        return making_keep_one(making, date_format(date, buffer));
    g_autofree char *text = amount_format(number, making->map->shift);
    return making_keep_one(making, text);
}

/* "$5" is no percentage. */
static gboolean check_unit(const Making *making, const Reading *reading)
{
    const char *unit = metric_unit(making);
    const char *read = reading->percent ? "percent" : reading->unit;
    if (reading->type == READING_DATE || !read || !*read || strcmp(read, unit) == 0)
        return TRUE;
    return making_refuse(making, making->printed_column,
                         "\"%s\" is in %s, but the metric %s is in %s",
                         making->cells[CLAIM_PRINTED], read, making->cells[CLAIM_METRIC], unit);
}

/* 0.824 without a percent sign, which may be a fraction of 1 or less than one percent. */
static gboolean may_be_fraction(const Making *making, const Reading *reading)
{
    return reading->type == READING_NUMBER && reading->has_value && fabs(reading->value) <= 1 &&
           reading->precision < 1 && !reading->percent &&
           strcmp(metric_unit(making), "percent") == 0;
}

/* A shifted value is no longer the print: the claim says how it came about, unless it is the
 * fraction of 1 that everybody reads as a percentage (rule 'printed-value'). */
static void note_shift(Making *making, const Reading *reading)
{
    if (making->map->shift == 0 || (making->map->shift == 2 && may_be_fraction(making, reading)))
        return;
    GString *note = g_string_new("= printed ");
    g_string_append_c(note, making->map->shift > 0 ? '*' : '/');
    g_string_append(note, " 1");
    for (int i = 0; i < ABS(making->map->shift); i++)
        g_string_append_c(note, '0');
    if (making->cells[CLAIM_NOTE])
        g_string_append_printf(note, "; %s", making->cells[CLAIM_NOTE]);
    making->cells[CLAIM_NOTE] = making_keep_one(making, note->str);
    making->cells[CLAIM_KIND] = claim_kind_name(KIND_DERIVED);
    g_string_free(note, TRUE);
}

static gboolean read_value(Making *making)
{
    const char *printed = making->cells[CLAIM_PRINTED];
    const CachedReading *cached = read_print(making, printed);
    const Reading *reading = &cached->reading;
    if (!cached->read)
        return making_refuse(making, making->printed_column, "\"%s\" does not read as a %s",
                             printed, metric_is_date(making) ? "date" : "number");
    if (!check_unit(making, reading))
        return FALSE;
    if (!making->map->has_shift && may_be_fraction(making, reading) && reading->value != 0)
        return making_refuse(making, making->printed_column,
                             "\"%s\" may be a fraction of 1 or a percentage: say in the map which, "
                             "by 'shift' 2 or 0",
                             printed);
    const gboolean bound = reading->kind == KIND_AT_LEAST || reading->kind == KIND_AT_MOST;
    making->cells[CLAIM_VALUE] =
        amount(making, reading->has_value, reading->value, reading->date_value);
    if (!bound) {
        making->cells[CLAIM_LOW] =
            amount(making, reading->has_low, reading->low, reading->date_low);
        making->cells[CLAIM_HIGH] =
            amount(making, reading->has_high, reading->high, reading->date_high);
    }
    if (!making->cells[CLAIM_KIND])
        making->cells[CLAIM_KIND] = claim_kind_name(reading->kind);
    note_shift(making, reading);
    return TRUE;
}

/* A value that a cell gives and the print are double entry, too (rule 'printed-value'). */
static gboolean check_value(const Making *making)
{
    const char *value = making->cells[CLAIM_VALUE], *printed = making->cells[CLAIM_PRINTED];
    if (!value && !making->cells[CLAIM_LOW] && !making->cells[CLAIM_HIGH])
        return strcmp(making->cells[CLAIM_RANK], claim_rank_name(RANK_DEPRECATED)) == 0 ||
               making_refuse(making, -1, "it has neither value nor low nor high");
    if (!value || strcmp(making->cells[CLAIM_KIND], claim_kind_name(KIND_DERIVED)) == 0)
        return TRUE;
    const CachedReading *cached = read_print(making, printed);
    if (!cached->read || !cached->reading.has_value)
        return TRUE;
    const Reading *reading = &cached->reading;
    double number;
    Date date;
    if (reading->type == READING_DATE) {
        if (date_parse(value, &date) && date_equal(date, reading->date_value))
            return TRUE;
    } else if (number_parse(value, &number)) {
        const double near = 1e-15 * fabs(number);
        if (fabs(number - reading->value) <= near ||
            (may_be_fraction(making, reading) && fabs(number - reading->value * 100) <= near))
            return TRUE;
    }
    g_autofree char *read = reading_describe(reading);
    return making_refuse(making, making->printed_column, "\"%s\" reads as %s, value says %s",
                         printed, read, value);
}

gboolean making_value(Making *making)
{
    static const ClaimColumn given[] = {CLAIM_VALUE, CLAIM_LOW, CLAIM_HIGH};
    for (gsize i = 0; i < G_N_ELEMENTS(given); i++)
        if (!making_evaluate_field(making, given[i], TEXT_ONE_LINE))
            return FALSE;
    if (!making->map->fields[CLAIM_VALUE])
        return read_value(making);
    if (!making->cells[CLAIM_KIND])
        making->cells[CLAIM_KIND] = claim_kind_name(KIND_EXACT);
    return check_value(making);
}

gboolean making_check_bounds(const Making *making)
{
    static const ClaimColumn amounts[] = {CLAIM_VALUE, CLAIM_LOW, CLAIM_HIGH};
    double minimum = -INFINITY, maximum = INFINITY, number;
    if (making->metric) {
        minimum = making->metric->minimum;
        maximum = making->metric->maximum;
    } else {
        if (number_parse(making->map_metric->cells[METRIC_MINIMUM], &number))
            minimum = number;
        if (number_parse(making->map_metric->cells[METRIC_MAXIMUM], &number))
            maximum = number;
    }
    if (metric_is_date(making))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(amounts); i++) {
        const char *text = making->cells[amounts[i]];
        if (text && number_parse(text, &number) && (number < minimum || number > maximum)) {
            char bound[NUMBER_TEXT_SIZE];
            const gboolean below = number < minimum;
            return making_refuse(making, making->printed_column, "%s %s is %s %s, the %simum of %s",
                                 claim_columns[amounts[i]], text, below ? "below" : "above",
                                 number_format(below ? minimum : maximum, bound),
                                 below ? "min" : "max", making->cells[CLAIM_METRIC]);
        }
    }
    return TRUE;
}
