/*
 * BibTeX: the entry types and fields of the classic styles and what every
 * reader knows besides (url, urldate, language).  UTF-8 stays UTF-8.
 */
#include "claims/export_format.h"
#include "claims/reference.h"

#include <string.h>

/* Characters that TeX takes for its own.  Braces are written as commands, since BibTeX counts
 * braces even behind a backslash. */
static void append_escaped(GString *out, const char *text)
{
    for (const char *p = text; *p; p++) {
        switch (*p) {
        case '\\': g_string_append(out, "\\textbackslash{}"); break;
        case '{': g_string_append(out, "\\textbraceleft{}"); break;
        case '}': g_string_append(out, "\\textbraceright{}"); break;
        case '~': g_string_append(out, "\\textasciitilde{}"); break;
        case '^': g_string_append(out, "\\textasciicircum{}"); break;
        case '#':
        case '$':
        case '%':
        case '&':
        case '_': g_string_append_printf(out, "\\%c", *p); break;
        default: g_string_append_c(out, *p);
        }
    }
}

/* "  title     = {...}," ; whole: in braces of its own, so that no style changes its capitals or
 * takes it apart. */
static void append_field(GString *out, const char *name, const char *text, gboolean whole)
{
    if (!*text)
        return;
    g_autofree char *line = reference_line(text);
    g_string_append_printf(out, ",\n  %-11s = %s", name, whole ? "{{" : "{");
    append_escaped(out, line);
    g_string_append(out, whole ? "}}" : "}");
}

/* Read as they stand, so only what would break the braces is written otherwise. */
static void append_url(GString *out, const char *name, const char *url)
{
    if (!*url)
        return;
    g_string_append_printf(out, ",\n  %-11s = {", name);
    for (const char *p = url; *p; p++) {
        if ((unsigned char)*p <= ' ' || *p == 0x7F || strchr("{}\\", *p))
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
        else
            g_string_append_c(out, *p);
    }
    g_string_append_c(out, '}');
}

/* "Winkler, Christian and {OpenAI}" */
static void append_authors(GString *out, const Source *source)
{
    g_autoptr(GPtrArray) names = reference_authors(source);
    for (guint i = 0; i < names->len; i++) {
        const ReferenceName *name = g_ptr_array_index(names, i);
        if (i == 0)
            g_string_append_printf(out, ",\n  %-11s = {", "author");
        else
            g_string_append(out, " and ");
        g_string_append(out, name->family ? "" : "{");
        append_escaped(out, name->family ? name->family : name->whole);
        g_string_append(out, name->family ? ", " : "}");
        append_escaped(out, name->family ? name->given : "");
    }
    g_string_append(out, names->len > 0 ? "}" : "");
}

static void append_date(GString *out, const char *text)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    Date date;
    if (!date_parse(text, &date))
        return;
    g_string_append_printf(out, ",\n  %-11s = {%04d}", "year", date.year);
    if (date.month > 0)
        g_string_append_printf(out, ",\n  %-11s = %s", "month", months[date.month - 1]);
    if (date.day > 0)
        g_string_append_printf(out, ",\n  %-11s = {%d}", "day", date.day);
}

/* The source's id, which is stable.  What a key cannot have becomes _ and two digits. */
static void append_key(GString *out, const char *id)
{
    for (const char *p = id; *p; p++) {
        const gboolean escape = *p == '_' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]);
        if (!escape && (g_ascii_isalnum(*p) || strchr(".:+/-_", *p)))
            g_string_append_c(out, *p);
        else
            g_string_append_printf(out, "_%02X", (unsigned)(unsigned char)*p);
    }
}

static void append_entry(GString *out, const Source *source)
{
    const ReferenceKind *kind = reference_kind(source);
    const gboolean contained = kind->container && *source->publisher;
    g_string_append_printf(out, "@%s{", kind->container && !contained ? "misc" : kind->bibtex);
    append_key(out, source->id);
    append_authors(out, source);
    append_field(out, "title", source->title, TRUE);
    append_field(out, contained ? kind->container : "publisher", source->publisher, FALSE);
    if (kind->genre)
        append_field(out, "type", kind->genre, FALSE);
    append_date(out, source->published);
    append_field(out, "language", source->language, FALSE);
    append_url(out, "url", source->url);
    append_field(out, "urldate", source->retrieved, FALSE);
    g_autofree char *note = reference_note(source);
    append_field(out, "note", note, FALSE);
    g_string_append(out, "\n}\n");
}

gboolean export_bibtex(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    const GPtrArray *sources = request->selection->sources;
    for (guint i = 0; i < sources->len; i++) {
        g_string_append(out, i > 0 ? "\n" : "");
        append_entry(out, g_ptr_array_index(sources, i));
    }
    return TRUE;
}
