/*
 * svg: a scene as an SVG document (https://www.w3.org/TR/SVG2/).
 *
 * Made for people who edit it: real text, groups named after what they hold,
 * no clip path where none is needed, ids that begin with the chart's name so
 * that several charts can stand in one page.
 */
#include "base/escape.h"
#include "base/number.h"
#include "render/render.h"
#include "render/style.h"
#include "render/svg_mark.h"
#include "scene/symbol_set.h"
#include "trail/markup_digest.h"
#include "trail/record.h"

#include <string.h>

/* An id that XML, CSS and url(#...) all take as it is. */
static char *make_id_prefix(const char *name)
{
    GString *id = g_string_new(NULL);
    if (!g_ascii_isalpha(name[0]))
        g_string_append_c(id, '_');
    for (const char *p = name; *p; p++)
        g_string_append_c(id, g_ascii_isalnum(*p) || *p == '_' ? *p : '-');
    return g_string_free(id, FALSE);
}

/* ---- head ------------------------------------------------------------------------------------ */

static void append_root(GString *out, const Scene *scene, const char *prefix)
{
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ");
    number_append(out, scene->width, 2);
    g_string_append_c(out, ' ');
    number_append(out, scene->height, 2);
    g_string_append_c(out, '"');
    svg_append_number(out, "width", scene->width * variant_document_px(&scene->variant));
    svg_append_number(out, "height", scene->height * variant_document_px(&scene->variant));
    g_string_append_printf(out, " role=\"img\" aria-labelledby=\"%s-title %s-desc\" font-family=\"",
                           prefix, prefix);
    if (*scene->font) {
        escape_xml(out, scene->font);
        g_string_append(out, ", ");
    }
    /* as the text was measured (scene/font.h) */
    g_string_append(out, "'Helvetica Neue', Arial, sans-serif\" style=\"font-variant-numeric:"
                         "tabular-nums;font-variant-ligatures:none\">\n");
}

static void append_element(GString *out, const char *name, const char *attributes, const char *text)
{
    g_string_append_printf(out, "<%s%s>", name, attributes);
    escape_xml(out, text);
    g_string_append_printf(out, "</%s>\n", name);
}

/* By its address, as Dublin Core would have sources; the words are in the record. */
static void append_source(GString *out, const Source *source)
{
    g_autoptr(GString) words = g_string_new(NULL);
    style_append_source(words, source);
    append_element(out, "dc:source", "", source->url && *source->url ? source->url : words->str);
}

/* Dublin Core, which Inkscape shows as the document's metadata. */
static void append_dublin_core(GString *out, const Scene *scene)
{
    g_string_append(out, "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                         " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
                         "<rdf:Description rdf:about=\"\">\n"
                         "<dc:format>image/svg+xml</dc:format>\n");
    append_element(out, "dc:title", "", scene->title);
    append_element(out, "dc:description", "", scene->description);
    for (guint i = 0; i < scene->sources->len; i++)
        append_source(out, g_ptr_array_index(scene->sources, i));
    g_string_append(out, "</rdf:Description>\n</rdf:RDF>\n");
}

/* JSON in a CDATA section.  What could end the section or be taken for markup by
 * a careless reader, and what XML cannot hold (the two last characters of the
 * plane), stands in a JSON string, where an escape says the same. */
static void append_record(GString *out, const char *record)
{
    g_string_append(out, "<figtrail:record xmlns:figtrail=\"" RECORD_NAMESPACE "\"><![CDATA[");
    const char *kept = record; /* from here on nothing is written yet */
    for (const char *p = record; *(p += strcspn(p, "<>\xEF")); p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        const gboolean ends_section = c == '>' && p - record >= 2 && p[-1] == ']' && p[-2] == ']';
        if (ends_section || c == '<' || c == 0xFFFE || c == 0xFFFF) {
            g_string_append_len(out, kept, p - kept);
            g_string_append_printf(out, "\\u%04x", c);
            kept = g_utf8_next_char(p);
        }
    }
    g_string_append(out, kept);
    g_string_append(out, "]]></figtrail:record>\n");
}

