/* Printed figures and what they read as.  '-' : not one figure. */
#include "described.h"
#include "evidence/icu_library.h"

static const Case numbers_pt[] = {
    {"86,4%", "exact 86.4 step 0.1 %"},
    {"86,4 %", "exact 86.4 step 0.1 %"},
    {"86.4 %", "exact 86.4 step 0.1 %"}, /* no group has one digit */
    {"86,4 por cento", "exact 86.4 step 0.1 %"},
    {"2 pontos percentuais", "exact 2 step 1 %"},
    {"0,904", "exact 0.904 step 0.001"},
    {"0.904", "exact 0.904 step 0.001"}, /* no group begins with 0 */
    {"64 mil", "exact 64000 step 1000"},
    {"64 mil GPUs", "exact 64000 step 1000"},
    {"64mil", "exact 64000 step 1000"},
    {"350.000", "exact 350000 step 1"},
    {"350.000 H100s", "exact 350000 step 1"},
    {"350,000", "exact 350 step 0.001"},
    {"350 000", "exact 350000 step 1"},
    {"350\u00a0000", "exact 350000 step 1"},
    {"350\u202f000", "exact 350000 step 1"},
    {"350\u2009000,5", "exact 350000.5 step 0.1"},
    {"1.234.567", "exact 1234567 step 1"},
    {"1.234.567,89", "exact 1234567.89 step 0.01"},
    {"1,234,567.89", "exact 1234567.89 step 0.01"}, /* only one meaning */
    {"57000,0", "exact 57000 step 0.1"},
    {"1,3 bilhões de dólares", "exact 1300000000 step 100000000"},
    {"1,3 bilhão", "exact 1300000000 step 100000000"},
    {"1,3 mil milhões", "exact 1300000000 step 100000000"},
    {"1,3 mil milhões de euros", "exact 1300000000 step 100000000"},
    {"1 bilião", "exact 1000000000000 step 1000000000000"},
    {"US$ 18 bilhões", "exact 18000000000 step 1000000000"},
    {"até US$ 18 bilhões", "at-most 18000000000 step 1000000000"},
    {"R$ 5,5 milhões", "exact 5500000 step 100000"},
    {"R$ 5 mi", "exact 5000000 step 1000000"},
    {"US$ 1,2 tri", "exact 1200000000000 step 100000000000"},
    {"2 milhões e meio", "exact 2500000 step 100000"},
    {"meio milhão", "exact 500000 step 1000"},
    {"meia dúzia", "exact 6 step 1"},
    {"uma", "exact 1 step 1"},
    {"uma linha de código", "exact 1 step 1"},
    {"dois", "exact 2 step 1"},
    {"duas", "exact 2 step 1"},
    {"vinte e dois mil", "exact 22000 step 1000"},
    {"Vinte e Dois Mil chips", "exact 22000 step 1000"},
    {"cento e cinquenta mil", "exact 150000 step 1000"},
    {"dois mil e quinhentos", "exact 2500 step 1"},
    {"mil", "exact 1000 step 1000"},
    {"mil milhões", "exact 1000000000 step 1000000000"},
    {"1 quatrilhão", "exact 1e15 step 1e15"},
    {"um milhão e duzentos mil", "exact 1200000 step 1000"},
    {"quatro páginas", "exact 4 step 1"},
    {"4 páginas", "exact 4 step 1"},
    {"uma ordem de magnitude", "about 10 step 10"},
    {"duas ordens de grandeza", "about 100 step 100"},
    {"20.000 a 25.000", "range 20000..25000 step 1"},
    {"20.000 a 25.000 GPUs", "range 20000..25000 step 1"},
    {"entre 20 mil e 25 mil", "range 20000..25000 step 1000"},
    {"de 20 a 25 mil", "range 20000..25000 step 1000"},
    {"20–25 mil", "range 20000..25000 step 1000"},
    {"entre vinte e trinta", "range 20..30 step 1"},
    {"10-15%", "range 10..15 step 1 %"},
    {"mais de 100 mil", "at-least 100000 step 1000"},
    {"pelo menos 100 mil", "at-least 100000 step 1000"},
    {"acima de 1 bilhão", "at-least 1000000000 step 1000000000"},
    {"100 mil ou mais", "at-least 100000 step 1000"},
    {"no máximo 50", "at-most 50 step 1"},
    {"menos de 50", "at-most 50 step 1"},
    {"quase 600.000", "about 600000 step 1"},
    {"cerca de 350.000", "about 350000 step 1"},
    {"aproximadamente 5", "about 5 step 1"},
    {"~15 mil", "about 15000 step 1000"},
    {"2024", "exact 2024 step 1"},
    {"2,1×10²⁵", "exact 2.1e25 step 1e24"},
    /* near misses */
    {"", "-"},
    {" ", "-"},
    {"GPT-4", "-"},
    {"Lhama 2", "-"},
    {"H100", "-"},
    {"várias", "-"},
    {"um punhado", "-"},
    {"dois terços", "exact 0.6666666666666666 step 0.3333333333333333"},
    {"centenas de milhares", "-"},
    {"dezenas de milhares", "-"},
    {"bilhões", "-"},
    {"bilhões em pesquisa", "-"},
    {"primeira", "-"},
    {"1º", "-"},
    {"24/7", "-"},
    {"14 + 16 =", "-"},
    {"abril de 2024", "-"},
    {"18 de abril", "-"},
    {"dois ou três", "-"},
    {"20 mil de 30 mil", "-"},
    {"Este ano", "-"},
    {"1.23.456", "-"},
    {"12.34.56", "-"},
    {"25.000 a 20.000", "-"},
};

