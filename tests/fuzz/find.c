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
    g_autoptr(GArray) mentions = mentions_find(text ? text : "", length, language);
    gsize before = 0;
    for (guint i = 0; i < mentions->len; i++) {
        const Mention *mention = &g_array_index(mentions, Mention, i);
        check_stretch(mention->whole, (Stretch){before, length});
        check_stretch(mention->core, mention->whole);
        check_stretch(mention->before, mention->whole);
        check_stretch(mention->unit, mention->whole);
        check_stretch(mention->whole, mention->sentence);
        g_assert_cmpuint(mention->core.start, <, mention->core.end);
        g_assert_true(isfinite(mention->reading.value) && isfinite(mention->reading.low) &&
                      isfinite(mention->reading.high) && isfinite(mention->count));
        g_assert_nonnull(mention->reading.unit);
        g_assert_nonnull(mention_class_name(mention->type));
        before = mention->whole.end;
    }
    return 0;
}
