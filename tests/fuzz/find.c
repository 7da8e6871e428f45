/* Running text: the input is a language on the first line, and the text after it.  What is found
 * lies in the text, in order, and what is read is finite. */
#include "fuzz.h"

#include "evidence/find.h"

#include <math.h>
#include <string.h>

static void check_stretch(Stretch inner, Stretch outer)
{
    g_assert_cmpuint(inner.start, <=, inner.end);
    g_assert_cmpuint(outer.start, <=, inner.start);
    g_assert_cmpuint(inner.end, <=, outer.end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *line = size ? memchr(data, '\n', MIN(size, 40)) : NULL;
    if (!line || !g_utf8_validate((const char *)data, line - data, NULL))
        return 0;
    g_autofree char *language = g_strndup((const char *)data, (gsize)(line - data));
    const gsize length = size - (gsize)(line + 1 - data);
    g_autofree char *text = g_memdup2(line + 1, length);
    g_autoptr(GArray) figures = figures_find(text ? text : "", length, language);
    gsize before = 0;
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = &g_array_index(figures, Figure, i);
        check_stretch(figure->whole, (Stretch){before, length});
        check_stretch(figure->core, figure->whole);
        check_stretch(figure->before, figure->whole);
        check_stretch(figure->unit, figure->whole);
        check_stretch(figure->whole, figure->sentence);
        g_assert_cmpuint(figure->core.start, <, figure->core.end);
        g_assert_true(isfinite(figure->reading.value) && isfinite(figure->reading.low) &&
                      isfinite(figure->reading.high) && isfinite(figure->count));
        g_assert_nonnull(figure->reading.unit);
        g_assert_nonnull(figure_class_name(figure->type));
        before = figure->whole.end;
    }
    return 0;
}
