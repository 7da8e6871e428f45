#!/usr/bin/env bash
# The data as linked data, read by rdflib without a network: the triples that stand for every claim
# and figure; and the bytes that annotations name are the words, in the stored texts.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=$FIGTRAIL_ROOT/data
python=/usr/bin/python3 # the one that the distribution's modules are for
"$python" -c 'import rdflib' 2>/dev/null || {
    echo "export_jsonld.sh: skipped: python3-rdflib is not there"
    exit 77
}

"$FIGTRAIL" export --data "$data" --format jsonld --output "$work/data.jsonld"
"$FIGTRAIL" merge --data "$data" --format csv >"$work/figures.csv"
for table in sources claims; do
    "$FIGTRAIL" export --data "$data" --what $table --output "$work/$table.csv"
done

"$python" - "$work" "$FIGTRAIL_ROOT/../shared" <<'END'
import csv, hashlib, base64, os, sys, urllib.parse
import rdflib
from rdflib import Literal, Namespace, URIRef, RDF, RDFS, XSD

work, stored = sys.argv[1:]
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
BASE = "https://example.org/data.jsonld"

def rows(name):
    with open(f"{work}/{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

def node(kind, id):
    return URIRef(f"{BASE}#{kind}:{urllib.parse.quote(id, safe='-._~')}")

graph = rdflib.Graph()
graph.parse(f"{work}/data.jsonld", format="json-ld", publicID=BASE)
graph = rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt")  # and as N-Triples

sources = {row["id"]: row for row in rows("sources")}
claims = rows("claims")

def origin(source):
    while sources[source]["relays"]:
        source = sources[source]["relays"]
    return source

def one(subject, predicate):
    found = list(graph.objects(subject, predicate))
    assert len(found) == 1, (subject, predicate, found)
    return found[0]

assert (URIRef(f"{BASE}#dataset"), RDF.type, SCHEMA.Dataset) in graph
assert len(set(graph.subjects(RDF.type, SCHEMA.Claim))) == len(claims)

checked = fragments = 0
for claim in claims:
    this, source = node("claim", claim["id"]), claim["source"]
    assert (this, PROV.wasQuotedFrom, node("source", source)) in graph, this
    assert (this, PROV.hadPrimarySource, node("source", origin(source))) in graph, this
    assert str(one(this, SCHEMA.text)) == claim["quote"]
    assert one(this, SCHEMA.text).language.lower() == sources[source]["language"].lower()

    stated = one(this, SCHEMA.mainEntity)
    assert (stated, SCHEMA.observationAbout, node("subject", claim["subject"])) in graph
    assert (stated, SCHEMA.variableMeasured, node("metric", claim["metric"])) in graph
    for column, predicate in (("value", SCHEMA.value), ("low", SCHEMA.minValue), ("high", SCHEMA.maxValue)):
        value = list(graph.objects(stated, predicate))
        if not claim[column]:
            assert value == []
        elif value[0].datatype in (XSD.integer, XSD.double):
            assert float(value[0]) == float(claim[column])
        else:
            kinds = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
            assert value[0].datatype == kinds[len(claim[column])], (claim, value)
            assert str(value[0]) == claim[column]

    place = list(graph.objects(this, SCHEMA.url))
    if place:
        page, words = str(place[0]).split("#:~:text=")
        assert page == sources[source]["url"] and urllib.parse.unquote(words) == claim["quote"]
        assert not set(words) & set("-,&# ")
        fragments += 1

    target = one(node("annotation", claim["id"]), OA.hasTarget)
    start = end = None
    for selector in graph.objects(target, OA.hasSelector):
        if (selector, RDF.type, OA.TextQuoteSelector) in graph:
            assert one(selector, OA.exact) == Literal(claim["quote"])
        else:
            assert (selector, RDF.type, OA.DataPositionSelector) in graph
            start, end = one(selector, OA.start), one(selector, OA.end)
            assert start.datatype == end.datatype == XSD.nonNegativeInteger
    assert int(start) == int(claim["at"])

    snapshot = one(target, OA.hasSource)
    assert (snapshot, PROV.specializationOf, node("source", source)) in graph
    path = os.path.join(stored, sources[source]["snapshot"])
    if os.path.exists(path):
        text = open(path, "rb").read()
        digest = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).decode().rstrip("=")
        assert snapshot == URIRef(f"ni:///sha-256;{digest}"), path
        assert text[int(start):int(end)].decode() == claim["quote"], claim["id"]
        checked += 1

for figure in rows("figures"):
    this = node("figure", figure["key"])
    support = [figure["chosen"]] + figure["agreeing"].split() if figure["chosen"] else []
    assert set(graph.objects(this, PROV.wasDerivedFrom)) == {node("claim", id) for id in support}
    others = {}
    for pair in filter(None, (figure["rivals"] + " | " + figure["set_aside"]).split(" | ")):
        id, reason = pair.split(": ", 1)
        others[node("claim", id)] = reason
    found = {one(n, PROV.entity): str(one(n, RDFS.comment)) for n in graph.objects(this, PROV.qualifiedInfluence)}
    assert found == others, (this, found, others)

assert fragments > 100, fragments
print(f"export_jsonld.sh: {len(graph)} triples, {fragments} addresses of words")
if checked < len(claims):
    print(f"export_jsonld.sh: only {checked} of {len(claims)} quotes held against the stored texts, which are not here")
END
echo "export_jsonld.sh: ok"
