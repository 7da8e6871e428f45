#include "claims/choose.h"

#include "claims/check.h"
#include "table/suggest.h"

#include <string.h>

const Rule rule_choice_order = {"choice-order", LEVEL_ERROR,
                                "an order of choice names no step, or one that it cannot have"};

/* ---- steps ------------------------------------------------------------------------------------
 */

static guint32 weigh_rank(const Claim *claim)
{
    return (guint32)claim->rank;
}

static guint32 weigh_original(const Claim *claim)
{
    return claim->source->relays != NULL;
}

static guint32 weigh_maker(const Claim *claim)
{
    return claim->party == PARTY_MAKER ? 0 : claim->party == PARTY_UNKNOWN ? 1 : 2;
}

static guint32 weigh_independent(const Claim *claim)
{
    return 2 - weigh_maker(claim);
}

static guint32 weigh_status(const Claim *claim)
{
    return (guint32)claim->status;
}

static guint32 weigh_kind(const Claim *claim)
{
    /* A plain figure says most; two ends more than a loose point; one end more
     * than what the source does not print at all. */
    static const guint32 weights[] = {
        [KIND_EXACT] = 0,    [KIND_RANGE] = 1,   [KIND_ABOUT] = 2,
        [KIND_AT_LEAST] = 3, [KIND_AT_MOST] = 3, [KIND_DERIVED] = 4,
    };
    return weights[claim->kind];
}

enum { DATE_BITS = 22 }; /* days of 9999 years */

/* Newer is lighter; a date of a month or year counts from its first day, so that
 * it is not newer than a day inside it; no date is the oldest. */
static guint32 weigh_date(Date date)
{
    if (date.year == 0)
        return (1U << DATE_BITS) - 1;
    const Date last = {9999, 12, 31};
    return (guint32)(date_first_day(last) - date_first_day(date));
}

static guint32 weigh_as_of(const Claim *claim)
{
    return weigh_date(claim->as_of);
}

static guint32 weigh_published(const Claim *claim)
{
    Date date;
    return weigh_date(date_parse(claim->source->published, &date) ? date : (Date){0});
}

const ChoiceStep choice_steps[] = {
    {"rank", 2, weigh_rank, "ranked lower", NULL, FALSE},
    {"original", 1, weigh_original, "a relayed copy; the original is preferred", NULL, TRUE},
    {"independent", 2, weigh_independent, "not known to be independent of the maker", "maker",
     FALSE},
    {"maker", 2, weigh_maker, "not known to be the maker's own word", "independent", FALSE},
    {"status", 3, weigh_status, "a weaker status", NULL, FALSE},
    {"kind", 3, weigh_kind, "less exact", NULL, FALSE},
    {"as_of", DATE_BITS, weigh_as_of, "older", NULL, FALSE},
    {"published", DATE_BITS, weigh_published, "published earlier", NULL, TRUE},
};
const guint n_choice_steps = G_N_ELEMENTS(choice_steps);

const ChoiceOrder choice_default = {{&choice_steps[0], &choice_steps[1], &choice_steps[4],
                                     &choice_steps[5], &choice_steps[6], &choice_steps[7]},
                                    6};

/* ---- declared orders --------------------------------------------------------------------------
 */

static void fail(const JsonDocument *document, const cJSON *item, Findings *findings,
                 const char *message)
{
    findings_add(findings, &rule_choice_order, json_document_place(document, item), "%s", message);
}

static const ChoiceStep *step_find(const char *name)
{
    for (guint i = 0; i < n_choice_steps; i++) {
        if (strcmp(choice_steps[i].name, name) == 0)
            return &choice_steps[i];
    }
    return NULL;
}

static char *unknown_message(const char *name)
{
    Suggestion suggestion;
    suggest_init(&suggestion, name);
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < n_choice_steps; i++) {
        suggest_offer(&suggestion, choice_steps[i].name);
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", choice_steps[i].name);
    }
    g_autofree char *quoted = text_quote(name);
    if (suggestion.best)
        return g_strdup_printf("%s is no step of the order of choice; did you mean \"%s\"?", quoted,
                               suggestion.best);
    return g_strdup_printf("%s is no step of the order of choice: name some of %s", quoted,
                           known->str);
}

