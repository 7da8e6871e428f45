/*
 * find_name: digits that count nothing: of names, versions, telephones, times.
 */
#include "evidence/find_text.h"

#include <string.h>

enum { LONG_DIGITS = 9, GLUED_LIMIT = 40 };

static gboolean attached(const Sentence *sentence, guint at, char symbol)
{
    const Token *token = sentence_token(sentence, at);
    return token && !token->spaced && token_is(token, symbol);
}

static gboolean attached_digits(const Sentence *sentence, guint at)
{
    const Token *token = sentence_token(sentence, at);
    return token && !token->spaced && token->type == TOKEN_DIGITS;
}

static gboolean set_found(Found *found, MentionClass type, guint start, guint end)
{
    *found = (Found){.type = type, .start = start, .core = start, .core_end = end, .end = end};
    found->reading.unit = "";
    return TRUE;
}

/* "14 + 16 =": a sum to solve */
static guint sum_end(const Sentence *sentence, guint at)
{
    const Token *sign = sentence_token(sentence, at + 1),
                *second = sentence_token(sentence, at + 2);
    const Token *equals = sentence_token(sentence, at + 3);
    if (!sign || !second || !equals || second->type != TOKEN_DIGITS || !token_is(equals, '='))
        return at;
    const gboolean known =
        (sign->type == TOKEN_SYMBOL && (strchr("+-*/", *sign->text) || !strcmp(sign->text, "×"))) ||
        token_equals(sign, TOKEN_WORD, "x");
    return known ? at + 4 : at;
}

/* Digits joined by one kind of sign without blanks: how many runs, and where
 * they end. */
static guint chain(const Sentence *sentence, guint at, char symbol, guint *end)
{
    guint n = 1;
    *end = at + 1;
    while (attached(sentence, *end, symbol) && attached_digits(sentence, *end + 1)) {
        *end += 2;
        n++;
    }
    return n;
}

static gboolean all_grouped(const Sentence *sentence, guint at, guint end)
{
    for (guint i = at + 2; i < end; i += 2)
        if (strlen(sentence_token(sentence, i)->text) != 3)
            return FALSE;
    return strlen(sentence_token(sentence, at)->text) <= 3;
}

/* "+55 11 99999-9999", "(11) 9999-9999", "555-123-4567" */
static guint telephone_end(const Sentence *sentence, guint at)
{
    guint end = at, groups = 0, digits = 0;
    const Token *before = at > 0 ? sentence_token(sentence, at - 1) : NULL;
    const gboolean plus = before && token_is(before, '+') && !sentence_token(sentence, at)->spaced;
    const gboolean bracket = before && token_is(before, '(') && attached(sentence, at + 1, ')');
    for (guint i = at; i < at + 12; i++) {
        const Token *token = sentence_token(sentence, i);
        if (!token || token->broken)
            break;
        if (token->type == TOKEN_DIGITS && strlen(token->text) <= 5) {
            digits += (guint)strlen(token->text);
            groups++;
            end = i + 1;
        } else if (!token_is(token, '-') && !token_is(token, '(') && !token_is(token, ')')) {
            break;
        }
    }
    if ((plus || bracket) && groups >= 3 && digits >= 8 && digits <= 15)
        return end;
    guint dashed;
    return chain(sentence, at, '-', &dashed) >= 3 ? dashed : at;
}

static gboolean is_id(const Sentence *sentence, guint at)
{
    for (guint back = 1; back <= 4 && at >= back; back++) {
        const Token *token = sentence_token(sentence, at - back);
        if (token->type == TOKEN_WORD)
            return back > 1 && (!strcmp(token->text, "id") || !strcmp(token->text, "ids"));
        if (token->type != TOKEN_SYMBOL || !strchr("=:\"#'", *token->text) ||
            (token->spaced && back > 1))
            return FALSE;
    }
    return FALSE;
}

