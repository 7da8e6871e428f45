#!/usr/bin/env bash
# figtrail trace and refresh of decks and documents, made by hand here; deck_office.sh has those of LibreOffice.
set -eu
# shellcheck source=tests/cli/charts.bash
. "${BASH_SOURCE%/*}/charts.bash"

command -v python3 >/dev/null && python3 -c 'import zipfile' 2>/dev/null || { echo "refresh.sh: no python3 to make decks with" >&2; exit 77; }

# one chart of the project's figures, one of data of its own; few rows, as every run reads all
write_project project
for table in project/data/claims/*.csv; do sed -i '1p;/gpt-4.mmlu/!d' "$table"; done
for table in project/data/claims/*.csv; do sed -i '2{/^id,/d}' "$table"; done
cd project
expect 0 "$FIGTRAIL" build
cd ..
mkdir old
cp project/charts/*.{svg,png} old
printf '\x89PNG\r\n\x1a\nno chart of ours' >other.png

cat >make.py <<'PYTHON'
import sys, zipfile, base64, urllib.parse

def archive(path, entries):
    with zipfile.ZipFile(path, "w") as out:
        for name, data in entries:
            info = zipfile.ZipInfo(name, (2021, 3, 4, 5, 6, 8))
            info.compress_type = zipfile.ZIP_STORED if name in ("mimetype",) or name.endswith(".png") else zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            out.writestr(info, data)

def read(name):
    return open("old/" + name, "rb").read()

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"

def rels(*targets):
    return XML + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(
        f'<Relationship Id="rId{i}" Type="{R}/{kind}" Target="{target}"{mode}/>'
        for i, (kind, target, mode) in enumerate(targets, 1)) + "</Relationships>"

def slide(title, *pictures):
    return (XML + f'<p:sld xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"><p:cSld><p:spTree>'
            f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title 1"/><p:cNvSpPr/><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
            f'<p:txBody><a:p><a:r><a:t>{title}</a:t></a:r></a:p></p:txBody></p:sp>' + "".join(pictures) + "</p:spTree></p:cSld></p:sld>")

def picture(blip, alt="", crop="", size='cx="8000000" cy="4500000"'):
    return (f"<p:pic><p:nvPicPr><p:cNvPr id='4' name='Picture 3'{alt}/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>"
            f'<p:blipFill>{blip}{crop}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f'<p:spPr><a:xfrm><a:off x="1000000" y="2000000"/><a:ext {size}/></a:xfrm></p:spPr></p:pic>')

svg = ('<a:blip r:embed="rId1"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
       '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId2"/>'
       '</a:ext></a:extLst></a:blip>')
slides = [
    ("Figures &amp; charts", [picture(svg, " descr='mine: \"old\"'")],
     [("image", "../media/image1.png", ""), ("image", "../media/image2.svg", "")]),
    ("Cropped", [picture('<a:blip r:embed="rId1"/>', "", '<a:srcRect l="10000" t="5000"/>'),
                 picture('<a:blip r:embed="rId2"/>'), picture('<a:blip r:link="rId3"/>')],
     [("image", "/ppt/media/image1.png", ""), ("image", "../media/other.png", ""),
      ("image", "https://example.org/x.png", ' TargetMode="External"')]),
    ("Own data", [picture('<a:blip r:embed="rId1"/>', ' descr="Two bars, of three and of five."')],
     [("image", "../media/bars.png", "")]),
]
entries = [("[Content_Types].xml", XML + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
           ("_rels/.rels", rels(("officeDocument", "ppt/presentation.xml", ""))),
           ("ppt/presentation.xml", XML + f'<p:presentation xmlns:r="{R}" xmlns:p="{P}"><p:sldIdLst>' + "".join(
               f'<p:sldId id="{255 + i}" r:id="rId{i}"/>' for i in (1, 2, 3)) + "</p:sldIdLst></p:presentation>"),
           ("ppt/_rels/presentation.xml.rels", rels(("slide", "slides/slide1.xml", ""), ("slide", "slides/slide2.xml", ""), ("slide", "slides/slide3.xml", "")))]
for i, (title, pictures, targets) in enumerate(slides, 1):
    entries += [(f"ppt/slides/slide{i}.xml", slide(title, *pictures)), (f"ppt/slides/_rels/slide{i}.xml.rels", rels(*targets))]
entries += [("ppt/media/image1.png", read("scores.png")), ("ppt/media/image2.svg", read("scores.svg")),
            ("ppt/media/bars.png", read("bars.png")), ("ppt/media/other.png", open("other.png", "rb").read())]
archive("deck.pptx", entries)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
archive("doc.docx", [
    ("[Content_Types].xml", XML + "<Types/>"), ("_rels/.rels", rels(("officeDocument", "word/document.xml", ""))),
    ("word/_rels/document.xml.rels", rels(("image", "media/image1.png", ""), ("styles", "styles.xml", ""))),
    ("word/styles.xml", XML + f'<w:styles xmlns:w="{W}"><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'),
    ("word/document.xml", XML + f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}"><w:body>'
     '<w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Ergeb</w:t></w:r><w:r><w:t>nisse</w:t></w:r></w:p>'
     '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="5000" cy="3000"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData><pic:pic>'
     '<pic:nvPicPr><pic:cNvPr id="0" name="y" descr=""/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill>'
     '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5000" cy="3000"/></a:xfrm></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
     '</w:body></w:document>'), ("word/media/image1.png", read("scores.page.png"))])

NAMES = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
         'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
         'xmlns:s="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"')
archive("text.odt", [
    ("mimetype", "application/vnd.oasis.opendocument.text"),
    ("content.xml", XML + f'<office:document-content {NAMES}><office:body><office:text><text:h>A <text:span>heading</text:span></text:h>'
     '<text:p><draw:frame s:width="16cm" s:height="9cm"><draw:image xlink:href="Pictures/a.svg"/><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
     '<draw:frame s:width="16cm" s:height="9cm"><draw:image xlink:href="./Pictures/a.png"/><s:title>t</s:title><s:desc/></draw:frame></text:p>'
     '</office:text></office:body></office:document-content>'),
    ("Pictures/a.svg", read("scores.svg")), ("Pictures/a.png", read("scores.png"))])

uri = "data:image/png;base64," + base64.b64encode(read("scores.png")).decode()
inline = read("scores.svg").decode()
inline = inline[inline.index("<svg"):]
open("page.html", "w", encoding="utf-8").write(
    f'<!DOCTYPE html><title>Page</title><h1>Größe</h1>\n<p><img alt=x src={uri} width=800 height=450>\n<!-- <img src="no.png"> -->'
    f"<h2>In the page</h2>{inline}<p><img src='old/scores.page.svg?v=1' alt='a'><img src=\"data:image/svg+xml,{urllib.parse.quote(inline)}\">\n</p>")
PYTHON
python3 make.py

# compare.py OLD NEW CHANGED...: entries in the same order, with the same times, methods and packed bytes, but for those
cat >compare.py <<'PYTHON'
import sys, zipfile
def packed(path, entry):
    data = open(path, "rb").read()
    start = entry.header_offset + 30 + int.from_bytes(data[entry.header_offset + 26:entry.header_offset + 28], "little") \
        + int.from_bytes(data[entry.header_offset + 28:entry.header_offset + 30], "little")
    return data[start:start + entry.compress_size]
old, new = (zipfile.ZipFile(path) for path in sys.argv[1:3])
assert new.testzip() is None
assert old.namelist() == new.namelist(), "names or their order"
changed = []
for a, b in zip(old.infolist(), new.infolist()):
    for member in ("compress_type", "date_time", "extra", "comment", "external_attr"):
        assert getattr(a, member) == getattr(b, member), f"{a.filename}: {member}"
    if packed(sys.argv[1], a) != packed(sys.argv[2], b):
        changed.append(a.filename)
assert changed == sys.argv[3:], f"changed: {changed}"
PYTHON

# ---- trace ------------------------------------------------------------------------------------

cd project
expect 0 "$FIGTRAIL" trace ../deck.pptx
says out 'PowerPoint deck of 3 slides: 3 charts of figtrail, all fresh; 2 other pictures'
says out 'slide 1, “Figures & charts”'
says out 'scores (slide)'
sed -i '/gpt-4.mmlu.epoch-mmlu.2,/s/82\.4/82.9/g' data/claims/benchmarks.csv
expect 1 "$FIGTRAIL" trace ../deck.pptx
says out '3 charts of figtrail, 2 stale; 2 other pictures'
says out '82.4 percent -> 82.9 percent'
expect 1 "$FIGTRAIL" trace ../deck.pptx --format markdown
says out '| slide 1, “Figures \& charts” | scores (slide) | stale: '
expect 1 "$FIGTRAIL" trace ../deck.pptx --format json
python3 - "$work/out" <<'PYTHON' || fail 'the report is not as it should be'
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
assert report["slides"] == 3 and report["other_pictures"] == 2
assert [(c["slide"], c["chart"], c["state"]) for c in report["charts"]] == [(1, "scores", "stale"), (2, "scores", "stale"), (3, "bars", "fresh")]
assert report["charts"][0]["media"] == ["ppt/media/image2.svg", "ppt/media/image1.png"]
assert report["charts"][0]["variant"]["preset"] == "slide" and report["charts"][0]["alt"] == 'mine: "old"'
PYTHON
expect 2 "$FIGTRAIL" trace ../deck.pptx --format csv
expect 1 "$FIGTRAIL" trace ../doc.docx
says out 'picture 1, below “Ergebnisse”'
expect 1 "$FIGTRAIL" trace ../page.html
says out 'page: 4 charts of figtrail, 4 stale'
says out 'below “Größe”'
(cd .. && expect 0 "$FIGTRAIL" trace text.odt)
says out '2 not checked'
says out 'there is no project'

# ---- refresh ----------------------------------------------------------------------------------

expect 0 "$FIGTRAIL" refresh ../deck.pptx -o ../new.pptx
says out '../new.pptx: 2 of 3 charts refreshed'
says out 'it was “mine: "old"”'
python3 ../compare.py ../deck.pptx ../new.pptx ppt/slides/slide1.xml ppt/slides/slide2.xml ppt/media/image1.png ppt/media/image2.svg ||
    fail 'more than the pictures changed'
expect 0 "$FIGTRAIL" trace ../new.pptx
says out 'all fresh'
# the pictures are those that a build draws, the alt text is the chart's; crop, place and size are as they were
expect 0 "$FIGTRAIL" build
unzip() { python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))' "$@"; }
unzip ../new.pptx ppt/media/image1.png >image.png
same image.png charts/scores.png
unzip ../new.pptx ppt/media/image2.svg >image.svg
same image.svg charts/scores.svg
unzip ../deck.pptx ppt/slides/slide1.xml | sed "s/descr='[^']*'/descr=\"A dot for each figure that a source gives.\"/" >want.xml
unzip ../new.pptx ppt/slides/slide1.xml >slide.xml
same slide.xml want.xml
unzip ../deck.pptx ppt/slides/slide2.xml |
    sed "s/<p:cNvPr id='4'/<p:cNvPr descr=\"A dot for each figure that a source gives.\" id='4'/" >want.xml
unzip ../new.pptx ppt/slides/slide2.xml >slide.xml
same slide.xml want.xml
if [[ -n ${ASAN_OPTIONS:-} ]]; then # each run takes ten times as long there: what went through all of the code must do
    expect 1 "$FIGTRAIL" refresh ../page.html -o ../new.html
    expect 0 "$FIGTRAIL" refresh ../text.odt -o ../new.odt
    exit 0
fi
# the same bytes again; what is fresh already is copied
expect 0 "$FIGTRAIL" refresh ../deck.pptx -o ../again.pptx
same ../again.pptx ../new.pptx
TZ=America/Sao_Paulo expect 0 "$FIGTRAIL" refresh ../deck.pptx -o ../again.pptx
same ../again.pptx ../new.pptx
expect 0 "$FIGTRAIL" refresh ../new.pptx -o ../again.pptx
says out 'nothing to refresh'
same ../again.pptx ../new.pptx

# a variant of its own stays; a size that fits another form; every frame of Word's
expect 0 "$FIGTRAIL" refresh ../doc.docx
says out '../doc.refreshed.docx: 1 of 1 chart refreshed'
python3 ../compare.py ../doc.docx ../doc.refreshed.docx word/document.xml word/media/image1.png || fail 'more than the picture changed'
unzip ../doc.refreshed.docx word/media/image1.png >image.png
same image.png charts/scores.page.png
unzip ../doc.refreshed.docx word/document.xml >document.xml
[[ $(grep -o 'descr="A dot for each figure that a source gives."' document.xml | wc -l) == 2 ]] || fail 'an alt text is missing'
expect 2 "$FIGTRAIL" refresh ../doc.docx
says err 'is there already'

expect 0 "$FIGTRAIL" refresh ../text.odt -o ../new.odt
python3 ../compare.py ../text.odt ../new.odt content.xml Pictures/a.svg Pictures/a.png || fail 'more than the pictures changed'
unzip ../new.odt content.xml >content.xml
says content.xml '<draw:image xlink:href="Pictures/a.png"/><s:desc>A dot for each figure that a source gives.</s:desc></draw:frame>'
says content.xml '<s:title>t</s:title><s:desc>A dot for each figure that a source gives.</s:desc></draw:frame>'

expect 1 "$FIGTRAIL" refresh ../page.html -o ../new.html
says out 'it is the file old/scores.page.svg?v=1 beside the document'
says out '3 of 4 charts refreshed; 1 could not be'
expect 1 "$FIGTRAIL" trace ../new.html
says out '4 charts of figtrail, 1 stale'
says ../new.html '<img alt="A dot for each figure that a source gives." src="data:image/png;base64,'
says ../new.html '<!-- <img src="no.png"> --><h2>In the page</h2><svg '

# the form of the picture changed: the frame shrinks about its centre
cp -r . ../formed && cd ../formed
sed -i 's/"presets": \["slide", "page"\]/"presets": ["slide", "page"], "aspect": 1.5/' charts/scores.vl.json
expect 0 "$FIGTRAIL" refresh ../doc.docx -o tall.docx
says out 'less wide, as the picture has another form'
unzip tall.docx word/document.xml >document.xml
grep -qE '<wp:extent cx="[1-4][0-9]{3}" cy="3000"/>' document.xml || fail 'the frame has not shrunk'
says document.xml '<a:off x="0" y="0"/>'
cd ../project

# in place only when told, and nothing but a look
cp ../deck.pptx mine.pptx
expect 2 "$FIGTRAIL" refresh mine.pptx -o mine.pptx
says err '--in-place'
expect 2 "$FIGTRAIL" refresh mine.pptx -o new.pptx --in-place
expect 0 "$FIGTRAIL" refresh --dry-run mine.pptx
says out '2 of 3 charts to be refreshed'
[[ ! -e mine.refreshed.pptx ]] || fail 'a look wrote a file'
same mine.pptx ../deck.pptx
expect 0 "$FIGTRAIL" refresh --in-place --keep-alt mine.pptx
unzip mine.pptx ppt/slides/slide1.xml >slide.xml
unzip ../deck.pptx ppt/slides/slide1.xml >want.xml
same slide.xml want.xml

# ---- a picture that somebody edited ------------------------------------------------------------

python3 - <<'PYTHON'
import zipfile
with zipfile.ZipFile("../deck.pptx") as old, zipfile.ZipFile("edited.pptx", "w") as new:
    for entry in old.infolist():
        data = old.read(entry)
        new.writestr(entry, data.replace(b"</text>", b"9</text>", 1) if entry.filename.endswith(".svg") else data)
PYTHON
expect 1 "$FIGTRAIL" trace ../deck.pptx
says out 'seal   intact'
expect 1 "$FIGTRAIL" trace edited.pptx
says out '2 stale, 1 edited since'
says out 'it was changed after it was drawn'
expect 1 "$FIGTRAIL" refresh edited.pptx -o new.pptx
says out 'stale, but not refreshed: its seal is broken: '
says out '1 of 3 charts refreshed; 1 could not be'
expect 0 "$FIGTRAIL" refresh edited.pptx --force -o new.pptx
expect 0 "$FIGTRAIL" trace new.pptx
says out 'all fresh'
rm new.pptx

# ---- what cannot be done ----------------------------------------------------------------------

mkdir none
expect 1 "$FIGTRAIL" refresh ../deck.pptx --charts none -o without.pptx
says out 'scores: stale, but not refreshed: there is no none/scores.vl.json'
says out 'nothing refreshed; 3 could not be'
expect 2 "$FIGTRAIL" refresh ../deck.pptx --data nowhere -o x.pptx
says err 'nowhere'
[[ ! -e x.pptx ]] || fail 'a file was written without a project'
expect 2 "$FIGTRAIL" refresh ../deck.pptx -o /dev/full
expect 2 "$FIGTRAIL" refresh ../deck.pptx -o nowhere/x.pptx
expect 2 "$FIGTRAIL" refresh none.pptx -o x.pptx
expect 2 "$FIGTRAIL" refresh
expect 2 "$FIGTRAIL" refresh charts/scores.png -o x.png
says err 'is no deck: figtrail reads .pptx, .odp, .docx, .odt and .html'
head -c 3000 ../deck.pptx >cut.pptx
expect 2 "$FIGTRAIL" trace cut.pptx
says err 'its zip archive is broken'
printf '\320\317\021\340\241\261\032\341old' >old.ppt
expect 2 "$FIGTRAIL" trace old.ppt
says err 'before 2007, or encrypted'
: >empty.pptx
expect 2 "$FIGTRAIL" trace empty.pptx
python3 -c 'import zipfile; zipfile.ZipFile("x.zip", "w").writestr("a", "b")'
expect 2 "$FIGTRAIL" trace x.zip
says err 'no PowerPoint, Word or LibreOffice file'
echo '<!DOCTYPE html><p>no picture' >plain.html
expect 0 "$FIGTRAIL" trace plain.html
says out 'page: no chart of figtrail'
expect 0 "$FIGTRAIL" refresh plain.html -o plain2.html
says out 'no chart of figtrail in it'
same plain.html plain2.html
