/*
 * Checks on what surrounds a claim's figure: setting, as_of, rank, note.
 */
#include "claims/check.h"
#include "table/suggest.h"

#include <string.h>

const Rule rule_setting_form = {"setting-form", LEVEL_ERROR,
                                "a setting is not of the form k=v;k=v, sorted, each key once"};
const Rule rule_setting_key = {
    "setting-key", LEVEL_WARNING,
    "a key of settings is used once and is spelt nearly like one that is used more"};
const Rule rule_as_of = {"as-of", LEVEL_ERROR, "as_of is no date"};
const Rule rule_as_of_missing = {"as-of-missing", LEVEL_WARNING,
                                 "a figure that changes with time does not say when it was true"};
const Rule rule_rank_reason = {"rank-reason", LEVEL_ERROR, "a deprecated claim does not say why"};
const Rule rule_derived_note = {"derived-note", LEVEL_ERROR,
                                "a derived claim does not say in its note how it was found"};

/* The one form of a setting, so that equal settings are equal texts: pairs
 * sorted by the bytes of the key.  '|' separates the parts of a figure's key. */
static char *setting_fault(const char *setting)
{
    for (const char *p = setting; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) || g_unichar_iscntrl(c))
            return g_strdup("has a blank: take it out");
        if (c == '|')
            return g_strdup("has a '|', which separates the parts of a figure's key: take it out");
    }
    g_auto(GStrv) pairs = g_strsplit(setting, ";", -1);
    g_autofree char *last = NULL;
    for (char **pair = pairs; *pair; pair++) {
        const char *equals = strchr(*pair, '=');
        if (!equals || equals == *pair || !equals[1] || strchr(equals + 1, '='))
            return g_strdup_printf("has \"%s\" where a key=value belongs: join pairs by ';'",
                                   *pair);
        char *key = g_strndup(*pair, (gsize)(equals - *pair));
        const int order = last ? strcmp(last, key) : -1;
        if (order >= 0) {
            char *fault = order == 0 ? g_strdup_printf("has the key %s twice: keep one", key)
                                     : g_strdup_printf("has %s after %s: sort by key", key, last);
            g_free(key);
            return fault;
        }
        g_free(last);
        last = key;
    }
    return NULL;
}

void check_setting_form(const ClaimSet *claims, Findings *findings)
{
    g_autoptr(GHashTable) sound = g_hash_table_new(g_str_hash, g_str_equal); /* few are different */
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (!*claim->setting || g_hash_table_contains(sound, claim->setting))
            continue;
        g_autofree char *fault = setting_fault(claim->setting);
        if (fault)
            findings_add(findings, &rule_setting_form, claim_place(claim, "setting"),
                         "setting \"%s\" %s", claim->setting, fault);
        else
            g_hash_table_add(sound, (gpointer)claim->setting);
    }
}

/* Adds n to the number of the text. */
static void add_count(GHashTable *counts, char *text, guint n)
{
    n += GPOINTER_TO_UINT(g_hash_table_lookup(counts, text));
    g_hash_table_insert(counts, text, GUINT_TO_POINTER(n));
}

/* The key of the pair at *pair, which moves behind it; NULL: there is none any more.  What is no
 * pair is passed over: setting-form tells of it. */
static char *next_key(const char **pair)
{
    while (**pair) {
        const char *start = *pair;
        const gsize length = strcspn(start, ";"), key = strcspn(start, "=;");
        *pair += length + (start[length] == ';');
        if (key > 0 && key < length)
            return g_strndup(start, key);
    }
    return NULL;
}

/* How many claims have each key in their settings. */
static GHashTable *count_keys(GHashTable *settings)
{
    GHashTable *counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer setting, n;
    g_hash_table_iter_init(&iter, settings);
    while (g_hash_table_iter_next(&iter, &setting, &n)) { /* sums: any order will do */
        const char *pair = setting;
        for (char *key; (key = next_key(&pair));)
            add_count(counts, key, GPOINTER_TO_UINT(n));
    }
    return counts;
}

/* There is no list of keys but the data, and a rare key is no fault; one that is
 * nearly another is most often a slip, and keeps equal figures from merging. */
static void check_key(const Claim *claim, const char *key, GHashTable *counts, Findings *findings)
{
    if (GPOINTER_TO_UINT(g_hash_table_lookup(counts, key)) != 1)
        return;
    Suggestion suggestion;
    suggest_init(&suggestion, key);
    GHashTableIter iter;
    gpointer other, n;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &other, &n)) { /* suggest_offer: any order will do */
        if (GPOINTER_TO_UINT(n) > 1)
            suggest_offer(&suggestion, other);
    }
    if (suggestion.best)
        findings_add(findings, &rule_setting_key, claim_place(claim, "setting"),
                     "no other claim has the key \"%s\" in its setting; did you mean \"%s\"?", key,
                     suggestion.best);
}

void check_setting_key(const ClaimSet *claims, Findings *findings)
{
    g_autoptr(GHashTable) settings = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < claims->claims->len; i++)
        add_count(settings, (char *)((const Claim *)g_ptr_array_index(claims->claims, i))->setting,
                  1);
    g_autoptr(GHashTable) counts = count_keys(settings);
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (GPOINTER_TO_UINT(g_hash_table_lookup(settings, claim->setting)) > 1)
            continue; /* and so has each of its keys */
        const char *pair = claim->setting;
        for (char *key; (key = next_key(&pair)); g_free(key))
            check_key(claim, key, counts, findings);
    }
}

void check_as_of(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (*claim->as_of_text && claim->as_of.year == 0)
            findings_add(findings, &rule_as_of, claim_place(claim, "as_of"),
                         "as_of \"%s\" is no date: write YYYY, YYYY-MM or YYYY-MM-DD, a day that "
                         "exists",
                         claim->as_of_text);
    }
}

/* A source without a date of its own leaves the curator nothing to go by. */
void check_as_of_missing(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (claim->metric->timed && !*claim->as_of_text && *claim->source->published &&
            claim->rank != RANK_DEPRECATED)
            findings_add(findings, &rule_as_of_missing, claim_place(claim, "as_of"),
                         "metric \"%s\" changes with time, but as_of is empty: say when the figure "
                         "was true, as precisely as the source of %s tells",
                         claim->metric->id, claim->source->published);
    }
}

void check_rank_reason(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (claim->rank == RANK_DEPRECATED && !*claim->reason)
            findings_add(findings, &rule_rank_reason, claim_place(claim, "reason"),
                         "claim \"%s\" is deprecated without a reason: say why it is set aside",
                         claim->id);
    }
}

void check_derived_note(const ClaimSet *claims, Findings *findings)
{
    for (guint i = 0; i < claims->claims->len; i++) {
        const Claim *claim = g_ptr_array_index(claims->claims, i);
        if (claim->kind == KIND_DERIVED && !*claim->note)
            findings_add(findings, &rule_derived_note, claim_place(claim, "note"),
                         "claim \"%s\" is derived without a note: say how %s was found from \"%s\"",
                         claim->id, *claim->value.text ? claim->value.text : "it", claim->printed);
    }
}
