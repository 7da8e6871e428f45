#!/usr/bin/env bash
# A build that is killed, or finds the disk full or the folder read-only, leaves every file whole;
# status tells the truth about them, and the next build gives what it would have given at once.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project project
cd project
for i in 1 2 3 4; do
    sed "s/Two bars/Bars $i/" charts/bars.vl.json >"charts/bars-$i.vl.json"
done

# two states of the project, and what a whole build gives of each
expect 0 "$FIGTRAIL" build
outputs charts >"$work/first"
edit()
{
    sed -i "s/\"n\": [0-9]*}\]/\"n\": $1}]/" charts/bars*.vl.json
    sed -i "s/\"title\": \"MMLU accuracy of GPT-4[^\"]*\"/\"title\": \"MMLU accuracy of GPT-4, $1\"/" charts/scores.vl.json
}
edit 7
expect 0 "$FIGTRAIL" build
outputs charts >"$work/second"
edit 5
sed -i 's/GPT-4, 5"/GPT-4"/' charts/scores.vl.json
expect 0 "$FIGTRAIL" build
outputs charts | diff "$work/first" - >&2 || fail 'the same input gives other bytes'

# each file is, whole, that of the first state or that of the second
check_whole()
{
    local digest name
    while read -r digest name; do
        case $name in
        *figtrail.lock | *.figtrail*) continue ;;
        esac
        grep -qF -- "$digest  $name" "$work/first" "$work/second" || fail "$1: $name is neither old nor new"
    done < <(outputs charts)
}

# ---- kill -9 at any moment --------------------------------------------------------------------

moments=(0.005 0.02 0.04 0.06 0.08 0.1 0.13 0.16 0.2 0.25 0.3 0.4)
case $FIGTRAIL in */asan/*) moments=(0.2 0.5 1) ;; esac # it is slow there
n_killed=0
for moment in "${moments[@]}"; do
    edit 7
    "$FIGTRAIL" build --force >/dev/null 2>&1 &
    build=$!
    sleep "$moment"
    kill -9 "$build" 2>/dev/null && n_killed=$((n_killed + 1))
    wait "$build" 2>/dev/null || :
    check_whole "killed after $moment s"
    status=0
    "$FIGTRAIL" status >"$work/out" 2>"$work/err" || status=$?
    [[ $status -le 1 ]] || fail "status after a kill: $status, $(<"$work/err")"
    if grep -q '^Edited' "$work/out"; then cat "$work/out" >&2; fail "nobody edited anything (killed after $moment s)"; fi
    expect 0 "$FIGTRAIL" build
    outputs charts | diff "$work/second" - >&2 || fail "the build after a kill at $moment s gives something else"
    [[ -z $(find charts -name '.figtrail*') ]] || fail "left behind: $(ls -A charts)"
    expect 0 "$FIGTRAIL" status
    edit 5
    sed -i 's/GPT-4, 5"/GPT-4"/' charts/scores.vl.json
    expect 0 "$FIGTRAIL" build
done
echo "killed in $n_killed of ${#moments[@]} builds"

# ---- ended at any moment, as by Ctrl-C -------------------------------------------------------------

for moment in 0.02 0.08 0.2; do
    "$FIGTRAIL" build --force >/dev/null 2>&1 &
    build=$!
    sleep "$moment"
    kill -TERM "$build" 2>/dev/null || :
    wait "$build" 2>/dev/null || :
    check_whole "ended after $moment s"
    [[ -z $(find . -name '.figtrail*') ]] || fail "ended after $moment s, it leaves $(find . -name '.figtrail*')"
    expect 0 "$FIGTRAIL" build
done

# ---- what a kill left; any number of jobs -----------------------------------------------------------

edit 7
touch "charts/.figtrail-bars.svg-AB12CD" # what an older kill left; a user's own file stays
echo mine >charts/bars.svg.backup
expect 0 "$FIGTRAIL" build --jobs 3
[[ ! -e charts/.figtrail-bars.svg-AB12CD && $(<charts/bars.svg.backup) == mine ]] || fail "wrong files removed: $(ls -A charts)"
rm charts/bars.svg.backup
outputs charts | diff "$work/second" - >&2 || fail 'other bytes with --jobs 3'
for jobs in 1 2 7; do
    expect 0 "$FIGTRAIL" build --force --jobs "$jobs"
    [[ $(cut -d: -f1 "$work/out" | tr '\n' ' ') == 'bars bars-1 bars-2 bars-3 bars-4 scores ' ]] || fail "order: $(<"$work/out")"
    outputs charts | diff "$work/second" - >&2 || fail "other bytes with --jobs $jobs"
done
expect 2 "$FIGTRAIL" build --jobs 0

# ---- a full disk ------------------------------------------------------------------------------

mkdir small
if [[ $EUID == 0 ]] && mount -t tmpfs -o size=250k tmpfs small 2>/dev/null; then
    trap 'umount "$work/project/small" 2>/dev/null || :; rm -rf "$work"' EXIT
    mkdir small/charts
    cp charts/*.vl.json small/charts
    status=0
    "$FIGTRAIL" build --charts small/charts >"$work/out" 2>"$work/err" || status=$?
    [[ $status == 2 ]] || fail "a full disk: status $status, $(df small)"
    says "$work/err" 'No space left on device'
    [[ -z $(find small/charts -name '.figtrail-*') ]] || fail "a full disk keeps: $(ls -A small/charts)"
    for file in small/charts/*.svg; do
        [[ ! -e $file ]] || xmllint --noout "$file" || fail "$file is not whole"
    done
    umount small
else
    echo 'SKIPPED: no small disk can be made here' >&2
fi

# ---- a folder that may not be written ---------------------------------------------------------

if [[ $EUID != 0 ]]; then
    edit 9
    chmod a-w charts
    expect 2 "$FIGTRAIL" build
    chmod u+w charts
    outputs charts | diff "$work/second" - >&2 || fail 'a read-only folder was changed'
fi
