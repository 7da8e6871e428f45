/*
 * token: a printed figure cut into digits, words and symbols.
 *
 * Made once per text; the parsers of numbers and dates only walk over it.
 * Texts of tokens are folded (NFC, case folded, ASCII digits, one dash, one
 * apostrophe), so that comparing them is strcmp.
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

typedef struct {
    TokenType type;
    const char *text;
    gboolean spaced;   /* blanks stand before it */
    gboolean capital;  /* a word of upper-case letters only: "B", "USD" */
    gboolean currency; /* a currency symbol */
} Token;

typedef struct {
    Token *items;
    guint n;
    GStringChunk *texts;
} Tokens;

enum { TOKENS_TEXT_LIMIT = 400, TOKENS_LIMIT = 64 };

/* NULL when text is no UTF-8, or longer than a printed figure can be
 * (TOKENS_TEXT_LIMIT bytes, TOKENS_LIMIT tokens). */
Tokens *tokens_new(const char *text);
void tokens_free(Tokens *tokens); /* accepts NULL */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tokens, tokens_free)

gboolean token_equals(const Token *token, TokenType type, const char *text);

#endif
