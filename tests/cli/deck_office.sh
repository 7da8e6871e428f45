#!/usr/bin/env bash
# Decks and documents as LibreOffice makes them: five slides with two stale charts, and a report; traced, refreshed, opened by
# LibreOffice again, and the pages compared.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

skip()
{
    echo "deck_office.sh: $*" >&2
    exit 77
}
command -v soffice >/dev/null || skip 'no LibreOffice (packages libreoffice-impress-nogui, libreoffice-writer-nogui)'
command -v pdftoppm >/dev/null || skip 'no pdftoppm (package poppler-utils)'
[[ -z ${ASAN_OPTIONS:-} ]] || skip 'under AddressSanitizer the decks of refresh.sh must do'

# office FORMAT FILE...: all files in one run, with a profile of its own
office()
{
    local format=$1
    shift
    timeout 120 soffice "-env:UserInstallation=file://$work/profile" --headless --norestore --convert-to "$format" "$@" >office.log 2>&1 ||
        { cat office.log >&2; fail "LibreOffice on $*"; }
}

write_project project
for table in project/data/claims/*.csv; do sed -i '1p;/gpt-4.mmlu/!d' "$table"; sed -i '2{/^id,/d}' "$table"; done
(cd project && expect 0 "$FIGTRAIL" build)
mkdir old
cp project/charts/*.{svg,png} old
# a picture, but none of ours
base64 -d >other.png <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==
PNG

names='xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'

# frame PICTURE STYLE ATTRIBUTES: 16 x 9 cm
frame()
{
    printf '<draw:frame draw:style-name="%s" svg:width="16cm" svg:height="9cm" %s><draw:image><office:binary-data>' "$2" "$3"
    base64 -w0 "$1"
    printf '</office:binary-data></draw:image></draw:frame>'
}

# slide TITLE FRAME
slide()
{
    printf '<draw:page draw:name="%s" draw:master-page-name="M"><draw:frame presentation:class="title" presentation:style-name="p" svg:x="1cm"
 svg:y="0.5cm" svg:width="26cm" svg:height="1.6cm"><draw:text-box><text:p>%s</text:p></draw:text-box></draw:frame>%s</draw:page>' "$1" "$1" "$2"
}

place='svg:x="6cm" svg:y="4cm"'
{
    printf '<?xml version="1.0" encoding="UTF-8"?><office:document %s office:mimetype="application/vnd.oasis.opendocument.presentation">' "$names"
    printf '<office:automatic-styles><style:page-layout style:name="L"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm"/></style:page-layout>'
    printf '<style:style style:name="plain" style:family="graphic"/><style:style style:name="p" style:family="presentation"/>'
    printf '<style:style style:name="cropped" style:family="graphic"><style:graphic-properties fo:clip="rect(0cm, 4cm, 0cm, 4cm)"/></style:style></office:automatic-styles>'
    printf '<office:master-styles><style:master-page style:name="M" style:page-layout-name="L"/></office:master-styles><office:body><office:presentation>'
    slide 'Opening words' ''
    slide 'Scores' "$(frame old/scores.png plain "$place")"
    slide 'Bars' "$(frame old/bars.png plain "$place")"
    slide 'Scores, cropped' "$(frame old/scores.png cropped "$place")"
    slide 'Thanks' "$(frame other.png plain "$place")"
    printf '</office:presentation></office:body></office:document>'
} >deck.fodp
{
    printf '<?xml version="1.0" encoding="UTF-8"?><office:document %s office:mimetype="application/vnd.oasis.opendocument.text">' "$names"
    printf '<office:automatic-styles><style:style style:name="plain" style:family="graphic"/></office:automatic-styles><office:body><office:text>'
    printf '<text:h text:outline-level="1">Report</text:h><text:p>Text %s</text:p>' "$(frame old/scores.svg plain 'text:anchor-type="as-char"')"
    printf '<text:h text:outline-level="1">Small</text:h><text:p>%s</text:p>' "$(frame old/scores.png plain 'text:anchor-type="as-char"')"
    printf '</office:text></office:body></office:document>'
} >report.fodt
office odp deck.fodp
office pptx deck.fodp
office odt report.fodt
office docx report.fodt

cd project
sed -i '/gpt-4.mmlu.epoch-mmlu.2,/s/82\.4/82.9/g' data/claims/benchmarks.csv
for deck in deck.pptx deck.odp; do
    expect 1 "$FIGTRAIL" trace ../$deck
    says "$work/out" 'deck of 5 slides: 3 charts of figtrail, 2 stale; 1 other picture'
    says "$work/out" 'slide 4, “Scores, cropped”'
    expect 0 "$FIGTRAIL" refresh ../$deck -o ../new-$deck
    says "$work/out" "2 of 3 charts refreshed"
    expect 0 "$FIGTRAIL" trace ../new-$deck
    says "$work/out" 'all fresh; 1 other picture'
done
# LibreOffice of Debian 12 writes SVG to .docx as a PNG of its own making, without the record
expect 1 "$FIGTRAIL" trace ../report.docx
says "$work/out" 'Word document: 1 chart of figtrail, 1 stale; 1 other picture'
says "$work/out" 'below “Small”'
expect 1 "$FIGTRAIL" trace ../report.odt
says "$work/out" 'OpenDocument text: 2 charts of figtrail, 2 stale'
for report in report.docx report.odt; do
    expect 0 "$FIGTRAIL" refresh ../$report -o ../new-$report
    expect 0 "$FIGTRAIL" trace ../new-$report
done
cd ..

# opened again: as many pages, changed where a chart was stale and nowhere else
office pdf deck.pptx new-deck.pptx new-report.docx
mkdir pptx && mv deck.pdf new-deck.pdf pptx
office pdf deck.odp new-deck.odp new-report.odt
for folder in pptx .; do
    for file in deck new-deck; do
        pages=$(pdfinfo "$folder/$file.pdf" | sed -n 's/^Pages: *//p')
        [[ $pages == 5 ]] || fail "$folder/$file.pdf has $pages pages"
        pdftoppm -r 40 "$folder/$file.pdf" "$folder/$file"
    done
    for page in 1 2 3 4 5; do
        changed=no
        cmp -s "$folder/deck-$page.ppm" "$folder/new-deck-$page.ppm" || changed=yes
        case $page in 2 | 4) want=yes ;; *) want=no ;; esac
        [[ $changed == "$want" ]] || fail "$folder: page $page changed: $changed"
    done
done
[[ $(pdfinfo new-report.pdf | sed -n 's/^Pages: *//p') -ge 1 ]] || fail 'the report cannot be opened'
