#!/usr/bin/env bash
# figtrail build: draws what changed, and only that.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
cd project

# ---- everything at first ----------------------------------------------------------------------

expect 0 "$FIGTRAIL" build
[[ $(<"$work/out") == $'bars: drawn\nscores: drawn' ]] || fail "first build: $(<"$work/out")"
for file in bars.{svg,png,sources.csv} scores.{svg,png,page.svg,page.png,sources.csv} figtrail.lock; do
    [[ -s charts/$file ]] || fail "no charts/$file"
done
[[ $(find charts -type f | wc -l) == 11 ]] || fail "unexpected files: $(ls charts)"
for file in charts/*.svg; do
    xmllint --noout "$file" || fail "$file is not well-formed"
    if command -v rsvg-convert >/dev/null; then
        rsvg-convert "$file" -o "$work/rsvg.png" 2>"$work/err" || fail "rsvg-convert refuses $file"
        [[ ! -s $work/err ]] || fail "rsvg-convert on $file: $(<"$work/err")"
    fi
done
for file in charts/*.png; do
    if command -v pngcheck >/dev/null; then pngcheck -q "$file" || fail "pngcheck refuses $file"; fi
done
says charts/scores.sources.csv 'citation,figure,subject'
says charts/scores.sources.csv '86.4'
says charts/figtrail.lock '"data": "'

# ---- nothing to do ----------------------------------------------------------------------------

fresh=$'bars: fresh\nscores: fresh'
outputs charts >"$work/before"
touch -d '2001-01-01' charts/* # what counts is the content
expect 0 "$FIGTRAIL" build
[[ $(<"$work/out") == "$fresh" ]] || fail "second build: $(<"$work/out")"
outputs charts >"$work/after"
same "$work/before" "$work/after"
[[ $(stat -c %Y charts/bars.svg) == $(stat -c %Y charts/bars.vl.json) ]] || fail 'a fresh chart was written'

# ---- what makes a chart stale -----------------------------------------------------------------

# redraws NAMES: builds; exactly these charts are drawn
redraws()
{
    local drawn
    expect 0 "$FIGTRAIL" build "${@:2}"
    drawn=$(sed -n 's/: drawn$//p' "$work/out" | tr '\n' ' ')
    [[ ${drawn% } == "$1" ]] || fail "drawn: '$drawn', expected '$1' ($3)"
}

sed -i 's/Two bars/Both bars/' charts/bars.vl.json
redraws bars
rm charts/bars.png
redraws bars
echo '<!-- by hand -->' >>charts/bars.svg
redraws bars
echo >>data/README.md # no table
redraws ''
printf '\n' >>data/datapackage.json
redraws '' # the same data
redraws 'bars scores' --force
redraws 'bars scores' --scale=2
redraws '' --scale=2
redraws '' # the others stayed

# ---- formats ----------------------------------------------------------------------------------

redraws 'bars' --formats=svg,pdf bars
[[ -s charts/bars.pdf ]] || fail 'no charts/bars.pdf'
says charts/figtrail.lock '"bars.pdf"'
says charts/figtrail.lock '"bars.png"' # what is not asked for stays
redraws '' --formats=pdf bars
redraws ''
expect 2 "$FIGTRAIL" build --formats svg,gif
says "$work/err" "pictures have no format 'gif'; there are svg, png, pdf"
expect 2 "$FIGTRAIL" build --formats ''
sed -i 's/"title": "Both bars"/"usermeta": {"figtrail": {"formats": ["pdf"]}}, &/' charts/bars.vl.json
rm charts/bars.*[fgv]
redraws bars
[[ $(echo charts/bars.*) == 'charts/bars.pdf charts/bars.sources.csv charts/bars.vl.json' ]] ||
    fail "not the wished formats: $(echo charts/bars.*)"
rm charts/bars.pdf
expect 1 "$FIGTRAIL" status bars
says "$work/out" 'bars.pdf'
# refused FORMATS TEXT: a spec that asks for these formats is a finding that says the text
refused()
{
    sed "s/\[\"pdf\"\]/$1/" charts/bars.vl.json >charts/wrong.vl.json
    expect 1 "$FIGTRAIL" build wrong
    says "$work/err" "charts/wrong.vl.json:3:"
    says "$work/err" "$2"
    rm charts/wrong.vl.json
}
refused '["pdf", "gif"]' 'there is no format "gif"; there are svg, png, pdf'
refused '[]' 'must name at least one of svg, png, pdf'
refused '"pdf"' 'must be an array of names'
sed -i '/"usermeta"/s/.*/"title": "Both bars",/' charts/bars.vl.json
redraws bars

