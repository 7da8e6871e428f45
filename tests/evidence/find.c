/* Sentences and the figures found in them, one a line:
 * class [before|core|unit] kind value status
 * where 'before' are its bounds, and status only what the words hint at. */
#include "evidence/find.h"

#include "base/number.h"

#include <string.h>

typedef struct {
    const char *language, *text, *finds;
} Case;

static void append_stretch(GString *out, const char *text, Stretch stretch)
{
    g_string_append_len(out, text + stretch.start, (gssize)(stretch.end - stretch.start));
}

static void append_reading(GString *out, const Mention *mention)
{
    char a[NUMBER_TEXT_SIZE], b[NUMBER_TEXT_SIZE];
    const Reading *reading = &mention->reading;
    const gboolean range = !reading->has_value;
    if (reading->type == READING_DATE) {
        date_format(range ? reading->date_low : reading->date_value, a);
        date_format(reading->date_high, b);
    } else {
        number_format(range ? reading->low : reading->value, a);
        number_format(reading->high, b);
    }
    g_string_append_printf(out, " %s %s", claim_kind_name(reading->kind), a);
    if (range)
        g_string_append_printf(out, "..%s", b);
    if (*reading->unit)
        g_string_append_printf(out, " %s", reading->unit);
}

static char *describe(const char *text, const GArray *mentions)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < mentions->len; i++) {
        const Mention *mention = &g_array_index(mentions, Mention, i);
        g_string_append_printf(out, "%s%s [", out->len ? "\n" : "",
                               mention_class_name(mention->type));
        append_stretch(out, text, mention->before);
        g_string_append_c(out, '|');
        append_stretch(out, text, mention->core);
        g_string_append_c(out, '|');
        append_stretch(out, text, mention->unit);
        g_string_append_c(out, ']');
        if (mention->type == MENTION_STRUCTURE)
            g_string_append_printf(out, " %.0f of", mention->count);
        if (mention_is_claimable(mention) || mention->type == MENTION_ORDINAL)
            append_reading(out, mention);
        if (mention->has_status && mention->type <= MENTION_DATE)
            g_string_append_printf(out, " %s", claim_status_name(mention->status));
    }
    return g_string_free(out, FALSE);
}

