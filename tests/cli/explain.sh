#!/usr/bin/env bash
# figtrail explain: the real conflicts of the data as golden files (tests/cli/explain/NAME.txt;
# FIGTRAIL_GOLDEN=update writes them anew), questions that have no answer, hostile texts.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

unset FIGTRAIL_SNAPSHOTS
real="$FIGTRAIL_ROOT/data"

# ---- the conflicts of the collection ----------------------------------------------------------

# golden NAME ARGUMENT...
golden() {
    local file="$FIGTRAIL_ROOT/tests/cli/explain/$1.txt"
    shift
    expect 0 "$FIGTRAIL" explain --data "$real" "$@"
    if [ "${FIGTRAIL_GOLDEN:-}" = update ]; then
        cp out "$file"
    fi
    [ -f "$file" ] || fail "$file is missing: run with FIGTRAIL_GOLDEN=update and look at it"
    diff "$file" out || fail "explain $*: not as in $file"
}

golden gpt-4-mmlu GPT-4 MMLU
golden llama-2-13b-gsm8k llama-2-13b gsm8k --setting 'shots=8;method=cot'
golden llama-3-1-70b-gpqa 'Llama 3.1 70B' gpqa --setting evaluator=meta
golden meta-h100 Meta gpu-count --setting accelerator=h100 --as-of 2024-12-31
golden deepseek-r1-h800 'DeepSeek R1' gpu-count
golden derived llama-3-1-405b training-time
golden date 'llama future'
golden list-metric al-dahle-message

# every explanation is the same in JSON
for question in 'gpt-4 mmlu' 'meta gpu-count' 'llama-3-1-70b gpqa'; do
    # shellcheck disable=SC2086 # words on purpose
    expect 0 "$FIGTRAIL" explain --data "$real" $question
    sed -n 's/^    claim  *//p' out >claims.text
    # shellcheck disable=SC2086
    expect 0 "$FIGTRAIL" explain --data "$real" $question --format json
    sed -n 's/^          "id": "\(.*\)",$/\1/p' out >claims.json
    [ -s claims.json ] || fail "no claims: $question"
    same claims.text claims.json
    # the documentation names every member
    grep -o '"[a-z_]*":' out | tr -d '":' | sort -u | while read -r member; do
        grep -q "\`$member\`" "$FIGTRAIL_ROOT/src/claims/explain.md" "$FIGTRAIL_ROOT/src/trail/record.md" ||
            { echo "$member is not documented" >&2; exit 1; }
    done
done
says out '"reason": "Superseded: on 2024-09-24 Meta corrected 41.7 to 46.7."'

# ---- a project of its own, with texts that mean no good ----------------------------------------

