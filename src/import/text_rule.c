#include "import/text_rule_parts.h"

#include "claims/names.h"
#include "evidence/reading.h"
#include "table/suggest.h"

#include <string.h>

/* ---- columns --------------------------------------------------------------------------------- */

static int find_column(const GPtrArray *columns, const char *name)
{
    for (guint i = 0; i < columns->len; i++)
        if (g_strcmp0(g_ptr_array_index(columns, i), name) == 0)
            return (int)i;
    return -1;
}

static void report_column(const Template *template, const Piece *piece, const GPtrArray *columns,
                          const char *file, Findings *findings)
{
    Suggestion suggestion;
    suggest_init(&suggestion, piece->text);
    for (guint i = 0; i < columns->len; i++)
        if (g_ptr_array_index(columns, i))
            suggest_offer(&suggestion, g_ptr_array_index(columns, i));
    g_autofree char *meant =
        suggestion.best ? g_strdup_printf("; did you mean \"%s\"?", suggestion.best) : g_strdup("");
    findings_add(findings, &rule_import_map, template->place, "%s has no column \"%s\"%s", file,
                 piece->text, meant);
}

void text_rule_bind(TextRule *rule, const GPtrArray *columns, const char *file, Findings *findings)
{
    for (guint i = 0; i < rule->templates->len; i++) {
        const Template *template = g_ptr_array_index(rule->templates, i);
        for (guint j = 0; j < template->pieces->len; j++) {
            Piece *piece = &g_array_index(template->pieces, Piece, j);
            if (piece->sort != PIECE_COLUMN)
                continue;
            piece->column = find_column(columns, piece->text);
            if (piece->column < 0 && !piece->optional)
                report_column(template, piece, columns, file, findings);
        }
    }
}

/* ---- evaluating ------------------------------------------------------------------------------ */

static gboolean is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *piece_text(const Piece *piece, const RowView *view, char *number, gsize size)
{
    const char *text = "";
    switch (piece->sort) {
    case PIECE_WORDS: return piece->text;
    case PIECE_FILE: return view->file;
    case PIECE_ROW: g_snprintf(number, (gulong)size, "%u", view->row->record); return number;
    case PIECE_OF_COLUMN: return view->column ? view->column : "";
    case PIECE_PART: return view->part ? view->part : "";
    case PIECE_COLUMN:
        if (piece->column >= 0 && view->row->cells[piece->column].text)
            text = view->row->cells[piece->column].text;
        if (view->missing && g_hash_table_contains(view->missing, text))
            text = "";
        return text;
    }
    g_error("no such piece: %d", (int)piece->sort);
}

/* Without blanks at its ends; on one line, every run of blanks is one. */
static void tidy(GString *text, TextForm form)
{
    gsize start = 0, to = 0;
    while (start < text->len && is_blank(text->str[start]))
        start++;
    gsize end = text->len;
    while (end > start && is_blank(text->str[end - 1]))
        end--;
    for (gsize i = start; i < end; i++) {
        const gboolean blank = form == TEXT_ONE_LINE && is_blank(text->str[i]);
        if (!blank)
            text->str[to++] = text->str[i];
        else if (!is_blank(text->str[i + 1]))
            text->str[to++] = ' ';
    }
    g_string_truncate(text, to);
}

/* Words around cells say nothing when every cell is empty. */
static void fill_template(const Template *template, const RowView *view, TextForm form,
                          GString *out, int *column)
{
    gboolean variable = FALSE, filled = FALSE;
    *column = -1;
    for (guint i = 0; i < template->pieces->len; i++) {
        const Piece *piece = &g_array_index(template->pieces, Piece, i);
        char number[16];
        const char *text = piece_text(piece, view, number, sizeof number);
        if (piece->sort == PIECE_COLUMN || piece->sort == PIECE_PART) {
            variable = TRUE;
            filled = filled || *text;
            if (*column < 0)
                *column = piece->sort == PIECE_PART ? view->part_column : piece->column;
        }
        g_string_append(out, text);
    }
    tidy(out, form);
    if (variable && !filled)
        g_string_truncate(out, 0);
}

