#include "base/findings_format.h"

#include <string.h>

static const FindingsFormat formats[] = {
    {"text", findings_append_text},
    {"json", findings_append_json},
    {"github", findings_append_github},
    {"sarif", findings_append_sarif},
};

const FindingsFormat *findings_format_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    }
    return NULL;
}

const char *findings_format_names(void)
{
    static char names[64];
    if (*names)
        return names;
    for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
        const gboolean last = i + 1 == G_N_ELEMENTS(formats);
        g_strlcat(names, i == 0 ? "" : last ? " or " : ", ", sizeof names);
        g_strlcat(names, formats[i].name, sizeof names);
    }
    return names;
}

guint findings_hidden(Findings *findings)
{
    guint n, hidden = 0;
    const FindingCount *counts = findings_counts(findings, &n);
    for (guint i = 0; i < n; i++)
        hidden += counts[i].n_found - counts[i].n_shown;
    return hidden;
}