static const Case numbers_en[] = {
    {"86.4%", "exact 86.4 step 0.1 %"},
    {"86.4 %", "exact 86.4 step 0.1 %"},
    {"86.4", "exact 86.4 step 0.1"},
    {"86.40", "exact 86.4 step 0.01"},
    {"86,4", "exact 86.4 step 0.1"}, /* no group has one digit */
    {"86.4 percent", "exact 86.4 step 0.1 %"},
    {"90.10%", "exact 90.1 step 0.01 %"},
    {"0.904", "exact 0.904 step 0.001"},
    {".904", "exact 0.904 step 0.001"},
    {"-5%", "exact -5 step 1 %"},
    {"\u22125", "exact -5 step 1"},
    {"64k", "exact 64000 step 1000"},
    {"100K", "exact 100000 step 1000"},
    {"7.7M", "exact 7700000 step 100000"},
    {"405B", "exact 405000000000 step 1000000000"},
    {"405 B", "exact 405000000000 step 1000000000"},
    {"405B parameters", "exact 405000000000 step 1000000000"},
    {"7-billion", "exact 7000000000 step 1000000000"},
    {"7-billion-parameter", "exact 7000000000 step 1000000000"},
    {"15T+", "at-least 15000000000000 step 1000000000000"},
    {"30+ trillion tokens", "at-least 30000000000000 step 1000000000000"},
    {"5 crore", "exact 50000000 step 10000000"},
    {"2 millions", "exact 2000000 step 1000000"},
    {"five-hundred", "exact 500 step 1"},
    {"15T+ tokens", "at-least 15000000000000 step 1000000000000"},
    {"350,000", "exact 350000 step 1"},
    {"350.000", "exact 350 step 0.001"},
    {"350 000", "exact 350000 step 1"},
    {"350,000 H100s", "exact 350000 step 1"},
    {"57000.0", "exact 57000 step 0.1"},
    {"3.6 thousand", "exact 3600 step 100"},
    {"$1.3 billion", "exact 1300000000 step 100000000"},
    {"US$ 1.3 billion", "exact 1300000000 step 100000000"},
    {"€10.5bn", "exact 10500000000 step 100000000"},
    {"USD 5 million", "exact 5000000 step 1000000"},
    {"5 million USD", "exact 5000000 step 1000000"},
    {"$6770000.00", "exact 6770000 step 0.01"},
    {"2e26", "exact 2e26 step 1e26"},
    {"2.1e+25", "exact 2.1e25 step 1e24"},
    {"1.6400009999999998e+25", "exact 1.6400009999999998e25 step 1000000000"},
    {"2.1×10^26", "exact 2.1e26 step 1e25"},
    {"2.1x10^26 FLOP", "exact 2.1e26 step 1e25"},
    {"3.8 × 10²⁵", "exact 3.8e25 step 1e24"},
    {"3.8 × 10²⁵ FLOPs", "exact 3.8e25 step 1e24"},
    {"10^26", "exact 1e26 step 1e26"},
    {"5 × 10⁻³", "exact 0.005 step 0.001"},
    {"twenty-two thousand", "exact 22000 step 1000"},
    {"twenty two thousand GPUs", "exact 22000 step 1000"},
    {"one hundred and five", "exact 105 step 1"},
    {"two hundred thousand", "exact 200000 step 1000"},
    {"three", "exact 3 step 1"},
    {"a million", "exact 1000000 step 1000000"},
    {"half a million", "exact 500000 step 1000"},
    {"two and a half million", "exact 2500000 step 100000"},
    {"a dozen", "exact 12 step 1"},
    {"an order of magnitude", "about 10 step 10"},
    {"two orders of magnitude", "about 100 step 100"},
    {"between 20k and 25k", "range 20000..25000 step 1000"},
    {"20,000 to 25,000", "range 20000..25000 step 1"},
    {"from 20,000 to 25,000", "range 20000..25000 step 1"},
    {"20,000-25,000", "range 20000..25000 step 1"},
    {"10–15", "range 10..15 step 1"},
    {"10 — 15 days", "range 10..15 step 1"},
    {"$10–$15 million", "range 10000000..15000000 step 1000000"},
    {"900 to 1 million", "range 900..1000000 step 1000000"},
    {"ten to fifteen", "range 10..15 step 1"},
    {"at least 54 days", "at-least 54 step 1"},
    {"more than 100,000", "at-least 100000 step 1"},
    {"over $10 billion", "at-least 10000000000 step 1000000000"},
    {">100k", "at-least 100000 step 1000"},
    {">= 5", "at-least 5 step 1"},
    {"100 or more", "at-least 100 step 1"},
    {"up to 18 trillion", "at-most 18000000000000 step 1000000000000"},
    {"as many as 100,000", "at-most 100000 step 1"},
    {"< 5%", "at-most 5 step 1 %"},
    {"100 GPUs or fewer", "at-most 100 step 1"},
    {"about 45B", "about 45000000000 step 1000000000"},
    {"around 25,000", "about 25000 step 1"},
    {"almost 600,000", "about 600000 step 1"},
    {"nearly 600,000", "about 600000 step 1"},
    {"~15 trillion", "about 15000000000000 step 1000000000000"},
    {"~22T", "about 22000000000000 step 1000000000000"},
    {"3x", "exact 3 step 1"},
    {"80GB", "exact 80 step 1"},
    {"64 A100-80GB cards", "exact 64 step 1"},
    /* near misses */
    {"", "-"},
    {"GPT-4", "-"},
    {"Llama 3.1 405B", "-"},
    {"o3-mini", "-"},
    {"24/7", "-"},
    {"several", "-"},
    {"hundreds of thousands", "-"},
    {"dozens", "-"},
    {"1252 +5/-4", "exact 1252 step 1"},
    {"two thirds", "exact 0.6666666666666666 step 0.3333333333333333"},
    {"5 MM", "-"},
    {"5 mil", "-"},
    {"up to 30+ trillion", "-"},
    {"H100", "-"},
    {"8x7B", "-"},
    {"8 x 7B", "-"},
    {"first", "-"},
    {"18th", "-"},
    {"the 1980s", "-"},
    {"one or two", "-"},
    {"five out of ten", "-"},
    {"64¹", "-"},
    {"1,00", "exact 1 step 0.01"},
    {"1,0000,000", "-"},
    {"25,000 in 2023", "-"},
    {"100 at least or at most", "-"},
    {"1e999", "-"},
    {"more than five hundred million billion trillion trillion", "-"},
    {"nan", "-"},
    {"inf", "-"},
    {"0x10", "-"},
    {"%", "-"},
    {"$", "-"},
    {"3 April", "-"},
};

