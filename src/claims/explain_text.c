/*
 * The story of a figure as text.
 */
#include "claims/claim_words.h"
#include "claims/explain_story.h"
#include "claims/figures_format.h"
#include "claims/text_table.h"

#include <string.h>

enum { PART_INDENT = 2, LIST_INDENT = 4 };

/* "1 claim", "2 claims" */
static void append_count(GString *out, guint n, const char *thing)
{
    g_string_append_printf(out, "%u %s%s", n, thing, n == 1 ? "" : "s");
}

static gboolean same_measure(const Figure *a, const Figure *b)
{
    return a->subject == b->subject && a->metric == b->metric;
}

/* ---- the parts of a story -------------------------------------------------------------------- */

static void add_heading(Story *story, const char *text, guint n)
{
    g_autoptr(GString) heading = g_string_new(text);
    if (n > 0)
        g_string_append_printf(heading, " (%u)", n);
    text_flow_heading(&story->flow, heading->str);
}

static guint count_used(const Figure *figure)
{
    return (figure->chosen != NULL) + figure->agreeing->len + figure->rivals->len;
}

/* Whether the same thing was also measured under stated conditions. */
static gboolean has_stated_sibling(const Story *story)
{
    const GPtrArray *all = story->ground->figures->figures;
    for (guint i = 0; i < all->len; i++) {
        const Figure *other = g_ptr_array_index(all, i);
        if (same_measure(other, story->figure) && *other->setting)
            return TRUE;
    }
    return FALSE;
}

static char *agreement_sentence(const Figure *figure)
{
    GString *out = g_string_new(NULL);
    const guint n = figure->n_sources, n_used = count_used(figure);
    if (!figure->chosen)
        return g_string_free(g_string_assign(out, "No claim is in use: every one is set aside."),
                             FALSE);
    switch (figure->agreement) {
    case AGREEMENT_SINGLE:
        g_string_append(out, n_used == 1 ? "One source says so" : "One source says so, in ");
        if (n_used > 1)
            append_count(out, n_used, "claim");
        break;
    case AGREEMENT_AGREE:
        append_count(out, n, "independent source");
        g_string_append(out, " agree");
        break;
    case AGREEMENT_RANGE:
        append_count(out, n, "independent source");
        g_string_append(out, " agree, as one lies in the range, or keeps the bound, of the other");
        break;
    case AGREEMENT_CONFLICT:
        append_count(out, figure->rivals->len, "claim");
        g_string_append_printf(out, " contradict%s it; ", figure->rivals->len == 1 ? "s" : "");
        append_count(out, n, "independent source");
        g_string_append_printf(out, " support%s it", n == 1 ? "s" : "");
        break;
    case AGREEMENT_UNKNOWN:
        append_count(out, n_used, "claim");
        g_string_append(out, ", none with its setting: not known to be comparable");
        break;
    }
    g_string_append_c(out, '.');
    return g_string_free(out, FALSE);
}

/* "accelerator=h100, scope=fleet, as of 2024-12-31" */
static char *conditions_line(const Figure *figure)
{
    GString *out = g_string_new(NULL);
    g_auto(GStrv) pairs = g_strsplit(figure->setting, ";", -1);
    for (char **pair = pairs; *pair; pair++)
        append_separated(out, ", ", *pair);
    if (out->len == 0)
        g_string_append(out, "no conditions stated");
    append_separated(out, ", as of ", figure->as_of_text);
    return g_string_free(out, FALSE);
}

static char *figure_statement(const Figure *figure)
{
    return figure->chosen ? claim_words_statement(figure->chosen) : g_strdup("no figure");
}

static void add_summary(Story *story)
{
    const Figure *figure = story->figure;
    g_autofree char *conditions = conditions_line(figure);
    text_flow_paragraph(&story->flow, 0, conditions);
    text_flow_blank_line(&story->flow);
    g_autofree char *agreement = agreement_sentence(figure);
    text_flow_paragraph(&story->flow, 0, agreement);
    if (figure->chosen && !*figure->setting && has_stated_sibling(story))
        text_flow_paragraph(&story->flow, 0,
                            "It is not known which of the figures with conditions it may be "
                            "compared with.");
}

