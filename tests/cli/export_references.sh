#!/usr/bin/env bash
# The sources as a bibliography, loaded by parsers that are not ours: every entry, with its address,
# its title and its date.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

data=$FIGTRAIL_ROOT/data
python=/usr/bin/python3 # the one that the distribution's modules are for

for format in bibtex csl-json ris; do
    "$FIGTRAIL" export --data "$data" --format $format >"sources.$format"
    "$FIGTRAIL" export --data "$data" --format $format --what sources --output "again.$format"
    cmp "sources.$format" "again.$format" || fail "$format is another the second time"
done
sources=$(($(wc -l <"$data/sources.csv") - 1))

skipped=

# ---- bibutils, on which several reference managers rest ---------------------------------------

if command -v bib2xml >/dev/null && command -v ris2xml >/dev/null; then
    bib2xml -i utf8 sources.bibtex >bib.xml 2>log || fail "bib2xml: $(cat log)"
    grep -q "Processed $sources references" log || fail "bib2xml: $(cat log)"
    ! grep -qi 'warning\|error\|unknown\|not recognize' log || fail "bib2xml: $(cat log)"
    ris2xml -i utf8 sources.ris >ris.xml 2>log || fail "ris2xml: $(cat log)"
    grep -q "Processed $sources references" log || fail "ris2xml: $(cat log)"
    for form in bib ris; do
        [ "$(grep -c '<url>' $form.xml)" = "$(grep -c '^UR' sources.ris)" ] || fail "$form: addresses are lost"
        grep -A 30 '<mods ID="heise-llamacon">' $form.xml | grep -q '<namePart type="family">Winkler' ||
            fail "$form: the author is lost"
        grep -A 40 '<mods ID="gigazine-r1">' $form.xml | grep -q '2025-09-19' || fail "$form: the day is lost"
        grep -A 40 '<mods ID="gemini-1-report-copy">' $form.xml | grep -q '>2023-12<' ||
            fail "$form: a month is no month"
    done
else
    skipped+="  bibutils is not there: nothing was read by bib2xml and ris2xml"$'\n'
fi

# ---- python3-bibtexparser ---------------------------------------------------------------------

if "$python" -c 'import bibtexparser' 2>/dev/null; then
    "$python" - "$data/sources.csv" sources.bibtex <<'END' || fail "bibtexparser reads other entries"
import csv, sys
import bibtexparser
from bibtexparser.bparser import BibTexParser

rows = {row["id"]: row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
parser = BibTexParser(common_strings=True)  # the names of months
entries = bibtexparser.load(open(sys.argv[2], encoding="utf-8"), parser).entries_dict
assert entries.keys() == rows.keys(), entries.keys() ^ rows.keys()
for id, row in rows.items():
    entry = entries[id]
    title = entry["title"].strip("{}").replace("\\&", "&").replace("\\%", "%")
    assert title == row["title"], (title, row["title"])
    assert entry.get("url", "") == row["url"], id
    assert entry.get("urldate", "") == row["retrieved"], id
    assert entry.get("year", "") == row["published"][:4], id
    assert ("day" in entry) == (len(row["published"]) == 10), id
END
else
    skipped+="  python3-bibtexparser is not there"$'\n'
fi

# ---- CSL-JSON: strict JSON with what the table has; pandoc makes a bibliography of it ----------

if command -v "$python" >/dev/null; then
    "$python" - "$data/sources.csv" sources.csl-json <<'END' || fail "CSL-JSON has other items"
import csv, json, sys

rows = {row["id"]: row for row in csv.DictReader(open(sys.argv[1], encoding="utf-8"))}
items = {item["id"]: item for item in json.load(open(sys.argv[2], encoding="utf-8"))}
assert items.keys() == rows.keys()
for id, row in rows.items():
    item = items[id]
    assert item["title"] == row["title"]
    assert item.get("URL", "") == row["url"]
    parts = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    assert parts == [int(part) for part in row["published"].split("-") if part], id
    assert item["type"] in {"article-newspaper", "dataset", "post", "report", "webpage"}
END
else
    skipped+="  $python is not there"$'\n'
fi
if command -v pandoc >/dev/null; then
    cp sources.csl-json sources.json # pandoc goes by the name
    printf -- '---\nbibliography: sources.json\nnocite: "@heise-llamacon, @gemini-1-report-copy"\n---\n' |
        pandoc --citeproc -t plain --columns 200 >text
    grep -q '^Google. 2023. “\[Gemini 1 Report' text || fail "pandoc: $(cat text)"
    grep -q '^Winkler, Christian. n.d. ' text || fail "pandoc: $(cat text)"
    pandoc -f bibtex -t csljson sources.bibtex >pandoc.json || fail "pandoc does not read the BibTeX"
    [ "$(grep -c '"id":' pandoc.json)" = "$sources" ] || fail "pandoc loses entries"
else
    skipped+="  pandoc is not there (it need not be): no bibliography was made"$'\n'
fi

[ -z "$skipped" ] || printf 'export_references.sh: skipped\n%s' "$skipped"
echo "export_references.sh: ok"
