/*
 * language_cldr: the parts of a Language that ICU's CLDR data give: symbols,
 * scale words (from compact decimal formats), spelled-out numbers (from the
 * spell-out rules), names of months, weekdays and quarters, order of dates.
 *
 * What ICU offers no list of is found by formatting known numbers and looking
 * at the words that come out.
 */
#include "evidence/language.h"

#include "evidence/icu_library.h"

#include <math.h>
#include <string.h>

enum { TEXT_SIZE = 200 };

/* "" when it does not fit or is no text */
static void to_utf8(const UChar *text, char out[TEXT_SIZE])
{
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(out, TEXT_SIZE, NULL, text, -1, &status);
    if (status != U_ZERO_ERROR) /* also when the ending NUL did not fit */
        out[0] = '\0';
}

static void add_symbols(Language *language, const UNumberFormat *format)
{
    UChar symbol[TEXT_SIZE] = {0};
    UErrorCode status = U_ZERO_ERROR;
    unum_getSymbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL, symbol, TEXT_SIZE, &status);
    language->decimal = U_SUCCESS(status) && symbol[0] == ',' ? ',' : '.';
}

/* Portugal's "mM" (10^9): matching ignores case, and "mm" is a length. */
static gboolean has_inner_capital(const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)) &&
            g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(p))))
            return TRUE;
    return FALSE;
}

/* "2 mil milhões" of 2e9 says that "mil milhões" is 1e9. */
static void add_scale(Language *language, double number, const char *formatted)
{
    g_autoptr(Tokens) tokens = tokens_new(formatted);
    if (!tokens || tokens->n < 2 || tokens->items[0].type != TOKEN_DIGITS)
        return;
    g_autoptr(GString) words = g_string_new(NULL);
    for (guint i = 1; i < tokens->n; i++) {
        const Token *token = &tokens->items[i];
        if (i > 1 && i + 1 == tokens->n && token_equals(token, TOKEN_SYMBOL, "."))
            continue;
        if (token->type != TOKEN_WORD)
            return;
        g_string_append_printf(words, "%s ", token->text);
    }
    /* One Latin letter is no word of a language: "405B" is 405e9 in every text
     * on models, though Spanish CLDR has B for 10^12 (words_common has these). */
    if (words->len == strlen("B ") || has_inner_capital(formatted))
        return;
    const double printed = g_ascii_strtod(tokens->items[0].text, NULL);
    if (printed > 0)
        language_add(language, ROLE_SCALE, number / printed, words->str);
}

static void add_scales(Language *language, UNumberFormatStyle style, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *format = unum_open(style, NULL, 0, locale, NULL, &status);
    if (U_FAILURE(status))
        return;
    add_symbols(language, format);
    double power = 1e3;
    for (int exponent = 3; exponent <= 14; exponent++) {
        for (int plural = 1; plural <= 2; plural++) {
            UChar text[TEXT_SIZE] = {0};
            char utf8[TEXT_SIZE];
            status = U_ZERO_ERROR;
            unum_formatDouble(format, power * plural, text, TEXT_SIZE, NULL, &status);
            to_utf8(text, utf8);
            if (U_SUCCESS(status))
                add_scale(language, power * plural, utf8);
        }
        power *= 10;
    }
    unum_close(format);
}

/* Adds number as the current rules say it, when that is one word: the reader
 * puts "vinte e dois" together itself. */
static void add_cardinal(Language *language, UNumberFormat *rules, int number)
{
    UChar text[TEXT_SIZE] = {0};
    char utf8[TEXT_SIZE];
    UErrorCode status = U_ZERO_ERROR;
    unum_format(rules, number, text, TEXT_SIZE, NULL, &status);
    to_utf8(text, utf8);
    g_autoptr(Tokens) tokens = tokens_new(utf8);
    if (U_SUCCESS(status) && tokens && tokens->n == 1 && tokens->items[0].type == TOKEN_WORD)
        language_add(language, ROLE_CARDINAL, number, utf8);
}

