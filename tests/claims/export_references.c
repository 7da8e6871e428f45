/* Sources as bibliographies: awkward cells, entry by entry. */
#include "claims/export_format.h"
#include "claims/reference.h"

#include <string.h>

static const Source empty = {.id = "id",
                             .title = "Title",
                             .publisher = "",
                             .author = "",
                             .published = "",
                             .language = "",
                             .type = "",
                             .url = "",
                             .archive_url = "",
                             .retrieved = "",
                             .note = ""};

static char *format(ExportFormat function, const Source *source)
{
    Selection selection = {.sources = g_ptr_array_new()};
    g_ptr_array_add(selection.sources, (gpointer)source);
    const ExportRequest request = {.selection = &selection, .what = EXPORT_SOURCES};
    GString *out = g_string_new(NULL);
    g_assert_true(function(&request, out, NULL));
    g_ptr_array_unref(selection.sources);
    return g_string_free(out, FALSE);
}

/* ---- authors --------------------------------------------------------------------------------- */

/* "Winkler, Christian | OpenAI": family and given name, or the whole */
static char *describe_authors(const Source *source)
{
    g_autoptr(GPtrArray) names = reference_authors(source);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const ReferenceName *name = g_ptr_array_index(names, i);
        g_string_append(text, i > 0 ? " | " : "");
        if (name->family)
            g_string_append_printf(text, "%s, %s", name->family, name->given);
        else
            g_string_append(text, name->whole);
    }
    return g_string_free(text, FALSE);
}

