/*
 * JSON-LD: the data as a graph that other people's tools can join with theirs.
 *
 * A figure is a schema.org Observation, derived (PROV) from claims; a claim is a
 * schema.org Claim, quoted from a source, with the Observation that it states; a
 * Web Annotation ties it to the words, and to their bytes, in the stored text,
 * which is named by its digest.  The context stands in the file: nothing is
 * fetched to read it.  All addresses are relative to where the file is.
 */
#include "claims/export.h"
#include "claims/export_address.h"
#include "claims/export_format.h"
#include "claims/reference.h"
#include "claims/text_fragment.h"

#include <string.h>

/* ---- nodes ----------------------------------------------------------------------------------- */

/* "types" separated by blanks. */
static cJSON *node_new(const char *id, const char *types)
{
    cJSON *node = cJSON_CreateObject();
    if (id)
        cJSON_AddStringToObject(node, "@id", id);
    g_auto(GStrv) words = g_strsplit(types, " ", -1);
    const guint n = g_strv_length(words);
    cJSON_AddItemToObject(node, "@type",
                          n == 1 ? cJSON_CreateString(words[0])
                                 : cJSON_CreateStringArray((const char *const *)words, (int)n));
    return node;
}

static cJSON *local_node_new(const char *kind, const char *id, const char *types)
{
    g_autofree char *address = address_local(kind, id);
    return node_new(address, types);
}

static void add_text(cJSON *node, const char *name, const char *text)
{
    if (text && *text)
        cJSON_AddStringToObject(node, name, text);
}

/* With the language of the source that has the words. */
static void add_words(cJSON *node, const char *name, const char *text, const char *language)
{
    if (!*text)
        return;
    if (!*language) {
        add_text(node, name, text);
        return;
    }
    cJSON *words = cJSON_AddObjectToObject(node, name);
    cJSON_AddStringToObject(words, "@value", text);
    cJSON_AddStringToObject(words, "@language", language);
}

/* The context says that these members hold addresses. */
static void add_local(cJSON *node, const char *name, const char *kind, const char *id)
{
    g_autofree char *address = address_local(kind, id);
    cJSON_AddStringToObject(node, name, address);
}

static void append_local(cJSON *list, const char *kind, const char *id)
{
    g_autofree char *address = address_local(kind, id);
    cJSON_AddItemToArray(list, cJSON_CreateString(address));
}

static void add_url(cJSON *node, const char *name, const char *url)
{
    if (!*url)
        return;
    g_autofree char *address = address_url(url);
    cJSON_AddStringToObject(node, name, address);
}

/* As precise as it is known: a month is a gYearMonth, not its first day. */
static void add_date(cJSON *node, const char *name, const char *text)
{
    Date date;
    if (!date_parse(text, &date))
        return;
    cJSON *typed = cJSON_AddObjectToObject(node, name);
    cJSON_AddStringToObject(typed, "@value", text);
    cJSON_AddStringToObject(typed, "@type",
                            date.day > 0     ? "xsd:date"
                            : date.month > 0 ? "xsd:gYearMonth"
                                             : "xsd:gYear");
}

static void add_named(cJSON *node, const char *name, const char *type, const char *text)
{
    if (!text || !*text)
        return;
    cJSON *named = node_new(NULL, type);
    add_text(named, "name", text);
    cJSON_AddItemToObject(node, name, named);
}

/* ---- what is observed ------------------------------------------------------------------------ */

static void add_amount(cJSON *node, const char *name, const Amount *amount)
{
    if (!amount->present)
        return;
    if (amount->date.year != 0)
        add_date(node, name, amount->text);
    else
        cJSON_AddNumberToObject(node, name, amount->number);
}

/* What a claim states. */
static void add_observation(cJSON *node, const Claim *claim)
{
    add_local(node, "observationAbout", "subject", claim->subject->id);
    add_local(node, "variableMeasured", "metric", claim->metric->id);
    add_amount(node, "value", &claim->value);
    add_amount(node, "minValue", &claim->low);
    add_amount(node, "maxValue", &claim->high);
    add_text(node, "unitText", claim->metric->unit);
    add_text(node, "measurementTechnique", claim->setting);
    add_date(node, "observationDate", claim->as_of_text);
    cJSON *qualifiers = cJSON_AddArrayToObject(node, "measurementQualifier");
    cJSON_AddItemToArray(qualifiers, cJSON_CreateString(claim_kind_name(claim->kind)));
    cJSON_AddItemToArray(qualifiers, cJSON_CreateString(claim_status_name(claim->status)));
}

