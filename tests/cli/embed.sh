#!/usr/bin/env bash
# figtrail embed: the snippet for each language, from the built picture alone; hostile words stay words.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

write_project .
cat >charts/bad.vl.json <<'SPEC'
{
  "title": "50 % \\of{all} & <b>\"#$_^~</b> ](x) -->",
  "description": "*Alt* `code` [link](y) -- \"quoted\" & <i>",
  "data": {"values": [{"a": 1}]}, "mark": "point", "encoding": {"x": {"field": "a", "type": "quantitative"}}
}
SPEC
expect 0 "$FIGTRAIL" build scores bad

# the picture, its alt text, its title, its sources
expect 0 "$FIGTRAIL" embed scores
says out '](charts/scores.svg)'
says out '![A dot for each figure that a source gives.]'
says out '**MMLU accuracy of GPT-4**'
says out '1. [Epoch AI'
# of one claim: its words; of several: the page
says out '/gpt-4/7/#:~:text=MMLU%20%5B49%5D%2086.4%25%2070.0%25)'
says out 'rl03TiFtrMr5N250SBB9)'
says charts/scores.svg 'rl03TiFtrMr5N250SBB9#:~:text=from%2084.2%25%20with%20greedy%20sampling"'
expect 0 "$FIGTRAIL" embed scores --as html --base some/where --variant page
says out 'srcset="../../charts/scores.page.svg"'
says out 'src="../../charts/scores.page.png" width="800" height="'
if grep -q 2x out; then fail 'a picture that is not there'; fi
expect 0 "$FIGTRAIL" build scores --scale 2
expect 0 "$FIGTRAIL" embed scores --as html --base charts
says out 'src="scores.png" srcset="scores.png, scores@2x.png 2x"'
expect 0 "$FIGTRAIL" embed scores --as latex
says out '\includegraphics['
says out '\href{https://'
expect 0 "$FIGTRAIL" embed scores --as beamer
says out '\begin{frame}'
expect 0 "$FIGTRAIL" embed scores --as typst
says out 'image("charts/scores.svg", alt: "A dot'

# what would be markup is text
expect 0 "$FIGTRAIL" embed bad --as html
says out '50 % \of{all} &amp; &lt;b&gt;'
xmllint --html --noout out 2>/dev/null || fail 'no HTML'
if grep -q '<b>' out; then fail 'HTML of a title'; fi
expect 0 "$FIGTRAIL" embed bad --as latex
says out '50 \% \textbackslash{}of\{all\} \& <b>"\#\$\_\textasciicircum{}\textasciitilde{}</b>'
expect 0 "$FIGTRAIL" embed bad --as typst
says out '#"50 % \\of{all} & <b>\"#$_^~</b> ](x) -->"'
expect 0 "$FIGTRAIL" embed bad --as revealjs
says out '<aside class="notes">'
expect 0 "$FIGTRAIL" embed bad --as marp
[[ $(grep -c -- '-->' out) == 1 ]] || fail 'a comment ends twice'
expect 0 "$FIGTRAIL" embed bad --as markdown
if command -v pandoc >/dev/null; then
    pandoc -f commonmark -t plain --wrap=none out >plain
    says plain '50 % \of{all} & <b>"#$_^~</b> ](x) -->'
fi

# what is not there
expect 2 "$FIGTRAIL" embed
expect 2 "$FIGTRAIL" embed scores --as word
says err 'there are markdown, html'
expect 2 "$FIGTRAIL" embed scores --variant poster
says err "'figtrail build scores' draws it"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >charts/foreign.svg
expect 2 "$FIGTRAIL" embed foreign
if "$FIGTRAIL" embed scores >/dev/full 2>err; then fail 'a full disk is no trouble'; fi
