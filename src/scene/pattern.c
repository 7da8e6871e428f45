#include "scene/pattern.h"

static const PatternLine hatch[] = {
    {-0.25, 0.25, 0.25, -0.25}, {0, 1, 1, 0}, {0.75, 1.25, 1.25, 0.75}};
static const PatternLine back_hatch[] = {
    {-0.25, 0.75, 0.25, 1.25}, {0, 0, 1, 1}, {0.75, -0.25, 1.25, 0.25}};
static const PatternLine lines[] = {{0, 0.5, 1, 0.5}};
static const PatternLine columns[] = {{0.5, 0, 0.5, 1}};
static const PatternLine grid[] = {{0, 0.5, 1, 0.5}, {0.5, 0, 0.5, 1}};
/* nearly without length: of a line that has none, some programs draw nothing */
static const PatternLine dots[] = {{0.24, 0.25, 0.26, 0.25}, {0.74, 0.75, 0.76, 0.75}};

static const PatternTile tiles[N_PATTERNS] = {
    [PATTERN_SOLID] = {"fill", NULL, 0, 1},
    [PATTERN_HATCH] = {"hatch", hatch, G_N_ELEMENTS(hatch), 1},
    [PATTERN_BACK_HATCH] = {"back-hatch", back_hatch, G_N_ELEMENTS(back_hatch), 1},
    [PATTERN_LINES] = {"lines", lines, G_N_ELEMENTS(lines), 1},
    [PATTERN_COLUMNS] = {"columns", columns, G_N_ELEMENTS(columns), 1},
    [PATTERN_GRID] = {"grid", grid, G_N_ELEMENTS(grid), 0.8},
    [PATTERN_DOTS] = {"dots", dots, G_N_ELEMENTS(dots), 1.3},
};

const PatternTile *pattern_tile(FillPattern pattern)
{
    return &tiles[pattern];
}
