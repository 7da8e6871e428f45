/* A chart's texts in other languages: usermeta.figtrail.translations.  What the originals say is
 * held against the data (holds.c), so a translation says no other figures than its original. */
#include "base/number.h"
#include "chart/view.h"
#include "evidence/find.h"

#include <string.h>

static guint count_places(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "{}", -1);
    return g_strv_length(parts);
}

/* ---- figures --------------------------------------------------------------------------------- */

static void add_number(GPtrArray *values, gboolean is_there, double number)
{
    char text[NUMBER_TEXT_SIZE];
    if (is_there)
        g_ptr_array_add(values, g_strdup(number_format(number, text)));
}

static void add_date(GPtrArray *values, gboolean is_there, Date date)
{
    char text[DATE_TEXT_SIZE];
    if (is_there)
        g_ptr_array_add(values, g_strdup(date_format(date, text)));
}

/* What a figure comes to, the same in every language: "350 mil" is "350000". */
static void add_values(GPtrArray *values, const Mention *mention)
{
    const Reading *reading = &mention->reading;
    if (!mention->has_reading)
        return;
    if (reading->type == READING_DATE) {
        add_date(values, reading->has_value, reading->date_value);
        add_date(values, reading->has_low, reading->date_low);
        add_date(values, reading->has_high, reading->date_high);
    } else {
        add_number(values, reading->has_value, reading->value);
        add_number(values, reading->has_low, reading->low);
        add_number(values, reading->has_high, reading->high);
    }
}

/* Figures in digits: words such as "uma" are often no numbers. */
static gboolean is_in_digits(const Mention *mention, const char *text)
{
    gsize i = mention->core.start;
    while (i < mention->core.end && !g_ascii_isdigit(text[i]))
        i++;
    return i < mention->core.end && mention->type != MENTION_NAME &&
           mention->type != MENTION_IDENTIFIER;
}

static void check_figures(SpecContext *context, const cJSON *text, const char *language)
{
    const char *original = text->string, *translated = text->valuestring;
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) mentions = mentions_find(original, strlen(original), "en");
    for (guint i = 0; i < mentions->len; i++)
        add_values(said, &g_array_index(mentions, Mention, i));
    g_autoptr(GArray) figures = mentions_find(translated, strlen(translated), language);
    for (guint i = 0; i < figures->len; i++) {
        const Mention *figure = &g_array_index(figures, Mention, i);
        g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
        add_values(values, figure);
        for (guint v = 0; is_in_digits(figure, translated) && v < values->len; v++) {
            if (!g_ptr_array_find_with_equal_func(said, values->pdata[v], g_str_equal, NULL))
                spec_fail(context, &rule_spec_value, text,
                          "the translation says \"%.*s\" (%s), which its original does not: \"%s\"",
                          (int)(figure->core.end - figure->core.start),
                          translated + figure->core.start, (char *)values->pdata[v], original);
        }
    }
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
            else if (language && strcmp(texts->string, language) == 0) /* the one that is drawn */
                check_figures(context, text, language);
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
