#!/usr/bin/env bash
# figtrail export: every format of the project's own data, read by programs that are not ours where
# they are there; what goes with what; outputs that are whole or not there.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

data=$FIGTRAIL_ROOT/data

skipped=
have() { # PROGRAM WHAT-FOR
    command -v "$1" >/dev/null && return
    skipped+="  without $1: $2"$'\n'
    return 1
}

# export FORMAT...: of the project's data
export_data() {
    expect 0 "$FIGTRAIL" export --data "$data" "$@"
}

# ---- usage ------------------------------------------------------------------------------------

expect 2 "$FIGTRAIL" export
says err 'in which format? give --format: csv, json'
expect 2 "$FIGTRAIL" export --format yaml
says err "there is no format 'yaml'; there are csv, json"
expect 2 "$FIGTRAIL" export --output figures.xyz
says err "the name 'figures.xyz' does not tell the format"
expect 2 "$FIGTRAIL" export --format csv --what rows
says err "--what 'rows' is not figures, claims or sources"
expect 2 "$FIGTRAIL" export --format vega --what sources
says err 'vega holds figures or claims, not sources'
expect 2 "$FIGTRAIL" export --format datapackage --what claims --output out
says err 'datapackage holds everything; leave out --what'
expect 2 "$FIGTRAIL" export --format sqlite --what claims --output out.db
says err 'sqlite holds everything; leave out --what'
expect 2 "$FIGTRAIL" export --format sqlite --output -
says err 'sqlite is no text for a terminal; give --output'
expect 2 "$FIGTRAIL" export --format datapackage
says err 'datapackage is no text for a terminal; give --output'
expect 2 "$FIGTRAIL" export --format json --spreadsheet
says err '--spreadsheet is for csv, not for json'
expect 2 "$FIGTRAIL" export --format csv operand
expect 2 "$FIGTRAIL" export --format csv --output ''
expect 2 "$FIGTRAIL" export --format csv --data "$data" --metric nothing
says err 'no metric has the id "nothing"'
expect 2 "$FIGTRAIL" export --format csv --data "$data" --subject nothing
says err 'no subject has the id "nothing"'
expect 2 "$FIGTRAIL" export --format csv --data "$work/nowhere"
says err nowhere
expect 0 "$FIGTRAIL" export --help
says out 'csv          figures, claims or sources'
formats=$(sed -n '/^Formats/,/^$/s/^  \([a-z-]*\) .*/\1/p' out)

# ---- every format -----------------------------------------------------------------------------

# the same bytes from rows in another order, in another locale, time zone and folder
cp -R "$data" turned
for table in turned/*.csv turned/claims/*.csv; do
    { head -n 1 "$table" && tail -n +2 "$table" | tac; } >reversed
    mv reversed "$table"
done
for format in $formats; do
    export_data --format "$format" --output "first.$format"
    expect 0 env LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$FIGTRAIL" export --data turned --format "$format" \
        --output "second.$format"
    diff -r "first.$format" "second.$format" >differences ||
        { head -n 5 differences; fail "$format depends on the order of rows, or on the locale"; }
done

# rows, by what and filters
rows=$("$FIGTRAIL" merge --data "$data" --stats | sed 's/[^0-9]*\([0-9]*\).*figures \([0-9]*\).*/\1 \2/')
export_data --format jsonl
[ "$(wc -l <out)" = "${rows#* }" ] || fail "not all figures"
export_data --format jsonl --what claims
[ "$(wc -l <out)" = "${rows% *}" ] || fail "not all claims"
export_data --format jsonl --what claims --metric mmlu --metric gsm8k --subject gpt-4
cut -d, -f 2,3 out | sort -u >found
printf '%s\n' ' "subject": "gpt-4", "metric": "gsm8k"' ' "subject": "gpt-4", "metric": "mmlu"' >expected
diff expected found || fail "the filters do not combine"
export_data --format csv --what sources --subject gpt-4 --metric mmlu
says out gemini-1-report-copy
[ "$(wc -l <out)" -lt 30 ] || fail "sources are not filtered"

# a file name tells the format, '-' is standard output
export_data --output figures.jsonl
cmp figures.jsonl first.jsonl || fail "the name of the file does not tell the format"
export_data --format jsonl --output -
cmp out first.jsonl || fail "'-' is not standard output"

# ---- outputs are whole or not there -----------------------------------------------------------

if [ -w /dev/full ]; then
    status=0
    "$FIGTRAIL" export --data "$data" --format csv >/dev/full 2>err || status=$?
    [ "$status" = 2 ] || fail "a full disk is not noticed"
    says err 'cannot write to standard output'
