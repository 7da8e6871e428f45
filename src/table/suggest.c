#include "table/suggest.h"

#include <string.h>

enum { DISTANCE_LIMIT = 2, SHOWN_LENGTH_LIMIT = 60 };

/* Number of characters; 0 when there are more than the limit. */
static guint lower_characters(const char *text, gunichar characters[SUGGEST_LENGTH_LIMIT])
{
    guint n = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        if (n == SUGGEST_LENGTH_LIMIT)
            return 0;
        characters[n++] = g_unichar_tolower(g_utf8_get_char(p));
    }
    return n;
}

void suggest_init(Suggestion *suggestion, const char *word)
{
    suggestion->length = lower_characters(word, suggestion->word);
    const guint half = suggestion->length > 0 ? (suggestion->length - 1) / 2 : 0;
    suggestion->distance = MIN(half, DISTANCE_LIMIT) + 1;
    suggestion->best = NULL;
}

/* Optimal string alignment distance, row by row; gives up at limit. */
static guint edit_distance(const gunichar *a, guint n_a, const gunichar *b, guint n_b, guint limit)
{
    guint rows[3][SUGGEST_LENGTH_LIMIT + 1];
    for (guint j = 0; j <= n_b; j++)
        rows[0][j] = j;
    for (guint i = 1; i <= n_a; i++) {
        guint *row = rows[i % 3], *above = rows[(i - 1) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        guint least = i;
        for (guint j = 1; j <= n_b; j++) {
            const guint change = above[j - 1] + (a[i - 1] != b[j - 1]);
            row[j] = MIN(change, MIN(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], above2[j - 2] + 1);
            least = MIN(least, row[j]);
        }
        if (least > limit) /* no later row comes below the least of this one */
            return limit + 1;
    }
    return rows[n_a % 3][n_b];
}

void suggest_offer(Suggestion *suggestion, const char *candidate)
{
    if (suggestion->length == 0 || *candidate == '\0')
        return;
    gunichar characters[SUGGEST_LENGTH_LIMIT];
    const guint n = lower_characters(candidate, characters);
    const guint gap = n > suggestion->length ? n - suggestion->length : suggestion->length - n;
    if (n == 0 || gap > suggestion->distance)
        return;
    const guint distance =
        edit_distance(suggestion->word, suggestion->length, characters, n, suggestion->distance);
    if (distance < suggestion->distance || (suggestion->best && distance == suggestion->distance &&
                                            strcmp(candidate, suggestion->best) < 0)) {
        suggestion->distance = distance;
        suggestion->best = candidate;
    }
}

char *text_quote(const char *text)
{
    if (g_utf8_strlen(text, -1) <= SHOWN_LENGTH_LIMIT)
        return g_strdup_printf("\"%s\"", text);
    const char *end = g_utf8_offset_to_pointer(text, SHOWN_LENGTH_LIMIT);
    return g_strdup_printf("\"%.*s...\"", (int)(end - text), text);
}