static const Case cases[] = {
    /* real sentences and phrases of the five articles */
    {"pt-BR", "a empresa planeja adquirir 350.000 H100s até o final de 2024",
     "number [|350.000|H100s] exact 350000 accelerators planned\n"
     "date [até o|final de 2024|] at-most 2024-12 planned"},
    {"pt-BR", "acredita-se que esse número fique em torno de 20.000 a 25.000 — muito menor",
     "number [em torno de|20.000 a 25.000|] range 20000..25000 rumoured"},
    {"pt-BR", "levantou 1,3 bilhões de dólares",
     "number [|1,3 bilhões|de dólares] exact "
     "1300000000 USD"},
    {"pt-BR", "seu objetivo é 22.000 chips.",
     "number [|22.000|chips] exact 22000 accelerators target"},
    {"pt-BR", "a pontuação de 86,4% no MMLU", "number [|86,4%|] exact 86.4 percent"},
    {"pt-BR", "O GPT-4 e o Llama 3 em outubro de 2023",
     "name [GPT-|4|]\nname [Llama|3|]\ndate [|outubro de 2023|] exact 2023-10"},
    {"pt-BR", "centenas de milhares de H100s no início deste ano",
     "vague [|centenas de milhares|de H100s]\nrelative [|início deste ano|]"},
    {"pt-BR", "desde os anos 80", "date [desde os|anos 80|] at-least 1980"},
    {"pt-BR", "Custa mais de R$ 5,5 milhões por ano.",
     "number [mais de|R$ 5,5 milhões|] at-least 5500000 BRL"},
    {"pt-BR", "Por favor, responda 14 + 16 = antes de enviar", "identifier [|14 + 16 =|]"},
    {"pt-BR", "Ligue para +55 11 91234-5678, 24/7",
     "identifier [|55 11 91234-5678|]\n"
     "identifier [|24/7|]"},
    {"pt-BR", "supera todos por uma ordem de magnitude",
     "number [|uma ordem de magnitude|] about 10"},
    {"pt-BR", "Uma empresa de IA e um modelo", ""},
    {"pt-BR", "apenas uma linha de código", "number [|uma|linha de código] exact 1 lines"},
    {"pt-BR", "segundo rumores, dois terços dos usuários",
     "number [|dois terços|dos usuários] exact 0.6666666666666666 people rumoured"},
    {"pt-BR", "o lançamento em 18 de abril, em 2024",
     "relative [|18 de abril|]\ndate [|2024|] exact 2024"},
    {"pt-PT", "1,3 mil milhões de euros",
     "number [|1,3 mil milhões|de euros] exact 1300000000 "
     "EUR"},
    {"en", "Meta will have 350,000 H100s by the end of 2024.",
     "number [|350,000|H100s] exact 350000 accelerators planned\n"
     "date [by|the end of 2024|] at-most 2024-12 planned"},
    {"en", "GPT-4 reportedly has roughly 1.8 trillion parameters",
     "name [GPT-|4|]\nnumber [roughly|1.8 trillion|parameters] about 1800000000000 parameters "
     "rumoured"},
    {"en", "We trained Llama 3.1 405B on over 15 trillion tokens.",
     "name [Llama|3.1|]\nname [|405B|]\n"
     "number [over|15 trillion|tokens] at-least 15000000000000 tokens"},
    {"en", "the 405B parameters of o3-mini",
     "number [|405B|parameters] exact 405000000000 "
     "parameters\nname [|o3-mini|]"},
    {"en", "Mixtral 8x7B uses 13B active parameters",
     "structure [|8x7B|] 8 of exact 7000000000\n"
     "number [|13B|active parameters] exact 13000000000 parameters"},
    {"en", "rose 5%, to $10–$15 million (about 3.5x)",
     "number [|5%|] exact 5 percent\nnumber [|$10–$15 million|] range 10000000..15000000 USD\n"
     "number [about|3.5x|] about 3.5 times"},
    {"en", "a score of 0.85 ± 0.02 on MMLU", "number [|0.85 ± 0.02|] exact 0.85"},
    {"en", "2.1×10^26 FLOP and 3.8 × 10²⁵",
     "number [|2.1×10^26|FLOP] exact 2.1e26 FLOP\nnumber [|3.8 × 10²⁵|] exact 3.8e25"},
    {"en", "dozens of models, several times", "vague [|dozens|]\nvague [|several|times]"},
    {"en", "last year and on Tuesday, April 29",
     "relative [|last year|]\nrelative [|Tuesday, "
     "April 29|]"},
    {"en", "In Q4 2024, on April 18th, 2024 and 2024.02.05",
     "date [|Q4 2024|] range 2024-10..2024-12\ndate [|April 18th, 2024|] exact 2024-04-18\n"
     "date [|2024.02.05|] exact 2024-02-05"},
    {"en", "version v2.1.3, 1.2.3 and 10:30 at https://a.b/c-2024/1?x=5 now",
     "identifier [|v2.1.3|]\nidentifier [|1.2.3|]\nidentifier [|10:30|]\n"
     "identifier [|https://a.b/c-2024/1?x=5|]"},
    {"en", "[the_ad id=\"145565\"] and 16403726123",
     "identifier [|145565|]\n"
     "identifier [|16403726123|]"},
    {"en", "the 18th of them, MMLU 5-shot: 86.4 | 70.0",
     "ordinal [|18th|] exact 18\nnumber [|5|shot] exact 5\nnumber [|86.4|] exact 86.4\n"
     "number [|70.0|] exact 70"},
    {"en", "H800,2048.0,512,2023-07-11",
     "name [|H800|]\nnumber [|2048.0|] exact 2048\n"
     "number [|512|] exact 512\n"
     "date [|2023-07-11|] exact 2023-07-11"},
    {"en", "It may use AMD chips. In May 2024 it had 100. 200 came later.",
     "date [|May 2024|] exact 2024-05\nnumber [|100|] exact 100\n"
     "number [|200|came] exact 200"},
    {"es", "prevé invertir 1,3 mil millones de dólares hasta finales de 2024",
     "number [|1,3 mil millones|de dólares] exact 1300000000 USD planned\n"
     "date [hasta|finales de 2024|] at-most 2024-12 planned"},
    {"fr", "le 18 avril 2024, environ 350 000 puces",
     "date [|18 avril 2024|] exact 2024-04-18\n"
     "number [environ|350 000|puces] about 350000 accelerators"},
    {"de", "Am 18. April 2024 waren es rund 350.000 Chips für 5 Mio. Euro.",
     "date [|18. April 2024|] exact 2024-04-18\n"
     "number [rund|350.000|Chips] about 350000 accelerators\n"
     "number [|5 Mio|. Euro] exact 5000000 EUR"},
    {"it", "entro la fine del 2024 oltre 64 mila GPU",
     "date [entro la|fine del 2024|] at-most 2024-12 planned\n"
     "number [oltre|64 mila|GPU] at-least 64000 accelerators planned"},
    {"zh", "计划在2024年底前采购约35万块GPU，投资13亿美元。",
     "date [在|2024年底|] at-most 2024-12 planned\n"
     "number [约|35万|块GPU] about 350000 accelerators planned\n"
     "number [|13亿|美元] exact 1300000000 USD planned"},
    {"ja", "2024年4月18日に約35万基のGPUを導入する。",
     "date [|2024年4月18日|] exact 2024-04-18\n"
     "number [約|35万|基のGPU] about 350000 accelerators"},
    {"en", "", ""},
    {"en", " \n ", ""},
    {"en", "\xff\xfe 5 \xff GPUs\xc3", "number [|5|] exact 5"},
};

