#!/usr/bin/env bash
# figtrail validate on whole Data Packages of other people's kinds: version 1 and 2, several files,
# data in the descriptor, dialects, encodings, digests; and on real ones where they lie beside the
# repository (../shared/packages/NAME/datapackage.json, with what is expected in NAME/expected).
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

# expect STATUS TEXT: validates the package; a line of its output is the text
expect() {
    local status=0
    "$FIGTRAIL" validate package >out 2>&1 || status=$?
    [ "$status" = "$1" ] || { cat out >&2; fail "status $status, expected $1"; }
    grep -qF -- "$2" out || { cat out >&2; fail "no line with '$2'"; }
}

mkdir package

# ---- version 1: profile, dialect, one name for a key ------------------------------------------

cat >package/datapackage.json <<'JSON'
{
  "profile": "tabular-data-package",
  "name": "one",
  "licenses": [{"name": "ODC-PDDL-1.0", "path": "http://opendatacommons.org/licenses/pddl/"}],
  "resources": [{
    "profile": "tabular-data-resource",
    "name": "prices", "path": "prices.csv", "encoding": "windows-1252",
    "bytes": 40, "hash": "md5:b1ae3ae9e5ac8aeb4ea4bc8cf4a7bcc1",
    "dialect": {"csvddfVersion": 1.2, "delimiter": ";", "quoteChar": "'"},
    "schema": {
      "fields": [
        {"name": "day", "type": "date", "format": "%d.%m.%Y"},
        {"name": "price", "type": "number", "decimalChar": ",", "groupChar": ".", "bareNumber": false}
      ],
      "primaryKey": "day", "missingValues": ["", "-"]
    }
  }]
}
JSON
printf 'day;price\n01.02.2024;\x80 1.234,50\n02.02.2024;-\n' >package/prices.csv
bytes=$(wc -c <package/prices.csv)
digest=$(md5sum package/prices.csv | cut -d' ' -f1)
sed -i "s/\"bytes\": 40/\"bytes\": $bytes/; s/md5:[0-9a-f]*/md5:$digest/" package/datapackage.json
expect 0 'package: 1 table, 2 rows, no findings'

printf 'day;price\n01.02.2024;\x80 1.234,50\n31.02.2024;1,2,3\n' >package/prices.csv
expect 1 'package/prices.csv:3:1: error: type-error: "31.02.2024" in '"'day'"
expect 1 'package/prices.csv:3:12: error: type-error: "1,2,3" in '"'price'"
expect 1 'package/datapackage.json:8:5: error: byte-count: the file has'
expect 1 'package/datapackage.json:8:18: error: hash-count: the file'"'"'s digest is'

# ---- version 2: several files, data in the descriptor, keys between them -----------------------

cat >package/datapackage.json <<'JSON'
{
  "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
  "resources": [
    {"name": "scores", "type": "table", "path": ["scores-1.csv", "scores-2.csv"], "schema": "scores.json"},
    {"name": "models", "type": "table",
     "data": [{"id": "a", "size": 7},
              {"id": "b", "size": null}],
     "schema": {"fields": [{"name": "id"}, {"name": "size", "type": "integer"}],
                "primaryKey": ["id"], "fieldsMatch": "equal"}}
  ]
}
JSON
cat >package/scores.json <<'JSON'
{"fields": [{"name": "model", "categories": ["a", "b", "c"]},
            {"name": "score", "type": "number", "constraints": {"minimum": 0, "exclusiveMaximum": 100}}],
 "uniqueKeys": [["model", "score"]],
 "foreignKeys": [{"fields": ["model"], "reference": {"resource": "models", "fields": ["id"]}}]}
JSON
printf 'model,score\na,1\n' >package/scores-1.csv
printf 'model,score\nb,99.9\n' >package/scores-2.csv
expect 0 'package: 2 tables, 4 rows, no findings'
printf 'model,score\na,1\nc,100\nd,5\n' >package/scores-2.csv
expect 1 'package/scores-2.csv:2:1: error: unique-error: "a", "1"'
expect 1 'package/scores-2.csv:3:1: error: foreign-key: "c" in '"'model'"
expect 1 'package/scores-2.csv:3:3: error: constraint-error: "100" in '"'score'"' is not below the exclusive maximum of 100'
expect 1 'package/scores-2.csv:4:1: error: constraint-error: "d" in '"'model'"' is not one of the categories a, b, c'

# ---- claims in several files: the later stages name the true file and line, too -----------------

cp -R "$FIGTRAIL_ROOT/data" claims
sed -i 's,"claims/compute.csv","claims/compute.csv"\, "claims/more.csv",; s,"path": \("claims/compute.csv".*"claims/more.csv"\),"path": [\1],' \
    claims/datapackage.json
compute=claims/claims/compute.csv
head -n 3 "$compute" >first
sed '1d;2d;3d' "$compute" >claims/claims/more.csv
mv first "$compute"
"$FIGTRAIL" validate claims >out 2>&1 || { cat out >&2; fail "split claims are not clean"; }
sed -i '/^meta.gpu-count.s001/s/64000/6400/' claims/claims/more.csv
line=$(grep -n '^meta.gpu-count.s001' claims/claims/more.csv | cut -d: -f1)
"$FIGTRAIL" validate claims --format json >out 2>&1 && fail "a wrong value is not found"
grep -qF '"file": "claims/claims/more.csv", "line": '"$line"', "column": 67, "end_line": '"$line"', "end_column": 73,' out ||
    { cat out >&2; fail "the place of a claim's fault is not in more.csv:$line"; }

# ---- real packages -----------------------------------------------------------------------------

real=$FIGTRAIL_ROOT/../shared/packages
if [ -d "$real" ]; then
    for folder in "$real"/*/; do
        [ -f "$folder/expected" ] || continue
        (cd "$folder" && exec "$FIGTRAIL" validate .) >found 2>&1 || true
        diff -u "$folder/expected" found || fail "$folder is not as expected"
    done
else
    echo "packages.sh: no real packages in $real; those checks are skipped" >&2
fi
