#!/usr/bin/env bash
# figtrail render: one spec to one file, with and without the project's data.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_charts charts

expect 0 "$FIGTRAIL" render charts/bars.vl.json -o bars.svg
[[ ! -s $work/out && ! -s $work/err ]] || fail 'render says something'
xmllint --noout bars.svg
says bars.svg '>Two bars<'
says bars.svg 'é &amp; &lt;x&gt;'
says bars.svg '<text'
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o bars.png --scale 2 --preset page
file=$(od -An -tx1 -N8 bars.png | tr -d ' ')
[[ $file == 89504e470d0a1a0a ]] || fail 'bars.png is no PNG'

# the width in the header of a PNG
width()
{
    od -An -tu1 -j16 -N4 "$1" | awk '{print (($1 * 256 + $2) * 256 + $3) * 256 + $4}'
}
[[ $(width bars.png) == 1600 ]] || fail "a page at scale 2 is $(width bars.png) px wide"
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o slide.png
[[ $(width slide.png) == 1600 ]] || fail "a slide is $(width slide.png) px wide"

# scale is how many pixels, dpi how large they stand in a document: two things
# density FILE: pixels per metre in the pHYs chunk of a PNG
density()
{
    local at
    at=$(grep -obUa pHYs "$1" | head -1 | cut -d: -f1)
    od -An -tu1 -j$((at + 4)) -N4 "$1" | awk '{print (($1 * 256 + $2) * 256 + $3) * 256 + $4}'
}
[[ $(density bars.png) == 7559 ]] || fail "192 pixels per inch are $(density bars.png) per metre"
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o print.png --preset page --scale 2 --dpi 300
[[ $(width print.png) == 1600 && $(density print.png) == 11811 ]] ||
    fail "--dpi 300: $(width print.png) px, $(density print.png) per metre"
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o print.svg --preset page --dpi 192
says print.svg 'viewBox="0 0 800 600" width="400" height="300"'

# nothing is painted behind, nor around the letters
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o clear.png --transparent
[[ $(od -An -tu1 -j25 -N1 clear.png | tr -d ' ') == 6 ]] || fail 'a transparent PNG has no alpha'
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o clear.svg --transparent
if grep -q '<rect class="background"\|fill="#fff' clear.svg; then fail 'a transparent SVG has a background'; fi

# letters as shapes: no text is left, its words stay
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o shapes.svg --text outlines
if grep -q '<text' shapes.svg; then fail 'outlines have text'; fi
says shapes.svg '<title>Two bars</title>'

# to standard output; the same as to a file
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o - --format svg
same out bars.svg
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o - --format png
same out slide.png
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o odd.name --format svg
same odd.name bars.svg

# a spec that names the project's data needs them
expect 1 "$FIGTRAIL" render charts/scores.vl.json -o scores.svg
says err 'charts/scores.vl.json:'
[[ ! -e scores.svg ]] || fail 'a picture of nothing'
expect 0 "$FIGTRAIL" render charts/scores.vl.json -o scores.svg --data "$FIGTRAIL_ROOT/data"
says scores.svg 'data-claim='
if grep -q "$work" scores.svg; then fail 'the picture tells where it was made'; fi
if grep -q "$FIGTRAIL_ROOT" scores.svg; then fail 'the picture tells where its data were'; fi

# usage
expect 2 "$FIGTRAIL" render
expect 2 "$FIGTRAIL" render charts/bars.vl.json
says err 'give -o FILE'
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o bars.gif
says err 'does not tell the format'
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o -
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o - --format gif
says err "there is no format 'gif'"
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.svg --preset poster
says err "there is no preset 'poster'"
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --scale 0
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --scale nan
says err "the scale must be more than 0, at most 100, not 'nan'"
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --dpi 5
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --lang ../x
says err "'../x' is no tag of a language"
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --lang tlh
says err "'tlh' is no tag of a language"

