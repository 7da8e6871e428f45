#!/usr/bin/env bash
# figtrail trace: from a picture back to the claims and words, without the project.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
(cd project && expect 0 "$FIGTRAIL" build)
mv project/charts/scores.{svg,png,page.svg,page.png,sources.csv} .
cp project/charts/scores.vl.json .
mv project/data today # the picture alone must do
rm -rf project

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
says record.json '"figtrail": 3'
says record.json '"path": "charts/scores.vl.json"'
says record.json '"path": "data"'
if grep -q "$work" record.json; then fail 'the record tells where it was made'; fi
if command -v python3 >/dev/null && python3 -c 'import jsonschema' 2>/dev/null; then
    python3 - "$FIGTRAIL_ROOT/src/trail/record.schema.json" record.json <<'PYTHON' || fail 'the record breaks its schema'
import json, sys, jsonschema
schema, record = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
trace = record.pop("trace") # what trace found out, which is no part of the record
assert trace["seal"]["state"] == "intact", trace
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
sed 's/"figtrail":3/"figtrail":7/' scores.svg >newer.svg
expect 1 "$FIGTRAIL" trace newer.svg
says err 'use a newer figtrail'

# ---- which figure ----------------------------------------------------------------------------
n_figures() # FILE
{
    grep -c '"key":' "$1"
}
expect 0 "$FIGTRAIL" trace scores.png --format json
[[ $(n_figures out) -gt 1 ]] || fail 'the chart shows too little for this test'
for name in GPT-4 gpt-4 'gpt-4: MMLU'; do
    expect 0 "$FIGTRAIL" trace scores.png --figure "$name" --format json
    says out '"subject": "gpt-4"'
done
key=$(sed -n 's/.*"key": "\(.*\)".*/\1/p' out | head -n 1)
expect 0 "$FIGTRAIL" trace scores.svg --figure "$key" --format json
[[ $(n_figures out) == 1 ]] || fail 'a key names one figure'
# the first mark of that figure: its middle, in px of the chart, which are the PNG's pixels here
box=$(tr -d ' \n' <out | sed 's/.*"marks":\[\[\([^]]*\)\].*/\1/')
middle=$(awk -F, '{ print $1 + $3 / 2 "," $2 + $4 / 2 }' <<<"$box")
for picture in scores.png scores.svg; do
    expect 0 "$FIGTRAIL" trace $picture --at "$middle" --format json
    says out "\"key\": \"$key\""
done
double=$(awk -F, '{ print 2 * $1 "," 2 * $2 }' <<<"$middle")
expect 0 "$FIGTRAIL" render scores.vl.json --data today --scale 2 -o double.png
expect 0 "$FIGTRAIL" trace double.png --at "$double" --format json
says out "\"key\": \"$key\""
expect 2 "$FIGTRAIL" trace scores.png --figure 'GPT-5'
says err "shows no figure 'GPT-5'; it shows"
expect 2 "$FIGTRAIL" trace scores.png --at 0,0
says err 'nothing at 0,0'
for point in '' 1 1,2,3 a,b 1e999,3; do
    expect 2 "$FIGTRAIL" trace scores.png --at "$point"
    says err 'is no point'
done
expect 2 "$FIGTRAIL" trace scores.png --at 1,1 --figure x

# ---- is it still true? ----------------------------------------------------------------------
expect 0 "$FIGTRAIL" trace scores.png --data today
says out 'are as drawn'
expect 0 "$FIGTRAIL" trace scores.png # no folder 'data' here
! grep -q '^today' out || fail 'there are no data to compare with'
expect 2 "$FIGTRAIL" trace scores.png --data nowhere
cp -r today data
sed -i '/^gpt-4.mmlu.gpt-4-technical-report-copy,/s/86\.4/86.9/g' data/claims/*.csv
expect 1 "$FIGTRAIL" trace scores.png
says out 'no longer what the picture shows'
says out '86.4 percent -> 86.9 percent'
expect 1 "$FIGTRAIL" trace scores.svg --format markdown
says out 'Today: '
says out '86.4 percent -\> 86.9 percent'
expect 1 "$FIGTRAIL" trace scores.svg --format json
says out '"kind": "value"'
rm -rf data

# ---- was it changed? ------------------------------------------------------------------------
tampered() # STATE TEXT SED
{
    sed "$3" scores.svg >tampered.svg
    ! cmp -s tampered.svg scores.svg || fail "nothing was changed by $3"
    expect 1 "$FIGTRAIL" trace tampered.svg
    says out "$2"
    expect 1 "$FIGTRAIL" trace tampered.svg --format json
    says out "\"state\": \"$1\""
}
tampered picture-changed 'the picture is not the one' 's/>86\.4/>96.4/'
tampered record-changed 'the record was changed' 's/"value":86\.4/"value":96.4/'
tampered removed 'the seal was removed' 's/,"seal":{[^}]*}//'

# ---- who says so? ---------------------------------------------------------------------------
if command -v openssl >/dev/null; then
    openssl genpkey -algorithm ed25519 -out key.pem 2>/dev/null
    openssl pkey -in key.pem -pubout -out key.pub
    openssl genpkey -algorithm ed25519 -out other.pem 2>/dev/null
    openssl pkey -in other.pem -pubout -out other.pub
    cat other.pub key.pub >keys.pub
    openssl genpkey -algorithm rsa -pkeyopt rsa_keygen_bits:1024 -out rsa.pem 2>/dev/null
    for picture in signed.svg signed.png; do
        expect 0 "$FIGTRAIL" render scores.vl.json --data today --sign key.pem -o $picture
        expect 0 "$FIGTRAIL" render scores.vl.json --data today --sign key.pem -o again.${picture##*.}
        same $picture again.${picture##*.}
        expect 0 "$FIGTRAIL" trace $picture
        says out 'signed by the key'
        for keys in key.pub keys.pub; do
            expect 0 "$FIGTRAIL" trace $picture --trust $keys
            says out 'signed by the trusted key'
        done
        expect 1 "$FIGTRAIL" trace $picture --trust other.pub
        says out 'by a key that is not trusted'
    done
    sed 's/"signature":"..../"signature":"AAAA/' signed.svg >forged.svg
    expect 1 "$FIGTRAIL" trace forged.svg --trust key.pub
    says out 'the signature is wrong'
    sed 's/>86\.4/>96.4/' signed.svg >edited.svg
    expect 1 "$FIGTRAIL" trace edited.svg --trust key.pub
    says out 'the picture is not the one'
    expect 1 "$FIGTRAIL" trace scores.svg --trust key.pub
    says out 'not signed'
    for key in rsa.pem key.pub scores.svg none.pem; do
        expect 2 "$FIGTRAIL" render scores.vl.json --data today --sign $key -o x.svg
        says err "$key"
    done
    for key in rsa.pem key.pem scores.svg none.pem; do
        expect 2 "$FIGTRAIL" trace signed.svg --trust $key
        says err "$key"
    done
fi
