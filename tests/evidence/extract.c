/*
 * What extract finds in a text and who covers it; and, with the articles beside
 * the repository, that each of their figures is a claim or is listed as none.
 */
#include "evidence/extract.h"

#include "table/package.h"

#include <string.h>

static void test_text(void)
{
    static const char text[] =
        "Olá,\n“temos 64 mil GPUs”: gastou 2,5 bilhões,\nmais do que o GPT-4.";
    g_autoptr(Extraction) extraction =
        extract_figures("t", text, sizeof text - 1, "pt-BR", NULL, NULL, NULL);
    static const struct {
        const char *printed;
        guint line, column;
        Cover cover;
    } expected[] = {
        {"64 mil", 2, 8, COVER_NONE}, {"2,5 bilhões", 2, 29, COVER_NONE}, {"4", 3, 19, COVER_NAME}};
    g_assert_cmpuint(extraction->extracts->len, ==, G_N_ELEMENTS(expected));
    for (guint i = 0; i < MIN(extraction->extracts->len, G_N_ELEMENTS(expected)); i++) {
        const Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        const Stretch core = extract->mention->core;
        g_autofree char *printed = g_strndup(text + core.start, core.end - core.start);
        g_assert_cmpstr(printed, ==, expected[i].printed);
        g_assert_cmpuint(extract->line, ==, expected[i].line);
        g_assert_cmpuint(extract->column, ==, expected[i].column);
        g_assert_cmpint(extract->cover, ==, expected[i].cover);
    }
    const ExtractStyle style = {.uncovered = TRUE, .width = 100};
    g_autofree char *csv = extract_format_csv(extraction, &style);
    g_assert_nonnull(strstr(csv, "\ndraft.file.1,,,,64 mil,64000,,,exact,"));
    g_assert_nonnull(strstr(csv, "\ndraft.file.2,,,,\"2,5 bilhões\",2500000000,,,exact,"));
    g_assert_null(strstr(csv, "draft.file.3"));
}

/* Any bytes, and none at all. */
static void test_hostile(void)
{
    static const struct {
        const char *bytes;
        gsize length;
    } texts[] = {{"", 0}, {"\xff\xfe\0 64\0", 8}, {"9", 1}, {"\n\n\n86", 5}};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Extraction) extraction =
            extract_figures("t", texts[i].bytes, texts[i].length, "", NULL, NULL, NULL);
        const ExtractStyle style = {.sentences = TRUE, .width = 80};
        g_autofree char *text = extract_format_text(extraction, &style);
        g_autofree char *json = extract_format_json(extraction, &style);
        g_assert_true(g_utf8_validate(text, -1, NULL) && g_utf8_validate(json, -1, NULL));
    }
}

typedef struct {
    Package *package;
    ClaimSet *claims;
    char *folder;
} Data;

static const char *const articles[] = {"s000", "s001", "s002", "s003", "s004"};

static void check_article(const Data *data, const Source *source, guint *n_excused)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Snapshot) snapshot = snapshot_read(data->folder, source, &error);
    g_assert_no_error(error);
    g_autoptr(Extraction) extraction =
        extract_figures(source->id, snapshot->text, snapshot->length, source->language,
                        data->package, data->claims, source);
    for (guint i = 0; i < extraction->lost->len; i++) {
        g_test_message("%s: no figure is found where the claim %s has one", source->id,
                       ((const Claim *)g_ptr_array_index(extraction->lost, i))->id);
        g_test_fail();
    }
    for (guint i = 0; i < extraction->extracts->len; i++) {
        const Extract *extract = &g_array_index(extraction->extracts, Extract, i);
        *n_excused += extract->cover == COVER_NO_CLAIM;
        if (extract->cover != COVER_NONE)
            continue;
        g_test_message("%s: the figure at byte %" G_GSIZE_FORMAT
                       " is neither a claim nor listed in data/not-claims.csv",
                       source->id, extract->mention->core.start);
        g_test_fail();
    }
}

static void test_articles(gconstpointer user_data)
{
    const Data *data = user_data;
    guint n_excused = 0;
    for (guint i = 0; i < G_N_ELEMENTS(articles); i++) {
        const Source *source = g_hash_table_lookup(data->claims->source_by_id, articles[i]);
        g_assert_nonnull(source);
        check_article(data, source, &n_excused);
    }
    /* and no row of the list excuses what is not there */
    const Table *excused = package_table_find(data->package, "not-claims");
    g_assert_nonnull(excused);
    g_assert_cmpuint(n_excused, ==, excused->n_rows);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/evidence/extract/text", test_text);
    g_test_add_func("/evidence/extract/hostile", test_hostile);
    const char *root = g_getenv("FIGTRAIL_ROOT");
    g_autofree char *path = g_build_filename(root ? root : ".", "data", NULL);
    g_autofree char *folder = g_build_filename(root ? root : ".", "..", "shared", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(Package) package = package_read(path, findings, NULL);
    g_autoptr(ClaimSet) claims = package ? claims_read(package, findings) : NULL;
    if (!claims)
        return 1;
    const Data data = {package, claims, folder};
    if (g_file_test(folder, G_FILE_TEST_IS_DIR))
        g_test_add_data_func("/evidence/extract/articles", &data, test_articles);
    else
        g_printerr("evidence-extract: there are no snapshots at %s: that each figure of the "
                   "articles is a claim or listed as none is NOT checked\n",
                   folder);
    return g_test_run();
}
