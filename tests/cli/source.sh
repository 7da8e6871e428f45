#!/usr/bin/env bash
# figtrail source add: text, HTML and PDF become snapshots with their rows; pages
# come from a server on this machine; what is wrong leaves nothing behind.
set -eu
# shellcheck source=tests/cli/shared.bash
. "${BASH_SOURCE%/*}/shared.bash"
tested=("$FIGTRAIL" source)

server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT

cp -r "$FIGTRAIL_ROOT/data" data
cp -r data data.good
mkdir texts web

# nothing_new: the tables and the snapshots are as before
nothing_new() {
    diff -r data data.good || fail "the tables changed"
    [ -z "$(ls texts)" ] || { ls texts >&2; fail "a snapshot stayed"; }
}

restore() {
    rm -rf data texts
    cp -r data.good data
    mkdir texts
}

# ---- files -------------------------------------------------------------------------------------

printf 'Temos 64 mil GPUs, "a caminho".\n' >note.txt
expect 0 add note.txt --id new-note --snapshots texts --language pt-BR --title 'Nota, a "primeira"' --published 2024-05
says out 'added new-note: new-note.txt, 32 bytes'
cmp note.txt texts/new-note.txt || fail "plain text was changed"
digest=$(sha256sum note.txt | cut -d' ' -f1)
grep -qxF "new-note,\"Nota, a \"\"primeira\"\"\",,,2024-05,pt-BR,article,,,,,new-note.txt,$digest,32," data/sources.csv ||
    fail "another row"
[ "$(diff data/sources.csv data.good/sources.csv | grep -c '^[<>]')" = 1 ] || fail "other rows changed"
tail -n +2 data/sources.csv | cut -d, -f1 | LC_ALL=C sort -c || fail "the row is not in its place"
# an id is taken once
expect 2 add note.txt --id new-note --snapshots texts
says err 'there is a source "new-note" already'
restore
# the last row, a file without a final line end, Windows line ends
sed -i 's/$/\r/' data/sources.csv
truncate -s -2 data/sources.csv
expect 0 add note.txt --id zz --snapshots texts --language pt
[ "$(grep -c $'\r$' data/sources.csv)" = "$(wc -l <data/sources.csv)" ] || fail "mixed line ends"
restore

cat >page.html <<'HTML'
<!DOCTYPE html>
<html lang="pt-BR"><head><title>Chips &amp;
 mais</title><script>var n = 1;</script><style>p { top: 2px }</style></head>
<body><h1>Meta&nbsp;compra</h1><p>Com <b>64 mil</b> GPUs,
  a   empresa<br>segue.</p><div><ul><li>um</li><li>dois</li></ul></div>
<table><tr><th>modelo</th><th>MMLU</th></tr><tr><td>GPT-4</td><td><p>86,4%</p></td></tr></table>
<pre>a  b
c</pre><noscript>nada</noscript></body></html>
HTML
printf 'Meta\xc2\xa0compra\n\nCom 64 mil GPUs, a empresa\nsegue.\n\num\ndois\n\nmodelo\tMMLU\nGPT-4\t86,4%%\n\na  b\nc\n' >page.expected
expect 0 add page.html --id page --snapshots texts
diff page.expected texts/page.txt || fail "the page reads otherwise"
cmp page.html texts/page.html || fail "the page itself is not kept"
grep -q '^page,Chips & mais,,,,pt-BR,article,,,,,page.txt,' data/sources.csv || fail "title or language is not of the page"
restore

if command -v pdftotext >/dev/null; then
    # a PDF by hand: one page that says 64 thousand GPUs
    python3 - <<'PY'
parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"]
stream = b"BT /F 18 Tf 20 40 Td (64 thousand GPUs) Tj ET"
parts += [b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
          b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
out, places = b"%PDF-1.4\n", []
for i, part in enumerate(parts):
    places.append(len(out))
    out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, part)
start = len(out)
out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
open("paper.pdf", "wb").write(out)
PY
    expect 0 add paper.pdf --id paper --snapshots texts --language en --type paper
    says texts/paper.txt '64 thousand GPUs'
    cmp paper.pdf texts/paper.pdf || fail "the PDF itself is not kept"
    restore
    printf '%%PDF-1.4 and no more' >broken.pdf
    expect 2 add broken.pdf --id paper --snapshots texts --language en
    says err 'pdftotext cannot read'
    nothing_new
