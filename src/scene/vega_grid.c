#include "scene/vega_grid.h"

#include <math.h>

/* One direction of the grid: 0 across, 1 down. */
typedef struct {
    GridCell *cells;
    guint n, columns;
    int d;
    double *offset;  /* per cell: px from the cell before, beyond its own reach */
    double *extent;  /* per column or row: how far its cells reach */
    double farthest; /* of all */
} Direction;

static guint line_of(const Direction *direction, guint i)
{
    return direction->d == 0 ? i % direction->columns : i / direction->columns;
}

static guint n_lines(const Direction *direction)
{
    return direction->d == 0 ? direction->columns
                             : (direction->n + direction->columns - 1) / direction->columns;
}

static void measure(Direction *direction, double spacing)
{
    for (guint i = 0; i < direction->n; i++) {
        const double *box = direction->cells[i].box;
        const double low = box[direction->d], high = ceil(box[direction->d + 2]);
        const guint line = line_of(direction, i);
        direction->farthest = fmax(direction->farthest, high);
        direction->extent[line] = fmax(direction->extent[line], high);
        direction->offset[i] = line == 0 ? 0 : spacing + (low < 0 ? ceil(-low) : 0);
    }
}

/* The largest offset of a line's cells, or of all lines but the first. */
static double largest_offset(const Direction *direction, guint line)
{
    double most = 0;
    for (guint i = 0; i < direction->n; i++) {
        if (line == G_MAXUINT ? line_of(direction, i) > 0 : line_of(direction, i) == line)
            most = fmax(most, direction->offset[i]);
    }
    return most;
}

static void align(Direction *direction, GridAlign how)
{
    const double all = how == ALIGN_ALL ? largest_offset(direction, G_MAXUINT) : 0;
    g_autofree double *each = g_new0(double, n_lines(direction));
    for (guint line = 1; how == ALIGN_EACH && line < n_lines(direction); line++)
        each[line] = largest_offset(direction, line);
    for (guint i = 0; i < direction->n; i++) {
        const guint line = line_of(direction, i);
        if (line == 0)
            continue;
        const double before = direction->extent[line - 1];
        direction->offset[i] = how == ALIGN_ALL    ? all + direction->farthest
                               : how == ALIGN_EACH ? each[line] + before
                                                   : direction->offset[i] + before;
    }
}

static void place(Direction *direction, GridAlign how, gboolean center)
{
    const guint stride = direction->d == 0 ? 1 : direction->columns;
    for (guint i = 0; i < direction->n; i++) {
        GridCell *cell = &direction->cells[i];
        double *at = direction->d == 0 ? &cell->x : &cell->y;
        const GridCell *before = line_of(direction, i) > 0 ? cell - stride : NULL;
        *at = direction->offset[i] + (!before ? 0 : direction->d == 0 ? before->x : before->y);
    }
    const gboolean several =
        direction->d == 0 ? direction->n > direction->columns : direction->columns != 1;
    for (guint i = 0; center && several && how != ALIGN_NONE && i < direction->n; i++) {
        GridCell *cell = &direction->cells[i];
        const double reach =
            how == ALIGN_ALL ? direction->farthest : direction->extent[line_of(direction, i)];
        const double room = reach - cell->box[direction->d + 2];
        double *at = direction->d == 0 ? &cell->x : &cell->y;
        *at += room > 0 ? room / 2 : 0;
    }
}

void vega_grid_place(GridCell *cells, guint n, const Grid *grid)
{
    const guint columns = grid->columns > 0 ? MIN(grid->columns, n) : n;
    for (int d = 0; d < 2 && n > 0; d++) {
        g_autofree double *offset = g_new0(double, n);
        g_autofree double *extent = g_new0(double, n + columns);
        Direction direction = {cells, n, columns, d, offset, extent, 0};
        measure(&direction, grid->spacing[d]);
        align(&direction, grid->align[d]);
        place(&direction, grid->align[d], grid->center[d]);
    }
}

void vega_grid_extent(const GridCell *cells, guint n, double box[4])
{
    box[0] = box[1] = INFINITY;
    box[2] = box[3] = -INFINITY;
    for (guint i = 0; i < n; i++) {
        box[0] = fmin(box[0], cells[i].x + cells[i].full[0]);
        box[1] = fmin(box[1], cells[i].y + cells[i].full[1]);
        box[2] = fmax(box[2], cells[i].x + cells[i].full[2]);
        box[3] = fmax(box[3], cells[i].y + cells[i].full[3]);
    }
}