static gboolean apply_matches(const TextRule *rule, GString *out)
{
    for (guint i = 0; i < rule->matches->len; i++) {
        const Match *match = &g_array_index(rule->matches, Match, i);
        g_autoptr(GMatchInfo) info = NULL;
        if (!g_regex_match(match->regex, out->str, 0, &info))
            continue;
        g_autofree char *text = g_match_info_expand_references(info, match->replacement, NULL);
        g_string_assign(out, text ? text : "");
        return TRUE;
    }
    return FALSE;
}

/* TRUE when the map or an expression said what the text means. */
static gboolean replace(const TextRule *rule, GString *out)
{
    gpointer to;
    if (rule->map && g_hash_table_lookup_extended(rule->map, out->str, NULL, &to)) {
        g_string_assign(out, to ? to : "");
        return TRUE;
    }
    return out->len == 0 || (rule->matches && apply_matches(rule, out));
}

static gboolean apply_date(const TextRule *rule, GString *out, char **fault)
{
    Reading reading;
    char text[DATE_TEXT_SIZE];
    if (!reading_parse_as(out->str, rule->date_language, READING_DATE, &reading) ||
        !reading.has_value) {
        *fault = g_strdup_printf("\"%s\" does not read as a date", out->str);
        return FALSE;
    }
    g_string_assign(out, date_format(reading.date_value, text));
    return TRUE;
}

/* Two texts that would silently become one are a fault; those that claims/names.h calls the same
 * are not. */
static gboolean apply_slug(const RowView *view, GString *out, char **fault)
{
    g_autofree char *slug = slug_make(out->str, ".@");
    g_autofree char *key = g_strconcat(view->scope ? view->scope : "", "=", slug, NULL);
    const char *before = view->slugs ? g_hash_table_lookup(view->slugs, key) : NULL;
    if (before && strcmp(before, out->str) != 0) {
        g_autofree char *a = name_fold(before), *b = name_fold(out->str);
        if (strcmp(a, b) != 0) {
            *fault = g_strdup_printf("\"%s\" and \"%s\" would both become \"%s\": tell them apart "
                                     "in the map",
                                     before, out->str, slug);
            return FALSE;
        }
    }
    if (view->slugs && !before)
        g_hash_table_insert(view->slugs, g_steal_pointer(&key), g_strdup(out->str));
    g_string_assign(out, slug);
    return TRUE;
}

gboolean text_rule_evaluate(const TextRule *rule, const RowView *view, TextForm form, GString *out,
                            int *column, char **fault)
{
    int first = -1;
    g_string_truncate(out, 0);
    for (guint i = 0; i < rule->templates->len && out->len == 0; i++)
        fill_template(g_ptr_array_index(rule->templates, i), view, form, out, &first);
    if (column)
        *column = first;
    if ((rule->map || rule->matches) && !replace(rule, out)) {
        if (rule->otherwise == OTHERWISE_REJECT) {
            g_autofree char *quoted = text_quote(out->str);
            *fault = g_strdup_printf("the map does not say what %s means", quoted);
            return FALSE;
        }
        if (rule->otherwise == OTHERWISE_EMPTY)
            g_string_truncate(out, 0);
    }
    if (rule->date_language && out->len > 0 && !apply_date(rule, out, fault))
        return FALSE;
    return !rule->slug || out->len == 0 || apply_slug(view, out, fault);
}

char *slug_make(const char *text, const char *keep)
{
    GString *slug = g_string_new(NULL);
    /* letters with marks lose them, ligatures and wide letters become plain ones */
    g_autofree char *valid = g_str_is_ascii(text) ? NULL : g_utf8_make_valid(text, -1);
    g_autofree char *plain = valid ? g_utf8_normalize(valid, -1, G_NORMALIZE_ALL) : NULL;
    for (const char *p = plain ? plain : text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (g_unichar_ismark(c))
            continue;
        if (c < 0x80 && (g_ascii_isalnum(*p) || strchr(keep, *p)))
            g_string_append_c(slug, g_ascii_tolower(*p));
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c(slug, '-');
    }
    while (slug->len > 0 && !g_ascii_isalnum(slug->str[slug->len - 1]))
        g_string_truncate(slug, slug->len - 1);
    gsize start = 0;
    while (slug->str[start] && !g_ascii_isalnum(slug->str[start]))
        start++;
    g_string_erase(slug, 0, (gssize)start);
    return g_string_free(slug, FALSE);
}
