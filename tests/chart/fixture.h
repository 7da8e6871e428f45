/*
 * fixture: charts read from specs that stand in the test.
 *
 * In such a spec ' stands for ", ` for ', and @ (taken out) marks the place where
 * a finding is expected.
 */
#ifndef FIGTRAIL_TESTS_CHART_FIXTURE_H
#define FIGTRAIL_TESTS_CHART_FIXTURE_H

#include "../base/folder.h"
#include "chart/view.h"

#include <string.h>

typedef struct {
    Folder folder;
    char *path;         /* of the spec in it */
    guint line, column; /* of the mark; 0: none */
    Findings *findings;
    Chart *chart; /* NULL: the spec has errors */
} SpecCase;

static inline char *spec_unquote(SpecCase *spec, const char *text)
{
    GString *json = g_string_new(NULL);
    guint line = 1, column = 1;
    spec->line = spec->column = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '@') {
            spec->line = line;
            spec->column = column;
            continue;
        }
        g_string_append_c(json, *p == '\'' ? '"' : *p == '`' ? '\'' : *p);
        column += ((unsigned char)*p & 0xC0) != 0x80;
        if (*p == '\n')
            line++, column = 1;
    }
    return g_string_free(json, FALSE);
}

/* An empty folder for a spec and its data. */
static inline void spec_init(SpecCase *spec)
{
    *spec = (SpecCase){.folder = folder_make()};
    spec->path = g_build_filename(spec->folder.path, "spec.vl.json", NULL);
}

static inline void spec_write(const SpecCase *spec, const char *name, const char *text)
{
    folder_put(&spec->folder, name, text, -1);
}

static inline void spec_read_json(SpecCase *spec, const char *json, const ChartSources *sources)
{
    g_clear_pointer(&spec->chart, chart_free);
    g_clear_pointer(&spec->findings, findings_free);
    spec_write(spec, "spec.vl.json", json);
    spec->findings = findings_new();
    spec->chart = chart_read(spec->path, sources, spec->findings, NULL);
}

static inline void spec_read(SpecCase *spec, const char *text, const ChartSources *sources)
{
    g_autofree char *json = spec_unquote(spec, text);
    spec_read_json(spec, json, sources);
}

/* In the whole grammar of Vega-Lite. */
static inline void spec_read_grammar(SpecCase *spec, const char *text)
{
    static const ChartSources none = {0};
    g_autofree char *json = spec_unquote(spec, text);
    g_clear_pointer(&spec->chart, chart_free);
    g_clear_pointer(&spec->findings, findings_free);
    spec_write(spec, "spec.vl.json", json);
    spec->findings = findings_new();
    spec->chart = chart_read_with(spec->path, &none, config_new_vega(), spec->findings, NULL);
}

/* All findings, one line each: "1:20: rule: message"; the file's name before
 * those of other files. */
static inline char *spec_findings(const SpecCase *spec)
{
    GString *text = g_string_new(NULL);
    guint n;
    const Finding *findings = findings_sorted(spec->findings, &n);
    for (guint i = 0; i < n; i++) {
        const Place *place = &findings[i].place;
        if (g_strcmp0(place->file, spec->path) != 0)
            g_string_append_printf(text, "%s:", place->file + strlen(spec->folder.path) + 1);
        g_string_append_printf(text, "%u:%u: %s: %s\n", place->line, place->column,
                               findings[i].rule->name, findings[i].message);
    }
    return g_string_free(text, FALSE);
}

/* Fails with the findings when there are any. */
static inline void spec_assert_clean(const SpecCase *spec)
{
    g_autofree char *found = spec_findings(spec);
    g_assert_cmpstr(found, ==, "");
    g_assert_nonnull(spec->chart);
}

/* rule and message: how the finding at the mark begins ("spec-value: 'stack'"). */
static inline void spec_assert_finding(const SpecCase *spec, const char *expected)
{
    g_autofree char *found = spec_findings(spec);
    g_autofree char *begin = g_strdup_printf("%u:%u: %s", spec->line, spec->column, expected);
    g_autofree char *later = g_strconcat("\n", begin, NULL);
    g_assert_null(spec->chart);
    if (!g_str_has_prefix(found, begin) && !strstr(found, later)) {
        g_test_message("expected %s\nfound    %s", begin, found);
        g_test_fail();
    }
}

static inline void spec_clear(SpecCase *spec)
{
    chart_free(spec->chart);
    findings_free(spec->findings);
    folder_clear(&spec->folder);
    g_free(spec->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SpecCase, spec_clear)

/* The layer of a chart's panel. */
static inline const Layer *spec_layer(const SpecCase *spec, guint panel, guint layer)
{
    const Panel *p = g_ptr_array_index(spec->chart->panels, panel);
    return g_ptr_array_index(p->layers, layer);
}

/* A frame's rows as text: "a=x b=1; a=y b=2"; names: which columns, all when NULL. */
static inline char *frame_text(const Frame *frame, const char *names)
{
    g_auto(GStrv) wanted = names ? g_strsplit(names, " ", -1) : NULL;
    GString *text = g_string_new(NULL);
    for (guint row = 0; row < frame->n_rows; row++) {
        g_string_append(text, row > 0 ? "; " : "");
        const gsize begin = text->len;
        for (guint c = 0; c < frame->names->len; c++) {
            const char *name = g_ptr_array_index(frame->names, c);
            if (wanted && !g_strv_contains((const char *const *)wanted, name))
                continue;
            g_autofree char *value = value_to_text(frame_value(frame, row, (int)c));
            g_string_append_printf(text, "%s%s=%s", text->len > begin ? " " : "", name, value);
        }
    }
    return g_string_free(text, FALSE);
}

/* A spec of the whole grammar without findings, and what its first layer has of n: "n=1; n=3". */
static inline void spec_assert_rows(SpecCase *spec, const char *text, const char *expected)
{
    g_test_message("%s", text);
    spec_read_grammar(spec, text);
    spec_assert_clean(spec);
    g_autofree char *rows = frame_text(spec_layer(spec, 0, 0)->frame, "n");
    g_assert_cmpstr(rows, ==, expected);
}

#endif