/* A claim's id without what all ids of a figure have in common by custom. */
static const char *short_id(const Claim *claim)
{
    g_autofree char *common = g_strdup_printf("%s.%s.", claim->subject->id, claim->metric->id);
    const gsize length = strlen(common);
    return g_str_has_prefix(claim->id, common) && claim->id[length] ? claim->id + length
                                                                    : claim->id;
}

static int compare_choice(gconstpointer a, gconstpointer b, gpointer order)
{
    return choice_compare(order, *(const Claim *const *)a, *(const Claim *const *)b);
}

/* The claims in use besides the chosen one, the nearest to it first. */
static GPtrArray *list_losers(const Figure *figure, const ChoiceOrder *order)
{
    GPtrArray *losers = g_ptr_array_new();
    for (guint i = 0; i < figure->agreeing->len; i++)
        g_ptr_array_add(losers, g_ptr_array_index(figure->agreeing, i));
    for (guint i = 0; i < figure->rivals->len; i++)
        g_ptr_array_add(losers, (gpointer)g_array_index(figure->rivals, Rival, i).claim);
    g_ptr_array_sort_with_data(losers, compare_choice, (gpointer)order);
    return losers;
}

/* One line per step of the order that decided, with the claims that lost by it: in the order
 * of choice those stand together. */
static void add_choice(Story *story)
{
    const Figure *figure = story->figure;
    const ChoiceOrder *order = &story->ground->figures->order;
    g_autoptr(GPtrArray) losers = list_losers(figure, order);
    if (losers->len == 0)
        return;
    text_flow_heading(&story->flow, "Why this one");
    g_autofree char *steps = choice_format(order);
    g_autofree char *intro = g_strdup_printf(
        "The order of choice is %s; the first that tells two claims apart decides.", steps);
    text_flow_paragraph(&story->flow, PART_INDENT, intro);
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < losers->len; i++) {
        const Claim *loser = g_ptr_array_index(losers, i);
        const char *reason = choice_reason(order, figure->chosen, loser);
        g_string_append_printf(line, "%s%s", line->len > 0 ? ", " : "", short_id(loser));
        if (i + 1 < losers->len &&
            strcmp(reason,
                   choice_reason(order, figure->chosen, g_ptr_array_index(losers, i + 1))) == 0)
            continue;
        g_autofree char *item = g_strdup_printf("%s: %s", reason, line->str);
        text_flow_item(&story->flow, LIST_INDENT, "-", 2, item);
        g_string_truncate(line, 0);
    }
}

static void add_chosen(Story *story)
{
    const Figure *figure = story->figure;
    if (!figure->chosen)
        return;
    const gboolean alone = count_used(figure) == 1 && figure->set_aside->len == 0;
    add_heading(story, alone ? "The only claim" : "Chosen", 0);
    story_add_claim(story, figure->chosen, "rank",
                    figure->chosen->rank == RANK_PREFERRED ? "preferred" : "");
}

static void add_agreeing(Story *story)
{
    const Figure *figure = story->figure;
    if (figure->agreeing->len > 0)
        add_heading(story, "Agreeing", figure->agreeing->len);
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        const char *how = claims_relate(figure->chosen, claim) == RELATION_WITHIN
                              ? "one lies in the range, or keeps the bound, of the other"
                          : strcmp(figure->chosen->value.text, claim->value.text) != 0
                              ? "the same to the precision of the coarser print"
                              : "";
        if (i > 0)
            text_flow_blank_line(&story->flow);
        story_add_claim(story, claim, "agrees", how);
    }
}

/* Why a rival lost; and if it is none of the chosen claim itself, whose. */
static char *rival_remark(const Figure *figure, const Rival *rival)
{
    if (claims_relate(figure->chosen, rival->claim) == RELATION_CONTRADICTION)
        return g_strdup(rival->reason);
    GString *out = g_string_new(rival->reason);
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        if (claims_relate(claim, rival->claim) == RELATION_CONTRADICTION) {
            g_string_append_printf(out, "; it contradicts %s, though not the chosen claim",
                                   short_id(claim));
            break;
        }
    }
    return g_string_free(out, FALSE);
}

static void add_rivals(Story *story)
{
    const GArray *rivals = story->figure->rivals;
    if (rivals->len > 0)
        add_heading(story, "Contradicting", rivals->len);
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        g_autofree char *remark = rival_remark(story->figure, rival);
        if (i > 0)
            text_flow_blank_line(&story->flow);
        story_add_claim(story, rival->claim, "lost as", remark);
    }
}

