#!/usr/bin/env bash
# figtrail diff: folders, descriptors and git revisions; which charts show what changed.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# a hook or a wrapper may have set these; the repositories here are our own
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export TMPDIR="$work/tmp"
mkdir tmp

fail() {
    echo "diff.sh: $*" >&2
    exit 1
}

# expect STATUS ARGUMENT...: runs diff; its output stands in out and err
expect() {
    local want=$1 status=0
    shift
    "$FIGTRAIL" diff "$@" >"$work/out" 2>"$work/err" || status=$?
    [ "$status" = "$want" ] || { cat "$work/out" "$work/err" >&2; fail "$*: status $status, expected $want"; }
    [ -z "$(ls -A "$work/tmp")" ] || fail "$*: temporary files are left: $(ls "$work/tmp")"
}

says() { # FILE TEXT
    grep -qF -- "$2" "$work/$1" || { cat "$work/$1" >&2; fail "no \"$2\" in $1"; }
}

cp -R "$FIGTRAIL_ROOT/data" "$FIGTRAIL_ROOT/charts" .
cp -R data before

# ---- folders --------------------------------------------------------------------------------------

expect 0 before data
echo "nothing changed" | cmp - out || fail "equal folders differ"
expect 0 before/datapackage.json data/datapackage.json

# a slip of one digit; a claim gone; rows in another order
sed -i '/^meta.gpu-count.s001,/{s/64 mil/65 mil/g; s/64000/65000/}' data/claims/compute.csv
cmp -s before/claims/compute.csv data/claims/compute.csv && fail "the test changes nothing"
{ head -n 1 before/claims/money.csv; tail -n +2 before/claims/money.csv | sort -r; } >data/claims/money.csv
expect 1 before data
head -n 1 out | grep -qE '^1 claim changed value; 1 figure changes; charts .*gpu-fleets.* show it$' ||
    { cat out >&2; fail "another summary"; }
says out '      value    64000 -> 65000 accelerators, +1000 (+1.6 %)'
says out '  claims/money.csv  only its form: order of rows or columns, quotes, line ends'
says out '  gpu-fleets        shows 1 figure that changes'
cp out first

# a copy of the data alone is drawn by the charts of the other version
mkdir alone && cp -R before alone/data
expect 1 alone/data data
says out '  gpu-fleets        shows 1 figure that changes'
grep -qE '(removed|added);? ' out && { cat out >&2; fail "a copy of the data has lost its charts"; }
rm -r alone
expect 1 "$work/before" "$work/data" --charts charts
cmp out first || fail "the output depends on how the folders are named"
expect 1 before data --format json
grep -qE '"change": *"value"' out || fail "no change in the JSON"
expect 1 before data --format markdown
says out '<summary>Charts ('

# the other way round, the same rows
expect 1 data before
says out '      value    65000 -> 64000 accelerators, -1000 (-1.5 %)'

# a chart that comes, one that goes, one that is another; one that cannot be drawn
mkdir -p old new
cp -R before old/data && cp -R before new/data && cp -R charts old/ && cp -R charts new/
rm old/charts/mmlu.vl.json new/charts/releases.vl.json
sed -i 's/"text": "Meta/"text": "Now: Meta/' new/charts/gpu-fleets.vl.json
sed -i 's/"mark"/"marc"/' new/charts/gpt4-by-source.vl.json
expect 1 old/data new/data
says out '  gpu-fleets      its spec changed'
says out '  mmlu            new chart'
says out '  releases        removed'
says out '  gpt4-by-source  its spec changed; cannot be drawn from new/data: '

# ---- data with errors -----------------------------------------------------------------------------

cp -R before broken
sed -i '/^meta.gpu-count.s001,/s/64000/6400/' broken/claims/compute.csv
expect 2 before broken
says err 'broken/claims/compute.csv:'
says err 'error: printed-value: "64 mil" reads as 64000, value says 6400'
says err 'figtrail: NEW, broken, has errors: its rows are compared, its figures and charts are not'
says out '      value  64000 -> 6400 accelerators, -57600 (-90 %)'
echo 'id,"' >broken/sources.csv
expect 2 broken before
says err 'figtrail: OLD, broken, has errors: it cannot be compared'
[ ! -s out ] || fail "something was compared"

# ---- git ------------------------------------------------------------------------------------------