static char *make_metadata(const Scene *scene, const char *record)
{
    GString *out = g_string_new("<metadata>\n");
    append_dublin_core(out, scene);
    if (record)
        append_record(out, record);
    g_string_append(out, "</metadata>\n");
    return g_string_free(out, FALSE);
}

static void append_head(GString *out, const Scene *scene, const char *prefix)
{
    append_root(out, scene, prefix);
    g_autofree char *title_id = g_strdup_printf(" id=\"%s-title\"", prefix);
    append_element(out, "title", title_id, scene->title);
    g_autofree char *desc_id = g_strdup_printf(" id=\"%s-desc\"", prefix);
    append_element(out, "desc", desc_id, scene->description);
}

/* ---- definitions ----------------------------------------------------------------------------- */

static void append_pattern(GString *out, const char *id, const Mark *mark, const Hatching *hatching)
{
    const PatternTile *tile = pattern_tile(mark->pattern);
    const double period = hatching->period;
    char text[COLOR_TEXT_SIZE];
    color_format(mark->fill, text);
    g_string_append_printf(out, "<pattern id=\"%s\" patternUnits=\"userSpaceOnUse\"", id);
    svg_append_number(out, "width", period);
    svg_append_number(out, "height", period);
    g_string_append_c(out, '>');
    if (hatching->tint > 0) {
        g_string_append(out, "<rect");
        svg_append_number(out, "width", period);
        svg_append_number(out, "height", period);
        svg_append_attribute(out, "fill", text);
        svg_append_number(out, "fill-opacity", hatching->tint);
        g_string_append(out, "/>");
    }
    g_string_append(out, "<path d=\"");
    for (guint i = 0; i < tile->n_lines; i++) {
        const PatternLine *line = &tile->lines[i];
        const double numbers[] = {line->x1, line->y1, line->x2, line->y2};
        for (guint k = 0; k < G_N_ELEMENTS(numbers); k++) {
            g_string_append_c(out, "M L "[k]);
            number_append(out, numbers[k] * period, 2);
        }
    }
    g_string_append_c(out, '"');
    svg_append_attribute(out, "stroke", text);
    svg_append_number(out, "stroke-width", hatching->width * tile->weight);
    g_string_append(out, " stroke-linecap=\"round\"/></pattern>\n");
}

static void append_clip(GString *out, const char *prefix, guint number, const MarkGroup *group)
{
    g_string_append_printf(out, "<clipPath id=\"%s-clip-%u\"><", prefix, number);
    if (group->outline.n_segments > 0) {
        g_string_append(out, "path");
        svg_append_path(out, &group->outline);
    } else {
        g_string_append(out, "rect");
        svg_append_number(out, "x", group->x);
        svg_append_number(out, "y", group->y);
        svg_append_number(out, "width", group->width);
        svg_append_number(out, "height", group->height);
    }
    g_string_append(out, "/></clipPath>\n");
}

/* Places stand for themselves, not for px. */
static void append_share(GString *out, const char *name, double share)
{
    g_string_append_printf(out, " %s=\"", name);
    number_append(out, share, 4);
    g_string_append_c(out, '"');
}

