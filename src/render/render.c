#include "render/render.h"

#include <string.h>

const Renderer renderers[] = {
    {"svg", FALSE, FALSE, render_svg},
    {"png", TRUE, FALSE, render_png},
    {"pdf", FALSE, TRUE, render_pdf},
};
const guint n_renderers = G_N_ELEMENTS(renderers);

const Renderer *renderer_find(const char *name)
{
    for (guint i = 0; i < n_renderers; i++) {
        if (strcmp(renderers[i].name, name) == 0)
            return &renderers[i];
    }
    return NULL;
}

const Renderer *renderer_for_path(const char *path)
{
    const char *dot = strrchr(path, '.');
    if (!dot || strchr(dot, '/'))
        return NULL;
    g_autofree char *extension = g_ascii_strdown(dot + 1, -1);
    return renderer_find(extension);
}
