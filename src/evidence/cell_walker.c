#include "evidence/cell_walker.h"

#include <string.h>

void cell_walker_init(CellWalker *walker, const char *text, gsize length)
{
    const gboolean mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    *walker =
        (CellWalker){.p = text + (mark ? 3 : 0), .end = text + length, .line = 1, .column = 1};
}

gboolean cell_walker_move(CellWalker *walker, const Place *place)
{
    while (walker->p < walker->end &&
           (walker->line != place->line || walker->column != place->column)) {
        const char c = *walker->p;
        const gboolean crlf = c == '\r' && walker->p + 1 < walker->end && walker->p[1] == '\n';
        if (walker->line > place->line)
            return FALSE;
        if ((c == '\n' || c == '\r') && !crlf) {
            walker->line++;
            walker->column = 1;
            walker->p++;
        } else {
            walker->column++;
            walker->p += crlf ? 1 : g_utf8_skip[(guchar)c];
        }
    }
    return walker->p <= walker->end && walker->line == place->line &&
           walker->column == place->column;
}
