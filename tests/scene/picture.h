/*
 * picture: what must hold of every finished scene: texts apart and on the page,
 * everything drawn with its claims, everything cited in the list.
 */
#ifndef FIGTRAIL_TESTS_SCENE_PICTURE_H
#define FIGTRAIL_TESTS_SCENE_PICTURE_H

#include "chart/view.h"
#include "scene/scene.h"
#include "scene/wording.h"

#include <math.h>
#include <string.h>

typedef struct {
    double left, top, right, bottom;
    double end; /* with the superscript */
    const char *text;
} TextBox;

typedef struct {
    const char *name;
    const Chart *chart;
    const Scene *scene;
    GArray *texts;      /* of TextBox */
    GHashTable *claims; /* ids that a mark shows */
    guint faults;
} Picture;

static inline void G_GNUC_PRINTF(2, 3) fault(Picture *picture, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_test_message("%s: %s", picture->name, message);
    picture->faults++;
}

/* The letters of a text, from a capital's height down to the baseline; without
 * its superscript. */
static inline TextBox text_box(const MarkText *text)
{
    const double left = text->anchor == ANCHOR_START ? text->x
                        : text->anchor == ANCHOR_END ? text->x - text->width
                                                     : text->x - text->width / 2;
    const TextRun *run = &text->runs[0];
    return (TextBox){.left = left,
                     .top = text->y - 0.72 * run->size,
                     .right = left + run->width,
                     .bottom = text->y,
                     .end = left + text->width,
                     .text = run->text};
}

static inline void collect(Picture *picture)
{
    for (guint i = 0; i < picture->scene->marks->len; i++) {
        const Mark *mark = &g_array_index(picture->scene->marks, Mark, i);
        if (mark->kind == MARK_TEXT && mark->as.text.n_runs > 0) {
            const TextBox box = text_box(&mark->as.text);
            g_array_append_val(picture->texts, box);
        }
        g_auto(GStrv) ids = g_strsplit(mark->claims ? mark->claims : "", " ", -1);
        for (char **id = ids; *id; id++) {
            if (**id)
                g_hash_table_add(picture->claims, g_strdup(*id));
        }
    }
}

static inline void check_texts(Picture *picture)
{
    const Scene *scene = picture->scene;
    for (guint i = 0; i < picture->texts->len; i++) {
        const TextBox *a = &g_array_index(picture->texts, TextBox, i);
        if (a->left < 0 || a->top < 0 || a->end > scene->width || a->bottom > scene->height)
            fault(picture, "\"%s\" sticks out of the page: %.1f to %.1f, %.1f to %.1f", a->text,
                  a->left, a->right, a->top, a->bottom);
        for (guint k = 0; k < i; k++) {
            const TextBox *b = &g_array_index(picture->texts, TextBox, k);
            const double across = fmin(a->right, b->right) - fmax(a->left, b->left);
            const double down = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);
            if (across > 0.5 && down > 0.5)
                fault(picture, "\"%s\" and \"%s\" overlap by %.1f x %.1f px", b->text, a->text,
                      across, down);
        }
    }
}

/* No line that leads to a label goes through the letters of a text. */
static inline void check_leader(Picture *picture, const MarkPath *path)
{
    const double *from = path->segments[0].points, *to = path->segments[1].points;
    for (guint i = 0; i < picture->texts->len; i++) {
        const TextBox *text = &g_array_index(picture->texts, TextBox, i);
        for (int step = 0; step <= 200; step++) {
            const double x = from[0] + step / 200.0 * (to[0] - from[0]);
            const double y = from[1] + step / 200.0 * (to[1] - from[1]);
            if (x > text->left + 1 && x < text->right - 1 && y > text->top + 1 &&
                y < text->bottom - 1) {
                fault(picture, "a line to a label goes through \"%s\"", text->text);
                break;
            }
        }
    }
}

static inline void check_place(Picture *picture, const char *what, double x, double y)
{
    const Scene *scene = picture->scene;
    if (!(x >= -0.5 && x <= scene->width + 0.5 && y >= -0.5 && y <= scene->height + 0.5))
        fault(picture, "a %s is out of the page: %.1f, %.1f", what, x, y);
}

