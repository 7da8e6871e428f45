#!/bin/sh
# layers.sh finds what it is there to find: each of these seeded files breaks the rule once.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# seed FILE INCLUDE PATTERN: a tree with only this file must give one fault that matches PATTERN,
# or, with an empty PATTERN, none.
seed()
{
    rm -rf "$work/tree"
    mkdir -p "$work/tree/$(dirname "$1")" "$work/tree/src" "$work/tree/tests"
    printf 'set(FIGTRAIL_FOLDERS base table chart scene trail render)\n' >"$work/tree/CMakeLists.txt"
    printf '/* a file */\n#include %s\n' "$2" >"$work/tree/$1"
    status=0
    "$here/layers.sh" "$work/tree" >"$work/out" || status=$?
    if [ -z "$3" ] && [ "$status" = 0 ] && [ ! -s "$work/out" ]; then
        return
    fi
    if [ -n "$3" ] && [ "$status" = 1 ] && grep -q "^$1:[12]: error: layer: .*$3" "$work/out" &&
        [ "$(wc -l <"$work/out")" = 1 ]; then
        return
    fi
    failed=1
    printf '%s with %s: status %s, expected "%s", got:\n' "$1" "$2" "$status" "$3"
    cat "$work/out"
}

seed src/base/up.c '"table/table.h"' 'table/ comes after it'
seed src/chart/up.h '"scene/scene.h"' 'scene/ comes after it'
seed src/chart/up.c '<render/render.h>' 'render/ comes after it'
seed tests/base/up.c '"table/table.h"' 'table/ comes after it'
seed src/chart/bare.c '"chart.h"' 'name our own headers from src/'
seed src/chart/relative.c '"../scene/scene.h"' 'name our own headers from src/'
seed src/other/new.c '<glib.h>' 'not in FIGTRAIL_FOLDERS'
seed src/base/csv.c '<csv.h>' 'known only to src/table/'
seed src/base/other.c '<cjson/cJSON.h>' 'known only to src/base/json'
seed src/scene/layout.c '<pango/pangocairo.h>' 'known only to src/scene/drawing_library.'
seed src/scene/axis.c '<cairo.h>' 'known only to'
seed src/chart/icu.c '<unicode/unum.h>' 'known only to src/evidence/icu_library.'
seed src/scene/png.c '<png.h>' 'known only to src/trail/png_library.'
seed src/render/xml.c '<libxml/parser.h>' 'known only to src/evidence/xml_library.'

seed src/base/own.c '"base/number.h"' ''
seed src/table/down.c '"base/number.h"' ''
seed src/table/reader.c '<csv.h>' ''
seed src/base/json.h '<cjson/cJSON.h>' ''
seed src/scene/drawing_library.h '<cairo-pdf.h>' ''
seed tests/render/png.c '<png.h>' ''
seed tests/scene/layout.c '"../fixture.h"' ''
exit $failed
