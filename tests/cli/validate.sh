#!/usr/bin/env bash
# figtrail validate: exit statuses, places and formats, on small packages, one
# fault each, and on the project's own data.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "validate.sh: $*" >&2
    exit 1
}

# expect STATUS ARGUMENT...: runs validate; its output stands in out and err
expect() {
    local want=$1 status=0
    shift
    "$FIGTRAIL" validate "$@" >out 2>err || status=$?
    [ "$status" = "$want" ] || { cat out err >&2; fail "$*: status $status, expected $want"; }
}

# has FILE TEXT: the file holds the text as a whole line, '' that it is empty
has() {
    if [ -z "$2" ]; then
        [ ! -s "$1" ] || { cat "$1" >&2; fail "$1 is not empty"; }
    else
        grep -qxF -- "$2" "$1" || { cat "$1" >&2; fail "no line '$2' in $1"; }
    fi
}

# ---- a small package, somebody else's: no claims in it -----------------------------------------

fresh() {
    rm -rf data
    mkdir -p data/more
    cat >data/datapackage.json <<'JSON'
{
  "name": "small",
  "resources": [
    {
      "name": "makers",
      "path": "makers.csv",
      "schema": {
        "fields": [{"name": "id", "type": "string", "constraints": {"required": true}}],
        "primaryKey": "id"
      }
    },
    {
      "name": "models",
      "path": "more/models.csv",
      "schema": {
        "fields": [
          {"name": "id", "type": "string", "constraints": {"pattern": "[a-z0-9-]+"}},
          {"name": "maker", "type": "string"},
          {"name": "score", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
          {"name": "note", "type": "string"}
        ],
        "primaryKey": ["id"],
        "foreignKeys": [{"fields": "maker", "reference": {"resource": "makers", "fields": "id"}}]
      }
    }
  ]
}
JSON
    printf 'id\nopenai\nmeta\n' >data/makers.csv
    printf 'id,maker,score,note\r\ngpt-4,openai,86.4,"two\r\nlines"\r\nllama-2,meta,,\r\n' \
        >data/more/models.csv
}

fresh
expect 0
has out 'data: 2 tables, 4 rows, no findings'
has err ''
expect 0 data/
has out 'data/: 2 tables, 4 rows, no findings'
expect 0 data/datapackage.json
expect 0 -- data
expect 0 --strict --format json
has err '  "errors": 0,'

# ---- places: behind a quoted line break, CRLF, letters of several bytes -------------------------

printf 'é"é,opnai,x,\r\n' >>data/more/models.csv
expect 1
has out ''
has err 'data/more/models.csv:5:2: error: stray-quote: quote inside a cell that does not begin with one; put the whole cell in quotes and double the quotes inside it'
has err 'data/more/models.csv:5:5: error: foreign-key: "opnai" in '"'maker'"' is no '"'id'"' of data/makers.csv; did you mean "openai"? if not, add it to data/makers.csv'
has err 'data/more/models.csv:5:11: error: type-error: "x" in '"'score'"' is not a plain number such as 86.4 or 2.1e25'
[ "$(wc -l <err)" = 4 ] || { cat err >&2; fail "other findings than expected"; }

# the same findings whatever the folder is called, and whatever the locale is
cp -r data elsewhere
sed 's,data/,elsewhere/,g' err >before
env LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$FIGTRAIL" validate elsewhere 2>err && fail "no status 1"
cmp before err || fail "findings depend on the folder or the locale"
(cd data && LC_ALL=C "$FIGTRAIL" validate . 2>"$work/err") && fail "no status 1 in the folder"
sed 's,elsewhere/,,g' before | cmp - err || fail "findings name another path inside the folder"

# ---- formats -----------------------------------------------------------------------------------

fresh
printf 'x y,meta,101,\n' >>data/more/models.csv
expect 1 --format json
has err '    {"file": "data/more/models.csv", "line": 5, "column": 1, "level": "error", "rule": "constraint-error", "message": "\"x y\" in '"'id'"' does not match the pattern [a-z0-9-]+"},'
has err '  "errors": 2,'
expect 1 --format github
has err '::error file=data/more/models.csv,line=5,col=10,title=constraint-error::"101" in '"'score'"' is above the maximum of 100'
expect 1 --format text
has err 'data/more/models.csv:5:10: error: constraint-error: "101" in '"'score'"' is above the maximum of 100'

# ---- one fault each ----------------------------------------------------------------------------

fresh
rm data/makers.csv
expect 1
has err 'data/datapackage.json:6:7: error: file-missing: cannot read data/makers.csv: No such file or directory; add the file or correct the path'
[ "$(wc -l <err)" = 1 ] || { cat err >&2; fail "a missing file has further findings"; }

fresh
sed -i 's/makers.csv/..\/makers.csv/' data/datapackage.json
expect 1
grep -q '^data/datapackage.json:6:7: error: unsafe-path: ' err || fail "a path leaves the package"

fresh
printf 'claude,meta,1,"never closed\nnext,meta,2,\n' >>data/more/models.csv
expect 1
grep -q '^data/more/models.csv:5:15: error: unclosed-quote: ' err || fail "no unclosed quote"
[ "$(wc -l <err)" = 1 ] || { cat err >&2; fail "an unclosed quote has further findings"; }

fresh
sed -i '1s/score/scores/' data/more/models.csv
expect 1
has err 'data/more/models.csv:1:10: error: extra-label: "scores" is no field of the schema; did you mean "score"?'

fresh
printf 'caf\351\n' >>data/makers.csv
expect 1
grep -q '^data/makers.csv:4:4: error: encoding-error: byte 0xE9 at byte offset 18 ' err ||
    fail "no bad encoding"

fresh
sed -i 's/"primaryKey": "id"/"primaryKey": "id",/' data/datapackage.json
expect 1
has err 'data/datapackage.json:10:7: error: json-syntax: expected a key in double quotes'
has out ''

fresh
sed -i 's/"type": "number"/"type": "datetime"/' data/datapackage.json
expect 1
grep -q '^data/datapackage.json:19:29: error: unsupported: ' err || fail "unsupported type"

# ---- warnings fail only when they are asked to ---------------------------------------------------

fresh
sed -i 's/"constraints": {"pattern"/"constrains": {"pattern"/' data/datapackage.json
expect 0
has out 'data: 2 tables, 4 rows, 1 warning'
grep -q '^data/datapackage.json:17:44: warning: unknown-property: ' err || fail "no warning"
expect 1 --strict
has out ''

# ---- hostile text in a finding is one line, and no terminal obeys it -----------------------------

fresh
printf '"\033[2J\nx",meta,1,\n' >>data/more/models.csv
expect 1
has err 'data/more/models.csv:5:1: error: constraint-error: "\u001B[2J\nx" in '"'id'"' does not match the pattern [a-z0-9-]+'

# ---- trouble ------------------------------------------------------------------------------------

expect 2 nowhere
has err 'figtrail: cannot read nowhere: No such file or directory'
mkdir empty
expect 2 empty
has err 'figtrail: cannot read empty/datapackage.json: No such file or directory'
expect 2 data more
expect 2 --format xml
expect 2 --no-such-option
expect 0 --help
if [ -w /dev/full ]; then
    fresh
    status=0
    "$FIGTRAIL" validate >/dev/full 2>err || status=$?
    [ "$status" = 2 ] || fail "a full disk goes unnoticed"
fi

# ---- rules, and the project's own data -----------------------------------------------------------

expect 0 --rules
for rule in json-syntax type-error foreign-key unclosed-quote metric-bounds printed-value; do
    grep -qE "^$rule +(error|warning) +[^ ]" out || fail "no rule $rule"
done
[ "$(cut -d' ' -f1 out | sort | uniq -d)" = "" ] || fail "a rule stands twice"

cd "$FIGTRAIL_ROOT"
"$FIGTRAIL" validate >"$work/out" 2>"$work/err" || { cat "$work/err" >&2; fail "our own data"; }
grep -qE '^data: [0-9]+ tables, [0-9]+ rows' "$work/out" || fail "no summary of our own data"
