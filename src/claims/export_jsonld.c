/*
 * JSON-LD: the data as a graph that other people's tools can join with theirs.
 *
 * A figure is a schema.org Observation, derived (PROV) from claims; a claim is a
 * schema.org Claim, quoted from a source, with the Observation that it states; a
 * Web Annotation ties it to the words, and to their bytes, in the stored text,
 * which is named by its digest.  The context stands in the file: nothing is
 * fetched to read it.  All addresses are relative to where the file is.
 */
#include "claims/export_address.h"
#include "claims/export_format.h"
#include "claims/figures_format.h"
#include "claims/jsonld_node.h"
#include "claims/reference.h"
#include "claims/text_fragment.h"

#include <string.h>

/* ---- what is observed ------------------------------------------------------------------------ */

static void add_amount(cJSON *node, const char *name, const Amount *amount)
{
    if (!amount->present)
        return;
    if (amount->date.year != 0)
        jsonld_add_date(node, name, amount->text);
    else
        cJSON_AddNumberToObject(node, name, amount->number);
}

/* What a claim states. */
static void add_observation(cJSON *node, const Claim *claim)
{
    jsonld_add_local(node, "observationAbout", "subject", claim->subject->id);
    jsonld_add_local(node, "variableMeasured", "metric", claim->metric->id);
    add_amount(node, "value", &claim->value);
    add_amount(node, "minValue", &claim->low);
    add_amount(node, "maxValue", &claim->high);
    jsonld_add_text(node, "unitText", claim->metric->unit);
    jsonld_add_text(node, "measurementTechnique", claim->setting);
    jsonld_add_date(node, "observationDate", claim->as_of_text);
    cJSON *qualifiers = cJSON_AddArrayToObject(node, "measurementQualifier");
    cJSON_AddItemToArray(qualifiers, cJSON_CreateString(claim_kind_name(claim->kind)));
    cJSON_AddItemToArray(qualifiers, cJSON_CreateString(claim_status_name(claim->status)));
}

/* A claim that did not become the figure, and why not. */
static void add_influences(cJSON *list, const GArray *rivals)
{
    for (guint i = 0; i < rivals->len; i++) {
        const Rival *rival = &g_array_index(rivals, Rival, i);
        cJSON *influence = jsonld_node_new(NULL, "prov:EntityInfluence");
        jsonld_add_local(influence, "prov:entity", "claim", rival->claim->id);
        jsonld_add_text(influence, "rdfs:comment", rival->reason);
        cJSON_AddItemToArray(list, influence);
    }
}

