/* Printed figures in the languages besides Portuguese and English (reading.c), and
 * what ICU formats in each, read back.  '-': not one figure. */
#include "described.h"
#include "evidence/icu_library.h"

#include <string.h>

static const Case numbers_es[] = {
    {"86,4 %", "exact 86.4 step 0.1 %"},
    {"86,4 por ciento", "exact 86.4 step 0.1 %"},
    {"64 mil", "exact 64000 step 1000"},
    {"350.000", "exact 350000 step 1"},
    {"350\u202f000 GPU", "exact 350000 step 1"},
    {"1,3 mil millones de dólares", "exact 1300000000 step 100000000"},
    {"1.300 millones", "exact 1300000000 step 1000000"},
    {"10,5 millardos", "exact 10500000000 step 100000000"},
    {"1 billón", "exact 1000000000000 step 1000000000000"},
    {"veintidós mil", "exact 22000 step 1000"},
    {"medio millón", "exact 500000 step 1000"},
    {"dos millones y medio", "exact 2500000 step 100000"},
    {"dos tercios", "exact 0.6666666666666666 step 0.3333333333333333"},
    {"más de 100 mil", "at-least 100000 step 1000"},
    {"al menos 5", "at-least 5 step 1"},
    {"hasta 18 billones", "at-most 18000000000000 step 1000000000000"},
    {"cerca de 350.000", "about 350000 step 1"},
    {"unos 5.000 chips", "about 5000 step 1"},
    {"entre 20 mil y 25 mil", "range 20000..25000 step 1000"},
    {"de 20 a 25 mil", "range 20000..25000 step 1000"},
    {"un orden de magnitud", "about 10 step 10"},
    {"2,1×10²⁵ FLOP", "exact 2.1e25 step 1e24"},
    {"GPT-4", "-"},
    {"Llama 3.1 405B", "-"},
    {"24/7", "-"},
    {"varios", "-"},
    {"cientos de miles", "-"},
};
static const Case dates_es[] = {
    {"abril de 2024", "exact 2024-04"},
    {"18 de abril de 2024", "exact 2024-04-18"},
    {"18/04/2024", "exact 2024-04-18"},
    {"finales de 2024", "about 2024-12"},
    {"hasta finales de 2024", "at-most 2024-12"},
    {"principios de 2023", "about 2023"},
    {"los años 80", "range 1980..1989"},
    {"segundo semestre de 2024", "range 2024-07..2024-12"},
    {"este año", "-"},
};
static const Case numbers_fr[] = {
    {"86,4 %", "exact 86.4 step 0.1 %"},
    {"86,4\u202f%", "exact 86.4 step 0.1 %"},
    {"86,4 pour cent", "exact 86.4 step 0.1 %"},
    {"350 000", "exact 350000 step 1"},
    {"350\u202f000 GPU", "exact 350000 step 1"},
    {"350\u00a0000,5", "exact 350000.5 step 0.1"},
    {"1,3 milliard de dollars", "exact 1300000000 step 100000000"},
    {"10,5 Md€", "exact 10500000000 step 100000000"},
    {"2 billions", "exact 2000000000000 step 1000000000000"},
    {"5 millions", "exact 5000000 step 1000000"},
    {"vingt-deux mille", "exact 22000 step 1000"},
    {"quatre-vingt-dix", "exact 90 step 1"},
    {"soixante et onze", "exact 71 step 1"},
    {"un demi-million", "exact 500000 step 1000"},
    {"deux millions et demi", "exact 2500000 step 100000"},
    {"deux tiers", "exact 0.6666666666666666 step 0.3333333333333333"},
    {"plus de 100 000", "at-least 100000 step 1"},
    {"au moins 5", "at-least 5 step 1"},
    {"jusqu'à 16 000 puces", "at-most 16000 step 1"},
    {"environ 350 000", "about 350000 step 1"},
    {"près de 600 000", "about 600000 step 1"},
    {"entre 20 000 et 25 000", "range 20000..25000 step 1"},
    {"de 20 à 25 millions", "range 20000000..25000000 step 1000000"},
    {"GPT-4", "-"},
    {"o3-mini", "-"},
    {"24/7", "-"},
    {"plusieurs", "-"},
    {"des centaines de milliers", "-"},
};
static const Case dates_fr[] = {
    {"avril 2024", "exact 2024-04"},
    {"le 18 avril 2024", "exact 2024-04-18"},
    {"1er avril 2024", "exact 2024-04-01"},
    {"18/04/2024", "exact 2024-04-18"},
    {"fin 2024", "about 2024-12"},
    {"d'ici fin 2024", "at-most 2024-12"},
    {"début 2023", "about 2023"},
    {"mi-2023", "about 2023"},
    {"les années 80", "range 1980..1989"},
    {"T4 2024", "range 2024-10..2024-12"},
    {"cette année", "-"},
};
static const Case numbers_de[] = {
    {"86,4 %", "exact 86.4 step 0.1 %"},
    {"86,4 Prozent", "exact 86.4 step 0.1 %"},
    {"350.000", "exact 350000 step 1"},
    {"350 000", "exact 350000 step 1"},
    {"1,3 Milliarden Dollar", "exact 1300000000 step 100000000"},
    {"€10,5 Mrd.", "exact 10500000000 step 100000000"},
    {"5 Mio. Euro", "exact 5000000 step 1000000"},
    {"2 Billionen", "exact 2000000000000 step 1000000000000"},
    {"64 Tsd.", "exact 64000 step 1000"},
    {"zwanzig", "exact 20 step 1"},
    {"zweiundzwanzig", "exact 22 step 1"},
    {"zweiundzwanzigtausend", "exact 22000 step 1000"},
    {"zweihundertfünfzigtausend", "exact 250000 step 1000"},
    {"eine halbe Million", "exact 500000 step 1000"},
    {"zwei Drittel", "exact 0.6666666666666666 step 0.3333333333333333"},
    {"mehr als 100.000", "at-least 100000 step 1"},
    {"mindestens 5", "at-least 5 step 1"},
    {"bis zu 16.000 Chips", "at-most 16000 step 1"},
    {"rund 350.000", "about 350000 step 1"},
    {"fast 600.000", "about 600000 step 1"},
    {"etwa 5", "about 5 step 1"},
    {"zwischen 20.000 und 25.000", "range 20000..25000 step 1"},
    {"20 bis 25 Millionen", "range 20000000..25000000 step 1000000"},
    {"GPT-4", "-"},
    {"Llama 3.1 405B", "-"},
    {"24/7", "-"},
    {"Hunderttausende", "-"},
    {"mehrere", "-"},
};
static const Case dates_de[] = {
    {"April 2024", "exact 2024-04"},
    {"18. April 2024", "exact 2024-04-18"},
    {"Donnerstag, 18. April 2024", "exact 2024-04-18"},
    {"18.04.2024", "exact 2024-04-18"},
    {"18.4.2024", "exact 2024-04-18"},
    {"Ende 2024", "about 2024-12"},
    {"bis Ende 2024", "at-most 2024-12"},
    {"Anfang 2023", "about 2023"},
    {"seit 2019", "at-least 2019"},
    {"die 1980er Jahre", "range 1980..1989"},
    {"viertes Quartal 2024", "range 2024-10..2024-12"},
    {"nächstes Jahr", "-"},
};
static const Case numbers_it[] = {
    {"86,4%", "exact 86.4 step 0.1 %"},
    {"86,4 per cento", "exact 86.4 step 0.1 %"},
    {"350.000", "exact 350000 step 1"},
    {"350 000 GPU", "exact 350000 step 1"},
    {"64 mila", "exact 64000 step 1000"},
    {"64mila", "exact 64000 step 1000"},
    {"1,3 miliardi di dollari", "exact 1300000000 step 100000000"},
    {"10,5 mld", "exact 10500000000 step 100000000"},
    {"5 mln", "exact 5000000 step 1000000"},
    {"mille", "exact 1000 step 1000"},
    {"ventidue", "exact 22 step 1"},
    {"ventiduemila", "exact 22000 step 1000"},
    {"duecentocinquantamila", "exact 250000 step 1000"},
    {"mezzo milione", "exact 500000 step 1000"},
    {"due milioni e mezzo", "exact 2500000 step 100000"},
    {"due terzi", "exact 0.6666666666666666 step 0.3333333333333333"},
    {"più di 100 mila", "at-least 100000 step 1000"},
    {"oltre 100.000", "at-least 100000 step 1"},
    {"almeno 5", "at-least 5 step 1"},
    {"fino a 16.000 chip", "at-most 16000 step 1"},
    {"circa 350.000", "about 350000 step 1"},
    {"quasi 600.000", "about 600000 step 1"},
    {"tra 20.000 e 25.000", "range 20000..25000 step 1"},
    {"da 20 a 25 milioni", "range 20000000..25000000 step 1000000"},
    {"GPT-4", "-"},
    {"Llama 3.1 405B", "-"},
    {"centinaia di migliaia", "-"},
    {"24/7", "-"},
};
static const Case dates_it[] = {
    {"aprile 2024", "exact 2024-04"},
    {"18 aprile 2024", "exact 2024-04-18"},
    {"18/04/2024", "exact 2024-04-18"},
    {"fine 2024", "about 2024-12"},
    {"entro la fine del 2024", "at-most 2024-12"},
    {"inizio 2023", "about 2023"},
    {"gli anni 80", "range 1980..1989"},
    {"quarto trimestre 2024", "range 2024-10..2024-12"},
    {"quest'anno", "-"},
};
static const Case numbers_zh[] = {
    {"86.4%", "exact 86.4 step 0.1 %"},
    {"８６.４％", "exact 86.4 step 0.1 %"},
    {"350,000", "exact 350000 step 1"},
    {"35万", "exact 350000 step 10000"},
    {"35 万块 GPU", "exact 350000 step 10000"},
    {"2.5万", "exact 25000 step 1000"},
    {"１０万", "exact 100000 step 10000"},
    {"3万5千", "exact 35000 step 1000"},
    {"1亿2000万", "exact 120000000 step 10000"},
    {"13亿美元", "exact 1300000000 step 100000000"},
    {"1.3亿", "exact 130000000 step 10000000"},
    {"15万亿", "exact 15000000000000 step 1000000000000"},
    {"5千万", "exact 50000000 step 10000000"},
    {"三百万", "exact 3000000 step 10000"},
    {"两万三千五百", "exact 23500 step 100"},
    {"二十五", "exact 25 step 1"},
    {"一百零五", "exact 105 step 1"},
    {"十二亿", "exact 1200000000 step 100000000"},
    {"約35萬", "about 350000 step 10000"},
    {"约35万", "about 350000 step 10000"},
    {"超过10万", "at-least 100000 step 10000"},
    {"10万以上", "at-least 100000 step 10000"},
    {"最多5个", "at-most 5 step 1"},
    {"2万至3万", "range 20000..30000 step 10000"},
    {"2~3万", "range 20000..30000 step 10000"},
    {"GPT-4", "-"},
    {"数十万", "-"},
    {"24/7", "-"},
    {"8x7B", "-"},
};
static const Case dates_zh[] = {
    {"2024年", "exact 2024"},
    {"2024年4月", "exact 2024-04"},
    {"2024年4月18日", "exact 2024-04-18"},
    {"２０２４年４月１８日", "exact 2024-04-18"},
    {"2024-04-18", "exact 2024-04-18"},
    {"2024年底", "about 2024-12"},
    {"2024年初", "about 2024"},
    {"80年代", "range 1980..1989"},
    {"今年", "-"},
};
static const Case numbers_ja[] = {
    {"86.4%", "exact 86.4 step 0.1 %"},
    {"86.4パーセント", "exact 86.4 step 0.1 %"},
    {"８６．４％", "exact 86.4 step 0.1 %"},
    {"350,000", "exact 350000 step 1"},
    {"35万", "exact 350000 step 10000"},
    {"35万基のGPU", "exact 350000 step 10000"},
    {"2.5万", "exact 25000 step 1000"},
    {"3万5千", "exact 35000 step 1000"},
    {"3万5000", "exact 35000 step 1"},
    {"1億2000万", "exact 120000000 step 10000"},
    {"13億ドル", "exact 1300000000 step 100000000"},
    {"15兆トークン", "exact 15000000000000 step 1000000000000"},
    {"4,400万円", "exact 44000000 step 10000"},
    {"三百万", "exact 3000000 step 10000"},
    {"二十五", "exact 25 step 1"},
    {"千", "exact 1000 step 1000"},
    {"約35万", "about 350000 step 10000"},
    {"およそ5万", "about 50000 step 10000"},
    {"少なくとも5個", "at-least 5 step 1"},
    {"10万以上", "at-least 100000 step 10000"},
    {"10万個以上", "at-least 100000 step 10000"},
    {"最大5万", "at-most 50000 step 10000"},
    {"5万未満", "at-most 50000 step 10000"},
    {"2万~3万", "range 20000..30000 step 10000"},
    {"2万から3万", "range 20000..30000 step 10000"},
    {"GPT-4", "-"},
    {"数十万", "-"},
    {"24/7", "-"},
};
static const Case dates_ja[] = {
    {"2024年", "exact 2024"},
    {"2024年4月", "exact 2024-04"},
    {"2024年4月18日", "exact 2024-04-18"},
    {"2024年4月18日木曜日", "exact 2024-04-18"},
    {"2024/4/18", "exact 2024-04-18"},
    {"2024年末", "about 2024-12"},
    {"1980年代", "range 1980..1989"},
    {"来年", "-"},
};
/* in any language */
static const Case forms[] = {
    {"2e26", "exact 2e26 step 1e26"},
    {"0.85 ± 0.02", "exact 0.85 step 0.01"},
    {"0.85±0.02", "exact 0.85 step 0.01"},
    {"86 +5/-4", "exact 86 step 1"},
    {"1/2", "exact 0.5 step 0.5"},
    {"3/4", "exact 0.75 step 0.25"},
    {"½", "exact 0.5 step 0.5"},
    {"2½", "exact 2.5 step 0.5"},
    {"2½ million", "exact 2500000 step 500000"},
    {"US$\u2009350\u205f000", "exact 350000 step 1"},
    {"350\u3000000", "exact 350000 step 1"},
    {"se\u00adven", "exact 7 step 1"}, /* a soft hyphen prints nothing */
    {"5/4", "-"},
    {"+5/-4", "-"},
};

