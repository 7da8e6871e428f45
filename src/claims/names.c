#include "claims/names.h"

#include "table/suggest.h"

#include <string.h>

enum { SUGGESTIONS_LIMIT = 5, LISTED_LIMIT = 12, CONTAINED_LENGTH_LEAST = 3 };

/* One spelling of a thing. */
typedef struct {
    char *folded; /* owned */
    const Named *named;
} Spelling;

struct Names {
    GPtrArray *named;  /* of Named*, in file order; owned */
    GArray *spellings; /* of Spelling, sorted by folded text, then id */
};

/* ---- folding --------------------------------------------------------------------------------- */

static gboolean is_joint(gunichar c)
{
    const gunichar minus = 0x2212; /* a mathematical sign to Unicode, a dash in print */
    const GUnicodeType type = g_unichar_type(c);
    return c == '_' || c == minus || type == G_UNICODE_DASH_PUNCTUATION || g_unichar_isspace(c);
}

/* Soft hyphens, joiners, direction marks: nobody sees them. */
static gboolean is_ignorable(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_FORMAT;
}

/* Small letters first: GLib's folding alone turns those of Cherokee into capitals and
 * the capitals into small ones (GLib 2.74). */
static char *fold_case(const char *text)
{
    g_autoptr(GString) small = g_string_new(NULL);
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        g_string_append_unichar(small, g_unichar_tolower(g_utf8_get_char(p)));
    return g_utf8_casefold(small->str, -1);
}

/* The same for the usual case, many times quicker. */
static char *fold_ascii(const char *text)
{
    GString *folded = g_string_new(NULL);
    for (const char *p = text; *p; p++) {
        if (!g_ascii_isspace(*p) && *p != '-' && *p != '_') {
            if (p > text && folded->len > 0 && (g_ascii_isspace(p[-1]) || strchr("-_", p[-1])))
                g_string_append_c(folded, '-');
            g_string_append_c(folded, g_ascii_tolower(*p));
        }
    }
    return g_string_free(folded, FALSE);
}

