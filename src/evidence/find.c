#include "evidence/find.h"

#include "evidence/find_part.h"
#include "evidence/find_text.h"

#include <string.h>

/* A text without sentences (a table of numbers) is cut into pieces of this many
 * tokens. */
enum { SENTENCE_LIMIT = 1024, MENTION_TOKENS = 48, MODIFIER_TOKENS = 8 };

static const char *const class_names[] = {"number", "date",     "structure", "ordinal",
                                          "vague",  "relative", "name",      "identifier"};

const char *mention_class_name(MentionClass type)
{
    return class_names[type];
}

gboolean mention_is_claimable(const Mention *mention)
{
    return mention->type <= MENTION_STRUCTURE && mention->has_reading;
}

Reader sentence_reader(const Sentence *sentence, guint at)
{
    return (Reader){.language = sentence->language,
                    .tokens = sentence->tokens,
                    .at = at,
                    .end = MIN(sentence->tokens->n, at + MENTION_TOKENS),
                    .running = TRUE};
}

guint sentence_modifiers(const Sentence *sentence, guint at, Role at_least, Role at_most,
                         Modifiers *modifiers)
{
    const guint64 roles =
        ROLE_BIT(at_least) | ROLE_BIT(at_most) | ROLE_BIT(ROLE_ABOUT) | ROLE_BIT(ROLE_BETWEEN);
    for (guint back = MIN(MODIFIER_TOKENS, at - sentence->done); back > 0; back--) {
        const guint start = at - back;
        if (!language_begins_any(&sentence->tokens->items[start], roles))
            continue;
        Reader reader = sentence_reader(sentence, start);
        Modifiers taken = {0};
        reader.end = at;
        reader_take_modifiers(&reader, at_least, at_most, &taken);
        if (reader.at != at || (taken.at_least && taken.at_most) ||
            !(taken.at_least || taken.at_most || taken.about || taken.between))
            continue;
        *modifiers = taken;
        return start;
    }
    return at;
}

static const guint64 FIGURE_ROLES =
    ROLE_BIT(ROLE_CARDINAL) | ROLE_BIT(ROLE_HALF) | ROLE_BIT(ROLE_ARTICLE) | ROLE_BIT(ROLE_SCALE) |
    ROLE_BIT(ROLE_MONTH) | ROLE_BIT(ROLE_WEEKDAY) | ROLE_BIT(ROLE_PERIOD) | ROLE_BIT(ROLE_SEASON) |
    ROLE_BIT(ROLE_PART) | ROLE_BIT(ROLE_DECADE) | ROLE_BIT(ROLE_VAGUE) | ROLE_BIT(ROLE_RELATIVE);

/* Quick: most words begin no figure. */
static gboolean may_begin(const Sentence *sentence, guint at)
{
    const Token *token = &sentence->tokens->items[at];
    switch (token->type) {
    case TOKEN_DIGITS: return TRUE;
    case TOKEN_WORD:
        if (token->mixed || language_begins_any(token, FIGURE_ROLES))
            return TRUE;
        const Token *next = sentence_token(sentence, at + 1);
        return next && !next->spaced && (token_is(next, ':') || token_is(next, '.')) &&
               (g_str_has_prefix(token->text, "http") || strcmp(token->text, "www") == 0);
    case TOKEN_SYMBOL:
        return *token->text == '.' || *token->text == '\'' || (guchar)*token->text >= 0x80;
    case TOKEN_SUPERSCRIPT:
    default: return FALSE;
    }
}

static gboolean find_mention(const Sentence *sentence, guint at, Found *found)
{
    if (!may_begin(sentence, at))
        return FALSE;
    /* dates before versions: "2024.02.05" */
    return find_date(sentence, at, found) || find_identifier(sentence, at, found) ||
           find_relative(sentence, at, found) ||
           (sentence->tokens->items[at].type == TOKEN_WORD &&
            language_begins(&sentence->tokens->items[at], ROLE_VAGUE) &&
            find_vague(sentence, at, found)) ||
           find_number(sentence, at, found) || find_vague(sentence, at, found) ||
           find_name(sentence, at, found);
}

