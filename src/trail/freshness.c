#include "trail/freshness.h"

#include "base/escape.h"
#include "claims/claim_json.h"
#include "claims/text_table.h"
#include "trail/claim_text.h"

#include <string.h>

/* What each kind is called by programs, and by people, where they need other words. */
static const struct {
    const char *name, *words;
} kinds[N_NEWS_KINDS] = {
    [NEWS_GONE] = {"gone", "no claim of it is left"},
    [NEWS_KEY] = {"key", "is now about"},
    [NEWS_VALUE] = {"value", "value"},
    [NEWS_UNIT] = {"unit", "unit"},
    [NEWS_CHOSEN] = {"chosen", "chosen claim"},
    [NEWS_WITHDRAWN] = {"withdrawn", "claim withdrawn"},
    [NEWS_DEPRECATED] = {"deprecated", "claim deprecated"},
    [NEWS_STANDING] = {"standing", "standing"},
    [NEWS_NAME] = {"name", "name"},
    [NEWS_CLAIM] = {"claim", "new claim"},
    [NEWS_ROLE] = {"role", "role"},
    [NEWS_AGREEMENT] = {"agreement", "agreement"},
    [NEWS_WORDS] = {"words", "words"},
    [NEWS_SOURCE] = {"source", "source"},
};

const char *news_kind_name(NewsKind kind)
{
    return kinds[kind].name;
}

FreshnessCount freshness_count(const GPtrArray *freshness)
{
    FreshnessCount count = {.n_figures = freshness->len};
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *state = g_ptr_array_index(freshness, i);
        count.n_visible += state->visible;
        count.n_behind += !state->visible && state->news->len > 0;
    }
    return count;
}

/* ---- one line -------------------------------------------------------------------------------- */

/* 'old -> new', or the one that there is. */
static void append_change(GString *out, const News *news)
{
    if (news->old)
        text_append_plain(out, news->old);
    else if (news->kind != NEWS_CLAIM && news->new)
        g_string_append(out, "(none)");
    if (news->new) {
        g_string_append(out, news->kind == NEWS_CLAIM ? "" : " -> ");
        text_append_plain(out, news->new);
    } else if (news->old && news->kind != NEWS_WITHDRAWN && news->kind != NEWS_GONE) {
        g_string_append(out, " -> (none)");
    }
}

/* What follows the label: the change, the claim in brackets, the reason. */
static char *news_rest(const News *news)
{
    GString *out = g_string_new(NULL);
    append_change(out, news);
    if (news->claim) {
        g_string_append(out, out->len > 0 ? " (claim " : "(claim ");
        text_append_plain(out, news->claim);
        g_string_append_c(out, ')');
    }
    const gboolean of_old = news->kind == NEWS_CHOSEN && news->old && news->reason;
    if (of_old) {
        g_string_append(out, " (");
        text_append_plain(out, news->old);
    }
    if (news->reason) {
        g_string_append(out, ": ");
        text_append_plain(out, news->reason);
    }
    g_string_append(out, of_old ? ")" : "");
    return g_string_free(out, FALSE);
}

char *news_text(const News *news)
{
    g_autofree char *rest = news_rest(news);
    return g_strjoin(*rest ? " " : "", kinds[news->kind].words, rest, NULL);
}

static void append_verb(GString *out, guint n, const char *one, const char *many)
{
    g_string_append_printf(out, " %s ", n == 1 ? one : many);
}

char *freshness_summary(const GPtrArray *freshness)
{
    const FreshnessCount count = freshness_count(freshness);
    GString *out = g_string_new(NULL);
    if (count.n_figures == 0) {
        g_string_append(out, "the picture shows no figure of the data");
    } else if (count.n_visible + count.n_behind == 0) {
        g_string_append_printf(
            out, count.n_figures == 1 ? "the figure is as drawn" : "all %u figures are as drawn",
            count.n_figures);
    } else if (count.n_visible == 0) {
        g_string_append_printf(out, "every figure is as drawn, but %u of %u now", count.n_behind,
                               count.n_figures);
        append_verb(out, count.n_behind, "rests", "rest");
        g_string_append(out, "on other evidence");
    } else {
        g_string_append_printf(out, "%u of %u figures", count.n_visible, count.n_figures);
        append_verb(out, count.n_visible, "is", "are");
        g_string_append(out, "no longer what the picture shows");
        if (count.n_behind > 0) {
            g_string_append_printf(out, "; %u more", count.n_behind);
            append_verb(out, count.n_behind, "rests", "rest");
            g_string_append(out, "on other evidence");
        }
    }
    return g_string_free(out, FALSE);
}

/* ---- all changed figures --------------------------------------------------------------------- */

void freshness_append_text(TextFlow *flow, guint indent, const GPtrArray *freshness)
{
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *state = g_ptr_array_index(freshness, i);
        if (state->news->len == 0)
            continue;
        text_flow_paragraph(flow, indent, state->heading);
        guint width = 0;
        for (guint n = 0; n < state->news->len; n++) {
            const News *news = &g_array_index(state->news, News, n);
            width = MAX(width, text_display_width(kinds[news->kind].words));
        }
        for (guint n = 0; n < state->news->len; n++) {
            const News *news = &g_array_index(state->news, News, n);
            g_autofree char *rest = news_rest(news);
            text_flow_item(flow, indent + 2, kinds[news->kind].words, width + 2, rest);
        }
    }
}

void freshness_append_markdown(GString *out, const GPtrArray *freshness)
{
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *state = g_ptr_array_index(freshness, i);
        if (state->news->len == 0)
            continue;
        g_string_append(out, "- **");
        escape_markdown(out, state->heading);
        g_string_append(out, "**\n");
        for (guint n = 0; n < state->news->len; n++) {
            g_autofree char *text = news_text(&g_array_index(state->news, News, n));
            g_string_append(out, "  - ");
            escape_markdown(out, text);
            g_string_append_c(out, '\n');
        }
    }
}

static cJSON *news_to_json(const News *news)
{
    cJSON *object = cJSON_CreateObject();
    json_add_text(object, "kind", news_kind_name(news->kind));
    cJSON_AddBoolToObject(object, "visible", news->visible);
    json_add_text(object, "claim", news->claim);
    json_add_text(object, "old", news->old);
    json_add_text(object, "new", news->new);
    json_add_text(object, "reason", news->reason);
    return object;
}

cJSON *freshness_to_json(const GPtrArray *freshness)
{
    cJSON *array = cJSON_CreateArray();
    for (guint i = 0; i < freshness->len; i++) {
        const FigureFreshness *state = g_ptr_array_index(freshness, i);
        if (state->news->len == 0)
            continue;
        cJSON *object = cJSON_CreateObject();
        json_add_text(object, "key", state->key);
        json_add_text(object, "heading", state->heading);
        cJSON_AddBoolToObject(object, "visible", state->visible);
        json_add_text(object, "old_amount", state->old_amount);
        json_add_text(object, "new_amount", state->new_amount);
        json_add_text(object, "old_claim", state->old_claim);
        json_add_text(object, "new_claim", state->new_claim);
        cJSON *list = cJSON_AddArrayToObject(object, "news");
        for (guint n = 0; n < state->news->len; n++)
            cJSON_AddItemToArray(list, news_to_json(&g_array_index(state->news, News, n)));
        cJSON_AddItemToArray(array, object);
    }
    return array;
}
