# shellcheck shell=sh
# setup: what the scripts share that must work on a machine with nothing but a shell: installing
# the packages of charts/packages, and building a preset.  Sourced, not run; POSIX sh.
# Whoever sources it has set ROOT, the repository, and is there.

say()
{
    printf '==> %s\n' "$*"
}

fail()
{
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 2
}

# package_names USE...: the packages of these uses, on one line.
package_names()
{
    for use in "$@"; do
        sed -n -e 's/#.*//' -e "s/^$use://p" "$ROOT/charts/packages"
    done | tr -s ' \n' ' ' | sed -e 's/^ //' -e 's/ $//'
}

package_installed()
{
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# as_root COMMAND...: runs it as root; without a terminal nobody could type a password.
as_root()
{
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# install_packages USE...: installs what is missing; asks the network only then.
install_packages()
{
    names=$(package_names "$@")
    if ! command -v dpkg-query >/dev/null; then
        say "this is no Debian or Ubuntu: going on with what is here. It should be (Debian's names):"
        echo "    $names"
        return
    fi
    missing=
    for name in $names; do
        package_installed "$name" || missing="$missing $name"
    done
    if [ -z "$missing" ]; then
        say "packages: all there"
        return
    fi
    if ! command -v apt-get >/dev/null; then
        fail "there is no apt-get here; install these packages, then try again:$missing"
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        fail "packages are missing, and neither are you root nor is sudo here; have root run:
    apt-get install --no-install-recommends$missing"
    fi
    say "packages: installing$missing"
    as_root apt-get -q update || say "apt-get update failed: trying with the lists that are here"
    # shellcheck disable=SC2086 # one word per package
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o DPkg::Lock::Timeout=300 install \
        --no-install-recommends $missing ||
        fail "could not install packages; try yourself:
    apt-get update && apt-get install --no-install-recommends$missing"
}

# Stops with the reason when CMake is missing or too old for CMakePresets.json.
check_cmake()
{
    command -v cmake >/dev/null || fail "there is no cmake here; install version 3.25 or later"
    version=$(cmake --version | sed -n '1s/[^0-9]*\([0-9][0-9.]*\).*/\1/p')
    major=${version%%.*}
    minor=${version#*.}
    minor=${minor%%.*}
    if [ "$major" -lt 3 ] || { [ "$major" -eq 3 ] && [ "$minor" -lt 25 ]; }; then
        fail "CMake here is $version, and 3.25 or later is needed (Debian 12, Ubuntu 23.04 and later
    have it; on an older system get a newer one from https://cmake.org/download)"
    fi
}

# build_preset PRESET [OPTION...]: configures (with these options) and builds build/PRESET.
build_preset()
{
    preset=$1
    shift
    check_cmake
    say "building build/$preset"
    cache=$ROOT/build/$preset/CMakeCache.txt
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$ROOT" "$cache"; then
        say "the repository was moved: configuring anew"
        set -- --fresh "$@"
    fi
    cmake --preset "$preset" --log-level=NOTICE "$@" || return
    cmake --build --preset "$preset"
}
