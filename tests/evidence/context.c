/*
 * Short cuts against the long way: what context_check says of a claim, reading as little
 * as it can, is what all figures of the text say; the figures of a part are those of the
 * whole text there; a plain number reads as the reader reads it.
 *
 * The texts are the stored ones, if they are there, and salads of the languages' own
 * words, signs and line breaks, a few hundred for every language.
 */
#include "evidence/context.h"
#include "evidence/find_part.h"
#include "evidence/snapshot.h"
#include "stored.h"

#include <string.h>

static const char *const languages[] = {"pt-BR", "en", "es", "fr", "de", "it", "zh", "ja"};

/* What stands between and around the words of a language in a salad. */
static const char *const pieces[] = {
    "5",
    "64",
    "86.4",
    "86,4%",
    "2024",
    "1.234",
    "20,000",
    "8x7B",
    "x7GB",
    "405B",
    "'80s",
    "30+",
    "GPT-4",
    "3.5",
    "US$ 18",
    "€5",
    "report.",
    "Report.",
    "paper! ",
    "x.",
    "Sept.",
    "(",
    ")",
    ",",
    ";",
    "-",
    ":",
    "\n",
    "\nThe",
    "\n- ",
    "\n\n",
    "\t",
    "。",
    "“",
    "”",
    "—",
    "é",
    "e\xCC\x81",
    "\xFF",
    "\v",
    "\xC2\xA0",
    "\xC2\xAD",
    "zweitausend.",
    "duemila.",
    "GPUs",
    "tokens",
    "dollars",
    "percent",
    "about. The",
    "mille. ",
    "mars. Les",
    "anos 80",
    "em diante",
    "the '90s",
    "80",
    "to",
    "trillion",
    "Until",
    "The",
    "It",
    "reached",
    "however.",
    "on",
    "third quarter",
};

/* Every phrase of the tables of a language. */
static GPtrArray *phrases_of(const char *language)
{
    GPtrArray *phrases = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *code = g_strndup(language, 2);
    const WordTable *tables[] = {word_table_find(code), word_table_find("")};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        for (const WordEntry *entry = tables[i]->entries; entry->phrases; entry++) {
            g_auto(GStrv) split = g_strsplit(entry->phrases, "|", -1);
            for (char **phrase = split; *phrase; phrase++)
                g_ptr_array_add(phrases, g_strdup(*phrase));
        }
    }
    g_assert_cmpuint(phrases->len, >, 100);
    return phrases;
}

static const char *any_of(const GPtrArray *texts, GRand *random)
{
    return g_ptr_array_index(texts, (guint)g_rand_int_range(random, 0, (gint32)texts->len));
}

