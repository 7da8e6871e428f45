/* Symbols and points (vega-scenegraph's symbols.js). */
#include "scene/symbol_set.h"
#include "scene/vega_page.h"

#include <math.h>
#include <string.h>

static void add_to(GArray *path, char verb, double x, double y)
{
    const PathSegment segment = {verb, {x, y}};
    g_array_append_val(path, segment);
}

static void add_polygon(GArray *path, double x, double y, const double (*corners)[2], guint n)
{
    for (guint i = 0; i < n; i++)
        add_to(path, i == 0 ? 'M' : 'L', x + corners[i][0], y + corners[i][1]);
    add_to(path, 'Z', 0, 0);
}

static void add_circle(GArray *path, double x, double y, double r)
{
    const double k = r * 0.5522847498307936;
    const PathSegment arcs[] = {
        {'M', {x + r, y}},
        {'C', {x + r, y + k, x + k, y + r, x, y + r}},
        {'C', {x - k, y + r, x - r, y + k, x - r, y}},
        {'C', {x - r, y - k, x - k, y - r, x, y - r}},
        {'C', {x + k, y - r, x + r, y - k, x + r, y}},
        {'Z', {0}},
    };
    g_array_append_vals(path, arcs, G_N_ELEMENTS(arcs));
}

/* A path of the spec's own, in a square from -1 to 1; FALSE: the shape is none. */
static gboolean add_custom(GArray *path, const char *shape, double x, double y, double r)
{
    if (!shape || strcmp(shape, "circle") == 0)
        return FALSE;
    const gboolean known = path_parse(shape, path);
    for (guint i = 0; i < path->len; i++) {
        double *points = g_array_index(path, PathSegment, i).points;
        for (guint p = 0; p < 6; p += 2) {
            points[p] = x + r * points[p];
            points[p + 1] = y + r * points[p + 1];
        }
    }
    return known;
}

static void build_symbol(GArray *path, const char *shape, double x, double y, double r)
{
    const double h = r * sqrt(3) / 2, s = r / 2.5, lift = h - r / sqrt(3), third = r / 7;
    const struct {
        const char *name;
        double corners[12][2];
        guint n;
    } polygons[] = {
        {"triangle", {{0, -h - lift}, {-r, h - lift}, {r, h - lift}}, 3},
        {"wedge", {{0, -h - lift}, {-r / 4, h - lift}, {r / 4, h - lift}}, 3},
        {"arrow",
         {{-third, r},
          {third, r},
          {third, -r / 8},
          {s, -r / 8},
          {0, -r},
          {-s, -r / 8},
          {-third, -r / 8}},
         7},
        {"square", {{-r, -r}, {r, -r}, {r, r}, {-r, r}}, 4},
        {"diamond", {{-r, 0}, {0, -r}, {r, 0}, {0, r}}, 4},
        {"triangle-up", {{0, -h}, {-r, h}, {r, h}}, 3},
        {"triangle-down", {{0, h}, {-r, -h}, {r, -h}}, 3},
        {"triangle-right", {{h, 0}, {-h, -r}, {-h, r}}, 3},
        {"triangle-left", {{-h, 0}, {h, -r}, {h, r}}, 3},
        {"cross",
         {{-r, -s},
          {-r, s},
          {-s, s},
          {-s, r},
          {s, r},
          {s, s},
          {r, s},
          {r, -s},
          {s, -s},
          {s, -r},
          {-s, -r},
          {-s, -s}},
         12},
    };
    if (g_strcmp0(shape, "stroke") == 0) {
        add_to(path, 'M', x - r, y);
        add_to(path, 'L', x + r, y);
        return;
    }
    for (gsize i = 0; shape && i < G_N_ELEMENTS(polygons); i++) {
        if (strcmp(shape, polygons[i].name) == 0) {
            add_polygon(path, x, y, polygons[i].corners, polygons[i].n);
            return;
        }
    }
    if (!add_custom(path, shape, x, y, r))
        add_circle(path, x, y, r);
}

static void turn(GArray *path, double x, double y, double angle)
{
    const double c = cos(angle * G_PI / 180), s = sin(angle * G_PI / 180);
    for (guint i = 0; i < path->len; i++) {
        double *points = g_array_index(path, PathSegment, i).points;
        for (guint p = 0; p < 6; p += 2) {
            const double dx = points[p] - x, dy = points[p + 1] - y;
            points[p] = x + c * dx - s * dy;
            points[p + 1] = y + s * dx + c * dy;
        }
    }
}

