#!/usr/bin/env bash
# figtrail validate: exit statuses, places and formats, on small packages, one
# fault each, and on the project's own data.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"
tested=("$FIGTRAIL" validate)

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
has out 'data: 2 tables, 5 rows, 4 errors'
has err 'data/more/models.csv:5:2: error: stray-quote: quote inside a cell that does not begin with one; put the whole cell in quotes and double the quotes inside it'
has err 'data/more/models.csv:5:5: error: foreign-key: "opnai" in '"'maker'"' is no '"'id'"' of data/makers.csv; did you mean "openai"? if not, add it to data/makers.csv'
has err 'data/more/models.csv:5:11: error: type-error: "x" in '"'score'"' is not a plain number such as 86.4 or 2.1e25'
[ "$(wc -l <err)" = 4 ] || { cat err >&2; fail "other findings than expected"; }

# the same findings whatever the folder is called, and whatever the locale is
cp -r data elsewhere
sed 's,data/,elsewhere/,g' err >before
env LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$FIGTRAIL" validate elsewhere >out 2>err && fail "no status 1"
cmp before err || fail "findings depend on the folder or the locale"
(cd data && LC_ALL=C "$FIGTRAIL" validate . >"$work/out" 2>"$work/err") && fail "no status 1 in the folder"
sed 's,elsewhere/,,g' before | cmp - err || fail "findings name another path inside the folder"

# ---- formats -----------------------------------------------------------------------------------

fresh
printf 'x y,meta,101,\n' >>data/more/models.csv
expect 1 --format json
has err '    {"file": "data/more/models.csv", "line": 5, "column": 1, "end_line": 5, "end_column": 4, "record": 4, "level": "error", "rule": "constraint-error", "message": "\"x y\" in '"'id'"' does not match the pattern [a-z0-9-]+"},'
has err '  "errors": 2,'
expect 1 --format github
has err '::error file=data/more/models.csv,line=5,col=10,endColumn=13,title=constraint-error::"101" in '"'score'"' is above the maximum of 100'
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
has out 'data: not read, 1 error'

fresh
sed -i 's/"type": "number"/"type": "numbre"/' data/datapackage.json
expect 1
grep -q '^data/datapackage.json:19:29: error: field-error: ' err || fail "unknown type"

# ---- warnings fail only when they are asked to ---------------------------------------------------

fresh
sed -i 's/"constraints": {"pattern"/"constrains": {"pattern"/' data/datapackage.json
expect 0
has out 'data: 2 tables, 4 rows, 1 warning'
grep -q '^data/datapackage.json:17:44: warning: unknown-property: ' err || fail "no warning"
expect 1 --strict
has out 'data: 2 tables, 4 rows, 1 warning'

# ---- levels of rules -----------------------------------------------------------------------------

expect 0 --rule unknown-property=off
has out 'data: 2 tables, 4 rows, no findings'
has err ''
expect 1 --rule unknown-property=error
grep -q '^data/datapackage.json:17:44: error: unknown-property: ' err || fail "the level stays"
expect 0 --rule unknown-property=error --rule unknown-property=note # the last one counts
has out 'data: 2 tables, 4 rows, 1 note'

fresh
printf 'x y,meta,101,\n' >>data/more/models.csv
expect 0 --rule constraint-error=warning
has out 'data: 2 tables, 5 rows, 2 warnings'
expect 1 --rule constraint-error=warning --strict

# ---- limits ---------------------------------------------------------------------------------------

fresh
for i in 1 2 3 4 5 6 7 8 9; do printf 'X%s,opnai,101,\n' "$i"; done >>data/more/models.csv
expect 1 --max-errors 5
[ "$(grep -c '^data/more/models.csv:[0-9]*:[0-9]*: error: ' err)" = 5 ] || fail "not 5 are shown"
[ "$(grep -c ': foreign-key: ' err)" = 2 ] || fail "a rule hides another"
has err 'data/more/models.csv: 15 more not shown: error: constraint-error'
has err '22 more not shown; all of them: figtrail validate --max-errors 0'
has out 'data: 2 tables, 13 rows, 27 errors'
expect 1 --max-errors 0
[ "$(wc -l <err)" = 27 ] || fail "not all are shown"
expect 1 --max-errors 5 --format json
has err '  "not_shown": 22'

# ---- several paths, and a CSV file alone ----------------------------------------------------------

fresh
expect 0 data data/makers.csv
has out 'data: 2 tables, 4 rows'
has out 'data/makers.csv: 1 table, 2 rows'
has out 'no findings'
cat >schema.json <<'JSON'
{"fields": [{"name": "id", "type": "string"}, {"name": "maker"}, {"name": "score", "type": "integer"},
            {"name": "note"}], "primaryKey": "id"}
JSON
expect 0 data/more/models.csv
has out 'data/more/models.csv: 1 table, 2 rows, no findings'
expect 1 data/more/models.csv --schema schema.json
has err 'data/more/models.csv:2:14: error: type-error: "86.4" in '"'score'"' is not a whole number such as 42'
expect 2 data/more/models.csv --schema no-such.json
expect 2 data/more/nothing.csv
has err 'figtrail: cannot read data/more/nothing.csv: No such file or directory'

# ---- how a CSV file alone is spelt ----------------------------------------------------------------

