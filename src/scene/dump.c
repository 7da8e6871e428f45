/*
 * dump: a scene as text.  One line per mark (and per symbol of a set), indented by its groups,
 * numbers with two decimals, so that a diff of two dumps shows what moved.
 */
#include "base/json.h"
#include "base/number.h"
#include "scene/symbol_set.h"

static void append_number(GString *out, double number)
{
    number_append(out, number, 2);
}

/* ' name a b c' */
static void append_numbers(GString *out, const char *name, const double *numbers, guint n)
{
    g_string_append_printf(out, " %s", name);
    for (guint i = 0; i < n; i++) {
        g_string_append_c(out, ' ');
        append_number(out, numbers[i]);
    }
}

static void append_color(GString *out, const char *name, Color color)
{
    if (color.alpha <= 0)
        return;
    char text[COLOR_TEXT_SIZE];
    g_string_append_printf(out, " %s %s", name, color_format(color, text));
    if (color.alpha < 1) {
        g_string_append_c(out, '/');
        append_number(out, color.alpha);
    }
}

static void append_text(GString *out, const char *name, const char *text)
{
    if (!text)
        return;
    g_string_append_printf(out, " %s ", name);
    json_append_string(out, text);
}

static void append_rect(GString *out, const MarkRect *rect)
{
    append_numbers(out, "rect", (const double[]){rect->x, rect->y, rect->width, rect->height}, 4);
    if (rect->radius > 0)
        append_numbers(out, "radius", &rect->radius, 1);
}

static void append_path(GString *out, const MarkPath *path)
{
    g_string_append(out, " path");
    for (guint i = 0; i < path->n_segments; i++) {
        const PathSegment *segment = &path->segments[i];
        const char verb[] = {segment->verb, '\0'};
        const guint n = segment->verb == 'C' ? 6 : segment->verb == 'Z' ? 0 : 2;
        append_numbers(out, verb, segment->points, n);
    }
}

static void append_group(GString *out, const MarkGroup *group)
{
    g_string_append_printf(out, "group %s", group->role);
    if (group->clipped)
        append_numbers(out, "clip",
                       (const double[]){group->x, group->y, group->width, group->height}, 4);
    if (group->outline.n_segments > 0)
        append_path(out, &group->outline);
}

static void append_runs(GString *out, const MarkText *text)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    append_numbers(out, "text", (const double[]){text->x, text->y}, 2);
    g_string_append_printf(out, " %s", anchors[text->anchor]);
    append_numbers(out, "width", &text->width, 1);
    if (text->angle < 0 || text->angle > 0)
        append_numbers(out, "angle", &text->angle, 1);
    if (text->halo)
        append_color(out, "halo", text->halo_color);
    for (guint i = 0; i < text->n_runs; i++) {
        const TextRun *run = &text->runs[i];
        append_text(out, "run", run->text);
        g_string_append_c(out, ' ');
        append_number(out, run->size);
        g_string_append_printf(out, "px %d%s", run->weight, run->italic ? " italic" : "");
        if (run->x < 0 || run->x > 0)
            append_numbers(out, "at", &run->x, 1);
        if (run->rise < 0 || run->rise > 0)
            append_numbers(out, "rise", &run->rise, 1);
    }
}

static void append_gradient(GString *out, const Gradient *gradient)
{
    if (!gradient)
        return;
    append_numbers(
        out, gradient->radial ? "radial" : "linear",
        (const double[]){gradient->from[0], gradient->from[1], gradient->to[0], gradient->to[1]},
        4);
    if (gradient->radial)
        append_numbers(out, "radii", gradient->radius, 2);
    for (guint i = 0; i < gradient->n_stops; i++) {
        append_numbers(out, "stop", &gradient->stops[i].offset, 1);
        append_color(out, "color", gradient->stops[i].color);
    }
}

static void append_style(GString *out, const Mark *mark)
{
    append_color(out, pattern_tile(mark->pattern)->name, mark->fill);
    append_gradient(out, mark->fill_gradient);
    append_color(out, "stroke", mark->stroke);
    append_gradient(out, mark->stroke_gradient);
    if (mark->stroke.alpha > 0)
        append_numbers(out, "width", &mark->stroke_width, 1);
    if (mark->n_dash > 0)
        append_numbers(out, "dash", mark->dash, mark->n_dash);
    append_text(out, "claims", mark->claims);
    append_text(out, "title", mark->title);
    append_text(out, "href", mark->href);
}

static void append_mark(GString *out, const Mark *mark, guint depth);

static void append_symbols(GString *out, const MarkSymbols *symbols, guint depth)
{
    PathSegment segments[SYMBOL_MOST_SEGMENTS];
    for (guint i = 0; i < symbol_set_count(symbols->set); i++) {
        const Mark mark = symbol_mark(symbols, i, segments);
        append_mark(out, &mark, depth);
    }
}

static void append_mark(GString *out, const Mark *mark, guint depth)
{
    const gsize begin = out->len;
    switch (mark->kind) {
    case MARK_GROUP: append_group(out, &mark->as.group); break;
    case MARK_GROUP_END: return;
    case MARK_RECT: append_rect(out, &mark->as.rect); break;
    case MARK_PATH: append_path(out, &mark->as.path); break;
    case MARK_TEXT: append_runs(out, &mark->as.text); break;
    case MARK_SYMBOLS: append_symbols(out, &mark->as.symbols, depth); return;
    }
    append_style(out, mark);
    if (out->str[begin] == ' ')
        g_string_erase(out, (gssize)begin, 1);
    for (guint i = 0; i < depth; i++)
        g_string_insert(out, (gssize)begin, "  ");
    g_string_append_c(out, '\n');
}

static void append_head(GString *out, const Scene *scene)
{
    g_string_append_printf(out, "scene %s", scene->name);
    append_numbers(out, "size", (const double[]){scene->width, scene->height}, 2);
    append_color(out, "background", scene->background);
    append_text(out, "font", scene->font);
    g_string_append(out, "\ntitle ");
    json_append_string(out, scene->title);
    g_string_append(out, "\ndescription ");
    json_append_string(out, scene->description);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < scene->sources->len; i++) {
        const Source *source = g_ptr_array_index(scene->sources, i);
        g_string_append_printf(out, "source %u %s\n", i + 1, source->id);
    }
    for (guint i = 0; i < scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(scene->drawn, i);
        g_string_append_printf(out, "figure %s:", drawn->figure->key);
        for (guint c = 0; c < drawn->claims->len; c++) {
            const Claim *claim = g_ptr_array_index(drawn->claims, c);
            g_string_append_printf(out, " %s", claim->id);
        }
        for (guint c = 0; c < drawn->citations->len; c++)
            g_string_append_printf(out, " [%u]", g_array_index(drawn->citations, guint, c));
        g_string_append_c(out, '\n');
    }
}

char *scene_dump(const Scene *scene)
{
    GString *out = g_string_new(NULL);
    append_head(out, scene);
    guint depth = 0;
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP_END)
            depth--;
        append_mark(out, mark, depth);
        if (mark->kind == MARK_GROUP)
            depth++;
    }
    return g_string_free(out, FALSE);
}
