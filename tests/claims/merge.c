/* Merging: who is chosen and why, what agrees, what is counted. */
#include "claims/party.h"
#include "fixture.h"

#include <string.h>

static const Source copy_of_a = {.id = "copy", .published = "", .relays = &fixture_source};
static const Source copy_of_copy = {.id = "copy-2", .published = "", .relays = &copy_of_a};
static const Source other = {.id = "b", .published = ""};
static const Source old = {.id = "old", .published = "2023-05"};
static const Source new = {.id = "new", .published = "2023-05-02"};

/* A set that borrows the claims; the other lists stay empty. */
static ClaimSet *set_of(Claim *claims, const Sketch *sketches, gsize n)
{
    ClaimSet *set = g_new0(ClaimSet, 1);
    set->claims = g_ptr_array_new();
    for (gsize i = 0; i < n; i++) {
        claims[i] = sketch_claim(&sketches[i]);
        g_ptr_array_add(set->claims, &claims[i]);
    }
    return set;
}

static void set_free(ClaimSet *set)
{
    g_ptr_array_unref(set->claims);
    g_free(set);
}

enum { MOST = 5 };

/* ---- the order of choice --------------------------------------------------------------------- */

static void test_choice(void)
{
    static const struct {
        const char *what;
        Sketch winner, loser;
        const char *reason;
    } cases[] = {
        {"rank before all",
         {.rank = RANK_PREFERRED, .status = STATUS_RUMOURED, .source = &copy_of_a},
         {.rank = RANK_NORMAL},
         "ranked lower"},
        {"original before status",
         {.status = STATUS_ESTIMATED},
         {.source = &copy_of_a},
         "a relayed copy; the original is preferred"},
        {"actual", {.kind = KIND_ABOUT}, {.status = STATUS_PLANNED}, "a weaker status"},
        {"estimated before rumoured",
         {.status = STATUS_ESTIMATED},
         {.status = STATUS_RUMOURED},
         "a weaker status"},
        {"exact", {.as_of = "2020"}, {.kind = KIND_ABOUT, .as_of = "2024"}, "less exact"},
        {"about before a bound", {.kind = KIND_ABOUT}, {.kind = KIND_AT_LEAST}, "less exact"},
        {"a bound before derived", {.kind = KIND_AT_MOST}, {.kind = KIND_DERIVED}, "less exact"},
        {"newest", {.as_of = "2024-01"}, {.as_of = "2023-12-31"}, "older"},
        {"a year counts from its start", {.as_of = "2024-02"}, {.as_of = "2024"}, "older"},
        {"a date before none", {.as_of = "1999"}, {.as_of = ""}, "older"},
        {"as_of before published",
         {.as_of = "2024", .source = &old},
         {.as_of = "2023", .source = &new},
         "older"},
        {"published", {.source = &new}, {.source = &old}, "published earlier"},
        {"published before none", {.source = &old}, {.source = &other}, "published earlier"},
        {"id", {.id = "c.1"}, {.id = "c.2"}, "of equal weight; the first id is taken"},
        {"bytes of the id", {.id = "Z"}, {.id = "a"}, "of equal weight; the first id is taken"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Claim winner = sketch_claim(&cases[i].winner), loser = sketch_claim(&cases[i].loser);
        g_test_message("%s", cases[i].what);
        g_assert_cmpint(choice_compare(&choice_default, &winner, &loser), <, 0);
        g_assert_cmpint(choice_compare(&choice_default, &loser, &winner), >, 0);
        g_assert_cmpstr(choice_reason(&choice_default, &winner, &loser), ==, cases[i].reason);
    }
}

static const ChoiceStep *step_at(const char *name)
{
    for (guint i = 0; i < n_choice_steps; i++) {
        if (strcmp(choice_steps[i].name, name) == 0)
            return &choice_steps[i];
    }
    g_error("there is no step %s", name);
}

/* "rank published" */
static ChoiceOrder order_of(const char *names)
{
    ChoiceOrder order = {0};
    g_auto(GStrv) list = g_strsplit(names, " ", -1);
    for (char **name = list; *name; name++)
        order.steps[order.n_steps++] = step_at(*name);
    return order;
}

static void test_other_orders(void)
{
    static const struct {
        const char *order;
        Sketch winner, loser;
        const char *reason;
    } cases[] = {
        {"independent rank",
         {.rank = RANK_NORMAL, .party = PARTY_THIRD},
         {.rank = RANK_PREFERRED, .party = PARTY_MAKER},
         "not known to be independent of the maker"},
        {"independent",
         {.party = PARTY_THIRD},
         {.party = PARTY_UNKNOWN},
         "not known to be independent of the maker"},
        {"independent",
         {.party = PARTY_UNKNOWN},
         {.party = PARTY_MAKER},
         "not known to be independent of the maker"},
        {"independent rank",
         {.rank = RANK_PREFERRED, .party = PARTY_THIRD},
         {.rank = RANK_NORMAL, .party = PARTY_THIRD},
         "ranked lower"},
        {"maker status",
         {.party = PARTY_MAKER, .status = STATUS_RUMOURED},
         {.party = PARTY_THIRD},
         "not known to be the maker's own word"},
        {"maker",
         {.party = PARTY_UNKNOWN},
         {.party = PARTY_THIRD},
         "not known to be the maker's own word"},
        {"published rank",
         {.rank = RANK_NORMAL, .source = &new},
         {.rank = RANK_PREFERRED, .source = &old},
         "published earlier"},
        {"as_of", {.as_of = "2024", .id = "z"}, {.as_of = "2023", .id = "a"}, "older"},
        {"status", {.id = "a"}, {.id = "b"}, "of equal weight; the first id is taken"},
        {"as_of",
         {.as_of = "0001", .id = "z", .rank = RANK_NORMAL},
         {.as_of = "", .id = "a", .rank = RANK_NORMAL},
         "older"},
        {"as_of", {.as_of = "9999-12-31", .id = "z"}, {.as_of = "9999-12", .id = "a"}, "older"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Claim winner = sketch_claim(&cases[i].winner), loser = sketch_claim(&cases[i].loser);
        const ChoiceOrder order = order_of(cases[i].order);
        g_test_message("%s: %s", cases[i].order, cases[i].reason);
        g_assert_cmpint(choice_compare(&order, &winner, &loser), <, 0);
        g_assert_cmpint(choice_compare(&order, &loser, &winner), >, 0);
        g_assert_cmpstr(choice_reason(&order, &winner, &loser), ==, cases[i].reason);
    }
    const ChoiceOrder order = order_of("rank original status kind as_of published");
    g_assert_cmpmem(&order, sizeof order, &choice_default, sizeof choice_default);
    g_autofree char *text = choice_format(&choice_default);
    g_assert_cmpstr(text, ==, "rank, original, status, kind, as_of, published, id");
}

/* A deprecated claim is never chosen, also by an order that does not ask for ranks. */
static void test_deprecated_last(void)
{
    static const Sketch sketches[] = {
        {.id = "1", .value = "7", .setting = "k=v", .as_of = "2024", .rank = RANK_DEPRECATED},
        {.id = "2", .value = "8", .setting = "k=v", .as_of = "2020", .rank = RANK_NORMAL},
        {.id = "0", .value = "9", .setting = "k=v", .as_of = "2010", .rank = RANK_DEPRECATED},
    };
    Claim claims[G_N_ELEMENTS(sketches)];
    ClaimSet *set = set_of(claims, sketches, G_N_ELEMENTS(sketches));
    const ChoiceOrder order = order_of("as_of");
    g_autoptr(FigureSet) figures = figures_merge(set, &order);
    const Figure *figure = g_ptr_array_index(figures->figures, 0);
    g_assert_cmpstr(figure->chosen->id, ==, "2");
    g_assert_cmpstr(g_array_index(figure->set_aside, Rival, 0).claim->id, ==, "0");
    g_assert_cmpstr(g_array_index(figure->set_aside, Rival, 1).claim->id, ==, "1");
    g_assert_cmpuint(figures->order.n_steps, ==, 1);
    set_free(set);
}

/* ---- whose word it is ------------------------------------------------------------------------ */

static void test_party(void)
{
    Subject subjects[] = {
        {.id = "meta",
         .name = "Meta",
         .kind = "organization",
         .maker = "",
         .aliases = "Meta AI;FAIR"},
        {.id = "team", .name = "GenAI", .kind = "organization", .maker = "Meta", .aliases = ""},
        {.id = "llama", .name = "Llama", .kind = "model", .maker = "META  ai", .aliases = ""},
        {.id = "gpt", .name = "GPT", .kind = "model", .maker = "OpenAI", .aliases = ""},
        {.id = "orphan", .name = "Orphan", .kind = "model", .maker = "", .aliases = "Meta"},
        {.id = "lecun", .name = "Yann LeCun", .kind = "person", .maker = "", .aliases = ""},
    };
    enum { META, TEAM, LLAMA, GPT, ORPHAN, LECUN };
    Source sources[] = {
        {.id = "own", .publisher = "meta"},
        {.id = "copy", .publisher = "Bolt42", .relays = &sources[0]},
        {.id = "press", .publisher = "The Verge"},
        {.id = "nobody", .publisher = ""},
        {.id = "openai", .publisher = "OpenAI"},
    };
    enum { OWN, COPY, PRESS, NOBODY, OPENAI };
    static const struct {
        guint subject, source;
        const char *stated_by;
        ClaimParty party;
    } cases[] = {
        {LLAMA, OWN, "", PARTY_MAKER},
        {META, OWN, "", PARTY_MAKER},
        {TEAM, OWN, "", PARTY_MAKER},
        {LLAMA, COPY, "", PARTY_MAKER}, /* who copies the maker is no third party */
        {LLAMA, PRESS, "", PARTY_THIRD},
        {LLAMA, NOBODY, "", PARTY_UNKNOWN},
        {LLAMA, OPENAI, "", PARTY_THIRD},
        {GPT, OPENAI, "", PARTY_MAKER},
        {GPT, OWN, "", PARTY_THIRD},
        {ORPHAN, OWN, "", PARTY_UNKNOWN},
        {LECUN, PRESS, "Yann  LeCun", PARTY_MAKER},
        {LLAMA, PRESS, "Meta (Llama 2 paper)", PARTY_MAKER},
        {LLAMA, PRESS, "FAIR, quoted", PARTY_MAKER},
        {LLAMA, NOBODY, "the verge", PARTY_THIRD},
        {LLAMA, PRESS, "Mark Zuckerberg", PARTY_UNKNOWN},
        {LLAMA, OWN, "Mark Zuckerberg", PARTY_MAKER},
        {GPT, OWN, "Somebody", PARTY_UNKNOWN},
        {LLAMA, OWN, "OpenAI (blog)", PARTY_THIRD},
        {LLAMA, PRESS, "Metadata Inc", PARTY_UNKNOWN}, /* no beginning of a name will do */
    };
    ClaimSet set = {.sources = g_ptr_array_new(), .subjects = g_ptr_array_new()};
    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++)
        g_ptr_array_add(set.sources, &sources[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
        g_ptr_array_add(set.subjects, &subjects[i]);
    g_autoptr(PartyIndex) index = party_index_new(&set);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s by %s, %s", subjects[cases[i].subject].id, sources[cases[i].source].id,
                       cases[i].stated_by);
        g_assert_cmpint(party_find(index, &subjects[cases[i].subject], &sources[cases[i].source],
                                   cases[i].stated_by),
                        ==, cases[i].party);
    }
    g_ptr_array_unref(set.sources);
    g_ptr_array_unref(set.subjects);
}

/* ---- agreement of one figure ----------------------------------------------------------------- */

typedef struct {
    const char *what;
    Sketch claims[MOST];
    Agreement agreement;
    const char *chosen; /* NULL: none */
    guint n_sources, n_agreeing, n_rivals, n_set_aside;
} FigureCase;

#define K "k=v"
static const FigureCase figure_cases[] = {
    {"one claim", {{.id = "1", .value = "7", .setting = K}}, AGREEMENT_SINGLE, "1", 1, 0, 0, 0},
    {"one claim without a setting", {{.id = "1", .value = "7"}}, AGREEMENT_SINGLE, "1", 1, 0, 0, 0},
    {"two sources",
     {{.id = "1", .value = "88.7", .setting = K},
      {.id = "2", .value = "88.7", .printed = "88.70", .setting = K, .source = &other}},
     AGREEMENT_AGREE,
     "1",
     2,
     1,
     0,
     0},
    {"copies of one origin are no second source",
     {{.id = "1", .value = "7", .setting = K, .source = &copy_of_copy},
      {.id = "2", .value = "7", .setting = K, .source = &copy_of_a},
      {.id = "3", .value = "7", .setting = K}},
     AGREEMENT_SINGLE,
     "3",
     1,
     2,
     0,
     0},
    {"two copies without their original",
     {{.id = "1", .value = "7", .setting = K, .source = &copy_of_copy},
      {.id = "2", .value = "7", .setting = K, .source = &copy_of_a}},
     AGREEMENT_SINGLE,
     "1",
     1,
     1,
     0,
     0},
    {"a source that says it twice",
     {{.id = "1", .value = "7", .setting = K}, {.id = "2", .value = "7", .setting = K}},
     AGREEMENT_SINGLE,
     "1",
     1,
     1,
     0,
     0},
    {"a range holds the figure",
     {{.id = "1", .value = "7", .setting = K},
      {.id = "2", .low = "5", .high = "9", .kind = KIND_RANGE, .setting = K, .source = &other}},
     AGREEMENT_RANGE,
     "1",
     2,
     1,
     0,
     0},
    {"equal ones weigh more than a range",
     {{.id = "1", .value = "7", .setting = K},
      {.id = "2", .value = "7", .setting = K, .source = &old},
      {.id = "3", .low = "5", .high = "9", .kind = KIND_RANGE, .setting = K, .source = &other}},
     AGREEMENT_AGREE,
     "2",
     3,
     2,
     0,
     0},
    {"conflict",
     {{.id = "1", .value = "7", .setting = K},
      {.id = "2", .value = "8", .setting = K, .source = &other}},
     AGREEMENT_CONFLICT,
     "1",
     1,
     0,
     1,
     0},
    {"one source against itself",
     {{.id = "1", .value = "7", .setting = K}, {.id = "2", .value = "8", .setting = K}},
     AGREEMENT_CONFLICT,
     "1",
     1,
     0,
     1,
     0},
    {"those that agree must agree with each other",
     {{.id = "1", .low = "100", .kind = KIND_AT_LEAST, .rank = RANK_PREFERRED, .setting = K},
      {.id = "2", .value = "200", .rank = RANK_NORMAL, .setting = K, .source = &other},
      {.id = "3", .value = "300", .rank = RANK_NORMAL, .setting = K, .source = &old}},
     AGREEMENT_CONFLICT,
     "1",
     2,
     1,
     1,
     0},
    {"deprecated is no conflict",
     {{.id = "1", .value = "7", .setting = K},
      {.id = "2", .value = "8", .setting = K, .rank = RANK_DEPRECATED, .reason = "misread"}},
     AGREEMENT_SINGLE,
     "1",
     1,
     0,
     0,
     1},
    {"all deprecated",
     {{.id = "1", .value = "7", .setting = K, .rank = RANK_DEPRECATED, .reason = "misread"}},
     AGREEMENT_SINGLE,
     NULL,
     0,
     0,
     0,
     1},
    {"no setting: not known to be comparable",
     {{.id = "1", .value = "7"}, {.id = "2", .value = "8", .source = &other}},
     AGREEMENT_UNKNOWN,
     "1",
     1,
     0,
     1,
     0},
    {"no setting, the same value",
     {{.id = "1", .value = "7"}, {.id = "2", .value = "7", .source = &other}},
     AGREEMENT_UNKNOWN,
     "1",
     2,
     1,
     0,
     0},
    {"no setting, a copy",
     {{.id = "1", .value = "7"}, {.id = "2", .value = "7", .source = &copy_of_a}},
     AGREEMENT_SINGLE,
     "1",
     1,
     1,
     0,
     0},
    {"no setting, one deprecated",
     {{.id = "1", .value = "7"},
      {.id = "2", .value = "7", .source = &other, .rank = RANK_DEPRECATED, .reason = "wrong"}},
     AGREEMENT_SINGLE,
     "1",
     1,
     0,
     0,
     1},
};

static gsize count_sketches(const Sketch *sketches)
{
    gsize n = 0;
    while (n < MOST && sketches[n].id)
        n++;
    return n;
}

static void test_figures(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(figure_cases); i++) {
        const FigureCase *test = &figure_cases[i];
        const gsize n = count_sketches(test->claims);
        Claim claims[MOST];
        ClaimSet *set = set_of(claims, test->claims, n);
        g_autoptr(FigureSet) figures = figures_merge(set, &choice_default);
        g_test_message("%s", test->what);
        g_assert_cmpuint(figures->figures->len, ==, 1);
        const Figure *figure = g_ptr_array_index(figures->figures, 0);
        g_assert_cmpstr(agreement_name(figure->agreement), ==, agreement_name(test->agreement));
        g_assert_cmpstr(figure->chosen ? figure->chosen->id : NULL, ==, test->chosen);
        g_assert_cmpuint(figure->n_sources, ==, test->n_sources);
        g_assert_cmpuint(figure->agreeing->len, ==, test->n_agreeing);
        g_assert_cmpuint(figure->rivals->len, ==, test->n_rivals);
        g_assert_cmpuint(figure->set_aside->len, ==, test->n_set_aside);
        g_assert_cmpuint(figures->n_read, ==, n);
        g_assert_cmpuint(figures->n_used, ==, n - test->n_set_aside);
        for (gsize j = 0; j < n; j++)
            g_assert_true(g_hash_table_lookup(figures->by_claim, &claims[j]) == figure);
        set_free(set);
    }
}

