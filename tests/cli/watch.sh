#!/usr/bin/env bash
# figtrail build --watch: what is saved is drawn, however it is saved, until somebody ends it.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
cd project

watcher=
clean_up()
{
    [[ -z $watcher ]] || kill -9 "$watcher" 2>/dev/null || :
    rm -rf "$work"
}
trap clean_up EXIT

# soon WHAT COMMAND...: the command comes true, sooner or later
soon()
{
    local what=$1 end=$((SECONDS + 20))
    shift
    until "$@"; do
        ((SECONDS < end)) || { cat "$work/lines" "$work/told" >&2; fail "waited in vain for $what"; }
        sleep 0.01
    done
}

# The files are appended to, so that the test may empty them.
start_watch()
{
    : >"$work/lines"
    : >"$work/told"
    "$FIGTRAIL" build --watch "$@" >>"$work/lines" 2>>"$work/told" &
    watcher=$!
    soon 'the first round' has_told 'watching data and charts; Ctrl-C ends'
}

gone()
{
    ! kill -0 "$watcher" 2>/dev/null
}

# Those of the program that work in this folder.
processes()
{
    local process
    for process in /proc/[0-9]*; do
        if [[ $process/exe -ef $FIGTRAIL && $process/cwd -ef . ]]; then echo "${process#/proc/}"; fi
    done
}

# end_watch SIGNAL: it ends cleanly, and all of its processes with it
end_watch()
{
    local status=0
    kill -s "$1" "$watcher"
    soon "its end by $1" gone
    wait "$watcher" || status=$?
    watcher=
    [[ $status == 0 ]] || fail "$1: status $status"
    [[ -z $(processes) ]] || fail "$1 leaves processes: $(processes)"
    [[ -z $(find . -name '.figtrail*') ]] || fail "$1 leaves $(find . -name '.figtrail*')"
}

has_told()
{
    grep -qF -- "$1" "$work/told"
}

has_lines()
{
    [[ $(<"$work/lines") == "$1" ]]
}

# drawn LINE...: these come, and since the last ones nothing else did
drawn()
{
    local all
    all=$(printf '%s\n' "$@")
    soon "$(printf '"%s" ' "$@")" has_lines "$all"
    : >"$work/lines"
}

# told TEXT: it comes, and nothing else was drawn
told()
{
    soon "\"$1\"" has_told "$1"
    : >"$work/told"
}

# by_rename FILE SED: as careful editors save; in_place FILE SED: as all others do
by_rename()
{
    sed "$2" "$1" >"${1%/*}/4913"
    mv "${1%/*}/4913" "$1"
}
in_place()
{
    local text
    text=$(sed "$2" "$1")
    echo "$text" >"$1"
}

# The one that watches, and the one that forks a round.
are_two()
{
    [[ $(processes | wc -l) == 2 ]]
}

# ---- the first round ---------------------------------------------------------------------------

start_watch
drawn 'bars: drawn' 'scores: drawn'
soon 'the end of those that drew' are_two

# ---- ways to save; how long it takes -----------------------------------------------------------

milliseconds()
{
    local from=$1 to=${EPOCHREALTIME/[.,]/}
    echo $(((to - from) / 1000))
}

ways=(in_place by_rename in_place by_rename)
case $FIGTRAIL in */asan/*) ways=(in_place by_rename) ;; esac # it is slow there
for way in "${ways[@]}"; do
    ln -f charts/bars.png "$work/old.png"
    "$way" charts/bars.vl.json "s/\"title\": \"/&$way /"
    from=${EPOCHREALTIME/[.,]/}
    while [[ charts/bars.png -ef $work/old.png ]]; do
        (($(milliseconds "$from") < 20000)) || fail "$way: not drawn"
    done
    took=$(milliseconds "$from")
    echo "$way: drawn $took ms after it was saved"
    ((took < 5000)) || fail "$way: $took ms"
    drawn 'bars: drawn'
done
says charts/bars.svg 'by_rename in_place'

cp -r data "$work/data"
in_place data/claims/benchmarks.csv '/^gpt-4\.mmlu\.gpt-4-technical/{s/86\.4%,86\.4,/87.5%,87.5,/;s/86\.4%/87.5%/}'
drawn 'scores: drawn'
says charts/scores.svg '87.5'
echo 'nothing that a chart shows' >>data/README.md
touch charts/bars.vl.json

# ---- half-written, faulty, mended --------------------------------------------------------------

cp charts/bars.svg "$work/bars.svg"
cp charts/bars.vl.json "$work/bars.vl.json"
head -c 200 "$work/bars.vl.json" >charts/bars.vl.json
drawn 'bars: failed'
soon 'a finding' has_told 'error: json-syntax'
same charts/bars.svg "$work/bars.svg"
sed 's/"n": 5/"n": 6/' "$work/bars.vl.json" >charts/bars.vl.json
drawn 'bars: drawn'
[[ $(grep -c 'charts/bars.vl.json' "$work/told") == 1 ]] || fail "told more than once: $(<"$work/told")"

cp data/claims/benchmarks.csv "$work/benchmarks.csv"
: >"$work/told"
in_place data/claims/benchmarks.csv '/^gpt-4\.mmlu\.gpt-4-technical/s/,87\.5,/,8.5,/'
told 'error: printed-value'
in_place charts/bars.vl.json 's/"n": 6/"n": 7/' # data that are wrong stop all
told 'error: printed-value'
cp "$work/benchmarks.csv" data/claims/benchmarks.csv
drawn 'bars: drawn'

# ---- specs, files and folders come and go ------------------------------------------------------

sed 's/Two bars/More/' "$work/bars.vl.json" >charts/more.vl.json
drawn 'more: drawn'
rm charts/more.vl.json
is_forgotten()
{
    ! grep -qF 'more.svg' charts/figtrail.lock
}
soon 'more to be forgotten' is_forgotten

sed 's|{"values":.*}\]}|{"url": "files/bars.csv"}|' "$work/bars.vl.json" >charts/file.vl.json
drawn 'file: failed'
mkdir charts/files
printf 'thing,n\na,1\nb,2\n' >charts/files/bars.csv
drawn 'file: drawn'
echo 'c,3' >>charts/files/bars.csv
drawn 'file: drawn'

: >"$work/told"
mv charts "$work/away"
told 'charts'
mkdir charts
cp "$work/bars.vl.json" charts
drawn 'bars: drawn'
: >"$work/told"
mv data "$work/gone"
told 'data'
cp -r "$work/data" data
in_place charts/bars.vl.json 's/"n": 5/"n": 8/'
drawn 'bars: drawn'

# ---- the end -----------------------------------------------------------------------------------

end_watch INT
rm -r charts
write_charts charts
start_watch --force bars
drawn 'bars: drawn'
in_place charts/scores.vl.json 's/MMLU accuracy of/Accuracy on MMLU of/'
in_place charts/bars.vl.json 's/"n": 5/"n": 6/'
drawn 'bars: drawn'
[[ ! -e charts/scores.svg ]] || fail 'scores were not asked for'
in_place charts/bars.vl.json 's/"n": 6/"n": 7/' # ended while it draws, or just before
end_watch TERM

expect 2 "$FIGTRAIL" build --watch --charts nowhere
expect 2 "$FIGTRAIL" build --watch nobody