static void add_cardinals(Language *language, const char *locale)
{
    UErrorCode status = U_ZERO_ERROR;
    UNumberFormat *rules = unum_open(UNUM_SPELLOUT, NULL, 0, locale, NULL, &status);
    if (U_FAILURE(status))
        return;
    UChar names[2000] = {0};
    char utf8[2000] = "";
    unum_getTextAttribute(rules, UNUM_PUBLIC_RULESETS, names, G_N_ELEMENTS(names), &status);
    u_strToUTF8(utf8, sizeof utf8, NULL, names, -1, &status);
    g_auto(GStrv) sets = g_strsplit(U_SUCCESS(status) ? utf8 : "", ";", -1);
    for (char **set = sets; *set; set++) {
        if (!strstr(*set, "spellout-cardinal") && strcmp(*set, "%spellout-numbering") != 0)
            continue; /* ordinals and years are other numbers */
        UChar name[TEXT_SIZE] = {0};
        status = U_ZERO_ERROR;
        u_strFromUTF8(name, TEXT_SIZE, NULL, *set, -1, &status);
        unum_setTextAttribute(rules, UNUM_DEFAULT_RULESET, name, -1, &status);
        for (int number = 0; U_SUCCESS(status) && number <= 1000; number += number < 100 ? 1 : 100)
            add_cardinal(language, rules, number);
    }
    unum_close(rules);
}

static void add_names(Language *language, const UDateFormat *format, UDateFormatSymbolType type,
                      Role role)
{
    /* the list of weekdays begins at 1 */
    const int32_t first = type == UDAT_WEEKDAYS || type == UDAT_SHORT_WEEKDAYS ? 1 : 0;
    for (int32_t i = first; i < udat_countSymbols(format, type); i++) {
        UChar text[TEXT_SIZE] = {0};
        char utf8[TEXT_SIZE];
        UErrorCode status = U_ZERO_ERROR;
        udat_getSymbols(format, type, i, text, TEXT_SIZE, &status);
        to_utf8(text, utf8);
        const gsize length = strlen(utf8);
        if (length > 0 && utf8[length - 1] == '.')
            utf8[length - 1] = '\0'; /* the reader skips the dot of an abbreviation */
        const double months = i * 3 + 1;
        if (U_SUCCESS(status))
            language_add(language, role, role == ROLE_PERIOD ? months * 100 + months + 2 : i + 1,
                         utf8);
    }
}

static void add_dates(Language *language, const char *locale)
{
    static const struct {
        UDateFormatSymbolType type;
        Role role;
    } names[] = {
        {UDAT_MONTHS, ROLE_MONTH},
        {UDAT_SHORT_MONTHS, ROLE_MONTH},
        {UDAT_STANDALONE_MONTHS, ROLE_MONTH},
        {UDAT_STANDALONE_SHORT_MONTHS, ROLE_MONTH},
        {UDAT_WEEKDAYS, ROLE_WEEKDAY},
        {UDAT_SHORT_WEEKDAYS, ROLE_WEEKDAY},
        {UDAT_QUARTERS, ROLE_PERIOD},
        {UDAT_SHORT_QUARTERS, ROLE_PERIOD},
    };
    UErrorCode status = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_SHORT, locale, u"UTC", -1, NULL, 0, &status);
    if (U_FAILURE(status))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        add_names(language, format, names[i].type, names[i].role);
    UChar pattern[TEXT_SIZE] = {0};
    udat_toPattern(format, FALSE, pattern, TEXT_SIZE, &status);
    const UChar *month = u_strchr(pattern, 'M'), *day = u_strchr(pattern, 'd');
    language->month_first = U_SUCCESS(status) && month && day && month < day;
    udat_close(format);
}

void language_add_cldr(Language *language)
{
    /* one calendar and one script of digits for every language */
    g_autofree char *locale =
        g_strconcat(language->locale, "@calendar=gregorian;numbers=latn", NULL);
    add_scales(language, UNUM_DECIMAL_COMPACT_LONG, locale);
    add_scales(language, UNUM_DECIMAL_COMPACT_SHORT, locale);
    add_cardinals(language, locale);
    add_dates(language, locale);
}
