/*
 * The story of a figure as JSON; explain.md says what the members mean.
 */
#include "claims/claim_json.h"
#include "claims/claim_words.h"
#include "claims/explain.h"
#include "claims/text_fragment.h"

enum { EXPLAIN_VERSION = 1 };

/* ---- claims ---------------------------------------------------------------------------------- */

static void add_formula(cJSON *object, const ClaimSet *claims, const Claim *claim)
{
    char *formula, *remark;
    if (claim_words_formula(claims, claim, &formula, &remark))
        json_add_text(object, "formula", formula);
    g_free(formula);
    g_free(remark);
}

static void add_context(cJSON *object, const ExplainGround *ground, const Claim *claim)
{
    if (!ground->context)
        return;
    g_autoptr(GError) error = NULL;
    g_autofree char *context = ground->context(ground->reader, claim, &error);
    json_add_text(object, "context", context);
    json_add_text(object, "context_error", error ? error->message : NULL);
}

static void add_claim(cJSON *list, const ExplainGround *ground, const Figure *figure,
                      const Claim *claim, const char *role, const char *reason)
{
    static const char *const relations[] = {
        [RELATION_EQUAL] = "equal",
        [RELATION_WITHIN] = "within",
        [RELATION_CONTRADICTION] = "contradiction",
    };
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "id", claim->id);
    json_add_text(object, "role", role);
    json_add_text(object, "reason", reason);
    if (figure->chosen && claim != figure->chosen)
        json_add_text(object, "relation", relations[claims_relate(figure->chosen, claim)]);
    json_add_text(object, "rank", claim_rank_name(claim->rank));
    claim_json_add(object, claim);
    add_context(object, ground, claim);
    add_formula(object, ground->claims, claim);
    g_autofree char *url = text_fragment_url(claim->source->url, claim->quote);
    g_autofree char *archive = text_fragment_url(claim->source->archive_url, claim->quote);
    json_add_text(object, "link", url);
    json_add_text(object, "archive_link", archive);
    json_add_text(object, "origin", source_origin(claim->source)->id);
    cJSON_AddItemToArray(list, object);
}

static void add_rivals(cJSON *list, const ExplainGround *ground, const Figure *figure,
                       const GArray *rivals, const char *role)
{
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        add_claim(list, ground, figure, rival->claim, role, rival->reason);
    }
}

static cJSON *make_figure(const ExplainGround *ground, const Figure *figure)
{
    cJSON *object = cJSON_CreateObject();
    figure_json_add(object, figure);
    cJSON *list = cJSON_AddArrayToObject(object, "claims");
    if (figure->chosen)
        add_claim(list, ground, figure, figure->chosen, "chosen", NULL);
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        add_claim(list, ground, figure, claim, "agreeing",
                  choice_reason(&ground->figures->order, figure->chosen, claim));
    }
    add_rivals(list, ground, figure, figure->rivals, "rival");
    add_rivals(list, ground, figure, figure->set_aside, "set-aside");
    return object;
}

/* ---- sources --------------------------------------------------------------------------------- */

/* The source and the chain of those that it copies, each once. */
static void add_source(cJSON *list, GHashTable *known, const Source *source)
{
    for (; source && g_hash_table_add(known, (gpointer)source); source = source->relays) {
        cJSON *object = cJSON_CreateObject();
        source_json_add(object, source);
        cJSON_AddItemToArray(list, object);
    }
}

static void add_sources(cJSON *list, GHashTable *known, const Figure *figure)
{
    if (figure->chosen)
        add_source(list, known, figure->chosen->source);
    for (guint i = 0; i < figure->agreeing->len; i++)
        add_source(list, known, ((const Claim *)g_ptr_array_index(figure->agreeing, i))->source);
    for (guint i = 0; i < figure->rivals->len; i++)
        add_source(list, known, g_array_index(figure->rivals, Rival, i).claim->source);
    for (guint i = 0; i < figure->set_aside->len; i++)
        add_source(list, known, g_array_index(figure->set_aside, Rival, i).claim->source);
}

char *explain_format_json(const ExplainGround *ground, const GPtrArray *figures)
{
    g_autoptr(cJSON) root = cJSON_CreateObject();
    cJSON_AddNumberToObject(root, "explain", EXPLAIN_VERSION);
    g_autofree char *order = choice_format(&ground->figures->order);
    json_add_text(root, "order", order);
    cJSON *stories = cJSON_AddArrayToObject(root, "figures");
    cJSON *sources = cJSON_AddArrayToObject(root, "sources");
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < figures->len; i++) {
        const Figure *figure = g_ptr_array_index(figures, i);
        cJSON_AddItemToArray(stories, make_figure(ground, figure));
        add_sources(sources, known, figure);
    }
    return json_print(root);
}