static inline void check_marks(Picture *picture)
{
    for (guint i = 0; i < picture->scene->marks->len; i++) {
        const Mark *mark = &g_array_index(picture->scene->marks, Mark, i);
        if (mark->kind == MARK_RECT) {
            const MarkRect *rect = &mark->as.rect;
            check_place(picture, "rectangle", rect->x, rect->y);
            check_place(picture, "rectangle", rect->x + rect->width, rect->y + rect->height);
        }
        if (mark->kind == MARK_PATH && g_strcmp0(mark->role, "leader") == 0)
            check_leader(picture, &mark->as.path);
        for (guint k = 0; mark->kind == MARK_PATH && k < mark->as.path.n_segments; k++) {
            const PathSegment *segment = &mark->as.path.segments[k];
            if (segment->verb != 'Z')
                check_place(picture, "path", segment->points[0], segment->points[1]);
        }
    }
}

/* ---- contrast ---------------------------------------------------------------------- */

static inline double contrast_on(Color color, Color ground)
{
    const Color shown = color_mix(ground, color, color.alpha);
    return color_contrast(shown, ground);
}

/* What a text stands on: the last filled rectangle that holds its middle, or the page. */
static inline Color text_ground(const Scene *scene, guint index)
{
    const MarkText *text = &g_array_index(scene->marks, Mark, index).as.text;
    const double shift = text->anchor == ANCHOR_START ? 0.5 : text->anchor == ANCHOR_END ? -0.5 : 0;
    const double x = text->x + shift * text->width, y = text->y - text->runs[0].size * 0.3;
    Color ground = scene->background;
    for (guint i = 0; i < index && !text->halo; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        const MarkRect *rect = &mark->as.rect;
        if (mark->kind == MARK_RECT && x >= rect->x && x <= rect->x + rect->width && y >= rect->y &&
            y <= rect->y + rect->height)
            ground = color_mix(ground, mark->fill, mark->fill.alpha);
    }
    return ground;
}

/* WCAG 2.2: letters 4.5:1 on what they stand on, shapes that tell something 3:1 on the page, as
 * they are seen, half transparent ones, too. */
static inline guint contrast_faults(const char *name, const Scene *scene)
{
    Picture picture = {.name = name, .scene = scene};
    gboolean guide = FALSE; /* lines and grounds behind the marks may be quiet */
    char shown[COLOR_TEXT_SIZE];
    for (guint i = 0; i < scene->marks->len; i++) {
        const Mark *mark = &g_array_index(scene->marks, Mark, i);
        if (mark->kind == MARK_GROUP)
            guide = strcmp(mark->as.group.role, "role-axis-grid") == 0;
        else if (mark->kind == MARK_TEXT && mark->as.text.n_runs > 0 &&
                 contrast_on(mark->fill, text_ground(scene, i)) < 4.5)
            fault(&picture, "\"%s\" in %s has a contrast of %.2f", mark->as.text.runs[0].text,
                  color_format(mark->fill, shown), contrast_on(mark->fill, text_ground(scene, i)));
        else if ((mark->kind == MARK_RECT || mark->kind == MARK_PATH) && !guide &&
                 g_strcmp0(mark->role, "ground") != 0 &&
                 fmax(mark->pattern == PATTERN_SOLID ? contrast_on(mark->fill, scene->background)
                                                     : 0,
                      contrast_on(mark->stroke, scene->background)) < 3)
            fault(&picture, "a mark in %s, of %s, has a contrast below 3",
                  color_format(mark->fill, shown), mark->claims ? mark->claims : "no claim");
    }
    return picture.faults;
}

/* ---- provenance ------------------------------------------------------------------ */

static inline gboolean is_on_scale(const Panel *panel, const Layer *layer, guint row,
                                   Channel channel)
{
    const ChannelSpec *spec = &layer->channels[channel];
    return !spec->present || spec->has_value || !panel->scales[channel] ||
           isfinite(scale_position(panel->scales[channel], layer_value(layer, row, channel)));
}

