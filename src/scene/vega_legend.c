#include "scene/vega_legend.h"

#include <math.h>
#include <string.h>

static const double MARGIN = 8; /* px between legends */

static void entry_clear(gpointer data)
{
    g_free(((LegendEntry *)data)->label);
}

static Legend *legend_new(void)
{
    Legend *legend = g_new0(Legend, 1);
    legend->members = g_ptr_array_new();
    legend->entries = g_array_new(FALSE, FALSE, sizeof(LegendEntry));
    g_array_set_clear_func(legend->entries, entry_clear);
    return legend;
}

static void legend_free(gpointer data)
{
    Legend *legend = data;
    g_ptr_array_unref(legend->members);
    g_array_unref(legend->entries);
    g_free(legend->title);
    g_free(legend);
}

/* ---- what is said of a legend
 * ----------------------------------------------------------------------- */

const MarkScale *vega_legend_scale(const Legend *legend)
{
    int i = 0;
    while (!legend->scales[i])
        i++;
    return legend->scales[i];
}

const ChannelSpec *vega_legend_channel(const Layer *layer, const MarkScale *scale)
{
    const ChannelSpec *spec = &layer->channels[scale->channel];
    return spec->present && layer->marks[scale->channel] == scale ? spec : NULL;
}

static const cJSON *own_value(const VegaPage *page, const MarkScale *scale, const char *name)
{
    for (guint i = 0; i < page->panel->layers->len; i++) {
        const ChannelSpec *spec = vega_legend_channel(page->panel->layers->pdata[i], scale);
        const cJSON *item = spec ? json_member(spec->legend, name) : NULL;
        if (item)
            return item;
    }
    return NULL;
}

const cJSON *vega_legend_own(const VegaPage *page, const Legend *legend, const char *name)
{
    const cJSON *found = NULL;
    for (guint i = 0; i < legend->members->len && !found; i++)
        found = own_value(page, legend->members->pdata[i], name);
    return found;
}

const cJSON *vega_legend_value(const VegaPage *page, const Legend *legend, const char *name)
{
    const cJSON *own = vega_legend_own(page, legend, name);
    return own ? own : config_value(page->config, "legend", name);
}

const char *vega_legend_text(const VegaPage *page, const Legend *legend, const char *name)
{
    return cJSON_GetStringValue(vega_legend_value(page, legend, name));
}

double vega_legend_number(const VegaPage *page, const Legend *legend, const char *name,
                          double fallback)
{
    const cJSON *item = vega_legend_value(page, legend, name);
    return cJSON_IsNumber(item) ? item->valuedouble : fallback;
}

Color vega_legend_color(const VegaPage *page, const Legend *legend, const char *name,
                        Color fallback)
{
    const cJSON *item = vega_legend_value(page, legend, name);
    Color color = fallback;
    if (cJSON_IsNull(item) || (cJSON_IsString(item) && !*item->valuestring))
        return COLOR_NONE;
    if (cJSON_IsString(item))
        color_parse(item->valuestring, &color);
    return color;
}

/* ---- finding them
 * ------------------------------------------------------------------------------------ */

static gboolean is_color(Channel channel)
{
    return channel == CHANNEL_COLOR || channel == CHANNEL_FILL || channel == CHANNEL_STROKE;
}

static gboolean is_explained(const VegaPage *page, const MarkScale *scale)
{
    const Channel channel = scale->channel;
    if (channel == CHANNEL_ANGLE || channel == CHANNEL_FILL_OPACITY ||
        channel == CHANNEL_STROKE_OPACITY)
        return FALSE;
    gboolean told = FALSE;
    for (guint i = 0; i < page->panel->layers->len; i++) {
        const ChannelSpec *spec = vega_legend_channel(page->panel->layers->pdata[i], scale);
        if (spec && spec->no_legend)
            return FALSE;
        told |= spec && spec->legend;
    }
    return told || !config_flag(page->config, "legend", "disable", FALSE);
}

static gboolean same_json(const cJSON *a, const cJSON *b)
{
    return a == b || (a && b && cJSON_Compare(a, b, TRUE));
}

