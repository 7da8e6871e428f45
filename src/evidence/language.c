#include "evidence/language.h"

#include <string.h>
#include <unicode/uloc.h>

typedef struct {
    Role role;
    double value;
    guint n;              /* tokens after the first */
    const char *rest[11]; /* their texts */
} Phrase;

struct Entry {
    guint64 roles; /* of the phrases, ROLE_BIT each */
    GArray *phrases;
};

static void entry_free(gpointer pointer)
{
    Entry *entry = pointer;
    g_array_unref(entry->phrases);
    g_free(entry);
}

static gboolean phrase_equal(const Phrase *a, const Phrase *b)
{
    if (a->role != b->role || a->n != b->n)
        return FALSE;
    for (guint i = 0; i < a->n; i++)
        if (strcmp(a->rest[i], b->rest[i]) != 0)
            return FALSE;
    return TRUE;
}

void language_add(Language *language, Role role, double value, const char *text)
{
    g_autoptr(Tokens) tokens = tokens_new(text);
    Phrase phrase = {.role = role, .value = value};
    if (!tokens || tokens->n == 0 || tokens->n > G_N_ELEMENTS(phrase.rest) + 1)
        return; /* CLDR may hold anything; such a phrase is not printed in figures */
    for (guint i = 1; i < tokens->n; i++)
        phrase.rest[phrase.n++] =
            g_string_chunk_insert_const(language->strings, tokens->items[i].text);

    char *first = g_string_chunk_insert_const(language->strings, tokens->items[0].text);
    Entry *entry = g_hash_table_lookup(language->phrases, first);
    if (!entry) {
        entry = g_new0(Entry, 1);
        entry->phrases = g_array_new(FALSE, FALSE, sizeof(Phrase));
        g_hash_table_insert(language->phrases, first, entry);
    }
    for (guint i = 0; i < entry->phrases->len; i++)
        if (phrase_equal(&g_array_index(entry->phrases, Phrase, i), &phrase))
            return;
    entry->roles |= ROLE_BIT(role);
    g_array_append_val(entry->phrases, phrase);
}

enum { COMPOUND_PARTS = 8, COMPOUND_LEAST = 7, COMPOUND_LIMIT = 60 };

/* Whether the word is a number by itself, or a part of one. */
static gboolean is_number_part(const Language *language, const char *word)
{
    const Entry *entry = g_hash_table_lookup(language->phrases, word);
    for (guint i = 0; entry && i < entry->phrases->len; i++) {
        const Phrase *phrase = &g_array_index(entry->phrases, Phrase, i);
        if (phrase->n == 0 && (phrase->role == ROLE_CARDINAL || phrase->role == ROLE_SCALE ||
                               phrase->role == ROLE_LINK))
            return strlen(word) > 2;
    }
    return FALSE;
}

/* "zweihunderttausend": cuts the word into numbers, longest first.  How many; 0: it
 * is no such word. */
static guint cut_compound(const Language *language, const char *word, gsize from, gsize *ends,
                          guint n)
{
    const gsize length = strlen(word);
    if (from == length)
        return n;
    if (n == COMPOUND_PARTS)
        return 0;
    for (gsize end = length; end > from; end--) {
        char part[COMPOUND_LIMIT + 1] = "";
        memcpy(part, word + from, end - from);
        if (!is_number_part(language, part))
            continue;
        ends[n] = end;
        const guint cut = cut_compound(language, word, end, ends, n + 1);
        if (cut > 0)
            return cut;
    }
    return 0;
}

void language_resolve(const Language *language, Tokens *tokens, guint from)
{
    for (guint i = from; i < tokens->n; i++) {
        Token *token = &tokens->items[i];
        token->entry = token->type == TOKEN_SUPERSCRIPT
                           ? NULL
                           : g_hash_table_lookup(language->phrases, token->text);
        if (!language->compounds || token->type != TOKEN_WORD || token->entry || token->mixed)
            continue;
        const gsize length = strlen(token->text);
        gsize ends[COMPOUND_PARTS];
        if (length < COMPOUND_LEAST || length > COMPOUND_LIMIT)
            continue;
        const guint n = cut_compound(language, token->text, 0, ends, 0);
        if (n < 2)
            continue;
        tokens_split(tokens, i, ends, n);
        i--; /* now its parts */
    }
}

gboolean language_begins_any(const Token *token, guint64 roles)
{
    return token->entry && (token->entry->roles & roles);
}

gboolean language_begins(const Token *token, Role role)
{
    return language_begins_any(token, ROLE_BIT(role));
}