static void test_tables(void)
{
#define TABLE(tag, language)                                                                       \
    check(numbers_##language, G_N_ELEMENTS(numbers_##language), tag, READING_NUMBER);              \
    check(dates_##language, G_N_ELEMENTS(dates_##language), tag, READING_DATE);
    TABLE("es", es)
    TABLE("fr", fr)
    TABLE("fr-CA", fr)
    TABLE("de", de)
    TABLE("it", it)
    TABLE("zh", zh)
    TABLE("ja", ja)
#undef TABLE
    check(forms, G_N_ELEMENTS(forms), "en", READING_NUMBER);
}

static void test_units(void)
{
    static const struct {
        const char *language, *printed, *unit;
    } cases[] = {
        {"pt", "64 mil GPUs", "accelerators"},
        {"pt", "1,3 bilhões de dólares", "USD"},
        {"pt", "R$ 5 milhões", "BRL"},
        {"pt", "4 páginas de conversas", "pages"},
        {"pt", "600.000 equivalentes em H100", "H100 equivalents"},
        {"pt", "86,4%", "percent"},
        {"pt", "80", ""},
        {"en", "US$ 1.3 billion", "USD"},
        {"en", "€10.5bn", "EUR"},
        {"en", "5 million USD", "USD"},
        {"en", "PLN 5", "PLN"},
        {"en", "3.3M GPU hours", "GPU-hours"},
        {"en", "2.788M H800 GPU hours", "GPU-hours"},
        {"en", "15 trillion tokens", "tokens"},
        {"en", "13B active parameters", "parameters"},
        {"en", "2.1x10^26 FLOP", "FLOP"},
        {"en", "54 days", "days"},
        {"en", "350,000 NVIDIA H100 GPUs", "accelerators"},
        {"en", "three times more compute", "times"},
        {"en", "700W", "watts"},
        {"es", "13 mil millones de dólares", "USD"},
        {"fr", "5 milliards d'euros", "EUR"},
        {"de", "5 Mio. Euro", "EUR"},
        {"it", "5 miliardi di dollari", "USD"},
        {"zh", "13亿美元", "USD"},
        {"ja", "13億ドル", "USD"},
        {"ja", "15兆トークン", "tokens"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Reading reading;
        const gboolean read =
            reading_parse_as(cases[i].printed, cases[i].language, READING_NUMBER, &reading);
        if (!read || strcmp(reading.unit, cases[i].unit) != 0) {
            g_test_message("%s: the unit of \"%s\" is \"%s\", expected \"%s\"", cases[i].language,
                           cases[i].printed, read ? reading.unit : "-", cases[i].unit);
            g_test_fail();
        }
    }
}

static void test_ambiguous(void)
{
    static const struct {
        const char *language, *printed;
        ReadingType type;
        gboolean ambiguous;
    } cases[] = {
        {"pt", "1.234", READING_NUMBER, TRUE},     {"en", "1.234", READING_NUMBER, TRUE},
        {"en", "1,234", READING_NUMBER, TRUE},     {"en", "1,234.5", READING_NUMBER, FALSE},
        {"en", "86.4", READING_NUMBER, FALSE},     {"en", "1,234,567", READING_NUMBER, FALSE},
        {"en", "0.904", READING_NUMBER, FALSE},    {"en", "4/5/2025", READING_DATE, TRUE},
        {"en", "4/18/2025", READING_DATE, FALSE},  {"en", "4/4/2025", READING_DATE, FALSE},
        {"en", "2025-04-05", READING_DATE, FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Reading reading;
        g_assert_true(
            reading_parse_as(cases[i].printed, cases[i].language, cases[i].type, &reading));
        g_assert_cmpint(reading.ambiguous, ==, cases[i].ambiguous);
    }
}

static const char *const tags[] = {"pt-BR", "pt-PT", "en", "en-GB", "es", "fr",
                                   "de",    "it",    "zh", "zh-TW", "ja"};
static const char *const locales[] = {"pt_BR", "pt_PT", "en", "en_GB", "es", "fr",
                                      "de",    "it",    "zh", "zh_TW", "ja"};

static char *to_text(const UChar *wide)
{
    char text[400];
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    g_assert_true(U_SUCCESS(status));
    return g_strdup(text);
}

/* What ICU writes in each language, we read: plain, percent, in words ("1,3 Milliarden"),
 * short ("1,3 Mrd."). */
static void test_numbers_back(void)
{
    static const struct {
        UNumberFormatStyle style;
        double factor;
        double slack; /* in steps of the last digit: compact forms are rounded */
    } styles[] = {{UNUM_DECIMAL, 0.001, 0},
                  {UNUM_PERCENT, 100, 0},
                  {UNUM_DECIMAL_COMPACT_LONG, 1, 0.5},
                  {UNUM_DECIMAL_COMPACT_SHORT, 1, 0.5}};
    g_autoptr(GRand) random = g_rand_new_with_seed(1234);
    for (guint l = 0; l < G_N_ELEMENTS(tags); l++) {
        for (guint s = 0; s < G_N_ELEMENTS(styles); s++) {
            UErrorCode status = U_ZERO_ERROR;
            UNumberFormat *format = unum_open(styles[s].style, NULL, 0, locales[l], NULL, &status);
            g_assert_true(U_SUCCESS(status));
            for (int i = 0; i < 200; i++) {
                double number = g_rand_int_range(random, 1, 999);
                for (int d = g_rand_int_range(random, s < 2 ? 0 : 4, 12); d > 0; d--)
                    number *= 10;
                const gboolean percent = styles[s].style == UNUM_PERCENT;
                if (!percent)
                    number *= styles[s].factor;
                UChar wide[200] = {0};
                status = U_ZERO_ERROR;
                unum_formatDouble(format, number, wide, G_N_ELEMENTS(wide), NULL, &status);
                g_autofree char *printed = to_text(wide);
                /* matching ignores case, and "mm" is a length; "B" is 10^9 in every
                 * text on models (language_cldr.c) */
                if (strstr(printed, "mM") || (s == 3 && strchr(printed, 'B') && l == 4))
                    continue;
                const double wanted = percent ? number * 100 : number;
                Reading reading;
                if (!reading_parse_as(printed, tags[l], READING_NUMBER, &reading) ||
                    ABS(reading.value - wanted) >
                        1e-9 * wanted + styles[s].slack * reading.precision) {
                    g_test_message("%s: %.17g printed as \"%s\" does not read back", tags[l],
                                   wanted, printed);
                    g_test_fail();
                }
            }
            unum_close(format);
        }
    }
}

/* Dates in ICU's long, medium and full forms, and months of a year. */
static void test_dates_back(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(18042024);
    for (guint l = 0; l < G_N_ELEMENTS(tags); l++) {
        for (int style = UDAT_FULL; style <= UDAT_MEDIUM + 2; style++) {
            UErrorCode status = U_ZERO_ERROR;
            g_autofree char *locale = g_strconcat(locales[l], "@calendar=gregorian", NULL);
            UDateFormat *format =
                style <= UDAT_MEDIUM
                    ? udat_open(UDAT_NONE, (UDateFormatStyle)style, locale, u"UTC", -1, NULL, 0,
                                &status)
                    : udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, u"UTC", -1,
                                style == UDAT_MEDIUM + 1 ? u"LLLL y" : u"y-MM", -1, &status);
            g_assert_true(U_SUCCESS(status));
            for (int i = 0; i < 100; i++) {
                const gint64 days = g_rand_int_range(random, -3000, 25000);
                UChar wide[200] = {0};
                udat_format(format, (double)days * 86400e3, wide, G_N_ELEMENTS(wide), NULL,
                            &status);
                g_autofree char *printed = to_text(wide);
                Date wanted = date_from_days(days);
                if (style > UDAT_MEDIUM)
                    wanted.day = 0;
                Reading reading;
                if (!reading_parse_as(printed, tags[l], READING_DATE, &reading) ||
                    !date_equal(reading.date_value, wanted)) {
                    char text[DATE_TEXT_SIZE];
                    g_test_message("%s: %s printed as \"%s\" does not read back", tags[l],
                                   date_format(wanted, text), printed);
                    g_test_fail();
                }
            }
            udat_close(format);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/languages/tables", test_tables);
    g_test_add_func("/evidence/languages/units", test_units);
    g_test_add_func("/evidence/languages/ambiguous", test_ambiguous);
    g_test_add_func("/evidence/languages/numbers-back", test_numbers_back);
    g_test_add_func("/evidence/languages/dates-back", test_dates_back);
    return g_test_run();
}
