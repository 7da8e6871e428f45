#include "chart/path.h"

#include <math.h>
#include <string.h>

enum { MOST_DIGITS = 40 };

typedef struct {
    const char *rest;
    GArray *segments;
    double x, y;                 /* where the pen is */
    double start_x, start_y;     /* of the subpath */
    double control_x, control_y; /* of the curve before, mirrored by S and T */
    char before;                 /* the command before, in upper case */
} Reader;

/* ---- numbers
 * ---------------------------------------------------------------------------------------- */

static void skip_blanks(Reader *reader)
{
    while (*reader->rest && strchr(" \t\r\n\f,", *reader->rest))
        reader->rest++;
}

static gboolean is_number_next(Reader *reader)
{
    skip_blanks(reader);
    return *reader->rest && strchr("+-.0123456789", *reader->rest) != NULL;
}

static gboolean read_number(Reader *reader, double *number)
{
    if (!is_number_next(reader))
        return FALSE;
    const gsize n = strspn(reader->rest, "+-.0123456789eE");
    char digits[MOST_DIGITS + 1], *end; /* what a number is made of, and no 0x1p3 */
    g_strlcpy(digits, reader->rest, MIN(n + 1, sizeof digits));
    *number = g_ascii_strtod(digits, &end);
    reader->rest += end - digits;
    return end > digits && fabs(*number) <= 1e6;
}

/* A flag of an arc needs no blank behind it. */
static gboolean read_flag(Reader *reader, double *flag)
{
    skip_blanks(reader);
    if (*reader->rest != '0' && *reader->rest != '1')
        return FALSE;
    *flag = *reader->rest++ - '0';
    return TRUE;
}

/* ---- segments
 * --------------------------------------------------------------------------------------- */

static void add(Reader *reader, char verb, const double *points, int n)
{
    PathSegment segment = {.verb = verb};
    memcpy(segment.points, points, (gsize)n * sizeof *points);
    g_array_append_val(reader->segments, segment);
}

static void add_curve(Reader *reader, const double points[6])
{
    add(reader, 'C', points, 6);
    reader->control_x = points[2];
    reader->control_y = points[3];
}

static void add_quadratic(Reader *reader, double cx, double cy, double x, double y)
{
    const double points[6] = {(reader->x + 2 * cx) / 3,
                              (reader->y + 2 * cy) / 3,
                              (x + 2 * cx) / 3,
                              (y + 2 * cy) / 3,
                              x,
                              y};
    add(reader, 'C', points, 6);
    reader->control_x = cx;
    reader->control_y = cy;
}

/* SVG's implementation notes, B.2.4: the centre of an arc from its ends; then a cubic curve for
 * each quarter of a turn at most.  a: rx, ry, rotation, large, sweep, x, y. */
static void add_arc(Reader *reader, const double a[7])
{
    double rx = fabs(a[0]), ry = fabs(a[1]);
    const double turn = a[2] * G_PI / 180, c = cos(turn), s = sin(turn);
    const double dx = (reader->x - a[5]) / 2, dy = (reader->y - a[6]) / 2;
    const double px = c * dx + s * dy, py = c * dy - s * dx;
    if (!(rx > 0 && ry > 0) || (fabs(dx) <= 0 && fabs(dy) <= 0)) {
        add(reader, 'L', a + 5, 2);
        return;
    }
    const double small = px * px / (rx * rx) + py * py / (ry * ry);
    rx *= sqrt(fmax(small, 1));
    ry *= sqrt(fmax(small, 1));
    const double below = rx * rx * py * py + ry * ry * px * px;
    const double root =
        sqrt(fmax(0, (rx * rx * ry * ry - below) / below)) * ((a[3] > 0) == (a[4] > 0) ? -1 : 1);
    const double qx = root * rx * py / ry, qy = -root * ry * px / rx;
    const double cx = c * qx - s * qy + (reader->x + a[5]) / 2;
    const double cy = s * qx + c * qy + (reader->y + a[6]) / 2;
    const double from = atan2((py - qy) / ry, (px - qx) / rx);
    double sweep = atan2((-py - qy) / ry, (-px - qx) / rx) - from;
    if (a[4] > 0 && sweep < 0)
        sweep += 2 * G_PI;
    if (!(a[4] > 0) && sweep > 0)
        sweep -= 2 * G_PI;
    const int n = (int)ceil(fabs(sweep) / (G_PI_2 + 0.001)); /* half a turn is two, not three */
    for (int i = 0; i < n; i++) {
        const double t0 = from + sweep * i / n, t1 = from + sweep * (i + 1) / n;
        const double k = 4 / 3.0 * tan((t1 - t0) / 4);
        const double ends[3][2] = {{cos(t0) - k * sin(t0), sin(t0) + k * cos(t0)},
                                   {cos(t1) + k * sin(t1), sin(t1) - k * cos(t1)},
                                   {cos(t1), sin(t1)}};
        double points[6];
        for (gsize p = 0; p < 3; p++) {
            points[2 * p] = cx + c * rx * ends[p][0] - s * ry * ends[p][1];
            points[2 * p + 1] = cy + s * rx * ends[p][0] + c * ry * ends[p][1];
        }
        add(reader, 'C', points, 6);
    }
}

