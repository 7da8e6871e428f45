#include "chart/locale.h"

#include "chart/format.h"
#include "evidence/icu_library.h"

#include <math.h>
#include <string.h>

#define WIDE_BLANK "\u00A0"
#define NARROW_BLANK "\u202F"

enum { TEXT_SIZE = 160 };

struct Locale {
    char name[ULOC_FULLNAME_CAPACITY]; /* ICU's: "pt_BR" */
};

/* ---- which -------------------------------------------------------------------------------------
 */

/* ICU's name of a tag; FALSE when CLDR has no data for its language. */
static gboolean read_tag(const char *tag, char name[ULOC_FULLNAME_CAPACITY])
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t parsed = 0;
    uloc_forLanguageTag(tag, name, ULOC_FULLNAME_CAPACITY, &parsed, &status);
    char language[ULOC_LANG_CAPACITY];
    uloc_getLanguage(name, language, sizeof language, &status);
    if (U_FAILURE(status) || parsed != (int32_t)strlen(tag) || !*language)
        return FALSE;
    for (int32_t i = 0; i < uloc_countAvailable(); i++) {
        if (strcmp(uloc_getAvailable(i), language) == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean locale_exists(const char *tag)
{
    char name[ULOC_FULLNAME_CAPACITY];
    return read_tag(tag, name);
}

const Locale *locale_find(const char *tag)
{
    static GMutex lock;
    static GHashTable *known; /* tag -> Locale* */
    char name[ULOC_FULLNAME_CAPACITY];
    if (!tag || g_str_equal(tag, "en") || !read_tag(tag, name))
        return NULL;
    g_mutex_lock(&lock);
    if (!known)
        known = g_hash_table_new(g_str_hash, g_str_equal);
    Locale *locale = g_hash_table_lookup(known, tag);
    if (!locale) {
        locale = g_new(Locale, 1);
        memcpy(locale->name, name, sizeof locale->name);
        g_hash_table_insert(known, g_strdup(tag), locale);
    }
    g_mutex_unlock(&lock);
    return locale;
}

static char *to_utf8(const UChar *text, int32_t length)
{
    return g_utf16_to_utf8((const gunichar2 *)text, length, NULL, NULL, NULL);
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

/* A number as d3 writes it, in its parts; offsets into the text. */
typedef struct {
    gsize begin, end;  /* the digits with their marks */
    guint fraction;    /* digits behind the point */
    guint significant; /* digits from the first that is not 0 */
    gboolean grouped;  /* has commas */
    GString *digits;   /* without commas */
    int power;         /* of ten, by the prefix k, M, G or T; 0: none */
    gboolean percent;
    gsize rest; /* where the text goes on behind prefix and percent sign */
} NumberParts;

static gboolean split_number(const char *text, NumberParts *parts)
{
    parts->begin = strcspn(text, "0123456789");
    const char *p = text + parts->begin;
    gboolean point = FALSE, counting = FALSE;
    for (; g_ascii_isdigit(*p) || ((*p == ',' || *p == '.') && g_ascii_isdigit(p[1])); p++) {
        if (*p == ',') {
            parts->grouped = TRUE;
            continue;
        }
        g_string_append_c(parts->digits, *p);
        if (*p == '.') {
            point = TRUE;
            continue;
        }
        counting |= *p != '0';
        parts->fraction += point;
        parts->significant += counting;
    }
    parts->end = (gsize)(p - text);
    static const char prefixes[] = "kMGT";
    const char *prefix = *p ? strchr(prefixes, *p) : NULL;
    if (prefix) {
        parts->power = 3 * (int)(prefix - prefixes + 1);
        p++;
    }
    if (*p == '%') {
        parts->percent = TRUE;
        p++;
    }
    parts->rest = (gsize)(p - text);
    return parts->end > parts->begin;
}

/* ICU's number skeleton
 * (https://unicode-org.github.io/icu/userguide/format_parse/numbers/skeletons.html) */
static char *number_skeleton(const NumberParts *parts, gboolean in_full)
{
    GString *skeleton = g_string_new(NULL);
    if (parts->power > 0) {
        g_string_append_printf(skeleton, "compact-%s scale/1e%d ", in_full ? "long" : "short",
                               parts->power);
        for (guint i = 0; i < MAX(parts->significant, 1); i++)
            g_string_append_c(skeleton, i == 0 ? '@' : '#');
    } else if (parts->fraction > 0) {
        g_string_append_c(skeleton, '.');
        for (guint i = 0; i < parts->fraction; i++)
            g_string_append_c(skeleton, '0');
    } else {
        g_string_append(skeleton, "precision-integer");
    }
    if (parts->power == 0)
        g_string_append(skeleton, parts->grouped ? " group-auto" : " group-off");
    return g_string_free(skeleton, FALSE);
}

/* NULL when ICU cannot. */
static char *format_digits(const Locale *locale, const NumberParts *parts, gboolean in_full)
{
    g_autofree char *ascii = number_skeleton(parts, in_full);
    UChar skeleton[TEXT_SIZE], text[TEXT_SIZE];
    int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8(skeleton, TEXT_SIZE, &length, ascii, -1, &status);
    UNumberFormatter *formatter =
        unumf_openForSkeletonAndLocale(skeleton, length, locale->name, &status);
    UFormattedNumber *result = unumf_openResult(&status);
    unumf_formatDecimal(formatter, parts->digits->str, (int32_t)parts->digits->len, result,
                        &status);
    length = unumf_resultToString(result, text, TEXT_SIZE, &status);
    char *formatted = U_SUCCESS(status) ? to_utf8(text, length) : NULL;
    unumf_closeResult(result);
    unumf_close(formatter);
    return formatted;
}

static char *format_number(const Locale *locale, const char *english, gboolean in_full)
{
    NumberParts parts = {.digits = g_string_new(NULL)};
    g_autofree char *digits =
        split_number(english, &parts) ? format_digits(locale, &parts, in_full) : NULL;
    g_string_free(parts.digits, TRUE);
    if (!digits)
        return g_strdup(english);
    GString *text = g_string_new_len(english, (gssize)parts.begin);
    g_string_append(text, digits);
    if (in_full) /* words stand as in running text */
        g_string_replace(text, " ", WIDE_BLANK, 0);
    else
        g_string_replace(text, WIDE_BLANK, NARROW_BLANK, 0);
    if (parts.percent)
        g_string_append(text, NARROW_BLANK "%");
    g_string_append(text, english + parts.rest);
    return g_string_free(text, FALSE);
}

char *locale_number(const Locale *locale, const char *english)
{
    return locale ? format_number(locale, english, FALSE) : g_strdup(english);
}

char *locale_number_long(const Locale *locale, const char *english)
{
    static const struct {
        char prefix;
        const char *word;
    } words[] = {{'M', "million"}, {'G', "billion"}, {'T', "trillion"}};
    if (locale)
        return format_number(locale, english, TRUE);
    const gsize length = strlen(english);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (length > 0 && english[length - 1] == words[i].prefix)
            return g_strdup_printf("%.*s" WIDE_BLANK "%s", (int)length - 1, english, words[i].word);
    }
    return g_strdup(english);
}

/* ---- times -------------------------------------------------------------------------------------
 */

/* d3's directives as fields of CLDR
 * (https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table); 'j' is the hour in
 * the locale's own cycle. */
static const struct {
    char directive;
    const char *field;
} fields[] = {
    {'Y', "y"},    {'y', "yy"},  {'B', "MMMM"}, {'b', "MMM"}, {'m', "M"}, {'d', "d"},  {'e', "d"},
    {'A', "EEEE"}, {'a', "EEE"}, {'H', "j"},    {'I', "j"},   {'p', ""},  {'M', "mm"}, {'S', "ss"},
};

/* The fields of a specifier; FALSE when CLDR has none for one of them. */
static gboolean time_skeleton(const char *specifier, UChar *skeleton, gsize size)
{
    gsize length = 0;
    for (const char *p = strchr(specifier, '%'); p; p = strchr(p + 1, '%')) {
        p += 1 + strspn(p + 1, "-_0");
        gsize i = 0;
        while (i < G_N_ELEMENTS(fields) && fields[i].directive != *p)
            i++;
        if (i == G_N_ELEMENTS(fields) || length + strlen(fields[i].field) >= size)
            return FALSE;
        for (const char *field = fields[i].field; *field; field++)
            skeleton[length++] = (UChar)*field;
    }
    skeleton[length] = 0;
    return length > 0;
}

/* NULL when ICU cannot. */
static char *format_time(const Locale *locale, const UChar *skeleton, double milliseconds)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar pattern[TEXT_SIZE], text[TEXT_SIZE];
    UDateTimePatternGenerator *generator = udatpg_open(locale->name, &status);
    const int32_t length =
        udatpg_getBestPattern(generator, skeleton, -1, pattern, TEXT_SIZE, &status);
    UDateFormat *format =
        udat_open(UDAT_PATTERN, UDAT_PATTERN, locale->name, u"UTC", -1, pattern, length, &status);
    const int32_t written = udat_format(format, milliseconds, text, TEXT_SIZE, NULL, &status);
    char *formatted = U_SUCCESS(status) ? to_utf8(text, written) : NULL;
    udat_close(format);
    udatpg_close(generator);
    return formatted;
}

char *locale_time(const Locale *locale, const char *specifier, double milliseconds)
{
    UChar skeleton[TEXT_SIZE];
    const char *wanted = specifier ? specifier : time_format_multi_specifier(milliseconds);
    char *text = locale && isfinite(milliseconds) && time_skeleton(wanted, skeleton, TEXT_SIZE)
                     ? format_time(locale, skeleton, milliseconds)
                     : NULL;
    return text ? text : time_format_apply(wanted, milliseconds);
}
