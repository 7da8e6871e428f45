/* Vega expressions: any text parses or has a finding; what parses evaluates, twice to the same. */
#include "fuzz.h"

#include "chart/expression.h"

#include <math.h>
#include <string.h>

/* fields of every type, and the numbers that arithmetic trips over */
static Value look_up(const char *field, gpointer context)
{
    (void)context;
    static const struct {
        const char *name;
        double number;
    } numbers[] = {
        {"a", 86.4}, {"b", -0.0}, {"c", 1e308}, {"d", NAN}, {"e", INFINITY}, {"f", 1713398400000.0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (strcmp(field, numbers[i].name) == 0)
            return value_number(numbers[i].number);
    }
    if (strcmp(field, "s") == 0)
        return value_string("S\xC3\xA3o Paulo");
    return strcmp(field, "t") == 0 ? value_boolean(TRUE) : VALUE_NOTHING;
}

static gboolean same(Value a, Value b)
{
    if (a.type == VALUE_NUMBER && b.type == VALUE_NUMBER && isnan(a.as.number))
        return isnan(b.as.number) != 0;
    return value_equal(a, b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* strings of a JSON document are UTF-8 without NUL */
    if (!g_utf8_validate((const char *)data, (gssize)size, NULL))
        return 0;
    g_autofree char *text = g_strndup((const char *)data, size);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Expression) expression =
        expression_parse(text, (Place){"fuzz.vl.json", 1, 1}, NULL, findings);
    g_assert_true((expression != NULL) == (findings_count(findings, LEVEL_ERROR) == 0));
    if (!expression)
        return 0;
    g_autoptr(GStringChunk) strings = g_string_chunk_new(64);
    const Value first = expression_evaluate(expression, look_up, NULL, strings);
    const Value second = expression_evaluate(expression, look_up, NULL, strings);
    g_assert_true(same(first, second));
    if (first.type == VALUE_STRING)
        g_assert_true(g_utf8_validate(first.as.string, -1, NULL));
    return 0;
}
