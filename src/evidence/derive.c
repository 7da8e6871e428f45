#include "evidence/derive.h"

#include "base/number.h"
#include "evidence/reading.h"

#include <math.h>
#include <string.h>

G_DEFINE_QUARK(figtrail - derive - error, derive_error)

enum { DEPTH_LIMIT = 32, FORMULA_LIMIT = 1000 };

/* A formula on its way: recursive descent. */
typedef struct {
    const ClaimSet *claims;
    const Claim *claim;
    DeriveColumn column;
    const char *p;
    guint depth;
    GPtrArray *named; /* of const Claim*: what the formula names */
    GError **error;   /* set once */
} Formula;

typedef DeriveResult Value;

gboolean derive_has_formula(const Claim *claim)
{
    return claim->kind == KIND_DERIVED && claim->note[0] == '=';
}

static gboolean fail(Formula *formula, const char *format, ...) G_GNUC_PRINTF(2, 3);

static gboolean fail(Formula *formula, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(formula->error, DERIVE_ERROR, 0, message);
    return FALSE;
}

static void skip_blanks(Formula *formula)
{
    while (*formula->p == ' ')
        formula->p++;
}

static gboolean take_sign(Formula *formula, char sign)
{
    skip_blanks(formula);
    if (*formula->p != sign)
        return FALSE;
    formula->p++;
    return TRUE;
}

static gboolean expect_sign(Formula *formula, char sign)
{
    return take_sign(formula, sign) ||
           fail(formula, "'%c' is missing before \"%.20s\"", sign, formula->p);
}

static gboolean parse_sum(Formula *formula, Value *value);

/* ---- terms ----------------------------------------------------------------------------------- */

static gboolean from_amount(const Amount *amount, MetricKind kind, Value *value)
{
    *value = (Value){.is_date = kind == METRIC_DATE, .number = amount->number};
    if (value->is_date)
        value->date = amount->date;
    return amount->present;
}

static const Amount *column_of(const Claim *claim, DeriveColumn column)
{
    const Amount *amounts[] = {&claim->value, &claim->low, &claim->high};
    return amounts[column]->present ? amounts[column] : &claim->value;
}

static gboolean claim_value(Formula *formula, const char *id, Value *value)
{
    const Claim *named = g_hash_table_lookup(formula->claims->claim_by_id, id);
    if (!named)
        return fail(formula, "there is no claim \"%s\"", id);
    if (named == formula->claim || strcmp(named->id, formula->claim->id) == 0)
        return fail(formula, "it names the claim itself");
    g_ptr_array_add(formula->named, (gpointer)named);
    return from_amount(column_of(named, formula->column), named->metric->kind, value) ||
           fail(formula, "claim \"%s\" has no value", id);
}

static gboolean print_value(Formula *formula, const char *printed, Value *value)
{
    Reading reading;
    if (!reading_parse_as(printed, formula->claim->source->language, READING_NUMBER, &reading))
        return fail(formula, "\"%s\" does not read as a number", printed);
    *value = (Value){.number = reading.value};
    if (reading.has_value)
        return TRUE;
    value->number = formula->column == DERIVE_HIGH ? reading.high : reading.low;
    return formula->column != DERIVE_VALUE ||
           fail(formula, "\"%s\" is a range and has no value", printed);
}

static gboolean source_date(Formula *formula, const char *text, const char *name, Value *value)
{
    *value = (Value){.is_date = TRUE};
    return date_parse(text, &value->date) || fail(formula, "%s is \"%s\", no date", name, text);
}

static gboolean is_name(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c) || c == '.' || c == '-';
}

static char *take_name(Formula *formula)
{
    const char *start = formula->p;
    while (is_name(*formula->p))
        formula->p++;
    return g_strndup(start, (gsize)(formula->p - start));
}

/* The text of 'printed' or of a print in quotation marks; NULL: something else
 * stands there, or it was a fault. */
static char *take_print(Formula *formula)
{
    skip_blanks(formula);
    static const char word[] = "printed";
    if (g_str_has_prefix(formula->p, word) && !is_name(formula->p[sizeof word - 1])) {
        formula->p += sizeof word - 1;
        return g_strdup(formula->claim->printed);
    }
    const char *end = *formula->p == '\'' ? strchr(formula->p + 1, '\'') : NULL;
    if (!end)
        return NULL;
    g_autofree char *print = g_strndup(formula->p + 1, (gsize)(end - formula->p - 1));
    if (!strstr(formula->claim->quote, print)) {
        fail(formula, "\"%s\" does not stand in the quote", print);
        return NULL;
    }
    formula->p = end + 1;
    return g_steal_pointer(&print);
}