static const Case dates_pt[] = {
    {"abril de 2024", "exact 2024-04"},
    {"Abril de 2024", "exact 2024-04"},
    {"outubro de 2023", "exact 2023-10"},
    {"mar\u00e7o de 2024", "exact 2024-03"},
    {"marc\u0327o de 2024", "exact 2024-03"}, /* decomposed */
    {"18 de abril de 2024", "exact 2024-04-18"},
    {"1º de abril de 2024", "exact 2024-04-01"},
    {"terça-feira, 18 de abril de 2024", "exact 2024-04-18"},
    {"abr. de 2024", "exact 2024-04"},
    {"abr/2024", "exact 2024-04"},
    {"4/2024", "exact 2024-04"},
    {"18/04/2024", "exact 2024-04-18"},
    {"4/5/2025", "exact 2025-05-04"},
    {"7/18/2023", "exact 2023-07-18"}, /* there is no month 18 */
    {"2024-04-18", "exact 2024-04-18"},
    {"2024", "exact 2024"},
    {"em 2024", "exact 2024"},
    {"anos 80", "range 1980..1989"},
    {"década de 1980", "range 1980..1989"},
    {"desde os anos 80", "at-least 1980"},
    {"anos 2010", "range 2010..2019"},
    {"final de 2024", "about 2024-12"},
    {"no final de 2024", "about 2024-12"},
    {"até o final de 2024", "at-most 2024-12"},
    {"até ao final de 2024", "at-most 2024-12"},
    {"até 2025", "at-most 2025"},
    {"início de 2023", "about 2023"},
    {"meados de 2023", "about 2023"},
    {"final de abril de 2024", "about 2024-04"},
    {"cerca de 2020", "about 2020"},
    {"a partir de 2024", "at-least 2024"},
    {"4º trimestre de 2024", "range 2024-10..2024-12"},
    {"T4 2024", "range 2024-10..2024-12"},
    {"primeiro semestre de 2024", "range 2024-01..2024-06"},
    {"verão de 2024", "about 2024"},
    {"entre abril e junho de 2024", "range 2024-04..2024-06"},
    {"27 a 28 de setembro de 2023", "range 2023-09-27..2023-09-28"},
    {"2023 a 2024", "range 2023..2024"},
    {"1999-2003", "range 1999..2003"},
    /* near misses */
    {"Este ano", "-"},
    {"próximo ano", "-"},
    {"final do ano", "-"},
    {"início deste ano", "-"},
    {"terça-feira", "-"},
    {"18 de abril", "-"},
    {"31 de abril de 2024", "-"},
    {"29 de fevereiro de 2023", "-"},
    {"64 mil", "-"},
    {"20.000", "-"},
    {"anos 85", "-"},
    {"", "-"},
};