/* An address goes on to the next blank; FALSE unless there are digits in it. */
static gboolean find_address(const Sentence *sentence, guint at, Found *found)
{
    const Token *token = sentence_token(sentence, at);
    if (token->type != TOKEN_WORD ||
        !((attached(sentence, at + 1, ':') && attached(sentence, at + 2, '/')) ||
          (strcmp(token->text, "www") == 0 && attached(sentence, at + 1, '.'))))
        return FALSE;
    guint end = at + 1;
    for (const Token *next; (next = sentence_token(sentence, end)) && !next->spaced; end++)
        if (token_is(next, ')') || token_is(next, '"') || token_is(next, ']') ||
            token_is(next, '>') || token_is(next, ','))
            break;
    return set_found(found, MENTION_IDENTIFIER, at, end);
}

gboolean find_identifier(const Sentence *sentence, guint at, Found *found)
{
    const Token *token = sentence_token(sentence, at);
    if (token->type == TOKEN_WORD)
        return find_address(sentence, at, found);
    if (token->type != TOKEN_DIGITS)
        return FALSE;
    const gsize length = strlen(token->text);
    guint end = sum_end(sentence, at);
    if (end == at)
        end = telephone_end(sentence, at);
    if (end == at && (chain(sentence, at, ':', &end) < 2 || at + 1 == end))
        end = at;
    guint chained;
    if (end == at && chain(sentence, at, '.', &chained) >= 3 && !all_grouped(sentence, at, chained))
        end = chained; /* a version */
    Numeral numeral;
    Reader reader = sentence_reader(sentence, at);
    if (end == at && chain(sentence, at, '/', &chained) >= 2 &&
        !reader_take_fraction(&reader, &numeral))
        end = chained; /* "24/7" */
    const Token *before = at > 0 ? sentence_token(sentence, at - 1) : NULL;
    const Token *next = sentence_token(sentence, at + 1);
    const gboolean money = before && before->currency;
    const gboolean goes_on =
        next && !next->spaced &&
        (next->type == TOKEN_WORD || (next->type == TOKEN_SYMBOL && strchr(".,%", *next->text) &&
                                      attached_digits(sentence, at + 2)));
    if (end == at && !goes_on && !money &&
        (length >= LONG_DIGITS || (length > 1 && *token->text == '0')))
        end = at + 1;
    if (end == at && is_id(sentence, at))
        end = at + 1;
    return end > at && set_found(found, MENTION_IDENTIFIER, at, end);
}

/* Whether the word may be (the end of) a name. */
static gboolean may_name(const Token *word)
{
    static const guint64 known =
        ROLE_BIT(ROLE_FILLER) | ROLE_BIT(ROLE_AT_LEAST) | ROLE_BIT(ROLE_AT_MOST) |
        ROLE_BIT(ROLE_ABOUT) | ROLE_BIT(ROLE_BETWEEN) | ROLE_BIT(ROLE_AND) | ROLE_BIT(ROLE_OF) |
        ROLE_BIT(ROLE_TO) | ROLE_BIT(ROLE_MONTH) | ROLE_BIT(ROLE_WEEKDAY) | ROLE_BIT(ROLE_PART) |
        ROLE_BIT(ROLE_PERIOD) | ROLE_BIT(ROLE_CURRENCY) | ROLE_BIT(ROLE_SINCE) | ROLE_BIT(ROLE_BY) |
        ROLE_BIT(ROLE_CARDINAL) | ROLE_BIT(ROLE_SCALE);
    return word->type == TOKEN_WORD && !word->han && !language_begins_any(word, known);
}

/* "Llama 3.1", "Claude 2": a capital word before a small plain number. */
static gboolean follows_name(const Sentence *sentence, const Found *found)
{
    const Token *word = sentence_token(sentence, found->core - 1);
    const Token *first = sentence_token(sentence, found->core);
    const Token *next = sentence_token(sentence, found->core_end);
    if (!(word->title || word->mixed) || !may_name(word) || first->broken || !first->spaced ||
        first->type != TOKEN_DIGITS || found->start < found->core)
        return FALSE;
    const Reading *reading = &found->reading;
    /* of a range or a scale in words, or with a unit, it is a figure; "7B" is glued */
    const Token *last = sentence_token(sentence, found->core_end - 1);
    const gboolean glued = last->type == TOKEN_WORD && !last->spaced;
    const gboolean compound = found->unit > found->core_end; /* "MMLU 5-shot" */
    if (!reading->has_value || reading->percent || *reading->unit || compound ||
        (reading->precision >= 1000 && !glued) || (!glued && reading->value >= 1000))
        return FALSE;
    /* "Treinamos 5 modelos": at the beginning of a sentence any word has a capital */
    const gboolean begins = found->core == 1 && !word->mixed && !word->capital;
    return !begins || !next || next->type != TOKEN_WORD || next->title || glued;
}

