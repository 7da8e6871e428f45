/*
 * peers: what other people's packages and suites of tests have taught, in cases of our
 * own: how real descriptors are written, and what their maintainers mean by it.
 *
 * Learned from the packages of github.com/datasets, of CT-Data-Collaborative and of
 * Minas Gerais, and from the negative cases of the W3C's CSV on the Web.
 */
#include "table/package.h"

#include "../base/folder.h"

#include <string.h>

/* Findings of a package with one CSV file, 't.csv', besides its descriptor. */
static char *check(const char *descriptor, const char *csv)
{
    g_auto(Folder) folder = folder_make();
    folder_put(&folder, "datapackage.json", descriptor, -1);
    folder_put(&folder, "t.csv", csv, -1);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Package) package = package_read(folder.path, findings, NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    guint n;
    const Finding *items = findings_sorted(findings, &n);
    for (guint i = 0; i < n; i++) {
        g_autofree char *base = g_path_get_basename(items[i].place.file);
        g_string_append_printf(out, "%s%s:%u:%u %s %s: %s", i > 0 ? "\n" : "", base,
                               items[i].place.line, items[i].place.column,
                               level_name(items[i].level), items[i].rule->name, items[i].message);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- real packages ---------------------------------------------------------- */

#define PACKAGE(rest, resource)                                                                    \
    "{" rest "\"resources\":[\n{\"name\":\"t\",\"path\":\"t.csv\"" resource "}]}"
#define FIELDS(fields) ",\"schema\":{\"fields\":[" fields "]}"

static const struct {
    const char *descriptor, *csv, *findings;
} real[] = {
    /* properties of data hubs, of dialects of old and of views mean nothing to a table */
    {PACKAGE("\"name\":\"p\",\"views\":[],\"collection\":\"c\",\"has_premium\":true,"
             "\"datapackage_version\":\"1.0.0-beta.13\",\"related\":[],\"readme\":\"#\",",
             ",\"dpp:streamedFrom\":\"x\",\"schema_version\":1,\"dialect\":{\"delimiter\":\",\","
             "\"quoteChar\":\"\\\"\",\"doubleQuote\":true,\"skipInitialSpace\":false}"),
     "a\n1\n", ""},
    {PACKAGE("\"licenses\":[{\"name\":\"ODC-PDDL-1.0\",\"path\":\"http://opendatacommons.org/"
             "licenses/pddl/\",\"title\":\"ODC\"}],\"sources\":[{\"title\":\"s\",\"path\":\"https:"
             "//example.org/x\"}],",
             ",\"mediatype\":\"text/csv\",\"format\":\"csv\",\"encoding\":\"utf-8\","
             "\"profile\":\"data-resource\""),
     "a\n1\n", ""},
    /* 'id' was the name of a field before there was a standard; a reader of today has none */
    {PACKAGE("", FIELDS("{\"id\":\"a\",\"type\":\"number\"}")), "a\n1\n",
     "datapackage.json:2:48 error field-error: a field must be an object with a 'name'"},
    /* formats and options that a type lacks change nothing in any reader */
    {PACKAGE("", FIELDS("{\"name\":\"a\",\"type\":\"year\",\"format\":\"any\"}")), "a\n2024\n",
     "datapackage.json:2:74 warning unknown-property: the type 'year' has no formats, so 'any' "
     "means nothing; leave it out"},
    {PACKAGE("", FIELDS("{\"name\":\"a\",\"type\":\"number\",\"format\":\"percent\"}")), "a\n1.5\n",
     "datapackage.json:2:76 warning unknown-property: the type 'number' has no formats, so "
     "'percent' means nothing; leave it out"},
    {PACKAGE("", FIELDS("{\"name\":\"a\",\"type\":\"string\",\"bareNumber\":true}")), "a\nx\n",
     "datapackage.json:2:76 warning unknown-property: 'bareNumber' means nothing in fields of type "
     "'string'; leave it out"},
    /* but a pattern of dates in another language of patterns makes every cell wrong */
    {PACKAGE("", FIELDS("{\"name\":\"a\",\"type\":\"date\",\"format\":\"yyyy-mm\"}")),
     "a\n2024-01\n",
     "datapackage.json:2:74 error field-error: the type 'date' has no format 'yyyy-mm'; it has "
     "default, any, or a pattern such as %d/%m/%Y\n"
     "t.csv:2:1 error type-error: \"2024-01\" in 'a' is not a real day such as 2024-04-18"},
    /* a resource without a name is checked all the same */
    {"{\"resources\":[\n{\"path\":\"t.csv\"" FIELDS("{\"name\":\"a\",\"type\":\"integer\"}") "}]}",
     "a\nx\n",
     "datapackage.json:2:1 error resource-error: a resource must have a 'name'\n"
     "t.csv:2:1 error type-error: \"x\" in 'a' is not a whole number such as 42"},
    /* a script that stopped in the middle of its work */
    {PACKAGE("", ""), "year,mean\n\n1959,0.94\n",
     "t.csv:2:0 error blank-row: the row is blank; remove it"},
    {PACKAGE("", ""), "name,share\nx,1\nFile Creation Time: 0731\n,\n",
     "t.csv:3:25 error missing-cell: the row has 1 cell, the header 2; add 'share'\n"
     "t.csv:4:0 error blank-row: the row is blank; remove it"},
    /* a table that was never fetched, or never unpacked */
    {PACKAGE("", FIELDS("{\"name\":\"a\"},{\"name\":\"b\"}")),
     "version https://git-lfs.github.com/spec/v1\noid sha256:4665a5ea423c2713\nsize 12\n",
     "t.csv:0:0 error file-missing: the file is a pointer of Git LFS, not what it points to; "
     "fetch that by 'git lfs pull'"},
    {PACKAGE("", ""), "version https://git-lfs.github.com/spec/v1,b\nx,y\n", ""},
    {PACKAGE("", ""), "\x1F\x8B\x08",
     "t.csv:0:0 error encoding-error: the file is compressed by gzip; unpack it"},
    /* stale counts are told by their key */
    {PACKAGE("", ",\n\"bytes\":730"), "a\n1\n",
     "datapackage.json:3:1 error byte-count: the file has 4 bytes; if the change is meant, put "
     "that here"},
};

static void test_real(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(real); i++) {
        g_test_message("%s", real[i].descriptor);
        g_autofree char *found = check(real[i].descriptor, real[i].csv);
        g_assert_cmpstr(found, ==, real[i].findings);
    }
}

/* ---- CSV on the Web --------------------------------------------------------- */

#define WITH(rest) PACKAGE("", rest)
#define OF_TYPE(type, rest) WITH(FIELDS("{\"name\":\"a\",\"type\":\"" type "\"" rest "}"))
#define BOUND(type, constraint) OF_TYPE(type, ",\"constraints\":{" constraint "}")
#define KEY(key) WITH(",\"schema\":{\"fields\":[{\"name\":\"a\"},{\"name\":\"b\"}]," key "}")
#define REFERENCE(field, reference)                                                                \
    KEY("\"foreignKeys\":[{\"fields\":[\"" field "\"],\"reference\":" reference "}]")

/* What each negative case of https://w3c.github.io/csvw/tests/ (manifest-validation) asks for, in
 * the words of a Table Schema.  numbers: of the cases, ending with 0. */
static const struct {
    guint numbers[12];
    const char *descriptor, *csv;
    const char *rule; /* of the first finding */
} negatives[] = {
    /* descriptors */
    {{74}, "{\"resources\":[]}", "a\n", "package-error"},
    {{89}, "{}", "a\n", "package-error"},
    {{90}, "{\"resources\":[{\"name\":\"t\"}]}", "a\n", "resource-error"},
    {{92}, "{\"resources\":[}", "a\n", "json-syntax"},
    {{98}, "{\"resources\":7}", "a\n", "package-error"},
    {{100}, WITH(",\"schema\":{\"fields\":7}"), "a\n1\n", "schema-error"},
    {{103}, "{\"resources\":[{\"name\":\"t\",\"path\":7}]}", "a\n", "resource-error"},
    {{107}, WITH(",\"schema\":7"), "a\n1\n", "schema-error"},
    {{108}, REFERENCE("a", "7"), "a,b\n1,1\n", "schema-error"},
    {{104, 251},
     REFERENCE("c", "{\"resource\":\"\",\"fields\":[\"a\"]}"),
     "a,b\n1,1\n",
     "schema-error"},
    {{252},
     REFERENCE("a", "{\"resource\":\"t\",\"fields\":[\"c\"]}"),
     "a,b\n1,1\n",
     "schema-error"},
    {{253},
     REFERENCE("a", "{\"resource\":\"u\",\"fields\":[\"c\"]}"),
     "a,b\n1,1\n",
     "schema-error"},
    {{272},
     REFERENCE("a", "{\"resorce\":\"t\",\"fields\":[\"a\"]}"),
     "a,b\n1,1\n",
     "unknown-property"},
    {{111}, WITH(",\"title\":7"), "a\n1\n", "metadata"},
    {{128}, WITH(FIELDS("{\"name\":\"a\"},{\"name\":\"a\"}")), "a,a\n1,2\n", "schema-error"},
    {{308}, OF_TYPE("strng", ""), "a\n1\n", "field-error"},
    {{191}, OF_TYPE("date", ",\"format\":\"%Q\""), "a\n\n", "field-error"},
    {{269}, OF_TYPE("boolean", ",\"trueValues\":\"YN\""), "a\n0\n", "field-error"},
    {{199, 200, 261}, BOUND("string", "\"minLength\":3,\"maxLength\":2"), "a\nx\n", "field-error"},
    {{201}, BOUND("date", "\"minLength\":3"), "a\n2024-01-15\n", "field-error"},
    {{218, 220}, BOUND("number", "\"minimum\":3,\"maximum\":2"), "a\n1\n", "field-error"},
    {{219, 221}, BOUND("integer", "\"minimum\":3,\"exclusiveMaximum\":3"), "a\n3\n", "field-error"},
    {{222, 223, 224, 225}, BOUND("string", "\"minimum\":3"), "a\n5\n", "field-error"},
    {{226, 227}, BOUND("string", "\"exclusiveMinimum\":3"), "a\n5\n", "field-error"},
    /* labels */
    {{124, 127, 278}, WITH(FIELDS("{\"name\":\"a\"}")), "a,b\n1,2\n", "extra-label"},
    {{147, 148}, WITH(FIELDS("{\"name\":\"a\"}")), "A\n1\n", "missing-label"},
    /* cells */
    {{125}, BOUND("string", "\"required\":true"), "a\n\"\"\n", "blank-row"},
    {{126},
     WITH(",\"schema\":{\"missingValues\":[\"-\"],\"fields\":[{\"name\":\"a\",\"constraints\":{"
          "\"required\":true}}]}"),
     "a\n-\n",
     "constraint-error"},
    {{154}, BOUND("string", "\"pattern\":\"[a-z]+\""), "a\nX\n", "constraint-error"},
    {{157, 160, 161, 169}, OF_TYPE("number", ""), "a\n1x\n", "type-error"},
    {{162}, OF_TYPE("number", ",\"groupChar\":\",\""), "a\n\"1,,000\"\n", "type-error"},
    {{163}, OF_TYPE("integer", ""), "a\n1.0\n", "type-error"},
    {{172, 176, 177},
     BOUND("integer", "\"minimum\":-128,\"maximum\":127"),
     "a\n128\n",
     "constraint-error"},
    {{173, 174, 175, 178, 179}, BOUND("integer", "\"minimum\":0"), "a\n-1\n", "constraint-error"},
    {{180, 181, 182}, OF_TYPE("number", ""), "a\n1e\n", "type-error"},
    {{185},
     OF_TYPE("boolean", ",\"trueValues\":[\"Y\"],\"falseValues\":[\"N\"]"),
     "a\ntrue\n",
     "type-error"},
    {{186}, OF_TYPE("boolean", ""), "a\nY\n", "type-error"},
    {{192}, OF_TYPE("date", ",\"format\":\"%d.%m.%Y\""), "a\n2024-01-15\n", "type-error"},
    {{247}, OF_TYPE("time", ",\"format\":\"%H:%M:%S\""), "a\n10:00:00.5\n", "type-error"},
    {{194}, BOUND("duration", "\"pattern\":\"P.*D\""), "a\nP1Y\n", "constraint-error"},
    {{279, 280, 281}, OF_TYPE("duration", ""), "a\nP1DT\n", "type-error"},
    {{196}, BOUND("string", "\"minLength\":2,\"maxLength\":2"), "a\nxxx\n", "constraint-error"},
    {{197}, BOUND("string", "\"maxLength\":2"), "a\nxxx\n", "constraint-error"},
    {{198}, BOUND("string", "\"minLength\":2"), "a\nx\n", "constraint-error"},
    {{203, 205}, BOUND("number", "\"minimum\":2.5"), "a\n2.4\n", "constraint-error"},
    {{206}, BOUND("number", "\"exclusiveMinimum\":2.5"), "a\n2.5\n", "constraint-error"},
    {{204, 207}, BOUND("number", "\"maximum\":2.5"), "a\n2.6\n", "constraint-error"},
    {{208}, BOUND("number", "\"exclusiveMaximum\":2.5"), "a\n2.5\n", "constraint-error"},
    {{210, 212},
     BOUND("date", "\"minimum\":\"2024-02-01\""),
     "a\n2024-01-31\n",
     "constraint-error"},
    {{213},
     BOUND("date", "\"exclusiveMinimum\":\"2024-02-01\""),
     "a\n2024-02-01\n",
     "constraint-error"},
    {{211, 214},
     BOUND("date", "\"maximum\":\"2024-02-01\""),
     "a\n2024-02-02\n",
     "constraint-error"},
    {{215},
     BOUND("date", "\"exclusiveMaximum\":\"2024-02-01\""),
     "a\n2024-02-01\n",
     "constraint-error"},
    /* rows */
    {{232}, KEY("\"primaryKey\":\"a\""), "a,b\n1,1\n1,2\n", "primary-key"},
    {{234}, KEY("\"primaryKey\":[\"a\",\"b\"]"), "a,b\n1,1\n1,1\n", "primary-key"},
    {{34, 35, 257},
     REFERENCE("a", "{\"resource\":\"\",\"fields\":[\"b\"]}"),
     "a,b\n1,2\n",
     "foreign-key"},
};

/* Cases that do not concern what is read here, from the first to the last number, and why. */
static const struct {
    guint first, last;
    const char *reason;
} others[] = {
    {77, 88, "identifiers and types of linked data: a Data Package has no @id and no @type"},
    {109, 109, "titles by language: a title is one string"},
    {133, 133, "virtual columns: a Table Schema has none"},
    {134, 146, "contexts, keywords and values of JSON-LD: a descriptor is plain JSON"},
    {164, 164, "the type 'number' may have an exponent"},
    {165, 167, "the type 'number' has NaN, INF and -INF"},
    {216, 217, "a Table Schema may say both an inclusive and an exclusive bound"},
    {230, 230, "lengths of a list count its items, not the characters of each"},
    {243, 244, "identifiers of types"},
    {258, 258, "the values that a foreign key refers to may stand several times"},
    {267, 267, "identifiers of types"},
    {271, 271, "a descriptor may say more than the standard knows"},
    {274, 274, "contexts of JSON-LD"},
    {286, 304, "patterns of numbers (UAX #35): a Table Schema has decimalChar and groupChar"},
};

/* All negative cases of that manifest. */
static const guint all[] = {
    34,  35,  74,  77,  78,  79,  80,  81,  82,  83,  84,  85,  86,  87,  88,  89,  90,  92,  98,
    100, 103, 104, 107, 108, 109, 111, 124, 125, 126, 127, 128, 133, 134, 135, 136, 137, 138, 139,
    140, 141, 142, 143, 144, 145, 146, 147, 148, 154, 157, 160, 161, 162, 163, 164, 165, 166, 167,
    169, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 185, 186, 191, 192, 194, 196, 197,
    198, 199, 200, 201, 203, 204, 205, 206, 207, 208, 210, 211, 212, 213, 214, 215, 216, 217, 218,
    219, 220, 221, 222, 223, 224, 225, 226, 227, 230, 232, 234, 243, 244, 247, 251, 252, 253, 257,
    258, 261, 267, 269, 271, 272, 274, 278, 279, 280, 281, 286, 287, 288, 289, 290, 291, 292, 293,
    294, 295, 296, 297, 298, 299, 300, 301, 302, 303, 304, 308};

static gboolean is_covered(guint number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(negatives); i++) {
        for (const guint *n = negatives[i].numbers; *n; n++) {
            if (*n == number)
                return TRUE;
        }
    }
    return FALSE;
}

static const char *reason_of(guint number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        if (number >= others[i].first && number <= others[i].last)
            return others[i].reason;
    }
    return NULL;
}

/* Every case is either held or has its reason. */
static void test_complete(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(all); i++) {
        g_test_message("case %u: %s", all[i], reason_of(all[i]) ? reason_of(all[i]) : "held");
        g_assert_true(is_covered(all[i]) != (reason_of(all[i]) != NULL));
    }
}

static void test_negatives(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(negatives); i++) {
        g_autofree char *found = check(negatives[i].descriptor, negatives[i].csv);
        g_test_message("case %u: %s", negatives[i].numbers[0], found);
        g_autofree char *rule = g_strconcat(" ", negatives[i].rule, ": ", NULL);
        const char *end = strchr(found, '\n');
        const char *at = strstr(found, rule);
        g_assert_true(at && (!end || at < end));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/peers/real", test_real);
    g_test_add_func("/peers/complete", test_complete);
    g_test_add_func("/peers/negatives", test_negatives);
    return g_test_run();
}
