/*
 * sample: a small finished scene with every kind of mark, and the claims that
 * it shows, made by hand.
 */
#ifndef FIGTRAIL_TESTS_TRAIL_SAMPLE_H
#define FIGTRAIL_TESTS_TRAIL_SAMPLE_H

#include "scene/scene.h"
#include "trail/record_usual.h"

typedef struct {
    Source report, press;
    Subject subject;
    Metric metric, released;
    Claim chosen, agreeing, rival, aside, date;
    Figure score, release;
    Scene *scene;
} Sample;

static inline Amount sample_number(const char *text, double number)
{
    return (Amount){.present = TRUE, .text = text, .number = number};
}

static inline Claim sample_claim(Sample *sample, const char *id, const char *printed, Amount value,
                                 const Source *source)
{
    return (Claim){
        .id = id,
        .subject = &sample->subject,
        .metric = &sample->metric,
        .setting = "shots=5",
        .printed = printed,
        .value = value,
        .as_of_text = "2023-03",
        .source = source,
        .quote = "a score of 86.4% & \"more\" <on> MMLU",
        .at = 1234,
        .locator = "table 2, row MMLU",
        .stated_by = "",
        .reason = "",
        .note = "",
    };
}

static inline void sample_claims(Sample *sample)
{
    sample->report = (Source){.id = "report",
                              .title = "GPT-4 Technical Report",
                              .publisher = "OpenAI",
                              .author = "",
                              .published = "2023-03-15",
                              .language = "en",
                              .type = "report",
                              .url = "https://example.org/gpt-4?a=1&b=2",
                              .archive_url = "",
                              .sha256 = "",
                              .note = ""};
    sample->press = sample->report;
    sample->press.id = "press";
    sample->press.title = "Notícias, \"hoje\"";
    sample->press.publisher = "Jornal";
    sample->press.language = "pt-BR";
    sample->press.relays = &sample->report;
    sample->subject = (Subject){.id = "gpt-4", .name = "GPT-4"};
    sample->metric = (Metric){.id = "mmlu", .name = "MMLU accuracy", .unit = "%"};
    sample->released =
        (Metric){.id = "released", .name = "Release", .unit = "", .kind = METRIC_DATE};
    sample->chosen =
        sample_claim(sample, "c1", "86.4%", sample_number("86.4", 86.4), &sample->report);
    sample->agreeing =
        sample_claim(sample, "c2", "86,4%", sample_number("86.4", 86.4), &sample->press);
    sample->rival =
        sample_claim(sample, "c3", "87 por cento", sample_number("87", 87), &sample->press);
    sample->aside = sample_claim(sample, "c4", "68%", sample_number("68", 68), &sample->press);
    sample->aside.rank = RANK_DEPRECATED;
    sample->aside.reason = "a slip of the newspaper";
    sample->date =
        sample_claim(sample, "c5", "março de 2023",
                     (Amount){.present = TRUE, .text = "2023-03", .number = 19417}, &sample->press);
    sample->date.metric = &sample->released;
    sample->date.at = -1;
}

static inline void sample_figures(Sample *sample)
{
    sample->score = (Figure){.key = (char *)"gpt-4|mmlu|shots=5",
                             .subject = &sample->subject,
                             .metric = &sample->metric,
                             .setting = "shots=5",
                             .as_of_text = "",
                             .chosen = &sample->chosen,
                             .agreeing = g_ptr_array_new(),
                             .rivals = g_array_new(FALSE, FALSE, sizeof(Rival)),
                             .set_aside = g_array_new(FALSE, FALSE, sizeof(Rival)),
                             .agreement = AGREEMENT_CONFLICT,
                             .n_sources = 1};
    g_ptr_array_add(sample->score.agreeing, &sample->agreeing);
    const Rival rival = {&sample->rival, "relays another source"};
    const Rival aside = {&sample->aside, "a slip of the newspaper"};
    g_array_append_val(sample->score.rivals, rival);
    g_array_append_val(sample->score.set_aside, aside);
    sample->release = sample->score;
    sample->release.key = (char *)"gpt-4|released|";
    sample->release.metric = &sample->released;
    sample->release.setting = "";
    sample->release.chosen = &sample->date;
    sample->release.agreeing = g_ptr_array_new();
    sample->release.rivals = NULL;
    sample->release.set_aside = NULL;
    sample->release.agreement = AGREEMENT_SINGLE;
}