else
    echo "source.sh: no pdftotext here: PDFs are NOT checked" >&2
fi

# ---- another text for a source that is there ----------------------------------------------------

expect 0 add note.txt --id zz --snapshots texts --language pt-BR --retrieved 2026-01-02 --note 'stays, "so"'
cp texts/zz.txt old.txt
cp data/sources.csv before.csv
printf 'Antes de tudo: temos 64 mil GPUs, "a caminho".\n' >note2.txt
expect 0 add note2.txt --id zz --snapshots texts --replace
says out 'replaced zz: zz.txt, 47 bytes'
says out "figtrail audit --snapshots texts --update zz"
cmp note2.txt texts/zz.txt || fail "the text was not replaced"
digest=$(sha256sum note2.txt | cut -d' ' -f1)
grep -qxF "zz,[note.txt],,,,pt-BR,article,,,,2026-01-02,zz.txt,$digest,47,\"stays, \"\"so\"\"\"" data/sources.csv ||
    { grep ^zz data/sources.csv >&2; fail "another row of what was replaced"; }
[ "$(diff before.csv data/sources.csv | grep -c '^[<>]')" = 2 ] || fail "other rows changed"
[ "$(ls texts)" = zz.txt ] || { ls texts >&2; fail "something stayed beside the text"; }
# a page after a text: its file is kept beside it; the day is changed when given
expect 0 add page.html --id zz --snapshots texts --replace --retrieved 2026-03-04
diff page.expected texts/zz.txt || fail "the page reads otherwise"
cmp page.html texts/zz.html || fail "the page itself is not kept"
grep -q '^zz,.*,2026-03-04,zz.txt,' data/sources.csv || fail "the day of a replaced text"
# what the rules do not accept changes nothing
cp -r data data.before
cp -r texts texts.before
expect 1 add note.txt --id zz --snapshots texts --replace --retrieved yesterday
says err 'nothing was replaced'
expect 2 add nowhere.txt --id zz --snapshots texts --replace
expect 2 add note.txt --id nobody --snapshots texts --replace
says err 'there is no source "nobody" to replace'
expect 2 add note.txt --id zz --snapshots texts --replace --title Other
says err 'edit the rest in the table'
diff -r data data.before || fail "a failed replacement changed the tables"
diff -r texts texts.before || fail "a failed replacement changed the texts"
rm -rf data.before texts.before
restore
# claims find their words again in the new text
cat >>data/sources.csv <<CSV
zz,T,,,2024-05,pt-BR,article,,,,,sub/zz.text,$(printf 'Meta: 64 mil GPUs' | sha256sum | cut -d' ' -f1),17,
CSV
mkdir texts/sub
printf 'Meta: 64 mil GPUs' >texts/sub/zz.text
claim=$(grep '^meta.gpu-count.s001,' data/claims/compute.csv)
header=$(head -n 1 data/claims/compute.csv)
python3 - "$claim" "$header" >>data/claims/compute.csv <<'PY'
import csv, io, sys
row, names = (next(csv.reader([text])) for text in sys.argv[1:])
cells = dict(zip(names, row))
cells.update(id="meta.gpu-count.s999", printed="64 mil", quote="64 mil GPUs", at="6", source="zz",
             value="64000", low="", high="", kind="exact", locator="", stated_by="", reason="", note="")
out = io.StringIO()
csv.writer(out, lineterminator="\n").writerow([cells[name] for name in names])
print(out.getvalue(), end="")
PY
"$FIGTRAIL" audit --snapshots texts zz >out 2>&1 || { cat out >&2; fail "the claim is not verified before"; }
printf 'Em 2024 a Meta tem 64 mil GPUs.' >note3.txt
expect 0 add note3.txt --id zz --snapshots texts --replace
cmp note3.txt texts/sub/zz.text || fail "the text is not where its source says"
"$FIGTRAIL" audit --snapshots texts zz >out 2>&1 || true
says out 'stands at byte 19'
"$FIGTRAIL" audit --snapshots texts --update zz >out 2>&1 || { cat out >&2; fail "audit --update"; }
says out 'recorded 1 new offset'
grep -q '^meta.gpu-count.s999,.*,19,' data/claims/compute.csv || fail "the new offset is not recorded"
restore

