#include "table/package.h"

#include "../base/folder.h"

#include <string.h>

static void put_descriptor(const Folder *folder, const char *resources)
{
    g_autofree char *json =
        g_strdup_printf("{\"name\": \"p\",\n\"resources\": [\n%s\n]}", resources);
    folder_put(folder, "datapackage.json", json, -1);
}

/* All findings, without the folder's name. */
static char *report(const Folder *folder, Findings *findings)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(out, "%s%s:%u:%u %s: %s", i > 0 ? "\n" : "", items[i].place.file,
                               items[i].place.line, items[i].place.column, items[i].rule->name,
                               items[i].message);
    g_autofree char *prefix = g_strconcat(folder->path, "/", NULL);
    g_string_replace(out, prefix, "", 0);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static Package *read_package(const Folder *folder, char **found)
{
    g_autoptr(Findings) findings = findings_new();
    GError *error = NULL;
    Package *package = package_read(folder->path, findings, &error);
    g_assert_no_error(error);
    *found = report(folder, findings);
    return package;
}

static Package *assert_report(const Folder *folder, const char *expected)
{
    g_autofree char *found = NULL;
    Package *package = read_package(folder, &found);
    g_assert_cmpstr(found, ==, expected);
    return package;
}

#define TABLE(name, path, schema) "{\"name\":\"" name "\",\"path\":\"" path "\"" schema "}"
#define SCHEMA(rest) ",\"schema\":{\"fields\":[{\"name\":\"a\"}]" rest "}"
#define REFERS(resource, field)                                                                    \
    SCHEMA(",\"foreignKeys\":[{\"fields\":\"a\",\"reference\":{\"resource\":\"" resource           \
           "\",\"fields\":\"" field "\"}}]")

static void test_whole(Folder *folder, gconstpointer data)
{
    (void)data;
    put_descriptor(folder,
                   TABLE("z", "z.csv", SCHEMA("")) ",\n" TABLE(
                       "two", "sub/b.csv", REFERS("z", "a")) ",\n" TABLE("free", "a.csv", ""));
    folder_put(folder, "z.csv", "a\nx\ny\n", -1);
    folder_put(folder, "sub/b.csv", "a\ny\n", -1);
    folder_put(folder, "a.csv", "p,q\n1,2\n", -1);
    g_autofree char *found = NULL;
    g_autoptr(Package) package = read_package(folder, &found);
    g_assert_cmpstr(found, ==, "");
    g_assert_cmpstr(package->name, ==, "p");
    g_assert_cmpstr(package->folder, ==, folder->path);
    g_assert_cmpuint(package->tables->len, ==, 3);
    g_assert_cmpstr(package_table_find(package, "two")->name, ==, "two");
    g_assert_cmpuint(package_table_find(package, "z")->n_rows, ==, 2);
    g_assert_null(package_table_find(package, "none"));
    /* the descriptor, then by path */
    static const char *const paths[] = {"datapackage.json", "a.csv", "sub/b.csv", "z.csv"};
    g_assert_cmpuint(package->files->len, ==, G_N_ELEMENTS(paths));
    for (guint i = 0; i < package->files->len; i++) {
        const PackageFile *file = g_ptr_array_index(package->files, i);
        g_assert_cmpstr(file->path, ==, paths[i]);
    }
    const PackageFile *last = g_ptr_array_index(package->files, 3);
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "a\nx\ny\n", -1);
    g_assert_cmpstr(last->sha256, ==, digest);
}

static void test_descriptor_itself(Folder *folder, gconstpointer data)
{
    (void)data;
    put_descriptor(folder, TABLE("t", "t.csv", ""));
    folder_put(folder, "t.csv", "a\nx\n", -1);
    g_autofree char *path = g_build_filename(folder->path, "datapackage.json", NULL);
    g_autofree char *slashes = g_strconcat(folder->path, "//", NULL);
    const char *const paths[] = {path, slashes, folder->path};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(Findings) findings = findings_new();
        g_autoptr(Package) package = package_read(paths[i], findings, NULL);
        g_assert_cmpstr(package->folder, ==, folder->path);
        g_autofree char *file = g_build_filename(folder->path, "t.csv", NULL);
        g_assert_cmpstr(package_table_find(package, "t")->file, ==, file);
    }
}

