#!/usr/bin/env bash
# figtrail audit: levels, places, formats, exit statuses and new offsets, on a
# small project with its own snapshots; and the project's own data without any.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"
tested=("$FIGTRAIL" audit)

# ---- a small project ---------------------------------------------------------------------------

schema() {
    local names=$1 fields=
    for name in ${names//,/ }; do
        fields="$fields${fields:+, }{\"name\": \"$name\", \"type\": \"string\"}"
    done
    printf '{"fields": [%s]}' "$fields"
}

source_columns=id,title,language,snapshot,sha256,bytes
subject_columns=id,name
metric_columns=id,name,unit,kind,timed
claim_columns=id,subject,metric,setting,printed,value,low,high,kind,status,as_of,source,quote,at,rank,reason,note

snapshot() {
    mkdir -p texts
    printf 'A empresa planeja comprar 64 mil GPUs.\r\nGastou 2,5 bilhões em 2024.\n' >texts/a.txt
    printf 'It took 2280 hours. It has 8 GPUs, and 8 GPUs more.\n' >texts/b.txt
}

write() {
    mkdir -p data
    cat >data/datapackage.json <<JSON
{"name": "small", "resources": [
  {"name": "sources", "path": "sources.csv", "schema": $(schema $source_columns)},
  {"name": "subjects", "path": "subjects.csv", "schema": $(schema $subject_columns)},
  {"name": "metrics", "path": "metrics.csv", "schema": $(schema $metric_columns)},
  {"name": "claims", "path": "claims.csv", "schema": $(schema $claim_columns)}
]}
JSON
    digest_a=$(sha256sum texts/a.txt | cut -d' ' -f1)
    digest_b=$(sha256sum texts/b.txt | cut -d' ' -f1)
    {
        echo $source_columns
        echo "a,A,pt-BR,a.txt,$digest_a,$(stat -c %s texts/a.txt)"
        echo "b,B,en,b.txt,$digest_b,$(stat -c %s texts/b.txt)"
    } >data/sources.csv
    printf '%s\nit,It\n' $subject_columns >data/subjects.csv
    {
        echo $metric_columns
        echo count,Count,accelerators,number,false
        echo money,Money,USD,number,false
        echo time,Time,days,number,false
    } >data/metrics.csv
    cat >data/claims.csv <<CSV
$claim_columns
it.count.a,it,count,,64 mil,64000,,,exact,planned,,a,64 mil GPUs,26,normal,,
it.money.a,it,money,,"2,5 bilhões",2500000000,,,exact,actual,,a,"Gastou 2,5 bilhões",40,normal,,
it.time.b,it,time,unit=hours,2280,95,,,derived,actual,,b,2280 hours,8,normal,,= printed / 24; hours to days
CSV
}

snapshot
write
cp -r data data.good

restore() {
    rm -rf data
    cp -r data.good data
    snapshot
}

# ---- clean -------------------------------------------------------------------------------------

expect 0 --snapshots texts --strict
says out '3 claims of 2 sources: 2 verified, 1 derived'
[ ! -s err ] || fail "findings where there are none"
expect 0 --strict
says out '3 claims of 2 sources: 2 verified without snapshot, 1 derived'
says out 'without snapshots: only prints were checked'
FIGTRAIL_SNAPSHOTS=texts expect 0
says out '2 verified, 1 derived'
expect 0 --snapshots texts b
says out '1 claim of 1 source: 1 derived'
expect 0 --snapshots texts it.money.a
says out '1 claim of 1 source: 1 verified'
expect 0 --data data --snapshots texts --format json
python3 -c 'import json, sys
audit = json.load(open("out"))
assert audit["snapshots"] is True and audit["total"]["verified"] == 2, audit["total"]
assert [c["level"] for c in audit["claims"]] == ["verified", "verified", "derived"]
assert audit["claims"][0]["at"] == audit["claims"][0]["found"] == 26
assert audit["findings"] == []' || fail "json says something else"
expect 0 --snapshots texts --format markdown
says out '| a | 2 | 2 | 0 | proved |'
expect 0 --snapshots texts --format sarif
python3 -c 'import json; assert json.load(open("out"))["version"] == "2.1.0"' || fail "no SARIF"

# the same bytes with any number of threads, in any locale
expect 0 --snapshots texts --format json
mv out first
expect 0 --snapshots texts --format json
cmp first out || fail "another output the second time"

# ---- every level -------------------------------------------------------------------------------

# level NAME STATUS RULE: the audit says that level of some claim, and that rule
level() {
    expect "$2" --snapshots texts
    says out "1 $1"
    says err "$3"
    restore
}

sed -i 's/,2500000000,/,250000000,/' data/claims.csv
level contradicted 1 'printed-value: "2,5 bilhões" reads as 2500000000, value says 250000000'
sed -i 's/,Gastou 2,5/,Gastou 3,5/; s/"2,5 bilhões"/"3,5 bilhões"/; s/,2500000000,/,3500000000,/; s/"Gastou 2,5/"Gastou 3,5/' data/claims.csv
level 'not found' 1 'quote-not-found: "Gastou 3,5 bilhões" does not stand in a.txt'
sed -i 's/GPUs,26/GPUs,20/' data/claims.csv
level moved 0 'claims.csv:2:66: warning: quote-moved: "64 mil GPUs" stands at byte 26 of a.txt, at says 20'
sed -i 's/,2280,95,,,derived,actual,,b,2280 hours,8,normal,,.*/,8,8,,,exact,actual,,b,8 GPUs,20,normal,,/' data/claims.csv
level ambiguous 1 'quote-ambiguous: "8 GPUs" stands at several places of b.txt, the nearest at byte 27'
sed -i 's/= printed/printed/' data/claims.csv
level 'derived, formula not given' 0 'formula-missing: it.time.b is derived'
sed -i 's/,95,/,96,/' data/claims.csv
level contradicted 1 'derived-value: "= printed / 24" gives 95, value says 96'
sed -i 's/= printed/= no.such/' data/claims.csv
level contradicted 1 'derived-formula: the formula "= no.such / 24" cannot be evaluated: there is no claim "no.such"'
sed -i 's/,64 mil,64000/,4 mil,4000/' data/claims.csv
level contradicted 1 'printed-cut: "4 mil" is only part of a longer number in "64 mil GPUs"'
rm texts/b.txt
expect 0 --snapshots texts
says err 'snapshot-absent'
restore
echo more >>texts/b.txt
expect 1 --snapshots texts
says err 'data/sources.csv:3:'
says err 'snapshot-changed: b.txt has 57 bytes, source "b" says 52'
says out changed
restore

# warnings fail only under --strict
sed -i 's/GPUs,26/GPUs,20/' data/claims.csv
expect 0 --snapshots texts
expect 1 --snapshots texts --strict
expect 0 --snapshots texts --format github
says err '::warning file=data/claims.csv,line=2,col=66,endColumn=68,title=quote-moved::'

# ---- new offsets -------------------------------------------------------------------------------

# two quotes moved, in a file with Windows line ends and a quoted cell: nothing else changes
sed -i 's/bilhões",40/bilhões","41"/; s/$/\r/' data/claims.csv
cp data/claims.csv before.csv
expect 0 --snapshots texts --update
says out 'recorded 2 new offsets'
says out '2 verified, 1 derived'
sed 's/GPUs,20/GPUs,26/; s/bilhões","41"/bilhões",40/' before.csv | cmp - data/claims.csv || fail "more than offsets changed"
cp data/claims.csv before.csv
expect 0 --snapshots texts --update
says out 'recorded 0 new offsets'
cmp before.csv data/claims.csv || fail "an update without news changed the file"
restore

# an offset that was never recorded
sed -i 's/GPUs,26/GPUs,/' data/claims.csv
expect 0 --snapshots texts --update
cmp data/claims.csv data.good/claims.csv || fail "the offset was not filled in"
# what is ambiguous, or not there, is left alone
sed -i 's/64 mil GPUs,26/64 mil TPUs,26/' data/claims.csv
cp data/claims.csv before.csv
expect 1 --snapshots texts --update
cmp before.csv data/claims.csv || fail "a quote that is not there got an offset"
restore

# ---- usage -------------------------------------------------------------------------------------

expect 2 --snapshots nowhere
says err 'there is no folder "nowhere"'
expect 2 --update
says err '--update needs --snapshots'
expect 2 nobody
says err 'no source and no claim has the id "nobody"'
expect 2 --format yaml
expect 2 --data nowhere
expect 0 --help
says out FIGTRAIL_SNAPSHOTS
expect 0 --rules
says out 'quote-moved'
# errors of the tables come first, and end the run
sed -i 's/,it,count,/,them,count,/' data/claims.csv
expect 1 --snapshots texts
says err 'unknown-reference'
[ ! -s out ] || fail "an audit of broken tables"
restore

# ---- the project's own data --------------------------------------------------------------------

expect 0 --data "$FIGTRAIL_ROOT/data" --strict
if [ -d "$FIGTRAIL_ROOT/../shared" ]; then
    expect 0 --data "$FIGTRAIL_ROOT/data" --snapshots "$FIGTRAIL_ROOT/../shared" --strict
    ! grep -qE 'alone|no formula|moved|ambiguous|not found|contradicted' out || fail "data/ is not all proved"
else
    echo "audit.sh: no snapshots beside the repository: data/ audited WITHOUT them" >&2
fi

echo "audit.sh: ok"
