#include "evidence/quote_fold.h"

#include <string.h>

void quote_fold_free(QuoteFold *fold)
{
    if (!fold)
        return;
    g_string_free(fold->text, TRUE);
    g_free(fold->starts);
    g_free(fold->ends);
    g_free(fold);
}

/* The maps as they grow. */
typedef struct {
    QuoteFold *fold;
    gsize size;
} Folder;

static void append(Folder *folder, const char *bytes, gsize n, gsize start, gsize end)
{
    QuoteFold *fold = folder->fold;
    const gsize before = fold->text->len;
    g_string_append_len(fold->text, bytes, (gssize)n);
    if (before + n > folder->size) {
        folder->size = MAX(2 * folder->size, before + n);
        fold->starts = g_renew(guint32, fold->starts, folder->size);
        fold->ends = g_renew(guint32, fold->ends, folder->size);
    }
    for (gsize i = before; i < before + n; i++) {
        fold->starts[i] = (guint32)start;
        fold->ends[i] = (guint32)end;
    }
}

/* A run of blanks is one, however it was broken into lines. */
static void append_blank(Folder *folder, gsize start, gsize end)
{
    QuoteFold *fold = folder->fold;
    if (fold->text->len > 0 && fold->text->str[fold->text->len - 1] == ' ')
        fold->ends[fold->text->len - 1] = (guint32)end;
    else
        append(folder, " ", 1, start, end);
}

static gboolean is_blank(gunichar c)
{
    switch (g_unichar_type(c)) {
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR: return TRUE;
    default: return (c >= 0x09 && c <= 0x0D) || c == 0x85;
    }
}

/* Prints nothing: soft hyphen, zero-width space, word joiner, byte order mark. */
static gboolean is_invisible(gunichar c)
{
    return c == 0x00AD || c == 0x200B || c == 0x2060 || c == 0xFEFF;
}

/* The ASCII sign that c looks like, or 0. */
static char sign_of(gunichar c)
{
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D)
        return '-';
    if ((c >= 0x201C && c <= 0x201F) || c == 0x00AB || c == 0x00BB || c == 0xFF02)
        return '"';
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x2039 || c == 0x203A || c == 0x02BC || c == 0xFF07)
        return '\'';
    return '\0';
}

static gunichar char_at(const char *p, const char *end)
{
    return p < end ? g_utf8_get_char_validated(p, end - p) : (gunichar)-1;
}

static gboolean is_char(gunichar c)
{
    return c != (gunichar)-1 && c != (gunichar)-2;
}

/* Marks, and the vowels and finals of Hangul, may compose with what stands before. */
static gboolean may_compose(gunichar c)
{
    return is_char(c) && (g_unichar_ismark(c) || (c >= 0x1160 && c <= 0x11FF));
}

/* The end of the character at p with all that may compose with it. */
static const char *cluster_end(const char *p, const char *end)
{
    enum { LONGEST = 256 }; /* hostile runs of marks are cut, not normalized as a whole */
    const char *limit = end - p > LONGEST ? p + LONGEST : end;
    p = g_utf8_next_char(p);
    for (gunichar c; c = char_at(p, limit), may_compose(c);)
        p = g_utf8_next_char(p);
    return p;
}

static void append_cluster(Folder *folder, const char *text, const char *p, const char *next)
{
    const gsize start = (gsize)(p - text), end = (gsize)(next - text);
    if (next - p == 1) {
        append(folder, p, 1, start, end);
        return;
    }
    g_autofree char *composed = g_utf8_normalize(p, next - p, G_NORMALIZE_DEFAULT_COMPOSE);
    append(folder, composed, strlen(composed), start, end);
}

/* Folds the character at p; returns where the next begins. */
static const char *fold_char(Folder *folder, const char *text, const char *p, const char *end)
{
    const gunichar c = char_at(p, end);
    if (!is_char(c) || c == 0) {
        append(folder, p, 1, (gsize)(p - text), (gsize)(p + 1 - text));
        return p + 1;
    }
    const char *next = g_utf8_next_char(p);
    const gsize from = (gsize)(p - text), to = (gsize)(next - text);
    const char sign = sign_of(c);
    if (is_invisible(c))
        return next;
    if (is_blank(c)) {
        append_blank(folder, from, to);
    } else if (sign) {
        append(folder, &sign, 1, from, to);
    } else {
        next = cluster_end(p, end);
        append_cluster(folder, text, p, next);
    }
    return next;
}

QuoteFold *quote_fold_new(const char *text, gsize length)
{
    g_assert(length <= QUOTE_FOLD_LIMIT);
    QuoteFold *fold = g_new0(QuoteFold, 1);
    fold->text = g_string_sized_new(length + 1);
    Folder folder = {.fold = fold, .size = length + 1};
    fold->starts = g_new(guint32, folder.size);
    fold->ends = g_new(guint32, folder.size);
    const char *end = text + length;
    for (const char *p = text; p < end;)
        p = fold_char(&folder, text, p, end);
    return fold;
}
