#include "claims/reference.h"

#include <string.h>

/* A README is a page of a repository, not its software; a news site's article is not a page of a
 * magazine, but styles print its site as they print a newspaper's name. */
static const ReferenceKind kinds[] = {
    {"announcement", NULL, "misc", NULL, "webpage", "ELEC", "Article", TRUE},
    {"article", NULL, "article", "journal", "article-newspaper", "NEWS", "Article", FALSE},
    {"dataset", "Data set", "misc", NULL, "dataset", "DATA", "Dataset", TRUE},
    {"leaderboard", NULL, "misc", NULL, "webpage", "ELEC", "WebPage", TRUE},
    {"model-card", "Model card", "techreport", "institution", "report", "RPRT", "Report", TRUE},
    {"paper", NULL, "techreport", "institution", "report", "RPRT", "ScholarlyArticle", TRUE},
    {"post", NULL, "misc", NULL, "post", "BLOG", "BlogPosting", FALSE},
    {"repository", NULL, "misc", NULL, "webpage", "ELEC", "WebPage", TRUE},
};
static const ReferenceKind other_kind = {"",         NULL,  "misc",         NULL,
                                         "document", "GEN", "CreativeWork", FALSE};

const ReferenceKind *reference_kind(const Source *source)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].type, source->type) == 0)
            return &kinds[i];
    }
    return &other_kind;
}

/* ---- names ----------------------------------------------------------------------------------- */

static void name_free(gpointer data)
{
    ReferenceName *name = data;
    g_free(name->whole);
    g_free(name->family);
    g_free(name->given);
    g_free(name);
}

/* Parts of a name that a comma may stand before. */
static gboolean is_suffix(const char *part)
{
    static const char *const suffixes[] = {"Jr", "Sr", "II", "III", "IV", "Inc", "Ltd", "LLC"};
    g_autofree char *bare = g_strndup(part, strcspn(part, "."));
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        if (g_ascii_strcasecmp(bare, suffixes[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "Berg, Jan" says which is which.  Else the family name is the last word and the small words
 * before it, as BibTeX has it: "van der Berg" of "Jan van der Berg".  What can be no person's name
 * stays whole. */
static void split_name(ReferenceName *name)
{
    const char *comma = strstr(name->whole, ", ");
    if (comma && !strchr(comma + 1, ',')) {
        name->family = g_strndup(name->whole, (gsize)(comma - name->whole));
        name->given = g_strdup(comma + 2);
        return;
    }
    g_auto(GStrv) words = g_strsplit(name->whole, " ", -1);
    const guint n = g_strv_length(words);
    if (n < 2 || strpbrk(name->whole, ",(&") || strstr(name->whole, " and "))
        return;
    guint first = n - 1;
    for (guint i = n - 1; i > 0; i--) {
        if (i < n - 1 && g_unichar_islower(g_utf8_get_char(words[i])))
            first = i;
    }
    name->family = g_strjoinv(" ", words + first);
    g_clear_pointer(&words[first], g_free); /* ends the list of given names */
    name->given = g_strjoinv(" ", words);
    for (guint i = first + 1; i < n; i++)
        g_free(words[i]);
}

static void add_name(GPtrArray *names, const char *whole, gboolean person)
{
    ReferenceName *name = g_new0(ReferenceName, 1);
    name->whole = g_strdup(whole);
    if (person)
        split_name(name);
    g_ptr_array_add(names, name);
}

/* One blank between words, none around them. */
static char *squeeze(const char *text)
{
    g_autofree char *line = reference_line(text);
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    GString *out = g_string_new(NULL);
    for (char **word = words; *word; word++) {
        if (**word)
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", *word);
    }
    return g_string_free(out, FALSE);
}

GPtrArray *reference_authors(const Source *source)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(name_free);
    g_auto(GStrv) parts = g_strsplit(source->author, strchr(source->author, ';') ? ";" : ",", -1);
    for (char **part = parts; *part; part++) {
        g_autofree char *name = squeeze(*part);
        if (!*name)
            continue;
        if (names->len > 0 && is_suffix(name)) {
            ReferenceName *before = g_ptr_array_index(names, names->len - 1);
            g_autofree char *whole = g_strconcat(before->whole, ", ", name, NULL);
            g_ptr_array_set_size(names, (int)names->len - 1);
            add_name(names, whole, FALSE);
        } else {
            add_name(names, name, TRUE);
        }
    }
    if (names->len == 0 && *source->publisher && reference_kind(source)->by_organization) {
        g_autofree char *publisher = squeeze(source->publisher);
        add_name(names, publisher, FALSE);
    }
    return names;
}

/* ---- texts ----------------------------------------------------------------------------------- */

char *reference_line(const char *text)
{
    char *line = g_utf8_make_valid(text, -1);
    for (char *p = line; *p; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
    }
    return line;
}

char *reference_note(const Source *source)
{
    GString *note = g_string_new(source->note);
    if (*source->archive_url)
        g_string_append_printf(note, "%sArchived at %s", note->len > 0 ? " " : "",
                               source->archive_url);
    g_autofree char *text = g_string_free(note, FALSE);
    return reference_line(text);
}