fi
mkdir -p deep
expect 2 "$FIGTRAIL" export --data "$data" --format csv --output deep/no/such.csv
says err 'cannot write deep/no/such.csv'
expect 2 "$FIGTRAIL" export --data "$data" --format datapackage --output deep/no/such
says err 'cannot write deep/no/such'
cp -R "$data" own
expect 2 "$FIGTRAIL" export --data own --format csv --what sources --metric mmlu --output own/sources.csv
says err 'cannot write own/sources.csv: the data are read from it'
cmp "$data/sources.csv" own/sources.csv || fail "the data were overwritten"
expect 2 "$FIGTRAIL" export --data own --format datapackage --output own
says err 'cannot write own: it is there already'
expect 2 "$FIGTRAIL" export --data own --format datapackage --output own/sources.csv
says err 'it is there already'
diff -r "$data" own || fail "the data were changed"
if [ "$(id -u)" != 0 ]; then
    mkdir locked && chmod a-w locked
    expect 2 "$FIGTRAIL" export --data "$data" --format datapackage --output locked/package
    [ -z "$(ls locked)" ] || fail "something was left behind"
fi
mkdir empty
export_data --format datapackage --output empty/
[ -f empty/datapackage.json ] || fail "an empty folder is not filled"
[ -z "$(find . -maxdepth 1 -name '*.??????' -newer empty -type d)" ] || fail "a temporary folder is left"

# errors in the data: nothing comes out
sed -i '0,/86\.4,/s//864,/' own/claims/benchmarks.csv
expect 1 "$FIGTRAIL" export --data own --format csv --output errors.csv
[ ! -e errors.csv ] || fail "an export in spite of errors"

# ---- datapackage: whole in itself, and data for figtrail again --------------------------------

expect 0 "$FIGTRAIL" validate --strict first.datapackage
says first.datapackage/datapackage.json '"description": "The figure as the source prints it'
for format in csv json; do
    "$FIGTRAIL" merge --data "$data" --format $format >before
    "$FIGTRAIL" merge --data first.datapackage --format $format >after
    cmp before after || fail "figures of the exported package are others"
done
export_data --format datapackage --metric mmlu --output part-mmlu
expect 0 "$FIGTRAIL" validate --strict part-mmlu
grep -A 2 '"name": "value"' part-mmlu/datapackage.json | grep -q '"type": "number"' ||
    fail "percentages are no numbers"
expect 0 "$FIGTRAIL" merge --data part-mmlu --format csv
cp out part
expect 0 "$FIGTRAIL" merge --data "$data" --format csv --metric mmlu
cmp out part || fail "figures of a part are others"

# ---- sqlite: opened by the sqlite3 shell ------------------------------------------------------

# query EXPECTED SQL
query() {
    sqlite3 -batch first.sqlite "$2" >found
    [ "$(cat found)" = "$1" ] || { cat found; fail "$2: expected $1"; }
}
if have sqlite3 "the database is not opened"; then
    query ok 'PRAGMA integrity_check'
    query '' 'PRAGMA foreign_key_check'
    query 0 'PRAGMA freelist_count'
    query '1181312852' 'PRAGMA application_id'
    query "${rows% *}|${rows#* }" 'SELECT (SELECT count(*) FROM figure_claims), (SELECT count(*) FROM figures)'
    query "${rows% *}" 'SELECT count(*) FROM claims'
    query 0 "SELECT count(*) FROM claims JOIN metrics ON metrics.id = metric
        WHERE value IS NOT NULL AND typeof(value) <> iif(metrics.kind = 'date', 'text', 'real')"
    # the same conflicts as merge has
    conflicts=$("$FIGTRAIL" merge --data "$data" --format csv --conflicts | tail -n +2 | wc -l)
    query "$conflicts" 'SELECT count(DISTINCT key) FROM conflicts'
    # words without their accents, of several sources
    query 'al-dahle-touvron-conversation.page-count.s000|4 páginas de conversas' \
        "SELECT id, quote FROM quotes WHERE quotes MATCH 'paginas'"
    query '84.2|percent|from 84.2% with greedy sampling|Google' "SELECT value, unit, quote, publisher FROM figures
        WHERE metric = 'mmlu' AND setting = 'evaluator=google;method=greedy;version=gpt-4-0613' AND subject = 'gpt-4'"
    ! sqlite3 first.sqlite "PRAGMA foreign_keys = ON; UPDATE claims SET source = 'nobody'" 2>err ||
        fail "keys are not enforced"
    says err 'FOREIGN KEY constraint failed'
fi

# ---- a package with fewer columns and others, all of them texts -------------------------------

mkdir odd
columns() {
    printf '"schema": {"missingValues": ["", "NA"], "fields": ['
    printf '%s\n' "$@" | sed 's/"/\\"/g; s/.*/{"name": "&", "type": "string"}/' | paste -sd ,
    printf ']}'
}
cat >odd/datapackage.json <<END
{"name": "odd", "resources": [
{"name": "sources", "path": "sources.csv", $(columns id title 'odd "name"')},
{"name": "subjects", "path": "subjects.csv", $(columns id name)},
{"name": "metrics", "path": "metrics.csv", $(columns id name unit kind timed)},
{"name": "claims", "path": "claims.csv", $(columns id subject metric source setting printed value low high kind status \
    as_of quote rank group at)}]}
