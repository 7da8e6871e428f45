#!/usr/bin/env bash
# figtrail import: the round trip of our own claims, Epoch AI's tables, what goes wrong.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"
# no library that leaks is asked here: AddressSanitizer may unwind fast

root=$(cd "$FIGTRAIL_ROOT" && pwd)
real="$root/../shared/real/epoch-benchmarks"

import() { "$FIGTRAIL" import --data "$root/data" "$@"; }

# ---- the example of data/maps/README.md ---------------------------------------------------------

# the files and commands of a Markdown text's blocks, as they stand there
block() { # NAME FILE: the block after the line with `NAME`
    awk -v name="\`$1\`" 'index($0, name) { seen = 1 } seen && /^```/ { if (on) exit; on = 1; next } on' "$2"
}
mkdir example
block scores.csv "$root/data/maps/README.md" >example/scores.csv
block scores.json "$root/data/maps/README.md" >example/scores.json
block output "$root/data/maps/README.md" >example/expected
for file in scores.csv scores.json expected; do
    [ -s example/$file ] || fail "no $file in the example"
done
(
    cd example
    ln -s "$root/data" data
    PATH=$(dirname "$FIGTRAIL"):$PATH
    grep '^\$ ' expected | sed 's/^\$ //' | while read -r command; do
        echo "\$ $command"
        sh -c "$command" 2>&1 || true
    done >got
    diff expected got
) || fail "the example of data/maps/README.md gives something else"

# ---- what was handed out comes in again ---------------------------------------------------------

# bare: the data without claims
cp -r "$root/data" bare
for table in bare/claims/*.csv bare/not-claims.csv; do
    sed -i 1q "$table"
done
cat "$root"/data/claims/*.csv | grep -v '^id,subject,' | LC_ALL=C sort >ours
n=$(wc -l <ours)
for format in csv json jsonl; do
    "$FIGTRAIL" export --data "$root/data" --what claims --format $format >"claims.$format"
    expect 0 "$FIGTRAIL" import --data bare --map "$root/data/maps/figtrail.json" -o - "claims.$format"
    says err "rows read $n = giving claims $n + skipped 0 + not mapped 0"
    tail -n +2 out | LC_ALL=C sort | diff ours - >&2 || fail "$format does not come back"
    # where they are already, nothing is new
    expect 0 import --map "$root/data/maps/figtrail.json" "claims.$format"
    says out "claims 0 + there already $n + empty cells 0 + not mapped 0"
done
expect 0 "$FIGTRAIL" import --data bare --map "$root/data/maps/figtrail.json" -o joined --join claims.csv
for folder in joined "$root/data"; do
    "$FIGTRAIL" merge --data "$folder" --format csv
done >merged
n=$(($(wc -l <merged) / 2))
head -n $n merged | cmp - <(tail -n $n merged) || fail "other figures after a round trip"

# an id that says something else is nothing new to be taken in silence
sed 's/64 mil/65 mil/g; s/,64000,/,65000,/' claims.csv >changed.csv
cmp -s claims.csv changed.csv && fail "nothing was changed"
expect 1 import --map "$root/data/maps/figtrail.json" changed.csv
says err 'error: import-row: the data have a claim "meta.gpu-count.s001" with another printed: "64 mil"'

# ---- a folder is whole or not there --------------------------------------------------------------

printf 'model,score\nGPT-4,86.4%%\nNobody,1%%\n' >t.csv
cat >map.json <<'END'
{"source": {"title": "T", "type": "article"},
 "claim": {"subject": "{model}", "metric": "mmlu", "printed": "{score}"}}
END
expect 1 import --map map.json -o new t.csv
says out 'rows read 2 = giving claims 1 + skipped 0 + not mapped 1'
says err 't.csv:3:1: error: import-row: no subject is called "Nobody": add it (--new-subjects), or an alias'
[ "$(find new -type f | LC_ALL=C sort | tr '\n' ' ')" = \
    'new/claims.csv new/snapshots/imported/t.csv new/sources.csv new/unmapped.csv ' ] || fail "other files"
says new/unmapped.csv 't.csv,3,3,not mapped,"no subject is called ""Nobody"": add it (--new-subjects), or an alias","Nobody,1%"'
expect 2 import --map map.json -o new t.csv
says err 'cannot write new: it is there already; name a folder that is not, or remove it'
mkdir empty
expect 1 import --map map.json -o empty/ t.csv
[ -s empty/claims.csv ] || fail "an empty folder was not filled"
if [ "$(id -u)" != 0 ]; then
    mkdir locked
    chmod a-w locked
    expect 2 import --map map.json -o locked/new t.csv
    says err 'cannot write locked/new: Permission denied'
fi
expect 2 import --map map.json -o nowhere/new t.csv
says err 'cannot write nowhere/new: No such file or directory'
expect 2 import --map map.json -o t.csv t.csv
[ -z "$(find . -name '*.??????' -type d)" ] || fail "a temporary folder is left"
cmp t.csv <(printf 'model,score\nGPT-4,86.4%%\nNobody,1%%\n') || fail "the file was written to"
if [ -e /dev/full ]; then
    status=0
    import --map map.json t.csv >/dev/full 2>err || status=$?
    [ $status = 2 ] || fail "a full disk: status $status"
fi

# new subjects; the report as JSON; the whole data with the import in them
expect 0 import --map map.json --new-subjects --format json t.csv
says out '"claims": 2'
says out '"subjects": 1'
expect 0 import --map map.json --new-subjects --join -o whole t.csv
expect 0 "$FIGTRAIL" validate whole
expect 0 "$FIGTRAIL" fmt --check whole
expect 0 "$FIGTRAIL" merge --data whole --subject nobody
says out '1  actual  single'
expect 0 "$FIGTRAIL" audit --data whole --snapshots whole/snapshots
says out '2 verified, '
diff -r -x datapackage.json -x maps -x README.md "$root/data" whole >difference || true
grep -v '^Only in whole\|^diff\|^>\|^[0-9]*a[0-9,]*$' difference && fail "the join changed more than it added"
# the same once more is nothing new, and does not clash
expect 0 "$FIGTRAIL" import --data whole --map map.json t.csv
says out 'claims 0 + there already 2'
says out 'new: sources 0, subjects 0, metrics 0'

# same bytes, whatever the locale and the folder
expect 0 import --map map.json -n -o - t.csv
cp out first
mkdir elsewhere
expect 0 env LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$FIGTRAIL" import --data "$root/data" --map "$work/map.json" -n -o - ../"${work##*/}"/t.csv
cmp first out || fail "the claims depend on where and in which locale"