static cJSON *figure_json(const Figure *figure)
{
    cJSON *node = jsonld_node_new_local("figure", figure->key, "Observation prov:Entity");
    if (figure->chosen) {
        add_observation(node, figure->chosen);
    } else {
        jsonld_add_local(node, "observationAbout", "subject", figure->subject->id);
        jsonld_add_local(node, "variableMeasured", "metric", figure->metric->id);
    }
    cJSON *agreement = jsonld_node_new(NULL, "PropertyValue");
    jsonld_add_text(agreement, "propertyID", "agreement");
    jsonld_add_text(agreement, "value", figure_agreement_name(figure));
    cJSON_AddItemToObject(node, "additionalProperty", agreement);

    cJSON *claims = cJSON_AddArrayToObject(node, "prov:wasDerivedFrom");
    if (figure->chosen)
        jsonld_append_local(claims, "claim", figure->chosen->id);
    for (guint i = 0; i < figure->agreeing->len; i++) {
        const Claim *claim = g_ptr_array_index(figure->agreeing, i);
        jsonld_append_local(claims, "claim", claim->id);
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
    cJSON *node = jsonld_node_new_local("claim", claim->id, "Claim prov:Entity");
    jsonld_add_words(node, "text", claim->quote, source->language);
    jsonld_add_named(node, "author", "prov:Agent",
                     *claim->stated_by ? claim->stated_by : source->publisher);
    jsonld_add_local(node, "appearance", "source", source->id);
    g_autofree char *page = address_url(source->url);
    g_autofree char *place = text_fragment_url(page, claim->quote);
    jsonld_add_text(node, "url", place);
    cJSON *stated = jsonld_node_new_local("statement", claim->id, "Observation");
    jsonld_add_words(stated, "name", claim->printed, source->language);
    add_observation(stated, claim);
    cJSON_AddItemToObject(node, "mainEntity", stated);
    if (claim->rank != RANK_NORMAL)
        jsonld_add_text(node, "creativeWorkStatus", claim_rank_name(claim->rank));
    jsonld_add_text(node, "disambiguatingDescription", claim->note);
    jsonld_add_local(node, "prov:wasQuotedFrom", "source", source->id);
    jsonld_add_local(node, "prov:hadPrimarySource", "source", source_origin(source)->id);
    return node;
}

/* The words, and their bytes: 'at' counts bytes, so it is a data position, not a text position. Its
 * end holds for quotes that stand byte for byte, as 'figtrail audit' tells. */
static cJSON *annotation_json(const Claim *claim)
{
    cJSON *node = jsonld_node_new_local("annotation", claim->id, "oa:Annotation");
    jsonld_add_text(node, "oa:motivatedBy", "oa:linking");
    jsonld_add_local(node, "oa:hasBody", "claim", claim->id);
    cJSON *target = jsonld_node_new(NULL, "oa:SpecificResource");
    cJSON_AddItemToObject(node, "oa:hasTarget", target);
    g_autofree char *snapshot = snapshot_address(claim->source);
    jsonld_add_text(target, "oa:hasSource", snapshot);
    cJSON *selectors = cJSON_AddArrayToObject(target, "oa:hasSelector");
    cJSON *words = jsonld_node_new(NULL, "oa:TextQuoteSelector");
    jsonld_add_text(words, "oa:exact", claim->quote);
    cJSON_AddItemToArray(selectors, words);
    if (claim->at >= 0) {
        cJSON *place = jsonld_node_new(NULL, "oa:DataPositionSelector");
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
    cJSON *node = jsonld_node_new_local("source", source->id, types);
    jsonld_add_words(node, "name", source->title, source->language);
    g_autoptr(GPtrArray) names = reference_authors(source);
    cJSON *authors = names->len > 0 ? cJSON_AddArrayToObject(node, "author") : NULL;
    for (guint i = 0; i < names->len; i++) {
        const ReferenceName *name = g_ptr_array_index(names, i);
        cJSON *author = jsonld_node_new(NULL, *source->author ? "Person" : "Organization");
        jsonld_add_text(author, "name", name->whole);
        cJSON_AddItemToArray(authors, author);
    }
    jsonld_add_named(node, "publisher", "Organization", source->publisher);
    jsonld_add_date(node, "datePublished", source->published);
    jsonld_add_text(node, "inLanguage", source->language);
    jsonld_add_url(node, "url", source->url);
    jsonld_add_url(node, "archivedAt", source->archive_url);
    jsonld_add_text(node, "disambiguatingDescription", source->note);
    if (source->relays)
        jsonld_add_local(node, "prov:wasDerivedFrom", "source", source->relays->id);
    return node;
}

static cJSON *snapshot_json(const Source *source)
{
    g_autofree char *address = snapshot_address(source);
    cJSON *node = jsonld_node_new(address, "MediaObject prov:Entity");
    jsonld_add_text(node, "sha256", source->sha256);
    jsonld_add_date(node, "dateCreated", source->retrieved);
    jsonld_add_local(node, "encodesCreativeWork", "source", source->id);
    jsonld_add_local(node, "prov:specializationOf", "source", source->id);
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
    cJSON *node = jsonld_node_new_local("subject", subject->id, kinds[i].type);
    jsonld_add_text(node, "name", subject->name);
    if (kinds[i].maker)
        jsonld_add_named(node, kinds[i].maker, "Organization", subject->maker);
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
    cJSON *node = jsonld_node_new_local("metric", metric->id, "PropertyValue");
    jsonld_add_text(node, "propertyID", metric->id);
    jsonld_add_text(node, "name", metric->name);
    jsonld_add_text(node, "description", metric->description);
    jsonld_add_text(node, "unitText", metric->unit);
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
    cJSON *node = jsonld_node_new("#dataset", "Dataset prov:Collection");
    const char *title = json_string(descriptor, "title");
    jsonld_add_text(node, "name", title ? title : json_string(descriptor, "name"));
    jsonld_add_text(node, "description", json_string(descriptor, "description"));
    jsonld_add_text(node, "version", json_string(descriptor, "version"));
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
        jsonld_append_local(metrics, "metric",
                            ((Metric *)g_ptr_array_index(selection->metrics, i))->id);
    cJSON *sources = cJSON_AddArrayToObject(node, "citation");
    for (guint i = 0; i < selection->sources->len; i++)
        jsonld_append_local(sources, "source",
                            ((Source *)g_ptr_array_index(selection->sources, i))->id);
    cJSON *claims = cJSON_AddArrayToObject(node, "hasPart");
    for (guint i = 0; i < selection->claims->len; i++)
        jsonld_append_local(claims, "claim",
                            ((Claim *)g_ptr_array_index(selection->claims, i))->id);
    cJSON *figures = cJSON_AddArrayToObject(node, "prov:hadMember");
    for (guint i = 0; i < selection->figures->len; i++)
        jsonld_append_local(figures, "figure",
                            ((Figure *)g_ptr_array_index(selection->figures, i))->key);
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