# ---- what leaves nothing behind ----------------------------------------------------------------

expect 1 add note.txt --id no-language --snapshots texts
says err 'language'
says err 'nothing was added'
nothing_new
expect 1 add note.txt --id bad-date --snapshots texts --language pt --published yesterday
nothing_new
expect 1 add note.txt --id bad-relays --snapshots texts --language pt --relays nobody
nothing_new
printf 'a\0b' >binary
expect 2 add binary --id binary --snapshots texts --language en
says err 'neither UTF-8 text, nor HTML, nor PDF'
nothing_new
expect 2 add nowhere.txt --id nowhere --snapshots texts --language en
nothing_new
echo kept >texts/taken.txt
expect 2 add note.txt --id taken --snapshots texts --language en
says err 'a snapshot is never overwritten'
[ "$(cat texts/taken.txt)" = kept ] || fail "a snapshot was overwritten"
restore
for id in ../up Upper 'a b' '' .hidden; do
    expect 2 add note.txt --id "$id" --snapshots texts --language en
    says err '--id must be given'
done
expect 2 add note.txt --id x --language en
says err 'name the folder'
expect 2 add
expect 2 drop note.txt
expect 0 --help
says out --allow-private
nothing_new

# ---- pages from a server on this machine -------------------------------------------------------

cat >server.py <<'PY'
import http.server

class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def do_GET(self):
        def answer(status, headers, body=b""):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                pass
        if self.path == "/page":
            answer(200, {"Content-Type": "text/html; charset=ISO-8859-1"},
                   "<html lang=pt><title>P\xe1gina</title><p>2,5 bilh\xf5es".encode("latin-1"))
        elif self.path == "/moved":
            answer(302, {"Location": "/page"})
        elif self.path == "/loop":
            answer(302, {"Location": "/loop"})
        elif self.path == "/file":
            answer(302, {"Location": "file:///etc/passwd"})
        elif self.path == "/image":
            answer(200, {"Content-Type": "image/png"}, b"\x89PNG")
        elif self.path == "/large":
            answer(200, {"Content-Type": "text/plain", "Content-Length": str(1 << 40)}, b"x")
        else:
            answer(404, {"Content-Type": "text/plain"}, b"no")

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
PY
python3 server.py >port 2>/dev/null &
server=$!
for _ in $(seq 100); do
    [ -s port ] && break
    sleep 0.1
done
site="http://127.0.0.1:$(cat port)"

expect 2 add "$site/page" --id web --snapshots texts
says err 'leads to 127.0.0.1, an address of a private network'
nothing_new
expect 2 add "http://localhost:$(cat port)/page" --id web --snapshots texts
says err 'an address of a private network'
nothing_new
expect 0 add "$site/moved" --id web --snapshots texts --allow-private --retrieved 2026-11-22
[ "$(cat texts/web.txt)" = '2,5 bilhões' ] || fail "the page was not read in its encoding"
grep -q "^web,Página,,,,pt,article,,$site/page,,2026-11-22,web.txt," data/sources.csv || fail "the row of a page"
restore
for path in loop file image large none; do
    expect 2 add "$site/$path" --id web --snapshots texts --allow-private
    says err "$site/$path: "
    nothing_new
done
# the environment's proxy is not asked
http_proxy=http://127.0.0.1:1 expect 0 add "$site/page" --id web --snapshots texts --allow-private
restore
# libcurl is loaded by a fetch alone: where it is broken or missing, all else works
mkdir broken
: >broken/libcurl.so.4
LD_LIBRARY_PATH=$work/broken expect 2 add "$site/page" --id web --snapshots texts --allow-private
says err "$site/page: to fetch needs libcurl (package libcurl4): "
nothing_new
LD_LIBRARY_PATH=$work/broken expect 0 add note.txt --id note --snapshots texts --language pt
restore
expect 2 add "ftp://127.0.0.1/page" --id web --snapshots texts --allow-private
nothing_new

echo "source.sh: ok"
