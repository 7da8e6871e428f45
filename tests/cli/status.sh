#!/usr/bin/env bash
# figtrail status: what became of the pictures, and why, without drawing them.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
cd project

# status STATUS LINE...: exits so and says these lines
status()
{
    local line
    expect "$1" "$FIGTRAIL" status
    for line in "${@:2}"; do
        grep -qFx -- "$line" "$work/out" || { cat "$work/out" >&2; fail "no line \"$line\""; }
    done
}

# ---- before and after the first build ---------------------------------------------------------

status 1 'Missing: not drawn yet, or removed' '  bars (3 files)' '  scores (5 files)' \
    "None of the 2 charts is fresh; 'figtrail build' draws them again."
[[ ! -e charts/figtrail.lock ]] || fail 'status writes a lock file'
expect 0 "$FIGTRAIL" build
outputs charts >"$work/drawn"
status 0 'All 2 charts are fresh (8 files).'
[[ $(wc -l <"$work/out") == 1 ]] || fail "much ado about nothing: $(<"$work/out")"
expect 0 "$FIGTRAIL" status bars
says "$work/out" 'The chart is fresh (3 files).'

# ---- stale: which inputs, which figures -------------------------------------------------------

cp -r data "$work/data"
sed -i '/^gpt-4\.mmlu\.gpt-4-technical/{s/86\.4%,86\.4,/87.5%,87.5,/;s/86\.4%/87.5%/}' data/claims/benchmarks.csv
status 1 'Stale: their inputs changed since they were drawn' '  scores (5 files): the data changed' \
    "1 of 2 charts is fresh; 'figtrail build' draws the others again."
says "$work/out" '- GPT-4: MMLU (evaluator=openai;shots=5): value 86.4 percent -> 87.5 percent'
sed -i 's/MMLU accuracy of/Accuracy on MMLU of/' charts/scores.vl.json
status 1 '  scores (5 files): the spec, the data changed'
sed -i 's/Accuracy on MMLU of/MMLU accuracy of/' charts/scores.vl.json
rm -r data
cp -r "$work/data" data
status 0 'All 2 charts are fresh (8 files).' # it is the content that counts

# a figure more, and one less
line=$(grep '^gpt-4\.mmlu\.gpt-4-technical' data/claims/benchmarks.csv)
sed 's/^[^,]*/gpt-4.mmlu.more/; s/shots=5/shots=6/' <<<"$line" >>data/claims/benchmarks.csv
sed -i '/^gpt-4\.mmlu\.epoch-mmlu\.3,/d' data/claims/benchmarks.csv
status 1 '    - GPT-4: MMLU (evaluator=openai;shots=6): new, not in the picture yet'
says "$work/out" 'GPT-4: MMLU (evaluator=baichuan;shots=5)'
rm -r data
cp -r "$work/data" data

# ---- edited, missing, of no chart -------------------------------------------------------------

echo '<!-- by hand -->' >>charts/bars.svg
rm charts/scores.page.png
status 1 'Edited since they were drawn (build draws over them)' '  bars.svg' '  scores.page.png'
expect 0 "$FIGTRAIL" build
status 0 'All 2 charts are fresh (8 files).'
outputs charts | diff "$work/drawn" - >&2 || fail 'the build after edits does not give the same again'
mv charts/bars.vl.json "$work"
status 1 'Of no chart here (delete them, or bring their specs back)' '  bars.svg' '  bars.sources.csv' \
    'The chart is fresh (5 files).'
expect 0 "$FIGTRAIL" build # forgets them; the pictures still say whose they are
status 1 '  bars.svg' '  bars.png'
mv "$work/bars.vl.json" charts
status 1 "Not in figtrail.lock: what they were drawn from is not known" '  bars (3 files)'
expect 0 "$FIGTRAIL" build
status 0

# a picture drawn on request goes stale like any other
expect 0 "$FIGTRAIL" build --theme dark bars
[[ -s charts/bars.slide.dark.svg ]] || fail "no dark picture: $(ls charts)"
status 0 'All 2 charts are fresh (10 files).'
sed -i 's/Two bars/Both bars/' charts/bars.vl.json
expect 0 "$FIGTRAIL" build
status 1 '  bars.slide.dark.png, bars.slide.dark.svg: the spec changed' \
    "    - drawn on request: give 'figtrail build' the same options again, or delete them"
rm charts/bars.slide.dark.*
status 0

# ---- another environment ----------------------------------------------------------------------

cp charts/figtrail.lock "$work"
sed -i 's/"pango": "[^"]*"/"pango": "1.2.3"/; s/"font Lato": "[0-9.]*/"font Lato": "1.104/' charts/figtrail.lock
status 1 'Drawn by another environment, from the same inputs'
says "$work/out" '  scores (5 files): font Lato 1.104 -> '
says "$work/out" 'pango 1.2.3 -> '
mv "$work/figtrail.lock" charts

# ---- strict -----------------------------------------------------------------------------------

expect 0 "$FIGTRAIL" status --strict
says "$work/out" '8 files drawn again are the same to the byte.'
# the lock file may lie: a picture that is not what its inputs give, though the digests say so
cp charts/bars.png "$work"
expect 0 "$FIGTRAIL" render charts/scores.vl.json -o charts/bars.png
digest=$(sha256sum <charts/bars.png)
cp charts/figtrail.lock "$work"
python3 - "${digest%% *}" <<'PY'
import json, sys
lock = json.load(open("charts/figtrail.lock"))
lock["outputs"]["bars.png"]["sha256"] = sys.argv[1]
json.dump(lock, open("charts/figtrail.lock", "w"))
PY
status 0
expect 1 "$FIGTRAIL" status --strict
says "$work/out" 'Drawn again, they come out otherwise'
says "$work/out" 'pixels differ'
same charts/bars.new.png "$work/bars.png"
if command -v pngcheck >/dev/null; then pngcheck -q charts/bars.diff.png || fail 'the difference is no PNG'; fi
status 0 # what strict left is no orphan
mv "$work/bars.png" charts
mv "$work/figtrail.lock" charts
expect 0 "$FIGTRAIL" status --strict
[[ ! -e charts/bars.new.png && ! -e charts/bars.diff.png ]] || fail 'pictures of a difference that is gone'

# ---- for programs -----------------------------------------------------------------------------

rm charts/bars.png
expect 1 "$FIGTRAIL" status --format json
python3 - "$work/out" <<'PY'
import json, sys
report = json.load(open(sys.argv[1]))
charts = {chart["chart"]: chart for chart in report["charts"]}
assert charts["bars"]["state"] == "missing", charts["bars"]
assert charts["scores"]["state"] == "fresh", charts["scores"]
assert [file["state"] for file in charts["bars"]["files"]] == ["fresh", "missing", "fresh"]
assert report["orphans"] == [] and report["interrupted"] is False
PY
expect 1 "$FIGTRAIL" status --format github
says "$work/out" '::error file=charts/bars.png,title=chart-missing::missing (1 file); run figtrail build'
expect 2 "$FIGTRAIL" status --format xml
expect 2 "$FIGTRAIL" status no-such-chart
expect 2 "$FIGTRAIL" status --charts nowhere
mv charts/bars.vl.json "$work/bars.json"
echo '{' >charts/bars.vl.json
expect 1 "$FIGTRAIL" status
says "$work/out" '  bars: its spec has errors'
says "$work/err" 'charts/bars.vl.json:'
mv "$work/bars.json" charts/bars.vl.json
status=0
"$FIGTRAIL" status >/dev/full 2>/dev/null || status=$?
[[ $status == 2 ]] || fail "a full disk: status $status"
