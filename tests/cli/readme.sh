#!/usr/bin/env bash
# Every console block of the README runs as written, in a copy of the repository's data and charts,
# and prints what the README says.
set -eu

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$FIGTRAIL_ROOT/data" "$FIGTRAIL_ROOT/charts" "$work"
PATH=$(dirname "$FIGTRAIL"):$PATH
cd "$work"
figtrail build >build.log 2>&1 # another drawing environment than the committed one is no failure

# run COMMAND: its output and errors, warnings of the data left out
run()
{
    bash -c "$1" 2>&1 | grep -v ': warning: ' || true
}

status=0
command=
expected=
check()
{
    [ -n "$command" ] || return 0
    actual=$(run "$command")
    # a block ends where the next command or the fence stands; blank lines at its end do not count
    if [ "$actual" != "$(printf '%s' "$expected")" ]; then
        printf 'README says of: %s\n' "$command"
        diff <(printf '%s\n' "$expected") <(printf '%s\n' "$actual") || true
        status=1
    fi
    count=$((count + 1))
    command=
    expected=
}

inside=no
count=0
while IFS= read -r line; do
    case $inside$line in
    'no```console') inside=yes ;;
    'yes```')
        check
        inside=no
        ;;
    'yes$ '*)
        check
        command=${line#\$ }
        ;;
    yes*) expected+=${expected:+$'\n'}$line ;;
    esac
done <"$FIGTRAIL_ROOT/README.md"

if [ "$count" -lt 5 ]; then
    echo "only $count commands were found in the README"
    status=1
fi
echo "$count commands of the README ran"
exit $status