static inline void sample_marks(Scene *scene)
{
    const Color ink = {34, 34, 34, 1}, blue = {31, 119, 180, 1}, white = {255, 255, 255, 1};
    const Color pale = {214, 39, 40, 0.5};
    const PathSegment line[] = {
        {'M', {20, 80}}, {'L', {60.125, 40}}, {'L', {60.125, -20}}, {'Z', {0}}};
    const PathSegment curve[] = {{'M', {100, 100}}, {'C', {110, 90, 120, 90, 130, 100}}};
    scene_open_group(scene, "mark-rect role-mark");
    scene_add(scene, &(Mark){.kind = MARK_RECT,
                             .fill = blue,
                             .title = "GPT-4: 86.4 % <tip>",
                             .claims = "c1 c2",
                             .as.rect = {20, 30, 60, 100, 4}});
    scene_add(scene, &(Mark){.kind = MARK_RECT,
                             .fill = blue,
                             .pattern = PATTERN_HATCH,
                             .stroke = blue,
                             .stroke_width = 1.5,
                             .claims = "c3",
                             .as.rect = {100, 50, 60, 80, 0}});
    scene_close_group(scene);
    scene_open_clipped_group(scene, "mark-line role-mark", 10, 10, 180, 120);
    scene_add(scene, &(Mark){.kind = MARK_PATH,
                             .fill = pale,
                             .stroke = ink,
                             .stroke_width = 2,
                             .dash = {4, 2},
                             .n_dash = 2,
                             .as.path = {line, G_N_ELEMENTS(line)}});
    scene_add(scene, &(Mark){.kind = MARK_PATH,
                             .stroke = ink,
                             .stroke_width = 2,
                             .as.path = {curve, G_N_ELEMENTS(curve)}});
    scene_close_group(scene);
    const TextRun runs[] = {{"GPT-4 ", 14, 700, FALSE, 0, 0, 42}, {"1", 9, 400, TRUE, 42, 5, 5}};
    const TextRun axis[] = {{"Accuracy & more", 12, 400, FALSE, 0, 0, 90}};
    scene_open_group(scene, "role-label");
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .fill = ink,
                             .href = "https://example.org/gpt-4?a=1&b=2",
                             .as.text = {.x = 100,
                                         .y = 24,
                                         .anchor = ANCHOR_MIDDLE,
                                         .runs = runs,
                                         .n_runs = G_N_ELEMENTS(runs),
                                         .width = 47,
                                         .halo = TRUE,
                                         .halo_color = white}});
    scene_add(scene, &(Mark){.kind = MARK_TEXT,
                             .fill = ink,
                             .href = "javascript:alert(1)",
                             .as.text = {.x = 12,
                                         .y = 75,
                                         .anchor = ANCHOR_MIDDLE,
                                         .angle = -90,
                                         .runs = axis,
                                         .n_runs = G_N_ELEMENTS(axis),
                                         .width = 90}});
    scene_close_group(scene);
}

static inline void sample_init(Sample *sample)
{
    *sample = (Sample){0};
    sample_claims(sample);
    sample_figures(sample);
    Scene *scene = scene_new("sample", 200, 150);
    g_free(scene->title);
    g_free(scene->description);
    g_free(scene->font);
    scene->title = g_strdup("Scores & <sources>");
    scene->description = g_strdup("Two bars: \"86.4 %\" and 87 %; ação.");
    scene->font = g_strdup("Lato");
    g_ptr_array_add(scene->sources, &sample->report);
    DrawnFigure *score = drawn_figure_new(&sample->score);
    g_ptr_array_add(score->claims, &sample->chosen);
    g_ptr_array_add(score->claims, &sample->rival);
    const guint one = 1;
    g_array_append_val(score->citations, one);
    g_ptr_array_add(scene->drawn, score);
    DrawnFigure *release = drawn_figure_new(&sample->release);
    g_ptr_array_add(release->claims, &sample->date);
    g_ptr_array_add(scene->drawn, release);
    sample_marks(scene);
    sample->scene = scene;
}

static inline void sample_clear(Sample *sample)
{
    scene_free(sample->scene);
    g_ptr_array_unref(sample->score.agreeing);
    g_array_unref(sample->score.rivals);
    g_array_unref(sample->score.set_aside);
    g_ptr_array_unref(sample->release.agreeing);
}

/* A record that was read, as it stands in the picture. */
static inline char *sample_print_stored(const JsonDocument *document)
{
    g_autoptr(cJSON) record = cJSON_Duplicate(json_document_root(document), TRUE);
    record_leave_out_usual(record);
    return json_print_compact(record);
}

#endif
