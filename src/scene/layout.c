#include "scene/layout.h"

#include "scene/axis.h"

#include <math.h>

static double page_top(const Preset *preset)
{
    return preset->margin * 0.8;
}

static double page_bottom(const Preset *preset)
{
    return preset->margin * 0.6;
}

/* What a crowded page of a fixed height gives up, one after the other, until rows can be read. */
static void spare(Page *page, int what)
{
    switch (what) {
    case 0: page->tight = TRUE; break;
    case 1: page->sources_counted = TRUE; break;
    case 2: page->bare_x = page->values_labelled; break;
    default: page->title_size = (page->preset->title + page->preset->subtitle) / 2; break;
    }
}
enum { N_SPARED = 4 };
/* As multiples of the small type: rows with air between them, those that are easily read, and those
 * that just can be. */
static const double AIRY_STEP = 1.6, EASY_STEP = 1.35, LEAST_STEP = 0.95;

static gboolean values_are_labelled(const Chart *chart)
{
    for (guint p = 0; p < chart->panels->len; p++) {
        const Panel *panel = chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            if (((const Layer *)panel->layers->pdata[i])->mark.type == SHAPE_TEXT)
                return TRUE;
        }
    }
    return FALSE;
}

/* Where the panels go: between heading and legend, and sources. */
static Box panels_area(const Page *page)
{
    const Preset *preset = page->preset;
    const double legend = legend_height(page);
    const double gap = preset->label * (legend > 0 ? 0.9 : 1.4);
    const gboolean y_title = axis_title(page, CHANNEL_Y) != NULL;
    Box area = {preset->margin,
                page_top(preset) + heading_height(page) + legend + gap +
                    (y_title ? preset->label : 0),
                preset->width - 2 * preset->margin, 0};
    area.height = page->scene->height - area.y - sources_height(page) - page_bottom(preset);
    return area;
}

/* A page that may grow is as high as its rows need; the list of sources may grow with it. */
static void grow(Page *page)
{
    for (int round = 0; round < 3; round++) {
        const double missing = panels_height(page) - panels_area(page).height;
        if (missing <= 0)
            return;
        page->scene->height = ceil(page->scene->height + missing);
    }
}

static void fit(Page *page)
{
    panels_plan(page, page->preset->width - 2 * page->preset->margin);
    if (page->preset->height <= 0)
        grow(page);
    Box area = panels_area(page);
    panels_place(page, &area);
    for (int i = 0; i < N_SPARED && panels_row_step(page) < (i == 0 ? AIRY_STEP : EASY_STEP); i++) {
        spare(page, i);
        area = panels_area(page);
        panels_place(page, &area);
    }
    if (panels_row_step(page) < LEAST_STEP) { /* nothing else is left; the page says so */
        page->bare_x = FALSE;
        page->bare_rows = axis_has_labels(page, CHANNEL_X);
        area = panels_area(page);
        panels_place(page, &area);
        page->label_every = (guint)ceil(fmin(LEAST_STEP / panels_row_step(page), 1000));
        area = panels_area(page);
        panels_place(page, &area);
    }
}

/* Where labels find no room, a page that may grow grows; at last a note says how many. */
static void draw_panels(Page *page)
{
    static const double growth = 1.1;
    const guint n_marks = page->scene->marks->len;
    const int n_rounds = page->preset->height > 0 ? 1 : 4;
    panels_draw(page);
    for (int round = 1; page->n_unlabelled > 0 && round <= n_rounds; round++) {
        if (n_rounds > 1)
            page->scene->height = ceil(page->scene->height * growth);
        if (round < n_rounds) /* there may be no note */
            page->n_unlabelled = 0;
        const Box area = panels_area(page);
        panels_place(page, &area);
        g_array_set_size(page->scene->marks, n_marks);
        panels_draw(page);
    }
}

static void lay_out(Page *page)
{
    citations_collect(page);
    chosen_collect(page);
    page->named_lines = legend_find_named_lines(page);
    fit(page);
    const double top = page_top(page->preset);
    heading_draw(page, top);
    legend_draw(page, top + heading_height(page));
    draw_panels(page);
    sources_draw(page, page->scene->height - page_bottom(page->preset) - sources_height(page) +
                           page->preset->small * 0.6);
}

static double scene_height(const Chart *chart, const Preset *preset)
{
    if (preset->height > 0)
        return preset->height;
    return round(preset->width * (isnan(chart->wishes.aspect) ? 0.75 : chart->wishes.aspect));
}

/* Patterns shrink with small pictures, but not so far that their lines run together. */
static double hatching_scale(const Preset *preset)
{
    return fmax(preset->unit, 0.75);
}

Scene *layout_scene(const Chart *chart, const char *name, const Variant *variant,
                    Findings *findings)
{
    const Preset *preset = variant->preset;
    Scene *scene = scene_new(name, preset->width, scene_height(chart, preset));
    Page page = {
        .chart = chart,
        .preset = preset,
        .theme = variant->theme,
        .locale = chart->arena->locale,
        .language = variant->language,
        .findings = findings,
        .scene = scene,
        .source_numbers = g_hash_table_new(NULL, NULL),
        .sole_claims = g_hash_table_new(NULL, NULL),
        .drawn = g_hash_table_new(NULL, NULL),
        .contested = g_hash_table_new(NULL, NULL),
        .values_labelled = values_are_labelled(chart),
        .title_size = preset->title,
        .label_every = 1,
        .panels = g_new0(PlacedPanel, MAX(chart->panels->len, 1)),
        .areas = g_array_new(FALSE, FALSE, sizeof(BarArea)),
        .obstacles = g_array_new(FALSE, FALSE, sizeof(Box)),
        .lines = g_array_new(FALSE, FALSE, sizeof(Segment)),
    };
    scene->variant = *variant;
    if (chart->own_figures)
        scene->choice = chart->own_figures->order;
    scene->background = page.theme->background;
    if (variant->transparent) /* nor are halos and empty shapes */
        scene->background.alpha = 0;
    scene->hatching = page.theme->hatching;
    scene->hatching.period *= hatching_scale(preset);
    scene->hatching.width *= hatching_scale(preset);
    g_free(scene->title);
    scene->title = g_strdup(chart->title ? chart_translate(chart, chart->title) : "");
    g_free(scene->description);
    scene->description =
        g_strdup(chart->description ? chart_translate(chart, chart->description) : scene->title);
    g_free(scene->font);
    scene->font = g_strdup(page.theme->font);

    const guint before = findings_count(findings, LEVEL_ERROR);
    lay_out(&page);
    missing_check(&page);
    g_hash_table_unref(page.source_numbers);
    g_hash_table_unref(page.sole_claims);
    g_hash_table_unref(page.drawn);
    g_hash_table_unref(page.contested);
    g_free(page.panels);
    g_array_unref(page.areas);
    g_array_unref(page.obstacles);
    g_array_unref(page.lines);
    if (findings_count(findings, LEVEL_ERROR) > before) {
        scene_free(scene);
        return NULL;
    }
    return scene;
}
