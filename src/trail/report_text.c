#include "trail/claim_text.h"
#include "trail/record.h"
#include "trail/report.h"

#include <string.h>

/* Appends text as a paragraph, its lines indented, broken at blanks to fit
 * REPORT_WIDTH; a word that is longer stands on a line of its own.  first:
 * stands at the beginning, within the indentation. */
static void append_wrapped(GString *out, guint indent, const char *first, const char *text)
{
    g_string_append_printf(out, "%s%*s", first,
                           (int)MAX(0, (glong)indent - g_utf8_strlen(first, -1)), "");
    glong column = indent;
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    gboolean begun = FALSE;
    for (guint i = 0; words[i]; i++) {
        const glong length = g_utf8_strlen(words[i], -1);
        if (length == 0)
            continue;
        if (begun && column + 1 + length > REPORT_WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (begun) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, words[i]);
        column += length;
        begun = TRUE;
    }
    g_string_append_c(out, '\n');
}

/* A paragraph of a newly allocated text; nothing when it is empty. */
static void append_line(GString *out, guint indent, char *text)
{
    if (*text)
        append_wrapped(out, indent, "", text);
    g_free(text);
}

static void append_rule(GString *out, const char *text)
{
    for (glong i = MIN(g_utf8_strlen(text, -1), REPORT_WIDTH); i > 0; i--)
        g_string_append_c(out, '=');
    g_string_append_c(out, '\n');
}

static void append_source(GString *out, guint indent, const cJSON *source)
{
    g_autofree char *title = source_title(source);
    const cJSON *number = json_member(source, "number");
    g_autofree char *whole = cJSON_IsNumber(number)
                                 ? g_strdup_printf("[%.0f] %s", number->valuedouble, title)
                                 : g_steal_pointer(&title);
    append_wrapped(out, indent, "", whole);
    const char *url = json_string(source, "url");
    if (!url)
        return;
    g_autoptr(GString) plain = g_string_new(NULL);
    text_append_plain(plain, url);
    append_wrapped(out, indent, "", plain->str);
}

static void append_claim(GString *out, const cJSON *figure, const cJSON *claim, GHashTable *sources)
{
    enum { INDENT = 4 };
    g_autofree char *amount = claim_amount(figure, claim);
    g_autofree char *standing = claim_standing(claim);
    g_autofree char *head = g_strdup_printf("%s (%s)", amount, standing);
    append_wrapped(out, INDENT, "  -", head);
    const char *quote = json_string(claim, "quote");
    if (quote) {
        g_autoptr(GString) words = g_string_new("“");
        text_append_plain(words, quote);
        g_string_append(words, "”");
        append_wrapped(out, INDENT, "", words->str);
    }
    append_line(out, INDENT, claim_terms(claim));
    const char *id = json_string(claim, "source");
    const cJSON *source = id ? g_hash_table_lookup(sources, id) : NULL;
    if (source)
        append_source(out, INDENT, source);
    append_line(out, INDENT, claim_where(claim));
    const char *note = json_string(claim, "note");
    if (note) {
        g_autoptr(GString) plain = g_string_new("note: ");
        text_append_plain(plain, note);
        append_wrapped(out, INDENT, "", plain->str);
    }
}

char *report_text(const cJSON *record)
{
    GString *out = g_string_new(NULL);
    const char *title = json_string(json_member(record, "chart"), "title");
    if (title) {
        g_autoptr(GString) plain = g_string_new(NULL);
        text_append_plain(plain, title);
        append_wrapped(out, 0, "", plain->str);
        append_rule(out, plain->str);
    }
    append_line(out, 0, record_summary(record));
    g_autoptr(GHashTable) sources = record_index_sources(record);
    const cJSON *figure, *claim;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
    {
        g_string_append_c(out, '\n');
        append_line(out, 0, figure_heading(figure));
        append_line(out, 2, figure_agreement(figure));
        cJSON_ArrayForEach(claim, json_member(figure, "claims"))
            append_claim(out, figure, claim, sources);
    }
    return g_string_free(out, FALSE);
}
