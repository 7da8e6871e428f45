#!/usr/bin/env bash
# figtrail merge-driver: real merges of git through it, and by hand.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

# ---- by hand --------------------------------------------------------------------------------------

mkdir hand && cd hand
printf 'id,a\nx,1\ny,1\n' >base
printf 'id,a\nx,2\ny,1\n' >ours
printf 'id,a\nx,1\ny,3\n' >theirs
chmod 640 ours
expect 0 "$FIGTRAIL" merge-driver base ours theirs data/x.csv
printf 'id,a\nx,2\ny,3\n' | cmp - ours || fail "another merge"
[ "$(stat -c %a ours)" = 640 ] || fail "other permissions: $(stat -c %a ours)"

printf 'id,a\nx,4\ny,1\n' >theirs
expect 1 "$FIGTRAIL" merge-driver base ours theirs data/x.csv 9
printf 'id,a\n<<<<<<<<< ours\nx,2\n=========\nx,4\n>>>>>>>>> theirs\ny,3\n' | cmp - ours || fail "other markers"
says err 'data/x.csv:2: error: merge-conflict: row "x": both changed it: a was "1", ours "2", theirs "4"'
says err 'figtrail: data/x.csv: 1 row in conflict, between markers in the file'

# what does not parse is left to git: line by line
printf 'id,a\nx,1\ny,"1\n' >base
printf 'id,a\nx,2\ny,"1\n' >ours
printf 'id,a\nx,3\ny,"1\n' >theirs
expect 1 "$FIGTRAIL" merge-driver base ours theirs data/x.csv
says err 'data/x.csv (ours):3:3: error: unclosed-quote:'
says err 'figtrail: data/x.csv: merged by lines, because its rows cannot be merged'
grep -q '^<<<<<<< ours$' ours || fail "no markers"
printf 'id,a\nx,1\ny,"1\n' >ours
expect 0 "$FIGTRAIL" merge-driver base ours theirs data/x.csv
cmp ours theirs || fail "git would have taken theirs"
printf 'id\ta\nx\t1\n' >base && cp base ours && cp base theirs
expect 0 "$FIGTRAIL" merge-driver base ours theirs data/x.tsv
says err 'merged by lines, because its cells are separated by tabs'

# usage and trouble
expect 2 "$FIGTRAIL" merge-driver base ours theirs
expect 2 "$FIGTRAIL" merge-driver base ours theirs data/x.csv 0
says err '"0" is no size of a marker: write 1 to 200'
expect 2 "$FIGTRAIL" merge-driver base nowhere theirs data/x.csv
says err nowhere
expect 0 "$FIGTRAIL" merge-driver --help
says out "git config merge.figtrail.driver 'figtrail merge-driver %O %A %B %P %L'"
if [ "$(id -u)" != 0 ]; then
    mkdir closed && cp base ours theirs closed && chmod 555 closed
    expect 2 "$FIGTRAIL" merge-driver closed/base closed/ours closed/theirs x.csv
    chmod 755 closed
fi
cd ..

# ---- by git ---------------------------------------------------------------------------------------

git init -q -b main project
cd project
git config user.name Test
git config user.email test@example.org
git config core.autocrlf false
# the two lines of the documentation
echo 'data/**/*.csv merge=figtrail' >.gitattributes
git config merge.figtrail.driver "'$FIGTRAIL' merge-driver %O %A %B %P %L"
mkdir -p data/claims
cat >data/datapackage.json <<'JSON'
{"name": "small", "resources": [
  {"name": "scores", "path": "claims/scores.csv", "schema": {
    "fields": [{"name": "model"}, {"name": "test"}, {"name": "value"}, {"name": "note"}],
    "primaryKey": ["model", "test"]}}]}
JSON
file=data/claims/scores.csv
printf 'model,test,value,note\ngpt-4,gsm8k,92,\ngpt-4,mmlu,86.4,\nllama,mmlu,68.9,\n' >$file
git add . && git commit -qm base

# versions OURS THEIRS: two branches whose table is what the sed programs or commands make of it
versions() {
    git checkout -q -B theirs main && eval "$2" && git add -A && git commit -qm theirs
    git checkout -q -B ours main && eval "$1" && git add -A && git commit -qm ours
}
# merges TEXT: without conflict
merges() {
    expect 0 git merge --no-edit theirs
    printf '%b' "$1" | diff - $file || fail "another merge"
}
conflicts() {
    expect 1 git merge --no-edit theirs
    printf '%b' "$1" | diff - $file || fail "another conflict"
    git ls-files -u | grep -q "$file" || fail "git knows of no conflict"
    git merge --abort
}
head='model,test,value,note\n'

