#!/usr/bin/env bash
# figtrail fmt: what it writes and leaves alone; that it changes nothing that validate or merge say.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"
tested=("$FIGTRAIL" fmt)

has() { grep -qxF -- "$2" "$1" || { cat "$1" >&2; fail "no line '$2' in $1"; }; }

# ---- a small package ------------------------------------------------------------------------------

mkdir data
cat >data/datapackage.json <<'JSON'
{"name": "small", "resources": [
  {"name": "models", "path": "models.csv", "schema": {
    "fields": [{"name": "id"}, {"name": "score", "type": "number"}], "primaryKey": "id"}},
  {"name": "others", "path": "others.csv", "dialect": {"delimiter": ";"}, "schema": {
    "fields": [{"name": "id"}, {"name": "x"}]}}
]}
JSON
printf '\357\273\277score,id,note\r\n86.40,"gpt-4",\r\n1,claude,"a, b"' >data/models.csv
printf 'x;id\n"1";2\n' >data/others.csv
cp -r data before

expect 1 --check
has out 'data/models.csv: not canonical: columns in another order, 2 rows not sorted by key, 1 row with needless quotes, a byte order mark, line ends that are no LF, or none at the end'
has out 'others: left as it is: it has a dialect of its own'
cmp data/models.csv before/models.csv || fail "--check has written"

expect 0
has out 'data/models.csv: mended: columns in another order, 2 rows not sorted by key, 1 row with needless quotes, a byte order mark, line ends that are no LF, or none at the end'
printf 'id,score,note\nclaude,1,"a, b"\ngpt-4,86.40,\n' | cmp - data/models.csv || fail "another form"
cmp data/others.csv before/others.csv || fail "a file of another dialect was written"
expect 0 --check
has out '1 table, all canonical'
expect 0 data/models.csv
has out '1 table, all canonical'
(cd data && "$FIGTRAIL" fmt --check . >/dev/null) || fail "the folder itself"

# ---- what does not parse is left alone, the rest is mended ------------------------------------------

printf 'score,id\n1,a\n' >data/models.csv
sed -i 's/"dialect": {"delimiter": ";"}, //' data/datapackage.json
printf 'x,id\n1,"2\n' >data/others.csv
expect 1
has err 'data/others.csv:2:3: error: unclosed-quote: the cell that this quote opens runs on to the end of the file; close it, and double the quotes inside it'
has out 'data/models.csv: mended: columns in another order'
printf 'x,id\n1,"2\n' | cmp - data/others.csv || fail "a broken file was written"

# the descriptor says what bytes the file has
printf 'x,id\n1,2\n' >data/others.csv
sed -i 's/"others.csv",/"others.csv", "bytes": 9,/' data/datapackage.json
expect 1
grep -q '^data/datapackage.json:4:[0-9]*: error: pinned-bytes: data/others.csv has columns in another order' err ||
    fail "pinned bytes"
printf 'x,id\n1,2\n' | cmp - data/others.csv || fail "a pinned file was written"

# ---- trouble ---------------------------------------------------------------------------------------

expect 2 nowhere
expect 2 data more
expect 2 --no-such-option
expect 0 --help

# ---- our own data are canonical, and shuffled ones become so again ----------------------------------

expect 0 --check "$FIGTRAIL_ROOT/data"

cp -r "$FIGTRAIL_ROOT/data" ours
rm -rf reference && cp -r ours reference
tail -n +2 reference/sources.csv | sort -R --random-source=<(yes) >rows
{ head -n 1 reference/sources.csv; cat rows; } | sed 's/$/\r/' >ours/sources.csv
for table in ours/claims/*.csv; do
    # rows hold no line breaks of their own in our data
    { head -n 1 "$table"; tail -n +2 "$table" | sort -r; } >shuffled
    mv shuffled "$table"
done
"$FIGTRAIL" validate ours >said.before 2>&1 || fail "shuffled data do not validate"
"$FIGTRAIL" merge --data ours >merged.before
expect 0 ours
"$FIGTRAIL" validate ours >said.after 2>&1
"$FIGTRAIL" merge --data ours >merged.after
cmp said.before said.after || fail "fmt changes what validate says"
cmp merged.before merged.after || fail "fmt changes what merge says"
diff -r reference ours || fail "our data do not come back"
expect 0 --check ours
