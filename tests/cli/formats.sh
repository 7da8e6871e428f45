#!/usr/bin/env bash
# figtrail validate --format: SARIF by its official schema, JSON, the list of rules.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

# ---- a table with faults of several rules and levels, more than are shown ---------------------------

cat >schema.json <<'JSON'
{"fields": [{"name": "id"}, {"name": "score", "type": "number", "constraints": {"maximum": 100}}],
 "primaryKey": "id", "constrains": {}}
JSON
{
    printf 'id,score,more\n'
    for i in 1 2 3 4 5 6; do printf '%s,101,\n' "$i"; done
    printf '1,"86,4",x\n"a ""b""\né",x,\n,1\n'
} >'my scores é.csv'

findings() { # findings FORMAT OPTION...: of that table, on stdout
    local format=$1 status=0
    shift
    "$FIGTRAIL" validate 'my scores é.csv' --schema schema.json --format "$format" --output - "$@" || status=$?
    [ "$status" = 1 ] || fail "$format: status $status, expected 1"
}

findings sarif >all.sarif
findings sarif --max-errors 3 --rule constraint-error=warning >some.sarif
"$FIGTRAIL" validate "$FIGTRAIL_ROOT/data" --format sarif --output none.sarif >out || fail "our own data"
findings json >all.json

# ---- the form that must be there, always checked -----------------------------------------------------

for file in *.sarif; do
    [ "$(head -c 1 "$file")$(tail -n 1 "$file")" = '{}' ] || fail "$file: no object"
    grep -qF '"version": "2.1.0"' "$file" || fail "$file: no version"
    grep -qF '"columnKind": "unicodeCodePoints"' "$file" || fail "$file: no kind of columns"
    # every rule is described, once
    n_rules=$("$FIGTRAIL" validate --rules | wc -l)
    [ "$(grep -cE '"shortDescription": ' "$file")" -ge "$n_rules" ] || fail "$file: a rule is missing"
done
grep -qF '"uri": "my%20scores%20%C3%A9.csv"' all.sarif || fail "a path that is no URI"
grep -qF 'more not shown' some.sarif || fail "the limit cuts in silence"
grep -qF '"ruleId"' none.sarif && fail "results without findings"
[ "$(grep -c '"ruleId"' some.sarif)" = 3 ] || fail "not 3 results"

# ---- each rule of --rules has a level and states a fault in one form ----------------------------------

"$FIGTRAIL" validate --rules >rules
grep -vE '^[a-z][a-z0-9-]+ +(error|warning|note) +[^A-Z ].*[^.]$' rules && fail "a rule in another form"
[ -z "$(cut -d' ' -f1 rules | sort | uniq -d)" ] || fail "a rule stands twice"

# ---- each rule has a seeded fault in the tests of its folder -----------------------------------------

while read -r rule _; do
    # as a finding in an expected text: 'RULE: message', or 'RULE' alone
    grep -rqE "[ \"]$rule(: |\")" "$FIGTRAIL_ROOT"/tests/{base,table,claims,evidence} --include='*.c' ||
        fail "no test seeds a fault for $rule"
done <rules

# ---- the official schema, where node and the npm registry are -----------------------------------------

skip() {
    echo "formats.sh: SKIPPED the official schema of SARIF: $*" >&2
    exit 0
}
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then skip "no node"; fi
echo '{"private": true}' >package.json
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8 ajv-formats@3 >npm.log 2>&1 ||
    skip "no npm registry"
# this package ships the schema of OASIS (2.1.0-rtm.5) as a file; nothing of it is run
npm pack --silent @microsoft/jest-sarif@1.0.0-beta.0 >npm.log 2>&1 || skip "no npm registry"
tar -xzf microsoft-jest-sarif-*.tgz package/lib/schemas/sarif-2.1.0-rtm.5.json
cat >check.mjs <<'JS'
import {readFileSync} from 'node:fs';
import Ajv from 'ajv';
import formats from 'ajv-formats';
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const schema = read('package/lib/schemas/sarif-2.1.0-rtm.5.json');
delete schema.$schema;
delete schema.id; // of draft 4, of which it uses nothing else
const ajv = new Ajv.default({strict: false, allErrors: true, unicodeRegExp: false});
formats.default(ajv);
const validate = ajv.compile(schema);
for (const path of process.argv.slice(2)) {
    if (!validate(read(path))) {
        console.error(path, validate.errors);
        process.exit(1);
    }
}
// that the check can fail
const broken = read('all.sarif');
broken.runs[0].results[0].level = 'loud';
process.exit(validate(broken) ? 1 : 0);
JS
node check.mjs ./*.sarif || fail "not valid against the schema"
