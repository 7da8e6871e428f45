#include "claims/text_fragment.h"

#include <glib.h>
#include <string.h>

static gboolean is_web_page(const char *url)
{
    return (g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://")) &&
           !strstr(url, ":~:");
}

/* Whether a reader of the page could find the words by themselves. */
static gboolean is_telling(const char *quote)
{
    guint n_words = 0;
    gboolean letter = FALSE, inside = FALSE;
    for (const char *p = quote; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        letter = letter || g_unichar_isalpha(c);
        n_words += !inside && !g_unichar_isspace(c);
        inside = !g_unichar_isspace(c);
    }
    return letter && n_words >= 2;
}

char *text_fragment_url(const char *url, const char *quote)
{
    if (!is_web_page(url) || !g_utf8_validate(quote, -1, NULL) || !is_telling(quote))
        return NULL;
    g_autofree char *escaped = g_uri_escape_string(quote, NULL, FALSE);
    GString *out = g_string_new(url);
    g_string_append(out, strchr(url, '#') ? ":~:text=" : "#:~:text=");
    for (const char *p = escaped; *p; p++) {
        if (*p == '-') /* a mark of the syntax, like ',' and '&' */
            g_string_append(out, "%2D");
        else
            g_string_append_c(out, *p);
    }
    return g_string_free(out, FALSE);
}