cp -R "$real" data
for file in data/claims/*.csv; do # a part is read more quickly
    grep -E '^(id,|gpt-4\.|meta\.gpu-count\.|xai-colossus\.)' "$file" >part
    mv part "$file"
done
esc=$(printf '\033')
cat >>data/subjects.csv <<END
hostile,${esc}[2JHostile,model,,,Twin
other,Other,model,,,twin; Odd   Name
END
cat >>data/claims/benchmarks.csv <<END
hostile.mmlu.s000,hostile,mmlu,,86.4,86.4,,,exact,actual,,s000,${esc}]0;x 86.4,0,,${esc}[31mred,normal,,"two
lines $(printf 'w%.0s' {1..300})"
END
expect 0 "$FIGTRAIL" explain hostile mmlu
if grep -q "$esc" out err; then fail 'a text from the data acts on the terminal'; fi
says out '[2JHostile: MMLU'
says out 'said by   �[31mred'
says out 'note      two lines'
# told in full, over as many lines as it needs
[ "$(tr -cd w <out | wc -c)" -ge 300 ] || fail 'the note is cut'
[ "$(LC_ALL=C.UTF-8 awk '!/^    (link|claim|archive)/ { if (length($0) > n) n = length($0) } END { print n }' out)" -le 110 ] ||
    fail 'a line is too wide'

# ---- names ------------------------------------------------------------------------------------

expect 2 "$FIGTRAIL" explain ODD-name mmlu # found, but no claim is about it
says err 'other has no such figure'
expect 0 "$FIGTRAIL" explain 'gpt_4' MMLU --setting ''
if grep -q 'taken for' err; then fail 'an exact name is remarked on'; fi
expect 0 "$FIGTRAIL" explain memphis gpu-count
says err '"memphis" is taken for xai-colossus (xAI Colossus): no other subject begins so'
expect 2 "$FIGTRAIL" explain gpt
says err '"gpt" may be any of these: gpt-3 (GPT-3), gpt-3-5 (GPT-3.5), gpt-4 (GPT-4)'
expect 2 "$FIGTRAIL" explain twin
says err '"twin" may be any of these: hostile'
if grep -q "$esc" err; then fail 'a name from the data acts on the terminal'; fi
expect 2 "$FIGTRAIL" explain gtp-4
says err 'no subject is called "gtp-4"; did you mean gpt-4 (GPT-4)'
expect 2 "$FIGTRAIL" explain gpt-4 mlmu
says err 'no metric is called "mlmu"; did you mean mmlu (MMLU)?'
expect 2 "$FIGTRAIL" explain 'entirely unknown'
says err 'no subject is called "entirely unknown"'
expect 2 "$FIGTRAIL" explain ''
expect 2 "$FIGTRAIL" explain "${esc}[31m"
if grep -q "$esc" err; then fail 'an argument acts on the terminal'; fi

# ---- questions without an answer tell what there is --------------------------------------------

expect 2 "$FIGTRAIL" explain gpt-4 gpu-hours
says err 'It has figures of'
says err '  mmlu (MMLU)'
expect 2 "$FIGTRAIL" explain gpt-4 mmlu --setting method=cot
says err '  mmlu: evaluator=google;method=greedy;version=gpt-4-0613, as of 2023-12'
expect 2 "$FIGTRAIL" explain meta gpu-count --as-of 1999
says err '  gpu-count: accelerator=h100;scope=fleet, as of 2024-12-31'
expect 2 "$FIGTRAIL" explain other
says err 'No claim is about it'
[ ! -s out ] || fail 'an answer to a question that has none'

# ---- the words around the words -----------------------------------------------------------------

mkdir texts
printf 'Somebody said that it reached\n86.4%% on the whole of it.\n' >texts/said.txt
cat >>data/sources.csv <<END
said,Said,,,,en,article,,,,,said.txt,$(sha256sum <texts/said.txt | cut -d' ' -f1),$(wc -c <texts/said.txt),
END
echo 'hostile.gsm8k.said,hostile,gsm8k,,86.4%,86.4,,,exact,actual,,said,86.4% on the whole,30,,,normal,,' >>data/claims/benchmarks.csv
expect 0 "$FIGTRAIL" explain hostile gsm8k --snapshots texts
says out 'context   Somebody said that it reached 86.4% on the whole of it.'
expect 0 env FIGTRAIL_SNAPSHOTS=texts "$FIGTRAIL" explain hostile gsm8k --format json
says out '"context": "Somebody said that it reached 86.4% on the whole of it."'
expect 0 "$FIGTRAIL" explain hostile mmlu --snapshots texts
says out 'context   not known: cannot read'
echo more >>texts/said.txt
expect 0 "$FIGTRAIL" explain hostile gsm8k --snapshots texts
says out 'context   not known: said.txt has 61 bytes, source "said" says 56'
expect 2 "$FIGTRAIL" explain hostile gsm8k --snapshots nowhere
says err 'there is no folder "nowhere"'

# ---- usage ------------------------------------------------------------------------------------

expect 2 "$FIGTRAIL" explain
says err 'needs a SUBJECT'
expect 2 "$FIGTRAIL" explain gpt 4 mmlu
says err 'put a name with blanks in quotation marks'
expect 2 "$FIGTRAIL" explain gpt-4 mmlu --format yaml
says err '"yaml" is not a format: text or json'
expect 2 "$FIGTRAIL" explain gpt-4 mmlu --setting method
says err '"method" is no condition: write key=value'
expect 2 "$FIGTRAIL" explain gpt-4 mmlu --as-of yesterday
says err '"yesterday" is no date'
expect 2 "$FIGTRAIL" explain gpt-4 --data nowhere
says err nowhere
expect 2 "$FIGTRAIL" explain gpt-4 --nonsense
expect 0 "$FIGTRAIL" explain --help
says out 'SUBJECT [METRIC]'
if [ -c /dev/full ]; then
    status=0
    "$FIGTRAIL" explain gpt-4 mmlu >/dev/full 2>err || status=$?
    [ $status = 2 ] || fail "a full disk: status $status"
    says err 'cannot write to standard output'
fi

# bold only for a terminal that may have it
if command -v script >/dev/null; then
    script -qec "'$FIGTRAIL' explain gpt-4 mmlu" typescript </dev/null >/dev/null 2>&1
    says typescript "${esc}[1mGPT-4: MMLU${esc}[0m"
    NO_COLOR=1 script -qec "'$FIGTRAIL' explain gpt-4 mmlu" typescript </dev/null >/dev/null 2>&1
    if grep -q "$esc" typescript; then fail 'NO_COLOR is not obeyed'; fi
fi

# ---- data without figures, data with errors ----------------------------------------------------

for table in benchmarks compute counts events money releases; do
    sed -i 1q "data/claims/$table.csv"
done
expect 2 "$FIGTRAIL" explain gpt-4
says err 'No claim is about it'
sed -i 's/^gpt-4,GPT-4,/gpt-4o,GPT-4,/' data/subjects.csv
expect 1 "$FIGTRAIL" explain gpt-4o
says err 'error: '
[ ! -s out ] || fail 'an answer in spite of errors'

# ---- same bytes in any order of rows, locale and time zone --------------------------------------

cp -R "$real" sorted
for file in sorted/claims/*.csv sorted/sources.csv sorted/subjects.csv; do
    { head -n 1 "$file"; tail -n +2 "$file" | tac; } >new # no cell of these has a line end
    mv new "$file"
done
for format in text json; do
    expect 0 "$FIGTRAIL" explain --data "$real" meta --format $format
    mv out first
    expect 0 env LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo "$FIGTRAIL" explain --data sorted meta --format $format
    same first out
done

echo "explain.sh: ok"
