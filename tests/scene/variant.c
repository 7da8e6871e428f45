/* Variants: how a spec asks for them, what they are called, what is refused. */
#include "scene/variant.h"
#include "../chart/fixture.h"

/* presets: the value of the wish. */
static void read_presets(SpecCase *spec, const char *presets)
{
    g_autofree char *text = g_strdup_printf(
        "{'data': {'values': [{'a': 1}]}, 'mark': 'point', 'encoding': {'x': {'field': 'a'}},\n"
        "'usermeta': {'figtrail': {'presets': %s}}}",
        presets);
    spec_read(spec, text, NULL);
    spec_assert_clean(spec);
}

/* The files of each variant, in its order. */
static void test_names(void)
{
    static const struct {
        const char *presets, *files;
    } cases[] = {
        {"[]", "c.svg c.png"},
        {"['page']", "c.svg c.png"},
        {"['slide', 'page']", "c.svg c.png c.page.svg c.page.png"},
        {"['slide', {'scale': 2}]", "c.svg c.png c.svg c@2x.png"},
        {"['page', {'preset': 'slide', 'scale': 1.5}]", "c.svg c.png c.slide.svg c.slide@1.5x.png"},
        {"[{'preset': 'page', 'scale': 2}]", "c.svg c@2x.png"},
        {"['slide', {'language': 'pt'}, {'transparent': true, 'text': 'outlines'}]",
         "c.svg c.png c.slide.pt.svg c.slide.pt.png c.slide.transparent.outlines.svg "
         "c.slide.transparent.outlines.png"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_presets(&spec, cases[i].presets);
        g_autoptr(GArray) variants = variants_parse(spec.chart, spec.findings);
        g_assert_nonnull(variants);
        g_autoptr(GString) files = g_string_new(NULL);
        for (guint k = 0; k < variants->len; k++) {
            const Variant *variant = &g_array_index(variants, Variant, k);
            const Variant *first = &g_array_index(variants, Variant, 0);
            g_autofree char *svg = variant_file_name("c", variant, first, "svg", FALSE);
            g_autofree char *png = variant_file_name("c", variant, first, "png", TRUE);
            g_string_append_printf(files, "%s%s %s", k > 0 ? " " : "", svg, png);
        }
        g_assert_cmpstr(files->str, ==, cases[i].files);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *presets, *finding;
    } cases[] = {
        {"[@'poster']", "unknown-preset: there is no preset \"poster\"; there are slide"},
        {"[{@'preset': 'poster'}]", "unknown-preset: there is no preset \"poster\""},
        {"[{@'theme': 'neon'}]", "spec-value: "},
        {"[{@'language': '../../etc'}]", "spec-value: \"../../etc\" is no tag of a language"},
        {"[{@'scale': 0}]", "spec-value: "},
        {"[{@'scale': 1e9}]", "spec-value: "},
        {"[{@'dpi': 1}]", "spec-value: "},
        {"[{@'text': 'curves'}]", "spec-value: "},
        {"[{@'transparent': 1}]", "spec-value: "},
        {"[{@'colour': 'red'}]", "spec-property: "},
        {"['page', @{'preset': 'page'}]",
         "same-variant: two variants would be written to NAME.png"},
        {"['page', 'slide', @{'preset': 'slide', 'dpi': 300}]",
         "same-variant: two variants would be written to NAME.slide.png"},
    };
    g_auto(SpecCase) spec;
    spec_init(&spec);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        read_presets(&spec, cases[i].presets);
        g_assert_null(variants_parse(spec.chart, spec.findings));
        g_autofree char *found = spec_findings(&spec);
        g_autofree char *begin =
            g_strdup_printf("%u:%u: %s", spec.line, spec.column, cases[i].finding);
        if (!g_str_has_prefix(found, begin))
            g_error("expected %s\nfound    %s", begin, found);
    }
}

/* A px is 1/96 inch unless the pixels are said to be of another size. */
static void test_size_in_documents(void)
{
    Variant variant = variant_default();
    variant.scale = 2;
    g_assert_cmpfloat(variant_document_px(&variant), ==, 1);
    variant.dpi = 96;
    g_assert_cmpfloat(variant_document_px(&variant), ==, 2);
    variant.dpi = 384;
    g_assert_cmpfloat(variant_document_px(&variant), ==, 0.5);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/variant/names", test_names);
    g_test_add_func("/variant/refused", test_refused);
    g_test_add_func("/variant/size-in-documents", test_size_in_documents);
    return g_test_run();
}