/* A claim that did not become the figure, and why not. */
static void add_influences(cJSON *list, const GArray *rivals)
{
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        cJSON *influence = node_new(NULL, "prov:EntityInfluence");
        add_local(influence, "prov:entity", "claim", rival->claim->id);
        add_text(influence, "rdfs:comment", rival->reason);
        cJSON_AddItemToArray(list, influence);
    }
}

static cJSON *figure_json(const Figure *figure)
{
    cJSON *node = local_node_new("figure", figure->key, "Observation prov:Entity");
    if (figure->chosen) {
        add_observation(node, figure->chosen);
    } else {
        add_local(node, "observationAbout", "subject", figure->subject->id);
        add_local(node, "variableMeasured", "metric", figure->metric->id);
    }
    cJSON *agreement = node_new(NULL, "PropertyValue");
    add_text(agreement, "propertyID", "agreement");
    add_text(agreement, "value", figure_agreement_name(figure));
    cJSON_AddItemToObject(node, "additionalProperty", agreement);

    cJSON *claims = cJSON_AddArrayToObject(node, "prov:wasDerivedFrom");
    if (figure->chosen)
        append_local(claims, "claim", figure->chosen->id);
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        append_local(claims, "claim", claim->id);
    }
    if (figure->rivals->len + figure->set_aside->len > 0) {
        cJSON *others = cJSON_AddArrayToObject(node, "prov:qualifiedInfluence");
        add_influences(others, figure->rivals);
        add_influences(others, figure->set_aside);
    }
    return node;
}

/* ---- claims ---------------------------------------------------------------------------------- */

/* The source's text as it was stored: named by its digest, if that is known. */
static char *snapshot_address(const Source *source)
{
    char *address = address_digest(source->sha256);
    return address ? address : address_local("snapshot", source->id);
}

static cJSON *claim_json(const Claim *claim)
{
    const Source *source = claim->source;
    cJSON *node = local_node_new("claim", claim->id, "Claim prov:Entity");
    add_words(node, "text", claim->quote, source->language);
    add_named(node, "author", "prov:Agent",
              *claim->stated_by ? claim->stated_by : source->publisher);
    add_local(node, "appearance", "source", source->id);
    g_autofree char *page = address_url(source->url);
    g_autofree char *place = text_fragment_url(page, claim->quote);
    add_text(node, "url", place);
    cJSON *stated = local_node_new("statement", claim->id, "Observation");
    add_words(stated, "name", claim->printed, source->language);
    add_observation(stated, claim);
    cJSON_AddItemToObject(node, "mainEntity", stated);
    if (claim->rank != RANK_NORMAL)
        add_text(node, "creativeWorkStatus", claim_rank_name(claim->rank));
    add_text(node, "disambiguatingDescription", claim->note);
    add_local(node, "prov:wasQuotedFrom", "source", source->id);
    add_local(node, "prov:hadPrimarySource", "source", source_origin(source)->id);
    return node;
}

/* The words, and their bytes: 'at' counts bytes, so it is a data position, not a text position. Its
 * end holds for quotes that stand byte for byte, as 'figtrail audit' tells. */
static cJSON *annotation_json(const Claim *claim)
{
    cJSON *node = local_node_new("annotation", claim->id, "oa:Annotation");
    add_text(node, "oa:motivatedBy", "oa:linking");
    add_local(node, "oa:hasBody", "claim", claim->id);
    cJSON *target = node_new(NULL, "oa:SpecificResource");
    cJSON_AddItemToObject(node, "oa:hasTarget", target);
    g_autofree char *snapshot = snapshot_address(claim->source);
    add_text(target, "oa:hasSource", snapshot);
    cJSON *selectors = cJSON_AddArrayToObject(target, "oa:hasSelector");
    cJSON *words = node_new(NULL, "oa:TextQuoteSelector");
    add_text(words, "oa:exact", claim->quote);
    cJSON_AddItemToArray(selectors, words);
    if (claim->at >= 0) {
        cJSON *place = node_new(NULL, "oa:DataPositionSelector");
        cJSON_AddNumberToObject(place, "oa:start", (double)claim->at);
        cJSON_AddNumberToObject(place, "oa:end", (double)claim->at + (double)strlen(claim->quote));
        cJSON_AddItemToArray(selectors, place);
    }
    return node;
}

