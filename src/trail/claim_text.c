#include "trail/claim_text.h"

#include "base/number.h"
#include "claims/text_fragment.h"

#include <string.h>

/* ---- plain text ------------------------------------------------------------------------------ */

/* Characters that act on a terminal or a page instead of showing: controls
 * (Unicode Cc) and the marks of the bidirectional algorithm (UAX #9). */
static gboolean is_active(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x200E || c == 0x200F || c == 0x2028 ||
           c == 0x2029 || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void text_append_plain(GString *out, const char *text)
{
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, is_active(c) ? ' ' : c);
    }
}

/* Appends before, text and after; nothing when there is no text. */
static void append_part(GString *out, const char *before, const char *text, const char *after)
{
    if (!text || !*text)
        return;
    g_string_append(out, before);
    text_append_plain(out, text);
    g_string_append(out, after);
}

/* ---- amounts --------------------------------------------------------------------------------- */

static gboolean append_value(GString *out, const cJSON *item)
{
    char buffer[NUMBER_TEXT_SIZE];
    if (item && cJSON_IsNumber(item)) {
        number_append_grouped(out, number_format(item->valuedouble, buffer));
        return TRUE;
    }
    if (item && cJSON_IsString(item)) {
        text_append_plain(out, item->valuestring);
        return TRUE;
    }
    return FALSE;
}

static const char *kind_words(const char *kind)
{
    static const char *const words[][2] = {
        {"about", "about "}, {"at-least", "at least "}, {"at-most", "at most "}};
    for (gsize i = 0; kind && i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i][0], kind) == 0)
            return words[i][1];
    }
    return "";
}

char *claim_amount(const cJSON *figure, const cJSON *claim)
{
    GString *out = g_string_new(kind_words(json_string(claim, "kind")));
    const cJSON *low = json_member(claim, "low"), *high = json_member(claim, "high");
    if (!append_value(out, json_member(claim, "value"))) {
        append_value(out, low);
        if (low && high)
            g_string_append(out, " to ");
        append_value(out, high);
    }
    const char *unit = json_string(figure, "unit");
    append_part(out, g_strcmp0(unit, "%") == 0 ? "" : " ", unit, "");
    return g_string_free(out, FALSE);
}

/* ---- sentences ------------------------------------------------------------------------------- */

char *figure_heading(const cJSON *figure)
{
    GString *out = g_string_new(NULL);
    const char *subject = json_string(figure, "subject_name");
    const char *metric = json_string(figure, "metric_name");
    append_part(out, "", subject ? subject : json_string(figure, "subject"), "");
    append_part(out, ": ", metric ? metric : json_string(figure, "metric"), "");
    append_part(out, " (", json_string(figure, "setting"), ")");
    append_part(out, ", as of ", json_string(figure, "as_of"), "");
    return g_string_free(out, FALSE);
}

char *figure_agreement(const cJSON *figure)
{
    static const char *const words[][2] = {
        {"agree", "sources agree"},
        {"range", "sources agree, one within the range of another"},
        {"conflict", "sources contradict each other"},
        {"unknown", "no setting is stated, so the claims may not be comparable"},
    };
    GString *out = g_string_new(NULL);
    const char *agreement = json_string(figure, "agreement");
    for (gsize i = 0; agreement && i < G_N_ELEMENTS(words); i++) {
        if (strcmp(words[i][0], agreement) == 0)
            g_string_append(out, words[i][1]);
    }
    const double n = json_number(figure, "independent_sources", 0);
    if (n > 1)
        g_string_append_printf(out, "%s%.0f independent ones support the chosen figure",
                               out->len > 0 ? "; " : "", n);
    return g_string_free(out, FALSE);
}

char *claim_standing(const cJSON *claim)
{
    GString *out = g_string_new(NULL);
    append_part(out, "", json_string(claim, "role"), "");
    if (!json_flag(claim, "drawn", FALSE))
        g_string_append(out, ", not drawn");
    append_part(out, ": ", json_string(claim, "reason"), "");
    return g_string_free(out, FALSE);
}

char *claim_terms(const cJSON *claim)
{
    GString *out = g_string_new(NULL);
    append_part(out, "printed \"", json_string(claim, "printed"), "\"");
    const char *kind = json_string(claim, "kind"), *status = json_string(claim, "status");
    if (g_strcmp0(kind, "exact") != 0 && !*kind_words(kind))
        append_part(out, "; ", kind, "");
    if (g_strcmp0(status, "actual") != 0)
        append_part(out, "; ", status, "");
    append_part(out, "; as of ", json_string(claim, "as_of"), "");
    append_part(out, "; said by ", json_string(claim, "stated_by"), "");
    return g_string_free(out, FALSE);
}

char *claim_where(const cJSON *claim)
{
    GString *out = g_string_new(NULL);
    append_part(out, "", json_string(claim, "locator"), "");
    const cJSON *at = json_member(claim, "at");
    if (cJSON_IsNumber(at)) {
        char buffer[NUMBER_TEXT_SIZE];
        g_string_append_printf(out, "%sbyte %s of the source's text", out->len > 0 ? "; " : "",
                               number_format(at->valuedouble, buffer));
    }
    return g_string_free(out, FALSE);
}

char *claim_link(const cJSON *source, const cJSON *claim)
{
    const char *url = json_string(source, "url"), *quote = json_string(claim, "quote");
    char *place = url && quote ? text_fragment_url(url, quote) : NULL;
    return place ? place : g_strdup(url);
}

char *source_title(const cJSON *source)
{
    GString *out = g_string_new(NULL);
    const char *title = json_string(source, "title");
    append_part(out, "", title ? title : json_string(source, "id"), "");
    append_part(out, ". ", json_string(source, "author"), "");
    append_part(out, ". ", json_string(source, "publisher"), "");
    append_part(out, ", ", json_string(source, "published"), "");
    append_part(out, " (relays ", json_string(source, "relays"), ")");
    return g_string_free(out, FALSE);
}

static void append_count(GString *out, int n, const char *thing)
{
    g_string_append_printf(out, "%d %s%s", n, thing, n == 1 ? "" : "s");
}

char *record_summary(const cJSON *record)
{
    GString *out = g_string_new(NULL);
    append_count(out, cJSON_GetArraySize(json_member(record, "figures")), "figure");
    g_string_append(out, " from ");
    append_count(out, cJSON_GetArraySize(json_member(record, "sources")), "source");
    append_part(out, ", drawn by ", json_string(record, "generator"), "");
    append_part(out, " as chart ", json_string(json_member(record, "chart"), "name"), "");
    return g_string_free(out, FALSE);
}