#define FIELD_OF_INTEGERS "\"schema\":{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}"

static const struct {
    const char *resources, *findings;
} faults[] = {
    {"", "datapackage.json:2:1 package-error: a package must have a list 'resources' with at least "
         "one resource"},
    {"7", "datapackage.json:3:1 resource-error: a resource must be an object"},
    {"{\"path\":\"t.csv\"}", "datapackage.json:3:1 resource-error: a resource must have a 'name'"},
    /* nothing of it is left unchecked for that */
    {"{\"path\":\"t.csv\"," FIELD_OF_INTEGERS "}",
     "datapackage.json:3:1 resource-error: a resource must have a 'name'\n"
     "t.csv:2:1 type-error: \"x\" in 'a' is not a whole number such as 42\n"
     "t.csv:3:1 type-error: \"yyy\" in 'a' is not a whole number such as 42"},
    {"{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":\"schema.yaml\"}",
     "datapackage.json:3:28 unsupported: descriptors are read as JSON, not as YAML; convert it, "
     "for "
     "example by 'yq -o json schema.yaml > schema.json'"},
    {"{\"name\":\"t\"}",
     "datapackage.json:3:1 resource-error: a resource must have a 'path' or 'data'"},
    {"{\"name\":\"t\",\"data\":[[\"a\"],[1]],\"type\":\"table\"}", ""},
    {"{\"name\":\"t\",\"path\":\"t.csv\",\"data\":[]}",
     "datapackage.json:3:28 resource-error: a resource must have a 'path' or 'data', not both"},
    {"{\"name\":\"t\",\"path\":[]}",
     "datapackage.json:3:13 resource-error: a list of paths must have at least one"},
    {"{\"name\":\"t\",\"path\":[\"t.csv\",\"../u.csv\",7]}",
     "datapackage.json:3:29 unsafe-path: the path leads out of the package by '..'; keep its files "
     "in its folder\n"
     "datapackage.json:3:40 resource-error: a path must be a string"},
    {"{\"name\":\"t\",\"path\":[\"t.csv\",\"none.csv\"]}",
     "datapackage.json:3:29 file-missing: cannot read none.csv: No such file or directory; add the "
     "file or correct the path"},
    {"{\"name\":\"t\",\"url\":\"http://x.org/t.csv\"}",
     "datapackage.json:3:13 unsafe-path: the path is an address in the net; store the file in the "
     "package"},
    {TABLE("t", "t.csv", "") ",\n" TABLE("t", "u.csv", ""),
     "datapackage.json:4:2 package-error: a resource 't' stands before; give each resource its own "
     "name"},
    {TABLE("t", "t.csv", "") ",\n{\"name\":\"t\",\"path\":\"none.csv\"}",
     "datapackage.json:4:2 package-error: a resource 't' stands before; give each resource its own "
     "name\n"
     "datapackage.json:4:13 file-missing: cannot read none.csv: No such file or directory; add the "
     "file or correct the path"},
    {TABLE("t", "", ""), "datapackage.json:3:13 unsafe-path: the path is empty"},
    {TABLE("t", "/etc/passwd", ""),
     "datapackage.json:3:13 unsafe-path: the path is absolute; give it relative to the descriptor"},
    {TABLE("t", "~/t.csv", ""),
     "datapackage.json:3:13 unsafe-path: the path is absolute; give it relative to the descriptor"},
    {TABLE("t", "C:/t.csv", ""),
     "datapackage.json:3:13 unsafe-path: the path is absolute; give it relative to the descriptor"},
    {TABLE("t", "a/../../t.csv", ""),
     "datapackage.json:3:13 unsafe-path: the path leads out of the package by '..'; keep its files "
     "in its folder"},
    {TABLE("t", "..\\\\t.csv", ""),
     "datapackage.json:3:13 unsafe-path: the path has backslashes; separate folders by '/'"},
    {TABLE("t", "https://x.org/t.csv", ""),
     "datapackage.json:3:13 unsafe-path: the path is an address in the net; store the file in the "
     "package"},
    {TABLE("t", "none.csv", ""),
     "datapackage.json:3:13 file-missing: cannot read none.csv: No such file or directory; add the "
     "file or correct the path"},
    {TABLE("t", "sub", ",\"type\":\"table\""),
     "datapackage.json:3:13 file-missing: cannot read sub: it is a folder; add the file or correct "
     "the path"},
    {TABLE("t", "t.csv", ",\"encoding\":\"latin-1\""), ""},
    {TABLE("t", "t.csv", ",\"encoding\":\"latin-99\""),
     "datapackage.json:3:28 resource-error: the encoding must be the name of one, such as "
     "\"utf-8\", \"utf-16\", \"iso-8859-1\" or \"windows-1252\""},
    {TABLE("t", "t.csv", ",\"encoding\":\"ascii//TRANSLIT\""),
     "datapackage.json:3:28 resource-error: the encoding must be the name of one, such as "
     "\"utf-8\", \"utf-16\", \"iso-8859-1\" or \"windows-1252\""},
    {TABLE("t", "t.csv", ",\"encoding\":\"UTF-8\",\"format\":\"csv\""), ""},
    {TABLE("t", "t.csv", ",\"format\":\"xlsx\""),
     "datapackage.json:3:13 not-a-table: the resource 't' is no table; nothing in it is checked"},
    {TABLE("t", "t.csv", ",\"format\":\"xlsx\",\"type\":\"table\""),
     "datapackage.json:3:28 unsupported: only tables of the formats \"csv\" and \"tsv\" are "
     "supported"},
    {TABLE("t", "t.csv", ",\"dialect\":{\"delimiter\":\",\",\"header\":true}"), ""},
    {TABLE("t", "t.csv", ",\"dialect\":{\"delimiter\":\";\",\"quoteChar\":\"\",\"header\":true}"),
     ""},
    {TABLE("t", "t.csv", ",\"dialect\":[]"),
     "datapackage.json:3:28 dialect-error: a dialect must be an object, or the path of a JSON file "
     "with one"},
    {TABLE("t", "t.csv", ",\"dialect\":{\"delimiter\":\"::\"}"),
     "datapackage.json:3:39 unsupported: only one ASCII character is supported as 'delimiter'"},
    {TABLE("t", "t.csv", ",\"dialect\":{\"delimiter\":1,\"header\":\"yes\"}"),
     "datapackage.json:3:39 dialect-error: 'delimiter' must be a string of one character\n"
     "datapackage.json:3:53 dialect-error: 'header' must be true or false"},
    {TABLE("t", "t.csv", ",\"dialect\":{\"headerRows\":[2,1]}"),
     "datapackage.json:3:39 dialect-error: 'headerRows' must be a list of rising numbers of rows, "
     "the first of which is 1"},
    {TABLE("t", "t.csv", ",\"dialect\":{\"delimiter\":\"|\",\"escapeChar\":\"|\"}"),
     "datapackage.json:3:28 dialect-error: the character '|' has two meanings in the dialect; "
     "delimiter, quote, escape and line terminator must differ"},
    {TABLE("t", "t.csv", ",\"dialect\":{\"delimitr\":\";\"}"),
     "datapackage.json:3:39 unknown-property: 'delimitr' means nothing in a dialect; did you mean "
     "'delimiter'?"},
    {TABLE("t", "t.csv", ",\"dialect\":\"none.json\""),
     "datapackage.json:3:28 file-missing: cannot read none.json: No such file or directory; add "
     "the file or correct the path"},
    {TABLE("t", "t.csv", ",\"schema\":\"/etc/schema.json\""),
     "datapackage.json:3:28 unsafe-path: the path is absolute; give it relative to the descriptor"},
    {TABLE("t", "t.csv", ",\"schema\":\"http://x.org/schema.json\""),
     "datapackage.json:3:28 unsafe-path: the path is an address in the net; store the file in the "
     "package"},
    {TABLE("t", "t.csv", ",\"licenses\":[{\"title\":\"Free\"}],\"sources\":[{}]"),
     "datapackage.json:3:40 metadata: a license must have a 'name' or a 'path'\n"
     "datapackage.json:3:69 metadata: a source must be an object with at least one property"},
    {TABLE("t", "t.csv",
           ",\"sources\":[{\"title\":\"A\",\"path\":\"http://x y\",\"email\":\"me\"}]"),
     "datapackage.json:3:52 metadata: the 'path' of a source must be a web address, or a "
     "path "
     "in the package\n"
     "datapackage.json:3:72 metadata: the 'email' of a source must be a mail address"},
    {TABLE("t", "t.csv", ",\"bytes\":8"), ""},
    {TABLE("t", "t.csv", ",\"bytes\":7"),
     "datapackage.json:3:28 byte-count: the file has 8 bytes; if the change is meant, put that "
     "here"},
    {TABLE("t", "t.csv", ",\"hash\":\"sha1:0\""),
     "datapackage.json:3:28 hash-count: the file's digest is "
     "a56cbadad36ed7432c5ed526714b6e1a96a73dd6; if the change is meant, put that here"},
    {TABLE("t", "t.csv", ",\"hash\":\"crc:0\""),
     "datapackage.json:3:28 unsupported: only the digests md5, sha1, sha256 and sha512 are "
     "supported, as \"sha256:DIGEST\""},
    {TABLE("t", "t.csv", ",\"shema\":{}"),
     "datapackage.json:3:28 unknown-property: 'shema' means nothing in a resource; did you mean "
     "'schema'?"},
    {TABLE("t", "README.md", ""),
     "datapackage.json:3:13 not-a-table: the resource 't' is no table; nothing in it is checked"},

    {TABLE("t", "t.csv", REFERS("other", "a")),
     "datapackage.json:3:77 schema-error: the foreign key refers to a resource 'other', which the "
     "package lacks"},
    {TABLE("t", "t.csv", REFERS("u", "z")) "," TABLE("u", "u.csv", SCHEMA("")),
     "datapackage.json:3:77 schema-error: the foreign key refers to a field 'z', which u.csv "
     "lacks"},
    {TABLE("t", "t.csv", REFERS("u", "a")) "," TABLE("u", "u.csv", SCHEMA("")),
     "t.csv:3:1 foreign-key: \"yyy\" in 'a' is no 'a' of u.csv; add it to u.csv or correct the "
     "spelling"},
    /* no cascades: what refers to a table that could not be read is not judged */
    {TABLE("t", "t.csv", REFERS("u", "a")) ",\n" TABLE("u", "none.csv", SCHEMA("")),
     "datapackage.json:4:13 file-missing: cannot read none.csv: No such file or directory; add the "
     "file or correct the path"},
    {TABLE("t", "t.csv", REFERS("u", "a")) ",\n" TABLE("u", "u.csv", ",\"schema\":{}"),
     "datapackage.json:4:28 schema-error: a schema must have a list 'fields' with at least one "
     "field"},
};

