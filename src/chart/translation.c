/* A chart's texts in other languages: usermeta.figtrail.translations. */
#include "chart/view.h"

#include <string.h>

static guint count_places(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "{}", -1);
    return g_strv_length(parts);
}

const cJSON *translation_parse(SpecContext *context, const cJSON *json, const char *language)
{
    const cJSON *languages = json_member(json, "translations");
    if (languages && !cJSON_IsObject(languages))
        spec_fail(
            context, &rule_spec_value, languages,
            "'translations' must be an object of languages, as {\"pt\": {\"text\": \"texto\"}}");
    for (const cJSON *texts = languages ? languages->child : NULL; texts; texts = texts->next) {
        if (!locale_exists(texts->string))
            spec_fail(context, &rule_spec_value, texts,
                      "there is no language '%s'; give its tag, as \"pt\" or \"pt-BR\"",
                      texts->string);
        if (!cJSON_IsObject(texts))
            spec_fail(context, &rule_spec_value, texts,
                      "'%s' must be an object of texts and what they become", texts->string);
        for (const cJSON *text = texts->child; text; text = text->next) {
            if (!cJSON_IsString(text))
                spec_fail(context, &rule_spec_value, text, "'%s' must become a text", text->string);
            else if (count_places(text->string) != count_places(text->valuestring))
                spec_fail(context, &rule_spec_value, text,
                          "the translation of '%s' must have as many places {}", text->string);
        }
    }
    return context->failed || !language ? NULL : json_member(languages, language);
}

/* A text that "{} claims, {} sources" describes, put into "{} afirmações, {} fontes": each {} is
 * what stands in its place, in the same order.  NULL: it does not describe the text; newly
 * allocated. */
static char *fill_pattern(const char *pattern, const char *into, const char *text)
{
    g_auto(GStrv) around = g_strsplit(pattern, "{}", -1);
    g_auto(GStrv) parts = g_strsplit(into, "{}", -1);
    if (g_strv_length(around) < 2 || !g_str_has_prefix(text, around[0]))
        return NULL;
    g_autoptr(GString) filled = g_string_new(parts[0]);
    text += strlen(around[0]);
    for (guint i = 1; around[i]; i++) {
        const gboolean last = !around[i + 1];
        const char *end = last && !*around[i] ? text + strlen(text) : strstr(text, around[i]);
        if (last && *around[i] && g_str_has_suffix(text, around[i]))
            end = text + strlen(text) - strlen(around[i]);
        if (!end || end == text || (last && end[strlen(around[i])]))
            return NULL;
        g_string_append_len(filled, text, end - text);
        g_string_append(filled, parts[i]);
        text = end + strlen(around[i]);
    }
    return g_string_free(g_steal_pointer(&filled), FALSE);
}

const char *chart_translate(const Chart *chart, const char *text)
{
    const cJSON *known = chart->wishes.translation;
    const char *translated = text ? json_string(known, text) : NULL;
    for (const cJSON *item = text && known ? known->child : NULL; item && !translated;
         item = item->next) {
        g_autofree char *filled = fill_pattern(item->string, item->valuestring, text);
        translated = filled ? frame_arena_text(chart->arena, filled) : NULL;
    }
    return translated ? translated : text;
}
