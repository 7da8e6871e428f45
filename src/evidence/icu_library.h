/*
 * icu_library: ICU, loaded when the first print is read or the first number written in another
 * language than English (base/library.h): with its C++ run time it is the slowest of all to load.
 */
#ifndef FIGTRAIL_EVIDENCE_ICU_LIBRARY_H
#define FIGTRAIL_EVIDENCE_ICU_LIBRARY_H

#include "base/library.h"

/* its headers would otherwise name every function with the version behind it */
#define U_DISABLE_RENAMING 1
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#define ICU_SYMBOL(name)                                                                           \
    LIBRARY_SYMBOL(FIGTRAIL_LIBRARY_ICU, name, #name G_STRINGIFY(U_ICU_VERSION_SUFFIX))

#define u_strFromUTF8 ICU_SYMBOL(u_strFromUTF8)
#define u_strToUTF8 ICU_SYMBOL(u_strToUTF8)
#define u_strchr ICU_SYMBOL(u_strchr)
#define ucurr_getNumericCode ICU_SYMBOL(ucurr_getNumericCode)
#define udat_close ICU_SYMBOL(udat_close)
#define udat_countSymbols ICU_SYMBOL(udat_countSymbols)
#define udat_format ICU_SYMBOL(udat_format)
#define udat_getSymbols ICU_SYMBOL(udat_getSymbols)
#define udat_open ICU_SYMBOL(udat_open)
#define udat_toPattern ICU_SYMBOL(udat_toPattern)
#define udatpg_close ICU_SYMBOL(udatpg_close)
#define udatpg_getBestPattern ICU_SYMBOL(udatpg_getBestPattern)
#define udatpg_open ICU_SYMBOL(udatpg_open)
#define uloc_countAvailable ICU_SYMBOL(uloc_countAvailable)
#define uloc_forLanguageTag ICU_SYMBOL(uloc_forLanguageTag)
#define uloc_getAvailable ICU_SYMBOL(uloc_getAvailable)
#define uloc_getCountry ICU_SYMBOL(uloc_getCountry)
#define uloc_getLanguage ICU_SYMBOL(uloc_getLanguage)
#define uloc_getScript ICU_SYMBOL(uloc_getScript)
#define uloc_setDefault ICU_SYMBOL(uloc_setDefault)
#define unum_close ICU_SYMBOL(unum_close)
#define unum_format ICU_SYMBOL(unum_format)
#define unum_formatDouble ICU_SYMBOL(unum_formatDouble)
#define unum_getSymbol ICU_SYMBOL(unum_getSymbol)
#define unum_getTextAttribute ICU_SYMBOL(unum_getTextAttribute)
#define unum_open ICU_SYMBOL(unum_open)
#define unum_setTextAttribute ICU_SYMBOL(unum_setTextAttribute)
#define unumf_close ICU_SYMBOL(unumf_close)
#define unumf_closeResult ICU_SYMBOL(unumf_closeResult)
#define unumf_formatDecimal ICU_SYMBOL(unumf_formatDecimal)
#define unumf_openForSkeletonAndLocale ICU_SYMBOL(unumf_openForSkeletonAndLocale)
#define unumf_openResult ICU_SYMBOL(unumf_openResult)
#define unumf_resultToString ICU_SYMBOL(unumf_resultToString)

#endif