/* ---- sources --------------------------------------------------------------------------------- */

static cJSON *source_json(const Source *source)
{
    g_autofree char *types = g_strconcat(reference_kind(source)->schema, " prov:Entity", NULL);
    cJSON *node = local_node_new("source", source->id, types);
    add_words(node, "name", source->title, source->language);
    g_autoptr(GPtrArray) names = reference_authors(source);
    cJSON *authors = names->len > 0 ? cJSON_AddArrayToObject(node, "author") : NULL;
    for (guint i = 0; i < names->len; i++) {
        const ReferenceName *name = g_ptr_array_index(names, i);
        cJSON *author = node_new(NULL, *source->author ? "Person" : "Organization");
        add_text(author, "name", name->whole);
        cJSON_AddItemToArray(authors, author);
    }
    add_named(node, "publisher", "Organization", source->publisher);
    add_date(node, "datePublished", source->published);
    add_text(node, "inLanguage", source->language);
    add_url(node, "url", source->url);
    add_url(node, "archivedAt", source->archive_url);
    add_text(node, "disambiguatingDescription", source->note);
    if (source->relays)
        add_local(node, "prov:wasDerivedFrom", "source", source->relays->id);
    return node;
}

static cJSON *snapshot_json(const Source *source)
{
    g_autofree char *address = snapshot_address(source);
    cJSON *node = node_new(address, "MediaObject prov:Entity");
    add_text(node, "sha256", source->sha256);
    add_date(node, "dateCreated", source->retrieved);
    add_local(node, "encodesCreativeWork", "source", source->id);
    add_local(node, "prov:specializationOf", "source", source->id);
    return node;
}

/* ---- subjects and metrics -------------------------------------------------------------------- */

static cJSON *subject_json(const Subject *subject)
{
    static const struct {
        const char *kind, *type, *maker;
    } kinds[] = {
        {"cluster", "Product", "manufacturer"},
        {"document", "DigitalDocument", "creator"},
        {"event", "Event", "organizer"},
        {"model", "SoftwareApplication", "creator"},
        {"organization", "Organization", "parentOrganization"},
        {"person", "Person", "affiliation"},
        {"product", "Product", "manufacturer"},
        {NULL, "Thing", NULL}, /* any other */
    };
    gsize i = 0;
    while (kinds[i].kind && strcmp(kinds[i].kind, subject->kind) != 0)
        i++;
    cJSON *node = local_node_new("subject", subject->id, kinds[i].type);
    add_text(node, "name", subject->name);
    if (kinds[i].maker)
        add_named(node, kinds[i].maker, "Organization", subject->maker);
    if (*subject->aliases) {
        g_auto(GStrv) aliases = g_strsplit(subject->aliases, ";", -1);
        cJSON_AddItemToObject(
            node, "alternateName",
            cJSON_CreateStringArray((const char *const *)aliases, (int)g_strv_length(aliases)));
    }
    return node;
}

static cJSON *metric_json(const Metric *metric)
{
    cJSON *node = local_node_new("metric", metric->id, "PropertyValue");
    add_text(node, "propertyID", metric->id);
    add_text(node, "name", metric->name);
    add_text(node, "description", metric->description);
    add_text(node, "unitText", metric->unit);
    return node;
}

/* ---- the graph ------------------------------------------------------------------------------- */

/* Unprefixed words are schema.org's. */
static const char context[] =
    "{\"@vocab\": \"https://schema.org/\","
    " \"oa\": \"http://www.w3.org/ns/oa#\", \"prov\": \"http://www.w3.org/ns/prov#\","
    " \"rdfs\": \"http://www.w3.org/2000/01/rdf-schema#\","
    " \"xsd\": \"http://www.w3.org/2001/XMLSchema#\"}";