static gboolean parse_number(Formula *formula, Value *value)
{
    const char *start = formula->p;
    while (g_ascii_isdigit(*formula->p) || *formula->p == '.' ||
           ((*formula->p == 'e' || *formula->p == 'E') && formula->p > start))
        formula->p++;
    g_autofree char *text = g_strndup(start, (gsize)(formula->p - start));
    *value = (Value){0};
    return number_parse(text, &value->number) || fail(formula, "\"%s\" is no number", text);
}

/* ---- functions ------------------------------------------------------------------------------- */

static gboolean whole_number(const Value *value, int least, int most, int *whole)
{
    if (value->is_date || !(value->number >= least && value->number <= most) ||
        floor(value->number) != value->number)
        return FALSE;
    *whole = (int)value->number;
    return TRUE;
}

static gboolean make_date(Formula *formula, int year, int month, int day, Value *value)
{
    char text[DATE_TEXT_SIZE];
    *value = (Value){.is_date = TRUE};
    const Date date = {year, month, day};
    return date_parse(date_format(date, text), &value->date) ||
           fail(formula, "there is no date %s", text);
}

/* "April 29" with 2025: the print and its year as the languages join them. */
static gboolean complete_date(Formula *formula, const char *print, Value *value)
{
    static const char *const joins[] = {", ", " ", " de ", "/"};
    Value year_value = {0};
    int year;
    if (!expect_sign(formula, ',') || !parse_sum(formula, &year_value) ||
        !expect_sign(formula, ')'))
        return FALSE;
    if (!whole_number(&year_value, 1, 9999, &year))
        return fail(formula, "the year of date() is no year");
    for (guint i = 0; i < G_N_ELEMENTS(joins); i++) {
        g_autofree char *whole = g_strdup_printf("%s%s%d", print, joins[i], year);
        Reading reading;
        if (reading_parse_as(whole, formula->claim->source->language, READING_DATE, &reading) &&
            reading.has_value) {
            *value = (Value){.is_date = TRUE, .date = reading.date_value};
            return TRUE;
        }
    }
    return fail(formula, "\"%s\" and %d do not read as a date", print, year);
}

static gboolean call_date(Formula *formula, Value *value)
{
    g_autofree char *print = take_print(formula);
    if (print)
        return complete_date(formula, print, value);
    static const int most[] = {9999, 12, 31};
    int parts[3] = {0};
    guint n = 0;
    do {
        Value part = {0};
        if (!parse_sum(formula, &part))
            return FALSE;
        if (n == G_N_ELEMENTS(parts) || !whole_number(&part, 1, most[n], &parts[n]))
            return fail(formula, "date() takes a year, a month and a day");
        n++;
    } while (take_sign(formula, ','));
    return expect_sign(formula, ')') && make_date(formula, parts[0], parts[1], parts[2], value);
}

static gboolean call_part(Formula *formula, gboolean month, Value *value)
{
    Value date = {0};
    if (!parse_sum(formula, &date) || !expect_sign(formula, ')'))
        return FALSE;
    const int part = month ? date.date.month : date.date.year;
    if (!date.is_date || part == 0)
        return fail(formula, "%s() is given no %s", month ? "month" : "year",
                    date.is_date ? "such date" : "date");
    *value = (Value){.number = part};
    return TRUE;
}

static gboolean parse_named(Formula *formula, Value *value)
{
    g_autofree char *name = take_name(formula);
    if (*formula->p == '(') {
        formula->p++;
        if (strcmp(name, "date") == 0)
            return call_date(formula, value);
        if (strcmp(name, "year") == 0 || strcmp(name, "month") == 0)
            return call_part(formula, *name == 'm', value);
        return fail(formula, "there is no function \"%s\": year, month and date are known", name);
    }
    if (strcmp(name, "source.published") == 0)
        return source_date(formula, formula->claim->source->published, name, value);
    if (strcmp(name, "source.retrieved") == 0)
        return source_date(formula, formula->claim->source->retrieved, name, value);
    return claim_value(formula, name, value);
}

/* ---- expressions ----------------------------------------------------------------------------- */

static gboolean parse_bracket(Formula *formula, Value *value)
{
    return parse_sum(formula, value) && expect_sign(formula, ')');
}

static gboolean parse_factor(Formula *formula, Value *value)
{
    g_autofree char *print = take_print(formula);
    if (print)
        return print_value(formula, print, value);
    if (*formula->error)
        return FALSE;
    if (take_sign(formula, '('))
        return parse_bracket(formula, value);
    if (g_ascii_isdigit(*formula->p))
        return parse_number(formula, value);
    if (g_ascii_islower(*formula->p))
        return parse_named(formula, value);
    return fail(formula, *formula->p ? "\"%.20s\" is no term" : "a term is missing at the end%s",
                formula->p);
}