static void test_authors(void)
{
    static const struct {
        const char *type, *author, *publisher, *expected;
    } cases[] = {
        {"article", "Christian Winkler", "heise online", "Winkler, Christian"},
        {"article", "", "heise online", ""},
        {"announcement", "", "OpenAI", "OpenAI"},
        {"announcement", "Mark Zuckerberg", "Meta", "Zuckerberg, Mark"},
        {"repository", "", "Alibaba (Qwen)", "Alibaba (Qwen)"},
        {"announcement", "clefourrier, SaylorTwift, thomwolf", "Hugging Face",
         "clefourrier | SaylorTwift | thomwolf"},
        {"post", "Jan van der Berg;  Ana de la Cruz ; ", "", "van der Berg, Jan | de la Cruz, Ana"},
        {"post", "Berg, Jan; Cruz, Ana", "", "Berg, Jan | Cruz, Ana"},
        {"post", "Martin Luther King, Jr., Ana Cruz", "", "Martin Luther King, Jr. | Cruz, Ana"},
        {"post", "山田太郎", "", "山田太郎"},
        {"post", "Ann\tLee\n", "", "Lee, Ann"},
        {"", "", "", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Source source = empty;
        source.type = cases[i].type;
        source.author = cases[i].author;
        source.publisher = cases[i].publisher;
        g_autofree char *names = describe_authors(&source);
        g_assert_cmpstr(names, ==, cases[i].expected);
    }
}

/* ---- whole entries --------------------------------------------------------------------------- */

static const Source hard = {
    .id = "a,b{c}.d_2E",
    .title = "100% of {H100} & \\more: 50_000 $ for #1 ~ ^",
    .publisher = "Ünïcode & Co",
    .author = "Ann and Bob Ltd; Ćirić Žarko",
    .published = "2024-03",
    .language = "pt-BR",
    .type = "model-card",
    .url = "https://example.org/a_b?x={1}&y=%20#z",
    .archive_url = "https://web.archive.org/x",
    .retrieved = "2026-11-21",
    .note = "Two\nlines.",
};

static void test_bibtex(void)
{
    g_autofree char *text = format(export_bibtex, &hard);
    g_assert_cmpstr(
        text, ==,
        "@techreport{a_2Cb_7Bc_7D.d_5F2E,\n"
        "  author      = {{Ann and Bob Ltd} and Žarko, Ćirić},\n"
        "  title       = {{100\\% of \\textbraceleft{}H100\\textbraceright{} \\& "
        "\\textbackslash{}more: 50\\_000 \\$ for \\#1 \\textasciitilde{} \\textasciicircum{}}},\n"
        "  institution = {Ünïcode \\& Co},\n"
        "  type        = {Model card},\n"
        "  year        = {2024},\n"
        "  month       = mar,\n"
        "  language    = {pt-BR},\n"
        "  url         = {https://example.org/a_b?x=%7B1%7D&y=%20#z},\n"
        "  urldate     = {2026-11-21},\n"
        "  note        = {Two lines. Archived at https://web.archive.org/x}\n"
        "}\n");

    /* what its type needs is missing; the least that there can be */
    Source bare = empty;
    bare.type = "article";
    g_autofree char *misc = format(export_bibtex, &bare);
    g_assert_cmpstr(misc, ==, "@misc{id,\n  title       = {{Title}}\n}\n");
    bare.publisher = "Exame";
    bare.published = "2024-03-12";
    g_autofree char *article = format(export_bibtex, &bare);
    g_assert_cmpstr(article, ==,
                    "@article{id,\n"
                    "  title       = {{Title}},\n"
                    "  journal     = {Exame},\n"
                    "  year        = {2024},\n"
                    "  month       = mar,\n"
                    "  day         = {12}\n"
                    "}\n");
}

static void test_csl(void)
{
    g_autofree char *text = format(export_csl_json, &hard);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(JsonDocument) list = json_document_parse("csl", text, strlen(text), findings);
    g_assert_nonnull(list);
    g_autofree char *compact = json_print_compact(json_document_root(list));
    g_assert_cmpstr(
        compact, ==,
        "[{\"id\":\"a,b{c}.d_2E\",\"type\":\"report\",\"genre\":\"Model card\","
        "\"title\":\"100% of {H100} & \\\\more: 50_000 $ for #1 ~ ^\","
        "\"author\":[{\"literal\":\"Ann and Bob Ltd\"},"
        "{\"family\":\"Žarko\",\"given\":\"Ćirić\"}],"
        "\"publisher\":\"Ünïcode & Co\","
        "\"issued\":{\"date-parts\":[[2024,3]]},\"accessed\":{\"date-parts\":[[2026,11,21]]},"
        "\"language\":\"pt-BR\",\"URL\":\"https://example.org/a_b?x={1}&y=%20#z\","
        "\"note\":\"Two lines. Archived at https://web.archive.org/x\"}]");
}

static void test_ris(void)
{
    g_autofree char *text = format(export_ris, &hard);
    g_assert_cmpstr(text, ==,
                    "TY  - RPRT\r\n"
                    "ID  - a,b{c}.d_2E\r\n"
                    "AU  - Ann and Bob Ltd,\r\n"
                    "AU  - Žarko, Ćirić\r\n"
                    "TI  - 100% of {H100} & \\more: 50_000 $ for #1 ~ ^\r\n"
                    "PB  - Ünïcode & Co\r\n"
                    "PY  - 2024\r\n"
                    "DA  - 2024/03//\r\n"
                    "M3  - Model card\r\n"
                    "LA  - pt-BR\r\n"
                    "UR  - https://example.org/a_b?x={1}&y=%20#z\r\n"
                    "Y2  - 2026/11/21/\r\n"
                    "N1  - Two lines. Archived at https://web.archive.org/x\r\n"
                    "ER  - \r\n");
    Source organization = empty;
    organization.type = "dataset";
    organization.publisher = "Epoch AI";
    organization.published = "2024";
    g_autofree char *data = format(export_ris, &organization);
    g_assert_cmpstr(data, ==,
                    "TY  - DATA\r\nID  - id\r\nAU  - Epoch AI,\r\nTI  - Title\r\nPB  - Epoch AI\r\n"
                    "PY  - 2024\r\nDA  - 2024///\r\nM3  - Data set\r\nER  - \r\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/references/authors", test_authors);
    g_test_add_func("/references/bibtex", test_bibtex);
    g_test_add_func("/references/csl", test_csl);
    g_test_add_func("/references/ris", test_ris);
    return g_test_run();
}
