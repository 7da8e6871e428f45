#include "evidence/context.h"

#include "evidence/context_words.h"
#include "evidence/find_part.h"

#include <string.h>

const Rule rule_audit_status_hint = {"status-hint", LEVEL_WARNING,
                                     "the words around a figure do not sound like its status"};
const Rule rule_audit_kind_hint = {"kind-hint", LEVEL_WARNING,
                                   "the words at a figure bound or blur it, its kind does not"};
const Rule rule_audit_unit_differs = {"unit-differs", LEVEL_WARNING,
                                      "the unit beside a figure is not that of the metric"};

/* A phrase of the sentence, for messages: short enough to quote. */
static char *words_of(const char *text, const Mention *mention)
{
    char *words = g_utf8_make_valid(text + mention->whole.start,
                                    (gssize)(mention->whole.end - mention->whole.start));
    return g_strdelimit(words, "\r\n\t", ' ');
}

/* Signs that part clauses; a comma between digits is part of a number. */
static gboolean parts_clauses(const char *text, Stretch sentence, gsize at)
{
    const char c = text[at];
    if (c == ',')
        return !(at > sentence.start && g_ascii_isdigit(text[at - 1]) && at + 1 < sentence.end &&
                 g_ascii_isdigit(text[at + 1]));
    return c && strchr(";:()[]|\"\n", c);
}

/* What is said farther behind a figure belongs to another verb. */
enum { BYTES_AFTER = 24 };

/* What the words of the figure's own clause hint at: a sentence may tell a plan and
 * a fact.  The finder reads the clause alone. */
static gboolean clause_status(const Mention *mention, const char *text, const Claim *claim,
                              ClaimStatus *status)
{
    Stretch clause = mention->whole;
    while (clause.start > mention->sentence.start &&
           !parts_clauses(text, mention->sentence, clause.start - 1))
        clause.start--;
    const gsize end = MIN(mention->sentence.end, mention->whole.end + BYTES_AFTER);
    while (clause.end < end && !parts_clauses(text, mention->sentence, clause.end))
        clause.end++;
    g_autoptr(GArray) mentions =
        mentions_find(text + clause.start, clause.end - clause.start, claim->source->language);
    const Stretch core = {mention->core.start - clause.start, mention->core.end - clause.start};
    const Mention *alone = mentions_cover(mentions, core);
    if (!alone || !alone->has_status)
        return FALSE;
    *status = alone->status;
    return TRUE;
}

/* Only a plain fact is contradicted: a plan may well be estimated, or rumoured.
 * Dates of what was are told beside what is planned, so they prove nothing. */
static void check_status(const Mention *mention, const char *text, const Claim *claim,
                         Findings *findings)
{
    ClaimStatus status;
    if (claim->status != STATUS_ACTUAL || !mention->has_status ||
        claim->metric->kind == METRIC_DATE || !clause_status(mention, text, claim, &status))
        return;
    g_autofree char *words = words_of(text, mention);
    findings_add(findings, &rule_audit_status_hint, claim_place(claim, "status"),
                 "status says actual, the words around \"%s\" sound %s: read them again", words,
                 claim_status_name(status));
}

/* In markup '<' and '>' close tags and quote lines; printed-kind sees those that
 * are part of the print. */
static gboolean is_markup(const Mention *mention, const char *text)
{
    return mention->before.end > mention->before.start &&
           strchr("<>", text[mention->before.start]) != NULL;
}

static void check_kind(const Mention *mention, const char *text, const Claim *claim,
                       Findings *findings)
{
    const guint bounds = mention->hints & (HINT_ABOUT | HINT_AT_LEAST | HINT_AT_MOST);
    if (claim->kind != KIND_EXACT || !bounds || claim->metric->kind == METRIC_DATE ||
        is_markup(mention, text))
        return;
    const ClaimKind kind = bounds & HINT_ABOUT      ? KIND_ABOUT
                           : bounds & HINT_AT_LEAST ? KIND_AT_LEAST
                                                    : KIND_AT_MOST;
    g_autofree char *words = words_of(text, mention);
    findings_add(findings, &rule_audit_kind_hint, claim_place(claim, "kind"),
                 "kind says exact, \"%s\" says %s: set kind to it, or cut the quote closer", words,
                 claim_kind_name(kind));
}

