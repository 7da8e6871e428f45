/*
 * outline: letters as shapes, for machines that lack the font.
 *
 * Each text of a scene becomes one path of the same look, with its words as tooltip, so that all
 * renderers show and name it without knowing of it.
 */
#ifndef FIGTRAIL_RENDER_OUTLINE_H
#define FIGTRAIL_RENDER_OUTLINE_H

#include "scene/scene.h"

/* Replaces the texts of a finished scene. */
void outline_texts(Scene *scene);

#endif
