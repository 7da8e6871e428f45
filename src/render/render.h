/*
 * render: one function per format over a finished scene and its record.
 */
#ifndef FIGTRAIL_RENDER_RENDER_H
#define FIGTRAIL_RENDER_RENDER_H

#include "scene/scene.h"
#include "trail/seal.h"

typedef struct {
    const char *name; /* "svg": also the file extension */
    gboolean raster;  /* whether scale matters */
    gboolean usual;   /* drawn by a build that is not told which formats to draw */
    /* provenance: goes into the picture, sealed to it.  scale: device pixels per CSS pixel,
     * raster formats only.  NULL with error when the picture is too large to make, or cannot
     * be signed.  provenance NULL: the picture carries no record. */
    GBytes *(*render)(const Scene *scene, const Provenance *provenance, double scale,
                      GError **error);
} Renderer;

GBytes *render_svg(const Scene *scene, const Provenance *provenance, double scale, GError **error);
GBytes *render_png(const Scene *scene, const Provenance *provenance, double scale, GError **error);
GBytes *render_pdf(const Scene *scene, const Provenance *provenance, double scale, GError **error);

/* By name, or NULL. */
const Renderer *renderer_find(const char *name);
/* By the extension of a file name ('x.svg'), or NULL. */
const Renderer *renderer_for_path(const char *path);

/* Their names, "svg, png, pdf"; newly allocated. */
char *renderer_names(void);

/* Several of them: bit i is renderers[i]. */
typedef guint RendererSet;
/* Those that a build draws if it is not told which. */
RendererSet renderers_usual(void);
/* The set of one, by name; 0: there is none. */
RendererSet renderer_set_of(const char *name);

extern const Renderer renderers[];
extern const guint n_renderers;

#endif