static Stretch stretch_of(const Sentence *sentence, guint from, guint to)
{
    const Token *items = sentence->tokens->items;
    return (Stretch){items[from].start, items[to - 1].end};
}

static guint kind_hints(const Reading *reading)
{
    switch (reading->kind) {
    case KIND_ABOUT: return HINT_ABOUT;
    case KIND_AT_LEAST: return HINT_AT_LEAST;
    case KIND_AT_MOST: return HINT_AT_MOST;
    case KIND_EXACT:
    case KIND_RANGE:
    case KIND_DERIVED:
    default: return 0;
    }
}

static void add_mention(const Sentence *sentence, const Found *found, GArray *mentions)
{
    Mention mention = {
        .type = found->type,
        .whole = stretch_of(sentence, found->start, found->end),
        .core = stretch_of(sentence, found->core, found->core_end),
        .has_reading = found->has_reading,
        .reading = found->reading,
        .count = found->count,
        .bare = found->bare,
        .ambiguous = found->has_reading && found->reading.ambiguous,
        .hints = kind_hints(&found->reading),
    };
    mention.before = (Stretch){mention.core.start, mention.core.start};
    if (found->start < found->core)
        mention.before = stretch_of(sentence, found->start, found->core);
    mention.unit = (Stretch){mention.core.end, mention.core.end};
    if (found->unit < found->unit_end)
        mention.unit = stretch_of(sentence, found->unit, found->unit_end);
    g_array_append_val(mentions, mention);
}

static const struct {
    Role role;
    MentionHint hint;
    ClaimStatus status;
} status_hints[] = {
    /* the weakest word wins */
    {ROLE_RUMOURED, HINT_RUMOURED, STATUS_RUMOURED},
    {ROLE_ESTIMATED, HINT_ESTIMATED, STATUS_ESTIMATED},
    {ROLE_TARGET, HINT_TARGET, STATUS_TARGET},
    {ROLE_PLANNED, HINT_PLANNED, STATUS_PLANNED},
};

static guint sentence_hints(const Sentence *sentence)
{
    static const guint64 roles = ROLE_BIT(ROLE_RUMOURED) | ROLE_BIT(ROLE_ESTIMATED) |
                                 ROLE_BIT(ROLE_TARGET) | ROLE_BIT(ROLE_PLANNED);
    guint hints = 0;
    for (guint i = 0; i < sentence->tokens->n; i++) {
        if (!language_begins_any(&sentence->tokens->items[i], roles))
            continue;
        for (guint j = 0; j < G_N_ELEMENTS(status_hints); j++)
            if (language_match(sentence->tokens, i, status_hints[j].role, NULL))
                hints |= status_hints[j].hint;
    }
    return hints;
}

/* What the sentence says of all its figures. */
static void finish_sentence(const Sentence *sentence, GArray *mentions, guint first)
{
    if (mentions->len == first)
        return;
    guint hints = sentence_hints(sentence);
    for (guint i = first; i < mentions->len; i++) {
        const Mention *mention = &g_array_index(mentions, Mention, i);
        if ((mention->type == MENTION_DATE || mention->type == MENTION_RELATIVE) &&
            mention->reading.kind == KIND_AT_MOST)
            hints |= HINT_DEADLINE;
    }
    for (guint i = first; i < mentions->len; i++) {
        Mention *mention = &g_array_index(mentions, Mention, i);
        mention->hints |= hints;
        mention->sentence = stretch_of(sentence, 0, sentence->tokens->n);
        for (guint j = 0; j < G_N_ELEMENTS(status_hints) && !mention->has_status; j++) {
            mention->has_status = (hints & status_hints[j].hint) != 0;
            mention->status = status_hints[j].status;
        }
        if (!mention->has_status)
            mention->status = (hints & HINT_DEADLINE) ? STATUS_PLANNED : STATUS_ACTUAL;
        mention->has_status = mention->has_status || (hints & HINT_DEADLINE);
    }
}

