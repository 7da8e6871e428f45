/* A chart's texts in other languages: usermeta.figtrail.translations. */
#include "chart/view.h"

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
        }
    }
    return context->failed || !language ? NULL : json_member(languages, language);
}

const char *chart_translate(const Chart *chart, const char *text)
{
    const char *translated = text ? json_string(chart->wishes.translation, text) : NULL;
    return translated ? translated : text;
}