# two curators add a row at one place
versions "sed -i '/llama/i gpt-4,o,1,' $file" "sed -i '/llama/i gpt-4,p,2,' $file"
merges "${head}gpt-4,gsm8k,92,\ngpt-4,mmlu,86.4,\ngpt-4,o,1,\ngpt-4,p,2,\nllama,mmlu,68.9,\n"
# they change different cells of one row, and neighbours
versions "sed -i '/gpt-4,mmlu/s/86.4/86.5/; /gpt-4,gsm8k/s/92/93/' $file" "sed -i '/gpt-4,mmlu/s/\$/n/' $file"
merges "${head}gpt-4,gsm8k,93,\ngpt-4,mmlu,86.5,n\nllama,mmlu,68.9,\n"
# one cell
versions "sed -i 's/86.4/86.5/' $file" "sed -i 's/86.4/86.6/; /llama/s/\$/n/' $file"
conflicts "${head}gpt-4,gsm8k,92,\n<<<<<<< ours\ngpt-4,mmlu,86.5,\n=======\ngpt-4,mmlu,86.6,\n>>>>>>> theirs\nllama,mmlu,68.9,n\n"
says err 'data/claims/scores.csv:3: error: merge-conflict: row "gpt-4", "mmlu": both changed it: value was "86.4", ours "86.5", theirs "86.6"'
# the same change
versions "sed -i 's/86.4/86.5/' $file" "sed -i 's/86.4/86.5/; /llama/s/\$/n/' $file"
merges "${head}gpt-4,gsm8k,92,\ngpt-4,mmlu,86.5,\nllama,mmlu,68.9,n\n"
# one removes what the other changed, or what it left alone
versions "sed -i '/gsm8k/d' $file" "sed -i 's/,92,/,95,/' $file"
conflicts "${head}<<<<<<< ours\n=======\ngpt-4,gsm8k,95,\n>>>>>>> theirs\ngpt-4,mmlu,86.4,\nllama,mmlu,68.9,\n"
versions "sed -i '/gsm8k/d' $file" "sed -i '/gpt-4,mmlu/s/\$/n/' $file"
merges "${head}gpt-4,mmlu,86.4,n\nllama,mmlu,68.9,\n"
# one turns the rows round, the other changes one
versions "{ head -n 1 $file; tail -n +2 $file | tac; } >x && mv x $file" "sed -i 's/86.4/86.5/' $file"
merges "${head}llama,mmlu,68.9,\ngpt-4,mmlu,86.5,\ngpt-4,gsm8k,92,\n"
# line ends
versions "sed -i 's/\$/\r/' $file" "sed -i 's/86.4/86.5/' $file"
merges "model,test,value,note\r\ngpt-4,gsm8k,92,\r\ngpt-4,mmlu,86.5,\r\nllama,mmlu,68.9,\r\n"
# line breaks in cells
versions "sed -i '/gpt-4,mmlu/s/\$/\"two\nlines\"/' $file" "sed -i 's/86.4/86.5/' $file"
merges "${head}gpt-4,gsm8k,92,\ngpt-4,mmlu,86.5,\"two\nlines\"\nllama,mmlu,68.9,\n"
# a new column
versions "sed -i '1s/note/unit,note/; 2,\$s/,\([^,]*\)\$/,%,\1/' $file" "echo new,mmlu,1,n >>$file"
merges "model,test,value,unit,note\ngpt-4,gsm8k,92,%,\ngpt-4,mmlu,86.4,%,\nllama,mmlu,68.9,%,\nnew,mmlu,1,,n\n"
# a table that both add, from below the top folder
versions "printf 'id,a\nx,1\n' >data/new.csv" "printf 'id,a\ny,2\n' >data/new.csv"
cd data && expect 0 git merge --no-edit theirs && cd ..
printf 'id,a\nx,1\ny,2\n' | cmp - data/new.csv || fail "a table that both added"
# a rebase goes the same way
versions "sed -i 's/86.4/86.5/' $file" "sed -i '/gpt-4,mmlu/s/\$/n/' $file"
expect 0 git rebase theirs
printf '%b' "${head}gpt-4,gsm8k,92,\ngpt-4,mmlu,86.5,n\nllama,mmlu,68.9,\n" | cmp - $file || fail "a rebase"

# ---- our own tables -------------------------------------------------------------------------------

git checkout -q main
rm -rf data && cp -R "$FIGTRAIL_ROOT/data" . && git add -A && git commit -qm "our data"
file=data/claims/benchmarks.csv
# both add claims beside each other and mend different columns of one claim
versions "sed -n 20p $file | sed 's/^[^,]*/zzz.ours/' >>$file; sed -i '10s/,normal,/,preferred,/' $file" \
    "sed -n 20p $file | sed 's/^[^,]*/zzz.theirs/' >>$file; sed -i '10s/\$/a note/' $file"
expect 0 git merge --no-edit theirs
[ "$(wc -l <$file)" = $(($(git show main:$file | wc -l) + 2)) ] || fail "rows are lost"
sed -n 10p $file | grep -q ',preferred,,a note$' || { sed -n 10p $file >&2; fail "a cell is lost"; }
expect 0 "$FIGTRAIL" fmt --check data

echo "merge_driver.sh: ok"