static gboolean phrase_stands_at(const Phrase *phrase, const Tokens *tokens, guint at)
{
    if (at + 1 + phrase->n > tokens->n)
        return FALSE;
    for (guint i = 0; i < phrase->n; i++)
        if (strcmp(tokens->items[at + 1 + i].text, phrase->rest[i]) != 0)
            return FALSE;
    return TRUE;
}

guint language_match(const Tokens *tokens, guint at, Role role, double *value)
{
    if (at >= tokens->n || !language_begins(&tokens->items[at], role))
        return 0;
    const GArray *phrases = tokens->items[at].entry->phrases;
    guint longest = 0;
    for (guint i = 0; i < phrases->len; i++) {
        const Phrase *phrase = &g_array_index(phrases, Phrase, i);
        if (phrase->role != role || phrase->n + 1 <= longest ||
            !phrase_stands_at(phrase, tokens, at))
            continue;
        longest = phrase->n + 1;
        if (value)
            *value = phrase->value;
    }
    return longest;
}

static void add_table(Language *language, const WordTable *table)
{
    for (const WordEntry *entry = table->entries; entry->phrases; entry++) {
        g_auto(GStrv) phrases = g_strsplit(entry->phrases, "|", -1);
        for (char **phrase = phrases; *phrase; phrase++)
            language_add(language, entry->role, entry->value, *phrase);
    }
}

static Language *language_new(const char *locale)
{
    char code[ULOC_LANG_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    uloc_getLanguage(locale, code, sizeof code, &status);

    Language *language = g_new0(Language, 1);
    language->locale = g_strdup(locale);
    language->decimal = '.';
    language->phrases = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free);
    language->strings = g_string_chunk_new(4096);
    /* CLDR first: it knows the region ("bi" is 10^9 in Brazil, 10^12 in Portugal) */
    language_add_cldr(language);
    const WordTable *table = word_table_find(code);
    language->has_words = table != NULL;
    if (table)
        add_table(language, table);
    add_table(language, word_table_find(""));
    language->han = g_hash_table_contains(language->phrases, "万") ||
                    g_hash_table_contains(language->phrases, "萬");
    language->compounds = strcmp(code, "de") == 0 || strcmp(code, "it") == 0;
    language->titles = strcmp(code, "en") == 0 || strcmp(code, "de") == 0;
    return language;
}

/* Names of all locales that ICU has data for. */
static GHashTable *available_locales(void)
{
    static GHashTable *names;
    if (g_once_init_enter(&names)) {
        /* ICU falls back to the locale of the process when data are missing;
         * ours is always English */
        UErrorCode status = U_ZERO_ERROR;
        uloc_setDefault("en", &status);
        GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
        for (int32_t i = 0; i < uloc_countAvailable(); i++)
            g_hash_table_add(set, (char *)uloc_getAvailable(i));
        g_once_init_leave(&names, set);
    }
    return names;
}

/* The most exact locale with data for tag; "en" when there is none. */
static char *locale_of_tag(const char *tag)
{
    GHashTable *available = available_locales();
    char locale[ULOC_FULLNAME_CAPACITY] = "", code[ULOC_LANG_CAPACITY] = "";
    char script[ULOC_SCRIPT_CAPACITY] = "", region[ULOC_COUNTRY_CAPACITY] = "";
    int32_t parsed = 0;
    UErrorCode status = U_ZERO_ERROR;
    if (strlen(tag) < 40) {
        uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
        uloc_getLanguage(locale, code, sizeof code, &status);
        uloc_getScript(locale, script, sizeof script, &status);
        uloc_getCountry(locale, region, sizeof region, &status);
    }
    if (U_FAILURE(status) || !*code)
        return g_strdup("en");
    char *names[] = {g_strdup_printf("%s_%s_%s", code, script, region),
                     g_strdup_printf("%s_%s", code, script), g_strdup_printf("%s_%s", code, region),
                     g_strdup(code)};
    char *found = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!found && g_hash_table_contains(available, names[i]))
            found = g_steal_pointer(&names[i]);
        g_free(names[i]);
    }
    return found ? found : g_strdup("en");
}

const Language *language_get(const char *tag)
{
    static GMutex mutex;
    static GHashTable *languages; /* at most one per locale of ICU; lives as long as we do */
    g_autofree char *locale = locale_of_tag(tag);
    g_mutex_lock(&mutex);
    if (!languages)
        languages = g_hash_table_new(g_str_hash, g_str_equal);
    Language *language = g_hash_table_lookup(languages, locale);
    if (!language) {
        language = language_new(locale);
        g_hash_table_insert(languages, language->locale, language);
    }
    g_mutex_unlock(&mutex);
    return language;
}
