#include "render/style.h"

#include <string.h>

double style_halo_width(const MarkText *text)
{
    const double size = text->n_runs > 0 ? text->runs[0].size : 0;
    return CLAMP(size * 0.3, 2, 8);
}

gboolean style_link_is_safe(const char *href)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (g_ascii_strncasecmp(href, schemes[i], strlen(schemes[i])) == 0)
            return TRUE;
    }
    return FALSE;
}

void style_append_source(GString *out, const Source *source)
{
    const char *const parts[] = {source->title, source->publisher, source->published, source->url};
    const gsize begin = out->len;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!parts[i] || !*parts[i])
            continue;
        if (out->len > begin)
            g_string_append(out, out->str[out->len - 1] == '.' ? " " : ". ");
        g_string_append(out, parts[i]);
    }
}
