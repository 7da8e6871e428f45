#!/usr/bin/env bash
# figtrail extract: the figures of a text with places and readings, of a source
# with its claims; formats; no words of a source go into a file.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"
tested=("$FIGTRAIL" extract)

printf 'A empresa planeja comprar 64 mil GPUs.\nO GPT-4 fez 86,4%%, em abril de 2024.\n' >a.txt

expect 0 a.txt --language pt-BR
says out 'a.txt: 4 figures: 0 covered, 0 no claim, 1 of names, 3 uncovered'
grep -q '^1:27 *26 *number *64 mil *64000 accelerators *uncovered$' out || fail "no place or reading"
! grep -q 'empresa' out || fail "words of the source went into a file"
expect 0 a.txt -l pt-BR --format json
python3 -c 'import json
figures = json.load(open("out"))["figures"]
assert [f["class"] for f in figures] == ["number", "name", "number", "date"], figures
first = figures[0]
assert (first["at"], first["bytes"], first["line"], first["column"]) == (26, 6, 1, 27), first
assert (first["value"], first["unit"], first["status"]) == (64000, "accelerators", "planned"), first
assert figures[3]["value"] == "2024-04"' || fail "json says something else"
expect 0 a.txt -l pt-BR --format csv
says out 'draft.file.1,,,,64 mil,64000,,,exact,planned,,,64 mil GPUs,26,line 1,,normal,,'
says out 'draft.file.3,,,,abril de 2024,2024-04,,,exact,actual,,,'
[ "$(wc -l <out)" = 4 ] || fail "names became drafts"
head -n 1 "$FIGTRAIL_ROOT/data/claims/compute.csv" | cmp - <(head -n 1 out) || fail "columns are not those of data/"
# without a language it is English, where 86,4% is no decimal number for sure
expect 0 a.txt --uncovered
: >empty
expect 0 empty
says out 'empty: 0 figures'

expect 2 a.txt b.txt
expect 2
expect 2 nowhere
expect 2 a.txt --format yaml
printf '86,4\377' >latin.txt
expect 1 latin.txt
says err 'latin.txt:1:5: error: encoding-error: byte 0xFF'
expect 2 s000 --data "$FIGTRAIL_ROOT/data"
says err 'name the folder'
expect 0 --help
says out --uncovered

shared=$FIGTRAIL_ROOT/../shared
if [ -d "$shared" ]; then
    for source in s000 s001 s002 s003 s004; do
        expect 0 "$source" --data "$FIGTRAIL_ROOT/data" --snapshots "$shared" --uncovered
        says out ', 0 uncovered'
    done
    FIGTRAIL_SNAPSHOTS=$shared expect 0 s000 --data "$FIGTRAIL_ROOT/data"
    says out 'gpt-4.mmlu.s000'
else
    echo "extract.sh: no snapshots beside the repository: the articles are NOT checked" >&2
fi

echo "extract.sh: ok"
