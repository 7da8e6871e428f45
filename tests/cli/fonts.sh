#!/usr/bin/env bash
# FIGTRAIL_FONTS: fonts of the user's for letters that the chart's own lack.  Here the letters are
# Armenian: DejaVu Sans and DejaVu Serif have them, Lato has not.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

lato=/usr/share/fonts/truetype/lato dejavu=/usr/share/fonts/truetype/dejavu
[[ -f $lato/Lato-Regular.ttf && -f $dejavu/DejaVuSerif.ttf ]] || { echo 'no Lato or DejaVu Serif where Debian has them'; exit 77; }
mkdir lato serif charts
cp "$lato"/Lato-{Regular,Bold}.ttf lato
cp "$dejavu"/DejaVuSerif{,-Bold}.ttf serif
cat >charts/letters.vl.json <<'SPEC'
{
  "title": "Հայ",
  "description": "One bar.",
  "data": {"values": [{"a": "Հայ", "b": 1}]},
  "mark": "bar",
  "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}}
}
SPEC

# quiet: the last command has warned of nothing.
quiet()
{
    [[ ! -s $work/err ]] || fail "$1: $(<"$work/err")"
}

expect 0 "$FIGTRAIL" render charts/letters.vl.json -o own.png
quiet 'the fonts of the build'
expect 0 env FIGTRAIL_FONTS="$work/lato" "$FIGTRAIL" render charts/letters.vl.json -o boxes.png
says err 'missing-letters: no font that may draw has the characters "Հայ": they'
says err 'FIGTRAIL_FONTS=:'

expect 0 env FIGTRAIL_FONTS="$work/lato:$work/serif" "$FIGTRAIL" render charts/letters.vl.json -o serif.png
quiet 'a named font'
expect 0 env FIGTRAIL_FONTS="lato:serif" "$FIGTRAIL" render charts/letters.vl.json -o again.png
same serif.png again.png
! cmp -s serif.png boxes.png || fail 'a named font draws nothing'
! cmp -s serif.png own.png || fail 'a named font draws as the own one'

# the own fonts come first: an empty name stands for them, wherever it stands
for fonts in :serif serif:; do
    expect 0 env FIGTRAIL_FONTS=$fonts "$FIGTRAIL" render charts/letters.vl.json -o own2.png
    quiet "$fonts"
    same own.png own2.png
done

# what draws is in the lock file, and told when it is not there
write_project project
cp -r serif charts/letters.vl.json project/charts
cd project
expect 0 "$FIGTRAIL" build letters
cp charts/letters.png before.png
expect 0 env FIGTRAIL_FONTS=:charts/serif "$FIGTRAIL" build --force letters
grep 'DejaVu Serif' charts/figtrail.lock | grep -q 'sha256:[0-9a-f]\{64\}' || fail 'the lock file does not name the font'
same before.png charts/letters.png
expect 1 "$FIGTRAIL" status letters
says out 'font DejaVu Serif 2.'
! grep -q Mono "$work/out" || fail 'a font that nobody named has drawn'
