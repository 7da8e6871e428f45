#!/usr/bin/env bash
# A title that the data no longer bear out: the build says so and leaves the last good pictures.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

cp -r "$FIGTRAIL_ROOT/data" data
mkdir charts
cp "$FIGTRAIL_ROOT/charts/disagreement.vl.json" charts
expect 0 "$FIGTRAIL" build
outputs charts >before

# changes EXPRESSION FILE: an edit by sed that must not leave the file as it was
changes()
{
    cp "$2" "$work/old"
    sed -i "$1" "$2"
    ! cmp -s "$2" "$work/old" || fail "sed '$1' changes nothing in $2"
}

# ---- a figure is corrected: "up to 21 points" is no longer true ---------------------------------

changes '/^llama-2-70b\.gsm8k\./s/,69\.6%,69\.6,/,64.6%,64.6,/; /^llama-2-70b\.gsm8k\./s/69\.6/64.6/g' data/claims/benchmarks.csv
expect 1 "$FIGTRAIL" build
says "$work/out" 'disagreement: failed'
says "$work/err" 'error: chart-untrue: the chart says "up to 21 points", which is not true of its data: widest is 16.2'
line=$(grep -n 'round(datum.widest) == 21' charts/disagreement.vl.json | cut -d: -f1)
says "$work/err" "charts/disagreement.vl.json:$line:"
says "$work/err" 'The widest is Llama 2 70B on GSM8K' # all are told
outputs charts >after
same before after
expect 1 "$FIGTRAIL" status disagreement
says "$work/out" 'Cannot be drawn'
expect 1 "$FIGTRAIL" render charts/disagreement.vl.json -o picture.svg --lang pt --preset page
[[ ! -e picture.svg ]] || fail 'a chart whose title is untrue was drawn'

# ---- the words follow --------------------------------------------------------------------------

changes 's/up to 21 points/up to 16 points/; s/widest) == 21/widest) == 16/; s/69\.6/64.6/g' charts/disagreement.vl.json
expect 0 "$FIGTRAIL" build
says "$work/out" 'disagreement: drawn'
says charts/disagreement.svg 'up to 16 points'

# ---- words that are changed without their test ---------------------------------------------------

changes 's/"text": "The same model.*two testers"/"text": "Two testers"/' charts/disagreement.vl.json
expect 1 "$FIGTRAIL" build disagreement
says "$work/err" 'neither title, subtitle, description nor footnote says "up to 16 points"'
