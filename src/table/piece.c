#include "table/piece.h"

#include "table/escaped.h"

Piece piece_find(const Dialect *dialect, const char *p, const char *end)
{
    Piece piece = {.end = p};
    while (piece.end < end) {
        const char c = *piece.end++;
        piece.characters += ((unsigned char)c & 0xC0) != 0x80; /* not a UTF-8 continuation */
        if (c == dialect->delimiter || (c == dialect->line_terminator && c != '\0')) {
            piece.separated = TRUE;
            break;
        }
        if (c == '\n' || c == '\r' || c == ESCAPED_LF) {
            if (c == '\r' && piece.end < end && *piece.end == '\n')
                piece.end++;
            piece.ends_line = piece.separated = TRUE;
            break;
        }
    }
    return piece;
}

gboolean piece_ends_row(const Dialect *dialect, const Piece *piece)
{
    return dialect->line_terminator ? piece->end[-1] == dialect->line_terminator : piece->ends_line;
}
