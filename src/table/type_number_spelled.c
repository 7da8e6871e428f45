/* Numbers that a field spells in a way of its own: decimalChar, groupChar, bareNumber
 * (https://datapackage.org/standard/table-schema/#number). */
#include "table/type.h"

#include <string.h>

/* More digits than any number that people write; longer cells are no numbers. */
enum { SPELLED_LIMIT = 256 };

static gboolean starts_with(const char *p, const char *end, const char *word)
{
    const gsize length = word ? strlen(word) : 0;
    return length > 0 && (gsize)(end - p) >= length && memcmp(p, word, length) == 0;
}

/* What stands before the first digit, sign or decimal character and behind the
 * last digit or decimal character is left out: "EUR 95", "12,5 %". */
static void strip(const char *mark, const char **text, const char **end)
{
    const char *p = *text, *last = *end;
    while (p < last && !g_ascii_isdigit(*p) && *p != '-' && *p != '+' &&
           !starts_with(p, last, mark))
        p++;
    const gsize width = mark ? strlen(mark) : 0;
    while (last > p && !g_ascii_isdigit(last[-1]) &&
           !(width > 0 && (gsize)(last - p) >= width && memcmp(last - width, mark, width) == 0))
        last--;
    *text = p;
    *end = last;
}

/* The plain spelling of the number; 0 when it has none. */
static gsize respell(const Field *field, const char *mark, const char *p, const char *end,
                     char *plain)
{
    gsize n = 0;
    gboolean decimals = FALSE;
    while (p < end && n < SPELLED_LIMIT) {
        const gboolean between = n > 0 && g_ascii_isdigit(plain[n - 1]);
        if (!decimals && starts_with(p, end, mark)) {
            plain[n++] = '.';
            p += strlen(mark);
            decimals = TRUE;
        } else if (!decimals && between && starts_with(p, end, field->group_char)) {
            p += strlen(field->group_char);
            if (p == end || !g_ascii_isdigit(*p)) /* it groups digits, so one follows */
                return 0;
        } else if (*p == '.') {
            return 0; /* it is not this field's decimal character, or its second */
        } else {
            plain[n++] = *p++;
        }
    }
    return p == end ? n : 0;
}

/* mark: between whole part and decimals; NULL: there are none */
static gboolean read_spelled(const Field *field, const char *mark, const FieldType *type,
                             const char *text, gsize length, FieldValue *value)
{
    const char *p = text, *end = text + length;
    if (!field->bare_number)
        strip(mark, &p, &end);
    char plain[SPELLED_LIMIT];
    const gsize n = respell(field, mark, p, end, plain);
    return n > 0 && type->read(field, plain, n, value);
}

static gboolean read_number(const Field *field, const char *text, gsize length, FieldValue *value)
{
    return read_spelled(field, field->decimal_char ? field->decimal_char : ".", &field_type_number,
                        text, length, value);
}

static gboolean read_integer(const Field *field, const char *text, gsize length, FieldValue *value)
{
    return read_spelled(field, NULL, &field_type_integer, text, length, value);
}

const FieldType field_type_number_spelled = {
    .name = "number",
    .expected = "a number as its field spells them",
    .numeric = TRUE,
    .ordered = TRUE,
    .options = OPTION_DECIMAL | OPTION_GROUP,
    .read = read_number,
};

const FieldType field_type_integer_spelled = {
    .name = "integer",
    .expected = "a whole number as its field spells them",
    .numeric = TRUE,
    .ordered = TRUE,
    .options = OPTION_GROUP | OPTION_CATEGORIES,
    .read = read_integer,
};