/* Sources count equivalents in devices. */
static gboolean units_fit(const char *unit, const char *metric_unit)
{
    return strcmp(unit, metric_unit) == 0 ||
           (strcmp(unit, "accelerators") == 0 && strcmp(metric_unit, "H100 equivalents") == 0);
}

static void check_unit(const Mention *mention, const char *text, const Claim *claim,
                       Findings *findings)
{
    const char *unit = mention->reading.unit;
    if (!mention->has_reading || claim->metric->kind == METRIC_DATE || !unit || !*unit ||
        units_fit(unit, claim->metric->unit))
        return;
    g_autofree char *stated = setting_find(claim->setting, "unit");
    if (stated && strcmp(stated, unit) == 0)
        return;
    g_autofree char *words = words_of(text, mention);
    findings_add(findings, &rule_audit_unit_differs, claim_place(claim, "metric"),
                 "\"%s\" is in %s, metric \"%s\" in %s: is it that metric?", words, unit,
                 claim->metric->id, claim->metric->unit);
}

void context_check_mentions(const GArray *mentions, const char *text, const Claim *claim,
                            Stretch stretch, Findings *findings)
{
    const Mention *mention = mentions_cover(mentions, stretch);
    if (!mention)
        return;
    check_status(mention, text, claim, findings);
    check_kind(mention, text, claim, findings);
    check_unit(mention, text, claim, findings);
}

/* ---- what a part of the text could make a warning of ------------------------------------------
 */

/* What a claim can be told of a part with these words. */
static gboolean words_concern(const ContextWords *words, const Claim *claim)
{
    if ((words->status && claim->status == STATUS_ACTUAL) ||
        (words->bound && claim->kind == KIND_EXACT))
        return TRUE;
    guint64 units = words->units >> 1; /* the first is none */
    for (guint unit = 1; units; unit++, units >>= 1)
        if ((units & 1) && !units_fit(word_unit_name((WordUnit)unit), claim->metric->unit))
            return TRUE;
    return FALSE;
}

/* ---- one text -------------------------------------------------------------------------------- */

/* When the parts asked for are longer than so many times the text, all of it is read once. */
enum { PARTS_LIMIT = 3 };

struct Context {
    const char *text;
    gsize length;
    const Language *language;
    gsize asked;        /* bytes of parts so far */
    Stretch part;       /* the last one; empty: none */
    ContextWords words; /* of it */
    GArray *mentions;   /* of it; NULL: not looked for */
    GArray *all;        /* of the text; NULL: the same */
    Tokens *tokens;
};

Context *context_new(const char *text, gsize length, const char *language)
{
    Context *context = g_new0(Context, 1);
    *context = (Context){.text = text,
                         .length = length,
                         .language = language_get(language),
                         .tokens = tokens_new_empty()};
    return context;
}

void context_free(Context *context)
{
    if (!context)
        return;
    g_clear_pointer(&context->mentions, g_array_unref);
    g_clear_pointer(&context->all, g_array_unref);
    tokens_free(context->tokens);
    g_free(context);
}

/* Makes the part around the stretch the current one. */
static void open_part(Context *context, Stretch stretch)
{
    if (context->part.start <= stretch.start && stretch.end <= context->part.end)
        return;
    g_clear_pointer(&context->mentions, g_array_unref);
    context->part = mentions_part(context->text, context->length, context->language, stretch);
    context->asked += context->part.end - context->part.start;
    context->words =
        context_words(context->language, context->text, context->part, context->tokens);
}

void context_check(Context *context, const Claim *claim, Stretch stretch, Findings *findings)
{
    if (claim->metric->kind == METRIC_DATE) /* dates have no such hints */
        return;
    if (!context->all && context->asked / PARTS_LIMIT > context->length)
        context->all =
            mentions_find_part(context->text, (Stretch){0, context->length}, context->language);
    if (context->all) {
        context_check_mentions(context->all, context->text, claim, stretch, findings);
        return;
    }
    open_part(context, stretch);
    if (!words_concern(&context->words, claim))
        return;
    if (!context->mentions)
        context->mentions = mentions_find_part(context->text, context->part, context->language);
    context_check_mentions(context->mentions, context->text, claim, stretch, findings);
}
