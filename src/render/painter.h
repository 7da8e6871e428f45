/*
 * painter: a scene painted by Cairo, for every format that Cairo can make.
 */
#ifndef FIGTRAIL_RENDER_PAINTER_H
#define FIGTRAIL_RENDER_PAINTER_H

#include "scene/drawing_library.h"
#include "scene/scene.h"

/* Paints background and marks; one unit of cr's space is one px of the scene.
 * Failures stick to cr (cairo_status). */
void painter_paint(cairo_t *cr, const Scene *scene);

/* What its parts share. */
void painter_set_color(cairo_t *cr, Color color);
void painter_add_path(cairo_t *cr, const MarkPath *path);
void painter_paint_text(cairo_t *cr, const Mark *mark, const Scene *scene);

/* Makes the outlines of all letters of a text the current path. */
void painter_add_text(cairo_t *cr, const MarkText *text, const char *family);

#endif
