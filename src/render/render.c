#include "render/render.h"

#include <string.h>

const Renderer renderers[] = {
    {"svg", FALSE, TRUE, render_svg},
    {"png", TRUE, TRUE, render_png},
    {"pdf", FALSE, FALSE, render_pdf},
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

char *renderer_names(void)
{
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < n_renderers; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", renderers[i].name);
    return g_string_free(names, FALSE);
}

RendererSet renderers_usual(void)
{
    RendererSet set = 0;
    for (guint i = 0; i < n_renderers; i++)
        set |= renderers[i].usual ? 1U << i : 0;
    return set;
}

RendererSet renderer_set_of(const char *name)
{
    const Renderer *renderer = renderer_find(name);
    return renderer ? 1U << (renderer - renderers) : 0;
}