# numbers of the reader's language: on axes, by format, in expressions; words by the spec
cat >charts/languages.vl.json <<'EOF'
{
  "title": "Two clusters",
  "usermeta": {"figtrail": {"translations": {"pt": {"Two clusters": "Dois agrupamentos", "small": "pequeno"}}}},
  "data": {"values": [{"a": "small", "n": 1234.5, "d": "2024-03-15"}, {"a": "large", "n": 900000.5, "d": "2024-04-01"}]},
  "transform": [{"calculate": "format(datum.n, ',.1f') + ', ' + utcFormat(time(toDate(datum.d)), '%b %Y')", "as": "text"}],
  "encoding": {"y": {"field": "a", "type": "nominal"}, "x": {"field": "n", "type": "quantitative", "axis": {"format": "~s"}}},
  "layer": [
    {"mark": "bar"},
    {"mark": "text", "encoding": {"text": {"field": "text"}}},
    {"mark": {"type": "text", "dy": 30}, "encoding": {"text": {"field": "n"}}}
  ]
}
EOF
expect 0 "$FIGTRAIL" render charts/languages.vl.json -o en.svg
expect 0 "$FIGTRAIL" render charts/languages.vl.json -o pt.svg --lang pt
for text in 'Two clusters' '>small<' '1,234.5, Mar 2024' '>900,000.5<' '>0.2M<'; do
    says en.svg "$text"
done
for text in 'Dois agrupamentos' '>pequeno<' '>large<' '1.234,5, mar. de 2024' '>900.000,5<' $'>200\u202fmil<'; do
    says pt.svg "$text"
done

# what is not supported: an error at its place, or left out with a warning there
cat >charts/more.vl.json <<'EOF'
{"data": {"values": [{"a": "A", "b": 28}]}, "signals": [],
 "mark": {"type": "bar", "blends": "multiply"},
 "encoding": {"x": {"field": "a", "axis": {"bogus": 3}}, "y": {"field": "b", "type": "quantitative"}, "theta": {"field": "b"}}}
EOF
for theme in light vega; do
    expect 1 "$FIGTRAIL" render charts/more.vl.json --theme $theme -o more.svg
    [[ ! -e more.svg ]] || fail 'drawn in spite of errors'
    says err "charts/more.vl.json:1:45: error: spec-property: 'signals' is not supported"
    expect 0 "$FIGTRAIL" render charts/more.vl.json --theme $theme --lenient -o more.svg
    [[ -e more.svg ]] || fail 'lenient draws'
    rm more.svg
    for place in "1:45: warning: spec-left-out: left out: 'signals'" "2:26: warning: spec-left-out: left out: 'blends'" \
        "3:44: warning: spec-left-out: left out: 'bogus'" "3:103: warning: spec-left-out: left out: channel 'theta'"; do
        says err "charts/more.vl.json:$place"
    done
done
# a value that cannot be is no matter of leniency
sed 's/"multiply"/"multiply", "opacity": "much"/' charts/more.vl.json >charts/wrong.vl.json
expect 1 "$FIGTRAIL" render charts/wrong.vl.json --lenient -o wrong.svg
says err "spec-value: 'opacity'"
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --text curves
says err "there are live, outlines"
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o x.png --scale 100
says err 'too large'
expect 2 "$FIGTRAIL" render none.vl.json -o x.svg
says err 'none.vl.json'
[[ ! -e x.svg && ! -e x.png ]] || fail 'a failed render left a file'

# ---- letters that no font has -------------------------------------------------------------------

cat >letters.vl.json <<'SPEC'
{
  "title": "Ünïcode – 86,4 %, αβγ",
  "data": {"values": [{"a": "漢字", "b": 1}]},
  "mark": "bar",
  "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}}
}
SPEC
expect 0 "$FIGTRAIL" render letters.vl.json -o letters.svg
says "$work/err" 'letters.vl.json:1:1: warning: missing-letters: no font that may draw has the characters "漢字": they'
says letters.svg '漢字'
sed -i 's/漢字/Z/' letters.vl.json
expect 0 "$FIGTRAIL" render letters.vl.json -o letters.svg
[[ ! -s "$work/err" ]] || fail "a warning without a reason: $(<"$work/err")"