static void find_in_sentence(const Language *language, Tokens *tokens, GArray *mentions)
{
    const guint first = mentions->len;
    Sentence sentence = {.language = language, .tokens = tokens};
    for (guint at = 0; at < tokens->n;) {
        Found found;
        if (!find_mention(&sentence, at, &found)) {
            at++;
            continue;
        }
        add_mention(&sentence, &found, mentions);
        at = MAX(found.end, at + 1);
        while (at < tokens->n && tokens->items[at].start < tokens->items[at - 1].end)
            at++; /* the rest of a compound word */
        sentence.done = at;
        sentence.after_name = found.type == MENTION_NAME;
    }
    finish_sentence(&sentence, mentions, first);
}

/* "approx. 5", "18. April", "U.S. dollars", "Sept. 27" */
static gboolean is_abbreviation(const Token *word, const Token *next)
{
    static const guint64 roles = ROLE_BIT(ROLE_MONTH) | ROLE_BIT(ROLE_ABOUT) | ROLE_BIT(ROLE_SCALE);
    if (word->type == TOKEN_DIGITS)
        return language_begins_any(next, ROLE_BIT(ROLE_MONTH) | ROLE_BIT(ROLE_PERIOD));
    return word->type == TOKEN_WORD &&
           (strlen(word->text) < 2 ||
            (strlen(word->text) <= 5 && language_begins_any(word, roles)));
}

/* Whether a sentence ends before the last token. */
static gboolean is_boundary(const Tokens *tokens)
{
    if (tokens->n < 2)
        return FALSE;
    const Token *next = &tokens->items[tokens->n - 1], *end = next - 1;
    if (tokens->n > SENTENCE_LIMIT)
        return next->spaced || tokens->n > SENTENCE_LIMIT + MENTION_TOKENS;
    if (next->broken && next->type != TOKEN_DIGITS &&
        (next->type == TOKEN_SYMBOL || next->title || next->han))
        return TRUE;
    if (end->type != TOKEN_SYMBOL)
        return FALSE;
    if (!strcmp(end->text, "。") || !strcmp(end->text, "！") || !strcmp(end->text, "？"))
        return TRUE;
    if (!next->spaced || !(token_is(end, '.') || token_is(end, '!') || token_is(end, '?')))
        return FALSE;
    if (next->type == TOKEN_WORD && !next->title)
        return FALSE;
    return !token_is(end, '.') || tokens->n < 3 || !is_abbreviation(end - 1, next);
}

GArray *mentions_find_part(const char *text, Stretch part, const Language *language)
{
    GArray *mentions = g_array_new(FALSE, FALSE, sizeof(Mention));
    g_autoptr(Tokens) tokens = tokens_new_empty();
    for (gsize at = part.start; at < part.end;) {
        const guint before = tokens->n;
        at = tokens_add(tokens, text, at, part.end);
        language_resolve(language, tokens, before);
        if (tokens->n == before || !is_boundary(tokens))
            continue;
        at = tokens->items[--tokens->n].start; /* it begins the next sentence */
        find_in_sentence(language, tokens, mentions);
        tokens_clear(tokens);
        at = tokens_add(tokens, text, at, part.end);
        language_resolve(language, tokens, 0);
    }
    find_in_sentence(language, tokens, mentions);
    return mentions;
}

GArray *mentions_find(const char *text, gsize length, const char *language)
{
    return mentions_find_part(text, (Stretch){0, length}, language_get(language));
}

static gsize shared_bytes(Stretch a, Stretch b)
{
    const gsize start = MAX(a.start, b.start), end = MIN(a.end, b.end);
    return end > start ? end - start : 0;
}

const Mention *mentions_cover(const GArray *mentions, Stretch stretch)
{
    guint low = 0, high = mentions->len; /* the first that does not end before the stretch */
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (g_array_index(mentions, Mention, middle).whole.end <= stretch.start)
            low = middle + 1;
        else
            high = middle;
    }
    const Mention *best = NULL;
    gsize most = 0;
    for (guint i = low; i < mentions->len; i++) {
        const Mention *mention = &g_array_index(mentions, Mention, i);
        if (mention->whole.start >= stretch.end)
            break;
        const gsize shared = shared_bytes(mention->core, stretch);
        const gboolean inside = shared == mention->core.end - mention->core.start ||
                                shared == stretch.end - stretch.start;
        if (inside && shared > most) {
            best = mention;
            most = shared;
        }
    }
    return best;
}
