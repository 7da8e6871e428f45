/* Letters that no font here can draw: they show as boxes, and nobody should find out in print. */
#include "scene/page.h"

#include <string.h>

static const Rule rule_missing = {"missing-letters", LEVEL_WARNING,
                                  "every letter of a picture is in a font that may draw it"};
enum { MOST_NAMED = 5 };

static gboolean is_ascii(const char *text)
{
    while (g_ascii_isprint(*text))
        text++;
    return !*text;
}

/* Adds the characters of a run that are missing, each once. */
static void add_missing(const Scene *scene, const TextRun *run, GString *characters)
{
    const Font font = {scene->font, run->size, run->weight, run->italic};
    if (is_ascii(run->text) || font_count_missing(&font, run->text) == 0)
        return;
    for (const char *p = run->text; *p; p = g_utf8_next_char(p)) {
        char one[7] = {0};
        g_unichar_to_utf8(g_utf8_get_char(p), one);
        if (!strstr(characters->str, one) && font_count_missing(&font, one) > 0)
            g_string_append(characters, one);
    }
}

void missing_check(const Page *page)
{
    g_autoptr(GString) characters = g_string_new(NULL);
    for (guint i = 0; i < page->scene->marks->len; i++) {
        const Mark *mark = &g_array_index(page->scene->marks, Mark, i);
        for (guint r = 0; mark->kind == MARK_TEXT && r < mark->as.text.n_runs; r++)
            add_missing(page->scene, &mark->as.text.runs[r], characters);
    }
    if (characters->len == 0)
        return;
    const glong n = g_utf8_strlen(characters->str, -1);
    const glong named = MIN(n, MOST_NAMED);
    g_autofree char *first = g_utf8_substring(characters->str, 0, named);
    g_autofree char *more = n > named ? g_strdup_printf(" and %ld more", n - named) : g_strdup("");
    const JsonDocument *document = page->chart->document;
    findings_add(
        page->findings, &rule_missing, json_document_place(document, json_document_root(document)),
        "no font that may draw has the characters \"%s\"%s: they show as boxes but in SVG with "
        "live text, which is drawn with its reader's fonts; name the folder of a font that has "
        "them, "
        "as in FIGTRAIL_FONTS=:/usr/share/fonts/truetype/wqy",
        first, more);
}