END
printf 'id,title,"odd ""name"""\ncard,"=Card, ""A""",NA\nrival,R,x\n' >odd/sources.csv
printf 'id,name\nmodel,Model\n' >odd/subjects.csv
printf 'id,name,unit,kind,timed\nmmlu,MMLU,percent,number,false\nsize,Size,parameters,number,true\n' >odd/metrics.csv
cat >odd/claims.csv <<'END'
id,subject,metric,source,setting,printed,value,low,high,kind,status,as_of,quote,rank,group,at
c1,model,mmlu,card,shots=5,86.4%,86.4,,,exact,actual,,86.4%,normal,g1,12
c2,model,mmlu,rival,shots=5,83.9,83.9,,,exact,actual,NA,83.9,normal,NA,NA
c3,model,size,rival,,7B,7e9,,,exact,actual,2024,7B,normal,,
END
expect 0 "$FIGTRAIL" export --data odd --format csv --what claims
cat >expected <<'END'
id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,locator,stated_by,rank,reason,note,group
c1,model,mmlu,shots=5,86.4%,86.4,,,exact,actual,,card,86.4%,12,,,normal,,,g1
c2,model,mmlu,shots=5,83.9,83.9,,,exact,actual,,rival,83.9,,,,normal,,,
c3,model,size,,7B,7e9,,,exact,actual,2024,rival,7B,,,,normal,,,
END
diff expected out || fail "columns of a package of its own are lost"
expect 0 "$FIGTRAIL" export --data odd --format jsonl --what claims
says out '"at": 12,'
says out '"group": null}'
expect 0 "$FIGTRAIL" export --data odd --output odd.db
if have sqlite3 "the database is not opened"; then
    [ "$(sqlite3 odd.db 'PRAGMA integrity_check; PRAGMA foreign_key_check;
        SELECT "group", typeof(at) FROM claims; SELECT "odd ""name""" FROM sources; SELECT timed FROM metrics' |
        paste -sd ' ')" = 'ok g1|integer |null |null  x 0 1' ] || fail "columns of its own are lost in SQLite"
fi
expect 0 "$FIGTRAIL" export --data odd --format datapackage --output odd.package
expect 0 "$FIGTRAIL" validate --strict odd.package

# ---- vega: a spec of this project draws the same without the tables ---------------------------

export_data --format vega --what claims --output claims.vega
for chart in gpu-fleets releases; do
    sed '/^  "data": {"name": "claims"},$/{s/{.*//;r claims.vega
        a ,
        }' "$FIGTRAIL_ROOT/charts/$chart.vl.json" >pasted.vl.json
    expect 0 "$FIGTRAIL" render "$FIGTRAIL_ROOT/charts/$chart.vl.json" --data "$data" -o named.svg
    expect 0 "$FIGTRAIL" render pasted.vl.json --data "$work/nowhere" -o inline.svg
    for svg in named inline; do # only claims have forms of certainty, and frames of what is chosen
        sed -n '/ role-mark"/,/^<\/g>/p' $svg.svg | grep -E '<(path|rect|circle|text)[ >]' |
            grep -vcE 'class="(ground|chosen)"' >$svg.marks
    done
    [ "$(cat named.marks)" -gt 50 ] || fail "$chart: hardly anything is drawn"
    cmp named.marks inline.marks || fail "$chart: other marks from the exported data"
done

# ---- spreadsheet ------------------------------------------------------------------------------

export_data --format csv --what claims --spreadsheet
[ "$(head -c 3 out | od -An -tx1 | tr -d ' ')" = efbbbf ] || fail "no byte order mark"
says out "'= year(zuckerberg-open-source-letter.event-date.s001)"
# one apostrophe less gives the table back (here no cell of several lines begins with one)
tail -c +4 out | sed -E "s/(^|,)(\"?)'([=+@-])/\1\2\3/g" >back
export_data --format csv --what claims
cmp out back || fail "taking the apostrophes away does not give the text back"

# a spreadsheet that is not ours: it calculates nothing, and shows what the table has
if have soffice "no spreadsheet has opened the table"; then
    sed '2s/"\{0,1\}[^,]*$/=1+1/' out >harmful.csv
    export_data --format csv --what claims --spreadsheet --output harmless.csv
    for table in harmful harmless; do
        HOME=$work soffice --headless --convert-to fods --infilter='CSV:44,34,76,1,,0,false,true,false,false,false,-1' \
            $table.csv >log 2>&1 || fail "soffice: $(cat log)"
    done
    grep -q 'table:formula=' harmful.fods || skipped+="  this soffice runs no formulas of a CSV file"$'\n'
    ! grep -q 'table:formula=' harmless.fods || fail "a cell runs as a formula"
fi

if [ -n "$skipped" ]; then
    printf 'export.sh: skipped\n%s' "$skipped"
fi
echo "export.sh: ok"
