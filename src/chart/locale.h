/*
 * locale: numbers and times as readers of a language write them.
 *
 * d3's formats (format.h) give English texts; a locale writes them again by CLDR's data: decimal
 * and group marks, scale words ("350 mil"), names and order of dates.  Signs are real minus signs,
 * scale words and percent signs stand behind a narrow blank that does not break.  The process's own
 * locale has no part in it.
 */
#ifndef FIGTRAIL_CHART_LOCALE_H
#define FIGTRAIL_CHART_LOCALE_H

#include <glib.h>

/* Lives as long as the program; may be used by several threads. */
typedef struct Locale Locale;

/* Whether CLDR knows the language of a BCP 47 tag: "pt", "pt-BR", "de-CH". */
gboolean locale_exists(const char *tag);

/* NULL for English, which is d3's own, and for a tag that is not known; NULL stays NULL. */
const Locale *locale_find(const char *tag);

/* What number_format_apply gave, as the locale writes it; a text that is no such number stays.
 * Newly allocated; locale may be NULL. */
char *locale_number(const Locale *locale, const char *english);
/* The same with scale words in full: "2.5M" is "2.5 million", "2,5 milhões". */
char *locale_number_long(const Locale *locale, const char *english);

/* As time_format_apply, and with specifier NULL as time_format_multi, with the fields in the
 * locale's order and words.  Specifiers whose fields CLDR has no pattern for stay English. */
char *locale_time(const Locale *locale, const char *specifier, double milliseconds);

#endif
