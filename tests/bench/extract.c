/* Measures mentions_find: MB/s over a text repeated to 20 MB, the best of five runs. */
#include "evidence/find.h"

#include <stdio.h>

enum { SIZE = 20 * 1000 * 1000, RUNS = 5 };

int main(int argc, char **argv)
{
    g_autofree char *piece = NULL;
    gsize length = 0;
    if (argc != 3 || !g_file_get_contents(argv[2], &piece, &length, NULL) || length == 0) {
        fprintf(stderr, "Usage: extract LANGUAGE FILE\n");
        return 2;
    }
    g_autoptr(GString) text = g_string_sized_new(SIZE + length);
    while (text->len < SIZE)
        g_string_append_len(text, piece, (gssize)length);
    g_array_unref(mentions_find("1", 1, argv[1])); /* learns the language */
    gint64 best = G_MAXINT64;
    guint n = 0;
    for (int i = 0; i < RUNS; i++) {
        const gint64 start = g_get_monotonic_time();
        GArray *mentions = mentions_find(text->str, text->len, argv[1]);
        best = MIN(best, g_get_monotonic_time() - start);
        n = mentions->len;
        g_array_unref(mentions);
    }
    printf("%-6s %9.1f MB/s %12.1f bytes between figures\n", argv[1],
           (double)text->len / (double)best, (double)text->len / MAX(n, 1));
    return 0;
}
