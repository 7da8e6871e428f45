#!/bin/sh
# The layer rule: a file of src/FOLDER includes only its own folder and those before it in the order
# of CMakeLists.txt (the way the data flow), and a library is known only where the table below says.
# The tests of a folder may include what the folder may.
#
# Usage: layers.sh [ROOT]   prints file:line: error: layer: message; exit 1 when there is any
set -eu

cd "${1:-$(dirname "$0")/..}"
order=$(sed -n 's/^set(FIGTRAIL_FOLDERS \(.*\))$/\1/p' CMakeLists.txt)
[ -n "$order" ] || { echo "layers.sh: no FIGTRAIL_FOLDERS in CMakeLists.txt" >&2; exit 2; }

# Header prefix, then the path prefixes of the files that may include it.
libraries='
csv.h            src/table/
nettle/          src/base/output.
cjson/           src/base/json.
sqlite3.h        src/claims/sqlite_library.
unicode/         src/evidence/icu_library.
pango/           src/scene/drawing_library.
cairo            src/scene/drawing_library.
fontconfig/      src/scene/drawing_library.
freetype         src/scene/drawing_library.
ft2build.h       src/scene/drawing_library.
hb               src/scene/shaping_library.
png.h            src/trail/png_library.
zip.h            src/trail/zip_library.
libxml/          src/evidence/xml_library.
curl/            src/evidence/curl_library.
openssl/         src/trail/crypto_library.
qpdf/            src/trail/qpdf_library.
gio/             src/base/gio_library.
dlfcn.h          src/base/library.
'

# shellcheck disable=SC2016 # the $ are awk's
program='
    BEGIN {
        for (i = split(ENVIRON["ORDER"], folders, " "); i > 0; i--)
            rank[folders[i]] = i
        for (i = split(ENVIRON["LIBRARIES"], lines, "\n"); i > 0; i--) {
            n_words = split(lines[i], words, " ")
            if (n_words < 2)
                continue
            homes[words[1]] = ""
            for (j = 2; j <= n_words; j++)
                homes[words[1]] = homes[words[1]] " " words[j]
        }
    }

    function complain(message) {
        printf "%s:%d: error: layer: %s\n", FILENAME, FNR, message
    }

    # whether path begins with one of the blank-separated prefixes
    function begins(path, prefixes,    i, list) {
        for (i = split(prefixes, list, " "); i > 0; i--)
            if (index(path, list[i]) == 1)
                return 1
        return 0
    }

    FNR == 1 {
        split(FILENAME, part, "/")
        in_tests = part[1] == "tests"
        folder = part[2]
        if (!(folder in rank))
            complain(part[1] "/" folder " is not in FIGTRAIL_FOLDERS of CMakeLists.txt")
    }

    /^[ \t]*#[ \t]*include/ {
        header = $0
        sub(/^[^"<]*["<]/, "", header)
        sub(/[">].*/, "", header)
        split(header, part, "/")
        if (part[1] in rank) {
            if (rank[part[1]] > rank[folder])
                complain(folder "/ includes \"" header "\", but " part[1] "/ comes after it (" ENVIRON["ORDER"] ")")
            next
        }
        for (library in homes)
            if (index(header, library) == 1) {
                if (!in_tests && !begins(FILENAME, homes[library]))
                    complain("<" header "> is known only to" homes[library])
                next
            }
        if ($0 ~ /"/ && !in_tests) # tests have headers of their own
            complain("\"" header "\": name our own headers from src/ on (\"FOLDER/NAME.h\")")
    }
'
faults=$(find src tests -name '*.[ch]' ! -path 'tests/fuzz/*' ! -path 'tests/bench/*' | LC_ALL=C sort |
    ORDER=$order LIBRARIES=$libraries xargs awk "$program")
[ -z "$faults" ] || { printf '%s\n' "$faults"; exit 1; }
