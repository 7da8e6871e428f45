#!/usr/bin/env bash
# What goes wrong is said at its place, with the right exit status, and the last good outputs stay.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
cd project
expect 0 "$FIGTRAIL" build
outputs charts >"$work/good"

# untouched: the outputs are those of the good build
untouched()
{
    outputs charts >"$work/now"
    diff "$work/good" "$work/now" >&2 || fail "$1: outputs changed"
}

# ---- the data ---------------------------------------------------------------------------------

expect 2 "$FIGTRAIL" build --data nowhere
says "$work/err" 'cannot read nowhere'
untouched 'no data folder'

cp data/datapackage.json "$work/keep"
echo '{' >data/datapackage.json
expect 1 "$FIGTRAIL" build
says "$work/err" 'data/datapackage.json:2'
untouched 'descriptor that is no JSON'
cp "$work/keep" data/datapackage.json

table=$(find data/claims -name '*.csv' | sort | head -n 1)
cp "$table" "$work/keep"
sed -i '2s/,[^,]*/,no-such-subject/' "$table" # the second column is the subject
expect 1 "$FIGTRAIL" build
says "$work/err" "$table:2:"
says "$work/err" 'no-such-subject'
untouched 'broken foreign key'
expect 1 "$FIGTRAIL" build --format json
if command -v python3 >/dev/null; then python3 -m json.tool "$work/err" >/dev/null || fail 'findings are no JSON'; fi
expect 1 "$FIGTRAIL" build --format github
says "$work/err" "::error file=$table"
printf 'a,"b\n' >"$table"
expect 1 "$FIGTRAIL" build
says "$work/err" "$table:"
untouched 'broken CSV'
rm "$table"
expect 1 "$FIGTRAIL" build
says "$work/err" "$table"
untouched 'missing table'
cp "$work/keep" "$table"

# ---- the specs --------------------------------------------------------------------------------

# bad_spec TEXT MESSAGE: bars.vl.json with this text is refused; the other chart is built
bad_spec()
{
    cp charts/bars.vl.json "$work/keep"
    printf '%s\n' "$1" >charts/bars.vl.json
    expect 1 "$FIGTRAIL" build
    says "$work/err" "charts/bars.vl.json:$2"
    says "$work/out" 'bars: failed'
    says "$work/out" 'scores: fresh'
    cp "$work/keep" charts/bars.vl.json
    untouched "spec $1"
}
bad_spec '{"mark": "bar",' '2:1: error: json-syntax'
bad_spec '{"mark": "bar", "mark": "bar"}' '1:17: error: json-syntax'
bad_spec '{"data": {"values": []}, "mark": "bar", "encodings": {}}' '1:41: error: '
bad_spec '{"data": {"name": "figurs"}, "mark": "bar", "encoding": {}}' '1:'
bad_spec '{"data": {"url": "nowhere.csv"}, "mark": "bar", "encoding": {}}' '1:'
bad_spec '[]' '1:1: error: '
bad_spec '' ''
cp charts/bars.vl.json "$work/keep"
sed -i 's/"title"/"usermeta": {"figtrail": {"presets": ["poster"]}},\n"title"/' charts/bars.vl.json
expect 1 "$FIGTRAIL" build
says "$work/err" 'poster'
cp "$work/keep" charts/bars.vl.json
untouched 'unknown preset'
mkdir charts/folder.vl.json
expect 2 "$FIGTRAIL" build
says "$work/err" 'charts/folder.vl.json'
says "$work/out" 'bars: fresh'
rmdir charts/folder.vl.json
untouched 'a folder named like a spec'

# ---- the outputs ------------------------------------------------------------------------------

expect 2 "$FIGTRAIL" build --charts nowhere
says "$work/err" 'nowhere'
touch "$work/file"
expect 2 "$FIGTRAIL" build --charts "$work/file"

# a folder stands where a picture should go: the disk refuses, also to root
rm charts/scores.png
mkdir charts/scores.png
expect 2 "$FIGTRAIL" build
says "$work/err" 'charts/scores.png'
says "$work/out" 'scores: failed'
says "$work/out" 'bars: fresh'
rubbish=$(find charts -mindepth 1 ! -name '*.json' ! -name '*.svg' ! -name '*.png' ! -name '*.csv' ! -name '*.lock')
[[ -z $rubbish ]] || fail "left behind: $rubbish"
rmdir charts/scores.png
expect 0 "$FIGTRAIL" build
untouched 'after the folder is gone'

mv charts/figtrail.lock "$work/lock"
mkdir charts/figtrail.lock
expect 2 "$FIGTRAIL" build
says "$work/err" 'figtrail.lock'
rmdir charts/figtrail.lock
mv "$work/lock" charts/figtrail.lock
untouched 'a folder instead of the lock file'

if [[ -w /dev/full ]]; then
    for command in 'build' 'render charts/bars.vl.json -o - --format svg' \
        'render charts/bars.vl.json -o - --format png' 'trace charts/bars.svg' 'trace charts/bars.png'; do
        status=0
        # shellcheck disable=SC2086 # words
        "$FIGTRAIL" $command >/dev/full 2>"$work/err" || status=$?
        [[ $status == 2 ]] || fail "$command to a full disk: status $status"
        says "$work/err" 'cannot write to standard output'
    done
fi
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o "$work/nowhere/x.svg"
says "$work/err" 'nowhere/x.svg'
expect 2 "$FIGTRAIL" render charts/bars.vl.json -o charts
untouched 'render'

# ---- fonts ------------------------------------------------------------------------------------

expect 2 env FIGTRAIL_FONTS="$work" "$FIGTRAIL" build --force
says "$work/err" 'fonts-lato'
untouched 'no font'

# ---- a reader that has enough -------------------------------------------------------------------

(
    sleep 0.3
    status=0
    "$FIGTRAIL" --help 2>"$work/err" || status=$?
    echo $status >"$work/status"
) | true
[[ $(<"$work/status") == 2 && ! -s $work/err ]] || fail 'a closed pipe is not met in silence'