static void add_set_aside(Story *story)
{
    const GArray *aside = story->figure->set_aside;
    if (aside->len > 0)
        add_heading(story, "Set aside", aside->len);
    for (guint i = 0; i < aside->len; i++) {
        const Rival *rival = &g_array_index(aside, Rival, i);
        if (i > 0)
            text_flow_blank_line(&story->flow);
        story_add_claim(story, rival->claim, "because", rival->reason);
    }
}

static void add_story(Story *story)
{
    add_summary(story);
    add_chosen(story);
    add_choice(story);
    add_agreeing(story);
    add_rivals(story);
    add_set_aside(story);
}

/* ---- the stories of one measure -------------------------------------------------------------- */

/* How many figures from the first on are of its subject and metric. */
static guint count_measure(const GPtrArray *figures, guint first)
{
    guint n = 0;
    while (first + n < figures->len &&
           same_measure(g_ptr_array_index(figures, first), g_ptr_array_index(figures, first + n)))
        n++;
    return n;
}

static void add_overview(TextFlow *flow, const GPtrArray *figures, guint first, guint n)
{
    static const TextColumn columns[] = {
        {"#", TRUE, 0},          {"FIGURE", TRUE, 20},  {"CONDITIONS", FALSE, 24},
        {"AGREEMENT", FALSE, 0}, {"SOURCE", FALSE, 16},
    };
    g_autoptr(TextTable) table = text_table_new(columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < n; i++) {
        const Figure *figure = g_ptr_array_index(figures, first + i);
        g_autofree char *number = g_strdup_printf("%u", i + 1);
        g_autofree char *statement = figure_statement(figure);
        g_autofree char *conditions = conditions_line(figure);
        const char *const cells[] = {number, statement, conditions, figure_agreement_name(figure),
                                     figure->chosen ? figure->chosen->source->id : "-"};
        text_table_add(table, cells);
    }
    g_autofree char *text = text_table_format(table, flow->width);
    text_flow_blank_line(flow);
    g_string_append(flow->out, text);
}

/* Figures of the same measure that were not asked for. */
static void add_others(Story *story, guint n_told)
{
    const GPtrArray *all = story->ground->figures->figures;
    guint n = 0;
    for (guint i = 0; i < all->len; i++)
        n += same_measure(g_ptr_array_index(all, i), story->figure);
    if (n <= n_told)
        return;
    g_autoptr(GString) line = g_string_new("Under other conditions, or of other dates, there ");
    g_string_append(line, n - n_told == 1 ? "is " : "are ");
    append_count(line, n - n_told, "more figure");
    g_string_append_printf(line, ": figtrail explain %s %s", story->figure->subject->id,
                           story->figure->metric->id);
    text_flow_blank_line(&story->flow);
    text_flow_paragraph(&story->flow, 0, line->str);
}

static void add_measure(Story *story, const GPtrArray *figures, guint first, guint n)
{
    const Figure *figure = g_ptr_array_index(figures, first);
    g_autofree char *title = g_strdup_printf("%s: %s", figure->subject->name, figure->metric->name);
    text_flow_title(&story->flow, title, '=');
    text_flow_paragraph(&story->flow, 0, figure->metric->description);
    if (n > 1)
        add_overview(&story->flow, figures, first, n);
    for (guint i = 0; i < n; i++) {
        story->figure = g_ptr_array_index(figures, first + i);
        g_autofree char *statement = figure_statement(story->figure);
        g_autofree char *head =
            n > 1 ? g_strdup_printf("%u of %u: %s", i + 1, n, statement) : g_strdup(statement);
        text_flow_blank_line(&story->flow);
        if (n > 1)
            text_flow_blank_line(&story->flow);
        text_flow_title(&story->flow, head, '-');
        add_story(story);
    }
    add_others(story, n);
}

char *explain_format_text(const ExplainGround *ground, const GPtrArray *figures,
                          const ExplainStyle *style)
{
    GString *out = g_string_new(NULL);
    Story story = {.flow = {out, style->width, style->styled}, .ground = ground};
    for (guint first = 0; first < figures->len;) {
        const guint n = count_measure(figures, first);
        if (first > 0)
            g_string_append(out, "\n\n");
        add_measure(&story, figures, first, n);
        first += n;
    }
    return g_string_free(out, FALSE);
}