static gboolean combine(Formula *formula, char sign, Value *left, const Value *right)
{
    if (left->is_date || right->is_date)
        return fail(formula, "dates cannot be reckoned with: take their year()");
    switch (sign) {
    case '+': left->number += right->number; break;
    case '-': left->number -= right->number; break;
    case '*': left->number *= right->number; break;
    default: left->number /= right->number; break;
    }
    return isfinite(left->number) || fail(formula, "the result is not finite");
}

/* signs: "*" and "/", or "+" and "-" */
static gboolean parse_chain(Formula *formula, const char *signs,
                            gboolean (*parse)(Formula *, Value *), Value *value)
{
    if (!parse(formula, value))
        return FALSE;
    for (;;) {
        skip_blanks(formula);
        const char sign = *formula->p;
        if (!sign || !strchr(signs, sign))
            return TRUE;
        formula->p++;
        Value right = {0};
        if (!parse(formula, &right) || !combine(formula, sign, value, &right))
            return FALSE;
    }
}

static gboolean parse_product(Formula *formula, Value *value)
{
    return parse_chain(formula, "*/", parse_factor, value);
}

static gboolean parse_sum(Formula *formula, Value *value)
{
    if (++formula->depth > DEPTH_LIMIT)
        return fail(formula, "it is nested too deep");
    const gboolean parsed = parse_chain(formula, "+-", parse_product, value);
    formula->depth--;
    return parsed;
}

/* Parses the whole formula; what it names is appended to named. */
static gboolean parse_formula(const ClaimSet *claims, const Claim *claim, DeriveColumn column,
                              GPtrArray *named, Value *value, GError **error)
{
    Formula formula = {
        .claims = claims, .claim = claim, .column = column, .named = named, .error = error};
    if (strcspn(claim->note, ";") > FORMULA_LIMIT)
        return fail(&formula, "it is longer than %d characters: end it with ';'", FORMULA_LIMIT);
    formula.p = claim->note + 1;
    if (!parse_sum(&formula, value))
        return FALSE;
    skip_blanks(&formula);
    return *formula.p == '\0' || *formula.p == ';' ||
           fail(&formula, "\"%.20s\" follows it: end the formula with ';'", formula.p);
}

/* Whether what the claims in named rest on leads back to claim. */
static gboolean leads_back(const ClaimSet *claims, const Claim *claim, GPtrArray *named)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < named->len; i++) { /* named grows */
        const Claim *next = g_ptr_array_index(named, i);
        if (strcmp(next->id, claim->id) == 0)
            return TRUE;
        if (!g_hash_table_add(seen, (gpointer)next) || !derive_has_formula(next))
            continue;
        Value ignored = {0};
        g_autoptr(GError) error = NULL; /* told where it stands */
        parse_formula(claims, next, DERIVE_VALUE, named, &ignored, &error);
    }
    return FALSE;
}

gboolean derive_evaluate(const ClaimSet *claims, const Claim *claim, DeriveColumn column,
                         DeriveResult *result, GError **error)
{
    g_autoptr(GPtrArray) named = g_ptr_array_new();
    GError *fault = NULL;
    if (!parse_formula(claims, claim, column, named, result, &fault)) {
        g_propagate_error(error, fault);
        return FALSE;
    }
    if (leads_back(claims, claim, named)) {
        g_set_error_literal(error, DERIVE_ERROR, 0,
                            "it goes round in a circle to the claim itself");
        return FALSE;
    }
    /* a plain number may be the year that a date metric wants */
    int year;
    if (claim->metric->kind == METRIC_DATE && whole_number(result, 1, 9999, &year))
        *result = (Value){.is_date = TRUE, .date = {year, 0, 0}};
    return TRUE;
}

static guint decimals_of(const char *text)
{
    const char *point = strchr(text, '.');
    return point && !strpbrk(text, "eE") ? (guint)strspn(point + 1, "0123456789") : 0;
}

gboolean derive_agrees(const DeriveResult *result, const Amount *amount, MetricKind kind)
{
    if (result->is_date != (kind == METRIC_DATE) || !amount->present)
        return FALSE;
    if (result->is_date)
        return date_equal(result->date, amount->date);
    const double difference = fabs(result->number - amount->number);
    const guint decimals = decimals_of(amount->text);
    const double rounding = decimals > 0 ? 0.5 * pow(10, -(double)decimals) : 0;
    return difference <= rounding + 1e-15 * fmax(fabs(result->number), fabs(amount->number));
}

char *derive_format(const DeriveResult *result)
{
    char date[DATE_TEXT_SIZE], number[NUMBER_TEXT_SIZE];
    return g_strdup(result->is_date ? date_format(result->date, date)
                                    : number_format(result->number, number));
}