# ---- properties that are not supported --------------------------------------------------------

sed 's/"mark": "bar"/"width": 300, "mark": "bar"/' charts/bars.vl.json >charts/wide.vl.json
expect 1 "$FIGTRAIL" build wide
says "$work/err" "error: spec-property: 'width' is not supported"
redraws wide --lenient wide
says "$work/err" "charts/wide.vl.json:6:"
says "$work/err" "warning: spec-left-out: left out: 'width' is not supported"
rm charts/wide.*
redraws ''

# ---- which claims make a chart stale ----------------------------------------------------------

# changes EXPRESSION FILE: an edit by sed that must not leave the file as it was
changes()
{
    cp "$2" "$work/old"
    sed -i "$1" "$2"
    ! cmp -s "$2" "$work/old" || fail "sed '$1' changes nothing in $2"
}

cp -r data "$work/data.before"
changes '/^gpt-4\.mmlu\.gpt-4-technical/s/,$/,a note/' data/claims/benchmarks.csv # shown
redraws scores
changes '/^claude-2\.gsm8k\./s/,$/,a note/' data/claims/benchmarks.csv # not shown
redraws ''
changes '2{h;d};3{G}' data/claims/benchmarks.csv # the order of rows is nothing
redraws ''
line=$(grep '^gpt-4\.mmlu\.gpt-4-technical' data/claims/benchmarks.csv)
changes '/^gpt-4-technical-report-copy,/s/OpenAI/Open AI/' data/sources.csv # behind what is shown
redraws scores
changes '/^gpt-4,/s/,GPT-4,/,GPT-4 of OpenAI,/' data/subjects.csv
redraws scores
changes '/^claude-2,/s/,Claude 2,/,Claude Two,/' data/subjects.csv
redraws ''
changes '/^mmlu,/s/Right answers/Correct answers/' data/metrics.csv
redraws scores
# a claim that is new, and passes the filter
new=$(sed 's/^[^,]*/gpt-4.mmlu.new-one/; s/shots=5/shots=7/' <<<"$line")
[[ $new == *shots=7* ]] || fail "no setting in: $line"
echo "$new" >>data/claims/benchmarks.csv
redraws scores
# a claim moves into another table of claims: the same claim
changes '/^gpt-4\.mmlu\.new-one,/d' data/claims/benchmarks.csv
echo "$new" >>data/claims/compute.csv
redraws ''
rm -r data
mv "$work/data.before" data
redraws scores

# ---- one chart --------------------------------------------------------------------------------

redraws scores --force scores
says charts/figtrail.lock '"bars.svg"' # what is said of the others stays
expect 0 "$FIGTRAIL" build
[[ $(<"$work/out") == "$fresh" ]] || fail "after building one: $(<"$work/out")"
expect 2 "$FIGTRAIL" build score
says "$work/err" "did you mean 'scores'?"
expect 2 "$FIGTRAIL" build nothing-like-it
says "$work/err" 'there is no charts/nothing-like-it.vl.json'

# ---- the lock file ----------------------------------------------------------------------------

rm charts/bars.vl.json # what is no longer a chart is forgotten
expect 0 "$FIGTRAIL" build
if grep -q bars charts/figtrail.lock; then fail 'a chart that is gone is in the lock file'; fi
sed -i 's/"cairo": "[^"]*"/"cairo": "0.1"/' charts/figtrail.lock
redraws scores
sed -i 's/"font Lato": "[0-9.]*/"font Lato": "1.1/' charts/figtrail.lock
redraws scores
echo '{' >charts/figtrail.lock
redraws scores
says "$work/err" 'lock-broken'
rm charts/figtrail.lock
redraws scores

# ---- data files of a spec ---------------------------------------------------------------------

mkdir -p more/charts
echo '[{"a": "x", "b": 1}, {"a": "y", "b": 2}]' >more/table.json
cat >more/charts/file.vl.json <<'SPEC'
{
  "title": "From a file",
  "description": "Two bars.",
  "data": {"url": "../table.json"},
  "mark": "bar",
  "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}}
}
SPEC
expect 0 "$FIGTRAIL" build --charts more/charts
says more/charts/figtrail.lock '"table.json"'
echo '[{"a": "x", "b": 1}]' >more/table.json
redraws file --charts=more/charts
expect 0 "$FIGTRAIL" build --charts more/charts
says "$work/out" 'file: fresh'