void found_check_name(const Sentence *sentence, Found *found)
{
    if (found->core == 0)
        return;
    const Token *before = sentence_token(sentence, found->core - 1);
    const Token *further = found->core > 1 ? sentence_token(sentence, found->core - 2) : NULL;
    const Token *first = sentence_token(sentence, found->core);
    const Token *last = sentence_token(sentence, found->core_end - 1);
    const gboolean glued_scale = last->type == TOKEN_WORD && !last->spaced && !last->han;
    if (first->type != TOKEN_DIGITS)
        return;
    const gboolean dashed = (token_is(before, '-') || token_is(before, '_')) && !first->spaced &&
                            further && !before->spaced && may_name(further);
    const gboolean goes_on = sentence->after_name && sentence->done == found->core &&
                             !first->broken && (glued_scale || !first->spaced);
    if (!dashed && !goes_on && !follows_name(sentence, found))
        return;
    found->type = MENTION_NAME;
    found->start = found->core - (goes_on ? 0 : dashed ? 2 : 1);
    found->start = MAX(found->start, sentence->done);
    found->unit = found->unit_end = found->end = found->core_end;
}

/* "8x7B" */
static gboolean find_structure(const Sentence *sentence, guint at, Found *found)
{
    const Token *count = sentence_token(sentence, at), *word = sentence_token(sentence, at + 1);
    Reading reading;
    if (count->type != TOKEN_DIGITS || strlen(count->text) > 3 || !word || word->spaced ||
        word->type != TOKEN_WORD || word->text[0] != 'x' || !g_ascii_isdigit(word->text[1]) ||
        strlen(word->text) > GLUED_LIMIT ||
        !reading_parse_as(word->text + 1, "en", READING_NUMBER, &reading) ||
        reading.kind != KIND_EXACT || reading.precision < 1000)
        return FALSE;
    set_found(found, MENTION_STRUCTURE, at, at + 2);
    found->has_reading = TRUE;
    found->reading = reading;
    found->count = g_ascii_strtod(count->text, NULL);
    return TRUE;
}

/* "18th", "1º": a rank */
static gboolean find_ordinal(const Sentence *sentence, guint at, Found *found)
{
    const Token *digits = sentence_token(sentence, at), *suffix = sentence_token(sentence, at + 1);
    if (digits->type != TOKEN_DIGITS || strlen(digits->text) > 4 || !suffix || suffix->spaced ||
        suffix->han || !language_begins(suffix, ROLE_ORDINAL))
        return FALSE;
    set_found(found, MENTION_ORDINAL, at,
              at + 1 + language_match(sentence->tokens, at + 1, ROLE_ORDINAL, NULL));
    found->has_reading = found->reading.has_value = TRUE;
    found->reading.value = g_ascii_strtod(digits->text, NULL);
    found->reading.precision = 1;
    return TRUE;
}

gboolean find_name(const Sentence *sentence, guint at, Found *found)
{
    const Token *token = sentence_token(sentence, at);
    if (token->type != TOKEN_DIGITS && !token->mixed)
        return FALSE;
    if (find_structure(sentence, at, found) || find_ordinal(sentence, at, found))
        return TRUE;
    guint end = at + 1;
    gboolean version = FALSE;
    for (const Token *next; end < at + GLUED_LIMIT && (next = sentence_token(sentence, end)) &&
                            !next->spaced;) { /* "o3-mini", "v2.1", "4o" */
        const Token *further = sentence_token(sentence, end + 1);
        if (next->type != TOKEN_SYMBOL) {
            end++;
        } else if ((token_is(next, '-') || token_is(next, '_') || token_is(next, '.')) && further &&
                   !further->spaced &&
                   (further->type == TOKEN_DIGITS ||
                    (further->type == TOKEN_WORD && !token_is(next, '.')))) {
            version = version || (token_is(next, '.') && token->text[0] == 'v');
            end += 2;
        } else {
            break;
        }
    }
    return set_found(found, version ? MENTION_IDENTIFIER : MENTION_NAME, at, end);
}