# ---- what cannot be imported ---------------------------------------------------------------------

: >none.csv
expect 1 import --map map.json none.csv
says err 'none.csv'
expect 1 import --map map.json -o failed none.csv
[ ! -e failed ] || fail "files of what could not be read"
printf 'model;score\nGPT-4;86,4%%\n' >german.csv
expect 1 import --map map.json german.csv
says err 'german.csv:1:1: error: spreadsheet-damage:'
printf 'Model,score\nGPT-4,5%%\n' >case.csv
expect 1 import --map map.json case.csv
says err 'map.json:2:12: error: import-map: case.csv has no column "model"; did you mean "Model"?'
sed 's/{"source"/{"dialect": {"delimiter": ";"}, "language": "de", "source"/' map.json >german.json
expect 0 import --map german.json -o - german.csv
says out ',86.4,'
says out ',"86,4%",86.4,,,exact,'
printf '{"source": {}, "x": 1' >broken.json
expect 1 import --map broken.json t.csv
says err 'broken.json:1:'
says err 'json-syntax'
printf '{"tables": [{"file": "a*.csv", "source": {"title": "T"}, "claim": {"subject": "x", "metric": "mmlu", "printed": "{p}"}}]}' >other.json
expect 1 import --map other.json t.csv
says err 't.csv: error: import-table: no table of the map is for a file of that name'

# ---- usage ---------------------------------------------------------------------------------------

expect 2 import t.csv
says err '--map FILE'
expect 2 import --map map.json
says err 'name a file to import'
expect 2 import --map nowhere.json t.csv
says err 'nowhere.json'
expect 2 import --map map.json nowhere.csv
says err 'nowhere.csv'
expect 2 import --map map.json --format yaml t.csv
expect 2 import --map map.json --join t.csv
says err '--join needs a folder'
expect 2 "$FIGTRAIL" import --data nowhere --map map.json t.csv
expect 0 import --help
says out unmapped.csv