/* SVG would stretch a radial gradient with the box: a pattern as Vega's keeps it round. */
static void append_gradient(GString *out, const char *prefix, const Gradient *gradient)
{
    static const char *const names[2][6] = {{"x1", "y1", "x2", "y2", NULL, NULL},
                                            {"fx", "fy", "cx", "cy", "fr", "r"}};
    const char *element = gradient->radial ? "radialGradient" : "linearGradient";
    const double numbers[] = {gradient->from[0], gradient->from[1],   gradient->to[0],
                              gradient->to[1],   gradient->radius[0], gradient->radius[1]};
    g_autofree char *id = svg_gradient_id(prefix, gradient);
    if (gradient->radial)
        g_string_append_printf(out,
                               "<pattern id=\"%s\" viewBox=\"0 0 1 1\" width=\"100%%\" "
                               "height=\"100%%\" preserveAspectRatio=\"xMidYMid slice\">"
                               "<rect width=\"1\" height=\"1\" fill=\"url(#%s-colors)\"/>"
                               "</pattern>\n",
                               id, id);
    g_string_append_printf(out, "<%s id=\"%s%s\"", element, id, gradient->radial ? "-colors" : "");
    for (int i = 0; i < 6 && names[gradient->radial][i]; i++)
        append_share(out, names[gradient->radial][i], numbers[i]);
    g_string_append_c(out, '>');
    for (guint i = 0; i < gradient->n_stops; i++) {
        const GradientStop *stop = &gradient->stops[i];
        char text[COLOR_TEXT_SIZE];
        g_string_append(out, "<stop");
        append_share(out, "offset", stop->offset);
        svg_append_attribute(out, "stop-color", color_format(stop->color, text));
        if (stop->color.alpha < 1)
            append_share(out, "stop-opacity", stop->color.alpha);
        g_string_append(out, "/>");
    }
    g_string_append_printf(out, "</%s>\n", element);
}

static void append_definitions(GString *out, const Scene *scene, const char *prefix)
{
    g_autoptr(GString) definitions = g_string_new(NULL);
    g_autoptr(GHashTable) patterns =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL); /* ids already there */
    guint n_clips = 0;
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP && mark->as.group.clipped)
            append_clip(definitions, prefix, ++n_clips, &mark->as.group);
        if (mark->kind > MARK_GROUP_END && mark->pattern != PATTERN_SOLID && mark->fill.alpha > 0) {
            char *id = svg_pattern_id(prefix, mark);
            if (!g_hash_table_contains(patterns, id))
                append_pattern(definitions, id, mark, &scene->hatching);
            g_hash_table_add(patterns, id);
        }
    }
    for (guint i = 0; i < scene->gradients->len; i++)
        append_gradient(definitions, prefix, scene->gradients->pdata[i]);
    if (definitions->len > 0)
        g_string_append_printf(out, "<defs>\n%s</defs>\n", definitions->str);
}

/* ---- body ------------------------------------------------------------------------------------ */

/* Narrows *common to what a mark has, too; *n: marks so far. */
static void share_style(SvgStyle *common, guint *n, const Mark *mark, const char *prefix)
{
    SvgStyle style;
    svg_style_init(&style, mark, prefix);
    if ((*n)++ == 0) {
        *common = style;
    } else {
        svg_style_intersect(common, &style);
        svg_style_clear(&style);
    }
}

/* The same of symbols; those of one look have one style. */
static void share_symbol_style(SvgStyle *common, guint *n, const SymbolSet *set, const char *prefix)
{
    const guint before = *n;
    for (guint i = 0; i < set->looks->len; i++)
        share_style(common, n, &g_array_index(set->looks, Mark, i), prefix);
    *n = before + symbol_set_count(set);
}

/* What all marks of the group that opens at 'begin' have in common; nothing
 * when it holds other groups or fewer than two marks. */
static SvgStyle find_common_style(const Scene *scene, guint begin, const char *prefix)
{
    SvgStyle common = {0};
    guint n = 0;
    for (guint i = begin + 1; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP_END)
            break;
        if (mark->kind == MARK_GROUP) {
            n = 0;
            break;
        }
        if (mark->kind == MARK_SYMBOLS)
            share_symbol_style(&common, &n, mark->as.symbols.set, prefix);
        else
            share_style(&common, &n, mark, prefix);
    }
    if (n < 2)
        svg_style_clear(&common);
    return common;
}

typedef struct {
    GString *out;
    const char *prefix;
    guint n_clips;
    SvgStyle inherited; /* from the innermost group */
    GArray *links_open; /* of gboolean: whether a group's <a> is to be closed */
} Writer;

