#include "trail/freshness.h"

#include "claims/claim_json.h"
#include "trail/claim_text.h"
#include "trail/record.h"

#include <string.h>

/* One comparison; all borrowed but what the tables own. */
typedef struct {
    const ClaimSet *claims;
    const FigureSet *figures;
    GHashTable *by_key;      /* const char* -> const Figure* */
    GHashTable *old_sources; /* const char* -> const cJSON* */
} Today;

static void news_clear(gpointer data)
{
    News *news = data;
    g_free(news->claim);
    g_free(news->old);
    g_free(news->new);
    g_free(news->reason);
}

static void freshness_free(gpointer data)
{
    FigureFreshness *state = data;
    g_free(state->key);
    g_free(state->heading);
    g_free(state->old_claim);
    g_free(state->new_claim);
    g_free(state->old_amount);
    g_free(state->new_amount);
    g_array_unref(state->news);
    g_free(state);
}

/* ---- what happened --------------------------------------------------------------------------- */

/* Texts are copied; NULL, or "": there is none. */
static void add_news(FigureFreshness *state, NewsKind kind, gboolean visible, const char *claim,
                     const char *old, const char *new, const char *reason)
{
    const News news = {
        .kind = kind,
        .visible = visible,
        .claim = g_strdup(claim),
        .old = old && *old ? g_strdup(old) : NULL,
        .new = new &&*new ? g_strdup(new) : NULL,
        .reason = reason &&*reason ? g_strdup(reason) : NULL,
    };
    g_array_append_val(state->news, news);
    state->visible |= visible;
}

static const char *text_of(const cJSON *object, const char *name)
{
    const char *text = json_string(object, name);
    return text ? text : "";
}

static gboolean same_text(const cJSON *old, const cJSON *new, const char *name)
{
    return strcmp(text_of(old, name), text_of(new, name)) == 0;
}

/* Numbers as numbers: both went through the same print. */
static gboolean same_item(const cJSON *old, const cJSON *new, const char *name)
{
    const cJSON *a = json_member(old, name), *b = json_member(new, name);
    if (cJSON_IsNumber(a) && cJSON_IsNumber(b))
        return a->valuedouble == b->valuedouble;
    return !a == !b && same_text(old, new, name);
}

static void compare_text(FigureFreshness *state, NewsKind kind, gboolean visible, const char *claim,
                         const cJSON *old, const cJSON *new, const char *name)
{
    if (!same_text(old, new, name))
        add_news(state, kind, visible, claim, text_of(old, name), text_of(new, name), NULL);
}

/* ---- one claim then and now ------------------------------------------------------------------ */

static gboolean same_amount(const cJSON *old, const cJSON *new)
{
    return same_item(old, new, "value") && same_item(old, new, "low") &&
           same_item(old, new, "high");
}

static void compare_amount(FigureFreshness *state, gboolean visible, const cJSON *old_figure,
                           const cJSON *old, const cJSON *new_figure, const cJSON *new)
{
    if (same_amount(old, new))
        return;
    g_autofree char *before = claim_amount(old_figure, old);
    g_autofree char *after = claim_amount(new_figure, new);
    add_news(state, NEWS_VALUE, visible, json_string(new, "id"), before, after, NULL);
}

/* Whether one text changed from and to what the other did: a cell of a table is its own quote. */
static gboolean same_change(const cJSON *old, const cJSON *new, const char *name, const char *other)
{
    return strcmp(text_of(old, name), text_of(old, other)) == 0 &&
           strcmp(text_of(new, name), text_of(new, other)) == 0;
}

