#include "claims/claim_json.h"

#include "claims/figures_format.h"

void json_add_text(cJSON *object, const char *name, const char *text)
{
    if (text && *text)
        cJSON_AddStringToObject(object, name, text);
}

static void append_amount(GString *out, const Amount *amount)
{
    if (!amount->present)
        g_string_append(out, "null");
    else if (amount->date.year != 0)
        json_append_string(out, amount->text);
    else
        json_append_number(out, amount->number);
}

void json_append_amounts(GString *out, const Claim *claim)
{
    g_string_append(out, "\"value\": ");
    append_amount(out, &claim->value);
    g_string_append(out, ", \"low\": ");
    append_amount(out, &claim->low);
    g_string_append(out, ", \"high\": ");
    append_amount(out, &claim->high);
}

/* A number of a number metric, a date's text of a date metric. */
static void add_amount(cJSON *object, const char *name, const Amount *amount, MetricKind kind)
{
    if (!amount->present)
        return;
    if (kind == METRIC_NUMBER)
        cJSON_AddNumberToObject(object, name, amount->number);
    else
        json_add_text(object, name, amount->text);
}

void claim_json_add(cJSON *object, const Claim *claim)
{
    const MetricKind kind = claim->metric->kind;
    json_add_text(object, "printed", claim->printed);
    add_amount(object, "value", &claim->value, kind);
    add_amount(object, "low", &claim->low, kind);
    add_amount(object, "high", &claim->high, kind);
    json_add_text(object, "kind", claim_kind_name(claim->kind));
    json_add_text(object, "status", claim_status_name(claim->status));
    json_add_text(object, "as_of", claim->as_of_text);
    json_add_text(object, "source", claim->source->id);
    json_add_text(object, "quote", claim->quote);
    if (claim->at >= 0)
        cJSON_AddNumberToObject(object, "at", (double)claim->at);
    json_add_text(object, "locator", claim->locator);
    json_add_text(object, "stated_by", claim->stated_by);
    json_add_text(object, "note", claim->note);
}

void figure_json_add(cJSON *object, const Figure *figure)
{
    json_add_text(object, "key", figure->key);
    json_add_text(object, "subject", figure->subject->id);
    json_add_text(object, "subject_name", figure->subject->name);
    json_add_text(object, "metric", figure->metric->id);
    json_add_text(object, "metric_name", figure->metric->name);
    json_add_text(object, "unit", figure->metric->unit);
    json_add_text(object, "setting", figure->setting);
    json_add_text(object, "as_of", figure->as_of_text);
    json_add_text(object, "agreement", figure_agreement_name(figure));
    cJSON_AddNumberToObject(object, "independent_sources", figure->n_sources);
}

void source_json_add(cJSON *object, const Source *source)
{
    json_add_text(object, "id", source->id);
    json_add_text(object, "title", source->title);
    json_add_text(object, "publisher", source->publisher);
    json_add_text(object, "author", source->author);
    json_add_text(object, "published", source->published);
    json_add_text(object, "language", source->language);
    json_add_text(object, "type", source->type);
    json_add_text(object, "url", source->url);
    json_add_text(object, "archive_url", source->archive_url);
    json_add_text(object, "sha256", source->sha256);
    if (source->relays)
        json_add_text(object, "relays", source->relays->id);
}
