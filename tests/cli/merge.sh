#!/usr/bin/env bash
# figtrail merge: the project's own data, and a small project with a conflict.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

# ---- a small project --------------------------------------------------------------------------

mkdir -p data
fields() {
    local first=1 name
    printf '{"fields": ['
    for name in ${1//,/ }; do
        [ $first = 1 ] || printf ', '
        first=0
        printf '{"name": "%s", "type": "string"}' "$name"
    done
    printf ']}'
}
sources=id,title,publisher,author,published,language,type,relays,url,archive_url,retrieved,snapshot,sha256,bytes,note
subjects=id,name,kind,maker,family,aliases
metrics=id,name,unit,kind,better,minimum,maximum,timed,description
claims=id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,locator,stated_by,rank,reason,note
{
    printf '{"name": "small", "resources": ['
    separator=
    for table in sources subjects metrics claims; do
        printf '%s{"name": "%s", "path": "%s.csv", "schema": %s}' "$separator" $table $table "$(fields "${!table}")"
        separator=', '
    done
    printf ']}\n'
} >data/datapackage.json
cat >data/sources.csv <<END
$sources
card,Card,Maker,,2024-01,en,model-card,,,,,,,,
copy,Copy,Paper,,2024-02,en,article,card,,,,,,,
rival,Rival,Lab,,2024-03,en,paper,,,,,,,,
END
cat >data/subjects.csv <<END
$subjects
model,Model,model,Maker,,
END
cat >data/metrics.csv <<END
$metrics
mmlu,MMLU,percent,number,higher,0,100,false,Right answers
END
cat >data/claims.csv <<END
$claims
c1,model,mmlu,shots=5,86.4%,86.4,,,exact,actual,,card,86.4%,1,,,preferred,,
c2,model,mmlu,shots=5,86.40,86.4,,,exact,actual,,copy,86.40,2,,,normal,,
c3,model,mmlu,shots=5,83.9,83.9,,,exact,actual,,rival,83.9,3,,,normal,,
c4,model,mmlu,shots=5,68,68,,,exact,actual,,rival,68,4,,,deprecated,another model,
c5,model,mmlu,,86,86,,,exact,actual,,card,86,5,,,normal,,
c6,model,mmlu,,90,90,,,exact,actual,,rival,90,6,,,normal,,
END

expect 0 "$FIGTRAIL" merge
cat >expected <<'END'
SUBJECT  METRIC  UNIT     SETTING  VALUE  STATUS  AGREEMENT  N  SOURCE
model    mmlu    percent  -           90  actual  unknown    1  rival
model    mmlu    percent  shots=5   86.4  actual  conflict   1  card
END
diff expected out || fail "the table is another"

expect 0 "$FIGTRAIL" merge --conflicts
cat >expected <<'END'
SUBJECT  METRIC  UNIT     SETTING  VALUE  STATUS  AGREEMENT  N  SOURCE
model    mmlu    percent  -           90  actual  unknown    1  rival
    but 86 actual by card: published earlier
model    mmlu    percent  shots=5   86.4  actual  conflict   1  card
    but 83.9 actual by rival: ranked lower
END
diff expected out || fail "the conflicts are others"

expect 0 "$FIGTRAIL" merge --stats
echo "rows read 6 = used 5 + set aside 1; figures 2; conflicts 1; not known to be comparable 1" >expected
diff expected out || fail "the accounting is another"

expect 0 "$FIGTRAIL" merge --format csv
says out 'model|mmlu|shots=5,model,mmlu,shots=5,,86.4,,,percent,86.4%,exact,actual,conflict,1,c1,card,c2,c3: ranked lower,c4: another model'

# rows and files in another order give the same bytes
for format in table csv json; do
    expect 0 "$FIGTRAIL" merge --format $format
    cp out "first.$format"
done
cp data/claims.csv claims.kept
{ echo "$claims"; tail -n +2 claims.kept | tac; } >data/claims.csv
for format in table csv json; do
    expect 0 env LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$FIGTRAIL" merge --format $format
    cmp out "first.$format" || fail "$format depends on the order of rows, or on the locale"
done

# ---- another order of choice ------------------------------------------------------------------

cp claims.kept data/claims.csv
cp data/datapackage.json descriptor.kept
sed -i 's/"resources"/"figtrail": {"choice": ["independent", "rank"]}, &/' data/datapackage.json
expect 0 "$FIGTRAIL" merge --conflicts --format csv
says out 'model|mmlu|shots=5,model,mmlu,shots=5,,83.9,,,percent,83.9,exact,actual,conflict,1,c3,rival,,c1: not known to be independent of the maker | c2: not known'
sed -i 's/"independent"/"independant"/' data/datapackage.json
expect 1 "$FIGTRAIL" merge
says err 'data/datapackage.json:1:'
says err 'error: choice-order: "independant" is no step of the order of choice; did you mean "independent"?'
cp descriptor.kept data/datapackage.json

# a chart's own
chosen() { # WISHES
    cat >chart.vl.json <<END
{"data": {"name": "figures/mmlu"}, "mark": "bar", "transform": [{"filter": "datum.setting == 'shots=5'"}],
 "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "subject", "type": "nominal"}},
 "usermeta": {"figtrail": {$1}}}
END
    expect 0 "$FIGTRAIL" render chart.vl.json -o chart.svg
    "$FIGTRAIL" trace chart.svg | grep '(chosen)'
}
[ "$(chosen '')" = '  - 86.4 percent (chosen)' ] || fail "the project's order: $(chosen '')"
[ "$(chosen '"choice": ["published"]')" = '  - 83.9 percent (chosen)' ] || fail "the chart's order"

# errors in the data are printed and end the run; nothing comes out
sed 's/86\.40,86\.4,/86.40,864,/' claims.kept >data/claims.csv
expect 1 "$FIGTRAIL" merge
says err 'data/claims.csv:3:29: error: metric-bounds: value 864 is above 100'
[ ! -s out ] || fail "figures in spite of errors"
cp claims.kept data/claims.csv

# a fault in the words is for validate; merging does not depend on it
sed 's/,86\.4%,1,/,fourscore,1,/' claims.kept >data/claims.csv
expect 1 "$FIGTRAIL" validate data
says err 'quote-printed'
expect 0 "$FIGTRAIL" merge --stats
[ ! -s err ] || fail "merge reads the words"
# and so is it when the claims are not read in bulk, here for a dialect
expect 0 "$FIGTRAIL" merge --format csv
cp out first.csv
sed -i 's/"name": "claims", /&"dialect": {"commentChar": "#"}, /' data/datapackage.json
grep -q commentChar data/datapackage.json || fail "no dialect"
expect 0 "$FIGTRAIL" merge --format csv
cmp out first.csv || fail "a dialect makes other figures"
[ ! -s err ] || fail "the exact path reads the words"
cp descriptor.kept data/datapackage.json
cp claims.kept data/claims.csv
expect 2 bash -c '"$0" merge >/dev/full' "$FIGTRAIL"
expect 2 bash -c '"$0" merge --format csv >/dev/full' "$FIGTRAIL"

# ---- usage ------------------------------------------------------------------------------------

expect 2 "$FIGTRAIL" merge --format yaml
says err '"yaml" is not a format: table, csv or json'
expect 2 "$FIGTRAIL" merge --metric nothing
says err 'no metric has the id "nothing"'
expect 2 "$FIGTRAIL" merge --subject nothing
says err 'no subject has the id "nothing"'
expect 2 "$FIGTRAIL" merge operand
expect 2 "$FIGTRAIL" merge --data "$work/nowhere"
says err nowhere
expect 0 "$FIGTRAIL" merge --help
says out --conflicts

# ---- the project's own data -------------------------------------------------------------------

real="$FIGTRAIL_ROOT/data"
expect 0 "$FIGTRAIL" merge --data "$real" --stats
grep -Eq '^rows read ([0-9]+) = used [0-9]+ \+ set aside [0-9]+; figures [0-9]+; ' out || fail "no accounting"
# shellcheck disable=SC2046 # words on purpose
set -- $(sed -E 's/[^0-9]+/ /g' out)
[ "$1" = $(($2 + $3)) ] || fail "rows are lost: $*"

expect 0 "$FIGTRAIL" merge --data "$real" --subject meta --metric gpu-count --conflicts
says out 'accelerator=h100;scope=fleet @2024-12-31'
says out 'but ≈340000 planned by dcd-600k-gpus: ranked lower'
expect 0 "$FIGTRAIL" merge --data "$real" --subject deepseek-v3 --metric release-date --format csv
[ "$(tail -n +2 out | cut -d, -f6 | sort | tr '\n' ' ')" = '2024-12-24 2024-12-25 2024-12-26 ' ] ||
    fail "the dates of DeepSeek-V3 are others"
expect 0 "$FIGTRAIL" merge --data "$real"
[ "$(LC_ALL=C.UTF-8 awk '{ if (length($0) > n) n = length($0) } END { print n }' out)" -le 120 ] ||
    fail "the table is too wide"

echo "merge.sh: ok"
