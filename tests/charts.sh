#!/bin/bash
# The charts that are here are what this build draws from the data that are here, to the byte.
#
# Usage: charts.sh FIGTRAIL   the program, e.g. build/dev/figtrail
#
# Exit status: 0 the same; 1 stale or changed by hand; 77 this machine draws with other versions of
# Cairo, Pango or the fonts than the lock file names, and nothing else differs.
set -euo pipefail

figtrail=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/charts"
cp -r "$root/data" "$work/data"
cp "$root"/charts/*.vl.json "$work/charts"
(cd "$work" && "$figtrail" build >log) || { cat "$work/log"; exit 1; }

# all that a build writes, by name and digest
outputs()
{
    (cd "$1" && find . \( -name '*.svg' -o -name '*.png' -o -name '*.sources.csv' -o -name figtrail.lock \) \
        -exec sha256sum {} + | LC_ALL=C sort -k 2)
}

environment()
{
    sed -n '/"environment"/,/}/p' "$1/figtrail.lock"
}

drawn=$(outputs "$work/charts")
if [[ $(outputs "$root/charts") == "$drawn" ]]; then
    echo "charts: $(wc -l <<<"$drawn") files, all as drawn"
    exit
fi
if [[ -f $root/charts/figtrail.lock ]] &&
    ! diff <(environment "$root/charts") <(environment "$work/charts"); then
    # what says which figures are drawn must be the same anywhere
    for file in "$work"/charts/*.sources.csv; do
        cmp "$file" "$root/charts/${file##*/}"
    done
    echo "charts: drawn by other libraries or fonts (above); only their *.sources.csv were compared"
    exit 77
fi
diff <(outputs "$root/charts") <(echo "$drawn") || true
echo "charts: stale, changed by hand or left over (< here, > drawn); run ./charts/regenerate"
exit 1
