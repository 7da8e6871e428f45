#!/usr/bin/env bash
# Charts of CSV and TSV files: drawn, told by file and line when they are bad, and inputs of the
# build like everything else.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

mkdir -p charts/tables
printf 'country,gpus,since\n"Brazil, south",64,2024-04\nPortugal,20.5,2023-11-02\nnone,,\n' \
    >charts/tables/gpus.csv
tr ',' '\t' <<'TSV' >charts/tables/gpus.tsv
country,gpus,since
Brazil,64,2024-04
Portugal,20.5,2023-11-02
TSV
spec()
{
    cat <<SPEC
{
  "title": "GPUs by country",
  "description": "Bars of a table in a file.",
  "data": {"url": "$1"},
  "mark": "bar",
  "encoding": {
    "y": {"field": "country", "type": "nominal", "sort": "-x"},
    "x": {"field": "gpus", "type": "quantitative"}
  }
}
SPEC
}

spec tables/gpus.csv >charts/csv.vl.json
expect 0 "$FIGTRAIL" render charts/csv.vl.json -o csv.svg
xmllint --noout csv.svg
says csv.svg '>Brazil, south<'
says csv.svg '>Portugal<'
says csv.svg 'tables/gpus.csv'
if grep -q "$work" csv.svg; then fail 'the picture tells where it was made'; fi

spec tables/gpus.tsv >charts/tsv.vl.json
expect 0 "$FIGTRAIL" render charts/tsv.vl.json -o tsv.svg
says tsv.svg '>Brazil<'

# from another folder the same picture, byte for byte
(cd charts && "$FIGTRAIL" render csv.vl.json -o ../again.svg)
same csv.svg again.svg

# bad tables: the file and the line, no picture
printf 'country,gpus\nBrazil,64\nPortugal\n' >charts/tables/gpus.csv
expect 1 "$FIGTRAIL" render charts/csv.vl.json -o bad.svg
says err 'charts/tables/gpus.csv:3:1: error: chart-data: the row has 1 cell, the header 2'
printf 'country,gpus\n"Brazil,64\n' >charts/tables/gpus.csv
expect 1 "$FIGTRAIL" render charts/csv.vl.json -o bad.svg
says err 'charts/tables/gpus.csv:2:1: error: unclosed-quote'
printf 'land,gpus\nBrazil,64\n' >charts/tables/gpus.csv
expect 1 "$FIGTRAIL" render charts/csv.vl.json -o bad.svg
says err "the data have no field 'country'; they have: land, gpus"
rm charts/tables/gpus.csv
expect 1 "$FIGTRAIL" render charts/csv.vl.json -o bad.svg
says err 'charts/csv.vl.json:4:12: error: spec-data: '
[[ ! -e bad.svg ]] || fail 'a picture of bad data'

# a build draws again what its table changed
cp -r "$FIGTRAIL_ROOT/data" data
rm charts/tsv.vl.json
printf 'country,gpus\nBrazil,64\n' >charts/tables/gpus.csv
expect 0 "$FIGTRAIL" build
says out 'csv: drawn'
expect 0 "$FIGTRAIL" build
says out 'csv: fresh'
printf 'country,gpus\nBrazil,65\n' >charts/tables/gpus.csv
expect 0 "$FIGTRAIL" build
says out 'csv: drawn'