static char *make_salad(const GPtrArray *phrases, GRand *random)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const int n = g_rand_int_range(random, 1, 60);
    for (int i = 0; i < n; i++) {
        const int chance = g_rand_int_range(random, 0, 10);
        if (chance < 5) {
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        } else if (chance < 6) {
            g_autofree char *upper = g_utf8_strup(any_of(phrases, random), -1);
            g_string_append(text, upper);
        } else {
            g_string_append(text, any_of(phrases, random));
        }
        if (g_rand_int_range(random, 0, 5) > 0)
            g_string_append_c(text, ' ');
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* ---- context_check --------------------------------------------------------------------------- */

static guint n_checked, n_told;

static void expect_alike(Context *context, const GArray *mentions, const char *text,
                         const Claim *claim, Stretch stretch)
{
    g_autoptr(Findings) quick = findings_new(), full = findings_new();
    context_check(context, claim, stretch, quick);
    context_check_mentions(mentions, text, claim, stretch, full);
    guint n, n_full;
    const Finding *a = findings_sorted(quick, &n), *b = findings_sorted(full, &n_full);
    if (n != n_full)
        g_error("%u findings, of all figures %u (%s) at %" G_GSIZE_FORMAT " of \"%s\" in %s", n,
                n_full, n_full > 0 ? b[0].message : "", stretch.start, text,
                claim->source->language);
    for (guint i = 0; i < n; i++) {
        g_assert_true(a[i].rule == b[i].rule);
        g_assert_cmpstr(a[i].message, ==, b[i].message);
    }
    n_checked++;
    n_told += n;
}

/* Claims that any word could contradict, and claims that few could. */
static void check_stretch(Context *context, const GArray *mentions, const char *text,
                          const char *language, Stretch stretch)
{
    static const Metric metrics[] = {{.id = "a", .unit = "accelerators"},
                                     {.id = "b", .unit = "percent"},
                                     {.id = "c", .unit = "USD"},
                                     {.id = "d", .unit = ""},
                                     {.id = "e", .kind = METRIC_DATE, .unit = ""}};
    static const struct {
        ClaimKind kind;
        ClaimStatus status;
    } claims[] = {{KIND_EXACT, STATUS_ACTUAL},
                  {KIND_ABOUT, STATUS_ACTUAL},
                  {KIND_EXACT, STATUS_PLANNED},
                  {KIND_AT_LEAST, STATUS_TARGET}};
    const Source source = {.id = "s", .language = language};
    for (guint i = 0; i < G_N_ELEMENTS(metrics); i++) {
        for (guint j = 0; j < G_N_ELEMENTS(claims); j++) {
            const Claim claim = {.id = "c",
                                 .metric = &metrics[i],
                                 .setting = "",
                                 .kind = claims[j].kind,
                                 .status = claims[j].status,
                                 .source = &source};
            expect_alike(context, mentions, text, &claim, stretch);
        }
    }
}

static void check_part(const GArray *mentions, const char *text, gsize length,
                       const Language *language, Stretch stretch)
{
    const Stretch part = mentions_part(text, length, language, stretch);
    g_assert_cmpuint(part.start, <=, MIN(stretch.start, length));
    g_assert_cmpuint(part.end, >=, MIN(stretch.end, length));
    g_autoptr(GArray) found = mentions_find_part(text, part, language);
    guint n = 0;
    for (guint i = 0; i < mentions->len; i++) {
        const Mention *whole = &g_array_index(mentions, Mention, i);
        if (whole->whole.end <= part.start || whole->whole.start >= part.end)
            continue;
        g_assert_cmpuint(n, <, found->len);
        const Mention *alone = &g_array_index(found, Mention, n++);
        if (alone->whole.start != whole->whole.start || alone->whole.end != whole->whole.end ||
            alone->type != whole->type || alone->hints != whole->hints ||
            alone->sentence.start != whole->sentence.start)
            g_error("another figure at %" G_GSIZE_FORMAT " of \"%s\"", whole->whole.start, text);
    }
    g_assert_cmpuint(n, ==, found->len);
}

/* Every step-th figure of the text, and stretches that are none. */
static void check_text(const char *text, gsize length, const char *language, guint step,
                       GRand *random)
{
    g_autoptr(GArray) mentions = mentions_find(text, length, language);
    g_autoptr(Context) context = context_new(text, length, language);
    for (guint i = 0; i < mentions->len; i += step) {
        const Stretch core = g_array_index(mentions, Mention, i).core;
        check_stretch(context, mentions, text, language, core);
        check_part(mentions, text, length, language_get(language), core);
    }
    for (guint i = 0; i < 4; i++) {
        const gsize start = (gsize)g_rand_int_range(random, 0, (gint32)length + 1);
        const gsize end = (gsize)g_rand_int_range(random, (gint32)start, (gint32)length + 1);
        check_stretch(context, mentions, text, language, (Stretch){start, end});
        check_part(mentions, text, length, language_get(language), (Stretch){start, end});
    }
}

static void test_salads(void)
{
    enum { SALADS = 150 };
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    n_checked = n_told = 0;
    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autoptr(GPtrArray) phrases = phrases_of(languages[i]);
        for (guint j = 0; j < SALADS; j++) {
            g_autofree char *text = make_salad(phrases, random);
            check_text(text, strlen(text), languages[i], 1, random);
        }
    }
    g_test_message("%u claims checked, %u findings", n_checked, n_told);
    g_assert_cmpuint(n_told, >, 1000);
}

/* What salads seldom hold. */
static void test_sentences(void)
{
    static const struct {
        const char *language, *text;
    } cases[] = {
        {"pt-BR", "Dos anos 80 em diante; em 2024 para cá foram 5 modelos."},
        {"en", "It grew by two orders of magnitude. In 2024 or later 5 GPUs, from the ’80s on."},
        {"en", "They used 30+ trillion tokens. An 8x7B model, 5 million by the end of 2025."},
        {"en",
         "Approx. 5 were built. About 6 of them. At  least\n7 GPUs, at\vleast 8, at-least 9."},
        {"de",
         "Es waren etwa zweitausendfünfhundert GPUs. Bis zu dreihundert. Ab 2024 5 Mio. Euro."},
        {"it", "Erano circa duemila. Fino a trecento GPU, piu di 5 mila."},
        {"ja", "約5万人。2024年末までに100億ドル以上。"},
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(4);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        check_text(cases[i].text, strlen(cases[i].text), cases[i].language, 1, random);
}

/* No sentence ends: all of it is read once, and nothing is read again and again. */
static void test_one_sentence(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 3000; i++)
        g_string_append_printf(text, "about %u tokens and ", i);
    g_autoptr(GRand) random = g_rand_new_with_seed(6);
    g_autoptr(GArray) mentions = mentions_find(text->str, text->len, "en");
    g_autoptr(Context) context = context_new(text->str, text->len, "en");
    g_assert_cmpuint(mentions->len, ==, 3000);
    for (guint i = 0; i < mentions->len; i += 100)
        check_stretch(context, mentions, text->str, "en", g_array_index(mentions, Mention, i).core);
}

