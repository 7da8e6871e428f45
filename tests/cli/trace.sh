#!/usr/bin/env bash
# figtrail trace: from a picture back to the claims and words, without the project.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
(cd project && expect 0 "$FIGTRAIL" build)
mv project/charts/scores.{svg,png,page.svg,page.png,sources.csv} .
rm -rf project # the picture alone must do

for picture in scores.svg scores.png; do
    expect 0 "$FIGTRAIL" trace $picture
    says out 'MMLU accuracy of GPT-4'
    says out 'GPT-4: MMLU'
    says out 'printed "86.4%"'
    says out 'GPT-4 Technical Report'
    says out 'https://'
    says out '“'
    [[ $(awk '!/:\/\// { if (length($0) > most) most = length($0) } END { print most }' out) -le 110 ]] ||
        fail 'lines are too long'
done
expect 0 "$FIGTRAIL" trace scores.svg
mv out text.svg
expect 0 "$FIGTRAIL" trace scores.png
same out text.svg

# both formats and sizes carry the same record, but for how they were drawn
shared() { # RECORD
    sed '/"variant": {/,/}/d; /"seal": {/,/}/d' "$1"
}
expect 0 "$FIGTRAIL" trace scores.png --format json
mv out record.json
says record.json '"scale": 1'
shared record.json >shared.json
expect 0 "$FIGTRAIL" trace scores.svg --format json
shared out >drawn.json
same drawn.json shared.json
for picture in scores.page.svg scores.page.png; do
    expect 0 "$FIGTRAIL" trace $picture --format csv
    same out scores.sources.csv
done
says record.json '"figtrail": 2'
says record.json '"path": "charts/scores.vl.json"'
says record.json '"path": "data"'
if grep -q "$work" record.json; then fail 'the record tells where it was made'; fi
if command -v python3 >/dev/null && python3 -c 'import jsonschema' 2>/dev/null; then
    python3 - "$FIGTRAIL_ROOT/src/trail/record.schema.json" record.json <<'PYTHON' || fail 'the record breaks its schema'
import json, sys, jsonschema
schema, record = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
jsonschema.validate(record, schema)
PYTHON
fi

# the sidecar is in the picture too
expect 0 "$FIGTRAIL" trace scores.png --format csv
same out scores.sources.csv
expect 0 "$FIGTRAIL" trace scores.svg --format markdown
says out '# MMLU accuracy of GPT-4'

# told by content, not by name
cp scores.png renamed.svg
expect 0 "$FIGTRAIL" trace renamed.svg --format json
same out record.json

# an editor that writes the markup anew keeps the record
xmllint --format --encode UTF-16 scores.svg >edited.svg
expect 0 "$FIGTRAIL" trace scores.svg --format json
mv out record.json
expect 0 "$FIGTRAIL" trace edited.svg --format json
same out record.json

# pictures and files that say nothing
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >empty.svg
expect 2 "$FIGTRAIL" trace empty.svg
says err 'carries no figtrail record'
echo 'no picture' >text.txt
expect 2 "$FIGTRAIL" trace text.txt
says err 'neither an SVG, a PNG nor a PDF'
printf '\377\376<\0s\0v\0g\0\0\330\0\330>\0' >undecodable.svg
expect 2 "$FIGTRAIL" trace undecodable.svg
says err 'undecodable.svg is no well-formed XML'
[[ $(wc -l <err) == 1 ]] || fail "more is said than one line"
head -c 300 scores.png >cut.png
expect 2 "$FIGTRAIL" trace cut.png
expect 2 "$FIGTRAIL" trace none.png
says err 'none.png'
expect 2 "$FIGTRAIL" trace .
expect 2 "$FIGTRAIL" trace
expect 2 "$FIGTRAIL" trace scores.svg --format xml
says err "there is no format 'xml'"
sed 's/"figtrail":2/"figtrail":7/' scores.svg >newer.svg
expect 1 "$FIGTRAIL" trace newer.svg
says err 'use a newer figtrail'