static void test_reasons(void)
{
    static const Sketch sketches[] = {
        {.id = "1", .value = "7", .setting = K, .source = &copy_of_a},
        {.id = "2", .value = "8", .setting = K, .source = &other},
        {.id = "3", .value = "9", .setting = K, .rank = RANK_DEPRECATED, .reason = "misread"},
    };
    Claim claims[G_N_ELEMENTS(sketches)];
    ClaimSet *set = set_of(claims, sketches, G_N_ELEMENTS(sketches));
    g_autoptr(FigureSet) figures = figures_merge(set, &choice_default);
    const Figure *figure = g_ptr_array_index(figures->figures, 0);
    g_assert_cmpstr(figure->chosen->id, ==, "2");
    g_assert_cmpstr(g_array_index(figure->rivals, Rival, 0).reason, ==,
                    "a relayed copy; the original is preferred");
    g_assert_cmpstr(g_array_index(figure->set_aside, Rival, 0).reason, ==, "misread");
    set_free(set);
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void test_keys(void)
{
    static const Sketch sketches[] = {
        {.id = "1", .value = "7", .setting = "a=2", .as_of = "2024"},
        {.id = "2", .value = "7", .setting = "a=2", .as_of = "2023"}, /* not timed: one figure */
        {.id = "3", .value = "7", .setting = "a=1"},
        {.id = "4", .value = "7"},
        {.id = "5", .value = "7", .metric = &fixture_timed, .as_of = "2024"},
        {.id = "6", .value = "7", .metric = &fixture_timed, .as_of = "2024-01"},
        {.id = "7", .value = "7", .metric = &fixture_timed},
    };
    static const char *const keys[] = {"s|m|",      "s|m|a=1",      "s|m|a=2", "s|t||",
                                       "s|t||2024", "s|t||2024-01", NULL};
    Claim claims[G_N_ELEMENTS(sketches)];
    ClaimSet *set = set_of(claims, sketches, G_N_ELEMENTS(sketches));
    g_autoptr(FigureSet) figures = figures_merge(set, &choice_default);
    g_assert_cmpuint(figures->figures->len, ==, g_strv_length((char **)(void *)keys));
    for (guint i = 0; i < figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures->figures, i);
        g_assert_cmpstr(figure->key, ==, keys[i]);
    }
    set_free(set);
}

static void test_origin(void)
{
    g_assert_true(source_origin(&fixture_source) == &fixture_source);
    g_assert_true(source_origin(&copy_of_a) == &fixture_source);
    g_assert_true(source_origin(&copy_of_copy) == &fixture_source);

    /* a faulty chain: x -> y -> z -> y, and w -> w */
    Source w = {.id = "w"}, x = {.id = "x"}, y = {.id = "y"}, z = {.id = "z"};
    w.relays = &w;
    x.relays = &y;
    y.relays = &z;
    z.relays = &y;
    g_assert_true(source_origin(&w) == &w);
    g_assert_true(source_origin(&x) == &y);
    g_assert_true(source_origin(&y) == &y);
    g_assert_true(source_origin(&z) == &y);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/merge/choice", test_choice);
    g_test_add_func("/merge/other-orders", test_other_orders);
    g_test_add_func("/merge/deprecated-last", test_deprecated_last);
    g_test_add_func("/merge/party", test_party);
    g_test_add_func("/merge/figures", test_figures);
    g_test_add_func("/merge/reasons", test_reasons);
    g_test_add_func("/merge/keys", test_keys);
    g_test_add_func("/merge/origin", test_origin);
    return g_test_run();
}