static void test_stored(void)
{
    g_auto(Stored) stored = {0};
    if (stored_read(&stored, "evidence-context", "short cuts over real texts are not checked") !=
        0) {
        g_test_skip("no stored texts");
        return;
    }
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    n_checked = n_told = 0;
    guint n_texts = 0;
    for (guint i = 0; i < stored.claims->sources->len; i++) {
        const Source *source = g_ptr_array_index(stored.claims->sources, i);
        g_autoptr(GError) error = NULL;
        if (!*source->snapshot)
            continue;
        g_autoptr(Snapshot) snapshot = snapshot_read(stored.folder, source, &error);
        g_assert_no_error(error);
        check_text(snapshot->text, snapshot->length, source->language, 7, random);
        n_texts++;
    }
    g_test_message("%u texts, %u claims checked, %u findings", n_texts, n_checked, n_told);
    g_assert_cmpuint(n_texts, >, 50);
}

/* ---- reading_parse_plain --------------------------------------------------------------------- */

static void expect_plain(const char *printed)
{
    Reading plain, full;
    if (!reading_parse_plain(printed, &plain))
        return;
    n_checked++;
    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (!reading_parse_fully(printed, languages[i], READING_NUMBER, &full))
            g_error("\"%s\" does not read in %s", printed, languages[i]);
        if (plain.type != full.type || plain.kind != full.kind || plain.value != full.value ||
            plain.precision != full.precision || !full.has_value || full.has_low || full.has_high ||
            full.percent || *full.unit || full.ambiguous)
            g_error("\"%s\" reads as %.17g (%g), in %s as %.17g (%g)", printed, plain.value,
                    plain.precision, languages[i], full.value, full.precision);
    }
}

static void test_plain(void)
{
    static const struct {
        const char *printed;
        double value; /* negative: it is not plain */
    } cases[] = {
        {"0", 0},
        {"64000", 64000},
        {"86.4", 86.4},
        {"86,4", 86.4},
        {"007", 7},
        {"0.904", -1}, /* or nine hundred and four */
        {"1.234", -1},
        {"1,234", -1},
        {"1234.567", -1},
        {"0.0001", 0.0001},
        {"123456789012345", 123456789012345},
        {"1234567890123456", -1},
        {"0.00000000000001", 0.00000000000001},
        {"", -1},
        {".", -1},
        {".5", -1},
        {"5.", -1},
        {"1.2.3", -1},
        {"1,2.3", -1},
        {"-5", -1},
        {"5%", -1},
        {" 5", -1},
        {"5 ", -1},
        {"５", -1},
        {"2024", 2024},
    };
    n_checked = 0;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        Reading reading;
        const gboolean plain = reading_parse_plain(cases[i].printed, &reading);
        g_assert_cmpint(plain, ==, cases[i].value >= 0);
        if (plain)
            g_assert_cmpfloat(reading.value, ==, cases[i].value);
        expect_plain(cases[i].printed);
    }
    /* all of up to three digits with up to two decimals, then any lengths */
    for (guint whole = 0; whole < 1000; whole++) {
        for (guint decimals = 0; decimals < 110; decimals += whole % 7 + 1) {
            char printed[32];
            g_snprintf(printed, sizeof printed, decimals < 10 ? "%u.%u" : "%u,%02u", whole,
                       decimals % 100);
            expect_plain(printed);
        }
    }
    g_autoptr(GRand) random = g_rand_new_with_seed(8);
    for (guint i = 0; i < 20000; i++) {
        char printed[24] = "";
        const int length = g_rand_int_range(random, 1, 18);
        const int sign = g_rand_int_range(random, 0, 2) ? g_rand_int_range(random, 0, length) : -1;
        for (int j = 0; j < length; j++)
            printed[j] = "0123456789"[g_rand_int_range(random, 0, 10)];
        if (sign >= 0)
            printed[sign] = ".,"[g_rand_int_range(random, 0, 2)];
        expect_plain(printed);
    }
    g_test_message("%u plain numbers in %u languages", n_checked, (guint)G_N_ELEMENTS(languages));
    g_assert_cmpuint(n_checked, >, 10000);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/context/sentences", test_sentences);
    g_test_add_func("/context/salads", test_salads);
    g_test_add_func("/context/one-sentence", test_one_sentence);
    g_test_add_func("/context/stored", test_stored);
    g_test_add_func("/context/plain", test_plain);
    return g_test_run();
}
