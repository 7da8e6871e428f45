/* Merges of tables: the input is the base, a line '---', our version, another '---', and theirs.
 * Whatever the bytes: changes of one side alone come out as that side, both sides changed alike are
 * no conflict, sides in each other's place conflict alike, and what merges without conflict is a
 * table that merges with itself to the same bytes. */
#include "fuzz.h"

#include "table/three_way.h"

#include <string.h>

typedef struct {
    const char *text;
    gsize length;
} Text;

/* NULL: not by rows, for which there is a finding. */
static GBytes *merge(Text base, Text ours, Text theirs, guint *n_conflicts)
{
    g_autoptr(Findings) findings = findings_new();
    const ThreeWay versions = {.versions = {{"base", base.text, base.length},
                                            {"ours", ours.text, ours.length},
                                            {"theirs", theirs.text, theirs.length}},
                               .file = "merged",
                               .marker_size = 7};
    gsize length = 0;
    *n_conflicts = 0;
    char *merged = three_way_merge(&versions, &length, n_conflicts, findings);
    const guint errors = findings_count(findings, LEVEL_ERROR);
    if (merged)
        g_assert_cmpuint(errors, ==, *n_conflicts);
    else
        g_assert_cmpuint(errors, >, 0);
    return merged ? g_bytes_new_take(merged, length) : NULL;
}

static void assert_is(GBytes *merged, guint n_conflicts, Text expected)
{
    gsize length;
    const char *text = g_bytes_get_data(merged, &length);
    g_assert_cmpuint(n_conflicts, ==, 0);
    g_assert_cmpmem(text, length, expected.text, expected.length);
}

static void check(Text base, Text ours, Text theirs)
{
    guint there, back, n;
    g_autoptr(GBytes) merged = merge(base, ours, theirs, &there);
    const Text sides[] = {theirs, ours}; /* in each other's place */
    g_autoptr(GBytes) turned = merge(base, sides[0], sides[1], &back);
    g_assert_true((merged != NULL) == (turned != NULL));
    g_assert_cmpuint(there, ==, back);
    g_autoptr(GBytes) ours_alone = merge(base, ours, base, &n);
    if (ours_alone && base.length > 0)
        assert_is(ours_alone, n, ours);
    g_autoptr(GBytes) theirs_alone = merge(base, base, theirs, &n);
    if (theirs_alone && base.length > 0)
        assert_is(theirs_alone, n, theirs);
    g_autoptr(GBytes) alike = merge(base, ours, ours, &n);
    if (alike)
        assert_is(alike, n, ours);
    if (!merged || there > 0)
        return;
    Text result;
    result.text = g_bytes_get_data(merged, &result.length);
    g_autoptr(GBytes) again = merge(result, result, result, &n);
    if (again) /* the column that told the rows apart in all three may not do so here */
        assert_is(again, n, result);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char separator[] = "\n---\n";
    Text texts[N_VERSIONS];
    const char *text = (const char *)data, *end = text + size;
    for (int i = 0; i < N_VERSIONS; i++) {
        const char *mark = i + 1 < N_VERSIONS ? g_strstr_len(text, end - text, separator) : end;
        if (!mark)
            return 0;
        texts[i] = (Text){text, (gsize)(mark - text)};
        text = mark + strlen(separator);
    }
    check(texts[VERSION_BASE], texts[VERSION_OURS], texts[VERSION_THEIRS]);
    return 0;
}