static cJSON *context_json(void)
{
    static const char *const addresses[] = {
        "appearance",
        "archivedAt",
        "citation",
        "encodesCreativeWork",
        "hasPart",
        "license",
        "observationAbout",
        "url",
        "variableMeasured",
        "oa:hasBody",
        "oa:hasSource",
        "oa:motivatedBy",
        "prov:entity",
        "prov:hadMember",
        "prov:hadPrimarySource",
        "prov:specializationOf",
        "prov:wasDerivedFrom",
        "prov:wasQuotedFrom",
    };
    static const char *const counts[] = {"oa:start", "oa:end"};
    cJSON *json = cJSON_Parse(context);
    for (gsize i = 0; i < G_N_ELEMENTS(addresses); i++)
        cJSON_AddStringToObject(cJSON_AddObjectToObject(json, addresses[i]), "@type", "@id");
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++)
        cJSON_AddStringToObject(cJSON_AddObjectToObject(json, counts[i]), "@type",
                                "xsd:nonNegativeInteger");
    return json;
}

static cJSON *dataset_json(const ExportRequest *request)
{
    const Selection *selection = request->selection;
    const cJSON *descriptor = request->descriptor;
    cJSON *node = node_new("#dataset", "Dataset prov:Collection");
    const char *title = json_string(descriptor, "title");
    add_text(node, "name", title ? title : json_string(descriptor, "name"));
    add_text(node, "description", json_string(descriptor, "description"));
    add_text(node, "version", json_string(descriptor, "version"));
    cJSON *licences = cJSON_CreateArray();
    const cJSON *licence;
    cJSON_ArrayForEach(licence, json_member(descriptor, "licenses"))
    {
        const char *path = json_string(licence, "path");
        if (path)
            cJSON_AddItemToArray(licences, cJSON_CreateString(path));
    }
    cJSON_AddItemToObject(node, "license", licences);
    cJSON *metrics = cJSON_AddArrayToObject(node, "variableMeasured");
    for (guint i = 0; i < selection->metrics->len; i++)
        append_local(metrics, "metric", ((Metric *)g_ptr_array_index(selection->metrics, i))->id);
    cJSON *sources = cJSON_AddArrayToObject(node, "citation");
    for (guint i = 0; i < selection->sources->len; i++)
        append_local(sources, "source", ((Source *)g_ptr_array_index(selection->sources, i))->id);
    cJSON *claims = cJSON_AddArrayToObject(node, "hasPart");
    for (guint i = 0; i < selection->claims->len; i++)
        append_local(claims, "claim", ((Claim *)g_ptr_array_index(selection->claims, i))->id);
    cJSON *figures = cJSON_AddArrayToObject(node, "prov:hadMember");
    for (guint i = 0; i < selection->figures->len; i++)
        append_local(figures, "figure", ((Figure *)g_ptr_array_index(selection->figures, i))->key);
    return node;
}

/* One node per line. */
static void append_node(GString *out, cJSON *node)
{
    g_autofree char *text = json_print_compact(node);
    g_string_append(out, ",\n");
    g_string_append(out, text);
    cJSON_Delete(node);
}

gboolean export_jsonld(const ExportRequest *request, GString *out, GError **error)
{
    (void)error;
    const Selection *selection = request->selection;
    g_autoptr(cJSON) terms = context_json();
    g_autoptr(cJSON) dataset = dataset_json(request);
    g_autofree char *terms_text = json_print_compact(terms);
    g_autofree char *dataset_text = json_print_compact(dataset);
    g_string_append_printf(out, "{\"@context\": %s,\n\"@graph\": [\n", terms_text);
    g_string_append(out, dataset_text);
    for (guint i = 0; i < selection->figures->len; i++)
        append_node(out, figure_json(g_ptr_array_index(selection->figures, i)));
    for (guint i = 0; i < selection->claims->len; i++) {
        append_node(out, claim_json(g_ptr_array_index(selection->claims, i)));
        append_node(out, annotation_json(g_ptr_array_index(selection->claims, i)));
    }
    for (guint i = 0; i < selection->sources->len; i++) {
        append_node(out, source_json(g_ptr_array_index(selection->sources, i)));
        append_node(out, snapshot_json(g_ptr_array_index(selection->sources, i)));
    }
    for (guint i = 0; i < selection->subjects->len; i++)
        append_node(out, subject_json(g_ptr_array_index(selection->subjects, i)));
    for (guint i = 0; i < selection->metrics->len; i++)
        append_node(out, metric_json(g_ptr_array_index(selection->metrics, i)));
    g_string_append(out, "\n]}\n");
    return TRUE;
}