/* ---- commands
 * --------------------------------------------------------------------------------------- */

/* Numbers of a command, the places among them absolute. */
static gboolean read_numbers(Reader *reader, char command, double numbers[7], int n)
{
    const char upper = g_ascii_toupper(command);
    const gboolean relative = command != upper;
    for (int i = 0; i < n; i++) {
        const gboolean flag = upper == 'A' && (i == 3 || i == 4);
        if (!(flag ? read_flag(reader, &numbers[i]) : read_number(reader, &numbers[i])))
            return FALSE;
        const gboolean down = upper == 'V' || (upper == 'A' ? i == 6 : upper != 'H' && i % 2 == 1);
        if (relative && !(upper == 'A' && i < 5))
            numbers[i] += down ? reader->y : reader->x;
    }
    return TRUE;
}

static void apply(Reader *reader, char upper, const double p[7], int n)
{
    const gboolean mirrors = upper == 'S' ? reader->before == 'C' || reader->before == 'S'
                                          : reader->before == 'Q' || reader->before == 'T';
    const double mx = mirrors ? 2 * reader->x - reader->control_x : reader->x;
    const double my = mirrors ? 2 * reader->y - reader->control_y : reader->y;
    double end[2] = {n >= 2 ? p[n - 2] : reader->x, n >= 2 ? p[n - 1] : reader->y};
    if (upper == 'H')
        end[0] = p[0];
    if (upper == 'V')
        end[1] = p[0];
    switch (upper) {
    case 'M': add(reader, 'M', end, 2); break;
    case 'C': add_curve(reader, p); break;
    case 'S': add_curve(reader, (const double[]){mx, my, p[0], p[1], p[2], p[3]}); break;
    case 'Q': add_quadratic(reader, p[0], p[1], end[0], end[1]); break;
    case 'T': add_quadratic(reader, mx, my, end[0], end[1]); break;
    case 'A': add_arc(reader, p); break;
    case 'Z':
        add(reader, 'Z', p, 0);
        end[0] = reader->start_x;
        end[1] = reader->start_y;
        break;
    default: add(reader, 'L', end, 2);
    }
    reader->x = end[0];
    reader->y = end[1];
    if (upper == 'M') {
        reader->start_x = end[0];
        reader->start_y = end[1];
    }
    reader->before = upper;
}

/* A command may be followed by the numbers of several: after a move they are lines. */
static gboolean read_command(Reader *reader)
{
    static const char names[] = "MLHVCSQTAZ";
    static const int counts[] = {2, 2, 1, 1, 6, 4, 4, 2, 7, 0};
    char command = *reader->rest++;
    do {
        const char upper = g_ascii_toupper(command);
        const char *found = strchr(names, upper);
        double numbers[7] = {0};
        if (!found || !upper || (reader->segments->len == 0 && upper != 'M') ||
            reader->segments->len > PATH_MOST_SEGMENTS)
            return FALSE;
        const int n = counts[found - names];
        if (!read_numbers(reader, command, numbers, n))
            return FALSE;
        apply(reader, upper, numbers, n);
        if (upper == 'M')
            command = command == 'M' ? 'L' : 'l';
    } while (reader->before != 'Z' && is_number_next(reader));
    return TRUE;
}

gboolean path_parse(const char *text, GArray *segments)
{
    Reader reader = {.rest = text, .segments = segments};
    g_assert(segments->len == 0);
    for (skip_blanks(&reader); *reader.rest; skip_blanks(&reader)) {
        if (!read_command(&reader))
            return FALSE;
    }
    return segments->len > 0 && segments->len <= PATH_MOST_SEGMENTS;
}
