#!/usr/bin/env bash
# What a first-time user sees: help that fits 80 columns, and what was meant by a misspelt word.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

narrow()
{
    wide=$(awk 'length > 80' <(LC_ALL=C.UTF-8 sed 's/…/./g' "$work/out"))
    [[ -z $wide ]] || fail "$*: wider than 80 columns: $wide"
}

expect 0 "$FIGTRAIL" --help
narrow --help
commands=$(sed -n 's/^  \([a-z-]*\)  .*/\1/p' "$work/out")
[[ $(wc -w <<<"$commands") -ge 17 ]] || fail "few commands: $commands"
for command in $commands; do
    expect 0 "$FIGTRAIL" "$command" --help
    narrow "$command --help"
    says "$work/out" 'Show this help'
done

expect 0 "$FIGTRAIL" import --help # a long line goes on below its last column
grep -A1 'or - for the claims alone$' "$work/out" | grep -q '^ \{26\}on stdout' ||
    fail 'no hanging indent'

# refuses TEXT ARGUMENT...: a usage error that says the text
refuses()
{
    expect 2 "$FIGTRAIL" "${@:2}"
    says "$work/err" "$1"
    says "$work/err" "--help'."
}
refuses "no command is called 'rendr'; did you mean 'render'?" rendr
refuses "no command is called 'xylophone'" xylophone
refuses 'there is no option --presett; did you mean --preset?' render --presett slide
refuses 'there is no option --xylophone' render --xylophone
refuses 'missing argument for -o' render -o
