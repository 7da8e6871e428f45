/*
 * read_numeral: numbers in digits.
 *
 * Which of '.' and ',' is the decimal sign is the language's; the other one, and
 * any blank or apostrophe, groups.  Where the groups rule that out (a group that
 * has not three digits), the one meaning left is taken.
 */
#include "base/number.h"
#include "evidence/reader.h"

#include <math.h>
#include <string.h>

enum { GROUPS_LIMIT = 12, DIGITS_LIMIT = 40, EXPONENT_LIMIT = 300 };

/* Runs of digits and the separator before each: '.', ',', ' ' or '\''. */
typedef struct {
    const char *digits[GROUPS_LIMIT];
    char separator[GROUPS_LIMIT];
    guint end[GROUPS_LIMIT]; /* the cursor behind each */
    guint n;
} Groups;

static char separator_at(const Reader *reader, guint *width)
{
    const Token *next = reader_peek(reader, 0);
    *width = 0;
    if (next && next->type == TOKEN_DIGITS && next->spaced)
        return next->broken ? '\0' : ' ';
    *width = 1;
    if (next && next->type == TOKEN_SYMBOL && !next->spaced && strlen(next->text) == 1 &&
        strchr(reader->listed ? ".'" : ".,'", *next->text) &&
        reader_peek_attached(reader, 1, TOKEN_DIGITS))
        return *next->text;
    return '\0';
}

/* The groups at the cursor; a blank groups only by threes, or "in 2023 100
 * chips" would be one number. */
static gboolean take_groups(Reader *reader, Groups *groups)
{
    const Token *first = reader_peek(reader, 0);
    groups->n = 0;
    if (!first || first->type != TOKEN_DIGITS)
        return FALSE;
    groups->end[0] = ++reader->at;
    groups->digits[groups->n++] = first->text;
    guint width;
    for (char separator; (separator = separator_at(reader, &width)); reader->at += width + 1) {
        const char *digits = reader_peek(reader, width)->text;
        if (separator == ' ' && (strlen(digits) != 3 || strlen(groups->digits[0]) > 3 ||
                                 (groups->n > 1 && groups->separator[1] != ' ')))
            break;
        if (groups->n == GROUPS_LIMIT)
            return reader->running;
        groups->separator[groups->n] = separator;
        groups->end[groups->n] = reader->at + width + 1;
        groups->digits[groups->n++] = digits;
    }
    return TRUE;
}

/* Whether groups 0 to last (inclusive) are one number cut by one separator. */
static gboolean is_grouped(const Groups *groups, guint last)
{
    const gsize head = strlen(groups->digits[0]);
    if (head > 3 || groups->digits[0][0] == '0')
        return FALSE;
    for (guint i = 1; i <= last; i++)
        if (strlen(groups->digits[i]) != 3 || groups->separator[i] != groups->separator[1])
            return FALSE;
    return TRUE;
}

/* "4,2023" and "4,20-5" in English running text are two figures, though "86,4" is
 * one: the other language's decimal comma has one or two digits behind it. */
static gboolean is_foreign(const Reader *reader, const Groups *groups, guint decimals)
{
    if (!reader->running || reader->language->decimal == ',' || decimals >= groups->n ||
        groups->separator[decimals] != ',')
        return FALSE;
    const Token *next = reader_peek(reader, groups->end[decimals] - reader->at);
    return strlen(groups->digits[decimals]) > 2 ||
           (next && !next->spaced && next->type == TOKEN_SYMBOL && strchr("-.,", *next->text) &&
            reader_peek_attached(reader, groups->end[decimals] - reader->at + 1, TOKEN_DIGITS));
}

/* Index of the group that holds the decimals; groups->n: none; 0: these groups
 * are no number. */
