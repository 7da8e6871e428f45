#include "render/svg_mark.h"

#include "base/escape.h"
#include "base/number.h"
#include "render/style.h"

#include <math.h>
#include <string.h>

enum { DECIMALS = 2 };

/* ---- pieces of markup ------------------------------------------------------------------------ */

void svg_append_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    escape_xml(out, value);
    g_string_append_c(out, '"');
}

void svg_append_number(GString *out, const char *name, double number)
{
    g_string_append_printf(out, " %s=\"", name);
    number_append(out, number, DECIMALS);
    g_string_append_c(out, '"');
}

void svg_append_tooltip(GString *out, const char *text)
{
    if (!text)
        return;
    g_string_append(out, "<title>");
    escape_xml(out, text);
    g_string_append(out, "</title>");
}

gboolean svg_open_link(GString *out, const char *href)
{
    if (!href || !style_link_is_safe(href))
        return FALSE;
    g_string_append(out, "<a");
    svg_append_attribute(out, "href", href);
    g_string_append(out, " target=\"_blank\" rel=\"noopener\">");
    return TRUE;
}

char *svg_pattern_id(const char *id_prefix, const Mark *mark)
{
    char text[COLOR_TEXT_SIZE];
    return g_strdup_printf("%s-%s-%s", id_prefix, pattern_tile(mark->pattern)->name,
                           color_format(mark->fill, text) + 1);
}

/* ---- style ----------------------------------------------------------------------------------- */

enum {
    FILL,
    FILL_OPACITY,
    STROKE,
    STROKE_OPACITY,
    STROKE_WIDTH,
    STROKE_DASHARRAY,
    STROKE_LINEJOIN,
    TEXT_ANCHOR,
    FONT_SIZE,
    FONT_WEIGHT,
    FONT_STYLE
};

static const char *const attribute_names[SVG_N_ATTRIBUTES] = {
    [FILL] = "fill",
    [FILL_OPACITY] = "fill-opacity",
    [STROKE] = "stroke",
    [STROKE_OPACITY] = "stroke-opacity",
    [STROKE_WIDTH] = "stroke-width",
    [STROKE_DASHARRAY] = "stroke-dasharray",
    [STROKE_LINEJOIN] = "stroke-linejoin",
    [TEXT_ANCHOR] = "text-anchor",
    [FONT_SIZE] = "font-size",
    [FONT_WEIGHT] = "font-weight",
    [FONT_STYLE] = "font-style",
};

static char *number_text(double number)
{
    GString *out = g_string_new(NULL);
    number_append(out, number, DECIMALS);
    return g_string_free(out, FALSE);
}

static char *color_text(Color color)
{
    char text[COLOR_TEXT_SIZE];
    return g_strdup(color_format(color, text));
}

char *svg_gradient_id(const char *id_prefix, const Gradient *gradient)
{
    return g_strdup_printf("%s-gradient-%u", id_prefix, gradient->number);
}

static char *gradient_text(const char *id_prefix, const Gradient *gradient)
{
    g_autofree char *id = svg_gradient_id(id_prefix, gradient);
    return g_strdup_printf("url(#%s)", id);
}

static void set_stroke(SvgStyle *style, Color color, double width)
{
    style->values[STROKE] = color_text(color);
    if (color.alpha < 1)
        style->values[STROKE_OPACITY] = number_text(color.alpha);
    if (width < 1 || width > 1)
        style->values[STROKE_WIDTH] = number_text(width);
}

static void set_fill(SvgStyle *style, const Mark *mark, const char *id_prefix)
{
    if (mark->fill.alpha <= 0) {
        style->values[FILL] = g_strdup("none");
        return;
    }
    if (mark->pattern != PATTERN_SOLID) {
        g_autofree char *id = svg_pattern_id(id_prefix, mark);
        style->values[FILL] = g_strdup_printf("url(#%s)", id);
    } else if (mark->fill_gradient) {
        style->values[FILL] = gradient_text(id_prefix, mark->fill_gradient);
    } else {
        style->values[FILL] = color_text(mark->fill);
    }
    if (mark->fill.alpha < 1)
        style->values[FILL_OPACITY] = number_text(mark->fill.alpha);
}

static void set_dashes(SvgStyle *style, const Mark *mark)
{
    GString *dashes = g_string_new(NULL);
    for (guint i = 0; i < mark->n_dash; i++) {
        if (i > 0)
            g_string_append_c(dashes, ' ');
        number_append(dashes, mark->dash[i], DECIMALS);
    }
    style->values[STROKE_DASHARRAY] = g_string_free(dashes, FALSE);
}

