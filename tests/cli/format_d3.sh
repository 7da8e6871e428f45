#!/usr/bin/env bash
# The texts of tests/chart/format_d3.txt, which tests/chart/format_d3.c holds our formats against, are those of
# d3-format and d3-time-format. The packages are taken from NODE_PATH, or else from npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unavailable()
{
    echo "format_d3.sh: $1: NOT COMPARED WITH D3" >&2
    exit 77
}

command -v node >/dev/null || unavailable 'node is not here'
folder=${NODE_PATH-}; folder=${folder%%:*}
if [[ ! -d $folder/d3-format || ! -d $folder/d3-time-format ]]; then
    timeout 60 npm install --silent --no-audit --no-fund --prefer-offline --prefix "$work" \
        d3-format@3.1.3 d3-time-format@4.1.1 >/dev/null 2>&1 || unavailable 'npm does not give d3'
    folder=$work/node_modules
fi
node "$FIGTRAIL_ROOT/tests/chart/format_d3.mjs" "$FIGTRAIL_ROOT/tests/chart/format_d3.txt" "$folder"