static guint decimals_index(const Groups *groups, char decimal)
{
    const guint last = groups->n - 1;
    if (last == 0)
        return groups->n;
    const char separator = groups->separator[last];
    const gboolean can_be_decimal = separator == '.' || separator == ',';
    if (last > 1 && groups->separator[1] != separator)
        return can_be_decimal && is_grouped(groups, last - 1) ? last : 0;
    if (last > 1 || !can_be_decimal)
        return is_grouped(groups, last) ? groups->n : 0;
    return separator != decimal && is_grouped(groups, last) ? groups->n : last;
}

static gboolean take_mantissa(Reader *reader, Numeral *numeral)
{
    Groups groups;
    gsize length = 0;
    const Reader start = *reader;
    if (!take_groups(reader, &groups))
        return FALSE;
    for (guint i = 0; i < groups.n; i++)
        length += strlen(groups.digits[i]);
    guint decimals = decimals_index(&groups, reader->language->decimal);
    /* "86.4,70.0" in running text: the longest beginning that is a number */
    while (reader->running && groups.n > 1 &&
           (decimals == 0 || is_foreign(&start, &groups, decimals))) {
        length -= strlen(groups.digits[--groups.n]);
        decimals = decimals_index(&groups, reader->language->decimal);
    }
    if (decimals == 0 || length > DIGITS_LIMIT)
        return FALSE;
    reader->at = groups.end[groups.n - 1];
    numeral->ambiguous = groups.n == 2 && groups.separator[1] != '\'' && is_grouped(&groups, 1);
    numeral->mantissa[0] = '\0';
    for (guint i = 0; i < groups.n; i++) {
        if (i == decimals)
            g_strlcat(numeral->mantissa, ".", sizeof numeral->mantissa);
        g_strlcat(numeral->mantissa, groups.digits[i], sizeof numeral->mantissa);
    }
    numeral->decimals = decimals < groups.n ? (int)strlen(groups.digits[decimals]) : 0;
    return TRUE;
}

static gboolean parse_exponent(const char *digits, gboolean negative, int *exponent)
{
    if (!*digits || strlen(digits) > 3 || strspn(digits, "0123456789") != strlen(digits))
        return FALSE;
    *exponent = (int)g_ascii_strtoll(digits, NULL, 10) * (negative ? -1 : 1);
    return *exponent >= -EXPONENT_LIMIT && *exponent <= EXPONENT_LIMIT;
}

/* "e26", "e+25" right after the digits */
static gboolean take_e_exponent(Reader *reader, int *exponent)
{
    const Token *word = reader_peek_attached(reader, 0, TOKEN_WORD);
    if (!word || word->text[0] != 'e')
        return FALSE;
    if (parse_exponent(word->text + 1, FALSE, exponent)) {
        reader->at++;
        return TRUE;
    }
    const Token *sign = reader_peek_attached(reader, 1, TOKEN_SYMBOL);
    const Token *digits = reader_peek_attached(reader, 2, TOKEN_DIGITS);
    if (word->text[1] || !sign || !digits || !strchr("+-", *sign->text) ||
        !parse_exponent(digits->text, *sign->text == '-', exponent))
        return FALSE;
    reader->at += 3;
    return TRUE;
}

/* "^26", "^-3", "²⁶" behind a ten */
static gboolean take_raised(Reader *reader, int *exponent)
{
    const Token *raised = reader_peek_attached(reader, 0, TOKEN_SUPERSCRIPT);
    if (raised) {
        const gboolean sign = strchr("+-", *raised->text) != NULL;
        reader->at++;
        return parse_exponent(raised->text + sign, *raised->text == '-', exponent);
    }
    if (!reader_take_symbol(reader, "^"))
        return FALSE;
    const gboolean negative = reader_take_symbol(reader, "-");
    const Token *digits = reader_peek(reader, 0);
    if (!digits || digits->type != TOKEN_DIGITS)
        return FALSE;
    reader->at++;
    return parse_exponent(digits->text, negative, exponent);
}