/* Every row that a mark shows: its claims are on a mark. */
static inline void check_rows(Picture *picture)
{
    for (guint p = 0; p < picture->chart->panels->len; p++) {
        const Panel *panel = picture->chart->panels->pdata[p];
        for (guint i = 0; i < panel->layers->len; i++) {
            const Layer *layer = panel->layers->pdata[i];
            for (guint row = 0; row < layer->frame->n_rows; row++) {
                const Lineage *lineage = frame_lineage(layer->frame, row);
                if (layer->mark.type == SHAPE_TEXT || !is_on_scale(panel, layer, row, CHANNEL_X) ||
                    !is_on_scale(panel, layer, row, CHANNEL_Y))
                    continue;
                for (guint c = 0; lineage && c < lineage->n_items; c++) {
                    const char *id = lineage->items[c].claim->id;
                    if (!g_hash_table_contains(picture->claims, id))
                        fault(picture, "claim %s of layer %u is drawn but on no mark", id, i);
                }
            }
        }
    }
}

static inline void check_figures(Picture *picture)
{
    const Scene *scene = picture->scene;
    for (guint i = 0; i < scene->drawn->len; i++) {
        const DrawnFigure *drawn = g_ptr_array_index(scene->drawn, i);
        if (drawn->citations->len == 0)
            fault(picture, "%s has no citation", drawn->figure->key);
        for (guint k = 0; k < drawn->citations->len; k++) {
            const guint number = g_array_index(drawn->citations, guint, k);
            if (number < 1 || number > scene->sources->len)
                fault(picture, "%s cites source %u of %u", drawn->figure->key, number,
                      scene->sources->len);
        }
        for (guint k = 0; k < drawn->claims->len; k++) {
            const Claim *claim = g_ptr_array_index(drawn->claims, k);
            if (!g_ptr_array_find(scene->sources, claim->source, NULL))
                fault(picture, "the source of %s is not listed", claim->id);
        }
    }
}

/* Numbers in superscripts: "1,3–5". */
static inline void check_citations(Picture *picture)
{
    guint cited = 0;
    for (guint i = 0; i < picture->scene->marks->len; i++) {
        const Mark *mark = &g_array_index(picture->scene->marks, Mark, i);
        if (mark->kind != MARK_TEXT || mark->as.text.n_runs < 2)
            continue;
        g_auto(GStrv) numbers = g_regex_split_simple("[,–]", mark->as.text.runs[1].text, 0, 0);
        for (char **number = numbers; *number; number++, cited++) {
            const guint64 value = g_ascii_strtoull(*number, NULL, 10);
            if (value < 1 || value > picture->scene->sources->len)
                fault(picture, "\"%s\" cites \"%s\", of %u sources", mark->as.text.runs[0].text,
                      mark->as.text.runs[1].text, picture->scene->sources->len);
        }
    }
    if (cited == 0 && picture->scene->sources->len > 0)
        fault(picture, "no text cites anything");
}

/* All numbers stand in the list, or the picture says how many there are. */
static inline void check_list(Picture *picture)
{
    const guint n = picture->scene->sources->len;
    guint listed = 0;
    const char *language = picture->scene->variant.language;
    g_autofree char *count =
        wording_format(WORDING_SOURCES_IN, language ? language : "en", n, "\n");
    *strchr(count, '\n') = '\0'; /* up to the name of the file */
    gboolean told = FALSE;
    for (guint i = 0; i < picture->texts->len; i++) {
        const char *text = g_array_index(picture->texts, TextBox, i).text;
        g_autofree char *next = g_strdup_printf("%u", listed + 1);
        listed += strcmp(text, next) == 0;
        told |= g_str_has_prefix(text, count);
    }
    if (listed < n && !told)
        fault(picture, "%u of %u sources are listed", listed, n);
}

/* chart: NULL for a scene made by hand.  Gives the number of faults. */
static inline guint picture_check(const char *name, const Chart *chart, const Scene *scene)
{
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(TextBox));
    g_autoptr(GHashTable) claims = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Picture picture = {name, chart, scene, texts, claims, 0};
    collect(&picture);
    check_texts(&picture);
    check_marks(&picture);
    if (chart)
        check_rows(&picture);
    check_figures(&picture);
    check_citations(&picture);
    check_list(&picture);
    return picture.faults;
}

#endif