static void set_font(SvgStyle *style, const TextRun *run)
{
    style->values[FONT_SIZE] = number_text(run->size);
    if (run->weight != 400)
        style->values[FONT_WEIGHT] = g_strdup_printf("%d", run->weight);
    if (run->italic)
        style->values[FONT_STYLE] = g_strdup("italic");
}

static void set_text(SvgStyle *style, const MarkText *text)
{
    static const char *const anchors[] = {NULL, "middle", "end"};
    style->values[TEXT_ANCHOR] = g_strdup(anchors[text->anchor]);
    if (text->n_runs > 0)
        set_font(style, &text->runs[0]);
}

void svg_style_init(SvgStyle *style, const Mark *mark, const char *id_prefix)
{
    memset(style, 0, sizeof *style);
    set_fill(style, mark, id_prefix);
    if (mark->kind == MARK_TEXT) {
        set_text(style, &mark->as.text);
        return;
    }
    if (mark->stroke.alpha > 0 && mark->stroke_width > 0) {
        set_stroke(style, mark->stroke, mark->stroke_width);
        if (mark->stroke_gradient) {
            g_free(style->values[STROKE]);
            style->values[STROKE] = gradient_text(id_prefix, mark->stroke_gradient);
        }
        if (mark->n_dash > 0)
            set_dashes(style, mark);
    }
}

void svg_style_clear(SvgStyle *style)
{
    for (int i = 0; i < SVG_N_ATTRIBUTES; i++)
        g_clear_pointer(&style->values[i], g_free);
}

void svg_style_intersect(SvgStyle *style, const SvgStyle *other)
{
    for (int i = 0; i < SVG_N_ATTRIBUTES; i++) {
        if (g_strcmp0(style->values[i], other->values[i]) != 0)
            g_clear_pointer(&style->values[i], g_free);
    }
}

void svg_style_append(GString *out, const SvgStyle *style, const SvgStyle *inherited)
{
    for (int i = 0; i < SVG_N_ATTRIBUTES; i++) {
        const char *above = inherited ? inherited->values[i] : NULL;
        if (style->values[i] && g_strcmp0(style->values[i], above) != 0)
            svg_append_attribute(out, attribute_names[i], style->values[i]);
    }
}

/* ---- shapes ---------------------------------------------------------------------------------- */

/* Path data need a blank between numbers only where no minus sign parts them. */
static void append_coordinate(GString *out, double number)
{
    const gsize begin = out->len;
    number_append(out, number, DECIMALS);
    if (begin > 0 && out->str[begin] != '-' && !g_ascii_isalpha(out->str[begin - 1]))
        g_string_insert_c(out, (gssize)begin, ' ');
}

static void append_segment(GString *data, const PathSegment *segment, char *previous)
{
    const guint n = segment->verb == 'C' ? 6 : segment->verb == 'Z' ? 0 : 2;
    if (segment->verb != *previous || segment->verb == 'M' || segment->verb == 'Z')
        g_string_append_c(data, segment->verb);
    for (guint i = 0; i < n; i++)
        append_coordinate(data, segment->points[i]);
    *previous = segment->verb;
}

void svg_append_path(GString *out, const MarkPath *path)
{
    g_autoptr(GString) data = g_string_new(NULL);
    char previous = '\0';
    for (guint i = 0; i < path->n_segments; i++)
        append_segment(data, &path->segments[i], &previous);
    g_string_append_printf(out, " d=\"%s\"", data->str);
}

static void append_rect(GString *out, const MarkRect *rect)
{
    svg_append_number(out, "x", rect->x);
    svg_append_number(out, "y", rect->y);
    svg_append_number(out, "width", rect->width);
    svg_append_number(out, "height", rect->height);
    if (rect->radius > 0)
        svg_append_number(out, "rx", rect->radius);
}

/* ---- text ------------------------------------------------------------------------------------ */

static void append_place(GString *out, const MarkText *text)
{
    if (text->angle < 0 || text->angle > 0) {
        g_string_append(out, " transform=\"translate(");
        number_append(out, text->x, DECIMALS);
        g_string_append_c(out, ' ');
        number_append(out, text->y, DECIMALS);
        g_string_append(out, ") rotate(");
        number_append(out, text->angle, DECIMALS);
        g_string_append(out, ")\"");
    } else {
        svg_append_number(out, "x", text->x);
        svg_append_number(out, "y", text->y);
    }
}

/* XML's default white space handling drops blanks at the ends and in rows. */
static gboolean needs_preserved_space(const MarkText *text)
{
    gboolean after_blank = TRUE;
    for (guint i = 0; i < text->n_runs; i++) {
        for (const char *p = text->runs[i].text; *p; p++) {
            if (*p == ' ' && after_blank)
                return TRUE;
            after_blank = *p == ' ';
        }
    }
    return text->n_runs > 0 && after_blank;
}

/* A run other than the first: what differs from the first, and the step from
 * the run before. */
