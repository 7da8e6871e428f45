#include "evidence/language.h"

#include "evidence/icu_library.h"

#include <string.h>

typedef struct {
    Role role;
    double value;
    guint n;                             /* tokens after the first */
    const char *rest[PHRASE_TOKENS - 1]; /* their texts */
} Phrase;

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
        entry->text = first;
        entry->phrases = g_array_new(FALSE, FALSE, sizeof(Phrase));
        g_hash_table_insert(language->phrases, first, entry);
    }
    for (guint i = 0; i < entry->phrases->len; i++)
        if (phrase_equal(&g_array_index(entry->phrases, Phrase, i), &phrase))
            return;
    entry->roles |= ROLE_BIT(role);
    g_array_append_val(entry->phrases, phrase);
}

/* ---- the index: of ten words of a text nine begin no phrase ---------------------------------- */

typedef struct {
    guint hash;
    const Entry *entry; /* NULL: free */
} Slot;

struct PhraseIndex {
    HashSet seen; /* all of them */
    guint mask;   /* of slots, whose number is a power of two and twice that of entries */
    Slot slots[];
};

static void hash_set_add(HashSet *set, guint hash)
{
    const guint bit = hash_set_bit(hash);
    set->bits[bit / 64] |= G_GUINT64_CONSTANT(1) << bit % 64;
}

static PhraseIndex *index_new(GHashTable *phrases)
{
    guint size = 16;
    while (size < 2 * g_hash_table_size(phrases))
        size *= 2;
    PhraseIndex *index = g_malloc0(sizeof *index + size * sizeof *index->slots);
    index->mask = size - 1;
    GHashTableIter iterator;
    gpointer text, entry;
    g_hash_table_iter_init(&iterator, phrases);
    while (g_hash_table_iter_next(&iterator, &text, &entry)) {
        const guint hash = g_str_hash(text);
        hash_set_add(&index->seen, hash);
        guint at = hash & index->mask;
        while (index->slots[at].entry)
            at = (at + 1) & index->mask;
        index->slots[at] = (Slot){hash, entry};
    }
    return index;
}

static const Entry *index_find(const PhraseIndex *index, const Token *token)
{
    const guint hash = token->hash;
    if (!hash_set_may_have(&index->seen, hash))
        return NULL;
    for (guint at = hash & index->mask; index->slots[at].entry; at = (at + 1) & index->mask) {
        const Slot *slot = &index->slots[at];
        if (slot->hash == hash && strcmp(slot->entry->text, token->text) == 0)
            return slot->entry;
    }
    return NULL;
}

enum { COMPOUND_PARTS = 8, COMPOUND_LIMIT = 60 };

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
        token->entry = token->type == TOKEN_SUPERSCRIPT ? NULL : index_find(language->index, token);
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

static gboolean phrase_stands_at(const Phrase *phrase, const Tokens *tokens, guint at)
{
    if (at + 1 + phrase->n > tokens->n)
        return FALSE;
    for (guint i = 0; i < phrase->n; i++)
        if (strcmp(tokens->items[at + 1 + i].text, phrase->rest[i]) != 0)
            return FALSE;
    return TRUE;
}

gboolean language_may_match(const Tokens *tokens, guint at, guint64 roles)
{
    const GArray *phrases = tokens->items[at].entry->phrases;
    for (guint i = 0; i < phrases->len; i++) {
        const Phrase *phrase = &g_array_index(phrases, Phrase, i);
        guint j = 0;
        while (j < phrase->n && at + 1 + j < tokens->n &&
               strcmp(tokens->items[at + 1 + j].text, phrase->rest[j]) == 0)
            j++;
        if ((ROLE_BIT(phrase->role) & roles) && j < phrase->n && at + 1 + j == tokens->n)
            return TRUE;
    }
    return FALSE;
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

static void watch(Watched *watched, const Entry *entry)
{
    const guint hash = g_str_hash(entry->text);
    for (guint i = 0; i < entry->phrases->len; i++) {
        const Phrase *phrase = &g_array_index(entry->phrases, Phrase, i);
        if (!(ROLE_BIT(phrase->role) & WATCHED_ROLES))
            continue;
        if (phrase->n == 0) {
            hash_set_add(&watched->words, hash);
        } else {
            hash_set_add(&watched->openers, hash);
            hash_set_add(&watched->pairs, hash_pair(hash, g_str_hash(phrase->rest[0])));
        }
    }
}

static void watch_all(Language *language)
{
    GHashTableIter iterator;
    gpointer entry;
    g_hash_table_iter_init(&iterator, language->phrases);
    while (g_hash_table_iter_next(&iterator, NULL, &entry))
        watch(&language->watched, entry);
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
    language->index = index_new(language->phrases);
    watch_all(language);
    return language;
}

/* Tags that are remembered; whoever writes more waits for ICU. */
enum { TAGS_LIMIT = 1000 };

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
    static GHashTable *tags, *languages; /* at most one per locale of ICU; live as long as we do */
    g_mutex_lock(&mutex);
    if (!tags) {
        tags = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        languages = g_hash_table_new(g_str_hash, g_str_equal);
    }
    Language *language = g_hash_table_lookup(tags, tag);
    if (!language) {
        g_autofree char *locale = locale_of_tag(tag);
        language = g_hash_table_lookup(languages, locale);
        if (!language) {
            language = language_new(locale);
            g_hash_table_insert(languages, language->locale, language);
        }
        if (g_hash_table_size(tags) < TAGS_LIMIT)
            g_hash_table_insert(tags, g_strdup(tag), language);
    }
    g_mutex_unlock(&mutex);
    return language;
}
