#!/usr/bin/env bash
# Vega-Lite's own examples under --theme vega, held against Vega's drawings of them: as many are
# exact as were when this was last written, and the ones that are not are named.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

exact_at_least=99

# the theme itself, with nothing but the program
cat >bars.vl.json <<'J'
{"data": {"values": [{"a": "x", "b": 1}, {"a": "y", "b": 2}]}, "mark": "bar", "width": 200,
 "config": {"bar": {"color": "#aa0000"}},
 "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}}}
J
expect 0 "$FIGTRAIL" render bars.vl.json --theme vega -o bars.svg
xmllint --noout bars.svg
says bars.svg 'class="mark-rect role-mark marks" fill="#aa0000"'
grep -q 'class="background".* width="200" height="300"' bars.svg || fail 'the plot is not 200 x 300'
expect 0 "$FIGTRAIL" render bars.vl.json --theme vega -o bars.png
expect 1 "$FIGTRAIL" render bars.vl.json --theme figtrail -o house.svg
says err "'width' is not supported in a chart spec"
echo '{"background": "#00ff00", "axis": {"titleColor": "blue"}}' >config.json
expect 0 "$FIGTRAIL" render bars.vl.json --theme vega --config config.json -o config.svg
says config.svg '#00ff00'
says config.svg '#0000ff'
echo '{"axis": {"titleColour": "blue"}}' >wrong.json
expect 1 "$FIGTRAIL" render bars.vl.json --theme vega --config wrong.json -o wrong.svg
says err "wrong.json:1:11: error: spec-property: 'titleColour' is not supported in config.axis"
expect 2 "$FIGTRAIL" render bars.vl.json --theme vega --config none.json -o wrong.svg
expect 2 "$FIGTRAIL" render bars.vl.json --config config.json -o wrong.svg
says err 'belongs to --theme vega'
expect 2 "$FIGTRAIL" render bars.vl.json --theme vega --preset page -o wrong.svg
says err 'it has no presets'
expect 2 "$FIGTRAIL" render bars.vl.json --theme excel -o wrong.svg
says err "there is no theme 'excel'"
[[ ! -e wrong.svg && ! -e house.svg ]] || fail 'a failed render left a file'

conformance=$FIGTRAIL_ROOT/../shared/conformance/vega-lite
if [[ ! -x $conformance/run ]] || ! command -v node npm >/dev/null; then
    echo "vega_lite.sh: the examples (../shared/conformance/vega-lite) or node are not here: NOT COMPARED" >&2
    exit 77
fi
if ! "$conformance/run" "$FIGTRAIL" "$conformance/tier1-open.txt" "$work/vega" >result 2>&1; then
    echo "vega_lite.sh: the comparison did not run (its data come from npm): NOT COMPARED" >&2
    cat result >&2
    exit 77
fi
cat result
exact=$(sed -nE 's/^([0-9]+) exact.*/\1/p' result)
((${exact:-0} >= exact_at_least)) || fail "${exact:-0} examples are exact, $exact_at_least were"