/* Tables that share a schema have each its own missing values, and faults of the schema are told
 * once. */
static void test_shared_schema(Folder *folder, gconstpointer data)
{
    (void)data;
    put_descriptor(
        folder, TABLE("t", "t.csv", ",\"schema\":\"s.json\"") ",\n" TABLE(
                    "own", "own.csv",
                    ",\"missingValues\":[\"-\"],\"schema\":\"s.json\"") ",\n" TABLE("u", "u.csv",
                                                                                    ",\"schema\":"
                                                                                    "\"s.json\""));
    folder_put(folder, "s.json", "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\"}]}", -1);
    folder_put(folder, "t.csv", "a\n1\n-\n", -1);
    folder_put(folder, "own.csv", "a\n1\n-\n", -1);
    folder_put(folder, "u.csv", "a\n2\n\"\"\n3\n", -1);
    g_autoptr(Package) package = assert_report(
        folder, "t.csv:3:1 type-error: \"-\" in 'a' is not a whole number such as 42\n"
                "u.csv:3:0 blank-row: the row is blank; remove it");
    g_assert_true(package_table_find(package, "t")->schema ==
                  package_table_find(package, "u")->schema);
    g_assert_null(table_text(package_table_find(package, "own"), 1, 0));

    folder_put(folder, "s.json", "{\"fields\":[]}", -1);
    package_free(
        assert_report(folder, "s.json:1:2 schema-error: a schema must have a list 'fields' with at "
                              "least one field"));
}