# ---- Epoch AI's tables ---------------------------------------------------------------------------

if [ ! -d "$real" ]; then
    echo "import.sh: SKIPPED in part, no tables at $real"
    exit 77
fi

# every row of every file is accounted for; rows are counted without figtrail's reader
count_rows() { # quotes open and close within a row
    awk '{ n = gsub(/"/, "\""); open = (open + n) % 2; if (!open) rows++ } END { print rows - 1 }' "$1"
}
map="$root/data/maps/epoch-benchmarks.json"
n_rows=0 n_files=0
for file in "$real"/external_benchmark_*.csv; do
    n_rows=$((n_rows + $(count_rows "$file")))
    n_files=$((n_files + 1))
done
[ "$n_files" = 37 ] || fail "there are no longer 37 tables, but $n_files"

accounted() { # ROWS: the report in out has that many rows, none of them lost or not mapped
    # shellcheck disable=SC2046 # words on purpose
    set -- "$1" $(grep '^rows read' out | sed -E 's/[^0-9]+/ /g')
    [ "$1 $5" = "$2 0" ] || fail "$2 rows read of $1, $5 not mapped"
    [ "$2" = $(($3 + $4)) ] || fail "rows are lost: $*"
    # shellcheck disable=SC2046
    set -- $(grep '^figures' out | sed -E 's/[^0-9]+/ /g')
    [ "$1 $4" = "$(($2 + $3)) 0" ] || fail "figures are lost: $*"
}

# all of them at once become data that validate, and whose every claim stands in its words
expect 0 import --new-subjects --join --map "$map" -o epoch "$real"/external_benchmark_*.csv
accounted "$n_rows"
n=$(grep -o '= claims [0-9]*' out | grep -o '[0-9]*')
expect 0 "$FIGTRAIL" validate epoch
expect 0 "$FIGTRAIL" fmt --check epoch
expect 0 "$FIGTRAIL" audit --data epoch --snapshots epoch/snapshots
says out "$n verified, "
expect 0 "$FIGTRAIL" merge --data epoch --stats
[ "$(grep -o 'conflicts [0-9]*' out | grep -o '[0-9]*')" -gt 100 ] || fail "few conflicts"
expect 0 import --new-subjects --map "$root/data/maps/epoch-model-versions.json" "$real/model_versions.csv"
accounted "$(count_rows "$real/model_versions.csv")"

# 39 of the 134 model versions of the MMLU table have more than one value: those of all its figures,
# whatever the shots, each with its chosen claim, those that agree and its rivals
expect 0 "$FIGTRAIL" import --data bare --new-subjects --join --map "$map" -o mmlu "$real/external_benchmark_mmlu.csv"
expect 0 "$FIGTRAIL" merge --data mmlu --metric mmlu --format csv
grep -c ',conflict,' out >conflicts || true
awk -F, 'NR == FNR { value[$1] = $6; next }
    FNR > 1 && match($4, /version=[^;]*/) {
        version = $2 "|" substr($4, RSTART, RLENGTH)
        n = split($15 " " $17, claims, " ")
        n_rivals = split($18, rivals, " [|] ")
        for (i = 1; i <= n_rivals; i++) { sub(/: .*/, "", rivals[i]); claims[++n] = rivals[i] }
        for (i = 1; i <= n; i++) {
            if (!(claims[i] in value)) { print "unknown claim " claims[i]; exit }
            if (!((version, value[claims[i]]) in seen)) values[version]++
            seen[version, value[claims[i]]] = 1
        }
    }
    END { for (version in values) { n_versions++; several += values[version] > 1 }
          print several " of " n_versions }' mmlu/claims/epoch-benchmarks.csv out >several
[ "$(cat several)" = "39 of 134" ] || fail "model versions with several values: $(cat several)"
# 25 of them have contradicting ones at equal shots
[ "$(cat conflicts)" -ge 25 ] || fail "$(cat conflicts) conflicts"

echo "import.sh: ok"