/* "×10^26", "x 10²⁶" after the mantissa */
static gboolean take_times_ten(Reader *reader, int *exponent)
{
    Reader ahead = *reader;
    const Token *times = reader_peek(&ahead, 0);
    if (!times)
        return FALSE;
    ahead.at++;
    if (!token_equals(times, TOKEN_WORD, "x10")) {
        const Token *ten = reader_peek(&ahead, 0);
        if (!(token_equals(times, TOKEN_SYMBOL, "×") || token_equals(times, TOKEN_SYMBOL, "*") ||
              token_equals(times, TOKEN_SYMBOL, "·") || token_equals(times, TOKEN_WORD, "x")) ||
            !ten || !token_equals(ten, TOKEN_DIGITS, "10"))
            return FALSE;
        ahead.at++;
    }
    if (!take_raised(&ahead, exponent))
        return FALSE;
    *reader = ahead;
    return TRUE;
}

gboolean reader_take_scale(Reader *reader, Numeral *numeral)
{
    double total = 1, before = 0;
    for (;;) {
        Reader ahead = *reader;
        const Token *dash = reader_peek_attached(&ahead, 0, TOKEN_SYMBOL);
        if (dash && strcmp(dash->text, "-") == 0)
            ahead.at++; /* "7-billion" */
        const Token *token = reader_peek(&ahead, 0);
        double scale;
        /* "5 m" are metres, "5 M" and "5m" may be millions */
        if (!token || token->broken ||
            (token->spaced && !token->capital && !token->han && strcmp(token->text, "k") != 0 &&
             g_utf8_strlen(token->text, -1) == 1) ||
            !reader_take(&ahead, ROLE_SCALE, &scale) || scale <= before)
            break;
        total *= scale; /* "hundred thousand", "mil milhões" */
        before = scale;
        *reader = ahead;
    }
    if (total == 1)
        return FALSE;
    const double power = log10(total);
    if (power == floor(power))
        numeral->exponent += (int)power;
    else
        numeral->factor *= total;
    numeral->scaled = TRUE;
    return TRUE;
}

gboolean reader_take_numeral(Reader *reader, Numeral *numeral)
{
    if (reader_take_fraction(reader, numeral))
        return TRUE;
    Reader ahead = *reader;
    *numeral = (Numeral){.factor = 1};
    if (reader_take_symbol(&ahead, ".")) { /* ".904" */
        const Token *digits = reader_peek_attached(&ahead, 0, TOKEN_DIGITS);
        if (!digits || strlen(digits->text) > DIGITS_LIMIT)
            return FALSE;
        ahead.at++;
        g_snprintf(numeral->mantissa, sizeof numeral->mantissa, "0.%s", digits->text);
        numeral->decimals = (int)strlen(digits->text);
    } else if (!take_mantissa(&ahead, numeral)) {
        return FALSE;
    }
    const gboolean ten = strcmp(numeral->mantissa, "10") == 0;
    Reader raised = ahead;
    if (ten && take_raised(&raised, &numeral->exponent)) {
        ahead = raised;
        g_strlcpy(numeral->mantissa, "1", sizeof numeral->mantissa);
    } else if (!take_e_exponent(&ahead, &numeral->exponent)) {
        take_times_ten(&ahead, &numeral->exponent);
    }
    reader_take_scale(&ahead, numeral);
    *reader = ahead;
    return TRUE;
}

gboolean numeral_value(const Numeral *numeral, double *value, double *step)
{
    char text[sizeof numeral->mantissa + 16];
    g_snprintf(text, sizeof text, "%se%d", numeral->mantissa, numeral->exponent);
    if (!number_parse(text, value))
        return FALSE;
    g_snprintf(text, sizeof text, "1e%d", numeral->exponent - numeral->decimals);
    if (!number_parse(text, step))
        return FALSE;
    *value *= numeral->factor;
    *step *= numeral->factor;
    return isfinite(*value) && isfinite(*step);
}