static void test_faults(Folder *folder, gconstpointer data)
{
    (void)data;
    folder_put(folder, "t.csv", "a\nx\nyyy\n", -1);
    folder_put(folder, "u.csv", "a\nx\n", -1);
    folder_put(folder, "sub/x.csv", "a\n", -1);
    folder_put(folder, "README.md", "# read me\n", -1);
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_test_message("%s", faults[i].resources);
        put_descriptor(folder, faults[i].resources);
        g_autofree char *found = NULL;
        g_autoptr(Package) package = read_package(folder, &found);
        g_assert_nonnull(package);
        g_assert_cmpstr(found, ==, faults[i].findings);
    }
}

static void test_unusable(Folder *folder, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *json, *findings;
    } cases[] = {
        {"{\"resources\": [,]}", "datapackage.json:1:16 json-syntax: not a JSON value"},
        {"{\"name\": 1,\n \"name\": 2}",
         "datapackage.json:2:2 json-syntax: this key stands twice in the object"},
        {"[]", "datapackage.json:1:1 package-error: a descriptor must be a JSON object"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        folder_put(folder, "datapackage.json", cases[i].json, -1);
        g_autofree char *found = NULL;
        g_assert_null(read_package(folder, &found));
        g_assert_cmpstr(found, ==, cases[i].findings);
    }
}

