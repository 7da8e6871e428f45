/*
 * spec: a chart spec as a target's input.  Any text draws, twice the same, or has a finding;
 * nothing in a spec breaks the layout or what is written of it.
 */
#ifndef FIGTRAIL_FUZZ_SPEC_H
#define FIGTRAIL_FUZZ_SPEC_H

#include "folder.h"
#include "fuzz.h"

#include "cli/drawing.h"

static GBytes *spec_draw(const Drawing *drawing, const char *format, Findings *findings)
{
    g_autoptr(GError) error = NULL;
    Variant variant = variant_default();
    variant.preset = preset_find("page");
    g_autoptr(Scene) scene = drawing_layout(drawing, &variant, findings);
    if (!scene) {
        g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), >, 0);
        return NULL;
    }
    GBytes *picture = drawing_render(drawing, scene, format, 1, &error);
    g_assert_no_error(error);
    return picture;
}

/* config: NULL draws in the house style; taken. */
static void spec_try(const uint8_t *data, size_t size, Config *config)
{
    static const char csv[] = "name,value,day\nGPT-4,86.4,2023-03-14\nLlama 3,\"82,0\",2024-04\n";
    static const char json[] = "[{\"name\": \"a\", \"value\": 1}, {\"name\": null, \"value\": -2}]";
    if (folder_open()) {
        folder_put(&folder, "rows.csv", csv, -1);
        folder_put(&folder, "rows.json", json, -1);
    }
    folder_put(&folder, "chart.vl.json", (const char *)data, (gssize)size);

    g_autofree char *path = g_build_filename(folder.path, "chart.vl.json", NULL);
    g_autoptr(Findings) findings = findings_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Drawing) drawing = drawing_read_with(path, "", NULL, config, FALSE, findings, &error);
    if (!drawing) { /* a data file that it names is not there */
        g_assert_nonnull(error);
        return;
    }
    if (!drawing->chart) {
        g_assert_cmpuint(findings_count(findings, LEVEL_ERROR), >, 0);
        return;
    }
    g_autoptr(GBytes) first = spec_draw(drawing, "svg", findings);
    g_autoptr(GBytes) second = spec_draw(drawing, "svg", findings);
    g_assert_true((first != NULL) == (second != NULL));
    if (first)
        g_assert_true(g_bytes_equal(first, second));
}

#endif