static const Case dates_en[] = {
    {"April 18, 2024", "exact 2024-04-18"},
    {"April 18th, 2024", "exact 2024-04-18"},
    {"18 April 2024", "exact 2024-04-18"},
    {"the 18th of April, 2024", "exact 2024-04-18"},
    {"Thursday, April 18, 2024", "exact 2024-04-18"},
    {"Apr 2024", "exact 2024-04"},
    {"Apr. 2024", "exact 2024-04"},
    {"18-Apr-2024", "exact 2024-04-18"},
    {"April-June 2024", "range 2024-04..2024-06"},
    {"Jan 1–Feb 3, 2024", "range 2024-01-01..2024-02-03"},
    {"Sept. 27, 2023", "exact 2023-09-27"},
    {"October 2023", "exact 2023-10"},
    {"in October 2023", "exact 2023-10"},
    {"May 2024", "exact 2024-05"},
    {"2024.02.05", "exact 2024-02-05"},
    {"2024-04-18", "exact 2024-04-18"},
    {"2024\u201304\u201318", "exact 2024-04-18"},
    {"2024/02/05", "exact 2024-02-05"},
    {"2024-04", "exact 2024-04"},
    {"7/18/2023", "exact 2023-07-18"},
    {"4/5/2025", "exact 2025-04-05"},
    {"18/7/2023", "exact 2023-07-18"},
    {"2024", "exact 2024"},
    {"the 1980s", "range 1980..1989"},
    {"1980s", "range 1980..1989"},
    {"the '80s", "range 1980..1989"},
    {"late 1980s", "range 1980..1989"},
    {"end of 2024", "about 2024-12"},
    {"the end of 2024", "about 2024-12"},
    {"late 2024", "about 2024-12"},
    {"by the end of 2024", "at-most 2024-12"},
    {"by late 2024", "at-most 2024-12"},
    {"early 2023", "about 2023"},
    {"mid-2023", "about 2023"},
    {"early April 2023", "about 2023-04"},
    {"Q4 2024", "range 2024-10..2024-12"},
    {"2024 Q4", "range 2024-10..2024-12"},
    {"fourth quarter of 2024", "range 2024-10..2024-12"},
    {"first half of 2024", "range 2024-01..2024-06"},
    {"by Q4 2024", "at-most 2024-12"},
    {"summer 2024", "about 2024"},
    {"since 2019", "at-least 2019"},
    {"2019 onwards", "at-least 2019"},
    {"September 27-28, 2023", "range 2023-09-27..2023-09-28"},
    {"27–28 September 2023", "range 2023-09-27..2023-09-28"},
    {"April to June 2024", "range 2024-04..2024-06"},
    {"December 2023 to January 2024", "range 2023-12..2024-01"},
    {"between 2019 and 2024", "range 2019..2024"},
    /* near misses */
    {"April 29", "-"},
    {"Jan. 18", "-"},
    {"next year", "-"},
    {"2024-13", "-"},
    {"2023-02-29", "-"},
    {"13/13/2024", "-"},
    {"7/18/23", "-"},
    {"April", "-"},
    {"Q5 2024", "-"},
    {"99", "-"},
    {"350,000", "-"},
    {"June to April 2024", "-"},
    {"2024 2025", "-"},
    {"GPT-4", "-"},
    {"Llama 2024", "-"},
    {"2024-04-18T12:00Z", "-"},
};