/* The place in the source, where only that changed. */
static void compare_words(FigureFreshness *state, const char *id, const cJSON *old,
                          const cJSON *new)
{
    const guint before = state->news->len;
    compare_text(state, NEWS_WORDS, FALSE, id, old, new, "printed");
    if (!same_change(old, new, "quote", "printed"))
        compare_text(state, NEWS_WORDS, FALSE, id, old, new, "quote");
    compare_text(state, NEWS_WORDS, FALSE, id, old, new, "stated_by");
    compare_text(state, NEWS_WORDS, FALSE, id, old, new, "note");
    if (state->news->len == before &&
        !(same_text(old, new, "locator") && same_item(old, new, "at"))) {
        g_autofree char *old_place = claim_where(old), *new_place = claim_where(new);
        add_news(state, NEWS_WORDS, FALSE, id, old_place, new_place, NULL);
    }
}

/* Another source, or the same one described otherwise. */
static void compare_source(FigureFreshness *state, const Today *today, const char *id,
                           const cJSON *old, const cJSON *new)
{
    if (!same_text(old, new, "source")) {
        compare_text(state, NEWS_SOURCE, FALSE, id, old, new, "source");
        return;
    }
    static const char *const members[] = {"title", "author", "publisher", "published",
                                          "url",   "sha256", "relays"};
    const char *name = json_string(old, "source");
    const cJSON *before = name ? g_hash_table_lookup(today->old_sources, name) : NULL;
    const Source *source = name ? g_hash_table_lookup(today->claims->source_by_id, name) : NULL;
    if (!before || !source)
        return;
    g_autoptr(cJSON) now = cJSON_CreateObject();
    source_json_add(now, source);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
        compare_text(state, NEWS_SOURCE, FALSE, id, before, now, members[i]);
}

static void compare_claim(FigureFreshness *state, const Today *today, const cJSON *old_figure,
                          const cJSON *old, const cJSON *new_figure, const cJSON *new)
{
    const char *id = json_string(new, "id");
    const gboolean drawn = json_flag(old, "drawn", FALSE);
    const char *old_role = text_of(old, "role"), *new_role = text_of(new, "role");
    compare_amount(state, drawn, old_figure, old, new_figure, new);
    compare_text(state, NEWS_STANDING, drawn, id, old, new, "kind");
    compare_text(state, NEWS_STANDING, drawn, id, old, new, "status");
    compare_text(state, NEWS_STANDING, drawn, id, old, new, "as_of");
    if (strcmp(old_role, new_role) != 0) {
        const gboolean aside = strcmp(new_role, "set-aside") == 0;
        /* to be chosen, or no more, is told of the figure */
        if (aside)
            add_news(state, NEWS_DEPRECATED, drawn, id, NULL, NULL, json_string(new, "reason"));
        else if (strcmp(old_role, "chosen") != 0 && strcmp(new_role, "chosen") != 0)
            add_news(state, NEWS_ROLE, FALSE, id, old_role, new_role, json_string(new, "reason"));
    }
    compare_words(state, id, old, new);
    compare_source(state, today, id, old, new);
}

/* ---- the claims of a figure ------------------------------------------------------------------ */

/* Of a record's figure: const char *id -> const cJSON* */
static GHashTable *index_claims(const cJSON *figure)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    const cJSON *claim;
    cJSON_ArrayForEach(claim, json_member(figure, "claims"))
    {
        const char *id = json_string(claim, "id");
        if (id)
            g_hash_table_insert(index, (gpointer)id, (gpointer)claim);
    }
    return index;
}

static const cJSON *find_chosen(const cJSON *figure)
{
    const cJSON *claim;
    cJSON_ArrayForEach(claim, json_member(figure, "claims"))
    {
        if (g_strcmp0(json_string(claim, "role"), "chosen") == 0)
            return claim;
    }
    return NULL;
}