/* Why the order cannot have the step; NULL: it can. */
static char *step_fault(const ChoiceOrder *order, const char *name)
{
    if (strcmp(name, "id") == 0)
        return g_strdup("\"id\" always comes last, unsaid: take it out");
    const ChoiceStep *step = step_find(name);
    if (!step)
        return unknown_message(name);
    for (guint i = 0; i < order->n_steps; i++) {
        if (order->steps[i] == step)
            return g_strdup_printf("\"%s\" stands twice: keep the first", name);
        if (g_strcmp0(order->steps[i]->name, step->opposite) == 0)
            return g_strdup_printf(
                "\"%s\" is the opposite of \"%s\", which stands before: keep one", name,
                step->opposite);
    }
    return NULL;
}

gboolean choice_parse(const JsonDocument *document, const cJSON *list, ChoiceOrder *order,
                      Findings *findings)
{
    *order = (ChoiceOrder){0};
    if (!cJSON_IsArray(list) || !list->child) {
        fail(document, list, findings,
             "an order of choice must be a list of steps, such as [\"rank\", \"original\"]");
        return FALSE;
    }
    gboolean clean = TRUE;
    for (const cJSON *item = list->child; item; item = item->next) {
        g_autofree char *fault = cJSON_IsString(item)
                                     ? step_fault(order, item->valuestring)
                                     : g_strdup("a step of the order of choice must be a name, "
                                                "such as \"rank\"");
        if (fault)
            fail(document, item, findings, fault);
        else
            order->steps[order->n_steps++] = step_find(item->valuestring);
        clean = clean && !fault;
    }
    return clean;
}

ChoiceOrder choice_of_package(const Package *package, Findings *findings)
{
    const JsonDocument *document = package->descriptor;
    const cJSON *wishes = document ? json_member(json_document_root(document), "figtrail") : NULL;
    if (!wishes)
        return choice_default;
    if (!cJSON_IsObject(wishes)) {
        fail(document, wishes, findings,
             "'figtrail' must be an object, such as {\"choice\": [...]}");
        return choice_default;
    }
    for (const cJSON *member = wishes->child; member; member = member->next) {
        if (strcmp(member->string, "choice") == 0)
            continue;
        g_autofree char *message = g_strdup_printf(
            "'%s' means nothing in 'figtrail'; it may say 'choice'", member->string);
        fail(document, member, findings, message);
    }
    const cJSON *list = json_member(wishes, "choice");
    ChoiceOrder order;
    return list && choice_parse(document, list, &order, findings) ? order : choice_default;
}

char *choice_format(const ChoiceOrder *order)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < order->n_steps; i++)
        g_string_append_printf(text, "%s, ", order->steps[i]->name);
    g_string_append(text, "id");
    return g_string_free(text, FALSE);
}

/* ---- choice -----------------------------------------------------------------------------------
 */

/* Of the steps that ask for the claim's own things, or for those of its source; 0 in the others'
 * bits. */
static guint64 weigh_part(const ChoiceOrder *order, const Claim *claim, gboolean of_source)
{
    guint64 weight = 0;
    guint n_bits = 0;
    for (guint i = 0; i < order->n_steps; i++) {
        const ChoiceStep *step = order->steps[i];
        weight = weight << step->n_bits | (step->of_source == of_source ? step->weigh(claim) : 0);
        n_bits += step->n_bits;
    }
    g_assert(n_bits < 64); /* a step twice, or steps that need a longer weight */
    return weight;
}

guint64 choice_weigh_source(const ChoiceOrder *order, const Source *source)
{
    const Claim claim = {.source = source};
    return weigh_part(order, &claim, TRUE);
}

guint64 choice_weigh_beside(const ChoiceOrder *order, const Claim *claim, guint64 source_weight)
{
    return claim->rank == RANK_DEPRECATED ? G_MAXUINT64
                                          : weigh_part(order, claim, FALSE) | source_weight;
}

guint64 choice_weigh(const ChoiceOrder *order, const Claim *claim)
{
    return choice_weigh_beside(order, claim, choice_weigh_source(order, claim->source));
}

int choice_compare(const ChoiceOrder *order, const Claim *a, const Claim *b)
{
    const guint64 x = choice_weigh(order, a), y = choice_weigh(order, b);
    return x != y ? (x > y) - (x < y) : strcmp(a->id, b->id);
}

const char *choice_reason(const ChoiceOrder *order, const Claim *winner, const Claim *loser)
{
    for (guint i = 0; i < order->n_steps; i++) {
        const ChoiceStep *step = order->steps[i];
        if (step->weigh(winner) != step->weigh(loser))
            return step->reason;
    }
    return "of equal weight; the first id is taken";
}