git init -q -b main project
cd project
git config user.name Test
git config user.email test@example.org
git config core.safecrlf false
# few rows and one chart: there are many runs, and sanitizers make each of them slow
cp -R ../before data
for table in benchmarks releases counts; do sed -i 4q data/claims/$table.csv; done
mkdir charts
cp ../charts/gpu-fleets.vl.json charts
# what 'git archive' would leave out or rewrite
printf 'data/** export-ignore text eol=crlf\ncharts/** export-ignore\n' >.gitattributes
git add . && git commit -qm first
expect 0
expect 0 HEAD:data data
sed -i 's/^\(claude-2,\)[^,]*,/\1Renamed,/' data/subjects.csv
expect 1
says out '      name  Claude 2 -> Renamed'
cp "$work/out" "$work/first"
git commit -qam 'another name: {see} HEAD:data'
expect 0
expect 1 HEAD~1:data HEAD:data
cmp "$work/out" "$work/first" || fail "a revision differs from the folder that it became"
expect 1 HEAD~1:data/datapackage.json data
expect 1 'HEAD^{/first}:data' data
expect 1 "$(git rev-parse HEAD~1):data/" data
# from below, and from a worktree
mkdir -p charts/sub && cd charts/sub
expect 1 HEAD~1:data ../../data
expect 1 HEAD~1:./../../data ../../data
cd ../..
expect 1 HEAD~1:./data
git worktree add -q ../tree HEAD~1
(cd ../tree && expect 1 HEAD:data main:data)
# no charts there, or none at all
git rm -rq --cached charts && git commit -qm "no charts"
expect 1 HEAD:data data
says out 'new chart'
# a revision with errors names itself, not where it was put
sed -i '/^meta.gpu-count.s001,/s/64000/6400/' data/claims/compute.csv
git commit -qam broken
expect 2 HEAD~1:data HEAD:data
says err 'HEAD:data/claims/compute.csv:'
grep -qF "$work/tmp" "$work/err" && fail "a temporary path is told"

# what is no revision
expect 2 nonsense:data data
says err 'the git repository has no nonsense:data'
expect 2 -- --output=x:data data
says err 'the git repository has no --output=x:data'
[ ! -e x:data ] || fail "git took an operand for an option"
expect 2 HEAD:nowhere data
expect 2 HEAD data
says err 'there is no folder HEAD; a git revision is written REVISION:FOLDER, as HEAD:data'
expect 2 HEAD~1:data data --charts nowhere
cd "$work"
GIT_CEILING_DIRECTORIES=$work expect 2 HEAD:data before
says err 'not a git repository'
# no git at all: folders are still compared
status=0
env PATH=/nowhere "$FIGTRAIL" diff HEAD:data before >out 2>err || status=$?
[ "$status" = 2 ] || fail "without git: status $status"
says err 'cannot run git'

# links in a tree are not followed
cd project
git checkout -q -b links HEAD~1
ln -sf /etc/passwd data/link.csv
git add -f data/link.csv && git commit -qm link
expect 0 HEAD~1:data HEAD:data
cd ..

# stopped half way, nothing stays
for delay in 0 0.02; do
    (cd project && exec "$FIGTRAIL" diff HEAD~2:data HEAD:data >/dev/null 2>&1) &
    pid=$!
    for _ in $(seq 200); do
        [ -z "$(ls -A tmp)" ] || break
        sleep 0.002
    done
    sleep $delay
    kill -TERM $pid 2>/dev/null || true
    wait $pid || true
    [ -z "$(ls -A tmp)" ] || fail "a run stopped after $delay s leaves $(ls tmp)"
done

# ---- usage ----------------------------------------------------------------------------------------

expect 2 before data more
expect 2 before data --format yaml
says err "there is no format 'yaml'; there are text, json and markdown"
expect 2 before nowhere
expect 0 --help
says out 'Float noise'
status=0
"$FIGTRAIL" diff before data >/dev/full 2>err || status=$?
[ "$status" = 2 ] || fail "a full disk: status $status"

# ---- this very repository --------------------------------------------------------------------------

cd "$FIGTRAIL_ROOT"
if git rev-parse -q --verify HEAD >"$work/out" 2>&1 &&
    commit=$(git rev-list --no-merges HEAD -- data/claims 2>/dev/null | sed -n 1p) &&
    git rev-parse -q --verify "$commit~1:data" >"$work/out" 2>&1; then
    expect 1 "$commit~1:data" "$commit:data" --format json
    grep -qE '"same": *false' "$work/out" || fail "no difference between two revisions of the data"
else
    echo "diff.sh: SKIPPED in part: this copy has no git history to compare" >&2
fi

echo "diff.sh: ok"
