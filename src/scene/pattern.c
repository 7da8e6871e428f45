#include "scene/pattern.h"

static const PatternLine hatch[] = {
    {-0.25, 0.25, 0.25, -0.25}, {0, 1, 1, 0}, {0.75, 1.25, 1.25, 0.75}};
static const PatternLine back_hatch[] = {
    {-0.25, 0.75, 0.25, 1.25}, {0, 0, 1, 1}, {0.75, -0.25, 1.25, 0.25}};
static const PatternLine lines[] = {{0, 0.5, 1, 0.5}};
static const PatternLine columns[] = {{0.5, 0, 0.5, 1}};
static const PatternLine grid[] = {{0, 0.5, 1, 0.5}, {0.5, 0, 0.5, 1}};
static const PatternLine cross[] = {{0, 0, 1, 1}, {0, 1, 1, 0}};
static const PatternLine falling[] = {{-0.7, -0.7, 0.7, 0.7}};
static const PatternLine level[] = {{-1, 0, 1, 0}};
static const PatternLine upright[] = {{0, -1, 0, 1}};
static const PatternLine plus[] = {{-1, 0, 1, 0}, {0, -1, 0, 1}};
static const PatternLine times[] = {{-0.7, -0.7, 0.7, 0.7}, {-0.7, 0.7, 0.7, -0.7}};
/* nearly without length: of a line that has none, some programs draw nothing */
static const PatternLine dots[] = {{0.24, 0.25, 0.26, 0.25}, {0.74, 0.75, 0.76, 0.75}};

#define LINES(of) (of), G_N_ELEMENTS(of)
static const PatternTile tiles[N_PATTERNS] = {
    [PATTERN_SOLID] = {"fill", NULL, 0, 1, NULL, 0},
    [PATTERN_HATCH] = {"hatch", LINES(hatch), 1, NULL, 0},
    [PATTERN_BACK_HATCH] = {"back-hatch", LINES(back_hatch), 1, LINES(falling)},
    [PATTERN_LINES] = {"lines", LINES(lines), 1, LINES(level)},
    [PATTERN_COLUMNS] = {"columns", LINES(columns), 1, LINES(upright)},
    [PATTERN_GRID] = {"grid", LINES(grid), 0.8, LINES(plus)},
    [PATTERN_DOTS] = {"dots", LINES(dots), 1.3, NULL, 0},
    [PATTERN_CROSS] = {"cross", LINES(cross), 0.8, LINES(times)},
};

const PatternTile *pattern_tile(FillPattern pattern)
{
    return &tiles[pattern];
}