/* Scales of one domain share a legend, of the same layers (Vega-Lite's assembleLegends). */
static gboolean same_domain(const MarkScale *a, const MarkScale *b)
{
    return a->part == b->part && a->spec->field && g_strcmp0(a->spec->field, b->spec->field) == 0 &&
           (a->kind == MARK_SCALE_ORDINAL) == (b->kind == MARK_SCALE_ORDINAL) &&
           same_json(json_member(a->spec->scale, "domain"),
                     json_member(b->spec->scale, "domain")) &&
           (a->kind != MARK_SCALE_ORDINAL || same_json(a->spec->sort, b->spec->sort));
}

/* The colour channel fills or strokes, by its layers. */
static void add_member(const VegaPage *page, Legend *legend, const MarkScale *scale)
{
    static const struct {
        Channel channel;
        LegendScale scale;
    } places[] = {
        {CHANNEL_SIZE, LEGEND_SIZE},
        {CHANNEL_SHAPE, LEGEND_SHAPE},
        {CHANNEL_FILL, LEGEND_FILL},
        {CHANNEL_STROKE, LEGEND_STROKE},
        {CHANNEL_OPACITY, LEGEND_OPACITY},
        {CHANNEL_STROKE_WIDTH, LEGEND_STROKE_WIDTH},
        {CHANNEL_STROKE_DASH, LEGEND_STROKE_DASH},
    };
    const Channel channel = scale->channel;
    g_ptr_array_add(legend->members, (gpointer)scale);
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        if (places[i].channel == channel)
            legend->scales[places[i].scale] = scale;
    }
    for (guint i = 0; i < page->panel->layers->len; i++) {
        const Layer *layer = page->panel->layers->pdata[i];
        const ChannelSpec *spec = vega_legend_channel(layer, scale);
        if (!spec || !channel_shows_data(spec))
            continue;
        if (channel == CHANNEL_COLOR)
            legend->scales[layer->mark.filled ? LEGEND_FILL : LEGEND_STROKE] = scale;
        if (!legend->layer)
            legend->layer = layer;
    }
}

/* Titles that the spec gives come before those that are made. */
static void find_title(Legend *legend)
{
    gboolean told = FALSE;
    for (guint i = 0; i < legend->members->len; i++)
        told |= ((const MarkScale *)legend->members->pdata[i])->title_told;
    for (guint i = 0; i < legend->members->len; i++) {
        const MarkScale *scale = legend->members->pdata[i];
        if (scale->title_told == told)
            legend->title = titles_merge(legend->title, scale->title);
    }
}

static void find_kind(const VegaPage *page, Legend *legend)
{
    const MarkScale *scale = vega_legend_scale(legend);
    const char *type = vega_legend_text(page, legend, "type");
    guint n = 0;
    for (int i = 0; i < N_LEGEND_SCALES; i++)
        n += legend->scales[i] != NULL;
    const gboolean color = legend->scales[LEGEND_FILL] || legend->scales[LEGEND_STROKE];
    const TimeUnit unit = scale->spec->time_unit;
    const gboolean few = unit == TIME_QUARTER || unit == TIME_MONTH || unit == TIME_DAY_OF_WEEK;
    gboolean gradient = n == 1 && color && !few;
    if (type)
        gradient = strcmp(type, "gradient") == 0 && color;
    legend->kind = !gradient || scale->kind == MARK_SCALE_ORDINAL ? LEGEND_SYMBOLS
                   : scale->kind == MARK_SCALE_CLASSES            ? LEGEND_BANDS
                                                                  : LEGEND_GRADIENT;
}

static const char *find_orient(const VegaPage *page, const Legend *legend)
{
    const char *orient = vega_legend_text(page, legend, "orient");
    return orient ? orient : "right";
}

/* Vega-Lite's getDirection, then what Vega's own config says. */
static void find_direction(const VegaPage *page, Legend *legend)
{
    const char *orient = find_orient(page, legend);
    const char *direction = cJSON_GetStringValue(vega_legend_own(page, legend, "direction"));
    const gboolean inside = strchr(orient, '-') != NULL;
    if (!direction) /* of symbols, too */
        direction = config_text(page->config, "legend", "gradientDirection");
    if (!direction && (strcmp(orient, "top") == 0 || strcmp(orient, "bottom") == 0 ||
                       (inside && legend->kind != LEGEND_SYMBOLS &&
                        is_color(((const MarkScale *)legend->members->pdata[0])->channel))))
        direction = "horizontal";
    if (!direction)
        direction = config_text(page->config, "legend", "direction");
    if (!direction && legend->kind == LEGEND_SYMBOLS)
        direction = config_text(page->config, "legend", "symbolDirection");
    legend->horizontal = g_strcmp0(direction, "horizontal") == 0;
}