char *name_fold(const char *text)
{
    if (g_str_is_ascii(text))
        return fold_ascii(text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    /* composed twice: what is composed of capitals has to be folded, and folding decomposes */
    g_autofree char *plain = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *small = fold_case(plain);
    g_autofree char *composed = g_utf8_normalize(small, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *folded = g_string_new(NULL);
    gboolean joint = FALSE;
    for (const char *p = composed; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (is_ignorable(c))
            continue;
        if (is_joint(c)) {
            joint = TRUE;
            continue;
        }
        if (joint && folded->len > 0)
            g_string_append_c(folded, '-');
        joint = FALSE;
        g_string_append_unichar(folded, c);
    }
    return g_string_free(folded, FALSE);
}

/* ---- the index ------------------------------------------------------------------------------- */

static void spelling_clear(gpointer data)
{
    Spelling *spelling = data;
    g_free(spelling->folded);
}

static int spelling_compare(gconstpointer a, gconstpointer b)
{
    const Spelling *x = a, *y = b;
    const int order = strcmp(x->folded, y->folded);
    return order != 0 ? order : strcmp(x->named->id, y->named->id);
}

static Names *names_new(void)
{
    Names *names = g_new0(Names, 1);
    names->named = g_ptr_array_new_with_free_func(g_free);
    names->spellings = g_array_new(FALSE, FALSE, sizeof(Spelling));
    g_array_set_clear_func(names->spellings, spelling_clear);
    return names;
}

static void add_spelling(Names *names, const Named *named, const char *text)
{
    Spelling spelling = {name_fold(text), named};
    if (*spelling.folded)
        g_array_append_val(names->spellings, spelling);
    else
        g_free(spelling.folded);
}

static const Named *add_named(Names *names, Named named)
{
    const Named *kept = g_memdup2(&named, sizeof named);
    g_ptr_array_add(names->named, (gpointer)kept);
    add_spelling(names, kept, kept->id);
    add_spelling(names, kept, kept->name);
    return kept;
}

Names *names_new_subjects(const ClaimSet *claims)
{
    Names *names = names_new();
    for (guint i = 0; i < claims->subjects->len; i++) {
        const Subject *subject = g_ptr_array_index(claims->subjects, i);
        const Named *named =
            add_named(names, (Named){.id = subject->id, .name = subject->name, .subject = subject});
        g_auto(GStrv) aliases = g_strsplit(subject->aliases, ";", -1);
        for (char **alias = aliases; *alias; alias++)
            add_spelling(names, named, *alias);
    }
    g_array_sort(names->spellings, spelling_compare);
    return names;
}

Names *names_new_metrics(const ClaimSet *claims)
{
    Names *names = names_new();
    for (guint i = 0; i < claims->metrics->len; i++) {
        const Metric *metric = g_ptr_array_index(claims->metrics, i);
        add_named(names, (Named){.id = metric->id, .name = metric->name, .metric = metric});
    }
    g_array_sort(names->spellings, spelling_compare);
    return names;
}

void names_free(Names *names)
{
    if (!names)
        return;
    g_array_unref(names->spellings);
    g_ptr_array_unref(names->named);
    g_free(names);
}

/* ---- finding --------------------------------------------------------------------------------- */

static const Spelling *spelling_at(const Names *names, guint i)
{
    return &g_array_index(names->spellings, Spelling, i);
}

/* Position of the first spelling that is not before folded. */
static guint lower_bound(const Names *names, const char *folded)
{
    guint low = 0, high = names->spellings->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (strcmp(spelling_at(names, middle)->folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int compare_ids(gconstpointer a, gconstpointer b)
{
    const Named *const *x = a, *const *y = b;
    return strcmp((*x)->id, (*y)->id);
}

/* Everything that is called folded, or whose name begins so, once each and by id. */
static void collect(const Names *names, const char *folded, gboolean prefix, GPtrArray *found)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = lower_bound(names, folded); i < names->spellings->len; i++) {
        const Spelling *spelling = spelling_at(names, i);
        if (!g_str_has_prefix(spelling->folded, folded) ||
            (!prefix && strcmp(spelling->folded, folded) != 0))
            break;
        if (g_hash_table_add(seen, (gpointer)spelling->named))
            g_ptr_array_add(found, (gpointer)spelling->named);
    }
    g_ptr_array_sort(found, compare_ids);
}

static void match_settle(NameMatch *match, NameState state, const Named *found)
{
    match->state = state;
    match->found = found;
    g_ptr_array_set_size(match->others, 0);
}

/* ---- near misses ----------------------------------------------------------------------------- */

/* Whether all of part stands in whole as words of its own. */
static gboolean has_words(const char *whole, const char *part)
{
    const gsize length = strlen(part);
    if (length < CONTAINED_LENGTH_LEAST)
        return FALSE;
    for (const char *p = strstr(whole, part); p; p = strstr(p + 1, part)) {
        if ((p == whole || p[-1] == '-') && (p[length] == '\0' || p[length] == '-'))
            return TRUE;
    }
    return FALSE;
}

typedef struct {
    const Named *named;
    guint distance; /* edits */
} Near;

static int compare_near(gconstpointer a, gconstpointer b)
{
    const Near *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    return strcmp(x->named->id, y->named->id);
}

static void offer(GHashTable *nearest, const Named *named, guint distance)
{
    gpointer known;
    if (!g_hash_table_lookup_extended(nearest, named, NULL, &known) ||
        distance < GPOINTER_TO_UINT(known))
        g_hash_table_insert(nearest, (gpointer)named, GUINT_TO_POINTER(distance));
}

/* Misspelled names first, then those that share whole words with the text. */
static void suggest(const Names *names, const char *folded, GPtrArray *others)
{
    enum { SHARED_WORDS = 100 };
    g_autoptr(GHashTable) nearest = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < names->spellings->len; i++) {
        const Spelling *spelling = spelling_at(names, i);
        Suggestion suggestion;
        suggest_init(&suggestion, folded);
        suggest_offer(&suggestion, spelling->folded);
        if (suggestion.best)
            offer(nearest, spelling->named, suggestion.distance);
        else if (has_words(spelling->folded, folded) || has_words(folded, spelling->folded))
            offer(nearest, spelling->named, SHARED_WORDS);
    }
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(Near));
    GHashTableIter iter;
    gpointer named, distance;
    g_hash_table_iter_init(&iter, nearest);
    while (g_hash_table_iter_next(&iter, &named, &distance)) {
        const Near item = {named, GPOINTER_TO_UINT(distance)};
        g_array_append_val(near, item);
    }
    g_array_sort(near, compare_near);
    for (guint i = 0; i < near->len && i < SUGGESTIONS_LIMIT; i++)
        g_ptr_array_add(others, (gpointer)g_array_index(near, Near, i).named);
}

void names_find(const Names *names, const char *text, gboolean prefix, NameMatch *match)
{
    *match = (NameMatch){.state = NAME_NONE, .others = g_ptr_array_new()};
    g_autofree char *folded = name_fold(text);
    if (!*folded)
        return;
    collect(names, folded, FALSE, match->others);
    for (guint i = 0; i < match->others->len; i++) {
        const Named *named = g_ptr_array_index(match->others, i);
        if (match->others->len == 1 || strcmp(named->id, text) == 0) {
            match_settle(match, NAME_EXACT, named);
            return;
        }
    }
    if (match->others->len == 0 && prefix)
        collect(names, folded, TRUE, match->others);
    if (match->others->len == 1)
        match_settle(match, NAME_PREFIX, g_ptr_array_index(match->others, 0));
    else if (match->others->len > 1)
        match->state = NAME_AMBIGUOUS;
    else
        suggest(names, folded, match->others);
}

void name_match_clear(NameMatch *match)
{
    g_clear_pointer(&match->others, g_ptr_array_unref);
}

char *name_match_list(const NameMatch *match)
{
    GString *list = g_string_new(NULL);
    const guint n = match->others->len;
    for (guint i = 0; i < n && i < LISTED_LIMIT; i++) {
        const Named *named = g_ptr_array_index(match->others, i);
        g_string_append_printf(list, "%s%s (%s)", i > 0 ? ", " : "", named->id, named->name);
    }
    if (n > LISTED_LIMIT)
        g_string_append_printf(list, " and %u more", n - LISTED_LIMIT);
    return g_string_free(list, FALSE);
}
