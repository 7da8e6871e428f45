/*
 * RIS, as Research Information Systems described it: a tag, two blanks, a
 * hyphen, a blank, the text; lines end in CR LF.
 */
#include "claims/export_format.h"
#include "claims/reference.h"

#include <string.h>

static void append_line(GString *out, const char *tag, const char *text)
{
    if (!*text)
        return;
    g_autofree char *line = reference_line(text);
    g_string_append_printf(out, "%s  - %s\r\n", tag, line);
}

/* 2024/03/ : year, month, day, each slash there even when what it divides is not known */
static void append_date(GString *out, const char *tag, const char *text)
{
    Date date;
    if (!date_parse(text, &date))
        return;
    g_string_append_printf(out, "%s  - %04d/", tag, date.year);
    if (date.month > 0)
        g_string_append_printf(out, "%02d", date.month);
    g_string_append_c(out, '/');
    if (date.day > 0)
        g_string_append_printf(out, "%02d", date.day);
    g_string_append(out, "/\r\n");
}

/* "Winkler, Christian"; a comma at the end keeps the words of an organization together. */
static void append_author(GString *out, const ReferenceName *name)
{
    g_autofree char *turned = NULL;
    if (name->family)
        turned = g_strconcat(name->family, ", ", name->given, NULL);
    else if (strchr(name->whole, ' ') && !strchr(name->whole, ','))
        turned = g_strconcat(name->whole, ",", NULL);
    append_line(out, "AU", turned ? turned : name->whole);
}

static void append_entry(GString *out, const Source *source)
{
    const ReferenceKind *kind = reference_kind(source);
    append_line(out, "TY", kind->ris);
    append_line(out, "ID", source->id);
    g_autoptr(GPtrArray) names = reference_authors(source);
    for (guint i = 0; i < names->len; i++)
        append_author(out, g_ptr_array_index(names, i));
    append_line(out, "TI", source->title);
    append_line(out, strcmp(kind->bibtex, "article") == 0 ? "T2" : "PB", source->publisher);
    Date date;
    if (date_parse(source->published, &date))
        g_string_append_printf(out, "PY  - %04d\r\n", date.year);
    append_date(out, "DA", source->published);
    append_line(out, "M3", kind->genre ? kind->genre : "");
    append_line(out, "LA", source->language);
    append_line(out, "UR", source->url);
    append_date(out, "Y2", source->retrieved);
    g_autofree char *note = reference_note(source);
    append_line(out, "N1", note);
    g_string_append(out, "ER  - \r\n");
}

gboolean export_ris(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    const GPtrArray *sources = request->selection->sources;
    for (guint i = 0; i < sources->len; i++) {
        g_string_append(out, i > 0 ? "\r\n" : "");
        append_entry(out, g_ptr_array_index(sources, i));
    }
    return TRUE;
}
