# shellcheck shell=bash
# What the tests of commands share: sourced, not run.
# Gives an own folder to work in, and checks that say what they found.

work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work" || exit
unset FIGTRAIL_SNAPSHOTS

fail()
{
    echo "${0##*/}: $*" >&2
    exit 1
}

# expect STATUS COMMAND...: runs it; its output is in the files out and err of $work.  A test of one
# command names it once, as in tested=("$FIGTRAIL" merge), and then only its arguments.
tested=()
expect()
{
    local want=$1 status=0
    shift
    "${tested[@]}" "$@" >"$work/out" 2>"$work/err" || status=$?
    [[ $status == "$want" ]] || { head -n 50 "$work/out" "$work/err" >&2; fail "$*: status $status, expected $want"; }
}

# says FILE TEXT: the file holds the text; out and err are those of the last command.
says()
{
    local file=$1
    [[ $file != out && $file != err ]] || file=$work/$file
    grep -qF -- "$2" "$file" || { head -c 4000 "$file" >&2; fail "no \"$2\" in $file"; }
}