printf 'id;price\n1;2,5\n' >semicolons.csv
expect 1 semicolons.csv
has err 'semicolons.csv:1:1: error: spreadsheet-damage: "id;price" is read as one label, since its cells are separated by semicolons, not by commas; save the file with commas, or name the delimiter: "dialect": {"delimiter": ";"} in its resource, or --delimiter '"';'"
expect 0 semicolons.csv --delimiter ';'
has out 'semicolons.csv: 1 table, 1 row, no findings'
expect 0 semicolons.csv --dialect '{"delimiter": ";"}'
printf '{"delimiter": ";"}' >dialect.json
expect 0 semicolons.csv --dialect dialect.json
printf '{"delimiter": ";"' >dialect.json
expect 1 semicolons.csv --dialect dialect.json
has err "dialect.json:1:18: error: json-syntax: expected ',' or '}'"
printf '{"delimiter": ";;"}' >dialect.json
expect 1 semicolons.csv --dialect dialect.json
has err "dialect.json:1:2: error: unsupported: only one ASCII character is supported as 'delimiter'"
expect 2 semicolons.csv --dialect no-such.json
expect 2 semicolons.csv --delimiter ';;'
has err "figtrail validate: the dialect {\"delimiter\":\";;\"}: only one ASCII character is supported as 'delimiter'"
expect 2 semicolons.csv --delimiter ';' --dialect '{}'
has err 'figtrail validate: --dialect stands alone: say all in it'
expect 2 data --delimiter ';'
has err "figtrail validate: --delimiter is for a CSV file alone, and 'data' is a package, whose descriptor says that"
expect 2 data --schema schema.json

printf 'id\tname\n1\ta,b\n' >tabs.tsv
expect 0 tabs.tsv
expect 0 tabs.tsv --quote-char "'"
cp tabs.tsv tabs.csv
expect 1 tabs.csv
expect 0 tabs.csv --delimiter '\t'
printf "id,name\n1,'a,b'\n" >quoted.csv
expect 1 quoted.csv
expect 0 quoted.csv --quote-char "'"
expect 1 quoted.csv --quote-char ''
printf '1,x\n2,y\n' >bare.csv
expect 0 bare.csv --no-header
has out 'bare.csv: 1 table, 2 rows, no findings'

printf 'id,name\n1,caf\351 \200\nx,\351\n' >old.csv
printf '{"fields": [{"name": "id", "type": "integer"}, {"name": "name", "constraints": {"enum": ["caf\303\251 \342\202\254"]}}]}' >old.json
expect 1 old.csv
grep -q '^old.csv:2:6: error: encoding-error: byte 0xE9 .*; save the file as UTF-8, or name its encoding$' err || fail "no advice on the encoding"
expect 1 old.csv --encoding windows-1252 --schema old.json
has err 'old.csv:3:1: error: type-error: "x" in '"'id'"' is not a whole number such as 42'
[ "$(wc -l <err)" = 2 ] || { cat err >&2; fail "the encoding is not obeyed"; }
expect 2 old.csv --encoding klingon

# ---- output to a file -----------------------------------------------------------------------------

expect 1 data/more/models.csv --schema schema.json --format json --output findings.json
has err ''
has findings.json '  "errors": 1,'
has out 'data/more/models.csv: 1 table, 2 rows, 1 error'
expect 1 data/more/models.csv --schema schema.json --format json --output -
has out '  "errors": 1,'
[ "$(head -c 1 out)$(tail -n 1 out)" = '{}' ] || fail "there is more than JSON on stdout"

# ---- on a terminal --------------------------------------------------------------------------------

if command -v script >/dev/null; then
    terminal() { # the findings as a terminal of some width gets them
        env -u NO_COLOR "$@" script -qec "'$FIGTRAIL' validate data/more/models.csv --schema schema.json" \
            /dev/null </dev/null | tr -d '\r' >err
    }
    terminal TERM=xterm
    grep -qF "$(printf '\033[1;31merror\033[0m: type-error')" err || fail "no colours"
    has err '     2 | gpt-4,openai,86.4,"two'
    terminal NO_COLOR=1
    has err 'data/more/models.csv:2:14: error: type-error: "86.4" in '"'score'"' is not a whole number such as 42'
    has err '       |              ^~~~'
else
    echo "validate.sh: SKIPPED what a terminal gets: there is no 'script'" >&2
fi

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
has err "figtrail validate: no format is called 'xml'; there are text, json, github or sarif"
expect 2 --no-such-option
expect 2 --max-errors -1
expect 2 --max-errors many
expect 2 --rule type-eror=off
has err "figtrail validate: no rule is called 'type-eror'; did you mean 'type-error'?"
expect 2 --rule zzz=off
has err "figtrail validate: no rule is called 'zzz'; --rules lists them all"
expect 2 --rule type-error=loud
has err "figtrail validate: rule 'type-error' cannot be 'loud', only off, note, warning or error"
expect 2 --rule type-error
has err "figtrail validate: --rule 'type-error' is not of the form NAME=off|warning|error"
expect 2 --output no/such/folder
expect 0 --help
if [ -c /dev/full ] && [ -w /dev/full ]; then
    fresh
    expect 2 --format json --output /dev/full
    has err 'figtrail: cannot write /dev/full: No space left on device'
    [ -c /dev/full ] || fail "a device has been replaced by a file"
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
