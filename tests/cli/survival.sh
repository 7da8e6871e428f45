#!/usr/bin/env bash
# What is left of record and seal when other programs rewrite a picture: the table in src/trail/record.md.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"
if [[ -n ${ASAN_OPTIONS:-} ]]; then
    echo 'survival.sh: other programs rewrite the same bytes under AddressSanitizer: not tested again' >&2
    exit 77
fi

write_project project
for format in svg png pdf; do
    expect 0 "$FIGTRAIL" render project/charts/scores.vl.json --data project/data -o scores.$format
done
expect 0 "$FIGTRAIL" render project/charts/scores.vl.json --data project/data --scale 0.2 -o small.png

# left STATE FILE: what trace finds, "none" when the record is lost.
left()
{
    local found
    "$FIGTRAIL" trace "$2" --format json >out 2>err || true
    found=$(sed -n 's/.*"state": "\(.*\)",*/\1/p' out)
    [[ ${found:-none} == "$1" ]] || { cat err >&2; fail "$2: ${found:-none}, not $1"; }
}

# when PROGRAM: whether it is here
when()
{
    command -v "$1" >/dev/null || { echo "survival.sh: no $1: not tested with it" >&2; return 1; }
}

if when optipng; then
    expect 0 optipng -quiet -o1 scores.png -out optipng.png
    left intact optipng.png
fi
if when zopflipng; then
    expect 0 zopflipng -y -q --iterations=1 --keepchunks=iTXt small.png kept.png
    left intact kept.png
    expect 0 zopflipng -y -q --iterations=1 small.png zopfli.png
    left none zopfli.png
fi
if when exiftool; then
    expect 0 exiftool -q -o exiftool.png -Comment=x scores.png
    left intact exiftool.png
fi
if when xmllint; then
    expect 0 xmllint --format --output indented.svg scores.svg
    left intact indented.svg
fi
if when rsvg-convert; then
    expect 0 rsvg-convert scores.svg -o painted.png
    left none painted.png
fi
if when gs; then
    expect 0 gs -q -o gs.pdf -sDEVICE=pdfwrite scores.pdf
    left picture-changed gs.pdf
fi
if when inkscape; then
    expect 0 timeout 60 inkscape --export-type=svg --export-filename=inkscape.svg scores.svg
    left picture-changed inkscape.svg
fi
if when soffice; then
    expect 0 timeout 120 soffice "-env:UserInstallation=file://$PWD/profile" --headless --norestore \
        --convert-to png --outdir office scores.png
    left none office/scores.png
fi
# svgo is no package of Debian
if ! command -v svgo >/dev/null && command -v npm >/dev/null; then
    timeout 60 npm install --silent --no-audit --no-fund --prefix npm svgo >npm.log 2>&1 || true
    PATH=$PATH:$PWD/npm/node_modules/.bin
fi
if when svgo; then
    expect 0 svgo --quiet -i scores.svg -o svgo.svg
    left none svgo.svg
    echo "export default { plugins: [{ name: 'preset-default', params: { overrides: { removeMetadata: false } } }] };" \
        >svgo.config.mjs
    expect 0 svgo --quiet --config svgo.config.mjs -i scores.svg -o metadata.svg
    left picture-changed metadata.svg
fi