static void test_unreadable(Folder *folder, gconstpointer data)
{
    (void)data;
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_assert_null(package_read(folder->path, findings, &error));
    g_autofree char *message =
        g_strdup_printf("cannot read %s/datapackage.json: No such file or directory", folder->path);
    g_assert_cmpstr(error->message, ==, message);
}

/* Names are for filters and people: they must be unique and keep their form. */
static void test_rules(Folder *folder, gconstpointer data)
{
    (void)folder;
    (void)data;
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_assert_cmpuint(n_table_rules, >=, 25);
    for (guint i = 0; i < n_table_rules; i++) {
        g_assert_true(g_hash_table_add(names, (gpointer)table_rules[i]->name));
        g_assert_true(g_regex_match_simple("^[a-z]+(-[a-z]+)*$", table_rules[i]->name, 0, 0));
        g_assert_cmpuint(strlen(table_rules[i]->summary), >, 10);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/package/whole", Folder, NULL, folder_set_up, test_whole, folder_tear_down);
    g_test_add("/package/descriptor-itself", Folder, NULL, folder_set_up, test_descriptor_itself,
               folder_tear_down);
    g_test_add("/package/shared-schema", Folder, NULL, folder_set_up, test_shared_schema,
               folder_tear_down);
    g_test_add("/package/faults", Folder, NULL, folder_set_up, test_faults, folder_tear_down);
    g_test_add("/package/unusable", Folder, NULL, folder_set_up, test_unusable, folder_tear_down);
    g_test_add("/package/unreadable", Folder, NULL, folder_set_up, test_unreadable,
               folder_tear_down);
    g_test_add("/package/rules", Folder, NULL, folder_set_up, test_rules, folder_tear_down);
    return g_test_run();
}