static void test_numbers(void)
{
    check(numbers_pt, G_N_ELEMENTS(numbers_pt), "pt-BR", READING_NUMBER);
    check(numbers_pt, G_N_ELEMENTS(numbers_pt), "pt", READING_NUMBER);
    check(numbers_en, G_N_ELEMENTS(numbers_en), "en", READING_NUMBER);
    check(numbers_en, G_N_ELEMENTS(numbers_en), "en-US", READING_NUMBER);
}

static void test_dates(void)
{
    check(dates_pt, G_N_ELEMENTS(dates_pt), "pt-BR", READING_DATE);
    check(dates_pt, G_N_ELEMENTS(dates_pt), "pt-PT", READING_DATE);
    check(dates_en, G_N_ELEMENTS(dates_en), "en", READING_DATE);
    static const Case british[] = {{"4/5/2025", "exact 2025-05-04"}};
    check(british, G_N_ELEMENTS(british), "en-GB", READING_DATE);
}

static void test_languages(void)
{
    static const Case english[] = {{"86.4%", "exact 86.4 step 0.1 %"},
                                   {"350,000", "exact 350000 step 1"},
                                   {"1.3 billion", "exact 1300000000 step 100000000"}};
    /* unknown, empty and silly tags read as English, whatever LC_ALL says (main) */
    static const char *const tags[] = {"", "xx", "tlh", "zz-PT", "!", "en-x-pt", "e"};
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
        check(english, G_N_ELEMENTS(english), tags[i], READING_NUMBER);

    /* without a word table, CLDR still knows signs, scales and months */
    static const Case german[] = {{"1,3 Milliarden", "exact 1300000000 step 100000000"},
                                  {"350.000", "exact 350000 step 1"},
                                  {"5 Mio.", "exact 5000000 step 1000000"},
                                  {"zwanzig", "exact 20 step 1"}};
    check(german, G_N_ELEMENTS(german), "de", READING_NUMBER);
    static const Case german_dates[] = {{"18. April 2024", "exact 2024-04-18"},
                                        {"18.4.2024", "exact 2024-04-18"}};
    check(german_dates, G_N_ELEMENTS(german_dates), "de-AT", READING_DATE);
    static const Case spanish[] = {{"1,3 mil millones", "exact 1300000000 step 100000000"}};
    check(spanish, G_N_ELEMENTS(spanish), "es", READING_NUMBER);
    /* Portugal's "bi" is 10^12 in CLDR, Brazil's 10^9 */
    static const Case portugal[] = {{"2 Bi", "exact 2000000000000 step 1000000000000"}};
    check(portugal, G_N_ELEMENTS(portugal), "pt-PT", READING_NUMBER);
}

