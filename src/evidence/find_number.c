/*
 * find_number: numbers in a sentence, ranks, and words that mean some number.
 */
#include "evidence/find_text.h"

#include <string.h>

static const guint64 NUMBER_ROLES =
    ROLE_BIT(ROLE_CARDINAL) | ROLE_BIT(ROLE_HALF) | ROLE_BIT(ROLE_ARTICLE);

/* "US$" before the digits, and a sign: where the core begins. */
static guint core_start(const Sentence *sentence, guint at)
{
    guint start = at;
    for (guint back = 1; back <= 3 && at >= sentence->done + back; back++) {
        const Token *token = sentence_token(sentence, at - back);
        if (back > 1 && sentence_token(sentence, at - back + 1)->spaced)
            break;
        Reader reader = sentence_reader(sentence, at - back);
        const char *unit;
        if (!token->broken && (token->currency || token->capital) &&
            reader_take_currency(&reader, &unit) && reader.at == at)
            start = at - back;
    }
    if (start > sentence->done && token_is(sentence_token(sentence, start - 1), '-') &&
        !sentence_token(sentence, start)->spaced &&
        (sentence_token(sentence, start - 1)->spaced || start == 1 ||
         token_is(sentence_token(sentence, start - 2), '(') ||
         token_is(sentence_token(sentence, start - 2), '|')))
        start--;
    return start;
}

/* Whether commas stand between figures here: ",512,". */
static gboolean is_item(const Sentence *sentence, guint core)
{
    if (core == 0 || sentence_token(sentence, core)->spaced)
        return FALSE;
    const Token *comma = sentence_token(sentence, core - 1);
    if (!token_is(comma, ',') || (comma->spaced && !comma->broken))
        return FALSE;
    return core == 1 || sentence_token(sentence, core - 2)->type != TOKEN_DIGITS ||
           sentence->done + 1 == core; /* a figure ended before the comma */
}

/* The noun behind a number: "GPUs", "-shot", "H100 training cluster". */
static void find_unit(const Sentence *sentence, Found *found)
{
    static const guint64 never = ROLE_BIT(ROLE_FILLER) | ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_TO) |
                                 ROLE_BIT(ROLE_OF) | ROLE_BIT(ROLE_LINK) | ROLE_BIT(ROLE_BY) |
                                 ROLE_BIT(ROLE_AT_LEAST) | ROLE_BIT(ROLE_AT_MOST) |
                                 ROLE_BIT(ROLE_ABOUT) | ROLE_BIT(ROLE_PLANNED);
    Reader reader = sentence_reader(sentence, found->core_end);
    const char *unit = "";
    const Token *next = sentence_token(sentence, found->core_end);
    found->unit = found->unit_end = found->core_end;
    if (!next || next->broken)
        return;
    if (reader_take_unit(&reader, &unit)) {
        found->unit_end = reader.at;
        if (!*found->reading.unit)
            found->reading.unit = unit;
    } else {
        const guint dash = !next->spaced && token_is(next, '-');
        const Token *word = sentence_token(sentence, found->core_end + dash);
        if (word && word->type == TOKEN_WORD && word->spaced == !dash &&
            !language_begins_any(word, never) && !sentence->language->han)
            found->unit_end = found->core_end + dash + 1;
    }
    found->unit += found->unit_end > found->unit && token_is(next, '-');
    found->end = found->unit_end;
}

static gboolean has_unit(const Found *found)
{
    return *found->reading.unit != '\0';
}

/* "one" and "一" alone are words like others. */
static gboolean is_spelled_noise(const Sentence *sentence, const Found *found)
{
    const Token *first = sentence_token(sentence, found->core);
    const guint n = found->core_end - found->core;
    if (first->type != TOKEN_WORD || has_unit(found))
        return FALSE;
    if (first->han)
        return n < 2 || (found->core > 0 && sentence_token(sentence, found->core - 1)->han &&
                         !first->spaced && n < 3);
    return n == 1 && found->reading.value == 1;
}

gboolean find_number(const Sentence *sentence, guint at, Found *found)
{
    const Token *token = sentence_token(sentence, at);
    const gboolean fraction = token->type == TOKEN_SYMBOL && (guchar)*token->text >= 0x80;
    const Token *next = sentence_token(sentence, at + 1);
    const gboolean dot = token_is(token, '.') && next && next->type == TOKEN_DIGITS &&
                         !next->spaced && (token->spaced || at == 0);
    if (token->type != TOKEN_DIGITS && !language_begins_any(token, NUMBER_ROLES) && !dot &&
        !fraction && !(token->han && language_begins(token, ROLE_SCALE)))
        return FALSE;
    *found = (Found){.type = MENTION_NUMBER, .has_reading = TRUE};
    found->core = token->type == TOKEN_WORD ? at : core_start(sentence, at);
    Modifiers modifiers = {0};
    found->start =
        sentence_modifiers(sentence, found->core, ROLE_AT_LEAST, ROLE_AT_MOST, &modifiers);
    Reader reader = sentence_reader(sentence, found->core);
    reader.listed = is_item(sentence, found->core);
    found->reading.unit = "";
    if (!reader_take_number(&reader, &modifiers, &found->reading))
        return FALSE;
    found->core_end = found->end = reader.at;
    found->bare = found->start == found->core && !has_unit(found) && !found->reading.percent &&
                  found->reading.kind == KIND_EXACT && found->reading.precision <= 1 &&
                  found->core_end == at + 1;
    find_unit(sentence, found);
    found->bare = found->bare && !has_unit(found);
    const Token *word = sentence_token(sentence, found->core_end);
    if (word && !word->spaced && language_begins(word, ROLE_ORDINAL) && !word->han)
        return FALSE;
    if (is_spelled_noise(sentence, found))
        return FALSE;
    found_check_name(sentence, found);
    return TRUE;
}

/* "hundreds of thousands", "várias", "milhões" */
gboolean find_vague(const Sentence *sentence, guint at, Found *found)
{
    guint end = at;
    for (guint next = at; next < at + 8;) {
        guint n = language_match(sentence->tokens, next, ROLE_VAGUE, NULL);
        const Token *token = sentence_token(sentence, next);
        if (n == 0 && token && !token->han && strlen(token->text) > 3)
            n = language_match(sentence->tokens, next, ROLE_SCALE, NULL);
        if (n > 0)
            end = next + n;
        else
            n = next > at ? language_match(sentence->tokens, next, ROLE_OF, NULL) : 0;
        if (n == 0)
            break;
        next += n;
    }
    if (end == at)
        return FALSE;
    Modifiers modifiers = {0};
    *found =
        (Found){.type = MENTION_VAGUE,
                .start = sentence_modifiers(sentence, at, ROLE_AT_LEAST, ROLE_AT_MOST, &modifiers),
                .core = at,
                .core_end = end,
                .end = end};
    found->reading.unit = "";
    find_unit(sentence, found);
    return TRUE;
}
