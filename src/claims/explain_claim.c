/*
 * One claim in a story: what it says, in which words, and where they stand.
 */
#include "claims/claim_words.h"
#include "claims/explain_story.h"
#include "claims/text_fragment.h"

#include <string.h>

enum { HEAD_INDENT = 2, INDENT = 4, LABEL_COLUMN = 10 };

void append_separated(GString *out, const char *separator, const char *text)
{
    if (*text)
        g_string_append_printf(out, "%s%s", out->len > 0 ? separator : "", text);
}

static void add_item(Story *story, const char *label, const char *text)
{
    text_flow_item(&story->flow, INDENT, label, LABEL_COLUMN, text);
}

static void add_whole(Story *story, const char *label, const char *text)
{
    text_flow_item_whole(&story->flow, INDENT, label, LABEL_COLUMN, text);
}

static void add_context(Story *story, const Claim *claim)
{
    const ExplainGround *ground = story->ground;
    if (!ground->context)
        return;
    g_autoptr(GError) error = NULL;
    g_autofree char *context = ground->context(ground->reader, claim, &error);
    g_autofree char *excuse = error ? g_strdup_printf("not known: %s", error->message) : NULL;
    add_item(story, "context", context ? context : excuse);
}

static void add_words(Story *story, const Claim *claim)
{
    if (*claim->quote) {
        g_autofree char *words = g_strdup_printf("“%s”", claim->quote);
        add_item(story, "words", words);
    }
    if (strcmp(claim->printed, claim->quote) != 0) {
        g_autofree char *printed = g_strdup_printf("“%s”", claim->printed);
        add_item(story, "printed", *claim->printed ? printed : "");
    }
    add_context(story, claim);
    add_item(story, "said by", claim->stated_by);
    if (strcmp(claim->as_of_text, claim->value.text) != 0 &&
        strcmp(claim->as_of_text, story->figure->as_of_text) != 0)
        add_item(story, "as of", claim->as_of_text);
}

static void add_note(Story *story, const Claim *claim)
{
    char *formula, *remark;
    if (!claim_words_formula(story->ground->claims, claim, &formula, &remark)) {
        add_item(story, "note", claim->note);
        return;
    }
    add_item(story, "formula", formula);
    add_item(story, "note", remark);
    g_free(formula);
    g_free(remark);
}

/* Appends a sentence after others. */
static void append_sentence(GString *out, const char *text)
{
    const gboolean ended = out->len > 0 && strchr(".?!", out->str[out->len - 1]);
    append_separated(out, ended ? " " : ". ", text);
}

static char *source_line(const Source *source)
{
    GString *out = g_string_new(source->title);
    append_sentence(out, source->author);
    append_sentence(out, source->publisher);
    if (*source->publisher)
        append_separated(out, ", ", source->published);
    else
        append_sentence(out, source->published);
    g_autoptr(GString) form = g_string_new(source->type);
    append_separated(form, ", ", source->language);
    if (form->len > 0)
        g_string_append_printf(out, " (%s)", form->str);
    return g_string_free(out, FALSE);
}

static void add_source(Story *story, const Claim *claim)
{
    const Source *source = claim->source;
    g_autofree char *line = source_line(source);
    add_item(story, "source", line);
    if (source->relays) {
        g_autofree char *relays =
            g_strdup_printf("%s (%s), so it does not count as independent of that",
                            source->relays->id, source->relays->title);
        add_item(story, "copies", relays);
    }
    g_autoptr(GString) where = g_string_new(claim->locator);
    if (claim->at >= 0) {
        g_autofree char *at =
            g_strdup_printf("byte %" G_GINT64_FORMAT " of the stored text", claim->at);
        append_separated(where, "; ", at);
    }
    add_item(story, "where", where->str);
    g_autofree char *url = text_fragment_url(source->url, claim->quote);
    g_autofree char *archive = text_fragment_url(source->archive_url, claim->quote);
    add_whole(story, "link", url ? url : source->url);
    add_whole(story, "archive", archive ? archive : source->archive_url);
    add_whole(story, "claim", claim->id);
}

void story_add_claim(Story *story, const Claim *claim, const char *label, const char *remark)
{
    g_autofree char *statement = claim_words_statement(claim);
    g_autofree char *head = g_strdup_printf("%s: %s", claim->source->id, statement);
    text_flow_paragraph(&story->flow, HEAD_INDENT, head);
    add_item(story, label, remark);
    add_words(story, claim);
    add_note(story, claim);
    add_source(story, claim);
}