/* Without an expectation, a number comes first. */
static void test_either(void)
{
    static const struct {
        const char *printed, *reads;
    } cases[] = {{"2024", "exact 2024 step 1"},      {"April 2024", "exact 2024-04"},
                 {"2024-04-18", "exact 2024-04-18"}, {"2024.02.05", "exact 2024-02-05"},
                 {"2024-04", "exact 2024-04"},       {"7/18/2023", "exact 2023-07-18"},
                 {"the 1980s", "range 1980..1989"},  {"2024 Q4", "range 2024-10..2024-12"},
                 {"64k", "exact 64000 step 1000"},   {"Llama 3.1 405B", "-"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Reading reading;
        const gboolean read = reading_parse(cases[i].printed, "en", &reading);
        g_autofree char *text = describe(read, &reading);
        g_assert_cmpstr(text, ==, cases[i].reads);
    }
}

static char *format_by_icu(UNumberFormat *format, double number)
{
    UChar wide[200] = {0};
    char text[400];
    UErrorCode status = U_ZERO_ERROR;
    unum_formatDouble(format, number, wide, G_N_ELEMENTS(wide), NULL, &status);
    u_strToUTF8(text, sizeof text, NULL, wide, -1, &status);
    g_assert_true(U_SUCCESS(status));
    return g_strdup(text);
}

/* slack: how far the print may be off, in steps of its last digit */
static void check_back(const char *language, const char *printed, double number, double slack)
{
    Reading reading;
    if (!reading_parse_as(printed, language, READING_NUMBER, &reading) || !reading.has_value ||
        ABS(reading.value - number) > 1e-9 * ABS(number) + slack * reading.precision) {
        char text[NUMBER_TEXT_SIZE];
        g_test_message("%s: %s printed as \"%s\" does not read back", language,
                       number_format(number, text), printed);
        g_test_fail();
    }
}

/* parse(format(x)) == x: what ICU writes, we read; compact forms are rounded to
 * two digits, so they must be right to half a step of their precision. */
static void test_icu_round_trip(void)
{
    static const char *const languages[] = {"en", "pt", "pt-PT", "es", "de", "fr", "it"};
    static const char *const locales[] = {"en", "pt", "pt_PT", "es", "de", "fr", "it"};
    static const struct {
        UNumberFormatStyle style;
        double factor, slack;
        int least_digits; /* German and Italian write thousands with no word */
    } styles[] = {{UNUM_DECIMAL, 0.001, 0, 0},
                  {UNUM_PERCENT, 100, 0, 0},
                  {UNUM_DECIMAL_COMPACT_LONG, 1, 0.5, 4}};
    g_autoptr(GRand) random = g_rand_new_with_seed(20240418);
    for (guint l = 0; l < G_N_ELEMENTS(languages); l++) {
        for (guint s = 0; s < G_N_ELEMENTS(styles); s++) {
            UErrorCode status = U_ZERO_ERROR;
            UNumberFormat *format = unum_open(styles[s].style, NULL, 0, locales[l], NULL, &status);
            g_assert_true(U_SUCCESS(status));
            for (int i = 0; i < 300; i++) {
                double number = g_rand_int_range(random, 1, 999);
                for (int d = g_rand_int_range(random, styles[s].least_digits, 12); d > 0; d--)
                    number *= 10;
                const gboolean percent = styles[s].style == UNUM_PERCENT;
                if (!percent)
                    number *= styles[s].factor;
                g_autofree char *printed = format_by_icu(format, number);
                check_back(languages[l], printed, percent ? number * styles[s].factor : number,
                           styles[s].slack);
            }
            unum_close(format);
        }
    }
}

/* What ICU spells out, we read, up to 10^15. */
static void test_spelled_round_trip(void)
{
    static const struct {
        const char *language, *locale;
        const UChar *rules;
    } cases[] = {
        {"en", "en", u"%spellout-cardinal"},
        {"en", "en", u"%spellout-cardinal-verbose"},
        {"pt", "pt", u"%spellout-cardinal-masculine"},
        {"pt", "pt", u"%spellout-cardinal-feminine"},
        {"pt-PT", "pt_PT", u"%spellout-cardinal-masculine"},
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(22000);
    for (guint c = 0; c < G_N_ELEMENTS(cases); c++) {
        UErrorCode status = U_ZERO_ERROR;
        UNumberFormat *format = unum_open(UNUM_SPELLOUT, NULL, 0, cases[c].locale, NULL, &status);
        unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, cases[c].rules, -1, &status);
        g_assert_true(U_SUCCESS(status));
        double limit = 10;
        for (int i = 0; i < 420; i++) {
            if (i % 30 == 29)
                limit *= 10;
            const double number = (double)(gint64)g_rand_double_range(random, 0, limit);
            g_autofree char *printed = format_by_icu(format, number);
            check_back(cases[c].language, printed, number, 0);
        }
        unum_close(format);
    }
}

/* No text may crash the reader; what it reads is finite and in order. */
static void test_hostile(void)
{
    static const char *const pieces[] = {
        "1",   "20", "999",  "2024", ",",    ".",       " ",      "\u00a0", "-",
        "–",   "%",  "mil",  "e",    "a",    "de",      "×10^",   "²⁵",     "k",
        "B",   "+",  "$",    "~",    "um",   "milhões", "Apr",    "s",      "anos",
        "Q4",  "/",  "'",    "x7B",  "H100", ">",       "\t",     "é",      "\xf0\x9f\x98\x80",
        "and", "to", "half", "up",   "e9",   "\x80",    "\u200b", "the",    "of",
        "ten", "0",  "late",
    };
    static const char *const languages[] = {"en", "pt-BR", "ja", "ar"};
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_rand_int_range(random, 0, 9); n > 0; n--) {
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
            if (g_rand_boolean(random))
                g_string_append_c(text, ' ');
        }
        for (int type = READING_NUMBER; type <= READING_DATE; type++) {
            Reading reading;
            if (!reading_parse_as(text->str, languages[i % 4], (ReadingType)type, &reading))
                continue;
            check_sides(&reading);
            g_assert_true(reading.value - reading.value == 0 && reading.low - reading.low == 0);
            if (reading.kind == KIND_RANGE)
                g_assert_true(type == READING_NUMBER ? reading.low <= reading.high
                                                     : date_first_day(reading.date_low) <=
                                                           date_first_day(reading.date_high));
        }
    }
    Reading reading;
    g_autofree char *digits = g_strnfill(100000, '9');
    g_assert_false(reading_parse(digits, "en", &reading));
    g_autofree char *tag = g_strnfill(100000, 'a');
    g_assert_true(reading_parse("5", tag, &reading));
}

int main(int argc, char **argv)
{
    /* ICU would fall back to this locale; the reader must not */
    g_setenv("LC_ALL", "pt_PT.UTF-8", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/reading/numbers", test_numbers);
    g_test_add_func("/evidence/reading/dates", test_dates);
    g_test_add_func("/evidence/reading/languages", test_languages);
    g_test_add_func("/evidence/reading/either", test_either);
    g_test_add_func("/evidence/reading/icu-round-trip", test_icu_round_trip);
    g_test_add_func("/evidence/reading/spelled-round-trip", test_spelled_round_trip);
    g_test_add_func("/evidence/reading/hostile", test_hostile);
    return g_test_run();
}
