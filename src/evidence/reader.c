#include "evidence/reader.h"

#include <string.h>

gboolean reader_sees(const Reader *reader, Role role)
{
    return language_match(reader->tokens, reader->at, role, NULL) > 0;
}

gboolean reader_take(Reader *reader, Role role, double *value)
{
    const guint n = language_match(reader->tokens, reader->at, role, value);
    if (n == 0 || reader->at + n > reader->end)
        return FALSE;
    reader->at += n;
    return TRUE;
}

gboolean reader_take_symbol(Reader *reader, const char *symbol)
{
    const Token *token = reader_peek(reader, 0);
    if (!token || !token_equals(token, TOKEN_SYMBOL, symbol))
        return FALSE;
    reader->at++;
    return TRUE;
}

void reader_take_modifiers(Reader *reader, Role at_least, Role at_most, Modifiers *modifiers)
{
    gboolean filler = FALSE;
    const struct {
        Role role;
        gboolean *flag;
    } known[] = {
        {at_least, &modifiers->at_least}, {at_most, &modifiers->at_most},
        {ROLE_ABOUT, &modifiers->about},  {ROLE_BETWEEN, &modifiers->between},
        {ROLE_FILLER, &filler},
    };
    for (;;) {
        guint longest = 0;
        gboolean *flag = NULL;
        for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
            const guint n = language_match(reader->tokens, reader->at, known[i].role, NULL);
            if (n > longest && reader->at + n <= reader->end) {
                longest = n;
                flag = known[i].flag;
            }
        }
        if (!longest)
            return;
        *flag = TRUE;
        reader->at += longest;
    }
}

gboolean reader_take_join(Reader *reader, const Modifiers *modifiers)
{
    return reader_take(reader, ROLE_TO, NULL) ||
           (modifiers->between && reader_take(reader, ROLE_AND, NULL));
}