/* To the first legend that can explain it, or to one of its own. */
static void add_scale(const VegaPage *page, GPtrArray *legends, const MarkScale *scale)
{
    Legend *legend = NULL;
    if (!scale || !is_explained(page, scale))
        return;
    for (guint i = 0; i < legends->len && !legend; i++) {
        Legend *other = legends->pdata[i];
        if (same_domain(vega_legend_scale(other), scale))
            legend = other;
    }
    if (!legend)
        g_ptr_array_add(legends, legend = legend_new());
    add_member(page, legend, scale);
}

static GPtrArray *find_legends(const VegaPage *page)
{
    const Grammar *grammar = &page->chart->grammar;
    GPtrArray *legends = g_ptr_array_new_with_free_func(legend_free);
    for (const Channel *channel = chart_mark_channels; *channel != N_CHANNELS; channel++)
        add_scale(page, legends, grammar->marks[*channel]);
    for (guint i = 0; i < grammar->part_marks->len; i++)
        add_scale(page, legends, grammar->part_marks->pdata[i]);
    for (guint i = 0; i < legends->len; i++) {
        Legend *legend = legends->pdata[i];
        find_title(legend);
        find_kind(page, legend);
        find_direction(page, legend);
        vega_legend_list(page, legend);
        vega_legend_measure(page, legend);
    }
    return legends;
}

/* ---- placing them
 * ------------------------------------------------------------------------------------ */

/* All legends of one orient: in a column at the sides, else in a row (vega-view-transforms'
 * legendParams). */
static void place_group(VegaPage *page, const GPtrArray *group, const char *orient,
                        const VegaBox *plots, const VegaBox *outer)
{
    const gboolean column = strcmp(orient, "left") == 0 || strcmp(orient, "right") == 0;
    double width = 0, height = 0, offset = -INFINITY;
    for (guint i = 0; i < group->len; i++) {
        const Legend *legend = group->pdata[i];
        const double gap = i > 0 ? MARGIN : 0;
        width = column ? fmax(width, legend->width) : width + gap + legend->width;
        height = column ? height + gap + legend->height : fmax(height, legend->height);
        offset = fmax(offset, vega_legend_number(page, legend, "offset", 18));
    }
    double x = plots->left, y = plots->top;
    if (strcmp(orient, "left") == 0)
        x = floor(outer->left) - offset - width;
    else if (strcmp(orient, "right") == 0)
        x = ceil(outer->right) + offset;
    else if (strcmp(orient, "top") == 0)
        y = floor(outer->top) - offset - height;
    else if (strcmp(orient, "bottom") == 0)
        y = ceil(outer->bottom) + offset;
    else if (strcmp(orient, "none") != 0) {
        x = g_str_has_suffix(orient, "left") ? x + offset : plots->right - offset - width;
        y = g_str_has_prefix(orient, "top") ? y + offset : plots->bottom - offset - height;
    }
    for (guint i = 0; i < group->len; i++) {
        const Legend *legend = group->pdata[i];
        if (strcmp(orient, "none") == 0) {
            x = plots->left + vega_legend_number(page, legend, "legendX", 0);
            y = plots->top + vega_legend_number(page, legend, "legendY", 0);
        }
        vega_legend_draw(page, legend, x, y);
        x += column ? 0 : legend->width + MARGIN;
        y += column ? legend->height + MARGIN : 0;
    }
}

void vega_legends_draw(VegaPage *page, const VegaBox *plots, const VegaBox *outer)
{
    static const char *const orients[] = {"right",  "left",        "top",
                                          "bottom", "top-left",    "top-right",
                                          "none",   "bottom-left", "bottom-right"};
    g_autoptr(GPtrArray) legends = find_legends(page);
    for (gsize o = 0; o < G_N_ELEMENTS(orients); o++) {
        g_autoptr(GPtrArray) group = g_ptr_array_new();
        for (guint i = 0; i < legends->len; i++) {
            if (strcmp(find_orient(page, legends->pdata[i]), orients[o]) == 0)
                g_ptr_array_add(group, legends->pdata[i]);
        }
        if (group->len > 0)
            place_group(page, group, orients[o], plots, outer);
    }
}