static void open_group(Writer *writer, const Scene *scene, guint index)
{
    const Mark *mark = &g_array_index(scene->marks, Mark, index);
    const MarkGroup *group = &mark->as.group;
    gboolean linked = svg_open_link(writer->out, mark->href);
    g_array_append_val(writer->links_open, linked);
    g_string_append(writer->out, "<g");
    if (*group->role)
        svg_append_attribute(writer->out, "class", group->role);
    if (group->clipped)
        g_string_append_printf(writer->out, " clip-path=\"url(#%s-clip-%u)\"", writer->prefix,
                               ++writer->n_clips);
    svg_style_clear(&writer->inherited);
    writer->inherited = find_common_style(scene, index, writer->prefix);
    svg_style_append(writer->out, &writer->inherited, NULL);
    if (mark->claims)
        svg_append_attribute(writer->out, "data-claim", mark->claims);
    g_string_append_c(writer->out, '>');
    svg_append_tooltip(writer->out, mark->title);
    g_string_append_c(writer->out, '\n');
}

static void close_group(Writer *writer)
{
    const guint last = writer->links_open->len - 1;
    const gboolean linked = g_array_index(writer->links_open, gboolean, last);
    g_array_set_size(writer->links_open, last);
    svg_style_clear(&writer->inherited);
    g_string_append(writer->out, linked ? "</g></a>\n" : "</g>\n");
}

/* One element each. */
static void append_symbols(const Writer *writer, const MarkSymbols *symbols)
{
    PathSegment segments[SYMBOL_MOST_SEGMENTS];
    for (guint i = 0; i < symbol_set_count(symbols->set); i++) {
        const Mark mark = symbol_mark(symbols, i, segments);
        svg_mark_append(writer->out, &mark, writer->prefix, &writer->inherited);
    }
}

static void append_marks(GString *out, const Scene *scene, const char *prefix)
{
    g_autoptr(GArray) links_open = g_array_new(FALSE, FALSE, sizeof(gboolean));
    Writer writer = {.out = out, .prefix = prefix, .links_open = links_open};
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP)
            open_group(&writer, scene, i);
        else if (mark->kind == MARK_GROUP_END)
            close_group(&writer);
        else if (mark->kind == MARK_SYMBOLS)
            append_symbols(&writer, &mark->as.symbols);
        else
            svg_mark_append(out, mark, prefix, &writer.inherited);
    }
    svg_style_clear(&writer.inherited);
}

static void append_background(GString *out, const Scene *scene, const char *prefix)
{
    if (scene->background.alpha <= 0)
        return;
    const Mark mark = {.kind = MARK_RECT,
                       .fill = scene->background,
                       .as.rect = {0, 0, scene->width, scene->height, 0}};
    svg_mark_append(out, &mark, prefix, NULL);
}

static char *seal_markup(const GString *markup, const Provenance *provenance, GError **error)
{
    g_autofree char *content = markup_digest_own(markup->str, markup->len);
    return seal_close(provenance, SEAL_MARKUP, content, error);
}

/* The metadata come last, and stand behind the head: their seal is over all the rest. */
static gboolean insert_metadata(GString *out, gsize at, const Scene *scene,
                                const Provenance *provenance, GError **error)
{
    g_autofree char *record = provenance ? seal_markup(out, provenance, error) : NULL;
    if (provenance && !record)
        return FALSE;
    g_autofree char *metadata = make_metadata(scene, record);
    g_string_insert(out, (gssize)at, metadata);
    return TRUE;
}

GBytes *render_svg(const Scene *scene, const Provenance *provenance, double scale G_GNUC_UNUSED,
                   GError **error)
{
    g_autofree char *prefix = make_id_prefix(scene->name);
    g_autoptr(GString) out = g_string_new(NULL);
    append_head(out, scene, prefix);
    const gsize head = out->len;
    append_definitions(out, scene, prefix);
    append_background(out, scene, prefix);
    append_marks(out, scene, prefix);
    g_string_append(out, "</svg>\n");
    if (!insert_metadata(out, head, scene, provenance, error))
        return NULL;
    return g_string_free_to_bytes(g_steal_pointer(&out));
}