/* A recorded claim that the figure of today does not have. */
static void tell_lost(FigureFreshness *state, const Today *today, const cJSON *figure,
                      const cJSON *old)
{
    const char *id = json_string(old, "id");
    const gboolean drawn = json_flag(old, "drawn", FALSE);
    g_autofree char *amount = claim_amount(figure, old);
    const Claim *claim = id ? g_hash_table_lookup(today->claims->claim_by_id, id) : NULL;
    if (!claim) {
        add_news(state, NEWS_WITHDRAWN, drawn, id, amount, NULL, NULL);
        return;
    }
    const Figure *now = g_hash_table_lookup(today->figures->by_claim, claim);
    add_news(state, NEWS_KEY, drawn, id, state->key, now ? now->key : NULL, NULL);
}

static void compare_claims(FigureFreshness *state, const Today *today, const cJSON *old_figure,
                           const cJSON *new_figure)
{
    g_autoptr(GHashTable) old_claims = index_claims(old_figure);
    g_autoptr(GHashTable) new_claims = index_claims(new_figure);
    const cJSON *old, *new;
    cJSON_ArrayForEach(old, json_member(old_figure, "claims"))
    {
        const char *id = json_string(old, "id");
        new = id ? g_hash_table_lookup(new_claims, id) : NULL;
        if (new)
            compare_claim(state, today, old_figure, old, new_figure, new);
        else
            tell_lost(state, today, old_figure, old);
    }
    cJSON_ArrayForEach(new, json_member(new_figure, "claims"))
    {
        if (g_hash_table_contains(old_claims, json_string(new, "id")))
            continue;
        g_autofree char *amount = claim_amount(new_figure, new);
        g_autofree char *standing = g_strdup_printf("%s, %s", amount, text_of(new, "role"));
        add_news(state, NEWS_CLAIM, FALSE, json_string(new, "id"), NULL, standing,
                 json_string(new, "reason"));
    }
}

/* Which claim is chosen, and what that does to the figure's value. */
static void compare_chosen(FigureFreshness *state, const cJSON *old_figure, const cJSON *old,
                           const cJSON *new_figure, const cJSON *new)
{
    if (g_strcmp0(state->old_claim, state->new_claim) == 0)
        return;
    const cJSON *claim;
    const char *reason = NULL;
    cJSON_ArrayForEach(claim, json_member(new_figure, "claims"))
    {
        if (g_strcmp0(json_string(claim, "id"), state->old_claim) == 0)
            reason = json_string(claim, "reason");
    }
    add_news(state, NEWS_CHOSEN, TRUE, NULL, state->old_claim, state->new_claim, reason);
    if (old && new)
        compare_amount(state, TRUE, old_figure, old, new_figure, new);
}

/* ---- one figure ------------------------------------------------------------------------------ */

/* The figure of today that the recorded one is: by its key, else where its claims went. */
static const Figure *find_figure(const Today *today, const cJSON *figure)
{
    const char *key = json_string(figure, "key");
    const Figure *found = key ? g_hash_table_lookup(today->by_key, key) : NULL;
    const char *chosen = found ? NULL : json_string(find_chosen(figure), "id");
    const Claim *claim = chosen ? g_hash_table_lookup(today->claims->claim_by_id, chosen) : NULL;
    return claim ? g_hash_table_lookup(today->figures->by_claim, claim) : found;
}

static void compare_agreement(FigureFreshness *state, const cJSON *old, const cJSON *new)
{
    compare_text(state, NEWS_AGREEMENT, FALSE, NULL, old, new, "agreement");
    const double before = json_number(old, "independent_sources", 0);
    const double after = json_number(new, "independent_sources", 0);
    if (before == after || !same_text(old, new, "agreement"))
        return;
    g_autofree char *old_text = g_strdup_printf("%.0f independent", before);
    g_autofree char *new_text = g_strdup_printf("%.0f independent", after);
    add_news(state, NEWS_AGREEMENT, FALSE, NULL, old_text, new_text, NULL);
}

static int compare_news(gconstpointer a, gconstpointer b)
{
    const News *x = a, *y = b;
    return (int)x->kind - (int)y->kind;
}

