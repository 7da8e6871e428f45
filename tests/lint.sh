#!/bin/bash
# What the compiler does not say: layout, clang-tidy, cppcheck and shellcheck.
#
# Usage: lint.sh [format|tidy|cppcheck|shell]...   all of them by default
#
# tidy reads the compile commands of build/dev (another folder: FIGTRAIL_BUILD).  Exit status: 0
# clean, 1 findings, 77 findings of a version other than the one the project goes by: good advice,
# but no failure, since every version has rules and habits of its own.
# shellcheck disable=SC2317 # 'check' calls the functions
set -euo pipefail
cd "$(dirname "$0")/.."

build=${FIGTRAIL_BUILD:-build/dev}
worst=0

c_files()
{
    find src tests -name '*.[ch]' | LC_ALL=C sort
}

c_sources()
{
    find src tests -name '*.c' | LC_ALL=C sort
}

# By their first line: most have no extension.
shell_files()
{
    find charts tests .ci -type f -exec grep -lIE '^#!/bin/(ba)?sh|^# shellcheck shell=' {} + |
        LC_ALL=C sort
}

# check NAME TOOL VERSION COMMAND...: runs the command; VERSION is the beginning of the tool's
# version that must find nothing ('': any).
check()
{
    local name=$1 tool=$2 version=$3 found
    shift 3
    if ! command -v "$tool" >/dev/null; then
        echo "$name: there is no $tool here"
        worst=1
        return
    fi
    if "$@"; then
        echo "$name: clean"
        return
    fi
    found=$("$tool" --version | sed -n 's/.*[^0-9.]\([0-9]\+\.[0-9.]*\).*/\1/p' | head -n 1)
    if [[ -z $version || $found == "$version"* ]]; then
        echo "$name: findings, see above"
        worst=1
    else
        echo "$name: findings of $tool $found, above; advice only: the project goes by $version"
        [[ $worst == 1 ]] || worst=77
    fi
}

run_format()
{
    c_files | xargs clang-format --dry-run -Werror
}

# clang-tidy tells every time how many warnings of system headers it left out.  Clang's own warnings
# are not asked for: the builds take GCC's as errors.
run_tidy()
{
    if [[ ! -f $build/compile_commands.json ]]; then
        echo "tidy: build the preset dev first" >&2
        return 1
    fi
    c_sources | xargs -P "$(nproc)" -n 1 clang-tidy -p "$build" --quiet --extra-arg=-Wno-error \
        2> >(grep -v ' generated\.$' >&2)
}

# g_assert may call what it likes: no build of ours defines G_DISABLE_ASSERT
run_cppcheck()
{
    cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
        --suppress=assertWithSideEffect --library=gtk --library=tests/cppcheck.cfg \
        --error-exitcode=1 -j "$(nproc)" -I src src tests
}

run_shell()
{
    shell_files | xargs shellcheck -x
}

[[ $# -gt 0 ]] || set -- format tidy cppcheck shell
for what in "$@"; do
    case $what in
    format) check format clang-format 14. run_format ;;
    tidy) check tidy clang-tidy 14. run_tidy ;;
    cppcheck) check cppcheck cppcheck 2.10 run_cppcheck ;;
    shell) check shell shellcheck '' run_shell ;;
    *)
        echo "lint.sh: there is no check called '$what'" >&2
        exit 2
        ;;
    esac
done
exit $worst