static void make_symbol(GArray *path, const char *shape, double x, double y, double size,
                        double angle)
{
    build_symbol(path, shape, x, y, sqrt(size) / 2);
    if (angle > 0 || angle < 0)
        turn(path, x, y, angle);
}

void vega_symbol_add(VegaPage *page, Mark *style, const char *shape, double x, double y,
                     double size, double angle)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    make_symbol(path, shape, x, y, size, angle);
    style->kind = MARK_PATH;
    style->as.path = (MarkPath){(const PathSegment *)(void *)path->data, path->len};
    scene_add(page->scene, style);
}

void vega_symbol_box(const char *shape, double size, double box[4])
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    make_symbol(path, shape, 0, 0, size, 0);
    const Mark mark = {.kind = MARK_PATH,
                       .fill = {.alpha = 1},
                       .as.path = {(const PathSegment *)(void *)path->data, path->len}};
    if (!mark_extent(&mark, box))
        box[0] = box[1] = box[2] = box[3] = 0;
}

/* ---- points of a layer ------------------------------------------------------------------------
 */

/* Looks that were found lately, by the values that they follow from. */
enum { LOOKS_KEPT = 1024, MOST_LOOK_CHANNELS = 8 };

typedef struct {
    Value values[MOST_LOOK_CHANNELS];
    guint look;
    gboolean known, drawn; /* not drawn: its size is no number */
} KnownLook;

/* The symbols of a layer while they are collected. */
typedef struct {
    VegaPage page; /* with the plot at 0, 0 */
    const Layer *layer;
    SymbolSet *set;
    /* The channels that a look follows from; n_channels -1: it may follow from anything. */
    Channel channels[MOST_LOOK_CHANNELS];
    int n_channels;
    KnownLook *known; /* LOOKS_KEPT of them, by hash */
    /* the last form */
    const char *shape;
    double size, angle;
    MarkPath form;
} Collector;

/* Which channels' values say how a row looks.  A tooltip may tell of any field, and a condition may
 * ask for any. */
static void find_look_channels(Collector *collector)
{
    const Layer *layer = collector->layer;
    for (int c = 0; c < N_CHANNELS && collector->n_channels >= 0; c++) {
        const gboolean no_look = c == CHANNEL_X || c == CHANNEL_Y || c == CHANNEL_X_OFFSET ||
                                 c == CHANNEL_Y_OFFSET || c == CHANNEL_DETAIL || c == CHANNEL_ORDER;
        if (!layer->channels[c].present || no_look)
            continue;
        if (c == CHANNEL_TOOLTIP || layer->conditions[c] || layer_has_interval(layer, (Channel)c) ||
            collector->n_channels == MOST_LOOK_CHANNELS)
            collector->n_channels = -1;
        else
            collector->channels[collector->n_channels++] = (Channel)c;
    }
    if (layer_mark_value(layer, collector->page.config, "tooltip"))
        collector->n_channels = -1;
}

static void find_form(Collector *collector, const char *shape, double size, double angle)
{
    if (collector->form.n_segments > 0 && g_strcmp0(shape, collector->shape) == 0 &&
        !(size < collector->size || size > collector->size || angle < collector->angle ||
          angle > collector->angle))
        return;
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(PathSegment));
    make_symbol(path, shape, 0, 0, size, angle);
    collector->shape = shape;
    collector->size = size;
    collector->angle = angle;
    collector->form =
        symbol_set_add_form(collector->set, (const PathSegment *)(void *)path->data, path->len);
}

/* FALSE: the row's size or angle is no number. */
static gboolean make_look(Collector *collector, guint row, guint *look)
{
    VegaPage *page = &collector->page;
    const Layer *layer = collector->layer;
    const double size = vega_channel_number(page, layer, row, CHANNEL_SIZE, "size", 30);
    const double angle = vega_channel_number(page, layer, row, CHANNEL_ANGLE, "angle", 0);
    if (!(isfinite(size + angle) && size >= 0))
        return FALSE;
    find_form(collector, vega_row_shape(page, layer, row), size, angle);
    Mark mark = {.kind = MARK_PATH};
    vega_style(page, layer, row, &mark);
    mark.as.path = collector->form;
    *look = symbol_set_add_look(collector->set, &mark);
    return TRUE;
}

