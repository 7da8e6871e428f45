#!/usr/bin/env bash
# charts/README.md names all that a spec may contain, and its example is drawn as it stands.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

readme=$FIGTRAIL_ROOT/charts/README.md
chart=$FIGTRAIL_ROOT/src/chart

# strings_of PATTERN FILE...: all strings of the arrays that begin on a line with the pattern
strings_of()
{
    local pattern=$1
    shift
    pattern=$pattern awk '
        $0 ~ ENVIRON["pattern"] { inside = 1 }
        inside { line = $0; while (match(line, /"[^"]+"/)) {
            print substr(line, RSTART + 1, RLENGTH - 2); line = substr(line, RSTART + RLENGTH) } }
        /;$/ || (/^#define/ && !/\\$/) || /^$/ { inside = 0 }' "$@"
}

# first_strings PATTERN FILE...: the first string of each line with the pattern
first_strings()
{
    grep -hE "$1" "${@:2}" | sed -nE 's/^[^"]*"([^"]+)".*/\1/p'
}

# documented KIND: each name on standard input stands in the README, as code
documented()
{
    local name n=0
    while read -r name; do
        n=$((n + 1))
        grep -qF -e "\`$name\`" -e "\"$name\"" "$readme" ||
            fail "charts/README.md does not mention the $1 '$name'"
    done
    ((n >= $2)) || fail "only $n names of the kind $1 were found in the source: mend this test"
}

first_strings '^    \{"[a-z_]+", column_' "$chart/data_named.c" | documented column 25
first_strings '^    \{"[a-z]+", SHAPE_' "$chart/spec_mark.c" | documented mark 8
first_strings '^const Transform transform_[a-z_]+ = ' "$chart"/transform_*.c | documented transform 13
strings_of 'spec_shapes\[\] =' "$chart/spec_mark.c" | documented shape 6
strings_of 'spec_scale_types\[\] =' "$chart/spec_guide.c" | documented 'type of scale' 7
strings_of 'channel_names\[N_CHANNELS\] =' "$chart/spec_encoding.c" | documented channel 12
strings_of '(members\[\] =|^#define [A-Z_]*MEMBERS)' "$chart"/{spec_mark,spec_encoding,spec_guide,chart,chart_panels,chart_layer,data,transform,transform_{aggregate,bin,calculate,filter,fold,impute,lookup,pivot,stack,time_unit,window}}.c |
    sort -u | documented property 60
strings_of '\} ops\[\] =' "$chart/transform_aggregate.c" | documented op 9
first_strings '^ +\{?\.name = "' "$FIGTRAIL_ROOT/src/scene/preset.c" | documented preset 2
first_strings '^ +\{?\.name = "' "$FIGTRAIL_ROOT/src/scene/theme.c" | documented theme 3

# the test can fail
if (documented thing 0 <<<'no-such-name') 2>/dev/null; then fail 'anything is documented'; fi

# the example, as a reader would copy it
# shellcheck disable=SC2016
sed -n '/```json/,/```/{/```/d;p}' "$readme" >example.vl.json
expect 0 "$FIGTRAIL" render example.vl.json -o example.svg --data "$FIGTRAIL_ROOT/data"
says example.svg 'data-claim='
says example.svg 'Sources'
