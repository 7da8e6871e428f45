#!/usr/bin/env bash
# Charts as PDF: letters as letters, links, the record as an embedded file, and the seal over the page.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

has() # PROGRAM: whether a test that needs it can run
{
    command -v "$1" >/dev/null || { echo "pdf.sh: no $1: not tested with it" >&2; return 1; }
}

write_project project
cd project
expect 0 "$FIGTRAIL" render charts/scores.vl.json -o "$work/scores.pdf"
expect 0 "$FIGTRAIL" render charts/scores.vl.json -o "$work/again.pdf"
expect 0 "$FIGTRAIL" render charts/scores.vl.json --format pdf -o "$work/other.pdf"
expect 0 "$FIGTRAIL" render charts/bars.vl.json -o "$work/bars.pdf"
expect 0 "$FIGTRAIL" render charts/scores.vl.json -o "$work/scores.png"
[[ ! -e charts/scores.pdf ]] || fail 'a PDF is drawn only when it is asked for'
expect 2 "$FIGTRAIL" render charts/scores.vl.json -o /dev/full --format pdf
cd "$work"
same scores.pdf again.pdf
same scores.pdf other.pdf
! grep -aq CreationDate scores.pdf || fail 'the PDF tells when it was drawn'
! grep -aqF "$work" scores.pdf || fail 'the PDF tells where it was drawn'

expect 0 "$FIGTRAIL" trace scores.pdf
says out 'MMLU accuracy of GPT-4'
says out 'the seal is intact'
expect 0 "$FIGTRAIL" trace scores.pdf --format csv
mv out pdf.csv
expect 0 "$FIGTRAIL" trace scores.png --format csv
same out pdf.csv
expect 0 "$FIGTRAIL" trace bars.pdf
if command -v openssl >/dev/null; then
    openssl genpkey -algorithm ed25519 -out key.pem 2>/dev/null
    openssl pkey -in key.pem -pubout -out key.pub
    expect 0 "$FIGTRAIL" render project/charts/scores.vl.json --data project/data --sign key.pem -o signed.pdf
    expect 0 "$FIGTRAIL" trace signed.pdf --trust key.pub
    says out 'signed by the trusted key'
fi

# ---- as others see it ------------------------------------------------------------------------
if has pdfinfo; then
    expect 0 pdfinfo scores.pdf
    says out 'MMLU accuracy of GPT-4'
    says out 'figtrail'
    expect 0 pdftotext scores.pdf -
    says out 'MMLU accuracy of GPT-4'
    expect 0 pdfdetach -save 1 -o record.json scores.pdf
    says record.json '{"figtrail":3,'
    says record.json '"seal":{"method":"page"'
fi
if has exiftool; then
    for picture in scores.pdf scores.png; do
        expect 0 exiftool -XMP-dc:Title -XMP-dc:Description -XMP-dc:Source $picture
        says out 'MMLU accuracy of GPT-4'
        [[ $(wc -l <out) == 3 ]] || fail "not all of Dublin Core is in $picture"
    done
    expect 0 exiftool -PNG:Title -PNG:Source -PNG:Software -PNG:PixelsPerUnitX scores.png
    [[ $(wc -l <out) == 4 ]] || fail 'texts are missing in the PNG'
fi

# ---- packed otherwise, and changed -----------------------------------------------------------
if has qpdf; then
    expect 0 qpdf --check scores.pdf
    expect 0 qpdf --qdf --normalize-content=n scores.pdf plain.pdf
    says plain.pdf /Alt
    says plain.pdf /URI
    for options in --linearize --object-streams=generate --stream-data=uncompress '--qdf --normalize-content=n'; do
        # shellcheck disable=SC2086 # several options
        expect 0 qpdf $options scores.pdf packed.pdf
        expect 0 "$FIGTRAIL" trace packed.pdf
        says out 'the seal is intact'
    done
    # numbers of the page's content, a letter of a link, a member of the record; lengths stay
    tampered() # SAYS SED
    {
        LC_ALL=C sed "$2" plain.pdf >tampered.pdf
        ! cmp -s plain.pdf tampered.pdf || fail "nothing was changed by $2"
        expect 1 "$FIGTRAIL" trace tampered.pdf
        says out "$1"
    }
    tampered 'the picture is not the one' 's/ re$/ n /;s/ re f$/ n f /;s/ m$/ l/'
    tampered 'the picture is not the one' 's,(https://,(xttps://,'
    tampered 'the record was changed' 's/"value":86\.4/"value":96.4/'
    tampered 'the seal was removed' 's/"seal":{"method"/"laes":{"method"/'
    expect 0 qpdf --empty --pages scores.pdf bars.pdf -- two.pdf
    expect 2 "$FIGTRAIL" trace two.pdf
    says err 'carries no figtrail record'
fi
head -c 3000 scores.pdf >cut.pdf
expect 2 "$FIGTRAIL" trace cut.pdf
printf '%%PDF-1.7\nnothing' >none.pdf
expect 2 "$FIGTRAIL" trace none.pdf
says err 'none.pdf is no readable PDF'
