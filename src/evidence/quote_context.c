#include "evidence/quote_context.h"

#include <string.h>

G_DEFINE_QUARK(figtrail - quote - context - error, quote_context_error)

struct QuoteContexts {
    char *folder;
    GHashTable *texts; /* const Source* -> Text* */
};

/* The snapshot of a source, or why there is none. */
typedef struct {
    Snapshot *snapshot;
    GError *error;
} Text;

static void text_free(gpointer data)
{
    Text *text = data;
    snapshot_free(text->snapshot);
    g_clear_error(&text->error);
    g_free(text);
}

QuoteContexts *quote_contexts_new(const char *folder)
{
    QuoteContexts *contexts = g_new0(QuoteContexts, 1);
    contexts->folder = g_strdup(folder);
    contexts->texts = g_hash_table_new_full(NULL, NULL, NULL, text_free);
    return contexts;
}

void quote_contexts_free(QuoteContexts *contexts)
{
    if (!contexts)
        return;
    g_hash_table_unref(contexts->texts);
    g_free(contexts->folder);
    g_free(contexts);
}

static Text *find_text(QuoteContexts *contexts, const Source *source)
{
    Text *text = g_hash_table_lookup(contexts->texts, source);
    if (!text) {
        text = g_new0(Text, 1);
        text->snapshot = snapshot_read(contexts->folder, source, &text->error);
        g_hash_table_insert(contexts->texts, (gpointer)source, text);
    }
    return text;
}

static gboolean locate(Snapshot *snapshot, const Claim *claim, QuotePlace *place, GError **error)
{
    const char *fault = NULL;
    switch (quote_locate(snapshot, claim->quote, claim->at, place)) {
    case QUOTE_FOUND:
    case QUOTE_MOVED: return TRUE;
    case QUOTE_REPEATED: fault = "the words stand at several places of the text"; break;
    case QUOTE_MISSING: fault = "the words do not stand in the text"; break;
    }
    g_set_error_literal(error, QUOTE_CONTEXT_ERROR, 0, fault);
    return FALSE;
}

static gboolean is_continuation(char c)
{
    return ((guchar)c & 0xC0) == 0x80;
}

/* Where the context begins: up to reach characters before at, behind a blank. */
static gsize context_start(const char *text, gsize at, guint reach)
{
    gsize start = at;
    for (guint n = 0; start > 0 && n < reach; n++) {
        start--;
        while (start > 0 && is_continuation(text[start]))
            start--;
    }
    if (start == 0)
        return 0;
    gsize word = start;
    while (word < at && !g_ascii_isspace(text[word]))
        word++;
    return word < at ? word : start; /* no blank: a text without, or one long word */
}

static gsize context_end(const Snapshot *snapshot, gsize at, guint reach)
{
    gsize end = at;
    for (guint n = 0; end < snapshot->length && n < reach; n++) {
        end++;
        while (end < snapshot->length && is_continuation(snapshot->text[end]))
            end++;
    }
    if (end == snapshot->length)
        return end;
    gsize word = end;
    while (word > at && !g_ascii_isspace(snapshot->text[word]))
        word--;
    return word > at ? word : end;
}

/* As one line. */
static char *tidy(const char *bytes, gsize length)
{
    g_autofree char *valid = g_utf8_make_valid(bytes, (gssize)length);
    GString *out = g_string_new(NULL);
    gboolean blank = FALSE;
    for (const char *p = valid; *p; p = g_utf8_next_char(p)) {
        if (g_ascii_isspace(*p)) {
            blank = TRUE;
            continue;
        }
        if (blank && out->len > 0)
            g_string_append_c(out, ' ');
        blank = FALSE;
        g_string_append_unichar(out, g_utf8_get_char(p));
    }
    return g_string_free(out, FALSE);
}

char *quote_contexts_find(QuoteContexts *contexts, const Claim *claim, guint reach, GError **error)
{
    const Text *text = find_text(contexts, claim->source);
    if (!text->snapshot) {
        g_propagate_error(error, g_error_copy(text->error));
        return NULL;
    }
    QuotePlace place;
    if (!locate(text->snapshot, claim, &place, error))
        return NULL;
    const gsize at = (gsize)place.at;
    const gsize start = context_start(text->snapshot->text, at, reach);
    const gsize end = context_end(text->snapshot, at + place.length, reach);
    g_autofree char *words = tidy(text->snapshot->text + start, end - start);
    return g_strdup_printf("%s%s%s", start > 0 ? "… " : "", words,
                           end < text->snapshot->length ? " …" : "");
}
