/*
 * token: a text cut into digits, words and symbols.
 *
 * The parsers of numbers and dates only walk over tokens.  Texts of tokens are
 * folded (NFC, lower case, ASCII digits, one dash, one apostrophe), so that
 * comparing them is strcmp.  Han characters and hiragana are a word each, as
 * no blank tells where their words end.
 */
#ifndef FIGTRAIL_EVIDENCE_TOKEN_H
#define FIGTRAIL_EVIDENCE_TOKEN_H

#include <glib.h>

typedef enum {
    TOKEN_DIGITS,      /* "350": a run of decimal digits of any script */
    TOKEN_SUPERSCRIPT, /* "26" or "-3" of raised characters */
    TOKEN_WORD,        /* a letter, then letters and digits: "mil", "h100" */
    TOKEN_SYMBOL       /* any other character */
} TokenType;

typedef struct Entry Entry; /* the phrases that begin with a word (language.c) */

typedef struct {
    TokenType type;
    guint8 spaced : 1;   /* blanks stand before it */
    guint8 broken : 1;   /* a line break is among them */
    guint8 capital : 1;  /* a word of upper-case letters only: "B", "USD" */
    guint8 title : 1;    /* a word that begins with an upper-case letter */
    guint8 mixed : 1;    /* a word with digits in it: "h100" */
    guint8 han : 1;      /* a Han character, or hiragana */
    guint8 currency : 1; /* a currency symbol */
    guint hash;          /* of text, as token_hash says */
    const char *text;
    const Entry *entry; /* what the language knows of it (language_resolve); NULL: nothing */
    gsize start, end;   /* its bytes in the text */
} Token;

typedef struct {
    Token *items;
    guint n, allocated;
    char *room, *room_end; /* where the next text goes */
    GPtrArray *rooms;      /* what the texts lie in */
    GString *folded;       /* to work in */
} Tokens;

enum { TOKENS_TEXT_LIMIT = 400, TOKENS_LIMIT = 64 };

/* NULL when text is no UTF-8, or longer than a printed figure can be
 * (TOKENS_TEXT_LIMIT bytes, TOKENS_LIMIT tokens). */
Tokens *tokens_new(const char *text);

/* For running text: an empty list; adding one token after the other; starting again. */
Tokens *tokens_new_empty(void);
/* Adds the first token of text[at, length) and returns its end; length: there is none left.  Bytes
 * that are no UTF-8 are symbols. */
gsize tokens_add(Tokens *tokens, const char *text, gsize at, gsize length);
void tokens_clear(Tokens *tokens);
/* Makes n tokens of one word, cut at those bytes of its folded text; each has the
 * place of the whole word. */
void tokens_split(Tokens *tokens, guint at, const gsize *ends, guint n);

void tokens_free(Tokens *tokens); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tokens, tokens_free)

/* The letter in lower case, anything else as it is; g_ascii_tolower is a call. */
static inline char ascii_lower(char c)
{
    return (char)((guchar)c | (c >= 'A' && c <= 'Z' ? 0x20U : 0U));
}

/* The hash of a text as tokens have it: that of g_str_hash. */
enum { TOKEN_HASH_START = 5381 };
static inline guint token_hash_step(guint hash, char c)
{
    return hash * 33 + (guint)(signed char)c;
}

gboolean token_equals(const Token *token, TokenType type, const char *text);
/* Whether it is that ASCII symbol. */
static inline gboolean token_is(const Token *token, char symbol)
{
    return token->type == TOKEN_SYMBOL && token->text[0] == symbol && token->text[1] == '\0';
}

#endif
