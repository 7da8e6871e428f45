#!/bin/bash
# cmake --install puts a program in place that runs; and what the program itself answers.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
failed=0

# answers STATUS STREAM PATTERN ARGUMENT...: exit status, and what that stream says; the other
# stream stays empty.
answers()
{
    local expected=$1 stream=$2 pattern=$3 status=0 other=out
    shift 3
    "$program" "$@" >out 2>err </dev/null || status=$?
    [[ $stream == err ]] || other=err
    if [[ $status != "$expected" || -s $other ]] || ! grep -q -e "$pattern" "$stream"; then
        failed=1
        echo "figtrail $*: status $status, expected $expected and '$pattern' on std$stream; got:"
        cat out err
    fi
}

cmake --install "$(dirname "$FIGTRAIL")" --prefix "$work/usr" >log || { cat log; exit 1; }
program=$work/usr/bin/figtrail

version=$(sed -n 's/^project(figtrail VERSION \([0-9.]*\).*/\1/p' "$FIGTRAIL_ROOT/CMakeLists.txt")
answers 0 out "^figtrail $version\$" --version
answers 0 out '^Usage: figtrail COMMAND' --help
answers 0 out '^Usage: figtrail COMMAND' -h
answers 0 out 'figtrail merge' help merge
answers 2 err "no command is called 'merg'; did you mean 'merge'?" help merg
answers 2 err 'no command given'
answers 2 err "no command is called 'biuld'; did you mean 'build'?" biuld
answers 2 err "no command is called ''" ''
answers 2 err "no command is called '--biuld'" --biuld
for command in build merge render trace validate; do
    answers 0 out "^  $command " --help
    answers 0 out "figtrail $command" $command --help
    answers 2 err "Try 'figtrail $command --help'" $command --no-such-option
done

# a result that nobody can take is no success
if [[ -c /dev/full ]]; then
    status=0
    "$program" --version >/dev/full 2>err || status=$?
    if [[ $status != 2 ]] || ! grep -q 'cannot write to standard output' err; then
        failed=1
        echo "figtrail --version >/dev/full: status $status, expected 2"
    fi
fi
exit $failed
