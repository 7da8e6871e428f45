/* Locating quotes: the input is an offset on the first line, the quote on the second, and the text
 * after it.  What is found has the quote's digits, and is found again at its place. */
#include "fuzz.h"

#include "evidence/quote.h"

#include <string.h>

/* The ASCII digits of a stretch, in order. */
static GString *digits_of(const char *text, gsize length)
{
    GString *digits = g_string_new(NULL);
    for (gsize i = 0; i < length; i++)
        if (g_ascii_isdigit(text[i]))
            g_string_append_c(digits, text[i]);
    return digits;
}

static void check_place(Snapshot *snapshot, const char *quote, const QuotePlace *place)
{
    g_assert_cmpint(place->at, >=, 0);
    g_assert_cmpuint((gsize)place->at + place->length, <=, snapshot->length);
    GString *wanted = digits_of(quote, strlen(quote));
    GString *found = digits_of(snapshot->text + place->at, place->length);
    g_assert_cmpstr(found->str, ==, wanted->str);
    g_string_free(wanted, TRUE);
    g_string_free(found, TRUE);
    if (!place->alike)
        g_assert_true(quote_stands_at(snapshot, quote, place->at));
    QuotePlace again;
    g_assert_cmpint(quote_locate(snapshot, quote, place->at, &again), ==, QUOTE_FOUND);
    g_assert_cmpint(again.at, ==, place->at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *input = g_malloc(size + 1);
    memcpy(input, data, size);
    input[size] = '\0';
    char *quote = memchr(input, '\n', size);
    char *text = quote ? memchr(quote + 1, '\n', size - (gsize)(quote + 1 - input)) : NULL;
    if (!text)
        return 0;
    *quote++ = *text++ = '\0';
    Snapshot snapshot = {g_memdup2(text, size - (gsize)(text - input) + 1),
                         size - (gsize)(text - input), NULL};
    QuotePlace place;
    const gint64 at = g_ascii_strtoll(input, NULL, 10);
    const QuoteState state = quote_locate(&snapshot, quote, at, &place);
    if (state == QUOTE_MISSING)
        g_assert_cmpint(place.at, ==, -1);
    else
        check_place(&snapshot, quote, &place);
    if (state == QUOTE_FOUND)
        g_assert_cmpint(place.at, ==, at);
    quote_fold_free(snapshot.fold);
    g_free(snapshot.text);
    return 0;
}