static void test_sentences(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) mentions =
            mentions_find(cases[i].text, strlen(cases[i].text), cases[i].language);
        g_autofree char *finds = describe(cases[i].text, mentions);
        if (strcmp(finds, cases[i].finds) == 0)
            continue;
        g_test_message("%s: in \"%s\"\n  found\n%s\n  expected\n%s", cases[i].language,
                       cases[i].text, finds, cases[i].finds);
        g_test_fail();
    }
}

static void test_flags(void)
{
    const char *text = "80 of 1.234 in 2024, 5 GPUs";
    g_autoptr(GArray) mentions = mentions_find(text, strlen(text), "en");
    g_assert_cmpuint(mentions->len, ==, 4);
    const Mention *mention = &g_array_index(mentions, Mention, 0);
    g_assert_true(mention[0].bare && !mention[0].ambiguous);
    g_assert_true(mention[1].ambiguous);
    g_assert_true(mention[2].type == MENTION_DATE && mention[2].reading.value == 2024);
    g_assert_true(!mention[3].bare);

    g_assert_true(mentions_cover(mentions, (Stretch){0, 2}) == mention);
    g_assert_true(mentions_cover(mentions, (Stretch){21, 27}) == mention + 3);
    g_assert_null(mentions_cover(mentions, (Stretch){2, 4}));
    g_assert_null(mentions_cover(mentions, (Stretch){100, 104}));
}

/* Whatever the text is, the time grows as its length does: what grew as its square would run past
 * the time limit that every test has. */
static void test_linear(void)
{
    enum { LENGTH = 400000 };
    static const char *const pieces[] = {"5 ",      "the ",  "1,", "a million ", "(",  "de ",
                                         "about ",  "9",     "a",  "-",          ".5", "until ",
                                         "early ",  "and ",  "1 ", "twenty ",    "/",  "two, ",
                                         "http://", "2024-", "é",  "一",         "\n", "\xff"};
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) text = g_string_sized_new(LENGTH);
        while (text->len < LENGTH)
            g_string_append(text, pieces[i]);
        g_autoptr(GArray) mentions = mentions_find(text->str, text->len, "en");
        for (guint m = 1; m < mentions->len; m++)
            g_assert_cmpuint(g_array_index(mentions, Mention, m - 1).whole.end, <=,
                             g_array_index(mentions, Mention, m).whole.start);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/find/sentences", test_sentences);
    g_test_add_func("/evidence/find/flags", test_flags);
    g_test_add_func("/evidence/find/linear", test_linear);
    return g_test_run();
}
