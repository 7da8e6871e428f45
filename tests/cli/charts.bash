# shellcheck shell=bash
# What the tests of build, render and trace share: sourced, not run.
# Gives small charts besides what shared.bash gives.

# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"

# same FILE FILE: the files are the same, byte for byte.
same()
{
    cmp -s "$1" "$2" || fail "$1 and $2 differ"
}

# outputs FOLDER: digests of all that a build wrote there.
outputs()
{
    (cd "$1" && find . -type f ! -name '*.vl.json' -print0 | sort -z | xargs -0 sha256sum)
}

# A chart with its data inside, and one of the project's own figures.
write_charts()
{
    mkdir -p "$1"
    cat >"$1/bars.vl.json" <<'SPEC'
{
  "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
  "title": "Two bars",
  "description": "Two bars, of three and of five.",
  "data": {"values": [{"thing": "é & <x>", "n": 3}, {"thing": "second", "n": 5}]},
  "mark": "bar",
  "encoding": {
    "x": {"field": "n", "type": "quantitative"},
    "y": {"field": "thing", "type": "nominal"}
  }
}
SPEC
    cat >"$1/scores.vl.json" <<'SPEC'
{
  "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
  "title": "MMLU accuracy of GPT-4",
  "description": "A dot for each figure that a source gives.",
  "usermeta": {"figtrail": {"presets": ["slide", "page"]}},
  "data": {"name": "figures"},
  "transform": [
    {"filter": {"field": "metric", "equal": "mmlu"}},
    {"filter": {"field": "subject", "equal": "gpt-4"}}
  ],
  "layer": [
    {"mark": {"type": "point", "filled": true}},
    {"mark": {"type": "text", "align": "left", "dx": 10}, "encoding": {"text": {"field": "printed"}}}
  ],
  "encoding": {
    "x": {"field": "value", "type": "quantitative"},
    "y": {"field": "setting", "type": "nominal"}
  }
}
SPEC
}

# A project of the repository's data and these charts.
write_project()
{
    mkdir -p "$1"
    cp -r "$FIGTRAIL_ROOT/data" "$1/data"
    write_charts "$1/charts"
}