static guint64 value_bits(Value value)
{
    guint64 bits = 0;
    if (value.type == VALUE_BOOLEAN)
        bits = (guint64)value.as.boolean;
    else if (value.type == VALUE_NUMBER)
        memcpy(&bits, &value.as.number, sizeof bits);
    else if (value.type == VALUE_STRING) /* the same text may lie in two places: two looks */
        bits = GPOINTER_TO_SIZE(value.as.string);
    return bits;
}

/* As make_look, but a look that was found lately is not made again. */
static gboolean find_look(Collector *collector, guint row, guint *look)
{
    if (collector->n_channels < 0)
        return make_look(collector, row, look);
    Value values[MOST_LOOK_CHANNELS];
    guint64 hash = 0;
    for (int i = 0; i < collector->n_channels; i++) {
        values[i] = layer_value(collector->layer, row, collector->channels[i]);
        hash = (hash ^ value_bits(values[i])) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    }
    KnownLook *known = &collector->known[(hash >> 32) % LOOKS_KEPT];
    gboolean same = known->known;
    for (int i = 0; i < collector->n_channels && same; i++)
        same = known->values[i].type == values[i].type &&
               value_bits(known->values[i]) == value_bits(values[i]);
    if (!same) {
        memcpy(known->values, values, sizeof values);
        known->known = TRUE;
        known->drawn = make_look(collector, row, &known->look);
    }
    *look = known->look;
    return known->drawn;
}

/* What most places follow from: a number of a column, on a continuous scale. */
typedef struct {
    const Scale *scale;
    int column; /* -1: there is more to it */
    double offset;
} PlainPlaces;

static PlainPlaces plain_places(const VegaPage *page, const Layer *layer, Channel channel)
{
    const Scale *scale = page->panel->scales[channel];
    const Channel moving = channel == CHANNEL_X ? CHANNEL_X_OFFSET : CHANNEL_Y_OFFSET;
    const gboolean plain = scale && !scale_is_discrete(scale) && !layer->channels[moving].present &&
                           layer->frame->n_rows > 0;
    return (PlainPlaces){.scale = scale,
                         .column = plain ? layer_plain_column(layer, channel) : -1,
                         .offset = plain ? vega_offset(page, layer, 0, channel, 0.5) : 0};
}

/* As vega_point, quickly where it can be. */
static double find_place(const PlainPlaces *plain, const VegaPage *page, const Layer *layer,
                         guint row, Channel channel)
{
    const Value value = frame_value(layer->frame, row, plain->column);
    if (value.type == VALUE_NUMBER && isfinite(value.as.number))
        return plain->offset + scale_number_position(plain->scale, value.as.number);
    return vega_point(page, layer, row, channel);
}

static SymbolSet *collect_symbols(const VegaPage *page, const Layer *layer)
{
    g_autofree KnownLook *known = g_new0(KnownLook, LOOKS_KEPT);
    Collector collector = {.page = *page, .layer = layer, .set = symbol_set_new(), .known = known};
    collector.page.x = collector.page.y = 0;
    find_look_channels(&collector);
    const PlainPlaces across = plain_places(&collector.page, layer, CHANNEL_X);
    const PlainPlaces down = plain_places(&collector.page, layer, CHANNEL_Y);
    for (guint row = 0; row < layer->frame->n_rows; row++) {
        const double x = find_place(&across, &collector.page, layer, row, CHANNEL_X);
        const double y = find_place(&down, &collector.page, layer, row, CHANNEL_Y);
        guint look;
        if (layer_row_shown(layer, row) && isfinite(x + y) && find_look(&collector, row, &look))
            symbol_set_add(collector.set, look, x, y);
    }
    return collector.set;
}

/* They are found once, and put where the plot is whenever it is drawn. */
void vega_draw_points(VegaPage *page, const Layer *layer)
{
    SymbolSet *set = g_hash_table_lookup(page->symbols, layer);
    if (!set) {
        set = collect_symbols(page, layer);
        g_hash_table_insert(page->symbols, (gpointer)layer, set);
    }
    if (symbol_set_count(set) > 0)
        scene_add(page->scene,
                  &(Mark){.kind = MARK_SYMBOLS, .as.symbols = {set, page->x, page->y}});
}
