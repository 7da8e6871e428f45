/*
 * expression_token: the words of an expression, one after the other.
 */
#ifndef FIGTRAIL_CHART_EXPRESSION_TOKEN_H
#define FIGTRAIL_CHART_EXPRESSION_TOKEN_H

#include <glib.h>

typedef enum {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_STRING,
    TOKEN_NAME,
    TOKEN_PUNCTUATOR,
    TOKEN_REGEXP,
    TOKEN_FAULT
} TokenType;

typedef struct {
    TokenType type;
    const char *start, *end; /* in the source */
    double number;
    const char *text; /* of a string: its content; of a name or punctuator: itself;
                         of a fault: what is wrong */
} Token;

/* The token that begins at or after source, which is valid UTF-8; its text is
 * put in strings. */
Token expression_token_read(const char *source, GStringChunk *strings);

/* The regular expression whose slash is at start, where a value is expected; its text is what
 * stands between the slashes. */
Token expression_token_regexp(const char *start, GStringChunk *strings, const char **flags);

gboolean expression_token_is(const Token *token, const char *punctuator);

#endif
