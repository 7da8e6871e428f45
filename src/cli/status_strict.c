#include "cli/status_strict.h"

#include "base/output.h"
#include "cli/build_chart.h"
#include "render/difference.h"

#include <glib/gstdio.h>
#include <string.h>

/* "mmlu.page.png" and "new": "mmlu.page.new.png". */
static char *beside_name(const char *name, const char *word)
{
    const char *dot = strrchr(name, '.');
    return g_strdup_printf("%.*s.%s%s", (int)(dot - name), name, word, dot);
}

gboolean status_is_comparison(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (!dot)
        return FALSE;
    g_autofree char *stem = g_strndup(name, (gsize)(dot - name));
    return g_str_has_suffix(stem, ".new") || g_str_has_suffix(stem, ".diff");
}

static gboolean is_png(const char *name)
{
    return g_str_has_suffix(name, ".png");
}

static void remove_beside(const char *charts, const char *name, const char *word)
{
    g_autofree char *beside = beside_name(name, word);
    g_autofree char *path = g_build_filename(charts, beside, NULL);
    g_unlink(path);
}

static gboolean write_beside(const char *charts, const char *name, const char *word, GBytes *bytes,
                             cJSON *strict, const char *member, GError **error)
{
    g_autofree char *beside = beside_name(name, word);
    g_autofree char *path = g_build_filename(charts, beside, NULL);
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    if (!output_write(path, data, length, error))
        return FALSE;
    cJSON_AddStringToObject(strict, member, beside);
    return TRUE;
}

static void say_difference(cJSON *strict, const Difference *difference)
{
    g_autofree char *said =
        difference->n_pixels == 0
            ? g_strdup("every pixel is the same")
            : g_strdup_printf("%u %s, within %u x %u px at %u, %u%s", difference->n_pixels,
                              difference->n_pixels == 1 ? "pixel differs" : "pixels differ",
                              difference->width, difference->height, difference->left,
                              difference->top, difference->other_size ? "; the sizes differ" : "");
    cJSON_AddStringToObject(strict, "said", said);
}

/* What a PNG shows differently. */
static gboolean draw_difference(const char *charts, const char *name, GBytes *before, GBytes *now,
                                cJSON *strict, GError **error)
{
    Difference difference;
    g_autoptr(GError) fault = NULL;
    g_autoptr(GBytes) picture = difference_picture(before, now, &difference, &fault);
    if (!picture) {
        cJSON_AddStringToObject(strict, "said", fault->message);
        return TRUE;
    }
    say_difference(strict, &difference);
    return difference.n_pixels == 0 ||
           write_beside(charts, name, "diff", picture, strict, "difference", error);
}

static gboolean compare_file(const char *charts, const char *name, GBytes *now, cJSON *object,
                             GError **error)
{
    g_autofree char *path = g_build_filename(charts, name, NULL);
    gsize length = 0;
    char *text = input_read(path, INPUT_LIMIT, &length, NULL);
    if (!text)
        return TRUE; /* missing */
    g_autoptr(GBytes) before = g_bytes_new_take(text, length);
    const gboolean same = g_bytes_equal(before, now);
    cJSON *strict = cJSON_AddObjectToObject(object, "strict");
    cJSON_AddBoolToObject(strict, "same", same);
    if (same || !is_png(name))
        remove_beside(charts, name, "diff");
    if (same)
        remove_beside(charts, name, "new");
    if (same)
        return TRUE;
    return write_beside(charts, name, "new", now, strict, "new", error) &&
           (!is_png(name) || draw_difference(charts, name, before, now, strict, error));
}

gboolean status_compare(const char *charts, const Drawing *drawing, const GPtrArray *files,
                        Findings *findings, cJSON *array)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) drawn = build_draw_files(drawing, files, findings, &error);
    gboolean done = drawn != NULL;
    for (guint i = 0; done && i < files->len; i++) {
        const PlannedFile *file = g_ptr_array_index(files, i);
        done = compare_file(charts, file->name, g_ptr_array_index(drawn, i),
                            cJSON_GetArrayItem(array, (int)i), &error);
    }
    if (error)
        cJSON_AddStringToObject(cJSON_GetArrayItem(array, 0), "error", error->message);
    return done;
}
