/*
 * svg_mark: one mark of a scene as SVG elements.
 *
 * The style of a mark is a short list of presentation attributes; what all
 * marks of a group share is written once, on the group.
 */
#ifndef FIGTRAIL_RENDER_SVG_MARK_H
#define FIGTRAIL_RENDER_SVG_MARK_H

#include "scene/scene.h"

enum { SVG_N_ATTRIBUTES = 11 };

/* NULL: the attribute has the value that SVG gives it by itself */
typedef struct {
    char *values[SVG_N_ATTRIBUTES];
} SvgStyle;

/* id_prefix: of ids in this document.  mark is a rectangle, path or text. */
void svg_style_init(SvgStyle *style, const Mark *mark, const char *id_prefix);
void svg_style_clear(SvgStyle *style);
/* Keeps in style what other has too. */
void svg_style_intersect(SvgStyle *style, const SvgStyle *other);
/* Appends the attributes that differ from inherited (which may be NULL). */
void svg_style_append(GString *out, const SvgStyle *style, const SvgStyle *inherited);

/* Appends the elements of a rectangle, path or text, and a newline. */
void svg_mark_append(GString *out, const Mark *mark, const char *id_prefix,
                     const SvgStyle *inherited);

/* ' name="value"' */
void svg_append_attribute(GString *out, const char *name, const char *value);
void svg_append_number(GString *out, const char *name, double number);
/* '<title>text</title>', nothing when text is NULL */
void svg_append_tooltip(GString *out, const char *text);
/* '<a href=...>' when the link is safe; whether it was */
gboolean svg_open_link(GString *out, const char *href);

/* Id of the mark's pattern in its colour. */
char *svg_pattern_id(const char *id_prefix, const Mark *mark);

/* What marks refer to: of a radial gradient the pattern around it. */
char *svg_gradient_id(const char *id_prefix, const Gradient *gradient);

/* The 'd' of a path. */
void svg_append_path(GString *out, const MarkPath *path);

#endif
