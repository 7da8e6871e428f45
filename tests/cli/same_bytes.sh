#!/usr/bin/env bash
# Same input, same bytes, in every format: in another folder, locale, time zone, home, with another file
# order and umask, and by any number of jobs.  (Two runs in one process: tests/render/twice.c.)
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

# ---- locales that are not installed are made here ---------------------------------------------

export LOCPATH=$work/locales
mkdir "$LOCPATH"
for name in pt_BR tr_TR; do
    localedef -i $name -f UTF-8 "$LOCPATH/$name.UTF-8" >/dev/null 2>&1 || :
    if [[ $(LC_ALL=$name.UTF-8 locale decimal_point 2>/dev/null) != , ]]; then
        echo "SKIPPED: the locale $name.UTF-8 cannot be made; install the package locales" >&2
        exit 77
    fi
done

# ---- the same project, all charts of the repository included ----------------------------------

write_project one
cp "$FIGTRAIL_ROOT"/charts/*.vl.json one/charts/ 2>/dev/null || :
sed -i 's/"presets"/"formats": ["png", "svg", "pdf"], &/' one/charts/scores.vl.json
mkdir -p 'other place/deep/ünï'
two='other place/deep/ünï/two'
mkdir "$two"
# copied in the reverse order, so that folders list their files differently
(cd one && find . -mindepth 1 -type d | sort) | while read -r folder; do mkdir -p "$two/$folder"; done
(cd one && find . -type f | sort -r) | while read -r file; do cp "one/$file" "$two/$file"; done
find "$two" -exec touch -d '1999-12-31' {} +

# build FOLDER VARIABLE=VALUE...: from scratch by $jobs jobs; digests of the outputs
jobs=2
build()
{
    find "$1/charts" -type f ! -name '*.vl.json' -delete
    (cd "$1" && expect 0 env "${@:2}" "$FIGTRAIL" build --jobs "$jobs")
    outputs "$1/charts"
}

build one LC_ALL=C TZ=UTC >expected
[[ $(wc -l <expected) -ge 12 ]] || fail "few outputs: $(<expected)"
[[ -s one/charts/scores.page.pdf ]] || fail 'no PDF among them'
(cd one && expect 0 "$FIGTRAIL" build --force --jobs 1)
outputs one/charts | cmp -s - expected || fail 'the second build in the same place differs'

check()
{
    build "$@" >found
    diff expected found >&2 || fail "differs with $*"
}
check "$two" LC_ALL=pt_BR.UTF-8 TZ=America/Sao_Paulo LANGUAGE=pt_BR
jobs=9
(umask 077 && check "$two" LC_ALL=tr_TR.UTF-8 TZ=Asia/Tokyo HOME="$work/nobody" LANGUAGE=ja PANGO_LANGUAGE=ja:zh)
jobs=1
check one -i LOCPATH="$LOCPATH" LC_ALL=pt_BR.UTF-8 PATH="$PATH" FC_LANG=ja SOURCE_DATE_EPOCH=1 \
    FONTCONFIG_FILE=/nonexistent XDG_CONFIG_HOME="$work" COLUMNS=20 GDK_SCALE=2 \
    ASAN_OPTIONS="${ASAN_OPTIONS:-}" LSAN_OPTIONS="${LSAN_OPTIONS:-}"

# ---- no place or clock in any output ----------------------------------------------------------

for file in one/charts/*; do
    if grep -aqF -e "$work" -e "$(hostname)" -e "$(date +%Y-%m-%dT%H)" "$file"; then
        # a host may be called as something in the data
        if grep -aqF -e "$work" "$file"; then fail "$file tells where it was made"; fi
    fi
done

# ---- the terminal's answers too ---------------------------------------------------------------

expect 0 "$FIGTRAIL" trace one/charts/scores.png
mv out trace.C
expect 0 env LC_ALL=tr_TR.UTF-8 "$FIGTRAIL" trace one/charts/scores.svg
same out trace.C