static void tell_changes(FigureFreshness *state, const Today *today, const cJSON *old_figure,
                         const Figure *figure)
{
    g_autoptr(cJSON) new_figure = record_make_figure(figure);
    const cJSON *old = find_chosen(old_figure), *new = find_chosen(new_figure);
    state->new_claim = g_strdup(json_string(new, "id"));
    state->new_amount = new ? claim_amount(new_figure, new) : NULL;
    const gboolean moved = strcmp(state->key, figure->key) != 0;
    if (moved)
        add_news(state, NEWS_KEY, TRUE, NULL, state->key, figure->key, NULL);
    compare_text(state, NEWS_UNIT, TRUE, NULL, old_figure, new_figure, "unit");
    compare_text(state, NEWS_NAME, TRUE, NULL, old_figure, new_figure, "subject_name");
    compare_text(state, NEWS_NAME, TRUE, NULL, old_figure, new_figure, "metric_name");
    compare_chosen(state, old_figure, old, new_figure, new);
    compare_claims(state, today, old_figure, new_figure);
    compare_agreement(state, old_figure, new_figure);
}

static FigureFreshness *compare_figure(const Today *today, const cJSON *old)
{
    FigureFreshness *state = g_new0(FigureFreshness, 1);
    const cJSON *chosen = find_chosen(old);
    state->news = g_array_new(FALSE, FALSE, sizeof(News));
    g_array_set_clear_func(state->news, news_clear);
    state->key = g_strdup(text_of(old, "key"));
    state->heading = figure_heading(old);
    state->old_claim = g_strdup(json_string(chosen, "id"));
    state->old_amount = chosen ? claim_amount(old, chosen) : NULL;
    const Figure *figure = find_figure(today, old);
    if (figure)
        tell_changes(state, today, old, figure);
    else
        add_news(state, NEWS_GONE, TRUE, state->old_claim, state->old_amount, NULL, NULL);
    g_array_sort(state->news, compare_news);
    return state;
}

/* ---- the whole record ------------------------------------------------------------------------ */

static gboolean add_step(ChoiceOrder *order, const char *name)
{
    for (guint i = 0; i < order->n_steps; i++) {
        if (g_strcmp0(order->steps[i]->name, name) == 0)
            return FALSE;
    }
    for (guint i = 0; i < n_choice_steps && order->n_steps < CHOICE_STEPS_LIMIT; i++) {
        if (g_strcmp0(choice_steps[i].name, name) == 0) {
            order->steps[order->n_steps++] = &choice_steps[i];
            return TRUE;
        }
    }
    return FALSE;
}

/* Merged by the order of choice that the chart declares; NULL: it declares none, or one
 * that is not known. */
static FigureSet *merge_again(const cJSON *record, const ClaimSet *claims)
{
    const cJSON *choice = json_member(json_member(record, "chart"), "choice");
    if (!cJSON_IsArray(choice))
        return NULL;
    ChoiceOrder order = {0};
    const cJSON *step;
    cJSON_ArrayForEach(step, choice)
    {
        if (!add_step(&order, cJSON_GetStringValue(step)))
            return NULL;
    }
    return figures_merge(claims, &order);
}

GPtrArray *freshness_compare(const cJSON *record, const ClaimSet *claims, const FigureSet *figures)
{
    g_autoptr(FigureSet) own = merge_again(record, claims);
    g_autoptr(GHashTable) by_key = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) sources = record_index_sources(record);
    const Today today = {claims, own ? own : figures, by_key, sources};
    for (guint i = 0; i < today.figures->figures->len; i++) {
        const Figure *figure = g_ptr_array_index(today.figures->figures, i);
        g_hash_table_insert(by_key, figure->key, (gpointer)figure);
    }
    GPtrArray *states = g_ptr_array_new_with_free_func(freshness_free);
    const cJSON *figure;
    cJSON_ArrayForEach(figure, json_member(record, "figures"))
        g_ptr_array_add(states, compare_figure(&today, figure));
    return states;
}