static void append_run(GString *out, const MarkText *text, guint index)
{
    const TextRun *run = &text->runs[index];
    const TextRun *before = index > 0 ? run - 1 : NULL;
    const double gap = before ? run->x - (before->x + before->width) : run->x;
    const double drop = before ? before->rise - run->rise : -run->rise;
    SvgStyle first = {0}, own = {0};
    set_font(&first, &text->runs[0]);
    set_font(&own, run);
    /* SVG cannot leave out what it would inherit */
    if (first.values[FONT_WEIGHT] && !own.values[FONT_WEIGHT])
        own.values[FONT_WEIGHT] = g_strdup("400");
    if (first.values[FONT_STYLE] && !own.values[FONT_STYLE])
        own.values[FONT_STYLE] = g_strdup("normal");

    g_autoptr(GString) attributes = g_string_new(NULL);
    const gboolean lines = run->line || (index + 1 < text->n_runs && run[1].line);
    if (run->line) /* each line is anchored by itself */
        svg_append_number(attributes, "x", text->angle < 0 || text->angle > 0 ? 0 : text->x);
    else if (fabs(gap) >= 0.005 && !lines)
        svg_append_number(attributes, "dx", gap);
    if (fabs(drop) >= 0.005)
        svg_append_number(attributes, "dy", drop);
    svg_style_append(attributes, &own, &first);
    svg_style_clear(&first);
    svg_style_clear(&own);
    const gboolean part = lines || attributes->len > 0;
    if (part)
        g_string_append_printf(out, "<tspan%s>", attributes->str);
    escape_xml(out, run->text);
    if (part)
        g_string_append(out, "</tspan>");
}

/* ---- marks ----------------------------------------------------------------------------------- */

static const char *element_name(const Mark *mark)
{
    switch (mark->kind) {
    case MARK_RECT: return "rect";
    case MARK_PATH: return "path";
    case MARK_TEXT: return "text";
    default: g_error("a mark of kind %d is no element", mark->kind);
    }
}

static void append_geometry(GString *out, const Mark *mark)
{
    switch (mark->kind) {
    case MARK_RECT: append_rect(out, &mark->as.rect); break;
    case MARK_PATH: svg_append_path(out, &mark->as.path); break;
    case MARK_TEXT:
        append_place(out, &mark->as.text);
        if (needs_preserved_space(&mark->as.text))
            g_string_append(out, " xml:space=\"preserve\"");
        break;
    default: break;
    }
}

static void append_runs(GString *out, const MarkText *text)
{
    for (guint i = 0; i < text->n_runs; i++)
        append_run(out, text, i);
}

/* The letters once more, thick and below the text.  SVG's paint-order would do
 * with one text, but programs that do not know it (PowerPoint, LibreOffice)
 * paint the halo over the letters. */
static void append_halo(GString *out, const Mark *mark, const char *id_prefix,
                        const SvgStyle *inherited)
{
    Mark halo = *mark;
    halo.fill = mark->as.text.halo_color;
    SvgStyle style;
    svg_style_init(&style, &halo, id_prefix);
    set_stroke(&style, halo.fill, style_halo_width(&mark->as.text));
    style.values[STROKE_LINEJOIN] = g_strdup("round");
    g_string_append(out, "<text");
    append_geometry(out, mark);
    svg_style_append(out, &style, inherited);
    svg_style_clear(&style);
    g_string_append(out, " aria-hidden=\"true\">");
    append_runs(out, &mark->as.text);
    g_string_append(out, "</text>\n");
}

void svg_mark_append(GString *out, const Mark *mark, const char *id_prefix,
                     const SvgStyle *inherited)
{
    const char *name = element_name(mark);
    if (mark->kind == MARK_TEXT && mark->as.text.halo && mark->as.text.halo_color.alpha > 0)
        append_halo(out, mark, id_prefix, inherited);
    const gboolean linked = svg_open_link(out, mark->href);
    g_string_append_printf(out, "<%s", name);
    if (mark->role)
        svg_append_attribute(out, "class", mark->role);
    append_geometry(out, mark);
    SvgStyle style;
    svg_style_init(&style, mark, id_prefix);
    svg_style_append(out, &style, inherited);
    svg_style_clear(&style);
    if (mark->claims)
        svg_append_attribute(out, "data-claim", mark->claims);
    if (mark->kind != MARK_TEXT && !mark->title) {
        g_string_append(out, "/>");
    } else {
        g_string_append_c(out, '>');
        svg_append_tooltip(out, mark->title);
        if (mark->kind == MARK_TEXT)
            append_runs(out, &mark->as.text);
        g_string_append_printf(out, "</%s>", name);
    }
    g_string_append(out, linked ? "</a>\n" : "\n");
}
