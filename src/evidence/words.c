#include "evidence/words.h"

#include <string.h>

/* What is printed alike in every language. */
const WordEntry words_common[] = {
    {ROLE_SCALE, 1e3, "k"},
    {ROLE_SCALE, 1e6, "m|mn"},
    {ROLE_SCALE, 1e9, "b|bn"},
    {ROLE_SCALE, 1e12, "t|tn"},
    {ROLE_PERCENT, 0, "%"},
    {ROLE_UNIT, 0, "x|w|kw|mw|gw|wh|kwh|mwh|gwh|kb|mb|gb|tb|pb|gib|tib|h|ms|km|kg|nm|hz|ghz"},
    {ROLE_UNIT, 0, "flop|flops|gflops|tflops|pflops|eflops"},
    {ROLE_TO, 0, "-|. .|. . .|…"},
    {ROLE_AT_LEAST, 0, ">|> =|≥"},
    {ROLE_AT_MOST, 0, "<|< =|≤"},
    {ROLE_ABOUT, 0, "~|≈|≃|±"},
    {ROLE_OR_MORE, 0, "+"},
    {ROLE_ORDINAL, 0, "º|ª|°"},
    {ROLE_PERIOD, 103, "q1"},
    {ROLE_PERIOD, 406, "q2"},
    {ROLE_PERIOD, 709, "q3"},
    {ROLE_PERIOD, 1012, "q4"},
    {ROLE_PERIOD, 106, "h1"},
    {ROLE_PERIOD, 712, "h2"},
    {ROLE_OF, 0, ",|/"},
    {ROLE_CURRENCY, UNIT_USD, "$|us$|usd|u$s|us dollar|us dollars"},
    {ROLE_CURRENCY, UNIT_EUR, "€|eur|euro|euros"},
    {ROLE_CURRENCY, UNIT_GBP, "£|gbp"},
    {ROLE_CURRENCY, UNIT_JPY, "¥|jpy|jp¥"},
    {ROLE_CURRENCY, UNIT_CNY, "cny|rmb|cn¥"},
    {ROLE_CURRENCY, UNIT_BRL, "r$|brl"},
    {ROLE_CURRENCY, UNIT_CHF, "chf"},
    {ROLE_CURRENCY, UNIT_CAD, "ca$|c$"},
    {ROLE_CURRENCY, UNIT_AUD, "a$|au$|aud"},
    {ROLE_CURRENCY, UNIT_INR, "₹|inr"},
    {ROLE_CURRENCY, UNIT_KRW, "₩|krw"},
    {ROLE_MEASURE, UNIT_TOKENS, "token|tokens"},
    {ROLE_MEASURE, UNIT_FLOP, "flop|flops"},
    {ROLE_MEASURE, UNIT_ACCELERATORS, "gpu|gpus|tpu|tpus|accelerator|accelerators"},
    {ROLE_MEASURE, UNIT_ACCELERATORS, "a100|a100s|h100|h100s|h200|h200s|h800|h800s|v100|v100s"},
    {ROLE_MEASURE, UNIT_ACCELERATORS, "b100|b100s|b200|b200s|gb200|gb200s|h20|h20s|mi300|mi300x"},
    {ROLE_MEASURE, UNIT_GPU_HOURS, "gpu hour|gpu hours|gpu - hour|gpu - hours|h100 hours"},
    {ROLE_MEASURE, UNIT_H100_EQUIVALENTS, "h100 equivalent|h100 equivalents|h100e"},
    {ROLE_MEASURE, UNIT_H100_EQUIVALENTS, "h100s equivalent|h100s equivalents|h100 - equivalents"},
    {ROLE_MEASURE, UNIT_TIMES, "x"},
    {ROLE_MEASURE, UNIT_WATTS, "w"},
    {ROLE_MEASURE, UNIT_KILOWATTS, "kw"},
    {ROLE_MEASURE, UNIT_MEGAWATTS, "mw"},
    {ROLE_MEASURE, UNIT_GIGAWATTS, "gw"},
    {ROLE_MEASURE, UNIT_GIGABYTES, "gb"},
    {ROLE_MEASURE, UNIT_TERABYTES, "tb"},
    {ROLE_MEASURE, UNIT_HOURS, "h"},
    {0, 0, NULL}};

static const char *const unit_names[N_UNITS] = {
    [UNIT_NONE] = "",
    [UNIT_PERCENT] = "percent",
    [UNIT_TIMES] = "times",
    [UNIT_TOKENS] = "tokens",
    [UNIT_PARAMETERS] = "parameters",
    [UNIT_FLOP] = "FLOP",
    [UNIT_ACCELERATORS] = "accelerators",
    [UNIT_GPU_HOURS] = "GPU-hours",
    [UNIT_H100_EQUIVALENTS] = "H100 equivalents",
    [UNIT_PAGES] = "pages",
    [UNIT_LINES] = "lines",
    [UNIT_WORDS] = "words",
    [UNIT_SECONDS] = "seconds",
    [UNIT_MINUTES] = "minutes",
    [UNIT_HOURS] = "hours",
    [UNIT_DAYS] = "days",
    [UNIT_WEEKS] = "weeks",
    [UNIT_MONTHS] = "months",
    [UNIT_YEARS] = "years",
    [UNIT_WATTS] = "watts",
    [UNIT_KILOWATTS] = "kilowatts",
    [UNIT_MEGAWATTS] = "megawatts",
    [UNIT_GIGAWATTS] = "gigawatts",
    [UNIT_GIGABYTES] = "gigabytes",
    [UNIT_TERABYTES] = "terabytes",
    [UNIT_PEOPLE] = "people",
    [UNIT_USD] = "USD",
    [UNIT_EUR] = "EUR",
    [UNIT_GBP] = "GBP",
    [UNIT_JPY] = "JPY",
    [UNIT_CNY] = "CNY",
    [UNIT_BRL] = "BRL",
    [UNIT_CHF] = "CHF",
    [UNIT_CAD] = "CAD",
    [UNIT_AUD] = "AUD",
    [UNIT_INR] = "INR",
    [UNIT_KRW] = "KRW",
};

const char *word_unit_name(WordUnit unit)
{
    return unit_names[unit];
}

static const WordTable word_tables[] = {
    {"", words_common}, {"de", words_de}, {"en", words_en}, {"es", words_es}, {"fr", words_fr},
    {"it", words_it},   {"ja", words_ja}, {"pt", words_pt}, {"zh", words_zh},
};

const WordTable *word_table_find(const char *language)
{
    for (guint i = 0; i < G_N_ELEMENTS(word_tables); i++)
        if (strcmp(word_tables[i].language, language) == 0)
            return &word_tables[i];
    return NULL;
}
